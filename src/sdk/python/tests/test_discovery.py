"""Every way in which a module may hold its plugin, and what is said when it holds none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import SDK, StartGuest
from guest_process import GuestProcess

FORMS = {
    "a variable plugin": "plugin = {'name': 'found', 'actions': [action]}",
    "a variable default": "default = {'name': 'found', 'actions': [action]}",
    "a variable x_plugin": "todo_plugin = {'name': 'found', 'actions': [action]}",
    "a variable xPlugin": "todoPlugin = {'name': 'found', 'actions': [action]}",
    "a factory": "def get_todo_plugin(verbose=False): return {'name': 'found', 'actions': [action]}",
    "an object": """
class Thing: pass
class Act:
    name = "ACT"
    description = "Acts."
    similes = ["DO"]
    async def validate(self, runtime, message): return False
    async def handler(self, runtime, message): return {"success": True, "text": "acted"}
plugin = Thing(); plugin.name = "found"; plugin.actions = [Act()]; plugin.providers = None
""",
    "a dataclass": """
import dataclasses, typing
@dataclasses.dataclass
class MyAction:
    name: str; description: str; handler: typing.Any; validate: typing.Any; similes: list = None
@dataclasses.dataclass
class MyPlugin:
    name: str; actions: list; description: str = "Mine"
plugin = MyPlugin("found", [MyAction(**action)])
""",
    "our own": """
from elizaos_interop import Action, Plugin
plugin = Plugin(name="found", actions=[Action(**action)])
""",
    "a factory beside the tools of its author": """
def assert_plugin(p): raise AssertionError("not to be called")
def unload_plugin(): raise AssertionError("not to be called")
def register(api): raise AssertionError("not to be called")
def default(api): raise AssertionError("not to be called")
def get_plugin_info(): raise AssertionError("not to be called")
async def load_plugin(): raise AssertionError("not to be called")
import atexit, os
def create_plugin(): return {"name": "found", "actions": [action]}
""",
    "an object, though a factory comes first": """
def get_plugin(): raise AssertionError("not to be called")
def plugin(): raise AssertionError("not to be called")
my_plugin = {"name": "found", "actions": [action]}
""",
    "a function plugin": "def plugin(): return {'name': 'found', 'actions': [action]}",
    "an object of any name": "discord = {'name': 'found', 'actions': [action]}",
    "a function default": "def default(): return {'name': 'found', 'actions': [action]}",
    "a factory behind one that raises": """
def get_plugin(): raise SystemExit("without its key")
def make_plugin(): return {"name": "found", "actions": [action]}
""",
    "an object behind one whose fields raise": """
class Lazy:
    @property
    def name(self): raise GeneratorExit
lazy_plugin = Lazy()
x_plugin = {"name": "found", "actions": [action]}
""",
    "an object behind an attribute that raises": """
def __getattr__(name): raise RuntimeError(f"no {name}")
x_plugin = {"name": "found", "actions": [action]}
""",
    "a plugin beside imports that look like one": """
