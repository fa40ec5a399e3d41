//! The JSON that other programs read (`nianlun.report/1`, `nianlun.diff/1`).

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::view::figures::{self, han_ordinal};
use crate::comparison::Comparison;
use crate::corpus::Entry;
use crate::diagnostic::Diagnostic;
use crate::diff::{Measures, TextDiff, Words};
use crate::indicator::Indicator;
use crate::pair::Pair;
use crate::report::{Report, Section, SectionId};
use crate::table::{Cell, Table};
use crate::text::{Span, squeeze};

/// One report as `nianlun inspect --json` prints it; `path` is the file as it was given.
pub fn report<'a>(
    path: &'a str,
    report: &'a Report,
    indicators: &'a [Indicator],
    notes: &'a [Diagnostic],
) -> impl Serialize + 'a {
    Read {
        diagnostics: notes.iter().map(|note| json!(note)).collect(),
        indicators: Figures { report, indicators },
        metadata: json!(report.metadata),
        schema: "nianlun.report/1",
        sections: report.sections.iter().map(|section| self::section(report, section)).collect(),
        source: json!({
            "path": path, "format": report.format, "encoding": report.encoding, "chars": report.text.len(),
        }),
    }
}

/// A report that was read, its fields in the order of their names.
#[derive(Serialize)]
struct Read<'a> {
    diagnostics: Vec<Value>,
    indicators: Figures<'a>,
    metadata: Value,
    schema: &'static str,
    sections: Vec<Value>,
    source: Value,
}

/// Figures that are spelled one by one: each has its sentence beside it, which together are many times the report.
struct Figures<'a> {
    report: &'a Report,
    indicators: &'a [Indicator],
}

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.indicators.iter().map(|one| indicator(self.report, one)))
    }
}

fn section(report: &Report, section: &Section) -> Value {
    json!({
        "id": section.id,
        "parent": section.parent,
        "level": section.level,
        "ordinal": section.ordinal.map(han_ordinal),
        "title": section.title.map(|span| report.text.str(span)),
        "role": section.role,
        "start": section.span.start,
        "end": section.span.end,
    })
}

/// A report that could not be read, as `nianlun inspect --json` prints it: nothing but the reason.
pub fn unreadable(path: &str, reason: &Diagnostic) -> Value {
    json!({
        "schema": "nianlun.report/1",
        "source": { "path": path, "format": null, "encoding": null, "chars": null },
        "metadata": null,
        "sections": [],
        "indicators": [],
        "diagnostics": [reason],
    })
}

/// What a command that other programs read says where it could do nothing (`nianlun.error/1`).
pub fn error(message: &str) -> Value {
    json!({ "schema": "nianlun.error/1", "error": { "message": message } })
}

