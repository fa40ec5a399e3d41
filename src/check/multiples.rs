//! How many times as much (倍数、番): 由100家增加到250家，增长1.5倍; 由100件增加到250件，是原来的2.5倍; 由100亿元增加到200亿元，翻了一番.

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, amount, plain};
use crate::config::{Kind as Sort, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Role};
use crate::text::Span;
use crate::timeline::facts::previous_of;
use crate::timeline::printed::slack;

/// How a multiple is told of what something came to.
#[derive(Clone, Copy)]
enum Told {
    /// By so many times as much more: 增长1.5倍.
    More,
    /// As so many times as much: 是原来的2.5倍.
    AsMuch,
    /// As so many doublings: 翻了两番.
    Doubled,
}

/// Checks the multiples that stand right behind what something was and came to.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    (1..entry.indicators.len()).filter_map(|at| multiple(report, entry, at, ties)).collect()
}

fn multiple(report: usize, entry: &Entry, at: usize, ties: &Ties) -> Option<Check> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let (level, by) = (&indicators[at - 1], &indicators[at]);
    let before = &indicators[previous_of(indicators, at - 1)?];
    let exact = [before, level, by].iter().all(|one| one.qualifier.is_none() && one.high.is_none());
    let alike = by.quote == level.quote && before.quote == level.quote && before.unit == level.unit;
    if by.kind != Sort::Ratio || level.role != Role::Actual || !exact || !alike || before.value <= Decimal::ZERO {
        return None;
    }
    let words = text.folded(Span::new(level.span.end.min(by.span.start), by.span.start));
    let words = words.strip_prefix(&[',']).or_else(|| words.strip_prefix(&['、']))?;
    // 翻两番: the verb is part of the figure.
    let doubles =
        || ties.doubles.is(words) || words.is_empty() && ties.doubles.at_start(text.folded(by.span)).is_some();
    let doublings = by.unit.as_ref().is_some_and(|unit| ties.doublings.contains(unit));
    let told = match () {
        () if doublings && doubles() => Told::Doubled,
        () if !doublings && ties.steps_up.is(words) => Told::More,
        () if !doublings && ties.as_much.is(words) => Told::AsMuch,
        () => return None,
    };
    let range = |was: Decimal, now: Decimal| now.checked_div(was).and_then(|times| as_told(times, told));
    let (room, made) = ([slack(text, before), slack(text, level)], range(before.value, level.value)?);
    let low = range(before.value.checked_add(room[0])?, level.value.checked_sub(room[1])?)?;
    let least = before.value.checked_sub(room[0]).filter(|least| *least > Decimal::ZERO)?;
    let high = range(least, level.value.checked_add(room[1])?)?;
    // A whole number is told of what is about as much: 增长1倍 may be 0.8 or 1.2, and no half.
    let own = if by.value.scale() == 0 { Decimal::new(2, 1) } else { Decimal::new(5, by.value.scale() + 1) };
    let holds = low <= by.value + own && by.value - own <= high;
    Some(finding(report, [before, level, by], made, told, if holds { Verdict::Holds } else { Verdict::Suspect }))
}

/// A multiple in the words that it is told in.
fn as_told(times: Decimal, told: Told) -> Option<Decimal> {
    match told {
        Told::More => Some(times - Decimal::ONE),
        Told::AsMuch => Some(times),
        Told::Doubled => doublings(times),
    }
}

/// How often something doubled that is so many times as much, to two places, between two doublings as the crow flies: enough to tell one
/// from two. Nothing of what is beyond a million times.
fn doublings(times: Decimal) -> Option<Decimal> {
    let (mut rest, mut whole) = (times, 0_i64);
    while rest >= Decimal::TWO {
        (rest, whole) = (rest / Decimal::TWO, whole + 1);
    }
    (whole <= MOST).then(|| Decimal::from(whole) + (rest - Decimal::ONE).round_dp(2))
}

/// How often something doubles at most: more is a slip.
const MOST: i64 = 20;

fn finding(report: usize, [before, level, by]: [&Indicator; 3], made: Decimal, told: Told, verdict: Verdict) -> Check {
    let unit = level.unit.as_deref();
    let [was, now] = [before.value, level.value].map(|value| amount(value, unit));
    let (made, said) = (plain(made.round_dp(2)), plain(by.value));
    let [zh, en] = match told {
        Told::More => [format!("增加 {made} 倍"), format!("{made} times as much more")],
        Told::AsMuch => [format!("{made} 倍"), format!("{made} times as much")],
        Told::Doubled => [format!("翻 {made} 番"), format!("doubled {made} times")],
    };
    let message = match verdict {
        Verdict::Holds => Message::new(
            format!("倍数相符：{was} → {now}，即{zh}"),
            format!("the multiple agrees: {was} → {now}, {en}"),
        ),
        _ => Message::new(
            format!("倍数不符：{was} → {now} 应为{zh}，报告为 {said}"),
            format!("the multiple does not agree: {was} → {now} is {en}, the report says {said}"),
        ),
    };
    Check { report, kind: Kind::Growth, verdict, span: by.span, expected: made, found: said, message }
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;

    #[test]
    fn a_multiple_is_what_something_came_to_of_what_it_was() {
        let of = |told: &str| verdicts(Kind::Growth, &[(2024, told)]).last().copied();
        assert_eq!(of("高新技术企业由100家增加到250家，增长1.5倍。"), Some(Verdict::Holds));
        assert_eq!(of("高新技术企业由100家增加到150家，增长1.5倍。"), Some(Verdict::Suspect));
        assert_eq!(of("专利由100件增加到250件，是原来的2.5倍。"), Some(Verdict::Holds));
        assert_eq!(of("专利由100件增加到250件，是原来的1.5倍。"), Some(Verdict::Suspect));
        assert_eq!(of("产值由100亿元增加到200亿元，翻了一番。"), Some(Verdict::Holds));
        assert_eq!(of("产值由100亿元增加到200亿元，翻了两番。"), Some(Verdict::Suspect));
        assert_eq!(of("产值由100亿元增加到150亿元，翻了一番。"), Some(Verdict::Suspect));
        assert_eq!(of("产值由6亿元增加到6.3亿元，翻了一番。"), Some(Verdict::Suspect));
        assert_eq!(of("企业由100家增加到150家，增长1倍。"), Some(Verdict::Suspect));
        assert_eq!(of("企业由100家增加到195家，增长1倍。"), Some(Verdict::Holds));
        // As far as the values may be rounded.
        assert_eq!(of("产值由1亿元增加到3亿元，增长2.4倍。"), Some(Verdict::Holds));
    }
}
