"""The least that a Python guest can be: a blocking loop that reads a frame, echoes by the C codec, writes.

No asyncio, no handlers, no errors. Frames are PROTOCOL.md's: u32 little-endian length, one MessagePack map.
"""

from __future__ import annotations

import os
from struct import Struct
from typing import Any

import msgpack

HEADER = Struct("<I")
CHUNK_BYTES = 65536

pack = msgpack.Packer().pack
unpack = msgpack.unpackb


def main() -> None:
    pending = bytearray()
    needed = HEADER.size
    while chunk := os.read(0, CHUNK_BYTES):
        if not pending and len(chunk) == HEADER.size + HEADER.unpack_from(chunk)[0]:
            write(answer_to(chunk[HEADER.size :]))
            continue
        pending += chunk
        if len(pending) >= needed:
            needed = answer_all(pending)


def answer_all(pending: bytearray) -> int:
    """Answers the whole frames at once, takes them out, and says how many bytes the next one needs."""
    answers = []
    at = 0
    needed = HEADER.size
    with memoryview(pending) as view:
        while len(view) - at >= HEADER.size:
            needed = HEADER.size + HEADER.unpack_from(view, at)[0]
            if len(view) - at < needed:
                break
            answers.append(answer_to(view[at + HEADER.size : at + needed]))
            at += needed
            needed = HEADER.size
    del pending[:at]
    write(b"".join(answers))
    return needed


def answer_to(body: bytes | memoryview) -> bytes:
    answer: bytes = pack(echo(unpack(body)))
    return HEADER.pack(len(answer)) + answer


def echo(request: dict[str, Any]) -> dict[str, Any]:
    text = request["memory"]["content"]["text"]
    result = {"success": True, "text": text, "data": request["options"]}
    return {"type": "action.result", "re": request["id"], "result": result}


def write(data: bytes) -> None:
    written = os.write(1, data) if data else 0
    while written < len(data):
        written += os.write(1, memoryview(data)[written:])


if __name__ == "__main__":
    main()
