//! `terms.csv`: wording that is new, gone, or told more or less often.

use rust_decimal::Decimal;

use super::{Sheet, number};
use crate::corpus::Body;
use crate::diff::terms::Term;

/// `terms.csv`: a row a phrase and the report that its use changed with, by body, report, change and keyness.
///
/// `keyness` is a log-likelihood ratio; `first_year` and `last_year` are of all the reports of the body.
pub fn terms(bodies: &[(&Body, Vec<Term>)], bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = Sheet::new(&[
        "body",
        "term",
        "report",
        "report_year",
        "change",
        "count",
        "per_10000",
        "count_before",
        "year_before",
        "keyness",
        "first_year",
        "last_year",
    ]);
    for (body, terms) in bodies {
        let year = |report: usize| body.entries[report].year().to_string();
        for term in terms {
            sheet.rows.push(vec![
                body.name.clone(),
                term.term.clone(),
                body.entries[term.report].report.name.clone(),
                year(term.report),
                term.change.name().to_owned(),
                term.count.to_string(),
                number(Decimal::new(term.per_10000 as i64, 3).round_dp(2)),
                term.count_before.to_string(),
                year(term.report - 1),
                number(Decimal::new(term.keyness as i64, 2)),
                year(term.first),
                year(term.last),
            ]);
        }
    }
    sheet.bytes(bom)
}
