//! Which of several values that reports tell of one period is used (重述): a restated value is a second observation of the
//! same period.
//!
//! A later report's value takes the place of an earlier one's only where it says something else: told again, or told to
//! fewer digits (5.2万 for 52,133), it does not.

use crate::config::Qualifier;
use crate::corpus::Body;
use crate::indicator::Indicator;

use super::printed::place;
use super::series::{Aside, Observation, Series, Vintage};

/// The figure of each period that is used, by period.
pub fn used<'a>(body: &Body, series: &'a Series, vintage: Vintage) -> Vec<(i32, &'a Observation)> {
    let mut periods: Vec<(i32, &Observation)> = Vec::new();
    for (period, observation) in told(body, series) {
        match periods.iter_mut().find(|(known, _)| *known == period) {
            Some(slot) if vintage != Vintage::First && says_otherwise(body, slot.1, observation) => {
                slot.1 = observation;
            }
            Some(_) => {}
            None => periods.push((period, observation)),
        }
    }
    // A later report may tell of a year before all others.
    periods.sort_by_key(|(period, _)| *period);
    periods
}

/// The figures that tell another value of a period than the one that is used, and than each other, where all are wanted;
/// by period and report.
pub fn others<'a>(body: &Body, series: &'a Series, vintage: Vintage) -> Vec<(i32, &'a Observation)> {
    if vintage != Vintage::All {
        return Vec::new();
    }
    let mut kept = used(body, series, vintage);
    let count = kept.len();
    for (period, observation) in told(body, series) {
        let known = kept.iter().filter(|(other, _)| *other == period);
        // Of two that agree the one with fewer digits says nothing new, whichever stands first.
        if known
            .into_iter()
            .all(|(_, other)| says_otherwise(body, other, observation) && says_otherwise(body, observation, other))
        {
            kept.push((period, observation));
        }
    }
    let mut others = kept.split_off(count);
    others.sort_by_key(|(period, observation)| (*period, observation.report));
    others
}

/// The figures of a series with their periods, earliest report first; one told twice in a report once.
fn told<'a>(body: &Body, series: &'a Series) -> impl Iterator<Item = (i32, &'a Observation)> {
    let figures = series.observations.iter().filter(|observation| observation.aside != Some(Aside::Again));
    let dated = figures.filter_map(|observation| Some((figure(body, observation).period?, observation)));
    // What a report says of the year before stands beside its own figure, and is as late.
    let mut dated: Vec<(i32, &Observation)> = dated.collect();
    dated.sort_by_key(|(_, observation)| observation.report);
    dated.into_iter()
}

fn figure<'a>(body: &'a Body, observation: &Observation) -> &'a Indicator {
    &body.entries[observation.report].indicators[observation.indicator]
}

/// Whether a later figure says something else than an earlier one of the same period: not the same value, and not the same
/// to fewer digits or with 约, 超过 before it.
fn says_otherwise(body: &Body, earlier: &Observation, later: &Observation) -> bool {
    let (a, b) = (figure(body, earlier), figure(body, later));
    if (earlier.value, a.high) == (later.value, b.high) {
        // 约5万 that turned out to be 5万.
        return a.qualifier.is_some() && b.qualifier.is_none();
    }
    // 不到70万亿元 bounds what was told to the digit, and takes nothing's place.
    if b.qualifier.is_some_and(Qualifier::is_vague) && a.qualifier.is_none() && a.high.is_none() {
        return false;
    }
    if a.high.is_some() || b.high.is_some() {
        return true;
    }
    let [fine, coarse] =
        [(earlier, a), (later, b)].map(|(one, figure)| place(&body.entries[one.report].report.text, figure));
    if a.unit != b.unit {
        // In one unit, of which the digits printed say nothing.
        return earlier.value != later.value;
    }
    let apart = (a.value - b.value).abs();
    let vague = b.qualifier.is_some() && a.qualifier.is_none();
    // 超过5万 may be anything up to the next ten thousand, a rounded 5.2万 is off by half a place.
    let room = if vague { coarse } else { coarse / rust_decimal::Decimal::TWO };
    !(coarse > fine && apart <= room)
}
