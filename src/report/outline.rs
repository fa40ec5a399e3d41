//! The outline (目录结构): headings 一、 and （一）, main parts without a heading of their own, and what each is for.

use serde::Serialize;

use crate::config::Config;
use crate::source::{HeadingMark, Table};
use crate::text::{Span, Text};

use super::heading::{self, Heading, years_in};
use super::paragraphs::columns;

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

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// What was done (工作).
    Work,
    /// What is lacking (问题).
    Problems,
    /// What is to come (打算).
    Plan,
    /// Before the first part.
    Preamble,
    /// After the last part.
    Closing,
}

impl Role {
    /// What a part is for, in words: Chinese, English.
    pub const fn said(self) -> (&'static str, &'static str) {
        match self {
            Role::Work => ("工作情况", "work"),
            Role::Problems => ("存在问题", "problems"),
            Role::Plan => ("下一步打算", "plan"),
            Role::Preamble => ("前言", "preamble"),
            Role::Closing => ("结语", "closing"),
        }
    }
}

/// A section (部分): a heading with everything up to the next one of its rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its place in the outline.
    pub id: SectionId,
    /// The section that it is part of.
    pub parent: Option<SectionId>,
    /// 1 is 一、, 2 is （一）, 3 is 1. below them.
    pub level: u8,
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

