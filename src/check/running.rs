//! What counts on from year to year (连续六年、累计): 连续六年 after 连续五年, and a total since some start that becomes no less.

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, plain};
use crate::config::Qualifier;
use crate::diagnostic::Message;
use crate::indicator::Indicator;
use crate::timeline::series::{Basis, Observation};

/// What counts on from year to year and does not: 连续六年 after 连续六年, and a total since some start that became less.
pub(super) fn counting_on(late: &Observation, before: &Indicator, after: &Indicator) -> Option<Check> {
    let sure =
        late.link.as_ref().is_some_and(|link| matches!(link.basis, Basis::Exact | Basis::Lexicon | Basis::Reviewer));
    let years = Decimal::from(after.period?.checked_sub(before.period?)?);
    if !sure || !late.breaks.is_empty() || before.qualifier != after.qualifier || before.unit != after.unit {
        return None;
    }
    let (was, now) = (plain(before.value), plain(after.value));
    let (expected, message) = match after.qualifier? {
        // From one again: it was broken off.
        Qualifier::Consecutive
            if after.value != before.value + years && after.value > Decimal::TWO && years > Decimal::ZERO =>
        {
            let expected = plain(before.value + years);
            let message = Message::new(
                format!("连续次数未衔接：上次为 {was}，此处应为 {expected}，报告为 {now}"),
                format!("it does not count on: {was} before, so {expected} here, the report says {now}"),
            );
            (expected, message)
        }
        Qualifier::Cumulative if after.value < before.value && after.years == before.years && after.years == 1 => {
            let message = Message::new(
                format!("累计数减少：上次为 {was}，此处为 {now}；可能口径不同"),
                format!("a running total became less: {was} before, {now} here; it may be counted otherwise"),
            );
            (String::new(), message)
        }
        _ => return None,
    };
    Some(Check {
        report: late.report,
        kind: Kind::Roll,
        verdict: Verdict::Suspect,
        span: after.span,
        expected,
        found: now,
        message,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};

    #[test]
    fn a_total_of_the_year_grew_as_its_year_did() {
        let of = |by: &str| {
            let told = format!("累计发放渔民补贴1.26亿元，同比增长{by}%。");
            verdicts(Kind::Growth, &[(2023, "累计发放渔民补贴1.12亿元。"), (2024, &told)])
        };
        assert_eq!(of("12.5"), [Verdict::Holds]);
        assert_eq!(of("19.5"), [Verdict::Suspect]);
    }

    #[test]
    fn what_is_held_against_an_aim_tells_nothing_of_last_year() {
        let of = |told: &str| verdicts(Kind::Growth, &[(2023, "亿元产值事故率0.36。"), (2024, told)]);
        assert!(!of("亿元产值事故率0.25，较控制指标低0.13。").contains(&Verdict::Fails));
    }
}
