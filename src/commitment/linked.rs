//! What became of a target by way of the plan's own report, which tells of the thing in the plan's words: the series carry that figure on,
//! whatever the later report calls it; and where a growth was promised and none is told, both ends of it tell.

use rust_decimal::Decimal;

use super::clauses::only_letters;
use super::contrast::thing_of;
use super::fit::{Figure, Side, clause_of, counts, is_wider};
use super::judge::is_near;
use super::links::Links;
use super::promises::{Promise, named_years};
use super::question::Question;
use super::reached::figure;
use super::subject::Thing;
use super::told::NAMED;
use super::{ABOUT_PERCENT, Bound, Outcome};
use crate::config::{Config, Direction, Kind};
use crate::corpus::Entry;
use crate::indicator::{Indicator, Measure, TimeBasis};
use crate::text::Span;
use crate::timeline::facts::{changes_of, previous_of};
use crate::timeline::kinds::same;
use crate::timeline::printed::{Stretch, is_in_points, slack};

/// The later report, and what leads there: its place and that of the plan's own, and the series.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    pub(super) links: &'a Links,
    pub(super) report: usize,
    pub(super) later: usize,
}

/// The figure that the series carry on from the one of the plan's own report that is of a target's thing, where it counts alike.
pub(super) fn linked(question: Question, thing: &Thing, way: Way) -> Option<usize> {
    let at = way.links.next(way.report, in_own_report(question, thing)?, way.later)?;
    let figure = figure_at(&question.told.figures, at)?;
    let (wanted, told) = (thing.wanted.side.fields, &figure.fields);
    let one = &question.then.indicators[at];
    let of_its_year = one.period.is_none() || one.period == question.promise.period;
    let alike = wanted.block == told.block && wanted.unit == told.unit && wanted.years == told.years;
    let (side, config) = (Side::new(question.then, figure), question.config);
    (alike && of_its_year && !is_wider(&thing.wanted, side, config) && counts(&thing.wanted, side, config))
        .then_some(at)
}

/// The figure of the plan's own report that could be held against its target: of the year before, of the same thing in the same words, or
/// the one that the target is said to grow from.
fn in_own_report(question: Question, thing: &Thing) -> Option<usize> {
    let promise = Promise { period: None, years: 1, of_term: false, ..question.promise.clone() };
    let before = Question { promise: &promise, then: question.entry, told: question.own, ..question };
    let own = thing.wanted.side.fields;
    // What is planned is near what was.
    let near =
        |at: usize| own.block.measure != Measure::Level || is_near(own.value, question.entry.indicators[at].value);
    let same = figure(before, thing).same.filter(|(at, bits)| *bits >= ITS_OWN && near(*at)).map(|(at, _)| at);
    same.or_else(|| grown_from(question, thing))
}

/// How many bits speak at least for a figure of the plan's own report that is of its target's thing. Set by hand.
const ITS_OWN: f64 = 2.5;

/// 完成投资100亿元，增长7%: the one figure of what was reached that the growth told with a target leads back to, of a name that ends alike.
fn grown_from(question: Question, thing: &Thing) -> Option<usize> {
    let Question { entry, own, promise, .. } = question;
    let (at, goal) = (promise.target?.indicator, question.goal()?);
    let mut change = changes_of(&entry.indicators, at).into_iter().map(|at| &entry.indicators[at]);
    let change = change.find(|one| one.kind == Kind::Growth && one.direction == Some(Direction::Up))?;
    let text = &entry.report.text;
    let rate = Stretch::around(change.value, slack(text, change));
    let level = Stretch::around(goal.value, slack(text, goal));
    let base = |level: Decimal, rate: Decimal| level.checked_div(Decimal::ONE + rate / Decimal::ONE_HUNDRED);
    let base = Stretch { low: base(level.low, rate.high)?, high: base(level.high, rate.low)? };
    let name = &thing.wanted.side.label;
    let mut found = own.figures.iter().filter(|figure| {
        let alike = figure.fields.block == thing.wanted.side.fields.block && figure.fields.years == 1;
        alike && base.holds(figure.fields.value) && ends_alike(name, &figure.label)
    });
    let only = found.next()?;
    let value = only.fields.value;
    found.all(|other| other.fields.value == value).then_some(only.at)
}

