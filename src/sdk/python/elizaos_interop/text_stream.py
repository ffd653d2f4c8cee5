"""The text of a model in parts, as `runtime.use_model(..., stream=True)` gives it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from .feed import Feed
from .request import HostRequest


class TextStream:
    """elizaOS's TextStreamResult. Iterate over it, or over `text_stream`, once; or await `text`.

        stream = await runtime.use_model("TEXT_LARGE", prompt=prompt, stream=True)
        async for part in stream:
            ...
        whole = await stream.text

    All of them raise HostError where the model fails.
    """

    def __init__(self, request: HostRequest[Any], feed: Feed) -> None:
        self._request = request
        self._feed = feed
        self.text_stream = self._parts()

    def __aiter__(self) -> AsyncIterator[str]:
        return self.text_stream

    @property
    def text(self) -> HostRequest[Any]:
        """The whole text."""
        return self._request

    @property
    def usage(self) -> HostRequest[Any]:
        """elizaOS's TokenUsage, or None where the host does not tell."""
        return self._request.reading(lambda message: message.get("usage"))

    @property
    def finish_reason(self) -> HostRequest[Any]:
        """Why the text ends, or None where the host does not tell."""
        return self._request.reading(lambda message: message.get("finishReason"))

    async def _parts(self) -> AsyncIterator[str]:
        has_parts = False
        try:
            async for part in self._feed:
                has_parts = True
                yield str(part)
            whole = await self._request
        except asyncio.CancelledError:
            self._request.abandon()
            raise
        # A model that does not stream gives its text at once.
        if isinstance(whole, str) and whole and not has_parts:
            yield whole
