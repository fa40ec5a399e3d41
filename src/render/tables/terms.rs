//! `terms.csv`: wording that is new, gone, or told more or less often.

use rust_decimal::Decimal;

use super::number;
use crate::corpus::Body;
use crate::diff::terms::Term;
use crate::table::{Table, decimal, int, text};

/// A row a phrase and the report that its use changed with, by body, report, change and keyness.
///
/// `keyness` is a log-likelihood ratio; `first_year` and `last_year` are of all the reports of the body.
pub fn terms(bodies: &[(&Body, Vec<Term>)]) -> Table {
    let rows = bodies.iter().flat_map(|(body, terms)| terms.iter().map(move |term| Row { body, term }));
    let key = &["body", "term", "report"];
    Table::new(
        "terms",
        "a row a phrase and the report that its use changed with",
        key,
        rows,
        [
            text("body", "the public body", |row: &Row<'_>| row.body.name.clone()),
            text("term", "the phrase", |row| row.term.term.clone()),
            text("report", "the report's file", |row| row.body.entries[row.term.report].report.name.clone()),
            int("report_year", "its year", |row| row.year(row.term.report)),
            text("change", "new, dropped, more or less", |row| row.term.change.name().to_owned()),
            int("count", "how often it stands in it", |row| Some(row.term.count.into())),
            decimal("per_10000", "the same of 10000 characters", |row| {
                number(Decimal::new(row.term.per_10000 as i64, 3).round_dp(2))
            }),
            int("count_before", "how often in the report before", |row| Some(row.term.count_before.into())),
            int("year_before", "the year of that report", |row| row.year(row.term.report - 1)),
            decimal("keyness", "log-likelihood ratio", |row| number(Decimal::new(row.term.keyness as i64, 2))),
            int("first_year", "the first report that has it", |row| row.year(row.term.first)),
            int("last_year", "the last one", |row| row.year(row.term.last)),
        ],
    )
}

struct Row<'a> {
    body: &'a Body,
    term: &'a Term,
}

impl Row<'_> {
    fn year(&self, report: usize) -> Option<i64> {
        Some(self.body.entries[report].year().into())
    }
}
