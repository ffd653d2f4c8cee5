"""HTTP requests, as a host hands them to a guest."""

from __future__ import annotations

from typing import Any

from guest_process import GuestProcess


def request(guest: GuestProcess, route: Any, method: Any = "GET", **fields: Any) -> dict[str, Any]:
    """The next message."""
    guest.send(
        {"type": "route.handle", "id": 2, "route": route, "method": method, "path": f"/x{route}", **fields}
    )
    return guest.receive()


def shown(guest: GuestProcess) -> Any:
    guest.invoke(900, "SHOW")
    return guest.result(900)["data"]["log"]
