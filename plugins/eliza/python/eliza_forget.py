"""The task worker ELIZA_FORGET: forgets what was said in the room `roomId` of its options, or in all."""

from __future__ import annotations

from typing import Any

from eliza_session import service_of

from elizaos_interop import Runtime, TaskWorker


async def _forget(runtime: Runtime, options: dict[str, Any]) -> None:
    service, room_id = service_of(runtime), options.get("roomId")
    if service:
        await service.reset(room_id if isinstance(room_id, str) else None)


forget = TaskWorker("ELIZA_FORGET", _forget)
