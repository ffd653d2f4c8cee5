"""Models of the plugin, as a host invokes them."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    import asyncio, time
    from elizaos_interop import Model, Plugin

    async def text(runtime, params): return f"echo: {params.prompt}"
    async def value(runtime, params): return params
    async def shape(runtime, params): return [params.max_tokens, params.get("stream"), type(params).__name__]
    def blocks(runtime, params): time.sleep(0.01); return "blocked"
    async def fails(runtime, params): raise RuntimeError("no such weights")
    async def live(runtime, params): return runtime

    async def generates(runtime, params):
        yield "one "
        await asyncio.sleep(0)
        yield "two"

    async def returns_generator(runtime, params): return generates(runtime, params)

    def generates_in_thread(runtime, params):
        for word in ("one ", "two"):
            time.sleep(0.001)
            yield word

    class Stream:
        def __init__(self, runtime, params):
            self.text_stream = generates(runtime, params)
            self.text = asyncio.get_running_loop().create_future()
            self.usage = asyncio.get_running_loop().create_future()
            self.usage.set_result({"promptTokens": 1})
            self.finish_reason = "stop"

    async def streams(runtime, params): return Stream(runtime, params)
    async def streams_as_map(runtime, params): return {"textStream": generates(runtime, params), "usage": 3, "finishReason": None}

    async def fails_midway(runtime, params):
        yield "one "
        raise RuntimeError("out of memory")

    async def no_texts(runtime, params):
        yield "one "
        yield 2

    async def cleans_up(runtime, params):
        try:
            yield 2
        finally:
            await runtime.get_memory_by_id("cleaned")

    async def goes_on(runtime, params):
        yield "one "
        try:
            await runtime.get_memory_by_id("m")
        except asyncio.CancelledError:
            pass
        yield "late"

    async def asks(runtime, params):
        yield "one "
        await runtime.get_memory_by_id("m")
        yield "two"

    async def forwards(runtime, params):
        return await runtime.use_model("OTHER", prompt=params["prompt"], stream=True)

    plugin = Plugin(name="modelling", models={
        "TEXT": text, "VALUE": value, "SHAPE": shape, "BLOCK": blocks, "FAIL": fails, "LIVE": live, "GENERATE": generates, "RETURN": returns_generator,
        "THREAD": generates_in_thread, "STREAM": streams, "MAP": streams_as_map, "MIDWAY": fails_midway, "NO_TEXTS": no_texts, "ASK": asks,
        "CLEAN": cleans_up, "GO_ON": goes_on,
        "FORWARD": forwards, "OWN": Model("ignored", text, priority=2.5, provider="me"),
    })
"""


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    models = guest.start()["models"]
    assert models[0] == {"type": "TEXT"}
    assert models[-1] == {"type": "OWN", "priority": 2.5, "provider": "me"}
    return guest


def invoke(guest: GuestProcess, model: Any, params: Any = None, **fields: Any) -> list[dict[str, Any]]:
    """The parts and the answer."""
    guest.send({"type": "model.invoke", "id": 2, "model": model, "params": params, **fields})
    messages = [guest.receive()]
    while messages[-1]["type"] == "model.chunk":
        assert messages[-1]["re"] == 2
        messages.append(guest.receive())
    return messages


@pytest.mark.parametrize(
    ("model", "params", "value"),
    [
        ("TEXT", {"prompt": "hi"}, "echo: hi"),
        ("OWN", {"prompt": "hi"}, "echo: hi"),
        ("VALUE", {"a": [1, {"b": b"c"}]}, {"a": [1, {"b": b"c"}]}),
        ("VALUE", "a text", "a text"),
        ("VALUE", None, None),
        ("VALUE", [0.5], [0.5]),
        ("SHAPE", {"maxTokens": 3}, [3, None, "ModelParams"]),
        ("BLOCK", {}, "blocked"),
        ("LIVE", {}, None),
    ],
)
def test_a_model_answers_a_value(guest: GuestProcess, model: str, params: Any, value: Any) -> None:
    assert invoke(guest, model, params) == [{"type": "model.result", "re": 2, "value": value}]


STREAMING = {
    "GENERATE": {},
    "RETURN": {},
    "THREAD": {},
    "STREAM": {"usage": {"promptTokens": 1}, "finishReason": "stop"},
    "MAP": {},
}


@pytest.mark.parametrize("model", STREAMING)
def test_texts_go_out_in_parts_where_the_caller_takes_them(guest: GuestProcess, model: str) -> None:
    *parts, answer = invoke(guest, model, {"prompt": "x"}, stream=True)
    assert [part["text"] for part in parts] == ["one ", "two"]
    assert answer == {"type": "model.result", "re": 2, "value": "one two", **STREAMING[model]}


