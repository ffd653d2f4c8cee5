"""What ELIZA offers over HTTP.

Replies, what was said and spoken of in a room, and a digest of what she is sent.
"""

from __future__ import annotations

import hashlib
import re

from eliza_place import Place
from eliza_session import history_of, remember, said_in
from eliza_setting import eliza_of

from elizaos_interop import Route, RouteRequest, RouteResponse, Runtime


async def _topics(request: RouteRequest, response: RouteResponse, runtime: Runtime) -> None:
    said = await said_in(runtime, request.params["roomId"])
    response.json({"topics": eliza_of(runtime).topics(said)})


async def _transcript(request: RouteRequest, response: RouteResponse, runtime: Runtime) -> None:
    """A line at a time, so that a reader need not wait for the last."""
    response.set_header("content-type", "text/plain; charset=utf-8")
    for line in await history_of(runtime, request.params["roomId"]):
        text = re.sub(r"[\r\n]", " ", line["text"])
        await response.write(f"{line['who']}: {text}\n")
    response.end()


async def _reply(request: RouteRequest, response: RouteResponse, runtime: Runtime) -> None:
    """Goes on with the room's session where `roomId` is given, and keeps both lines in it."""
    body = Place("body", request.body if isinstance(request.body, dict) else {})
    text, room_id = body.member("text"), body.member("roomId").value
    if not isinstance(text.value, str):
        response.status(400).json({"error": f"Cannot reply as {text.problem('must be a string')}"})
        return
    history = await said_in(runtime, room_id) if isinstance(room_id, str) else []
    answer = eliza_of(runtime).respond(history, text.value)
    if isinstance(room_id, str):
        await remember(runtime, room_id, "person", text.value)
        await remember(runtime, room_id, "eliza", answer.reply)
    response.json({"reply": answer.reply, "keyword": answer.keyword})


async def _digest(request: RouteRequest, response: RouteResponse) -> None:
    body = request.raw_body or b""
    response.json({"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)})


routes = [
    Route("GET", "/rooms/:roomId/topics", _topics),
    Route("GET", "/rooms/:roomId/transcript", _transcript),
    Route("POST", "/reply", _reply),
    Route("POST", "/digest", _digest),
]
