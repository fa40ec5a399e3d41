//! A change (变化): what a figure of a series became, told from the earlier period to the later one and in one unit, or why
//! that can't be told. This is the only place that makes one; whatever prints a change prints one of these.
//!
//! ```text
//! two figures ─► in the series' unit ─► earlier period first ─► why not?  ─► reasons
//!                                                            └► by how much ─► an amount, 百分点, places
//! ```

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::config::{Kind, Qualifier};
use crate::corpus::Body;
use crate::indicator::{Indicator, Measure};
use crate::pair::Pair;

use super::series::{Break, Observation, Series};

/// One end of a change.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// The figure in its series.
    pub observation: &'a Observation,
    /// The figure in its report.
    pub indicator: &'a Indicator,
    /// The calendar year that it is about.
    pub period: i32,
}

/// How a figure of a series changed from one period to a later one.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// The two figures, that of the earlier period first; of one period (a value that was revised) the one told first.
    pub ends: Pair<End<'a>>,
    /// By how much, or why that can't be told.
    pub told: Result<Difference, Vec<Reason>>,
    /// Whether a link between the two is unsure.
    pub unsure: bool,
}

/// By how much a figure changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// What the difference is in.
    pub measured: Measured,
    /// The later value less the earlier one, in the series' unit; between percents in 百分点, between ranks in places.
    pub delta: Decimal,
    /// The same in percent of the earlier value, to two digits; only of amounts, and where the earlier one is more than 0.
    pub percent: Option<Decimal>,
    /// Which way is better, where that is known.
    pub way: Way,
}

/// What a difference is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// In the series' unit.
    Amount,
    /// In 百分点: between two percents.
    Points,
    /// In places: between two ranks.
    Places,
}

/// Whether a change is for the better, where the sort of figure says so: of ranks, fewer is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A better place.
    Better,
    /// A worse one.
    Worse,
    /// Not known, or no change.
    None,
}

impl Way {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Way::Better => "better",
            Way::Worse => "worse",
            Way::None => "none",
        }
    }
}

/// Why no change can be told between two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// There is a break between the two.
    Broken(Break),
    /// One is told as about so much: 约, 近.
    Approximate,
    /// One is told as more or less than a bound: 超过, 以上, 以内.
    Threshold,
    /// One is told as a range.
    Range,
    /// They cover years of different number.
    Span,
    /// They are measured otherwise: a level and a growth.
    Measure,
}

impl Reason {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Reason::Broken(broken) => broken.name(),
            Reason::Approximate => "approximate",
            Reason::Threshold => "threshold",
            Reason::Range => "range",
            Reason::Span => "span",
            Reason::Measure => "measure",
        }
    }
}

/// How much a kind of thing varies from year to year by itself, as a share of it. Set by hand: most yearly changes that
/// nobody remarks on are below.
const ORDINARY: f64 = 0.15;

/// How many points of a share weigh as much as a doubling. Set by hand.
const DOUBLING: f64 = 40.0;

/// More than so many doublings are another thing or a misread scale: for the review, and not for a first view.
const BEYOND: f64 = 10.0;

impl Difference {
    /// How unusual the change is, for ranking only: its size beside what is ordinary. Of things counted one by one small
    /// numbers vary more (by the square root of their count), so that 1 to 3 weighs less than 100 to 300.
    pub fn weight(&self, change: &Change<'_>) -> i64 {
        let number = |end: &End<'_>| end.observation.value.to_f64().unwrap_or(0.0);
        let (from, to) = (number(&change.ends.before), number(&change.ends.after));
        let unusual = match self.measured {
            Measured::Places => 0.0,
            Measured::Points => (to - from).abs() / DOUBLING * std::f64::consts::LN_2 / ORDINARY,
            Measured::Amount => {
                let counted = change.ends.before.indicator.kind == Kind::Count;
                let by_chance = if counted { 1.0 / from.max(0.5) + 1.0 / to.max(0.5) } else { 0.0 };
                let times = (to.max(0.5) / from.max(0.5)).ln().abs();
                let known = from >= 0.0 && to >= 0.0 && (counted || from > 0.0 && to > 0.0);
                let told = known && times < BEYOND * std::f64::consts::LN_2;
                if told { times / (by_chance + ORDINARY * ORDINARY).sqrt() } else { 0.0 }
            }
        };
        (unusual * 1000.0) as i64
    }
}

