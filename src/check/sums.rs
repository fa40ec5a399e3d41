//! Totals and parts: 审结97件，其中维持46件、撤销14件……; 建议210件、提案263件，共计473件.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::lists::{self, Listed};
use super::reason::{reason, with_reason};
use super::{Check, Kind, Verdict, amount, entire, plain, totals};
use crate::config::{Config, Counter, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, IndicatorId};
use crate::text::Span;
use crate::timeline::printed::slack;

/// Checks the totals of one report.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let lists = lists(entry, config).into_iter();
    lists.filter_map(|(at, list)| judge(report, entry, &entry.indicators[at], &list, config)).collect()
}

/// The totals of a report, by their places, with the parts that its text ties to them.
pub(super) fn lists(entry: &Entry, config: &Config) -> Vec<(usize, Listed)> {
    let ties = &config.ties;
    let parts_of = parts_of(&entry.indicators);
    let mut found = Vec::new();
    for (at, total) in entry.indicators.iter().enumerate() {
        if total.table.is_some() || total.high.is_some() {
            continue;
        }
        let list = lists::told(entry, at, config).or_else(|| {
            let parts = list_of(entry, at, &parts_of).filter(|parts| lists::tied(entry, at, parts, ties))?;
            let worded = lists::worded(entry, total, &parts, ties);
            let all = worded && entire::are_all(entry, total, &parts, config);
            let whole = all || lists::is_partition(entry, &parts, ties);
            Some(Listed { whole, parts, word: false })
        });
        let list = list.or_else(|| behind(entry, at, ties)).or_else(|| bracketed(entry, at));
        let list = list.or_else(|| totals::called(entry, at, ties)).or_else(|| totals::ahead(entry, at, ties));
        found.extend(list.map(|list| (at, list)));
    }
    found
}

