//! Parts that make their whole in one year's report and do not in another's (历年同列): 申请634件，其中公开365件、部分公开101件、不予公开168件, and
//! the year after the same three are less.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::entire::called;
use super::reason::reason;
use super::{Check, Verdict, sums};
use crate::config::Config;
use crate::corpus::Body;
use crate::indicator::Indicator;
use crate::timeline::printed::slack;

/// A list of parts with what they make.
struct Row<'a> {
    report: usize,
    total: &'a Indicator,
    values: Vec<Decimal>,
    sum: Decimal,
    /// By how much the digits that are printed may be off.
    room: Decimal,
    exact: bool,
}

impl Row<'_> {
    fn adds_up(&self) -> bool {
        (self.sum - self.total.value).abs() <= self.room
    }
}

/// Checks the parts of each report against those of the same names in the others: where they made all of it in two of them, or in one
/// and this one is a slip of the pen away, they should make it here.
pub(super) fn check(body: &Body, config: &Config) -> Vec<Check> {
    // In the order in which they are told first.
    let (mut rows, mut known) = (Vec::<Vec<Row<'_>>>::new(), FxHashMap::default());
    for (report, entry) in body.entries.iter().enumerate() {
        for (at, list) in sums::lists(entry, config) {
            let total = &entry.indicators[at];
            let parts = || list.parts.iter().map(|&part| &entry.indicators[part]);
            let names: Vec<&[char]> = list.parts.iter().map(|&part| called(entry, part, &config.ties)).collect();
            let tail: Vec<char> = total.label.chars().rev().take(TAIL).collect();
            if list.parts.len() < 2 || names.iter().any(|name| name.len() < NAME) || tail.len() < TAIL {
                continue;
            }
            let values: Vec<Decimal> = parts().map(|one| one.value).collect();
            let Some(sum) = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value)) else {
                continue;
            };
            let room = parts().chain([total]).map(|one| slack(&entry.report.text, one)).sum();
            let exact = parts().chain([total]).all(|one| one.qualifier.is_none());
            let place = *known.entry((names, tail, total.unit.as_deref())).or_insert(rows.len());
            rows.resize_with(rows.len().max(place + 1), Vec::new);
            rows[place].push(Row { report, total, values, sum, room, exact });
        }
    }
    rows.iter().flat_map(|rows| rows.iter().filter_map(|row| judge(row, rows))).collect()
}

fn judge(row: &Row<'_>, rows: &[Row<'_>]) -> Option<Check> {
    let other = |one: &&Row<'_>| one.report != row.report && one.exact;
    let hold = rows.iter().filter(other).filter(|one| one.adds_up()).count();
    let break_too = rows.iter().filter(other).any(|one| !one.adds_up());
    let likely = reason(row.sum, row.total.value);
    let sure = hold > 1 || hold == 1 && likely.is_some();
    (row.exact && !row.adds_up() && sure && !break_too)
        .then(|| sums::told(row.report, row.total, &row.values, Verdict::Suspect, likely))
}

/// How long the name of a part is at least, and how much of the end of the total's name is the same.
const NAME: usize = 2;
const TAIL: usize = 2;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};
    use Verdict::{Holds, Suspect};

    #[test]
    fn what_made_the_whole_in_other_years_should_make_it_now() {
        let told = |all: &str, a: &str, b: &str| format!("受理船员申诉{all}件，其中一审{a}件、再审{b}件。");
        let of = |last: &str| {
            let told = [told("61", "34", "27"), told("72", "40", "32"), told(last, "51", "34")];
            let reports: Vec<(i32, &str)> = (2022..).zip(told.iter().map(String::as_str)).collect();
            verdicts(Kind::Sum, &reports)
        };
        assert_eq!(of("85"), [Holds, Holds, Holds]);
        assert_eq!(of("98"), [Holds, Holds, Suspect]);
        let two = |last: &str| verdicts(Kind::Sum, &[(2023, &told("61", "34", "27")), (2024, &told(last, "51", "34"))]);
        assert_eq!(two("95"), [Holds, Suspect]);
        // Some may be left out in a year.
        assert!(!two("98").contains(&Suspect));
    }
}
