//! Tables that a text lays out with tabs (制表符排成的表格).
//!
//! ```text
//! 地区      收到申请   受理        two lines or more, the same number of tabs in each:
//! 市本级    143        119         a table of three columns
//! ```

use crate::text::signs::{HAN_NUMBERS, LEADERS};
use crate::text::{Span, Text};

use super::celled::is_number;
use super::{Cell, Table};

/// A cell longer than this (in scalar values) is prose, and tabs beside prose are indents.
const LONGEST_CELL: u32 = 120;

/// The tables among the lines outside `taken`, in order. `taken` is sorted.
///
/// A table is a run of at least two lines with the same number of tabs, at least one. Columns at its sides that are
/// empty in every line are indents and no part of it; it needs two columns with text. No line of it counts as a
/// header, because nothing marks one.
pub(super) fn tables(text: &Text, taken: &[Span]) -> Vec<Table> {
    let mut out = Vec::new();
    let mut run: Vec<Vec<Span>> = Vec::new();
    // A line without tabs inside a table heads the rows below it.
    let mut bare: Option<Span> = None;
    let mut covered = taken.iter().peekable();
    for line in text.lines() {
        while covered.peek().is_some_and(|t| t.end <= line.start) {
            covered.next();
        }
        let free = covered.peek().is_none_or(|t| t.overlap(line) == 0);
        let fields = if free { fields(text, line) } else { Vec::new() };
        if run.len() > 1 && bare.is_none() && free && fields.len() == 1 && heads_rows(text, fields[0], &run) {
            bare = Some(fields[0]);
            continue;
        }
        let mut fields = fields;
        // A row that begins with what it and the rows below it are of: that stands in a row of its own.
        if bare.is_none() && free && run.len() > 1 && led(text, &fields, &run) {
            bare = Some(fields.remove(0));
        }
        if fields.len() < 2 || run.first().is_some_and(|first| first.len() != fields.len()) {
            out.extend(table(text, &run));
            run.clear();
        }
        if fields.len() >= 2 {
            let behind = |head: Span| vec![Span::new(head.end, head.end); fields.len() - 1];
            let head = bare.filter(|_| !run.is_empty());
            run.extend(head.map(|head| [vec![head], behind(head)].concat()));
            run.push(fields);
        }
        bare = None;
    }
    out.extend(table(text, &run));
    out
}

/// Whether a row has one field more than those above it because two of its fields are words with numbers of different forms, the
/// first going on with those above: 三、办理结果, （一）予以公开.
fn led(text: &Text, fields: &[Span], rows: &[Vec<Span>]) -> bool {
    let [first, second, rest @ ..] = fields else { return false };
    let (group, own) = (number_form(text.folded(*first)), number_form(text.folded(*second)));
    let figures = !rest.is_empty() && rest.iter().all(|field| field.is_empty() || is_number(text.folded(*field)));
    rows[0].len() + 1 == fields.len() && group.is_some() && own.is_some() && group != own && figures && {
        heads_rows(text, *first, rows)
    }
}

/// Whether a line may head the rows below it: a few words that are no sentence. One with a number is a heading of the text, unless rows
/// above it are numbered so.
fn heads_rows(text: &Text, line: Span, rows: &[Vec<Span>]) -> bool {
    let words = text.folded(line);
    let form = number_form(words);
    let goes_on = form.is_none() || rows.iter().any(|row| number_form(text.folded(row[0])) == form);
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
fn fields(text: &Text, line: Span) -> Vec<Span> {
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
    if run.len() < 2 || filled < 2 || prose || led * 2 > run.len() {
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

/// Whether a row is a name, the dots that lead to a page, and its number; a dash alone is an empty cell.
fn leads_to_page(text: &Text, row: &[Span]) -> bool {
    let leads = |cell: &Span| {
        let cell = text.folded(*cell);
        cell.len() >= 3 && cell.iter().all(|c| LEADERS.contains(c))
    };
    let paged = row.last().is_some_and(|cell| !cell.is_empty() && text.folded(*cell).iter().all(char::is_ascii_digit));
    paged && row.iter().any(leads)
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
        assert!(!found("新收\t——\t2\n办结\t——\t9\n").is_empty());
    }

    #[test]
    fn lines_that_belong_elsewhere_are_passed_over() {
        let text = Text::new("a\tb\nc\td\ne\tf\ng\th\n".to_owned());
        let found = tables(&text, &[Span::new(0, 3)]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span, Span::new(4, 15));
    }
}
