//! Paragraphs (段落): lines, told apart where a page glued them together and joined where a page broke them.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::source::Table;
use crate::text::{Span, Text};

/// The paragraphs of a text in order, trimmed, blank ones left out. Rows of tables are paragraphs of their own.
///
/// Line ends inside a paragraph of hard-wrapped text are folded to spaces in `text`. The second list is page numbers.
pub(super) fn paragraphs(text: &mut Text, tables: &[Table]) -> (Vec<Span>, Vec<Span>) {
    let lines: Vec<Span> = text.lines().map(|line| text.trim(line)).collect();
    let pages: Vec<Span> = lines.iter().copied().filter(|line| is_page_number(text.folded(*line))).collect();
    let wrapped = is_wrapped(text, &lines, tables);
    let lines: Vec<Span> = lines
        .into_iter()
        .map(|line| if pages.contains(&line) { Span::new(line.start, line.start) } else { line })
        .collect();
    let spans = if wrapped { joined(text, &lines) } else { lines };
    let spans = spans.into_iter().filter(|span| !span.is_empty()).flat_map(|span| unglued(text, span)).collect();
    (spans, pages)
}

/// -1- or — 2 — on a line of its own.
fn is_page_number(line: &[char]) -> bool {
    let dash = |c: &char| matches!(c, '-' | '—' | '－' | ' ' | '·');
    let digits = line.iter().filter(|c| c.is_ascii_digit()).count();
    (1..=3).contains(&digits)
        && line.len() <= 9
        && line.iter().all(|c| dash(c) || c.is_ascii_digit())
        && line.first().is_some_and(dash)
        && line.last().is_some_and(dash)
}

/// The narrowest measure (in characters) at which lines can be hard-wrapped text, and the widest.
const MEASURE: std::ops::RangeInclusive<u32> = 18..=60;

/// Whether the lines are one width and break in the middle of sentences: text out of a PDF or a mail.
fn is_wrapped(text: &Text, lines: &[Span], tables: &[Table]) -> bool {
    let full: Vec<&Span> = lines
        .iter()
        .filter(|line| !line.is_empty() && !tables.iter().any(|table| table.span.overlap(**line) > 0))
        .collect();
    let mut widths: HashMap<u32, u32> = HashMap::new();
    for line in &full {
        *widths.entry(line.len()).or_default() += 1;
    }
    let longest = full.iter().map(|line| line.len()).max().unwrap_or(0);
    let broken = full.iter().filter(|line| MEASURE.contains(&line.len()) && !ends_sentence(text, ***line)).count();
    let long = full.iter().filter(|line| line.len() > *MEASURE.end() * 2).count();
    full.len() >= 20 && long * 20 < full.len() && broken * 2 > full.len() && longest >= *MEASURE.start()
}

fn ends_sentence(text: &Text, line: Span) -> bool {
    matches!(text.at(line.end.saturating_sub(1)), '。' | '!' | '?' | ';' | ':' | '”' | ')')
}

/// Lines of one paragraph joined: a line goes on where the one before is full and ends no sentence, or where no indent starts it.
fn joined(text: &mut Text, lines: &[Span]) -> Vec<Span> {
    let starts: Vec<u32> = text.lines().map(|line| line.start).collect();
    let prose = |line: &Span| !line.is_empty() && columns(text, *line) == 0;
    let mut lengths: Vec<u32> = lines.iter().filter(|line| prose(line)).map(|line| line.len()).collect();
    lengths.sort_unstable();
    // The measure is what the longer lines have in common.
    let full = lengths.get(lengths.len() * 3 / 4).copied().unwrap_or(0);
    let mut indents: Vec<u32> = lines
        .iter()
        .zip(&starts)
        .filter(|(line, _)| !line.is_empty())
        .map(|(line, start)| line.start - start)
        .collect();
    indents.sort_unstable();
    let margin = indents.get(indents.len() / 4).copied().unwrap_or(0);
    let mut out: Vec<Span> = Vec::new();
    let mut breaks = Vec::new();
    let mut open = false;
    for (line, start) in lines.iter().zip(&starts) {
        if line.is_empty() {
            // A page break leaves blank lines inside a paragraph; a blank line after a full line that ends nothing does not end it.
            continue;
        }
        let indented = line.start - start >= margin + 2;
        let row = columns(text, *line) >= 2;
        match out.last_mut() {
            Some(last) if open && !indented && !row => {
                breaks.extend(last.end..line.start);
                last.end = line.end;
            }
            _ => out.push(*line),
        }
        open = !row && line.len() + 4 >= full && !matches!(text.at(line.end - 1), ':' | '。')
            || !row && line.len() + 2 >= full && text.at(line.end - 1) != ':';
    }
    text.unwrap_lines(&breaks);
    out
}

/// How many gaps of three or more blanks part a line: the cells of a table row less one.
pub(super) fn columns(text: &Text, line: Span) -> usize {
    let (mut gaps, mut blank, mut broken) = (0, 0, false);
    for (c, original) in text.folded(line).iter().zip(text.str(line).chars()) {
        if c.is_whitespace() {
            blank += if *c == '\t' { 3 } else { 1 };
            broken |= matches!(original, '\n' | '\r');
        } else {
            // A line end inside a paragraph is no gap, however wide the indent behind it.
            gaps += usize::from(blank >= 3 && !broken);
            (blank, broken) = (0, false);
        }
    }
    gaps
}

/// Paragraphs that a page glued into one line: an indent of ideographic spaces in the middle starts a new one.
fn unglued(text: &Text, line: Span) -> Vec<Span> {
    if line.len() < 200 {
        return vec![line];
    }
    let original: Vec<char> = text.str(line).chars().collect();
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at + 1 < original.len() {
        if original[at] == '\u{3000}' && original[at + 1] == '\u{3000}' {
            out.push(Span::new(line.start + start as u32, line.start + at as u32));
            while at < original.len() && original[at].is_whitespace() {
                at += 1;
            }
            start = at;
        } else {
            at += 1;
        }
    }
    out.push(Span::new(line.start + start as u32, line.end));
    out.into_iter().map(|span| text.trim(span)).filter(|span| !span.is_empty()).collect()
}

/// How many long paragraphs in a row make a repetition of the whole report.
const REPEATED: usize = 5;

/// Pages that hold the report several times: everything from the second copy on is left out, and said.
pub(super) fn leave_repeats_out(text: &Text, spans: &mut Vec<Span>) -> Option<Diagnostic> {
    let long: Vec<usize> = (0..spans.len()).filter(|&at| spans[at].len() >= 60).collect();
    let mut first: HashMap<&[char], usize> = HashMap::new();
    // How many long paragraphs in a row, up to here, repeat an earlier stretch in its order; and the last one's twin.
    let (mut run, mut twin) = (0, usize::MAX);
    let mut repeated_from = None;
    for (at, &index) in long.iter().enumerate() {
        let earlier = *first.entry(text.folded(spans[index])).or_insert(at);
        run = match () {
            () if earlier == at => 0,
            () if run > 0 && earlier == twin + 1 => run + 1,
            () => 1,
        };
        twin = earlier;
        if run == REPEATED {
            repeated_from = Some(long[at + 1 - REPEATED]);
            break;
        }
    }
    let index = repeated_from?;
    let cut = spans[index];
    spans.truncate(index);
    Some(Diagnostic::new(
        Severity::Warning,
        Code::LeftOut,
        cut,
        Message::new(
            "页面中报告重复出现，只读取了第一份",
            "the page holds the report more than once; only the first was read",
        ),
    ))
}
