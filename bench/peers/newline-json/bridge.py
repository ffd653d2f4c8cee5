"""Made as elizaOS's own Python bridge is: a line of JSON is a request, read by asyncio, answered by print.

It differs in one thing: its reader takes lines of more than 64 KiB, so that larger payloads can be compared.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

MAX_LINE_BYTES = 64 * 1024 * 1024

Map = dict[str, Any]
Handler = Callable[[None, Map, Map | None, Map, None, None], Awaitable[Map]]


async def echo(_runtime: None, memory: Map, _state: Map | None, options: Map, *_unused: None) -> Map:
    return {"success": True, "text": memory["content"]["text"], "data": options}


class Bridge:
    def __init__(self, actions: dict[str, Handler]) -> None:
        self.actions = actions

    async def answer(self, request: Map) -> Map:
        kind, request_id = request.get("type", ""), request.get("id", "")
        if kind != "action.invoke":
            return {"type": "error", "id": request_id, "error": f"Unknown request type: {kind}"}
        handler = self.actions.get(request.get("action", ""))
        if handler is None:
            return {"type": "error", "id": request_id, "error": "Action not found"}
        memory, state = dict(request.get("memory") or {}), request.get("state")
        result = await handler(None, memory, state, dict(request.get("options") or {}), None, None)
        return {"type": "action.result", "id": request_id, "result": result}


async def main() -> None:
    bridge = Bridge({"ECHO": echo})
    print(json.dumps({"type": "ready", "manifest": {"name": "echo"}}), flush=True)
    reader = asyncio.StreamReader(limit=MAX_LINE_BYTES)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        text = line.decode("utf-8").strip()
        if text:
            print(json.dumps(await bridge.answer(json.loads(text))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
