"""`use_model` in parts, and callbacks of process_actions and evaluate: what the host sends before an answer."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    import asyncio, threading
    from elizaos_interop import Action, HostError, Plugin

    def how(options, chunks):
        async def coroutine(chunk): await asyncio.sleep(0); chunks.append(chunk)
        def two(chunk, message_id): chunks.append([chunk, message_id])
        def fails(chunk): raise ValueError("no more")
        def stops(chunk): raise StopIteration("here")
        return {"append": chunks.append, "async": coroutine, "two": two, "fails": fails, "stops": stops}[options["how"]]

    async def calls(runtime, message, state, options):
        chunks = []
        function = how(options, chunks)
        if options.get("inside"):
            value = await runtime.use_model("M", {"prompt": "p", options["inside"]: function})
        else:
            value = await runtime.use_model("M", prompt="p", on_stream_chunk=function)
        return {"success": True, "data": {"value": value, "chunks": chunks}}

    def in_thread(runtime, message, state, options):
        threads = set()
        async def use():
            chunks = []
            def take(chunk):
                threads.add(threading.current_thread())
                chunks.append(chunk)
            return await runtime.use_model("M", prompt="p", on_stream_chunk=take), chunks
        value, chunks = asyncio.run(use())
        return {"success": True, "data": {"value": value, "chunks": chunks, "here": threads == {threading.current_thread()}}}

    async def streams(runtime, message, state, options):
        stream = await runtime.use_model("M", options.get("params"), stream=True)
        chunks = [chunk async for chunk in (stream if options.get("itself") else stream.text_stream)]
        told = [await stream.usage, await stream.finish_reason]
        return {"success": True, "data": {"chunks": chunks, "text": await stream.text, "told": told}}

    async def by_params(runtime, message, state, options):
        stream = await runtime.use_model("M", {"stream": True})
        return {"success": True, "data": {"text": await stream.text}}

    async def by_name(runtime, message, state, options):
        chunks = [chunk async for chunk in runtime.use_model_stream("M", {"a": 1}, prompt="p")]
        return {"success": True, "data": {"chunks": chunks}}

    def stream_in_thread(runtime, message, state, options):
        return asyncio.run(streams(runtime, message, state, options))

    async def breaks(runtime, message):
        stream = await runtime.use_model("M", stream=True)
        async for chunk in stream:
            break
        return {"success": True, "data": {"chunk": chunk, "text": await stream.text}}

    async def gives_up(runtime, message):
        stream = await runtime.use_model("M", stream=True)
        async def drain():
            async for chunk in stream: pass
        try:
            await asyncio.wait_for(drain(), 0.01)
        except asyncio.TimeoutError:
            pass
        try:
            await stream.text
        except asyncio.CancelledError:
            return {"success": True, "text": "cancelled"}

    async def not_streamed(runtime, message, state, options):
        function = None if options.get("bare") else print
        value = await runtime.use_model("M", {"prompt": "p"}, on_stream_chunk=function, stream=False)
        return {"success": True, "data": {"value": value}}

    async def misuse(runtime, message, state, options):
        if options["what"] == "model":
            await runtime.use_model("M", on_stream_chunk="no function")
        else:
            await runtime.process_actions(message, [], callback="no function")

    plugin = Plugin(name="streaming", actions=[
        Action("CALLS", "", calls), Action("THREAD", "", in_thread), Action("STREAM", "", streams), Action("PARAMS", "", by_params),
        Action("BY_NAME", "", by_name), Action("STREAM_IN_THREAD", "", stream_in_thread), Action("BREAK", "", breaks),
        Action("GIVE_UP", "", gives_up), Action("NOT", "", not_streamed), Action("MISUSE", "", misuse),
    ])
"""


def asked(start_guest: StartGuest, action: str, **options: Any) -> tuple[GuestProcess, dict[str, Any]]:
    guest = start_guest(SOURCE)
    guest.start()
    guest.invoke(2, action, options=options)
    return guest, guest.receive()


def answer(guest: GuestProcess, *texts: Any, value: Any = None, **fields: Any) -> None:
    guest.send(*({"type": "model.chunk", "re": 1, "text": text} for text in texts))
    guest.send({"type": "host.result", "re": 1, "value": value, **fields})


@pytest.mark.parametrize("inside", [None, "onStreamChunk", "on_stream_chunk"])
@pytest.mark.parametrize("how", ["append", "async", "two"])
def test_a_function_is_given_the_parts_in_order(
    start_guest: StartGuest, how: str, inside: str | None
) -> None:
    guest, call = asked(start_guest, "CALLS", how=how, inside=inside)
    assert call == {
        "type": "host.call", "id": 1, "parent": 2, "method": "useModel", "args": ["M", {"prompt": "p"}], "stream": True,
    }  # fmt: skip
    texts = [str(n) for n in range(100)]
    answer(guest, *texts, value="".join(texts))
    expected = [[text, None] for text in texts] if how == "two" else texts
    assert guest.result(2)["data"] == {"value": "".join(texts), "chunks": expected}


def test_in_a_loop_of_its_own_the_function_runs_there(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "THREAD")
    answer(guest, "a", "b", value="ab")
    assert guest.result(2)["data"] == {"value": "ab", "chunks": ["a", "b"], "here": True}


@pytest.mark.parametrize(
    ("how", "message"), [("fails", "no more"), ("stops", "coroutine raised StopIteration")]
)
def test_a_function_that_fails_gives_the_model_up(start_guest: StartGuest, how: str, message: str) -> None:
    guest, _ = asked(start_guest, "CALLS", how=how)
    guest.send({"type": "model.chunk", "re": 1, "text": "a"})
    assert guest.receive() == {"type": "cancel", "re": 1}
    failed = guest.receive()
    assert (failed["code"], failed["message"]) == ("handler_failed", message)
    answer(guest, "too late", value="too late")
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}


