//! The outline (目录结构): headings 一、 and （一）, main parts without a heading of their own, and what each is for.

use serde::Serialize;

use crate::config::Config;
use crate::source::Table;
use crate::text::{Span, Text};

use super::frame::Marked;
use super::heading::{self, Heading};
use super::leads::{self, Line};
use super::paragraphs::columns;
use super::role::Role;
use super::rows::{runs_on_below, stands_in_row, stands_over_text};

/// A section by its place in the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SectionId(pub u16);

impl SectionId {
    /// As an index into the outline.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A section (部分): a heading with everything up to the next one of its rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its place in the outline.
    pub id: SectionId,
    /// The section that it is part of.
    pub parent: Option<SectionId>,
    /// 1 is 一、, 2 is （一）, 3 is 1. below them, and every heading inside an annex.
    pub level: u8,
    /// The level that its heading has by itself.
    pub(super) rank: u8,
    /// The number of its heading.
    pub ordinal: Option<u16>,
    /// Its heading without the ordinal; `None` for a main part without a heading of its own.
    pub title: Option<Span>,
    /// What it is for.
    pub role: Role,
    /// From the heading's first character to the end of its last child.
    pub span: Span,
    /// Where its own text begins, after the heading.
    pub text_start: u32,
}

/// An outline without roles.
pub(super) struct Outline {
    pub(super) sections: Vec<Section>,
}

/// Finds the headings among the paragraphs of the body, which begin at `from`. Where two lines at least are marked as in Markdown,
/// no other line without a number heads anything.
pub(super) fn outline(text: &Text, paragraphs: &[Span], marked: &Marked, from: u32, config: &Config) -> Outline {
    let Marked { headings: marks, tables, .. } = *marked;
    let own: Vec<Span> = paragraphs
        .iter()
        .copied()
        .filter(|&span| {
            let in_table = tables.iter().any(|table| table.span.overlap(span) > 0);
            span.start >= from && !in_table && columns(text, span) < 2
        })
        .collect();
    let lines = leads::lines(text, &own, marked, config);
    let scheme = scheme(text, &own, &lines);
    let mut sections: Vec<Section> = Vec::new();
    let mut last = [0_u16; 4];
    // Whether the main part that is open has headings with numbers in it, and whether it has a title that says what it is.
    let (mut counted, mut titled, mut behind) = (false, false, false);
    // The last 一、 of the main parts before, where the numbers may go on.
    let mut carried = 0;
    // Whether the last （一） was an item of a list.
    let mut listed = false;
    for (at, &paragraph) in own.iter().enumerate() {
        let line = text.folded(text.trim(paragraph));
        let whole = Some(text.trim(paragraph));
        // What stands behind the report begins a part of its own, and numbers anew.
        let titles = |at: usize| lines[at] == Line::Title && scheme.heads(at, &lines);
        let count = if scheme.lowered && !behind && last[1] == 0 { [0, carried, last[2], last[3]] } else { last };
        let within = || {
            count_goes_on(text, &own[at + 1..], &count, scheme.spaced)
                || !behind && part_to_come(text, &own, at, titles, config)
        };
        if !sections.is_empty() && heading::is_behind(line, config) && !within() {
            (last, behind) = ([0; 4], true);
            push(&mut sections, 1, None, whole, paragraph.start, paragraph.end);
            continue;
        }
        if let Some((level, ordinal, mark)) = scheme.pointed.then(|| heading::pointed(line)).flatten() {
            let trimmed = text.trim(paragraph);
            let title = Span::new(trimmed.start + mark as u32, trimmed.end);
            push(&mut sections, level.min(3), Some(ordinal), Some(title), paragraph.start, paragraph.end);
            continue;
        }
        if let Some((ordinal, mark)) = scheme.spaced.then(|| heading::spaced(line)).flatten().filter(|_| !behind) {
            let trimmed = text.trim(paragraph);
            let title = Span::new(trimmed.start + mark as u32, trimmed.end);
            (last, counted) = ([0, ordinal, 0, 0], false);
            push(&mut sections, 1, Some(ordinal), Some(title), paragraph.start, paragraph.end);
            continue;
        }
        let main = scheme.heads(at, &lines);
        if main && !behind {
            let level = if lines[at] == Line::Short && titled && !counted { 2 } else { 1 };
            if level == 1 {
                carried = last[1].max(carried);
                (last, counted, titled) = ([0; 4], false, lines[at] == Line::Title);
            }
            let trimmed = text.trim(paragraph);
            let (number, mark) = heading::part(line).map_or((None, 0), |(number, mark)| (Some(number), mark as u32));
            let title = Span::new(trimmed.start + mark, trimmed.end);
            push(&mut sections, level, number, Some(title), paragraph.start, paragraph.end);
            continue;
        }
        if let Line::Lead(ordinal, mark) = if behind || sections.is_empty() { Line::Other } else { lines[at] } {
            let title = Span::new(paragraph.start + mark, paragraph.end - stop(line));
            let level = if counted { 3 } else { 2 };
            push(&mut sections, level, ordinal, Some(title), paragraph.start, paragraph.end);
            continue;
        }
        let run_on = || heading::third_run_on(text, paragraph).filter(|_| runs_on_below(text, &own, at, &last));
        let ran_on = run_on();
        let is_run_on = ran_on.is_some();
        let Some(heading) = ran_on.or_else(|| heading::heading(text, paragraph)) else { continue };
        let is_marked = marks.iter().any(|mark| mark.span.overlap(paragraph) > 0);
        let level = heading.level;
        let goes_on = level == 1 && last[1] == 0 && scheme.lowered && heading.ordinal == carried + 1;
        let over_text = is_run_on || stands_over_text(text, &own, at);
        if !goes_on && !follows(&heading, &last, is_marked, over_text)
            || level > 1 && beside_a_row(text, paragraphs, paragraph, tables)
        {
            continue;
        }
        // （一）建成服务中心，实现村村有服务。 over the next of its row: an item of a list, and heads nothing.
        let alone = heading.text_start == paragraph.end && line.ends_with(&['。']);
        listed = level == 2 && alone && !is_marked && (listed || stands_in_row(text, &own, at, level));
        last[level as usize] = heading.ordinal;
        if listed {
            continue;
        }
        for below in &mut last[level as usize + 1..] {
            *below = 0;
        }
        // 1. right below 一、 is of the second level.
        let level = if level == 3 && last[2] == 0 { 2 } else { level };
        // （一） right below a main part's title, with no 一、 between, is of the second level too.
        let below = heading.level == 1 || last[1] > 0;
        let level = level + u8::from(scheme.lowered && !behind && below);
        counted = level > 1;
        if level <= 3 {
            push(&mut sections, level, Some(heading.ordinal), Some(heading.title), paragraph.start, heading.text_start);
        }
    }
    let end = paragraphs.last().map_or(from, |span| span.end);
    close(&mut sections, end);
    Outline { sections }
}

