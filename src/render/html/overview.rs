//! The overview of a body: what was read, how much was carried over, and what is most worth a look.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::words::{Characters, both, of_body, place_link, relation, said, series_link};
use crate::check::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::render::view::checked::kind;
use crate::render::view::figures::grouped;
use crate::render::view::overview::{Cell, StripRow};
use crate::render::view::page::{LeftOutFile, Page, PageBody};
use crate::render::view::reading::{Note, PageReport};
use crate::render::view::rows::{Change, Row, reasons};

fn count(number: usize) -> String {
    grouped(Decimal::from(number))
}

/// A body's overview.
pub(super) fn body(page: &Page, at: usize, body: &PageBody) -> Markup {
    let texts: Vec<Characters> = body.reports.iter().map(Characters::new).collect();
    html! {
        div.of-body data-body=(at) {
            @if page.bodies.len() > 1 { h2.name { (body.name) } }
            noscript { (super::summary::summary(body)) }
            (read(body))
            (alarms(at, body))
            (strip(at, body))
            div.columns {
                div {
                    (largest(at, body, &texts))
                    (gone(at, body, &texts))
                }
                div {
                    (failing(at, body, &texts))
                    (breaks(at, body, &texts))
                    (notes(at, body))
                }
            }
        }
    }
}

fn read(body: &PageBody) -> Markup {
    let sections: usize = body.reports.iter().map(|report| report.sections.len()).sum();
    let figures: usize = body.reports.iter().map(|report| report.figures).sum();
    let chars: u32 = body.reports.iter().map(|report| report.chars).sum();
    let series = body.series.iter().filter(|row| row.reports > 1).count();
    let (reports, chars) = (count(body.reports.len()), count(chars as usize));
    let (sections, figures, series) = (count(sections), count(figures), count(series));
    html! {
        p.lead {
            (both(
                &format!("读入 {reports} 份报告，{chars} 字，{sections} 个部分，{figures} 个指标，连成 {series} 条跨年序列。"),
                &format!("{reports} reports read: {chars} characters, {sections} sections, {figures} figures, {series} series over several years."),
            ))
        }
    }
}

/// Sections × years with the share of text that was carried over; below it what was read.
fn strip(at: usize, body: &PageBody) -> Markup {
    let base = body.base;
    let overview = &body.overview;
    html! {
        h2 {
            (both("沿用的文字", "Text carried over"))
            " " small { (both("各部分与上一年报告相同的百分比；越深越像上一年", "percent of each section that the report of the year before had; darker is more alike")) }
        }
        div.wide tabindex="0" role="region" aria-label="沿用的文字 Text carried over" {
            table.heat {
                thead {
                    tr {
                        th scope="col" { (both("部分", "Section")) }
                        @for (index, report) in body.reports.iter().enumerate() {
                            th.n.base[base == Some(index)] scope="col" {
                                a href={ "#text/" (report.year) (of_body(at)) } title=(report.name) { (report.year) }
                            }
                        }
                    }
                }
                tbody {
                    (whole(at, body))
                    @for row in overview.strip.iter().filter(|row| telling(row, overview.strip.len())) { (strip_row(at, body, row)) }
                }
                tfoot {
                    tr {
                        th scope="row" { (both("字数", "Characters")) }
                        @for report in &body.reports { td.n { (count(report.chars as usize)) } }
                    }
                    tr {
                        th scope="row" { (both("指标", "Figures")) }
                        @for report in &body.reports { td.n { (report.figures) } }
                    }
                    tr {
                        th scope="row" { (both("文件", "File")) }
                        @for report in &body.reports { td.n { span.file title=(file(report)) { (report.format) } } }
                    }
                }
            }
        }
        @let left = overview.strip.iter().filter(|row| !telling(row, overview.strip.len())).count();
        @if left > 0 {
            p.note { (both(&format!("另有 {left} 个部分只在一份报告中出现。"), &format!("{left} more sections stand in one report only."))) }
        }
    }
}

