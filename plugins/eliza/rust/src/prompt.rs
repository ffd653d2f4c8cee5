//! What an agent asks of its model, answered by ELIZA. The message service of elizaOS asks whether to respond and then what to
//! do, each in a form of its own that the answer must have; every other prompt gets a reply to its last line.

use crate::engine::words::clauses;
use crate::engine::{Eliza, Reply};

/// How the forms begin their last field but one. They end the prompt, after whatever people wrote.
const WHETHER: &str = "<action>RESPOND";
const WHAT: &str = "<actions>";

const HEADING: &str = "# Received Message\n";

/// `agent` is the agent's name.
pub fn answer_to(prompt: &str, eliza: &Eliza, agent: &str) -> String {
    let (whether, what) = (prompt.rfind(WHETHER), prompt.rfind(WHAT));
    if whether > what {
        decision(received(prompt), eliza, agent)
    } else if what.is_some() {
        plan(received(prompt), eliza)
    } else {
        say(eliza, last_line(prompt)).reply
    }
}

/// ELIZA responds to everybody but those who say nothing, and lets go of those who take their leave.
fn decision(line: Option<&str>, eliza: &Eliza, agent: &str) -> String {
    let reply = say(eliza, line.unwrap_or_default());
    let decided = |reasoning, action| {
        response(&[
            ("name", agent),
            ("reasoning", reasoning),
            ("action", action),
        ])
    };
    if line.is_some() && reply.rule == "empty" {
        decided("Nothing was said", "IGNORE")
    } else if reply.keyword.as_deref() == Some("goodbye") {
        decided("The person takes leave", "STOP")
    } else {
        decided("ELIZA responds to whoever speaks", "RESPOND")
    }
}

/// The action replies to the message itself; the text is what ELIZA would say to a stranger.
fn plan(line: Option<&str>, eliza: &Eliza) -> String {
    let text = say(eliza, line.unwrap_or_default()).reply;
    response(&[
        ("thought", "ELIZA replies to whatever is said"),
        ("actions", "ELIZA_REPLY"),
        ("providers", ""),
        ("text", &text),
    ])
}

fn response(fields: &[(&str, &str)]) -> String {
    let element = |(name, text): &(&str, &str)| format!("<{name}>{}</{name}>", escaped(text));
    let elements: String = fields.iter().map(element).collect();
    format!("<response>{elements}</response>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// What the provider RECENT_MESSAGES puts into both forms as `<sender>: <text>`, to the next heading. Not every agent has it.
fn received(prompt: &str) -> Option<&str> {
    let (_, after) = prompt.rsplit_once(HEADING)?;
    let message = after.split("\n# ").next()?;
    let text = message.split_once(": ").map(|(_sender, text)| text);
    Some(text.unwrap_or(message))
}

/// The last line with a word in it: what a caller asks comes after what it explains.
fn last_line(prompt: &str) -> &str {
    prompt
        .rsplit('\n')
        .find(|line| !clauses(line).is_empty())
        .unwrap_or_default()
}

fn say(eliza: &Eliza, line: &str) -> Reply {
    eliza.respond::<&str>(&[], line)
}
