//! What is aligned (单元): sentences, headings, rows, page furniture – all of a text, cut at 。！？ and line ends.
//!
//! Units tile the text. The white space behind a unit up to the last line end belongs to it, the indent behind that to
//! the next one.

use crate::report::{Report, SectionId};
use crate::text::Span;

use super::tokens::{Kind, Tokens};

/// A sentence, a heading, a row, or a piece of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// With the white space around it; the units' spans tile the text.
    pub span: Span,
    /// Without white space at its ends; empty only where the whole text is blank.
    pub text: Span,
    /// The innermost section that it stands in.
    pub section: Option<SectionId>,
    /// Whether it is a section's heading.
    pub heading: bool,
    /// Whether it goes on with the sentence of the unit before it: one of its [halves].
    pub goes_on: bool,
}

/// The longest unit; longer ones are cut at their weaker marks.
const LONGEST: u32 = 1200;

/// Cuts a report's whole text into units; empty for an empty text.
pub fn units(report: &Report, tokens: &Tokens) -> Vec<Unit> {
    let text = &report.text;
    if text.is_empty() {
        return Vec::new();
    }
    let mut pieces: Vec<Span> = Vec::new();
    for piece in pieces_of(report) {
        let piece = text.trim(piece);
        if piece.len() > LONGEST {
            shortened(report, tokens, piece, &mut pieces);
        } else if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    if pieces.is_empty() {
        let nothing = Span::new(0, 0);
        return vec![Unit { span: text.span(), text: nothing, section: None, heading: false, goes_on: false }];
    }
    let mut out: Vec<Unit> = Vec::with_capacity(pieces.len());
    let mut start = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let end = match pieces.get(at + 1) {
            Some(next) => border(report, Span::new(piece.end, next.start)),
            None => text.len(),
        };
        // What may not be cut goes on with the next piece.
        if at + 1 < pieces.len() && !tokens.is_boundary(end) {
            continue;
        }
        let span = Span::new(start, end);
        out.push(Unit { span, text: text.trim(span), section: None, heading: false, goes_on: false });
        start = end;
    }
    place(report, &mut out);
    out
}

/// The fewest characters on both sides of a ； that parts two halves.
const HALF: usize = 12;

/// A unit cut at its ；, where what stands on both sides could be a sentence and nothing is open around it; empty where
/// there is no such place. They tile the unit.
pub fn halves(report: &Report, tokens: &Tokens, unit: &Unit) -> Vec<Unit> {
    let chars = report.text.folded(unit.text);
    if unit.heading || !chars.contains(&';') {
        return Vec::new();
    }
    let (mut start, mut depth) = (0, 0u32);
    let mut borders = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        match c {
            '(' | '《' | '“' | '「' | '『' | '[' | '【' | '〔' => depth += 1,
            ')' | '》' | '”' | '」' | '』' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            ';' if depth == 0 && at + 1 - start >= HALF && goes_on(&chars[at + 1..]) => {
                let border = unit.text.start + at as u32 + 1;
                if tokens.is_boundary(border) {
                    borders.push(border);
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    if borders.is_empty() {
        return Vec::new();
    }
    let starts = std::iter::once(unit.span.start).chain(borders.iter().copied());
    let ends = borders.iter().copied().chain(std::iter::once(unit.span.end));
    let half = |(start, end): (u32, u32)| {
        let span = Span::new(start, end);
        Unit { span, text: report.text.trim(span), goes_on: start > unit.span.start, ..*unit }
    };
    starts.zip(ends).map(half).collect()
}

/// Whether what stands behind a ； is long enough for a sentence.
fn goes_on(rest: &[char]) -> bool {
    rest.len() >= HALF && !rest[..HALF].contains(&';')
}

/// The text cut at sentence ends, line ends and paragraph starts.
fn pieces_of(report: &Report) -> Vec<Span> {
    let chars = report.text.all_folded();
    let mut starts = report.paragraphs.iter().map(|paragraph| paragraph.span.start).peekable();
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < chars.len() {
        while starts.next_if(|&paragraph| (paragraph as usize) < at).is_some() {}
        if starts.peek() == Some(&(at as u32)) && at > start {
            out.push(Span::new(start as u32, at as u32));
            start = at;
        }
        let c = chars[at];
        at += 1;
        let line = matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
        if !line && !matches!(c, '。' | '!' | '?') {
            continue;
        }
        if !line {
            while chars.get(at).is_some_and(|c| matches!(c, '。' | '!' | '?' | '”' | '’' | ')' | '》' | '』' | '」'))
            {
                at += 1;
            }
        }
        out.push(Span::new(start as u32, at as u32));
        start = at;
    }
    out.push(Span::new(start as u32, chars.len() as u32));
    out
}

/// A piece that is too long for a sentence, cut behind ； or ， or, failing that, anywhere that is allowed.
fn shortened(report: &Report, tokens: &Tokens, piece: Span, out: &mut Vec<Span>) {
    let inside = tokens.within(piece);
    let mut start = piece.start;
    for token in inside {
        let length = token.span.end - start;
        let mark = report.text.at(token.span.start);
        let stop = match token.kind {
            Kind::Mark if mark == ';' => length >= LONGEST / 20,
            Kind::Mark if matches!(mark, ',' | '，') => length >= LONGEST / 4,
            Kind::Space => length >= LONGEST / 2,
            _ => length >= LONGEST,
        };
        if stop && token.span.end < piece.end {
            out.extend(Some(report.text.trim(Span::new(start, token.span.end))).filter(|span| !span.is_empty()));
            start = token.span.end;
        }
    }
    out.extend(Some(report.text.trim(Span::new(start, piece.end))).filter(|span| !span.is_empty()));
}

/// Where white space between two pieces is parted: behind its last line end, or at its end where it has none.
fn border(report: &Report, gap: Span) -> u32 {
    let last = report.text.str(gap).chars().enumerate().filter(|(_, c)| *c == '\n').last();
    last.map_or(gap.end, |(at, _)| gap.start + at as u32 + 1)
}

/// Gives each unit its section, and marks headings.
fn place(report: &Report, units: &mut [Unit]) {
    let sections = &report.sections;
    for unit in units {
        let next = sections.partition_point(|section| section.span.start <= unit.text.start);
        let mut section = next.checked_sub(1).map(|at| &sections[at]);
        while let Some(found) = section.filter(|section| !section.span.contains(unit.text.start)) {
            section = found.parent.map(|id| report.section(id));
        }
        unit.section = section.map(|section| section.id);
        unit.heading = section
            .and_then(|section| section.title)
            .is_some_and(|title| 5 * title.overlap(unit.text) >= 3 * unit.text.len());
    }
}
