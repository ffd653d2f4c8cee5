"""The notice `failed`, encoded by hand: it must go out even where no MessagePack can be imported."""

from __future__ import annotations

from typing import Any

from .errors import LoadFailedError
from .tracebacks import capped


def failed_notice(failure: LoadFailedError) -> bytes:
    """The body of a frame."""
    fields = {
        "type": "failed",
        "code": failure.code,
        "message": capped(failure.message),
        "path": failure.path,
        "value": failure.value,
        "remedy": failure.remedy,
        "details": failure.details,
    }
    return _packed({name: value for name, value in fields.items() if value})


def _packed(value: Any) -> bytes:
    """A str or a dict of fewer than 16 such, as MessagePack."""
    if isinstance(value, dict):
        items = b"".join(_packed(key) + _packed(item) for key, item in value.items())
        return bytes([0x80 | len(value)]) + items
    text = str(value).encode("utf-8", "replace")
    return b"\xdb" + len(text).to_bytes(4, "big") + text
