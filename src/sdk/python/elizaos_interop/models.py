"""The plugin's models: values, or texts in parts where the caller takes them so. PROTOCOL.md, Models."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from typing import Any

from . import error_codes
from .call import Call
from .channel import Channel
from .components import ServedModel, ServedPlugin
from .errors import RequestRefusedError
from .fields import read
from .handler_shapes import as_params
from .handlers import drained, failure_of
from .results import converted, crossing
from .runtime import Runtime


class Models:
    """A model returns its value, an iterator of texts, or an object like elizaOS's TextStreamResult."""

    def __init__(self, plugin: ServedPlugin, channel: Channel, runtime: Runtime) -> None:
        self._plugin = plugin
        self._channel = channel
        self._runtime = runtime

    async def invoke(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        model: ServedModel = self._plugin.find("model", message.get("model"))
        streams = message.get("stream") is True
        params = as_params(message.get("params"))
        if streams and isinstance(params, dict):
            params["stream"] = True
        handler = model.streaming if streams else model.handler
        result = await handler.call(self._runtime, params)
        parts = _parts_of(result)
        if parts is None:
            return {"value": crossing(result, "$.value")}
        texts = []
        try:
            async for part in parts:
                text = _checked(part, message["model"])
                texts.append(text)
                if streams:
                    self._channel.part(call, "model.chunk", {"text": text})
        except BaseException:
            # What the end of the parts raises is told to nobody: this came first.
            await failure_of(_close(parts))
            raise
        return {"value": "".join(texts), **await _told(result)}


def _parts_of(result: Any) -> AsyncIterator[Any] | None:
    """The texts of a result that is more than a value."""
    if result is None or isinstance(result, (str, bytes, bool, int, float, list, tuple)):
        return None
    if isinstance(result, AsyncIterable):
        return aiter(result)
    if isinstance(result, Iterator):
        return drained(result)
    stream = read(result, "text_stream")
    return aiter(stream) if isinstance(stream, AsyncIterable) else None


def _checked(part: Any, model: str) -> str:
    if isinstance(part, str):
        return part
    rule = f"a text: current value is {part!r:.200}"
    raise RequestRefusedError(
        error_codes.VALUE_REFUSED, f"Cannot send a part of the model {model} as it must be {rule}"
    )


async def _close(parts: AsyncIterator[Any]) -> None:
    close = getattr(parts, "aclose", None)
    if close is not None:
        await close()


async def _told(result: Any) -> dict[str, Any]:
    """What a TextStreamResult says besides its text, where it can: the text alone decides."""
    told: dict[str, Any] = {}
    for name in ("usage", "finish_reason"):
        try:
            value = read(result, name)
            value = await value if inspect.isawaitable(value) else value
            if value is not None:
                told["usage" if name == "usage" else "finishReason"] = converted(value, f"$.{name}")
        except Exception:
            # What fails with its text has failed there already.
            continue
    usage, reason = told.get("usage"), told.get("finishReason")
    return {
        **({"usage": usage} if isinstance(usage, dict) else {}),
        **({"finishReason": reason} if isinstance(reason, str) else {}),
    }
