"""test/vectors of the repository, which all languages read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from guest_process import GuestProcess
from test_codec import every_codec

from elizaos_interop.codec import Codec
from elizaos_interop.errors import ProtocolViolationError

VECTORS = REPOSITORY / "test" / "vectors"
PROBE = REPOSITORY / "test" / "guests" / "probe" / "python"

NOTICES = ("log", "setting.missing")
"""May come between what the vectors expect."""


def load(name: str) -> list[Any]:
    path = VECTORS / f"{name}.json"
    assert path.exists(), f"Cannot read the vectors as {path} is missing"
    vectors: list[Any] = json.loads(path.read_text(encoding="utf-8"))[name]
    assert vectors, f"{path} holds no vectors"
    return vectors


def named(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "vector", [pytest.param(vector, id=vector["name"]) for vector in load(name)]
    )


@every_codec
@named("values")
def test_values_survive(codec: Codec, vector: dict[str, str]) -> None:
    value = codec.decode(bytes.fromhex(vector["msgpack"]))
    assert codec.decode(codec.encode(value)) == value


@every_codec
@named("messages")
def test_messages_survive(codec: Codec, vector: dict[str, str]) -> None:
    message = codec.decode(bytes.fromhex(vector["msgpack"]))
    assert message == from_json(vector["json"])
    assert codec.decode(codec.encode(message)) == message


@every_codec
@pytest.mark.parametrize(
    "vector", [pytest.param(vector, id=vector["name"]) for vector in load("refused") if "msgpack" in vector]
)
def test_refused_bodies_are_violations(codec: Codec, vector: dict[str, str]) -> None:
    with pytest.raises(ProtocolViolationError) as raised:
        codec.decode(bytes.fromhex(vector["msgpack"]))
    assert raised.value.code == vector["code"]


@named("exchanges")
def test_exchanges_with_the_probe(sdk_and_env: tuple[Path, dict[str, str]], vector: dict[str, Any]) -> None:
    sdk, env = sdk_and_env
    with GuestProcess(sdk, PROBE, "probe_plugin", env=env) as guest:
        assert guest.read(10) == b"ELIZAIPC1\n"
        for step in vector["steps"]:
            if "send" in step:
                guest.send(step["send"])
            else:
                found = guest.receive()
                while found["type"] in NOTICES and step["expect"]["type"] not in NOTICES:
                    found = guest.receive()
                assert contains(found, step["expect"]), (found, step["expect"])


def contains(found: Any, expected: Any) -> bool:
    """Maps have at least the expected keys; arrays and scalars are the same."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            key in found and contains(found[key], value) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(contains, found, expected))
    return bool(found == expected and type(found) is type(expected))


def from_json(text: str) -> Any:
    """JSON as it passes in a process: bytes are `{"$bytes": …}`."""
    import base64

    def map_of(fields: dict[str, Any]) -> Any:
        return base64.b64decode(fields["$bytes"]) if list(fields) == ["$bytes"] else fields

    return json.loads(text, object_hook=map_of)
