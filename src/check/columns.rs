//! Rows of a table that tell two years and the change between them: 行政检查 | 21400 | 24000 | 12.1%. A row is held against itself, not
//! against what another report said of the year before.

use std::collections::BTreeMap;

use super::across::{growth, is_real};
use super::rounding::tells;
use super::{Check, Verdict, cells, percent};
use crate::config::{Kind as Sort, Ties};
use crate::corpus::Entry;
use crate::indicator::Measure;
use crate::timeline::facts::changes_of;
use crate::timeline::printed::{slack, value_before};

/// Checks the rows of one report's tables. Where most rows of a table do not agree, its changes are of something else.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let mut tables: BTreeMap<u32, Vec<Check>> = BTreeMap::new();
    for (at, level) in entry.indicators.iter().enumerate() {
        let level_or_share = matches!(level.measure(), Measure::Level | Measure::Share);
        let Some(place) = level.table.filter(|_| level_or_share) else { continue };
        if let Some(before) = cells::before(&entry.indicators, at) {
            tables.entry(place.table).or_default().extend(changes(report, entry, (before, at), ties));
        }
    }
    let sure = |checks: &Vec<Check>| {
        let bad = checks.iter().filter(|check| check.verdict != Verdict::Holds).count();
        bad * 2 < checks.len()
    };
    tables
        .into_values()
        .flat_map(|mut checks| {
            let sure = sure(&checks);
            checks.retain(|check| sure || check.verdict == Verdict::Holds);
            checks
        })
        .collect()
}

fn changes(report: usize, entry: &Entry, (before, at): (usize, usize), ties: &Ties) -> Vec<Check> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let (was, level) = (&indicators[before], &indicators[at]);
    let same_row = |change: &usize| {
        indicators[*change].table.zip(level.table).is_some_and(|(a, b)| a.table == b.table && a.row == b.row)
    };
    let of = |change: usize| {
        let change = &indicators[change];
        let room = slack(text, was);
        let implied = value_before(text, level, change)?.widened(room);
        let verdict = match () {
            () if change.period != level.period => return None,
            () if implied.holds(was.value) && !tells(text, [was.value, room], level, change) => return None,
            () if implied.holds(was.value) => Verdict::Holds,
            () if is_real(entry, level, change, ties) => return None,
            () if percent::meant(text, [was.value, room], level, change) => {
                return Some(percent::told(report, was.value, level, change));
            }
            // Money is counted anew each year.
            () if level.kind == Sort::Money => Verdict::Suspect,
            () => Verdict::Fails,
        };
        growth(report, was.value, level, change, verdict, false)
    };
    changes_of(indicators, at).into_iter().filter(same_row).filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::checked;
    use super::super::{Kind, Verdict};
    use Verdict::{Fails, Holds};

    const HEAD: &str = "下表是各项情况。\n\n| 项目 | 2023年 | 2024年 | 增幅 |\n| --- | --- | --- | --- |\n";

    fn of(before: &str, rows: &str) -> Vec<(Kind, Verdict)> {
        let told = format!("{HEAD}{rows}");
        checked(&[(2023, before), (2024, &told)]).into_iter().map(|one| (one.0, one.1)).collect()
    }

    #[test]
    fn a_row_is_held_against_itself() {
        let rows = "| 渡口检查（次） | 1,204 | 1,325 | 10.0% |\n| 船舶登记（艘） | 860 | 903 | 5.0% |\n| 航标维护（座） | 410 | 451 | 10.0% |\n";
        let found = of("渡口检查1,024次。", rows);
        assert_eq!(found.iter().filter(|one| **one == (Kind::Growth, Holds)).count(), 3, "{found:?}");
        assert!(!found.contains(&(Kind::Growth, Fails)), "{found:?}");
        let slip = of("渡口检查1,204次。", &rows.replace("| 903 | 5.0%", "| 903 | 6.0%"));
        assert_eq!(slip.iter().filter(|one| **one == (Kind::Growth, Fails)).count(), 1, "{slip:?}");
    }
}