@pytest.mark.parametrize("action", ["STREAM", "STREAM_IN_THREAD"])
@pytest.mark.parametrize("itself", [False, True])
def test_without_a_function_there_is_a_stream(start_guest: StartGuest, action: str, itself: bool) -> None:
    guest, call = asked(start_guest, action, itself=itself)
    assert (call["args"], call["stream"]) == (["M", {"stream": True}], True)
    answer(guest, "a", "b", value="ab", usage={"totalTokens": 3}, finishReason="stop")
    data = guest.result(2)["data"]
    assert data == {"chunks": ["a", "b"], "text": "ab", "told": [{"totalTokens": 3}, "stop"]}


def test_a_model_that_does_not_stream_gives_one_part(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "STREAM")
    answer(guest, value="whole")
    assert guest.result(2)["data"] == {"chunks": ["whole"], "text": "whole", "told": [None, None]}


@pytest.mark.parametrize("value", [None, "", {"a": 1}])
def test_a_value_that_is_no_text_is_no_part(start_guest: StartGuest, value: Any) -> None:
    guest, _ = asked(start_guest, "STREAM")
    answer(guest, value=value)
    assert guest.result(2)["data"] == {"chunks": [], "text": value, "told": [None, None]}


def test_elizaos_params_may_ask_for_the_stream(start_guest: StartGuest) -> None:
    guest, call = asked(start_guest, "PARAMS")
    assert (call["args"], call["stream"]) == (["M", {"stream": True}], True)
    answer(guest, "a", value="a")
    assert guest.result(2)["data"] == {"text": "a"}


def test_use_model_stream_iterates_at_once(start_guest: StartGuest) -> None:
    guest, call = asked(start_guest, "BY_NAME")
    assert call["args"] == ["M", {"a": 1, "prompt": "p", "stream": True}]
    answer(guest, "a", "b", value="ab")
    assert guest.result(2)["data"] == {"chunks": ["a", "b"]}


def test_a_reader_that_stops_may_still_await_the_text(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "BREAK")
    answer(guest, "a", "b", value="ab")
    assert guest.result(2)["data"] == {"chunk": "a", "text": "ab"}


def test_a_reader_that_is_cancelled_gives_the_model_up(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "GIVE_UP")
    assert guest.receive() == {"type": "cancel", "re": 1}
    assert guest.result(2) == {"success": True, "text": "cancelled"}


@pytest.mark.parametrize("bare", [False, True])
def test_stream_false_is_no_stream(start_guest: StartGuest, bare: bool) -> None:
    guest, call = asked(start_guest, "NOT", bare=bare)
    assert (call["args"], "stream" in call) == (["M", {"prompt": "p", "stream": False}], False)
    guest.send({"type": "model.chunk", "re": 1, "text": "nobody asked"})
    answer(guest, value="whole")
    assert guest.result(2)["data"] == {"value": "whole"}


@pytest.mark.parametrize("action", ["STREAM", "STREAM_IN_THREAD", "CALLS"])
def test_an_error_of_the_host_fails_the_stream(start_guest: StartGuest, action: str) -> None:
    guest, _ = asked(start_guest, action, how="append")
    guest.send({"type": "model.chunk", "re": 1, "text": "a"})
    guest.send({"type": "error", "re": 1, "code": "host_failed", "message": "no such weights"})
    failed = guest.receive()
    assert (failed["code"], failed["message"]) == ("handler_failed", "no such weights")
    assert failed["details"]["cause"] == {"code": "host_failed", "message": "no such weights"}


@pytest.mark.parametrize("text", [None, 5, b"bytes"])
def test_a_part_that_is_no_text_fails_the_stream(start_guest: StartGuest, text: Any) -> None:
    guest, _ = asked(start_guest, "STREAM")
    guest.send({"type": "model.chunk", "re": 1, "text": text})
    assert guest.receive() == {"type": "cancel", "re": 1}
    failed = guest.receive()
    assert failed["message"] == f"Cannot use a part of request 1 as its text must be a string: it is {text!r}"
    assert failed["details"]["cause"]["code"] == "protocol_violation"


def test_contents_are_not_for_a_stream(start_guest: StartGuest) -> None:
    guest, _ = asked(start_guest, "STREAM")
    guest.send({"type": "callback.emit", "id": 10, "parent": 1, "content": {}})
    assert guest.receive()["code"] == "protocol_violation"
    answer(guest, "a", value="a")
    assert guest.result(2)["data"]["chunks"] == ["a"]


@pytest.mark.parametrize("action", ["STREAM", "STREAM_IN_THREAD", "CALLS", "THREAD"])
def test_cancel_ends_a_stream(start_guest: StartGuest, action: str) -> None:
    guest, _ = asked(start_guest, action, how="append")
    guest.send({"type": "model.chunk", "re": 1, "text": "a"}, {"type": "cancel", "re": 2})
    assert guest.receive() == {"type": "cancel", "re": 1}
    assert guest.receive()["code"] == "cancelled"
    guest.send({"type": "shutdown"})
    assert guest.wait() == 0
    assert guest.printed() == ""


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("model", "Cannot use a model as on_stream_chunk"),
        ("actions", "Cannot call processActions as callback"),
    ],
)
def test_what_is_no_function_is_refused(start_guest: StartGuest, what: str, message: str) -> None:
    _, failed = asked(start_guest, "MISUSE", what=what)
    assert failed["message"] == f"{message} must be a function: current value is 'no function'"
