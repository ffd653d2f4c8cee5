"""The runtime's methods for models, at once or in parts."""
# mypy: disable-error-code="empty-body"

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from typing import Any

from .delivery import chunk_taker, delivering
from .errors import ValueRefusedError
from .feed import Feed
from .host_calls import HostCalls, host_method, trimmed, with_fields
from .request import HostRequest
from .text_stream import TextStream

CHUNK_FUNCTIONS = ("onStreamChunk", "on_stream_chunk")
"""Where the params of a model may have it, as elizaOS's do."""


class ModelMethods(HostCalls):
    """The agent's models, those of other plugins included."""

    def use_model(
        self,
        model_type: Any,
        params: Any = None,
        provider: str | None = None,
        *,
        on_stream_chunk: Callable[..., Any] | None = None,
        stream: bool | None = None,
        **names: Any,
    ) -> Coroutine[Any, Any, Any]:
        """`use_model("TEXT_SMALL", {"prompt": text, "maxTokens": 100})`, or by names:
        `use_model("TEXT_SMALL", prompt=text, max_tokens=100)`.

        With `on_stream_chunk` that function (or coroutine function) is called with each part of the text as
        it comes, and the answer is the whole. With `stream=True` and no function the answer is a TextStream.
        """
        given = with_fields(params, names if stream is None else {**names, "stream": stream})
        if isinstance(given, Mapping):
            given, own = _parted(given)
            on_stream_chunk = on_stream_chunk or own
            stream = given.get("stream")
        if stream is False or not (stream or on_stream_chunk):
            return self.call("useModel", model_type, given, provider)
        if on_stream_chunk is not None and not callable(on_stream_chunk):
            rule = f"a function: current value is {on_stream_chunk!r:.200}"
            raise ValueRefusedError(f"Cannot use a model as on_stream_chunk must be {rule}")
        request, feed = self._stream(model_type, given, provider)
        if on_stream_chunk is None:
            return _opened(TextStream(request, feed))
        return delivering(request, feed, chunk_taker(on_stream_chunk))

    def use_model_stream(
        self, model_type: Any, params: Any = None, provider: str | None = None, **names: Any
    ) -> AsyncIterator[str]:
        """The parts of the text: `async for part in runtime.use_model_stream("TEXT_LARGE", prompt=text)`."""
        given = with_fields(params, {**names, "stream": True})
        return TextStream(*self._stream(model_type, given, provider)).text_stream

    @host_method
    def generate_text(self, text: str, options: Any = None, **fields: Any) -> HostRequest[Any]:
        """`text` of the answer is what the model says to a text. The options are those of a model, and
        `include_character` and `model_type`."""

    def _stream(self, model_type: Any, params: Any, provider: str | None) -> tuple[HostRequest[Any], Feed]:
        feed = Feed(str)
        return self._ask("useModel", trimmed((model_type, params, provider)), feed, stream=True), feed


async def _opened(stream: TextStream) -> TextStream:
    return stream


def _parted(params: Mapping[str, Any]) -> tuple[Mapping[str, Any], Any]:
    """The params without the function that elizaOS has among them, and that function."""
    found = [params[name] for name in CHUNK_FUNCTIONS if params.get(name) is not None]
    if not found:
        return params, None
    return {name: value for name, value in params.items() if name not in CHUNK_FUNCTIONS}, found[0]
