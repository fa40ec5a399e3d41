//! Totals and parts: 审结97件，其中维持46件、撤销14件…… ; and the totals of tables.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::lists::{self, Listed};
use super::reason::{reason, with_reason};
use super::{Check, Kind, Verdict, amount, plain};
use crate::config::{Config, Counter, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, IndicatorId};
use crate::text::Span;
use crate::timeline::printed::slack;

/// Checks the totals of one report.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let ties = &config.ties;
    let parts_of = parts_of(&entry.indicators);
    let mut checks = Vec::new();
    for (at, total) in entry.indicators.iter().enumerate() {
        if total.table.is_some() || total.high.is_some() {
            continue;
        }
        let list = lists::told(entry, at, ties).or_else(|| {
            let parts = list_of(entry, at, &parts_of).filter(|parts| lists::tied(entry, at, parts, ties))?;
            Some(Listed { whole: lists::is_partition(entry, &parts, ties), parts, word: false })
        });
        if let Some(list) = list {
            checks.extend(judge(report, entry, total, &list, config));
        }
    }
    checks.extend(tables(report, entry, ties));
    checks
}

/// The figures that are parts of each total, in order.
fn parts_of(indicators: &[Indicator]) -> BTreeMap<IndicatorId, Vec<usize>> {
    let mut parts: BTreeMap<IndicatorId, Vec<usize>> = BTreeMap::new();
    for (at, one) in indicators.iter().enumerate() {
        if let Some(total) = one.part_of {
            parts.entry(total).or_default().push(at);
        }
    }
    parts
}

/// The parts of a total as its sentence lists them: from the first part on, as long as only 、 stands between, and no
/// further than where they add up.
fn list_of(entry: &Entry, total: usize, parts_of: &BTreeMap<IndicatorId, Vec<usize>>) -> Option<Vec<usize>> {
    let indicators = &entry.indicators;
    let own = &indicators[total];
    let is_part = |at: usize| indicators[at].part_of == Some(own.id) && indicators[at].quote == own.quote;
    let behind = (total + 1..indicators.len()).take_while(|&at| indicators[at].quote == own.quote);
    let first = behind.clone().find(|&at| is_part(at) && !in_brackets(entry, indicators[at].span, own.span));
    let Some(first) = first else {
        // Parts in brackets right behind the total, or before it (……，合计14项).
        let parts = parts_of.get(&own.id)?.clone();
        let sum: Decimal = parts.iter().map(|&at| indicators[at].value).sum();
        return (parts.len() >= 2 && sum == own.value).then_some(parts);
    };
    let mut list = vec![first];
    for at in first + 1..indicators.len() {
        let (last, next) = (&indicators[list[list.len() - 1]], &indicators[at]);
        let between = entry.report.text.folded(Span::new(last.span.end, next.span.start));
        let row = next.quote == own.quote
            && next.unit == own.unit
            && next.kind == own.kind
            && !between.iter().any(|c| matches!(c, ';' | '。' | ':'));
        let sum: Decimal = list.iter().map(|&at| indicators[at].value).sum();
        let added_up = list.len() >= 2 && sum == own.value;
        let goes_on = row && !added_up && (is_part(at) && sum < own.value || !between.contains(&','));
        if !goes_on {
            break;
        }
        list.push(at);
    }
    (list.len() >= 2).then_some(list)
}

/// Whether a figure stands in a bracket that opens right behind the total.
fn in_brackets(entry: &Entry, part: Span, total: Span) -> bool {
    let between = entry.report.text.folded(Span::new(total.end, part.start));
    let opened = between.iter().filter(|c| **c == '(').count();
    let closed = between.iter().filter(|c| **c == ')').count();
    opened > closed
}

