//! Lines that head what follows without a number of a heading's kind: titles of main parts, and leads that are repeated.
//!
//! ```text
//! 2024年工作回顾                        a title: short, without a mark of a sentence, over a text
//! 一是推动经济运行稳中有进。            a lead: alone on its line, over a text, one of a row of its form
//! ——坚持改革开放。
//! 这一年，我们迎难而上，经济向好。
//! ```

use crate::config::{Config, Kind};
use crate::quantity::{digit, power};
use crate::text::{Span, Text, is_han};

use super::frame::{Marked, is_office};
use super::heading::{is_part_title, ordinal, pointed};

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Text, or a heading with a number.
    Other,
    /// The title of a main part: it says what the part is for, or the format marks it.
    Title,
    /// It looks like a title and says nothing of that.
    Short,
    /// One of a row of leads: its number, and how many characters its mark has.
    Lead(Option<u16>, u32),
}

/// The shortest text that a heading stands over, in scalar values.
const TEXT: u32 = 40;

/// The longest lead, and the longest short title.
const LEAD: u32 = 70;
const SHORT_TITLE: usize = 24;

/// How many leads make a row.
const ROW: usize = 3;

/// What each line is by itself, but for numbered headings. Where all headings are marked, no line without a mark is a title
/// for its words.
pub(super) fn lines(text: &Text, own: &[Span], marked: &Marked, config: &Config) -> Vec<Line> {
    let depth = |span: &Span| marked.headings.iter().find(|mark| mark.span.overlap(*span) > 0).map(|mark| mark.level);
    let top = own.iter().filter_map(depth).min();
    let mut lines: Vec<Line> = (0..own.len())
        .map(|at| match () {
            // What the format marks below its main headings heads a part of theirs.
            () if depth(&own[at]) > top && ordinal(text.folded(own[at])).is_none() => Line::Lead(None, 0),
            () if marked.all && depth(&own[at]).is_none() => Line::Other,
            () if is_part_title(text, own[at], marked.headings, config) => Line::Title,
            () if is_short_title(text, own, at) => Line::Short,
            () => Line::Other,
        })
        .collect();
    let parts = parts(text, own, &lines);
    let forms: Vec<Option<Form>> = own.iter().map(|span| form(text.folded(*span))).collect();
    let mut alone: Vec<bool> = (0..own.len()).map(|at| lines[at] == Line::Other && is_alone(text, own, at)).collect();
    for at in 0..own.len() {
        alone[at] &= !tells_figures(text.folded(own[at]), config);
    }
    let mut leads = in_rows(&forms, &alone, &parts);
    for at in 0..own.len() {
        alone[at] &= ordinal(text.folded(own[at])).is_none() && pointed(text.folded(own[at])).is_none();
    }
    // Inside a part whose leads open alike, others lead what is below them.
    let taken: Vec<usize> = leads.iter().map(|(at, _)| parts[*at]).collect();
    let free = in_turn(own, &alone, &parts).into_iter().filter(|at| !taken.contains(&parts[*at]));
    leads.extend(free.map(|at| (at, Line::Lead(None, 0))));
    for (at, lead) in leads {
        if lines[at] == Line::Other {
            lines[at] = lead;
        }
    }
    lines
}

/// 粮食产量达到45.6万吨，增长2.3%。: whether a line tells so much that it heads nothing: two figures with their units.
fn tells_figures(line: &[char], config: &Config) -> bool {
    let ends =
        |at: &usize| line[*at].is_ascii_digit() && line.get(at + 1).is_some_and(|c| !c.is_ascii_digit() && *c != '.');
    let counts = |at: &usize| {
        let behind = &line[at + 1..];
        let scale = behind.iter().take_while(|c| power(**c).is_some()).count();
        let unit = config.units.at_start(&behind[scale..]);
        scale > 0 || unit.is_some_and(|(_, id)| config.units.get(id).kind != Kind::Duration)
    };
    (0..line.len()).filter(ends).filter(counts).count() >= FIGURES
}

/// How many figures a line tells at least that is no heading.
const FIGURES: usize = 2;

/// Which main part each line stands in: how many titles and headings 一、 stand before it.
fn parts(text: &Text, own: &[Span], lines: &[Line]) -> Vec<usize> {
    let heads = |at: usize| {
        matches!(lines[at], Line::Title) || ordinal(text.folded(own[at])).is_some_and(|(level, _, _)| level == 1)
    };
    let mut part = 0;
    (0..own.len())
        .map(|at| {
            part += usize::from(heads(at));
            part
        })
        .collect()
}

