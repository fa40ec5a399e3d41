//! One indicator across several bodies (面板): series of different bodies that are one, by stricter rules than within one.
//!
//! Reports of one body repeat its own words from year to year, those of two bodies don't; so here the labels must be nearly
//! the same, the unit the same, and every two members must fit each other (complete linkage). What is left out may still
//! be one indicator; what is in should be.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::corpus::Body;
use crate::similarity::Weights;
use crate::timeline::Timeline;
use crate::timeline::counted::Counted;
use crate::timeline::evidence::{Evidence, Fields, SumPlace, compare};
use crate::timeline::series::{self, Basis, Series};

/// The least evidence for every two series of a panel, in bits: labels alike by four fifths, in the same unit.
pub const ACROSS: f64 = 5.4;

/// The fewest characters of a label that says enough by itself: 项目 of two bodies are not one indicator.
const TELLING: usize = 4;

/// One indicator of several bodies.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Stable as long as the indicator's name, measure, role, unit and span are.
    pub id: String,
    /// Its name: the one that most bodies use.
    pub name: String,
    /// Its series, at most one a body, in the order of the bodies.
    pub members: Vec<Member>,
}

/// A body's series in a panel.
#[derive(Debug, Clone)]
pub struct Member {
    /// The body, by its place.
    pub body: usize,
    /// The series, by its place in the body's timeline.
    pub series: usize,
    /// The evidence of its weakest link to another member, in bits.
    pub bits: f64,
    /// What that link rests on.
    pub basis: Basis,
}

/// A series as it is compared.
struct Candidate<'a> {
    body: usize,
    series: usize,
    one: &'a Series,
    label: &'a str,
    fields: Fields,
}

/// The indicators that several bodies share, by name. None where fewer than two bodies are given.
pub fn panels(bodies: &[(&Body, &Timeline)], config: &Config, weights: &Weights) -> Vec<Panel> {
    let all: Vec<Candidate<'_>> = bodies
        .iter()
        .enumerate()
        .flat_map(|(at, (body, timeline))| {
            timeline
                .series
                .iter()
                .enumerate()
                .filter_map(move |(series, one)| candidate(at, body, series, one, config, weights))
        })
        .collect();
    let scores = scores(&all, config);
    let mut order: Vec<(usize, usize)> = scores.keys().copied().collect();
    // The surest first; of equals the one that stands first.
    order.sort_by(|a, b| scores[b].total_cmp(&scores[a]).then(a.cmp(b)));
    let mut groups: Vec<Vec<usize>> = (0..all.len()).map(|at| vec![at]).collect();
    let mut group_of: Vec<usize> = (0..all.len()).collect();
    for (a, b) in order {
        let (x, y) = (group_of[a], group_of[b]);
        let fit = |one: usize, other: usize| {
            all[one].body != all[other].body && scores.contains_key(&(one.min(other), one.max(other)))
        };
        if x != y && groups[x].iter().all(|&one| groups[y].iter().all(|&other| fit(one, other))) {
            let moved = std::mem::take(&mut groups[y]);
            moved.iter().for_each(|&one| group_of[one] = x);
            groups[x].extend(moved);
        }
    }
    let mut panels: Vec<Panel> =
        groups.into_iter().filter(|group| group.len() > 1).map(|group| panel(&all, group, &scores)).collect();
    panels.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)).then_with(|| first(a).cmp(&first(b))));
    series::number_twins(panels.iter_mut().map(|panel| &mut panel.id));
    panels
}

fn first(panel: &Panel) -> Option<(usize, usize)> {
    panel.members.first().map(|member| (member.body, member.series))
}

/// A series stands for itself by its latest figure under the name that it goes by.
fn candidate<'a>(
    at: usize,
    body: &Body,
    place: usize,
    one: &'a Series,
    config: &Config,
    weights: &Weights,
) -> Option<Candidate<'a>> {
    let figure = |observation: &series::Observation| {
        let entry = &body.entries[observation.report];
        (entry, &entry.indicators[observation.indicator])
    };
    let standing = one.observations.iter().rev().filter(|observation| observation.aside.is_none());
    let (entry, indicator) = standing.map(figure).find(|(_, indicator)| indicator.label == one.name)?;
    let year = entry.report.metadata.year.max(entry.report.metadata.covers);
    let fields = Fields::new(&entry.report.text, indicator, year, None, SumPlace::None, config, weights);
    let says_enough = one.name.chars().filter(|c| crate::text::is_han(*c)).count() >= TELLING;
    says_enough.then_some(Candidate { body: at, series: place, one, label: &one.name, fields })
}

/// The evidence for every two series of different bodies that may be one.
fn scores(all: &[Candidate<'_>], config: &Config) -> BTreeMap<(usize, usize), f64> {
    let mut index: BTreeMap<[char; 2], Vec<usize>> = BTreeMap::new();
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, own) in all.iter().enumerate() {
        for pair in own.fields.label.telling(4) {
            let list = index.entry(pair).or_default();
            let others = list.iter().filter(|&&other| {
                let other = &all[other];
                other.body != own.body && other.fields.block == own.fields.block && other.one.unit == own.one.unit
            });
            pairs.extend(others.map(|&other| (other, at)));
            list.push(at);
        }
    }
    let score = |(a, b): (usize, usize)| Some(((a, b), across(&all[a].fields, &all[b].fields, config)?));
    pairs.into_iter().filter_map(score).collect()
}

/// The evidence that counts between bodies; none where it is too little. Two bodies differ in size, so that the order of
/// magnitude says nothing, and a word that only one label has is a difference.
fn across(a: &Fields, b: &Fields, config: &Config) -> Option<f64> {
    use crate::timeline::evidence::Field;
    let added = |fields: &Fields| fields.counted == Some(Counted::Added);
    let same_groups =
        a.facets == b.facets && a.scope.is_same_as(&b.scope) && a.cumulative == b.cumulative && added(a) == added(b);
    let evidence: Evidence = compare(a, b, config).ok().filter(|_| same_groups)?;
    let bits = evidence.weights.iter().filter(|(field, _)| *field != Field::Magnitude).map(|(_, weight)| weight).sum();
    (bits >= ACROSS).then_some(bits)
}

fn panel(all: &[Candidate<'_>], mut group: Vec<usize>, scores: &BTreeMap<(usize, usize), f64>) -> Panel {
    group.sort_unstable();
    let members = group.iter().map(|&at| {
        let others = group.iter().filter(|&&other| other != at);
        let weakest = others.map(|&other| (scores[&(at.min(other), at.max(other))], other));
        let (bits, other) = weakest.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).unwrap_or((0.0, at));
        let basis = match () {
            () if all[at].label == all[other].label => Basis::Exact,
            () if all[at].fields.label == all[other].fields.label => Basis::Lexicon,
            () => Basis::Similar,
        };
        Member { body: all[at].body, series: all[at].series, bits, basis }
    });
    let members: Vec<Member> = members.collect();
    let name = series::name(group.iter().map(|&at| all[at].label));
    let one = all[group[0]].one;
    let id = series::id('p', &name, one.measure, one.role, one.unit.as_deref(), None, one.years);
    Panel { id, name, members }
}
