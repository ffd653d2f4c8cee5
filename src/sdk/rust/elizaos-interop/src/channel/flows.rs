//! Responses of routes that are written in chunks: how far each one is, and how far its client.

use std::task::Waker;

/// Chunks that may be ahead of what has reached the client.
const MAX_AHEAD: u64 = 4;

/// The responses that have begun; few at a time.
#[derive(Default)]
pub(super) struct Flows(Vec<Flow>);

#[derive(Default)]
pub(super) struct Flow {
    /// The host's id of the call.
    call: u64,
    /// The number of the next chunk.
    pub(super) next: u64,
    /// How many have reached the client.
    reached: u64,
    /// Of the one who waits for room.
    waker: Option<Waker>,
}

impl Flows {
    /// To be said once of a call.
    pub(super) fn begin(&mut self, call: u64) {
        self.0.push(Flow {
            call,
            ..Flow::default()
        });
    }

    pub(super) fn get_mut(&mut self, call: u64) -> Option<&mut Flow> {
        self.0.iter_mut().find(|flow| flow.call == call)
    }

    /// The chunk `seq` has reached the client. Returns the waker of the one who waits for room.
    pub(super) fn reached(&mut self, call: u64, seq: u64) -> Option<Waker> {
        let flow = self.get_mut(call)?;
        flow.reached = flow.reached.max(seq.saturating_add(1)).min(flow.next);
        flow.waker.take()
    }

    /// The call is over. Returns the waker of the one who still wants to write, and whether the response had begun.
    pub(super) fn end(&mut self, call: u64) -> (bool, Option<Waker>) {
        match self.0.iter().position(|flow| flow.call == call) {
            Some(at) => (true, self.0.swap_remove(at).waker),
            None => (false, None),
        }
    }

    pub(super) fn end_all(&mut self) -> Vec<Waker> {
        let flows = std::mem::take(&mut self.0);
        flows.into_iter().filter_map(|flow| flow.waker).collect()
    }
}

impl Flow {
    /// Whether another chunk may be sent; else the waker is kept. Returns the one that is not, to be dropped elsewhere.
    pub(super) fn has_room(&mut self, waker: Waker) -> (bool, Option<Waker>) {
        if self.next - self.reached < MAX_AHEAD {
            return (true, Some(waker));
        }
        (false, self.waker.replace(waker))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_room_for_four_chunks_ahead_of_the_client() {
        let mut flows = Flows::default();
        flows.begin(7);
        for _ in 0..4 {
            let flow = flows.get_mut(7).unwrap();
            assert!(flow.has_room(Waker::noop().clone()).0);
            flow.next += 1;
        }
        assert!(!flows.get_mut(7).unwrap().has_room(Waker::noop().clone()).0);
        assert!(flows.reached(7, 0).is_some());
        assert!(flows.get_mut(7).unwrap().has_room(Waker::noop().clone()).0);
    }

    #[test]
    fn reached_believes_no_more_than_was_sent() {
        let mut flows = Flows::default();
        flows.begin(7);
        flows.get_mut(7).unwrap().next = 4;
        flows.reached(7, u64::MAX);
        assert!(flows.reached(7, 1).is_none());
        let flow = flows.get_mut(7).unwrap();
        flow.next += 4;
        assert!(!flow.has_room(Waker::noop().clone()).0);
    }
}
