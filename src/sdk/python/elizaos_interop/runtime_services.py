"""The runtime's services: this plugin's own are the very objects, those of other plugins are proxies."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from .channel import Channel
from .host_calls import HostCalls
from .service_proxy import ServiceProxy
from .services import Services


class ServiceMethods(HostCalls):
    """What elizaOS answers synchronously comes from what the host told last."""

    def __init__(self, channel: Channel, services: Services) -> None:
        HostCalls.__init__(self, channel)
        self._services = services
        self._types_of_agent: list[str] = []
        self._proxies: dict[str, ServiceProxy] = {}

    def get_service(self, service_type: Any) -> Any:
        """The service of that type; None where the agent has none, or an own one does not run yet."""
        found = self.get_services_by_type(service_type)
        return found[0] if found else None

    def get_services_by_type(self, service_type: Any) -> list[Any]:
        """All services of that type."""
        if self._services.is_own(service_type):
            return self._services.of_type(service_type)
        return [self._proxy(service_type)] if service_type in self._types_of_agent else []

    def get_all_services(self) -> dict[str, list[Any]]:
        """By type."""
        found = {name: self.get_services_by_type(name) for name in self.get_registered_service_types()}
        return {name: services for name, services in found.items() if services}

    def get_registered_service_types(self) -> list[str]:
        """Of the services that run or are starting."""
        return list(dict.fromkeys([*self._types_of_agent, *self._services.types()]))

    def has_service(self, service_type: Any) -> bool:
        """Whether a service of that type runs or is starting."""
        return service_type in self.get_registered_service_types()

    def get_service_load_promise(self, service_type: str) -> Coroutine[Any, Any, Any]:
        """Awaited, gives the service when it runs. Raises HostError: `deadlock` for a wait without end.

        The host is asked even for a service of this plugin, as it alone knows who waits for whom.
        """
        request = self._ask("getServiceLoadPromise", [service_type])
        return request.reading(lambda message: self._loaded(service_type))

    def _loaded(self, service_type: str) -> Any:
        # The plugin may have registered one of that type meanwhile.
        found = self.get_service(service_type)
        return self._proxy(service_type) if found is None else found

    def _proxy(self, service_type: str) -> ServiceProxy:
        return self._proxies.setdefault(service_type, ServiceProxy(self._channel, service_type))
