"""Events of the agent, for all of the plugin's handlers that listen to them. PROTOCOL.md, Events."""

from __future__ import annotations

import asyncio
from typing import Any

from .call import Call
from .callback import HandlerCallback
from .channel import Channel
from .components import ServedEvent, ServedPlugin
from .handler_shapes import EventPayload, as_payload
from .handlers import Handler, failure_of
from .limits import EVENT_START_SECONDS
from .runtime import Runtime


class Events:
    """Handlers start in the order in which the events came, and go on side by side."""

    def __init__(self, plugin: ServedPlugin, channel: Channel, runtime: Runtime) -> None:
        self._plugin = plugin
        self._channel = channel
        self._runtime = runtime
        self._starting = asyncio.Lock()

    async def emit(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        event: ServedEvent = self._plugin.find("event", message.get("event"))
        payload = as_payload(message.get("payload"))
        payload["runtime"] = self._runtime
        if message.get("callback") is True:
            payload["callback"] = HandlerCallback(self._channel, call)
        running: list[asyncio.Task[BaseException | None]] = []
        try:
            # Whoever waits for the lock gets it in turn.
            async with self._starting:
                for handler in list(event.handlers):
                    await self._start(handler, payload, running)
            failures = [failure for task in running if (failure := await task) is not None]
        finally:
            for task in running:
                task.cancel()
        if failures:
            raise failures[0]
        return {}

    async def _start(
        self, handler: Handler, payload: EventPayload, running: list[asyncio.Task[BaseException | None]]
    ) -> None:
        task = self._channel.start(failure_of(handler.call(payload, self._runtime)))
        running.append(task)
        if handler.is_async:
            # Its first step has run by then, up to where it waits.
            await asyncio.sleep(0)
        else:
            # Of a thread nobody knows how far it is: mostly it has ended by then.
            await asyncio.wait([task], timeout=EVENT_START_SECONDS)
