//! Marks of Markdown in plain text: headings, and signs that are layout and no text.
//!
//! ```text
//! ## 一、总体情况          一、总体情况, marked as a heading of depth 2
//! - 全年招生**420**人      全年招生420人
//! > 见[公告](2024.html)    见公告
//! 一、总体情况             一、总体情况, marked as a heading of depth 2 (of depth 1 over a line of =)
//! ---
//! ```

use crate::source::HeadingMark;
use crate::text::signs::STOP;
use crate::text::{Span, Text, is_emphasised, is_han};

/// Headings among the paragraphs: their signs are taken off. And whether the text marks its headings as Markdown does: two lines
/// at least have a blank behind the signs (#食品 is a row of a table).
pub(super) fn headings(text: &Text, spans: &mut Vec<Span>) -> (Vec<HeadingMark>, bool) {
    let mut marks = underlined(text, spans);
    let lined = marks.len();
    let mut blanks = 0;
    for span in spans.iter_mut() {
        let words = text.folded(*span);
        let signs = words.iter().take_while(|c| **c == '#').count();
        let signed = (1..=6).contains(&signs);
        blanks += usize::from(signed && words.get(signs).is_some_and(|c| c.is_whitespace()));
        // One sentence at most.
        let stop = words.iter().position(|c| *c == STOP);
        let whole = stop.is_none_or(|at| words[at + 1..].iter().all(|c| matches!(c, '#' | ' ')));
        if !signed || words.len() <= signs || !whole {
            continue;
        }
        let closing = words.iter().rev().take_while(|c| matches!(c, '#' | ' ')).count() as u32;
        *span = text.trim(Span::new(span.start + signs as u32, span.end - closing.min(span.len() - signs as u32 - 1)));
        marks.push(HeadingMark { span: *span, level: signs as u8 });
    }
    marks.sort_by_key(|mark| mark.span.start);
    (marks, blanks > 1 || lined > 1)
}

/// Short lines over lines of strokes, where two at least are: their strokes are no paragraphs any more. One alone may be a
/// rule across the page.
fn underlined(text: &Text, spans: &mut Vec<Span>) -> Vec<HeadingMark> {
    let stroke = |span: Span| {
        let words = text.folded(span);
        let sign = *words.first()?;
        let all = words.len() >= STROKES && matches!(sign, '=' | '-') && words.iter().all(|c| *c == sign);
        all.then_some(if sign == '=' { 1 } else { 2 })
    };
    let title = |span: Span| {
        let words = text.folded(span);
        // A line that says something, or tells a figure, has a rule across the page under it.
        let says = |c: &char| c.is_ascii_digit() || matches!(c, '。' | ';' | ',' | ':' | '|' | '\t');
        words.len() <= LONGEST && words.iter().any(|c| is_han(*c)) && !words.iter().any(says)
    };
    let found: Vec<(usize, u8)> =
        (1..spans.len()).filter_map(|at| Some((at, stroke(spans[at]).filter(|_| title(spans[at - 1]))?))).collect();
    if found.len() < 2 {
        return Vec::new();
    }
    let marks = found.iter().map(|&(at, level)| HeadingMark { span: spans[at - 1], level }).collect();
    let mut at = 0;
    spans.retain(|_| {
        at += 1;
        found.binary_search_by_key(&(at - 1), |(stroke, _)| *stroke).is_err()
    });
    marks
}

/// So many strokes under a heading at least, and so many signs in it at most.
const STROKES: usize = 3;
const LONGEST: usize = 24;

