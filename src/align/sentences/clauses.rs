//! The likest clauses (分句) of two sentences: of one that was merged or dealt out they are all but the same.

use super::evidence::Weighed;
use super::features::Feature;

/// A clause: its words, and their weight.
pub(super) type Clause = (Vec<u32>, u32);

/// The clauses of a sentence, each once, the heaviest first.
pub(super) fn clauses(weighed: &Weighed, sentence: &Feature) -> Vec<Clause> {
    let read = |place| {
        let words = sentence.words_of(place);
        let mass = weighed.sum(&words);
        (words, mass)
    };
    let mut clauses: Vec<Clause> = sentence.clauses().map(read).collect();
    clauses.sort_unstable_by(|(x, own), (y, other)| other.cmp(own).then_with(|| x.cmp(y)));
    clauses.dedup();
    clauses
}

/// A sentence's clauses laid out by their words, so that those of others are read against them word by word: sentences of
/// hundreds of clauses have too many pairs of them to look at each.
pub(super) struct Laid<'a> {
    weighed: &'a Weighed,
    sentences: &'a [Vec<Clause>],
    at: Option<usize>,
    /// The clauses that have a word, by the word.
    having: Vec<Vec<u32>>,
    /// What each of them shares with the clause that is read; 0 between two clauses.
    sums: Vec<u32>,
}

impl<'a> Laid<'a> {
    /// One without a sentence.
    pub(super) fn new(weighed: &'a Weighed, sentences: &'a [Vec<Clause>]) -> Self {
        Laid { weighed, sentences, at: None, having: vec![Vec::new(); weighed.weights.len()], sums: Vec::new() }
    }

    /// Lays a sentence out in place of the one before.
    pub(super) fn lay(&mut self, sentence: usize) -> &mut Self {
        if self.at == Some(sentence) {
            return self;
        }
        let before = self.at.map_or(&[][..], |before| &self.sentences[before]);
        for word in before.iter().flat_map(|(words, _)| words) {
            self.having[*word as usize].clear();
        }
        let clauses = &self.sentences[sentence];
        for ((words, _), at) in clauses.iter().zip(0..) {
            for &word in words.iter().filter(|word| self.weighed.weights[**word as usize] > 0) {
                self.having[word as usize].push(at);
            }
        }
        self.sums.resize(self.sums.len().max(clauses.len()), 0);
        self.at = Some(sentence);
        self
    }

    /// What the likest of its clauses and of another sentence's share, by how much of them it is.
    pub(super) fn likest(&mut self, other: &[Clause]) -> u32 {
        let own = self.at.map_or(&[][..], |at| &self.sentences[at]);
        let mut best = 0;
        let mut touched: Vec<u32> = Vec::new();
        for (words, mass) in other {
            // A clause is never more like another one than it is like itself, and the others are lighter still.
            if *mass <= best {
                break;
            }
            let held = words.iter().filter(|word| !self.having[**word as usize].is_empty());
            let most: u32 = held.clone().map(|word| self.weighed.weights[*word as usize]).sum();
            if alike(most, most, *mass) <= best {
                continue;
            }
            for &word in held {
                for &clause in &self.having[word as usize] {
                    let sum = &mut self.sums[clause as usize];
                    if *sum == 0 {
                        touched.push(clause);
                    }
                    *sum += self.weighed.weights[word as usize];
                }
            }
            for clause in touched.drain(..) {
                let both = std::mem::take(&mut self.sums[clause as usize]);
                best = best.max(alike(both, own[clause as usize].1, *mass));
            }
        }
        best
    }
}

/// What two clauses share, by how much of them it is; never more than either weighs.
fn alike(both: u32, own: u32, other: u32) -> u32 {
    let both = u64::from(both);
    (2 * both * both / u64::from(own + other).max(1)) as u32
}
