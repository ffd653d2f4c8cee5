"""Routes: HTTP requests that the agent's server hands on. PROTOCOL.md, Routes."""

from __future__ import annotations

import asyncio
from typing import Any

from .call import Call
from .channel import Channel
from .components import ServedPlugin, ServedRoute, unknown
from .definitions import route_key
from .handler_shapes import as_request
from .handlers import failure_of
from .response import RouteResponse
from .runtime import Runtime
from .tracebacks import message_of, traceback_of


class Routes:
    """A response may have ended long before its handler."""

    def __init__(self, plugin: ServedPlugin, channel: Channel, runtime: Runtime) -> None:
        self._plugin = plugin
        self._channel = channel
        self._runtime = runtime

    async def handle(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        name = route_key(message.get("method"), message.get("route"))
        route: ServedRoute = self._plugin.find("route", name)
        if route.handler is None:
            raise unknown("The plugin has no handler for the route", name, {})
        response = RouteResponse(self._channel, call, name)
        handled = route.handler.call(as_request(message), response, self._runtime)
        running = self._channel.start(failure_of(handled))
        try:
            ends: list[asyncio.Future[Any]] = [running, response.answer]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if not response.is_ended:
                failure = running.result()
                if failure is not None:
                    raise failure
                response.end()
            fields = await response.answer
        except BaseException:
            running.cancel()
            response.drop()
            raise
        running.add_done_callback(lambda ended: self._look_at(ended, name))
        return fields

    def _look_at(self, ended: asyncio.Task[BaseException | None], name: str) -> None:
        """The response had gone out whole: nobody else is told."""
        failure = None if ended.cancelled() else ended.result()
        if failure is not None:
            text = f"The route {name} raised after the end of its response: {message_of(failure)}"
            self._channel.log("warn", text, {"traceback": traceback_of(failure)})
