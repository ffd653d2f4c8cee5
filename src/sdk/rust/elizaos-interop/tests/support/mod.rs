//! The host's end of a guest in memory.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::collections::VecDeque;

use elizaos::{Guest, Plugin};
use serde_json::{Value, json};

pub const NO_WAKE: u32 = u32::MAX;

/// A guest, and the messages that came of it and have not been looked at.
pub struct Host {
    pub guest: Guest,
    inbox: VecDeque<Value>,
    /// Of the last answer.
    pub wake_after_ms: u32,
}

impl Host {
    /// Opens a guest and polls it for the first time.
    pub fn open(plugin: Plugin) -> Self {
        Self::open_with(plugin, || {})
    }

    pub fn open_with(plugin: Plugin, wake: impl Fn() + Send + 'static) -> Self {
        let mut host = Self {
            guest: Guest::open(plugin, wake),
            inbox: VecDeque::new(),
            wake_after_ms: NO_WAKE,
        };
        host.poll();
        host
    }

    /// Opens a guest whose plugin is sound, past `ready`.
    pub fn ready(plugin: Plugin) -> Self {
        let mut host = Self::open(plugin);
        assert_eq!(host.next()["type"], "ready");
        host
    }

    /// Opens a guest past `plugin.init` with those fields besides its usual ones.
    pub fn initialised(plugin: Plugin, fields: Value) -> Self {
        let mut host = Self::ready(plugin);
        host.init(1_000_000, fields);
        assert_eq!(
            host.next(),
            json!({"type": "plugin.init.result", "re": 1_000_000})
        );
        host
    }

    /// Sends `plugin.init`.
    pub fn init(&mut self, id: u64, fields: Value) {
        let agent = json!({"id": "agent", "character": {"name": "Test"}});
        let mut message = json!({"type": "plugin.init", "id": id, "protocol": 1, "agent": agent});
        let fields = fields.as_object().unwrap().clone();
        message.as_object_mut().unwrap().extend(fields);
        self.send(message);
    }

    /// Sends a message and returns the only one that comes of it.
    pub fn ask(&mut self, message: Value) -> Value {
        assert!(self.is_idle(), "unread: {}", self.next());
        self.send(message);
        let answer = self.next();
        assert!(self.is_idle(), "more than {answer}: {}", self.next());
        answer
    }

    pub fn poll(&mut self) {
        self.send_bytes(b"");
    }

    pub fn send(&mut self, message: Value) {
        self.send_bytes(&serde_json::to_vec(&message).unwrap());
    }

    pub fn send_bytes(&mut self, message: &[u8]) {
        let answer = self.guest.send(message);
        let word = |at: usize| u32::from_le_bytes(answer[at..at + 4].try_into().unwrap());
        self.wake_after_ms = word(4);
        let end = 8 + word(0) as usize;
        assert_eq!(end, answer.len());
        let mut at = 8;
        while at < end {
            let next = at + 4 + word(at) as usize;
            let message = serde_json::from_slice(&answer[at + 4..next]).unwrap();
            self.inbox.push_back(message);
            at = next;
        }
    }

    /// The guest's next message.
    pub fn next(&mut self) -> Value {
        self.inbox
            .pop_front()
            .expect("another message of the guest")
    }

    pub fn is_idle(&self) -> bool {
        self.inbox.is_empty()
    }

    /// Invokes an action and leaves what comes of it in the inbox.
    pub fn invoke(&mut self, id: u64, action: &str, options: Value) {
        let memory = json!({"id": "m", "content": {"text": "Hello"}});
        self.send(json!({"type": "action.invoke", "id": id, "action": action, "memory": memory, "options": options}));
    }
}
