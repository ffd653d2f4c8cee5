"""The plugin that the contract suite calls; its twins are in TypeScript and Rust, a smaller one for Node.

PRINT, SYNC and EXIT exist in Python only.
"""

from __future__ import annotations

from typing import Any

from probe_actions import actions
from probe_evaluators import evaluators
from probe_events import on_probe_event
from probe_models import models
from probe_records import records
from probe_registered import register_all, use_registered
from probe_routes import routes
from probe_runtime_actions import runtime_actions
from probe_services import services

from elizaos_interop import Memory, Plugin, Provider, Runtime, State


async def init(config: dict[str, Any], runtime: Runtime) -> None:
    records.config = config
    register = config.get("PROBE_REGISTER")
    if register in ("yes", "use"):
        register_all(runtime)
    if register == "use":
        await use_registered(runtime)


async def probe(runtime: Runtime, message: Memory, state: State | None) -> dict[str, Any]:
    text = message.content.text or ""
    return {"text": f"probe of {text}", "values": {"length": len(text)}, "data": {"state": state}}


plugin = Plugin(
    name="probe",
    version="1.0.0",
    init=init,
    actions=[*actions, *runtime_actions],
    providers=[Provider("PROBE", probe, description="Says what it was asked about.")],
    evaluators=evaluators,
    services=services,
    routes=routes,
    events={"PROBE_EVENT": [on_probe_event]},
    models=models,
)
