//! What a report says of the year before, against what the report of that year said: growth, change, and the value told
//! again.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, plain};
use crate::config::Kind as Sort;
use crate::corpus::Body;
use crate::diagnostic::Message;
use crate::indicator::Role;
use crate::timeline::Timeline;
use crate::timeline::facts::{changes_of, half_unit_of_surface, previous_of, value_before};
use crate::timeline::series::{Basis, Break, Observation, Series};

/// Checks every figure of a series against the one of the year before.
pub(super) fn check(body: &Body, timeline: &Timeline) -> Vec<Check> {
    timeline.series.iter().flat_map(|series| of_series(body, series)).collect()
}

fn of_series(body: &Body, series: &Series) -> Vec<Check> {
    let mut checks = Vec::new();
    let standing: Vec<_> = series.observations.iter().filter(|observation| observation.aside.is_none()).collect();
    let agreed: Vec<bool> = standing.windows(2).map(|pair| agrees(body, pair[0], pair[1])).collect();
    for (at, pair) in standing.windows(2).enumerate() {
        let [early, late] = pair else { continue };
        let (before, after) = (
            &body.entries[early.report].indicators[early.indicator],
            &body.entries[late.report].indicators[late.indicator],
        );
        let adjacent = before.period.zip(after.period).is_some_and(|(before, after)| after == before + 1);
        if !adjacent || before.qualifier.is_some() || after.qualifier.is_some() || after.years > 1 {
            continue;
        }
        let comparable = late.breaks.iter().all(|reason| *reason == Break::TimeBasis);
        let indicators = &body.entries[late.report].indicators;
        let previous =
            previous_of(indicators, late.indicator).filter(|&previous| indicators[previous].period == before.period);
        let sure = late
            .link
            .as_ref()
            .is_some_and(|link| matches!(link.basis, Basis::Exact | Basis::Lexicon | Basis::Reviewer));
        // Other names, but the years around them agree to the digit: it is one indicator.
        let sure = sure || at > 0 && agreed[at - 1] && agreed.get(at + 1) == Some(&true);
        if let Some(previous) = previous.filter(|&previous| sure || indicators[previous].value == before.value) {
            checks.push(restated(late.report, before.value, &indicators[previous], comparable, &late.breaks));
        }
        // What is planned is measured against what was done, not against the plan before.
        if series.role == Role::Target {
            continue;
        }
        for change in changes_of(indicators, late.indicator) {
            let change = &indicators[change];
            let Some(implied) = value_before(after, change) else { continue };
            let implied = implied.widened(half_unit_of_surface(before));
            let verdict = match () {
                () if implied.holds(before.value) => Verdict::Holds,
                // Another month or scope, or another thing: the two are not one.
                () if !late.breaks.is_empty() || !sure => continue,
                // Money may grow in real terms, and be revised: that is no contradiction.
                () if matches!(after.kind, Sort::Money) => Verdict::Suspect,
                () => Verdict::Fails,
            };
            checks.extend(growth(late.report, before.value, after.value, change, verdict));
        }
    }
    checks
}

/// Whether a change that the later report tells is right for the two figures.
fn agrees(body: &Body, early: &Observation, late: &Observation) -> bool {
    let indicators = &body.entries[late.report].indicators;
    let before = &body.entries[early.report].indicators[early.indicator];
    changes_of(indicators, late.indicator).into_iter().any(|change| {
        value_before(&indicators[late.indicator], &indicators[change])
            .is_some_and(|implied| implied.widened(half_unit_of_surface(before)).holds(before.value))
    })
}

fn restated(
    report: usize,
    printed: Decimal,
    told: &crate::indicator::Indicator,
    comparable: bool,
    breaks: &BTreeSet<Break>,
) -> Check {
    let verdict = match () {
        () if printed == told.value => Verdict::Holds,
        () if comparable && breaks.is_empty() => Verdict::Fails,
        () => Verdict::Suspect,
    };
    let (was, now) = (plain(printed), plain(told.value));
    let message = match verdict {
        Verdict::Holds => {
            Message::new(format!("与上年报告一致：{was}"), format!("as the report of the year before said: {was}"))
        }
        _ => Message::new(
            format!("上年报告为 {was}，本报告称上年为 {now}"),
            format!("the report of the year before said {was}, this one says that it was {now}"),
        ),
    };
    Check { report, kind: Kind::Restated, verdict, span: told.span, expected: was, found: now, message }
}

fn growth(
    report: usize,
    before: Decimal,
    after: Decimal,
    change: &crate::indicator::Indicator,
    verdict: Verdict,
) -> Option<Check> {
    let expected = if change.kind == Sort::Delta {
        plain((after - before).abs())
    } else {
        let rate = (after - before).checked_div(before)? * Decimal::ONE_HUNDRED;
        plain(rate.abs().round_dp(change.value.scale().max(1)))
    };
    let (was, now, found) = (plain(before), plain(after), plain(change.value));
    let message = match verdict {
        Verdict::Holds => Message::new(format!("增减相符：{was} → {now}"), format!("the change agrees: {was} → {now}")),
        _ => Message::new(
            format!("增减不符：{was} → {now} 应为 {expected}，报告为 {found}"),
            format!("the change does not agree: {was} → {now} makes {expected}, the report says {found}"),
        ),
    };
    Some(Check { report, kind: Kind::Growth, verdict, span: change.span, expected, found, message })
}
