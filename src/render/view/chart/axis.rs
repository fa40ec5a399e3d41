//! The marks of an axis: round numbers, exactly.

use rust_decimal::Decimal;

use crate::render::view::figures::grouped;

/// Marks from the lowest to the highest.
pub(super) struct Axis(pub(super) Vec<Decimal>);

impl Axis {
    /// Four or five round marks around two values; one step where both are one.
    pub(super) fn new(low: Decimal, high: Decimal) -> Axis {
        let span = if high > low { high - low } else { high.abs() };
        let rough = if span < FINEST { Decimal::ONE } else { span / Decimal::from(4) };
        let step = round_up(rough);
        let mut mark = low.checked_div(step).and_then(|steps| steps.floor().checked_mul(step)).unwrap_or(low);
        let mut marks = vec![mark.normalize()];
        while mark < high || marks.len() < 2 {
            // Beyond the digits that a decimal holds a step leads nowhere.
            let Some(next) = mark.checked_add(step).filter(|next| *next > mark) else { break };
            mark = next;
            marks.push(mark.normalize());
        }
        Axis(marks)
    }
}

/// No axis has finer steps: what is closer together stands on one line.
const FINEST: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// The next of 1, 2, 2.5 and 5 times a power of ten.
fn round_up(rough: Decimal) -> Decimal {
    let ten = Decimal::TEN;
    let mut size = Decimal::ONE;
    while size > rough && size > FINEST {
        size /= ten;
    }
    while size <= rough / ten {
        size *= ten;
    }
    let steps = [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5), ten];
    let step = steps.into_iter().filter_map(|factor| size.checked_mul(factor)).find(|step| *step >= rough);
    step.unwrap_or(rough.max(FINEST))
}

/// A mark's number as Chinese readers read it: 2,000, 30万, 1.2亿.
pub(super) fn mark_text(value: Decimal) -> String {
    let power = |exponent: u32| Decimal::from(10_u64.pow(exponent));
    let (size, name) = match value.abs() {
        size if size >= power(12) => (power(12), "万亿"),
        size if size >= power(8) => (power(8), "亿"),
        size if size >= power(5) => (power(4), "万"),
        _ => (Decimal::ONE, ""),
    };
    format!("{}{name}", grouped(value / size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(low: &str, high: &str) -> Vec<String> {
        let Axis(marks) = Axis::new(low.parse().unwrap(), high.parse().unwrap());
        marks.into_iter().map(mark_text).collect()
    }

    #[test]
    fn marks_are_round_and_hold_all_values() {
        assert_eq!(marks("0", "182"), ["0", "50", "100", "150", "200"]);
        assert_eq!(marks("-3.1", "4"), ["−4", "−2", "0", "2", "4"]);
        assert_eq!(marks("0", "0"), ["0", "1"]);
        assert_eq!(marks("7", "7"), ["6", "8"]);
        assert_eq!(marks("0", "0.09"), ["0", "0.025", "0.05", "0.075", "0.1"]);
        assert_eq!(marks("0", "2886000"), ["0", "100万", "200万", "300万"]);
        assert_eq!(marks("0", "130000000000000"), ["0", "50万亿", "100万亿", "150万亿"]);
    }

    #[test]
    fn values_beyond_all_bounds_have_an_axis() {
        for (low, high) in
            [("0", "79228162514264337593543950335"), ("-1", "0.0000000000000000000000000001"), ("5", "5")]
        {
            assert!(!marks(low, high).is_empty(), "{low} {high}");
        }
    }
}
