//! The timeline (脉络): the reports of one body, their sections and figures, linked across the years.
//!
//! ```text
//! reports ─► facts ─► evidence for pairs ─► series ─► graph
//!                         ▲                   │
//!                         └── neighbours ─────┘   once more, then stop
//! ```

pub mod counted;
pub mod fields;
pub mod evidence;
pub mod printed;
pub mod facts;
pub mod clusters;
pub mod linking;
pub mod sections;
pub mod series;
pub mod change;
pub mod vintage;
pub mod graph;
pub mod explain;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::align::features::Features;
use crate::align::fixed::Fixed;
use crate::align::sections::{SectionAlignment, align};
use crate::config::Config;
use crate::corpus::Body;
use crate::indicator::Role;
use crate::pair::Pair;
use crate::review::Ties;
use crate::similarity::Weights;

use evidence::Field;
use facts::Fact;
use series::Series;

/// One body's reports, linked.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Sections paired, by the places of the two reports: the earlier one first.
    pub alignments: BTreeMap<(usize, usize), SectionAlignment>,
    /// The path of each section through the years.
    pub paths: BTreeMap<sections::Place, u32>,
    /// Series in the order of their first figure.
    pub series: Vec<Series>,
    /// Everything as a graph.
    pub graph: graph::Graph,
    /// What reviewers decided about it.
    pub ties: Ties,
}

/// The average evidence, in bits, that makes a link.
pub const LINK: f64 = 0.0;

/// Pairs of reports that are compared: every year with the next, `base` with every other; or all.
pub fn pairs(count: usize, base: Option<usize>, all: bool) -> Vec<(usize, usize)> {
    (0..count)
        .flat_map(|a| (a + 1..count).map(move |b| (a, b)))
        .filter(|&(a, b)| all || b == a + 1 || base == Some(a) || base == Some(b))
        .collect()
}

/// Links the reports of a body. `compared` are the pairs of reports to align, neighbours among them; `ties` are
/// reviewers' decisions, which hold whatever the evidence is.
pub fn build(body: &Body, compared: &[(usize, usize)], ties: Ties, config: &Config, weights: &Weights) -> Timeline {
    let features: Vec<Features> = body.entries.par_iter().map(|entry| Features::new(&entry.report, weights)).collect();
    let aligned: Vec<SectionAlignment> = compared
        .par_iter()
        .map(|&(a, b)| align(Pair::new(&features[a], &features[b]), &Fixed::new(&ties.sections, a, b)))
        .collect();
    let alignments: BTreeMap<(usize, usize), SectionAlignment> = compared.iter().copied().zip(aligned).collect();
    let counts: Vec<usize> = body.entries.iter().map(|entry| entry.report.sections.len()).collect();
    let paths = sections::paths(&counts, &alignments, &ties.sections);
    let facts = facts::facts(
        &body.entries,
        |report, indicator| paths.get(&(report, indicator.section?)).copied(),
        &ties.figures,
        config,
        weights,
    );
    let years: Vec<i32> = body.entries.iter().map(crate::corpus::Entry::year).collect();
    let restated = |a: usize, b: usize| restated(&facts, &years, a, b);
    let rules = linking::Rules::new(&facts, &ties.figures);
    let candidates = linking::candidates(&facts, config);
    let first = linking::link(&facts, &candidates, LINK, &rules, &restated);
    let beside = Neighbours::new(&facts, &first);
    let extra = |a: usize, b: usize| {
        let mut found = restated(a, b);
        found.extend(beside.weight(a, b).map(|weight| (Field::Neighbours, weight)));
        found
    };
    let linked = linking::link(&facts, &candidates, LINK, &rules, &extra);
    let series = series::series(body, &facts, &linked, &ties.figures, config, &extra);
    let graph = graph::graph(body, &alignments, &series, &ties);
    Timeline { alignments, paths, series, graph, ties }
}

/// How much it says that a later report tells a value again, in bits.
const RESTATED: f64 = 5.0;

fn restated(facts: &[Fact], years: &[i32], a: usize, b: usize) -> Vec<(Field, f64)> {
    let (early, late) = if facts[a].report < facts[b].report { (a, b) } else { (b, a) };
    let next = years[facts[late].report] == years[facts[early].report] + 1;
    let value = facts[early].fields.value;
    let told = |before: &printed::Stretch| before.widened(facts[early].slack).holds(value);
    let agrees = next && value > rust_decimal::Decimal::TEN && facts[late].before.iter().any(told);
    if agrees { vec![(Field::Restated, RESTATED)] } else { Vec::new() }
}

/// The facts before and after each in its report, and the series that a first round put them in.
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

    /// Figures that stand beside each other in both reports speak for each other.
    fn weight(&self, a: usize, b: usize) -> Option<f64> {
        let same = |side: usize| match (self.around[a][side], self.around[b][side]) {
            (Some(x), Some(y)) => self.series[x] == self.series[y],
            _ => false,
        };
        let count = usize::from(same(0)) + usize::from(same(1));
        (count > 0).then_some(0.8 * count as f64)
    }
}

/// Whether a figure is a fact of its own: not one that tells what another was before.
pub fn is_fact(role: Role) -> bool {
    role != Role::Previous
}
