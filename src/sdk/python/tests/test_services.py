"""Services of the plugin, as a host starts, calls and stops them."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    import dataclasses, enum
    from elizaos_interop import Action, Plugin, Service

    log = []

    @dataclasses.dataclass
    class Fact:
        n: int

    class Counter(Service):
        service_type = "counter"
        capability_description = "Counts"
        def __init__(self, runtime):
            super().__init__(runtime)
            self.total = 0
        async def stop(self): log.append("stopped")
        async def add(self, n): self.total += n; return self.total
        def in_thread(self):
            import threading
            return threading.current_thread() is not threading.main_thread()
        def get_fact(self): return Fact(3)
        def get_live(self): return self
        async def get_all(self): return [self, Fact(1), {"live": self, "fact": Fact(2)}]
        async def fail(self, message): raise ValueError(message)
        async def host(self): return await self.runtime.get_memory_by_id("m")
        def big(self): return 2 ** 60
        def _hidden(self): return "hidden"
        @staticmethod
        def make(): return "made"
        not_a_method = 3
        @property
        def state(self): raise RuntimeError("not to be read")

    class Declares(Service):
        service_type = "declares"
        methods = ["get_one", "getTwo", "missing", "stop"]
        def get_one(self): return 1
        def getTwo(self): return 2
        def get_three(self): return 3

    class Kind(str, enum.Enum):
        PLAIN = "plain"

    class Plain:
        name = Kind.PLAIN
        def __init__(self, runtime): self.runtime = runtime
        def hello(self): return f"hello from {self.runtime.agent_id}"

    class NoArguments:
        service_type = "bare"
        def ping(self): return "pong"

    class InstanceStart:
        serviceType = "instance"
        def __init__(self, runtime): self.state = "made"
        async def start(self): self.state = "started"
        def tell(self): return self.state

    class SyncStart:
        service_type = "sync"
        @staticmethod
        def start(runtime): return SyncStart()
        def stop(self): log.append("sync stopped")
        def ping(self): return "pong"

    class Failing(Service):
        service_type = "failing"
        @classmethod
        async def start(cls, runtime): raise ConnectionError("no line")

    class Nothing(Service):
        service_type = "nothing"
        @classmethod
        async def start(cls, runtime): pass

    class Given:
        service_type = "given"
        def ping(self): return "an object"

    async def shows(runtime):
        return {"success": True, "data": {"log": log}}

    plugin = Plugin(name="serving", services=[
        Counter, Declares, Plain, NoArguments, InstanceStart, SyncStart, Failing, Nothing, Given(),
    ], actions=[Action("SHOW", "", shows)])
"""


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    manifest = guest.start(services=["weather", "counter"])
    assert manifest["services"] == [
        {"name": "counter", "description": "Counts"},
        {"name": "declares", "methods": ["getOne", "getTwo", "missing", "stop"]},
        *({"name": name} for name in ("plain", "bare", "instance", "sync", "failing", "nothing", "given")),
    ]
    return guest


def starts(guest: GuestProcess, service: str, number: int = 50) -> dict[str, Any]:
    guest.send({"type": "service.start", "id": number, "service": service})
    return guest.receive()


def calls(guest: GuestProcess, method: Any, *args: Any, instance: Any = 1) -> dict[str, Any]:
    guest.send({"type": "service.call", "id": 60, "instance": instance, "method": method, "args": list(args)})
    return guest.receive()


def test_a_service_starts_and_tells_its_public_methods(guest: GuestProcess) -> None:
    methods = ["add", "big", "fail", "getAll", "getFact", "getLive", "host", "inThread"]
    answer = starts(guest, "counter")
    assert answer == {"type": "service.result", "re": 50, "instance": 1, "methods": methods}


@pytest.mark.parametrize(
    ("service", "method", "value"),
    [
        ("plain", "hello", "hello from 00000000-0000-4000-8000-000000000003"),
        ("bare", "ping", "pong"),
        ("instance", "tell", "started"),
        ("sync", "ping", "pong"),
        ("given", "ping", "an object"),
    ],
)
def test_services_of_every_shape_start(guest: GuestProcess, service: str, method: str, value: Any) -> None:
    assert starts(guest, service)["methods"] == [method]
    assert calls(guest, method) == {"type": "service.result", "re": 60, "value": value}


