"""One plugin, served to one host on standard input and output. The order of what happens here matters.

This file is imported by any Python since 3.7, so that an older interpreter can say what it is.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from . import __version__, error_codes
from .errors import InteropError, LoadFailedError, ValueRefusedError
from .failed import failed_notice
from .frames import PREAMBLE, frame
from .limits import MAX_FRAME_BYTES
from .orphan import follow_parent
from .stdio import leave, take_stdio, write_all

if TYPE_CHECKING:
    from .codec import Codec
    from .components import ServedPlugin
    from .guest_loop import GuestLoop

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
        loaded = _load(folder, reference)
    except LoadFailedError as failure:
        print(failure.message, file=sys.stderr)
        write_all(frames_out, frame(failed_notice(failure)))
        leave(1)
    _serve(frames_in, frames_out, *loaded)


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


def _load(folder: str, reference: str) -> tuple[Codec, GuestLoop, ServedPlugin, dict[str, Any]]:
    """Imports the plugin. The dict is its manifest."""
    # Everything that the guest itself will ever import comes before the plugin's folder is looked in.
    import asyncio

    from . import server  # noqa: F401
    from .codec import load_codec
    from .discovery import find_plugin
    from .guest_loop import GuestLoop
    from .manifest import manifest_of
    from .plugin_reader import read_plugin
    from .tracebacks import traceback_of, typed

    codec = load_codec()
    _set_path(folder)
    loop = GuestLoop()
    asyncio.set_event_loop(loop)
    try:
        plugin = read_plugin(find_plugin(reference))
        manifest = manifest_of(plugin)
    except ValueRefusedError as error:
        raise LoadFailedError(error_codes.MANIFEST_INVALID, error.message) from error
    except LoadFailedError:
        raise
    except BaseException as error:
        text = f"Cannot read the plugin of {reference} as it raised {typed(error)}"
        trace = traceback_of(error)
        raise LoadFailedError(error_codes.MODULE_FAILED, text, value=reference, traceback=trace) from error
    return codec, loop, plugin, manifest


def _serve(
    frames_in: int,
    frames_out: int,
    codec: Codec,
    loop: GuestLoop,
    plugin: ServedPlugin,
    manifest: dict[str, Any],
) -> None:
    import asyncio
    import atexit

    from .channel import Channel
    from .connection import Connection
    from .runtime import Runtime
    from .server import PROTOCOL_VERSION, Server
    from .services import Services

    ready = {
        "type": "ready",
        "protocol": {"min": PROTOCOL_VERSION, "max": PROTOCOL_VERSION},
        "features": [],
        "maxFrameBytes": MAX_FRAME_BYTES,
        "manifest": manifest,
        "sdk": {"name": "elizaos-interop-python", "version": __version__},
    }
    write_all(frames_out, frame(codec.encode(ready)))
    connection = Connection(frames_in, frames_out, loop)
    channel = Channel(codec, connection, loop)
    services = Services(plugin)
    runtime = Runtime(channel, plugin, services)
    Server(plugin, channel, runtime, services)
    channel.notices = {"plugin.update": runtime.learn, "shutdown": lambda message: channel.finish(loop.stop)}
    connection.open(channel.receive, _end)
    # An asyncio.run in the plugin's module has taken it away.
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    except SystemExit as wanted:
        # Raised by work of the plugin that belongs to no call.
        connection.flush()
        leave(wanted.code if isinstance(wanted.code, int) else 1)
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
