//! When a service is dropped, and what comes of it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use elizaos::{ActionCall, ActionResult, Error, Result, Runtime, ServiceCall, json};
use serde_json::{Value as Wire, json as wire};
use support::Host;

#[derive(Default)]
struct Dropped(AtomicU32);

/// Counts, when it is dropped, for those who still have the count.
struct Fragile {
    dropped: Arc<Dropped>,
    is_evil: bool,
}

impl Drop for Fragile {
    fn drop(&mut self) {
        self.dropped.0.fetch_add(1, Ordering::Relaxed);
        assert!(!self.is_evil, "service dropped");
    }
}

#[elizaos::service(name = "fragile")]
impl Fragile {
    async fn start(runtime: Runtime) -> Result<Self> {
        let is_evil = runtime.get_setting("EVIL").is_some();
        let dropped = runtime.local();
        Ok(Self { dropped, is_evil })
    }

    async fn ping(&self, _: ServiceCall) -> Result<&'static str> {
        elizaos::sleep(Duration::from_secs(1000)).await;
        Ok("pong")
    }

    async fn stop(&self, runtime: Runtime) -> Result<()> {
        let fails = runtime.get_setting("STOP_FAILS").is_some();
        if fails {
            Err(Error::new("cannot stop"))
        } else {
            Ok(())
        }
    }
}

/// Only one test starts it.
static QUIET_DROPPED: AtomicU32 = AtomicU32::new(0);

struct Quiet(Runtime);

impl Drop for Quiet {
    fn drop(&mut self) {
        self.0.logger().info("too late to be heard");
        QUIET_DROPPED.fetch_add(1, Ordering::Relaxed);
    }
}

/// Keeps the runtime, which holds on to the guest that holds on to the service.
#[elizaos::service(name = "quiet")]
impl Quiet {
    async fn start(runtime: Runtime) -> Result<Self> {
        Ok(Self(runtime))
    }
}

#[elizaos::action(name = "DROPPED")]
async fn dropped(call: ActionCall) -> Result<ActionResult> {
    let dropped = call.local::<Dropped>().0.load(Ordering::Relaxed);
    Ok(ActionResult::ok().data(json!({"dropped": dropped})))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "DROPPED"}], "services": [{"name": "fragile"}, {"name": "quiet"}]}"#,
    actions: [dropped],
    services: [Fragile, Quiet],
}

/// A host whose guest runs a fragile service: instance 1.
fn started(settings: Wire) -> Host {
    let mut host = Host::initialised(plugin(), wire!({"settings": settings}));
    host.ask(wire!({"type": "service.start", "id": 2, "service": "fragile"}));
    host
}

fn dropped_by(host: &mut Host) -> Wire {
    host.invoke(99, "DROPPED", wire!({}));
    host.next()["result"]["data"]["dropped"].clone()
}

#[test]
fn an_instance_that_is_stopped_is_dropped_even_if_its_stop_fails() {
    for (setting, kind) in [(wire!(null), "service.result"), (wire!(true), "error")] {
        let mut host = started(wire!({"EVIL": null, "STOP_FAILS": setting}));
        assert_eq!(dropped_by(&mut host), 0);
        let answer = host.ask(wire!({"type": "service.stop", "id": 3, "instance": 1}));
        assert_eq!(answer["type"], kind);
        assert_eq!(dropped_by(&mut host), 1);
    }
}

#[test]
fn an_instance_that_is_stopped_lives_until_its_last_call_has_ended() {
    let mut host = started(wire!({"EVIL": null, "STOP_FAILS": null}));
    host.send(
        wire!({"type": "service.call", "id": 3, "instance": 1, "method": "ping", "args": []}),
    );
    host.ask(wire!({"type": "service.stop", "id": 4, "instance": 1}));
    assert_eq!(dropped_by(&mut host), 0);
    host.ask(wire!({"type": "cancel", "re": 3}));
    assert_eq!(dropped_by(&mut host), 1);
}

#[test]
fn a_service_that_panics_when_it_is_dropped_fails_its_stop_only() {
    let mut host = started(wire!({"EVIL": true, "STOP_FAILS": null}));
    let error = host.ask(wire!({"type": "service.stop", "id": 3, "instance": 1}));
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .starts_with("service dropped, panicked at ")
    );
    assert_eq!(dropped_by(&mut host), 1);
    host.ask(wire!({"type": "service.start", "id": 4, "service": "fragile"}));
    drop(host);
}

#[test]
fn a_guest_that_ends_drops_its_services() {
    let mut host = Host::initialised(plugin(), wire!({}));
    for id in [2, 3] {
        host.ask(wire!({"type": "service.start", "id": id, "service": "quiet"}));
    }
    assert_eq!(QUIET_DROPPED.load(Ordering::Relaxed), 0);
    drop(host);
    assert_eq!(QUIET_DROPPED.load(Ordering::Relaxed), 2);
}
