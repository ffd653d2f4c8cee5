//! Services, as the host starts, calls and stops them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/counter.rs"]
mod counter;
mod support;

use counter::{method, plugin, started};
use serde_json::json as wire;
use support::Host;

#[test]
fn an_instance_is_called_by_its_number_and_stopped() {
    let mut host = started();
    for (n, total) in [(2, 2), (3, 5)] {
        let answer = host.ask(method(1, "addUp", wire!([n])));
        assert_eq!(
            answer,
            wire!({"type": "service.result", "re": 3, "value": total})
        );
    }
    host.send(wire!({"type": "service.stop", "id": 4, "instance": 1}));
    assert_eq!(host.next()["message"], "stopped");
    assert_eq!(host.next(), wire!({"type": "service.result", "re": 4}));
    assert_eq!(
        host.ask(method(1, "addUp", wire!([])))["code"],
        "component_unknown"
    );
    assert_eq!(
        host.ask(wire!({"type": "service.stop", "id": 5, "instance": 1}))["code"],
        "component_unknown"
    );
}

#[test]
fn a_second_start_makes_a_second_instance() {
    let mut host = started();
    host.send(wire!({"type": "service.start", "id": 9, "service": "counter"}));
    let asked = host.next();
    let answer = host.ask(wire!({"type": "host.result", "re": asked["id"], "value": null}));
    assert_eq!(answer["instance"], 2);
    assert_eq!(host.ask(method(1, "addUp", wire!([7])))["value"], 7);
    assert_eq!(host.ask(method(2, "addUp", wire!([1])))["value"], 1);
}

#[test]
fn start_tells_the_methods_that_the_manifest_leaves_to_the_crate() {
    let mut host = started();
    let answer = host.ask(wire!({"type": "service.start", "id": 9, "service": "plain"}));
    assert_eq!(
        answer,
        wire!({"type": "service.result", "re": 9, "instance": 2, "methods": ["note"]})
    );
    assert_eq!(
        host.ask(method(2, "note", wire!([1, "a"])))["value"],
        wire!(null)
    );
}

#[test]
fn a_method_that_does_not_exist_is_unknown_and_one_that_fails_fails_its_call() {
    let mut host = started();
    for name in ["subtract", "_hidden", "count", "start", "stop", "add_up"] {
        let error = host.ask(method(1, name, wire!([])));
        assert_eq!(error["code"], "component_unknown", "{name}");
        let known = format!(
            "The service counter has no method {name}: its methods are addUp, kept, tooMuch"
        );
        assert_eq!(error["message"], known);
    }
    assert_eq!(
        host.ask(method(1, "tooMuch", wire!([])))["code"],
        "value_refused"
    );
    host.ask(method(1, "addUp", wire!([13])));
    host.send(wire!({"type": "service.stop", "id": 4, "instance": 1}));
    assert_eq!(host.next()["message"], "stopped");
    assert_eq!(host.next()["message"], "cannot stop at 13");
}

#[test]
fn a_runtime_that_is_kept_asks_inside_the_call_that_runs() {
    let mut host = started();
    host.send(method(1, "kept", wire!([])));
    let line = host.next();
    assert_eq!((&line["type"], &line["re"]), (&wire!("log"), &wire!(3)));
    let asked = host.next();
    assert_eq!(
        (&asked["args"], &asked["parent"]),
        (&wire!(["kept"]), &wire!(3))
    );
    let asked = host.ask(wire!({"type": "host.result", "re": asked["id"], "value": 1}));
    assert_eq!(
        (&asked["args"], &asked["parent"]),
        (&wire!(["given"]), &wire!(3))
    );
    host.send(wire!({"type": "cancel", "re": 3}));
    assert_eq!(host.next(), wire!({"type": "cancel", "re": asked["id"]}));
    assert_eq!(host.next()["code"], "cancelled");
}

#[test]
fn a_start_that_fails_makes_no_instance() {
    let mut host = Host::initialised(plugin(), wire!({"settings": {"BROKEN": true}}));
    let error = host.ask(wire!({"type": "service.start", "id": 2, "service": "counter"}));
    assert_eq!(error["message"], "out of order");
    host.invoke(3, "DIRECT", wire!({}));
    assert_eq!(host.next()["result"]["data"]["total"], wire!(null));
    assert_eq!(
        host.ask(method(1, "addUp", wire!([])))["code"],
        "component_unknown"
    );
}
