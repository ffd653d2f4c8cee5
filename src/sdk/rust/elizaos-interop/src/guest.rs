//! A guest in memory: a plugin that takes messages and answers with messages. The exported functions are a thin shell
//! around it; a Rust host, or a test, uses it directly.

use std::sync::Arc;

use crate::codec::{self, Unreadable};
use crate::error::{Error, panicked};
use crate::error_codes::PROTOCOL_VIOLATION;
use crate::limits::MAX_FRAME_BYTES;
use crate::panic_hook;
use crate::plugin::{Manifest, Misfit, Plugin};
use crate::registry::Registry;
use crate::scope::{self, Panic};
use crate::serve::Served;
use crate::shared::Shared;
use crate::tasks::Tasks;
use crate::timers::NO_WAKE;
use crate::value::Value;

/// Ready for any number of turns of its event loop: a task that never waits lets the host breathe after so many polls.
const MAX_ROUNDS: usize = 64;

/// One guest. It runs only inside [`send`](Self::send); it may be moved from thread to thread between sends.
pub struct Guest {
    pub(crate) shared: Arc<Shared>,
    pub(crate) tasks: Tasks,
    pub(crate) served: Served,
    /// What is said when the guest is first polled.
    greeting: Option<Result<Value, Misfit>>,
    /// The request that is being looked at, until a task answers for it.
    pub(crate) received: Option<u64>,
    /// The last answer, which the host may be reading.
    answer: Vec<u8>,
    /// Slots that are being polled; kept for its memory.
    woken: Vec<usize>,
}

impl Guest {
    /// Opens a guest. `wake` is called when a thread of the plugin's wants the guest to be polled: at most once between
    /// two sends, on that thread, and never once the guest has been dropped. It must not wait for the guest.
    pub fn open(plugin: Plugin, wake: impl Fn() + Send + 'static) -> Self {
        panic_hook::install();
        let (name, registry, greeting, served) = match Manifest::of(&plugin) {
            Ok(Manifest { name, value }) => {
                let registry = Registry::new(plugin.components, &value);
                let init = plugin.init;
                (name, registry, Ok(value), Served::Plugin { init })
            }
            Err(misfit) => {
                let name = "a plugin that cannot be served".to_owned();
                let served = misfit.served();
                (name, Registry::default(), Err(misfit), served)
            }
        };
        Self {
            shared: Shared::new(name, registry, Box::new(wake)),
            tasks: Tasks::default(),
            served,
            greeting: Some(greeting),
            received: None,
            answer: Vec::new(),
            woken: Vec::new(),
        }
    }

    /// Hands over one message, or none to poll only, and runs the guest until everything in it waits. Returns what the
    /// header of ABI 1 calls an answer: `u32 byteLength, u32 wakeAfterMs`, then messages as `u32 length` and JSON.
    /// Whatever the message is, it neither panics nor fails.
    pub fn send(&mut self, message: &[u8]) -> &[u8] {
        self.shared.hub.begin_turn();
        let shared = Arc::clone(&self.shared);
        if let Err(Panic { text, place }) = scope::run(&shared, None, || self.turn(message)) {
            match self.received.take() {
                // What makes the task is code of the plugin's too.
                Some(request) => {
                    self.tasks.vacate();
                    let told = panicked(&text, &place, &shared.plugin);
                    shared.channel.fail_with(request, &told);
                }
                None => {
                    let defect =
                        format!("A defect of elizaos-interop: {text}, panicked at {place}");
                    shared.channel.log(None, "error", &defect, &Value::Null);
                }
            }
        }
        let wake_after_ms = self.end_turn();
        self.shared.channel.fetch(&mut self.answer, wake_after_ms);
        &self.answer
    }

    fn turn(&mut self, message: &[u8]) {
        if let Some(greeting) = self.greeting.take() {
            self.greet(greeting);
        }
        if !message.is_empty() {
            self.receive(message);
        }
        for _ in 0..MAX_ROUNDS {
            self.wake_sleepers();
            let mut woken = std::mem::take(&mut self.woken);
            let any = self.shared.hub.take_ready(&mut woken);
            for at in woken.drain(..) {
                self.tasks.poll(&self.shared, at);
            }
            self.woken = woken;
            if !any {
                return;
            }
        }
    }

    /// What the host is to do next: poll at once, at a time, or never.
    fn end_turn(&mut self) -> u32 {
        if self.shared.hub.end_turn() {
            return 0;
        }
        let timers = self.shared.timers();
        if timers.is_empty() {
            return NO_WAKE;
        }
        timers.wake_after_ms(self.shared.clock.micros())
    }

    fn wake_sleepers(&self) {
        let mut timers = self.shared.timers();
        if timers.is_empty() {
            return;
        }
        let due = timers.due(self.shared.clock.micros());
        drop(timers);
        due.into_iter().for_each(std::task::Waker::wake);
    }

    fn greet(&mut self, greeting: Result<Value, Misfit>) {
        let channel = &self.shared.channel;
        let misfit = match greeting {
            Err(misfit) => misfit,
            Ok(manifest) => {
                let sent = channel.send("ready", &mut |fields| {
                    fields.nested("protocol", &mut |range| {
                        range.integer("min", Served::PROTOCOL);
                        range.integer("max", Served::PROTOCOL);
                        Ok(())
                    })?;
                    fields.array("features", &[])?;
                    fields.integer("maxFrameBytes", MAX_FRAME_BYTES as u64);
                    fields.value("manifest", &manifest)?;
                    fields.nested("sdk", &mut |sdk| {
                        sdk.text("name", env!("CARGO_PKG_NAME"));
                        sdk.text("version", env!("CARGO_PKG_VERSION"));
                        Ok(())
                    })
                });
                match sent {
                    Ok(()) => return,
                    Err(refusal) => Misfit::unsendable(&Error::from(refusal)),
                }
            }
        };
        self.served = misfit.served();
        // Texts always pass.
        let _ = self.shared.channel.send("failed", &mut |fields| {
            fields.text("code", misfit.code);
            fields.text("message", &misfit.message);
            fields.text("path", &misfit.path);
            fields.text("value", &misfit.value);
            fields.text("remedy", misfit.remedy);
            Ok(())
        });
    }

    fn receive(&mut self, text: &[u8]) {
        match codec::read_message(text) {
            Ok(message) => self.dispatch(message),
            Err(Unreadable { id, re, reason }) => {
                let told = format!("Cannot read a message of the host: {reason}");
                let channel = &self.shared.channel;
                if let Some(id) = id {
                    channel.fail(id, PROTOCOL_VIOLATION, &told);
                } else if let Some(re) = re {
                    channel.settle_unreadable(re, Error::coded(PROTOCOL_VIOLATION, told));
                } else {
                    channel.log(None, "error", &told, &Value::Null);
                }
            }
        }
    }
}

/// Ends the guest: its calls are dropped, its threads are kept off the host's descriptor, its services and its locals are
/// freed.
impl Drop for Guest {
    fn drop(&mut self) {
        self.shared.hub.close();
        self.shared.channel.close();
        self.tasks.clear(&self.shared);
        let (services, locals) = (self.shared.services.take_all(), self.shared.take_locals());
        // A panic while the plugin's own values are dropped has nobody left to hear it.
        let _ = scope::run(&self.shared, None, || drop(services));
        let _ = scope::run(&self.shared, None, || drop(locals));
    }
}
