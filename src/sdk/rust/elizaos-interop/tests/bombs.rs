//! Messages that are small for what they would have a reader make: a guest refuses them at a cost that keeps to their length.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use elizaos::{ActionCall, ActionResult, Result, Value};
use serde_json::json as wire;
use support::Host;

/// Counts what is allocated, and the most that ever was.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);
/// The counters are of the whole process: one test at a time.
static ONE: Mutex<()> = Mutex::new(());

// SAFETY: It only hands on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        // SAFETY: By this function's contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: By this function's contract.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[elizaos::action(name = "COUNT")]
async fn count(call: ActionCall) -> Result<ActionResult> {
    let numbers = call.options()["numbers"].as_array().unwrap_or_default();
    Ok(ActionResult::ok().data(elizaos::json!({"count": numbers.len()})))
}

/// Answers a list of so many numbers.
#[elizaos::action(name = "FILL")]
async fn fill(call: ActionCall) -> Result<ActionResult> {
    let count = call.options()["count"].as_i64().unwrap_or_default();
    let numbers: Vec<Value> = (0..count).map(|_| Value::from(0)).collect();
    Ok(ActionResult::ok().data(elizaos::json!({"numbers": numbers})))
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "COUNT"}, {"name": "FILL"}]}"#,
    actions: [count, fill],
}

const MIB: usize = 1024 * 1024;

/// A request of about 8 MB whose options hold the items in a list.
fn request(item: &str) -> Vec<u8> {
    let items = [item].repeat(8_000_000 / (item.len() + 1)).join(",");
    format!(
        r#"{{"type":"action.invoke","id":7,"action":"COUNT","options":{{"numbers":[{items}]}}}}"#
    )
    .into_bytes()
}

/// How much more than before was allocated at most while the message was read.
fn cost(host: &mut Host, message: &[u8]) -> usize {
    let before = NOW.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    host.send_bytes(message);
    MOST.load(Ordering::Relaxed) - before
}

#[test]
fn more_values_than_a_message_may_hold_are_refused_before_there_is_room_for_them() {
    let _one = ONE.lock();
    for item in ["0", "[[]]", r#"{"a":{}}"#, r#"{"\u0061":0}"#] {
        let mut host = Host::initialised(plugin(), wire!({}));
        let message = request(item);
        let cost = cost(&mut host, &message);
        assert!(cost < 400 * MIB, "{item} cost {} MiB", cost / MIB);
        let error = host.next();
        assert_eq!(
            (&error["re"], &error["code"]),
            (&wire!(7), &wire!("protocol_violation"))
        );
        let told = error["message"].as_str().unwrap();
        assert!(told.contains("at most 1000000 values"), "{told}");
    }
}

#[test]
fn long_keys_texts_numbers_and_bytes_cost_a_few_times_their_length() {
    let _one = ONE.lock();
    let (long, digits) = ("k".repeat(1_000_000), "9".repeat(1_000_000));
    for item in [
        format!(r#"{{"{long}":0}}"#),
        format!(r#""{}""#, r"\u00e9".repeat(160_000)),
        format!(r#"{{"{}":0}}"#, r"\ud83d\ude00".repeat(80_000)),
        format!("0.{digits}"),
        format!("0.{digits}e-5"),
        format!(r#"{{"$bytes":"{}"}}"#, "AAAA".repeat(250_000)),
        format!("1{}", " ".repeat(1_000_000)),
    ] {
        let mut host = Host::initialised(plugin(), wire!({}));
        let message = request(&item);
        let cost = cost(&mut host, &message);
        let shown = &item[..10];
        assert!(cost < 4 * message.len(), "{shown} cost {} MiB", cost / MIB);
        assert_eq!(host.next()["type"], "action.result", "{shown}");
    }
}

#[test]
fn a_million_values_pass_and_bytes_are_one() {
    let _one = ONE.lock();
    let mut host = Host::initialised(plugin(), wire!({}));
    // The message, its four fields and the list.
    let numbers = 1_000_000 - 6;
    for (more, passes) in [(0, true), (1, false)] {
        let items = [r#"{"$bytes":""}"#].repeat(numbers + more).join(",");
        let text = format!(
            r#"{{"type":"action.invoke","id":7,"action":"COUNT","options":{{"numbers":[{items}]}}}}"#
        );
        host.send_bytes(text.as_bytes());
        let answer = host.next();
        assert_eq!(answer["type"] == "action.result", passes, "{answer}");
    }
}

#[test]
fn an_answer_of_too_many_values_is_refused_by_the_guest_itself() {
    let _one = ONE.lock();
    let mut host = Host::initialised(plugin(), wire!({}));
    host.invoke(7, "FILL", wire!({"count": 1_000_000}));
    let error = host.next();
    assert_eq!(
        (&error["re"], &error["code"]),
        (&wire!(7), &wire!("value_refused"))
    );
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("at most 1000000 values")
    );
    host.invoke(8, "FILL", wire!({"count": 999_000}));
    assert_eq!(host.next()["type"], "action.result");
}
