//! What others than the agent said in a room before a message.

use std::cmp::Ordering;
use std::collections::HashSet;

use elizaos::{Map, Memory, Result, Runtime, Value};

/// Earlier messages of a table that are asked for; older ones are forgotten.
const MEMORIES_PER_TABLE: i64 = 200;

/// The users' lines before the message, oldest first. elizaOS keeps messages in `messages` or, after its own handling, in
/// `memories`: both are asked at once.
pub async fn lines_before(runtime: &Runtime, message: &Memory) -> Result<Vec<String>> {
    let (messages, memories) = elizaos::join(
        runtime.get_memories(query("messages", message)),
        runtime.get_memories(query("memories", message)),
    )
    .await;
    let all = messages?.into_iter().chain(memories?).collect();
    Ok(lines(all, message, &runtime.agent_id()))
}

fn query(table: &str, message: &Memory) -> Value {
    let mut query = Map::from_iter([("tableName", table)]);
    query.insert("count", MEMORIES_PER_TABLE);
    if let Some(room) = message.room_id() {
        query.insert("roomId", room);
    }
    query.into()
}

fn lines(all: Vec<Memory>, message: &Memory, agent_id: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut said: Vec<Memory> = all
        .into_iter()
        .filter(|memory| {
            let first = memory.id().is_none_or(|id| seen.insert(id.to_owned()));
            first && is_earlier(memory, message) && memory.entity_id() != Some(agent_id)
        })
        .collect();
    said.sort_by(by_age);
    let texts = said.iter().filter_map(|memory| memory.text());
    texts.map(str::to_owned).collect()
}

fn is_earlier(memory: &Memory, message: &Memory) -> bool {
    if message.id().is_some() && memory.id() == message.id() {
        return false;
    }
    match (memory.created_at(), message.created_at()) {
        (Some(then), Some(now)) => then <= now,
        _ => true,
    }
}

fn by_age(one: &Memory, other: &Memory) -> Ordering {
    let age = |memory: &Memory| memory.created_at().unwrap_or(0.0);
    age(one)
        .total_cmp(&age(other))
        .then_with(|| one.id().cmp(&other.id()))
}

#[cfg(test)]
mod tests {
    use elizaos::json;

    use super::*;

    fn memory(id: &str, entity: &str, at: Option<i64>, text: &str) -> Memory {
        let value =
            json!({"id": id, "entityId": entity, "createdAt": at, "content": {"text": text}});
        value.into()
    }

    #[test]
    fn lines_are_the_users_earlier_ones_once_each_and_in_order() {
        let all = vec![
            memory("c", "user", Some(3), "third"),
            memory("b", "agent", Some(2), "a reply"),
            memory("a", "user", Some(1), "first"),
            memory("a", "user", Some(1), "first"),
            memory("z", "user", None, "undated"),
            memory("f", "user", Some(9), "later"),
            memory("now", "user", Some(5), "the message itself"),
            memory("e", "user", Some(3), "third too"),
            json!({"id": "d", "entityId": "user", "createdAt": 2, "content": {"text": 7}}).into(),
            json!({"entityId": "user", "createdAt": 4, "content": {"text": "without an id"}})
                .into(),
            json!({"entityId": "user", "createdAt": 4, "content": {"text": "without an id"}})
                .into(),
        ];
        let message = memory("now", "user", Some(5), "the message itself");
        assert_eq!(
            lines(all, &message, "agent"),
            [
                "undated",
                "first",
                "third",
                "third too",
                "without an id",
                "without an id"
            ]
        );
    }
}
