"""The service `eliza`: what was said in each room since the agent started.

Messages that the agent receives and ELIZA's replies add to it; the routes, and any other plugin, read it.
"""

from __future__ import annotations

from collections import deque
from typing import TypedDict

from eliza_place import Place

from elizaos_interop import Event, EventPayload, Runtime, Service

LINES_PER_ROOM = 200
"""When one more comes, the oldest is forgotten."""


class Line(TypedDict):
    """`who` is person or eliza."""

    who: str
    text: str


class ElizaService(Service):
    service_type = "eliza"
    capability_description = "Keeps what was said to ELIZA and by her, room by room"
    methods = ("history", "remember", "reset")

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self._rooms: dict[str, deque[Line]] = {}

    async def history(self, room_id: str) -> list[Line]:
        """Oldest first."""
        return list(self._rooms.get(room_id, ()))

    async def remember(self, room_id: str, who: str, text: str) -> None:
        """Any plugin may call it, in whatever language: what it gives is looked at."""
        _check(who in ("person", "eliza"), Place("who", who), "must be person or eliza")
        _check(isinstance(text, str), Place("text", text), "must be a string")
        self._rooms.setdefault(room_id, deque(maxlen=LINES_PER_ROOM)).append(Line(who=who, text=text))

    async def reset(self, room_id: str | None = None) -> int:
        """Forgets one room, or all. Returns how many lines that were."""
        forgotten = list(self._rooms) if room_id is None else [room_id]
        return sum(len(self._rooms.pop(room, ())) for room in forgotten)


def _check(is_right: bool, place: Place, rule: str) -> None:
    if not is_right:
        raise ValueError(f"Cannot remember a line as {place.problem(rule)}")


async def history_of(runtime: Runtime, room_id: str) -> list[Line]:
    """What was said in a room, oldest first; nothing while the service does not run."""
    service = service_of(runtime)
    return await service.history(room_id) if service else []


async def said_in(runtime: Runtime, room_id: str) -> list[str]:
    """Only the person's lines: what the engine reads."""
    return [line["text"] for line in await history_of(runtime, room_id) if line["who"] == "person"]


async def remember(runtime: Runtime, room_id: str, who: str, text: str) -> None:
    service = service_of(runtime)
    if service:
        await service.remember(room_id, who, text)


def service_of(runtime: Runtime) -> ElizaService | None:
    service = runtime.get_service(ElizaService.service_type)
    return service if isinstance(service, ElizaService) else None


async def _on_message(payload: EventPayload) -> None:
    runtime, message = payload.runtime, payload.message
    text = message.content.text
    if isinstance(text, str) and message.entity_id != runtime.agent_id:
        await remember(runtime, message.room_id, "person", text)


on_message = Event("MESSAGE_RECEIVED", _on_message)
