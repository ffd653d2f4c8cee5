"""Routes: each shows one thing that a request or a response can be."""

from __future__ import annotations

from elizaos_interop import Route, RouteRequest, RouteResponse, Runtime


async def hello(request: RouteRequest, response: RouteResponse) -> None:
    name, header = request.query.get("name", "world"), request.headers.get("x-probe")
    response.json({"hello": name, "header": header})


async def params(request: RouteRequest, response: RouteResponse) -> None:
    response.json({"params": request.params})


async def path(request: RouteRequest, response: RouteResponse) -> None:
    response.json({"path": request.path})


async def echo(request: RouteRequest, response: RouteResponse) -> None:
    kind = request.headers.get("content-type", "application/octet-stream")
    response.status(201).set_header("x-probe", "yes").set_header("content-type", kind)
    response.send(request.raw_body or b"")


async def text(request: RouteRequest, response: RouteResponse) -> None:
    response.set_header("content-type", "text/plain").send(f"got {request.body}")


async def json(request: RouteRequest, response: RouteResponse) -> None:
    response.json({"body": request.body})


def delete(request: RouteRequest, response: RouteResponse) -> None:
    response.status(204).end()


async def chunks(request: RouteRequest, response: RouteResponse, runtime: Runtime) -> None:
    response.set_header("content-type", "text/plain")
    for n in range(int(request.query.get("count", 0))):
        if n > 0 and request.query.get("gate"):
            await runtime.get_cache(f"gate {n}")
        await response.write(f"chunk {n}\n")
    response.end()


async def many_bytes(request: RouteRequest, response: RouteResponse) -> None:
    for value in range(3):
        await response.write(bytes([value]) * 70_000)
    response.end()


async def fail(request: RouteRequest, response: RouteResponse) -> None:
    raise RuntimeError("secret detail")


async def fail_late(request: RouteRequest, response: RouteResponse) -> None:
    await response.write("begun")
    raise RuntimeError("secret detail")


async def upload(request: RouteRequest, response: RouteResponse) -> None:
    told = [
        {
            "fieldname": file.fieldname,
            "originalname": file.originalname,
            "mimetype": file.mimetype,
            "size": file.size,
            "sum": sum(file.buffer),
        }
        for file in request.files
    ]
    response.json({"fields": request.body, "files": told})


routes = [
    Route("GET", "/hello", hello, name="Hello", public=True),
    Route("GET", "/rooms/:roomId/items/:itemId", params),
    Route("GET", "/files/*", path),
    Route("POST", "/echo", echo),
    Route("PUT", "/text", text),
    Route("PATCH", "/json", json),
    Route("DELETE", "/things/:id", delete),
    Route("GET", "/chunks", chunks),
    Route("GET", "/bytes", many_bytes),
    Route("GET", "/fail", fail),
    Route("GET", "/fail-late", fail_late),
    Route("POST", "/upload", upload, is_multipart=True),
    Route("STATIC", "/static", file_path="./static"),
]
