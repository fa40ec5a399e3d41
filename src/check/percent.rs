//! A difference between percents that is told as a percentage (百分点写成%): 合格率由88%升至93.5%, 上升5.5%.

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, plain};
use crate::config::Kind as Sort;
use crate::diagnostic::Message;
use crate::indicator::Indicator;
use crate::text::Text;
use crate::timeline::printed::slack;
use crate::timeline::series::signed;

/// Whether a change of a percentage is the difference in points to the digit. `before` is the value with how far it may be off.
pub(super) fn meant(text: &Text, before: [Decimal; 2], level: &Indicator, change: &Indicator) -> bool {
    let percents = [level, change].iter().all(|one| one.unit.as_deref() == Some("%"));
    let [was, _] = before;
    let off = level.value.checked_sub(was).and_then(|made| made.checked_sub(signed(change)));
    percents && change.kind == Sort::Growth && off.is_some_and(|off| off.abs() <= slack(text, change))
}

/// What is said of it: the number is right and its unit is not.
pub(super) fn told(report: usize, before: Decimal, level: &Indicator, change: &Indicator) -> Check {
    let [was, now, by] = [before, level.value, change.value].map(plain);
    let message = Message::new(
        format!("{was}% → {now}% 相差 {by} 个百分点，报告写成 {by}%"),
        format!("{was}% → {now}% is {by} percentage points, the report says {by}%"),
    );
    let (expected, found) = (plain(level.value - before), plain(signed(change)));
    Check { report, kind: Kind::Growth, verdict: Verdict::Suspect, span: change.span, expected, found, message }
}

#[cfg(test)]
mod tests {
    use super::super::tests::checked;
    use super::super::{Kind, Verdict};

    #[test]
    fn points_may_be_written_as_percent() {
        let of = |told: &str| {
            let found = checked(&[(2023, "窗口满意率80.4%。"), (2024, told)]);
            found.into_iter().find(|one| one.0 == Kind::Growth)
        };
        let (_, verdict, said) = of("窗口满意率84.6%，上升4.2%。").unwrap();
        assert!(verdict == Verdict::Suspect && said.contains("points"), "{said}");
        let (_, verdict, said) = of("窗口满意率84.6%，上升5.2%。").unwrap();
        assert!(verdict == Verdict::Holds, "{said}");
        let (_, verdict, said) = of("窗口满意率84.6%，上升7.2%。").unwrap();
        assert!(verdict == Verdict::Fails && !said.contains("points"), "{said}");
        assert_eq!(of("窗口满意率84.6%，上升4.2个百分点。").map(|one| one.1), Some(Verdict::Holds));
    }
}
