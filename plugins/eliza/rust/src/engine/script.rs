//! Reads an ELIZA script (its format: ../../../README.md) into what the engine runs. The first fault in document order is
//! returned, in the words that the TypeScript and Python readers use too.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::decomposition::Part;
use super::feelings::{FeelingWords, read_feelings};
use super::place::{Place, Read, is_lower_word, lower_phrase, lower_word, once, phrase};
use super::template::{Template, read_template};
use super::words::Substitutions;

#[derive(Debug)]
pub enum Reassembly {
    Say(Template),
    /// The keyword whose rules go on, and what they read instead of the clause.
    Goto(String, Option<Template>),
    NewKey,
}

#[derive(Debug)]
pub struct Rule {
    pub id: String,
    pub decomposition: Vec<Part>,
    pub reassemblies: Vec<Reassembly>,
}

#[derive(Debug)]
pub struct Keyword {
    pub word: String,
    pub rank: u8,
    pub memory: Vec<Rule>,
    pub rules: Vec<Rule>,
}

#[derive(Debug)]
pub struct Script {
    pub pre: Substitutions,
    pub post: Substitutions,
    pub keywords: HashMap<String, Keyword>,
    pub none: Vec<String>,
    pub empty: Vec<String>,
    pub feelings: FeelingWords,
}

const PART_LIMIT: usize = 20;
const RANK_LIMIT: u8 = 100;

/// The error carries the JSON path and the value at fault.
pub fn read_script(value: &Value) -> Read<Script> {
    let reader = ScriptReader {
        classes: HashMap::new(),
        keywords: HashMap::new(),
        rule_ids: HashSet::from(["none".to_owned(), "empty".to_owned()]),
        gotos: Vec::new(),
    };
    reader.read(&Place {
        path: "$".to_owned(),
        value: Some(value),
    })
}

struct Goto<'v> {
    place: Place<'v>,
    from: String,
    to: String,
}

struct ScriptReader<'v> {
    classes: HashMap<String, HashSet<String>>,
    keywords: HashMap<String, Keyword>,
    rule_ids: HashSet<String>,
    gotos: Vec<Goto<'v>>,
}

impl<'v> ScriptReader<'v> {
    fn read(mut self, script: &Place<'v>) -> Read<Script> {
        let pre = substitutions(&script.member("pre")?)?;
        let post = substitutions(&script.member("post")?)?;
        for place in script.member("classes")?.items()? {
            self.read_class(&place)?;
        }
        for place in script.member("keywords")?.some_items()? {
            self.read_keyword(&place)?;
        }
        let none = script.member("none")?.map_some(Place::text)?;
        let empty = script.member("empty")?.map_some(Place::text)?;
        let feelings = read_feelings(&script.member("feelings")?)?;
        self.check_gotos()?;
        Ok(Script {
            pre,
            post,
            keywords: self.keywords,
            none,
            empty,
            feelings,
        })
    }

    fn read_class(&mut self, place: &Place) -> Read<()> {
        let name = lower_word(&place.member("name")?)?;
        once(self.classes.contains_key(&name), &place.member("name")?)?;
        let words = place.member("words")?.map_some(lower_word)?;
        self.classes.insert(name, words.into_iter().collect());
        Ok(())
    }

    fn read_keyword(&mut self, place: &Place<'v>) -> Read<()> {
        let word = lower_word(&place.member("word")?)?;
        once(self.keywords.contains_key(&word), &place.member("word")?)?;
        let rank = read_rank(&place.member("rank")?)?;
        let memory_place = place.member("memory")?;
        let memory_rules = match memory_place.value {
            None => Vec::new(),
            Some(_) => memory_place.items()?,
        };
        let memory = memory_rules
            .iter()
            .map(|rule| self.read_rule(rule, &word, true))
            .collect::<Read<_>>()?;
        let rules = place
            .member("rules")?
            .map_some(|rule| self.read_rule(rule, &word, false))?;
        let keyword = Keyword {
            word: word.clone(),
            rank,
            memory,
            rules,
        };
        self.keywords.insert(word, keyword);
        Ok(())
    }

