//! Until when a figure counts (截至): 截至11月底, 1—11月, 前三季度, 年末.

use crate::config::Times;
use crate::quantity::{digit, numeral};
use crate::text::signs::{DAY, HAN_NUMBERS, MONTH, QUARTER, TEN, YEAR};
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

/// Whether something was counted up to a date (截至2022年7月底), and not only at the end of some time.
pub(super) fn is_counted(asof: Option<&str>, times: &Times) -> bool {
    asof.is_some_and(|words| times.until.at_start(&words.chars().collect::<Vec<_>>()).is_some())
}

/// How much of its year a figure covers, by the words that say so; all of it where nothing is said.
pub(super) fn time_basis(asof: Option<&str>, times: &Times) -> TimeBasis {
    let Some(words) = asof else { return TimeBasis::Year };
    let chars: Vec<char> = words.chars().collect();
    if times.second_half.any(&chars) {
        return TimeBasis::SecondHalf;
    }
    // 今年以来: the frame of every yearly report, whenever in winter it is written.
    if times.all_year_ends.at_end(&chars).is_some() {
        return TimeBasis::Year;
    }
    if times.first_half.any(&chars) {
        return TimeBasis::Through(6);
    }
    if times.first_part.open(&chars) {
        return match small(&chars[1..]) {
            Some(count) if times.quarters.any(&chars) => through(count * 3),
            Some(count) => through(count),
            None => TimeBasis::ToDate,
        };
    }
    // The last month that is named: 截至2017年11月底, 1—11月, 截至12月31日.
    let month = chars.iter().rposition(|c| *c == MONTH).and_then(|at| {
        let digits =
            chars[..at].iter().rev().take(2).take_while(|&&c| c == TEN || digit(c).is_some() || c.is_ascii_digit());
        small(&chars[at - digits.count()..at])
    });
    match month {
        Some(month) => through(month),
        None if times.year_ends.any(&chars) => TimeBasis::Year,
        None if chars.last() == Some(&YEAR) => TimeBasis::Year,
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
pub(super) fn asof(chars: &[char], times: &Times) -> Option<String> {
    (0..chars.len()).rev().find_map(|at| {
        let before = at.checked_sub(1).map_or('\0', |at| chars[at]);
        if before.is_ascii_digit() {
            return None;
        }
        let opens = matches!(before, '\0' | ',' | ';' | '。' | ':' | '(') || before.is_whitespace();
        let asof = if opens { opening_asof(&chars[at..], times) } else { asof_at(&chars[at..], times) };
        let past = at >= 2 && times.asof_past.has(before) && times.not_asof.has(chars[at - 2]);
        // 目前│3个月, 高考前3个月: no first months of a year.
        let inner = !opens && times.first_part.has(chars[at]) && before != YEAR;
        asof.filter(|_| !past && !inner && !times.not_asof.has(before)).map(|len| squeeze(&chars[at..at + len]))
    })
}

/// The length of such words at the start of a clause: 至12月底， is one only there.
pub(super) fn opening_asof(chars: &[char], times: &Times) -> Option<usize> {
    asof_at(chars, times).or_else(|| {
        let date = chars.split_first().filter(|(first, _)| times.until_here.has(**first))?.1;
        let len = date_len(date, times);
        let month = date[..len].contains(&MONTH) && matches!(date.get(len), None | Some(','));
        month.then_some(1 + len)
    })
}

/// Whether a clause is a time and nothing more: 截至11月底，│.
pub(super) fn is_time(clause: &[char], times: &Times) -> bool {
    let blank = clause.iter().take_while(|c| c.is_whitespace()).count();
    let clause = &clause[blank..];
    opening_asof(clause, times).is_some_and(|len| clause[len..].iter().all(|c| c.is_whitespace()))
}

/// The length of a date up to which something is to be done, at the start: 9月底前.
pub(super) fn deadline(chars: &[char], times: &Times) -> Option<usize> {
    let len = date_len(chars, times);
    let before = chars[..len].contains(&MONTH) && chars.get(len).is_some_and(|c| times.first_part.has(*c));
    before.then_some(len + 1)
}

/// Whether a sentence is about the time that the one before named: 同期，……; so is one that says so of those who act,
/// before its first number: 两级机关同期收到…….
pub(super) fn same_time(sentence: &[char], times: &Times) -> bool {
    let words = sentence.iter().take_while(|c| !c.is_ascii_digit()).count();
    let acts = |at: usize| {
        times.same_time_acts.at_start(&sentence[at..]).is_some() && !times.not_same_time.has(sentence[at - 1])
    };
    times.same_time.at_start(sentence).is_some() || (1..words).any(acts)
}

/// The length of such words at the start.
pub(super) fn asof_at(chars: &[char], times: &Times) -> Option<usize> {
    if let Some((opening, ())) = times.until.at_start(chars) {
        let from = opening + chars[opening..].iter().take_while(|c| **c == ' ').count();
        let len = date_len(&chars[from..], times);
        return (len > 0).then_some(from + len);
    }
    if times.not_until.at_start(chars).is_some() {
        return None;
    }
    if let Some((len, ())) = times.since.at_start(chars) {
        return Some(len);
    }
    match chars {
        // 前三季度, 前6个月
        [first, rest @ ..] if times.first_part.has(*first) => {
            let number = |c: &&char| c.is_ascii_digit() || HAN_NUMBERS.contains(**c);
            let digits = rest.iter().take(2).take_while(number).count().max(1);
            let units = rest.get(digits..)?;
            times.first_units.at_start(units).map(|(len, ())| 1 + digits + len)
        }
        [c, ..] if c.is_ascii_digit() => months_len(chars, times),
        _ => None,
    }
}

/// The length of a span of months at the start: 1—11月, 1月至11月份.
fn months_len(chars: &[char], times: &Times) -> Option<usize> {
    let digits = |from: usize| chars[from.min(chars.len())..].iter().take(2).take_while(|c| c.is_ascii_digit()).count();
    let first = digits(0);
    let month = usize::from(chars.get(first) == Some(&MONTH));
    let mark = chars.get(first + month).filter(|c| times.month_spans.has(**c))?;
    let double = usize::from(*mark == '—' && chars.get(first + month + 1) == Some(&'—'));
    let from = first + month + 1 + double;
    let second = digits(from);
    let named = chars.get(from + second) == Some(&MONTH);
    let end = from + second + 1;
    (second > 0 && named).then(|| end + usize::from(times.month_ends.open(&chars[end..])))
}

/// The length of a date or 目前 at the start.
fn date_len(chars: &[char], times: &Times) -> usize {
    let mut at = 0;
    if let Some((len, ())) = times.days.at_start(chars) {
        if times.open_days.at_start(chars).is_none() {
            return len;
        }
        at = len;
    }
    let of = times.years_of.at_start(&chars[at..]).map_or(0, |(len, ())| len);
    if chars.get(at + of).is_some_and(|c| c.is_ascii_digit()) {
        at += of;
    }
    loop {
        let from = at + chars[at..].iter().take_while(|c| **c == ' ').count();
        let digits = chars[from..].iter().take(4).take_while(|c| c.is_ascii_digit()).count();
        let han = if digits == 0 {
            chars[from..].iter().take(3).take_while(|&&c| digit(c).is_some() || c == TEN).count()
        } else {
            0
        };
        let number = digits + han;
        let unit = chars.get(from + number);
        match unit {
            Some(&(YEAR | MONTH | DAY)) if number > 0 => at = from + number + 1,
            Some(&QUARTER) if number > 0 => at = from + number + 2,
            _ => break,
        }
    }
    if at > 0 && chars.get(at).is_some_and(|c| times.date_ends.has(*c)) {
        at += 1;
    }
    at.min(chars.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_the_sentence_before_is_meant_behind_who_acts_too() {
        let times = &crate::config::Config::builtin().unwrap().grammar.times;
        let is_same = |words: &str| same_time(&words.chars().collect::<Vec<_>>(), times);
        for words in ["同期,全市办结12件", "两级机关同期收到申请273件", "各县同期共受理12件"]
        {
            assert!(is_same(words), "{words}");
        }
        for words in
            ["比上年同期收到的多12件", "与历史同期完成数相比增加3件", "收到12件,同期办结9件", "高于同期水平3件"]
        {
            assert!(!is_same(words), "{words}");
        }
    }

    #[test]
    fn the_same_months_in_other_words_are_the_same_basis() {
        let times = &crate::config::Config::builtin().unwrap().grammar.times;
        let time_basis = |words: Option<&str>| super::time_basis(words, times);
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
