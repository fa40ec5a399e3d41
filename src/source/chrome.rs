//! Page furniture (页面杂项): the lines around a report that belong to the web page it was taken from.

/// Words that a page puts around an article, wherever they stand in a short line: one a line, folded.
const MARKS: &str = include_str!("../config/page-marks.txt");

/// What its buttons say, where they stand alone in a line.
const BUTTONS: &str = include_str!("../config/page-buttons.txt");

/// The longest row of buttons.
const BUTTONS_WIDE: usize = 24;

/// What a date and a time of day are written with beside digits.
const DATES: &str = "-: 年月日时分/";

/// The signs that counts beside buttons are written with, beside digits: one a line.
const COUNTS: &str = include_str!("../config/page-counts.txt");

/// Whether a short line is page furniture. `line` is folded and trimmed.
///
/// Only to be asked of lines above the title and below the signature: inside a report the same words are text.
pub fn is_furniture(line: &[char]) -> bool {
    if line.is_empty() || line.len() > 160 {
        return false;
    }
    let text: String = line.iter().collect();
    // A sentence that names an address or a source is the report's own.
    let prose = line.contains(&'。');
    let lead: String = line.iter().take(8).collect();
    let text = if prose { lead } else { text };
    if MARKS.lines().any(|mark| text.contains(mark)) {
        return true;
    }
    let path = text.matches('>').count() >= 2 || text.matches('|').count() >= 2;
    let whole: String = line.iter().collect();
    let is_button = |word: &str| BUTTONS.lines().any(|button| button == word);
    let words = whole.split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | '·'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    // 阅读 2.3万　收藏 118: what it was counted stands beside a button.
    let count = |word: &str| word.chars().all(|c| c.is_ascii_digit() || COUNTS.contains(c) && !c.is_whitespace());
    let row = words.iter().any(|word| is_button(word)) && words.iter().all(|word| is_button(word) || count(word));
    let buttons = line.len() <= BUTTONS_WIDE && (is_button(&whole) || row);
    let date =
        line.len() <= 24 && text.starts_with("20") && text.chars().all(|c| c.is_ascii_digit() || DATES.contains(c));
    path || buttons || date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_counted_stands_beside_its_buttons() {
        let is = |line: &str| is_furniture(&line.chars().map(crate::text::fold).collect::<Vec<_>>());
        assert!(is("阅读 2.3万　　收藏 118　　纠错") && is("阅读 1.2w　收藏 3条"));
        assert!(!is("受理 118　　办结 96") && !is("118"));
    }

    #[test]
    fn marks_are_written_as_lines_are_folded() {
        for mark in MARKS.lines() {
            assert_eq!(mark.chars().map(crate::text::fold).collect::<String>(), mark);
        }
    }
}
