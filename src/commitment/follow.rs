//! What a later report tells of a promise: the figure of the same thing, else the clause that says most of it.

use super::fit::{Side, clause_of};
use super::promises::Promise;
use super::question::Question;
use super::reached::{FULL, figure, inside, kept_up, kin, of_its_subject};
use super::said::{self, clause};
use super::told::{Clause, Told};
use super::{Answer, Commitment, Outcome};
use crate::config::Config;
use crate::corpus::{Body, Entry};
use crate::similarity::{Pairs, Weights};
use crate::text::Span;

/// Follows a promise into the report that tells of its year.
pub(super) fn follow(
    body: &Body,
    report: usize,
    promise: Promise,
    told: &[Told],
    config: &Config,
    weights: &Weights,
) -> Commitment {
    let entry = &body.entries[report];
    let read = (report + 1..body.entries.len())
        .find(|&later| promise.period.is_none_or(|period| body.entries[later].report.metadata.covers >= Some(period)));
    let (outcome, answer) = match read {
        None => (Outcome::TooEarly, None),
        Some(later) => {
            let (then, told, own) = (&body.entries[later], &told[later], &told[report]);
            let question = Question { promise: &promise, entry, own, then, told, config, weights };
            match answer(question, later) {
                (_, Some(said)) if is_denied(then, said.span, config) => (Outcome::Missed, Some(said)),
                found => found,
            }
        }
    };
    let next = told.get(report + 1);
    let again = next.and_then(|next| again(&Pairs::new(entry.report.text.folded(promise.core), weights), &next.plan));
    Commitment {
        report,
        span: promise.span,
        part: promise.core,
        target: promise.target,
        period: promise.period,
        outcome,
        read,
        answer,
        again: again.map(|span| (report + 1, span)),
    }
}

/// What became of a promise, and where report number `later` tells it.
fn answer(question: Question, later: usize) -> (Outcome, Option<Answer>) {
    let Question { entry, own, then, config, weights, .. } = question;
    let fields = question.goal().map(|goal| own.fields(entry, goal, config, weights));
    let wanted = question.goal().zip(fields.as_ref()).map(|(one, fields)| Side { entry, one, fields });
    let by_figure = |at: usize, share: f64, judged: bool| {
        let span = clause_of(then, &then.indicators[at]);
        let (outcome, indicator) = if judged { (question.judged(at), Some(at)) } else { (Outcome::Reported, None) };
        (outcome, Some(Answer { report: later, span, indicator, score: score(share) }))
    };
    let mut otherwise = None;
    if let Some(wanted) = wanted {
        let found = figure(question, wanted);
        if let Some((at, bits)) = found.same.or_else(|| kin(question, wanted)) {
            return by_figure(at, bits / FULL, true);
        }
        otherwise = found.otherwise.map(|(at, bits)| (at, bits / FULL)).or_else(|| of_its_subject(question, wanted));
    }
    if let Some((at, share)) = otherwise.or_else(|| kept_up(question)) {
        return by_figure(at, share, false);
    }
    let Some(said) = clause(question) else { return (Outcome::NotMentioned, None) };
    match wanted.and_then(|wanted| inside(question, wanted, said.span)) {
        Some(at) => by_figure(at, said.likeness, true),
        None => {
            let said = Answer { report: later, span: said.span, indicator: None, score: score(said.likeness) };
            (Outcome::Reported, Some(said))
        }
    }
}

/// 没有实现年初确定的能耗降低4%左右的目标, 计划植树200亩，但未完成: whether a clause says, or the next one begins with it, that what was
/// promised did not come.
fn is_denied(then: &Entry, clause: Span, config: &Config) -> bool {
    let (text, words) = (&then.report.text, &config.promises);
    let behind = text.folded(Span::new(clause.end, text.len().min(clause.end + NEXT)));
    let next = behind.strip_prefix(&[',']).unwrap_or_default();
    let next = &next[words.however.at_start(next).map_or(0, |(len, ())| len)..];
    words.denied.any(text.folded(clause)) || words.denied.at_start(next).is_some()
}

/// So many characters behind a clause are looked at.
const NEXT: u32 = 12;

/// How alike a clause of the next plan is at least that promises the same word for word.
const SAME: f64 = 0.97;

/// The clause of the next plan that promises the same, word for word but for numbers.
fn again(pairs: &Pairs, plan: &[Clause]) -> Option<Span> {
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

/// In thousandths, no more than all.
fn score(share: f64) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}
