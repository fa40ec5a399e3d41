//! What was to make money again (扭亏为盈): the later report says that it did, or that it still lost some.

use super::Outcome;
use super::act::{lead, verb};
use super::question::Question;
use super::said::ROUNDING;
use super::told;
use crate::similarity::Pairs;
use crate::text::Span;

/// Whether it makes money again, and where the later report says so; nothing where it does not.
pub(super) fn profit(question: Question) -> Option<(Outcome, Span)> {
    let Question { promise, entry, then, told, config, weights, .. } = question;
    let words = &config.promises;
    let said = entry.report.text.folded(promise.span);
    let (at, ..) = words.turns_profit.find(said).filter(|_| promise.target.is_none())?;
    let from = lead(&said[..at], config);
    let from = from + verb(&said[from..at], config).unwrap_or(0);
    let name = &said[from.min(at)..at];
    let pairs = told::compared(name, config, weights);
    let text = &then.report.text;
    // Where nothing is named it is the body itself, of which other clauses may tell: only the same words do.
    let named = name.len() >= NAMED;
    let mut clauses = told.done.iter().filter(|clause| clause.answers);
    clauses.find_map(|clause| {
        let chars = text.folded(clause.span);
        let of_it = !named || pairs.contained_in(&Pairs::new(chars, weights)) >= NAMES - ROUNDING;
        let lost = named && words.losses.any(chars);
        let made = words.turns_profit.any(chars) || named && words.profits.any(chars);
        let off = words.is_off(chars) || words.is_open(chars);
        match (of_it && !off, lost && !words.turns_profit.any(chars), made) {
            (true, true, _) => Some((Outcome::Missed, clause.span)),
            (true, false, true) => Some((Outcome::Met, clause.span)),
            _ => None,
        }
    })
}

/// How many letters name a thing at least, and how much of the name a clause says at least. Set by hand.
const NAMED: usize = 2;
const NAMES: f64 = 0.9;
