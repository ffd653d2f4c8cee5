"""The runtime's methods for what the agent does: its state, actions, evaluators, events and messages."""
# mypy: disable-error-code="empty-body"

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from .delivery import content_taker, delivering
from .errors import ValueRefusedError
from .feed import CallbackRequest, Feed
from .host_calls import HostCalls, host_method, trimmed, with_fields
from .request import HostRequest
from .shapes import Memory, Outcome, State


class AgentMethods(HostCalls):
    """What the agent does."""

    @property
    def init_promise(self) -> HostRequest[None]:
        """Awaited, ends when the agent is initialised. (Which `init` of a plugin is a part of.)"""
        return self._ask("initPromise", [])

    def compose_state(
        self,
        message: Any,
        include_list: list[str] | None = None,
        only_include: bool = False,
        skip_cache: bool = False,
    ) -> HostRequest[State]:
        """The state of the conversation, of all providers or those of `include_list`."""
        return self.call("composeState", message, include_list, only_include or None, skip_cache or None)

    def emit_event(self, event: Any, payload: Any = None, **names: Any) -> HostRequest[None]:
        """Tells everybody who listens to `event`, or to each of a list. Names are fields of the payload."""
        return self.call("emitEvent", event, with_fields(payload, names))

    def process_actions(
        self,
        message: Any,
        responses: Sequence[Any],
        state: Any = None,
        callback: Callable[[Any], Any] | None = None,
        options: Any = None,
    ) -> Coroutine[Any, Any, None]:
        """Runs the actions that the responses name.

        `callback(content)`, a function or coroutine function, is given what they say, where this is awaited;
        the memories that it returns are what they are answered.
        """
        return self._with_callback("processActions", (message, responses, state, None, options), callback)

    def evaluate(
        self,
        message: Any,
        state: Any = None,
        did_respond: bool | None = None,
        callback: Callable[[Any], Any] | None = None,
        responses: Sequence[Memory] | None = None,
    ) -> Coroutine[Any, Any, Any]:
        """Runs the evaluators for a message, and answers those that ran. `callback` as in process_actions."""
        return self._with_callback("evaluate", (message, state, did_respond, None, responses), callback)

    @host_method
    def get_action_results(self, message_id: Any) -> HostRequest[list[Outcome]]:
        """What the actions returned that a message led to."""

    @host_method
    def send_message_to_target(self, target: Any, content: Any) -> HostRequest[None]:
        """Sends a content to a place outside: `target` has `source` and, say, `roomId` or `channelId`."""

    def _with_callback(
        self, method: str, args: tuple[Any, ...], callback: Callable[[Any], Any] | None
    ) -> Coroutine[Any, Any, Any]:
        if callback is None:
            return self.call(method, *args)
        if not callable(callback):
            rule = f"a function: current value is {callback!r:.200}"
            raise ValueRefusedError(f"Cannot call {method} as callback must be {rule}")
        feed = Feed(CallbackRequest)
        request = self._ask(method, trimmed(args), feed, callback=True)
        return delivering(request, feed, content_taker(callback))
