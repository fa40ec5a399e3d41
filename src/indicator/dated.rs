//! What the years of a sentence's figures say of each other: what is of another year is no part, and what was before is earlier.

use super::layout::{Layout, year_in_brackets};
use super::why::{PeriodRule, RoleRule};
use super::{Indicator, Measure, Role};

/// 2016年办结63件，1998年12件: what is of another year is no part, unless one of the two is of several years.
pub(super) fn part_years(found: &mut [Indicator], base: usize) {
    for at in base..found.len() {
        let Some(total) = found[at].part_of.and_then(|total| found.get(total.index())) else { continue };
        let one = total.years == 1 && found[at].years == 1;
        if one && total.period.zip(found[at].period).is_some_and(|(total, own)| total != own) {
            found[at].part_of = None;
        }
    }
}

/// 2.34万人（2020年）: the year in brackets right behind a figure is its own, and that of how much it changed by then.
pub(super) fn date_by_brackets(layout: &Layout<'_>, found: &mut [Indicator]) {
    for at in 0..found.len().min(layout.slots.len()) {
        let Some((_, year)) = year_in_brackets(&layout.chars[layout.slots[at].end..]) else { continue };
        (found[at].period, found[at].why.period) = (Some(year), PeriodRule::Named);
        let changes = (at + 1..found.len()).take_while(|next| {
            let next = &found[*next];
            matches!(next.measure(), Measure::Growth | Measure::Delta) && next.label.starts_with(&found[at].label)
        });
        for change in changes.collect::<Vec<_>>() {
            (found[change].period, found[change].why.period) = (Some(year), PeriodRule::Named);
        }
    }
}

/// 由去年的58.3天缩短至49.7天, of a year that the report looks back at: what was before is of the year before that.
pub(super) fn earlier_than_next(found: &mut [Indicator]) {
    for at in 1..found.len() {
        let (before, next) = (&found[at - 1], &found[at]);
        let one = before.label == next.label && before.unit == next.unit && next.role != Role::Previous;
        let near = before.role == Role::Previous && before.why.period == PeriodRule::Near;
        if let Some(period) = next.period.filter(|next| one && near && before.period >= Some(*next)) {
            found[at - 1].period = Some(period - 1);
        }
    }
}

/// 满意率95.8%（2022年为95.1%）: what stands in brackets behind the same of a later year is what it was.
pub(super) fn mark_dated_brackets(layout: &Layout<'_>, found: &mut [Indicator]) {
    for at in (0..found.len()).filter(|&at| layout.slots[at].inside.is_some()) {
        let (told, own) = found.split_at_mut(at);
        let own = &mut own[0];
        let later = |other: &Indicator| {
            (other.kind, &other.unit, other.years) == (own.kind, &own.unit, own.years)
                && other.label == own.label
                && other.role == Role::Actual
                && other.period.zip(own.period).is_some_and(|(other, own)| own < other)
        };
        if own.role == Role::Actual && told.iter().any(later) {
            own.role = Role::Previous;
            own.part_of = None;
            own.why.role = RoleRule::Before;
        }
    }
}

/// 复议案件│63│78 below 2023年│2024年, in a report on 2024: what a row tells of the year before beside what it tells of its own is what that
/// was.
pub(super) fn mark_earlier_columns(found: &mut [Indicator], covers: Option<i32>) {
    let Some(year) = covers else { return };
    for at in 1..found.len() {
        let (before, own) = (&found[at - 1], &found[at]);
        let row = |one: &Indicator| one.table.map(|place| (place.table, place.row));
        let one = row(before) == row(own) && before.label == own.label && before.unit == own.unit;
        let measured = (before.kind, before.years, own.years) == (own.kind, 1, 1);
        let actual = before.role == Role::Actual && own.role == Role::Actual;
        if one && measured && actual && (before.period, own.period) == (Some(year - 1), Some(year)) {
            let before = &mut found[at - 1];
            (before.role, before.why.role) = (Role::Previous, RoleRule::Before);
        }
    }
}
