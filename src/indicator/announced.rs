//! The unit that a text announces for the bare numbers that follow (单位：万元): 主要支出情况（单位：万元）：教育支出243,156，…….

use rust_decimal::Decimal;

use crate::config::{Config, UnitId};
use crate::quantity::{Form, Mention, UnitName};
use crate::report::{Report, SectionId, Sentence};
use crate::text::is_han;

use super::table;

/// The unit that holds while a text is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Announced {
    /// How many of it a number counts, and the unit.
    told: Option<(Decimal, UnitId)>,
    /// The section that it holds for.
    section: Option<SectionId>,
}

impl Announced {
    /// Moves to a sentence: it may announce a unit, and a new section takes back what another announced.
    pub(super) fn enter(&mut self, report: &Report, sentence: &Sentence, config: &Config) {
        if self.told.is_some() && sentence.section != self.section {
            self.told = None;
        }
        let words = report.text.folded(sentence.span);
        if !words.contains(&':') {
            return;
        }
        let Some((scale, Some(name))) = table::unit_of(words, config) else { return };
        if let Some(unit) = config.units.named(&name) {
            (self.told, self.section) = (Some((scale, unit)), sentence.section);
        }
    }

    /// A bare number in the announced unit: one with no unit and no noun behind it, and too long to be anything else.
    pub(super) fn read(&self, report: &Report, mention: &mut Mention) {
        let Some((scale, unit)) = self.told else { return };
        let chars = report.text.all_folded();
        let behind = chars.get(mention.span.end as usize);
        let bare = mention.unit.is_none()
            && mention.none.is_none()
            && mention.form == Form::Plain
            && !mention.rank
            && !mention.han
            && behind.is_none_or(|c| !is_han(*c) && !c.is_ascii_alphanumeric());
        if bare
            && mention.value >= LEAST
            && let Some(value) = mention.value.checked_mul(scale)
        {
            mention.value = value;
            mention.high = mention.high.and_then(|high| high.checked_mul(scale));
            mention.unit = Some(UnitName::Known(unit));
        }
    }
}

/// A bare number is at least so much.
const LEAST: Decimal = Decimal::ONE_HUNDRED;
