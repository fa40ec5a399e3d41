//! Pairs of figures of which something else than their labels says that they are one (桥): where they stand, what they are changes of,
//! what a later report tells again. What one label lacks of the other counts for nothing then, for both as they were called in other years, too.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::config::Config;
use crate::indicator::Measure;

use super::clusters::Scored;
use super::counterparts::{Linked, in_sentences};
use super::evidence::{Field, compare};
use super::facts::Fact;
use super::places::{in_place, may_name_one, other_act, shared};
use super::restated::exactly;
use super::units::by_unit;

/// Pairs, the lower one first, with what says that they are one, and its weight.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Bridges(BTreeMap<(usize, usize), (Field, f64)>);

impl Bridges {
    /// What is known of two facts.
    pub(super) fn between(&self, a: usize, b: usize) -> Option<(Field, f64)> {
        self.0.get(&(a.min(b), a.max(b))).copied()
    }

    /// Adds those that the series of a round show; whether there are any.
    pub(super) fn add(&mut self, facts: &[Fact], years: &[i32], series: &[Vec<usize>], config: &Config) -> bool {
        let weights = &config.linking.bridge;
        let mut of = vec![0; facts.len()];
        series.iter().enumerate().for_each(|(at, members)| members.iter().for_each(|&fact| of[fact] = at));
        let mut found: Vec<((usize, usize), Field, f64)> = Vec::new();
        let told = exactly(facts, years, config).into_iter();
        let told =
            told.filter(|(a, b)| may_name_one(&facts[*a].fields, &facts[*b].fields) || told_in_full(facts, (*a, *b)));
        found.extend(told.map(|pair| (pair, Field::Restated, weights.told)));
        found.extend(
            in_place(facts, years, series, config)
                .into_iter()
                .map(|place| (place.pair, Field::Place, if place.between { weights.between } else { weights.beside })),
        );
        let partner =
            |fact: usize, report: usize| series[of[fact]].iter().copied().find(|&other| facts[other].report == report);
        let [lists, alike] = in_sentences(&Linked { facts, partner: &partner }, years, config);
        found.extend(lists.into_iter().map(|pair| (pair, Field::Place, weights.list)));
        found.extend(alike.into_iter().map(|pair| (pair, Field::Place, weights.beside)));
        found.extend(by_unit(facts, years, config).into_iter().map(|pair| (pair, Field::Place, weights.beside)));
        found.extend(changes(facts, &of).into_iter().map(|pair| (pair, Field::Of, weights.of)));
        let before = self.0.len();
        for ((a, b), field, weight) in found {
            // Both as they were called in other years.
            let (ones, others) = (&series[of[a]], &series[of[b]]);
            let apart = ones.iter().all(|x| others.iter().all(|y| facts[*x].report != facts[*y].report));
            let pairs = ones.iter().flat_map(|&x| others.iter().map(move |&y| (x.min(y), x.max(y))));
            for pair in pairs.filter(|_| apart) {
                if !self.0.contains_key(&pair)
                    && let Some(lacks) = lacks(facts, pair, config)
                {
                    self.0.insert(pair, (field, weight + lacks));
                }
            }
        }
        self.0.len() > before
    }

    /// Candidates with those pairs that are none yet, in the same order.
    pub(super) fn with(&self, facts: &[Fact], candidates: &[Scored], config: &Config) -> Vec<Scored> {
        let known = |&(a, b): &(usize, usize)| {
            candidates.binary_search_by_key(&(b as u32, a as u32), |one| (one.pair.1, one.pair.0)).is_ok()
        };
        let scored = |&(a, b): &(usize, usize)| {
            let evidence = compare(&facts[a].fields, &facts[b].fields, config).ok()?;
            Some(Scored { pair: (a as u32, b as u32), bits: evidence.bits() })
        };
        let mut all = candidates.to_vec();
        all.extend(self.0.keys().filter(|pair| !known(pair)).filter_map(scored));
        all.sort_unstable_by_key(|one| (one.pair.1, one.pair.0));
        all
    }
}

/// Whether the later of two tells the value of the earlier in two ways, by how many and by how much of it: 93.1万人次，增加6.7万人次，增幅
/// 7.8%. Names with a letter in common may be names of one then.
fn told_in_full(facts: &[Fact], (a, b): (usize, usize)) -> bool {
    let (early, late) = if facts[a].report < facts[b].report { (&facts[a], &facts[b]) } else { (&facts[b], &facts[a]) };
    let holds = late.before.iter().all(|told| told.widened(early.slack).holds(early.fields.value));
    late.before.len() > 1 && holds && shared(&early.fields, &late.fields) > 0 && !other_act(&early.fields, &late.fields)
}

/// What the labels of two facts say against their being one; nothing where they exclude each other.
fn lacks(facts: &[Fact], (a, b): (usize, usize), config: &Config) -> Option<f64> {
    let evidence = compare(&facts[a].fields, &facts[b].fields, config).ok()?;
    let subject = |(field, weight): &(Field, f64)| matches!(field, Field::Subject | Field::Context).then_some(*weight);
    Some(-evidence.weights.iter().filter_map(subject).sum::<f64>().min(0.0))
}

/// Changes of figures that are one.
fn changes(facts: &[Fact], of: &[usize]) -> Vec<(usize, usize)> {
    let mut by_series: BTreeMap<(usize, Measure), Vec<usize>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        if let Some(level) = fact.of {
            by_series.entry((of[level], fact.fields.block.measure)).or_default().push(at);
        }
    }
    let level = |change: usize| facts[change].of.map_or(Decimal::ZERO, |level| facts[level].fields.value);
    let near = |a: usize, b: usize| {
        let (low, high) = (level(a).min(level(b)), level(a).max(level(b)));
        high / Decimal::from(3) < low
    };
    let next = |list: Vec<usize>| list.windows(2).map(|two| (two[0], two[1])).collect::<Vec<_>>();
    let pairs = by_series.into_values().flat_map(next);
    pairs.filter(|(a, b)| of[*a] != of[*b] && facts[*a].report != facts[*b].report && near(*a, *b)).collect()
}
