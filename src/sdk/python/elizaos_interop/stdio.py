"""Takes standard input and output away from the plugin, so that no print can break a frame.

Afterwards descriptor 0 is /dev/null and 1 a copy of 2, for C code and children as well as for Python.
"""

from __future__ import annotations

import fcntl
import io
import os
import signal
import sys

# By name, as a plugin may replace them: eventlet's wait where these do not.
from os import write as os_write
from typing import NoReturn


def take_stdio() -> tuple[int, int]:
    """Moves descriptors 0 and 1 to new ones, close-on-exec, and returns these: (input, output).

    Both may be one socket. Children made by fork alone lose them too.
    """
    _open_standard_error()
    frames_in, frames_out = (fcntl.fcntl(old, fcntl.F_DUPFD_CLOEXEC, 3) for old in (0, 1))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    os.register_at_fork(after_in_child=lambda: _close(frames_in, frames_out))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(line_buffering=True, errors="backslashreplace")
    return frames_in, frames_out


def _open_standard_error() -> None:
    """Where descriptor 2 is closed, the next one that is opened would become it, a frame's for instance."""
    try:
        os.fstat(2)
    except OSError:
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 2)
        if null != 2:
            os.close(null)


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        try:
            os.close(descriptor)
        except OSError:
            # Closed before, by the code that forked.
            pass


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Writes to a blocking descriptor until nothing is left. For the messages before the event loop runs."""
    rest = memoryview(data)
    while rest:
        rest = rest[os_write(descriptor, rest) :]


def say(text: str) -> None:
    """A line on standard error itself, whatever the plugin has put into the place of Python's."""
    try:
        write_all(2, f"{text}\n".encode("utf-8", "backslashreplace"))
    except OSError:
        # The plugin has closed it, or nobody reads it any more.
        pass


def ignore_interrupts() -> None:
    """Ctrl-C reaches the whole group: the host decides what it does to calls. Children get the default."""
    signal.signal(signal.SIGINT, lambda number, interrupted: None)


def leave(status: int) -> NoReturn:
    """Ends the process at once, whatever threads still run. Flushes what was printed."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            # Nobody reads it any more, or the plugin put something else in its place.
            pass
    os._exit(status)
