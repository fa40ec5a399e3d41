//! Series (序列): one indicator over the years, with what links each figure to the one before and where the chain breaks.

mod breaks;
mod naming;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use rust_decimal::Decimal;

use crate::config::{Config, Direction, Kind, Qualifier};
use crate::corpus::Body;
use crate::indicator::{Indicator, Measure, Role};
use crate::review::{Decided, DecisionId, Figure};

use super::evidence::{Evidence, Extra, Field, Fields};
use super::facts::{Fact, previous_of};
use super::kinds::{Kinds, kinds};
use super::linking::{Labels, alike_evidence, pair_evidence};
use super::places::may_be_called_one;
pub use breaks::Break;
use breaks::breaks;
pub(crate) use naming::most;

/// One indicator over the years.
#[derive(Debug, Clone)]
pub struct Series {
    /// Stable as long as the label that most reports use, measure, role, unit and scope are.
    pub id: String,
    /// What people call it: the noun that its figures have in common.
    pub name: String,
    /// The label that most reports use.
    pub label: String,
    /// Whether its name tells a fall: all figures that are called as most of them are fell, and the name still says so.
    pub tells_fall: bool,
    /// Level, growth, share or change.
    pub measure: Measure,
    /// Actual or target.
    pub role: Role,
    /// The unit of the latest figure.
    pub unit: Option<String>,
    /// The sort of figure.
    pub kind: Kind,
    /// How many years each figure covers; 1 where some levels are told of several years and stand at their end.
    pub years: u8,
    /// Whose figures they are, where the labels say so.
    pub scope: Option<String>,
    /// Its figures by report and place; a figure told twice is there twice.
    pub observations: Vec<Observation>,
}

/// A figure in a series.
#[derive(Debug, Clone)]
pub struct Observation {
    /// The report, by its place among the body's.
    pub report: usize,
    /// The indicator, by its place in the report.
    pub indicator: usize,
    /// Its value in the unit of the series, with its sign: a fall of 3.1 % is −3.1.
    pub value: Decimal,
    /// Told before in the same report, or what another figure was before: not the figure that stands for its report.
    pub aside: Option<Aside>,
    /// What links it to the series' figure in an earlier report.
    pub link: Option<Link>,
    /// Why it is not comparable with the figure before it.
    pub breaks: BTreeSet<Break>,
}

/// Why a figure stands beside the one that counts for its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// The same figure, told again.
    Again,
    /// What the figure was before (上年为…).
    Previous,
}

/// What links a figure to the one before it in its series.
#[derive(Debug, Clone)]
pub struct Link {
    /// The observation that it is linked to, by its place in the series.
    pub to: usize,
    /// What speaks for it.
    pub evidence: Evidence,
    /// The next best figure: of this report for the earlier figure, or of the earlier report for this one.
    pub runner_up: Option<RunnerUp>,
    /// What the link mainly rests on.
    pub basis: Basis,
    /// The decision that the two are one.
    pub decision: Option<DecisionId>,
    /// Whether somebody should look at it, and nobody has: little speaks for it, or nearly as much for another figure.
    pub unsure: bool,
}

/// A figure that might have been linked instead.
#[derive(Debug, Clone)]
pub struct RunnerUp {
    /// The report, by its place among the body's.
    pub report: usize,
    /// The indicator, by its place in the report.
    pub indicator: usize,
    /// What speaks for it.
    pub evidence: Evidence,
}

impl Link {
    /// The evidence beyond that of the runner-up, in bits.
    pub fn margin(&self) -> Option<f64> {
        self.runner_up.as_ref().map(|other| self.evidence.bits() - other.evidence.bits())
    }

    /// Whether little speaks for it, or nearly as much for another figure, or the two figures may be of two kinds, and nobody has decided.
    fn is_unsure(&self, [a, b]: [&Fields; 2], config: &Config) -> bool {
        let least = config.linking.least.unsure;
        let close = self.margin().is_some_and(|margin| margin < least);
        let apart = || is_of_another_kind(a, b, &self.evidence, config);
        self.decision.is_none()
            && (close || self.evidence.bits() < least || apart() || is_by_place_alone(a, b, &self.evidence, config))
    }
}

