"""How a guest starts: path, arguments, codecs, interpreters."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, SDK, StartGuest
from guest_process import GuestProcess

import elizaos_interop
from elizaos_interop import error_codes

INSPECTOR = """
    import sys
    from elizaos_interop import Action, Plugin

    async def look(runtime, message, state, options):
        return {"success": True, "data": {
            "path": sys.path, "argv": sys.argv, "codecs": [name for name in sys.modules if "cmsgpack" in name or
            name.endswith("fallback")], "imported": sorted(set(sys.modules) & set(options["modules"])),
        }}

    plugin = Plugin(name="inspector", version="1.2.3", description="Looks", actions=[Action("LOOK", "", look)])
"""


def test_ready_says_who_the_guest_is(start_guest: StartGuest) -> None:
    ready = start_guest(INSPECTOR).ready()
    assert ready == {
        "type": "ready",
        "protocol": {"min": 1, "max": 1},
        "features": [],
        "maxFrameBytes": 32 * 1024 * 1024,
        "manifest": {
            "name": "inspector",
            "language": "python",
            "version": "1.2.3",
            "description": "Looks",
            "actions": [{"name": "LOOK", "description": ""}],
            **{key: [] for key in ("providers", "evaluators", "services", "routes", "events", "models")},
        },
        "sdk": {"name": "elizaos-interop-python", "version": elizaos_interop.__version__},
    }


def test_the_plugins_folder_is_first_and_ours_last(start_guest: StartGuest, tmp_path: Path) -> None:
    guest = start_guest(INSPECTOR)
    guest.start()
    guest.invoke(2, "LOOK", options={"modules": ["elizaos", "argparse", "typing_extensions"]})
    data = guest.result(2)["data"]
    assert data["path"][0] == str(tmp_path)
    assert data["path"][-1] == str(SDK)
    assert data["path"].count(str(SDK)) == 1
    assert data["argv"] == [str(SDK)]
    assert data["imported"] == []


@pytest.mark.parametrize(
    "name", ["frames", "tests", "codec", "elizaos", "types", "logging", "ctypes", "queue"]
)
def test_a_plugins_modules_are_shadowed_by_none_of_ours(
    start_guest: StartGuest, tmp_path: Path, name: str
) -> None:
    (tmp_path / f"{name}.py").write_text("mine = 'the plugin\\'s'")
    source = f"""
        import importlib.util
        found = importlib.util.find_spec({name!r})
        plugin = {{"name": "x", "actions": [], "description": str(found.origin)}}
    """
    ready = start_guest(source).ready()
    assert ready["type"] == "ready"
    if name in ("frames", "tests", "codec", "elizaos"):
        assert ready["manifest"]["description"] == str(tmp_path / f"{name}.py")


def test_every_codec_can_be_had(start_guest: StartGuest, packed_sdk: Path) -> None:
    pure = {"ELIZAOS_INTEROP_PURE_MSGPACK": "1"}
    for sdk, env, codec in (
        (SDK, {}, "msgpack._cmsgpack"),
        (packed_sdk, {}, "msgpack._cmsgpack"),
        (packed_sdk, pure, "elizaos_interop._vendor.msgpack.fallback"),
        (SDK, pure, "msgpack.fallback"),
    ):
        guest = start_guest(INSPECTOR, sdk=sdk, env=env)
        guest.start()
        guest.invoke(2, "LOOK", options={"modules": []})
        assert codec in guest.result(2)["data"]["codecs"]
        assert "_cmsgpack" in codec or "msgpack.fallback" in codec


def test_without_msgpack_the_packed_guest_works_and_the_bare_one_says_what_to_install(
    start_guest: StartGuest, packed_sdk: Path
) -> None:
    bare = shutil.which("python3", path=f"{sys.base_prefix}/bin")
    assert bare is not None
    starter = f"import os, sys; os.execv({bare!r}, [{bare!r}, '-I', '-S', *sys.argv[1:]])"
    for sdk in (packed_sdk, SDK):
        folder = packed_sdk.parent
        (folder / "starter.py").write_text(starter)
        (folder / "tiny.py").write_text("plugin = {'name': 'tiny', 'actions': []}")
        arguments = [str(sdk), "--path", str(folder), "tiny"]
        with GuestProcess(folder / "starter.py", folder, "", arguments=arguments) as guest:
            first = guest.ready()
        if sdk is packed_sdk:
            said = {name: value for name, value in first["manifest"].items() if value != []}
            assert said == {"name": "tiny", "language": "python"}
        else:
            assert (first["type"], first["code"]) == ("failed", "module_not_found")
            assert first["remedy"].endswith("-m pip install msgpack")


@pytest.mark.parametrize("arguments", [[], ["some_plugin"], ["--path", "."], ["--path", ".", "a", "b"]])
def test_wrong_arguments_are_told(start_guest: StartGuest, arguments: list[str]) -> None:
    guest = start_guest("", arguments=[str(SDK), *arguments])
    failed = guest.ready()
    assert (failed["type"], failed["code"]) == ("failed", "usage")
    assert "--path <folder> <module[:attribute]>" in failed["message"]
    assert guest.wait() == 1


def test_an_interpreter_that_is_too_old_says_so(start_guest: StartGuest, tmp_path: Path) -> None:
    """By an interpreter that claims to be older: what the guest imports until then is all that 3.9 would see."""
    (tmp_path / "starter.py").write_text(
        "import sys; sys.version_info = (3, 9, 18); sys.path.insert(0, sys.argv[1])\n"
        "sys.argv = sys.argv[1:]\n"
        "from elizaos_interop.guest import main; main()"
    )
    guest = start_guest("", sdk=tmp_path / "starter.py", arguments=[str(SDK), "--path", ".", "x"])
    failed = guest.ready()
    assert (failed["type"], failed["code"]) == ("failed", "interpreter_too_old")
    assert failed["message"].startswith("Cannot run the plugin as Python must be 3.10 or newer: ")
    assert failed["message"].endswith(" is 3.9.18")


def test_a_module_finds_the_loop_that_its_handlers_run_in(start_guest: StartGuest) -> None:
    source = """
        import asyncio
        found = asyncio.get_event_loop()
        async def other(): pass
        asyncio.run(other())

        async def compare(runtime, message):
            return found is asyncio.get_running_loop() is asyncio.get_event_loop()

        plugin = {"name": "x", "actions": [{"name": "COMPARE", "handler": compare}]}
    """
    guest = start_guest(source)
    guest.start()
    guest.invoke(2, "COMPARE")
    assert guest.result(2) == {"success": True}


def test_import_of_the_package_loads_nothing_else() -> None:
    code = "import sys, elizaos_interop; print(sorted(name for name in sys.modules if 'elizaos' in name))"
    env = {**os.environ, "PYTHONPATH": str(SDK)}
    printed = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert printed.stdout == "['elizaos_interop']\n"


def test_every_public_name_exists() -> None:
    for name in elizaos_interop.__all__:
        assert getattr(elizaos_interop, name).__module__.startswith("elizaos_interop.") or name == "Callback"
    with pytest.raises(AttributeError, match="has no attribute 'Nobody'"):
        _ = elizaos_interop.Nobody


def test_error_codes_are_those_of_the_schema() -> None:
    import json

    schema = json.loads((REPOSITORY / "src/contract/plugin.schema.json").read_text())
    expected = [code["const"] for code in schema["$defs"]["errorCode"]["oneOf"]]
    found = {name: value for name, value in vars(error_codes).items() if name.isupper()}
    assert list(found.values()) == expected
    assert list(found) == [code.upper() for code in expected]
