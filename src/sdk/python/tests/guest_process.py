"""A host as small as can be, for real guests: starts one, sends it messages, reads its messages."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import msgpack

PATIENCE_SECONDS = 20.0

INIT: dict[str, Any] = {
    "type": "plugin.init",
    "id": 1,
    "protocol": 1,
    "features": [],
    "limits": {"maxFrameBytes": 32 * 1024 * 1024, "maxInFlight": 256},
    "config": {},
    "settings": {},
    "agent": {"id": "00000000-0000-4000-8000-000000000003", "character": {"name": "Test agent"}},
}


class GuestProcess:
    """A guest on one socket pair, or on two pipes. Its standard error goes to a file."""

    def __init__(
        self,
        sdk: Path,
        folder: Path,
        module: str,
        *,
        over: str = "socket",
        env: dict[str, str] | None = None,
        python: str = sys.executable,
        arguments: list[str] | None = None,
    ) -> None:
        self.stderr = tempfile.TemporaryFile()  # noqa: SIM115
        theirs_in, theirs_out, self._in, self._out = _descriptors(over)
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        command = [python, str(sdk), *(arguments or ["--path", str(folder), module])]
        self.process = subprocess.Popen(
            command,
            stdin=theirs_in,
            stdout=theirs_out,
            stderr=self.stderr,
            env={**inherited, **(env or {})},
        )
        for descriptor in {theirs_in, theirs_out}:
            os.close(descriptor)
        self._received = b""

    def __enter__(self) -> GuestProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def start(self, **init: Any) -> dict[str, Any]:
        """Preamble, ready, plugin.init, whose registrations are taken; answers the manifest."""
        ready = self.ready()
        assert ready["type"] == "ready", ready
        self.send({**INIT, **init})
        while (message := self.receive())["type"] == "component.register":
            self.send({"type": "component.result", "re": message["id"]})
        assert message == {"type": "plugin.init.result", "re": 1}
        manifest: dict[str, Any] = ready["manifest"]
        return manifest

    def ready(self) -> dict[str, Any]:
        """The first message, after the preamble."""
        assert self.read(10) == b"ELIZAIPC1\n"
        return self.receive()

    def send(self, *messages: dict[str, Any]) -> None:
        for message in messages:
            body = msgpack.packb(message)
            self.write(len(body).to_bytes(4, "little") + body)

    def invoke(self, number: int, action: str, text: str = "hello", **fields: Any) -> None:
        memory = {"id": "m", "roomId": "r", "entityId": "e", "content": {"text": text}}
        self.send({"type": "action.invoke", "id": number, "action": action, "memory": memory, **fields})

    def result(self, number: int) -> dict[str, Any]:
        """The next message, which must be the answer to that invocation."""
        message = self.receive()
        assert (message["type"], message["re"]) == ("action.result", number), message
        result: dict[str, Any] = message["result"]
        return result

    def receive(self) -> dict[str, Any]:
        length = int.from_bytes(self.read(4), "little")
        message: dict[str, Any] = msgpack.unpackb(self.read(length))
        return message

    def write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._out, data) :]

    def read(self, count: int) -> bytes:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self._received) < count:
            readable, _, _ = select.select([self._in], [], [], max(0, deadline - time.monotonic()))
            assert readable, f"The guest is silent; it printed: {self.printed()}"
            chunk = os.read(self._in, 65536)
            assert chunk, f"The guest ended with {self.wait()}; it printed: {self.printed()}"
            self._received += chunk
        data, self._received = self._received[:count], self._received[count:]
        return data

    def hang_up(self) -> None:
        """Closes our end."""
        for descriptor in {self._in, self._out} - {-1}:
            os.close(descriptor)
        self._in = self._out = -1

    def wait(self) -> int:
        return self.process.wait(PATIENCE_SECONDS)

    def printed(self) -> str:
        """What stands on standard error so far."""
        self.stderr.seek(0)
        return self.stderr.read().decode()


def _descriptors(over: str) -> tuple[int, int, int, int]:
    if over == "socket":
        ours, theirs = (end.detach() for end in socket.socketpair())
        return theirs, theirs, ours, ours
    theirs_in, our_out = os.pipe()
    our_in, theirs_out = os.pipe()
    return theirs_in, theirs_out, our_in, our_out
