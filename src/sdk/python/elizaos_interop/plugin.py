"""What a plugin is made of, for authors. Plugins of the published SDK, dicts and look-alikes work as well.

    from elizaos_interop import Action, ActionResult, Plugin

    async def greet(runtime, message):
        return ActionResult(success=True, text=f"Hello, {message.content.text}")

    plugin = Plugin(name="greeter", actions=[Action("GREET", "Greets whoever speaks.", greet)])

Handlers may be `async def` or `def` (these run in a thread), and take as many of their arguments as they
like, in the order that is given here; those whose parameters have the names given here, in any order. What a
handler raises is told to the host with its traceback.
The rarer components are in plugin_parts.py, services in service.py.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .shapes import Memory

if TYPE_CHECKING:
    from .plugin_parts import Evaluator, Event, Model, Route
    from .service import Service

Callback = Callable[[Any], Awaitable[list[Memory]]]
"""`await callback({"text": "…"})` sends a content to the conversation and answers the memories made of it."""

Function = Callable[..., Any]

Setting = str | int | float | bool | None


@dataclass
class ActionResult:
    """What the handler of an action or evaluator returns; a dict with these keys does as well.

    None fields are not sent.
    """

    success: bool
    text: str | None = None
    values: Mapping[str, Any] | None = None
    data: Mapping[str, Any] | None = None
    error: str | None = None


@dataclass
class ProviderResult:
    """What a provider's `get` returns; a dict with these keys does as well. None fields are not sent."""

    text: str | None = None
    values: Mapping[str, Any] | None = None
    data: Mapping[str, Any] | None = None


@dataclass(eq=False)
class Action:
    """Something that the agent can do.

    `handler(runtime, message, state, options, callback, responses)` returns an ActionResult, a dict or None.
    `state`, `options` and `responses` are None where the host has none, or where `takes` does not list them.
    `validate(runtime, message, state)` says whether the action is possible now; without one it always is.
    `takes`: which of "memory", "state", "options", "responses" these two read, and are sent. None is all.
    """

    name: str
    description: str
    handler: Function
    validate: Function | None = None
    similes: Sequence[str] = ()
    examples: Sequence[Any] = ()
    takes: Sequence[str] | None = None


@dataclass(eq=False)
class Provider:
    """Something that the agent knows.

    `get(runtime, message, state)` returns a ProviderResult, a dict, a str (its text) or None.
    """

    name: str
    get: Function
    description: str | None = None
    dynamic: bool | None = None
    position: float | None = None
    private: bool | None = None
    takes: Sequence[str] | None = None


@dataclass(eq=False)
class Plugin:
    """A module-level variable `plugin` of this kind is what a host looks for.

    What plugin.json says too must be the same there. `init(config, runtime)` runs before all other handlers.
    `config` names the settings that the plugin reads, with their defaults. Events may also be a dict from
    names to lists of functions, models one from types to functions, as elizaOS has them.
    """

    name: str
    description: str | None = None
    version: str | None = None
    init: Function | None = None
    config: Mapping[str, Setting] = field(default_factory=dict)
    actions: Sequence[Action] = ()
    providers: Sequence[Provider] = ()
    evaluators: Sequence[Evaluator] = ()
    services: Sequence[type[Service] | Any] = ()
    routes: Sequence[Route] = ()
    events: Sequence[Event] | Mapping[str, Sequence[Function]] = ()
    models: Sequence[Model] | Mapping[str, Function] = ()
