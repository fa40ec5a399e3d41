//! Tables that a text lays out with tabs (制表符排成的表格).
//!
//! ```text
//! 地区      收到申请   受理        two lines or more, the same number of tabs in each:
//! 市本级    143        119         a table of three columns
//! ```

use std::collections::BTreeSet;

use crate::text::signs::HAN_NUMBERS;
use crate::text::{Span, Text};

use super::celled::is_number;
use super::{Cell, Table};

/// A cell longer than this (in scalar values) is prose, and tabs beside prose are indents.
const LONGEST_CELL: u32 = 120;

/// The tables among the lines outside `taken`, in order. `taken` is sorted.
///
/// A table is a run of at least two lines with the same number of tabs, at least one. Behind the first two, a line without
/// tabs that heads the rows below it is a row of its own; so is what a line with one tab more opens with, where that heads it
/// and the lines below (`opens_with_head`). Columns at its sides that are empty in every line are indents and no part of it; it
/// needs two columns with text. A run of which more than half are entries of a list of contents is none. No line of it
/// counts as a header, because nothing marks one.
pub(super) fn tables(text: &Text, taken: &[Span]) -> Vec<Table> {
    let mut out = Vec::new();
    let mut run: Vec<Vec<Span>> = Vec::new();
    // How the rows of the run are numbered.
    let mut forms: BTreeSet<char> = BTreeSet::new();
    // What heads the rows below it inside a table: a line without tabs, or what the first of them opens with.
    let mut bare: Option<Span> = None;
    let mut covered = taken.iter().peekable();
    for line in text.lines() {
        while covered.peek().is_some_and(|t| t.end <= line.start) {
            covered.next();
        }
        let free = covered.peek().is_none_or(|t| t.overlap(line) == 0);
        let mut fields = if free { fields(text, line) } else { Vec::new() };
        if bare.is_none() && run.len() > 1 && begins_with_head(text, &fields, run[0].len(), &forms) {
            bare = Some(fields.remove(0));
            if fields.is_empty() {
                continue;
            }
        }
        if fields.len() < 2 || run.first().is_some_and(|first| first.len() != fields.len()) {
            out.extend(table(text, &run));
            run.clear();
            forms.clear();
        }
        if fields.len() >= 2 {
            let behind = |head: Span| vec![Span::new(head.end, head.end); fields.len() - 1];
            let head = bare.filter(|_| !run.is_empty());
            forms.extend(head.iter().chain(fields.first()).filter_map(|first| number_form(text.folded(*first))));
            run.extend(head.map(|head| [vec![head], behind(head)].concat()));
            run.push(fields);
        }
        bare = None;
    }
    out.extend(table(text, &run));
    out
}

/// Whether the first field of a line heads the rows below it: it is all of the line, or stands before the first of them.
/// `columns` and `forms` are of the rows above.
fn begins_with_head(text: &Text, fields: &[Span], columns: usize, forms: &BTreeSet<char>) -> bool {
    let Some(first) = fields.first() else { return false };
    (fields.len() == 1 || opens_with_head(text, fields, columns)) && heads_rows(text, *first, forms)
}

/// Whether a row has one field more than those above it because two of its fields are words with numbers of different forms:
/// 三、办理结果, （一）予以公开.
fn opens_with_head(text: &Text, fields: &[Span], columns: usize) -> bool {
    let [first, second, rest @ ..] = fields else { return false };
    let (group, own) = (number_form(text.folded(*first)), number_form(text.folded(*second)));
    let figures = !rest.is_empty() && rest.iter().all(|field| is_number(text.folded(*field)));
    columns + 1 == fields.len() && group.is_some() && own.is_some() && group != own && figures
}

/// Whether a line may head the rows below it: a few words that are no sentence. One with a number is a heading of the text, unless rows
/// above it are numbered so (`forms`).
fn heads_rows(text: &Text, line: Span, forms: &BTreeSet<char>) -> bool {
    let words = text.folded(line);
    let goes_on = number_form(words).is_none_or(|form| forms.contains(&form));
    goes_on
        && (1..=LONGEST_HEAD).contains(&words.len())
        && !words.iter().any(|c| matches!(c, '。' | ';' | ',' | '!' | '?'))
}

/// How a line is numbered: the mark behind its number (三、, 3., (三)).
fn number_form(words: &[char]) -> Option<char> {
    let open = words.first() == Some(&'(');
    let rest = &words[usize::from(open)..];
    let number = rest.iter().take_while(|c| c.is_ascii_digit() || HAN_NUMBERS.contains(**c)).count();
    let mark = *rest.get(number).filter(|_| number > 0)?;
    (if open { mark == ')' } else { matches!(mark, '、' | '.') }).then_some(mark)
}

/// The longest line that heads rows, in scalar values.
const LONGEST_HEAD: usize = 24;

