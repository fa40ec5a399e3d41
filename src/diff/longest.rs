//! The longest run of words that two stretches have in common (最长共同片段).
//!
//! A comparison keeps as many words as it can, and those that are strewn about add up: beside 农村 and 集体 of two clauses that say
//! different things the 新型农村集体经济 that was taken over is lost. Where less was kept than one run holds, the run is.

use super::Op;
use super::plain::Sides;
use super::runs::Run;
use crate::align::tokens::Kind;

/// The shortest run that is worth it, in words.
const RUN: usize = 6;
/// No run is looked for among more pairs of words.
const MOST: usize = 250_000;

impl Sides<'_> {
    /// How many words a comparison keeps.
    fn kept(&self, runs: &[Run]) -> usize {
        let words =
            |run: &Run| self.before[run.before.0..run.before.1].iter().filter(|token| token.kind == Kind::Word).count();
        runs.iter().filter(|run| run.op == Op::Equal).map(words).sum()
    }

    /// Compares what stands before and behind the longest common run where the plain comparison keeps less than that run.
    pub(super) fn around_longest(&self, plain: Vec<Run>) -> Vec<Run> {
        let kept = self.kept(&plain);
        let shorter = self.before.len().min(self.after.len());
        if kept * 2 >= shorter || self.before.len().saturating_mul(self.after.len()) > MOST {
            return plain;
        }
        let (before, after, length) = self.longest();
        if length < RUN || length <= kept {
            return plain;
        }
        let (x, y) = ((before, before + length), (after, after + length));
        let mut runs = self.compare((0, x.0), (0, y.0));
        runs.push(Run { op: Op::Equal, before: x, after: y });
        runs.extend(self.compare((x.1, self.before.len()), (y.1, self.after.len())));
        let runs = self.finished(runs);
        let numbers = |runs: &[Run]| runs.iter().filter(|run| run.op == Op::Number).count();
        if self.kept(&runs) > kept && numbers(&runs) >= numbers(&plain) { runs } else { plain }
    }

    /// Where the longest common run of words begins on both sides, and its length; the first of several.
    fn longest(&self) -> (usize, usize, usize) {
        let mut best = (0, 0, 0);
        let mut last = vec![0usize; self.after.len() + 1];
        let mut next = last.clone();
        for (x, token) in self.before.iter().enumerate() {
            for y in 0..self.after.len() {
                let same = token.kind == Kind::Word && self.names.before[x] == self.names.after[y];
                next[y + 1] = if same { last[y] + 1 } else { 0 };
                if next[y + 1] > best.2 {
                    best = (x + 1 - next[y + 1], y + 1 - next[y + 1], next[y + 1]);
                }
            }
            std::mem::swap(&mut last, &mut next);
        }
        best
    }
}
