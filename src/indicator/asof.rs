//! Until when a figure counts (截至): 截至11月底, 1—11月, 前三季度, 年末.

use crate::quantity::{digit, numeral};
use crate::text::squeeze;

/// How much of its year a figure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TimeBasis {
    /// All of it, or the state at its end.
    #[default]
    Year,
    /// From its first month to this one.
    Through(u8),
    /// Its second half.
    SecondHalf,
    /// Up to the day of the report, or to a day that is not told.
    ToDate,
}

/// How much of its year a figure covers, by the words that say so; all of it where nothing is said.
pub fn time_basis(asof: Option<&str>) -> TimeBasis {
    let Some(words) = asof else { return TimeBasis::Year };
    let chars: Vec<char> = words.chars().collect();
    if words.contains("下半年") {
        return TimeBasis::SecondHalf;
    }
    // 今年以来: the frame of every yearly report, whenever in winter it is written.
    if words.ends_with("以来") {
        return TimeBasis::Year;
    }
    if words.contains("上半年") {
        return TimeBasis::Through(6);
    }
    if chars.first() == Some(&'前') {
        return match small(&chars[1..]) {
            Some(count) if words.contains("季度") => through(count * 3),
            Some(count) => through(count),
            None => TimeBasis::ToDate,
        };
    }
    // The last month that is named: 截至2017年11月底, 1—11月, 截至12月31日.
    let month = chars.iter().rposition(|c| *c == '月').and_then(|at| {
        let digits =
            chars[..at].iter().rev().take(2).take_while(|&&c| c == '十' || digit(c).is_some() || c.is_ascii_digit());
        small(&chars[at - digits.count()..at])
    });
    match month {
        Some(month) => through(month),
        None if words.contains("年底") || words.contains("年末") => TimeBasis::Year,
        None if chars.last() == Some(&'年') => TimeBasis::Year,
        None => TimeBasis::ToDate,
    }
}

/// A number up to 12, in digits or in Chinese.
fn small(chars: &[char]) -> Option<u8> {
    let value = numeral(chars)?.value;
    u8::try_from(value).ok().filter(|value| (1..=12).contains(value))
}

fn through(month: u8) -> TimeBasis {
    if month >= 12 { TimeBasis::Year } else { TimeBasis::Through(month) }
}

/// Up to when, or for what part of the year, a figure was counted (截至11月底, 1—11月, 上半年, 年末).
pub(super) fn asof(chars: &[char]) -> Option<String> {
    (0..chars.len()).rev().find_map(|at| {
        let before = at.checked_sub(1).map_or('\0', |at| chars[at]);
        if before.is_ascii_digit() {
            return None;
        }
        asof_at(&chars[at..]).filter(|_| !matches!(before, '比' | '较' | '每')).map(|len| squeeze(&chars[at..at + len]))
    })
}

/// Whether a sentence is about the time that the one before named: 同期，……
pub(super) fn same_time(sentence: &[char]) -> bool {
    ["同期,", "同期全", "同期共", "同期各", "同期市", "同一时期"]
        .iter()
        .any(|word| word.chars().eq(sentence.iter().copied().take(word.chars().count())))
}

/// The length of such words at the start.
pub(super) fn asof_at(chars: &[char]) -> Option<usize> {
    let skip = |from: usize| from + chars[from.min(chars.len())..].iter().take_while(|c| **c == ' ').count();
    let opening = match chars {
        ['截', '至' | '止', '到', ..] => 3,
        ['截', '至' | '止', ..] => 2,
        _ => 0,
    };
    if opening > 0 {
        let from = skip(opening);
        let len = date_len(&chars[from..]);
        return (len > 0).then_some(from + len);
    }
    match chars {
        ['年' | '月' | '季', '末' | '底', '前' | '之', ..] => None,
        ['今' | '当', '年', '以', '来', ..] | ['年', '初', '以', '来', ..] => Some(4),
        ['年', '末' | '底', ..] | ['上', '半', '年', ..] | ['下', '半', '年', ..] => {
            Some(if chars[0] == '年' { 2 } else { 3 })
        }
        ['前', _, '季', '度', ..] | ['前', _, '个', '月', ..] => Some(4),
        [c, ..] if c.is_ascii_digit() => {
            let first = chars.iter().take(2).take_while(|c| c.is_ascii_digit()).count();
            let month = usize::from(chars.get(first) == Some(&'月'));
            let mark = chars.get(first + month).filter(|c| matches!(c, '-' | '—' | '~' | '至' | '到'))?;
            let double = usize::from(*mark == '—' && chars.get(first + month + 1) == Some(&'—'));
            let from = first + month + 1 + double;
            let second = chars[from.min(chars.len())..].iter().take(2).take_while(|c| c.is_ascii_digit()).count();
            let tail = chars.get(from + second) == Some(&'月');
            let share = usize::from(chars.get(from + second + 1) == Some(&'份'));
            (second > 0 && tail).then_some(from + second + 1 + share)
        }
        _ => None,
    }
}

/// The length of a date or 目前 at the start.
pub(super) fn date_len(chars: &[char]) -> usize {
    let mut at = 0;
    let words: &[&[char]] = &[
        &['目', '前'],
        &['现', '在'],
        &['今'],
        &['年', '底'],
        &['年', '末'],
        &['上', '年', '末'],
        &['去', '年', '底'],
        &['上', '月', '底'],
    ];
    if let Some(word) = words.iter().find(|word| chars.starts_with(word)) {
        at = word.len();
        if chars.starts_with(&['今', '年']) {
            at = 2;
        } else {
            return at;
        }
    }
    loop {
        let from = at + chars[at..].iter().take_while(|c| **c == ' ').count();
        let digits = chars[from..].iter().take(4).take_while(|c| c.is_ascii_digit()).count();
        let han = if digits == 0 {
            chars[from..].iter().take(3).take_while(|&&c| digit(c).is_some() || c == '十').count()
        } else {
            0
        };
        let number = digits + han;
        let unit = chars.get(from + number);
        match unit {
            Some('年' | '月' | '日') if number > 0 => at = from + number + 1,
            Some('季') if number > 0 => at = from + number + 2,
            _ => break,
        }
    }
    if at > 0 && matches!(chars.get(at), Some('底' | '末' | '份' | '初')) {
        at += 1;
    }
    at.min(chars.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_months_in_other_words_are_the_same_basis() {
        for words in ["截至11月底", "1—11月", "截至2017年11月", "1至11月份", "前11个月", "截至十一月底"]
        {
            assert_eq!(time_basis(Some(words)), TimeBasis::Through(11), "{words}");
        }
        for words in ["年末", "截至12月底", "截至2017年12月31日", "1—12月", "截至2017年底"] {
            assert_eq!(time_basis(Some(words)), TimeBasis::Year, "{words}");
        }
        assert_eq!(time_basis(Some("前三季度")), TimeBasis::Through(9));
        assert_eq!(time_basis(Some("截至10月底")), TimeBasis::Through(10));
        assert_eq!(time_basis(Some("上半年")), TimeBasis::Through(6));
        assert_eq!(time_basis(Some("截至目前")), TimeBasis::ToDate);
        assert_eq!(time_basis(None), TimeBasis::Year);
    }
}
