//! Components that a plugin registers while it runs.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/registering.rs"]
mod registering;
mod support;

use registering::initialising;
use serde_json::json as wire;

#[test]
fn a_second_component_of_one_name_is_refused_at_the_caller() {
    let mut host = initialising(wire!({"kinds": "action"}));
    host.next();
    host.send(wire!({"type": "component.result", "re": 1}));
    host.next();
    for (how, name) in [("twice", "LATE"), ("declared", "HERE")] {
        host.invoke(2, "HERE", wire!({"how": how}));
        let error = host.next();
        assert_eq!(error["details"]["cause"]["code"], "value_refused");
        let message = format!(
            "Cannot register the action {name} as its name must be the only one of its kind: the plugin has it already"
        );
        assert_eq!(error["message"], message);
        assert!(host.is_idle());
    }
    // The one that was there stays.
    host.invoke(3, "LATE", wire!({}));
    assert_eq!(host.next()["result"]["text"], "late");
}

#[test]
fn a_definition_that_cannot_be_sent_registers_nothing() {
    let mut host = initialising(wire!({}));
    host.next();
    for how in ["list", "unsendable"] {
        host.invoke(2, "HERE", wire!({"how": how}));
        assert_eq!(host.next()["details"]["cause"]["code"], "value_refused");
        let asked = wire!({"type": "provider.get", "id": 3, "provider": "LATER"});
        assert_eq!(host.ask(asked)["code"], "component_unknown");
    }
}

#[test]
fn a_registration_after_init_is_part_of_its_call_and_tells_the_own_name() {
    let mut host = initialising(wire!({}));
    host.next();
    host.invoke(2, "HERE", wire!({}));
    let asked = host.next();
    let definition = wire!({"dynamic": true, "name": "LATER"});
    assert_eq!(
        (&asked["parent"], &asked["definition"]),
        (&wire!(2), &definition)
    );
    let answer = host.ask(wire!({"type": "component.result", "re": asked["id"]}));
    assert_eq!(answer["type"], "action.result");
}

#[test]
fn a_refusal_that_nobody_awaits_is_logged() {
    let mut host = initialising(wire!({}));
    host.next();
    host.invoke(2, "HERE", wire!({"how": "unheard"}));
    let asked = host.next();
    assert_eq!(host.next()["type"], "action.result");
    let refusal =
        wire!({"type": "error", "re": asked["id"], "code": "permission_denied", "message": "no"});
    assert_eq!(
        host.ask(refusal)["message"],
        "Cannot register the provider LATER: no"
    );
}
