//! Values that were gone beyond (台阶与门槛), and rows that go on as their first member began: what figures of one sentence
//! say of each other.

use crate::config::{Config, Kind, Qualifier};
use crate::quantity::Mention;

use super::layout::{Layout, Mark};
use super::reader::Draft;
use super::relation::{self, Relation};
use super::why::{LabelRule, PeriodRule, RoleRule};
use super::word::squeezed;
use super::{Indicator, IndicatorId, Measure, Role};

/// 实验室达到8个、试验站45家: what a row goes on with, without a verb of its own, is as its first member is: a state, though
/// the text around speaks of several years. 分别突破300亿元和3000亿元: both are beyond, and 年均 is of both.
pub(super) fn share_time(layout: &Layout<'_>, found: &mut [Indicator], config: &Config) {
    for at in 1..found.len().min(layout.slots.len()) {
        let before = squeezed(layout.before(at));
        let dealt = before.len() <= 1 && before.iter().all(|&c| config.grammar.joins.has(c));
        let row = layout.slots[at].opened_by == Mark::Item || dealt && layout.touches(at);
        let happened = config.grammar.flows.any(&before)
            || config.grammar.changes.any(&before)
            || config.grammar.verbs.at_start(&before).is_some();
        // 已落实项目32个、│资金5.6亿元: in a plan the row goes on with what is there.
        let there = found[at - 1].role == Role::Actual && found[at - 1].why.period == PeriodRule::Now;
        if row && !happened && there && found[at].why.role == RoleRule::Part {
            (found[at].role, found[at].period) = (Role::Actual, found[at - 1].period);
            (found[at].why.role, found[at].why.period) = (RoleRule::Reached, PeriodRule::Now);
        }
        let (first, own) = (&found[at - 1], &found[at]);
        let alike = first.role == own.role && first.kind == own.kind && first.measure() == own.measure();
        if !row || !alike || happened {
            continue;
        }
        let (period, years, qualifier) = (first.period, first.years, first.qualifier);
        let own = &mut found[at];
        if own.years > years && own.period == period {
            own.years = years;
        }
        // 由2020年的3.7万元和│1.7万元分别提高到
        if dealt && own.role == Role::Previous {
            (own.period, own.years) = (period, years);
        }
        if dealt && own.qualifier.is_none() {
            own.qualifier = qualifier.filter(|one| matches!(one, Qualifier::Average | Qualifier::MoreThan));
        }
    }
}

/// 分别控制在5.5%和│3%以内: the bound behind the last of a row that 分别 deals out is that of each.
pub(super) fn share_bound(layout: &Layout<'_>, found: &mut [Indicator], config: &Config) {
    let linked = |at: usize| {
        let before = squeezed(layout.before(at));
        let item = before.is_empty() && layout.slots[at].opened_by == Mark::Item;
        item || before.len() == 1 && config.grammar.joins.has(before[0])
    };
    let count = found.len().min(layout.slots.len());
    let firsts = (0..count).filter(|&at| config.grammar.distributes.any(&squeezed(layout.before(at))));
    for first in firsts.collect::<Vec<_>>() {
        let last = (first + 1..count).take_while(|&at| linked(at)).last().unwrap_or(first);
        let bound = found[last].qualifier.filter(|one| BOUNDS.contains(one));
        let unit = found[last].unit.clone();
        let row = &mut found[first..last];
        if row.iter().all(|one| one.qualifier.is_none() && one.unit == unit) {
            row.iter_mut().for_each(|one| one.qualifier = bound);
        }
    }
}

/// What stands behind a value and says on which side of it what is told may be.
const BOUNDS: [Qualifier; 3] = [Qualifier::AtLeast, Qualifier::AtMost, Qualifier::About];

/// 突破8000公里、达8184公里: figures that only say what the one right behind them went beyond, of the same thing.
pub(super) fn thresholds(layout: &Layout<'_>, figures: &[&Mention], drafts: &[Draft], config: &Config) -> Vec<usize> {
    (0..figures.len().saturating_sub(1))
        .filter(|&at| {
            let (first, second) = (figures[at], figures[at + 1]);
            let slot = layout.slots[at + 1];
            // 迈上6万亿元台阶, 突破4000亿元
            let step = config.grammar.steps.is(&squeezed(layout.behind(at)));
            let beyond = (step || first.qualifier == Some(Qualifier::MoreThan)) && second.qualifier.is_none();
            let same = second.unit.is_some()
                && first.form == second.form
                && first.unit.is_none_or(|unit| Some(unit) == second.unit);
            let near = second.value >= first.value && second.value <= first.value * rust_decimal::Decimal::TWO;
            let joined = matches!(slot.opened_by, Mark::Item | Mark::Comma) && slot.inside == layout.slots[at].inside;
            let reached = config.grammar.reached.is(&squeezed(layout.before(at + 1)));
            let behind = step || layout.behind(at).iter().all(|c| c.is_whitespace());
            let level = matches!(drafts[at].relation, Some(Relation::Level | Relation::To(_)));
            beyond && same && near && joined && reached && behind && level
        })
        .collect()
}

