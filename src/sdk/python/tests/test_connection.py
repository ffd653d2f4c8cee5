"""How the connection ends, and what a full one does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgpack
import pytest
from conftest import SDK, StartGuest
from guest_process import PATIENCE_SECONDS

from elizaos_interop.frames import frame

BUSY = """
    import asyncio, atexit, contextvars, sys, threading
    from elizaos_interop import Action, Plugin

    atexit.register(lambda: print("at exit", flush=True))

    def blocks_for_ever(runtime, message):
        print("blocking")
        threading.Event().wait()

    async def computes(runtime, message):
        print("computing")
        while True:
            pass

    async def waits_a_little(runtime, message):
        await asyncio.sleep(0.05)
        return {"success": True, "text": "x" * 5_000_000}

    async def floods(runtime, message, state, options):
        for number in range(options.count):
            runtime.logger.info("x" * 60_000)
        open(options.fifo, "w").close()
        return {"success": True}

    async def big(runtime, message, state, options):
        return {"success": True, "text": "x" * options.size}

    async def ends_from_outside(runtime, message):
        asyncio.get_running_loop().call_soon(sys.exit, 7)
        await asyncio.Event().wait()

    async def asks_outside(runtime, message):
        contextvars.Context().run(lambda: [runtime.get_memory_by_id(str(n)) for n in range(3)])
        return {"success": True}

    plugin = Plugin(name="busy", actions=[
        Action("BLOCK", "", blocks_for_ever), Action("COMPUTE", "", computes), Action("WAIT", "", waits_a_little),
        Action("END", "", ends_from_outside), Action("FLOOD", "", floods), Action("BIG", "", big), Action("ASK_OUTSIDE", "", asks_outside),
    ])
