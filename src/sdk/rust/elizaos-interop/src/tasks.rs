//! The executor: one task for each request of the host, polled only while the host lets the guest run. What a handler
//! does before it first waits runs at once.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use crate::error::{Result, panicked};
use crate::plugin::Answer;
use crate::scope::{self, Panic};
use crate::seat::Seat;
use crate::shared::Shared;
use crate::value::{Map, Value};
use crate::wake::SlotWaker;

/// A handler under way. It may go on in another thread than it began in, one at a time.
pub type TaskFuture = Pin<Box<dyn Future<Output = Result<Answer>> + Send>>;

struct Task {
    /// The host's id of the request that it answers.
    request: u64,
    future: TaskFuture,
}

/// A place for one task after another; its waker and its seat are made once.
struct Slot {
    task: Option<Task>,
    wake: Arc<SlotWaker>,
    waker: Waker,
    seat: Arc<Seat>,
}

#[derive(Default)]
pub(crate) struct Tasks {
    slots: Vec<Slot>,
    free: Vec<usize>,
}

impl Tasks {
    /// Where the task of a request will be: what is made for it holds on to the seat. To be followed by `start`, unless
    /// there is nothing to start.
    pub(crate) fn seat(&mut self, shared: &Arc<Shared>, request: u64) -> Arc<Seat> {
        let at = *self.free.last().unwrap_or(&self.slots.len());
        if at == self.slots.len() {
            let wake = shared.hub.waker(at);
            self.slots.push(Slot {
                task: None,
                waker: wake.std(),
                wake,
                seat: Seat::new(Arc::clone(shared)),
            });
            self.free.push(at);
        }
        let seat = &self.slots[at].seat;
        seat.take(request);
        Arc::clone(seat)
    }

    /// There is nothing to start on the seat that was given last.
    pub(crate) fn vacate(&mut self) {
        if let Some(slot) = self.free.last().and_then(|at| self.slots.get(*at)) {
            slot.seat.leave();
        }
    }

    /// Starts the task of the request that has just got its seat, and polls it once.
    pub(crate) fn start(&mut self, shared: &Arc<Shared>, request: u64, future: TaskFuture) {
        let Some(at) = self.free.pop() else { return };
        if let Some(slot) = self.slots.get_mut(at) {
            slot.task = Some(Task { request, future });
            self.poll(shared, at);
        }
    }

    /// Polls the task in a slot, if there is one, and answers its request if that ends it.
    pub(crate) fn poll(&mut self, shared: &Arc<Shared>, at: usize) {
        let Some(slot) = self.slots.get_mut(at) else {
            return;
        };
        slot.wake.polled();
        let Some(task) = &mut slot.task else { return };
        let mut context = Context::from_waker(&slot.waker);
        let call = Some(task.request);
        let polled = scope::run(shared, call, || task.future.as_mut().poll(&mut context));
        if let Ok(Poll::Pending) = polled {
            return;
        }
        if let Some(task) = self.end(at) {
            answer(shared, task.request, polled);
            drop_task(shared, task);
        }
    }

    /// Drops the task of a request that the host has cancelled. False if there is none.
    pub(crate) fn cancel(&mut self, shared: &Arc<Shared>, request: u64) -> bool {
        let is_it = |slot: &Slot| matches!(&slot.task, Some(task) if task.request == request);
        let Some(at) = self.slots.iter().position(is_it) else {
            return false;
        };
        if let Some(task) = self.end(at) {
            drop_task(shared, task);
        }
        true
    }

    /// Whether the request is being worked on.
    pub(crate) fn contains(&self, request: u64) -> bool {
        let tasks = self.slots.iter().filter_map(|slot| slot.task.as_ref());
        tasks.into_iter().any(|task| task.request == request)
    }

    /// Drops every task.
    pub(crate) fn clear(&mut self, shared: &Arc<Shared>) {
        for slot in &mut self.slots {
            slot.seat.leave();
            if let Some(task) = slot.task.take() {
                drop_task(shared, task);
            }
        }
    }

    fn end(&mut self, at: usize) -> Option<Task> {
        let slot = self.slots.get_mut(at)?;
        slot.seat.leave();
        let task = slot.task.take();
        self.free.push(at);
        task
    }
}

fn answer(shared: &Arc<Shared>, request: u64, polled: Result<Poll<Result<Answer>>, Panic>) {
    match polled {
        Ok(Poll::Ready(Ok(answer))) => answer.send(shared, request),
        Ok(Poll::Ready(Err(error))) => {
            // What an error says of itself is the plugin's code too.
            let told = scope::run(shared, None, move || {
                error.to_handler_failed(&shared.plugin)
            });
            fail(shared, request, told);
        }
        Err(panic) => fail(shared, request, Err(panic)),
        Ok(Poll::Pending) => {}
    }
}

fn fail(shared: &Shared, request: u64, told: Result<Map, Panic>) {
    let told = told.unwrap_or_else(|Panic { text, place }| panicked(&text, &place, &shared.plugin));
    shared.channel.fail_with(request, &told);
}

/// Drops what a handler holds, which is the plugin's code too.
fn drop_task(shared: &Arc<Shared>, task: Task) {
    if let Err(Panic { text, place }) = scope::run(shared, None, || drop(task)) {
        let message = format!("A handler panicked while it was dropped: {text}, at {place}");
        shared.channel.log(None, "error", &message, &Value::Null);
    }
}
