//! The pieces of a change: what stayed, what went, what came, and which number became which.

use super::plain::Sides;
use super::prepared::Side;
use super::runs::{Block, Run, blocks, replace};
use super::subject::Subject;
use super::{Edit, Op};
use crate::align::tokens::{Kind, Token};
use crate::pair::Pair;
use crate::text::Span;

/// So many pairs of numbers are looked at inside a change, and in two whole sentences, at the most.
const MOST_NUMBERS: usize = 10_000;
const MOST_TOLD: usize = 900;
/// So much more must speak for the numbers of one thing, in thousandths of bits, where a sentence is compared around them.
const MORE: i64 = 200;

/// Compares two stretches that belong together; the edits tile both.
pub(super) fn edits(sides: Pair<&Side<'_>>, spans: Pair<Span>) -> Vec<Edit> {
    let text = sides.zip(spans).map(|(side, span)| side.report.text.str(span));
    if text.before == text.after {
        return one(Op::Equal, spans).into_iter().collect();
    }
    let ranges = sides.zip(spans).map(|(side, span)| side.tokens.range(span));
    let sides = Sides {
        sides,
        before: &sides.before.tokens.all()[ranges.before.clone()],
        after: &sides.after.tokens.all()[ranges.after.clone()],
        names: Pair::new(&sides.before.names[ranges.before], &sides.after.names[ranges.after]),
    };
    let runs = match sides.formula() {
        Some(runs) => runs,
        None => {
            let plain = sides.finished(sides.compare((0, sides.before.len()), (0, sides.after.len())));
            sides.around_numbers(sides.around_longest(plain))
        }
    };
    let mut out: Vec<Edit> = Vec::new();
    let mut at = Pair::new(spans.before.start, spans.after.start);
    for run in runs {
        let end = |side: &[Token], to: usize, from: u32| if to == 0 { from } else { side[to - 1].span.end };
        let to = Pair::new(
            end(sides.before, run.before.1, spans.before.start),
            end(sides.after, run.after.1, spans.after.start),
        );
        let edit = Edit { op: run.op, before: Span::new(at.before, to.before), after: Span::new(at.after, to.after) };
        at = to;
        match out.last_mut().filter(|last| last.op == edit.op && edit.op != Op::Number) {
            Some(last) => {
                last.before.end = edit.before.end;
                last.after.end = edit.after.end;
            }
            None => out.push(edit),
        }
    }
    out
}

/// The edit of a stretch that only one side has, or that reads alike; none where there is nothing.
pub(super) fn one(op: Op, spans: Pair<Span>) -> Option<Edit> {
    (!spans.before.is_empty() || !spans.after.is_empty()).then_some(Edit {
        op,
        before: spans.before,
        after: spans.after,
    })
}

impl<'a> Sides<'a> {
    /// A sentence that differs in its numbers only: they are paired one by one, whatever chance equality there is.
    fn formula(&self) -> Option<Vec<Run>> {
        if self.before.len() != self.after.len() {
            return None;
        }
        let mut runs = Vec::new();
        for at in 0..self.before.len() {
            let op = match () {
                () if self.names.before[at] == self.names.after[at] => Op::Equal,
                () if self.is_formula(at) => Op::Number,
                () => return None,
            };
            runs.push(Run { op, before: (at, at + 1), after: (at, at + 1) });
        }
        Some(runs)
    }

    /// Whether the tokens at a place are two numbers of one thing where all else is the same.
    fn is_formula(&self, at: usize) -> bool {
        let subjects = Pair::new(
            Subject::new(self.sides.before, &self.before[at]),
            Subject::new(self.sides.after, &self.after[at]),
        );
        let counting = &self.sides.before.config.counting;
        subjects.both().is_some_and(|subjects| subjects.before.is_formula(&subjects.after, counting))
    }

    /// What a comparison shows: marks in pairs, no changes that chance parts, numbers with what they became.
    pub(super) fn finished(&self, runs: Vec<Run>) -> Vec<Run> {
        self.with_numbers(self.readable(self.in_pairs(runs)))
    }

    /// Compares once more what stands between the numbers of one thing, where more speaks for these: of 党员835名 and
    /// 党员841名，发展党员9名 the words that are alike are not those before the 9.
    fn around_numbers(&self, plain: Vec<Run>) -> Vec<Run> {
        let is_number = |token: &Token| matches!(token.kind, Kind::Number(_));
        let is_lost = |run: &Run| match run.op {
            Op::Delete => self.before[run.before.0..run.before.1].iter().any(is_number),
            Op::Insert => self.after[run.after.0..run.after.1].iter().any(is_number),
            _ => false,
        };
        if !plain.iter().any(is_lost) {
            return plain;
        }
        let whole = Block { equal: false, before: (0, self.before.len()), after: (0, self.after.len()) };
        let pairs = self.told(whole, MOST_TOLD, Subject::is_figure);
        let own = self.worth(&plain);
        if pairs.iter().filter(|pair| pair.changed).map(|pair| pair.likeness).sum::<i64>() < own + MORE {
            return plain;
        }
        let mut runs = Vec::new();
        let (mut a, mut b) = (0, 0);
        for Told { before, after, .. } in pairs {
            runs.extend(self.compare((a, before), (b, after)));
            match self.names.before[before] == self.names.after[after] {
                true => runs.push(Run { op: Op::Equal, before: (before, before + 1), after: (after, after + 1) }),
                false => replace(&mut runs, (before, before + 1), (after, after + 1)),
            }
            (a, b) = (before + 1, after + 1);
        }
        runs.extend(self.compare((a, self.before.len()), (b, self.after.len())));
        let runs = self.finished(runs);
        let kept = |runs: &[Run]| -> usize {
            runs.iter().filter(|run| run.op == Op::Equal).map(|run| run.before.1 - run.before.0).sum()
        };
        let is_better = self.worth(&runs) >= own + MORE && 3 * kept(&runs) >= 2 * kept(&plain);
        if is_better { runs } else { plain }
    }

