"""Evaluators, routes, events, models and task workers, for authors. plugin.py says what holds for all.

A file of their own, as making these classes takes a guest longer than most plugins need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Function = Callable[..., Any]


@dataclass(eq=False)
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


@dataclass(eq=False)
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


@dataclass(eq=False)
class Event:
    """What is to be done when something happens, such as MESSAGE_RECEIVED.

    `handler(payload)` is one function or several; payload is an EventPayload, with `payload.runtime`, and
    `payload.callback` where whoever emitted it gave one. Handlers start in the order of the events.
    `async def` ones go on side by side; a `def` one holds back those after it for a moment.
    """

    name: str
    handler: Function | Sequence[Function]


@dataclass(eq=False)
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


@dataclass(eq=False)
class TaskWorker:
    """What does the tasks of a name. Register it in `init`: `runtime.register_task_worker(TaskWorker(…))`.

    `execute(runtime, options, task)` returns nothing. `validate(runtime, message, state)` says if it may.
    """

    name: str
    execute: Function
    validate: Function | None = None
