"""The guest's event loop: asyncio's, but the host's frames are read where it waits.

A call whose handler never waits needs nothing of a loop: its frame is read, answered, and the wait goes on.
`select` returns when there is something for the loop to do. What a plugin adds to the loop is served as ever.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable

# By name, as a plugin may replace them: gevent's would run its own loop.
from select import POLLIN, poll
from threading import get_ident
from time import monotonic
from typing import Any

from .limits import INTERRUPT_SECONDS

Ready = list[tuple[int, int]]
Events = list[tuple[selectors.SelectorKey, int]]


class FrameSelector(selectors.DefaultSelector):
    """The loop calls `select` outside all tasks, and so runs what `select` calls.

    `poll_seconds`: how long to look for the next frame after one came alone or left (`has_moved`), before the
    process sleeps. To wake it up takes several times as long as a call. A host that was looked for in vain is
    looked for less and less often.
    """

    def __init__(self) -> None:
        super().__init__()
        self.poll_seconds = 0.0
        self.has_moved = False
        # Whether it shows what it has to run. One that does not has a turn for each frame.
        self.sees_loop = True
        self._poll_until = 0.0
        self._misses = 0
        self._skips = 0
        self._descriptor = -1

    def follow(
        self, loop: GuestLoop, descriptor: int, read: Callable[[], None], flush: Callable[[], None]
    ) -> None:
        """Calls `read` when the descriptor can be read, and `flush` before the loop waits."""
        self._loop = loop
        self._descriptor = descriptor
        self._read = read
        self._flush = flush
        both = poll()
        both.register(descriptor, POLLIN)
        # The system's selector is a descriptor itself, ready when one of those in it is.
        both.register(self.fileno(), POLLIN)
        self._wait = both.poll

    def unfollow(self) -> None:
        """Calls neither any more."""
        self._descriptor = -1

    def select(self, timeout: float | None = None) -> Events:
        """As the loop expects it. `timeout` is in seconds; 0 where there is something to run."""
        if self._descriptor < 0:
            return super().select(timeout)
        self._flush()
        if timeout is not None and timeout <= 0:
            return self._select_between()
        loop = self._loop
        if self.sees_loop and loop._ready:
            # By frames that waited until the loop was run inside its own turn.
            return []
        timers = len(loop._scheduled) if self.sees_loop else 0
        until = None if timeout is None else monotonic() + timeout
        while True:
            ready = self._look(until) if self.poll_seconds else None
            if not ready:
                ready = self._wait(None if until is None else max(0.0, until - monotonic()) * 1000)
            if not ready:
                return []
            others = len(ready) > 1 or ready[0][0] != self._descriptor
            if len(ready) > 1 or not others:
                self._read()
                self._flush()
            if others:
                return super().select(0)
            # Anything to run, or another timer to wait for.
            if not self.sees_loop or loop._ready or loop._stopping or len(loop._scheduled) != timers:
                return []
            if self._descriptor < 0:
                return []
            if until is not None and monotonic() >= until:
                return []

    def _select_between(self) -> Events:
        """What waits to be run comes before what is read now."""
        descriptors = [descriptor for descriptor, _ in self._wait(0)]
        if self._descriptor in descriptors:
            descriptors.remove(self._descriptor)
            self._loop.call_soon(self._read)
        return super().select(0) if descriptors else []

    def _look(self, until: float | None) -> Ready:
        """What is ready within the time for which to look."""
        if self.has_moved:
            self.has_moved = False
            if self._skips > 0:
                self._skips -= 1
            else:
                self._poll_until = monotonic() + self.poll_seconds
        if not self._poll_until:
            return []
        end = self._poll_until if until is None else min(until, self._poll_until)
        while monotonic() < end:
            if ready := self._wait(0):
                self._misses = 0
                return ready
        self._poll_until = 0.0
        self._misses = min(self._misses + 1, MAX_MISSES)
        self._skips = 2**self._misses - 1
        return []


MAX_MISSES = 5
"""At most 31 messages come and go before the next look."""


class GuestLoop(asyncio.SelectorEventLoop):
    """`frames` reads the host's. The three attributes are asyncio's own, in every Python so far."""

    _ready: Any
    _scheduled: Any
    _stopping: bool

    def __init__(self) -> None:
        # The thread that the guest runs it in, once that is sure.
        self._owner: int | None = None
        self._has_finished = False
        self.frames = FrameSelector()
        super().__init__(self.frames)
        self.frames.sees_loop = all(hasattr(self, name) for name in GuestLoop.__annotations__)

    def claim(self) -> bool:
        """Keeps it for this thread and the guest. False where the plugin closed it or runs it elsewhere."""
        self._owner = get_ident()
        if self.is_closed() or self.is_running():
            return False
        self._stopping = False
        return True

    def run(self, tell: Callable[[str, BaseException | None], None]) -> None:
        """Until `finish`. What the plugin does to it meanwhile is told. Raises what it cannot go on after."""
        is_told, last = False, 0.0
        while not self._has_finished:
            try:
                self.run_forever()
            except (SystemExit, KeyboardInterrupt) as error:
                # asyncio lets them out of a task's step, and that step is over: the next turn is another one.
                tell("The plugin interrupted the event loop of its guest, which goes on", error)
            except BaseException as error:
                if monotonic() - last < INTERRUPT_SECONDS:
                    raise
                last = monotonic()
                tell("The plugin interrupted the event loop of its guest, which goes on", error)
            else:
                if not self._has_finished and not is_told:
                    is_told = True
                    tell("The plugin stopped the event loop of its guest, which goes on", None)

    def finish(self) -> None:
        """Ends `run` after this turn."""
        self._has_finished = True
        self.stop()

    def run_forever(self) -> None:
        """As asyncio's. Refuses a thread that was late: the guest has claimed the loop meanwhile."""
        if self._owner not in (None, get_ident()):
            raise RuntimeError("Cannot run the event loop as the guest runs it: make one by new_event_loop")
        super().run_forever()

    def close(self) -> None:
        """As asyncio's, until the guest has claimed it."""
        if self._owner is not None and not self.is_closed():
            raise RuntimeError("Cannot close the event loop as the guest runs in it")
        super().close()

    def time(self) -> float:
        """As asyncio's, whatever has become of the module `time`."""
        return monotonic()
