//! Whether an act was done when it was to be done.

use super::Outcome;
use super::act::lead;
use super::clauses::{when, without_deadlines};
use super::question::Question;
use crate::config::Config;
use crate::indicator::{Indicator, Measure};
use crate::text::Span;

/// What a clause that tells of an act says became of it: met where it came as far as was promised (开工, 建成, 投用) and the clause or
/// the promise says when; missed where that was later. Otherwise it is only told of.
pub(super) fn kept(question: Question, clause: Span) -> Outcome {
    let Question { promise, entry, then, config, .. } = question;
    let words = &config.promises;
    let (said, told) = (entry.report.text.folded(promise.span), then.report.text.folded(clause));
    let (Some(wanted), Some(reached)) = (stage(said, config), stage(told, config)) else { return Outcome::Reported };
    let open = words.not_yet.any(told) || words.is_off(told);
    let open = open || reached < wanted || words.expected.at_start(told).is_some();
    if open || promise.target.is_some() {
        return Outcome::Reported;
    }
    let month = |chars: &[char]| when(chars, config).and_then(|(_, _, month)| month);
    match (month(said), month(told)) {
        (Some(by), Some(at)) if at > by => Outcome::Missed,
        _ if when(said, config).is_some() || month(told).is_some() || words.on_time.any(told) => Outcome::Met,
        _ => Outcome::Reported,
    }
}

/// How far a clause says that something is to come or came: by the word that ends it, or by the verb that it opens with. 建成 inside a
/// name says nothing.
fn stage(clause: &[char], config: &Config) -> Option<u8> {
    let words = &config.promises;
    let plain = without_deadlines(clause, config);
    let mut act = &plain[lead(&plain, config)..];
    while let Some((len, ())) = words.on_time.at_start(act) {
        act = &act[len..];
    }
    let ends = words.stages.at_end(act).map(|(_, stage)| stage);
    let on_time = (1..act.len()).find(|&at| words.on_time.at_end(&act[..at]).is_some());
    let opens = words.stages.at_start(on_time.map_or(act, |at| &act[at..])).map(|(_, stage)| stage);
    ends.max(opens)
}

/// What a share of what was planned says, in a clause or right behind it: 完成年初预算的98.2% is missed. What is spent is not to be all
/// that may be, so that less says nothing.
pub(super) fn share_of_plan(question: Question, clause: Span) -> Option<(Outcome, Span)> {
    let Question { promise, then, told, config, .. } = question;
    let (words, text) = (&config.promises, &then.report.text);
    let (own, goal) = (promise.target?, question.goal()?);
    let beside = std::iter::once(clause).chain(told.following(clause, text).take(1)).find_map(|clause| {
        let figures = told.figures.iter().map(|figure| &then.indicators[figure.at]);
        let mut inside = figures.filter(|one| clause.covers(one.span) && one.measure() == Measure::Share);
        let planned =
            |one: &&Indicator| words.of_plan.at_end(text.folded(Span::new(clause.start, one.span.start))).is_some();
        Some((inside.find(planned)?.value, clause))
    });
    let (share, clause) = beside?;
    let reaches = share >= rust_decimal::Decimal::ONE_HUNDRED;
    match () {
        () if own.ceiling || words.spent.any(&goal.folded_label()) => None,
        () if reaches => Some((Outcome::Met, clause)),
        () => Some((Outcome::Missed, clause)),
    }
}

/// Whether a clause says that all of it was done, for a target of 100 %: 全部通了硬化路.
pub(super) fn is_all(question: Question, clause: Span) -> bool {
    let Question { then, config, .. } = question;
    let whole = question
        .goal()
        .is_some_and(|goal| goal.value == rust_decimal::Decimal::ONE_HUNDRED && goal.measure() == Measure::Share);
    let (claims, told) = (&config.promises.claims, then.report.text.folded(clause));
    whole && claims.all.any(told) && !claims.nearly.any(told) && !config.promises.denied.any(told)
}
