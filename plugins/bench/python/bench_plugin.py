"""Host calls, one after the other, for as long as the host wants them: `elizaos-interop bench` times each."""

from __future__ import annotations

from elizaos_interop import Action, ActionResult, Memory, Plugin, Runtime


async def ask_host(runtime: Runtime, message: Memory) -> ActionResult:
    asked = 0
    while await runtime.get_cache("bench"):
        asked += 1
    return ActionResult(success=True, data={"asked": asked})


plugin = Plugin(
    name="bench",
    actions=[
        Action(
            "ASK_HOST", "Reads one key of the agent's cache again and again, until nothing is there", ask_host
        ),
    ],
)
