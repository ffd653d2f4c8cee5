//! Evaluators and task workers: what each is given, and what it answers.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::{ActionResult, EvaluatorCall, InitCall, Result, TaskCall, ValidateCall, Value, json};
use serde_json::json as wire;
use support::Host;

async fn has_text(call: ValidateCall) -> Result<bool> {
    Ok(call.message().text().is_some())
}

#[elizaos::evaluator(name = "SEES", validate = has_text)]
async fn sees(call: EvaluatorCall) -> Result<ActionResult> {
    call.emit(json!({"text": "seen"})).await?;
    let (state, options) = (call.state(), call.options());
    let data = json!({"state": state, "options": options, "responses": call.responses()});
    Ok(ActionResult::ok().data(data))
}

#[elizaos::evaluator(name = "BLIND")]
async fn blind(_: EvaluatorCall) -> Result<()> {
    Ok(())
}

#[elizaos::task_worker(name = "TIDY", validate = has_text)]
async fn tidy(call: TaskCall) -> Result<()> {
    let done = json!({"task": call.task(), "options": call.options()});
    call.runtime().set_cache("done", done).await?;
    Ok(())
}

#[elizaos::task_worker(name = "REST")]
async fn rest(_: TaskCall) -> Result<()> {
    Ok(())
}

#[elizaos::init]
async fn init(call: InitCall) -> Result<()> {
    drop(call.runtime().register_task_worker::<tidy>());
    drop(call.runtime().register_task_worker::<rest>());
    assert_eq!(call.config()["KEY"], Value::from("value"));
    Ok(())
}

elizaos::plugin! {
    manifest: r#"{"name": "test",
        "evaluators": [{"name": "SEES", "description": ""}, {"name": "BLIND", "description": ""}]}"#,
    init: init,
    evaluators: [sees, blind],
}

/// A guest whose init has ended.
fn open() -> Host {
    let mut host = Host::ready(plugin());
    host.init(1, wire!({"config": {"KEY": "value"}}));
    for (name, validates) in [("TIDY", true), ("REST", false)] {
        let asked = host.next();
        assert_eq!(
            (&asked["type"], &asked["parent"]),
            (&wire!("component.register"), &wire!(1))
        );
        let definition = wire!({"name": name, "validates": validates});
        assert_eq!(
            (&asked["kind"], &asked["definition"]),
            (&wire!("task"), &definition)
        );
    }
    assert!(host.is_idle());
    host.send(wire!({"type": "component.result", "re": 2}));
    assert!(host.is_idle(), "init waits for every registration");
    let answer = host.ask(wire!({"type": "component.result", "re": 1}));
    assert_eq!(answer, wire!({"type": "plugin.init.result", "re": 1}));
    host
}

#[test]
fn an_evaluator_validates_emits_and_answers() {
    let mut host = open();
    for (evaluator, memory, valid) in [
        ("SEES", wire!({"content": {"text": "x"}}), true),
        ("SEES", wire!({"content": {}}), false),
        ("BLIND", wire!({}), true),
    ] {
        let asked = wire!({"type": "evaluator.validate", "id": 2, "evaluator": evaluator, "memory": memory});
        assert_eq!(
            host.ask(asked),
            wire!({"type": "validate.result", "re": 2, "valid": valid})
        );
    }
    let inputs = wire!({
        "type": "evaluator.invoke", "id": 3, "evaluator": "SEES", "memory": {}, "state": {"text": "s"},
        "options": {"a": 1}, "responses": [{"id": "r"}]
    });
    let emitted = host.ask(inputs);
    assert_eq!(emitted["content"], wire!({"text": "seen"}));
    assert_eq!(
        (&emitted["type"], &emitted["parent"]),
        (&wire!("callback.emit"), &wire!(3))
    );
    let answer = host.ask(wire!({"type": "callback.result", "re": emitted["id"], "memories": []}));
    let data = wire!({"state": {"text": "s"}, "options": {"a": 1}, "responses": [{"id": "r"}]});
    assert_eq!(
        answer,
        wire!({"type": "evaluator.result", "re": 3, "result": {"success": true, "data": data}})
    );
    assert_eq!(
        host.ask(wire!({"type": "evaluator.invoke", "id": 4, "evaluator": "BLIND", "memory": {}})),
        wire!({"type": "evaluator.result", "re": 4, "result": null})
    );
}

#[test]
fn a_task_worker_validates_and_executes() {
    let mut host = open();
    for (worker, memory, valid) in [
        ("TIDY", wire!({"content": {"text": "x"}}), true),
        ("TIDY", wire!({}), false),
        ("REST", wire!({}), true),
    ] {
        let asked = wire!({"type": "task.validate", "id": 2, "worker": worker, "memory": memory, "state": {}});
        assert_eq!(host.ask(asked)["valid"], valid);
    }
    let (task, options) = (wire!({"name": "TIDY"}), wire!({"deep": true}));
    let asked = host.ask(
        wire!({"type": "task.execute", "id": 3, "worker": "TIDY", "task": task, "options": options}),
    );
    assert_eq!(
        asked["args"],
        wire!(["done", {"task": task, "options": options}])
    );
    let answer = host.ask(wire!({"type": "host.result", "re": asked["id"], "value": true}));
    assert_eq!(answer, wire!({"type": "task.result", "re": 3}));
}

#[test]
fn what_the_plugin_does_not_have_is_unknown_by_its_name() {
    let mut host = open();
    for (request, message) in [
        (
            wire!({"type": "evaluator.invoke", "evaluator": "X"}),
            "The plugin has no evaluator X",
        ),
        (
            wire!({"type": "evaluator.validate", "evaluator": "X"}),
            "The plugin has no evaluator X",
        ),
        (
            wire!({"type": "event.emit", "event": "X"}),
            "The plugin has no event X",
        ),
        (
            wire!({"type": "model.invoke", "model": "X"}),
            "The plugin has no model X",
        ),
        (
            wire!({"type": "task.execute", "worker": "X"}),
            "The plugin has no task X",
        ),
        (
            wire!({"type": "task.validate", "worker": "X"}),
            "The plugin has no task X",
        ),
        (
            wire!({"type": "service.start", "service": "X"}),
            "The plugin has no service X",
        ),
        (
            wire!({"type": "service.call", "instance": 7, "method": "m", "args": []}),
            "The plugin has no service of the instance 7",
        ),
        (
            wire!({"type": "service.stop", "instance": 7}),
            "The plugin has no service of the instance 7",
        ),
        (
            wire!({"type": "route.handle", "route": "/x", "method": "GET", "path": "/x"}),
            "The plugin has no route GET /x",
        ),
    ] {
        let mut request = request;
        request["id"] = wire!(9);
        let error = host.ask(request);
        assert_eq!(
            (&error["code"], &error["message"]),
            (&wire!("component_unknown"), &wire!(message))
        );
    }
}