"""


@pytest.mark.parametrize("over", ["socket", "pipes"])
def test_the_guest_exits_when_its_input_ends(start_guest: StartGuest, over: str) -> None:
    guest = start_guest(BUSY, over=over)
    guest.start()
    guest.hang_up()
    assert guest.wait() == 0


def test_the_guest_exits_when_its_input_ends_while_a_thread_works(start_guest: StartGuest) -> None:
    guest = start_guest(BUSY)
    guest.start()
    guest.invoke(2, "BLOCK")
    guest.send({"type": "ping", "id": 3})
    guest.receive()
    guest.hang_up()
    assert guest.wait() == 0


def test_the_guest_exits_before_it_imports_where_its_input_has_ended(tmp_path: Path) -> None:
    (tmp_path / "some_plugin.py").write_text("import time; time.sleep(3600)")
    theirs, ours = os.pipe()
    os.close(ours)
    command = [sys.executable, str(SDK), "--path", str(tmp_path), "some_plugin"]
    ended = subprocess.run(command, stdin=theirs, capture_output=True, timeout=PATIENCE_SECONDS)
    os.close(theirs)
    assert (ended.returncode, ended.stdout) == (1, b"")


def test_work_outside_any_call_cannot_end_the_process(start_guest: StartGuest) -> None:
    guest = start_guest(BUSY)
    guest.start()
    guest.invoke(2, "END")
    told = guest.receive()
    assert told["message"].endswith("SystemExit: 7")
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}


def test_shutdown_finishes_calls_first_and_runs_what_was_registered_for_the_exit(
    start_guest: StartGuest,
) -> None:
    guest = start_guest(BUSY)
    guest.start()
    guest.invoke(2, "WAIT")
    guest.send({"type": "shutdown"}, {"type": "ping", "id": 3})
    guest.invoke(4, "WAIT")
    assert guest.receive() == {"type": "pong", "re": 3}
    refused = guest.receive()
    assert (refused["re"], refused["code"]) == (4, "closed")
    assert len(guest.result(2)["text"]) == 5_000_000
    assert guest.wait() == 0
    assert "at exit\n" in guest.printed()


def test_control_c_is_the_hosts_affair(start_guest: StartGuest) -> None:
    guest = start_guest(BUSY)
    guest.start()
    guest.process.send_signal(signal.SIGINT)
    guest.send({"type": "ping", "id": 2})
    assert guest.receive() == {"type": "pong", "re": 2}


LENGTH = "its length must be between 1 and 33554432 bytes: current value is"

VIOLATIONS = {
    "an empty frame": (b"\0\0\0\0", f"{LENGTH} 0"),
    "a frame over the cap": (b"\xff\xff\xff\xff", f"{LENGTH} 4294967295"),
    "another protocol": (b"GET / HTTP/1.1\r\n\r\n", LENGTH),
    "no MessagePack": (frame(b"\xc1"), "it is no MessagePack"),
    "arrays that promise more than there is": (
        frame(b"\xdd\0\1\x86\x9f" * 4000),
        "it promises more values than it has",
    ),
    "a million nested maps": (frame(b"\x81\xa1a" * 1_000_000), "it has more than 64 levels"),
    "no map": (frame(b"\x90"), "it must be a map with a string type: it is []"),
    "no type": (frame(b"\x80"), "it must be a map with a string type: it is {}"),
    "a type that is no string": (
        frame(msgpack.packb({"type": 1, "id": 1})),
        "it must be a map with a string type",
    ),
    "id 0": (frame(msgpack.packb({"type": "ping", "id": 0})), "its id must be a positive integer: it is 0"),
    "an id that is no number": (
        frame(msgpack.packb({"type": "ping", "id": "x"})),
        "must be a positive integer",
    ),
}


@pytest.mark.parametrize(("data", "text"), VIOLATIONS.values(), ids=VIOLATIONS.keys())
def test_what_breaks_the_protocol_ends_the_guest(start_guest: StartGuest, data: bytes, text: str) -> None:
    guest = start_guest(BUSY)
    guest.start()
    guest.write(data)
    assert guest.wait() == 1
    assert text in guest.printed()


@pytest.mark.parametrize("over", ["socket", "pipes"])
def test_large_frames_pass_in_both_directions(start_guest: StartGuest, over: str) -> None:
    guest = start_guest(BUSY, over=over)
    guest.start()
    guest.invoke(2, "BIG", text="y" * 20_000_000, options={"size": 20_000_000})
    guest.invoke(3, "BIG", options={"size": 1})
    assert guest.result(2)["text"] == "x" * 20_000_000
    assert guest.result(3)["text"] == "x"


def test_answers_over_the_hosts_cap_are_refused(start_guest: StartGuest) -> None:
    guest = start_guest(BUSY)
    guest.start(limits={"maxFrameBytes": 1024, "maxInFlight": 1})
    guest.invoke(2, "BIG", options={"size": 1000})
    answer = guest.receive()
    assert (answer["code"], answer["re"]) == ("value_refused", 2)
    assert "must be at most 1024 bytes long: current length is 10" in answer["message"]
    guest.invoke(3, "BIG", options={"size": 900})
    assert len(guest.result(3)["text"]) == 900


def test_logs_are_dropped_while_the_host_does_not_read(start_guest: StartGuest, tmp_path: Path) -> None:
    guest = start_guest(BUSY)
    guest.start()
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    guest.invoke(2, "FLOOD", options={"count": 300, "fifo": str(fifo)})
    fifo.read_bytes()
    records = 0
    while (message := guest.receive())["type"] == "log":
        records += 1
    assert message["re"] == 2
    assert 8 * 1024 * 1024 / 60_000 < records < 200
    guest.invoke(3, "FLOOD", options={"count": 1, "fifo": str(fifo)})
    fifo.read_bytes()
    notice = guest.receive()
    assert notice["level"] == "warn"
    assert notice["message"] == f"{300 - records} log records were dropped, as the host did not read them"


def test_requests_outside_any_call_wait_for_room(start_guest: StartGuest) -> None:
    guest = start_guest(BUSY)
    guest.start(limits={"maxFrameBytes": 1 << 20, "maxInFlight": 2})
    guest.invoke(2, "ASK_OUTSIDE")
    first, second = guest.receive(), guest.receive()
    assert "parent" not in first
    assert guest.result(2) == {"success": True}
    guest.send({"type": "ping", "id": 3})
    assert guest.receive() == {"type": "pong", "re": 3}
    guest.send({"type": "host.result", "re": second["id"], "value": None})
    assert guest.receive()["args"] == ["2"]
