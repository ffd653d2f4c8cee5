//! Members of the runtime by name, and what becomes of the host's answers.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use elizaos::runtime_members::REFUSED_MEMBERS;
use elizaos::{ActionCall, ActionResult, Result, json};
use serde_json::json as wire;
use support::Host;

#[elizaos::action(name = "CALL")]
async fn dynamic(call: ActionCall) -> Result<ActionResult> {
    let method = call.options()["method"].as_str().unwrap_or_default();
    let args = call.options()["args"].as_array().unwrap_or_default();
    let value = call.runtime().call(method, args.to_owned()).await?;
    Ok(ActionResult::ok().data(json!({"value": value})))
}

/// Resolves to what each kind of reader makes of the host's answer.
#[elizaos::action(name = "READ")]
async fn read(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    let data = match call.options()["as"].as_str().unwrap_or_default() {
        "flag" => json!(runtime.delete_cache("k").await?),
        "count" => json!(runtime.count_memories("r", None, None).await?),
        "ids" => json!(runtime.create_rooms(json!([])).await?),
        "list" => json!(runtime.get_tasks(json!({})).await?),
        "perhaps" => json!(runtime.get_task("t").await?),
        _ => json!(runtime.get_participant_user_state("r", "e").await?),
    };
    Ok(ActionResult::ok().data(json!({"read": data})))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "CALL"}, {"name": "READ"}]}"#,
    actions: [dynamic, read],
}

#[test]
fn call_refuses_what_cannot_cross_with_the_reason_and_asks_nobody() {
    let mut host = Host::ready(plugin());
    for (member, reason) in REFUSED_MEMBERS {
        host.invoke(5, "CALL", wire!({"method": member}));
        let error = host.next();
        assert_eq!(error["details"]["cause"]["code"], "unsupported");
        let message = format!(
            "The runtime's {member} cannot be reached from a plugin in another language or process: {reason}"
        );
        assert_eq!(error["message"], message);
        assert!(host.is_idle());
    }
    host.invoke(6, "CALL", wire!({"method": "nobody", "args": [1]}));
    assert_eq!(host.next()["method"], "nobody");
}

#[test]
fn call_answers_what_needs_no_asking() {
    let fields = wire!({"settings": {"KEY": 1}, "services": ["peer"]});
    let mut host = Host::initialised(plugin(), fields);
    for (method, args, value) in [
        ("getSetting", wire!(["KEY"]), wire!(1)),
        ("hasService", wire!(["peer"]), wire!(true)),
        ("hasService", wire!(["nobody"]), wire!(false)),
        ("getRegisteredServiceTypes", wire!([]), wire!(["peer"])),
        ("getConversationLength", wire!([]), wire!(32)),
        ("hasElizaOS", wire!([]), wire!(false)),
    ] {
        host.invoke(5, "CALL", wire!({"method": method, "args": args}));
        assert_eq!(host.next()["result"]["data"]["value"], value, "{method}");
    }
    host.invoke(6, "CALL", wire!({"method": "createRunId"}));
    let id = host.next()["result"]["data"]["value"].clone();
    assert_eq!(id.as_str().unwrap().len(), 36);
}

#[test]
fn what_the_host_answers_is_read_as_what_the_method_says() {
    let mut host = Host::ready(plugin());
    for (re, (way, answer, read)) in (1..).zip([
        ("flag", wire!(true), Some(wire!(true))),
        ("flag", wire!("yes"), None),
        ("count", wire!(3), Some(wire!(3))),
        ("count", wire!(-3), None),
        ("ids", wire!(["a"]), Some(wire!(["a"]))),
        ("ids", wire!([1]), None),
        ("list", wire!(null), Some(wire!([]))),
        ("list", wire!([{"a": 1}]), Some(wire!([{"a": 1}]))),
        ("list", wire!({}), None),
        ("perhaps", wire!(null), Some(wire!(null))),
        ("text", wire!("MUTED"), Some(wire!("MUTED"))),
        ("text", wire!(1), None),
    ]) {
        host.invoke(5, "READ", wire!({"as": way}));
        host.next();
        let told = host.ask(wire!({"type": "host.result", "re": re, "value": answer}));
        match read {
            Some(read) => assert_eq!(told["result"]["data"]["read"], read, "{way}"),
            None => assert_eq!(
                told["details"]["cause"]["code"], "protocol_violation",
                "{way}"
            ),
        }
    }
}
