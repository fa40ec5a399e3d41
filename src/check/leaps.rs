//! Levels that differ from last year's by a power of ten (相差十倍): 里程11.6万公里 after 11498公里 may be a point or a 万 too many.

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, amount, plain};
use crate::config::{Config, Kind as Sort};
use crate::corpus::Body;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::timeline::Timeline;
use crate::timeline::counted::{Counted, counted};
use crate::timeline::facts::changes_of;

/// Checks the levels of a body's series against those of the year before.
pub(super) fn check(body: &Body, timeline: &Timeline, config: &Config) -> Vec<Check> {
    let mut checks = Vec::new();
    for series in timeline.series.iter().filter(|series| series.role == Role::Actual) {
        let standing: Vec<_> = series.observations.iter().filter(|one| one.aside.is_none()).collect();
        for pair in standing.windows(2) {
            let [early, late] = pair else { continue };
            let then = &body.entries[early.report].indicators[early.indicator];
            let (now, entry) = (&body.entries[late.report].indicators[late.indicator], &body.entries[late.report]);
            let added = counted(&entry.report.text, now, &config.counting) == Some(Counted::Added);
            // What changed so much and is told to have done so is no slip.
            let silent = changes_of(&entry.indicators, late.indicator).is_empty();
            if silent && !added && late.report != early.report && leaps(then, now) {
                checks.push(told(late.report, then, now));
            }
        }
    }
    checks
}

/// Whether two levels of one year after the other are as good as the same number but for a power of ten.
fn leaps(then: &Indicator, now: &Indicator) -> bool {
    let year = then.period.zip(now.period).is_some_and(|(then, now)| then + 1 == now);
    let level = |one: &Indicator| {
        let digits = one.value.normalize().mantissa().unsigned_abs().to_string();
        let exact = digits.trim_end_matches('0').len() >= DIGITS && one.high.is_none() && one.qualifier.is_none();
        exact && one.measure() == Measure::Level && one.kind != Sort::Rank && one.role == Role::Actual
    };
    let alike = then.unit == now.unit && then.unit.is_some() && then.years == 1 && now.years == 1;
    if !(year && alike && level(then) && level(now)) {
        return false;
    }
    let (low, high) = (then.value.min(now.value), then.value.max(now.value));
    let Some(times) = high.checked_div(low) else { return false };
    let mut power = Decimal::TEN;
    while power <= Decimal::from(MOST) {
        let off = times.checked_div(power).map(|share| (share - Decimal::ONE).abs());
        if off.is_some_and(|off| off <= Decimal::new(NEAR, 2)) {
            return true;
        }
        power *= Decimal::TEN;
    }
    false
}

/// So many digits of both are told at least, and so many hundredths the one is off from ten times the other at most. Set by hand: of
/// the links of all reports at hand none does this that is no slip.
const DIGITS: usize = 3;
const NEAR: i64 = 10;
/// Not more often than so does a unit or a point mistake a number.
const MOST: u32 = 10_000;

fn told(report: usize, then: &Indicator, now: &Indicator) -> Check {
    let [was, is] = [then, now].map(|one| amount(one.value, one.unit.as_deref()));
    let message = Message::new(
        format!("与上年相差悬殊：{was} → {is}；可能是小数点或单位（万、亿）有误"),
        format!("far off from last year's: {was} → {is}; a point or a unit (万, 亿) may be wrong"),
    );
    let (expected, found) = (plain(then.value), plain(now.value));
    Check { report, kind: Kind::Restated, verdict: Verdict::Suspect, span: now.span, expected, found, message }
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};

    #[test]
    fn a_level_does_not_grow_tenfold() {
        let of = |was: &str, now: &str| verdicts(Kind::Restated, &[(2023, was), (2024, now)]);
        assert_eq!(of("全区管网总长2146公里。", "全区管网总长2.19万公里。"), [Verdict::Suspect]);
        assert_eq!(of("全区管网总长2146公里。", "全区管网总长2190公里。"), []);
        assert_eq!(of("全区管网总长2146公里。", "全区管网总长3.19万公里。"), []);
        assert_eq!(of("新增管网214公里。", "新增管网2190公里。"), []);
        assert_eq!(of("全区管网总长20公里。", "全区管网总长200公里。"), []);
    }
}
