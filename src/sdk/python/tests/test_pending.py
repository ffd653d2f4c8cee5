from __future__ import annotations

import concurrent.futures
from typing import Any

import pytest

from elizaos_interop.call import Call
from elizaos_interop.errors import HostError
from elizaos_interop.pending import Pending, PendingRequests


def test_start_sends_nothing_for_a_call_that_was_cancelled_meanwhile() -> None:
    sent: list[Any] = []
    requests = PendingRequests(sent.append, sent.append)
    call = Call(7)
    call.is_cancelled = True
    future: concurrent.futures.Future[Any] = concurrent.futures.Future()
    requests.start(Pending(1, "host.result", call, b"body", future))
    assert sent == []
    with pytest.raises(HostError) as raised:
        future.result(0)
    assert raised.value.code == "cancelled"


def test_abandon_takes_back_a_request_that_waits() -> None:
    sent: list[Any] = []
    requests = PendingRequests(sent.append, sent.append)
    requests.max_in_flight = 1
    for number in (1, 2, 3):
        requests.start(Pending(number, "host.result", None, b"%d" % number, concurrent.futures.Future()))
    requests.abandon(2)
    requests.settle({"type": "host.result", "re": 1, "value": None})
    assert sent == [b"1", b"3"]
