"""One plugin, served to one host on standard input and output: what must work before anything else does.

This file is imported by any Python since 3.7, so that an older interpreter can say what it is; serving.py is
what a fitting one goes on with.
"""

from __future__ import annotations

import sys

from . import error_codes
from .errors import LoadFailedError
from .failed import failed_notice
from .frames import PREAMBLE, frame
from .orphan import follow_parent
from .stdio import ignore_interrupts, leave, say, take_stdio, write_all

USAGE = "python <folder of elizaos_interop> --path <folder> <module[:attribute]>"


def main() -> None:
    """Runs until the host ends the connection or asks for the end. Does not return."""
    frames_in, frames_out = take_stdio()
    follow_parent(frames_in)
    ignore_interrupts()
    write_all(frames_out, PREAMBLE)
    try:
        _check_version()
        folder, reference = _arguments(sys.argv[1:])
        # Everything that the guest will ever import comes before the plugin's folder is looked in.
        from .serving import load, serve

        loaded = load(folder, reference)
    except LoadFailedError as failure:
        write_all(frames_out, frame(failed_notice(failure)))
        say(failure.message)
        leave(1)
    serve(frames_in, frames_out, loaded)


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