/// The change between two figures of a series, in whichever order they are given; none where one of them is of no year.
pub fn change<'a>(
    body: &'a Body,
    series: &'a Series,
    one: &'a Observation,
    other: &'a Observation,
) -> Option<Change<'a>> {
    let end = |observation: &'a Observation| {
        let indicator = &body.entries[observation.report].indicators[observation.indicator];
        Some(End { observation, indicator, period: indicator.period? })
    };
    let (one, other) = (end(one)?, end(other)?);
    let key = |end: &End<'_>| (end.period, end.observation.report, end.observation.indicator);
    let ends = if key(&one) <= key(&other) { Pair::new(one, other) } else { Pair::new(other, one) };
    let reasons = reasons(series, &ends);
    let told = if reasons.is_empty() { difference(series, &ends).ok_or(Vec::new()) } else { Err(reasons) };
    Some(Change { unsure: unsure_between(series, &ends), ends, told })
}

impl Change<'_> {
    /// Why the two are not comparable; nothing where they are.
    pub fn reasons(&self) -> &[Reason] {
        self.told.as_ref().err().map_or(&[], Vec::as_slice)
    }
}

fn difference(series: &Series, ends: &Pair<End<'_>>) -> Option<Difference> {
    let (from, to) = (ends.before.observation.value, ends.after.observation.value);
    let delta = to.checked_sub(from)?.normalize();
    if series.kind == Kind::Rank {
        let way = match to.cmp(&from) {
            std::cmp::Ordering::Less => Way::Better,
            std::cmp::Ordering::Equal => Way::None,
            std::cmp::Ordering::Greater => Way::Worse,
        };
        return Some(Difference { measured: Measured::Places, delta, percent: None, way });
    }
    let in_percent = matches!(series.unit.as_deref(), Some("%" | "百分点")) || series.measure == Measure::Growth;
    let measured = if in_percent { Measured::Points } else { Measured::Amount };
    let percent = (series.measure == Measure::Level && !in_percent && from > Decimal::ZERO)
        .then(|| delta.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from))
        .flatten()
        .map(|share| share.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize());
    Some(Difference { measured, delta, percent, way: Way::None })
}

/// Why two figures of a series are not comparable: the breaks between them, and what they say of themselves.
fn reasons(series: &Series, ends: &Pair<End<'_>>) -> Vec<Reason> {
    let (before, after) = (ends.before.indicator, ends.after.indicator);
    // What counts from a start on and what does not come in turns: after two such breaks it is as before.
    let turns = between(series, ends).filter(|observation| observation.breaks.contains(&Break::Since)).count();
    let mut found: Vec<Reason> = between(series, ends)
        .flat_map(|observation| observation.breaks.iter().copied())
        // A break on the way does not matter where both ends are counted alike again.
        .filter(|reason| match reason {
            Break::TimeBasis => before.basis != after.basis,
            Break::Unit => before.unit != after.unit,
            Break::Scope => before.scope != after.scope,
            Break::Since => turns % 2 == 1,
            Break::Definition => before.label != after.label,
        })
        .map(Reason::Broken)
        .collect();
    let own = [before, after].into_iter().filter_map(|figure| match figure.qualifier {
        _ if figure.high.is_some() => Some(Reason::Range),
        Some(Qualifier::Range) => Some(Reason::Range),
        Some(Qualifier::About | Qualifier::Almost) => Some(Reason::Approximate),
        Some(Qualifier::MoreThan | Qualifier::AtLeast | Qualifier::AtMost) => Some(Reason::Threshold),
        _ => None,
    });
    found.extend(own);
    if before.years != after.years {
        found.push(Reason::Span);
    }
    if before.measure() != after.measure() || (before.kind == Kind::Rank) != (after.kind == Kind::Rank) {
        found.push(Reason::Measure);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The figures of a series after the one of a pair and up to the other, by their reports.
fn between<'s>(series: &'s Series, ends: &Pair<End<'_>>) -> impl Iterator<Item = &'s Observation> + use<'s> {
    let (a, b) = (ends.before.observation.report, ends.after.observation.report);
    let (low, high) = (a.min(b), a.max(b));
    series.observations.iter().filter(move |observation| low < observation.report && observation.report <= high)
}

fn unsure_between(series: &Series, ends: &Pair<End<'_>>) -> bool {
    between(series, ends).any(|observation| observation.link.as_ref().is_some_and(|link| link.unsure))
}
