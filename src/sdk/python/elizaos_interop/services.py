"""The services of this plugin that run: started, called and stopped by the host. PROTOCOL.md, Services."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from . import error_codes
from .arguments import Arguments
from .call import Call
from .components import ServedPlugin, ServedService, unknown
from .errors import RequestRefusedError
from .handlers import Handler, awaitable
from .record import camel_case, snake_case
from .results import crossing
from .whole import whole_number

if TYPE_CHECKING:
    from .runtime import Runtime

OWN = frozenset({"start", "stop", "constructor", "registerSendHandlers"})
"""What a service has for its host, and offers to nobody else."""


class Running:
    """One instance. `methods` are those that it offers: their names for others, and in Python."""

    def __init__(self, service_type: str, instance: Any, methods: dict[str, str]) -> None:
        self.service_type = service_type
        self.instance = instance
        self.methods = methods

    def method(self, asked: Any) -> str | None:
        """A method's name in Python. It is asked for in camelCase, or in Python's own case."""
        if not isinstance(asked, str):
            return None
        return self.methods.get(asked) or self.methods.get(camel_case(asked))


class Services:
    """Counts the instances from 1. `is_own`, `of_type` and `types` may be called in any thread."""

    def __init__(self, plugin: ServedPlugin) -> None:
        self._plugin = plugin
        self._running: dict[int, Running] = {}
        self._last_instance = 0

    def is_own(self, service_type: str) -> bool:
        """Whether this plugin has such a service, running or not."""
        return service_type in self._plugin.tables["service"]

    def of_type(self, service_type: str) -> list[Any]:
        """The objects themselves, the oldest first."""
        running = list(self._running.values())
        return [found.instance for found in running if found.service_type == service_type]

    def types(self) -> list[str]:
        """Of those that run."""
        return list(dict.fromkeys(found.service_type for found in list(self._running.values())))

    # What the host asks.

    async def start(self, runtime: Runtime, message: dict[str, Any], call: Call) -> dict[str, Any]:
        service: ServedService = self._plugin.find("service", message.get("service"))
        service_type: str = service.definition["name"]
        instance = await _start(service, runtime)
        methods = _methods(instance, service.definition.get("methods"))
        self._last_instance += 1
        number = self._last_instance
        self._running[number] = Running(service_type, instance, methods)
        return {"instance": number, "methods": list(methods)}

    async def call(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        running = self._find(message)
        asked, given = message.get("method"), message.get("args")
        name = running.method(asked)
        if name is None:
            problem = f"The service {running.service_type} has no method"
            raise unknown(problem, asked, running.methods)
        if not isinstance(given, list):
            rule = f"its args must be a list: current value is {given!r:.200}"
            text = f"Cannot call the method {asked} of the service {running.service_type} as {rule}"
            raise RequestRefusedError(error_codes.PROTOCOL_VIOLATION, text)
        value = await awaitable(getattr(running.instance, name))(*given)
        return {"value": crossing(value, "$.value")}

    async def stop(self, message: dict[str, Any], call: Call) -> dict[str, Any]:
        running = self._find(message)
        del self._running[message["instance"]]
        stop = getattr(running.instance, "stop", None)
        if callable(stop):
            await awaitable(stop)()
        return {}

    def _find(self, message: dict[str, Any]) -> Running:
        number = message.get("instance")
        running = self._running.get(whole_number(number) or 0)
        if running is None:
            known = {str(instance): None for instance in self._running}
            raise unknown("The plugin runs no service of the number", number, known)
        return running


async def _start(service: ServedService, runtime: Runtime) -> Any:
    """elizaOS's way is a static or class method `start(runtime)`.

    A class without one is made with the runtime; a `start` of instances is called on one that is made so.
    """
    source = service.source
    static = inspect.getattr_static(source, "start", None)
    if inspect.isclass(source) and (static is None or inspect.isfunction(static)):
        by_place, by_name = Arguments(source, ("runtime",)).given((runtime,))
        source = source(*by_place, **by_name)
    if static is None:
        return source
    started = await Handler(source.start, ("runtime",)).call(runtime)
    if started is None and not inspect.isclass(source):
        return source
    if started is not None:
        return started
    name = service.definition["name"]
    text = f"Cannot start the service {name} as its start must return an instance: it returned None"
    raise RequestRefusedError(error_codes.HANDLER_FAILED, text)


def _methods(instance: Any, declared: list[str] | None) -> dict[str, str]:
    """The methods that others may call: those that are declared, else all public ones of its class."""
    if declared is None:
        kind = type(instance)
        names = [name for name in dir(kind) if _is_method(inspect.getattr_static(kind, name))]
    else:
        names = [name if hasattr(instance, name) else snake_case(name) for name in declared]
        names = [name for name in names if callable(getattr(instance, name, None))]
    offered = {camel_case(name): name for name in names if not name.startswith("_")}
    return {name: own for name, own in offered.items() if name not in OWN}


def _is_method(found: Any) -> bool:
    """Not the methods of the class itself, such as `start`."""
    return inspect.isroutine(found) and not isinstance(found, (classmethod, staticmethod))