/// Whether two figures are one by where they stand alone: their names have next to nothing in common.
fn is_by_place_alone(a: &Fields, b: &Fields, evidence: &Evidence, config: &Config) -> bool {
    let speaks = |wanted: Field| evidence.weights.iter().any(|(field, weight)| *field == wanted && *weight > 0.0);
    speaks(Field::Place) && !speaks(Field::Restated) && !may_be_called_one(a, b, config)
}

/// Whether the names of two figures say that they are of two kinds of a thing, or one of a kind of it that the other's sentence does not
/// tell of, and neither their values nor what is told again speaks for one.
fn is_of_another_kind(a: &Fields, b: &Fields, evidence: &Evidence, config: &Config) -> bool {
    let speaks = |(field, weight): &(Field, f64)| matches!(field, Field::Restated | Field::Magnitude) && *weight > 0.0;
    let apart = match kinds(&a.named, &b.named, config) {
        Some(Kinds::Two) => true,
        Some(Kinds::OneOf) => {
            let (more, less) = if a.named.len() > b.named.len() { (a, b) } else { (b, a) };
            let (low, high) = (a.value.min(b.value), a.value.max(b.value));
            let grown = matches!(a.block.measure, Measure::Growth | Measure::Delta);
            let near = !grown && high / Decimal::from(3) < low / Decimal::TWO;
            !near && more.label.covered_by(&less.label, &less.around) < config.linking.bounds.told
        }
        None => false,
    };
    // 低保最低标准, 低保标准: what is least may well be near what all have.
    let is_one = |word: &[char]| config.counting.extremes.at_start(word).is_some();
    let extreme = |one: &Fields| (0..one.named.len()).filter(|at| is_one(&one.named[*at..])).count();
    a.value != b.value && (extreme(a) != extreme(b) || apart && !evidence.weights.iter().any(speaks))
}

/// What a link mainly rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The labels are the same.
    Exact,
    /// They are the same but for names of the same thing.
    Lexicon,
    /// They are alike.
    Similar,
    /// The later report tells the earlier value again.
    Restated,
    /// A reviewer said so.
    Reviewer,
}

impl Basis {
    /// All of them, in the order above.
    pub const ALL: [Basis; 5] = [Basis::Exact, Basis::Lexicon, Basis::Similar, Basis::Restated, Basis::Reviewer];

    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Basis::Exact => "exact",
            Basis::Lexicon => "lexicon",
            Basis::Similar => "similar",
            Basis::Restated => "restated",
            Basis::Reviewer => "reviewer",
        }
    }
}

/// Which of the values that reports tell of one period is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Vintage {
    /// The one that was told first.
    First,
    /// The one that was told last.
    #[default]
    Latest,
    /// All of them.
    All,
}

/// Makes series of linked facts.
pub(super) fn series(
    body: &Body,
    facts: &[Fact],
    linked: &[Vec<usize>],
    decided: &Decided<Figure>,
    config: &Config,
    extra: &Extra<'_>,
) -> Vec<Series> {
    let by_report = by_report(body, facts);
    let mut all: Vec<Series> =
        linked.par_iter().map(|members| one(body, facts, members, decided, config, extra, &by_report)).collect();
    all.sort_by_key(|series| series.observations.first().map(|first| (first.report, first.indicator)));
    number_twins(all.iter_mut().map(|series| &mut series.id));
    all
}

/// Gives what has the same id as one before it a number.
pub(crate) fn number_twins<'a>(ids: impl Iterator<Item = &'a mut String>) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for id in ids {
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            *id = format!("{id}-{count}");
        }
    }
}

