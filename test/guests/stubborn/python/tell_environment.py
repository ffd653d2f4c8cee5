"""Tells the environment of its process, and what its path is."""

import os
import sys
from typing import Any


async def environment(*_args: Any) -> dict[str, Any]:
    """Answers with all variables."""
    return {"success": True, "data": {"environment": dict(os.environ), "python": sys.executable}}


plugin = {
    "name": "environment",
    "description": "Tells its environment",
    "actions": [{"name": "ENVIRONMENT", "description": "All variables", "handler": environment}],
}
