//! The clause that tells of a promise in other words: the one that shares by far most with it, where none says most of it.
//!
//! 加快甲乙试点落地 and 首单甲丙乙业务试点落地 share half of their letters, and no other clause of the report shares a third.

use super::contrast::is_of_another;
use super::named::without_tails;
use super::question::Question;
use super::said::{ROUNDING, Said};
use crate::similarity::Pairs;

/// How much of what a promise is done to a clause says at least, how much that weighs, and how many times as much as any clause of
/// another sentence. Set by hand on the labels of eight provinces.
const SHARES: f64 = 0.3;
const WEIGHS: f64 = 2.0;
const LEADS: f64 = 1.2;

/// The clause of what was done that shares by far most with what a promise is done to. Figures of several years do not tell apart: that
/// they tell of the thing is all that is said.
pub(super) fn hinted(question: Question) -> Option<Said> {
    let Question { then, told, config, weights, .. } = question;
    let thing = Pairs::new(without_tails(question.object(), config), weights);
    let least = (SHARES * thing.mass()).max(WEIGHS) - ROUNDING;
    let most = told.most(&thing);
    let of_it = |at: &usize| told.done[*at].answers && !told.done[*at].heading && most[*at] >= least;
    let best = (0..told.done.len()).filter(of_it).reduce(|best, next| if most[next] > most[best] { next } else { best })?;
    let sentence = told.sentences.iter().find(|sentence| sentence.contains(&best))?;
    let rivals = || (0..told.done.len()).filter(|at| !sentence.contains(at) && !told.done[*at].heading);
    if rivals().any(|at| most[at] * LEADS > most[best] + ROUNDING) {
        return None;
    }
    let span = told.done[best].span;
    let other = is_of_another(question.core(), then.report.text.folded(span), (config, weights));
    (!other).then_some(Said { span, likeness: (most[best] / thing.mass()).min(MOST) })
}

/// What such an answer counts as at most: under one that says what was promised. Set by hand.
const MOST: f64 = 0.3;
