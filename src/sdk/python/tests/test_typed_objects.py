"""What the published plugins return: messages of the real protobuf, models of the real pydantic."""

from __future__ import annotations

from typing import Any

import pytest

from elizaos_interop.outgoing import to_wire

PROTO = """
name: "test.proto" package: "test" syntax: "proto3"
dependency: "google/protobuf/struct.proto" dependency: "google/protobuf/timestamp.proto"
enum_type { name: "Kind" value { name: "UNKNOWN" number: 0 } value { name: "MAIN" number: 1 } }
message_type {
  name: "Result"
  field { name: "success" number: 1 type: TYPE_BOOL label: LABEL_OPTIONAL }
  field { name: "text" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL proto3_optional: true oneof_index: 0 }
  field { name: "data" number: 3 type: TYPE_MESSAGE type_name: ".google.protobuf.Struct" label: LABEL_OPTIONAL }
  field { name: "in_reply_to" number: 4 type: TYPE_STRING label: LABEL_OPTIONAL }
  field { name: "created_at" number: 5 type: TYPE_INT64 label: LABEL_OPTIONAL }
  field { name: "actions" number: 6 type: TYPE_STRING label: LABEL_REPEATED }
  field { name: "inner" number: 7 type: TYPE_MESSAGE type_name: ".test.Result" label: LABEL_REPEATED }
  field { name: "kind" number: 8 type: TYPE_ENUM type_name: ".test.Kind" label: LABEL_OPTIONAL }
  field { name: "by_name" number: 9 type: TYPE_MESSAGE type_name: ".test.Result.ByNameEntry" label: LABEL_REPEATED }
  field { name: "at" number: 10 type: TYPE_MESSAGE type_name: ".google.protobuf.Timestamp" label: LABEL_OPTIONAL }
  field { name: "raw" number: 11 type: TYPE_BYTES label: LABEL_OPTIONAL proto3_optional: true oneof_index: 1 }
  nested_type {
    name: "ByNameEntry" options { map_entry: true }
    field { name: "key" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
    field { name: "value" number: 2 type: TYPE_MESSAGE type_name: ".test.Result" label: LABEL_OPTIONAL }
  }
  oneof_decl { name: "_text" } oneof_decl { name: "_raw" }
}
"""


@pytest.fixture(scope="module")
def result() -> Any:
    """The class `test.Result`."""
    pytest.importorskip("google.protobuf", reason="protobuf is not installed")
    from google.protobuf import (
        descriptor_pb2,
        descriptor_pool,
        message_factory,
        struct_pb2,
        text_format,
        timestamp_pb2,
    )

    pool = descriptor_pool.DescriptorPool()
    for module in (struct_pb2, timestamp_pb2):
        pool.AddSerializedFile(module.DESCRIPTOR.serialized_pb)
    file = text_format.Parse(PROTO, descriptor_pb2.FileDescriptorProto())
    pool.AddSerializedFile(file.SerializeToString())
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("test.Result"))


def test_a_protobuf_message_keeps_false_and_leaves_out_what_is_unset(result: Any) -> None:
    assert to_wire(result()) == {"success": False, "createdAt": 0, "kind": "UNKNOWN"}
    message = result(text="", created_at=1700000000000, in_reply_to="x", actions=["A"], kind=1, raw=b"\xff")
    assert to_wire([message]) == [
        {
            "success": False,
            "text": "",
            "inReplyTo": "x",
            "createdAt": 1700000000000,
            "actions": ["A"],
            "kind": "MAIN",
            "raw": b"\xff",
        }
    ]


def test_a_protobuf_struct_is_a_map_with_integers(result: Any) -> None:
    message = result()
    message.data.update({"n": 3, "x": 1.5, "none": None, "list": [1, {"a": True}], "text": "", "big": 1e300})
    message.at.FromJsonString("2024-02-29T12:30:15.5Z")
    sent = to_wire(message)
    assert sent["data"] == {
        "n": 3,
        "x": 1.5,
        "none": None,
        "list": [1, {"a": True}],
        "text": "",
        "big": 1e300,
    }
    assert type(sent["data"]["n"]) is type(sent["data"]["list"][0]) is int
    assert sent["at"] == "2024-02-29T12:30:15.500Z"
    assert to_wire({"alone": message.data})["alone"]["n"] == 3


def test_protobuf_messages_nest(result: Any) -> None:
    message = result(inner=[result(text="a")])
    message.by_name["x"].text = "b"
    sent = to_wire(message)
    assert sent["inner"][0]["text"] == "a"
    assert sent["byName"]["x"]["text"] == "b"


def test_a_pydantic_model_goes_by_its_aliases() -> None:
    pydantic = pytest.importorskip("pydantic", reason="pydantic is not installed")

    class Inner(pydantic.BaseModel):  # type: ignore[name-defined, misc]
        in_reply_to: str | None = pydantic.Field(default=None, alias="inReplyTo")
        data: dict[str, Any]

    class Outer(pydantic.BaseModel):  # type: ignore[name-defined, misc]
        inner: Inner
        unset: str | None = None

    inner = Inner(inReplyTo="x", data={"kept": None})
    assert to_wire(Outer(inner=inner)) == {"inner": {"inReplyTo": "x", "data": {"kept": None}}}
