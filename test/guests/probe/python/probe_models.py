"""Models: one of text that can stream, one that answers what it is given, one that fails."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

from elizaos_interop import Model, ModelParams, Runtime


async def text(runtime: Runtime, params: ModelParams) -> str | AsyncIterator[str]:
    answer = f"echo: {params.prompt}"
    return words(answer) if params.stream else answer


async def words(answer: str) -> AsyncIterator[str]:
    """Each with the space that follows it."""
    for word in re.findall(r"\S+\s*|\s+", answer):
        yield word


async def value(runtime: Runtime, params: Any) -> Any:
    return params


async def fail(runtime: Runtime) -> None:
    raise RuntimeError("no such weights")


async def registered(runtime: Runtime) -> str:
    return "registered model"


models = [Model("PROBE_TEXT", text, priority=5), Model("PROBE_VALUE", value), Model("PROBE_FAIL", fail)]
