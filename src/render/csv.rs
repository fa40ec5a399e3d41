//! The CSV files: RFC 4180, UTF-8, a header row; cells that a spreadsheet would run are neutralised.

mod terms;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::view::figures::signed;
use super::view::{Bits, BodyView, View, ends};
use crate::config::{Direction, Qualifier};
use crate::diff::{Change, Measures, TextDiff};
use crate::indicator::Indicator;
use crate::pair::Pair;
use crate::panel::Panel;
use crate::report::{Report, SectionId};
use crate::text::Span;
use crate::timeline::series::{Observation, Series};

pub use terms::terms;

/// A table to be written: a header and rows of the same length.
struct Sheet {
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn new(header: &[&str]) -> Self {
        Sheet { rows: vec![header.iter().map(|cell| (*cell).to_owned()).collect()] }
    }

    /// The bytes of the file; `bom` puts the mark before it that Excel wants.
    fn bytes(self, bom: bool) -> Result<Vec<u8>, csv::Error> {
        let mut out = if bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        let mut writer = csv::WriterBuilder::new().from_writer(&mut out);
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| neutral(cell)))?;
        }
        writer.flush().map_err(csv::Error::from)?;
        drop(writer);
        Ok(out)
    }
}

/// A cell that a spreadsheet does not take for a formula.
fn neutral(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = Decimal::from_str_exact(cell).is_ok();
    if runs && !number { format!("'{cell}") } else { cell.to_owned() }
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

/// `trends.csv`: a row a reported figure.
pub fn trends(view: &View<'_>, bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = Sheet::new(&[
        "series_id",
        "indicator",
        "measure",
        "role",
        "unit",
        "kind",
        "body",
        "report",
        "report_year",
        "period",
        "span",
        "value",
        "value_high",
        "value_raw",
        "direction",
        "qualifier",
        "scope",
        "asof",
        "status",
        "section",
        "char_start",
        "char_end",
        "quote",
        "link_score",
        "link_margin",
        "link_basis",
        "review",
    ]);
    for row in view.bodies.iter().flat_map(BodyView::trends) {
        let indicator = row.indicator;
        let [start, end] = ends(indicator.span);
        sheet.rows.push(vec![
            row.series.id.clone(),
            row.series.name.clone(),
            indicator.measure().name().to_owned(),
            indicator.role.name().to_owned(),
            text(indicator.unit.as_ref()),
            indicator.kind.name().to_owned(),
            row.body.to_owned(),
            row.report.to_owned(),
            row.report_year.to_string(),
            text(indicator.period),
            indicator.years.to_string(),
            number(indicator.value),
            text(indicator.high.map(number)),
            row.raw,
            text(indicator.direction.map(|direction| direction.name())),
            text(indicator.qualifier.map(|qualifier| qualifier.name())),
            text(indicator.scope.as_ref()),
            text(indicator.asof.as_ref()),
            row.status.to_string(),
            row.section,
            start,
            end,
            row.quote,
            text(row.score),
            text(row.margin),
            row.basis.to_owned(),
            row.review,
        ]);
    }
    sheet.bytes(bom)
}

/// `trends-wide.csv`: a row a series, a column a period, then the change of every other year
/// against the figure of the base report, whose period stands before them.
pub fn trends_wide(view: &View<'_>, bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut periods: BTreeSet<i32> = BTreeSet::new();
    for body in &view.bodies {
        for series in &body.timeline.series {
            periods.extend(body.by_period(series).iter().map(|(period, _)| *period));
        }
    }
    let mut names: Vec<String> = periods.iter().map(i32::to_string).collect();
    // What else was told of a period, and by the report for which year.
    let others: BTreeSet<(i32, i32)> = view
        .bodies
        .iter()
        .flat_map(|body| body.timeline.series.iter().flat_map(|series| vintages(body, series)))
        .collect();
    names.extend(others.iter().map(|(period, year)| format!("{period}@{year}")));
    let changes: Vec<String> = periods
        .iter()
        .flat_map(|period| [format!("change_{period}_vs_base"), format!("percent_{period}_vs_base")])
        .collect();
    let mut header = vec!["series_id", "indicator", "measure", "role", "unit", "kind", "body", "span"];
    header.extend(names.iter().map(String::as_str));
    if view.base_year.is_some() {
        // A report of 2026 may tell of 2025, and plan for 2026.
        header.push("base_period");
        header.extend(changes.iter().map(String::as_str));
    }
    let mut sheet = Sheet::new(&header);
    for body in &view.bodies {
        let mut all: Vec<&Series> = body.timeline.series.iter().collect();
        all.sort_by_key(|series| (&series.name, &series.id));
        let rows = body.changes();
        for series in all {
            let values = body.by_period(series);
            let mut row = vec![
                series.id.clone(),
                series.name.clone(),
                series.measure.name().to_owned(),
                series.role.name().to_owned(),
                text(series.unit.as_ref()),
                series.kind.name().to_owned(),
                body.body.name.clone(),
                series.years.to_string(),
            ];
            row.extend(periods.iter().map(|period| {
                text(
                    values
                        .iter()
                        .find(|(known, _)| known == period)
                        .map(|(_, observation)| number(signed(body.indicator(observation)))),
                )
            }));
            row.extend(others.iter().map(|other| {
                let told = body.other_vintages(series).into_iter().find(|told| vintage(body, told) == *other);
                text(told.map(|(_, observation)| number(signed(body.indicator(observation)))))
            }));
            if view.base_year.is_some() {
                let base = rows.iter().find(|change| change.series.id == series.id);
                row.push(text(base.map(|change| change.base_period)));
                for period in &periods {
                    let change = rows.iter().find(|change| {
                        let used = values.iter().any(|(_, one)| std::ptr::eq(body.indicator(one), change.indicator));
                        change.series.id == series.id && change.period == *period && change.reasons.is_empty() && used
                    });
                    row.push(text(change.map(|change| number(change.delta))));
                    row.push(text(change.and_then(|change| change.delta_percent).map(number)));
                }
            }
            sheet.rows.push(row);
        }
    }
    sheet.bytes(bom)
}

