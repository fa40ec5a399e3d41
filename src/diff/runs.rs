//! Runs of tokens that a comparison finds (连续片段), and the marks that stand in pairs.

use std::collections::BTreeMap;

use super::Op;
use super::prepared::Side;
use crate::align::tokens::{Kind, Token};

/// A run of tokens on both sides, by index.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) op: Op,
    pub(super) before: (usize, usize),
    pub(super) after: (usize, usize),
}

/// Runs that are equal, or not, in turn.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub(super) equal: bool,
    pub(super) before: (usize, usize),
    pub(super) after: (usize, usize),
}

pub(super) fn blocks(runs: &[Run]) -> Vec<Block> {
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
pub(super) fn replace(runs: &mut Vec<Run>, before: (usize, usize), after: (usize, usize)) {
    if before.0 < before.1 {
        runs.push(Run { op: Op::Delete, before, after: (after.0, after.0) });
    }
    if after.0 < after.1 {
        runs.push(Run { op: Op::Insert, before: (before.1, before.1), after });
    }
}

/// Whether a mark opens what another one closes.
pub(super) const fn opens_pair(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '(' | '（' | '《' | '〈' | '[' | '【' | '〔')
}

/// Quotation marks and brackets with the tokens that close or open them, by index.
pub(super) fn counterparts(side: &Side<'_>, tokens: &[Token]) -> BTreeMap<usize, usize> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut out = BTreeMap::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Mark) {
        let c = side.report.text.at(token.span.start);
        let opens = match c {
            c if opens_pair(c) => {
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
