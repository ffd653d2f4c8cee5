"""Does what a guest should not: reads standard input, prints everywhere, computes without end, dies."""

import asyncio
import ctypes
import os
import subprocess
import sys
import threading
from typing import Any

print("printed at import")


async def compute(runtime: Any, *_rest: Any) -> None:
    """Tells the host, then never yields again."""
    await runtime.get_memories({"tableName": "messages"})
    while True:
        pass


async def read_input(*_args: Any) -> dict[str, Any]:
    """Tries every way to standard input; each must find it empty."""
    try:
        typed = input()
    except EOFError:
        typed = "nothing"
    reader = [sys.executable, "-c", "import sys; print(len(sys.stdin.read()))"]
    child = subprocess.run(reader, stdout=subprocess.PIPE, check=True)
    data = {"typed": typed, "child": child.stdout.decode().strip(), "raw": len(os.read(0, 100))}
    return {"success": True, "data": data}


async def print_everywhere(*_args: Any) -> dict[str, Any]:
    """Writes to standard output from Python, from C, from a child, and to the bare descriptor."""
    print("from Python", flush=True)
    libc = ctypes.CDLL(None)
    libc.puts(b"from C")
    libc.fflush(None)
    subprocess.run(["echo", "from a child"], check=True)
    os.write(1, b"from descriptor 1\n")
    return {"success": True, "text": "printed"}


async def interrupt(*_args: Any) -> None:
    """Raises what Ctrl-C does."""
    raise KeyboardInterrupt


def interrupt_in_thread(*_args: Any) -> None:
    """The same from a plain function."""
    raise KeyboardInterrupt


async def stray(*_args: Any) -> dict[str, Any]:
    """Raises where nobody waits for it: in a thread, and what ends a process in a task."""

    async def leave() -> None:
        raise SystemExit(9)

    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    await asyncio.wait([asyncio.create_task(leave())])
    return {"success": True}


async def die(*_args: Any) -> None:
    """Ends the process at once."""
    print("my last words", file=sys.stderr, flush=True)
    os._exit(7)


async def always(*_args: Any) -> bool:
    """Validates everything."""
    return True


def action(name: str, handler: Any) -> dict[str, Any]:
    """One action."""
    return {"name": name, "description": handler.__doc__ or "", "validate": always, "handler": handler}


plugin = {
    "name": "stubborn",
    "description": "Does what a guest should not",
    "actions": [
        action("COMPUTE", compute),
        action("READ_INPUT", read_input),
        action("PRINT", print_everywhere),
        action("INTERRUPT", interrupt),
        action("INTERRUPT_IN_THREAD", interrupt_in_thread),
        action("STRAY", stray),
        action("DIE", die),
    ],
}
