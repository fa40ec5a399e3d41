//! Words that one figure alone of each report is told with (独有的词): 劝返失学学生11人, 劝返复学6人.
//!
//! How telling a word is in the language of reports says little of whether these two reports have another figure that it
//! could belong to. Where both have one figure of that measure, role and dimension told with it, it most likely is the
//! same one, however much of the rest is said in other words.

use rustc_hash::FxHashMap;

use super::facts::Fact;
use super::fields::Block;

/// For each figure the pairs of characters of its label that no other figure like it in its report has.
#[derive(Debug)]
pub struct Soles(Vec<Vec<(u64, f64)>>);

impl Soles {
    /// Those of all figures.
    pub fn new(facts: &[Fact]) -> Self {
        let mut told: FxHashMap<(usize, &Block, u64), usize> = FxHashMap::default();
        for fact in facts {
            for &(pair, _) in fact.fields.label.list() {
                *told.entry((fact.report, &fact.fields.block, pair)).or_default() += 1;
            }
        }
        let of = |fact: &Fact| {
            let alone = |(pair, _): &&(u64, f64)| told.get(&(fact.report, &fact.fields.block, *pair)) == Some(&1);
            fact.fields.label.list().iter().filter(alone).copied().collect()
        };
        Soles(facts.iter().map(of).collect())
    }

    /// How telling the pairs are that only these two have, the most telling by itself: from 0 to 1.
    pub fn shared(&self, a: usize, b: usize) -> f64 {
        let (one, other) = (&self.0[a], &self.0[b]);
        let both = one.iter().filter(|(pair, _)| other.binary_search_by_key(pair, |(theirs, _)| *theirs).is_ok());
        both.map(|(_, weight)| weight.min(1.0)).fold(0.0, f64::max)
    }
}