/// Lines that open alike, alone over their texts, with none between them that opens so and is a text itself.
fn in_rows(forms: &[Option<Form>], alone: &[bool], parts: &[usize]) -> Vec<(usize, Line)> {
    let mut lines: Vec<(usize, Form)> =
        forms.iter().enumerate().filter_map(|(at, form)| Some((at, (*form)?))).collect();
    let alike = |line: &(usize, Form)| (parts[line.0], line.1.key);
    lines.sort_by_key(alike);
    let mut leads = Vec::new();
    for row in lines.chunk_by(|a, b| alike(a) == alike(b) && alone[a.0] == alone[b.0]) {
        // 一是…。 in a row of paragraphs that are texts themselves leads nothing.
        let least = if row[0].1.number.is_some() { ROW - 1 } else { ROW };
        if alone[row[0].0] && row.len() >= least {
            leads.extend(row.iter().map(|(at, form)| (*at, Line::Lead(form.number, form.mark))));
        }
    }
    leads
}

/// The longest line that leads by its place alone, and how many texts may stand under one.
const IN_TURN: u32 = 40;
const TEXTS: usize = 3;

/// Lines that take turns with the texts under them, whatever they open with.
///
/// ```text
/// 旗帜鲜明讲政治。
/// 要铸牢忠诚之魂，……把各项部署落到实处。
/// 依法行政强法治。
/// 要统筹立法、执法……用法治保障改革。
/// ```
fn in_turn(own: &[Span], alone: &[bool], parts: &[usize]) -> Vec<usize> {
    let leads: Vec<usize> = (0..own.len())
        .filter(|&at| alone[at] && own[at].len() <= IN_TURN && own[at + 1].len() >= own[at].len() * 2)
        .collect();
    let goes_on = |a: &usize, b: &usize| parts[*a] == parts[*b] && b - a <= TEXTS + 1;
    leads.chunk_by(goes_on).filter(|row| row.len() >= ROW).flatten().copied().collect()
}

/// How a line opens: what rows of leads have in common.
#[derive(Debug, Clone, Copy)]
struct Form {
    key: [char; 2],
    number: Option<u16>,
    mark: u32,
}

fn form(line: &[char]) -> Option<Form> {
    let plain = |key: [char; 2], number: Option<i64>, mark: u32| {
        Some(Form { key, number: number.and_then(|number| u16::try_from(number).ok()), mark })
    };
    match line {
        ['—', '—', ..] => plain(['—', '—'], None, 2),
        ['第', n, mark, ..] if digit(*n).is_some() && matches!(mark, ',' | '、') => plain(['第', ' '], digit(*n), 3),
        [n, mark, ..] if digit(*n).is_some() && *mark == '是' => plain([' ', '是'], digit(*n), 2),
        [a, b, ..] if is_han(*a) && is_han(*b) && ordinal(line).is_none() => plain([*a, *b], None, 0),
        _ => None,
    }
}

/// Whether a short line of one sentence stands over a text that is longer.
fn is_alone(text: &Text, own: &[Span], at: usize) -> bool {
    let words = text.folded(own[at]);
    let Some(next) = own.get(at + 1) else { return false };
    let whole = words.iter().rev().skip(1).filter(|c| matches!(c, '。' | '!' | '?')).count() <= 1;
    let ends = !matches!(words.last(), Some(':' | ';' | ',' | '、' | '!' | '?'));
    own[at].len() <= LEAD && own[at].len() >= 6 && whole && ends && next.len() >= TEXT && next.len() > own[at].len()
}

/// Whether a line looks like a title: a few words without a mark of a sentence, behind a whole sentence and over a text.
fn is_short_title(text: &Text, own: &[Span], at: usize) -> bool {
    let words = text.folded(own[at]);
    let prose = |c: &char| matches!(c, '。' | ',' | ';' | ':' | '!' | '?' | '—' | '|' | '/') || c.is_whitespace();
    let Some(next) = own.get(at + 1) else { return false };
    let behind = at.checked_sub(1).is_some_and(|before| {
        matches!(text.folded(own[before]).last(), Some('。' | '!' | ':' | '”' | ')' | ';')) || own[before].len() <= 30
    });
    let over = next.len() >= TEXT && text.folded(*next).contains(&'。') || ordinal(text.folded(*next)).is_some();
    (4..=SHORT_TITLE).contains(&words.len())
        && words.iter().filter(|c| is_han(**c)).count() >= 4
        && !words.iter().any(prose)
        && ordinal(words).is_none()
        && !is_office(words)
        && !words.ends_with(&['报', '告'])
        && behind
        && over
}