import types
from elizaos_interop import Plugin
plugin = types.ModuleType("plugin")
class SomePlugin: name = "a class"; actions = []
class_plugin = SomePlugin
half_plugin = {"name": "half"}
nameless_plugin = {"actions": []}
real_plugin = {"name": "found", "actions": [action]}
""",
}

ACTION = """
async def handler(runtime, message): return {"success": True, "text": "acted"}
async def validate(runtime, message): return False
action = {"name": "ACT", "description": "Acts.", "similes": ["DO"], "handler": handler, "validate": validate}
"""


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_plugin_is_found(start_guest: StartGuest, form: str) -> None:
    guest = start_guest(ACTION + form)
    manifest = guest.start()
    assert manifest["name"] == "found"
    assert manifest["actions"] == [{"name": "ACT", "description": "Acts.", "similes": ["DO"]}]
    guest.invoke(2, "ACT")
    assert guest.result(2) == {"success": True, "text": "acted"}
    guest.send({"type": "action.validate", "id": 3, "action": "ACT", "memory": {"content": {}}})
    assert guest.receive() == {"type": "validate.result", "re": 3, "valid": False}
    # Not even what Python says of a generator that is given up.
    assert guest.printed() == ""


@pytest.mark.parametrize("attribute", ["made", "factory", "Holder"])
def test_an_attribute_may_be_named(start_guest: StartGuest, attribute: str) -> None:
    source = """
        made = {"name": "made", "actions": []}
        plugin = {"name": "not this one", "actions": []}
        def factory(): return made
        class Holder:
            def __init__(self): self.name = "made"; self.actions = []
        Holder = Holder()
    """
    guest = start_guest(source, module=f"some_plugin:{attribute}")
    assert guest.start()["name"] == "made"


def test_the_submodule_plugin_is_searched(tmp_path: Path) -> None:
    package = tmp_path / "elizaos_plugin_x"
    package.mkdir()
    (package / "__init__.py").write_text("from .plugin import x_version\n")
    (package / "plugin.py").write_text("x_version = 1\nx_plugin = {'name': 'deep', 'providers': []}\n")
    with GuestProcess(SDK, tmp_path, "elizaos_plugin_x") as guest:
        assert guest.start()["name"] == "deep"


def test_a_broken_submodule_is_left_alone_where_the_package_holds_the_plugin(tmp_path: Path) -> None:
    package = tmp_path / "packed"
    package.mkdir()
    (package / "__init__.py").write_text("plugin = {'name': 'outer', 'actions': []}")
    (package / "plugin.py").write_text("raise SystemExit(5)")
    with GuestProcess(SDK, tmp_path, "packed") as guest:
        assert guest.start()["name"] == "outer"


FAILURES: dict[str, tuple[str, dict[str, Any]]] = {
    "nothing": (
        "x = 1",
        {"code": "plugin_not_found", "message": "some_plugin has x", "remedy": "some_plugin:<attribute>"},
    ),
    "no attribute": (
        "x = 1",
        {
            "code": "plugin_not_found",
            "message": "it has no plugin_x; it has x",
            "module": "some_plugin:plugin_x",
        },
    ),
    "a wrong attribute": (
        "x = 1",
        {"code": "plugin_not_found", "message": "x is a int without a name", "module": "some_plugin:x"},
    ),
    "no module": (
        "",
        {
            "code": "module_not_found",
            "message": "Cannot import the module nobody as it does not exist: looked in ",
            "module": "nobody",
        },
    ),
    "no submodule": (
        "",
        {"code": "module_not_found", "message": "(there is no nobody)", "module": "nobody.plugin:x"},
    ),
    "a missing dependency": (
        "import not_installed.deeper",
        {
            "code": "module_failed",
            "message": "No module named 'not_installed'",
            "remedy": "-m pip install not_installed",
        },
    ),
    "an exception": (
        "def fails(): raise ValueError('at import')\nfails()",
        {
            "code": "module_failed",
            "message": "Cannot import the module some_plugin as it raised ValueError: at import",
            "traceback": 'some_plugin.py", line 1, in fails\n',
        },
    ),
    "sys.exit": ("import sys; sys.exit(0)", {"code": "module_failed", "message": "SystemExit: 0"}),
    "an exception whose text cannot be had": (
        "class Panic(BaseException):\n    def __str__(self): raise Panic\nraise Panic",
        {"code": "module_failed", "message": "Cannot import the module some_plugin as it raised Panic"},
    ),
    "a key that is missing": (
        "{}['city']",
        {"code": "module_failed", "message": "as it raised KeyError: 'city'"},
    ),
    "a plugin that panics when it is read": (
        "class Plugin:\n    name = 'x'\n    actions = []\n    @property\n    def providers(self): raise GeneratorExit('panic')\nplugin = Plugin()",
        {
            "code": "module_failed",
            "message": "Cannot read the plugin of some_plugin as it raised GeneratorExit: panic",
        },
    ),
    "Ctrl-C": ("raise KeyboardInterrupt", {"code": "module_failed", "message": "KeyboardInterrupt"}),
    "a syntax error": (
        "x = = 1",
        {"code": "module_failed", "message": "SyntaxError: invalid syntax (some_plugin.py"},
    ),
    "a factory that fails": (
        "def get_plugin(): raise ValueError('factory')",
        {
            "code": "module_failed",
            "message": "some_plugin.get_plugin() raised ValueError: factory",
            "traceback": "in get_plugin\n",
        },
    ),
    "a factory that is named and fails": (
        "def make(): raise GeneratorExit('panic')",
        {
            "code": "module_failed",
            "message": "Cannot find a plugin in some_plugin as what may give it failed: make raised GeneratorExit: panic",
            "module": "some_plugin:make",
            "traceback": "in make\n",
        },
    ),
    "an object whose fields raise": (
        "class Lazy:\n @property\n def name(self): raise RuntimeError('no context')\nplugin = Lazy()",
        {"code": "module_failed", "message": "failed: some_plugin.plugin raised RuntimeError: no context"},
    ),
    "an object whose fields raise, and is named": (
        "class Lazy:\n @property\n def name(self): raise GeneratorExit('panic')\nlazy = Lazy()",
        {
            "code": "module_failed",
            "message": "failed: lazy raised GeneratorExit: panic",
            "module": "some_plugin:lazy",
        },
    ),
    "two factories that fail": (
        "def get_plugin(): raise ValueError('one')\ndef make_x_plugin(): raise KeyError('two')",
        {
            "code": "module_failed",
            "message": "get_plugin() raised ValueError: one; some_plugin.make_x_plugin() raised KeyError: 'two'",
            "remedy": "some_plugin:<attribute>",
        },
    ),
    "tools only": (
        "def unload_plugin(): raise ValueError\ndef assert_plugin(p): raise ValueError",
        {"code": "plugin_not_found", "message": "some_plugin has unload_plugin, assert_plugin"},
    ),
    "an action without a handler": (
        "plugin = {'name': 'x', 'actions': [{'name': 'A'}]}",
        {
            "code": "manifest_invalid",
            "message": "$.actions[0].handler must be a function: current value is None",
        },
    ),
    "an action without a name": (
        "plugin = {'name': 'x', 'actions': [{'handler': print}]}",
        {"code": "manifest_invalid", "message": "$.actions[0].name must be a string that is not empty"},
    ),
    "two of one name": (
        "plugin = {'name': 'x', 'providers': [{'name': 'P', 'get': print}] * 2}",
        {"code": "manifest_invalid", "message": "$.providers[1].name must be unique: current value is 'P'"},
    ),
    "a field that raises": (
        "class Broken:\n name = 'x'\n actions = []\n @property\n def config(self): return 1 / 0\nplugin = Broken()",
        {
            "code": "module_failed",
            "message": "ZeroDivisionError: division by zero",
            "traceback": "in config\n",
        },
    ),
    "an example that cannot cross": (
        "plugin = {'name': 'x', 'actions': [{'name': 'A', 'handler': print, 'examples': [2 ** 60]}]}",
        {"code": "manifest_invalid", "message": "$.actions.A.examples[0] as it must be an integer"},
    ),
    "no list": (
        "plugin = {'name': 'x', 'actions': 3}",
        {"code": "manifest_invalid", "message": "$.actions must be a list: current value is 3"},
    ),
}


@pytest.mark.parametrize(("source", "expected"), FAILURES.values(), ids=FAILURES.keys())
def test_a_failure_is_told(start_guest: StartGuest, source: str, expected: dict[str, Any]) -> None:
    module = expected.get("module", "some_plugin")
    guest = start_guest(source, module=module)
    failed = guest.ready()
    assert failed["type"] == "failed"
    assert failed["code"] == expected["code"]
    assert expected["message"] in failed["message"]
    assert expected.get("remedy", "") in failed.get("remedy", "")
    assert expected.get("traceback", "") in failed.get("details", {}).get("traceback", "")
    assert "elizaos_interop" not in failed.get("details", {}).get("traceback", "")
    assert "importlib" not in failed.get("details", {}).get("traceback", "")
    if expected["code"] != "manifest_invalid":
        assert (failed["path"], failed["value"]) == ("$.interop.moduleName", module)
    assert guest.wait() == 1
    assert failed["message"] in guest.printed()


@pytest.mark.parametrize("name", ["token", "queue", "types", "time"])
@pytest.mark.parametrize("form", ["module", "package", "named"])
def test_a_module_that_another_was_loaded_for_is_told(tmp_path: Path, name: str, form: str) -> None:
    file = tmp_path / (f"{name}/__init__.py" if form == "package" else f"{name}.py")
    file.parent.mkdir(exist_ok=True)
    file.write_text("plugin = {'name': 'found', 'actions': []}\n")
    loaded = getattr(sys.modules[name], "__file__", f"the interpreter's own {name}")
    with GuestProcess(SDK, tmp_path, f"{name}:plugin" if form == "named" else name) as guest:
        failed = guest.ready()
    assert failed["code"] == "module_failed"
    assert f"the module {name} of {file} as another of its name was loaded before" in failed["message"]
    assert failed["message"].endswith(os.path.basename(loaded))
    assert failed["remedy"] == f"Rename {file}, or put it into a package"


@pytest.mark.parametrize("line", ["from queue import Job", "import queue; queue.Job"])
def test_a_module_of_the_plugin_that_another_was_loaded_for_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "queue.py").write_text("Job = 1\n")
    (tmp_path / "some_plugin.py").write_text(line)
    with GuestProcess(SDK, tmp_path, "some_plugin") as guest:
        failed = guest.ready()
    assert failed["code"] == "module_failed"
    assert failed["remedy"].startswith(f"Rename {tmp_path}/queue.py: Python takes ")


@pytest.mark.parametrize("name", ["calendar", "elizaos_plugin_x"])
def test_a_module_that_was_not_loaded_before_is_the_plugins(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.py").write_text("plugin = {'name': 'found', 'actions': []}\n")
    with GuestProcess(SDK, tmp_path, name) as guest:
        assert guest.start()["name"] == "found"
