//! Totals without a word for their parts (合计无“其中”): what is called a total behind its row, though each of the row has a growth of its
//! own (甲500亿元，减少100亿元；乙804亿元，增加250亿元；总规模为1304亿元), and one that is told to be of all before it (共182件，甲96件、乙86件).

use rust_decimal::Decimal;

use super::clause::own_clause;
use super::lists::Listed;
use super::reason::reason;
use crate::config::Ties;
use crate::corpus::Entry;
use crate::indicator::{Indicator, Measure};
use crate::text::Span;

/// The row before a figure that is called a total, where it adds up to the digit: so many digits are no luck.
pub(super) fn called(entry: &Entry, total: usize, ties: &Ties) -> Option<Listed> {
    let own = &entry.indicators[total];
    let label: Vec<char> = own.label.chars().collect();
    let digits = own.value.normalize().mantissa().unsigned_abs();
    if ties.grand.at_end(&label).is_none() || digits < LUCKY || own.unit.is_none() {
        return None;
    }
    let mut parts = Vec::new();
    let mut sum = Decimal::ZERO;
    for at in (0..total).rev().take_while(|at| entry.indicators[*at].quote == own.quote) {
        let one = &entry.indicators[at];
        if one.measure() != Measure::Level {
            continue;
        }
        if !alike(one, own) || parts.len() == MOST {
            return None;
        }
        parts.push(at);
        sum = sum.checked_add(one.value)?;
        if parts.len() > 1 && sum == own.value {
            parts.reverse();
            return Some(Listed { parts, whole: false, word: true });
        }
    }
    None
}

/// Fewer than three digits add up by luck.
const LUCKY: u128 = 100;
/// So many parts a row has at most.
const MOST: usize = 8;

fn alike(one: &Indicator, own: &Indicator) -> bool {
    one.unit == own.unit && one.kind == own.kind && one.role == own.role && one.years == own.years && one.high.is_none()
}

/// The rest of the sentence behind a total that is told to be of all: 共办理182件，建议96件、提案86件. Where it is a row of nothing but
/// parts that add up but for a slip of the pen it is worth a look.
pub(super) fn ahead(entry: &Entry, total: usize, ties: &Ties) -> Option<Listed> {
    let indicators = &entry.indicators;
    let own = &indicators[total];
    let text = &entry.report.text;
    let clause = own_clause(text, own);
    let all = ties.summed_maybe.any(clause) || ties.summed.any(clause);
    let inside = |at: &usize| indicators[*at].quote == own.quote;
    let parts: Vec<usize> = (total + 1..indicators.len()).take_while(inside).take(MOST + 1).collect();
    let row = parts.iter().all(|at| alike(&indicators[*at], own) && indicators[*at].measure() == Measure::Level);
    let exact = own.unit.is_some() && own.value >= Decimal::from(FEW) && own.qualifier.is_none() && own.table.is_none();
    if !all || !row || !exact || !(2..=MOST).contains(&parts.len()) {
        return None;
    }
    let last = &indicators[*parts.last()?];
    let between = text.folded(Span::new(own.span.end, last.span.start.max(own.span.end)));
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, at| sum.checked_add(indicators[*at].value))?;
    let commas = between.iter().filter(|c| matches!(c, ',' | ';')).count();
    let slip = commas == 1 && reason(sum, own.value).is_some() && !ties.not_parts.any(between);
    (sum == own.value || slip).then_some(Listed { parts, whole: false, word: true })
}

/// So few things are their parts' sum by luck.
const FEW: i64 = 20;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};
    use Verdict::Holds;

    fn of(told: &str) -> Vec<Verdict> {
        verdicts(Kind::Sum, &[(2024, told)])
    }

    #[test]
    fn what_is_called_a_total_is_of_the_row_before_it() {
        let told = |all: &str| {
            format!(
                "安排专项债券500万元，比上年减少100万元；安排预算内投资804万元，比上年增加250万元；建设投资总规模为{all}万元。"
            )
        };
        assert_eq!(of(&told("1304")), [Holds]);
        // More may be in it.
        assert_eq!(of(&told("1504")), []);
        assert_eq!(of("安排专项债券500万元；安排预算内投资804万元；建设支出为1304万元。"), []);
    }

    #[test]
    fn all_of_it_is_told_before_its_parts() {
        assert_eq!(of("全年共办理182件，代表建议96件、委员提案86件。"), [Holds]);
        assert_eq!(of("全年共办理182件，代表建议90件、委员提案56件。"), []);
    }
}
