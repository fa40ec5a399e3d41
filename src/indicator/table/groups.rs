//! Rows of one cell in a table (分组行): what the rows below them are of.
//!
//! ```text
//! 一、本年新收      42   52
//! 三、办理结果                  a group
//! （一）予以公开    21   24     a row of it, by the rank of its number
//! 四、结转下年       3    4     of its own
//! ```

use crate::report::{Report, ordinal};
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

/// The groups that each row stands under: those whose number is of a higher rank than its own, until one of their rank follows. One
/// without a number holds until the next such, or until a row goes on with the count from before it.
pub(super) fn under(report: &Report, cells: &[Vec<Option<&Cell>>], groups: &[Option<Span>]) -> Vec<Vec<Span>> {
    let number = |span: Span| {
        let (rank, number, _) = ordinal(report.text.folded(report.text.trim(span)))?;
        Some((rank, number))
    };
    let mut open: Vec<Group> = Vec::new();
    // The last number of each rank.
    let mut last = [0_u16; LAST_RANK as usize];
    let mut found = Vec::with_capacity(cells.len());
    for (row, group) in cells.iter().zip(groups) {
        let own = row.first().copied().flatten().and_then(|cell| number(cell.span));
        let holds = |one: &Group| match own {
            Some((rank, _)) if one.rank < LAST_RANK => one.rank < rank,
            Some((rank, number)) => one.before[rank as usize] == 0 || one.before[rank as usize] + 1 != number,
            None => group.is_none() || one.rank < LAST_RANK,
        };
        open.truncate(open.iter().take_while(|one| holds(one)).count());
        found.push(open.iter().map(|one| one.span).collect());
        open.extend(group.map(|span| Group { rank: own.map_or(LAST_RANK, |(rank, _)| rank), before: last, span }));
        if let Some((rank, number)) = own {
            last[rank as usize] = number;
            last[rank as usize + 1..].fill(0);
        }
    }
    found
}

/// A group that rows may stand under.
struct Group {
    /// The rank of its number.
    rank: u8,
    /// The last number of each rank before it.
    before: [u16; LAST_RANK as usize],
    span: Span,
}

/// The rank of a row without a number.
const LAST_RANK: u8 = 9;
