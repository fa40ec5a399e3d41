//! Why two figures that should agree may not: a digit typed wrong, two digits changed places, a point or a 万 too many.

use rust_decimal::Decimal;

use crate::diagnostic::Message;

/// The likeliest reason; none where nothing is likely.
pub(super) fn reason(expected: Decimal, found: Decimal) -> Option<Message> {
    let (a, b) = (digits(expected), digits(found));
    if expected.is_zero() || found.is_zero() || a == b && expected == found {
        return None;
    }
    if a == b || trimmed(&a) == trimmed(&b) {
        return Some(Message::new("可能是小数点或单位（万、亿）有误", "a point or a unit (万, 亿) may be wrong"));
    }
    if a.len() != b.len() || a.len() < 2 || expected.normalize().scale() != found.normalize().scale() {
        return None;
    }
    let unlike: Vec<usize> = (0..a.len()).filter(|&at| a[at] != b[at]).collect();
    match unlike[..] {
        [_] => Some(Message::new("可能有一位数字写错", "one digit may be wrong")),
        [x, y] if y == x + 1 && a[x] == b[y] && a[y] == b[x] => {
            Some(Message::new("可能有两位数字颠倒", "two digits may have changed places"))
        }
        _ => None,
    }
}

/// Whether two numbers differ by powers of ten alone, and have so many digits that this is no luck: 3412.5 and 34125.
pub(super) fn tenfold(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (digits(a), digits(b));
    trimmed(&a) == trimmed(&b) && trimmed(&a).len() >= TOLD
}

/// So many digits of two numbers are not alike by luck.
const TOLD: usize = 4;

/// The digits of a number without its point and sign.
fn digits(value: Decimal) -> Vec<char> {
    value.normalize().abs().to_string().chars().filter(char::is_ascii_digit).collect()
}

/// The same without noughts at either end.
fn trimmed(digits: &[char]) -> &[char] {
    let from = digits.iter().position(|c| *c != '0').unwrap_or(digits.len());
    let to = digits.iter().rposition(|c| *c != '0').map_or(from, |at| at + 1);
    &digits[from..to]
}

/// A message with the likeliest reason behind it.
pub(super) fn with_reason(message: Message, reason: Option<Message>) -> Message {
    match reason {
        Some(reason) => {
            Message::new(format!("{}；{}", message.zh, reason.zh), format!("{}; {}", message.en, reason.en))
        }
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_have_a_name() {
        let said = |a: &str, b: &str| reason(a.parse().unwrap(), b.parse().unwrap()).map(|said| said.en);
        assert!(said("1240", "1270").unwrap().contains("one digit"));
        assert!(said("1240", "1420").unwrap().contains("changed places"));
        assert!(said("1240", "12.4").unwrap().contains("unit"));
        assert_eq!(said("1240", "1355"), None);
        assert_eq!(said("1240", "1240"), None);
    }
}
