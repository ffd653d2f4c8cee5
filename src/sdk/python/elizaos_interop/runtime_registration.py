"""What a plugin registers by its runtime, beyond what its manifest names. PROTOCOL.md, Components.

A component is in the guest's own tables at once, as the host may ask for it before it has answered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .channel import Channel
from .components import ServedEvent, ServedPlugin
from .definitions import READERS, key_of
from .errors import LoadFailedError, ValueRefusedError
from .host_calls import HostCalls
from .manifest import definition_of
from .request import HostRequest
from .tracebacks import message_of


class RegistrationMethods(HostCalls):
    """Each tells the host at once; await what it returns to know that the host took it.

    They raise ValueRefusedError for what is no such component, and for a name that is taken. `init` ends when
    the host has answered, and fails with what the host refused.
    """

    def __init__(self, channel: Channel, plugin: ServedPlugin) -> None:
        HostCalls.__init__(self, channel)
        self._plugin = plugin
        self._unanswered: list[HostRequest[None]] | None = None

    def register_action(self, action: Any) -> HostRequest[None]:
        """An Action, or what has its fields."""
        return self._register("action", action)

    def register_provider(self, provider: Any) -> HostRequest[None]:
        """A Provider, or what has its fields."""
        return self._register("provider", provider)

    def register_evaluator(self, evaluator: Any) -> HostRequest[None]:
        """An Evaluator, or what has its fields."""
        return self._register("evaluator", evaluator)

    def register_service(self, service: Any) -> HostRequest[None]:
        """A class like Service. The host starts it when every plugin's `init` has ended."""
        return self._register("service", service)

    def register_model(
        self,
        model_type: Any,
        handler: Callable[..., Any] | None = None,
        provider: str | None = None,
        priority: float | None = None,
    ) -> HostRequest[None]:
        """`register_model("TEXT_SMALL", handler, "my provider", 10)`, or a Model."""
        if handler is None:
            return self._register("model", model_type)
        model = {"type": model_type, "handler": handler, "provider": provider, "priority": priority}
        return self._register("model", model)

    def register_event(self, event: Any, handler: Callable[..., Any] | None = None) -> HostRequest[None]:
        """`register_event("MESSAGE_RECEIVED", handler)`, or an Event.

        A further handler of an event that the plugin listens to already is its own affair.
        """
        return self._register("event", event if handler is None else {"name": event, "handler": handler})

    def register_task_worker(self, worker: Any) -> HostRequest[None]:
        """A TaskWorker, or what has its fields."""
        return self._register("task", worker)

    def collect_registrations(self) -> None:
        """`init` begins."""
        self._unanswered = []

    async def await_registrations(self) -> None:
        """`init` has run. Raises what the first of its registrations was refused with."""
        try:
            while self._unanswered:
                await self._unanswered.pop(0)
        finally:
            self._unanswered = None

    def _register(self, kind: str, given: Any) -> HostRequest[None]:
        try:
            component = READERS[kind](given, kind)
        except LoadFailedError as error:
            raise ValueRefusedError(error.message) from error
        name = key_of(kind, component)
        fields = {"kind": kind, "definition": definition_of(kind, component.definition)}
        table = self._plugin.tables[kind]
        known = table.setdefault(name, component)
        if known is not component:
            if isinstance(known, ServedEvent):
                known.handlers.extend(component.handlers)
                return self._taken()
            raise ValueRefusedError(
                f"Cannot register the {kind} {name} as the plugin has one of that name already"
            )
        try:
            request = self._channel.request(
                "component.register", fields, ("component.result", lambda message: None)
            )
        except Exception:
            del table[name]
            raise
        request.when_done(lambda failure: self._registered(kind, name, failure))
        if self._unanswered is not None:
            self._unanswered.append(request)
        return request

    def _registered(self, kind: str, name: str, failure: BaseException | None) -> None:
        if failure is not None:
            self._plugin.tables[kind].pop(name, None)
            text = f"The {kind} {name} could not be registered: {message_of(failure)}"
            self._channel.log("error", text, None)

    def _taken(self) -> HostRequest[None]:
        run, future = self._channel.future()
        run(future.set_result, None)
        return HostRequest(future, lambda message: None, lambda: None)
