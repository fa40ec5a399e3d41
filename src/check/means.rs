//! Means and multiples (人均、年均、完成任务的百分之几): a mean against the total and the number that it is of, and a figure that is said
//! to be so much of another that stands beside it.

use rust_decimal::Decimal;

use super::across::is_real;
use super::rounding::near_place;
use super::{Check, Kind, Verdict, amount, plain};
use crate::config::{Kind as Sort, Qualifier, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure};
use crate::text::Span;
use crate::timeline::facts::previous_of;
use crate::timeline::printed::{Stretch, place, slack};
use crate::timeline::series::signed;

/// Checks the means and multiples of one report.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let indicators = &entry.indicators;
    let prose = (0..indicators.len()).filter(|&at| indicators[at].table.is_none() && indicators[at].high.is_none());
    prose
        .filter_map(|at| {
            compounded(entry, at, ties)
                .or_else(|| of_years(entry, at))
                .or_else(|| per_head(entry, at, ties))
                .or_else(|| multiple(entry, at, ties))
        })
        .map(|check| Check { report, ..check })
        .collect()
}

/// 由2010年的320亿元上升到2014年的520亿元，年均增长12.9%: the first value, grown so for as many years, is the second.
fn compounded(entry: &Entry, at: usize, ties: &Ties) -> Option<Check> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let level = &indicators[at];
    let before = &indicators[previous_of(indicators, at)?];
    let next = indicators.iter().skip(at + 1).take_while(|one| one.quote == level.quote);
    let change = next.take_while(|one| one.measure() != Measure::Level).find(|one| one.measure() == Measure::Growth)?;
    let mean = change.qualifier == Some(Qualifier::Average);
    let exact = before.qualifier.is_none() && level.qualifier.is_none() && level.measure() == Measure::Level;
    let apart = before.period.zip(level.period).and_then(|(was, now)| u32::try_from(now - was).ok());
    let years = apart.filter(|years| *years > 1).or_else(|| (level.years > 1).then(|| u32::from(level.years)))?;
    if !mean || !exact || is_real(entry, level, change, ties) || years > LONGEST {
        return None;
    }
    let by = signed(change);
    let rate = Stretch::around(by, slack(text, change));
    let grown = |from: Decimal, rate: Decimal, years: u32| {
        let by = Decimal::ONE + rate / Decimal::ONE_HUNDRED;
        (0..years).try_fold(from, |value, _| value.checked_mul(by))
    };
    let room = slack(text, before);
    let fits = |years: u32| {
        let low = grown(before.value - room, rate.low, years)?;
        let high = grown(before.value + room, rate.high, years)?;
        Some(Stretch { low, high }.widened(slack(text, level)).holds(level.value))
    };
    let verdict = match () {
        () if fits(years)? => Verdict::Holds,
        // The years may be counted otherwise.
        () if fits(years - 1)? || fits(years + 1)? || apart.is_none_or(|apart| apart != years) => return None,
        () => Verdict::Suspect,
    };
    let [was, now] = [before, level].map(|one| amount(one.value, one.unit.as_deref()));
    let made = grown(before.value, by, years)?.round_dp(level.value.normalize().scale() + 2);
    let (made, rate) = (amount(near_place(made, place(text, level)), level.unit.as_deref()), plain(by));
    let message = match verdict {
        Verdict::Holds => Message::new(
            format!("年均增速相符：{was} → {now}，{years}年年均 {rate}%（推算 {made}）"),
            format!("the mean growth agrees: {was} → {now}, {rate} % a year for {years} years makes {made}"),
        ),
        _ => Message::new(
            format!("年均增速不符：{was} 按年均 {rate}% 增长{years}年应为 {made}，报告为 {now}"),
            format!(
                "the mean growth does not agree: {was} at {rate} % a year for {years} years makes {made}, not {now}"
            ),
        ),
    };
    let (expected, found) = (plain(level.value), made);
    Some(Check { report: 0, kind: Kind::Growth, verdict, span: change.span, expected, found, message })
}

/// Over more years nothing is said to have grown by the year.
const LONGEST: u32 = 60;

