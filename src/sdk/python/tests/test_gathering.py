"""Answers of one turn go out in one write, and wait for nothing that takes long."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator

import pytest

from elizaos_interop.connection import Connection
from elizaos_interop.frames import FrameDecoder, frame
from elizaos_interop.guest_loop import GuestLoop
from elizaos_interop.limits import GATHER_BYTES, LONG_TURN_SECONDS

Take = Callable[[Connection, bytes], None]


@pytest.fixture
def host() -> Iterator[tuple[socket.socket, Callable[[Take], list[bytes]]]]:
    """Our end, where each write of the other arrives by itself, and what runs a connection until it ends."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    loop = GuestLoop()
    connection = Connection(theirs.fileno(), theirs.fileno(), loop)
    ours.settimeout(20)

    def run(take: Take) -> list[bytes]:
        ours.shutdown(socket.SHUT_WR)
        errors: list[Exception | None] = []

        def end(error: Exception | None) -> None:
            errors.append(error)
            loop.stop()

        connection.open(lambda body: take(connection, bytes(body)), end)
        loop.run_forever()
        theirs.close()
        assert errors == [None]
        return list(iter(lambda: ours.recv(1 << 20), b""))

    yield ours, run
    ours.close()
    loop.close()


def bodies(packet: bytes) -> list[bytes]:
    return [bytes(body) for body in FrameDecoder().feed(packet)]


def echo(connection: Connection, body: bytes) -> None:
    connection.answer(body)


Host = tuple[socket.socket, Callable[[Take], list[bytes]]]


def test_the_answers_to_one_read_are_one_write(host: Host) -> None:
    ours, run = host
    ours.send(frame(b"a") + frame(b"b") + frame(b"c"))
    ours.send(frame(b"d"))
    assert [bodies(packet) for packet in run(echo)] == [[b"a", b"b", b"c"], [b"d"]]


def test_what_is_sent_keeps_its_place_and_waits_for_nothing(host: Host) -> None:
    ours, run = host
    ours.send(frame(b"a") + frame(b"b") + frame(b"c"))

    def take(connection: Connection, body: bytes) -> None:
        if body == b"b":
            connection.send(b"sent")
            assert ours.recv(100) == frame(b"a")
            assert ours.recv(100) == frame(b"sent")
        connection.answer(body)

    assert [bodies(packet) for packet in run(take)] == [[b"b", b"c"]]


def test_answers_that_are_many_bytes_go_out_early(host: Host) -> None:
    ours, run = host
    ours.send(frame(b"a") + frame(b"b"))

    def take(connection: Connection, body: bytes) -> None:
        for _ in range(3):
            connection.answer(b"x" * (GATHER_BYTES // 4))

    assert [len(bodies(packet)) for packet in run(take)] == [5, 1]


def test_after_a_turn_that_took_long_answers_go_out_one_by_one(host: Host) -> None:
    ours, run = host
    ours.send(frame(b"a") + frame(b"long"))
    ours.send(frame(b"b") + frame(b"c"))

    def take(connection: Connection, body: bytes) -> None:
        if body == b"long":
            time.sleep(LONG_TURN_SECONDS * 2)
        connection.answer(body)

    assert [bodies(packet) for packet in run(take)] == [[b"a", b"long"], [b"b"], [b"c"]]


def test_the_answers_before_a_violation_go_out(host: Host) -> None:
    ours, run = host
    ours.send(frame(b"a") + b"\0\0\0\0")
    with pytest.raises(AssertionError):
        run(echo)
    assert ours.recv(100) == frame(b"a")
