"""The job as a method of a gRPC service on a Unix socket. Messages are JSON: a plugin has no schema."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import grpc


async def echo(request: dict[str, Any], _context: grpc.aio.ServicerContext) -> dict[str, Any]:
    result = {"success": True, "text": request["memory"]["content"]["text"], "data": request["options"]}
    return {"type": "action.result", "re": request["id"], "result": result}


async def main(socket: str) -> None:
    server = grpc.aio.server(options=[("grpc.max_receive_message_length", -1)])
    method = grpc.unary_unary_rpc_method_handler(
        echo, request_deserializer=json.loads, response_serializer=lambda answer: json.dumps(answer).encode()
    )
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("Bench", {"Echo": method}),))
    server.add_insecure_port(f"unix:{socket}")
    await server.start()
    print("ready", flush=True)
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
