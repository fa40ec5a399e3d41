//! What several years made together (五年累计, 年均) against the years that are known by themselves.

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, amount, plain};
use crate::config::{Kind as Sort, Qualifier, Ties};
use crate::corpus::Body;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::fold;
use crate::timeline::printed::slack;

/// Checks the totals and means of several years of a body's reports.
pub(super) fn check(body: &Body, ties: &Ties) -> Vec<Check> {
    let yearly: Vec<(usize, &Indicator, Vec<char>)> = all(body)
        .filter(|(_, one)| one.years == 1 && one.qualifier.is_none())
        .map(|(report, one)| (report, one, name(one, ties)))
        .collect();
    let several = all(body).filter(|(_, one)| (3..=6).contains(&one.years));
    several.filter_map(|(report, total)| judge(body, report, total, &yearly, ties)).collect()
}

/// What was counted of a body's years, level by level.
fn all(body: &Body) -> impl Iterator<Item = (usize, &Indicator)> {
    body.entries
        .iter()
        .enumerate()
        .flat_map(|(report, entry)| entry.indicators.iter().map(move |one| (report, one)))
        .filter(|(_, one)| {
            let counted = one.measure() == Measure::Level
                && matches!(one.kind, Sort::Count | Sort::Money | Sort::Area | Sort::Quantity | Sort::Length);
            counted && one.role == Role::Actual && one.high.is_none() && one.table.is_none() && one.part_of.is_none()
        })
}

/// What a figure is of, without the words for the time that it covers: 累计, 年均.
fn name(one: &Indicator, ties: &Ties) -> Vec<char> {
    let label: Vec<char> = one.label.chars().filter(|c| *c != '·').map(fold).collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while at < label.len() {
        match ties.spans.at_start(&label[at..]) {
            Some((len, ())) => at += len,
            None => {
                kept.push(label[at]);
                at += 1;
            }
        }
    }
    kept
}

/// The total of several years against the sum of them, where all are known once each; where some are not, only that the
/// known ones are not more.
fn judge(
    body: &Body,
    report: usize,
    total: &Indicator,
    yearly: &[(usize, &Indicator, Vec<char>)],
    ties: &Ties,
) -> Option<Check> {
    let own = name(total, ties);
    let period = total.period?;
    let years = i32::from(total.years);
    let text = |report: usize| &body.entries[report].report.text;
    let (mut known, mut room) = (Vec::new(), Decimal::ZERO);
    for year in period - years + 1..=period {
        let mut told = yearly.iter().filter(|(_, one, name)| {
            one.period == Some(year) && one.unit == total.unit && one.scope == total.scope && *name == own
        });
        let Some((first, one, _)) = told.next() else { continue };
        if told.any(|(_, other, _)| other.value != one.value) {
            return None;
        }
        room += slack(text(*first), one);
        known.push(one.value);
    }
    if own.len() < NAMES || known.len() < 2 {
        return None;
    }
    let mean = total.qualifier == Some(Qualifier::Average);
    let scale = if mean { Decimal::from(years) } else { Decimal::ONE };
    let (made, said) = (known.iter().sum::<Decimal>(), total.value * scale);
    let room = room + slack(text(report), total) * scale;
    let beyond = matches!(total.qualifier, Some(Qualifier::MoreThan | Qualifier::AtLeast));
    let whole = known.len() == years as usize;
    let verdict = match () {
        () if whole && ((made - said).abs() <= room || beyond && made >= said && made <= said * Decimal::TWO) => {
            Verdict::Holds
        }
        // Money and yields are revised; what was counted one by one is not.
        () if total.kind != Sort::Count
            || beyond
            || total.qualifier.is_some_and(|one| one != Qualifier::Cumulative && one != Qualifier::Average) =>
        {
            return None;
        }
        () if whole || made > said + room => Verdict::Suspect,
        () => return None,
    };
    let expected = made.checked_div(scale).unwrap_or_default().round_dp(2);
    Some(Check {
        report,
        kind: Kind::Sum,
        verdict,
        span: total.span,
        expected: plain(expected),
        found: plain(total.value),
        message: message(verdict, &known, said, total.unit.as_deref()),
    })
}

/// The reckoning in words: the known years, their sum, and what the report says of them together.
fn message(verdict: Verdict, known: &[Decimal], said: Decimal, unit: Option<&str>) -> Message {
    let sum = known.iter().map(|value| amount(*value, unit)).collect::<Vec<_>>().join(" + ");
    let (made, now) = (amount(known.iter().sum(), unit), amount(said, unit));
    match verdict {
        Verdict::Holds => Message::new(
            format!("与各年之和相符：{sum} = {made}，此处合 {now}"),
            format!("as the years by themselves: {sum} = {made}, here {now}"),
        ),
        _ => Message::new(
            format!("与已知各年之和不符：{sum} = {made}，此处合 {now}；可能口径不同"),
            format!("not as the years that are known: {sum} = {made}, here {now}; it may be counted otherwise"),
        ),
    }
}

/// How long a name is at least that is of one thing wherever it stands.
const NAMES: usize = 4;
