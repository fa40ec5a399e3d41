//! Where the next plan promises the same again.

use super::said;
use super::told::Clause;
use crate::similarity::Pairs;
use crate::text::Span;

/// How alike a clause of the next plan is at least that promises the same word for word.
const SAME: f64 = 0.97;

/// The clause of the next plan that promises the same, word for word but for numbers.
pub(super) fn again(pairs: &Pairs, plan: &[Clause]) -> Option<Span> {
    if pairs.mass() < said::WEIGHS {
        return None;
    }
    // Two share no more than the lighter of them weighs.
    let may_be = |clause: &&Clause| {
        let (own, other) = (pairs.mass(), clause.pairs.mass());
        2.0 * own.min(other) >= (SAME - said::ROUNDING) * (own + other)
    };
    let same = |clause: &&Clause| pairs.dice(&clause.pairs) >= SAME;
    plan.iter().filter(may_be).find(same).map(|clause| clause.span)
}
