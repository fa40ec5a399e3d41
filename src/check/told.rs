//! What one report tells of a figure in two places: both values of a change with the change, and one fact told twice.

use std::collections::hash_map::Entry as Known;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::across::{growth, is_real};
use super::reason::{reason, tenfold, with_reason};
use super::rounding::tells;
use super::same::one_scope;
use super::{Check, Kind, Verdict, amount, percent, plain};
use crate::config::{Kind as Sort, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::Span;
use crate::text::signs::WHOLE;
use crate::timeline::facts::{changes_of, previous_of};
use crate::timeline::printed::{slack, value_before};

/// Checks what one report tells of itself.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let mut checks = changes(report, entry, ties);
    checks.extend((0..entry.indicators.len()).filter_map(|at| beside(report, entry, at, ties)));
    checks.extend((0..entry.indicators.len()).filter_map(|at| both(report, entry, at, ties)));
    checks.extend((0..entry.indicators.len()).filter_map(|at| step(report, entry, at, ties)));
    checks.extend(twice(report, entry));
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
                true if !tells(text, [before.value, slack(text, before)], level, change) => continue,
                true => Verdict::Holds,
                false if real => continue,
                false if percent::meant(text, [before.value, slack(text, before)], level, change) => {
                    checks.push(percent::told(report, before.value, level, change));
                    continue;
                }
                false => Verdict::Fails,
            };
            checks.extend(growth(report, before.value, level, change, verdict, false));
        }
    }
    checks
}

/// 受理480件，较上年600件下降20%: a change right behind both values, whatever its own label says.
fn beside(report: usize, entry: &Entry, at: usize, ties: &Ties) -> Option<Check> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let [level, before, change] = indicators.get(at..at + 3)? else { return None };
    let one = level.quote == change.quote && level.quote == before.quote && before.unit == level.unit;
    let told = level.role == Role::Actual && before.role == Role::Previous && level.measure() == Measure::Level;
    let named = before.label.rsplit('·').all(|part| level.label.contains(part));
    let words = text.folded(Span::new(before.span.end.min(change.span.start), change.span.start));
    let close = words.len() <= CLOSE && change.direction.is_some() && !changes_of(indicators, at).contains(&(at + 2));
    let exact = before.qualifier.is_none() && !before.value.is_zero() && level.table.is_none();
    if !(one && told && named && close && exact) || is_real(entry, level, change, ties) {
        return None;
    }
    let implied = value_before(text, level, change)?.widened(slack(text, before));
    let verdict = if implied.holds(before.value) { Verdict::Holds } else { Verdict::Suspect };
    let open = verdict == Verdict::Holds && !tells(text, [before.value, slack(text, before)], level, change);
    if open { None } else { growth(report, before.value, level, change, verdict, false) }
}

/// So many characters between a value and a change leave no room for another noun.
const CLOSE: usize = 5;

/// 480件，同比减少120件，下降20%: by how much and by how many percent must come from one value before.
fn both(report: usize, entry: &Entry, at: usize, ties: &Ties) -> Option<Check> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let level = &indicators[at];
    let changes: Vec<&Indicator> = changes_of(indicators, at).into_iter().map(|change| &indicators[change]).collect();
    let delta = changes.iter().find(|one| one.measure() == Measure::Delta && one.unit == level.unit)?;
    let share = changes.iter().find(|one| one.measure() == Measure::Growth && one.span.start > delta.span.start)?;
    let alike = delta.direction == share.direction && level.role != Role::Previous && level.table.is_none();
    if !alike || is_real(entry, level, share, ties) || previous_of(indicators, at).is_some() {
        return None;
    }
    let (by_delta, by_share) = (value_before(text, level, delta)?, value_before(text, level, share)?);
    let overlap = by_delta.low <= by_share.high && by_share.low <= by_delta.high;
    let before = (by_delta.low + by_delta.high) / Decimal::TWO;
    let verdict = match () {
        () if overlap && !tells(text, [before, (by_delta.high - by_delta.low) / Decimal::TWO], level, share) => {
            return None;
        }
        () if overlap => Verdict::Holds,
        () if before.is_sign_negative() => return None,
        () => Verdict::Suspect,
    };
    growth(report, before, level, share, verdict, false)
}

