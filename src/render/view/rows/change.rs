//! A change of a series as the page has it.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::render::view::figures::{grouped, scale, scaled, with_sign};
use crate::render::view::sign::Sign;
use crate::render::view::{BodyView, largest};
use crate::timeline;
use crate::timeline::change::{Difference, Measured, Reason};
use crate::timeline::series::{Observation, Series};

/// A change between two years, told from the earlier one to the later.
#[derive(Debug, Clone)]
pub struct Change {
    /// The earlier figure and the later one, by their places in the row.
    pub ends: [usize; 2],
    /// By how much, with its sign; empty where that can't be told.
    pub delta: String,
    /// What the difference is in: `amount`, `points` (百分点) or `places`.
    pub measured: &'static str,
    /// In percent of the earlier value.
    pub percent: Option<String>,
    /// Why the two are not comparable.
    pub reasons: Vec<Reason>,
    /// Whether a link between the two is unsure.
    pub unsure: bool,
    /// How much it is worth a look, for ranking only; below 0 where it is left out of the largest.
    pub weight: i64,
}

/// As an array, for there are thousands: `[from, to, unsure, delta, measured, weight, percent]`, where `measured` is 0 of an
/// amount, 1 of points and 2 of places, and the percent stands only where there is one; `[from, to, unsure, [reason, …]]`
/// where the two don't compare.
impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        seq.serialize_element(&self.ends[0])?;
        seq.serialize_element(&self.ends[1])?;
        seq.serialize_element(&u8::from(self.unsure))?;
        if self.delta.is_empty() {
            seq.serialize_element(&self.reasons.iter().map(|reason| reason.name()).collect::<Vec<_>>())?;
            return seq.end();
        }
        seq.serialize_element(&self.delta)?;
        let measured = MEASURED.iter().position(|name| *name == self.measured);
        seq.serialize_element(&measured.unwrap_or_default())?;
        seq.serialize_element(&self.weight)?;
        if let Some(percent) = &self.percent {
            seq.serialize_element(percent)?;
        }
        seq.end()
    }
}

/// What a difference can be in, in the order in which the data numbers it.
const MEASURED: [&str; 3] = ["amount", "points", "places"];

/// A change of a series, told in the scale of its later figure.
pub(super) fn change(
    series: &Series,
    change: &timeline::change::Change<'_>,
    places: impl Fn(&Observation) -> usize,
    view: &BodyView<'_>,
    sign: Sign,
) -> Change {
    let told = change.told.as_ref().ok();
    let other = change.ends.after.observation;
    let delta = |difference: &Difference| {
        let indicator = view.indicator(other);
        let surface = view.body.entries[other.report].report.text.str(indicator.span);
        // A figure that stands without a unit is in that of its series.
        let is_own = indicator.unit.is_none() || indicator.unit == series.unit;
        let own = is_own && difference.measured == Measured::Amount;
        let delta = sign.told(difference.delta);
        let size = if own { scaled(delta, scale(surface, series.unit.as_deref())) } else { grouped(delta) };
        if size.starts_with('−') || difference.delta.is_zero() { size } else { format!("+{size}") }
    };
    Change {
        ends: [places(change.ends.before.observation), places(change.ends.after.observation)],
        delta: told.map(delta).unwrap_or_default(),
        measured: match told.map_or(Measured::Amount, |told| told.measured) {
            Measured::Amount => MEASURED[0],
            Measured::Points => MEASURED[1],
            Measured::Places => MEASURED[2],
        },
        percent: told.and_then(|told| told.percent).map(|percent| format!("{}%", with_sign(percent))),
        reasons: change.reasons().to_vec(),
        unsure: change.unsure,
        weight: largest::weight(series, change),
    }
}
