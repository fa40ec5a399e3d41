//! Roles of paragraphs, decided together: the path through all of them that the evidence speaks for most (Viterbi).
//!
//! ```text
//! paragraph   各位代表…  一、2024年…  完成…   也要看到…   二、2025年…  实施…   让我们…！
//! role        preamble → work      → work → problems → plan       → plan → closing
//! ```

use crate::config::{ROLES, Roles};
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::text::Span;

use super::evidence::Witness;
use super::outline::Section;
use super::role::Role;

/// The role of a paragraph, and how much less the best path weighs that gives it another, in hundredths of a nat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decided {
    /// The role.
    pub(super) role: Role,
    /// How far the next best role is behind.
    pub(super) margin: i32,
}

/// The roles of a report's paragraphs; as many as there are witnesses.
pub(super) fn decide(witnesses: &[Witness], roles: &Roles) -> Vec<Decided> {
    let weighed: Vec<[i32; ROLES]> = witnesses.iter().map(|witness| weigh(witness, roles)).collect();
    let (Some(first), count) = (weighed.first(), weighed.len()) else { return Vec::new() };
    // The best weight of a path up to each paragraph and role, and of one from there on.
    let mut before = vec![[0_i32; ROLES]; count];
    let mut behind = vec![[0_i32; ROLES]; count];
    before[0] = std::array::from_fn(|role| roles.start(role) + first[role]);
    // Inside a sentence no other part begins, unless much more speaks for it.
    let change = |at: usize, from: usize, to: usize| {
        let inside = witnesses[at].goes_on && from != to;
        roles.change(witnesses[at].border, from, to) - if inside { roles.inside } else { 0 }
    };
    for at in 1..count {
        before[at] = std::array::from_fn(|to| {
            let best = (0..ROLES).map(|from| before[at - 1][from] + change(at, from, to)).max();
            best.unwrap_or(0) + weighed[at][to]
        });
    }
    for at in (0..count - 1).rev() {
        behind[at] = std::array::from_fn(|from| {
            (0..ROLES).map(|to| change(at + 1, from, to) + weighed[at + 1][to] + behind[at + 1][to]).max().unwrap_or(0)
        });
    }
    (0..count)
        .map(|at| {
            let whole: [i32; ROLES] = std::array::from_fn(|role| before[at][role] + behind[at][role]);
            let best = (0..ROLES).rev().max_by_key(|role| whole[*role]).unwrap_or(0);
            let next = (0..ROLES).filter(|role| *role != best).map(|role| whole[role]).max().unwrap_or(0);
            Decided { role: Role::ALL[best], margin: whole[best] - next }
        })
        .collect()
}

/// Main parts whose role was decided by a hair: none of their paragraphs is far from another role.
pub(super) fn unsure(sections: &[Section], paragraphs: &[Span], decided: &[Decided], roles: &Roles) -> Vec<Diagnostic> {
    let told = |section: &&Section| {
        section.level == 1 && matches!(section.role, Role::Work | Role::Problems | Role::Outlook | Role::Plan)
    };
    let margin = |section: &Section| {
        let own = paragraphs.iter().zip(decided).filter(|(span, _)| section.span.covers(**span));
        own.filter(|(_, decided)| decided.role == section.role).map(|(_, decided)| decided.margin).max()
    };
    sections
        .iter()
        .filter(told)
        .filter(|section| margin(section).is_some_and(|margin| margin < roles.unsure))
        .map(|section| {
            let (zh, en) = section.role.said();
            let place = Span::new(section.span.start, section.text_start.max(section.span.start + 1));
            Diagnostic::new(
                Severity::Warning,
                Code::RoleUnsure,
                place,
                Message::new(format!("把此部分读作“{zh}”，把握不大"), format!("this part was read as {en}, by a hair")),
            )
            .help(Message::new("请核对其中数字是完成数还是目标数", "check whether its figures are results or targets"))
        })
        .collect()
}

/// More than all evidence of a report can weigh.
const NEVER: i32 = 1_000_000;

/// What all evidence of a paragraph weighs together.
fn weigh(witness: &Witness, roles: &Roles) -> [i32; ROLES] {
    let mut sum = [0; ROLES];
    for name in &witness.evidence {
        for (sum, weight) in sum.iter_mut().zip(roles.weights(name)) {
            *sum += weight;
        }
    }
    let bars = witness.bars();
    for (sum, role) in sum.iter_mut().zip(Role::ALL) {
        *sum -= if bars(role) { NEVER } else { 0 };
    }
    sum
}
