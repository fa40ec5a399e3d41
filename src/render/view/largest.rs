//! The largest changes (变化最大): one ranking, for the first view, the table and the brief alike.

use rustc_hash::FxHashSet;

use crate::indicator::{Measure, Role};
use crate::pair::Pair;
use crate::timeline::change::{Change, change};
use crate::timeline::series::{Basis, Series};

use super::BodyView;

/// How many lines a list of the largest changes has.
pub const LINES: usize = 8;

/// How much a change is worth a look, for ranking only; 0 where it has no place among the largest, and [`LEFT_OUT`] where
/// it might have one, but can't be told. It has one where it is of what was reached in a year, exact and comparable, and where
/// all that links its two ends is sure. What did not change has none, however it is linked.
pub fn weight(series: &Series, change: &Change<'_>) -> i64 {
    if !is_of_a_year(series) {
        return 0;
    }
    match &change.told {
        Ok(told) if told.delta.is_zero() => 0,
        Ok(told) if !change.unsure && is_linked(series, change) => told.weight(change),
        _ => LEFT_OUT,
    }
}

/// The weight of what is left out: it does not compare, is unsure, or is named otherwise.
pub const LEFT_OUT: i64 = -1;

/// Whether a series is one of what was reached in each year: of amounts, shares or rates of growth.
fn is_of_a_year(series: &Series) -> bool {
    series.role == Role::Actual && series.measure != Measure::Delta && series.years == 1
}

/// Whether the labels on the way from one end to the other are the same, or mean the same, or a reviewer said so.
fn is_linked(series: &Series, change: &Change<'_>) -> bool {
    let ends = change.ends.map(|end| end.observation.report);
    let (first, last) = (ends.before.min(ends.after), ends.before.max(ends.after));
    let on_the_way = series.observations.iter().filter(|one| first < one.report && one.report <= last);
    on_the_way
        .filter_map(|one| one.link.as_ref())
        .all(|link| matches!(link.basis, Basis::Exact | Basis::Lexicon | Basis::Reviewer | Basis::Restated))
}

/// What a change is of.
fn topic(change: &Change<'_>) -> String {
    change.ends.after.indicator.topic.clone()
}

/// The changes from the year that one report looks back at to that of another, largest first, and how many series tell both
/// years but don't compare, are unsure, or are named otherwise.
pub fn largest<'a>(view: &BodyView<'a>, reports: Pair<usize>) -> (Vec<(&'a Series, Change<'a>)>, usize) {
    let entries = &view.body.entries;
    let years = reports.map(|at| entries[at].report.metadata.covers.unwrap_or(entries[at].year()));
    let mut found = Vec::new();
    let mut left_out = 0;
    for series in view.timeline.series.iter().filter(|series| is_of_a_year(series)) {
        let told = view.by_period(series);
        let of = |year: i32| told.iter().find(|(period, _)| *period == year).map(|(_, observation)| *observation);
        let Some(both) = of(years.before).zip(of(years.after)) else { continue };
        let Some(change) = change(view.body, series, both.0, both.1) else { continue };
        let weight = weight(series, &change);
        left_out += usize::from(weight == LEFT_OUT);
        if weight > 0 {
            found.push((weight, series, change));
        }
    }
    // 货运量增速 beside 货运量: the amount says both how much and by how much.
    let level = |(_, series, _): &&(i64, &Series, Change<'_>)| series.measure == Measure::Level;
    let told: FxHashSet<String> = found.iter().filter(level).map(|(_, _, change)| topic(change)).collect();
    found.retain(|(_, series, change)| series.measure != Measure::Growth || !told.contains(&topic(change)));
    found.sort_by_key(|(weight, _, _)| std::cmp::Reverse(*weight));
    (found.into_iter().map(|(_, series, change)| (series, change)).collect(), left_out)
}
