"""A guest ends with its host, whatever either of them is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import SDK
from guest_process import PATIENCE_SECONDS

HOST = """
import os, socket, subprocess, sys
ours, theirs = socket.socketpair()
guest = subprocess.Popen([sys.executable, *sys.argv[1:]], stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL)
# A third party keeps the guest's input open: only the death of the host can end it.
keeper = subprocess.Popen(["sleep", "3600"], pass_fds=[ours.fileno()], stdout=subprocess.DEVNULL)
while b"computing" not in ours.recv(100000, socket.MSG_PEEK):
    pass
print(guest.pid, keeper.pid, flush=True)
sys.stdin.read()
"""

PLUGINS = {
    "computes at import": """
import os
for name in os.listdir("/proc/self/fd"):
    try:
        if int(name) > 2 and os.readlink(f"/proc/self/fd/{name}").startswith("socket:"):
            os.write(int(name), b"computing")
    except OSError:
        pass
while True:
    pass
""",
    "waits": """plugin = {"name": "computing", "actions": []}""",
}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="reads /proc")
@pytest.mark.parametrize("plugin", PLUGINS.values(), ids=PLUGINS.keys())
def test_a_guest_dies_with_its_host(tmp_path: Path, plugin: str) -> None:
    (tmp_path / "some_plugin.py").write_text(plugin)
    command = [sys.executable, "-c", HOST, str(SDK), "--path", str(tmp_path), "some_plugin"]
    host = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert host.stdout is not None
    guest, keeper = map(int, host.stdout.readline().split())
    try:
        assert is_alive(guest)
        host.kill()
        host.wait()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while is_alive(guest):
            assert time.monotonic() < deadline, "The guest outlived its host"
    finally:
        os.kill(keeper, signal.SIGKILL)
        if is_alive(guest):
            os.kill(guest, signal.SIGKILL)


def is_alive(pid: int) -> bool:
    """A zombie counts as dead: in a container nobody may collect it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


POLLING = """
import os, sys, threading, time
from elizaos_interop import orphan
orphan.POLL_SECONDS = 0.01
orphan._die_with_parent = lambda: False
orphan.follow_parent(0)
print(os.getpid(), [thread.name for thread in threading.enumerate()], flush=True)
time.sleep(3600)
"""


def test_without_prctl_a_thread_watches_the_parent() -> None:
    """What macOS does, driven here: the middle process dies, and the polling one ends."""
    starter = (
        "import subprocess, sys; subprocess.Popen([sys.executable, '-c', sys.argv[1]]); sys.stdin.read()"
    )
    middle = subprocess.Popen(
        [sys.executable, "-c", starter, POLLING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SDK)},
    )
    assert middle.stdout is not None
    printed = middle.stdout.readline().decode()
    assert "'elizaos-parent'" in printed
    middle.kill()
    middle.wait()
    # The watched process holds the other end of this pipe: its end is the pipe's.
    assert middle.stdout.read() == b""
