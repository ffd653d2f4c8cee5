//! ELIZA after Weizenbaum's paper of 1966: a pure engine over ../../script.json. The same program, part by part, stands in
//! ../../typescript and ../../python; ../../README.md is the rule where they could differ. Nothing is kept between calls: a reply
//! follows from the script, the earlier lines and the line.

// The paths are written out so that a file which includes this one by path finds them too.
#[path = "engine/decomposition.rs"]
mod decomposition;
#[path = "engine/feelings.rs"]
mod feelings;
#[path = "engine/place.rs"]
pub mod place;
#[path = "engine/script.rs"]
mod script;
#[path = "engine/template.rs"]
mod template;
#[path = "engine/words.rs"]
pub mod words;

use std::collections::{HashMap, VecDeque};

use decomposition::decompose;
use feelings::feelings_in;
use script::{Keyword, Reassembly, Rule, Script};
use template::{Piece, assemble};
use words::{clauses, fold};

pub use feelings::Feelings;
pub use place::ScriptError;

/// Lines that wait to be recalled; when one more comes, the oldest is forgotten.
pub const MEMORY_LIMIT: usize = 32;

/// `keyword` is none when the reply came from memory, from the fallbacks or after an empty line; `rule` always names a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub reply: String,
    pub keyword: Option<String>,
    pub rule: String,
}

#[derive(Debug)]
pub struct Eliza {
    script: Script,
}

impl Eliza {
    /// Takes the parsed script.json; the error names the JSON path at fault.
    pub fn new(script: &serde_json::Value) -> Result<Self, ScriptError> {
        Ok(Self {
            script: script::read_script(script)?,
        })
    }

    pub fn session(&self) -> Session<'_> {
        Session {
            script: &self.script,
            used: HashMap::new(),
            memory: VecDeque::new(),
        }
    }

    /// `history` is the user's earlier lines, oldest first; they are replayed, so the caller decides how many count.
    pub fn respond<L: AsRef<str>>(&self, history: &[L], line: &str) -> Reply {
        let mut session = self.session();
        for earlier in history {
            session.say(earlier.as_ref());
        }
        session.say(line)
    }

    /// The keywords that answered these lines, in order of first appearance.
    pub fn topics<L: AsRef<str>>(&self, history: &[L]) -> Vec<String> {
        let mut session = self.session();
        let mut topics = Vec::new();
        for line in history {
            if let Some(keyword) = session.say(line.as_ref()).keyword
                && !topics.contains(&keyword)
            {
                topics.push(keyword);
            }
        }
        topics
    }

    pub fn feelings(&self, line: &str) -> Feelings {
        feelings_in(line, &self.script.feelings)
    }
}

#[derive(Debug)]
pub struct Session<'s> {
    script: &'s Script,
    /// Per rule id, how many of its reassemblies were used in the current round.
    used: HashMap<&'s str, usize>,
    memory: VecDeque<Reply>,
}

impl<'s> Session<'s> {
    pub fn say(&mut self, line: &str) -> Reply {
        let script = self.script;
        let heard: Vec<_> = clauses(line)
            .iter()
            .map(|words| script.pre.apply(words))
            .collect();
        if heard.is_empty() {
            return self.stock_reply("empty", &script.empty);
        }
        if let Some(reply) = self.answer(&heard) {
            return reply;
        }
        match self.memory.pop_front() {
            Some(reply) => reply,
            None => self.stock_reply("none", &script.none),
        }
    }

    /// Answers the first clause that holds a keyword; what stands after it is not read.
    fn answer(&mut self, heard: &[Vec<String>]) -> Option<Reply> {
        for words in heard {
            let stack = self.stack(words);
            let Some(top) = stack.first() else { continue };
            self.remember(top, words);
            return stack
                .into_iter()
                .find_map(|keyword| self.apply(keyword, words));
        }
        None
    }

    /// The clause's keywords, each once, highest rank first; among equals the earlier word first.
    fn stack(&self, words: &[String]) -> Vec<&'s Keyword> {
        let mut found: Vec<&Keyword> = Vec::new();
        for word in words {
            if let Some(keyword) = self.script.keywords.get(&fold(word))
                && !found.iter().any(|other| other.word == keyword.word)
            {
                found.push(keyword);
            }
        }
        found.sort_by_key(|keyword| std::cmp::Reverse(keyword.rank));
        found
    }

    fn remember(&mut self, keyword: &'s Keyword, words: &[String]) {
        let Some((rule, captures)) = first_match(&keyword.memory, words) else {
            return;
        };
        let Some(Reassembly::Say(template)) = self.next(&rule.id, &rule.reassemblies) else {
            return;
        };
        if self.memory.len() == MEMORY_LIMIT {
            self.memory.pop_front();
        }
        self.memory.push_back(Reply {
            reply: self.sentence(template, &captures),
            keyword: None,
            rule: rule.id.clone(),
        });
    }

    /// Follows gotos until a sentence is found; none means that the next keyword of the stack is to try.
    fn apply(&mut self, start: &'s Keyword, clause: &[String]) -> Option<Reply> {
        let mut keyword = start;
        let mut words = clause.to_vec();
        loop {
            let (rule, captures) = first_match(&keyword.rules, &words)?;
            match self.next(&rule.id, &rule.reassemblies)? {
                Reassembly::NewKey => return None,
                Reassembly::Say(template) => {
                    return Some(Reply {
                        reply: self.sentence(template, &captures),
                        keyword: Some(keyword.word.clone()),
                        rule: rule.id.clone(),
                    });
                }
                Reassembly::Goto(target, template) => {
                    // Read as a line is, so that a chain of gotos which doubles its words stays bounded.
                    if let Some(template) = template {
                        words = clauses(&assemble(template, &captures)).concat();
                    }
                    keyword = self.script.keywords.get(target)?;
                }
            }
        }
    }

    fn sentence(&self, template: &[Piece], captures: &[Vec<String>]) -> String {
        let swapped: Vec<_> = captures
            .iter()
            .map(|words| self.script.post.apply(words))
            .collect();
        assemble(template, &swapped)
    }

    fn stock_reply(&mut self, rule: &'static str, choices: &'s [String]) -> Reply {
        Reply {
            reply: self.next(rule, choices).cloned().unwrap_or_default(),
            keyword: None,
            rule: rule.to_owned(),
        }
    }

    /// None only for a rule without choices, which the reader of scripts refuses.
    fn next<T>(&mut self, rule: &'s str, choices: &'s [T]) -> Option<&'s T> {
        let used = self.used.entry(rule).or_insert(0);
        let choice = choices.get(*used);
        *used = (*used + 1).checked_rem(choices.len())?;
        choice
    }
}

fn first_match<'r>(rules: &'r [Rule], words: &[String]) -> Option<(&'r Rule, Vec<Vec<String>>)> {
    rules
        .iter()
        .find_map(|rule| Some((rule, decompose(&rule.decomposition, words)?)))
}
