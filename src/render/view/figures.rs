//! Figures as people read them: thousands apart, 万 and 亿 where the report wrote them, falls with a minus.

use rust_decimal::Decimal;

use crate::config::Qualifier;
use crate::indicator::Indicator;
use crate::text::fold;
use crate::text::signs::{PART, PART_OF, POINT};

/// A number with commas between thousands and a true minus: −1,234.5.
pub fn grouped(value: Decimal) -> String {
    let plain = value.normalize().abs().to_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(a, b)| (a, Some(b)));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A sentence with commas between the thousands of its long numbers; years and decimals stay as they are.
pub fn grouped_within(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut digits = String::new();
    let mut decimals = false;
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() && !decimals {
            digits.push(c);
            continue;
        }
        let long = digits.len() > 4;
        for (at, digit) in digits.chars().enumerate() {
            if long && at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        digits.clear();
        decimals = c == '.' || decimals && c.is_ascii_digit();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// The same with a plus before what is more than nothing.
pub fn with_sign(value: Decimal) -> String {
    let sign = if value > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", grouped(value))
}

/// A power of ten that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    name: &'static str,
    size: u64,
}

const PLAIN: Scale = Scale { name: "", size: 1 };
const SCALES: [Scale; 3] = [
    Scale { name: "万亿", size: 1_000_000_000_000 },
    Scale { name: "亿", size: 100_000_000 },
    Scale { name: "万", size: 10_000 },
];

/// The scale in which the report wrote a figure; none where the unit itself holds that word.
pub fn scale(surface: &str, unit: Option<&str>) -> Scale {
    let inside = |scale: &Scale| surface.contains(scale.name) && !unit.is_some_and(|unit| unit.contains(scale.name));
    SCALES.into_iter().find(inside).unwrap_or(PLAIN)
}

/// The largest scale that a value reaches, for one that no report wrote in any.
pub fn natural(value: Decimal) -> Scale {
    SCALES.into_iter().find(|scale| value.abs() >= Decimal::from(scale.size)).unwrap_or(PLAIN)
}

/// A value in a scale, exactly: 116000 in 万 is 11.6万. One that is too small for the scale stays as it is.
pub fn scaled(value: Decimal, scale: Scale) -> String {
    let size = Decimal::from(scale.size);
    if scale.size > 1 && value.abs() >= size / Decimal::ONE_HUNDRED {
        format!("{}{}", grouped(value / size), scale.name)
    } else {
        grouped(value)
    }
}

/// A figure as a table shows it, without its unit, told as this signed value; `surface` is how the report prints it. Of a
/// range of falls both ends have their minus.
pub fn shown_as(value: Decimal, indicator: &Indicator, surface: &str) -> String {
    let scale = scale(surface, indicator.unit.as_deref());
    let low = part_of_a_whole(value, surface).unwrap_or_else(|| scaled(value, scale));
    match upper(value, indicator) {
        Some(high) => format!("{low}–{}", scaled(high, scale)),
        None => low,
    }
}

/// The same in full, with its unit: what stands in a tooltip.
pub fn exact_as(value: Decimal, indicator: &Indicator, surface: &str) -> String {
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let gap = if unit.is_empty() || unit == "%" { "" } else { " " };
    let low = part_of_a_whole(value, surface).unwrap_or_else(|| grouped(value));
    match upper(value, indicator) {
        Some(high) => format!("{low}–{}{gap}{unit}", grouped(high)),
        None => format!("{low}{gap}{unit}"),
    }
}

/// The upper end of a range, signed as its lower end is told.
fn upper(value: Decimal, indicator: &Indicator) -> Option<Decimal> {
    let turned = value.is_sign_negative() && !value.is_zero() && indicator.value.is_sign_positive();
    indicator.high.map(|high| if turned { -high } else { high })
}

/// A figure with its unit as it is read aloud: in the scale in which the report writes it.
pub fn readable(value: Decimal, indicator: &Indicator, surface: &str) -> String {
    format!("{}{}", shown_as(value, indicator, surface), indicator.unit.as_deref().unwrap_or_default())
}

/// A figure as the report prints it, with the sign of this value: the verb that tells a fall does not stand there.
pub fn printed_as(value: Decimal, surface: &str) -> String {
    let plain = surface.trim_start_matches(|c| MINUS.contains(&fold(c)));
    let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "" };
    format!("{sign}{plain}")
}

/// What a number below nothing begins with.
const MINUS: [char; 2] = ['-', '−'];

