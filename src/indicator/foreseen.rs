//! Figures of the year that is told of and no results (预计与限度): what was expected of all of it, and the bound that something
//! stayed within.

use crate::config::{Config, Qualifier};

use super::asof::TimeBasis;
use super::context::FAR;
use super::layout::{Layout, Mark};
use super::why::RoleRule;
use super::word::squeezed;
use super::{Indicator, Role};

/// 用水总量1.82亿立方米，│控制在1.95亿立方米以内: the bound of the value right before it.
pub(super) fn mark_bounds(layout: &Layout<'_>, found: &mut [Indicator], config: &Config) {
    for at in 1..found.len().min(layout.slots.len()) {
        let (value, bound) = (&found[at - 1], &found[at]);
        let one = (&value.label, &value.unit, value.kind, value.period)
            == (&bound.label, &bound.unit, bound.kind, bound.period);
        let reached = value.role == Role::Actual && bound.role == Role::Actual && value.value <= bound.value;
        let within = bound.qualifier == Some(Qualifier::AtMost)
            && layout.slots[at].opened_by == Mark::Comma
            && config.counting.kept_within.is(&squeezed(layout.before(at)));
        if one && reached && within {
            (found[at].role, found[at].why.role) = (Role::Target, RoleRule::Aim);
        }
    }
}

/// How many figures before one are asked up to when they were counted. Set by hand: those of its sentence and of the one before.
const NEAR: usize = 12;

/// 1—11月完成18.7亿元；预计全年完成20亿元，│其中投资9亿元: beside what was counted up to a month, what is expected of the year has not
/// come. Alone it is the result as far as it was known when the report was written.
pub(super) fn mark_foreseen(layout: &Layout<'_>, found: &mut [Indicator], base: usize, config: &Config) {
    for at in base..found.len().min(base + layout.slots.len()) {
        let slot = layout.slots[at - base];
        let far = slot.start.saturating_sub(FAR as usize);
        let clause = |until: usize, ends: &[Mark]| {
            (far..until).rev().find(|k| ends.contains(&layout.marks[*k])).map_or(far, |k| k + 1)
        };
        // 全年预计新建学校5所，│已建成公园3个: what is expected ends with its clause, but for what is part of it.
        let start = clause(slot.start, &[Mark::Comma, Mark::Semicolon, Mark::Stop]);
        let among = config.grammar.among_words.at_start(&squeezed(&layout.chars[start..slot.start])).is_some();
        let from = if among { clause(start, &[Mark::Semicolon, Mark::Stop]) } else { start };
        let own = &found[at];
        if own.role != Role::Actual || !config.counting.foreseen.any(&layout.chars[from..slot.start]) {
            continue;
        }
        let part = |other: &Indicator| {
            matches!(other.basis, TimeBasis::Through(_))
                && other.role == Role::Actual
                && (other.section, other.period) == (own.section, own.period)
                && other.span.end + FAR >= own.span.start
        };
        if own.basis == TimeBasis::Year && found[at.saturating_sub(NEAR)..at].iter().any(part) {
            (found[at].role, found[at].why.role) = (Role::Target, RoleRule::Aim);
        }
    }
}
