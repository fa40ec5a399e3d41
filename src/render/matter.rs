//! One matter through the years as JSON (`nianlun.matter/1`).

use serde_json::{Value, json};

use crate::corpus::Body;
use crate::diff::matter::{Said, Year};
use crate::report::Report;
use crate::text::Span;

/// What the bodies' reports say about a word: a row a sentence, with what became of it.
pub fn json(word: &str, bodies: &[(&Body, Vec<Year<'_>>)]) -> Value {
    let body = |(body, years): &(&Body, Vec<Year<'_>>)| {
        let years: Vec<Value> = years.iter().map(|told| year(body, told)).collect();
        json!({ "body": body.name, "years": years })
    };
    json!({ "schema": "nianlun.matter/1", "word": word, "bodies": bodies.iter().map(body).collect::<Vec<_>>() })
}

fn year(body: &Body, year: &Year<'_>) -> Value {
    let entry = &body.entries[year.report];
    let earlier = year.earlier.map(|at| &body.entries[at]);
    let side = |report: &Report, span: Option<Span>| {
        span.map(|span| {
            let span = report.text.trim(span);
            json!({ "start": span.start, "end": span.end, "text": report.text.piece(span) })
        })
    };
    let row = |said: &Said<'_>| match said {
        Said::First(span) => json!({
            "course": "first", "change": null, "before": null, "after": side(&entry.report, Some(*span)),
        }),
        Said::Changed(change, course) => json!({
            "course": course.name(),
            "change": change.change.name(),
            "before": earlier.and_then(|earlier| side(&earlier.report, change.before)),
            "after": side(&entry.report, change.after),
        }),
    };
    json!({
        "year": entry.report.metadata.year,
        "report": entry.report.name,
        "against": earlier.map(|earlier| earlier.report.name.as_str()),
        "told": year.told.iter().map(row).collect::<Vec<_>>(),
    })
}
