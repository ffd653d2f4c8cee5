"""The base class of services, for authors. A class that only looks like it does as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from .runtime import Runtime


class Service:
    """Something that runs as long as the agent does, and that all plugins may call.

        class Weather(Service):
            service_type = "weather"
            capability_description = "Knows the weather"

            async def forecast(self, place): ...

    Another plugin's `await runtime.get_service("weather").forecast("Cork")` calls it, from any language:
    names of methods are translated, arguments and values must be able to cross. `methods` names those that
    others may call; without it they are the public ones. In this plugin `get_service` gives the very object.
    """

    service_type: ClassVar[str] = ""
    capability_description: str = ""
    methods: ClassVar[Sequence[str] | None] = None

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    @classmethod
    async def start(cls, runtime: Runtime) -> Any:
        """Makes the instance. Override it to connect, to load, or to wait for another service."""
        return cls(runtime)

    async def stop(self) -> None:
        """Gives back what the service holds. The host calls it before the plugin ends."""
