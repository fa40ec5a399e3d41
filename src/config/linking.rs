//! What speaks for two figures being one indicator: weights in bits, and bounds.

use serde::Deserialize;

/// Weights and bounds of linking; the words on each stand in `linking.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the data file says what each is")]
pub struct Linking {
    pub least: Least,
    pub bounds: Bounds,
    pub subject: Subject,
    pub unit: UnitWeights,
    pub scope: ScopeWeights,
    pub section: SectionWeights,
    pub sum: SumWeights,
    pub counted: CountedWeights,
    pub magnitude: MagnitudeWeights,
    pub context: ContextWeights,
    pub other: OtherWeights,
    pub bridge: BridgeWeights,
}

macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "the data file says what each is")]
        pub struct $name { $(pub $field: $type),+ }
    };
}

table!(
    /// Bits that decide.
    Least { link: f64, alone: f64, strangers: f64, unsure: f64, leftover: f64 }
);
table!(
    /// Likenesses of labels, and how many times apart two counts are.
    Bounds { strange: f64, one_thing: f64, told_twice: f64, within: f64, redefined: f64, says_less: f64, stands_in: f64, told: f64, stock: u32, one_sided: f64, far: u32 }
);
table!(
    /// Of two units.
    UnitWeights { same: f64, alike: f64, other: f64, sorts: f64, far: f64, other_thing: f64 }
);
table!(
    /// Of two scopes.
    ScopeWeights { same_told: f64, whole_and_all: f64, one_name: f64, two_names: f64, one_told: f64 }
);
table!(
    /// Of two sections.
    SectionWeights { same: f64, other: f64 }
);
table!(
    /// Of totals and parts.
    SumWeights { total_and_part: f64, joint: f64, head: f64, rest: f64 }
);
table!(
    /// Of what was added and what there is.
    CountedWeights { added_and_there: f64, since: f64, added_and_plain: f64, since_and_added: f64, since_far: f64, mean: f64, span: f64 }
);
table!(
    /// Of values and their orders of magnitude.
    MagnitudeWeights { same_3: f64, same_2: f64, within_quarter: f64, over_10: f64, over_30: f64, over_1000: f64 }
);
table!(
    /// Of the words before two figures.
    ContextWeights { slope: f64, middle: f64 }
);
table!(
    /// Of all the rest.
    OtherWeights { time_basis: f64, direction: f64, facets: f64, came_off: f64, grade: f64, bounded: f64, first: f64, restated: f64, neighbour: f64, neighbour_alone: f64, of_others: f64, turn: f64, sole: f64, in_turn: f64, quoted: f64, stages: f64 }
);

table!(
    /// Of what says which figure is meant, and bounds for it.
    BridgeWeights { between: f64, beside: f64, list: f64, of: f64, told: f64, chance: u32, letters: f64 }
);

/// What the likeness of two labels weighs.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Likenesses in order, from 0 to 1, each with its weight; straight lines between them.
    pub line: Vec<[f64; 2]>,
    /// Names of two kinds of one thing: 毒品犯罪, 金融犯罪.
    pub two_kinds: f64,
    /// Labels that each have telling words which the other lacks.
    pub both_lack: f64,
    /// The same is done to one thing, in another order.
    pub reordered: f64,
    /// What one says is done to the thing, the other doesn't.
    pub one_act: f64,
    /// One says less, and its sentence told the rest before it.
    pub told_before: f64,
}

impl Subject {
    /// The weight of a likeness of labels.
    pub fn weight(&self, likeness: f64) -> f64 {
        let beyond = self.line.iter().position(|[x, _]| likeness <= *x).unwrap_or(self.line.len()).max(1);
        match (self.line.get(beyond - 1), self.line.get(beyond)) {
            (Some([x0, y0]), Some([x1, y1])) => y0 + (y1 - y0) * (likeness - x0) / (x1 - x0),
            (Some([_, y]), None) => *y,
            _ => 0.0,
        }
    }

    /// The least likeness of labels that weighs as much as `weight`; 0 where any does, none where not even the same label
    /// does.
    pub fn likeness(&self, weight: f64) -> Option<f64> {
        let at = self.line.iter().position(|[_, y]| weight <= *y)?;
        let Some(before) = at.checked_sub(1) else { return Some(0.0) };
        let ([x0, y0], [x1, y1]) = (self.line[before], self.line[at]);
        Some(x0 + (x1 - x0) * (weight - y0) / (y1 - y0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_likeness_weighs_what_the_line_says_and_back() {
        let subject = Subject { line: vec![[0.0, -8.0], [0.5, 2.0], [1.0, 6.0]], both_lack: 0.0, ..Subject::default() };
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        for (likeness, weight) in [(0.0, -8.0), (0.25, -3.0), (0.75, 4.0), (1.0, 6.0)] {
            assert!(close(subject.weight(likeness), weight));
            assert!(subject.likeness(weight).is_some_and(|back| close(back, likeness)));
        }
        assert_eq!((subject.likeness(-9.0), subject.likeness(6.5)), (Some(0.0), None));
    }
}
