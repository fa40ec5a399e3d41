//! Dates (日期) as reports write them.

use jiff::civil::Date as Day;
use serde::Serialize;

use crate::quantity::{digit, power};
use crate::text::signs::{DAY, MONTH, TEN, YEAR};

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct Date(Day);

impl Date {
    pub(super) fn new(year: i32, month: i32, day: i32) -> Option<Date> {
        Day::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok().map(Date)
    }

    pub(crate) fn year(self) -> i32 {
        self.0.year().into()
    }

    /// Within two months after another day, or on it.
    pub(super) fn is_soon_after(self, earlier: Date) -> bool {
        self.0 >= earlier.0 && (self.0 - earlier.0).get_days() <= 62
    }

    pub(crate) fn month(self) -> i8 {
        self.0.month()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.0.to_string()
    }
}

/// The first date in a line, and whether the line is nothing else: 2017年12月4日, 2017-12-04, 二〇一七年十二月四日.
pub(super) fn date_of(line: &[char]) -> Option<(Date, bool)> {
    let chars: Vec<char> = line.iter().copied().filter(|c| !c.is_whitespace()).collect();
    for at in 0..chars.len() {
        if at > 0 && (chars[at - 1].is_ascii_digit() || digit(chars[at - 1]).is_some()) {
            continue;
        }
        let Some((year, len)) = number(&chars[at..], 4) else { continue };
        if !(1949..=2100).contains(&year) {
            continue;
        }
        let rest = &chars[at + len..];
        let Some((&mark, rest)) = rest.split_first() else { continue };
        if !matches!(mark, YEAR | '-' | '.' | '/') {
            continue;
        }
        let Some((month, month_len)) = number(rest, 2) else { continue };
        let Some((&mark, rest)) = rest[month_len..].split_first() else { continue };
        if !matches!(mark, MONTH | '-' | '.' | '/') {
            continue;
        }
        let Some((day, day_len)) = number(rest, 2) else { continue };
        let tail = rest[day_len..].strip_prefix(&[DAY]).unwrap_or(&rest[day_len..]);
        if let Some(date) = Date::new(year, month, day) {
            return Some((date, at == 0 && tail.is_empty()));
        }
    }
    None
}

/// The year and month that a line is, and nothing else: 2022年12月, (二〇二二年十二月).
pub(super) fn month_of(line: &[char]) -> Option<(i32, i8)> {
    let bare: Vec<char> = line.iter().copied().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')')).collect();
    let (year, len) = number(&bare, 4).filter(|(year, _)| (1949..=2100).contains(year))?;
    let rest = bare[len..].strip_prefix(&[YEAR])?;
    let (month, len) = number(rest, 2).filter(|(month, _)| (1..=12).contains(month))?;
    (rest[len..] == [MONTH]).then(|| i8::try_from(month).ok().map(|month| (year, month)))?
}

/// A number of at most `most` digits, Arabic or Chinese.
pub(super) fn number(chars: &[char], most: usize) -> Option<(i32, usize)> {
    let arabic = chars.iter().take(most).take_while(|c| c.is_ascii_digit()).count();
    if arabic > 0 {
        return chars[..arabic].iter().collect::<String>().parse().ok().map(|value| (value, arabic));
    }
    let len = chars.iter().take(most.max(3)).take_while(|&&c| digit(c).is_some() || power(c) == Some(10)).count();
    let value = match &chars[..len] {
        [] => return None,
        [TEN] => 10,
        [TEN, one] => 10 + digit(*one)?,
        [ten, TEN] => digit(*ten)? * 10,
        [ten, TEN, one] => digit(*ten)? * 10 + digit(*one)?,
        digits => digits.iter().try_fold(0, |n, c| Some(n * 10 + digit(*c)?))?,
    };
    Some((i32::try_from(value).ok()?, len))
}
