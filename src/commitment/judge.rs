//! Whether a figure keeps what was promised.

use rust_decimal::Decimal;

use super::promises::is_fallen_to;
use super::{ABOUT_PERCENT, Bound, Outcome, Target};
use crate::config::{Direction, Kind, Qualifier};
use crate::indicator::Indicator;
use crate::text::Text;
use crate::timeline::printed::slack;

/// Holds what was reached against the target. A figure that is not exact (超过, 近) is only judged where it tells.
pub(super) fn judge(target: &Target, (text, wanted): (&Text, &Indicator), then: (&Text, &Indicator)) -> Outcome {
    let reached = then.1;
    let fallen_to = is_fallen_to(wanted);
    let falls = wanted.direction == Some(Direction::Down);
    // A fall that was promised is reached by a fall as great. Where only one of the two says which way it goes (减少人口1000万,
    // 人口减少1386万), the verb of the other stands before its noun and says the same.
    let both = wanted.direction.is_some() && reached.direction.is_some();
    let told = !fallen_to && (both || reached.value.is_sign_negative());
    let of = |one: &Indicator, value: Decimal| {
        let down = one.direction == Some(Direction::Down) || one.kind == Kind::Growth && value.is_sign_negative();
        if down == falls || !told { value.abs() } else { -value.abs() }
    };
    let goal = match wanted.high {
        Some(high) if target.ceiling => of(wanted, high),
        _ => of(wanted, wanted.value),
    };
    let far = (goal * Decimal::new(ABOUT_PERCENT, 2)).abs();
    let mut room = slack(text, wanted).min(slack(then.0, reached));
    if target.bound == Bound::About {
        room = room.max(far);
    }
    let value = of(reached, reached.value);
    let short = if target.ceiling { value - goal } else { goal - value };
    let kept = short <= room;
    let tells = match reached.qualifier {
        // More than it says: that reaches a goal, and does not keep a ceiling. Who falls short by much would have said more.
        Some(Qualifier::MoreThan | Qualifier::AtLeast) => kept != target.ceiling || short > far,
        // Less than it says.
        Some(Qualifier::Almost | Qualifier::AtMost) => kept == target.ceiling,
        // 95%左右 is not 95%以上.
        Some(Qualifier::About) => target.bound == Bound::About || value != goal,
        _ => true,
    };
    match (tells, kept) {
        (false, _) => Outcome::Reported,
        (true, true) => Outcome::Met,
        (true, false) => Outcome::Missed,
    }
}

/// Whether one value is at most a fifth more than the other.
pub(super) fn is_close(a: Decimal, b: Decimal) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    high / Decimal::from(6) <= low / Decimal::from(5)
}

/// Whether one value is at most twice the other.
pub(super) fn is_near(a: Decimal, b: Decimal) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    high / Decimal::TWO <= low
}