/// Whether two names end in the same word.
fn ends_alike(own: &[char], other: &[char]) -> bool {
    own.len() >= 2 && other.ends_with(&own[own.len() - 2..])
}

fn figure_at(figures: &[Figure], at: usize) -> Option<&Figure> {
    figures.get(figures.partition_point(|figure| figure.at < at)).filter(|figure| figure.at == at)
}

/// What became of a growth, a change or a multiple that was promised, by what its thing was in the plan's own report and what it came to,
/// with the place that tells so. Where several figures of that name tell otherwise, none does.
pub(super) fn by_both_ends(question: Question, way: Way) -> Option<(Outcome, Span)> {
    let Question { entry, own, then, told, config, .. } = question;
    let (goal, target) = (question.goal()?, question.promise.target?);
    let wanted = Wanted::new(question)?;
    let label = goal.folded_label();
    let name = name_of(&label, config);
    // 生产总值增长6%: at constant prices, which two amounts in the money of their years do not tell.
    let real = goal.measure() == Measure::Growth && config.ties.real.any(&label);
    if name.len() < NAMED || real || target.ceiling || question.promise.years > 1 {
        return None;
    }
    let covers = entry.report.metadata.covers;
    let may_be = |one: &Indicator, figure: &Figure, year: Option<i32>| {
        one.measure() == wanted.of
            && (wanted.in_percent || is_in_points(goal, one))
            && one.qualifier.is_none()
            && one.years == 1
            && one.basis == TimeBasis::Year
            && !figure.fields.cumulative
            && !figure.fields.averaged
            && (one.period.is_none() || one.period == year)
            && same(&name, &name_of(&figure.label, config), config)
    };
    let before = own.figures.iter().filter(|figure| may_be(&entry.indicators[figure.at], figure, covers));
    let mut found = None;
    for figure in before.take(FEW) {
        let one = &entry.indicators[figure.at];
        let linked = way.links.next(way.report, figure.at, way.later);
        let linked = linked.filter(|at| then.indicators[*at].unit == one.unit);
        let told_alike = || {
            let alike = |other: &&Figure| {
                let later = &then.indicators[other.at];
                may_be(later, other, question.promise.period)
                    && later.unit == one.unit
                    && other.fields.scope == figure.fields.scope
            };
            let mut alike = told.figures.iter().filter(alike);
            alike.next().filter(|_| alike.next().is_none()).map(|figure| figure.at)
        };
        let became = |at: usize| Some((wanted.became(question, one, at)?, at));
        let Some((outcome, at)) = linked.or_else(told_alike).and_then(became) else { continue };
        if found.is_some_and(|(known, _)| known != outcome) {
            return None;
        }
        found = found.or(Some((outcome, wanted.place(then, at))));
    }
    found
}

/// How many figures of one name are looked at.
const FEW: usize = 4;

/// A name without what is done to it, how it is to change and how many it counts.
pub(super) fn name_of(label: &[char], config: &Config) -> Vec<char> {
    let mut name = only_letters(&thing_of(label, config));
    for words in [None, Some(&config.promises.how_many)] {
        let len = match words {
            None => config.grammar.changes.at_end(&name).map(|(len, _)| len),
            Some(words) => words.at_end(&name).map(|(len, ())| len),
        };
        if let Some(len) = len.filter(|len| name.len() >= len + NAMED) {
            name.truncate(name.len() - len);
        }
    }
    name
}

/// By how much something is to change.
struct Wanted {
    /// In percent, or in the unit of what changes; less than 0 for a fall.
    by: Decimal,
    /// Whether that is in percent of what it was.
    in_percent: bool,
    /// What is to change.
    of: Measure,
}

