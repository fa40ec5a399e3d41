//! Two stretches that belong together, compared token by token, and made readable.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Op;
use super::prepared::Side;
use super::runs::{Block, Run, blocks, counterparts, opens_pair, replace};
use crate::align::tokens::{Kind, Token};
use crate::pair::Pair;
use crate::text::signs::MONTH;

/// Above this many pairs of tokens only the common start and end are looked for, and the lines between them replaced.
const MOST: usize = 16_000_000;

/// Two stretches with their tokens.
pub(super) struct Sides<'a> {
    pub(super) sides: Pair<&'a Side<'a>>,
    pub(super) before: &'a [Token],
    pub(super) after: &'a [Token],
    /// The same number for the same characters.
    pub(super) names: Pair<&'a [u32]>,
}

impl Sides<'_> {
    /// The plain comparison of some tokens.
    pub(super) fn compare(&self, before: (usize, usize), after: (usize, usize)) -> Vec<Run> {
        let words = Pair::new(&self.names.before[before.0..before.1], &self.names.after[after.0..after.1]);
        let (n, m) = (words.before.len(), words.after.len());
        let at = |run: Run| Run {
            op: run.op,
            before: (run.before.0 + before.0, run.before.1 + before.0),
            after: (run.after.0 + after.0, run.after.1 + after.0),
        };
        if n.saturating_mul(m) > MOST {
            let start = words.before.iter().zip(words.after).take_while(|(a, b)| a == b).count();
            let ends = words.before[start..].iter().rev().zip(words.after[start..].iter().rev());
            let end = ends.take_while(|(a, b)| a == b).count();
            let runs = [
                Run { op: Op::Equal, before: (0, start), after: (0, start) },
                Run { op: Op::Delete, before: (start, n - end), after: (start, start) },
                Run { op: Op::Insert, before: (n - end, n - end), after: (start, m - end) },
                Run { op: Op::Equal, before: (n - end, n), after: (m - end, m) },
            ];
            return runs.into_iter().map(at).collect();
        }
        let mut runs = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, words.before, words.after) {
            let (before, after) = (op.old_range(), op.new_range());
            match op {
                DiffOp::Equal { .. } => runs.push(Run {
                    op: Op::Equal,
                    before: (before.start, before.end),
                    after: (after.start, after.end),
                }),
                _ => replace(&mut runs, (before.start, before.end), (after.start, after.end)),
            }
        }
        runs.into_iter().map(at).collect()
    }

    /// Takes out of what both sides share a quotation mark or a bracket beside a change whose counterpart is not shared as
    /// its counterpart: it goes and comes with what it holds.
    pub(super) fn in_pairs(&self, runs: Vec<Run>) -> Vec<Run> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let marks = Pair::new(counterparts(self.sides.before, self.before), counterparts(self.sides.after, self.after));
        if marks.before.is_empty() && marks.after.is_empty() {
            return runs;
        }
        for run in runs.iter().filter(|run| run.op == Op::Equal) {
            for (x, y) in (run.before.0..run.before.1).zip(run.after.0..) {
                if marks.before.contains_key(&x) || marks.after.contains_key(&y) {
                    shared.insert(x, y);
                }
            }
        }
        // A pair of marks is shared where both are, with each other.
        let torn = |x: &usize, y: &usize| {
            let ends = (marks.before.get(x), marks.after.get(y));
            !matches!(ends, (Some(x), Some(y)) if shared.get(x) == Some(y))
        };
        let alone: BTreeSet<usize> = shared.iter().filter(|(x, y)| torn(x, y)).map(|(x, _)| *x).collect();
        if alone.is_empty() {
            return runs;
        }
        let mut out = Vec::new();
        for run in runs {
            if run.op != Op::Equal {
                out.push(run);
                continue;
            }
            let (mut x, mut y) = (run.before.0, run.after.0);
            let beside = |at: &&usize| {
                let (first, last) = (run.before.0, run.before.1 - 1);
                **at == first && (first > 0 || run.after.0 > 0) || **at == last && last + 1 < self.before.len()
            };
            for &at in alone.range(run.before.0..run.before.1).filter(beside) {
                let other = run.after.0 + at - run.before.0;
                out.push(Run { op: Op::Equal, before: (x, at), after: (y, other) });
                replace(&mut out, (at, at + 1), (other, other + 1));
                (x, y) = (at + 1, other + 1);
            }
            out.push(Run { op: Op::Equal, before: (x, run.before.1), after: (y, run.after.1) });
        }
        out
    }

    /// Joins changes that only a character or two part which both sides share by chance; never over a number or a
    /// punctuation mark.
    pub(super) fn readable(&self, runs: Vec<Run>) -> Vec<Run> {
        let mut blocks = blocks(&runs);
        let torn = self.torn(&blocks);
        let mut from = 1;
        loop {
            let weak = (from..blocks.len().saturating_sub(1)).find(|&at| {
                let Block { equal: true, before, .. } = blocks[at] else { return false };
                let length = before.1 - before.0;
                let plain = self.before[before.0..before.1].iter().all(|token| token.kind == Kind::Word);
                // Marks and numbers are no words that a few shared ones could be lost between.
                let words = |tokens: &[Token]| tokens.iter().filter(|token| token.kind == Kind::Word).count();
                let size = |block: &Block| {
                    let sides = (block.before, block.after);
                    words(&self.before[sides.0.0..sides.0.1]).max(words(&self.after[sides.1.0..sides.1.1]))
                };
                let few = length <= size(&blocks[at - 1]).min(size(&blocks[at + 1])) && length <= 3;
                plain && few || self.is_month(before) || self.is_within(&torn, &blocks[at])
            });
            let Some(at) = weak else { break };
            let joined = Block {
                equal: false,
                before: (blocks[at - 1].before.0, blocks[at + 1].before.1),
                after: (blocks[at - 1].after.0, blocks[at + 1].after.1),
            };
            let common = self.common_end(&joined);
            blocks.splice(at - 1..=at + 1, [joined]);
            self.give_back(&mut blocks, at - 1, common);
            // What stands before it has a longer neighbour now; all others are as they were.
            from = at.saturating_sub(2).max(1);
        }
        let mut out = Vec::new();
        for block in blocks {
            if block.equal {
                out.push(Run { op: Op::Equal, before: block.before, after: block.after });
            } else {
                replace(&mut out, block.before, block.after);
            }
        }
        out
    }

    /// Quotation marks and brackets that went, or came, with their counterparts: where each pair begins and ends, on both sides.
    fn torn(&self, blocks: &[Block]) -> Pair<Vec<(usize, usize)>> {
        let is_shared = |at: usize, range: fn(&Block) -> (usize, usize)| {
            let next = blocks.partition_point(|block| range(block).1 <= at);
            blocks.get(next).is_some_and(|block| block.equal)
        };
        let ends = |side: &Side<'_>, tokens: &[Token], range: fn(&Block) -> (usize, usize)| {
            let pairs = counterparts(side, tokens).into_iter().filter(|(open, close)| open < close);
            pairs.filter(|(open, close)| !is_shared(*open, range) && !is_shared(*close, range)).collect()
        };
        let before = ends(self.sides.before, self.before, |block| block.before);
        Pair::new(before, ends(self.sides.after, self.after, |block| block.after))
    }

    /// Whether nothing but a mark is shared, and it stands inside a quotation or a bracket that went or came as a whole: the 、 of
    /// “甲、乙”.
    fn is_within(&self, torn: &Pair<Vec<(usize, usize)>>, block: &Block) -> bool {
        let inside = |pairs: &[(usize, usize)], (from, to): (usize, usize)| {
            pairs.iter().any(|(open, close)| *open < from && to <= *close)
        };
        let is_mark = self.before[block.before.0..block.before.1].iter().all(|token| token.kind == Kind::Mark);
        is_mark && (inside(&torn.before, block.before) || inside(&torn.after, block.after))
    }

    /// Whether what both sides share is the 月 of two dates: 5月6日, 6月18日 are two days, and not two numbers.
    fn is_month(&self, (from, to): (usize, usize)) -> bool {
        to == from + 1 && self.sides.before.report.text.folded(self.before[from].span) == [MONTH]
    }

    /// How many words at the end of both sides of a change are the same.
    fn common_end(&self, block: &Block) -> usize {
        let (x, y) = (block.before, block.after);
        let ends = self.names.before[x.0..x.1].iter().rev().zip(self.names.after[y.0..y.1].iter().rev());
        let alike = ends.take_while(|(own, other)| own == other).count();
        let plain = self.before[x.1 - alike..x.1].iter().rev().take_while(|token| token.kind == Kind::Word).count();
        let common = alike.min(plain);
        // What stands in quotation marks or brackets goes and comes with them.
        let opens = |side: &Side<'_>, tokens: &[Token], (from, to): (usize, usize)| {
            tokens[from..to - common].last().is_some_and(|token| opens_pair(side.report.text.at(token.span.start)))
        };
        let torn = opens(self.sides.before, self.before, x) || opens(self.sides.after, self.after, y);
        if torn { 0 } else { common }
    }

    /// Gives what both sides of a change end with to the text that follows it and is the same: 竞相 is not parted where a 竞 is
    /// the last of what went and of what came.
    fn give_back(&self, blocks: &mut [Block], at: usize, common: usize) {
        if let [own, next, ..] = &mut blocks[at..]
            && common > 0
            && next.equal
        {
            own.before.1 -= common;
            own.after.1 -= common;
            next.before.0 -= common;
            next.after.0 -= common;
        }
    }
}
