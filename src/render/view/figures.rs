//! Figures as people read them: thousands apart, 万 and 亿 where the report wrote them, falls with a minus.

use rust_decimal::Decimal;

use crate::config::Qualifier;
use crate::indicator::Indicator;
use crate::timeline::series::signed_high;

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
    let low = part_of_a_whole(value, indicator).unwrap_or_else(|| scaled(value, scale));
    match signed_high(value, indicator) {
        Some(high) => format!("{low}–{}", scaled(high, scale)),
        None => low,
    }
}

/// The same in full, with its unit: what stands in a tooltip.
pub fn exact_as(value: Decimal, indicator: &Indicator) -> String {
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let gap = if unit.is_empty() || unit == "%" { "" } else { " " };
    let low = part_of_a_whole(value, indicator).unwrap_or_else(|| grouped(value));
    match signed_high(value, indicator) {
        Some(high) => format!("{low}–{}{gap}{unit}", grouped(high)),
        None => format!("{low}{gap}{unit}"),
    }
}

/// A figure with its unit as it is read aloud: in the scale in which the report writes it.
pub fn readable(value: Decimal, indicator: &Indicator, surface: &str) -> String {
    format!("{}{}", shown_as(value, indicator, surface), indicator.unit.as_deref().unwrap_or_default())
}

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
/// A fraction that no decimal number is has at least so many digits behind the point.
const ENDLESS: u32 = 6;

/// A part of a whole that the report tells in parts, and that no decimal number is: 三分之一 is read as 0.333333, and is 1/3.
fn part_of_a_whole(value: Decimal, indicator: &Indicator) -> Option<String> {
    if value.normalize().scale() < ENDLESS || !indicator.fraction {
        return None;
    }
    let near = Decimal::new(1, ENDLESS);
    (2..=PARTS).map(Decimal::from).find_map(|below| {
        let above = (value * below).round();
        let is_part = Decimal::ZERO < above.abs() && above.abs() < below;
        (is_part && (above / below - value).abs() < near).then(|| format!("{}/{below}", grouped(above)))
    })
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
    use crate::timeline::series::signed;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// The first figure of a sentence, and how that prints it.
    fn figure(sentence: &str) -> (Indicator, String) {
        let config = crate::config::Config::builtin().unwrap();
        let source = crate::source::read(sentence.as_bytes(), "2020.txt").unwrap().value;
        let report = crate::report::read(source, "2020.txt", &config).value;
        let first = crate::indicator::extract(&report, &config).value.swap_remove(0);
        let surface = report.text.str(first.span).to_owned();
        (first, surface)
    }

    #[test]
    fn both_ends_of_a_range_are_signed_as_one() {
        let (fall, surface) = figure("渔业产值下降3%至5%。");
        assert_eq!((fall.value, fall.high), (decimal("3"), Some(decimal("5"))));
        let told = |value: Decimal, of: &Indicator| readable(value, of, &surface);
        assert_eq!(told(signed(&fall), &fall), "−3–−5%");
        assert_eq!(told(fall.value, &fall), "3–5%");
        // Where the figure itself is below nothing, it is the other way that turns it.
        let below = Indicator { value: decimal("-3"), high: Some(decimal("-1")), direction: None, ..fall.clone() };
        assert_eq!(told(signed(&below), &below), "−3–−1%");
        assert_eq!(told(-below.value, &below), "3–1%");
        // A fall of nothing to 3 % is no rise.
        let none = Indicator { value: decimal("0"), high: Some(decimal("3")), ..fall };
        assert_eq!(told(signed(&none), &none), "0–−3%");
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
    fn a_part_of_a_whole_is_a_fraction_where_it_is_told_in_parts() {
        let (third, _) = figure("渔港岸线占全市岸线的三分之一。");
        assert_eq!(part_of_a_whole(third.value, &third).as_deref(), Some("1/3"));
        let told = |value: &str| part_of_a_whole(decimal(value), &third);
        assert_eq!(told("-0.6666667").as_deref(), Some("−2/3"));
        assert_eq!(told("0.25"), None);
        // Of so little and of nearly all of it there is nothing to make parts of.
        assert_eq!([told("0.0000003"), told("0.999999")], [None, None]);
        // A number with a point is none, whatever it is near.
        let (decimal, _) = figure("河水含磷0.142857毫克/升。");
        assert_eq!(part_of_a_whole(decimal.value, &decimal), None);
    }
}
