//! What a number became: by how much, and by how many percent.

use rust_decimal::Decimal;

use super::{Edit, Op};
use crate::align::tokens::Tokens;
use crate::config::{Config, Kind, Qualifier};
use crate::pair::Pair;
use crate::quantity::Mention;

/// The change of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberChange {
    /// The later value less the earlier one, in the base unit.
    pub delta: Decimal,
    /// The same of the earlier value, in percent to one digit; `None` for rates and where the earlier value is zero.
    pub percent: Option<Decimal>,
    /// Whether it is a change between percents: the difference is in percentage points (个百分点).
    pub in_points: bool,
}

/// By how much a number changed; `None` where the edit is no change between two exact figures in one unit: years, dates,
/// ordinals, ranges, and what is about, almost, above or below so much.
pub fn number_change(tokens: Pair<&Tokens>, edit: &Edit, config: &Config) -> Option<NumberChange> {
    if edit.op != Op::Number {
        return None;
    }
    let mention = |tokens: &'_ Tokens, at| -> Option<Mention> {
        tokens.within(at).first().and_then(|token| tokens.mention(token)).cloned()
    };
    let sides = Pair::new(mention(tokens.before, edit.before), mention(tokens.after, edit.after)).both()?;
    let exact = |m: &Mention| {
        let qualified =
            m.qualifier.is_some_and(|qualifier| !matches!(qualifier, Qualifier::Average | Qualifier::Cumulative));
        m.none.is_none() && !m.rank && m.high.is_none() && !qualified
    };
    if !exact(&sides.before) || !exact(&sides.after) || sides.before.unit != sides.after.unit {
        return None;
    }
    let (before, after) = (sides.before.value, sides.after.value);
    let delta = after.checked_sub(before)?;
    // A percentage of a percentage would be misread.
    let rate = matches!(sides.before.kind(config), Kind::Rate | Kind::Ratio | Kind::Growth | Kind::Delta);
    let percent = Some(delta)
        .filter(|_| !rate)
        .and_then(|delta| delta.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before))
        .map(|percent| percent.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero));
    let points = |m: &Mention| m.kind(config) == Kind::Rate;
    let in_points = points(&sides.before) && points(&sides.after);
    Some(NumberChange { delta: delta.normalize(), percent: percent.map(|percent| percent.normalize()), in_points })
}
