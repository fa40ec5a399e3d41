//! The checks for readers without scripts: the quote, what was expected, what was found. With scripts they are drawn from
//! the data, as other views are.

use maud::{Markup, html};

use super::words::{Characters, both, place_link, said};
use crate::check::Verdict;
use crate::render::view::checked::{VERDICTS, kind, verdict};
use crate::render::view::page::{PageBody, PageCheck};

/// For readers without scripts: how many checks there are, and those that fail or need a look, what fails first.
pub(super) fn body(at: usize, body: &PageBody) -> Markup {
    let texts: Vec<Characters> = body.reports.iter().map(Characters::new).collect();
    let mut checks: Vec<&PageCheck> = body.checks.iter().filter(|check| check.verdict != Verdict::Holds).collect();
    let rank = |check: &PageCheck| VERDICTS.iter().position(|one| *one == check.verdict);
    checks.sort_by_key(|check| (rank(check), check.report, check.place));
    let (all, open) = (body.checks.len(), checks.len());
    html! {
        p {
            (body.name) " "
            (both(
                &format!("核查了 {all} 处：{open} 处不符或存疑，列在下面；{} 处相符，在 checks.csv 中。", all - open),
                &format!("{all} checks: {open} fail or need a look, as listed; {} agree, and stand in checks.csv.", all - open),
            ))
        }
        @if open > 0 {
            table.checks {
                thead {
                    tr {
                        th scope="col" { (both("结果", "Result")) }
                        th scope="col" { (both("报告", "Report")) }
                        th scope="col" { (both("核查", "Check")) }
                        th scope="col" { (both("原文与算式", "Quote and reckoning")) }
                        th.n scope="col" { (both("应为", "Expected")) }
                        th.n scope="col" { (both("报告称", "Found")) }
                    }
                }
                tbody {
                    @for check in checks { (row(at, body, &texts, check)) }
                }
            }
        }
    }
}

fn row(at: usize, body: &PageBody, texts: &[Characters], check: &PageCheck) -> Markup {
    let report = &body.reports[check.report];
    html! {
        tr class=(check.verdict.name()) {
            td { span.verdict { (said(&verdict(check.verdict))) } }
            td { (report.year) }
            td { (said(&kind(check.kind))) }
            td {
                a.quote href=(place_link(at, report, check.place)) { (texts[check.report].marked(check.quote, check.place, 40)) }
                div.said { (said(&check.message)) }
            }
            td.n { (check.expected) }
            td.n { (check.found) }
        }
    }
}
