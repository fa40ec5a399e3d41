//! One indicator across several bodies (面板): series of different bodies that are one, by stricter rules than within one.
//!
//! Reports of one body repeat its own words from year to year, those of two bodies don't; so here the labels must be nearly
//! the same, the unit the same, and every two members must fit each other (complete linkage). What is left out may still
//! be one indicator; what is in should be.

mod linkage;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::config::Config;
use crate::corpus::Body;
use crate::indicator::{Measure, Role};
use crate::similarity::{Pairs, Weights};
use crate::timeline::Timeline;
use crate::timeline::counted::Counted;
use crate::timeline::evidence::{Evidence, Field, Fields, SumPlace, compare};
use crate::timeline::series::{self, Basis, Series};

use linkage::{Group, Linkage};

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

/// A series as it is compared with those of other bodies. Series that are told alike have the same form, whatever their
/// values are.
#[derive(Debug, Clone, PartialEq)]
struct Form {
    label: String,
    measure: Measure,
    role: Role,
    unit: Option<String>,
    years: u8,
    fields: Fields,
}

/// A series that says enough to be compared with those of other bodies.
#[derive(Debug, Clone)]
pub struct Candidate {
    series: usize,
    form: Form,
}

impl Candidate {
    /// The series, by its place in the body's timeline.
    pub const fn series(&self) -> usize {
        self.series
    }
}

/// The series of a body that can be compared with those of others.
pub fn candidates(body: &Body, timeline: &Timeline, config: &Config, weights: &Weights) -> Vec<Candidate> {
    let all = timeline.series.iter().enumerate();
    all.filter_map(|(series, one)| Some(Candidate { series, form: form(body, one, config, weights)? })).collect()
}

/// A series stands for itself by its latest figure under the name that it goes by.
fn form(body: &Body, one: &Series, config: &Config, weights: &Weights) -> Option<Form> {
    if one.label.chars().filter(|c| crate::text::is_han(*c)).count() < TELLING {
        return None;
    }
    let figure = |observation: &series::Observation| {
        let entry = &body.entries[observation.report];
        (entry, &entry.indicators[observation.indicator])
    };
    let standing = one.observations.iter().rev().filter(|observation| observation.aside.is_none());
    let (entry, indicator) = standing.map(figure).find(|(_, indicator)| indicator.label == one.label)?;
    let year = entry.report.metadata.now();
    let mut fields = Fields::new(&entry.report.text, indicator, year, None, SumPlace::None, config, weights);
    // What does not count where labels say enough and units are the same is left out, or each body had forms of its own:
    // two bodies differ in size, and each says something else before its figures.
    fields.around = Pairs::default();
    if !fields.bare {
        fields.context = Pairs::default();
    }
    if fields.unit == one.unit {
        fields.value = Decimal::ZERO;
    }
    let &Series { measure, role, years, .. } = one;
    Some(Form { label: one.label.clone(), measure, role, unit: one.unit.clone(), years, fields })
}

/// The evidence for pairs of forms that may be one, by their places, the smaller one first.
type Scores = BTreeMap<(usize, usize), f64>;

/// The series of any number of bodies, by their forms: all that is kept of a body once it is let go.
#[derive(Debug, Default)]
pub struct Forms {
    all: Vec<Form>,
    /// The series of each form, in order: the body's place, then the series'.
    members: Vec<Vec<(usize, usize)>>,
    known: BTreeMap<(String, Option<String>), Vec<usize>>,
    bodies: usize,
}

impl Forms {
    /// Takes in the series of the next body.
    pub fn add(&mut self, candidates: Vec<Candidate>) {
        for Candidate { series, form } in candidates {
            let alike = self.known.entry((form.label.clone(), form.unit.clone())).or_default();
            let at = alike.iter().copied().find(|at| self.all[*at] == form).unwrap_or_else(|| {
                alike.push(self.all.len());
                self.all.push(form);
                self.members.push(Vec::new());
                self.all.len() - 1
            });
            self.members[at].push((self.bodies, series));
        }
        self.bodies += 1;
    }

