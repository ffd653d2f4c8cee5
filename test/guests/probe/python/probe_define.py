"""What all actions of the probe have in common, and how they use the runtime by names that options give."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from elizaos_interop import Action, ActionResult, Memory, Runtime


async def is_not_no(runtime: Runtime, message: Memory) -> bool:
    return bool(message.content.text != "no")


def action(name: str, description: str, handler: Callable[..., Any]) -> Action:
    return Action(name, description, handler, validate=is_not_no)


def done(**data: Any) -> ActionResult:
    return ActionResult(success=True, data=data)


async def use(runtime: Runtime, name: str, args: list[Any]) -> Any:
    """Calls a member of the runtime where it is a method, else reads it. `name` is elizaOS's."""
    member = getattr(runtime, re.sub("(?<=[a-z])([A-Z]+)", r"_\1", name).lower())
    value = member(*args) if callable(member) else member
    return await value if inspect.isawaitable(value) else value
