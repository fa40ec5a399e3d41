//! The pieces of a change: what stayed, what went, what came, and which number became which.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::prepared::Side;
use super::subject::Subject;
use super::{Edit, Op};
use crate::align::tokens::{Kind, Token};
use crate::pair::Pair;
use crate::text::Span;

/// Above this many pairs of tokens only the common start and end are looked for, and the lines between them replaced.
const MOST: usize = 16_000_000;

/// A run of tokens on both sides, by index.
#[derive(Clone, Copy)]
struct Run {
    op: Op,
    before: (usize, usize),
    after: (usize, usize),
}

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
        None => sides.with_numbers(sides.readable(sides.in_pairs(sides.compare()))),
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

struct Sides<'a> {
    sides: Pair<&'a Side<'a>>,
    before: &'a [Token],
    after: &'a [Token],
    /// The same number for the same characters.
    names: Pair<&'a [u32]>,
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

    /// The plain comparison.
    fn compare(&self) -> Vec<Run> {
        let words = self.names;
        let (n, m) = (words.before.len(), words.after.len());
        if n.saturating_mul(m) > MOST {
            let start = words.before.iter().zip(words.after).take_while(|(a, b)| a == b).count();
            let ends = words.before[start..].iter().rev().zip(words.after[start..].iter().rev());
            let end = ends.take_while(|(a, b)| a == b).count();
            return vec![
                Run { op: Op::Equal, before: (0, start), after: (0, start) },
                Run { op: Op::Delete, before: (start, n - end), after: (start, start) },
                Run { op: Op::Insert, before: (n - end, n - end), after: (start, m - end) },
                Run { op: Op::Equal, before: (n - end, n), after: (m - end, m) },
            ];
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
        runs
    }

    /// Takes out of what both sides share a quotation mark or a bracket beside a change whose counterpart is not shared as
    /// its counterpart: it goes and comes with what it holds.
    fn in_pairs(&self, runs: Vec<Run>) -> Vec<Run> {
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
    fn readable(&self, runs: Vec<Run>) -> Vec<Run> {
        let mut blocks = blocks(&runs);
        let mut from = 1;
        loop {
            let weak = (from..blocks.len().saturating_sub(1)).find(|&at| {
                let Block { equal: true, before, .. } = blocks[at] else { return false };
                let length = before.1 - before.0;
                let plain = self.before[before.0..before.1].iter().all(|token| token.kind == Kind::Word);
                let size = |block: &Block| (block.before.1 - block.before.0).max(block.after.1 - block.after.0);
                plain && length <= size(&blocks[at - 1]).min(size(&blocks[at + 1])) && length <= 3
            });
            let Some(at) = weak else { break };
            let joined = Block {
                equal: false,
                before: (blocks[at - 1].before.0, blocks[at + 1].before.1),
                after: (blocks[at - 1].after.0, blocks[at + 1].after.1),
            };
            blocks.splice(at - 1..=at + 1, [joined]);
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

    /// The numbers inside a change that became others, in order: the run of pairs told of one thing that most speaks for.
    fn numbers(&self, block: Block) -> Vec<(usize, usize)> {
        let subjects =
            |side: &'a Side<'a>, tokens: &[Token], (from, to): (usize, usize)| -> Vec<(usize, Subject<'a>)> {
                (from..to).filter_map(|at| Some((at, Subject::new(side, &tokens[at])?))).collect()
            };
        let x = subjects(self.sides.before, self.before, block.before);
        let y = subjects(self.sides.after, self.after, block.after);
        if x.is_empty() || y.is_empty() || x.len() * y.len() > 10_000 {
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
                out.push((x[i].0, y[j].0));
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

/// Quotation marks and brackets with the tokens that close or open them, by index.
fn counterparts(side: &Side<'_>, tokens: &[Token]) -> BTreeMap<usize, usize> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut out = BTreeMap::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Mark) {
        let c = side.report.text.at(token.span.start);
        let opens = match c {
            '“' | '‘' | '「' | '『' | '(' | '（' | '《' | '〈' | '[' | '【' | '〔' => {
                open.push((c, at));
                continue;
            }
            '”' => '“',
            '’' => '‘',
            '」' => '「',
            '』' => '『',
            ')' | '）' => '(',
            '》' => '《',
            '〉' => '〈',
            ']' => '[',
            '】' => '【',
            '〕' => '〔',
            _ => continue,
        };
        if let Some((_, other)) = open.pop_if(|(last, _)| *last == opens || *last == '（' && opens == '(') {
            out.insert(at, other);
            out.insert(other, at);
        }
    }
    out
}

/// Runs that are equal, or not, in turn.
#[derive(Clone, Copy)]
struct Block {
    equal: bool,
    before: (usize, usize),
    after: (usize, usize),
}

fn blocks(runs: &[Run]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for run in runs.iter().filter(|run| run.before.0 < run.before.1 || run.after.0 < run.after.1) {
        let equal = run.op == Op::Equal;
        match out.last_mut().filter(|last| last.equal == equal) {
            Some(last) => {
                last.before.1 = run.before.1;
                last.after.1 = run.after.1;
            }
            None => out.push(Block { equal, before: run.before, after: run.after }),
        }
    }
    out
}

/// What went, then what came.
fn replace(runs: &mut Vec<Run>, before: (usize, usize), after: (usize, usize)) {
    if before.0 < before.1 {
        runs.push(Run { op: Op::Delete, before, after: (after.0, after.0) });
    }
    if after.0 < after.1 {
        runs.push(Run { op: Op::Insert, before: (before.1, before.1), after });
    }
}
