"""Evaluators: one that always runs, one that runs when the agent has replied."""

from __future__ import annotations

from probe_define import is_not_no

from elizaos_interop import ActionResult, Callback, Evaluator, Memory, Options, Runtime, State


async def evaluate(
    runtime: Runtime,
    message: Memory,
    state: State | None,
    options: Options | None,
    callback: Callback,
    responses: list[Memory] | None,
) -> ActionResult:
    text = message.content.text
    if text == "emit":
        await callback({"text": "evaluated"})
    data = {"responses": len(responses or [])}
    return ActionResult(success=True, text=f"evaluated {text}", data=data)


async def seldom(runtime: Runtime, message: Memory) -> ActionResult:
    return ActionResult(success=True, text=f"seldom {message.content.text}")


async def always(runtime: Runtime, message: Memory) -> bool:
    return True


evaluators = [
    Evaluator("PROBE_EVALUATOR", "Looks at every message but no", evaluate, is_not_no, always_run=True),
    Evaluator("PROBE_SELDOM", "Looks at what the agent replied to", seldom, always),
]