impl Wanted {
    fn new(question: Question) -> Option<Self> {
        let goal = question.goal()?;
        let falls = goal.direction == Some(Direction::Down);
        let signed = |value: Decimal| if falls { -value } else { value };
        // 比2020年下降10%: not of the year before.
        let text = &question.entry.report.text;
        let clause = clause_of(question.entry, goal);
        let before = text.folded(Span::new(clause.start.min(goal.span.start), goal.span.start));
        let covers = question.entry.report.metadata.covers;
        let other = named_years(before).any(|year| Some(year) != covers && Some(year) != question.promise.period);
        let rises = goal.direction.is_some();
        let level = |by: Decimal| Wanted { by, in_percent: true, of: Measure::Level };
        match goal.kind {
            _ if other => None,
            Kind::Growth if rises => Some(level(signed(goal.value))),
            // 提高2个百分点
            Kind::Delta if rises => Some(Wanted { by: signed(goal.value), in_percent: false, of: Measure::Share }),
            Kind::Ratio if goal.unit.as_deref() == Some(question.config.words.fold_unit.as_str()) => {
                let times = 1_i64 << u8::try_from(goal.value).ok().filter(|folds| *folds <= MOST_FOLDS)?;
                Some(level(Decimal::from(times - 1) * Decimal::ONE_HUNDRED))
            }
            // 下降一半
            Kind::Ratio if goal.unit.is_none() && goal.value < Decimal::ONE && rises => {
                Some(level(signed(goal.value * Decimal::ONE_HUNDRED)))
            }
            _ => None,
        }
    }

    /// The change that a later report tells with what it came to.
    fn told<'a>(&self, then: &'a Entry, at: usize) -> Option<&'a Indicator> {
        let kind = if self.in_percent { Kind::Growth } else { Kind::Delta };
        changes_of(&then.indicators, at).into_iter().map(|at| &then.indicators[at]).find(|one| one.kind == kind)
    }

    /// Where that is told.
    fn place(&self, then: &Entry, at: usize) -> Span {
        let level = clause_of(then, &then.indicators[at]);
        self.told(then, at).map_or(level, |change| level.join(clause_of(then, change)))
    }

    /// What became of it, by what it was and the figure of the later report that tells what it came to.
    fn became(&self, question: Question, was: &Indicator, at: usize) -> Option<Outcome> {
        let (then, text) = (question.then, &question.then.report.text);
        let now = &then.indicators[at];
        let told = self.told(then, at);
        let changed = match told {
            Some(one) => {
                let value = if one.direction == Some(Direction::Down) { -one.value.abs() } else { one.value };
                one.qualifier.is_none().then(|| Stretch::around(value, slack(text, one)))?
            }
            None => {
                let own = &question.entry.report.text;
                let was = match previous_of(&then.indicators, at) {
                    Some(previous) => around(text, &then.indicators[previous]),
                    None => around(own, was),
                };
                self.change(was, around(text, now))?
            }
        };
        let about = question.promise.target.is_some_and(|target| target.bound == Bound::About);
        let part = if about { Decimal::new(ABOUT_PERCENT, 2) } else { Decimal::ZERO };
        let room = self.by.checked_mul(part)?.abs();
        let (by, changed) = match self.by.is_sign_negative() {
            true => (-self.by, Stretch { low: -changed.high, high: -changed.low }),
            false => (self.by, changed),
        };
        match () {
            () if changed.low.checked_add(room)? >= by => Some(Outcome::Met),
            () if changed.high.checked_add(room)? < by => Some(Outcome::Missed),
            // Rounded alike, it is what was promised.
            () => told.map(|_| Outcome::Met),
        }
    }

    /// By how much something changed.
    fn change(&self, was: Stretch, now: Stretch) -> Option<Stretch> {
        if !self.in_percent {
            return Some(Stretch { low: now.low.checked_sub(was.high)?, high: now.high.checked_sub(was.low)? });
        }
        let rate = |now: Decimal, was: Decimal| {
            let times = now.checked_div(was).filter(|_| was.is_sign_positive())?;
            times.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)
        };
        Some(Stretch { low: rate(now.low, was.high)?, high: rate(now.high, was.low)? })
    }
}

/// Where the true value of a figure may be.
fn around(text: &crate::text::Text, one: &Indicator) -> Stretch {
    Stretch::around(one.value, slack(text, one))
}

/// How many times something is to double at most: more is no number of a report.
const MOST_FOLDS: u8 = 8;
