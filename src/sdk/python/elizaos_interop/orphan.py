"""Ends this process when its host ends, even by SIGKILL and even while a plugin computes."""

from __future__ import annotations

import fcntl
import os
import select
import sys
import termios
import threading

# By name, as a plugin may replace them.
from os import getppid
from time import sleep

POLL_SECONDS = 1.0
PR_SET_PDEATHSIG = 1
SIGKILL = 9


def follow_parent(frames_in: int) -> None:
    """Returns once the parent's death is sure to end this process. Exits if the parent is dead already."""
    parent = os.getppid()
    protected = sys.platform == "linux" and _die_with_parent()
    if os.getppid() != parent or _has_ended(frames_in):
        os._exit(1)
    if not protected:
        threading.Thread(target=_poll, args=(parent,), name="elizaos-parent", daemon=True).start()


def _die_with_parent() -> bool:
    try:
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        arguments = [ctypes.c_ulong(value) for value in (SIGKILL, 0, 0, 0)]
        return bool(libc.prctl(PR_SET_PDEATHSIG, *arguments) == 0)
    except Exception:
        # An interpreter without ctypes, or a sandbox without prctl: the thread does it.
        return False


def _has_ended(descriptor: int) -> bool:
    """Whether the other end is closed and nothing is left to read: the parent died before we knew its id."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    hung_up = any(event & select.POLLHUP for _, event in poll.poll(0))
    return hung_up and fcntl.ioctl(descriptor, termios.FIONREAD, b"\0\0\0\0") == b"\0\0\0\0"


def _poll(parent: int) -> None:
    while getppid() == parent:
        sleep(POLL_SECONDS)
    os._exit(1)
