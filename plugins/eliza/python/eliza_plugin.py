"""ELIZA as an elizaOS plugin over the engine in eliza.py. Each component stands in a file of its own."""

from __future__ import annotations

from typing import Any

from eliza_forget import forget
from eliza_models import models
from eliza_mood import mood
from eliza_reply import reply
from eliza_routes import routes
from eliza_session import ElizaService, on_message
from eliza_topics import topics

from elizaos_interop import Plugin, Runtime


async def _init(config: dict[str, Any], runtime: Runtime) -> None:
    await runtime.register_task_worker(forget)


plugin = Plugin(
    name="eliza",
    description="Replies as ELIZA would",
    config={"ELIZA_SCRIPT": None},
    init=_init,
    actions=[reply],
    providers=[topics],
    evaluators=[mood],
    services=[ElizaService],
    routes=routes,
    events=[on_message],
    models=models,
)
