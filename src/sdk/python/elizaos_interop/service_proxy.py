"""A service of the agent that does not run in this plugin: each of its methods is a request to the host."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import error_codes
from .channel import Channel
from .errors import MemberRefusedError
from .record import camel_case
from .request import HostRequest


class ServiceProxy:
    """`await service.get_history(room_id)` calls its method `getHistory` with these arguments.

    Every method is awaited, whatever it is there; a method that the service has not raises HostError.
    """

    __slots__ = ("_channel", "service_type")

    def __init__(self, channel: Channel, service_type: str) -> None:
        self._channel = channel
        self.service_type = service_type

    @property
    def capability_description(self) -> str:
        """What is known without asking."""
        return f"The service {self.service_type} of the agent"

    def __repr__(self) -> str:
        return f"<ServiceProxy {self.service_type}>"

    def __getattr__(self, name: str) -> Callable[..., HostRequest[Any]]:
        if name.startswith("_"):
            raise AttributeError(f"A service of the agent has no {name!r} that a plugin can reach")
        if name == "stop":
            text = f"The service {self.service_type} cannot be stopped from another plugin"
            raise MemberRefusedError(error_codes.UNSUPPORTED, text)

        def call(*args: Any) -> HostRequest[Any]:
            fields = {"service": self.service_type, "method": camel_case(name), "args": list(args)}
            answer = ("service.result", lambda message: message.get("value"))
            return self._channel.request("service.call", fields, answer)

        return call