/// The figures that are parts of each total, in order.
fn parts_of(indicators: &[Indicator]) -> BTreeMap<IndicatorId, Vec<usize>> {
    let mut parts: BTreeMap<IndicatorId, Vec<usize>> = BTreeMap::new();
    for (at, one) in indicators.iter().enumerate() {
        // 占12%: a share of the total is none of what it adds up from.
        if let Some(total) = one.part_of.filter(|_| one.kind != crate::config::Kind::Rate) {
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

/// The row that a total stands behind which is called one: 建议210件、提案263件，共计473件.
fn behind(entry: &Entry, total: usize, ties: &Ties) -> Option<Listed> {
    let indicators = &entry.indicators;
    let own = &indicators[total];
    let last = &indicators[total.checked_sub(1)?];
    let called = entry.report.text.folded(Span::new(last.span.end.min(own.span.start), own.span.start));
    let called = called.strip_prefix(&[',']).or_else(|| called.strip_prefix(&['、'])).unwrap_or(called);
    let sure = ties.summed.is(called);
    if own.unit.is_none() || !sure && !ties.summed_maybe.is(called) {
        return None;
    }
    let mut parts = Vec::new();
    for at in (0..total).rev() {
        let one = &indicators[at];
        let next = parts.last().map_or(own, |&next: &usize| &indicators[next]);
        let between = entry.report.text.folded(Span::new(one.span.end.min(next.span.start), next.span.start));
        let row = one.quote == own.quote
            && one.unit == own.unit
            && one.kind == own.kind
            && one.role == own.role
            && one.high.is_none()
            && (parts.is_empty() || between.iter().any(|c| matches!(c, '、' | ',')))
            && between.iter().filter(|c| **c == ',').count() <= 1
            && !between.iter().any(|c| matches!(c, ';' | '。' | ':' | ')'))
            && ties.parts.find(between).is_none();
        if !row {
            break;
        }
        parts.push(at);
    }
    parts.reverse();
    let sum = |parts: &[usize]| parts.iter().map(|&at| indicators[at].value).sum::<Decimal>();
    // 检查20家，整改5家、停业3家，共计8家: the row begins where it adds up, else where the sentence does.
    let starts = 0..parts.len().saturating_sub(1);
    if let Some(from) = starts.clone().find(|&from| sum(&parts[from..]) == own.value) {
        return Some(Listed { parts: parts.split_off(from), whole: false, word: sure });
    }
    let slip = starts.clone().find(|&from| reason(sum(&parts[from..]), own.value).is_some());
    let listed = |from: usize, whole: bool| Listed { parts: parts[from..].to_vec(), whole, word: sure };
    slip.map(|from| listed(from, true)).or_else(|| (parts.len() > 1 && sure).then(|| listed(0, false)))
}

/// The parts in a bracket right behind their total: 学校56所（幼儿园22所、小学20所、中学14所）.
fn bracketed(entry: &Entry, total: usize) -> Option<Listed> {
    let indicators = &entry.indicators;
    let own = &indicators[total];
    let text = &entry.report.text;
    let rest = text.folded(Span::new(own.span.end, own.quote.end.max(own.span.end)));
    let close = rest.iter().position(|c| *c == ')').filter(|_| rest.first() == Some(&'('))?;
    let bracket = Span::new(own.span.end, own.span.end + close as u32);
    let parts: Vec<usize> =
        (total + 1..indicators.len()).take_while(|&at| bracket.covers(indicators[at].span)).collect();
    let alike = |one: &Indicator| one.unit == own.unit && one.kind == own.kind && one.high.is_none();
    let items = rest[1..close].iter().filter(|c| matches!(c, '、' | ',')).count() + 1;
    let all = items == parts.len() && own.unit.is_some() && parts.iter().all(|&at| alike(&indicators[at]));
    let sum: Decimal = parts.iter().map(|&at| indicators[at].value).sum();
    let slip = reason(sum, own.value).is_some();
    (parts.len() > 1 && all).then_some(Listed { parts, whole: slip, word: true })
}

fn judge(report: usize, entry: &Entry, total: &Indicator, list: &Listed, config: &Config) -> Option<Check> {
    let parts = &list.parts;
    // What each has on average is no part of what all have.
    if parts.iter().map(|&at| &entry.indicators[at]).chain([total]).any(|one| is_average(one, config)) {
        return None;
    }
    let values: Vec<Decimal> = parts.iter().map(|&at| entry.indicators[at].value).collect();
    let sum: Decimal = values.iter().sum();
    let vague = total.qualifier.is_some() || parts.iter().any(|&at| entry.indicators[at].qualifier.is_some());
    // Rounded figures add up to a total as far as their last digits go.
    let text = &entry.report.text;
    let slacks: Vec<Decimal> =
        parts.iter().map(|&at| slack(text, &entry.indicators[at])).chain([slack(text, total)]).collect();
    let off = (sum - total.value).abs();
    // 3亿 beside 4.5亿 is 3.0亿: where the whole numbers among them would have to be rounded, nothing is said.
    let finest = slacks.iter().copied().min().unwrap_or_default() * Decimal::from(slacks.len());
    let agrees = off <= finest;
    let rounded = !agrees && off <= slacks.iter().sum::<Decimal>();
    let reason = reason(sum, total.value);
    // What people are is told by halves: of 100, 60 women and 50 members.
    let people = total.unit.as_ref().is_some_and(|unit| config.counting.counter(unit) == Counter::People);
    let near = sum <= total.value + total.value / Decimal::from(NEAR);
    let long = total.value.normalize().mantissa().unsigned_abs() >= LONG;
    let verdict = match () {
        () if agrees => Verdict::Holds,
        () if vague || !list.whole && lists::mirrors(entry, total, parts) || of_another(entry, total, sum) => {
            return None;
        }
        () if rounded && reason.is_some() => Verdict::Suspect,
        () if rounded => return None,
        () if list.whole => Verdict::Fails,
        () if sum > total.value && near && !people => Verdict::Fails,
        // Far more than the whole: they may overlap, or be of something else, but the text says that they are parts.
        () if sum > total.value && list.word && !people => Verdict::Suspect,
        // Fewer than the total: the text may name only some of them.
        () if reason.is_some() && long => Verdict::Suspect,
        () => return None,
    };
    Some(told(report, total, &values, verdict, reason))
}

/// Whether parts that do not make a figure make one that its sentence tells before it: 户籍人口46.8万人，其中城镇18.3万人、乡村28.5万人；男性24万人，
/// 女性22.8万人.
fn of_another(entry: &Entry, total: &Indicator, sum: Decimal) -> bool {
    let before = entry.indicators[..total.id.index().min(entry.indicators.len())].iter().rev();
    let mut before = before.take_while(|one| one.quote == total.quote).take(lists::REACH);
    before.any(|one| one.unit == total.unit && one.kind == total.kind && one.value == sum)
}

/// Whether a figure says how much each has, not how much there is: 人均收入, 户均, 平均工资.
fn is_average(one: &Indicator, config: &Config) -> bool {
    let label: Vec<char> = one.label.chars().map(crate::text::fold).collect();
    config.ties.averages.any(&label)
}

/// The check in words.
pub(super) fn told(
    report: usize,
    total: &Indicator,
    values: &[Decimal],
    verdict: Verdict,
    reason: Option<Message>,
) -> Check {
    let sum: Decimal = values.iter().sum();
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
    Check {
        report,
        kind: Kind::Sum,
        verdict,
        span: total.span,
        expected: plain(sum),
        found: plain(total.value),
        message: with_reason(Message::new(zh, en), reason.filter(|_| verdict != Verdict::Holds)),
    }
}

/// By what part of the total the parts may be more than it, or they are no parts of it.
const NEAR: i64 = 4;

/// Totals from here on are so long that one wrong digit is told from parts that are left out.
const LONG: u128 = 1000;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::{Fails, Holds};

    fn of(told: &str) -> Vec<Verdict> {
        verdicts(Kind::Sum, &[(2024, told)])
    }

    #[test]
    fn a_second_row_is_of_the_whole_and_not_of_the_last_part() {
        let told = |women: &str| {
            format!("户籍人口46.82万人，其中城镇人口18.31万人、乡村人口28.51万人；男性24.02万人，女性{women}万人。")
        };
        assert!(!of(&told("22.80")).contains(&Fails));
    }

    #[test]
    fn parts_that_mirror_two_wholes_are_not_added() {
        let told = "共受理案件68432件，审结62185件；其中中级法院受理35876件，审结33102件。";
        assert!(of(told).iter().all(|one| *one == Holds), "{told}");
    }

    #[test]
    fn what_is_other_of_some_leaves_parts_out() {
        for rest in ["其他民生支出", "其余区县支出"] {
            let told = format!("财政支出100亿元，其中教育支出20亿元、{rest}30亿元。");
            assert!(!of(&told).contains(&Fails), "{told}");
        }
        assert_eq!(of("财政支出100亿元，其中教育支出20亿元、其他支出30亿元。"), [Fails]);
    }

    #[test]
    fn the_rest_of_a_class_and_what_makes_up_a_total_leave_nothing_out() {
        let told = |other: u32| format!("承办建议186件，其中教育类42件、交通类57件、农业类36件、其他类{other}件。");
        assert_eq!((of(&told(51)), of(&told(41))), (vec![Holds], vec![Fails]));
        let told = |all: u32| format!("全年接警{all}起，由火灾扑救1240起、抢险救援1560起、社会救助700起三部分构成。");
        assert_eq!((of(&told(3500)), of(&told(3600))), (vec![Holds], vec![Fails]));
        // What brings it about is no part of it, though something else is made up behind.
        let told = "转移群众3000人，由消防救援1200人、公安800人参与，抢险队伍由8支组成。";
        assert!(!of(told).contains(&Fails), "{told}");
    }

    #[test]
    fn what_each_day_has_adds_up() {
        assert_eq!(of("日均客运量300人次，其中公交180人次、地铁120人次。"), [Holds]);
    }
}
