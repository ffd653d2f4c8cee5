//! The Rust engine's end of ../../eliza-differential.test.ts: cases as JSON on stdin, what the engine answers as JSON on stdout.

#[path = "../../../../../plugins/eliza/rust/src/engine.rs"]
mod engine;

use std::error::Error;
use std::io;

use engine::{Eliza, Feelings, Reply};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let cases: Vec<Value> = serde_json::from_reader(io::stdin().lock())?;
    let outcomes: Vec<Value> = cases.iter().map(run).collect();
    serde_json::to_writer(io::stdout().lock(), &outcomes)?;
    Ok(())
}

fn run(case: &Value) -> Value {
    let eliza = match Eliza::new(&case["script"]) {
        Ok(eliza) => eliza,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    let sessions = case["sessions"].as_array().into_iter().flatten();
    let answered: Vec<Value> = sessions.map(|lines| converse(&eliza, lines)).collect();
    json!({ "sessions": answered })
}

fn converse(eliza: &Eliza, lines: &Value) -> Value {
    let lines: Vec<&str> = lines
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut session = eliza.session();
    let said: Vec<Value> = lines
        .iter()
        .map(|line| encode(&session.say(line)))
        .collect();
    let replayed = lines
        .split_last()
        .map(|(last, history)| encode(&eliza.respond(history, last)));
    let feelings: Vec<Value> = lines
        .iter()
        .map(|line| encode_feelings(&eliza.feelings(line)))
        .collect();
    json!({ "said": said, "replayed": replayed, "topics": eliza.topics(&lines), "feelings": feelings })
}

fn encode_feelings(feelings: &Feelings) -> Value {
    json!({ "pleasant": feelings.pleasant, "unpleasant": feelings.unpleasant, "words": feelings.words })
}

fn encode(reply: &Reply) -> Value {
    json!({ "reply": reply.reply, "keyword": reply.keyword, "rule": reply.rule })
}