def test_declared_methods_are_all_that_others_may_call(guest: GuestProcess) -> None:
    assert starts(guest, "declares")["methods"] == ["getOne", "getTwo"]
    assert [calls(guest, method)["value"] for method in ("getOne", "get_one", "getTwo")] == [1, 1, 2]
    for method in ("getThree", "missing", "stop", "start"):
        assert calls(guest, method)["code"] == "component_unknown"


def test_instances_are_counted_and_have_their_own_state(guest: GuestProcess) -> None:
    assert [starts(guest, "counter")["instance"], starts(guest, "counter")["instance"]] == [1, 2]
    calls(guest, "add", 5)
    assert calls(guest, "add", 1, instance=2)["value"] == 1
    assert calls(guest, "add", 1)["value"] == 6


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("inThread", True),
        ("getFact", {"n": 3}),
        ("getLive", None),
        ("getAll", [None, {"n": 1}, {"fact": {"n": 2}}]),
    ],
)
def test_values_cross_as_all_values_do(guest: GuestProcess, method: str, value: Any) -> None:
    starts(guest, "counter")
    assert calls(guest, method) == {"type": "service.result", "re": 60, "value": value}


def test_a_method_asks_the_host_from_inside_the_call(guest: GuestProcess) -> None:
    starts(guest, "counter")
    request = calls(guest, "host")
    assert (request["method"], request["parent"]) == ("getMemoryById", 60)
    guest.send({"type": "host.result", "re": request["id"], "value": {"id": "m"}})
    assert guest.receive()["value"] == {"id": "m"}


@pytest.mark.parametrize(
    ("method", "args", "code", "message"),
    [
        ("fail", ["off key"], "handler_failed", "off key"),
        ("add", [], "handler_failed", "Counter.add() missing 1 required positional argument: 'n'"),
        ("big", [], "value_refused", "Cannot send $.value as it must be an integer within ±2^53: current value is 1152921504606846976"),
        ("ad", [1], "component_unknown", "The service counter has no method 'ad'; it has: add, big, fail, getAll, getFact, getLive, host, inThread; did you mean add?"),
        ("_hidden", [], "component_unknown", "The service counter has no method '_hidden'"),
        ("make", [], "component_unknown", "The service counter has no method 'make'"),
        ("stop", [], "component_unknown", "The service counter has no method 'stop'"),
        (None, [], "component_unknown", "The service counter has no method None"),
    ],
)  # fmt: skip
def test_failures_of_methods_are_told(
    guest: GuestProcess, method: Any, args: Any, code: str, message: str
) -> None:
    starts(guest, "counter")
    answer = calls(guest, method, *args)
    assert (answer["type"], answer["code"]) == ("error", code)
    assert answer["message"].startswith(message)


def test_arguments_that_are_no_list_are_told(guest: GuestProcess) -> None:
    starts(guest, "counter")
    guest.send({"type": "service.call", "id": 60, "instance": 1, "method": "add", "args": {"n": 1}})
    answer = guest.receive()
    assert answer["code"] == "protocol_violation"
    assert answer["message"].endswith("as its args must be a list: current value is {'n': 1}")


@pytest.mark.parametrize("instance", [2, 0, -1, 1.5, "1", None, [1], float("nan")])
def test_an_unknown_instance_is_told(guest: GuestProcess, instance: Any) -> None:
    starts(guest, "counter")
    answer = calls(guest, "add", 1, instance=instance)
    assert answer["code"] == "component_unknown"
    assert answer["message"].startswith("The plugin runs no service of the number ")


def test_a_stopped_instance_is_gone(guest: GuestProcess) -> None:
    for service, number in (("counter", 1), ("sync", 2), ("bare", 3)):
        starts(guest, service)
        guest.send({"type": "service.stop", "id": 61, "instance": number})
        assert guest.receive() == {"type": "service.result", "re": 61}
        assert calls(guest, "add", 1, instance=number)["code"] == "component_unknown"
    guest.invoke(62, "SHOW")
    assert guest.result(62)["data"]["log"] == ["stopped", "sync stopped"]


def test_an_unknown_service_is_told(guest: GuestProcess) -> None:
    assert starts(guest, "countr")["message"].endswith("; did you mean counter?")
