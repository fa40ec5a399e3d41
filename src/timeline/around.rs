//! Figures to series in two rounds: what a first one links speaks for what stands beside it in the second.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use crate::config::{Config, Linking};
use crate::indicator::Measure;

use super::bridges::Bridges;
use super::evidence::Field;
use super::facts::Fact;
use super::linking::{Rules, candidates, link};
use super::places::other_act;
use super::restated::restated;
use super::sole::Soles;

/// Facts in series, with the evidence that two facts alone don't show.
#[derive(Debug)]
pub struct Linked<'a> {
    /// The series as lists of facts, each sorted by report; every fact is in exactly one.
    pub series: Vec<Vec<usize>>,
    facts: &'a [Fact],
    years: &'a [i32],
    config: &'a Config,
    beside: Neighbours,
    soles: Soles,
    bridges: Bridges,
}

/// Links facts into series, whatever `rules` says first; `years` are those of the reports.
pub fn linked<'a>(facts: &'a [Fact], years: &'a [i32], rules: &Rules, config: &'a Config) -> Linked<'a> {
    let candidates = candidates(facts, config);
    let soles = Soles::new(facts);
    let alone = |a: usize, b: usize| by_themselves(facts, years, &soles, config, a, b);
    let first = link(facts, &candidates, rules, config, &alone);
    let (beside, bridges) = (Neighbours::new(facts, &first), Bridges::default());
    let mut found = Linked { series: first, facts, years, config, beside, soles, bridges };
    let mut pairs = candidates;
    // What stands in one place shows beside what was linked before, and once more beside that.
    let rounds = if facts.len() > MANY { 1 } else { ROUNDS };
    for round in 0..rounds {
        if !found.bridges.add(facts, years, &found.series, config) && round > 0 {
            break;
        }
        pairs = found.bridges.with(facts, &pairs, config);
        found.series = link(facts, &pairs, rules, config, &|a, b| found.extra(a, b));
    }
    found
}

/// So often figures are linked by what others are linked.
const ROUNDS: usize = 3;

/// More figures than a body's reports of twenty years tell: they are linked once more only.
const MANY: usize = 8000;

impl Linked<'_> {
    /// What speaks for two facts beside what they say themselves.
    pub fn extra(&self, a: usize, b: usize) -> Vec<(Field, f64)> {
        let mut found = by_themselves(self.facts, self.years, &self.soles, self.config, a, b);
        let beside = self.beside.shared(a, b);
        if beside > 0 {
            let other = &self.config.linking.other;
            let weight = if self.years.len() == 2 { other.neighbour_alone } else { other.neighbour };
            found.push((Field::Neighbours, weight * beside as f64));
        }
        if self.beside.of_others(self.facts, a, b) {
            found.push((Field::Of, self.config.linking.other.of_others));
        }
        match self.bridges.between(a, b) {
            Some((Field::Restated, weight)) => match found.iter_mut().find(|(field, _)| *field == Field::Restated) {
                Some(told) => told.1 = told.1.max(weight),
                None => found.push((Field::Restated, weight)),
            },
            Some(bridge) => found.push(bridge),
            None => {}
        }
        found
    }
}

/// What speaks for two facts beside their own fields before any is linked: what is told again, a word of their own, and units that tell
/// figures of one thing apart.
fn by_themselves(
    facts: &[Fact],
    years: &[i32],
    soles: &Soles,
    config: &Config,
    a: usize,
    b: usize,
) -> Vec<(Field, f64)> {
    let known = &config.linking;
    let mut found = restated(facts, years, known, a, b);
    found.extend(sole(facts, years, soles, known, a, b));
    let (x, y) = (&facts[a], &facts[b]);
    if x.turn != y.turn {
        found.push((Field::Turn, known.other.turn));
    }
    let told = x.fields.block.measure == Measure::Level && !x.fields.block.target;
    if told && x.in_turn != y.in_turn {
        found.push((Field::Turn, known.other.in_turn));
    }
    if (x.in_several || y.in_several)
        && let (Some(one), Some(other)) = (&x.fields.unit, &y.fields.unit)
        && one != other
        && !config.counting.stand_for(one, other)
        && config.units.converted(Decimal::ONE, one, other).is_none()
    {
        found.push((Field::Unit, known.unit.other_thing));
    }
    found
}

/// What a word speaks for that two results alone have in their reports, of one year and the next, where neither is twice the
/// other. Aims and changes are told in frames that anything may stand in (中央财政安排……, ……贡献率).
fn sole(facts: &[Fact], years: &[i32], soles: &Soles, known: &Linking, a: usize, b: usize) -> Option<(Field, f64)> {
    let (x, y) = (&facts[a], &facts[b]);
    let next = years[x.report].abs_diff(years[y.report]) == 1;
    let (one, other) = (x.fields.value.abs(), y.fields.value.abs());
    let (low, high) = (one.min(other), one.max(other));
    let placed = matches!(x.fields.block.dimension.as_str(), "rank" | "ratio");
    let result = x.fields.block.measure == Measure::Level && !x.fields.block.target && !placed;
    let span = x.fields.years == y.fields.years;
    if !next || !result || !span || high / Decimal::TWO > low || other_act(&x.fields, &y.fields) {
        return None;
    }
    let shared = soles.shared(a, b);
    (shared > 0.0).then_some((Field::Sole, known.other.sole * shared))
}

/// The facts before and after each in its report, and the series that a first round put them in.
#[derive(Debug)]
struct Neighbours {
    around: Vec<[Option<usize>; 2]>,
    series: Vec<usize>,
    /// Which series have a figure in which reports.
    told: FxHashSet<(usize, usize)>,
}

impl Neighbours {
    fn new(facts: &[Fact], linked: &[Vec<usize>]) -> Self {
        let mut series = vec![0; facts.len()];
        for (at, members) in linked.iter().enumerate() {
            for &member in members {
                series[member] = at;
            }
        }
        let mut places: Vec<(usize, usize, usize)> =
            facts.iter().enumerate().map(|(at, fact)| (fact.report, fact.indicators[0], at)).collect();
        places.sort_unstable();
        let mut around = vec![[None; 2]; facts.len()];
        for pair in places.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[1].1 - pair[0].1 <= 2) {
            around[pair[0].2][1] = Some(pair[1].2);
            around[pair[1].2][0] = Some(pair[0].2);
        }
        let told = facts.iter().zip(&series).map(|(fact, series)| (*series, fact.report)).collect();
        Neighbours { around, series, told }
    }

    /// On how many sides of two figures the same stands: figures beside each other in both reports speak for each other.
    fn shared(&self, a: usize, b: usize) -> usize {
        let same = |side: usize| match (self.around[a][side], self.around[b][side]) {
            (Some(x), Some(y)) => self.series[x] == self.series[y],
            _ => false,
        };
        usize::from(same(0)) + usize::from(same(1))
    }

    /// Whether two are changes of figures of which one is linked with another of the other's report.
    fn of_others(&self, facts: &[Fact], a: usize, b: usize) -> bool {
        let Some((x, y)) = facts[a].of.zip(facts[b].of) else { return false };
        let linked = |level: usize, other: usize| self.told.contains(&(self.series[level], facts[other].report));
        self.series[x] != self.series[y] && (linked(x, b) || linked(y, a))
    }
}