    /// How much speaks for the numbers that became others, in thousandths of bits.
    fn worth(&self, runs: &[Run]) -> i64 {
        let likeness = |run: &Run| {
            let own = Subject::new(self.sides.before, &self.before[run.before.0])?;
            own.likeness(&Subject::new(self.sides.after, &self.after[run.after.0])?, self.sides.before)
        };
        runs.iter().filter(|run| run.op == Op::Number).filter_map(likeness).sum()
    }

    /// Pairs the numbers inside each change, in order.
    fn with_numbers(&self, runs: Vec<Run>) -> Vec<Run> {
        let mut out = Vec::new();
        for block in self.lists_whole(blocks(&runs)) {
            if block.equal {
                out.push(Run { op: Op::Equal, before: block.before, after: block.after });
                continue;
            }
            let (mut a, mut b) = (block.before.0, block.after.0);
            for (x, y) in self.numbers(block) {
                replace(&mut out, (a, x), (b, y));
                out.push(Run { op: Op::Number, before: (x, x + 1), after: (y, y + 1) });
                (a, b) = (x + 1, y + 1);
            }
            replace(&mut out, (a, block.before.1), (b, block.after.1));
        }
        out
    }

    /// Changes that only a mark of a list parts, as one where more numbers find their own so: 2.1亿元、8.4亿元和1.3亿元 beside
    /// 8.9亿元、1.5亿元和2.6亿元, where the names stand in another order.
    fn lists_whole(&self, blocks: Vec<Block>) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::new();
        for block in blocks {
            out.push(block);
            let [.., first, mark, second] = out.as_slice() else { continue };
            let parted = !first.equal && mark.equal && !second.equal && self.is_list_mark(mark);
            let whole = Block {
                equal: false,
                before: (first.before.0, second.before.1),
                after: (first.after.0, second.after.1),
            };
            if parted && self.numbers(whole).len() > self.numbers(*first).len() + self.numbers(*second).len() {
                out.truncate(out.len() - 3);
                out.push(whole);
            }
        }
        out
    }

    /// Whether what both sides share here is one mark that parts a list.
    fn is_list_mark(&self, block: &Block) -> bool {
        let (from, to) = block.before;
        to == from + 1 && matches!(self.sides.before.report.text.folded(self.before[from].span), ['、' | ',' | ';'])
    }

    /// The numbers inside a change that became others, in order.
    fn numbers(&self, block: Block) -> Vec<(usize, usize)> {
        let told = self.told(block, MOST_NUMBERS, |_| true).into_iter();
        told.filter(|pair| pair.changed).map(|pair| (pair.before, pair.after)).collect()
    }

    /// The numbers inside a change that are told of one thing, in order: the run of pairs that most speaks for. What is said
    /// on both sides became no other, so that 15%以上、力争20% beside 15%左右 shows no fall.
    fn told(&self, block: Block, most: usize, may_be: impl Fn(&Subject<'a>) -> bool) -> Vec<Told> {
        let subjects =
            |side: &'a Side<'a>, tokens: &[Token], (from, to): (usize, usize)| -> Vec<(usize, Subject<'a>)> {
                (from..to).filter_map(|at| Some((at, Subject::new(side, &tokens[at]).filter(&may_be)?))).collect()
            };
        let x = subjects(self.sides.before, self.before, block.before);
        let y = subjects(self.sides.after, self.after, block.after);
        if x.is_empty() || y.is_empty() || x.len() * y.len() > most {
            return Vec::new();
        }
        let width = y.len() + 1;
        let mut pairs = vec![None; x.len() * y.len()];
        let mut worth = vec![0i64; (x.len() + 1) * width];
        for i in (0..x.len()).rev() {
            for j in (0..y.len()).rev() {
                let likeness = x[i].1.likeness(&y[j].1, self.sides.before);
                pairs[i * y.len() + j] = likeness;
                let pair = likeness.map_or(0, |likeness| worth[(i + 1) * width + j + 1] + likeness);
                worth[i * width + j] = worth[(i + 1) * width + j].max(worth[i * width + j + 1]).max(pair);
            }
        }
        let (mut i, mut j) = (0, 0);
        let mut out = Vec::new();
        while i < x.len() && j < y.len() {
            let here = worth[i * width + j];
            let pair = pairs[i * y.len() + j].map(|likeness| worth[(i + 1) * width + j + 1] + likeness);
            if pair == Some(here) {
                let likeness = pairs[i * y.len() + j].unwrap_or_default();
                out.push(Told { before: x[i].0, after: y[j].0, likeness, changed: x[i].1.says_other(&y[j].1) });
                (i, j) = (i + 1, j + 1);
            } else if here == worth[(i + 1) * width + j] {
                i += 1;
            } else {
                j += 1;
            }
        }
        out
    }
}

/// Two numbers that are told of one thing, by index.
struct Told {
    before: usize,
    after: usize,
    /// How much speaks for it, in thousandths of bits.
    likeness: i64,
    /// Whether they say different things.
    changed: bool,
}
