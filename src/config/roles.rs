//! What tells the parts of a report apart: words by class, and what each piece of evidence weighs for each role.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Phrases;

/// How many roles a paragraph can have, in the order of `report::Role::ALL`.
pub const ROLES: usize = 7;

/// What a piece of evidence says for each role, in hundredths of a nat.
pub type Weights = [i32; ROLES];

/// Words that are looked for in one kind of place, each with its class.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    /// The classes' names.
    pub names: Vec<String>,
    /// The words, each with the place of its class among the names.
    pub words: Phrases<u8>,
}

/// What stands before a paragraph, which says how likely the role changes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Border {
    /// Nothing.
    Open,
    /// A heading below the main parts.
    Sub,
    /// The heading of a main part.
    Main,
    /// The line over what stands behind the report: the only place at which an annex begins.
    Behind,
}

/// What tells the parts of a report apart, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Roles {
    /// In headings.
    pub titles: Classes,
    /// Anywhere in a paragraph. The class `plain` is of words that hold one of the others' and say nothing.
    pub said: Classes,
    /// Where a paragraph opens.
    pub opens: Classes,
    /// Where a sentence begins.
    pub starts: Classes,
    /// Right behind a plan's name: its first year (“十五五”│开局之年).
    pub openings: Phrases<()>,
    /// Five-year plans by name, with their last year; 0 for other plans that are named alike.
    pub plans: Phrases<i32>,
    /// At the start of a paragraph that turns from what was done to what is to come: 今后, 加快.
    pub turns: Phrases<()>,
    /// Under this margin, in hundredths of a nat, a part's role was decided by a hair.
    pub unsure: i32,
    /// What speaks against a change of role inside a sentence, in the same.
    pub inside: i32,
    /// The line over a list of contents.
    pub contents: Vec<String>,
    /// Verbs whose object is no longer lacking (解决), and words beside them that say that it is.
    pub solves: Phrases<()>,
    pub unsolved: Phrases<()>,
    /// Nouns of what is lacking, which may be solved or counted: 问题.
    pub lacks: Phrases<()>,
    /// What each piece of evidence weighs.
    evidence: BTreeMap<String, Weights>,
    /// What a change from one role to the next weighs, by what stands between: from, to.
    moves: [Vec<Weights>; 4],
    /// What it weighs that a report begins with a role.
    start: Weights,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RolesFile {
    titles: BTreeMap<String, Vec<String>>,
    said: BTreeMap<String, Vec<String>>,
    opens: BTreeMap<String, Vec<String>>,
    starts: BTreeMap<String, Vec<String>>,
    openings: Phrases<()>,
    plans: BTreeMap<String, i32>,
    turns: Phrases<()>,
    contents: Vec<String>,
    unsure: i32,
    inside: i32,
    solves: Phrases<()>,
    unsolved: Phrases<()>,
    lacks: Phrases<()>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WeightsFile {
    evidence: BTreeMap<String, Weights>,
    open: Vec<Weights>,
    sub: Vec<Weights>,
    main: Vec<Weights>,
    behind: Vec<Weights>,
    start: Weights,
}

impl Classes {
    fn new(lists: &BTreeMap<String, Vec<String>>) -> Self {
        let words = lists
            .values()
            .enumerate()
            .flat_map(|(class, words)| words.iter().map(move |word| (word.as_str(), class as u8)));
        Classes { names: lists.keys().cloned().collect(), words: Phrases::new(words) }
    }

    /// The place of a class.
    pub fn class(&self, name: &str) -> Option<u8> {
        self.names.iter().position(|known| known == name).map(|at| at as u8)
    }

    /// The classes of the words in `chars`, in order; of words that overlap the first and longest counts.
    pub fn found<'a>(&'a self, chars: &'a [char]) -> impl Iterator<Item = (usize, usize, u8)> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < chars.len() {
                match self.words.at_start(&chars[at..]) {
                    Some((len, class)) => {
                        at += len;
                        return Some((at - len, len, class));
                    }
                    None => at += 1,
                }
            }
            None
        })
    }

    /// Whether `chars` begin with a word of one of these classes.
    pub fn opens(&self, chars: &[char], names: &[&str]) -> bool {
        self.words.at_start(chars).is_some_and(|(_, class)| names.contains(&self.names[class as usize].as_str()))
    }

    /// Whether a word of one of these classes stands in `chars`.
    pub fn any(&self, chars: &[char], names: &[&str]) -> bool {
        self.found(chars).any(|(_, _, class)| names.contains(&self.names[class as usize].as_str()))
    }
}

impl Roles {
    /// What a piece of evidence weighs for each role; nothing where it is not known.
    pub fn weights(&self, evidence: &str) -> Weights {
        self.evidence.get(evidence).copied().unwrap_or_default()
    }

    /// What the change from one role to another weighs.
    pub fn change(&self, border: Border, from: usize, to: usize) -> i32 {
        self.moves[border as usize].get(from).map_or(0, |row| row[to])
    }

    /// What it weighs that a report begins with a role.
    pub fn start(&self, role: usize) -> i32 {
        self.start[role]
    }
}

impl RolesFile {
    pub(super) fn roles(self, weights: WeightsFile) -> Roles {
        Roles {
            titles: Classes::new(&self.titles),
            said: Classes::new(&self.said),
            opens: Classes::new(&self.opens),
            starts: Classes::new(&self.starts),
            openings: self.openings,
            plans: Phrases::new(self.plans.iter().map(|(name, last)| (name.as_str(), *last))),
            turns: self.turns,
            contents: self.contents,
            unsure: self.unsure,
            inside: self.inside,
            solves: self.solves,
            unsolved: self.unsolved,
            lacks: self.lacks,
            evidence: weights.evidence,
            moves: [weights.open, weights.sub, weights.main, weights.behind],
            start: weights.start,
        }
    }
}