/// How main parts are headed.
struct Scheme {
    /// 一、 numbers what is inside main parts, whose titles have no number.
    lowered: bool,
    /// No main part has a number.
    unnumbered: bool,
    /// The titles over its numbers.
    titles: Vec<usize>,
    /// Where the last 一、 stands; 0 where none does.
    last: usize,
    /// Headings are numbered by points: 1, 1.1, 1.1.1.
    pointed: bool,
    /// Main parts are numbered without a mark behind the number: 一 概况.
    spaced: bool,
}

impl Scheme {
    /// Whether the line at a place heads a main part without a number, or a part of one.
    fn heads(&self, at: usize, lines: &[Line]) -> bool {
        match lines[at] {
            Line::Title => self.unnumbered || self.lowered || at > self.last,
            Line::Short => self.unnumbered && lines.contains(&Line::Title) || self.lowered && self.titles.contains(&at),
            _ => false,
        }
    }
}

/// Finds how main parts are headed: where every 一、 comes behind a title without a number, those titles head the parts.
fn scheme(text: &Text, own: &[Span], lines: &[Line]) -> Scheme {
    let numbers: Vec<(usize, u16)> = own
        .iter()
        .enumerate()
        .filter_map(|(at, span)| heading::heading(text, *span).map(|heading| (at, heading)))
        .filter(|(_, heading)| heading.level == 1)
        .map(|(at, heading)| (at, heading.ordinal))
        .collect();
    let none = |unnumbered: bool, last: usize| Scheme {
        lowered: false,
        unnumbered,
        titles: Vec::new(),
        last,
        pointed: false,
        spaced: false,
    };
    let Some((last, _)) = numbers.last().copied() else {
        if let Some(last) = last_spaced(text, own) {
            return Scheme { spaced: true, ..none(false, last) };
        }
        let pointed = is_pointed(text, own);
        return Scheme { pointed, ..none(!pointed, 0) };
    };
    let parts: Vec<usize> = (0..own.len())
        .filter(|at| lines[*at] == Line::Title && heading::part(text.folded(own[*at])).is_some())
        .collect();
    if parts.len() >= 2 {
        return Scheme { lowered: true, titles: parts, ..none(false, last) };
    }
    let is_title = |at: &usize| matches!(lines[*at], Line::Title | Line::Short);
    let mut titles = Vec::new();
    let mut from = 0;
    for &(at, ordinal) in &numbers {
        // The title over a number, behind the number before it.
        match (from..at).rev().find(is_title) {
            Some(title) if ordinal == 1 => titles.push(title),
            None if ordinal == 1 => return none(false, last),
            Some(title) if lines[title] == Line::Title => return none(false, last),
            _ => {}
        }
        from = at;
    }
    let around = (0..numbers[0].0).chain(last..own.len());
    let more = around.filter(|at| lines[*at] == Line::Title && !titles.contains(at)).count();
    Scheme { lowered: titles.len() + more >= 2, titles, ..none(false, last) }
}

