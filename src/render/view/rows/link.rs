//! What links a figure to an earlier one, as the page has it.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::render::view::reading::{Ends, ends};
use crate::render::view::{Bits, BodyView};
use crate::timeline::evidence::Field;
use crate::timeline::series::{Basis, Link};

/// What links a figure to an earlier one of its series.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// The earlier figure, by its place in the series.
    pub to: usize,
    /// The evidence in tenths of a bit.
    pub bits: i64,
    /// The evidence beyond the runner-up's, in tenths of a bit.
    pub margin: Option<i64>,
    /// What it mainly rests on.
    pub basis: Basis,
    /// Field by field, in tenths of a bit.
    pub evidence: Vec<(Field, i64)>,
    /// Whether somebody should look at it, and nobody has.
    pub unsure: bool,
    /// The runner-up.
    pub rival: Option<Rival>,
}

/// The next best figure for a link, in the report of either of its two.
#[derive(Debug, Clone)]
pub struct Rival {
    /// The report.
    pub report: usize,
    /// What the report calls it.
    pub label: String,
    /// Where it stands.
    pub place: Ends,
    /// The sentence around it.
    pub quote: Ends,
}

/// As an array, for there are thousands: `[to, bits, basis, unsure, [field, bits, …], margin, [report, start, end, from, to,
/// label]]`. Basis and fields are numbers among [`link_bases`] and [`link_fields`]; the margin is null where there is none,
/// and without a runner-up both stay away.
impl Serialize for LinkView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        seq.serialize_element(&self.to)?;
        seq.serialize_element(&self.bits)?;
        seq.serialize_element(&Basis::ALL.iter().position(|one| *one == self.basis))?;
        seq.serialize_element(&u8::from(self.unsure))?;
        seq.serialize_element(
            &self.evidence.iter().flat_map(|(field, bits)| [place(*field), *bits]).collect::<Vec<_>>(),
        )?;
        if self.margin.is_some() || self.rival.is_some() {
            seq.serialize_element(&self.margin)?;
        }
        if let Some(Rival { report, label, place: [start, end], quote: [from, to] }) = &self.rival {
            seq.serialize_element(&(report, start, end, from, to, label))?;
        }
        seq.end()
    }
}

/// A field by its place among all.
fn place(field: Field) -> i64 {
    Field::ALL.iter().position(|one| *one == field).map_or(-1, |at| at as i64)
}

/// What a link can rest on, in the order in which the data numbers it.
pub fn link_bases() -> Vec<&'static str> {
    Basis::ALL.iter().map(|basis| basis.name()).collect()
}

/// The fields of evidence, in the order in which the data numbers them.
pub fn link_fields() -> Vec<&'static str> {
    Field::ALL.iter().map(|field| field.name()).collect()
}

pub(super) fn linked(view: &BodyView<'_>, link: &Link) -> LinkView {
    let tenths = |bits: f64| Bits::new(bits).tenths();
    LinkView {
        to: link.to,
        bits: tenths(link.evidence.bits()),
        margin: link.margin().map(tenths),
        unsure: link.unsure,
        basis: link.basis,
        evidence: link.evidence.weights.iter().map(|(field, bits)| (*field, tenths(*bits))).collect(),
        rival: link.runner_up.as_ref().map(|other| {
            let rival = &view.body.entries[other.report].indicators[other.indicator];
            Rival {
                report: other.report,
                label: rival.label.clone(),
                place: ends(rival.span),
                quote: ends(rival.quote),
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_an_array_of_numbers() {
        let rival = Rival { report: 2, label: "受理".to_owned(), place: [3, 5], quote: [0, 9] };
        let alone = LinkView {
            to: 4,
            bits: 82,
            margin: None,
            basis: Basis::Similar,
            evidence: vec![(Field::Unit, 12), (Field::Counted, 70)],
            unsure: false,
            rival: None,
        };
        assert_eq!(serde_json::to_string(&alone).unwrap(), "[4,82,2,0,[1,12,13,70]]");
        let beside = LinkView { unsure: true, margin: Some(-5), rival: Some(rival), ..alone };
        assert_eq!(serde_json::to_string(&beside).unwrap(), r#"[4,82,2,1,[1,12,13,70],-5,[2,3,5,0,9,"受理"]]"#);
    }

    #[test]
    fn every_field_and_basis_has_a_number_of_its_own() {
        // In the order in which they are declared: one that is left out moves those behind it.
        assert!(Field::ALL.iter().enumerate().all(|(at, field)| *field as usize == at));
        assert!(Basis::ALL.iter().enumerate().all(|(at, basis)| *basis as usize == at));
        assert_eq!((link_fields().last(), link_bases().last()), (Some(&"turn"), Some(&"reviewer")));
    }
}