fn judge(report: usize, entry: &Entry, total: &Indicator, list: &Listed, config: &Config) -> Option<Check> {
    let parts = &list.parts;
    let values: Vec<Decimal> = parts.iter().map(|&at| entry.indicators[at].value).collect();
    let sum: Decimal = values.iter().sum();
    let vague = total.qualifier.is_some() || parts.iter().any(|&at| entry.indicators[at].qualifier.is_some());
    // Rounded figures add up to a total as far as their last digits go.
    let text = &entry.report.text;
    let room = slack(text, total) + parts.iter().map(|&at| slack(text, &entry.indicators[at])).sum::<Decimal>();
    let agrees = (sum - total.value).abs() <= room;
    let reason = reason(sum, total.value);
    // What people are is told by halves: of 100, 60 women and 50 members.
    let people = total.unit.as_ref().is_some_and(|unit| config.counting.counter(unit) == Counter::People);
    let near = sum <= total.value + total.value / Decimal::from(NEAR);
    let long = total.value.normalize().mantissa().unsigned_abs() >= LONG;
    let verdict = match () {
        () if agrees => Verdict::Holds,
        () if vague => return None,
        () if list.whole => Verdict::Fails,
        () if sum > total.value && near && !people => Verdict::Fails,
        // Far more than the whole: they may overlap, or be of something else, but the text says that they are parts.
        () if sum > total.value && list.word && !people => Verdict::Suspect,
        // Fewer than the total: the text may name only some of them.
        () if reason.is_some() && long => Verdict::Suspect,
        () => return None,
    };
    let unit = total.unit.as_deref();
    let said = values.iter().map(|value| amount(*value, unit)).collect::<Vec<_>>().join(" + ");
    let sign = match verdict {
        Verdict::Holds if sum == total.value => "=",
        Verdict::Holds => "≈",
        _ => "≠",
    };
    let (made, whole) = (amount(sum, unit), amount(total.value, unit));
    let reckoning = match sign {
        "=" => format!("{said} = {whole}"),
        _ => format!("{said} = {made} {sign} {whole}"),
    };
    let (zh, en) = match verdict {
        Verdict::Holds => (format!("分项之和等于合计：{reckoning}"), format!("the parts add up: {reckoning}")),
        _ => (format!("分项之和不等于合计：{reckoning}"), format!("the parts don't add up: {reckoning}")),
    };
    Some(Check {
        report,
        kind: Kind::Sum,
        verdict,
        span: total.span,
        expected: plain(sum),
        found: plain(total.value),
        message: with_reason(Message::new(zh, en), reason.filter(|_| verdict != Verdict::Holds)),
    })
}

/// By what part of the total the parts may be more than it, or they are no parts of it.
const NEAR: i64 = 4;

/// Totals from here on are so long that one wrong digit is told from parts that are left out.
const LONG: u128 = 1000;

/// The cells of a table's 合计 row against the cells above them; one check a column.
fn tables(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let is_total = |indicator: &Indicator| is_total(indicator, ties);
    // The last row of each table, and what stands in each of its columns.
    let (mut last, mut columns) = (BTreeMap::new(), BTreeMap::<_, Vec<usize>>::new());
    for (at, place) in entry.indicators.iter().enumerate().filter_map(|(at, one)| Some((at, one.table?))) {
        let row = last.entry(place.table).or_insert(place.row);
        *row = place.row.max(*row);
        columns.entry((place.table, place.column)).or_default().push(at);
    }
    let mut checks = Vec::new();
    for total in entry.indicators.iter().filter(|indicator| is_total(indicator)) {
        let Some(place) = total.table else { continue };
        let last = last.get(&place.table).copied();
        let above = |at: &usize| entry.indicators[*at].table.is_some_and(|other| other.row < place.row);
        let column = columns.get(&(place.table, place.column)).into_iter().flatten().copied();
        let column: Vec<usize> = column.filter(above).filter(|&at| entry.indicators[at].kind == total.kind).collect();
        let subtotals = column.iter().any(|&at| is_total(&entry.indicators[at]));
        let additive = !matches!(total.kind, crate::config::Kind::Rate | crate::config::Kind::Growth);
        if column.len() < 2 || last != Some(place.row) || subtotals || !additive {
            continue;
        }
        let sum: Decimal = column.iter().map(|&at| entry.indicators[at].value).sum();
        let text = &entry.report.text;
        let room = slack(text, total) + column.iter().map(|&at| slack(text, &entry.indicators[at])).sum::<Decimal>();
        let verdict = if (sum - total.value).abs() <= room { Verdict::Holds } else { Verdict::Fails };
        let (sum, found) = (plain(sum), plain(total.value));
        let message = match verdict {
            Verdict::Holds => Message::new(
                format!("该列各行之和等于合计 {found}"),
                format!("the rows of the column add up to {found}"),
            ),
            _ => Message::new(
                format!("该列各行之和为 {sum}，合计为 {found}"),
                format!("the rows of the column add up to {sum}, the total is {found}"),
            ),
        };
        checks.push(Check { report, kind: Kind::Table, verdict, span: total.span, expected: sum, found, message });
    }
    checks
}

fn is_total(indicator: &Indicator, ties: &Ties) -> bool {
    let named = |part: &str| {
        let part: Vec<char> = part.chars().collect();
        ties.totals.at_start(&part).is_some_and(|(len, ())| len == part.len())
    };
    indicator.table.is_some() && indicator.label.split('·').any(named)
}
