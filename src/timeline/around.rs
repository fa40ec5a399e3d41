//! Figures to series in two rounds: what a first one links speaks for what stands beside it in the second.

use rust_decimal::Decimal;

use crate::config::{Config, Linking};
use crate::indicator::Measure;

use super::evidence::Field;
use super::facts::Fact;
use super::linking::{Rules, candidates, link};
use super::sole::Soles;

/// Facts in series, with the evidence that two facts alone don't show.
#[derive(Debug)]
pub struct Linked<'a> {
    /// The series as lists of facts, each sorted by report; every fact is in exactly one.
    pub series: Vec<Vec<usize>>,
    facts: &'a [Fact],
    years: &'a [i32],
    known: &'a Linking,
    beside: Neighbours,
    soles: Soles,
}

/// Links facts into series, whatever `rules` says first; `years` are those of the reports.
pub fn linked<'a>(facts: &'a [Fact], years: &'a [i32], rules: &Rules, config: &'a Config) -> Linked<'a> {
    let known = &config.linking;
    let candidates = candidates(facts, config);
    let soles = Soles::new(facts);
    let alone = |a: usize, b: usize| {
        let mut found = restated(facts, years, known, a, b);
        found.extend(sole(facts, years, &soles, known, a, b));
        found
    };
    let first = link(facts, &candidates, rules, config, &alone);
    let found = Linked { series: Vec::new(), facts, years, known, beside: Neighbours::new(facts, &first), soles };
    let series = link(facts, &candidates, rules, config, &|a, b| found.extra(a, b));
    Linked { series, ..found }
}

impl Linked<'_> {
    /// What speaks for two facts beside what they say themselves.
    pub fn extra(&self, a: usize, b: usize) -> Vec<(Field, f64)> {
        let mut found = restated(self.facts, self.years, self.known, a, b);
        found.extend(sole(self.facts, self.years, &self.soles, self.known, a, b));
        let beside = self.beside.shared(a, b);
        if beside > 0 {
            let other = &self.known.other;
            let weight = if self.years.len() == 2 { other.neighbour_alone } else { other.neighbour };
            found.push((Field::Neighbours, weight * beside as f64));
        }
        found
    }
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
    if !next || !result || !span || high / Decimal::TWO > low {
        return None;
    }
    let shared = soles.shared(a, b);
    (shared > 0.0).then_some((Field::Sole, known.other.sole * shared))
}

/// Whether the later of two reports tells the value of the earlier again, or what leads to it.
fn restated(facts: &[Fact], years: &[i32], known: &Linking, a: usize, b: usize) -> Vec<(Field, f64)> {
    let (early, late) = if facts[a].report < facts[b].report { (a, b) } else { (b, a) };
    let next = years[facts[late].report] == years[facts[early].report] + 1;
    let value = facts[early].fields.value;
    let told = |before: &super::printed::Stretch| before.widened(facts[early].slack).holds(value);
    let agrees = next && value > Decimal::TEN && facts[late].before.iter().any(told);
    if agrees { vec![(Field::Restated, known.other.restated)] } else { Vec::new() }
}

/// The facts before and after each in its report, and the series that a first round put them in.
#[derive(Debug)]
struct Neighbours {
    around: Vec<[Option<usize>; 2]>,
    series: Vec<usize>,
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
        Neighbours { around, series }
    }

    /// On how many sides of two figures the same stands: figures beside each other in both reports speak for each other.
    fn shared(&self, a: usize, b: usize) -> usize {
        let same = |side: usize| match (self.around[a][side], self.around[b][side]) {
            (Some(x), Some(y)) => self.series[x] == self.series[y],
            _ => false,
        };
        usize::from(same(0)) + usize::from(same(1))
    }
}
