"""A plugin that changes the world when it is imported leaves a guest that answers, or a clear failure."""

from __future__ import annotations

import textwrap
from typing import Any

import msgpack
import pytest
from conftest import StartGuest
from guest_process import INIT, GuestProcess

HANDLERS = """
    import asyncio as _asyncio, time as _time

    async def _at_once(runtime): return {"success": True}
    async def _later(runtime):
        await _asyncio.sleep(0.01)
        return {"success": True}
    def _in_thread(runtime):
        _time.sleep(0.01)
        return {"success": True}
    async def _asks(runtime):
        return {"success": await runtime.get_cache("key") == "value"}
    def _asks_in_thread(runtime):
        return {"success": _asyncio.SelectorEventLoop().run_until_complete(_ask(runtime)) == "value"}
    async def _ask(runtime): return await runtime.get_cache("key")
    def _tells_in_thread(runtime, message, state, options, callback):
        callback({"text": "hello"})
        return {"success": True}

    plugin = {"name": "changed", "actions": [{"name": name, "handler": handler} for name, handler in (
        ("AT_ONCE", _at_once), ("LATER", _later), ("THREAD", _in_thread), ("ASK", _asks),
        ("ASK_IN_THREAD", _asks_in_thread), ("TELL_IN_THREAD", _tells_in_thread))]}
"""

ACTIONS = ("AT_ONCE", "LATER", "THREAD", "ASK", "ASK_IN_THREAD", "TELL_IN_THREAD", "LATER", "THREAD")

