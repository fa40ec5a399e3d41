//! Numbers for what several reports say: the same number for the same text in all of them.

use rustc_hash::FxHashMap;

use crate::align::tokens::Tokens;
use crate::report::Report;
use crate::similarity::Weights;

/// The words of the reports that are compared, each with a number.
///
/// A word of the alignment is a pair of neighbouring letters. Numbers run from 0 without gaps, so that what is known of a
/// word can stand in a list.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    pairs: FxHashMap<u64, u32>,
    /// How telling each pair is, by its number.
    levels: Vec<u8>,
    exact: FxHashMap<String, u32>,
    masked: FxHashMap<String, u32>,
    /// The numbers of the other tokens, from 1.
    tokens: FxHashMap<String, u32>,
    /// The numbers of tokens that are one character of the basic plane, and 0 where there is none yet.
    characters: Vec<u32>,
    /// How many tokens have a number.
    count: u32,
}

/// The number of no word: where a run of letters ends.
pub(super) const BREAK: u32 = 0;

impl Vocabulary {
    /// One without words.
    pub fn new() -> Self {
        Vocabulary { levels: vec![0], characters: vec![0; 0x1_0000], ..Vocabulary::default() }
    }

    /// The number of a pair of letters, [`BREAK`] for 0.
    pub(super) fn pair(&mut self, pair: u64, weights: &Weights) -> u32 {
        if pair == 0 {
            return BREAK;
        }
        let levels = &mut self.levels;
        *self.pairs.entry(pair).or_insert_with(|| {
            levels.push(weights.level(pair));
            levels.len() as u32 - 1
        })
    }

    /// The number of a unit's characters.
    pub(super) fn exact(&mut self, text: &str) -> u32 {
        number(&mut self.exact, text)
    }

    /// The number of a unit's characters, numbers aside.
    pub(super) fn masked(&mut self, text: &str) -> u32 {
        number(&mut self.masked, text)
    }

    /// The numbers of a report's tokens, in order: the same for the same characters.
    pub fn tokens(&mut self, report: &Report, tokens: &Tokens) -> Vec<u32> {
        let texts = tokens.all().iter().map(|token| report.text.str(token.span));
        texts.map(|text| self.token(text)).collect()
    }

    fn token(&mut self, text: &str) -> u32 {
        let mut chars = text.chars();
        let known = match (chars.next(), chars.next()) {
            (Some(only), None) => self.characters.get_mut(only as usize),
            _ => None,
        };
        if let Some(known) = known {
            if *known == 0 {
                self.count += 1;
                *known = self.count;
            }
            return *known;
        }
        if let Some(known) = self.tokens.get(text) {
            return *known;
        }
        self.count += 1;
        self.tokens.insert(text.to_owned(), self.count);
        self.count
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.levels.len()
    }

    /// The weight of a word: common ones weigh little.
    pub(super) fn weight(&self, word: u32) -> u32 {
        u32::from(self.levels[word as usize]) + 1
    }

    /// The weight of a word in a run of letters. What every report says weighs nothing, and so makes no run telling.
    pub(super) fn telling(&self, word: u32) -> u32 {
        u32::from(self.levels[word as usize]).saturating_sub(2)
    }
}

fn number(names: &mut FxHashMap<String, u32>, text: &str) -> u32 {
    if let Some(known) = names.get(text) {
        return *known;
    }
    let next = names.len() as u32;
    names.insert(text.to_owned(), next);
    next
}
