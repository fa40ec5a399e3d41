//! Numbers as cells show them (显示格式): percents, thousands, digits behind the point, words behind a number, dates.

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::{DateTime, Time, date};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::source::container::xml::Element;

/// Digits that a spreadsheet keeps of a number; what is beyond them is noise of its arithmetic.
const DIGITS: u32 = 15;

/// The number formats of a workbook's cells, by the cells' style.
pub(super) struct Styles {
    codes: Vec<String>,
    is_1904: bool,
}

impl Styles {
    /// `is_1904`: whether days are counted from 1904.
    pub(super) fn read(root: Option<&Element>, is_1904: bool) -> Styles {
        let within = |name| root.and_then(|root| root.child(name)).into_iter().flat_map(Element::elements);
        let own: BTreeMap<&str, &str> = within("s:numFmts")
            .filter_map(|found| Some((found.attribute("numFmtId")?, found.attribute("formatCode")?)))
            .collect();
        let code = |style: &Element| {
            let id = style.attribute("numFmtId").unwrap_or_default();
            own.get(id).copied().filter(|code| !code.is_empty()).unwrap_or_else(|| builtin(id)).to_owned()
        };
        Styles { codes: within("s:cellXfs").map(code).collect(), is_1904 }
    }

    /// A number as a cell of that style shows it; as it is stored where that is no number.
    pub(super) fn shown(&self, style: Option<usize>, stored: &str) -> String {
        let value = Decimal::from_str(stored).or_else(|_| Decimal::from_scientific(stored));
        let Ok(value) = value else { return stored.to_owned() };
        let code = style.and_then(|style| self.codes.get(style)).map_or("", String::as_str);
        // Negative numbers, zero and text may have parts of their own; the value is the same in all.
        let parts = parts(code.split(';').next().unwrap_or_default());
        let told = if parts.iter().any(Part::is_of_date) { self.date(&parts, value) } else { number(&parts, value) };
        told.unwrap_or_else(|| plain(value))
    }

    fn date(&self, parts: &[Part], value: Decimal) -> Option<String> {
        let first = if self.is_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
        let days = i64::try_from(value.trunc()).ok()?;
        let seconds = i64::try_from((value.fract() * Decimal::from(86_400)).round()).ok()?;
        let at = first.checked_add(Span::new().try_days(days).ok()?).ok()?.to_datetime(Time::midnight());
        Some(dated(parts, at.checked_add(Span::new().try_seconds(seconds).ok()?).ok()?))
    }
}

/// The codes of the numbers that every spreadsheet knows.
fn builtin(id: &str) -> &'static str {
    match id {
        "1" => "0",
        "2" => "0.00",
        "3" | "37" | "38" | "41" | "42" => "#,##0",
        "4" | "39" | "40" | "43" | "44" => "#,##0.00",
        "9" => "0%",
        "10" => "0.00%",
        "14" | "15" | "16" | "22" | "30" => "yyyy-mm-dd",
        "17" => "yyyy-mm",
        "18" | "20" => "h:mm",
        "19" | "21" => "h:mm:ss",
        "27" | "36" | "50" | "52" | "57" => "yyyy年m月",
        "28" | "29" | "51" | "53" | "54" | "58" => "m月d日",
        "31" => "yyyy年m月d日",
        _ => "",
    }
}

/// A piece of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// What is shown as it is.
    Literal(String),
    /// Places of digits, with commas and a point: `#,##0.00`.
    Digits(String),
    Percent,
    /// A run of one letter of a date: `yyyy`.
    Date(char, usize),
}

impl Part {
    fn is_of_date(&self) -> bool {
        matches!(self, Part::Date(..))
    }
}

fn parts(code: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut rest = code.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => out.push(Part::Literal(rest.by_ref().take_while(|c| *c != '"').collect())),
            // 0!.0, shows thousands with a point before the last digit: ten thousands.
            '\\' | '!' if rest.peek() == Some(&'.') && matches!(out.last(), Some(Part::Digits(_))) => {
                let _ = rest.next();
                if let Some(Part::Digits(digits)) = out.last_mut() {
                    digits.push(POINT);
                }
            }
            '\\' | '!' => out.extend(rest.next().map(|c| Part::Literal(c.to_string()))),
            // Room as wide as the next character, or filled with it.
            '_' | '*' => {
                let _ = rest.next();
            }
            // A colour, a language, a condition; hours counted on beyond a day ([h]) are shown as the plain number.
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                if !inside.is_empty() && inside.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's')) {
                    return Vec::new();
                }
            }
            '%' => out.push(Part::Percent),
            '0' | '#' | '?' | '.' | ',' => match out.last_mut() {
                Some(Part::Digits(digits)) => digits.push(c),
                _ => out.push(Part::Digits(c.to_string())),
            },
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                let letter = c.to_ascii_lowercase();
                let more = std::iter::from_fn(|| rest.next_if(|next| next.to_ascii_lowercase() == letter)).count();
                out.push(Part::Date(letter, 1 + more));
            }
            // Exponents, text, fractions, General: the plain number says the same.
            '/' if matches!(out.last(), Some(Part::Digits(_))) => return Vec::new(),
            // AM/PM and A/P, or the day of the week (aaaa): beside a date they add nothing.
            'a' | 'A' if out.iter().any(Part::is_of_date) => {
                let half = rest.peek().is_some_and(|next| matches!(next, 'm' | 'M' | '/'));
                let more: &[char] = if half { &['m', 'M', '/', 'p', 'P'] } else { &['a', 'A'] };
                while rest.next_if(|next| more.contains(next)).is_some() {}
            }
            c if c.is_ascii_alphabetic() || c == '@' => return Vec::new(),
            c => out.push(Part::Literal(c.to_string())),
        }
    }
    out
}