/// The period and the year of the report of a value that is told besides the one that is used.
fn vintage(body: &BodyView<'_>, (period, observation): &(i32, &Observation)) -> (i32, i32) {
    (*period, body.body.entries[observation.report].year())
}

fn vintages(body: &BodyView<'_>, series: &Series) -> Vec<(i32, i32)> {
    body.other_vintages(series).iter().map(|told| vintage(body, told)).collect()
}

/// `changes.csv`: a row a series and year compared with the base year.
pub fn changes(view: &View<'_>, bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = Sheet::new(&[
        "series_id",
        "indicator",
        "unit",
        "base_period",
        "base_value",
        "period",
        "value",
        "delta",
        "delta_percent",
        "comparable",
        "reason",
        "body",
        "report_year",
    ]);
    for body in &view.bodies {
        for row in body.changes() {
            sheet.rows.push(vec![
                row.series.id.clone(),
                row.series.name.clone(),
                text(row.series.unit.as_ref()),
                row.base_period.to_string(),
                number(signed(row.base)),
                row.period.to_string(),
                number(signed(row.indicator)),
                number(row.delta),
                text(row.delta_percent.map(number)),
                row.reasons.is_empty().to_string(),
                row.reasons.join("; "),
                body.body.name.clone(),
                body.body.entries[row.report].year().to_string(),
            ]);
        }
    }
    sheet.bytes(bom)
}

/// `sections.csv`: a row a section pair of every two reports compared, with how alike their texts are by the measures of
/// [`Measures`], and how alike the whole reports are (`report_…`).
pub fn sections(view: &View<'_>, bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = Sheet::new(&[
        "report_a",
        "report_b",
        "start_a",
        "title_a",
        "start_b",
        "title_b",
        "relation",
        "score",
        "similarity",
        "carried_over",
        "cosine",
        "jaccard",
        "minimum_edit",
        "simple",
        "report_carried_over",
        "report_cosine",
        "report_jaccard",
        "report_minimum_edit",
        "report_simple",
    ]);
    let side = |report: &Report, id: Option<SectionId>| match id {
        Some(id) => [report.section(id).span.start.to_string(), report.title_of(id)],
        None => [String::new(), String::new()],
    };
    for body in &view.bodies {
        for (&(a, b), alignment) in &body.timeline.alignments {
            let (before, after) = (&body.body.entries[a].report, &body.body.entries[b].report);
            let diff = body.diffs.get(&(a, b));
            let cells = |measures: Option<&Measures>| {
                let own = measures.map(|measures| measures.named().map(|(_, value)| thousandths(value)));
                own.unwrap_or_default()
            };
            let mut add =
                |x: Option<SectionId>, y: Option<SectionId>, relation: String, score: String, similarity: String| {
                    let row = diff.and_then(|diff| diff.sections.iter().find(|row| row.before == x && row.after == y));
                    // What only one report has is like nothing.
                    let own = row.filter(|_| x.is_some() && y.is_some()).map(|row| &row.measures);
                    let [start_a, title_a] = side(before, x);
                    let [start_b, title_b] = side(after, y);
                    let (before, after) = (before.name.clone(), after.name.clone());
                    let mut cell = vec![before, after, start_a, title_a, start_b, title_b, relation, score, similarity];
                    cell.extend(cells(own));
                    cell.extend(cells(diff.map(|diff| &diff.measures)));
                    sheet.rows.push(cell);
                };
            for pair in &alignment.pairs {
                add(
                    Some(pair.sections.before),
                    Some(pair.sections.after),
                    pair.relation.to_string(),
                    share(pair.evidence.score()),
                    share(pair.evidence.text),
                );
            }
            for id in &alignment.removed {
                add(Some(*id), None, "removed".to_owned(), String::new(), String::new());
            }
            for id in &alignment.added {
                add(None, Some(*id), "added".to_owned(), String::new(), String::new());
            }
        }
    }
    sheet.bytes(bom)
}

