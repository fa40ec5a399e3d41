//! The JSON that other programs read (`nianlun.report/1`).

use serde_json::{Value, json};

use super::view::figures::han_ordinal;
use crate::diagnostic::Diagnostic;
use crate::indicator::Indicator;
use crate::report::Report;
use crate::text::squeeze;

/// One report as `nianlun inspect --json` prints it; `path` is the file as it was given.
pub fn report(path: &str, report: &Report, indicators: &[Indicator], notes: &[Diagnostic]) -> Value {
    json!({
        "schema": "nianlun.report/1",
        "source": { "path": path, "format": report.format, "encoding": report.encoding, "chars": report.text.len() },
        "metadata": report.metadata,
        "sections": report.sections.iter().map(|section| json!({
            "id": section.id,
            "parent": section.parent,
            "level": section.level,
            "ordinal": section.ordinal.map(han_ordinal),
            "title": section.title.map(|span| report.text.str(span)),
            "role": section.role,
            "start": section.span.start,
            "end": section.span.end,
        })).collect::<Vec<_>>(),
        "indicators": indicators.iter().map(|indicator| self::indicator(report, indicator)).collect::<Vec<_>>(),
        "diagnostics": notes,
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
