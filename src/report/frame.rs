//! The frame of a report (题名、落款): where it begins and ends, its title, its signature.

use crate::config::Names;
use crate::quantity::dates_in;
use crate::source::{HeadingMark, Table, is_furniture};
use crate::text::signs::NUMBERED;
use crate::text::{Span, Text};

use super::date::date_of;
use super::heading::{ordinal, part, years_in};

/// What the name of an office in a line of its own ends with: one a line.
const OFFICE_ENDS: &str = include_str!("../config/office-ends.txt");

/// Where a report stands on its page.
pub(super) struct Frame {
    /// From the title to the last line of the report.
    pub(super) body: Span,
    /// The title's lines.
    pub(super) title: Vec<Span>,
    /// Where headings may begin: after the title.
    pub(super) text_start: u32,
    /// Lines of the page around the report.
    pub(super) furniture: Vec<Span>,
    /// The signature's line and the date's, where they stand at the end.
    pub(super) signature: Option<Span>,
    pub(super) date: Option<Span>,
}

/// How many paragraphs from the start, and from the end, may belong to the page or carry metadata.
pub(super) const EDGE: usize = 60;

/// The longest line that can be a title, an addressee or a signature.
pub(super) const SHORT: u32 = 60;

/// What the format says of a text.
pub(super) struct Marked<'a> {
    /// Its headings.
    pub(super) headings: &'a [HeadingMark],
    /// They are marked as in Markdown (`markdown::headings`): then no other line without a number heads anything.
    pub(super) all: bool,
    /// Its tables.
    pub(super) tables: &'a [Table],
}

impl Marked<'_> {
    /// The heading over all others, where all are marked: the only one of the first depth, before every other.
    fn headline(&self) -> Option<Span> {
        let (first, below) = self.headings.split_first().filter(|_| self.all)?;
        (first.level == 1 && !below.is_empty() && below.iter().all(|mark| mark.level > 1)).then_some(first.span)
    }
}

/// Tells the report from the page around it.
pub(super) fn frame(text: &Text, paragraphs: &[Span], furniture: &[Span], marked: &Marked, names: &Names) -> Frame {
    let given = |span: &Span| furniture.iter().any(|f| f.overlap(*span) > 0);
    let own: Vec<Span> = paragraphs.iter().copied().filter(|span| !given(span)).collect();
    // Between strokes stand a page's buttons, or the cells of a row.
    let row =
        |span: Span| text.folded(span).contains(&'|') && marked.tables.iter().any(|table| table.span.overlap(span) > 0);
    let is_chrome = |span: Span| !row(span) && is_furniture(text.folded(span));
    let title = title(text, &own, marked, names);
    let text_start = title.last().map_or(own.first().map_or(0, |span| span.start), |span| span.end);
    // The text begins with its first long line, or its first sentence.
    let is_text = |span: &Span| span.len() > SHORT || text.folded(*span).last() == Some(&'。');
    let first_long = own.iter().position(|span| span.start >= text_start && is_text(span)).unwrap_or(own.len());
    let mut found: Vec<Span> = own[..first_long]
        .iter()
        .copied()
        .filter(|span| {
            !title.contains(span)
                && (is_chrome(*span) && !is_reference(text.folded(*span))
                    || span.end <= title.first().map_or(0, |t| t.start) && span.len() <= 20)
        })
        .collect();
    let start = title
        .first()
        .map_or_else(|| own.iter().find(|span| !found.contains(span)).map_or(0, |span| span.start), |span| span.start);
    let mut last = own.len();
    while last > first_long && own.len() - last < EDGE {
        let line = own[last - 1];
        let words = text.folded(line);
        if date_of(words).is_some_and(|(_, whole)| whole) || is_damaged_date(words) || !is_chrome(line) {
            break;
        }
        found.push(line);
        last -= 1;
    }
    let end = own[..last].last().map_or(start, |span| span.end);
    let (signature, date) = signature(text, &own[..last]);
    found.sort();
    Frame { body: Span::new(start, end), title, text_start, furniture: found, signature, date }
}

