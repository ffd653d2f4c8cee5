"""Plugins as their authors write them: every kind of component, in every shape that published plugins have."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest

EVERYTHING = {
    "name": "all",
    "language": "python",
    "actions": [{"name": "A", "description": "acts"}],
    "providers": [{"name": "P"}],
    "evaluators": [{"name": "E", "description": "evaluates", "alwaysRun": True}],
    "services": [{"name": "s", "description": "serves", "methods": ["doIt"]}],
    "routes": [{"type": "POST", "path": "/r", "public": False}, {"type": "STATIC", "path": "/s", "filePath": "./s"}],
    "events": [{"name": "HAPPENED"}],
    "models": [{"type": "TEXT_SMALL"}],
}  # fmt: skip

BEGIN = """
from enum import Enum
from typing import Any

async def handler(*given): return {"success": True}
async def listener(payload): pass
async def route(request, response): response.end()
async def model(runtime, params): return "said"

class S:
    service_type = "s"
    capability_description = "serves"
    methods = ["do_it"]
    @classmethod
    async def start(cls, runtime): return cls()
    async def stop(self): pass
    async def do_it(self): return "done"
"""

SHAPES = {
    "ours": """
from elizaos_interop import Action, Evaluator, Event, Model, Plugin, Provider, Route
plugin = Plugin(name="all", actions=[Action("A", "acts", handler)], providers=[Provider("P", handler)],
    evaluators=[Evaluator("E", "evaluates", handler, always_run=True)], services=[S],
    routes=[Route("POST", "/r", route, public=False), Route("STATIC", "/s", file_path="./s")],
    events=[Event("HAPPENED", listener)], models=[Model("TEXT_SMALL", model)])
""",
    "dicts": """
plugin = {"name": "all", "actions": [{"name": "A", "description": "acts", "handler": handler}], "providers": [{"name": "P", "get": handler}],
    "evaluators": [{"name": "E", "description": "evaluates", "handler": handler, "validate": handler, "alwaysRun": True}], "services": [S],
    "routes": [{"type": "POST", "path": "/r", "handler": route, "public": False}, {"type": "STATIC", "path": "/s", "filePath": "./s"}],
    "events": {"HAPPENED": [listener], "NOTHING": []}, "models": {"TEXT_SMALL": model}}
""",
    "pydantic": """
from pydantic import BaseModel, Field
class Model(BaseModel):
    model_config = {"arbitrary_types_allowed": True, "populate_by_name": True}
class Route(Model):
    type: str; path: str; handler: Any = None; public: bool | None = None
    file_path: str | None = Field(default=None, alias="filePath"); is_multipart: bool | None = Field(default=None, alias="isMultipart")
    name: str | None = None
class Plugin(Model):
    name: str; description: str | None = None; actions: Any = None; providers: Any = None; evaluators: Any = None; services: Any = None
    routes: list[Route] | None = None; events: dict[str, list[Any]] | None = None; models: dict[str, Any] | None = None
    streaming_models: dict[str, Any] | None = Field(default=None, alias="streamingModels"); config: dict[str, Any] | None = None
class Evaluator:
    name = "E"; description = "evaluates"; examples = []; similes = None; always_run = True; handler = staticmethod(handler); validate = staticmethod(handler)
class Act:
    name = "A"; description = "acts"; handler = staticmethod(handler)
class Provide:
    name = "P"; get = staticmethod(handler)
class Kind(str, Enum):
    SMALL = "TEXT_SMALL"
class Happening(Enum):
    HAPPENED = "HAPPENED"
plugin = Plugin(name="all", actions=[Act()], providers=(Provide(),), evaluators=[Evaluator()], services=[S],
    routes=[Route(type="POST", path="/r", handler=route, public=False), Route(type="STATIC", path="/s", filePath="./s")],
    events={"HAPPENED": [listener]}, models={"TEXT_SMALL": model})
plugin.models = {Kind.SMALL: model}
plugin.events = {Happening.HAPPENED: [listener]}
""",
    "dataclasses": """
