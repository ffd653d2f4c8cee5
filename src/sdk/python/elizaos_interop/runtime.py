"""`runtime`, the first argument of every handler: elizaOS's own names in Python's case.

What elizaOS answers synchronously comes from what the host has told the plugin; the rest is one request each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .channel import Channel
from .host_methods import HOST_METHODS
from .logger import Logger
from .record import camel_case
from .request import HostRequest
from .shapes import Character, Memory, State, as_character


class Runtime:
    """The agent that this plugin serves.

    The asynchronous methods send their request when they are called; await what they return for the answer.
    They raise HostError with the host's code and message, ValueRefusedError for arguments that cannot cross.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._settings: Mapping[str, Any] = {}
        self._logger = Logger(channel.log)
        self._agent_id = ""
        self._character = Character()

    @property
    def agent_id(self) -> str:
        """The agent's UUID."""
        return self._agent_id

    @property
    def character(self) -> Character:
        """The agent's character, without secrets."""
        return self._character

    @property
    def logger(self) -> Logger:
        """The host's log."""
        return self._logger

    def get_setting(self, key: str) -> Any:
        """A setting that the manifest declares or the user grants; None for any other."""
        return self._settings.get(key)

    def get_service(self, name: str) -> Any:
        """None: no service is offered to guests."""
        return None

    def has_service(self, name: str) -> bool:
        """False: no service is offered to guests."""
        return False

    def compose_state(
        self,
        message: Any,
        include_list: list[str] | None = None,
        only_include: bool = False,
        skip_cache: bool = False,
    ) -> HostRequest[State]:
        """The state of the conversation, of all providers or those of `include_list`."""
        return self.call("composeState", message, include_list, only_include or None, skip_cache or None)

    def create_memory(
        self, memory: Any = None, table_name: str | None = None, unique: bool | None = None, **names: Any
    ) -> HostRequest[str]:
        """Stores a memory, by default in the table "messages", and answers its id. Names are its fields."""
        return self.call("createMemory", _params(memory, names), table_name or "messages", unique)

    def emit_event(self, event: str, payload: Any = None, **names: Any) -> HostRequest[None]:
        """Tells everybody who listens to `event`. Names are fields of the payload."""
        return self.call("emitEvent", event, _params(payload, names))

    def get_memories(
        self, params: Mapping[str, Any] | None = None, **names: Any
    ) -> HostRequest[list[Memory]]:
        """Newest first: `get_memories({"tableName": "messages", "roomId": id, "count": 10})`, or by names:
        `get_memories(table_name="messages", room_id=id, count=10)`."""
        return self.call("getMemories", _params(params, names))

    def get_memory_by_id(self, memory_id: Any) -> HostRequest[Memory | None]:
        """The memory of that id, or None."""
        return self.call("getMemoryById", memory_id)

    def use_model(
        self, model_type: Any, params: Any = None, provider: str | None = None, **names: Any
    ) -> HostRequest[Any]:
        """`use_model("TEXT_SMALL", {"prompt": text, "maxTokens": 100})`, or by names:
        `use_model("TEXT_SMALL", prompt=text, max_tokens=100)`."""
        return self.call("useModel", model_type, _params(params, names), provider)

    def call(self, method: str, *args: Any) -> HostRequest[Any]:
        """Any method of the host by its TypeScript name, with that method's positional arguments.

        A None at the end is not sent, as TypeScript has `undefined` there.
        """
        given = list(args)
        while given and given[-1] is None:
            given.pop()
        read: Callable[[Any], Any] = HOST_METHODS.get(method, _as_it_is)
        answer = ("host.result", lambda message: read(message.get("value")))
        return self._channel.request("host.call", {"method": method, "args": given}, answer)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"The runtime of a Python plugin has no {name!r}; it offers {OFFERED}")

    def learn(self, message: Mapping[str, Any]) -> None:
        """Takes what `plugin.init` and `plugin.update` say; each replaces what was said before."""
        if isinstance(message.get("settings"), dict):
            self._settings = message["settings"]
        agent = message.get("agent")
        if isinstance(agent, dict):
            self._agent_id = str(agent.get("id", ""))
        character = message.get("character") or (isinstance(agent, dict) and agent.get("character"))
        if isinstance(character, dict):
            self._character = as_character(character)


OFFERED = ", ".join(sorted(name for name in vars(Runtime) if not name.startswith("_") and name != "learn"))


def _params(given: Any, names: Mapping[str, Any]) -> Any:
    """One map of both; names are translated, keys are the caller's own."""
    if not names:
        return given
    named = {camel_case(name): value for name, value in names.items() if value is not None}
    return {**(given or {}), **named}


def _as_it_is(value: Any) -> Any:
    return value
