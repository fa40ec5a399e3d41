//! Words of one label alone that say of which of all the things it is (限定语): 国家级集群, 集群; “枫桥式”司法所, 司法所.

use rust_decimal::Decimal;

use crate::config::Config;
use crate::indicator::Measure;

use super::fields::Fields;

/// The weight against words of one label alone that have an opposite, or say of which class it is.
pub(super) fn one_sided(a: &Fields, b: &Fields, config: &Config) -> f64 {
    let has = |one: &Fields| config.counting.grades.any(&one.named);
    let all = |one: &Fields, of: &Fields| !has(one) && has(of) && one.value / Decimal::TWO > of.value;
    let level = a.block.measure == Measure::Level;
    let of_all = level && (all(a, b) || all(b, a));
    let (other, [first, bounded]) = (&config.linking.other, a.denied.alone(&b.denied));
    let alone = matches!((a.came_off, b.came_off), (Some(true), None) | (None, Some(true)));
    let tried = level && alone;
    let styled = level && (of_a_kind(a, b) || of_a_kind(b, a));
    let stages = level && a.done.zip(b.done).is_some_and(|(one, other)| one != other);
    let against = [
        (first, other.first),
        (bounded, other.bounded),
        (of_all, other.grade),
        (tried, other.came_off),
        (styled, other.quoted),
        (stages, other.stages),
    ];
    let told: f64 = against.iter().filter(|(so, _)| *so).map(|(_, weight)| weight).sum();
    told + other.facets * config.facets.one_sided(&a.facets, &b.facets)
}

/// Whether one figure is of a kind that a quoted word names, and the other, which is more by a quarter, is named with nothing but what all
/// of them are called: “枫桥式”司法所5个, 司法所14个.
fn of_a_kind(one: &Fields, all: &Fields) -> bool {
    let kind = |word: &[char]| !word.windows(2).any(|pair| all.named.windows(2).any(|other| other == pair));
    let named = one.quoted.iter().any(|quoted| quoted.kind && kind(&quoted.word));
    let nothing_else = !all.named.is_empty() && one.named.ends_with(&all.named);
    named && nothing_else && all.value / Decimal::from(5) > one.value / Decimal::from(4)
}