fn file(report: &PageReport) -> String {
    [Some(&report.name), report.title.as_ref(), report.number.as_ref()]
        .into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Where there are many sections, those of one report only are counted instead.
fn telling(row: &StripRow, all: usize) -> bool {
    all <= 16 || usize::from(row.first) + row.cells.iter().flatten().count() > 1
}

/// The whole report's share.
fn whole(at: usize, body: &PageBody) -> Markup {
    html! {
        tr.whole {
            th scope="row" { (both("全文", "Whole report")) }
            td {}
            @for later in 1..body.reports.len() {
                @let pair = body.pairs.iter().find(|pair| (pair.a, pair.b) == (later - 1, later));
                @match pair.and_then(|pair| pair.carried) {
                    Some(carried) => {
                        @let link = format!("#text/{}/{}{}", body.reports[later - 1].year, body.reports[later].year, of_body(at));
                        td class={ "h" (carried.min(999) / 100) } { a href=(link) { (percent(carried)) } }
                    }
                    None => { td.nothing {} }
                }
            }
        }
    }
}

fn strip_row(at: usize, body: &PageBody, row: &StripRow) -> Markup {
    let events: Vec<_> = row.events.iter().rev().take(2).rev().collect();
    html! {
        tr {
            th scope="row" {
                (said(&row.title))
                @for (year, event) in events { " " span.rel { (year) " " (said(&relation(event))) } }
            }
            @if row.first { td.dot { "·" } } @else { td.hx {} }
            @for (later, cell) in row.cells.iter().enumerate() {
                @match cell {
                    Some(cell) => { (strip_cell(at, body, later + 1, cell)) }
                    None => { td.hx {} }
                }
            }
        }
    }
}

fn strip_cell(at: usize, body: &PageBody, report: usize, cell: &Cell) -> Markup {
    let section = &body.reports[report].sections[cell.section];
    let link = format!(
        "#text/{}/{}/@{}{}",
        body.reports[report - 1].year,
        body.reports[report].year,
        section.place[0],
        of_body(at)
    );
    let words = relation(&cell.relation);
    let note = format!("{}: {} {}", section.title.zh, words.zh, words.en);
    match cell.carried {
        Some(carried) => html! {
            td class={ "h" (carried.min(999) / 100) } { a href=(link) title=(note) { (percent(carried)) } }
        },
        None => html! { td.new { a href=(link) title=(note) { (both("新", "new")) } } },
    }
}

/// Thousandths as whole percent.
fn percent(thousandths: u16) -> String {
    ((u32::from(thousandths) + 5) / 10).to_string()
}

/// A unit as it stands behind its number in Chinese: without a space, as the reports print it.
fn unit(row: &Row) -> &str {
    row.unit.as_deref().unwrap_or_default()
}

fn largest(at: usize, body: &PageBody, texts: &[Characters]) -> Markup {
    let lines = &body.overview.largest;
    let left_out = body.overview.left_out;
    html! {
        @if !lines.is_empty() {
            section.of-base {
            h2 {
                (both("变化最大", "Largest changes")) " " (years_of(body)) " "
                small {
                    (both("由前一年到后一年，口径可比、数值确切", "from the earlier year to the later, comparable and exact"))
                    @if left_out > 0 {
                        (both(&format!("；另有 {left_out} 条不可比、不确定或名称不尽相同，未列入"), &format!("; {left_out} that don't compare, are unsure or named otherwise are left out")))
                    }
                }
            }
            ul.list {
                @for &(series, change) in lines {
                    @let row = &body.series[series];
                    @let change = &row.between[change];
                    @let [from, to] = change.ends.map(|end| &row.figures[end]);
                    li {
                        a.name lang="zh-CN" href=(series_link(at, &row.id)) { (row.name) }
                        span.n.up[change.delta.starts_with('+')].down[change.delta.starts_with('−')] {
                            span.soft { (from.period.unwrap_or_default()) } " " span title=(from.spelled.exact) { (from.mark.unwrap_or_default()) (from.spelled.shown) @if let Some(unit) = &from.unit { (unit) } } " → "
                            span.soft { (to.period.unwrap_or_default()) } " " b title=(to.spelled.exact) { (to.mark.unwrap_or_default()) (to.spelled.shown) (to.unit.as_deref().unwrap_or_else(|| unit(row))) } " "
                            (by(change))
                        }
                        (quote(at, body, texts, to.report, to.quote, to.place))
                    }
                }
            }
            }
        }
    }
}

/// The two years that the largest changes are between.
fn years_of(body: &PageBody) -> String {
    let years = body.overview.reports.map(|reports| reports.map(|at| body.reports[at].covers));
    years.map(|years| format!("{} → {}", years.before, years.after)).unwrap_or_default()
}

/// By how much, in percent where that can be told.
fn by(change: &Change) -> Markup {
    html! {
        @match (&change.percent, change.measured) {
            (Some(percent), _) => { (percent) }
            (None, "points") => { (change.delta) " " (both("个百分点", "points")) }
            (None, "places") => { (places(&change.delta)) }
            (None, _) => { (change.delta) }
        }
    }
}

/// Places up or down: of ranks the lower number is the better one.
fn places(delta: &str) -> Markup {
    match (delta.strip_prefix('−'), delta.strip_prefix('+')) {
        (Some(count), _) => both(&format!("进 {count} 位"), &format!("up {count}")),
        (_, Some(count)) => both(&format!("退 {count} 位"), &format!("down {count}")),
        _ => both("位次不变", "no change"),
    }
}

fn quote(at: usize, body: &PageBody, texts: &[Characters], report: usize, quote: [u32; 2], place: [u32; 2]) -> Markup {
    html! {
        a.quote href=(place_link(at, &body.reports[report], place)) {
            span.year { (body.reports[report].year) } " " (texts[report].marked(quote, place, 26))
        }
    }
}

fn failing(at: usize, body: &PageBody, texts: &[Characters]) -> Markup {
    let of = |verdict: Verdict| body.checks.iter().filter(|check| check.verdict == verdict).count();
    let (fails, suspect, holds) = (of(Verdict::Fails), of(Verdict::Suspect), of(Verdict::Holds));
    html! {
        h2 {
            (both("不符的数字", "Figures that don't agree")) " "
            small {
                a href={ "#checks" (of_body(at)) } {
                    (both(
                        &format!("{fails} 项不符，{suspect} 项存疑，{holds} 项相符"),
                        &format!("{fails} fail, {suspect} need a look, {holds} agree"),
                    ))
                }
            }
        }
        ul.list {
            @for check in body.checks.iter().filter(|check| check.verdict == Verdict::Fails) {
                li.bad {
                    a.name href=(place_link(at, &body.reports[check.report], check.place)) { (said(&kind(check.kind))) }
                    span.n { (said(&check.message)) }
                    (quote(at, body, texts, check.report, check.quote, check.place))
                }
            }
            @if fails == 0 { li { (both("没有发现。", "None found.")) } }
        }
    }
}

fn breaks(at: usize, body: &PageBody, texts: &[Characters]) -> Markup {
    let overview = &body.overview;
    let all = overview.all_breaks;
    html! {
        @if all > 0 {
            h2 {
                (both("序列断点", "Breaks in series")) " "
                small { a href={ "#indicators?breaks=1" @if at > 0 { "&body=" (at) } } { (both(&format!("共 {all} 处"), &format!("{all} in all"))) } }
            }
            ul.list {
                @for &(series, point) in &overview.breaks {
                    @let row = &body.series[series];
                    @let point = &row.points[point];
                    @let figure = &row.figures[point.figure];
                    li {
                        a.name lang="zh-CN" href=(series_link(at, &row.id)) { (row.name) }
                        span.n { (point.period) " " span.tag.warn { (said(&reasons(&point.breaks))) } }
                        (quote(at, body, texts, figure.report, figure.quote, figure.place))
                    }
                }
            }
        }
    }
}

fn gone(at: usize, body: &PageBody, texts: &[Characters]) -> Markup {
    html! {
        @if !body.overview.gone.is_empty() {
            h2 { (both("不再提起", "No longer told")) " " small { (both("连年都有，后来没有了", "told every year, then no more")) } }
            ul.list {
                @for &(series, last) in &body.overview.gone {
                    @let row = &body.series[series];
                    @let figure = &row.figures[last];
                    li {
                        a.name lang="zh-CN" href=(series_link(at, &row.id)) { (row.name) }
                        span.n { (both("最后一次", "last told")) " " (body.reports[figure.report].year) }
                        (quote(at, body, texts, figure.report, figure.quote, figure.place))
                    }
                }
            }
        }
    }
}

/// What a reader must know before anything else: reports that were hardly read, or in doubt.
fn alarms(at: usize, body: &PageBody) -> Markup {
    html! { (listed(at, body, |note| note.alarm, both("读入时须先核对", "To be checked before all else"), "bad")) }
}

/// What else the reader of the files had to say.
fn notes(at: usize, body: &PageBody) -> Markup {
    let worth = |note: &Note| note.severity > Severity::Note && !note.alarm;
    html! { (listed(at, body, worth, both("读入时的问题", "Odd places"), "")) }
}

fn listed(at: usize, body: &PageBody, which: impl Fn(&Note) -> bool, title: Markup, class: &str) -> Markup {
    let found: Vec<(&PageReport, &Note)> = body
        .reports
        .iter()
        .flat_map(|report| report.notes.iter().map(move |note| (report, note)))
        .filter(|(_, note)| which(note))
        .collect();
    html! {
        @if !found.is_empty() {
            h2 { (title) }
            ul.list {
                @for (report, note) in found {
                    li class=[Some(class).filter(|class| !class.is_empty())] {
                        a.name href=(place_link(at, report, note.place)) { (report.name) ":" (note.line) }
                        span.n {}
                        span.said {
                            (said(&note.message)) @if !note.help.zh.is_empty() { " " span.soft { (said(&note.help)) } }
                            @if note.code == Code::RoleUnsure.name() {
                                " " button.quiet.correct-part.needs-script type="button" aria-haspopup="dialog" data-report=(report.name) data-start=(note.place[0]) {
                                    (both("更正这一部分的性质", "Correct what this part is"))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Files that were left out.
pub(super) fn files_left_out(files: &[LeftOutFile]) -> Markup {
    html! {
        @if !files.is_empty() {
            h2 { (both("未采用的文件", "Files left out")) }
            ul.list {
                @for left in files {
                    li.bad { b.name { (left.name) } span.n {} span.said { (said(&left.why)) } }
                }
            }
        }
    }
}
