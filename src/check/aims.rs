//! What there is and what is aimed at (现状与目标): 收入比缩小至2.21 now and 缩小至2.1 by 2030; 生产总值3.38万亿元 now, 突破4万亿元 then.

use rust_decimal::Decimal;

use super::again::{Named, Told};
use super::{Check, Kind, Verdict, amount, reckoned};
use crate::config::{Direction, Kind as Sort, Qualifier};
use crate::diagnostic::Message;
use crate::indicator::{Measure, Role};
use crate::timeline::counted::Counted;

/// Checks the aims of one report that say which way they go against what it says there is.
pub(super) fn check(report: usize, named: &Named<'_>) -> Vec<Check> {
    let checks = named.pairs(|early, late| leads(early, late).or_else(|| leads(late, early)));
    checks.into_iter().map(|check| Check { report, ..check }).collect()
}

/// An aim that goes the way that its word says. One that lies behind what was reached is no contradiction: an aim may be low.
fn leads(state: &Told<'_>, aim: &Told<'_>) -> Option<Check> {
    let (now, then) = (state.one, aim.one);
    let level = |told: &Told<'_>| {
        let one = told.one;
        let level =
            matches!(one.measure(), Measure::Level | Measure::Share) && (one.unit.is_some() || one.kind == Sort::Ratio);
        level && one.kind != Sort::Rank && one.years == 1 && !told.mean && told.counted != Some(Counted::Added)
    };
    let later = now.period.zip(then.period).is_some_and(|(now, then)| now < then);
    let up = match (then.direction, then.qualifier) {
        (Some(direction), _) => direction == Direction::Up,
        (None, Some(Qualifier::MoreThan)) => true,
        _ => return None,
    };
    let roles = now.role == Role::Actual && then.role == Role::Target;
    if !roles || !later || !level(state) || !level(aim) || now.value == then.value || (then.value > now.value) != up {
        return None;
    }
    let apart = (then.value - now.value).abs();
    if now.value.is_zero() || apart > now.value * Decimal::from(FAR) {
        return None;
    }
    let share = now.unit.as_deref() == Some("%");
    let [was, is, by] =
        [now.value, then.value, apart].map(|value| amount(value, now.unit.as_deref().filter(|_| !share)));
    let percent =
        (then.value - now.value).checked_div(now.value)?.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1).normalize();
    let sign = if up { "+" } else { "" };
    let [zh, en] = if share {
        [
            format!("目标与现状前后相承：现为 {was}%，目标 {is}%，相差 {by} 个百分点"),
            format!("the aim goes on from what there is: {was} %, to be {is} %, {by} points"),
        ]
    } else {
        [
            format!("目标与现状前后相承：现为 {was}，目标 {is}（{sign}{percent}%）"),
            format!("the aim goes on from what there is: {was}, to be {is} ({sign}{percent} %)"),
        ]
    };
    Some(reckoned(Kind::Growth, Verdict::Holds, then, now.value, Message::new(zh, en)))
}

/// An aim so many times as far off is of another thing.
const FAR: i64 = 2;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::Holds;

    #[test]
    fn an_aim_goes_on_from_what_there_is() {
        let of = |plan: &str| {
            let told = format!("常住人口城镇化率达到61.2%。\n二、下一步打算\n　　2025年，常住人口城镇化率{plan}。");
            verdicts(Kind::Growth, &[(2024, &told)])
        };
        assert_eq!(of("提高到62%"), [Holds]);
        assert_eq!(of("提高到60%"), []);
    }
}
