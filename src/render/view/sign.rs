//! Which way the figures of a series are signed (正负): the only place that turns a sign. Whatever shows a figure or a change
//! of a series shows it as this says.
//!
//! ```text
//! 财政收入增速    下降3.1%          −3.1%
//! 单位能耗下降    下降3.1%           3.1%    the name tells the fall: −3.1% would be a rise
//! ```

use rust_decimal::Decimal;

use super::BodyView;
use crate::config::{Direction, Kind};
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
    /// How a series of a body is signed. Its name tells a fall where all figures that are called as most of them are fell,
    /// and the name still says so.
    pub fn of(view: &BodyView<'_>, series: &Series) -> Sign {
        let mut called = series
            .observations
            .iter()
            .map(|observation| view.indicator(observation))
            .filter(|indicator| indicator.label == series.label)
            .peekable();
        let falls = |one: &Indicator| {
            matches!(one.kind, Kind::Growth | Kind::Delta)
                && one.direction == Some(Direction::Down)
                && tells(&series.name, &one.label, &one.topic)
        };
        if called.peek().is_some() && called.all(falls) { Sign::Turned } else { Sign::Own }
    }

    /// A signed value, or a difference of two, as the series shows it.
    pub fn told(self, value: Decimal) -> Decimal {
        if self == Sign::Turned && !value.is_zero() { -value } else { value }
    }

    /// The value of a figure as the series shows it.
    pub fn value(self, indicator: &Indicator) -> Decimal {
        self.told(signed(indicator))
    }
}

/// Whether a name has kept the change that a label tells beside what it is about: it stands behind that (能耗下降) or before
/// it (降低能耗).
fn tells(name: &str, label: &str, topic: &str) -> bool {
    let Some((before, behind)) = label.split_once(topic).filter(|_| !topic.is_empty()) else {
        return name == label && label != topic;
    };
    match name.split_once(topic) {
        Some((_, kept)) if !behind.is_empty() => !kept.is_empty() && behind.starts_with(kept),
        Some((kept, _)) => !kept.is_empty() && before.ends_with(kept),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_fall_as_long_as_it_keeps_the_word() {
        assert!(tells("渔港能耗下降", "渔港能耗下降", "渔港能耗"));
        assert!(tells("渔港能耗下降", "全面推进渔港能耗下降", "渔港能耗"));
        assert!(tells("降低渔港能耗", "降低渔港能耗", "渔港能耗"));
        assert!(!tells("渔港能耗增速", "渔港能耗下降", "渔港能耗"));
        assert!(!tells("渔港能耗", "渔港能耗下降", "渔港能耗"));
        assert!(!tells("渔港能耗", "渔港能耗", "渔港能耗"));
    }

    #[test]
    fn a_turned_sign_is_turned_once() {
        let fall = Decimal::new(-31, 1);
        assert_eq!([Sign::Own.told(fall), Sign::Turned.told(fall)], [fall, -fall]);
        assert_eq!(Sign::Turned.told(Decimal::ZERO).to_string(), "0");
    }
}
