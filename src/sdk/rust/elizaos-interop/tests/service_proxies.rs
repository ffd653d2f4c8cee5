//! Services, as the plugin's other components find and call them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/counter.rs"]
mod counter;
mod support;

use counter::started;
use serde_json::json as wire;

#[test]
fn the_plugins_own_service_is_the_very_object_and_is_called_where_it_is() {
    let mut host = started();
    host.invoke(4, "DIRECT", wire!({}));
    let data = host.next()["result"]["data"].clone();
    assert_eq!(data, wire!({"total": 100, "types": ["counter", "peer"]}));
    host.invoke(
        5,
        "CALL",
        wire!({"service": "counter", "method": "add_up", "args": [5]}),
    );
    assert_eq!(
        host.next()["result"]["data"],
        wire!({"value": 105, "own": true, "type": "counter"})
    );
    host.invoke(
        6,
        "CALL",
        wire!({"service": "counter", "method": "subtract"}),
    );
    assert_eq!(host.next()["details"]["cause"]["code"], "component_unknown");
    // Its own, but it does not run, although the host says that it is starting.
    host.invoke(7, "CALL", wire!({"service": "plain"}));
    assert_eq!(host.next()["result"]["error"], "missing");
}

#[test]
fn another_service_is_called_by_way_of_the_host() {
    let mut host = started();
    host.invoke(
        5,
        "CALL",
        wire!({"service": "peer", "method": "get_history", "args": ["room", 2]}),
    );
    let asked = host.next();
    assert_eq!(
        asked,
        wire!({
            "type": "service.call", "id": asked["id"], "parent": 5, "service": "peer", "method": "getHistory",
            "args": ["room", 2]
        })
    );
    let answer = host.ask(wire!({"type": "service.result", "re": asked["id"], "value": [1]}));
    assert_eq!(
        answer["result"]["data"],
        wire!({"value": [1], "own": false, "type": "peer"})
    );
    host.invoke(6, "CALL", wire!({"service": "nobody"}));
    assert_eq!(host.next()["result"]["error"], "missing");
    host.send(wire!({"type": "plugin.update", "services": ["nobody"]}));
    host.invoke(7, "CALL", wire!({"service": "nobody", "method": "m"}));
    assert_eq!(host.next()["service"], "nobody");
}

#[test]
fn stop_of_a_proxy_is_refused_by_name() {
    let mut host = started();
    for service in ["counter", "peer"] {
        host.invoke(5, "CALL", wire!({"service": service, "method": "stop"}));
        let error = host.next();
        assert_eq!(error["details"]["cause"]["code"], "unsupported");
        let message = error["message"].as_str().unwrap();
        assert!(
            message.contains("Cannot call stop of the service"),
            "{message}"
        );
    }
}
