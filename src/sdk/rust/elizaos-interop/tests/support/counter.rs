//! A plugin with two services, and actions that look for services.

#![allow(dead_code, clippy::unwrap_used)]

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use elizaos::{ActionCall, ActionResult, Error, Result, Runtime, ServiceCall, Value, json};
use serde_json::{Value as Wire, json as wire};

use crate::support::Host;

/// Counts, and keeps the runtime of its start.
pub struct Counter {
    runtime: Runtime,
    total: AtomicI64,
}

#[elizaos::service(name = "counter")]
impl Counter {
    async fn start(runtime: Runtime) -> Result<Self> {
        if runtime.get_setting("BROKEN").is_some() {
            return Err(Error::new("out of order"));
        }
        runtime.get_cache("total").await?;
        let total = AtomicI64::new(0);
        Ok(Self { runtime, total })
    }

    async fn add_up(&self, call: ServiceCall) -> Result<i64> {
        Ok(self.count(call.arg(0).as_i64().unwrap_or(1)))
    }

    async fn kept(&self, call: ServiceCall) -> Result<Option<Value>> {
        self.runtime.logger().info("inside of a call");
        let kept = self.runtime.get_cache("kept").await?;
        call.runtime().get_cache("given").await?;
        Ok(kept)
    }

    async fn too_much(&self, _: ServiceCall) -> Result<i64> {
        Ok(i64::MAX)
    }

    async fn _hidden(&self, _: ServiceCall) -> Result<()> {
        Ok(())
    }

    async fn stop(&self, runtime: Runtime) -> Result<()> {
        runtime.logger().info("stopped");
        match self.total.load(Ordering::Relaxed) {
            13 => Err(Error::new("cannot stop at 13")),
            _ => Ok(()),
        }
    }

    fn count(&self, n: i64) -> i64 {
        self.total.fetch_add(n, Ordering::Relaxed) + n
    }
}

#[derive(Default)]
struct Plain(Mutex<Vec<String>>);

#[elizaos::service(name = "plain")]
impl Plain {
    async fn note(&self, call: ServiceCall) -> Result<()> {
        let mut notes = self.0.lock().unwrap();
        notes.extend(call.into_args().iter().map(|arg| format!("{arg:?}")));
        Ok(())
    }
}

/// Finds a service, and calls its method.
#[elizaos::action(name = "CALL")]
async fn call(call: ActionCall) -> Result<ActionResult> {
    let options = call.options();
    let (name, method) = (&options["service"], &options["method"]);
    let Some(service) = call.runtime().service(name.as_str().unwrap_or_default()) else {
        return Ok(ActionResult::refused("missing"));
    };
    let args = options["args"].as_array().unwrap_or_default().to_owned();
    let value = service
        .call(method.as_str().unwrap_or_default(), args)
        .await?;
    let own = service.get::<Counter>().is_some();
    Ok(
        ActionResult::ok()
            .data(json!({"value": value, "own": own, "type": service.service_type()})),
    )
}

/// Adds to the very object, without a call.
#[elizaos::action(name = "DIRECT")]
async fn direct(call: ActionCall) -> Result<ActionResult> {
    let counter = call.runtime().get_service::<Counter>();
    let types: Vec<String> = call
        .runtime()
        .get_all_services()
        .iter()
        .map(|known| known.service_type().to_owned())
        .collect();
    let total = counter.map(|counter| counter.count(100));
    Ok(ActionResult::ok().data(json!({"total": total, "types": types})))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "config": {"BROKEN": null}, "actions": [{"name": "CALL"}, {"name": "DIRECT"}],
        "services": [{"name": "counter", "methods": ["addUp"]}, {"name": "plain"}]}"#,
    actions: [call, direct],
    services: [Counter, Plain],
}

/// A host whose guest runs a counter: instance 1.
pub fn started() -> Host {
    let services = wire!(["counter", "plain", "peer"]);
    let mut host = Host::initialised(
        plugin(),
        wire!({"services": services, "settings": {"BROKEN": null}}),
    );
    let asked = host.ask(wire!({"type": "service.start", "id": 2, "service": "counter"}));
    assert_eq!(
        (&asked["method"], &asked["parent"]),
        (&wire!("getCache"), &wire!(2))
    );
    let answer = host.ask(wire!({"type": "host.result", "re": asked["id"], "value": null}));
    assert_eq!(
        answer,
        wire!({"type": "service.result", "re": 2, "instance": 1})
    );
    host
}

pub fn method(instance: u64, method: &str, args: Wire) -> Wire {
    wire!({"type": "service.call", "id": 3, "instance": instance, "method": method, "args": args})
}
