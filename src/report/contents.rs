//! Lists of contents (目录): lines that name headings and their pages. They are neither text nor headings.

use crate::text::signs::{LEADERS, ORDINAL};
use crate::text::{Span, Text, squeeze};

/// The longest entry of a list of contents, in scalar values.
const ENTRY: u32 = 70;

/// The lines of a list of contents, among the paragraphs of a report.
///
/// ```text
/// 目　录
/// 一、主要举措……………1        an entry with its page
/// 二、存在的不足               one without, where the same line comes again as a heading
/// ```
pub(super) fn contents(text: &Text, paragraphs: &[Span], heads: &[&str]) -> Vec<Span> {
    let word = |span: &Span| squeeze(text.folded(*span));
    let mut found: Vec<Span> = paragraphs.iter().copied().filter(|span| is_entry(text.folded(*span))).collect();
    if found.len() == 1 {
        found.clear();
    }
    let Some(head) = paragraphs.iter().position(|span| heads.contains(&word(span).as_str())) else { return found };
    let rest = &paragraphs[head + 1..];
    let entries = rest.iter().take_while(|span| span.len() <= ENTRY && !text.folded(**span).contains(&'。'));
    // The entries end where the first of them comes again.
    let short: Vec<&Span> = entries.collect();
    let first = short.first().map(|span| without_page(&word(span)).to_owned());
    let again = short.iter().skip(1).position(|span| Some(word(span)) == first).map(|at| at + 1);
    let listed = again.unwrap_or_else(|| short.iter().take_while(|span| is_entry(text.folded(***span))).count());
    if listed > 0 {
        found.push(paragraphs[head]);
        found.extend(&rest[..listed]);
    }
    found.sort();
    found.dedup();
    found
}

/// Whether a line ends in a row of dots, or a wide gap, and a page's number, which may stand in brackets or between dashes.
fn is_entry(line: &[char]) -> bool {
    let length = line.len();
    let digits_before = |line: &[char]| line.iter().rev().find(|c| !c.is_ascii_digit() && **c != ' ').copied();
    let bracketed = line.strip_suffix(&[')']).filter(|line| digits_before(line) == Some('('));
    let dashed = line.strip_suffix(&['-']).filter(|line| digits_before(line) == Some('-'));
    let paged = line.strip_suffix(&[PAGE]);
    let line = trimmed(bracketed.or(dashed).or(paged).unwrap_or(line));
    let digits = line.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let rest = &line[..line.len() - digits];
    let rest = rest.strip_suffix(&[ORDINAL]).filter(|_| paged.is_some()).unwrap_or(rest);
    let dot = |c: &char| LEADERS.contains(c) || matches!(c, '\t' | ' ');
    let leader = rest.iter().rev().take_while(|c| dot(c)).filter(|c| !c.is_whitespace()).count();
    (1..=3).contains(&digits) && leader >= 2 && rest.len() > leader + 2 && length <= ENTRY as usize * 2
}

/// An entry without the number of its page, which may stand behind it with nothing between: 工作回顾 3.
fn without_page(entry: &str) -> &str {
    let name = entry.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = name.trim_end_matches(LEADERS);
    if name.is_empty() { entry } else { name }
}

/// Without white space at the end.
fn trimmed(line: &[char]) -> &[char] {
    &line[..line.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1)]
}

/// Behind a page's number: 第1页.
const PAGE: char = '页';

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &str) -> Vec<String> {
        let text = Text::new(lines.to_owned());
        let spans: Vec<Span> = text.lines().map(|line| text.trim(line)).filter(|span| !span.is_empty()).collect();
        contents(&text, &spans, &["目录"]).into_iter().map(|span| text.str(span).to_owned()).collect()
    }

    #[test]
    fn entries_with_pages_are_no_text() {
        assert_eq!(found("年报\n目 录\n一、概况……1\n二、打算……3\n一、概况\n成果丰硕。\n").len(), 3);
    }

    #[test]
    fn pages_may_stand_in_brackets() {
        assert_eq!(
            found("年报\n目录\n一、概况 . . . . . (1)\n二、打算 . . . . . (3)\n一、概况\n成果丰硕。\n").len(),
            3
        );
        assert!(found("年报\n一、概况\n增长较快(3)\n下降较多(4)\n").is_empty());
    }

    #[test]
    fn pages_may_stand_between_dashes_or_be_called_so() {
        assert_eq!(found("年报\n目录\n一、概况 ···· - 1 -\n二、打算 ···· - 3 -\n一、概况\n成果丰硕。\n").len(), 3);
        assert_eq!(found("年报\n目录\n一、概况……第1页\n二、打算……第3页\n一、概况\n成果丰硕。\n").len(), 3);
    }

    #[test]
    fn pages_may_stand_right_behind_an_entry() {
        let lines = "年报\n目录\n一、2024年工作回顾 3\n二、打算 5\n一、2024年工作回顾\n成果丰硕。\n";
        assert_eq!(found(lines), ["目录", "一、2024年工作回顾 3", "二、打算 5"]);
    }

    #[test]
    fn entries_without_pages_end_where_the_first_comes_again() {
        assert_eq!(found("年报\n目录\n概况\n打算\n概况\n成果丰硕。\n"), ["目录", "概况", "打算"]);
    }

    #[test]
    fn a_report_without_a_list_has_none() {
        assert!(found("年报\n一、概况\n全年2023……\n增长3\n").is_empty());
    }
}
