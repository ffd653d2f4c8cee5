"""What init registers beyond the manifest, where PROBE_REGISTER is yes or use: one component of each kind."""

from __future__ import annotations

from typing import Any

from probe_define import action, is_not_no
from probe_events import on_probe_event
from probe_models import registered
from probe_records import records
from probe_services import RegisteredService

from elizaos_interop import ActionResult, Evaluator, Provider, Runtime, Task, TaskWorker


async def act(runtime: Runtime) -> ActionResult:
    return ActionResult(success=True, text="registered action")


async def provide(runtime: Runtime) -> dict[str, Any]:
    return {"text": "registered provider"}


async def evaluate(runtime: Runtime) -> ActionResult:
    return ActionResult(success=True, text="registered evaluator")


async def always(runtime: Runtime) -> bool:
    return True


async def execute(runtime: Runtime, options: dict[str, Any], task: Task) -> None:
    records.tasks.append({"task": task.name, "options": options})


def register_all(runtime: Runtime) -> None:
    runtime.register_action(action("REGISTERED", "Was registered by init", act))
    runtime.register_provider(Provider("REGISTERED", provide))
    evaluator = Evaluator("REGISTERED_EVALUATOR", "Was registered by init", evaluate, always, always_run=True)
    runtime.register_evaluator(evaluator)
    runtime.register_service(RegisteredService)
    runtime.register_model("PROBE_REGISTERED", registered, "probe", 7)
    runtime.register_event("PROBE_REGISTERED", on_probe_event)
    runtime.register_task_worker(TaskWorker("PROBE_TASK", execute, is_not_no))


async def use_registered(runtime: Runtime) -> None:
    """Init has the agent use what was registered: the event hears what model and provider gave."""
    said = await runtime.use_model("PROBE_REGISTERED", {})
    state = await runtime.compose_state({"content": {"text": "init"}}, ["REGISTERED"], only_include=True)
    await runtime.emit_event("PROBE_REGISTERED", n=f"{said}, {state.text}")
