//! For readers without scripts: the series as a table, and what changed from the year before the base year to it.

use maud::{Markup, html};

use super::words::{Characters, both, relation, said};
use crate::diff::{Change, Op};
use crate::render::view::comparison::{ChangeLine, Comparison};
use crate::render::view::page::PageBody;
use crate::render::view::reading::ends;
use crate::render::view::rows::Row;
use crate::text::Span;

/// The series of several reports.
pub(super) fn series(body: &PageBody) -> Markup {
    html! {
        h2 { (body.name) }
        div.wide tabindex="0" role="region" aria-label="指标 Indicators" {
            table {
                thead {
                    tr {
                        th scope="col" { (both("指标", "Indicator")) }
                        th scope="col" { (both("单位", "Unit")) }
                        @for year in &body.columns { th.n scope="col" { (year) } }
                    }
                }
                tbody {
                    @for row in body.series.iter().filter(|row| row.reports > 1) {
                        tr {
                            th scope="row" lang="zh-CN" { (row.name) @if row.role == "target" { " " span.tag { (both("目标", "target")) } } }
                            td lang="zh-CN" { (row.unit.as_deref().unwrap_or_default()) }
                            @for (gap, shown) in cells(body, row) {
                                @if gap > 0 { td colspan=(gap) {} }
                                @if let Some(shown) = shown { td.n { (shown) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The figures of a series by year, each with how many years without one stand before it; last, how many stand behind all.
fn cells<'a>(body: &PageBody, row: &'a Row) -> Vec<(usize, Option<&'a str>)> {
    let mut out = Vec::new();
    let mut gap = 0;
    for year in &body.columns {
        match row.points.iter().find(|point| point.period == *year) {
            Some(point) => out.push((std::mem::take(&mut gap), Some(row.figures[point.figure].spelled.shown.as_str()))),
            None => gap += 1,
        }
    }
    if gap > 0 {
        out.push((gap, None));
    }
    out
}

/// What changed from the year before the base year to it; where the base is the first, from it to the next.
pub(super) fn comparison(body: &PageBody) -> Markup {
    let base = body.base.unwrap_or_else(|| body.reports.len().saturating_sub(1));
    html! {
        @let later = if base == 0 { 1 } else { base };
        @for pair in body.pairs.iter().filter(|pair| pair.b == pair.a + 1 && pair.b == later) {
            (pair_of(body, pair))
        }
    }
}

fn pair_of(body: &PageBody, pair: &Comparison) -> Markup {
    let texts = (Characters::new(&body.reports[pair.a]), Characters::new(&body.reports[pair.b]));
    let title = |report: usize, section: Option<usize>| section.map(|at| &body.reports[report].sections[at].title);
    html! {
        h2 { (body.name) " " (body.reports[pair.a].year) " → " (body.reports[pair.b].year) }
        table {
            thead { tr { th scope="col" { (body.reports[pair.a].year) } th scope="col" { (body.reports[pair.b].year) } th scope="col" { (both("关系", "Relation")) } } }
            tbody {
                @for row in &pair.sections {
                    tr {
                        td { @if let Some(words) = title(pair.a, row.a) { (said(words)) } }
                        td { @if let Some(words) = title(pair.b, row.b) { (said(words)) } }
                        td { (said(&relation(&row.relation))) }
                    }
                }
            }
        }
        table.plain {
            thead { tr { th scope="col" { (body.reports[pair.a].year) } th scope="col" { (body.reports[pair.b].year) } } }
            tbody lang="zh-CN" {
                @for line in pair.changes.iter().filter(|line| line.change != Change::Kept) {
                    tr { td { (side(&texts.0, line, true)) } td { (side(&texts.1, line, false)) } }
                }
            }
        }
    }
}

fn side(text: &Characters, line: &ChangeLine, before: bool) -> Markup {
    let place = if before { line.places.before } else { line.places.after };
    let Some(place) = place else { return html! {} };
    let only = line.places.before.is_none() || line.places.after.is_none();
    let cut = |span: Span| text.cut(ends(span));
    html! {
        @if line.pieces.is_empty() {
            @match (only, before) {
                (true, true) => { del { (cut(place)) } }
                (true, false) => { ins { (cut(place)) } }
                _ => { (cut(place)) }
            }
        } @else {
            @for piece in &line.pieces {
                @let span = if before { piece.edit.before } else { piece.edit.after };
                @match piece.edit.op {
                    Op::Equal => { (cut(span)) }
                    Op::Delete => { del { (cut(span)) } }
                    Op::Insert => { ins { (cut(span)) } }
                    Op::Number => { span.num { (cut(span)) @if !before && let Some(by) = &piece.by { small { (by) } } } }
                }
            }
        }
    }
}
