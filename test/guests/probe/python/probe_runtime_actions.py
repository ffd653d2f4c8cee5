"""Actions that ask the runtime: its methods, services, models, events and settings."""

from __future__ import annotations

import inspect
from typing import Any

from probe_define import action, done, use
from probe_records import records

from elizaos_interop import ActionResult, Content, Memory, Options, Runtime, State


async def host(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    return done(value=await use(runtime, options.method, options.args))


async def refused(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    return done(value=await use(runtime, options.member, []))


async def service(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    if options.get("wait"):
        found = await runtime.get_service_load_promise(options.service)
    else:
        found = runtime.get_service(options.service)
    if found is None:
        return done(missing=True)
    value = getattr(found, options.method)(*options.get("args", []))
    return done(value=await value if inspect.isawaitable(value) else value)


async def same(runtime: Runtime, message: Memory) -> ActionResult:
    found = runtime.get_service("probe")
    return done(same=any(found is started for started in records.started))


async def has(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    return done(has=runtime.has_service(options.service), types=runtime.get_registered_service_types())


async def model(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    chunks: list[str] = []
    on_stream_chunk = chunks.append if options.get("stream") else None
    value = await runtime.use_model(options.type, options.params, on_stream_chunk=on_stream_chunk)
    return done(value=value, chunks=chunks)


async def stream(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    answer = await runtime.use_model(options.type, options.params, stream=True)
    chunks = [chunk async for chunk in answer.text_stream]
    return done(chunks=chunks, text=await answer.text)


async def process(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    contents: list[Content] = []

    async def callback(content: Content) -> list[Any]:
        contents.append(content)
        return []

    await runtime.process_actions(message, options.responses, state, callback)
    return done(contents=contents)


async def set_one(runtime: Runtime, message: Memory, state: State | None, options: Options) -> ActionResult:
    runtime.set_setting(options.key, options.value)
    return done(value=runtime.get_setting(options.key))


async def emit_event(
    runtime: Runtime, message: Memory, state: State | None, options: Options
) -> ActionResult:
    await runtime.emit_event(options.event, options.payload)
    return ActionResult(success=True, text="emitted")


runtime_actions = [
    action("HOST", "Calls a method of the runtime.", host),
    action("REFUSED", "Uses a member of the runtime that is refused.", refused),
    action("SERVICE", "Calls a method of a service.", service),
    action("SAME", "Answers whether getService gives the very object that start returned.", same),
    action("HAS", "Answers whether there is a service, and with all types.", has),
    action("MODEL", "Uses a model.", model),
    action("STREAM", "Takes the stream of a model.", stream),
    action("PROCESS", "Has the agent process the actions of responses.", process),
    action("SET", "Sets a setting, and reads it.", set_one),
    action("EMIT_EVENT", "Emits an event.", emit_event),
]