/// A number without noise.
fn plain(value: Decimal) -> String {
    value.round_sf(DIGITS).unwrap_or(value).normalize().to_string()
}

/// In a pattern, a point that is only shown: it moves the digits behind it from before the number's own point.
const POINT: char = '!';

/// The number as it is shown; none where its digits are parted by other text, for who says which go where.
fn number(parts: &[Part], value: Decimal) -> Option<String> {
    let places = parts.iter().position(|part| matches!(part, Part::Digits(_)))?;
    if parts[places + 1..].iter().any(|part| matches!(part, Part::Digits(_))) {
        return None;
    }
    let Part::Digits(pattern) = &parts[places] else { return None };
    let mut value = value.round_sf(DIGITS).unwrap_or(value);
    for _ in parts.iter().filter(|part| **part == Part::Percent) {
        value = value.checked_mul(Decimal::ONE_HUNDRED)?;
    }
    // Each comma at the end leaves out three digits.
    for _ in pattern.chars().rev().take_while(|c| *c == ',') {
        value = value.checked_div(Decimal::ONE_THOUSAND)?;
    }
    if let Some((_, behind)) = pattern.split_once(POINT) {
        let moved = behind.chars().filter(|c| *c != ',').count();
        value = value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        value = (0..moved).try_fold(value, |value, _| value.checked_div(Decimal::TEN))?;
    }
    let behind = pattern.split_once(['.', POINT]).map_or("", |(_, behind)| behind).chars().filter(|c| *c != ',');
    let (wanted, most) = behind.fold((0, 0), |(wanted, all), c| (wanted + u32::from(c == '0'), all + 1));
    let mut value = value.round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero).normalize();
    value.rescale(value.scale().max(wanted));
    let printed = value.abs().to_string();
    let (whole, fraction) = printed.split_once('.').unwrap_or((&printed, ""));
    let whole = if pattern.trim_end_matches(',').contains(',') { grouped(whole) } else { whole.to_owned() };
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    let shown = |(at, part): (usize, &Part)| match part {
        Part::Digits(_) if at == places => format!("{sign}{whole}{point}{fraction}"),
        Part::Literal(text) => text.clone(),
        Part::Percent => "%".to_owned(),
        Part::Digits(_) | Part::Date(..) => String::new(),
    };
    Some(parts.iter().enumerate().map(shown).collect::<String>().trim().to_owned())
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn dated(parts: &[Part], at: DateTime) -> String {
    let mut out = String::new();
    let mut is_time = false;
    for (place, part) in parts.iter().enumerate() {
        let is_minutes = is_time
            || parts[place + 1..]
                .iter()
                .find(|next| next.is_of_date())
                .is_some_and(|next| matches!(next, Part::Date('s', _)));
        let two = |value: i8, length: usize| if length > 1 { format!("{value:02}") } else { value.to_string() };
        match part {
            Part::Date('y', 2) => out.push_str(&format!("{:02}", at.year() % 100)),
            Part::Date('y', _) => out.push_str(&at.year().to_string()),
            Part::Date('m', length) if is_minutes => out.push_str(&two(at.minute(), *length)),
            Part::Date('m', length) => out.push_str(&two(at.month(), *length)),
            Part::Date('d', length) => out.push_str(&two(at.day(), *length)),
            Part::Date('h', length) => out.push_str(&two(at.hour(), *length)),
            Part::Date(_, length) => out.push_str(&two(at.second(), *length)),
            Part::Literal(text) => out.push_str(text),
            Part::Digits(_) | Part::Percent => {}
        }
        is_time = match part {
            Part::Date(letter, _) => *letter == 'h',
            _ => is_time,
        };
    }
    out
}
