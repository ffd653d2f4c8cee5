"""Whatever a plugin, its C code or its children print or read, the frames stay whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SDK, StartGuest

NOISY = """
    import ctypes, os, subprocess, sys
    from elizaos_interop import Action, Plugin

    libc = ctypes.CDLL(None)

    def noise(where):
        print("print", where)
        sys.stdout.write("write " + where + "\\n")
        sys.__stdout__.write("dunder " + where + "\\n")
        os.write(1, b"os.write " + where.encode() + b"\\n")
        libc.puts(b"puts " + where.encode())
        libc.fflush(None)
        subprocess.run(["sh", "-c", "echo child " + where])

    noise("at import")

    async def in_handler(runtime, message):
        noise("in handler")
        return {"success": True}

    plugin = Plugin(name="noisy", actions=[Action("NOISE", "", in_handler)])
"""

GREEDY = """
    import os, subprocess, sys
    from elizaos_interop import Action, Plugin

    def reads():
        found = []
        try:
            found.append(input())
        except EOFError:
            found.append("EOF")
        found.append(sys.stdin.read())
        found.append(os.read(0, 100).decode())
        found.append(subprocess.run(["cat"], capture_output=True, text=True).stdout)
        found.append(subprocess.run(["cat"], capture_output=True, text=True, stdin=0).stdout)
        return found

    at_import = reads()

    async def read(runtime, message):
        return {"success": True, "data": {"import": at_import, "handler": reads()}}

    plugin = Plugin(name="greedy", actions=[Action("READ", "", read)])
"""

LEAKY = """
    import os, subprocess, sys
    from elizaos_interop import Action, Plugin

    def sockets(folder):
        links = [os.readlink(f"{folder}/{name}") for name in os.listdir(folder) if name.isdigit() and
                 os.path.islink(f"{folder}/{name}")]
        return [link for link in links if link.startswith(("socket:", "pipe:"))]

    async def look(runtime, message):
        code = "import os; print(os.getpid(), flush=True); input()"
        child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 close_fds=False, stderr=subprocess.DEVNULL)
        child.stdout.readline()
        spawned = sockets(f"/proc/{child.pid}/fd")
        child.kill()
        read, write = os.pipe()
        if os.fork() == 0:
            os.write(write, ",".join(sockets("/proc/self/fd")).encode())
            os._exit(0)
        os.close(write)
        forked = os.fdopen(read).read().split(",")
        return {"success": True, "data": {"own": sockets("/proc/self/fd"), "spawned": spawned, "forked": forked}}

    plugin = Plugin(name="leaky", actions=[Action("LOOK", "", look)])
"""


@pytest.mark.parametrize("over", ["socket", "pipes"])
def test_prints_of_python_c_and_children_go_to_standard_error(start_guest: StartGuest, over: str) -> None:
    guest = start_guest(NOISY, over=over)
    guest.start()
    guest.invoke(2, "NOISE")
    assert guest.result(2) == {"success": True}
    guest.send({"type": "shutdown"})
    assert guest.wait() == 0
    for where in ("at import", "in handler"):
        for voice in ("print", "write", "dunder", "os.write", "puts", "child"):
            assert f"{voice} {where}\n" in guest.printed()


def test_print_is_flushed_at_each_line(start_guest: StartGuest) -> None:
    guest = start_guest(NOISY)
    guest.start()
    guest.invoke(2, "NOISE")
    guest.result(2)
    assert "print in handler\n" in guest.printed()


def test_print_takes_any_character_in_any_locale(start_guest: StartGuest) -> None:
    source = """
        print("\\u2603 \\ud800")
        plugin = {"name": "snow", "actions": []}
    """
    guest = start_guest(source, env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"})
    assert guest.ready()["manifest"]["name"] == "snow"
    assert guest.printed() == "\\u2603 \\ud800\n"


@pytest.mark.parametrize("over", ["socket", "pipes"])
def test_input_and_children_that_read_find_nothing(start_guest: StartGuest, over: str) -> None:
    guest = start_guest(GREEDY, over=over)
    guest.start()
    guest.invoke(2, "READ")
    nothing = ["EOF", "", "", "", ""]
    assert guest.result(2) == {"success": True, "data": {"import": nothing, "handler": nothing}}
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}


def test_frames_are_out_of_reach_of_children(start_guest: StartGuest) -> None:
    guest = start_guest(LEAKY)
    guest.start()
    guest.invoke(2, "LOOK")
    data = guest.result(2)["data"]
    (frames,) = {name for name in data["own"] if data["own"].count(name) == 2 and name.startswith("socket:")}
    assert frames not in data["spawned"]
    assert frames not in data["forked"]


def test_a_guest_without_standard_error_works(start_guest: StartGuest, tmp_path: Path) -> None:
    starter = tmp_path / "starter.py"
    code = "import os, sys; os.close(2); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    starter.write_text(code)
    source = NOISY + "    os.fstat(2)\n"
    guest = start_guest(source, sdk=starter, arguments=[str(SDK), "--path", str(tmp_path), "some_plugin"])
    guest.start()
    guest.invoke(2, "NOISE")
    assert guest.result(2) == {"success": True}
    assert guest.printed() == ""