/// The title: the line near the top that names a report, with the short line above it where it begins with 关于.
/// Where none does before the second heading that the format marks, its headline is.
fn title(text: &Text, paragraphs: &[Span], marked: &Marked, names: &Names) -> Vec<Span> {
    let mut best: Option<(i32, usize)> = None;
    for (at, &span) in paragraphs.iter().enumerate().take(EDGE) {
        let words = text.folded(span);
        if span.len() > SHORT && names.long_titles.at_start(words).is_none() {
            if span.len() > 2 * SHORT {
                break;
            }
            continue;
        }
        let line: Vec<char> = words.iter().copied().filter(|c| !c.is_whitespace()).collect();
        let Some(ends) = says_report(&line, names) else { continue };
        let path = line.contains(&'>') || names.page_paths.any(&line);
        let listed =
            names.list_starts.open(&line) && line.iter().any(|c| matches!(c, '、' | ':')) || part(words).is_some();
        let speech = line.first() == Some(&'—') || names.speech_words.any(&line);
        // 二、情况说明: a part, and what stands before it is no page around it.
        let later = ordinal(words).is_some_and(|(level, number, _)| level == 1 && number > 1);
        if path || listed || later || line.contains(&'。') {
            continue;
        }
        let is_marked = marked.headings.iter().any(|mark| mark.span.overlap(span) > 0);
        let score = 4 * i32::from(ends)
            + 2 * i32::from(is_marked)
            + 2 * i32::from(names.title_kinds.any(words))
            + i32::from(years_in(words).next().is_some())
            + i32::from(names.about.any(&line))
            - 3 * i32::from(speech);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    let second = marked.headings.get(1).map_or(u32::MAX, |mark| mark.span.start);
    let headline = marked.headline();
    let Some((_, at)) = best.filter(|(_, at)| headline.is_none() || paragraphs[*at].start < second) else {
        return headline.into_iter().collect();
    };
    let mut lines = vec![paragraphs[at]];
    let words = text.folded(paragraphs[at]);
    if words.starts_with(&['—', '—']) {
        return lines;
    }
    let headless = names.about.at_start(words).is_some() || words.first().is_some_and(char::is_ascii_digit);
    if let Some(&above) = at.checked_sub(1).and_then(|above| paragraphs.get(above)) {
        let office = text.folded(above);
        let names_office = headless && above.len() <= 30 && is_office(office);
        let opens =
            names.called.iter().any(|[full, _]| full.chars().eq(office.iter().copied().filter(|c| !c.is_whitespace())));
        if (names_office || opens || goes_on(office, words, names)) && !is_furniture(office) {
            lines.insert(0, above);
        }
    }
    lines
}

/// Whether a title that begins with 关于, or has it behind an office's name, goes on in the next line.
fn goes_on(line: &[char], next: &[char], names: &Names) -> bool {
    let about = |line: &[char]| names.about.find(line).is_some_and(|(at, ..)| at == 0 || is_office(&line[..at]));
    about(line) && !about(next) && !names.title_closes.close(line)
}

/// Whether a line may name a report, and whether it ends as a title does. Of a paper whose kind is one word among others
/// (总结, 公报) only the end tells.
fn says_report(line: &[char], names: &Names) -> Option<bool> {
    let bracket = line.iter().position(|c| *c == '(').filter(|at| *at > 0 && line.ends_with(&[')']));
    let plain = &line[..bracket.unwrap_or(line.len())];
    let ends = names.title_ends.at_end(line).is_some()
        || names.title_ends.at_end(plain).is_some()
        || names.speeches.at_start(line).is_some();
    let plans = names.plan_ends.at_end(line).is_some() && names.offices.any(line) && ordinal(line).is_none();
    let ends = ends || plans;
    let kind = names.title_kinds.any(line);
    (ends || kind || names.report_words.any(line)).then_some(ends)
}

/// Whether a short line names an office: 丽水市人民政府, 省司法厅.
pub(super) fn is_office(line: &[char]) -> bool {
    let line: String = line.iter().filter(|c| !c.is_whitespace()).collect();
    let line = line.trim_end_matches(':');
    line.chars().count() >= 2
        && !line.contains(['。', ',', '、', ';', '!'])
        && OFFICE_ENDS.lines().any(|end| line.ends_with(end))
}

/// Whether a line is a document number by itself: 丽政〔2017〕49号.
pub(super) fn is_reference(line: &[char]) -> bool {
    line.len() <= 30 && line.last() == Some(&NUMBERED) && line.iter().any(|c| matches!(c, '〔' | '[' | '(' | '【'))
}

/// The signature and the date at the end of the report.
pub(super) fn signature(text: &Text, paragraphs: &[Span]) -> (Option<Span>, Option<Span>) {
    let tail = &paragraphs[paragraphs.len().saturating_sub(8)..];
    for (at, &line) in tail.iter().enumerate().rev() {
        let words = text.folded(line);
        if line.len() > SHORT {
            break;
        }
        if date_of(words).is_some_and(|(_, whole)| whole) || is_damaged_date(words) {
            let above = at
                .checked_sub(1)
                .map(|at| tail[at])
                .filter(|span| span.len() <= SHORT && is_office(text.folded(*span)));
            return (above, Some(line));
        }
    }
    let last = tail.last().copied().filter(|span| span.len() <= 30 && is_office(text.folded(*span)));
    (last, None)
}

pub(super) fn is_damaged_date(line: &[char]) -> bool {
    let digits: String = line.iter().filter(|c| !c.is_whitespace()).collect();
    digits.bytes().all(|b| b.is_ascii_digit()) && !dates_in(&digits).is_empty()
}
