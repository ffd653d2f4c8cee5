"""Answers the host's requests with the plugin's components."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from . import error_codes
from .call import Call
from .channel import Channel
from .components import ServedPlugin
from .errors import HostError, RequestRefusedError, ValueRefusedError
from .handlers import Handler
from .limits import MAX_FRAME_BYTES, MAX_IN_FLIGHT
from .outgoing import to_wire
from .request import HostRequest
from .runtime import Runtime
from .shapes import Memory, as_memories, as_memory, as_options, as_state
from .typed_objects import fields_of

PROTOCOL_VERSION = 1


class Server:
    """Serves one plugin on one channel. What the host says of the agent is in `runtime`."""

    def __init__(self, plugin: ServedPlugin, channel: Channel, runtime: Runtime) -> None:
        self._plugin = plugin
        self._channel = channel
        self._runtime = runtime
        channel.requests = {
            "plugin.init": ("plugin.init.result", self._init),
            "action.validate": ("validate.result", self._validate),
            "action.invoke": ("action.result", self._invoke),
            "provider.get": ("provider.result", self._provide),
        }

    async def _init(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        if message.get("protocol") != PROTOCOL_VERSION:
            raise RequestRefusedError(
                error_codes.PROTOCOL_VERSION,
                f"Cannot speak version {message.get('protocol')!r:.100} of the protocol: the guest knows 1",
            )
        limits = message.get("limits")
        if isinstance(limits, Mapping):
            bytes_, requests = limits.get("maxFrameBytes"), limits.get("maxInFlight")
            self._channel.limit(int(bytes_ or MAX_FRAME_BYTES), int(requests or MAX_IN_FLIGHT))
        self._runtime.learn(message)
        if self._plugin.init is not None:
            names = _init_order(self._plugin.init)
            given = {"config": message.get("config") or {}, "runtime": self._runtime}
            await Handler(self._plugin.init, names).call(*(given[name] for name in names))
        return {}

    async def _validate(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        validate = _find(self._plugin.actions, message, "action").validate
        if validate is None:
            return {"valid": True}
        memory, state = as_memory(message.get("memory")), as_state(message.get("state"))
        valid = await validate.call(self._runtime, memory, state)
        return {"valid": bool(valid)}

    async def _invoke(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        action = _find(self._plugin.actions, message, "action")
        result = await action.handler.call(
            self._runtime,
            as_memory(message.get("memory")),
            as_state(message.get("state")),
            as_options(message.get("options")),
            HandlerCallback(self._channel, call),
            as_memories(message.get("responses")),
        )
        if isinstance(result, bool):
            result = {"success": result}
        return {"result": _result(result, f"action {message['action']}")}

    async def _provide(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        provider = _find(self._plugin.providers, message, "provider")
        memory, state = as_memory(message.get("memory")), as_state(message.get("state"))
        result = await provider.get.call(self._runtime, memory, state)
        if isinstance(result, str):
            result = {"text": result}
        return {"result": _result(result, f"provider {message['provider']}")}


class HandlerCallback:
    """`callback(content)`: sends a content to the conversation at once, and awaited answers its memories.

    Raises HostError once the handler's call has ended.
    """

    __slots__ = ("_call", "_channel")

    def __init__(self, channel: Channel, call: Call) -> None:
        self._channel = channel
        self._call = call

    def __call__(self, content: Any) -> HostRequest[list[Memory]]:
        call = self._call
        if call.has_ended:
            code = error_codes.CANCELLED if call.is_cancelled else error_codes.CLOSED
            raise HostError(code, "Cannot emit a content as the call that the callback belongs to has ended")
        answer = ("callback.result", _memories)
        return self._channel.request_inside(call, "callback.emit", {"content": _content(content)}, answer)


def _memories(message: Mapping[str, Any]) -> Any:
    return as_memories(message.get("memories") or [])


def _find(components: Mapping[str, Any], message: Mapping[str, Any], kind: str) -> Any:
    name = message.get(kind)
    component = components.get(name) if isinstance(name, str) else None
    if component is None:
        known = ", ".join(components) or "none"
        raise RequestRefusedError(
            error_codes.COMPONENT_UNKNOWN, f"The plugin has no {kind} {name!r:.200}; it has: {known}"
        )
    return component


def _result(value: Any, component: str) -> Any:
    """What a handler returned, as a map or None. Its values are converted with the whole message."""
    if value is None or isinstance(value, dict):
        return value
    try:
        fields = fields_of(value, "$.result")
        if fields is None:
            fields = to_wire(value, "$.result")
    except ValueRefusedError as error:
        raise RequestRefusedError(error.code, error.message) from error
    if isinstance(fields, dict):
        return fields
    text = f"Cannot send what the {component} returned as it must be a map or None: it is {value!r:.200}"
    raise RequestRefusedError(error_codes.VALUE_REFUSED, text)


def _content(value: Any) -> Any:
    converted = value if isinstance(value, dict) else to_wire(value, "$.content")
    if isinstance(converted, dict):
        return converted
    raise ValueRefusedError(f"Cannot emit a content as it must be a map: it is {value!r:.200}")


def _init_order(init: Any) -> list[str]:
    """elizaOS's order is config, runtime; by their names, a plugin may have the runtime first or alone."""
    try:
        first = next(iter(inspect.signature(init).parameters), "")
    except (TypeError, ValueError):
        first = ""
    return ["runtime", "config"] if "runtime" in first.lower() else ["config", "runtime"]
