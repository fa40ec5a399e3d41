//! What one report tells of a figure in two places: both values of a change with the change, and one fact told twice.

use std::collections::hash_map::Entry as Known;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::across::{growth, is_real};
use super::reason::reason;
use super::{Check, Kind, Verdict, amount, plain};
use crate::config::{Qualifier, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Role};
use crate::timeline::facts::{changes_of, previous_of};
use crate::timeline::printed::{slack, value_before};

/// Checks what one report tells of itself.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let mut checks = changes(report, entry, ties);
    checks.extend(twice(report, entry));
    checks.extend(agreeing(report, entry));
    checks
}

/// 由100件增至120件，增长20%.
fn changes(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let mut checks = Vec::new();
    for (at, level) in indicators.iter().enumerate().filter(|(_, one)| one.role == Role::Actual) {
        let Some(before) = previous_of(indicators, at).map(|before| &indicators[before]) else { continue };
        if before.qualifier.is_some() || before.value.is_zero() {
            continue;
        }
        for change in changes_of(indicators, at) {
            let change = &indicators[change];
            let Some(implied) = value_before(text, level, change) else { continue };
            let real = is_real(entry, level, change, ties);
            let verdict = match implied.widened(slack(text, before)).holds(before.value) {
                true => Verdict::Holds,
                false if real => continue,
                false => Verdict::Fails,
            };
            checks.extend(growth(report, before.value, level, change, verdict, false));
        }
    }
    checks
}

/// How long a label is at least that names one fact wherever it stands.
const NAMES: usize = 6;

/// One fact told in two places: with the same value, or once exactly and once by what it went beyond (超过500亿斤).
fn agreeing(report: usize, entry: &Entry) -> Vec<Check> {
    let named = |one: &&Indicator| {
        one.role == Role::Actual && one.high.is_none() && one.table.is_none() && one.label.chars().count() >= NAMED
    };
    let again = told_again(entry.indicators.iter().filter(named));
    again.into_iter().filter_map(|(early, late)| agreement(report, early, late)).collect()
}

/// Figures that tell one fact in two sentences: the first that tells it, and the later one.
fn told_again<'a>(figures: impl Iterator<Item = &'a Indicator>) -> Vec<(&'a Indicator, &'a Indicator)> {
    // Of each fact the first figure, and the first in another sentence than that.
    let mut known: FxHashMap<_, (&Indicator, Option<&Indicator>)> = FxHashMap::default();
    let mut again = Vec::new();
    for late in figures {
        let what = (late.label.as_str(), &late.unit, late.kind, late.direction, &late.scope);
        match known.entry((what, late.period, late.years, &late.asof)) {
            Known::Vacant(vacant) => {
                vacant.insert((late, None));
            }
            Known::Occupied(mut occupied) => {
                let (first, other) = occupied.get_mut();
                if first.quote != late.quote {
                    again.push((*first, late));
                    other.get_or_insert(late);
                } else if let Some(other) = other {
                    again.push((*other, late));
                }
            }
        }
    }
    again
}

/// How long a label is at least that names one fact wherever it stands, where the values agree as well.
const NAMED: usize = 4;

fn agreement(report: usize, early: &Indicator, late: &Indicator) -> Option<Check> {
    let beyond = |one: &Indicator| matches!(one.qualifier, Some(Qualifier::MoreThan | Qualifier::AtLeast));
    let same = early.value == late.value && early.qualifier == late.qualifier;
    let named = late.label.chars().count() >= NAMES && late.value.normalize().mantissa().unsigned_abs() >= 100;
    let (exact, bound) = if beyond(late) { (early, late) } else { (late, early) };
    let bounded = beyond(bound)
        && exact.qualifier.is_none()
        && bound.value <= exact.value
        && exact.value <= bound.value * Decimal::TWO;
    let (first, now) = (amount(early.value, early.unit.as_deref()), amount(late.value, late.unit.as_deref()));
    let message = match () {
        () if same && named => Message::new(format!("前后一致：{now}"), format!("told twice, and alike: {now}")),
        () if bounded => Message::new(
            format!("前后说法相符：前文 {first}，此处 {now}"),
            format!("both places agree: {first} before, {now} here"),
        ),
        () => return None,
    };
    let (kind, verdict) = (Kind::Restated, Verdict::Holds);
    let (expected, found) = (plain(early.value), plain(late.value));
    Some(Check { report, kind, verdict, span: late.span, expected, found, message })
}

/// One fact told twice, of which one telling looks like a slip of the pen: one digit, two digits, or the point.
fn twice(report: usize, entry: &Entry) -> Vec<Check> {
    let exact = |one: &Indicator| {
        one.role == Role::Actual
            && one.qualifier.is_none()
            && one.high.is_none()
            && one.table.is_none()
            && one.part_of.is_none()
            && one.label.chars().count() >= NAMES
            && one.value.normalize().mantissa().unsigned_abs() >= 100
    };
    let mut checks = Vec::new();
    for (early, late) in told_again(entry.indicators.iter().filter(|one| exact(one))) {
        let text = &entry.report.text;
        let room = slack(text, early).max(slack(text, late));
        let close = (early.value - late.value).abs() <= late.value.abs() / Decimal::from(2);
        let Some(why) = reason(early.value, late.value).filter(|_| (early.value - late.value).abs() > room && close)
        else {
            continue;
        };
        let (first, now) = (amount(early.value, early.unit.as_deref()), amount(late.value, late.unit.as_deref()));
        checks.push(Check {
            report,
            kind: Kind::Restated,
            verdict: Verdict::Suspect,
            span: late.span,
            message: Message::new(
                format!("前文为 {first}，此处为 {now}；{}", why.zh),
                format!("said to be {first} before, and {now} here; {}", why.en),
            ),
            expected: plain(early.value),
            found: plain(late.value),
        });
    }
    checks
}
