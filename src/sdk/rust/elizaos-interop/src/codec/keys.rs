//! Keys that most messages have: they are recognised instead of copied. One that is missing here costs an allocation, no more.

use std::borrow::Cow;

/// elizaOS's memories, contents, states and results, and the protocol's own fields.
#[rustfmt::skip]
static KEYS: [&str; 102] = [
    "id", "entityId", "agentId", "roomId", "worldId", "createdAt", "content", "embedding", "metadata", "unique", "similarity",
    "text", "thought", "actions", "providers", "source", "target", "url", "inReplyTo", "attachments", "channelType",
    "mentionContext", "responseMessageId", "responseId", "simple",
    "type", "scope", "timestamp", "tags", "sourceId", "messageId", "updatedAt", "components",
    "values", "data", "success", "error", "actionName", "actionContext", "previousResults", "state", "responses",
    "name", "names", "description", "title", "contentType", "user", "userName", "role", "roles", "settings", "status",
    "channelId", "serverId", "messageServerId", "sourceEntityId", "targetEntityId", "participants", "key", "result",
    "re", "parent", "timeoutMs", "trace", "action", "provider", "evaluator", "memory", "options", "value", "memories",
    "service", "instance", "method", "args", "event", "payload", "callback", "model", "params", "stream", "worker", "task",
    "route", "path", "query", "headers", "body", "rawBody", "seq",
    "code", "message", "details", "cause", "traceback", "plugin", "language",
    "agent", "character", "config", "$bytes",
];

/// Enough that few keys share a place.
const PLACES: usize = 512;

/// Where each key stands in `KEYS`, plus 1; the next free place where two would share one.
static TABLE: [u8; PLACES] = table();

/// The key, copied where it is none of those.
#[inline(always)]
pub(super) fn key(name: Cow<'_, str>) -> Cow<'static, str> {
    let mut at = place(name.as_bytes());
    while let Some(known) = known(at) {
        if known == name {
            return Cow::Borrowed(known);
        }
        at = (at + 1) % PLACES;
    }
    Cow::Owned(name.into_owned())
}

fn known(at: usize) -> Option<&'static str> {
    let number = usize::from(*TABLE.get(at)?);
    KEYS.get(number.checked_sub(1)?).copied()
}

const fn place(name: &[u8]) -> usize {
    let length = name.len();
    if length == 0 {
        return 0;
    }
    let (first, last) = (name[0] as usize, name[length - 1] as usize);
    ((length * 5) ^ (first << 4) ^ (last << 3)) % PLACES
}

const fn table() -> [u8; PLACES] {
    let mut table = [0; PLACES];
    let mut number = 0;
    while number < KEYS.len() {
        let mut at = place(KEYS[number].as_bytes());
        while table[at] != 0 {
            at = (at + 1) % PLACES;
        }
        number += 1;
        table[at] = number as u8;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_recognises_every_key_and_copies_others() {
        for known in KEYS {
            assert!(matches!(key(Cow::Borrowed(known)), Cow::Borrowed(found) if found == known));
        }
        for other in ["", "a", "ids", "texT", "entityid", "schlüssel", "__proto__"] {
            assert!(matches!(key(Cow::Borrowed(other)), Cow::Owned(found) if found == other));
        }
    }

    #[test]
    fn key_is_found_in_few_steps() {
        let taken = |at: usize| TABLE[at % PLACES] != 0;
        let longest = (0..PLACES).map(|from| (from..).take_while(|at| taken(*at)).count());
        assert!(longest.max() <= Some(4));
    }
}
