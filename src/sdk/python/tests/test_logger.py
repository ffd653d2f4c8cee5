from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import INIT

from elizaos_interop.logger import Logger

Sent = list[tuple[str, str, dict[str, Any] | None]]


def logged(method: str, *args: Any, **fields: Any) -> Any:
    sent: Sent = []
    logger = Logger(lambda level, message, given: sent.append((level, message, given)))
    getattr(logger, method)(*args, **fields)
    (record,) = sent
    return record


@pytest.mark.parametrize(
    ("method", "level"),
    [
        ("trace", "trace"),
        ("debug", "debug"),
        ("info", "info"),
        ("success", "info"),
        ("progress", "info"),
        ("warn", "warn"),
        ("warning", "warn"),
        ("error", "error"),
        ("exception", "error"),
        ("critical", "fatal"),
        ("fatal", "fatal"),
    ],
)
def test_levels_are_the_hosts(method: str, level: str) -> None:
    assert logged(method, "text") == (level, "text", None)


@pytest.mark.parametrize(
    ("args", "fields", "message", "sent"),
    [
        (("Fetched",), {"url": "u"}, "Fetched", {"url": "u"}),
        (({"url": "u"}, "Fetched"), {}, "Fetched", {"url": "u"}),
        (({"url": "u"},), {}, "", {"url": "u"}),
        (("Fetched %s of %d", "u", 3), {}, "Fetched u of 3", None),
        (("100 %", "sure"), {}, "100 % sure", None),
        ((ValueError("bad"),), {}, "bad", None),
        ((3,), {}, "3", None),
    ],
)
def test_message_and_fields(args: Any, fields: Any, message: str, sent: Any) -> None:
    assert logged("info", *args, **fields) == ("info", message, sent)


def test_log_takes_a_level_by_name() -> None:
    assert logged("log", "WARNING", "x")[0] == "warn"
    assert logged("log", 30, "x")[0] == "info"


def test_exceptions_bring_their_traceback() -> None:
    try:
        raise ValueError("bad")
    except ValueError as error:
        for method, fields in (
            ("exception", {}),
            ("error", {"exc_info": True}),
            ("error", {"exc_info": error}),
        ):
            record = logged(method, "failed", a=1, **fields)
            assert record[2]["a"] == 1
            assert record[2]["traceback"].endswith("ValueError: bad\n")


def test_logs_of_a_guest_name_their_call_and_never_fail(start_guest: StartGuest) -> None:
    source = """
        from elizaos_interop import Action, Plugin

        def log(runtime, message):
            runtime.logger.info("with fields", number=1, runtime=runtime)
            runtime.logger.info("refused", number=2 ** 60)
            runtime.logger.info("\\ud800" + "x" * 200_000)
            return {"success": True}

        plugin = Plugin(name="logs", actions=[Action("LOG", "", log)])
    """
    guest = start_guest(source)
    guest.start()
    guest.invoke(2, "LOG")
    first, second, third = guest.receive(), guest.receive(), guest.receive()
    assert first == {
        "type": "log",
        "re": 2,
        "level": "info",
        "message": "with fields",
        "fields": {"number": 1},
    }
    assert "$.fields.number as it must be an integer" in second["fields"]["refused"]
    assert third["message"].startswith("\ufffdxxx")
    assert len(third["message"]) <= 64 * 1024
    assert guest.result(2) == {"success": True}
    guest.send({**INIT, "id": 3, "limits": {"maxFrameBytes": 1024, "maxInFlight": 1}})
    guest.receive()
    guest.invoke(4, "LOG")
    short = [guest.receive() for _ in range(3)]
    assert [record["message"][:11] for record in short] == ["with fields", "refused", "\ufffdxxxxxxxxxx"]
    assert "at most 1024 bytes long" in short[2]["fields"]["refused"]
    assert guest.result(4) == {"success": True}
