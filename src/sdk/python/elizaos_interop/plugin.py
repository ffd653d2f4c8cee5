"""What a plugin is made of, for authors. Plugins of the published SDK, dicts and look-alikes work as well.

    from elizaos_interop import Action, ActionResult, Plugin

    async def greet(runtime, message):
        return ActionResult(success=True, text=f"Hello, {message.content.text}")

    plugin = Plugin(name="greeter", actions=[Action("GREET", "Greets whoever speaks.", greet)])

Handlers may be `async def` or `def` (these run in a thread), and take as many of their arguments as they
like, in the order that is given here. What a handler raises is told to the host with its traceback.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .service import Service
from .shapes import Memory

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


@dataclass
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


@dataclass
class Evaluator:
    """Something that the agent thinks about when a message has been dealt with.

    `handler` and `validate` are given, and return, what those of an Action are. With `always_run` it is asked
    even where the agent did not respond.
    """

    name: str
    description: str
    handler: Function
    validate: Function | None = None
    similes: Sequence[str] = ()
    examples: Sequence[Any] = ()
    always_run: bool | None = None
    takes: Sequence[str] | None = None


@dataclass
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


@dataclass
class Route:
    """A path of the agent's HTTP server, below /<name of the plugin>.

    `type` is GET, POST, PUT, PATCH, DELETE, or STATIC for the file or folder at `file_path` (from where
    plugin.json is), which has no handler. `path` may hold names, as "/rooms/:room_id", and end in "/*".
    `handler(request, response, runtime)` answers by its response (RouteResponse); request is a RouteRequest.
    With `is_multipart` the request has files. What it raises is a 500 without details.
    """

    type: str
    path: str
    handler: Function | None = None
    name: str | None = None
    file_path: str | None = None
    public: bool | None = None
    is_multipart: bool | None = None


@dataclass
class Event:
    """What is to be done when something happens, such as MESSAGE_RECEIVED.

    `handler(payload)` is one function or several; payload is an EventPayload, with `payload.runtime`, and
    `payload.callback` where whoever emitted it gave one. Handlers start in the order of the events.
    `async def` ones go on side by side; a `def` one holds back those after it for a moment.
    """

    name: str
    handler: Function | Sequence[Function]


@dataclass
class Model:
    """A model of a type of elizaOS's, such as TEXT_LARGE.

    `handler(runtime, params)` returns the value. For a text it may be an (asynchronous) generator of its
    parts, or return one, or an object with `text_stream`; `params.stream` says that the caller takes it so.
    Of several models of a type that of the highest `priority` is used, or that of the `provider` asked for.
    """

    type: str
    handler: Function
    priority: float | None = None
    provider: str | None = None


@dataclass
class TaskWorker:
    """What does the tasks of a name. Register it in `init`: `runtime.register_task_worker(TaskWorker(…))`.

    `execute(runtime, options, task)` returns nothing. `validate(runtime, message, state)` says if it may.
    """

    name: str
    execute: Function
    validate: Function | None = None


@dataclass
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
