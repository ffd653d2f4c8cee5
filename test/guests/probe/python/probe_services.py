"""Services: classes with a service_type and a start."""

from __future__ import annotations

import asyncio
from typing import Any

from probe_define import use
from probe_records import records

from elizaos_interop import Runtime, Service


class ProbeService(Service):
    service_type = "probe"
    capability_description = "Adds and remembers"
    methods = ("add", "echo", "fail", "host", "slow")

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self._total: float = 0

    @classmethod
    async def start(cls, runtime: Runtime) -> ProbeService:
        service = cls(runtime)
        records.started.append(service)
        return service

    async def stop(self) -> None:
        self.runtime.logger.info("probe service stopped")

    async def add(self, n: float) -> float:
        """The running total of this instance."""
        self._total += n
        return self._total

    def echo(self, *args: Any) -> list[Any]:
        return list(args)

    async def fail(self, message: str) -> None:
        raise RuntimeError(message)

    async def host(self, method: str, args: list[Any]) -> Any:
        return await use(self.runtime, method, args)

    async def slow(self, ms: float) -> str:
        await asyncio.sleep(ms / 1000)
        return "slept"


class BareService(Service):
    """Declares no methods."""

    service_type = "probe_bare"
    capability_description = "Answers a ping"

    async def ping(self) -> str:
        return "bare pong"


class WaitingService(Service):
    """Its start waits for another service where the setting PROBE_WAITS_FOR names one."""

    service_type = "probe_waits"
    capability_description = "Waits for another service"
    methods = ("waited_for",)

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self._awaited = runtime.get_setting("PROBE_WAITS_FOR")

    @classmethod
    async def start(cls, runtime: Runtime) -> WaitingService:
        service = cls(runtime)
        if service._awaited is not None:
            await runtime.get_service_load_promise(service._awaited)
        return service

    async def waited_for(self) -> Any:
        return self._awaited


class RegisteredService(Service):
    """Registered by init, when that is asked for."""

    service_type = "registered"
    capability_description = "Was registered by init"

    async def ping(self) -> str:
        return "pong"


services = [ProbeService, BareService, WaitingService]
