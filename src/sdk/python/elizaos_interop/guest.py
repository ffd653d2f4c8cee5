"""One plugin, served to one host on standard input and output. The order of what happens here matters.

This file is imported by any Python since 3.7, so that an older interpreter can say what it is.
"""

from __future__ import annotations

import os
import signal
import sys

from . import __version__, error_codes
from .errors import InteropError, LoadFailedError
from .failed import failed_notice
from .frames import PREAMBLE, frame
from .limits import MAX_FRAME_BYTES
from .orphan import follow_parent
from .stdio import leave, take_stdio, write_all

USAGE = "python <folder of elizaos_interop> --path <folder> <module[:attribute]>"


def main() -> None:
    """Runs until the host ends the connection or asks for the end. Does not return."""
    frames_in, frames_out = take_stdio()
    follow_parent(frames_in)
    # Ctrl-C reaches the whole group: the host decides what becomes of its calls. (Children get the default.)
    signal.signal(signal.SIGINT, lambda number, interrupted: None)
    write_all(frames_out, PREAMBLE)
    try:
        _check_version()
        folder, reference = _arguments(sys.argv[1:])
        _serve(frames_in, frames_out, folder, reference)
    except LoadFailedError as failure:
        print(failure.message, file=sys.stderr)
        write_all(frames_out, frame(failed_notice(failure)))
        leave(1)


def _check_version() -> None:
    if sys.version_info < (3, 10):  # noqa: UP036
        version = ".".join(map(str, sys.version_info[:3]))
        raise LoadFailedError(
            error_codes.INTERPRETER_TOO_OLD,
            f"Cannot run the plugin as Python must be 3.10 or newer: {sys.executable} is {version}",
        )


def _arguments(arguments: list[str]) -> tuple[str, str]:
    if len(arguments) != 3 or arguments[0] != "--path":
        raise LoadFailedError(error_codes.USAGE, f"Cannot start a guest by {arguments!r}: usage is {USAGE}")
    return arguments[1], arguments[2]


def _serve(frames_in: int, frames_out: int, folder: str, reference: str) -> None:
    # Everything that the guest itself will ever import comes before the plugin's folder is looked in.
    import asyncio
    import atexit

    from .channel import Channel
    from .codec import load_codec
    from .components import read_plugin
    from .connection import Connection
    from .discovery import find_plugin
    from .manifest import manifest_of
    from .runtime import Runtime
    from .server import PROTOCOL_VERSION, Server

    codec = load_codec()
    _set_path(folder)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    plugin = read_plugin(find_plugin(reference))
    asyncio.set_event_loop(loop)
    ready = {
        "type": "ready",
        "protocol": {"min": PROTOCOL_VERSION, "max": PROTOCOL_VERSION},
        "features": [],
        "maxFrameBytes": MAX_FRAME_BYTES,
        "manifest": manifest_of(plugin),
        "sdk": {"name": "elizaos-interop-python", "version": __version__},
    }
    write_all(frames_out, frame(codec.encode(ready)))

    connection = Connection(frames_in, frames_out, loop)
    channel = Channel(codec, connection, loop)
    runtime = Runtime(channel)
    Server(plugin, channel, runtime)
    channel.notices = {"plugin.update": runtime.learn, "shutdown": lambda message: channel.finish(loop.stop)}
    connection.open(channel.receive, _end)
    loop.run_forever()
    connection.close()
    # What the plugin registered to run at exit. The interpreter's own way out would wait for threads as well.
    atexit._run_exitfuncs()
    leave(0)


def _set_path(folder: str) -> None:
    """The plugin's folder comes first; ours, which Python put there, last: it shadows nothing of a plugin."""
    ours = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.path[:] = [
        os.path.abspath(folder),
        *(entry for entry in sys.path if os.path.abspath(entry or ".") != ours),
        ours,
    ]
    sys.argv = sys.argv[:1]


def _end(error: Exception | None) -> None:
    """The input ended, or holds what is no message."""
    if error is None:
        leave(0)
    text = error.message if isinstance(error, InteropError) else repr(error)
    print(f"elizaos_interop: {text}", file=sys.stderr)
    leave(1)
