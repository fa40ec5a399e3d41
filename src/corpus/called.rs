//! Which year the reports of one body are called after (年份的叫法): all after the year that they tell of, where some are and
//! two would fall together otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, diagnostics};

/// Two reports of one year that look back at different ones are no two of a year. Where they are told apart by it, all of the body
/// whose day alone says their year are called after the year that they tell of.
///
/// ```text
/// 工作报告（2022年1月11日作）        on 2021, called 2022      2021
/// 2022年工作报告（摘要）             on 2022, called 2022  →   2022
/// ```
pub(super) fn by_one_way(named: &mut [(String, Entry)]) {
    let mut bodies: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (name, _)) in named.iter().enumerate() {
        bodies.entry(name.clone()).or_default().push(at);
    }
    for own in bodies.into_values() {
        let told = |entry: &Entry| Some((entry.report.metadata.year?, entry.report.metadata.covers?));
        let years: BTreeSet<(i32, i32)> = own.iter().filter_map(|at| told(&named[*at].1)).collect();
        let called: BTreeSet<i32> = years.iter().map(|(year, _)| *year).collect();
        if called.len() == years.len() {
            continue;
        }
        let is_open = |entry: &Entry| {
            entry.report.metadata.open_year && told(entry).is_some_and(|(year, covers)| covers + 1 == year)
        };
        let renamed = own.iter().filter_map(|at| {
            let (year, covers) = told(&named[*at].1)?;
            Some((if is_open(&named[*at].1) { covers } else { year }, covers))
        });
        let renamed: BTreeSet<(i32, i32)> = renamed.collect();
        let apart: BTreeSet<i32> = renamed.iter().map(|(year, _)| *year).collect();
        if apart.len() <= called.len() {
            continue;
        }
        for at in own {
            let entry = &mut named[at].1;
            if is_open(entry) {
                call(entry);
            }
        }
    }
}

/// Calls a report after the year that it looks back at.
fn call(entry: &mut Entry) {
    let Some(year) = entry.report.metadata.covers else { return };
    entry.report.metadata.year = Some(year);
    if let Some(reading) = &mut entry.report.reading {
        reading.report.metadata.year = Some(year);
    }
    entry.notes.insert(0, diagnostics::called_after(year));
}
