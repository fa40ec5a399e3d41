//! A body a line (流): reports come as JSON in one line, what they say goes out as JSON in one line (`nianlun.series/1`).
//!
//! Nothing is kept between lines, so that a stream of any length needs what its largest line needs, and lines can be
//! parted among any number of processes.

use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::comparison::{self, Comparison, Given, Options, Read};
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::render::json::rows;
use crate::render::tables;
use crate::render::view::View;
use crate::text::Span;

/// What is written with every line.
const SCHEMA: &str = "nianlun.series/1";

/// A body's reports, as a line has them. What else stands in the line is passed over.
#[derive(Debug, Deserialize)]
struct Asked {
    body: String,
    reports: Vec<Told>,
}

/// A report: its name, its year where that is known, its decoded text.
#[derive(Debug, Deserialize)]
struct Told {
    name: String,
    #[serde(default)]
    year: Option<i32>,
    text: String,
}

/// Why a line has no result.
struct Trouble {
    code: &'static str,
    message: String,
}

/// The answer to a line, in one line without its end. It never fails and never panics: what is wrong with a line is its
/// answer. Texts are not compared sentence by sentence.
pub fn answer(line: &[u8], options: &Options) -> String {
    let asked = match serde_json::from_slice::<Asked>(line) {
        Ok(asked) => asked,
        Err(error) => {
            let message = format!("this is no line of a body and its reports: {error}");
            return failed(None, &Trouble { code: "bad-line", message });
        }
    };
    // A report that nobody thought of costs its own line and no other.
    let done = catch_unwind(AssertUnwindSafe(|| compared(&asked, options)));
    match done {
        Ok(Ok(answer)) => answer,
        Ok(Err(trouble)) => failed(Some(&asked.body), &trouble),
        Err(_) => {
            let message = "comparing failed; this is a fault of nianlun".to_owned();
            failed(Some(&asked.body), &Trouble { code: "fault", message })
        }
    }
}

fn failed(body: Option<&str>, trouble: &Trouble) -> String {
    let error = json!({ "code": trouble.code, "message": trouble.message });
    json!({ "schema": SCHEMA, "body": body, "status": "error", "error": error }).to_string()
}

fn compared(asked: &Asked, options: &Options) -> Result<String, Trouble> {
    let mut options = options.clone();
    options.bodies = vec![Given { name: asked.body.clone(), under: None }];
    options.texts = false;
    options.plans = false;
    let read = asked.reports.iter().map(|told| read(told, &options)).collect();
    let odd_years = asked.reports.iter().filter_map(odd_year).collect();
    let corpus = comparison::gather(read, &options.bodies, &options.config().names);
    if corpus.bodies.is_empty() {
        let reasons = corpus.left_out.iter();
        let reasons = reasons.map(|one| format!("{}: {}", one.path.display(), one.reason.message.en));
        let said = reasons.collect::<Vec<_>>().join("; ");
        let message = if said.is_empty() { "there are no reports in it".to_owned() } else { said };
        return Err(Trouble { code: "no-reports", message });
    }
    let found = comparison::link(corpus, Default::default(), &options);
    let view = View::of(&found);
    let answer = json!({
        "schema": SCHEMA,
        "body": asked.body,
        "status": "ok",
        "observations": rows(&tables::trends(&view)),
        "sections": rows(&tables::sections(&view)),
        "checks": rows(&tables::checks(&view)),
        "diagnostics": diagnostics(&found, odd_years),
    });
    Ok(answer.to_string())
}

/// Reads a report as the text file of its name; a year that the name does not say is put before it.
fn read(told: &Told, options: &Options) -> Read {
    let year = told.year.filter(|year| YEARS.contains(year)).map(|year| year.to_string());
    let said = year.filter(|year| !told.name.contains(year));
    let name = said.map_or_else(|| format!("{}.txt", told.name), |year| format!("{year} {}.txt", told.name));
    let mut entry = comparison::read_bytes(Path::new(&name), told.text.as_bytes(), options);
    match &mut entry {
        Ok(entry) => {
            entry.path = told.name.clone().into();
            entry.report.name = told.name.clone();
        }
        Err(left_out) => left_out.path = told.name.clone().into(),
    }
    entry
}

/// That the year that came with a report can't be one: the report is read as if none had come.
fn odd_year(told: &Told) -> Option<Value> {
    let year = told.year.filter(|year| !YEARS.contains(year))?;
    let message = Message::new(
        format!("随报告给出的年份 {year} 不是年份，未采用"),
        format!("the year that was given with the report, {year}, is none; it was not used"),
    );
    let help = Message::new(
        format!("请给出 {} 至 {} 之间的年份，或不给", YEARS.start(), YEARS.end()),
        format!("give one from {} to {}, or none", YEARS.start(), YEARS.end()),
    );
    let note = Diagnostic::new(Severity::Warning, Code::YearMismatch, Span::default(), message).help(help);
    Some(said(&told.name, &note))
}

/// The years that reports are of.
const YEARS: RangeInclusive<i32> = 1949..=2100;

fn said(report: &str, note: &Diagnostic) -> Value {
    let mut value = json!(note);
    value["report"] = report.into();
    value
}

/// What is odd in the reports and in what came with them, and which were left out.
fn diagnostics(found: &Comparison, odd_years: Vec<Value>) -> Vec<Value> {
    let entries = found.corpus.bodies.iter().flat_map(|body| &body.entries);
    let notes = entries.flat_map(|entry| entry.notes.iter().map(|note| said(&entry.report.name, note)));
    let left_out = found.corpus.left_out.iter().map(|one| said(&one.path.to_string_lossy(), &one.reason));
    odd_years.into_iter().chain(notes).chain(left_out).collect()
}
