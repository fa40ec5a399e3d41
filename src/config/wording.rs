//! What tells a phrase that officials use (提法) from a stretch that is only repeated.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::Phrases;

/// What tells a phrase that officials use (提法) from a stretch that is only repeated, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// What takes the phrase behind it as its object: 推动.
    pub govern: Phrases<()>,
    /// Those that are nouns as well: 创新.
    pub nominal: Phrases<()>,
    /// What makes a noun of such a word behind it: 覆盖率.
    pub noun_ends: Phrases<()>,
    /// How a clause opens and ends that only says under whom something was done: 在……领导下.
    pub led: Phrases<()>,
    pub led_ends: Phrases<()>,
    /// How something is done: 深入.
    pub manner: Phrases<()>,
    /// What wants an object, at the end of a stretch.
    pub open: Phrases<()>,
    /// What no phrase begins with.
    pub begin: Phrases<()>,
    /// Characters that are taken off the ends of a stretch.
    pub loose: Vec<char>,
    /// Places.
    pub places: Phrases<()>,
    /// What may follow a place's name in it.
    pub place_ends: Phrases<()>,
    /// Offices, and what their names end with.
    pub offices: Phrases<()>,
    /// What stands beside a person's name.
    pub persons: Phrases<()>,
    /// Words of several characters that say what is done and how it stands, whatever the matter: those that govern and are no
    /// nouns, those about how, those that want an object, and the nouns that name no matter.
    pub frames: Phrases<()>,
    /// What is made of a matter, or is provided for one: 把X作为头等大事.
    pub tails: Vec<Tail>,
}

/// What is made of a matter, or is provided for one, to the end of the clause.
#[derive(Debug, Clone)]
pub struct Tail {
    /// What the clause has named its matter behind.
    takes: Phrases<()>,
    /// What the tail begins with.
    verbs: Phrases<()>,
    /// What it must hold, and what it must end with, where there is any.
    praise: Phrases<()>,
    ends: Phrases<()>,
    /// Whether any will do.
    is_bare: bool,
}

/// The most characters of a tail.
const TAIL: usize = 16;

impl Tail {
    /// Where the tail of a clause begins; none where it has none.
    pub fn start(&self, clause: &[char]) -> Option<usize> {
        let (_, from, ()) = self.takes.find(clause)?;
        // A matter is named between the two.
        let first = (from + 2).max(clause.len().saturating_sub(TAIL));
        let start = (first..clause.len()).find(|&at| self.verbs.at_start(&clause[at..]).is_some())?;
        let tail = &clause[start..];
        (self.is_bare || self.praise.any(tail) && self.ends.at_end(tail).is_some()).then_some(start)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TailFile {
    takes: Vec<String>,
    verbs: Vec<String>,
    #[serde(default)]
    praise: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
}

impl TailFile {
    fn tail(self) -> Tail {
        let plain = |list: &Vec<String>| Phrases::of_lists(&[(list, ())]);
        Tail {
            takes: plain(&self.takes),
            verbs: plain(&self.verbs),
            is_bare: self.praise.is_empty() && self.ends.is_empty(),
            praise: plain(&self.praise),
            ends: plain(&self.ends),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordingFile {
    govern: Vec<String>,
    nominal: Vec<String>,
    noun_ends: Phrases<()>,
    led: Phrases<()>,
    led_ends: Phrases<()>,
    manner: Vec<String>,
    open: Vec<String>,
    begin: Phrases<()>,
    loose: String,
    places: Phrases<()>,
    place_ends: Phrases<()>,
    offices: Phrases<()>,
    persons: Phrases<()>,
    hollow: Vec<String>,
    tail: Vec<TailFile>,
}

impl WordingFile {
    pub(super) fn wording(self) -> Wording {
        let long = |word: &&String| word.chars().nth(1).is_some();
        let nominal: FxHashSet<&String> = self.nominal.iter().collect();
        let says = |word: &&String| long(word) && !nominal.contains(word);
        let plain = |list: &Vec<String>| Phrases::of_lists(&[(list, ())]);
        let verbs = [&self.govern, &self.manner, &self.open].into_iter().flatten().filter(says);
        // A noun that says how a matter stands is hollow though it is a verb as well: 支撑.
        let frames = verbs.chain(self.hollow.iter().filter(long));
        Wording {
            frames: Phrases::new(frames.map(|word| (word.as_str(), ()))),
            govern: plain(&self.govern),
            nominal: plain(&self.nominal),
            noun_ends: self.noun_ends,
            led: self.led,
            led_ends: self.led_ends,
            manner: plain(&self.manner),
            open: plain(&self.open),
            begin: self.begin,
            loose: self.loose.chars().collect(),
            places: self.places,
            place_ends: self.place_ends,
            offices: self.offices,
            persons: self.persons,
            tails: self.tail.into_iter().map(TailFile::tail).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn a_tail_is_praise_of_what_is_provided_or_what_a_matter_is_made() {
        let config = Config::builtin().unwrap();
        let tail = |clause: &str| {
            let chars: Vec<char> = clause.chars().collect();
            let start = config.wording.tails.iter().filter_map(|tail| tail.start(&chars)).min();
            start.map_or(String::new(), |start| chars[start..].iter().collect())
        };
        assert_eq!(tail("坚持把渡口修缮作为头等大事"), "作为头等大事");
        assert_eq!(tail("为茶农生产提供有力技术保障"), "提供有力技术保障");
        // Without praise it is what was done; without a matter before it, the only one.
        assert!(tail("为茶农提供用工保障").is_empty() && tail("提供有力技术保障").is_empty());
    }
}