/// The figure so many places away in the same sentence.
fn beside(entry: &Entry, at: usize, by: isize) -> Option<&Indicator> {
    let other = entry.indicators.get(at.checked_add_signed(by)?)?;
    (other.quote == entry.indicators[at].quote && other.table.is_none()).then_some(other)
}

/// 五年累计新增6.2万人，年均1.24万人.
fn of_years(entry: &Entry, at: usize) -> Option<Check> {
    let mean = &entry.indicators[at];
    let total = beside(entry, at, -1)?;
    let alike = mean.qualifier == Some(Qualifier::Average)
        && total.unit == mean.unit
        && total.kind == mean.kind
        && mean.measure() == Measure::Level
        && total.years > 1
        && total.years == mean.years
        && total.qualifier == Some(Qualifier::Cumulative)
        && mean.label.ends_with(total.label.as_str());
    if !alike {
        return None;
    }
    quotient(entry, total, Exact::number(Decimal::from(total.years)), mean, &total.years.to_string())
}

/// A divisor with how far it may be off, and how it is shown.
struct Exact {
    value: Decimal,
    room: Decimal,
}

impl Exact {
    const fn number(value: Decimal) -> Self {
        Exact { value, room: Decimal::ZERO }
    }
}

/// 投入2400万元，惠及800户，户均3万元; 120户，每户3000元，共36万元.
fn per_head(entry: &Entry, at: usize, ties: &Ties) -> Option<Check> {
    let mean = &entry.indicators[at];
    let before = said_before(entry, mean, beside(entry, at, -1));
    let of = &ties.means.iter().find(|means| means.words.any(before))?.counters;
    let heads = |one: &Indicator| one.unit.as_ref().is_some_and(|unit| of.contains(unit)) && one.kind == Sort::Count;
    let total = |one: &Indicator| one.unit == mean.unit && one.kind == mean.kind && one.value > mean.value;
    let near = [beside(entry, at, -1), beside(entry, at, -2), beside(entry, at, 1)];
    let exact = |one: &Indicator| one.high.is_none() && one.measure() == Measure::Level && !vague(one);
    let near: Vec<&Indicator> = near.into_iter().flatten().filter(|one| exact(one)).collect();
    let count = near.iter().find(|one| heads(one))?;
    let whole = near.iter().find(|one| total(one) && one.id != count.id)?;
    if vague(mean) || whole.years != mean.years {
        return None;
    }
    let by = Exact { value: count.value, room: slack(&entry.report.text, count) };
    quotient(entry, whole, by, mean, &amount(count.value, count.unit.as_deref()))
}

fn vague(one: &Indicator) -> bool {
    one.qualifier.is_some_and(|how| !matches!(how, Qualifier::Average | Qualifier::Cumulative))
}

/// What stands before a figure since the last mark or figure.
fn said_before<'a>(entry: &'a Entry, one: &Indicator, last: Option<&Indicator>) -> &'a [char] {
    let from = last.map_or(one.quote.start, |last| last.span.end).min(one.span.start);
    let chars = entry.report.text.folded(Span::new(from, one.span.start));
    chars.rsplit(|c| matches!(c, ',' | ';' | '。' | '、' | ':')).next().unwrap_or_default()
}

/// Holds a mean against its total and what it is divided by. Far off it is a mean of something else.
fn quotient(entry: &Entry, total: &Indicator, by: Exact, mean: &Indicator, shown: &str) -> Option<Check> {
    let text = &entry.report.text;
    let room = slack(text, total);
    let low = (total.value - room).checked_div(by.value + by.room)?;
    let high = (total.value + room).checked_div(by.value - by.room)?;
    let made = total.value.checked_div(by.value)?;
    let holds = Stretch { low, high }.widened(slack(text, mean)).holds(mean.value);
    // Twice or half as much it is a mean of something else.
    let near = mean.value / Decimal::TWO < made && made / Decimal::TWO < mean.value;
    let verdict = match () {
        () if holds => Verdict::Holds,
        () if near => Verdict::Suspect,
        () => return None,
    };
    let (all, said) = (amount(total.value, total.unit.as_deref()), amount(mean.value, mean.unit.as_deref()));
    let made = made.round_dp(mean.value.normalize().scale() + 2).normalize();
    let reckoning = format!("{all} ÷ {shown} = {}", amount(made, mean.unit.as_deref()));
    let message = match verdict {
        Verdict::Holds => Message::new(format!("均值相符：{reckoning}"), format!("the mean agrees: {reckoning}")),
        _ => Message::new(
            format!("均值不符：{reckoning}，报告为 {said}"),
            format!("the mean does not agree: {reckoning}, the report says {said}"),
        ),
    };
    let (expected, found) = (plain(made), plain(mean.value));
    Some(Check { report: 0, kind: Kind::Rate, verdict, span: mean.span, expected, found, message })
}

