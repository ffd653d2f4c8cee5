//! Timers, and tasks that never wait.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, Instant};

use elizaos::{ActionCall, ActionResult, Result, json};
use serde_json::json as wire;
use support::{Host, NO_WAKE};

#[elizaos::action(name = "SLEEP")]
async fn sleep(call: ActionCall) -> Result<ActionResult> {
    let ms = call.options()["ms"].as_i64().unwrap_or_default();
    elizaos::sleep(Duration::from_millis(ms.unsigned_abs())).await;
    Ok(ActionResult::ok().data(json!({"slept": ms})))
}

#[elizaos::action(name = "SPIN")]
async fn spin(_: ActionCall) -> Result<ActionResult> {
    let mut rounds = 0;
    poll_fn(|context| {
        rounds += 1;
        context.waker().wake_by_ref();
        if rounds > 1000 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    Ok(ActionResult::ok())
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "SLEEP"}, {"name": "SPIN"}]}"#,
    actions: [sleep, spin],
}

#[test]
fn sleep_asks_for_the_poll_of_the_earliest_timer() {
    let mut host = Host::ready(plugin());
    assert_eq!(host.wake_after_ms, NO_WAKE);
    host.invoke(1, "SLEEP", wire!({"ms": 60_000}));
    assert!((59_000..=60_000).contains(&host.wake_after_ms));
    host.invoke(2, "SLEEP", wire!({"ms": 20}));
    assert!((1..=20).contains(&host.wake_after_ms));
    let started = Instant::now();
    while host.is_idle() {
        std::thread::sleep(Duration::from_millis(host.wake_after_ms.into()));
        host.poll();
    }
    assert!(started.elapsed() < Duration::from_secs(50));
    assert_eq!(host.next()["re"], 2);
    assert!(host.wake_after_ms > 1000);
    host.send(wire!({"type": "cancel", "re": 1}));
    assert_eq!(host.next()["code"], "cancelled");
    assert_eq!(host.wake_after_ms, NO_WAKE);
}

#[test]
fn sleep_of_nothing_is_over_at_once_and_of_for_ever_never() {
    let mut host = Host::ready(plugin());
    host.invoke(1, "SLEEP", wire!({"ms": 0}));
    assert_eq!(host.next()["re"], 1);
    host.invoke(2, "SLEEP", wire!({"ms": 9_007_199_254_740_991_i64}));
    assert_eq!(host.wake_after_ms, NO_WAKE - 1);
}

#[test]
fn a_task_that_never_waits_lets_the_host_breathe() {
    let mut host = Host::ready(plugin());
    host.invoke(1, "SPIN", wire!({}));
    assert!(host.is_idle());
    assert_eq!(host.wake_after_ms, 0);
    let mut polls = 0;
    while host.is_idle() {
        assert_eq!(host.wake_after_ms, 0);
        host.poll();
        polls += 1;
    }
    assert!(polls < 100);
    assert_eq!(host.wake_after_ms, NO_WAKE);
}
