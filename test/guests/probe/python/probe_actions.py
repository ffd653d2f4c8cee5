"""Actions that show what a handler is given, how it may end, and what it knows without asking."""

from __future__ import annotations

import asyncio
import os
from typing import Any

from probe_define import action, done
from probe_records import records

from elizaos_interop import ActionResult, Callback, Memory, Options, Runtime, State


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
    return done(memories=[await callback(content) for content in options.contents])


async def fail(runtime: Runtime, message: Memory, state: State | None, options: Options) -> None:
    raise RuntimeError(options.message)


async def refuse(runtime: Runtime, message: Memory, state: State | None, options: Options) -> dict[str, Any]:
    return {"success": False, "error": options.message}


async def nothing(runtime: Runtime, message: Memory) -> None:
    return None


async def setting(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    return done(value=runtime.get_setting(options.key))


async def agent(runtime: Runtime, message: Memory) -> ActionResult:
    return done(agentId=runtime.agent_id, name=runtime.character.name)


async def wait(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    await asyncio.sleep(options.ms / 1000)
    return done(waited=options.ms)


async def log(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    getattr(runtime.logger, options.level)(options.message)
    return ActionResult(success=True, text="logged")


async def count(runtime: Runtime, message: Memory) -> ActionResult:
    records.calls += 1
    return done(count=records.calls)


async def config(runtime: Runtime, message: Memory) -> ActionResult:
    return done(config=records.config)


async def events(runtime: Runtime, message: Memory) -> ActionResult:
    return done(seen=records.seen)


async def tasks(runtime: Runtime, message: Memory) -> ActionResult:
    return done(ran=records.tasks)


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


actions = [
    action("ECHO", "Answers with everything that it was given.", echo),
    action("EMIT", "Emits each of the contents that it was given.", emit),
    action("FAIL", "Raises an error.", fail),
    action("REFUSE", "Answers that it did not succeed.", refuse),
    action("NOTHING", "Answers nothing.", nothing),
    action("SETTING", "Answers with a setting.", setting),
    action("AGENT", "Answers who the agent is.", agent),
    action("WAIT", "Answers after a while.", wait),
    action("LOG", "Writes a log record.", log),
    action("COUNT", "Counts its calls.", count),
    action("CONFIG", "Answers with what init was given.", config),
    action("EVENTS", "Answers with n of the events that came.", events),
    action("TASKS", "Answers with the tasks that ran.", tasks),
    action("PRINT", "Prints from Python and from C.", print_twice),
    action("SYNC", "Is no coroutine.", sync),
    action("EXIT", "Ends the process with status 3.", leave),
]
