"""The Python engine's end of ../eliza-differential.test.ts.

Cases come as JSON on stdin, what the engine answers goes as JSON to stdout.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "plugins" / "eliza" / "python"))

from eliza import Eliza, ScriptError


def run(case: dict[str, Any]) -> dict[str, Any]:
    try:
        eliza = Eliza(case["script"])
    except ScriptError as error:
        return {"error": str(error)}
    return {"sessions": [converse(eliza, lines) for lines in case["sessions"]]}


def converse(eliza: Eliza, lines: list[str]) -> dict[str, Any]:
    session = eliza.session()
    said = [asdict(session.say(line)) for line in lines]
    replayed = asdict(eliza.respond(lines[:-1], lines[-1])) if lines else None
    feelings = [asdict(eliza.feelings(line)) for line in lines]
    return {"said": said, "replayed": replayed, "topics": eliza.topics(lines), "feelings": feelings}


json.dump([run(case) for case in json.load(sys.stdin)], sys.stdout)