import dataclasses
@dataclasses.dataclass
class Thing:
    name: str; description: str = None; handler: Any = None; get: Any = None; always_run: bool = None
@dataclasses.dataclass
class Way:
    type: str; path: str; handler: Any = None; public: bool = None; file_path: str = None
@dataclasses.dataclass
class Plugin:
    name: str; actions: list; providers: list; evaluators: list; services: list; routes: list; events: dict; models: dict
plugin = Plugin("all", [Thing("A", "acts", handler)], [Thing("P", get=handler)], [Thing("E", "evaluates", handler, always_run=True)], {"s": S},
    [Way("POST", "/r", route, False), Way("STATIC", "/s", file_path="./s")], {"HAPPENED": (listener,)}, {"TEXT_SMALL": {"handler": model}})
""",
}


@pytest.mark.parametrize("form", SHAPES.values(), ids=SHAPES.keys())
def test_every_kind_is_found_in_every_shape(start_guest: StartGuest, form: str) -> None:
    guest = start_guest(BEGIN + form)
    assert guest.start() == EVERYTHING
    uses: list[tuple[dict[str, Any], dict[str, Any]]] = (
        [
            ({"type": "action.invoke", "action": "A"}, {"type": "action.result", "result": {"success": True}}),
            ({"type": "provider.get", "provider": "P"}, {"type": "provider.result", "result": {"success": True}}),
            ({"type": "evaluator.invoke", "evaluator": "E"}, {"type": "evaluator.result", "result": {"success": True}}),
            ({"type": "service.start", "service": "s"}, {"type": "service.result", "instance": 1, "methods": ["doIt"]}),
            ({"type": "service.call", "instance": 1, "method": "doIt", "args": []}, {"type": "service.result", "value": "done"}),
            ({"type": "route.handle", "route": "/r", "method": "POST", "path": "/r"}, {"type": "route.response", "status": 200, "headers": {}}),
            ({"type": "event.emit", "event": "HAPPENED"}, {"type": "event.result"}),
            ({"type": "model.invoke", "model": "TEXT_SMALL"}, {"type": "model.result", "value": "said"}),
        ]
    )  # fmt: skip
    for number, (use, answer) in enumerate(uses, start=10):
        guest.send({"id": number, **use})
        assert guest.receive() == {"re": number, **answer}


WRONG: dict[str, tuple[str, str]] = {
    "an evaluator without a handler": ("'evaluators': [{'name': 'E'}]", "$.evaluators[0].handler must be a function: current value is None"),
    "a service without a type": ("'services': [print]", "$.services[0].service_type must be a string that is not empty: current value is None"),
    "two services of one type": ("'services': [S, S]", "$.services[1].name must be unique: current value is 's'"),
    "a route without a path": ("'routes': [{'type': 'GET', 'handler': route}]", "$.routes[0].path must be a string that is not empty"),
    "a route without a handler": ("'routes': [{'type': 'GET', 'path': '/'}]", "$.routes[0].handler must be a function: current value is None"),
    "two routes of one path": (
        "'routes': [{'type': 'GET', 'path': '/', 'handler': route}] * 2",
        "$.routes[1].name must be unique: current value is 'GET /'",
    ),
    "an event that nobody hears": ("'events': {'E': ['no function']}", "$.events[0].handler must be a function: current value is 'no function'"),
    "an event without a name": ("'events': [{'handler': listener}]", "$.events[0].name must be a string that is not empty"),
    "a model that is no function": ("'models': {'M': 5}", "$.models[0].handler must be a function: current value is None"),
    "a model without a type": ("'models': [{'handler': model}]", "$.models[0].type must be a string that is not empty"),
    "no list": ("'routes': 'none'", "$.routes must be a list: current value is 'none'"),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_component_is_told_by_its_place(start_guest: StartGuest, fields: str, message: str) -> None:
    failed: dict[str, Any] = start_guest(f"{BEGIN}\nplugin = {{'name': 'x', {fields}}}").ready()
    assert (failed["type"], failed["code"]) == ("failed", "manifest_invalid")
    assert failed["message"].startswith(f"Cannot serve the plugin as {message}")