/// Finds the headings among the paragraphs of the body.
pub(super) fn outline(
    text: &Text,
    paragraphs: &[Span],
    marks: &[HeadingMark],
    tables: &[Table],
    from: u32,
    config: &Config,
) -> Outline {
    let own: Vec<Span> = paragraphs
        .iter()
        .copied()
        .filter(|&span| {
            let in_table = tables.iter().any(|table| table.span.overlap(span) > 0);
            span.start >= from && !in_table && columns(text, span) < 2
        })
        .collect();
    let numbered = |span: &Span| heading::heading(text, *span).is_some_and(|heading| heading.level == 1);
    let unnumbered = !own.iter().any(numbered);
    let mut sections: Vec<Section> = Vec::new();
    let mut last = [0_u16; 4];
    for &paragraph in &own {
        let line = text.folded(text.trim(paragraph));
        // What stands behind the report begins a part of its own, and numbers anew.
        let behind = !sections.is_empty() && (heading::is_glossary(line, config) || heading::is_annex(line, config));
        if behind || unnumbered && heading::is_part_title(text, paragraph, marks, config) {
            last = [0; 4];
            push(&mut sections, 1, None, Some(text.trim(paragraph)), paragraph.start, paragraph.end);
            continue;
        }
        let Some(heading) = heading::heading(text, paragraph) else { continue };
        let marked = marks.iter().any(|mark| mark.span.overlap(paragraph) > 0);
        let level = heading.level;
        if !follows(&heading, &last, marked) || level > 1 && beside_a_row(text, paragraphs, paragraph, tables) {
            continue;
        }
        last[level as usize] = heading.ordinal;
        for below in &mut last[level as usize + 1..] {
            *below = 0;
        }
        push(&mut sections, level, Some(heading.ordinal), Some(heading.title), paragraph.start, heading.text_start);
    }
    let end = paragraphs.last().map_or(from, |span| span.end);
    close(&mut sections, end);
    Outline { sections }
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
fn follows(heading: &Heading, last: &[u16; 4], marked: bool) -> bool {
    let before = last[heading.level as usize];
    let next = heading.ordinal > before && heading.ordinal <= before + 2;
    match heading.level {
        1 => next || marked && heading.ordinal == 1,
        2 => next || heading.ordinal == 1,
        // A numbered list without a heading above it is a list.
        _ => (next || heading.ordinal == 1) && last[2] > 0 && before + 1 == heading.ordinal,
    }
}

fn push(
    sections: &mut Vec<Section>,
    level: u8,
    ordinal: Option<u16>,
    title: Option<Span>,
    start: u32,
    text_start: u32,
) {
    let parent = sections.iter().rev().find(|section| section.level < level).map(|section| section.id);
    let id = SectionId(sections.len() as u16);
    sections.push(Section {
        id,
        parent,
        level,
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

/// What each part is for: by its heading; the plan, once begun, lasts to the end.
///
/// `covers` is the year that the report looks back at; a heading with a later one is a plan's.
pub(super) fn assign_roles(text: &Text, sections: &mut [Section], covers: Option<i32>, config: &Config) {
    let (mut role, mut glossary) = (Role::Work, false);
    for (at, section) in sections.iter_mut().enumerate() {
        if section.level == 1 {
            let title = section.title.map(|span| text.folded(span)).unwrap_or_default();
            glossary = heading::is_glossary(title, config);
            role = if glossary { role } else { titled_role(title, covers, role, config) };
            let looks_back = config.roles.work_titles.any(title) || config.roles.problem_titles.any(title);
            let says = |section: &Section| config.roles.plan_says.any(text.folded(section.span));
            if role == Role::Work && at > 0 && !looks_back && !glossary && says(section) {
                role = Role::Plan;
            }
        }
        // Behind it a paper of the plan may follow.
        section.role = if glossary { Role::Closing } else { role };
    }
}

fn titled_role(title: &[char], covers: Option<i32>, before: Role, config: &Config) -> Role {
    let roles = &config.roles;
    if roles.problem_titles.any(title) {
        return Role::Problems;
    }
    if roles.work_titles.any(title)
        && roles.plan_titles.rfind(title).is_none_or(|(at, len, ())| at + len != title.len())
    {
        return Role::Work;
    }
    let later = covers.is_some_and(|year| years_in(title).any(|named| named > year));
    if later || roles.plan_titles.any(title) || before == Role::Plan {
        return Role::Plan;
    }
    Role::Work
}

/// With fewer parts that tell of work, a look back at problems inside the last of them is that part's own.
const PARTS: usize = 3;

/// The headed part that parts without a heading follow: the last one, or the last before a headed plan.
fn host(sections: &[Section]) -> Option<usize> {
    let own = |at: &usize| sections[*at].level == 1 && sections[*at].role != Role::Closing;
    let main: Vec<usize> = (0..sections.len()).filter(own).collect();
    let last = *main.last()?;
    if sections[last].role != Role::Plan {
        return Some(last);
    }
    let work = main.iter().take_while(|&&at| sections[at].role == Role::Work).count();
    let planned = main[work..].iter().all(|&at| sections[at].role == Role::Plan);
    (work >= PARTS && planned).then(|| main[work - 1])
}

/// Main parts without a heading of their own, after the last headed part, or in a report that heads none: the look back
/// at problems, and the plan.
pub(super) fn add_untitled_parts(
    text: &Text,
    paragraphs: &[Span],
    sections: &mut Vec<Section>,
    covers: Option<i32>,
    end: u32,
    config: &Config,
) {
    let host = host(sections);
    if host.is_none() && sections.iter().any(|section| section.level == 1 && section.role != Role::Closing) {
        return;
    }
    let (from, work) = host.map_or((0, Role::Work), |host| (sections[host].text_start, sections[host].role));
    let behind = host.map_or(sections.len(), |host| host + 1);
    let follows = sections[behind..].iter().find(|section| section.level == 1);
    let end = follows.map_or(end, |section| section.span.start).min(end);
    let planned = follows.is_some_and(|section| section.role == Role::Plan);
    let last_role = if planned { Role::Problems } else { Role::Plan };
    let mut starts: Vec<(u32, Role)> = Vec::new();
    for &paragraph in paragraphs.iter().filter(|span| span.start >= from && span.start < end) {
        let heads = sections.iter().any(|section| section.span.start == paragraph.start);
        if heads || paragraph.len() < 30 {
            continue;
        }
        let role = starts.last().map_or(work, |(_, role)| *role);
        if let Some(opened) =
            opened_role(text.folded(paragraph), covers, config).filter(|opened| *opened > role && *opened <= last_role)
        {
            starts.push((paragraph.start, opened));
        }
    }
    if starts.is_empty() {
        return;
    }
    for (start, role) in starts {
        let at = sections.partition_point(|section| section.span.start < start);
        let id = SectionId(0);
        sections.insert(
            at,
            Section {
                id,
                parent: None,
                level: 1,
                ordinal: None,
                title: None,
                role,
                span: Span::new(start, start),
                text_start: start,
            },
        );
    }
    let mut parents: [Option<SectionId>; 4] = [None; 4];
    let mut role = Role::Work;
    let body_end = sections.iter().map(|section| section.span.end).max().unwrap_or(end);
    for (at, section) in sections.iter_mut().enumerate() {
        section.id = SectionId(at as u16);
        let level = section.level as usize;
        section.parent = parents[..level].iter().rev().find_map(|parent| *parent);
        parents[level] = Some(section.id);
        for below in &mut parents[level + 1..] {
            *below = None;
        }
        if section.level == 1 {
            role = section.role;
        }
        section.role = role;
    }
    close(sections, body_end);
}

/// What an unheaded paragraph turns to.
fn opened_role(paragraph: &[char], covers: Option<i32>, config: &Config) -> Option<Role> {
    let roles = &config.roles;
    let head = &paragraph[..paragraph.len().min(40)];
    let next_year = covers
        .is_some_and(|year| head.len() >= 5 && years_in(&head[..head.len().min(12)]).any(|named| named == year + 1));
    if roles.plan_says.any(head) {
        return Some(Role::Plan);
    }
    let opens_plan = next_year || roles.plan_opens.at_start(head).is_some();
    if opens_plan && roles.intends.any(&paragraph[..paragraph.len().min(160)]) {
        return Some(Role::Plan);
    }
    let lead = &paragraph[..paragraph.len().min(240)];
    let opens = roles.problem_opens.at_start(head).is_some();
    (opens && roles.lacking.any(lead) && roles.admits.any(lead)).then_some(Role::Problems)
}

/// Where a paragraph's text begins: after the heading that it is or begins with.
pub(super) fn text_start(sections: &[Section], paragraph: Span) -> u32 {
    sections
        .iter()
        .find(|section| section.span.start == paragraph.start && section.title.is_some())
        .map_or(paragraph.start, |section| section.text_start)
}