/// 完成投资103亿元，│首次突破百亿元大关: marks that only say what the figure right before them went beyond.
pub(super) fn marks_passed(layout: &Layout<'_>, figures: &[&Mention], drafts: &[Draft], config: &Config) -> Vec<usize> {
    let passed = |at: &usize| {
        let (value, mark) = (figures[*at - 1], figures[*at]);
        let slot = layout.slots[*at];
        let words = squeezed(layout.before(*at));
        let alone = relation::strip_tail(&words, &config.grammar).is_empty() && !words.is_empty();
        let near = mark.value <= value.value && value.value <= mark.value * rust_decimal::Decimal::TWO;
        let level = matches!(drafts[*at - 1].relation, Some(Relation::Level | Relation::To(_)));
        config.grammar.steps.is(&squeezed(layout.behind(*at)))
            && mark.unit.is_some()
            && (mark.unit, mark.form) == (value.unit, value.form)
            && (alone && near && level)
            && matches!(slot.opened_by, Mark::Item | Mark::Comma)
            && slot.inside == layout.slots[*at - 1].inside
    };
    (1..figures.len()).filter(passed).collect()
}

/// 增长7%、│力争达到8%: what is meant to come beyond an aim is a change of the same.
pub(super) fn aim_further(layout: &Layout<'_>, found: &mut [Indicator], config: &Config) {
    for at in 1..found.len().min(layout.slots.len()) {
        let before = squeezed(layout.before(at));
        let meant = config.grammar.intents.at_start(&before).map_or(0, |(len, ())| len);
        let only = meant > 0 && (meant == before.len() || config.grammar.reached.is(&before[meant..]));
        let (told, own) = found.split_at_mut(at);
        let (first, own) = (&told[at - 1], &mut own[0]);
        // 合格率提高7%，力争达到98% tells of the rate.
        let near = own.value <= first.value * rust_decimal::Decimal::from(3);
        let change = first.measure() == Measure::Growth && own.measure() == Measure::Share && own.unit == first.unit;
        if only && near && change && own.role == Role::Target {
            (own.label, own.topic) = (first.label.clone(), first.topic.clone());
            (own.kind, own.direction) = (first.kind, first.direction);
        }
    }
}

/// 产量跃上500亿斤│台阶: the value is one that was gone beyond, and the step no part of its name.
pub(super) fn name_steps(layout: &Layout<'_>, found: &mut [Indicator], config: &Config) {
    for (at, own) in found.iter_mut().enumerate().take(layout.slots.len()) {
        if !config.grammar.steps.is(&squeezed(layout.behind(at))) || own.measure() != Measure::Level {
            continue;
        }
        for name in [&mut own.label, &mut own.topic] {
            let chars: Vec<char> = name.chars().collect();
            if let Some((len, ())) = config.grammar.steps.at_end(&chars).filter(|(len, ())| *len < chars.len()) {
                *name = chars[..chars.len() - len].iter().collect();
            }
        }
        if own.unit.is_some() && !matches!(own.kind, Kind::Count) {
            own.qualifier = own.qualifier.or(Some(Qualifier::MoreThan));
            own.years = 1;
        }
    }
}

/// Takes out what was only gone beyond: thresholds before their values, and marks behind them.
pub(super) fn drop_passed(found: &mut Vec<Indicator>, base: usize, (thresholds, marks): (Vec<usize>, Vec<usize>)) {
    let free = |at: &usize| [*at, at - 1].iter().all(|at| thresholds.binary_search(at).is_err());
    let marks: Vec<(usize, bool)> = marks.into_iter().filter(free).map(|at| (at, true)).collect();
    let mut all: Vec<(usize, bool)> = thresholds.into_iter().map(|at| (at, false)).chain(marks).collect();
    all.sort_unstable();
    for (at, mark) in all.into_iter().rev() {
        if mark { drop_mark(found, base + at) } else { drop_threshold(found, base + at) }
    }
}

/// Takes a threshold out of the figures: what was part of it is part of the value behind it.
fn drop_threshold(found: &mut Vec<Indicator>, at: usize) {
    let threshold = found.remove(at);
    if let Some(value) = found.get_mut(at) {
        value.threshold = Some(threshold.value);
        (value.label, value.topic) = (threshold.label, threshold.topic);
        value.why.label = LabelRule::Beyond;
        value.part_of = value.part_of.filter(|total| total.index() != at).or(threshold.part_of);
    }
    close_up(found, at);
}

/// Takes a mark out that the figure right before it passed.
fn drop_mark(found: &mut Vec<Indicator>, at: usize) {
    let mark = found.remove(at);
    let value = at.checked_sub(1).and_then(|last| found.get_mut(last));
    if let Some(value) = value {
        value.threshold = value.threshold.or(Some(mark.value));
    }
    close_up(found, at);
}

/// The numbers of the figures behind one that was taken out.
fn close_up(found: &mut [Indicator], at: usize) {
    for indicator in &mut found[at..] {
        indicator.id.0 -= 1;
        indicator.part_of =
            indicator.part_of.map(|total| if total.index() > at { IndicatorId(total.0 - 1) } else { total });
    }
}
