//! A plugin's own threads: they ask for polls, make requests, log, and may be late.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake};
use std::thread::{self, JoinHandle, Thread};

use elizaos::{ActionCall, ActionResult, Result, Runtime};
use serde_json::{Value, json as wire};
use support::Host;

/// How a test tells the plugin's thread to go on, and joins it.
#[derive(Default)]
struct Worker(Mutex<Option<(Sender<()>, JoinHandle<()>)>>);

static WORKERS: Mutex<Vec<(String, Arc<Worker>)>> = Mutex::new(Vec::new());

/// The worker of the guest whose agent has that name: tests run side by side.
fn worker(agent: &str) -> Arc<Worker> {
    let mut workers = WORKERS.lock().unwrap();
    if let Some((_, worker)) = workers.iter().find(|(name, _)| name == agent) {
        return Arc::clone(worker);
    }
    let worker = Arc::new(Worker::default());
    workers.push((agent.to_owned(), Arc::clone(&worker)));
    worker
}

fn start(runtime: &Runtime, work: impl FnOnce(Receiver<()>) + Send + 'static) {
    let (go, wait) = channel();
    let handle = thread::spawn(move || work(wait));
    *worker(&runtime.agent_id()).0.lock().unwrap() = Some((go, handle));
}

fn go_on_and_join(agent: &str) {
    let (go, handle) = worker(agent).0.lock().unwrap().take().unwrap();
    go.send(()).unwrap();
    handle.join().unwrap();
}

#[derive(Default)]
struct Done(Mutex<bool>);

/// Waits for a thread that only wakes.
#[elizaos::action(name = "WOKEN")]
async fn woken(call: ActionCall) -> Result<ActionResult> {
    let done = call.local::<Done>();
    let mut started = false;
    poll_fn(|context| {
        if *done.0.lock().unwrap() {
            return Poll::Ready(());
        }
        if !started {
            started = true;
            let (done, waker) = (Arc::clone(&done), context.waker().clone());
            start(call.runtime(), move |wait| {
                wait.recv().unwrap();
                *done.0.lock().unwrap() = true;
                waker.wake();
            });
        }
        Poll::Pending
    })
    .await;
    Ok(ActionResult::ok().text("woken"))
}

/// Leaves a thread behind that logs and asks the host after the action is over.
#[elizaos::action(name = "BEHIND")]
async fn behind(call: ActionCall) -> Result<()> {
    let runtime = call.runtime().clone();
    start(call.runtime(), move |wait| {
        wait.recv().unwrap();
        runtime.logger().info("from a thread");
        let answer = block_on(runtime.get_memory_by_id("m"));
        let code = answer.map_or_else(|error| error.code().to_owned(), |_| "ok".to_owned());
        runtime.logger().info(code);
    });
    Ok(())
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "WOKEN"}, {"name": "BEHIND"}]}"#,
    actions: [woken, behind],
}

fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Arc::new(Unpark(thread::current())).into();
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        thread::park();
    }
}

/// A guest of an agent, and what it asks for: a poll each.
fn open(agent: &str) -> (Host, Receiver<()>) {
    let (ask, asked) = channel();
    let mut host = Host::open_with(plugin(), move || ask.send(()).unwrap());
    assert_eq!(host.next()["type"], "ready");
    host.send(wire!({"type": "plugin.init", "id": 1, "protocol": 1, "agent": {"id": agent, "character": {}}}));
    assert_eq!(host.next()["type"], "plugin.init.result");
    (host, asked)
}

/// The guest's next message, fetched when its thread asks for that.
fn next_of_thread(host: &mut Host, asked: &Receiver<()>) -> Value {
    while host.is_idle() {
        asked.recv().unwrap();
        host.poll();
    }
    host.next()
}

#[test]
fn a_thread_that_wakes_a_task_asks_once_and_the_poll_goes_on() {
    let (mut host, asked) = open("woken");
    host.invoke(2, "WOKEN", wire!({}));
    assert!(host.is_idle());
    assert_eq!(asked.try_iter().count(), 0);
    go_on_and_join("woken");
    assert_eq!(asked.try_iter().count(), 1);
    host.poll();
    assert_eq!(host.next()["result"]["text"], "woken");
}

#[test]
fn a_thread_may_log_and_ask_the_host() {
    let (mut host, asked) = open("asks");
    host.invoke(2, "BEHIND", wire!({}));
    assert_eq!(host.next()["type"], "action.result");
    let (go, handle) = worker("asks").0.lock().unwrap().take().unwrap();
    go.send(()).unwrap();
    // The call has ended, so nothing of the thread is part of it.
    let line = next_of_thread(&mut host, &asked);
    assert_eq!(
        (&line["message"], &line["re"]),
        (&wire!("from a thread"), &wire!(null))
    );
    let call = next_of_thread(&mut host, &asked);
    assert_eq!(
        (&call["type"], &call["parent"]),
        (&wire!("host.call"), &wire!(null))
    );
    host.send(wire!({"type": "host.result", "re": call["id"], "value": null}));
    handle.join().unwrap();
    host.poll();
    assert_eq!(host.next()["message"], "ok");
}

#[test]
fn a_late_thread_asks_for_nothing_and_is_told_that_the_guest_is_closed() {
    let (mut host, asked) = open("late");
    host.invoke(2, "WOKEN", wire!({}));
    drop(host);
    go_on_and_join("late");
    assert_eq!(asked.try_iter().count(), 0);

    let (mut host, asked) = open("later");
    host.invoke(2, "BEHIND", wire!({}));
    drop(host);
    // Its request fails at once, or this test would never end.
    go_on_and_join("later");
    assert_eq!(asked.try_iter().count(), 0);
}

#[test]
fn a_guest_may_go_on_in_another_thread() {
    let (mut host, _asked) = open("moved");
    host.invoke(2, "WOKEN", wire!({}));
    go_on_and_join("moved");
    let mut host = thread::spawn(move || {
        host.poll();
        host
    })
    .join()
    .unwrap();
    assert_eq!(host.next()["result"]["text"], "woken");
}
