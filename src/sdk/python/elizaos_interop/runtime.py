"""`runtime`, the first argument of every handler: elizaOS's own names in Python's case.

What elizaOS answers synchronously comes from what the host has told the plugin; the rest is one request each.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from . import error_codes
from .channel import Channel
from .components import ServedPlugin
from .errors import MemberRefusedError, MemberUnknownError, ValueRefusedError
from .logger import Logger
from .record import snake_case
from .runtime_agent import AgentMethods
from .runtime_environment import EntityMethods, ParticipantMethods, RoomMethods, WorldMethods
from .runtime_members import REFUSED_MEMBERS
from .runtime_memories import MemoryMethods
from .runtime_models import ModelMethods
from .runtime_registration import RegistrationMethods
from .runtime_services import ServiceMethods
from .runtime_storage import CacheMethods, LogMethods, TaskMethods
from .services import Services
from .shapes import Character, as_character
from .tracebacks import message_of
from .whole import whole_number

CONVERSATION_LENGTH = 32
"""elizaOS's own, where the host does not tell."""


class Runtime(
    AgentMethods,
    ModelMethods,
    MemoryMethods,
    RoomMethods,
    ParticipantMethods,
    EntityMethods,
    WorldMethods,
    TaskMethods,
    CacheMethods,
    LogMethods,
    ServiceMethods,
    RegistrationMethods,
):
    """The agent that this plugin serves.

    The asynchronous methods send their request when they are called; await what they return for the answer.
    They raise HostError with the host's code and message, ValueRefusedError for arguments that cannot cross.
    What elizaOS's runtime has beyond them raises MemberRefusedError, which says why.
    """

    def __init__(self, channel: Channel, plugin: ServedPlugin, services: Services) -> None:
        ServiceMethods.__init__(self, channel, services)
        RegistrationMethods.__init__(self, channel, plugin)
        self._settings: dict[str, Any] = {}
        self._missing_settings: set[str] = set()
        self._logger = Logger(channel.log)
        self._agent_id = ""
        self._character = Character()
        self._conversation_length = CONVERSATION_LENGTH

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

    @property
    def fetch(self) -> None:
        """None, as elizaOS's type allows: Python has no fetch of its own. Use any HTTP client."""
        return None

    def get_setting(self, key: str) -> Any:
        """A setting that the manifest declares or the user grants. The host is told of any other: None."""
        try:
            return self._settings[key]
        except KeyError:
            self._miss(key)
            return None

    def set_setting(self, key: str, value: Any, secret: bool | None = None) -> None:
        """Changes a setting that the plugin sees. What the host says against it is logged."""
        args = [key, value] if secret is None else [key, value, secret]
        request = self._ask("setSetting", args)
        if key in self._settings:
            self._settings[key] = value
        text = f"The setting {key} could not be changed"
        request.when_done(
            lambda failure: (
                None if failure is None else self._channel.log("warn", f"{text}: {message_of(failure)}", None)
            )
        )

    def get_conversation_length(self) -> int:
        """How many messages the agent looks back on."""
        return self._conversation_length

    def create_run_id(self) -> str:
        """A UUID of its own."""
        return _random_uuid()

    def has_eliza_os(self) -> bool:
        """False: other agents are out of reach."""
        return False

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            refused = _refused_names().get(name)
            if refused is not None:
                place = "from a plugin in another language or process"
                text = f"The runtime's {refused} cannot be reached {place}: {REFUSED_MEMBERS[refused]}"
                raise MemberRefusedError(error_codes.UNSUPPORTED, text)
            known = [known for known in dir(type(self)) if not known.startswith("_")]
            raise MemberUnknownError("The runtime of a Python plugin has no", name, known)

    def learn(self, message: Mapping[str, Any]) -> None:
        """Takes what `plugin.init` and `plugin.update` say; each replaces what was said before."""
        settings, services, agent = (message.get(field) for field in ("settings", "services", "agent"))
        if isinstance(settings, dict):
            self._settings = settings
        if isinstance(services, list):
            self._types_of_agent = [name for name in services if isinstance(name, str)]
        character = message.get("character")
        if isinstance(agent, dict):
            self._agent_id = str(agent.get("id", ""))
            character = character or agent.get("character")
            length = whole_number(agent.get("conversationLength"))
            self._conversation_length = CONVERSATION_LENGTH if length is None else length
        if isinstance(character, dict):
            self._character = as_character(character)

    def _miss(self, key: Any) -> None:
        if not isinstance(key, str) or key in self._missing_settings:
            return
        self._missing_settings.add(key)
        try:
            self._channel.notify("setting.missing", {"name": key})
        except ValueRefusedError:
            # A name that no message can hold: nobody can set it either.
            pass


def _random_uuid() -> str:
    """As `uuid.uuid4` makes it: that module takes longer to import than all of this package's runtime."""
    number = int.from_bytes(os.urandom(16), "big")
    number = number & ~(0xF << 76) | 4 << 76
    number = number & ~(0b11 << 62) | 0b10 << 62
    text = f"{number:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


@lru_cache(maxsize=1)
def _refused_names() -> dict[str, str]:
    """In Python's case, and as elizaOS has them."""
    return {snake_case(name): name for name in REFUSED_MEMBERS}
