"""`runtime.get_service` and its kin: the plugin's own services are the very objects, those of others are proxies."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    import asyncio
    from elizaos_interop import Action, Plugin, Service

    started = []

    class Counter(Service):
        service_type = "counter"
        @classmethod
        async def start(cls, runtime):
            started.append(cls(runtime))
            return started[-1]

    class Plain(Service):
        service_type = "plain"

    class Failing(Service):
        service_type = "failing"
        @classmethod
        async def start(cls, runtime): raise ConnectionError("no line")

    class Nothing(Service):
        service_type = "nothing"
        @classmethod
        async def start(cls, runtime): pass

    async def look(runtime, message, state, options):
        name = options["service"]
        found = runtime.get_service(name)
        return {"success": True, "data": {
            "is_own": any(found is mine for mine in started), "none": found is None, "has": runtime.has_service(name),
            "types": runtime.get_registered_service_types(), "count": len(runtime.get_services_by_type(name)),
            "all": sorted(runtime.get_all_services()),
        }}

    async def waits(runtime, message, state, options):
        found = await runtime.get_service_load_promise(options["service"])
        return {"success": True, "data": {"is_own": found in started, "proxy": repr(found)}}

    def waits_in_thread(runtime, message, state, options):
        return asyncio.run(waits(runtime, message, state, options))

    async def call(runtime, message, state, options):
        service = runtime.get_service(options["service"])
        method = getattr(service, options["method"])
        return {"success": True, "data": {"value": await method(*options.get("args", []))}}

    async def shows(runtime):
        return {"success": True, "data": {"same": runtime.get_service("weather") is runtime.get_service("weather"),
            "description": runtime.get_service("weather").capability_description, "sent": {"live": runtime.get_service("weather")}}}

    plugin = Plugin(name="finding", services=[Counter, Plain, Failing, Nothing], actions=[
        Action("LOOK", "", look), Action("WAIT", "", waits), Action("WAIT_IN_THREAD", "", waits_in_thread),
        Action("CALL", "", call), Action("SHOW", "", shows),
    ])
"""


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    guest.start(services=["weather", "counter"])
    return guest


def starts(guest: GuestProcess, service: str, number: int = 50) -> dict[str, Any]:
    guest.send({"type": "service.start", "id": number, "service": service})
    return guest.receive()


def looks(guest: GuestProcess, service: str) -> Any:
    guest.invoke(70, "LOOK", options={"service": service})
    return guest.result(70)["data"]


@pytest.mark.parametrize(
    ("service", "message"),
    [
        ("failing", "no line"),
        (
            "nothing",
            "Cannot start the service nothing as its start must return an instance: it returned None",
        ),
    ],
)
def test_a_start_that_fails_is_told_to_the_host(guest: GuestProcess, service: str, message: str) -> None:
    answer = starts(guest, service)
    assert (answer["code"], answer["message"]) == ("handler_failed", message)


def test_own_services_are_the_very_objects(guest: GuestProcess) -> None:
    own = ["plain", "failing", "nothing"]
    assert not set(own) & set(looks(guest, "counter")["types"])
    assert looks(guest, "counter") == {
        "is_own": False, "none": True, "has": True, "types": ["weather", "counter"], "count": 0, "all": ["weather"],
    }  # fmt: skip
    starts(guest, "counter")
    starts(guest, "plain")
    assert looks(guest, "counter") == {
        "is_own": True, "none": False, "has": True, "types": ["weather", "counter", "plain"], "count": 1,
        "all": ["counter", "plain", "weather"],
    }  # fmt: skip


@pytest.mark.parametrize("action", ["WAIT", "WAIT_IN_THREAD"])
def test_the_host_is_asked_for_an_own_service_too(guest: GuestProcess, action: str) -> None:
    """It alone sees waits in a circle, and starts that have failed."""
    guest.invoke(2, action, options={"service": "counter"})
    request = guest.receive()
    assert (request["method"], request["args"], request["parent"]) == (
        "getServiceLoadPromise",
        ["counter"],
        2,
    )
    starts(guest, "counter")
    guest.send({"type": "host.result", "re": request["id"], "value": {"service": "counter"}})
    assert guest.result(2)["data"]["is_own"]


@pytest.mark.parametrize("service", ["failing", "counter", "weather"])
def test_what_the_host_says_against_a_wait_is_told(guest: GuestProcess, service: str) -> None:
    guest.invoke(2, "WAIT", options={"service": service})
    error = {"code": "deadlock", "message": "counter waits for failing, which waits for counter"}
    guest.send({"type": "error", "re": guest.receive()["id"], **error})
    answer = guest.receive()
    assert (answer["re"], answer["message"], answer["details"]["cause"]) == (2, error["message"], error)


def test_services_of_others_are_proxies(guest: GuestProcess) -> None:
    found = looks(guest, "weather")
    assert (found["is_own"], found["none"], found["has"], found["count"]) == (False, False, True, 1)
    guest.invoke(2, "CALL", options={"service": "weather", "method": "get_forecast", "args": [1, None]})
    request = guest.receive()
    assert request == {
        "type": "service.call", "id": 1, "parent": 2, "service": "weather", "method": "getForecast", "args": [1, None],
    }  # fmt: skip
    guest.send({"type": "service.result", "re": 1, "value": {"rain": True}})
    assert guest.result(2)["data"] == {"value": {"rain": True}}
    guest.invoke(3, "SHOW")
    data = guest.result(3)["data"]
    assert (data["same"], data["sent"], data["description"]) == (True, {}, "The service weather of the agent")


def test_what_the_host_says_of_services_replaces_what_it_said(guest: GuestProcess) -> None:
    assert looks(guest, "news") == {**looks(guest, "news"), "none": True, "has": False}
    guest.send({"type": "plugin.update", "services": ["news", 5]})
    assert looks(guest, "news")["types"] == ["news"]
    assert looks(guest, "weather")["none"]


def test_a_service_of_others_is_waited_for_at_the_host(guest: GuestProcess) -> None:
    guest.invoke(2, "WAIT", options={"service": "late"})
    request = guest.receive()
    assert (request["method"], request["args"], request["parent"]) == ("getServiceLoadPromise", ["late"], 2)
    guest.send({"type": "host.result", "re": request["id"], "value": {"service": "late"}})
    assert guest.result(2)["data"] == {"is_own": False, "proxy": "<ServiceProxy late>"}


@pytest.mark.parametrize(
    ("method", "message"),
    [
        ("stop", "The service weather cannot be stopped from another plugin"),
        ("_private", "A service of the agent has no '_private' that a plugin can reach"),
    ],
)
def test_a_proxy_refuses_what_is_not_the_plugins(guest: GuestProcess, method: str, message: str) -> None:
    guest.invoke(2, "CALL", options={"service": "weather", "method": method})
    answer = guest.receive()
    assert (answer["code"], answer["message"]) == ("handler_failed", message)
    if method == "stop":
        assert answer["details"]["cause"]["code"] == "unsupported"


def test_an_error_of_another_service_is_the_cause(guest: GuestProcess) -> None:
    guest.invoke(2, "CALL", options={"service": "weather", "method": "fail"})
    request = guest.receive()
    details = {
        "plugin": "sky",
        "cause": {"code": "handler_failed", "message": "storm", "details": {"traceback": "T"}},
    }
    error = {"code": "host_failed", "message": "fail failed", "details": details}
    guest.send({"type": "error", "re": request["id"], **error})
    answer = guest.receive()
    assert (answer["code"], answer["message"]) == ("handler_failed", "fail failed")
    assert answer["details"]["cause"] == error
