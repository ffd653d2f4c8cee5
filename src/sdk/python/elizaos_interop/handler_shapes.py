"""What handlers of events, models and routes are given, as records."""

from __future__ import annotations

from typing import Any, ClassVar

from .record import Kinds, Record, as_kind
from .shapes import Content, Memory, as_memory


class EventPayload(Record):
    """elizaOS `EventPayload` and what its own events add. `callback` is a function or None."""

    __slots__ = ()
    FIELDS = frozenset(
        {
            "callback",
            "channelId",
            "content",
            "entityId",
            "error",
            "memory",
            "message",
            "messageId",
            "metadata",
        }
        | {
            "onComplete",
            "roomId",
            "runId",
            "runtime",
            "source",
            "status",
            "type",
            "userId",
            "world",
            "worldId",
        }
    )
    KINDS: ClassVar[Kinds] = {"message": Memory, "memory": Memory, "content": Content}


class ModelParams(Record):
    """elizaOS's parameters of models: those of texts, embeddings, images, sounds and objects."""

    __slots__ = ()
    FIELDS = frozenset(
        {"audioUrl", "count", "enumValues", "frequencyPenalty", "imageUrl", "maxTokens", "messages", "minP"}
        | {"minTokens", "modelType", "output", "presencePenalty", "processingType", "prompt", "seed", "size"}
        | {"repetitionPenalty", "responseFormat", "schema", "speed", "stopSequences", "stream", "system"}
        | {"temperature", "text", "tokens", "topK", "topP", "user", "videoUrl", "voice"}
    )


class UploadedFile(Record):
    """A file of a multipart body: `buffer` holds its bytes, `size` counts them."""

    __slots__ = ()
    FIELDS = frozenset({"buffer", "fieldname", "mimetype", "originalname", "size"})


class RouteRequest(Record):
    """elizaOS `RouteRequest`: `method`, `path`, `url`, `params`, `query`, `headers` (names in lower case).

    `body` is a map of JSON or of a form, a text, or bytes, `raw_body` its bytes or None. `files` are those of
    a multipart body, `file` the first of them or None.
    """

    __slots__ = ()
    FIELDS = frozenset(
        {"body", "file", "files", "headers", "method", "params", "path", "query", "rawBody", "url"}
    )
    KINDS: ClassVar[Kinds] = {"files": UploadedFile, "file": UploadedFile}


def as_payload(value: Any) -> EventPayload:
    """An EventPayload; elizaOS's own for what is no map."""
    payload = as_kind(EventPayload, value) if isinstance(value, dict) else EventPayload(source="runtime")
    for name in ("message", "memory"):
        if name in payload:
            payload[name] = as_memory(payload[name])
    return payload


def as_params(value: Any) -> Any:
    """ModelParams; what is no map stays as it is."""
    return as_kind(ModelParams, value) if isinstance(value, dict) else value


def as_request(message: dict[str, Any]) -> RouteRequest:
    """The request of a `route.handle`."""
    given = {name: message.get(name) for name in ("method", "path", "params", "query", "headers", "rawBody")}
    request = RouteRequest(given)
    for name in ("params", "query", "headers"):
        if not isinstance(request[name], dict):
            request[name] = Record()
    files = message.get("files")
    request["url"] = message.get("url") or message.get("path")
    # A body of bytes is sent once; bytes that are none are no body.
    request["body"] = message["body"] if "body" in message else (message.get("rawBody") or None)
    request["files"] = files if isinstance(files, list) else []
    request["file"] = request["files"][0] if request["files"] else None
    return request
