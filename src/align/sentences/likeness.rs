//! How alike two sentences are: one is laid out as a table and the others are read against it.

use super::features::Feature;
use super::vocabulary::{BREAK, Vocabulary};

/// Pairs of letters that are looked at for a common run.
const LETTERS: usize = 400;

/// A unit laid out by its words, so that reading another one against it takes a look a word.
pub(super) struct Table<'a> {
    vocabulary: &'a Vocabulary,
    unit: Option<&'a Feature>,
    /// The weight of each word that the unit has.
    held: Vec<u8>,
    /// The last place among the unit's letters of each word, from 1.
    last: Vec<u32>,
    /// For each place the one before it with the same word, from 1.
    chain: Vec<u32>,
    runs: Vec<(u32, u32)>,
    next: Vec<(u32, u32)>,
}

impl<'a> Table<'a> {
    /// One without a unit.
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Self {
        Table {
            vocabulary,
            unit: None,
            held: vec![0; vocabulary.len()],
            last: vec![0; vocabulary.len()],
            chain: Vec::new(),
            runs: Vec::new(),
            next: Vec::new(),
        }
    }

    /// Lays a unit out in place of the one before.
    pub(super) fn hold(&mut self, unit: &'a Feature) -> &mut Self {
        for &word in self.unit.iter().flat_map(|unit| &unit.words) {
            self.held[word as usize] = 0;
            self.last[word as usize] = 0;
        }
        for &word in &unit.words {
            self.held[word as usize] = self.vocabulary.weight(word) as u8;
        }
        self.chain.clear();
        for (&word, at) in unit.letters.iter().take(LETTERS).zip(1..) {
            let last = if word == BREAK { 0 } else { std::mem::replace(&mut self.last[word as usize], at) };
            self.chain.push(last);
        }
        self.unit = Some(unit);
        self
    }

    /// The sum of the weights of the words that both have.
    pub(super) fn shared(&self, other: &Feature) -> u32 {
        other.words.iter().map(|word| u32::from(self.held[*word as usize])).sum()
    }

    /// How alike the two are, in thousandths: 1000 where they read alike, numbers aside.
    pub(super) fn likeness(&mut self, other: &Feature) -> u32 {
        let both = self.shared(other);
        self.likeness_of(other, both)
    }

    /// The same where the [shared](Table::shared) weight is known.
    pub(super) fn likeness_of(&mut self, other: &Feature, both: u32) -> u32 {
        let Some(unit) = self.unit else { return 0 };
        if unit.exact == other.exact || unit.masked == other.masked {
            return 1000;
        }
        if unit.mass == 0 || other.mass == 0 || both == 0 {
            return 0;
        }
        let mut sum = overlap(both, unit.mass, other.mass) + self.common_lead(unit, other);
        let clauses = unit.heads.iter().filter(|head| other.heads.binary_search(head).is_ok()).count() as u32;
        let most = unit.heads.len().max(other.heads.len()) as u32;
        sum += (120 * clauses).checked_div(most).unwrap_or(0);
        // A long common run of telling words is more than the same words strewn about.
        if sum >= 100 {
            sum += (4 * self.longest_run(other).saturating_sub(16)).min(160);
        }
        if unit.mark.is_some() && unit.mark == other.mark {
            sum += 40;
        }
        if unit.heading != other.heading {
            sum = sum.saturating_sub(150);
        }
        sum.min(999)
    }

    /// The first letters that both have in common, by how telling they are: up to 72.
    fn common_lead(&self, unit: &Feature, other: &Feature) -> u32 {
        let common = unit.lead().iter().zip(other.lead()).take_while(|(x, y)| x == y && **x != BREAK);
        common.map(|(word, _)| self.vocabulary.telling(*word)).sum::<u32>().min(18) * 4
    }

    /// The weight of the heaviest run of letters that both have.
    fn longest_run(&mut self, other: &Feature) -> u32 {
        let mut best = 0;
        // Runs that end at the letters before, by the place where they end in the unit.
        self.runs.clear();
        for &word in other.letters.iter().take(LETTERS) {
            self.next.clear();
            let mut at = if word == BREAK { 0 } else { self.last[word as usize] };
            // Both the places and the runs fall.
            let mut runs = self.runs.iter().peekable();
            while at > 0 {
                while runs.next_if(|(end, _)| *end >= at).is_some() {}
                let before = runs.peek().filter(|(end, _)| end + 1 == at).map_or(0, |(_, run)| *run);
                let run = before + self.vocabulary.telling(word);
                best = best.max(run);
                self.next.push((at, run));
                at = self.chain[at as usize - 1];
            }
            std::mem::swap(&mut self.runs, &mut self.next);
        }
        best
    }
}

/// The sum of the weights of the words that both lists have.
pub(super) fn shared(a: &[u32], b: &[u32], mut weight: impl FnMut(u32) -> u32) -> u32 {
    let (mut at, mut sum) = (0, 0);
    for word in a {
        while b.get(at).is_some_and(|next| next < word) {
            at += 1;
        }
        if b.get(at) == Some(word) {
            sum += weight(*word);
        }
    }
    sum
}

/// The shared weight of the weights of both, with a part for how much of the lighter one it is.
pub(super) fn overlap(both: u32, a: u32, b: u32) -> u32 {
    let dice = 2000 * both / (a + b).max(1);
    let contained = 1000 * both / a.min(b).max(1);
    (3 * dice + contained) / 4
}