/// The trimmed stretches between the tabs of a line.
pub(super) fn fields(text: &Text, line: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = line.start;
    for at in line.start..line.end {
        if text.at(at) == '\t' {
            out.push(text.trim(Span::new(start, at)));
            start = at + 1;
        }
    }
    out.push(text.trim(Span::new(start, line.end)));
    out
}

fn table(text: &Text, run: &[Vec<Span>]) -> Option<Table> {
    let columns = run.first()?.len();
    let used = |column: usize| run.iter().any(|row| !row[column].is_empty());
    let first = (0..columns).find(|&c| used(c))?;
    let last = (0..columns).rfind(|&c| used(c))?;
    let filled = (first..=last).filter(|&c| used(c)).count();
    let prose = run.iter().flatten().any(|s| s.len() > LONGEST_CELL || text.folded(*s).ends_with(&['。']));
    // 一、总体情况……3: a list of contents.
    let led = run.iter().filter(|row| leads_to_page(text, row)).count();
    if run.len() < 2 || filled < 2 || prose || led * 2 > run.len() || lists_pages(text, run) {
        return None;
    }
    let cells: Vec<Cell> = (0_u32..)
        .zip(run)
        .flat_map(|(row, fields)| {
            (0_u32..).zip(&fields[first..=last]).map(move |(column, &span)| Cell {
                span,
                row,
                column,
                rows: 1,
                columns: 1,
                header: false,
            })
        })
        .collect();
    let span = cells.first()?.span.join(cells.last()?.span);
    Some(Table { span, caption: None, cells })
}

/// Whether a row is a name, the dots that lead to a page, and its number; dashes are an empty cell, however many.
fn leads_to_page(text: &Text, row: &[Span]) -> bool {
    let leads = |cell: &Span| {
        let cell = text.folded(*cell);
        cell.len() >= 3 && cell.iter().all(|c| matches!(c, '…' | '.' | '·' | '・' | '⋯'))
    };
    let paged = row.last().is_some_and(|cell| !cell.is_empty() && text.folded(*cell).iter().all(char::is_ascii_digit));
    paged && row.iter().any(leads)
}

/// Whether the rows are numbered headings, each with its page, which never fall, and the first of them comes again below as a
/// line of its own: a list of contents set with tabs.
fn lists_pages(text: &Text, run: &[Vec<Span>]) -> bool {
    let page = |row: &Vec<Span>| -> Option<u32> {
        let [name, page] = row.as_slice() else { return None };
        let words: String = text.folded(*page).iter().collect();
        number_form(text.folded(*name)).and_then(|_| words.parse().ok()).filter(|page| (1..1_000).contains(page))
    };
    let pages: Option<Vec<u32>> = run.iter().map(page).collect();
    let (Some([first, ..]), Some(last)) = (run.first().map(Vec::as_slice), run.last().and_then(|row| row.last()))
    else {
        return false;
    };
    let again = || {
        let mut below = text.lines().skip_while(|line| line.start < last.end);
        below.any(|line| text.folded(text.trim(line)) == text.folded(*first))
    };
    pages.is_some_and(|pages| pages.len() >= 3 && pages.is_sorted() && pages.first() < pages.last()) && again()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Vec<String>> {
        let text = Text::new(text.to_owned());
        let cells =
            |t: &Table| t.cells.iter().map(|c| format!("{},{} {}", c.row, c.column, text.str(c.span))).collect();
        tables(&text, &[]).iter().map(cells).collect()
    }

    #[test]
    fn lines_with_the_same_tabs_are_a_table() {
        assert_eq!(
            found("见下表：\n地区\t 收到\t受理\r\n市本级\t143\t\n合计\t1\t2\n\n单\t行\n"),
            [["0,0 地区", "0,1 收到", "0,2 受理", "1,0 市本级", "1,1 143", "1,2 ", "2,0 合计", "2,1 1", "2,2 2"]]
        );
    }

    #[test]
    fn indents_and_prose_are_no_table() {
        assert!(found("\t一、总体情况\n\t全年办结59件。\n").is_empty());
        assert!(found("（一）\t全年办结59件。\n（二）\t没有新收。\n").is_empty());
        assert!(found("").is_empty());
        assert!(found("一、总体情况\t………………\t2\n二、存在的不足\t………………\t9\n").is_empty());
        for missing in ["——", "———", "---"] {
            assert!(!found(&format!("新收\t{missing}\t2\n办结\t{missing}\t9\n")).is_empty(), "{missing}");
        }
    }

    #[test]
    fn lines_that_belong_elsewhere_are_passed_over() {
        let text = Text::new("a\tb\nc\td\ne\tf\ng\th\n".to_owned());
        let found = tables(&text, &[Span::new(0, 3)]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span, Span::new(4, 15));
    }
}