    /// The indicators that several bodies share, by name. None where fewer than two bodies were taken in.
    pub fn panels(&self, config: &Config) -> Vec<Panel> {
        let scores = self.scores(config);
        let mut order: Vec<(&(usize, usize), &f64)> = scores.iter().filter(|((a, b), _)| a != b).collect();
        // The surest first; of equals the one that stands first.
        order.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
        let mut linkage = Linkage::new(&self.members, &scores);
        order.into_iter().for_each(|(pair, _)| linkage.join(*pair));
        let groups = linkage.groups().filter(|group| group.members.len() > 1);
        let mut panels: Vec<Panel> = groups.map(|group| self.panel(group, &scores)).collect();
        panels.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)).then_with(|| first(a).cmp(&first(b))));
        series::number_twins(panels.iter_mut().map(|panel| &mut panel.id));
        panels
    }

    /// The evidence for every two forms that may be one, and for each with itself.
    fn scores(&self, config: &Config) -> Scores {
        let keys = |at: usize| {
            let Form { unit, fields, .. } = &self.all[at];
            fields.label.telling(4).into_iter().map(move |pair| (pair, &fields.block, unit))
        };
        let mut index: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for at in 0..self.all.len() {
            keys(at).for_each(|key| index.entry(key).or_default().push(at));
        }
        let before = |at: usize| {
            let lists = keys(at).filter_map(|key| index.get(&key));
            let mut others: Vec<usize> = lists.flat_map(|list| list.iter().copied().filter(|one| *one <= at)).collect();
            others.sort_unstable();
            others.dedup();
            let score = |one: usize| Some(((one, at), across(&self.all[one].fields, &self.all[at].fields, config)?));
            others.into_iter().filter_map(score).collect::<Vec<_>>()
        };
        (0..self.all.len()).into_par_iter().flat_map_iter(before).collect()
    }

    fn panel(&self, group: &Group, scores: &Scores) -> Panel {
        let weakest: BTreeMap<usize, (f64, Basis)> =
            group.forms.iter().map(|&form| (form, self.weakest(form, group, scores))).collect();
        let member = |&(body, series, form): &(usize, usize, usize)| {
            let (bits, basis) = weakest[&form];
            Member { body, series, bits, basis }
        };
        let name = series::most(group.members.iter().map(|(_, _, form)| self.all[*form].label.clone()));
        let one = &self.all[group.members[0].2];
        let id = series::id('p', &name, one.measure, one.role, one.unit.as_deref(), None, one.years);
        Panel { id, name, members: group.members.iter().map(member).collect() }
    }

    /// The weakest evidence between a form of a group and another series of it, and what it rests on.
    fn weakest(&self, form: usize, group: &Group, scores: &Scores) -> (f64, Basis) {
        let alone = group.members.iter().filter(|member| member.2 == form).count() < 2;
        let others = group.forms.iter().copied().filter(|other| *other != form || !alone);
        let score = |other: usize| scores.get(&(form.min(other), form.max(other))).copied().unwrap_or_default();
        let weakest = others.map(|other| (score(other), other)).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let (bits, other) = weakest.unwrap_or((0.0, form));
        let (a, b) = (&self.all[form], &self.all[other]);
        let basis = match () {
            () if a.label == b.label => Basis::Exact,
            () if a.fields.label == b.fields.label => Basis::Lexicon,
            () => Basis::Similar,
        };
        (bits, basis)
    }
}

fn first(panel: &Panel) -> Option<(usize, usize)> {
    panel.members.first().map(|member| (member.body, member.series))
}

/// The evidence that counts between bodies; none where it is too little. Two bodies differ in size, so that the order of
/// magnitude says nothing, and a word that only one label has is a difference.
fn across(a: &Fields, b: &Fields, config: &Config) -> Option<f64> {
    let added = |fields: &Fields| fields.counted == Some(Counted::Added);
    let same_groups =
        a.facets == b.facets && a.scope.is_same_as(&b.scope) && a.cumulative == b.cumulative && added(a) == added(b);
    let evidence: Evidence = same_groups.then(|| compare(a, b, config).ok())??;
    let bits = evidence.weights.iter().filter(|(field, _)| *field != Field::Magnitude).map(|(_, weight)| weight).sum();
    (bits >= ACROSS).then_some(bits)
}
