"""The engine for the script that the agent has set, read once for each setting."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from eliza import Eliza

from elizaos_interop import Runtime

SCRIPT = Path(__file__).parent.parent / "script.json"


def eliza_of(runtime: Runtime) -> Eliza:
    """The setting `ELIZA_SCRIPT`, JSON text, replaces the plugin's own script. Raises ScriptError."""
    script = runtime.get_setting("ELIZA_SCRIPT")
    return _load(script if isinstance(script, str) else "")


@lru_cache(maxsize=1)
def _load(script: str) -> Eliza:
    return Eliza(json.loads(script or SCRIPT.read_text(encoding="utf-8")))
