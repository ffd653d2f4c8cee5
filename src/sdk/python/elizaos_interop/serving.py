"""A guest's plugin: imported, then served until the host has enough.

A plugin may change the world when it is imported: gevent and eventlet replace select, threads and os.read,
others close the event loop. So nothing is imported after it, and whoever uses such a function has bound it by
name before.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import sys
from typing import Any, NamedTuple

from . import __version__, error_codes
from .channel import Channel
from .codec import Codec, load_codec
from .components import ServedPlugin
from .connection import Connection
from .discovery import find_plugin
from .errors import InteropError, LoadFailedError, ValueRefusedError
from .frames import frame
from .guest_loop import GuestLoop
from .limits import MAX_FRAME_BYTES
from .manifest import manifest_of
from .plugin_reader import read_plugin
from .runtime import Runtime
from .server import PROTOCOL_VERSION, Server
from .services import Services
from .stdio import ignore_interrupts, leave, say, write_all
from .stray_errors import StrayErrors
from .tracebacks import traceback_of, typed


class Loaded(NamedTuple):
    """`manifest` is what the guest says of the plugin, `loop` what its handlers will run in."""

    codec: Codec
    loop: GuestLoop
    plugin: ServedPlugin
    manifest: dict[str, Any]


def load(folder: str, reference: str) -> Loaded:
    """Imports the plugin. Raises LoadFailedError."""
    codec = load_codec()
    _set_path(folder)
    # Both are made before anything is replaced. The other one is for a module that spoils its own.
    loop, other = GuestLoop(), GuestLoop()
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
    if loop.claim():
        # What the module made in it at import works in handlers too.
        other.close()
        return Loaded(codec, loop, plugin, manifest)
    other.claim()
    return Loaded(codec, other, plugin, manifest)


def serve(frames_in: int, frames_out: int, loaded: Loaded) -> None:
    """Does not return."""
    try:
        _serve(frames_in, frames_out, *loaded)
    except BaseException as error:
        # The interpreter's own way out would wait for the plugin's threads.
        say(f"elizaos_interop: the guest failed\n{traceback_of(error)}")
        leave(1)


def _serve(
    frames_in: int,
    frames_out: int,
    codec: Codec,
    loop: GuestLoop,
    plugin: ServedPlugin,
    manifest: dict[str, Any],
) -> None:
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
    channel.notices = {
        "plugin.update": runtime.learn,
        "shutdown": lambda message: channel.finish(loop.finish),
    }
    connection.open(channel.receive, _end)
    # The module may have had a word in it.
    ignore_interrupts()
    strays = StrayErrors(runtime.logger)
    strays.attach(loop)
    loop.run(strays.tell)
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
    say(f"elizaos_interop: {error.message if isinstance(error, InteropError) else repr(error)}")
    leave(1)