    fn read_rule(&mut self, place: &Place<'v>, keyword: &str, is_memory: bool) -> Read<Rule> {
        let id = place.member("id")?.text()?;
        once(!self.rule_ids.insert(id.clone()), &place.member("id")?)?;
        let decomposition = self.read_decomposition(&place.member("decomposition")?)?;
        let reassemblies = place.member("reassemblies")?.map_some(|item| {
            let reassembly = read_reassembly(item, decomposition.len())?;
            if is_memory && !matches!(reassembly, Reassembly::Say(_)) {
                return item.fail("must be a sentence, not a goto or newkey");
            }
            if let Reassembly::Goto(to, _) = &reassembly {
                self.gotos.push(Goto {
                    place: item.clone(),
                    from: keyword.to_owned(),
                    to: to.clone(),
                });
            }
            Ok(reassembly)
        })?;
        Ok(Rule {
            id,
            decomposition,
            reassemblies,
        })
    }

    fn read_decomposition(&self, place: &Place) -> Read<Vec<Part>> {
        let source = place.text()?;
        if source.split(' ').count() > PART_LIMIT {
            return place.fail(&format!("must have at most {PART_LIMIT} parts"));
        }
        let part = |name: &str| match (name, name.strip_prefix('@')) {
            ("*", _) => Ok(Part::Any),
            ("+", _) => Ok(Part::Some),
            ("_", _) => Ok(Part::One),
            (_, Some(class)) => match self.classes.get(class) {
                Some(words) => Ok(Part::Of(words.clone())),
                None => place.fail("must name classes of the script only"),
            },
            _ if is_lower_word(name) => Ok(Part::Of(HashSet::from([name.to_owned()]))),
            _ => place.fail("must be lower-case words, wildcards and classes, one space apart"),
        };
        source.split(' ').map(part).collect()
    }

    fn check_gotos(&self) -> Read<()> {
        for goto in &self.gotos {
            if !self.keywords.contains_key(&goto.to) {
                return goto.place.fail("must go to a keyword of the script");
            }
        }
        for goto in &self.gotos {
            if self.reachable(&goto.to).contains(&goto.from.as_str()) {
                return goto.place.fail("must not lead back to its own keyword");
            }
        }
        Ok(())
    }

    fn reachable<'g>(&'g self, start: &'g str) -> HashSet<&'g str> {
        let mut reached = HashSet::from([start]);
        let mut waiting = vec![start];
        while let Some(keyword) = waiting.pop() {
            for goto in self.gotos.iter().filter(|goto| goto.from == keyword) {
                if reached.insert(goto.to.as_str()) {
                    waiting.push(goto.to.as_str());
                }
            }
        }
        reached
    }
}

fn read_reassembly(place: &Place, captures: usize) -> Read<Reassembly> {
    let source = place.text()?;
    if source == "newkey" {
        return Ok(Reassembly::NewKey);
    }
    let Some(target) = source.strip_prefix('=') else {
        return Ok(Reassembly::Say(read_template(&source, captures, place)?));
    };
    Ok(match target.split_once(' ') {
        None => Reassembly::Goto(target.to_owned(), None),
        Some((keyword, words)) => {
            let template = read_template(words, captures, place)?;
            Reassembly::Goto(keyword.to_owned(), Some(template))
        }
    })
}

fn read_rank(place: &Place) -> Read<u8> {
    // As a float, so that 2.0 is the whole number it is in the other languages.
    let rank = place.value.and_then(Value::as_f64).unwrap_or(-1.0);
    match (0..=RANK_LIMIT).find(|whole| f64::from(*whole) == rank) {
        Some(whole) => Ok(whole),
        None => place.fail(&format!("must be a whole number from 0 to {RANK_LIMIT}")),
    }
}

fn substitutions(place: &Place) -> Read<Substitutions> {
    let mut pairs = Substitutions::default();
    for pair in place.items()? {
        let sides = pair.items()?;
        let [from, to] = sides.as_slice() else {
            return pair.fail("must be a pair of strings");
        };
        let key = lower_phrase(from)?;
        once(pairs.contains(&key), from)?;
        pairs.insert(key, &phrase(to)?);
    }
    Ok(pairs)
}
