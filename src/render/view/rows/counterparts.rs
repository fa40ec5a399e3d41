//! The rows of what was to be reached beside those of what was reached (目标与完成数).

use std::collections::BTreeMap;

use super::Row;

/// What was to be reached of what was reached, and the other way round: the first row that is the same but for its role.
pub(super) fn counterparts(rows: &[Row]) -> Vec<Option<String>> {
    let what = |row: &Row| (row.name.clone(), row.measure, row.unit.clone(), row.years);
    // Of each role the first row.
    let mut of: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        let first: &mut Vec<&Row> = of.entry(what(row)).or_default();
        if first.iter().all(|other| other.role != row.role) {
            first.push(row);
        }
    }
    let other =
        |row: &Row| of.get(&what(row))?.iter().find(|other| other.role != row.role).map(|other| other.id.clone());
    rows.iter().map(other).collect()
}
