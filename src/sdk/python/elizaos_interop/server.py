"""Answers the host's requests with the plugin's components.

Actions, evaluators, providers and task workers here; each other kind has a file of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import error_codes
from .call import Call
from .callback import HandlerCallback
from .channel import CALLBACK, Channel
from .components import ServedAction, ServedPlugin, ServedProvider, ServedTaskWorker
from .delivery import answer_callback
from .environment_shapes import Task
from .errors import RequestRefusedError
from .events import Events
from .handlers import Handler
from .limits import MAX_FRAME_BYTES, MAX_IN_FLIGHT, MAX_POLL_US, MIN_FRAME_BYTES
from .models import Models
from .record import Record, as_kind
from .results import result_of
from .routes import Routes
from .runtime import Runtime
from .services import Services
from .shapes import as_memories, as_memory, as_options, as_state
from .whole import whole_number

PROTOCOL_VERSION = 1


class Server:
    """Serves one plugin on one channel. What the host says of the agent is in `runtime`."""

    def __init__(self, plugin: ServedPlugin, channel: Channel, runtime: Runtime, services: Services) -> None:
        self._plugin = plugin
        self._channel = channel
        self._runtime = runtime
        events = Events(plugin, channel, runtime)
        models = Models(plugin, channel, runtime)
        routes = Routes(plugin, channel, runtime)
        channel.requests = {
            "plugin.init": ("plugin.init.result", self._init),
            "action.validate": ("validate.result", self._validate),
            "action.invoke": ("action.result", self._invoke),
            "provider.get": ("provider.result", self._provide),
            "evaluator.validate": ("validate.result", self._validate),
            "evaluator.invoke": ("evaluator.result", self._invoke),
            "service.start": ("service.result", lambda *asked: services.start(runtime, *asked)),
            "service.call": ("service.result", services.call),
            "service.stop": ("service.result", services.stop),
            "route.handle": ("route.response", routes.handle),
            "event.emit": ("event.result", events.emit),
            "model.invoke": ("model.result", models.invoke),
            "task.execute": ("task.result", self._execute),
            "task.validate": ("validate.result", self._validate),
            CALLBACK: ("callback.result", lambda *asked: answer_callback(channel, *asked)),
        }

    async def _init(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        if message.get("protocol") != PROTOCOL_VERSION:
            raise RequestRefusedError(
                error_codes.PROTOCOL_VERSION,
                f"Cannot speak version {message.get('protocol')!r:.100} of the protocol: the guest knows 1",
            )
        limits = message.get("limits")
        if isinstance(limits, Mapping):
            frame_bytes = whole_number(limits.get("maxFrameBytes"), 1) or MAX_FRAME_BYTES
            in_flight = whole_number(limits.get("maxInFlight"), 1) or MAX_IN_FLIGHT
            poll_us = whole_number(limits.get("pollUs")) or 0
            self._channel.limit(max(MIN_FRAME_BYTES, frame_bytes), in_flight, min(poll_us, MAX_POLL_US))
        self._runtime.learn(message)
        if self._plugin.init is not None:
            init = Handler(self._plugin.init, ("config", "runtime"))
            self._runtime.collect_registrations()
            await init.call(message.get("config") or {}, self._runtime)
            await self._runtime.await_registrations()
        return {}

    async def _validate(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        kind, field = VALIDATED[message["type"]]
        validate: Handler | None = self._plugin.find(kind, message.get(field)).validate
        if validate is None:
            return {"valid": True}
        memory, state = as_memory(message.get("memory")), as_state(message.get("state"))
        valid = await validate.call(self._runtime, memory, state)
        return {"valid": bool(valid)}

    async def _invoke(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        kind = "action" if message["type"] == "action.invoke" else "evaluator"
        component: ServedAction = self._plugin.find(kind, message.get(kind))
        handler, field = component.handler, message.get
        memory, state = as_memory(field("memory")), as_state(field("state"))
        options = as_options(field("options"))
        if handler.reach > 4:
            callback, responses = HandlerCallback(self._channel, call), as_memories(field("responses"))
            result = await handler.call(self._runtime, memory, state, options, callback, responses)
        else:
            result = await handler.call(self._runtime, memory, state, options)
        if isinstance(result, bool):
            result = {"success": result}
        return {"result": result_of(result, kind, message[kind])}

    async def _provide(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        provider: ServedProvider = self._plugin.find("provider", message.get("provider"))
        memory, state = as_memory(message.get("memory")), as_state(message.get("state"))
        result = await provider.get.call(self._runtime, memory, state)
        if isinstance(result, str):
            result = {"text": result}
        return {"result": result_of(result, "provider", message["provider"])}

    async def _execute(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        worker: ServedTaskWorker = self._plugin.find("task", message.get("worker"))
        options, task = message.get("options"), message.get("task")
        options = Record() if options is None else options
        await worker.execute.call(self._runtime, options, as_kind(Task, {} if task is None else task))
        return {}


VALIDATED = {
    "action.validate": ("action", "action"),
    "evaluator.validate": ("evaluator", "evaluator"),
    "task.validate": ("task", "worker"),
}
"""What is asked whether it applies: its kind, and the field that names it."""