/// The upper end of a range as it is compared: negative where the value is, so that a fall of 2 % to 3 % is −2 and −3.
fn with_sign_of(indicator: &Indicator, high: Decimal) -> Decimal {
    if signed(indicator).is_sign_negative() && !indicator.value.is_sign_negative() { -high } else { high }
}

/// `panel.csv`: a row an indicator that several bodies share, a body and a period. Values are signed, as in `changes.csv`:
/// a fall is negative, both ends of it; `direction` and `value_raw` say what the report says. `link_basis` starts with `across-`: these
/// links run between bodies, by stricter rules than those along a series.
pub fn panel(view: &View<'_>, panels: &[Panel], bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = Sheet::new(&[
        "panel_id",
        "indicator",
        "measure",
        "role",
        "unit",
        "body",
        "period",
        "span",
        "value",
        "value_high",
        "scope",
        "asof",
        "series_id",
        "report",
        "char_start",
        "char_end",
        "link_score",
        "link_basis",
        "value_raw",
        "direction",
        "qualifier",
    ]);
    for panel in panels {
        for member in &panel.members {
            let body = &view.bodies[member.body];
            let series = &body.timeline.series[member.series];
            for (period, observation) in body.by_period(series) {
                let indicator = body.indicator(observation);
                let [start, end] = ends(indicator.span);
                sheet.rows.push(vec![
                    panel.id.clone(),
                    panel.name.clone(),
                    indicator.measure().name().to_owned(),
                    series.role.name().to_owned(),
                    text(indicator.unit.as_ref()),
                    body.body.name.clone(),
                    period.to_string(),
                    indicator.years.to_string(),
                    number(signed(indicator)),
                    text(indicator.high.map(|high| number(with_sign_of(indicator, high)))),
                    text(indicator.scope.as_ref()),
                    text(indicator.asof.as_ref()),
                    series.id.clone(),
                    body.body.entries[observation.report].report.name.clone(),
                    start,
                    end,
                    Bits::new(member.bits).to_string(),
                    format!("across-{}", member.basis.name()),
                    super::view::one_line(body.body.entries[observation.report].report.text.str(indicator.span)),
                    indicator.direction.map_or("", Direction::name).to_owned(),
                    indicator.qualifier.map_or("", Qualifier::name).to_owned(),
                ]);
            }
        }
    }
    sheet.bytes(bom)
}

/// A share from 0 to 1, to three digits.
pub(crate) fn share(value: f64) -> String {
    Decimal::new((value.clamp(0.0, 1.0) * 1000.0).round() as i64, 3).to_string()
}

/// `text-changes.csv`: a row a changed sentence; what was kept is left out, and so is what belongs to the page and not to
/// the report.
///
/// Places and texts are without the white space around a sentence.
pub fn text_changes(diffs: &[(Pair<&Report>, &TextDiff)], bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = Sheet::new(&[
        "report_a",
        "report_b",
        "section_a",
        "section_b",
        "change",
        "start_a",
        "end_a",
        "start_b",
        "end_b",
        "text_a",
        "text_b",
        "similarity",
    ]);
    let side = |report: &Report, span: Option<Span>| match span.map(|span| report.text.trim(span)) {
        Some(span) => {
            let [start, end] = ends(span);
            let title = report.section_at(span.start).map(|id| report.title_of(id)).unwrap_or_default();
            [title, start, end, super::view::one_line(report.text.str(span))]
        }
        None => Default::default(),
    };
    for (reports, diff) in diffs {
        for change in
            diff.changes.iter().filter(|change| change.change != Change::Kept && change.is_of_reports(*reports))
        {
            let [section_a, start_a, end_a, text_a] = side(reports.before, change.before);
            let [section_b, start_b, end_b, text_b] = side(reports.after, change.after);
            sheet.rows.push(vec![
                reports.before.name.clone(),
                reports.after.name.clone(),
                section_a,
                section_b,
                change.change.name().to_owned(),
                start_a,
                end_a,
                start_b,
                end_b,
                text_a,
                text_b,
                thousandths(change.similarity),
            ]);
        }
    }
    sheet.bytes(bom)
}

/// Thousandths as a decimal: 0.823.
pub(crate) fn thousandths(value: u16) -> String {
    Decimal::new(i64::from(value), 3).to_string()
}

/// `checks.csv`: a row a check.
pub fn checks(view: &View<'_>, bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut sheet =
        Sheet::new(&["report", "kind", "verdict", "char_start", "char_end", "quote", "expected", "found", "message"]);
    for body in &view.bodies {
        for check in body.checks {
            let report = &body.body.entries[check.report].report;
            let [start, end] = ends(check.span);
            let quote = super::view::one_line(report.text.str(check.span));
            sheet.rows.push(vec![
                report.name.clone(),
                check.kind.name().to_owned(),
                check.verdict.name().to_owned(),
                start,
                end,
                quote,
                check.expected.clone(),
                check.found.clone(),
                check.message.en.clone(),
            ]);
        }
    }
    sheet.bytes(bom)
}
