//! What init registers, and what it waits for.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/registering.rs"]
mod registering;
mod support;

use registering::initialising;
use serde_json::json as wire;

#[test]
fn each_kind_is_told_with_its_definition() {
    let kinds = "action provider evaluator service model event task";
    let mut host = initialising(wire!({"kinds": kinds}));
    for (id, (kind, definition)) in (1..).zip([
        ("action", wire!({"description": "d", "name": "LATE"})),
        ("provider", wire!({"name": "LATER"})),
        (
            "evaluator",
            wire!({"description": "d", "alwaysRun": true, "name": "LATE"}),
        ),
        ("service", wire!({"methods": ["ping"], "name": "late"})),
        ("model", wire!({"priority": 7, "type": "LATE"})),
        ("event", wire!({"name": "LATE"})),
        ("task", wire!({"validates": true, "name": "LATE"})),
    ]) {
        assert_eq!(
            host.next(),
            wire!({"type": "component.register", "id": id, "parent": 1, "kind": kind, "definition": definition})
        );
    }
    assert!(host.is_idle());
    for re in (2..=7).rev() {
        host.send(wire!({"type": "component.result", "re": re}));
        assert!(host.is_idle());
    }
    assert_eq!(
        host.ask(wire!({"type": "component.result", "re": 1}))["type"],
        "plugin.init.result"
    );
}

#[test]
fn a_registered_component_answers_before_the_host_has_taken_it() {
    let mut host = initialising(wire!({"kinds": "action"}));
    host.next();
    host.invoke(2, "LATE", wire!({}));
    assert_eq!(host.next()["result"]["text"], "late");
}

#[test]
fn init_fails_by_what_the_host_refuses_whether_it_awaits_it_or_not() {
    for config in [
        wire!({"kinds": "action event"}),
        wire!({"kinds": "action", "await": "yes"}),
    ] {
        let mut host = initialising(config.clone());
        let is_awaited = config["await"].is_string();
        host.next();
        if !is_awaited {
            host.next();
        }
        let refusal = wire!({"type": "error", "re": 1, "code": "permission_denied", "message": "register:actions"});
        host.send(refusal);
        if !is_awaited {
            let line = host.next();
            assert_eq!(
                (&line["type"], &line["level"]),
                (&wire!("log"), &wire!("warn"))
            );
            assert_eq!(
                line["message"],
                "Cannot register the action LATE: register:actions"
            );
        }
        let error = host.next();
        assert_eq!(
            (&error["re"], &error["message"]),
            (&wire!(1), &wire!("register:actions"))
        );
        assert_eq!(error["details"]["cause"]["code"], "permission_denied");
        // What was refused is gone.
        host.invoke(2, "LATE", wire!({}));
        assert_eq!(host.next()["code"], "component_unknown");
    }
}

#[test]
fn init_waits_for_registrations_that_it_has_awaited_too() {
    let mut host = initialising(wire!({"kinds": "action provider", "await": "yes"}));
    host.next();
    let second = host.ask(wire!({"type": "component.result", "re": 1}));
    assert_eq!(second["kind"], "provider");
    assert_eq!(
        host.ask(wire!({"type": "component.result", "re": 2}))["type"],
        "plugin.init.result"
    );
}

#[test]
fn cancel_of_init_takes_its_registrations_back() {
    let mut host = initialising(wire!({"kinds": "action", "await": "yes"}));
    host.next();
    host.send(wire!({"type": "cancel", "re": 1}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": 1}));
    assert_eq!(host.next()["code"], "cancelled");
    assert!(host.is_idle());
}