/// What stands before a figure that is no exact one: a bound, or about so much.
pub const fn mark(indicator: &Indicator) -> Option<&'static str> {
    match indicator.qualifier {
        Some(Qualifier::MoreThan) => Some(">"),
        Some(Qualifier::AtLeast) => Some("≥"),
        Some(Qualifier::AtMost) => Some("≤"),
        Some(Qualifier::About | Qualifier::Almost) => Some("≈"),
        _ => None,
    }
}

/// The largest number below the stroke of a fraction that reports write in words.
const PARTS: u8 = 12;
/// So many digits behind the point has a fraction that no decimal number is.
const ENDLESS: u32 = 6;

/// A part of a whole that the report writes as one, and that no decimal number is: 三分之一 is read as 0.333333, and is 1/3.
/// What is printed with a point is a decimal number, whatever it is near.
fn part_of_a_whole(value: Decimal, surface: &str) -> Option<String> {
    if value.normalize().scale() < ENDLESS || !is_fraction(surface) {
        return None;
    }
    let near = Decimal::new(1, ENDLESS);
    (2..=PARTS).map(Decimal::from).find_map(|below| {
        let above = (value * below).round();
        let is_part = Decimal::ZERO < above.abs() && above.abs() < below;
        (is_part && (above / below - value).abs() < near).then(|| format!("{}/{below}", grouped(above)))
    })
}

/// Whether a number is printed as parts of a whole: 三分之一, 1/3.
fn is_fraction(surface: &str) -> bool {
    let chars: Vec<char> = surface.chars().filter(|c| !c.is_whitespace()).map(fold).collect();
    let in_words = chars.windows(2).any(|pair| pair == [PART, PART_OF]);
    let stroke = |three: &[char]| three[0].is_ascii_digit() && three[1] == '/' && three[2].is_ascii_digit();
    !chars.iter().any(|c| matches!(c, '.' | &POINT)) && (in_words || chars.windows(3).any(stroke))
}

/// A share from 0 to 1, to three digits.
pub fn share(value: f64) -> Decimal {
    Decimal::new((value.clamp(0.0, 1.0) * 1000.0).round() as i64, 3)
}

/// Thousandths as a decimal: 0.823.
pub fn thousandths(value: u16) -> Decimal {
    Decimal::new(i64::from(value), 3)
}

/// An ordinal as headings write it: 十二.
pub fn han_ordinal(number: u16) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (usize::from(number / 10), usize::from(number % 10));
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        2..=9 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(decimal("2886000")), "2,886,000");
        assert_eq!(grouped(decimal("-1234.50")), "−1,234.5");
        assert_eq!(grouped(decimal("999")), "999");
        assert_eq!(grouped(decimal("-0")), "0");
        assert_eq!(with_sign(decimal("4")), "+4");
    }

    #[test]
    fn long_numbers_in_a_sentence_are_grouped() {
        assert_eq!(grouped_within("60000000000 + 1.23456 = 2017年 12345"), "60,000,000,000 + 1.23456 = 2017年 12,345");
        assert_eq!(grouped_within("3000"), "3000");
    }

    #[test]
    fn scales_are_those_of_the_report() {
        assert_eq!(scaled(decimal("116000"), scale("11.6万个", Some("个"))), "11.6万");
        assert_eq!(scaled(decimal("1370000000000"), scale("1.37万亿斤", Some("斤"))), "1.37万亿");
        assert_eq!(scaled(decimal("5"), scale("5万元户", Some("万元户"))), "5");
        assert_eq!(scaled(decimal("12"), scale("3万", None)), "12");
    }

    #[test]
    fn a_part_of_a_whole_is_a_fraction_where_it_is_printed_as_one() {
        let told = |value: &str, surface: &str| part_of_a_whole(decimal(value), surface);
        assert_eq!(told("0.333333", "三分之一").as_deref(), Some("1/3"));
        assert_eq!(told("-0.6666667", "2/3").as_deref(), Some("−2/3"));
        assert_eq!(told("0.25", "四分之一"), None);
        // Of so little and of nearly all of it there is nothing to make parts of, nor of a number with a point.
        for (value, surface) in [
            ("0.0000003", "0.0000003毫克/升"),
            ("0.0000003", "千万分之三"),
            ("0.999999", "百万分之九十九万九千九百九十九"),
            ("0.142857", "0.142857"),
            ("0.333333", "0.333333毫克/3升"),
        ] {
            assert_eq!(told(value, surface), None, "{surface}");
        }
    }
}
