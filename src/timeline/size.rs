//! What two figures' values say of their being one (量级): the same to the digit, near, or of another order of magnitude.

use rust_decimal::Decimal;

use crate::config::{Config, Linking};
use crate::indicator::Measure;

use super::fields::Fields;

/// The weight for one value, or one near it, of one thing that is counted or is part of a whole.
pub(super) fn close(a: &Fields, b: &Fields, config: &Config) -> f64 {
    let known = &config.linking;
    let level = a.block.measure == Measure::Level;
    let one = a.unit.as_deref().zip(b.unit.as_deref()).is_some_and(|(x, y)| x == y || config.counting.stand_for(x, y));
    if !one || !level && a.block.measure != Measure::Share {
        return 0.0;
    }
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    // Most pairs are no one value: their digits are not looked at.
    match if low == high { telling_digits(low) } else { 0 } {
        3.. => known.magnitude.same_3,
        2 => known.magnitude.same_2,
        _ if level && high / Decimal::from(5) <= low / Decimal::from(4) => {
            let stands = if a.unit == b.unit { 1.0 } else { ALIKE };
            known.magnitude.within_quarter * stands
        }
        _ => 0.0,
    }
}

/// Units that only stand for each other say so much less.
const ALIKE: f64 = 0.5;

/// How many digits of a value tell something: 3 of 35.50 and 355000, 1 of 20.
fn telling_digits(value: Decimal) -> usize {
    let digits = value.mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len()
}

/// A small weight against another order of magnitude: it must not hide the breaks that readers look for, so that it never
/// outweighs the same label.
pub(super) fn magnitude(a: Decimal, b: Decimal, known: &Linking) -> f64 {
    let (low, high) = (a.min(b), a.max(b));
    if low <= Decimal::ZERO {
        return 0.0;
    }
    match high.checked_div(low) {
        Some(ratio) if ratio > Decimal::from(1000) => known.magnitude.over_1000,
        Some(ratio) if ratio > Decimal::from(30) => known.magnitude.over_30,
        Some(ratio) if ratio > Decimal::from(10) => known.magnitude.over_10,
        Some(_) => 0.0,
        None => known.magnitude.over_1000,
    }
}