/// 由8万吨提高到12万吨，新增4万吨: what was added between two values, told as a count of its own.
fn step(report: usize, entry: &Entry, at: usize, ties: &Ties) -> Option<Check> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let before = &indicators[previous_of(indicators, at.checked_sub(1)?)?];
    let (level, by) = (&indicators[at - 1], &indicators[at]);
    let words = text.folded(Span::new(level.span.end.min(by.span.start), by.span.start));
    let words = words.strip_prefix(&[',']).or_else(|| words.strip_prefix(&['、']))?;
    let (up, down) = (ties.steps_up.is(words), ties.steps_down.is(words));
    let alike = by.quote == level.quote && by.unit == level.unit && level.unit.is_some() && by.high.is_none();
    let exact = [before, level, by].iter().all(|one| one.qualifier.is_none()) && level.kind != Sort::Rank;
    let told = changes_of(indicators, at - 1).contains(&at);
    if !(up || down) || !alike || !exact || told || level.role != Role::Actual {
        return None;
    }
    let made = if up { level.value - before.value } else { before.value - level.value };
    let room = slack(text, before) + slack(text, level) + slack(text, by);
    let off = (made - by.value).abs();
    let verdict = match () {
        () if off <= slack(text, by) => Verdict::Holds,
        // As far as the values may be rounded nothing is said.
        () if off <= room => return None,
        () => Verdict::Suspect,
    };
    let unit = level.unit.as_deref();
    let [was, now, step, said] = [before.value, level.value, made, by.value].map(|value| amount(value, unit));
    let message = match verdict {
        Verdict::Holds => Message::new(
            format!("增减相符：{was} → {now}，即 {step}"),
            format!("the change agrees: {was} → {now} makes {step}"),
        ),
        _ => Message::new(
            format!("增减不符：{was} → {now} 应为 {step}，报告为 {said}"),
            format!("the change does not agree: {was} → {now} makes {step}, the report says {said}"),
        ),
    };
    let message = with_reason(message, reason(made, by.value).filter(|_| verdict != Verdict::Holds));
    let (expected, found) = (plain(made), plain(by.value));
    Some(Check { report, kind: Kind::Growth, verdict, span: by.span, expected, found, message })
}

/// How long a label is at least that names one fact wherever it stands.
const NAMES: usize = 6;

/// Figures that tell one fact in two sentences: the first that tells it, and the later one.
fn told_again<'a>(figures: impl Iterator<Item = &'a Indicator>) -> Vec<(&'a Indicator, &'a Indicator)> {
    // Of each fact the first figure, and the first in another sentence than that.
    let mut known: FxHashMap<_, (&Indicator, Option<&Indicator>)> = FxHashMap::default();
    let mut again = Vec::new();
    for late in figures {
        let scope = late.scope.as_ref().filter(|scope| !scope.starts_with(WHOLE));
        let what = (late.label.as_str(), &late.unit, late.kind, late.direction, scope);
        match known.entry((what, late.period, late.years, &late.asof)) {
            Known::Vacant(vacant) => {
                vacant.insert((late, None));
            }
            Known::Occupied(mut occupied) => {
                let (first, other) = occupied.get_mut();
                if first.quote != late.quote && one_scope(first, late) {
                    again.push((*first, late));
                    other.get_or_insert(late);
                } else if let Some(other) = other.filter(|other| one_scope(other, late)) {
                    again.push((other, late));
                }
            }
        }
    }
    again
}

/// One fact told twice, of which one telling looks like a slip of the pen: one digit, two digits, or the point.
fn twice(report: usize, entry: &Entry) -> Vec<Check> {
    let exact = |one: &Indicator| {
        // An aim in percent is as often told in two digits, and told as about so much.
        let aim = one.role == Role::Target && matches!(one.measure(), Measure::Growth | Measure::Share);
        let digits = one.value.normalize().mantissa().unsigned_abs();
        (one.role == Role::Actual && one.qualifier.is_none() && digits >= 100 || aim && digits >= 10)
            && one.high.is_none()
            && one.table.is_none()
            && one.part_of.is_none()
            && one.label.chars().count() >= NAMES
    };
    let mut checks = Vec::new();
    for (early, late) in told_again(entry.indicators.iter().filter(|one| exact(one))) {
        let text = &entry.report.text;
        let room = slack(text, early).max(slack(text, late));
        let aim = late.role == Role::Target;
        let near = (early.value - late.value).abs() <= late.value.abs() / Decimal::from(2);
        let close = aim || near || tenfold(early.value, late.value);
        let alike = early.role == late.role && early.qualifier == late.qualifier && close;
        let Some(why) = reason(early.value, late.value).filter(|_| (early.value - late.value).abs() > room && alike)
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
