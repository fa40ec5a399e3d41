//! Where a series breaks: two neighbouring figures that are told of one thing and yet can't be compared.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::config::Config;
use crate::timeline::counted::Counted;
use crate::timeline::evidence::Fields;

/// Why two neighbouring figures of a series are not comparable (断点).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Counted up to another month (截至11月 and the whole year).
    TimeBasis,
    /// Another scope.
    Scope,
    /// Another counter or unit.
    Unit,
    /// Counted from some start, and in one year.
    Since,
    /// Defined in other words.
    Definition,
}

impl Break {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Break::TimeBasis => "time basis",
            Break::Scope => "scope",
            Break::Unit => "unit",
            Break::Since => "running total",
            Break::Definition => "definition",
        }
    }
}

/// What keeps two neighbouring figures from being compared; nothing where they may be.
pub(super) fn breaks(a: &Fields, b: &Fields, config: &Config) -> BTreeSet<Break> {
    let mut found = BTreeSet::new();
    if a.basis != b.basis {
        found.insert(Break::TimeBasis);
    }
    if a.scope.breaks_from(&b.scope) {
        found.insert(Break::Scope);
    }
    // Two counters of one noun (件, 部) count the same; 人 and 人次 don't.
    let counts = a.block.dimension == "count" && b.block.dimension == "count";
    if let (Some(x), Some(y)) = (&a.unit, &b.unit)
        && if counts {
            a.counter != b.counter && !config.counting.stand_for(x, y)
        } else {
            config.units.converted(Decimal::ONE, x, y).is_none()
        }
    {
        found.insert(Break::Unit);
    }
    // What there is in all may well be told as counted from the start.
    let (since, other) = if a.cumulative { (a, b) } else { (b, a) };
    if since.cumulative && !other.cumulative && other.counted != Some(Counted::There) {
        found.insert(Break::Since);
    }
    let within = a.label.contained_in(&b.label).max(b.label.contained_in(&a.label));
    let bounds = &config.linking.bounds;
    let thing = a.thing.as_ref().zip(b.thing.as_ref()).filter(|_| a.acts == b.acts);
    let likeness = a.label.cosine(&b.label).max(thing.map_or(0.0, |(x, y)| x.cosine(y)));
    // 新增授信2100亿元, 授信5700亿元: what one says of it and the other does not may be why they are far apart.
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    let one_sided = config.facets.one_sided(&a.facets, &b.facets) >= bounds.one_sided && high / Decimal::TWO > low;
    if one_sided || likeness < bounds.redefined && within < bounds.says_less {
        found.insert(Break::Definition);
    }
    found
}