/// The facts of each report: those of a report stand one after the other.
fn by_report(body: &Body, facts: &[Fact]) -> Vec<Labels> {
    let of = |report: usize| {
        let place = |report: usize| facts.partition_point(|fact| fact.report < report);
        Labels::new(facts, place(report)..place(report + 1))
    };
    (0..body.entries.len()).map(of).collect()
}

fn one(
    body: &Body,
    facts: &[Fact],
    members: &[usize],
    decided: &Decided<Figure>,
    config: &Config,
    extra: &Extra<'_>,
    by_report: &[Labels],
) -> Series {
    let indicator = |fact: usize| &body.entries[facts[fact].report].indicators[facts[fact].indicators[0]];
    let unit = members.iter().rev().find_map(|&fact| indicator(fact).unit.clone());
    let value = |report: usize, place: usize| value(&body.entries[report].indicators[place], unit.as_deref(), config);
    let mut observations: Vec<Observation> = Vec::new();
    let mut main = Vec::new();
    for (at, &fact) in members.iter().enumerate() {
        let link = at.checked_sub(1).map(|before| {
            let earlier = members[before];
            let evidence = pair_evidence(facts, (earlier, fact), config, extra).unwrap_or_default();
            let runner_up = runner_up(facts, [earlier, fact], by_report, config, extra);
            let decision = decision(&facts[earlier], &facts[fact], decided);
            let by_words =
                || basis(indicator(earlier), indicator(fact), &facts[earlier].fields, &facts[fact].fields, &evidence);
            let basis = if decision.is_some() { Basis::Reviewer } else { by_words() };
            let link = Link { to: main[before], evidence, runner_up, basis, decision, unsure: false };
            Link { unsure: link.is_unsure([earlier, fact].map(|at| &facts[at].fields), config), ..link }
        });
        let breaks = at
            .checked_sub(1)
            .map(|before| breaks(&facts[members[before]].fields, &facts[fact].fields, config))
            .unwrap_or_default();
        main.push(observations.len());
        let report = facts[fact].report;
        for (told, &place) in facts[fact].indicators.iter().enumerate() {
            let aside = (told > 0).then_some(Aside::Again);
            let (link, breaks) = if told == 0 { (link.clone(), breaks.clone()) } else { (None, BTreeSet::new()) };
            let own = value(report, place);
            observations.push(Observation { report, indicator: place, value: own, aside, link, breaks });
            if let Some(previous) = previous_of(&body.entries[report].indicators, place) {
                observations.push(Observation {
                    report,
                    indicator: previous,
                    value: value(report, previous),
                    aside: Some(Aside::Previous),
                    link: None,
                    breaks: BTreeSet::new(),
                });
            }
        }
    }
    let last = members.last().map(|&fact| indicator(fact));
    let name = naming::named(members.iter().map(|&fact| indicator(fact)), config);
    let label = most(members.iter().map(|&fact| indicator(fact).label.clone()));
    let told = observations.iter().map(|one| &body.entries[one.report].indicators[one.indicator]);
    let tells_fall = naming::tells_fall(&name, &label, told, config);
    let (measure, role, kind) =
        last.map_or((Measure::Level, Role::Actual, Kind::Count), |last| (last.measure(), last.role, last.kind));
    let years = members.iter().map(|&fact| indicator(fact).years).min().unwrap_or(1);
    let scope = members.iter().find_map(|&fact| indicator(fact).scope.clone());
    let id = id('s', &label, measure, role, unit.as_deref(), scope.as_deref(), years);
    Series { id, name, label, tells_fall, measure, role, unit, kind, years, scope, observations }
}

