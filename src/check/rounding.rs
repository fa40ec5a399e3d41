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
    let (made, open) = if change.kind == Kind::Delta {
        (Some(level.value - was), Some(slack(text, level) + room))
    } else {
        let share = |part: Decimal| part.checked_div(was).map(|share| share * Decimal::ONE_HUNDRED);
        let grown = level.value.checked_div(was).and_then(|times| share(times * room));
        (share(level.value - was), share(slack(text, level)).zip(grown).map(|(now, then)| now + then))
    };
    let own = slack(text, change).max(Decimal::new(5, change.value.normalize().scale() + 1));
    let exact = made.is_some_and(|made| (made - said).abs() <= own);
    exact || open.is_some_and(|open| open * Decimal::from(PARTS) <= said.abs())
}

/// What is left open is no more than one of so many parts of the change.
const PARTS: u32 = 4;
