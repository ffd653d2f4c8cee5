"""The job as a tool of the Model Context Protocol."""

from __future__ import annotations

from typing import Any

from mcp.server import MCPServer

server = MCPServer("echo", log_level="WARNING")


@server.tool(name="ECHO", description="Answers with the message's text and the options")
async def echo(memory: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    return {"success": True, "text": memory["content"]["text"], "data": options}


if __name__ == "__main__":
    server.run("stdio")
