"""Every cap of the guest, with its reason. Nothing else in the package holds such a number."""

MAX_FRAME_BYTES = 32 * 1024 * 1024
"""The largest body that the guest takes, and the host until `plugin.init` says otherwise. PROTOCOL.md §3."""

MIN_FRAME_BYTES = 1024
"""A host that takes less could not even be told why it is told nothing."""

MAX_DEPTH = 64
"""Levels of arrays and maps in a message, the message included. PROTOCOL.md §1."""

MAX_INTEGER = 2**53
"""Beyond it a double, which is all that JavaScript has, skips integers."""

MAX_VALUES = 1_000_000
"""Values of a message, keys not counted: they take a hundred times their bytes. PROTOCOL.md §1."""

MAX_KEPT_BUFFER_BYTES = 256 * 1024
"""A packer that wrote a larger message is not used again: its buffer never shrinks. It begins with this."""

MAX_ERROR_TEXT_CHARS = 64 * 1024
"""A message or traceback: enough for the deepest honest stack."""

MAX_CAUSES = 8
"""A chain of causes longer than this tells nobody more."""

MAX_IN_FLIGHT = 256
"""Requests to the host outside any call, until `plugin.init` says otherwise. More of them wait."""

MAX_QUEUED_LOG_BYTES = 8 * 1024 * 1024
"""What may wait for a host that does not read before log records are dropped."""

READ_BYTES = 64 * 1024
"""One read. CPython maps and unmaps memory for each larger one."""

GATHER_BYTES = 64 * 1024
"""Answers that go out together. More are written at once; a larger one is not copied behind its header."""

GATHER_SECONDS = 0.0002
"""How long an answer waits for others of its turn: the host works on the first ones meanwhile."""

LONG_TURN_SECONDS = 0.005
"""A turn in which a handler computes. (A busy machine takes a millisecond or two from any.)"""

APART_SECONDS = 0.25
"""How long no answer waits for others after such a turn: what computes once may do so again."""

MAX_POLL_US = 1000
"""The longest that a host may have the guest poll before it sleeps. PROTOCOL.md §2."""

HANDLER_THREADS = 32
"""`def` handlers that run at once while they come to their ends. More of them wait for a thread."""

MAX_HANDLER_THREADS = 1024
"""The same where they do not, as each may wait for another one. Threads are what a system has few of."""

STALL_SECONDS = 0.05
"""How long no handler may end before one that waits gets a thread of its own."""

INTERRUPT_SECONDS = 0.01
"""What interrupts the event loop twice within this time does so for ever: a selector that was closed."""

EVENT_START_SECONDS = 0.05
"""How long a `def` handler of an event may take before the next one starts beside it."""

MAX_CHUNKS_AHEAD = 4
"""Chunks of a response that may be ahead of the client. PROTOCOL.md §2."""

MAX_STRAY_ERRORS = 20
"""Errors outside of any call that are told in STRAY_SECONDS: the first ones say what is wrong."""

STRAY_SECONDS = 10.0
