"""The smallest plugin: one action and one provider. Copy it."""

from __future__ import annotations

from elizaos_interop import Action, ActionResult, Memory, Options, Plugin, Provider, Runtime, State


async def echo(runtime: Runtime, message: Memory, state: State, options: Options | None) -> ActionResult:
    return ActionResult(success=True, text=message.content.text or "", data=options)


async def heard(runtime: Runtime, message: Memory) -> dict[str, str]:
    return {"text": message.content.text or ""}


plugin = Plugin(
    name="echo",
    actions=[Action("ECHO", "Answers with the message's text and the options", echo)],
    providers=[Provider("ECHO", heard, description="Gives the message's text")],
)
