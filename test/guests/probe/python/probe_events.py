"""The handler of the probe's events."""

from __future__ import annotations

from probe_records import records

from elizaos_interop import EventPayload


async def on_probe_event(payload: EventPayload) -> None:
    n = payload.get("n")
    records.seen.append(n)
    if payload.get("fail"):
        raise RuntimeError(payload["fail"])
    if payload.get("emit"):
        await payload.runtime.emit_event(payload["emit"], {"n": n})
    if payload.callback is not None:
        await payload.callback({"text": f"event {n}"})
