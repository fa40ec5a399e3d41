//! The unit that a text announces for the bare numbers that follow (单位：万元): 主要支出情况（单位：万元）：教育支出243,156，…….

use rust_decimal::Decimal;

use crate::config::{Config, Kind, UnitId};
use crate::quantity::{Form, Mention, UnitName};
use crate::report::{Report, Sentence};
use crate::text::{Span, is_han};

use super::table;

/// The unit that holds while a text is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Announced {
    /// How many of it a number counts, and the unit.
    told: Option<(Decimal, UnitId)>,
    /// The paragraph whose first sentence it holds for too: the next, where it closes its own.
    next: Option<u32>,
}

impl Announced {
    /// Moves to a sentence: it may announce a unit of money, which holds no further than the sentence of the list that it opens. A table's caption
    /// (表1 收支情况（单位：亿元）) opens none.
    pub(super) fn enter(&mut self, report: &Report, sentence: &Sentence, config: &Config) {
        if self.next.take() != Some(sentence.paragraph) {
            self.told = None;
        }
        let words = report.text.folded(sentence.span);
        let Some(colon) = words.iter().rposition(|c| *c == ':').filter(|at| words[..*at].contains(&':')) else {
            return;
        };
        let start = words.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
        if config.words.table_marks.at_start(&words[start..]).is_some() {
            return;
        }
        let head = &words[..colon];
        let Some((scale, Some(name))) = table::unit_of(head, config) else { return };
        let money = |id: &UnitId| config.units.get(*id).kind == Kind::Money;
        // （单位：个、万元）: no one unit.
        let open = head.iter().rposition(|c| *c == '(').unwrap_or(0);
        let one = head.last() == Some(&')') && !head[open..].contains(&'、');
        let Some(unit) = config.units.named(&name).filter(money).filter(|_| one) else { return };
        let closes = words[colon + 1..].iter().all(|c| c.is_whitespace());
        self.told = Some((scale, unit));
        self.next = closes.then_some(sentence.paragraph + 1);
    }

    /// A bare number in the announced unit: one with no unit and no noun behind it, whose name is no measure's or count's own.
    pub(super) fn read(&self, report: &Report, mention: &mut Mention, config: &Config) {
        let Some((scale, unit)) = self.told else { return };
        let behind = report.text.all_folded().get(mention.span.end as usize);
        let bare = mention.unit.is_none()
            && mention.none.is_none()
            && mention.form == Form::Plain
            && !mention.rank
            && !mention.han
            && behind.is_none_or(|c| !is_han(*c) && !c.is_ascii_alphanumeric());
        let from = mention.span.start.saturating_sub(NAME);
        let before = report.text.folded(Span::new(from, mention.span.start));
        let clause = before.rsplit(|c| matches!(c, ',' | ';' | '。' | ':' | '、')).next().unwrap_or_default();
        let other = config.grammar.measures.any(clause) || config.grammar.of_no_unit.any(clause);
        if bare
            && !other
            && let Some(value) = mention.value.checked_mul(scale)
        {
            mention.value = value;
            mention.high = mention.high.and_then(|high| high.checked_mul(scale));
            mention.unit = Some(UnitName::Known(unit));
        }
    }
}

/// So many letters before a number may name it. Set by hand: as long as a clause.
const NAME: u32 = 24;