/// The figure that might have been linked instead of one of two: of the later one's report with the earlier one, or of the
/// earlier one's report with the later one.
fn runner_up(
    facts: &[Fact],
    [earlier, later]: [usize; 2],
    by_report: &[Labels],
    config: &Config,
    extra: &Extra<'_>,
) -> Option<RunnerUp> {
    let rivals = |of: usize, with: usize| {
        let others = by_report[facts[of].report].may_link(facts, &facts[with], of, config).into_iter();
        others.filter(move |(other, _)| *other != of).filter_map(move |(other, likeness)| {
            let pair = if of == later { (with, other) } else { (other, with) };
            let evidence = alike_evidence(facts, pair, likeness, config, extra)?;
            Some(RunnerUp { report: facts[other].report, indicator: facts[other].indicators[0], evidence })
        })
    };
    let best = |a: &RunnerUp, b: &RunnerUp| {
        let place = |one: &RunnerUp| std::cmp::Reverse((one.report, one.indicator));
        a.evidence.bits().total_cmp(&b.evidence.bits()).then_with(|| place(a).cmp(&place(b)))
    };
    rivals(later, earlier).chain(rivals(earlier, later)).max_by(best)
}

/// A figure's value with its sign: a fall by 3.1 % is −3.1. A level that fell is still what it is.
pub fn signed(indicator: &Indicator) -> Decimal {
    if fell(indicator) { -indicator.value } else { indicator.value }
}

/// Whether a figure is by how much something fell.
fn fell(indicator: &Indicator) -> bool {
    matches!(indicator.kind, Kind::Growth | Kind::Delta) && indicator.direction == Some(Direction::Down)
}

/// The upper end of a range, of which the lower one is told as this value: turned where that is. A fall of 2 % to 3 % is −2
/// and −3. Of nothing to 3 % it is, too: the zero has the sign.
pub fn signed_high(value: Decimal, indicator: &Indicator) -> Option<Decimal> {
    let turned = value.is_sign_negative() != indicator.value.is_sign_negative();
    indicator.high.map(|high| if turned { -high } else { high })
}

/// A figure's signed value in another unit, where the two have a fixed ratio.
fn value(indicator: &Indicator, unit: Option<&str>, config: &Config) -> Decimal {
    let own = signed(indicator);
    let units = indicator.unit.as_deref().zip(unit);
    units.and_then(|(from, to)| config.units.converted(own, from, to)).unwrap_or(own)
}

/// The decision by which two facts are one.
fn decision(a: &Fact, b: &Fact, decided: &Decided<Figure>) -> Option<DecisionId> {
    if decided.groups.is_empty() {
        return None;
    }
    let of = |fact: &Fact| fact.indicators.iter().map(|&at| (fact.report, at)).collect::<Vec<_>>();
    let theirs = of(b);
    of(a).into_iter().find_map(|x| theirs.iter().find_map(|&y| decided.one(x, y)))
}

/// Ten characters from the name and what it is, by FNV-1a: stable, short, and the same on every machine.
pub(crate) fn id(
    letter: char,
    name: &str,
    measure: Measure,
    role: Role,
    unit: Option<&str>,
    scope: Option<&str>,
    years: u8,
) -> String {
    let words = format!(
        "{name}|{}|{}|{}|{}|{years}",
        measure.name(),
        role.name(),
        unit.unwrap_or_default(),
        scope.unwrap_or_default()
    );
    let hash = words
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{letter}{:09x}", hash & 0xf_ffff_ffff)
}

fn basis(earlier: &Indicator, later: &Indicator, a: &Fields, b: &Fields, evidence: &Evidence) -> Basis {
    if earlier.label == later.label {
        Basis::Exact
    } else if a.label == b.label {
        Basis::Lexicon
    } else if evidence.weights.iter().any(|(field, _)| *field == Field::Restated) {
        Basis::Restated
    } else {
        Basis::Similar
    }
}

/// The letter of SDMX's CL_OBS_STATUS for an observation: A normal, B break, D definition differs, E estimated, F forecast.
pub fn status(indicator: &Indicator, observation: &Observation) -> char {
    if indicator.role == Role::Target {
        'F'
    } else if observation.breaks.contains(&Break::Definition) {
        'D'
    } else if !observation.breaks.is_empty() {
        'B'
    } else if matches!(indicator.qualifier, Some(Qualifier::About | Qualifier::Almost)) {
        'E'
    } else {
        'A'
    }
}
