"""The models TEXT_SMALL and TEXT_LARGE.

ELIZA stands in for a language model, so that an agent talks without a key.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from eliza_prompt import answer_to
from eliza_setting import eliza_of

from elizaos_interop import Model, ModelParams, Runtime


class WordByWord:
    """The text as a stream."""

    finish_reason = "stop"

    def __init__(self, text: str) -> None:
        self.text_stream = self._words(text)

    async def _words(self, text: str) -> AsyncIterator[str]:
        # Each word with the space after it.
        for word in re.findall(r"[^ ]* |[^ ]+\Z", text):
            yield word


async def generate_text(runtime: Runtime, params: ModelParams) -> str | WordByWord:
    text = answer_to(params.prompt or "", eliza_of(runtime), runtime.character.name or "")
    return WordByWord(text) if params.stream else text


models = [Model(kind, generate_text) for kind in ("TEXT_SMALL", "TEXT_LARGE")]