/// Where the last heading stands of a text without 一、 that numbers its main parts without a mark: 一 and 二, each the next.
fn last_spaced(text: &Text, own: &[Span]) -> Option<usize> {
    let numbers = own
        .iter()
        .enumerate()
        .filter_map(|(at, span)| heading::spaced(text.folded(text.trim(*span))).map(|(number, _)| (at, number)));
    let found: Vec<(usize, u16)> = numbers.collect();
    let counted = found.iter().zip(1_u16..).all(|((_, number), next)| *number == next);
    found.last().filter(|_| counted && found.len() >= 2).map(|(at, _)| *at)
}

/// Whether a text without 一、 numbers its headings by points: a number of one point and two of more, each the next one.
fn is_pointed(text: &Text, own: &[Span]) -> bool {
    let found: Vec<(u8, u16)> = own
        .iter()
        .filter_map(|span| heading::pointed(text.folded(text.trim(*span))))
        .map(|(depth, number, _)| (depth, number))
        .collect();
    let follows = |pair: &[(u8, u16)]| match pair[1].0.cmp(&pair[0].0) {
        std::cmp::Ordering::Greater => pair[1].1 == 1,
        std::cmp::Ordering::Equal => pair[1].1 == pair[0].1 + 1,
        std::cmp::Ordering::Less => true,
    };
    let depths = |deep: bool| found.iter().filter(|(depth, _)| (*depth > 1) == deep).count();
    depths(false) >= 1
        && depths(true) >= 2
        && found.windows(2).filter(|pair| follows(pair)).count() * 4 >= (found.len() - 1) * 3
}

/// Whether the next numbered heading goes on with the count of those before: no annex has begun where it does. Of `spaced` main
/// parts the number has no mark.
fn count_goes_on(text: &Text, behind: &[Span], last: &[u16; 4], spaced: bool) -> bool {
    if last.iter().all(|number| *number == 0) {
        return false;
    }
    let next = behind.iter().find_map(|span| {
        let part = || heading::spaced(text.folded(text.trim(*span))).map(|(number, _)| (1, number));
        let heading = heading::heading(text, *span).map(|heading| (heading.level, heading.ordinal));
        heading.filter(|(level, _)| *level < 3).or_else(|| spaced.then(part).flatten())
    });
    next.is_some_and(|(level, ordinal)| last[level as usize] > 0 && ordinal == last[level as usize] + 1)
}

/// Whether a title without a number behind the line at a place heads the main part about what is lacking or to come, and no
/// part before it, with a number or without, is about that: no annex has begun where it does. The line right behind is an
/// annex's own name.
fn part_to_come(text: &Text, own: &[Span], at: usize, heads: impl Fn(usize) -> bool, config: &Config) -> bool {
    let says = |at: usize| config.roles.titles.any(text.folded(own[at]), &["plan", "tasks", "outlook", "problems"]);
    let main = |at: usize| heads(at) || heading::ordinal(text.folded(own[at])).is_some_and(|(level, ..)| level == 1);
    (at + 2..own.len()).any(|at| heads(at) && says(at)) && !(0..at).any(|at| main(at) && says(at))
}

/// How many characters close a lead.
fn stop(line: &[char]) -> u32 {
    line.iter().rev().take_while(|c| matches!(c, '。' | '.')).count() as u32
}

/// Whether the paragraph before or after is a table row in columns: then a numbered line is a cell of it.
fn beside_a_row(text: &Text, paragraphs: &[Span], paragraph: Span, tables: &[Table]) -> bool {
    let at = paragraphs.partition_point(|span| span.start < paragraph.start);
    let near = &paragraphs[at.saturating_sub(2)..(at + 3).min(paragraphs.len())];
    // Rows of a table that was read as one are told by its span.
    let row = |span: &Span| columns(text, *span) >= 2 && !tables.iter().any(|table| table.span.overlap(*span) > 0);
    near.iter().any(|span| *span != paragraph && row(span))
}