/// 建成1200个，完成年度任务1000个的120%; 60万册，是2018年20万册的3倍.
fn multiple(entry: &Entry, at: usize, ties: &Ties) -> Option<Check> {
    let (own, base, of) = (&entry.indicators[at], beside(entry, at, -1)?, beside(entry, at, -2)?);
    let between = entry.report.text.folded(Span::new(base.span.end.min(own.span.start), own.span.start));
    let times = own.unit.as_ref().is_some_and(|unit| ties.times.is_word(unit));
    let told = ties.of_which.is(between) && (own.measure() == Measure::Share || times);
    let levels = [base, of].iter().all(|one| one.measure() == Measure::Level && one.high.is_none() && !vague(one));
    if !told || !levels || base.unit != of.unit || base.unit.is_none() || own.qualifier.is_some() {
        return None;
    }
    let text = &entry.report.text;
    let scale = if times { Decimal::ONE } else { Decimal::ONE_HUNDRED };
    let (n, d) = (slack(text, of), slack(text, base));
    let low = (of.value - n).checked_div(base.value + d)?.checked_mul(scale)?;
    let high = (of.value + n).checked_div(base.value - d)?.checked_mul(scale)?;
    let made =
        of.value.checked_div(base.value)?.checked_mul(scale)?.round_dp(own.value.normalize().scale() + 1).normalize();
    let holds = Stretch { low, high }.widened(slack(text, own)).holds(own.value);
    let verdict = if holds { Verdict::Holds } else { Verdict::Suspect };
    let unit = own.unit.clone().unwrap_or_default();
    let [n, d] = [of, base].map(|one| amount(one.value, one.unit.as_deref()));
    let reckoning = format!("{n} ÷ {d} = {made}{unit}");
    let message = match verdict {
        Verdict::Holds => Message::new(format!("比率相符：{reckoning}"), format!("the rate agrees: {reckoning}")),
        _ => Message::new(format!("比率不符：{reckoning}"), format!("the rate does not agree: {reckoning}")),
    };
    let (expected, found) = (plain(made), plain(own.value));
    Some(Check { report: 0, kind: Kind::Rate, verdict, span: own.span, expected, found, message })
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::{Holds, Suspect};

    fn of(told: &str) -> Vec<Verdict> {
        verdicts(Kind::Rate, &[(2024, told)])
    }

    #[test]
    fn a_mean_growth_leads_from_the_first_value_to_the_last() {
        let of = |told: &str| verdicts(Kind::Growth, &[(2014, told)]);
        assert_eq!(of("设备出口从2010年的320亿美元上升到2014年的520亿美元，年均增长12.9%。"), [Holds, Holds]);
        assert_eq!(of("设备出口从2010年的320亿美元上升到2014年的520亿美元，年均增长32.9%。"), [Holds, Suspect]);
    }

    #[test]
    fn means_and_multiples_agree_with_what_they_are_of() {
        assert_eq!(of("投入资金2400万元，惠及农户800户，户均3万元。"), [Holds]);
        assert_eq!(of("投入资金2400万元，惠及农户800户，户均5万元。"), [Suspect]);
        assert_eq!(of("五年累计新增就业6.2万人，年均1.24万人。"), [Holds]);
        assert_eq!(of("建成充电桩1200个，完成年度任务1000个的120%。"), [Holds]);
        assert_eq!(of("建成充电桩1200个，完成年度任务1000个的150%。"), [Suspect]);
        // A mean of something else.
        assert_eq!(of("投入资金2400万元，惠及农户800户，户均增收900元。"), []);
    }
}