@pytest.mark.parametrize("model", STREAMING)
def test_texts_are_collected_where_the_caller_does_not(guest: GuestProcess, model: str) -> None:
    assert invoke(guest, model, {"prompt": "x"})[0]["value"] == "one two"


def test_a_model_that_does_not_stream_answers_at_once(guest: GuestProcess) -> None:
    assert invoke(guest, "TEXT", {"prompt": "x"}, stream=True)[0]["value"] == "echo: x"


def test_the_params_say_that_the_caller_streams(guest: GuestProcess) -> None:
    assert invoke(guest, "SHAPE", {}, stream=True)[0]["value"][1] is True
    assert invoke(guest, "VALUE", "no map", stream=True)[0]["value"] == "no map"


@pytest.mark.parametrize(
    ("model", "parts", "code", "message"),
    [
        ("FAIL", [], "handler_failed", "no such weights"),
        ("MIDWAY", ["one "], "handler_failed", "out of memory"),
        (
            "NO_TEXTS",
            ["one "],
            "value_refused",
            "Cannot send a part of the model NO_TEXTS as it must be a text: current value is 2",
        ),
        ("TEXD", [], "component_unknown", "The plugin has no model 'TEXD'; it has: TEXT, VALUE"),
        (None, [], "component_unknown", "The plugin has no model None"),
    ],
)
def test_failures_are_told(
    guest: GuestProcess, model: Any, parts: list[str], code: str, message: str
) -> None:
    *found, answer = invoke(guest, model, {}, stream=True)
    assert [part["text"] for part in found] == parts
    assert (answer["type"], answer["code"]) == ("error", code)
    assert answer["message"].startswith(message)


def test_cancel_ends_a_model_that_streams(guest: GuestProcess) -> None:
    messages = invoke(guest, "ASK", {}, stream=True)
    assert [message["type"] for message in messages] == ["model.chunk", "host.call"]
    guest.send({"type": "cancel", "re": 2})
    assert guest.receive() == {"type": "cancel", "re": messages[1]["id"]}
    assert guest.receive()["code"] == "cancelled"
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}


def test_a_model_that_goes_on_after_cancel_reaches_nobody(guest: GuestProcess) -> None:
    _, call = invoke(guest, "GO_ON", {}, stream=True)
    guest.send({"type": "cancel", "re": 2})
    assert guest.receive() == {"type": "cancel", "re": call["id"]}
    assert guest.receive()["code"] == "cancelled"
    assert invoke(guest, "TEXT", {"prompt": "next"})[0]["value"] == "echo: next"


def test_a_generator_is_closed_before_its_failure_is_told(guest: GuestProcess) -> None:
    call = invoke(guest, "CLEAN", {}, stream=True)[0]
    assert (call["args"], call["parent"]) == (["cleaned"], 2)
    guest.send({"type": "host.result", "re": call["id"], "value": None})
    assert guest.receive()["code"] == "value_refused"


def test_a_model_forwards_the_stream_of_another(guest: GuestProcess) -> None:
    call = invoke(guest, "FORWARD", {"prompt": "x"}, stream=True)[0]
    assert (call["method"], call["stream"], call["parent"]) == ("useModel", True, 2)
    guest.send({"type": "model.chunk", "re": call["id"], "text": "a"})
    assert guest.receive() == {"type": "model.chunk", "re": 2, "text": "a"}
    guest.send({"type": "model.chunk", "re": call["id"], "text": "b"})
    guest.send({"type": "host.result", "re": call["id"], "value": "ab"})
    assert guest.receive()["text"] == "b"
    assert guest.receive() == {"type": "model.result", "re": 2, "value": "ab"}


def test_the_published_sdks_streaming_models_are_models_too(start_guest: StartGuest) -> None:
    guest = start_guest("""
        async def whole(runtime, params): return "whole"
        async def parts(runtime, params): yield "in "; yield "parts"
        plugin = {"name": "x", "models": {"BOTH": whole}, "streaming_models": {"BOTH": parts, "STREAM": parts}}
    """)
    assert guest.start()["models"] == [{"type": "BOTH"}, {"type": "STREAM"}]
    assert invoke(guest, "BOTH", {})[0]["value"] == "whole"
    assert [message.get("text") for message in invoke(guest, "BOTH", {}, stream=True)] == [
        "in ",
        "parts",
        None,
    ]
    assert invoke(guest, "STREAM", {})[0]["value"] == "in parts"
