//! Which way the figures of a series are signed (正负): the only place that turns a sign. Whatever shows a figure or a change
//! of a series shows it as this says.
//!
//! ```text
//! 财政收入增速    下降3.1%          −3.1%
//! 单位能耗下降    下降3.1%           3.1%    the name tells the fall: −3.1% would be a rise
//! ```

use rust_decimal::Decimal;

use crate::indicator::Indicator;
use crate::timeline::series::{Series, signed};

/// How a series is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A fall has a minus.
    Own,
    /// The name tells the fall: it has none, and a larger one is more, not less.
    Turned,
}

impl Sign {
    /// How a series is signed.
    pub const fn of(series: &Series) -> Sign {
        if series.tells_fall { Sign::Turned } else { Sign::Own }
    }

    /// A signed value, or a difference of two, as the series shows it.
    pub fn told(self, value: Decimal) -> Decimal {
        match self {
            Sign::Own => value,
            // A fall of nothing has a sign too, which the upper end of a range goes by.
            Sign::Turned if value.is_zero() => value.abs(),
            Sign::Turned => -value,
        }
    }

    /// The value of a figure as the series shows it.
    pub fn value(self, indicator: &Indicator) -> Decimal {
        self.told(signed(indicator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_sign_is_turned_once() {
        let fall = Decimal::new(-31, 1);
        assert_eq!([Sign::Own.told(fall), Sign::Turned.told(fall)], [fall, -fall]);
        assert_eq!([Decimal::ZERO, -Decimal::ZERO].map(|none| Sign::Turned.told(none).to_string()), ["0", "0"]);
    }
}
