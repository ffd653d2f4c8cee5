//! The wait until a service of the same guest runs. The host does not see it, so circles of starts that wait for each other are
//! found here.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::{Running, State, Wait};
use crate::error::{Error, Result};
use crate::error_codes::DEADLOCK;
use crate::plugin::Service;
use crate::runtime::Runtime;
use crate::shared::lock;

pub(crate) struct OwnLoad {
    runtime: Runtime,
    service: Service,
    /// Its number among the waits, once it waits.
    wait: Option<u64>,
}

impl OwnLoad {
    pub(crate) fn new(runtime: Runtime, service: Service) -> Self {
        Self {
            runtime,
            service,
            wait: None,
        }
    }
}

impl Future for OwnLoad {
    type Output = Result<Running>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<Running>> {
        let service = self.service.name;
        let by = self.runtime.call_around();
        // Cloned outside of the lock, and dropped behind it: both may be code of the plugin's.
        let waker = context.waker().clone();
        let mut state = lock(&self.runtime.shared().services.0);
        if let Some(known) = state.known(service, by) {
            return Poll::Ready(known);
        }
        let number = self.wait.unwrap_or_else(|| state.next_wait());
        let _before = state.take_wait(number);
        state.waits.push(Wait {
            number,
            service,
            by,
            waker,
        });
        drop(state);
        self.wait = Some(number);
        Poll::Pending
    }
}

impl Drop for OwnLoad {
    fn drop(&mut self) {
        if let Some(number) = self.wait {
            let _wait = lock(&self.runtime.shared().services.0).take_wait(number);
        }
    }
}

impl State {
    /// The service, or why it will not run; none while it may.
    fn known(&self, service: &'static str, by: Option<u64>) -> Option<Result<Running>> {
        let mut running = self.running.iter();
        if let Some(running) = running.find(|running| running.service.name == service) {
            return Some(Ok(running.clone()));
        }
        let mut failed = self.failed.iter();
        if let Some((_, error)) = failed.find(|(failed, _)| *failed == service) {
            let message = format!(
                "Cannot use the service {service} as its start must have ended well: {}",
                error.message()
            );
            return Some(Err(Error::coded(error.code().to_owned(), message)));
        }
        let circle = self.circle(by?, service)?;
        let message = format!(
            "Cannot wait for the service {service} as its start must not wait for this one's: {}",
            circle.join(" → ")
        );
        Some(Err(Error::coded(DEADLOCK, message)))
    }

    fn next_wait(&mut self) -> u64 {
        self.last_wait += 1;
        self.last_wait
    }

    fn take_wait(&mut self, number: u64) -> Option<Wait> {
        let at = self.waits.iter().position(|wait| wait.number == number)?;
        Some(self.waits.remove(at))
    }

    /// The services that would wait for each other for ever if the start that is the call `by` waited for `service`.
    fn circle(&self, by: u64, service: &'static str) -> Option<Vec<&'static str>> {
        let first = self.starting.iter().find(|start| start.call == by)?.service;
        let mut chain = vec![first];
        self.leads_to(first, service, &mut chain).then_some(chain)
    }

    fn leads_to(&self, first: &str, next: &'static str, chain: &mut Vec<&'static str>) -> bool {
        chain.push(next);
        if next == first {
            return true;
        }
        let starts = self.starting.iter().filter(|start| start.service == next);
        let waits = starts.flat_map(|start| {
            let waits = self.waits.iter();
            waits.filter(|wait| wait.by == Some(start.call))
        });
        for wait in waits {
            // A circle without the first one was refused when it was about to close.
            let is_new = wait.service == first || !chain.contains(&wait.service);
            if is_new && self.leads_to(first, wait.service, chain) {
                return true;
            }
        }
        chain.pop();
        false
    }
}
