//! Counts that are the only ones of their report in their unit, or with a name in quotation marks (独有的单位、引号里的名称): 渔工夜校11期,
//! 夜校培训13期; “海上课堂”活动40场, “海上课堂”等惠民活动52场.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::config::Config;
use crate::indicator::Measure;

use super::evidence::{Block, Fields};
use super::facts::Fact;
use super::kinds::{Kinds, kinds};
use super::lacking::one_sided;
use super::places::may_be_called_one;
use super::printed::Stretch;

/// What figures of a report may have in common: their block, the unit, and the word in quotation marks, if any is meant.
type Key<'a> = (usize, &'a Block, &'a str, &'a [char]);

/// Figures of neighbouring years that alone in their reports have their unit, or a quoted word, the earlier one first, where much of their
/// names is one and none is more than twice the other.
pub(super) fn by_unit(facts: &[Fact], years: &[i32], config: &Config) -> Vec<(usize, usize)> {
    let mut told: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        let fields = &fact.fields;
        let result =
            fields.block.measure == Measure::Level && !fields.block.target && fields.block.dimension == "count";
        let Some(unit) = fields.unit.as_deref().filter(|_| result) else { continue };
        let words = fields.quoted.iter().map(|quoted| quoted.word.as_slice());
        for word in std::iter::once([].as_slice()).chain(words) {
            let key = (fact.report, &fields.block, config.counting.row_of(unit), word);
            told.entry(key).or_default().push(at);
        }
    }
    let report_of: BTreeMap<i32, usize> = years.iter().copied().zip(0..).collect();
    let pair = |(&(report, block, unit, word), own): (&Key<'_>, &Vec<usize>)| {
        let [early] = own[..] else { return None };
        let next = *report_of.get(&(years[report] + 1))?;
        let [late] = told.get(&(next, block, unit, word))?[..] else { return None };
        // The later one tells of another value before it.
        let told = &facts[late].before;
        let holds = |before: &Stretch| before.widened(facts[early].slack).holds(facts[early].fields.value);
        let otherwise = !told.is_empty() && !told.iter().any(holds);
        let alike = may_be_one(&facts[early].fields, &facts[late].fields, word.is_empty(), config);
        (alike && !otherwise).then_some((early, late))
    };
    told.iter().filter_map(pair).collect()
}

/// Whether two may be one by their names and values; `kinds_count` unless a word that both quote says of which kind they are.
fn may_be_one(a: &Fields, b: &Fields, kinds_count: bool, config: &Config) -> bool {
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    let near = high / Decimal::TWO < low && a.years == b.years;
    let two = kinds_count && kinds(&a.named, &b.named, config) == Some(Kinds::Two);
    let alike = !two && !a.sum.opposes(b.sum) && a.joint == b.joint && a.rest == b.rest;
    // A word with an opposite in one alone may well be left out; a class, or a grade, may not.
    let of_a_class = one_sided(a, b, config) <= config.linking.other.grade;
    near && alike && !of_a_class && may_be_called_one(a, b, config)
}
