//! For readers without scripts: what the base report says against the one before, in a few numbers.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::words::{both, relation, said};
use crate::render::view::comparison::SectionRow;
use crate::render::view::page::PageBody;
use crate::render::view::promises::Promise;

/// How many sections are named.
const NAMED: usize = 12;

/// The first lines of a body's page.
pub(super) fn summary(body: &PageBody) -> Markup {
    let Some(reports) = body.overview.reports else { return html! {} };
    let years = reports.map(|report| body.reports[report].year);
    let pair = body.pairs.iter().find(|pair| (pair.a, pair.b) == (reports.before, reports.after));
    // A section that holds parts of several is told once.
    let mut told = BTreeSet::new();
    let other: Vec<&SectionRow> = pair
        .into_iter()
        .flat_map(|pair| &pair.sections)
        .filter(|row| row.relation != "same" && told.insert((row.b.is_none().then_some(row.a), row.b)))
        .collect();
    let made: Vec<&Promise> =
        body.promises.iter().filter(|one| one.report == reports.before && one.outcome != "too-early").collect();
    html! {
        h2 {
            (both(
                &format!("{} 年报告与 {} 年相比", years.after, years.before),
                &format!("The report of {} against that of {}", years.after, years.before),
            ))
        }
        ul.list {
            @if let Some(carried) = pair.and_then(|pair| pair.carried) {
                @let share = (u32::from(carried) + 5) / 10;
                li { span { (both(&format!("{share}% 的文字沿用自 {} 年报告", years.before), &format!("{share}% of the text was carried over from {}", years.before))) } }
            }
            @for row in other.iter().take(NAMED) {
                @let title = row.b.map(|section| (reports.after, section)).or(row.a.map(|section| (reports.before, section)));
                @if let Some((report, section)) = title {
                    li { span { (said(&body.reports[report].sections[section].title)) } span.n { (said(&relation(&row.relation))) } }
                }
            }
            @if other.len() > NAMED {
                li { span.soft { (both(&format!("另有 {} 个部分有变", other.len() - NAMED), &format!("{} more sections are others", other.len() - NAMED))) } }
            }
            @if !made.is_empty() && reports.after == reports.before + 1 { li { span { (kept(years.before, &made)) } } }
        }
        p.note { (both("其余在下面；带脚本打开时还有指标、文本、承诺和检索。", "The rest is below; with scripts there are indicators, texts, promises and a search, too.")) }
        p.note { (both("两页的简报：", "Two pages to hand on: ")) code { "nianlun brief " (years.after) " " (years.before) } }
    }
}

/// What became of the targets with a number.
fn kept(year: i32, made: &[&Promise]) -> Markup {
    let with: Vec<&&Promise> = made.iter().filter(|one| one.target.is_some()).collect();
    let count = |outcome: &str| with.iter().filter(|one| one.outcome == outcome).count();
    let (met, missed) = (count("met"), count("missed"));
    let rest = with.len() - met - missed;
    both(
        &format!("{year} 年提出的 {} 项数字目标：达到 {met}，未达到 {missed}，没有可比的数 {rest}", with.len()),
        &format!("{} targets of {year}: {met} met, {missed} missed, {rest} without a figure to compare", with.len()),
    )
}