/// The signs of a line that are layout: of lists and quotes at its start, of emphasis around words, of links, and the
/// strokes before signs that are none.
pub(super) fn signs(line: &[char]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let start = line.iter().take_while(|c| c.is_whitespace()).count();
    if let [sign @ ('-' | '*' | '+' | '>'), ' ', first, ..] = line[start..] {
        let words = is_han(first) || matches!(first, '*' | '[' | '“' | '《' | '(' | '—') || sign == '>';
        if words && line.iter().any(|c| is_han(*c)) {
            out.push(start..start + 2);
        }
    }
    emphasis(line, &mut out);
    let mut closes = None;
    for at in 0..line.len() {
        match line[at..] {
            // One star before and behind a number: *412*场.
            ['*', ..] if closes == Some(at) => out.push(at..at + 1),
            ['*', ref rest @ ..] if at > 0 && is_han(line[at - 1]) && is_emphasised(rest) => {
                out.push(at..at + 1);
                closes = rest.iter().position(|c| *c == '*').map(|star| at + 1 + star);
            }
            ['\\', '|' | '*' | '_' | '#' | '[' | ']' | '-' | '.' | '(' | ')', ..] => out.push(at..at + 1),
            ['[', ..] => out.extend(link(line, at).into_iter().flatten()),
            _ => {}
        }
    }
    out
}

/// Two stars before and behind words; a stop may stand before those that close: **刑事审判。**审结…….
fn emphasis(line: &[char], out: &mut Vec<std::ops::Range<usize>>) {
    let stars: Vec<usize> = (0..line.len().saturating_sub(1)).filter(|at| line[*at..*at + 2] == ['*', '*']).collect();
    let word = |at: Option<usize>, none: &[char]| {
        at.and_then(|at| line.get(at)).is_some_and(|c| !c.is_whitespace() && *c != '*' && !none.contains(c))
    };
    let (opens, closes) =
        (|at: usize| word(Some(at), &[',', '、', '。', ';']), |at: usize| word(at.checked_sub(1), &[',', '、']));
    let mut open = None;
    for at in stars {
        match open.filter(|from| at > from + 2) {
            Some(from) if opens(from + 2) && closes(at) => {
                out.extend([from..from + 2, at..at + 2]);
                open = None;
            }
            _ => open = Some(at),
        }
    }
}

/// What of a link is no text: [公告](2024.html).
fn link(line: &[char], at: usize) -> Option<[std::ops::Range<usize>; 2]> {
    let close = at + line[at..].iter().position(|c| *c == ']')?;
    let address = line.get(close + 1..).filter(|rest| rest.first() == Some(&'('))?;
    let end = address.iter().position(|c| *c == ')')?;
    let plain = address[1..end].iter().all(|c| c.is_ascii_graphic()) && end > 1;
    (plain && close > at + 1).then(|| [at..at + 1, close..close + 2 + end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> String {
        let chars: Vec<char> = line.chars().collect();
        let signs = signs(&chars);
        let held = |at: &usize| !signs.iter().any(|sign| sign.contains(at));
        (0..chars.len()).filter(held).map(|at| chars[at]).collect()
    }

    #[test]
    fn signs_of_layout_are_no_text() {
        assert_eq!(read("- 全年招生**420**人，**教职工68人**。"), "全年招生420人，教职工68人。");
        assert_eq!(read("  * **图书**41000册"), "  图书41000册");
        assert_eq!(read("**行政审判。**审结97件。**执行工作：**执结31件"), "行政审判。审结97件。执行工作：执结31件");
        assert_eq!(read("**馆藏工作。**新购图书3000册"), "馆藏工作。新购图书3000册");
        assert_eq!(read("> 全年收入12亿元"), "全年收入12亿元");
        assert_eq!(read("见[公告](http://a.cn/2019_1.html)3件"), "见公告3件");
        assert_eq!(read("图书\\|期刊"), "图书|期刊");
        assert_eq!(read("举办讲座*37*场，听众*1.2万*人次"), "举办讲座37场，听众1.2万人次");
    }

    #[test]
    fn what_a_text_says_itself_stays() {
        for text in ["张**、王**", "- 3.5", "-12-", "- 2 -", "甲[2](说明)", "[2024]5号(附件)", "* 注", "5 * 3 ** 2"]
        {
            assert_eq!(read(text), if text == "* 注" { "注" } else { text });
        }
    }
}
