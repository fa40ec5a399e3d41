//! What rounding leaves open (四舍五入): from 10亿 to 12亿 may be 10 % or 30 %, so neither is shown to be right.

use rust_decimal::Decimal;

use crate::config::{Direction, Kind};
use crate::indicator::Indicator;
use crate::text::Text;
use crate::timeline::printed::slack;

/// Whether two values tell the change between them closely enough that a change which agrees with them says something: as they are
/// printed they make it, or what their rounding leaves open is little of it. `before` is the value with how far it may be off.
pub(super) fn tells(text: &Text, before: [Decimal; 2], level: &Indicator, change: &Indicator) -> bool {
    let [was, room] = before;
    let up = change.direction != Some(Direction::Down);
    let said = if up { change.value } else { -change.value };
    // What can't be reckoned tells nothing.
    let off = level.value.checked_sub(was);
    let (made, open) = if change.kind == Kind::Delta {
        (off, slack(text, level).checked_add(room))
    } else {
        let share = |part: Decimal| part.checked_div(was)?.checked_mul(Decimal::ONE_HUNDRED);
        let grown = level.value.checked_div(was).and_then(|times| share(times.checked_mul(room)?));
        let now = share(slack(text, level));
        (off.and_then(share), now.zip(grown).and_then(|(now, then)| now.checked_add(then)))
    };
    let own = slack(text, change).max(Decimal::new(5, change.value.normalize().scale() + 1));
    let exact = made.and_then(|made| made.checked_sub(said)).is_some_and(|off| off.abs() <= own);
    exact || open.and_then(|open| open.checked_mul(Decimal::from(PARTS))).is_some_and(|open| open <= said.abs())
}

/// A value as it is shown beside figures that are printed to the given place: rounded to a tenth of it. A value too great to be
/// counted in such places is shown as it is.
pub(super) fn near_place(value: Decimal, place: Decimal) -> Decimal {
    value.checked_div(place).and_then(|places| places.round_dp(1).checked_mul(place)).unwrap_or(value)
}

/// What is left open is no more than one of so many parts of the change.
const PARTS: u32 = 4;

#[cfg(test)]
mod tests {
    use super::super::tests::{checked, verdicts};
    use super::super::{Kind, Verdict};

    #[test]
    fn what_rounding_leaves_open_shows_nothing() {
        let of = |was: &str, now: &str, by: &str| {
            verdicts(
                Kind::Growth,
                &[(2023, &format!("蔬菜产量{was}。")), (2024, &format!("蔬菜产量{now}，增长{by}%。"))],
            )
        };
        assert_eq!(of("1.2万吨", "1.5万吨", "25"), [Verdict::Holds]);
        // From 0.5–1.5 to 1.5–2.5 may be anything.
        assert_eq!(of("1万吨", "2万吨", "60"), []);
    }

    #[test]
    fn values_too_far_apart_to_be_reckoned_end_nothing() {
        let told = "2023年渔港水产总产量0.00000001吨。2024年渔港水产总产量9000000000000000000吨，增长5%。";
        assert_eq!(verdicts(Kind::Growth, &[(2024, told)]), []);
        let reports = [(2023, "渔港水产总产量0.00000001吨。"), (2024, "渔港水产总产量9000000000000000000吨，增长5%。")];
        assert!(!verdicts(Kind::Growth, &reports).contains(&Verdict::Fails));
        // What is shown of a quotient, what lies around one, and what leaves it open.
        for told in [
            "对外投资从2007年的900000000000000000元上升到2015年的1000000000000000000.00001元，年均增长1000%。",
            "投入资金9000000000000000000元，惠及农户0.0000000002户，户均3元。",
            "2023年用于“三农”支出2410万元。2024年用于“三农”的资金3900000000000000000元，减少99.99999999%。",
            "2023年用于“三农”支出2410万元。2024年用于“三农”的资金39000000000000000元，减少100.0000000000%。",
            "城镇居民人均可支配收入9000000000000000000元，农村居民人均可支配收入约0.00000000012元。城乡居民收入比为2.24。",
        ] {
            assert!(checked(&[(2024, told)]).iter().all(|one| one.1 != Verdict::Fails), "{told}");
        }
    }
}
