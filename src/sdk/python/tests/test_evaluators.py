"""Evaluators and task workers, as a host asks for them."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import StartGuest
from guest_process import GuestProcess

SOURCE = """
    from elizaos_interop import Action, Evaluator, Plugin, TaskWorker

    async def evaluate(runtime, message, state, options, callback, responses):
        if message.content.text == "emit":
            memories = await callback({"text": "evaluated"})
            return {"success": True, "data": {"memories": memories}}
        if message.content.text == "fail":
            raise RuntimeError("no opinion")
        if message.content.text == "text":
            return "no result"
        return {"success": True, "text": message.content.text, "data": {"given": [state, options, responses]}}

    def validate(runtime, message, state):
        return message.content.text != "no"

    class Worker:
        name = "CALLABLE"
        async def __call__(self, runtime, params, task):
            ran.append(["callable", params, task])

    ran = []

    async def execute(runtime, options, task):
        if options.get("fail"):
            raise ValueError("out of time")
        ran.append([task.name, task.room_id, options.get("a"), type(task).__name__])

    def init(config, runtime):
        runtime.register_task_worker(TaskWorker("REPEAT", execute, validate))
        runtime.register_task_worker(Worker())

    async def shows(runtime):
        return {"success": True, "data": {"ran": ran}}

    plugin = Plugin(name="evaluating", init=init, actions=[Action("SHOW", "", shows)], evaluators=[
        Evaluator("MOOD", "Feels", evaluate, validate, similes=["FEEL"], examples=[{"prompt": "p"}], always_run=True),
        Evaluator("BARE", "", lambda runtime: True, takes=[]),
    ])
"""


@pytest.fixture
def guest(start_guest: StartGuest) -> GuestProcess:
    guest = start_guest(SOURCE)
    ready = guest.ready()
    assert ready["manifest"]["evaluators"] == [
        {
            "name": "MOOD", "description": "Feels", "similes": ["FEEL"], "examples": [{"prompt": "p"}],
            "alwaysRun": True,
        },
        {"name": "BARE", "description": "", "takes": []},
    ]  # fmt: skip
    guest.send({"type": "plugin.init", "id": 1, "protocol": 1})
    for definition in ({"name": "REPEAT", "validates": True}, {"name": "CALLABLE", "validates": False}):
        request = guest.receive()
        assert (request["type"], request["kind"], request["parent"]) == ("component.register", "task", 1)
        assert request["definition"] == definition
        guest.send({"type": "component.result", "re": request["id"]})
    assert guest.receive() == {"type": "plugin.init.result", "re": 1}
    return guest


def ask(guest: GuestProcess, kind: str, text: str = "hello", **fields: Any) -> Any:
    guest.send({"type": kind, "id": 9, "memory": {"content": {"text": text}}, **fields})
    return guest.receive()


@pytest.mark.parametrize(("text", "valid"), [("yes", True), ("no", False)])
@pytest.mark.parametrize("asked", [{"evaluator": "MOOD"}, {"worker": "REPEAT"}])
def test_validate_says_yes_and_no(guest: GuestProcess, asked: Any, text: str, valid: bool) -> None:
    kind = "evaluator.validate" if "evaluator" in asked else "task.validate"
    assert ask(guest, kind, text, **asked) == {"type": "validate.result", "re": 9, "valid": valid}


@pytest.mark.parametrize("asked", [{"evaluator": "BARE"}, {"worker": "CALLABLE"}])
def test_without_validate_it_is_valid(guest: GuestProcess, asked: Any) -> None:
    kind = "evaluator.validate" if "evaluator" in asked else "task.validate"
    assert ask(guest, kind, **asked)["valid"] is True


def test_an_evaluator_is_given_all_inputs(guest: GuestProcess) -> None:
    state, options, responses = {"text": "s"}, {"a": 1}, [{"id": "r"}]
    answer = ask(
        guest, "evaluator.invoke", evaluator="MOOD", state=state, options=options, responses=responses
    )
    result = {"success": True, "text": "hello", "data": {"given": [state, options, responses]}}
    assert answer == {"type": "evaluator.result", "re": 9, "result": result}


def test_an_evaluator_emits_to_its_callback(guest: GuestProcess) -> None:
    emit = ask(guest, "evaluator.invoke", "emit", evaluator="MOOD")
    assert (emit["type"], emit["parent"], emit["content"]) == ("callback.emit", 9, {"text": "evaluated"})
    guest.send({"type": "callback.result", "re": emit["id"], "memories": [{"id": "m"}]})
    assert guest.receive()["result"] == {"success": True, "data": {"memories": [{"id": "m"}]}}


def test_an_evaluator_may_answer_a_boolean(guest: GuestProcess) -> None:
    assert ask(guest, "evaluator.invoke", evaluator="BARE")["result"] == {"success": True}


def test_a_task_worker_executes(guest: GuestProcess) -> None:
    task = {"name": "REPEAT", "tags": []}
    assert ask(guest, "task.execute", worker="REPEAT", task=task, options={"a": 1}) == {
        "type": "task.result",
        "re": 9,
    }
    assert ask(guest, "task.execute", worker="CALLABLE", task=task)["type"] == "task.result"
    guest.invoke(10, "SHOW")
    assert guest.result(10)["data"] == {"ran": [["REPEAT", None, 1, "Task"], ["callable", {}, task]]}


@pytest.mark.parametrize(
    ("kind", "asked", "code", "message"),
    [
        ("evaluator.invoke", {"evaluator": "MOOD", "text": "fail"}, "handler_failed", "no opinion"),
        (
            "evaluator.invoke",
            {"evaluator": "MOOD", "text": "text"},
            "value_refused",
            "Cannot send what the evaluator MOOD returned as it must be a map or None: it is 'no result'",
        ),
        ("task.execute", {"worker": "REPEAT", "options": {"fail": True}}, "handler_failed", "out of time"),
        (
            "evaluator.invoke",
            {"evaluator": "MOD"},
            "component_unknown",
            "The plugin has no evaluator 'MOD'; it has: MOOD, BARE; did you mean MOOD?",
        ),
        (
            "evaluator.validate",
            {"evaluator": None},
            "component_unknown",
            "The plugin has no evaluator None; it has: MOOD, BARE",
        ),
        (
            "task.execute",
            {"worker": "NOBODY"},
            "component_unknown",
            "The plugin has no task 'NOBODY'; it has: REPEAT, CALLABLE",
        ),
    ],
)
def test_failures_are_told(guest: GuestProcess, kind: str, asked: Any, code: str, message: str) -> None:
    answer = ask(guest, kind, **asked)
    assert (answer["type"], answer["code"], answer["message"]) == ("error", code, message)
    if code == "handler_failed":
        assert "some_plugin.py" in answer["details"]["traceback"]
        assert "elizaos_interop/" not in answer["details"]["traceback"]
