"""The plugin that the contract suite calls; its twins are written in TypeScript, Node and Rust.

Each action shows one thing that a guest can do. PRINT, SYNC and EXIT exist in Python only.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

from elizaos_interop import Action, ActionResult, Callback, Memory, Options, Plugin, Provider, Runtime, State

calls_of_count = 0


async def is_not_no(runtime: Runtime, message: Memory) -> bool:
    return bool(message.content.text != "no")


async def echo(
    runtime: Runtime,
    message: Memory,
    state: State | None,
    options: Options | None,
    callback: Callback,
    responses: list[Memory] | None,
) -> ActionResult:
    given = {"memory": message, "state": state, "options": options, "responses": responses}
    return ActionResult(success=True, text=message.content.text or "", data=given)


async def emit(
    runtime: Runtime, message: Memory, state: State | None, options: Options, callback: Callback
) -> ActionResult:
    memories = [await callback(content) for content in options.contents]
    return ActionResult(success=True, data={"memories": memories})


async def fail(runtime: Runtime, message: Memory, state: State | None, options: Options) -> None:
    raise RuntimeError(options.message)


async def refuse(runtime: Runtime, message: Memory, state: State | None, options: Options) -> dict[str, Any]:
    return {"success": False, "error": options.message}


async def nothing(runtime: Runtime, message: Memory) -> None:
    return None


async def host(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    value = await runtime.call(options.method, *options.args)
    return ActionResult(success=True, data={"value": value})


async def setting(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    return ActionResult(success=True, data={"value": runtime.get_setting(options.key)})


async def agent(runtime: Runtime, message: Memory) -> ActionResult:
    return ActionResult(success=True, data={"agentId": runtime.agent_id, "name": runtime.character.name})


async def wait(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    await asyncio.sleep(options.ms / 1000)
    return ActionResult(success=True, data={"waited": options.ms})


async def log(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    getattr(runtime.logger, options.level)(options.message)
    return ActionResult(success=True, text="logged")


async def count(runtime: Runtime, message: Memory) -> ActionResult:
    global calls_of_count
    calls_of_count += 1
    return ActionResult(success=True, data={"count": calls_of_count})


async def print_twice(
    runtime: Runtime, message: Memory, state: State | None, options: Options
) -> ActionResult:
    import ctypes

    print(options.message)
    libc = ctypes.CDLL(None)
    libc.puts(options.message.encode())
    libc.fflush(None)
    return ActionResult(success=True, text="printed")


def sync(runtime: Runtime, message: Memory) -> ActionResult:
    return ActionResult(success=True, text="sync")


async def leave(runtime: Runtime, message: Memory) -> None:
    os._exit(3)


async def probe(runtime: Runtime, message: Memory, state: State | None) -> dict[str, Any]:
    text = message.content.text or ""
    return {"text": f"probe of {text}", "values": {"length": len(text)}, "data": {"state": state}}


plugin = Plugin(
    name="probe",
    version="1.0.0",
    actions=[
        Action("ECHO", "Answers with everything that it was given.", echo, validate=is_not_no),
        Action("EMIT", "Emits each of the contents that it was given.", emit, validate=is_not_no),
        Action("FAIL", "Raises an error.", fail, validate=is_not_no),
        Action("REFUSE", "Answers that it did not succeed.", refuse, validate=is_not_no),
        Action("NOTHING", "Answers nothing.", nothing, validate=is_not_no),
        Action("HOST", "Calls a method of the runtime.", host, validate=is_not_no),
        Action("SETTING", "Answers with a setting.", setting, validate=is_not_no),
        Action("AGENT", "Answers who the agent is.", agent, validate=is_not_no),
        Action("WAIT", "Answers after a while.", wait, validate=is_not_no),
        Action("LOG", "Writes a log record.", log, validate=is_not_no),
        Action("COUNT", "Counts its calls.", count, validate=is_not_no),
        Action("PRINT", "Prints from Python and from C.", print_twice, validate=is_not_no),
        Action("SYNC", "Is no coroutine.", sync, validate=is_not_no),
        Action("EXIT", "Ends the process with status 3.", leave, validate=is_not_no),
    ],
    providers=[Provider("PROBE", probe, description="Says what it was asked about.")],
)
