//! Parts (各部分的作用): sections take the role of their paragraphs, and one whose role changes inside is cut.

use crate::text::Span;

use super::outline::{self, Section, SectionId};
use super::role::Role;

/// Gives sections the roles of their paragraphs, which are in order and as many as the roles.
///
/// ```text
/// 一、工作回顾        work                 一、工作回顾   work
///   （一）…           work         →         （一）…      work
///       …问题…        problems             (untitled)    problems
/// 二、工作安排        plan                 二、工作安排   plan
/// ```
pub(super) fn assign(sections: Vec<Section>, paragraphs: &[Span], roles: &[Role]) -> Vec<Section> {
    let end = paragraphs.last().map_or(0, |span| span.end);
    let roles = led_by_text(&sections, paragraphs, roles);
    let mut out: Vec<Section> = Vec::new();
    let mut titled = sections.into_iter().peekable();
    // The role that the text up to here has, and the level that it stands at.
    let mut open: (Role, u8) = (Role::Preamble, 1);
    for (at, &paragraph) in paragraphs.iter().enumerate() {
        let role = roles[at];
        let mut heads = false;
        while let Some(mut section) = titled.next_if(|section| section.span.start < paragraph.end) {
            section.role = role;
            // An annex is one part; what it heads inside belongs to it, and not to the report's outline.
            if role == Role::Annex {
                if open.0 != Role::Annex {
                    out.push(untitled(1, role, section.span.start));
                }
                section.level = 3;
            }
            open = (role, section.level);
            out.push(section);
            heads = true;
        }
        if heads || role == open.0 {
            continue;
        }
        let level = cut_level(&titled.peek().map(|next| (next.level, next.span.start)), open, paragraphs, &roles);
        out.push(untitled(level, role, paragraph.start));
        open = (role, level);
    }
    outline::number(&mut out, end);
    out
}

/// A part without a heading.
fn untitled(level: u8, role: Role, start: u32) -> Section {
    Section {
        id: SectionId(0),
        parent: None,
        level,
        rank: level,
        ordinal: None,
        title: None,
        role,
        span: Span::new(start, start),
        text_start: start,
    }
}

/// The level at which a part without a heading begins: that of the section it is cut from where the next heading goes on
/// with what was before, a main part otherwise.
fn cut_level(next: &Option<(u8, u32)>, open: (Role, u8), paragraphs: &[Span], roles: &[Role]) -> u8 {
    let Some((level, start)) = *next else { return 1 };
    let back = paragraphs.iter().position(|span| span.end > start).is_some_and(|at| roles[at] == open.0);
    if level > 1 && back { open.1 } else { 1 }
}

/// A heading that stands alone has the role of the text under it.
fn led_by_text(sections: &[Section], paragraphs: &[Span], roles: &[Role]) -> Vec<Role> {
    let mut out = roles.to_vec();
    for at in (0..paragraphs.len().saturating_sub(1)).rev() {
        let alone = sections
            .iter()
            .any(|section| section.span.start == paragraphs[at].start && section.text_start >= paragraphs[at].end);
        let inner =
            !sections.iter().any(|section| section.level == 1 && section.span.start == paragraphs[at + 1].start);
        if alone && inner {
            out[at] = out[at + 1];
        }
    }
    out
}
