"""The errors of this package. Each carries a `code` of error_codes.py."""

from __future__ import annotations

from typing import Any

from . import error_codes
from .nearest import hint


class InteropError(Exception):
    """What could not be done; `str()` is the message.

    `details` holds what PROTOCOL.md §2 lists: `traceback`, `cause` ({code, message, details}), `plugin` and
    `language`.
    """

    def __init__(self, code: str, message: str, details: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details or {}


class HostError(InteropError):
    """The host ended a request by an error, such as `host_failed`, `permission_denied` or `cancelled`."""


class MemberRefusedError(InteropError, AttributeError):
    """What elizaOS has there cannot be reached from a plugin. An AttributeError too: `hasattr` says False."""


class MemberUnknownError(AttributeError):
    """Nothing has that name. What it may have meant is looked for when somebody reads the message."""

    def __init__(self, problem: str, name: str, known: list[str]) -> None:
        super().__init__(problem, name)
        self._problem = problem
        self._known = known
        self._sought = name

    def __str__(self) -> str:
        return f"{self._problem} {self._sought!r}{hint(self._sought, self._known)}"


class ValueRefusedError(InteropError):
    """A value cannot be sent. The message names its place in the message that was to be sent."""

    def __init__(self, message: str) -> None:
        super().__init__(error_codes.VALUE_REFUSED, message)


class ProtocolViolationError(InteropError):
    """What arrived is no message of the protocol. The connection ends."""

    def __init__(self, message: str) -> None:
        super().__init__(error_codes.PROTOCOL_VIOLATION, message)


class RequestRefusedError(InteropError):
    """The guest itself refuses a request of the host, before or after the plugin's own code ran."""


class LoadFailedError(InteropError):
    """The plugin cannot be served: the fields of a `failed` notice.

    `path` is the place in the manifest that led here, `value` what stands there, `remedy` what to do.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        value: str | None = None,
        remedy: str | None = None,
        traceback: str | None = None,
    ) -> None:
        super().__init__(code, message, {"traceback": traceback} if traceback else None)
        self.path = None if value is None else "$.interop.moduleName"
        self.value = value
        self.remedy = remedy
