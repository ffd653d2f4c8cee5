"""The echo with a handler that is no coroutine, so that it runs in a thread."""

from __future__ import annotations

from elizaos_interop import Action, ActionResult, Memory, Options, Plugin, Runtime, State


def echo(runtime: Runtime, message: Memory, state: State, options: Options | None) -> ActionResult:
    return ActionResult(success=True, text=message.content.text or "", data=options)


plugin = Plugin(
    name="def-echo",
    actions=[Action("ECHO", "Answers with the message's text and the options", echo)],
)
