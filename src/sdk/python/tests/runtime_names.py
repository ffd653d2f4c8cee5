"""Every name of elizaOS's runtime in Python's case, by a rule of the tests' own."""

from __future__ import annotations

import json
from typing import Any

from conftest import REPOSITORY

SCHEMA: dict[str, Any] = json.loads((REPOSITORY / "src/contract/plugin.schema.json").read_text())["$defs"]


def members(definition: str) -> dict[str, dict[str, Any]]:
    """What the schema says of each member of a list."""
    return {member["const"]: member for member in SCHEMA[definition]["oneOf"]}


def in_python(name: str) -> str:
    """A word begins at an upper-case letter that follows a lower-case one."""
    words = ""
    for before, letter in zip(" " + name, name, strict=False):
        words += "_" + letter if letter.isupper() and before.islower() else letter
    return words.lower()