/// What `nianlun compare --format json` says when it is done (`nianlun.compare/1`): what was read and written, and every
/// diagnostic of a report, a file or a decision; `out` is the folder, `files` are those in it.
pub fn summary(found: &Comparison, out: &str, files: &[&str]) -> Value {
    let with = |note: &Diagnostic, field: &str, value: Value| {
        let mut said = json!(note);
        said[field] = value;
        said
    };
    let report = |entry: &Entry| {
        json!({
            "name": entry.report.name,
            "path": entry.path.display().to_string(),
            "year": entry.report.metadata.year,
            "format": entry.report.format,
            "sections": entry.report.sections.len(),
            "indicators": entry.indicators.len(),
            "diagnostics": entry.notes,
        })
    };
    json!({
        "schema": "nianlun.compare/1",
        "base_year": found.base_year,
        "bodies": found.corpus.bodies.iter().map(|body| json!({
            "name": body.name,
            "reports": body.entries.iter().map(report).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "left_out": found.corpus.left_out.iter()
            .map(|left| with(&left.reason, "path", left.path.display().to_string().into()))
            .collect::<Vec<_>>(),
        "decisions": found.remarks.iter().map(|remark| {
            let mut said = with(&remark.diagnostic, "path", remark.path.display().to_string().into());
            said["line"] = remark.line.into();
            said
        }).collect::<Vec<_>>(),
        "out": out,
        "files": files,
    })
}

fn indicator(report: &Report, indicator: &Indicator) -> Value {
    json!({
        "id": indicator.id,
        "start": indicator.span.start,
        "end": indicator.span.end,
        "surface": report.text.str(indicator.span),
        "value": indicator.value.normalize().to_string(),
        "value_high": indicator.high.map(|high| high.normalize().to_string()),
        "threshold": indicator.threshold.map(|threshold| threshold.normalize().to_string()),
        "direction": indicator.direction.map(|direction| direction.name()),
        "unit": indicator.unit,
        "kind": indicator.kind.name(),
        "label": indicator.label,
        "scope": indicator.scope,
        "asof": indicator.asof,
        "period": indicator.period,
        "span": indicator.years,
        "qualifier": indicator.qualifier.map(|qualifier| qualifier.name()),
        "role": indicator.role.name(),
        "part_of": indicator.part_of,
        "section": indicator.section,
        "quote": squeeze(&report.text.str(indicator.quote).chars().collect::<Vec<_>>()),
        "table": indicator.table,
    })
}

/// Two reports' text changes as `nianlun diff --json` prints them, a line a change (`nianlun.diff/1`); `paths` are the
/// files as they were given.
pub fn diff(paths: Pair<&str>, reports: Pair<&Report>, diff: &TextDiff) -> String {
    let lines = |rows: Vec<String>| if rows.is_empty() { String::new() } else { format!("\n{}\n", rows.join(",\n")) };
    let section = |report: &Report, id: Option<SectionId>| {
        id.map(|id| {
            let span = report.section(id).span;
            json!({ "id": id, "start": span.start, "end": span.end, "title": report.title_of(id) })
        })
    };
    let sections = diff.sections.iter().map(|row| {
        let (a, b) = (section(reports.before, row.before), section(reports.after, row.after));
        json!({ "a": a, "b": b, "measures": measures(&row.measures) }).to_string()
    });
    let span = |span: Option<Span>| span.map(|span| [span.start, span.end]);
    // What other programs show to people is cut where words end, as everywhere.
    let words = Words::new();
    let changes = diff.changes.iter().map(|change| {
        let edits = words.widened(reports, &change.edits);
        let edits = edits
            .iter()
            .map(|edit| json!({ "op": edit.op.name(), "a": span(Some(edit.before)), "b": span(Some(edit.after)) }));
        json!({
            "change": change.change.name(),
            "a": span(change.before),
            "b": span(change.after),
            "similarity": decimal(change.similarity),
            "part": change.is_part,
            "also_a": change.also.before.iter().map(|also| [also.start, also.end]).collect::<Vec<_>>(),
            "also_b": change.also.after.iter().map(|also| [also.start, also.end]).collect::<Vec<_>>(),
            "edits": edits.collect::<Vec<_>>(),
        })
        .to_string()
    });
    format!(
        "{{\"schema\":\"nianlun.diff/1\",\"a\":{},\"b\":{},\"measures\":{},\"sections\":[{}],\"changes\":[{}]}}",
        Value::from(paths.before),
        Value::from(paths.after),
        measures(&diff.measures),
        lines(sections.collect()),
        lines(changes.collect()),
    )
}

fn measures(measures: &Measures) -> Value {
    measures.named().into_iter().map(|(name, value)| (name.to_owned(), decimal(value))).collect::<Map<_, _>>().into()
}

/// Thousandths as a JSON number, read from its digits: 0.823.
fn decimal(thousandths: u16) -> Value {
    figures::thousandths(thousandths).to_string().parse::<serde_json::Number>().map_or(Value::Null, Value::Number)
}

/// The rows of a table as objects; decimals are strings, so that none of their digits is lost, and what is missing is null.
pub fn rows(table: &Table) -> Vec<Value> {
    let value = |cell: &Cell| match cell {
        Cell::Missing => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Int(number) => Value::from(*number),
        Cell::Decimal(number) => Value::from(number.to_string()),
        Cell::Bool(answer) => Value::from(*answer),
    };
    let object = |row: &Vec<Cell>| -> Value {
        let fields = table.columns.iter().zip(row).map(|(column, cell)| (column.name.clone(), value(cell)));
        fields.collect::<Map<_, _>>().into()
    };
    table.rows.iter().map(object).collect()
}