WORLDS = {
    "gevent's": "from gevent import monkey; monkey.patch_all()",
    "gevent's, with greenlets": """
        from gevent import monkey; monkey.patch_all()
        import gevent
        gevent.spawn(gevent.sleep, 0.001).join()
    """,
    "eventlet's": "import eventlet; eventlet.monkey_patch()",
    "eventlet's, with green threads": """
        import eventlet; eventlet.monkey_patch()
        eventlet.spawn(eventlet.sleep, 0.001).wait()
    """,
    "a closed loop": "import asyncio; asyncio.get_event_loop().close()",
    "a stopped loop": "import asyncio; asyncio.get_event_loop().stop()",
    "a loop that ran and was closed": """
        import asyncio
        loop = asyncio.get_event_loop()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
    """,
    "a loop that runs in a thread": """
        import asyncio, threading
        loop = asyncio.get_event_loop()
        threading.Thread(target=loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result(20)
    """,
    "a loop that a thread runs too late": """
        import asyncio, threading
        late = threading.Thread(target=asyncio.get_event_loop().run_forever, daemon=True)
        threading.Timer(0.1, late.start).start()
    """,
    "another loop": """
        import asyncio
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
    """,
    "no loop": "import asyncio; asyncio.set_event_loop(None)",
    "asyncio.run": "import asyncio; asyncio.run(asyncio.sleep(0))",
    "uvloop's": "import asyncio, uvloop; uvloop.install(); asyncio.run(asyncio.sleep(0))",
    "a policy that has no loops": """
        import asyncio
        class Policy(asyncio.DefaultEventLoopPolicy):
            def get_event_loop(self): raise RuntimeError("none")
            def set_event_loop(self, loop): raise RuntimeError("none")
        asyncio.set_event_loop_policy(Policy())
    """,
    "a task factory that fails": """
        import asyncio
        asyncio.get_event_loop().set_task_factory(lambda *args, **kwargs: 1 / 0)
    """,
    "modules that are forgotten": """
        import sys
        for name in [name for name in sys.modules if name.startswith(("asyncio", "elizaos", "msgpack"))]:
            del sys.modules[name]
    """,
    "a clock that stands": "import time; time.monotonic = time.time = lambda: 0.0",
    "reads that fail": """
        import os
        def fails(*args): raise RuntimeError("not in this test")
        os.read = os.readv = os.write = os.set_blocking = fails
    """,
    "no hook for threads": "import sys, threading; threading.excepthook = sys.excepthook = sys.unraisablehook = None",
    "small stacks": "import threading; threading.stack_size(64 * 1024)",
    "signals": """
        import signal
        for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE):
            signal.signal(number, lambda *args: None)
        signal.signal(signal.SIGALRM, lambda *args: None)
        signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    """,
    "another folder": "import os; os.chdir('/'); os.umask(0o777)",
    "no streams": "import sys; sys.stdin = sys.stdout = sys.stderr = None",
    "streams that fail": """
        import sys
        class Broken:
            def write(self, text): raise ValueError("broken")
            def flush(self): raise ValueError("broken")
        sys.stdout = sys.stderr = Broken()
    """,
    "closed streams": "import sys; sys.stdout.close(); sys.stderr.close()",
    "closed descriptors": "import os; os.close(0); os.close(1); os.close(2)",
    "little recursion": "import sys; sys.setrecursionlimit(80)",
    "warnings that are errors": "import warnings; warnings.simplefilter('error')",
    "sockets that give up": "import socket; socket.setdefaulttimeout(0.001)",
    "another locale": "import locale; locale.setlocale(locale.LC_ALL, 'C')",
    "logging to standard output": """
        import logging, sys
        logging.basicConfig(stream=sys.stdout, level=0)
        logging.info("printed")
        logging.disable()
    """,
    "a fault handler": """
        import faulthandler
        faulthandler.enable()
        faulthandler.dump_traceback_later(0.01, repeat=True)
    """,
    "no collector": "import gc; gc.disable(); gc.freeze()",
    "a tracer": "import sys, threading; sys.settrace(lambda *args: None); threading.settrace(lambda *args: None)",
    "other builtins": "import builtins; builtins.print = builtins.open = builtins.input = lambda *args, **kwargs: 1 / 0",
    "no imports": "import builtins, sys; sys.path[:] = []; sys.meta_path[:] = []",
    "a child": """
        import os
        child = os.fork()
        if child == 0: os._exit(0)
        os.waitpid(child, 0)
    """,
    "a child that goes on as it does": "import os; os.fork()",
    "children of multiprocessing": """
        import multiprocessing
        if multiprocessing.current_process().name == "MainProcess":
            for way in ("fork", "spawn"):
                child = multiprocessing.get_context(way).Process(target=print, args=("a child",))
                child.start()
                child.join()
    """,
    "what runs at exit fails": "import atexit; atexit.register(lambda: 1 / 0)",
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS.keys())
def test_a_guest_answers_whatever_its_module_changed(start_guest: StartGuest, world: str) -> None:
    guest = start_guest(textwrap.dedent(world) + textwrap.dedent(HANDLERS))
    guest.start()
    for number, action in enumerate(ACTIONS, 2):
        guest.invoke(number, action)
        assert _answer(guest) == {"type": "action.result", "re": number, "result": {"success": True}}
    guest.send({"type": "shutdown"})
    assert guest.wait() == 0, guest.printed()


def _answer(guest: GuestProcess) -> dict[str, Any]:
    """To the invocation. What the guest asks meanwhile is answered."""
    while (message := guest.receive())["type"] in ("host.call", "callback.emit"):
        if message["type"] == "host.call":
            guest.send({"type": "host.result", "re": message["id"], "value": "value"})
        else:
            guest.send({"type": "callback.result", "re": message["id"]})
    return message


def test_what_a_module_makes_in_its_loop_runs_there(start_guest: StartGuest) -> None:
    source = """
        import asyncio
        found = asyncio.get_event_loop()
        ran = asyncio.Event()
        async def background(): ran.set()
        task = found.create_task(background())
        future = found.create_future()
        found.call_later(0.001, future.set_result, None)

        async def handler(runtime):
            await asyncio.gather(ran.wait(), task, future)
            return found is asyncio.get_running_loop() is asyncio.get_event_loop()

        plugin = {"name": "x", "actions": [{"name": "RUN", "handler": handler}]}
    """
    guest = start_guest(source)
    guest.start()
    guest.invoke(2, "RUN")
    assert guest.result(2) == {"success": True}


