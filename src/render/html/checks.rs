//! The checks as a table: the quote, what was expected, what was found.

use maud::{Markup, html};

use super::words::{Characters, both, place_link, said, series_link};
use crate::render::view::page::{PageBody, PageCheck};
use crate::render::view::reading::Words;

/// What is checked, in words.
pub(super) fn kind(name: &str) -> Words {
    let (zh, en) = match name {
        "sum" => ("分项与合计", "sum"),
        "rate" => ("比率", "rate"),
        "growth" => ("增长", "growth"),
        "restated" => ("前后两年的说法", "told again"),
        "roll" => ("结转", "roll-forward"),
        "table" => ("表内合计", "table"),
        "damage" => ("数字损坏", "damage"),
        "year" => ("年份", "year"),
        other => (other, other),
    };
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

fn verdict(name: &str) -> (&'static str, &'static str) {
    match name {
        "fails" => ("不符", "fails"),
        "suspect" => ("存疑", "suspect"),
        _ => ("相符", "agrees"),
    }
}

const fn rank(check: &PageCheck) -> u8 {
    match check.verdict.as_bytes() {
        b"fails" => 0,
        b"suspect" => 1,
        _ => 2,
    }
}

/// A body's checks: what fails first.
pub(super) fn body(at: usize, body: &PageBody) -> Markup {
    let texts: Vec<Characters> = body.reports.iter().map(Characters::new).collect();
    let mut checks: Vec<&PageCheck> = body.checks.iter().collect();
    checks.sort_by_key(|check| (rank(check), check.report, check.place));
    html! {
        div.of-body data-body=(at) {
            @if checks.is_empty() { p { (both("没有可以核查的数字。", "There are no figures to check.")) } }
            @else {
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
}

fn row(at: usize, body: &PageBody, texts: &[Characters], check: &PageCheck) -> Markup {
    let (zh, en) = verdict(check.verdict);
    let report = &body.reports[check.report];
    html! {
        tr class=(check.verdict) data-verdict=(check.verdict) data-kind=(check.kind) {
            td { span.verdict { (both(zh, en)) } }
            td { (report.year) }
            td { (said(&kind(check.kind))) }
            td {
                a.quote href=(place_link(at, report, check.place)) { (texts[check.report].marked(check.quote, check.place, 40)) }
                div.said {
                    (said(&check.message))
                    @if let Some(series) = &check.series {
                        " " a href=(series_link(at, series)) { (both("看序列", "its series")) }
                    }
                }
            }
            td.n { (check.expected) }
            td.n { (check.found) }
        }
    }
}
