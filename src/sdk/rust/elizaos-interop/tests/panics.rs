//! A handler that panics fails its own call and nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use elizaos::{
    Action, ActionCall, ActionResult, DefinesAction, Plugin, Result, ValidateCall, json,
};
use serde_json::json as wire;
use support::Host;

#[derive(Default)]
struct Count(AtomicU32);

async fn panicking(_: ValidateCall) -> bool {
    panic!("not valid")
}

#[elizaos::action(name = "COUNT", validate = panicking)]
async fn count(call: ActionCall) -> Result<ActionResult> {
    let count = call.local::<Count>().0.fetch_add(1, Ordering::Relaxed) + 1;
    Ok(ActionResult::ok().data(count))
}

#[elizaos::action(name = "LATER")]
async fn later(call: ActionCall) -> Result<ActionResult> {
    call.local::<Count>().0.fetch_add(10, Ordering::Relaxed);
    call.emit(json!({})).await?;
    let text: Option<&str> = call.options()["absent"].as_str();
    Ok(ActionResult::ok().text(text.unwrap()))
}

#[elizaos::action(name = "PAYLOAD")]
async fn payload(_: ActionCall) -> Result<ActionResult> {
    struct Evil;
    impl Drop for Evil {
        fn drop(&mut self) {
            panic!("while its payload is dropped")
        }
    }
    std::panic::panic_any(Evil)
}

#[derive(Debug)]
struct Unspeakable;

impl std::fmt::Display for Unspeakable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("caused by the unspeakable")
    }
}

impl std::error::Error for Unspeakable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        panic!("no words")
    }
}

#[elizaos::action(name = "ERROR")]
async fn error(_: ActionCall) -> Result<()> {
    Err(Unspeakable)?
}

struct PanicsWhenDropped;

impl Drop for PanicsWhenDropped {
    fn drop(&mut self) {
        panic!("dropped")
    }
}

#[elizaos::action(name = "HOLD")]
async fn hold(_: ActionCall) -> Result<()> {
    let _held = PanicsWhenDropped;
    elizaos::sleep(Duration::from_secs(1000)).await;
    Ok(())
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "COUNT"}, {"name": "LATER"}, {"name": "PAYLOAD"}, {"name": "HOLD"},
        {"name": "ERROR"}]}"#,
    actions: [count, later, payload, hold, error],
}

#[test]
fn a_panic_names_its_place_and_keeps_the_guests_state() {
    let mut host = Host::ready(plugin());
    host.invoke(1, "COUNT", wire!({}));
    assert_eq!(host.next()["result"]["data"], 1);
    host.invoke(2, "LATER", wire!({}));
    assert_eq!(host.next()["type"], "callback.emit");
    host.send(wire!({"type": "callback.result", "re": 1, "memories": []}));
    let error = host.next();
    assert_eq!(
        (&error["re"], &error["code"]),
        (&wire!(2), &wire!("handler_failed"))
    );
    let message = error["message"].as_str().unwrap();
    let place = format!(", panicked at {}:", file!());
    assert!(
        message.starts_with("called `Option::unwrap()` on a `None` value"),
        "{message}"
    );
    assert!(message.contains(&place), "{message}");
    host.invoke(3, "COUNT", wire!({}));
    assert_eq!(host.next()["result"]["data"], 12);
}

#[test]
fn a_panic_in_validate_ends_the_call() {
    let mut host = Host::ready(plugin());
    host.send(wire!({"type": "action.validate", "id": 1, "action": "COUNT"}));
    let error = host.next();
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .starts_with("not valid, panicked at ")
    );
}

#[test]
fn a_payload_that_panics_when_dropped_is_not_dropped() {
    let mut host = Host::ready(plugin());
    host.invoke(1, "PAYLOAD", wire!({}));
    assert_eq!(host.next()["code"], "handler_failed");
}

struct Eager;

impl DefinesAction for Eager {
    fn action() -> Action {
        Action {
            name: "EAGER",
            validate: None,
            invoke: |_| panic!("before there is a future"),
        }
    }
}

#[test]
fn a_panic_before_there_is_a_task_ends_the_call() {
    let plugin = Plugin::new(r#"{"name": "test", "actions": [{"name": "EAGER"}]}"#);
    let mut host = Host::ready(plugin.with_action::<Eager>());
    host.invoke(1, "EAGER", wire!({}));
    let error = host.next();
    assert_eq!(
        (&error["re"], &error["code"]),
        (&wire!(1), &wire!("handler_failed"))
    );
    let message = error["message"].as_str().unwrap();
    assert!(
        message.starts_with("before there is a future, panicked at "),
        "{message}"
    );
    assert!(message.contains(file!()), "{message}");
    host.invoke(2, "EAGER", wire!({}));
    assert_eq!(host.next()["re"], 2);
}

#[test]
fn an_error_that_panics_when_it_is_told_ends_its_call() {
    let mut host = Host::ready(plugin());
    host.invoke(1, "ERROR", wire!({}));
    let error = host.next();
    assert_eq!(
        (&error["re"], &error["code"]),
        (&wire!(1), &wire!("handler_failed"))
    );
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .starts_with("no words, panicked at ")
    );
}

#[test]
fn a_panic_while_a_cancelled_call_is_dropped_is_logged() {
    let mut host = Host::ready(plugin());
    host.invoke(1, "HOLD", wire!({}));
    host.send(wire!({"type": "cancel", "re": 1}));
    let line = host.next();
    assert_eq!(
        (&line["type"], &line["level"]),
        (&wire!("log"), &wire!("error"))
    );
    assert_eq!(host.next()["code"], "cancelled");
    host.invoke(2, "HOLD", wire!({}));
    drop(host);
}

#[test]
fn a_panic_outside_of_a_guest_reaches_the_hook_that_was_there() {
    use std::sync::Arc;
    // The hook of this SDK is in place now, and the next one chains to it as ours does to others.
    let _host = Host::ready(plugin());
    let seen = Arc::new(AtomicU32::new(0));
    let counting = Arc::clone(&seen);
    let previous = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if info.payload().downcast_ref::<&str>() == Some(&"of a thread") {
            counting.fetch_add(1, Ordering::Relaxed);
        } else {
            previous(info);
        }
    }));
    std::thread::spawn(|| panic!("of a thread"))
        .join()
        .unwrap_err();
    assert_eq!(seen.load(Ordering::Relaxed), 1);
}
