//! Rows of one cell in a table (分组行): what the rows below them are of.
//!
//! ```text
//! 一、本年新收      42   52
//! 三、办理结果                  a group
//! （一）予以公开    21   24     a row of it, by the rank of its number
//! 四、结转下年       3    4     of its own
//! ```

use crate::report::{Report, ordinal_rank};
use crate::source::Cell;
use crate::text::Span;

use super::{CAPTION, distinct};

/// The rows below others that are one cell alone, and say what the rows under them are of.
pub(super) fn groups(report: &Report, cells: &[Vec<Option<&Cell>>], numbers: &[Vec<bool>]) -> Vec<Option<Span>> {
    let mut counted = false;
    let alone = |row: &[Option<&Cell>]| {
        let told = distinct(row.iter().copied().flatten());
        let first = row.first().copied().flatten().map(|cell| cell.span);
        matches!(told.as_slice(), [one] if first == Some(*one) && one.len() <= CAPTION && row.len() > 2)
    };
    let mut found = Vec::with_capacity(cells.len());
    for (row, numbers) in cells.iter().zip(numbers) {
        let heads = counted && !numbers.contains(&true) && alone(row);
        counted |= numbers.contains(&true);
        let span = row.first().copied().flatten().map(|cell| cell.span);
        // 单位：万元 is no group of rows.
        found.push(span.filter(|span| heads && !report.text.folded(*span).contains(&':')));
    }
    found
}

/// The groups that each row stands under: those whose number is of a higher rank than its own, until one of their rank follows.
pub(super) fn under(report: &Report, cells: &[Vec<Option<&Cell>>], groups: &[Option<Span>]) -> Vec<Vec<Span>> {
    let rank = |span: Span| ordinal_rank(report.text.folded(report.text.trim(span))).unwrap_or(LAST_RANK);
    let mut open: Vec<(u8, Span)> = Vec::new();
    let mut found = Vec::with_capacity(cells.len());
    for (row, group) in cells.iter().zip(groups) {
        let own = row.first().copied().flatten().map_or(LAST_RANK, |cell| rank(cell.span));
        let last = group.is_none() && own == LAST_RANK;
        open.retain(|(rank, _)| last || *rank < own);
        found.push(open.iter().map(|(_, span)| *span).collect());
        open.extend(group.map(|span| (own, span)));
    }
    found
}

/// The rank of a row without a number.
const LAST_RANK: u8 = 9;
