//! What a row of a table tells of the year before (上年列): 行政检查 | 21400 | 24000.

use crate::indicator::Indicator;

/// The cell of a row that tells what another of it was the year before: the only one of its name, unit and year.
pub(super) fn before(indicators: &[Indicator], at: usize) -> Option<usize> {
    let own = &indicators[at];
    let place = own.table?;
    let row = |other: &usize| {
        indicators[*other].table.is_some_and(|other| other.table == place.table && other.row == place.row)
    };
    let is_before = |other: &usize| {
        let other = &indicators[*other];
        let year = own.period.zip(other.period).is_some_and(|(now, was)| was + 1 == now);
        let named =
            own.label == other.label || own.label.strip_prefix(&other.label).is_some_and(|rest| rest.starts_with('·'));
        let alike =
            own.unit == other.unit && own.kind == other.kind && own.years == other.years && own.role == other.role;
        year && named && alike && other.high.is_none()
    };
    let (left, right) = ((0..at).rev().take_while(row), (at + 1..indicators.len()).take_while(row));
    let mut found = left.chain(right).take(CELLS).filter(is_before);
    found.next().filter(|_| found.next().is_none())
}

/// So many cells of a row are looked at.
const CELLS: usize = 40;