@pytest.mark.parametrize("library", ["gevent", "eventlet"])
def test_green_threads_work_in_a_handlers_thread(start_guest: StartGuest, library: str) -> None:
    patch = (
        "from gevent import monkey; monkey.patch_all"
        if library == "gevent"
        else "import eventlet; eventlet.monkey_patch"
    )
    wait = "joinall" if library == "gevent" else "wait"
    source = f"""
        {patch}()
        import time, {library}

        def handler(runtime):
            order = []
            def work(name):
                for _ in range(2):
                    order.append(name)
                    time.sleep(0.001)
            threads = [{library}.spawn(work, name) for name in "ab"]
            for thread in threads:
                thread.{"join" if wait == "joinall" else "wait"}()
            return {{"success": True, "text": "".join(order)}}

        plugin = {{"name": "x", "actions": [{{"name": "RUN", "handler": handler}}]}}
    """
    guest = start_guest(source)
    guest.start()
    guest.invoke(2, "RUN")
    assert guest.result(2) == {"success": True, "text": "abab"}


NESTED = """
    import nest_asyncio; nest_asyncio.apply()
    import asyncio
    loop = asyncio.get_event_loop()
    told = asyncio.Event()

    async def asks(runtime): return loop.run_until_complete(runtime.get_cache("key")) == "value"
    async def waits(runtime): return loop.run_until_complete(told.wait())
    async def tells(runtime): return not told.set()

    plugin = {"name": "x", "actions": [{"name": name, "handler": handler} for name, handler in (
        ("ASK", asks), ("WAIT", waits), ("TELL", tells))]}
"""


def test_a_frame_may_come_in_parts_while_a_handler_runs_the_loop(start_guest: StartGuest) -> None:
    guest = start_guest(NESTED)
    guest.start()
    cut = _frame(4, "TELL")
    guest.write(_frame(2, "ASK") + _frame(3, "TELL") + cut[:20])
    asked = guest.receive()
    guest.write(cut[20:])
    guest.send({"type": "host.result", "re": asked["id"], "value": "value"})
    answers = sorted((guest.receive() for _ in range(3)), key=lambda answer: int(answer["re"]))
    assert [answer["re"] for answer in answers if answer["result"]["success"]] == [2, 3, 4]


@pytest.mark.parametrize("polls", [0, 1000])
def test_a_handler_that_runs_the_loop_may_wait_for_what_came_with_its_frame(
    start_guest: StartGuest, polls: int
) -> None:
    guest = start_guest(NESTED)
    guest.start(limits={**INIT["limits"], "pollUs": polls})
    guest.write(_frame(2, "WAIT") + _frame(3, "TELL"))
    answers = [guest.receive() for _ in range(2)]
    assert [answer["re"] for answer in answers if answer["result"]["success"]] == [3, 2]


def _frame(number: int, action: str) -> bytes:
    memory = {"id": "m", "roomId": "r", "entityId": "e", "content": {"text": "x" * 50}}
    body: bytes = msgpack.packb({"type": "action.invoke", "id": number, "action": action, "memory": memory})
    return len(body).to_bytes(4, "little") + body


def test_a_guest_whose_descriptors_are_closed_says_so(start_guest: StartGuest) -> None:
    source = """
        import os
        async def handler(runtime): os.closerange(3, 256)
        plugin = {"name": "x", "actions": [{"name": "CLOSE", "handler": handler}]}
    """
    guest = start_guest(source)
    guest.start()
    guest.invoke(2, "CLOSE")
    assert guest.wait() == 1
    assert "Bad file descriptor" in guest.printed()
