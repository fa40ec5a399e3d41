//! The clause of what was done that names what a promise names, where no clause says most of it.

use crate::config::Phrases;
use crate::similarity::{Pairs, Weights};
use crate::text::{Span, Text, is_han};

/// How much a run of characters weighs at least that names one thing (甲乙丙工程), and each of its pairs on average.
const NAME_WEIGHS: f64 = 2.9;
const NAME_PAIR: f64 = 0.85;

/// How much a run weighs at least that is half of a promise, and one that stands at its end. Set by hand on the labels of two
/// provinces and the State Council.
const HALF: f64 = 0.45;
const HALF_WEIGHS: f64 = 2.2;
const LAST_WEIGHS: f64 = 2.6;

/// How much a clause that names a thing shares with the promise at least: the least of the above.
pub(super) const LEAST: f64 = HALF_WEIGHS;

/// The clause that names what a promise names: the heaviest run of characters that both have.
///
/// It names one thing, is about half of what is promised (绩效管理 of 全面实施绩效管理), or is what is promised, at its end.
pub(super) fn named(
    core: &[char],
    text: &Text,
    done: impl Iterator<Item = Span>,
    ends: &Phrases<()>,
    weights: &Weights,
) -> Option<Span> {
    let whole = Pairs::new(core, weights).mass();
    let mut best: Option<(f64, Span)> = None;
    for clause in done {
        let theirs = text.folded(clause);
        for (from, run) in runs(core, theirs) {
            let mass = Pairs::new(&core[from..from + run], weights).mass();
            let name = mass >= NAME_PAIR * (run - 1) as f64;
            let half = mass >= HALF_WEIGHS && mass >= HALF * whole;
            // What is done to it is no thing: 全线贯通.
            let last = from + run == core.len() && ends.at_end(core).is_none();
            let heavy = mass >= NAME_WEIGHS && name || half || last && name && mass >= LAST_WEIGHS;
            if heavy && best.is_none_or(|(known, _)| mass > known) {
                best = Some((mass, clause));
            }
        }
    }
    best.map(|(_, span)| span)
}

/// The longest runs of Han characters that both have, of four and more: where each begins in `ours`, and its length.
fn runs(ours: &[char], theirs: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for from in 0..ours.len().saturating_sub(NAME - 1) {
        let Some(first) = ours.get(from..from + NAME).filter(|first| first.iter().all(|c| is_han(*c))) else {
            continue;
        };
        for (at, _) in theirs.windows(NAME).enumerate().filter(|(_, other)| *other == first) {
            let more = ours[from..].iter().zip(&theirs[at..]).take_while(|(a, b)| a == b && is_han(**a)).count();
            found.push((from, more));
        }
    }
    found
}

/// How many characters a name has at least.
const NAME: usize = 4;
