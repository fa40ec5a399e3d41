//! How exactly a figure is printed, and what it was before a change, as far as the printed digits tell.

use rust_decimal::Decimal;

use crate::config::{Direction, Kind};
use crate::indicator::Indicator;
use crate::text::Text;
use crate::text::signs::{HUNDRED, MYRIAD, TEN, THOUSAND, YI};

/// A stretch of values, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The least value.
    pub low: Decimal,
    /// The greatest value.
    pub high: Decimal,
}

impl Stretch {
    /// A value and all that is off by no more than `by`; as far as numbers go, where it is wider than that.
    pub fn around(value: Decimal, by: Decimal) -> Self {
        Stretch { low: value.saturating_sub(by), high: value.saturating_add(by) }
    }

    /// Whether a value lies in it.
    pub fn holds(self, value: Decimal) -> bool {
        self.low <= value && value <= self.high
    }

    /// The same with room on both sides, as far as numbers go.
    pub fn widened(self, by: Decimal) -> Self {
        Stretch { low: self.low.saturating_sub(by), high: self.high.saturating_add(by) }
    }
}

/// The place of the last printed digit: 1 for 52133件, 10000 for 5.2133亿元 and for 300万户, 0.1 for 15.7%.
///
/// Of a number in Chinese numerals the greatest power of ten that divides it, where a power is named at all.
pub fn place(text: &Text, indicator: &Indicator) -> Decimal {
    let surface = text.folded(indicator.span);
    let digits = surface.iter().skip_while(|c| !c.is_ascii_digit());
    let digits = digits.take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let mantissa = digits
        .filter_map(|c| c.to_digit(10))
        .try_fold(Decimal::ZERO, |sum, digit| sum.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(digit)));
    let place = mantissa.and_then(|mantissa| indicator.value.checked_div(mantissa));
    if let Some(place) = place.map(|place| place.normalize()).filter(|place| is_power_of_ten(*place)) {
        return place;
    }
    let named = surface.iter().any(|c| matches!(*c, TEN | HUNDRED | THOUSAND | MYRIAD | YI));
    let mut place = Decimal::new(1, indicator.value.normalize().scale());
    while named && !indicator.value.is_zero() && (indicator.value % (place * Decimal::TEN)).is_zero() {
        place *= Decimal::TEN;
    }
    place
}

fn is_power_of_ten(value: Decimal) -> bool {
    let mut mantissa = value.normalize().mantissa();
    while mantissa > 1 && mantissa % 10 == 0 {
        mantissa /= 10;
    }
    mantissa == 1
}

/// How far the true value may be from the printed one: half of the last printed place. Things that are counted one by one
/// are exact.
pub fn slack(text: &Text, indicator: &Indicator) -> Decimal {
    slack_of(text, indicator, indicator.kind)
}

/// The same for a figure that tells of another of the given kind: of a change in 件 as of the 件 themselves.
fn slack_of(text: &Text, indicator: &Indicator, kind: Kind) -> Decimal {
    let place = place(text, indicator);
    if kind == Kind::Count && place == Decimal::ONE { Decimal::ZERO } else { place / Decimal::TWO }
}

/// What a level was before a change, as far as the printed digits of both tell. None where one of them is no exact figure,
/// or where the change has another unit.
pub fn value_before(text: &Text, level: &Indicator, change: &Indicator) -> Option<Stretch> {
    let up = match change.direction? {
        Direction::Up => Decimal::ONE,
        Direction::Down => -Decimal::ONE,
    };
    if change.qualifier.is_some() || level.qualifier.is_some() {
        return None;
    }
    let now = Stretch::around(level.value, slack(text, level));
    if change.kind == Kind::Delta {
        let same = change.unit == level.unit || is_in_points(change, level);
        let by = up * change.value;
        let was = Stretch { low: now.low - by, high: now.high - by };
        return same.then(|| was.widened(slack_of(text, change, level.kind)));
    }
    let rate = Stretch::around(change.value, slack(text, change));
    let base = |value: Decimal, rate: Decimal| value.checked_div(Decimal::ONE + up * rate / Decimal::ONE_HUNDRED);
    let ends =
        [base(now.low, rate.low)?, base(now.low, rate.high)?, base(now.high, rate.low)?, base(now.high, rate.high)?];
    Some(Stretch {
        low: ends.iter().copied().min().unwrap_or_default(),
        high: ends.iter().copied().max().unwrap_or_default(),
    })
}

/// Whether a change tells in 百分点 how a percentage changed.
pub(crate) fn is_in_points(change: &Indicator, level: &Indicator) -> bool {
    change.unit.as_deref() == Some("百分点") && level.unit.as_deref() == Some("%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// The indicators of a sentence with its text.
    fn read(sentence: &str) -> (Text, Vec<Indicator>) {
        let config = Config::builtin().unwrap();
        let source = crate::source::read(sentence.as_bytes(), "2020.txt").unwrap().value;
        let report = crate::report::read(source, "2020.txt", &config).value;
        let found = crate::indicator::extract(&report, &config).value;
        (report.text, found)
    }

    #[test]
    fn the_last_printed_digit_says_how_exact_a_figure_is() {
        let expected = [
            ("全市共有藏书52133册。", "1"),
            ("全市共有藏书5.2万册。", "1000"),
            ("全市蔬菜产量1.37万亿斤。", "10000000000"),
            ("全市共有藏书300万册。", "10000"),
            ("全市森林覆盖率为61.50%。", "0.01"),
            ("全市蔬菜产量３．７亿斤。", "10000000"),
        ];
        for (sentence, wanted) in expected {
            let (text, found) = read(sentence);
            assert_eq!(place(&text, &found[0]), wanted.parse::<Decimal>().unwrap(), "{sentence}");
        }
    }

    #[test]
    fn a_change_that_is_less_than_the_last_digit_fits_the_same_value() {
        let (text, found) = read("全市蔬菜产量1.37万亿斤，增产74亿斤。");
        let was = value_before(&text, &found[0], &found[1]).unwrap();
        assert!(was.widened(slack(&text, &found[0])).holds(found[0].value));
        // Cases are counted one by one: there is no room at all.
        let (text, found) = read("全市收到申请120件，比上年增加8件。");
        let was = value_before(&text, &found[0], &found[1]).unwrap();
        assert!(was.holds(Decimal::from(112)) && !was.holds(Decimal::from(113)));
    }
}
