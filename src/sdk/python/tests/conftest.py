"""Where things are, and guests made of source code that stands in the test."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import msgpack
import pytest
from guest_process import GuestProcess

SDK = Path(__file__).resolve().parents[1]
REPOSITORY = SDK.parents[2]

# The same examples in every run, and no deadline: the machines of CI are slow at times.
hypothesis.settings.register_profile("ours", derandomize=True, deadline=None)
hypothesis.settings.load_profile("ours")

StartGuest = Callable[..., GuestProcess]


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def packed_sdk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SDK as a build leaves it: with msgpack's pure-Python files inside."""
    folder = tmp_path_factory.mktemp("dist") / "python"
    folder.mkdir()
    shutil.copy(SDK / "__main__.py", folder)
    package = folder / "elizaos_interop"
    shutil.copytree(SDK / "elizaos_interop", package, ignore=shutil.ignore_patterns("__pycache__"))
    vendored = package / "_vendor" / "msgpack"
    vendored.mkdir(parents=True)
    for name in ("__init__", "exceptions", "ext", "fallback"):
        shutil.copy(Path(msgpack.__file__).with_name(f"{name}.py"), vendored)
    return folder


@pytest.fixture(params=["extension", "pure Python"])
def sdk_and_env(request: pytest.FixtureRequest, packed_sdk: Path) -> tuple[Path, dict[str, str]]:
    """Both codecs."""
    if request.param == "extension":
        return SDK, {}
    return packed_sdk, {"ELIZAOS_INTEROP_PURE_MSGPACK": "1"}


@pytest.fixture
def resident() -> Callable[[], int]:
    """What this process has in memory, in bytes."""
    # (Where there is no such file, as on macOS, the test is left out.)
    status = Path("/proc/self/statm")
    if not status.exists():
        pytest.skip("no /proc")
    return lambda: int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def resident_peak() -> Callable[[], int]:
    """The most that this process has had in memory since the fixture was made, in bytes."""
    if sys.platform != "linux":
        pytest.skip("no /proc")
    Path("/proc/self/clear_refs").write_text("5")
    return lambda: int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) * 1024


@pytest.fixture
def start_guest(tmp_path: Path) -> Iterator[StartGuest]:
    """Starts a guest whose module `some_plugin` has the given source. All are killed at the end."""
    guests: list[GuestProcess] = []

    def start(source: str, sdk: Path = SDK, **options: Any) -> GuestProcess:
        (tmp_path / "some_plugin.py").write_text(textwrap.dedent(source))
        guest = GuestProcess(sdk, tmp_path, options.pop("module", "some_plugin"), **options)
        guests.append(guest)
        return guest

    yield start
    for guest in guests:
        guest.__exit__(None, None, None)
