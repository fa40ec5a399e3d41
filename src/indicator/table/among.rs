//! Rows among others (其中): what a row that 其中 opens is of, and part of.
//!
//! ```text
//! 行政复议案件（件）   63   78
//! 其中：被撤销          4    3      行政复议案件·被撤销, in 件, part of the cell above
//! ```

use std::collections::BTreeMap;

use crate::config::{Config, Qualifier};
use crate::indicator::{Indicator, IndicatorId, Measure};
use crate::report::Report;

use super::super::word::squeezed;
use super::Grid;
use super::said::Said;

/// So many rows above one may tell what it is among. Set by hand: longer lists are told by their groups.
const REACH: usize = 24;

/// For each row that 其中 opens, the nearest one above that it does not.
pub(super) fn wholes(
    grid: &Grid<'_>,
    report: &Report,
    config: &Config,
    (rows, columns): (u32, u32),
) -> Vec<Option<u32>> {
    let opens = |row: u32| {
        let head = grid.beside_row(row, columns).pop()?;
        let words = squeezed(report.text.folded(head));
        Some(config.grammar.among_words.at_start(&words).is_some_and(|(len, ())| len < words.len()))
    };
    let whole = |row: u32| {
        opens(row).filter(|opens| *opens)?;
        (rows..row).rev().take(REACH).find(|row| opens(*row) == Some(false))
    };
    (0..grid.rows).map(|row| if row < rows { None } else { whole(row) }).collect()
}

/// 其中：│被撤销: what the head of such a row says.
pub(super) fn named(said: Said, config: &Config) -> Said {
    let words: Vec<char> = said.words.chars().collect();
    let len = config.grammar.among_words.at_start(&words).map_or(0, |(len, ())| len);
    let rest: String = words[len..].iter().collect();
    Said { words: rest.trim_start_matches([':', ',', '、']).to_owned(), ..said }
}

/// Makes the cells of such rows parts of those above them that they are among.
pub(super) fn mark_parts(found: &mut [Indicator], wholes: &[Option<u32>]) {
    let place = |one: &Indicator| one.table.map(|place| (place.row, place.column));
    let at: BTreeMap<(u32, u32), usize> =
        found.iter().enumerate().filter_map(|(at, one)| Some((place(one)?, at))).collect();
    for part in 0..found.len() {
        let Some((row, column)) = place(&found[part]) else { continue };
        let whole = wholes.get(row as usize).copied().flatten().and_then(|row| at.get(&(row, column)).copied());
        let fits = |whole: &usize| {
            let (own, whole) = (&found[part], &found[*whole]);
            let adds = own.measure() == Measure::Level
                && own.qualifier != Some(Qualifier::Average)
                && own.unit.as_deref() != Some("%");
            adds && own.unit == whole.unit
                && own.kind == whole.kind
                && own.value <= whole.value
                && own.direction.is_none()
        };
        if let Some(whole) = whole.filter(fits).filter(|_| found[part].part_of.is_none()) {
            found[part].part_of = Some(IndicatorId(whole as u32));
        }
    }
}
