//! The service `eliza`: what was said in each room since the agent started. Messages that the agent receives and ELIZA's replies
//! add to it; the routes, and any other plugin, read it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use elizaos::{Error, EventCall, Memory, Result, Runtime, ServiceCall, Value, json};

use crate::given::problem;

/// Who says a line.
pub const PERSON: &str = "person";
pub const ELIZA: &str = "eliza";

#[derive(Clone)]
pub struct Line {
    pub who: &'static str,
    pub text: String,
}

/// When one more comes, the oldest is forgotten.
const LINES_PER_ROOM: usize = 200;

type Rooms = HashMap<String, VecDeque<Line>>;

#[derive(Default)]
pub struct ElizaService {
    rooms: Mutex<Rooms>,
}

#[elizaos::service(name = "eliza")]
impl ElizaService {
    /// Oldest first.
    async fn history(&self, call: ServiceCall) -> Result<Value> {
        let room = call.arg(0).as_str().unwrap_or_default();
        let lines = self.lines_of(room).into_iter();
        Ok(lines
            .map(|line| json!({"who": line.who, "text": line.text}))
            .collect())
    }

    /// Any plugin may call it, in whatever language: what it gives is looked at.
    async fn remember(&self, call: ServiceCall) -> Result<()> {
        let room = call.arg(0).as_str().unwrap_or_default();
        let mut known = [PERSON, ELIZA].into_iter();
        let who = known.find(|who| call.arg(1).as_str() == Some(who));
        let who = who.ok_or_else(|| refusal("who", call.arg(1), "must be person or eliza"))?;
        let text = call.arg(2).as_str();
        let text = text.ok_or_else(|| refusal("text", call.arg(2), "must be a string"))?;
        self.add(room, who, text);
        Ok(())
    }

    /// Forgets one room, or all. Answers how many lines that were.
    async fn reset(&self, call: ServiceCall) -> Result<usize> {
        let room = call.arg(0);
        let is_one = !room.is_null();
        Ok(self.forget(is_one.then(|| room.as_str().unwrap_or_default())))
    }
}

impl ElizaService {
    pub fn lines_of(&self, room: &str) -> Vec<Line> {
        self.rooms()
            .get(room)
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    }

    pub fn add(&self, room: &str, who: &'static str, text: &str) {
        let mut rooms = self.rooms();
        let lines = rooms.entry(room.to_owned()).or_default();
        let text = text.to_owned();
        lines.push_back(Line { who, text });
        if lines.len() > LINES_PER_ROOM {
            lines.pop_front();
        }
    }

    pub fn forget(&self, room: Option<&str>) -> usize {
        let mut rooms = self.rooms();
        let forgotten = rooms.extract_if(|other, _| room.is_none_or(|room| room == other));
        forgotten.map(|(_, lines)| lines.len()).sum()
    }

    fn rooms(&self) -> MutexGuard<'_, Rooms> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn refusal(path: &str, value: &Value, rule: &str) -> Error {
    Error::new(format!(
        "Cannot remember a line as {}",
        problem(path, Some(value), rule)
    ))
}

/// What was said in a room, oldest first; nothing while the service does not run.
pub fn history_of(runtime: &Runtime, room: &str) -> Vec<Line> {
    let service = runtime.get_service::<ElizaService>();
    service
        .map(|service| service.lines_of(room))
        .unwrap_or_default()
}

/// Only the person's lines: what the engine reads.
pub fn said_in(runtime: &Runtime, room: &str) -> Vec<String> {
    let lines = history_of(runtime, room).into_iter();
    lines
        .filter(|line| line.who == PERSON)
        .map(|line| line.text)
        .collect()
}

pub fn remember(runtime: &Runtime, room: &str, who: &'static str, text: &str) {
    if let Some(service) = runtime.get_service::<ElizaService>() {
        service.add(room, who, text);
    }
}

#[elizaos::event(name = "MESSAGE_RECEIVED")]
pub async fn message_received(call: EventCall) -> Result<()> {
    let message = Memory::from(call.payload()["message"].clone());
    let is_agent = message.entity_id() == Some(&*call.runtime().agent_id());
    if let (Some(room), Some(text), false) = (message.room_id(), message.text(), is_agent) {
        remember(call.runtime(), room, PERSON, text);
    }
    Ok(())
}