/// Whether a heading continues the numbering: the next number, or one skipped by mistake, or a new list below.
fn follows(heading: &Heading, last: &[u16; 4], marked: bool, over_text: bool) -> bool {
    let before = last[heading.level as usize];
    let next = heading.ordinal > before && heading.ordinal <= before + 2;
    match heading.level {
        1 => next || marked && heading.ordinal == 1,
        2 => next || heading.ordinal == 1,
        // A numbered list without a heading above it is a list.
        _ => before + 1 == heading.ordinal && (last[2] > 0 || last[1] > 0 && (marked || over_text)),
    }
}

/// No report has as many sections.
const MOST_SECTIONS: usize = 5_000;

fn push(
    sections: &mut Vec<Section>,
    level: u8,
    ordinal: Option<u16>,
    title: Option<Span>,
    start: u32,
    text_start: u32,
) {
    // What follows belongs to the last one.
    if sections.len() >= MOST_SECTIONS {
        return;
    }
    let parent = sections.iter().rev().find(|section| section.level < level).map(|section| section.id);
    let id = SectionId(sections.len() as u16);
    sections.push(Section {
        id,
        parent,
        level,
        rank: level,
        ordinal,
        title,
        role: Role::Work,
        span: Span::new(start, start),
        text_start,
    });
}

/// Sets each section's end: the start of the next one of its rank or above, or the end of the body.
fn close(sections: &mut [Section], end: u32) {
    for at in 0..sections.len() {
        let level = sections[at].level;
        let next =
            sections[at + 1..].iter().find(|section| section.level <= level).map_or(end, |section| section.span.start);
        sections[at].span.end = next.max(sections[at].span.start);
    }
}

/// Sections with the levels that their headings have by themselves, before parts were cut out of them.
pub(super) fn as_found(titled: &mut [Section], end: u32) {
    for section in titled.iter_mut() {
        section.level = section.rank;
    }
    number(titled, end);
}

/// Numbers sections that are in order, and sets whose part each is and where it ends; `end` is that of the body.
pub(super) fn number(sections: &mut [Section], end: u32) {
    let mut parents: [Option<SectionId>; 4] = [None; 4];
    for (at, section) in sections.iter_mut().enumerate() {
        section.id = SectionId(at as u16);
        let level = section.level as usize;
        section.parent = parents[..level].iter().rev().find_map(|parent| *parent);
        parents[level] = Some(section.id);
        for below in &mut parents[level + 1..] {
            *below = None;
        }
    }
    close(sections, end);
}

/// Where a paragraph's text begins: after the heading that it is or begins with.
pub(super) fn text_start(sections: &[Section], paragraph: Span) -> u32 {
    sections
        .iter()
        .find(|section| section.span.start == paragraph.start && section.title.is_some())
        .map_or(paragraph.start, |section| section.text_start)
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn titles(text: &str) -> Vec<String> {
        let source = crate::source::read(text.as_bytes(), "a.txt").unwrap().value;
        let report = crate::report::read(source, "a.txt", &Config::builtin().unwrap()).value;
        report.sections.iter().filter_map(|section| Some(report.text.str(section.title?).to_owned())).collect()
    }

    const TABLE: &str = "附表：\n项目\t2021年\t2022年\n增值税\t38620\t36150\n";

    #[test]
    fn a_table_among_parts_with_spaced_numbers_begins_no_annex() {
        let text = format!(
            "青禾县财政局2022年工作报告\n一 概况\n全局干部职工48人，其中党员26人。\n二 收入\n征收税款9.85亿元，增长3%。\n{TABLE}\
             三 支出\n安排民生支出16亿元。\n四 债务\n新增债券3.2亿元。\n"
        );
        assert_eq!(titles(&text), ["概况", "收入", "支出", "债务"]);
    }

    #[test]
    fn a_table_where_numbers_go_on_over_parts_begins_no_annex() {
        let text = format!(
            "云溪市中级人民法院工作报告\n第一部分 审判\n一、刑事审判\n审结刑事案件2900件。\n第二部分 执行\n{TABLE}\
             二、执行攻坚\n执结案件1.6万件。\n"
        );
        assert_eq!(titles(&text), ["审判", "刑事审判", "执行", "执行攻坚"]);
    }
}
