//! The timeline (脉络): the reports of one body, their sections and figures, linked across the years.
//!
//! ```text
//! reports ─► facts ─► evidence for pairs ─► series ─► graph
//!                         ▲                   │
//!                         └── neighbours ─────┘   once more, then stop
//! ```

pub mod counted;
mod opposites;
mod each;
mod quoted;
pub mod fields;
pub(crate) mod kinds;
pub mod alike;
mod scope;
mod size;
mod lacking;
pub mod evidence;
pub mod printed;
pub mod facts;
pub mod clusters;
pub mod linking;
pub mod sole;
mod restated;
mod places;
mod tails;
mod counterparts;
mod units;
mod bridges;
pub mod around;
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

/// Pairs of reports that are compared: every year with the next, `base` with every other; or all.
pub fn pairs(count: usize, base: Option<usize>, all: bool) -> Vec<(usize, usize)> {
    (0..count)
        .flat_map(|a| (a + 1..count).map(move |b| (a, b)))
        .filter(|&(a, b)| all || b == a + 1 || base == Some(a) || base == Some(b))
        .collect()
}

/// A body's reports with their sections paired and their figures as facts, before these are linked.
#[derive(Debug, Clone, Default)]
pub struct Pooled {
    /// Sections paired, by the places of the two reports.
    pub alignments: BTreeMap<(usize, usize), SectionAlignment>,
    /// The path of each section through the years.
    pub paths: BTreeMap<sections::Place, u32>,
    /// The figures, those of a report one after the other.
    pub facts: Vec<Fact>,
    /// The years of the reports.
    pub years: Vec<i32>,
}

/// Pairs the sections of a body's reports and makes its figures facts. `compared` are the pairs of reports to align, neighbours
/// among them.
pub fn pooled(body: &Body, compared: &[(usize, usize)], ties: &Ties, config: &Config, weights: &Weights) -> Pooled {
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
    let years = body.entries.iter().map(crate::corpus::Entry::year).collect();
    Pooled { alignments, paths, facts, years }
}

/// Links the reports of a body. `compared` are the pairs of reports to align, neighbours among them; `ties` are
/// reviewers' decisions, which hold whatever the evidence is.
pub fn build(body: &Body, compared: &[(usize, usize)], ties: Ties, config: &Config, weights: &Weights) -> Timeline {
    let Pooled { alignments, paths, facts, years } = pooled(body, compared, &ties, config, weights);
    let rules = linking::Rules::new(&facts, &ties.figures);
    let linked = around::linked(&facts, &years, &rules, config);
    let extra = |a: usize, b: usize| linked.extra(a, b);
    let series = series::series(body, &facts, &linked.series, &ties.figures, config, &extra);
    let graph = graph::graph(body, &alignments, &series, &ties);
    Timeline { alignments, paths, series, graph, ties }
}

/// Whether a figure is a fact of its own: not one that tells what another was before.
pub fn is_fact(role: Role) -> bool {
    role != Role::Previous
}
