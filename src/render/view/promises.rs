//! What was promised and what became of it (承诺), as places in the texts.

use serde::Serialize;

use super::BodyView;
use super::figures::exact;
use super::reading::{Ends, ends};
use crate::commitment::Commitment;

/// A promise of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct Promise {
    /// The report that makes it.
    pub report: usize,
    /// The clause that makes it.
    pub quote: Ends,
    /// Its figure; the clause where it is of an act.
    pub place: Ends,
    /// The year by which it is to be kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<i32>,
    /// `met`, `missed`, `reported`, `not-mentioned` or `too-early`.
    pub outcome: &'static str,
    /// `at_least`, `at_most`, `about` or `exact`; none of an act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<&'static str>,
    /// What is to be reached, with its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The report that tells of its year, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<usize>,
    /// Where that report tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Where the next plan promises it again, word for word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<(usize, Ends)>,
}

/// What a later report tells of a promise.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The report.
    pub report: usize,
    /// The clause.
    pub quote: Ends,
    /// Its figure; the clause where there is none.
    pub place: Ends,
    /// What was reached, with its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// The promises of a body's plans, by report and place.
pub fn promises(view: &BodyView<'_>) -> Vec<Promise> {
    view.commitments.iter().map(|one| promise(view, one)).collect()
}

fn promise(view: &BodyView<'_>, one: &Commitment) -> Promise {
    let figure = |report: usize, at: usize| &view.body.entries[report].indicators[at];
    let target = one.target.map(|target| figure(one.report, target.indicator));
    Promise {
        report: one.report,
        quote: ends(one.span),
        place: ends(target.map_or(one.span, |figure| figure.span)),
        period: one.period,
        outcome: one.outcome.name(),
        bound: one.target.map(|target| target.bound.name()),
        target: target.map(exact),
        read: one.read,
        answer: one.answer.map(|answer| {
            let told = answer.indicator.map(|at| figure(answer.report, at));
            Answer {
                report: answer.report,
                quote: ends(answer.span),
                place: ends(told.map_or(answer.span, |figure| figure.span)),
                value: told.map(exact),
            }
        }),
        again: one.again.map(|(report, span)| (report, ends(span))),
    }
}
