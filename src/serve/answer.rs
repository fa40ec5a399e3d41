//! One request to one answer.
//!
//! ```text
//! GET    TOKEN/               the page
//! GET    TOKEN/state          what the page has to know
//! POST   TOKEN/decisions      {"version", "add": {…}} or {"version", "remove": 3}
//! POST   TOKEN/preview        {"version", "add": {…}}: what it would change
//! POST   TOKEN/reports/NAME   adds the report in the body to the comparison
//! POST   TOKEN/keep/NAME      writes it into the folder
//! DELETE TOKEN/reports/NAME   takes it out again
//! ```
//!
//! What changes something answers with the new state: 200 where it was done, 409 where the file of decisions is not the
//! one that the reader saw (the state then has its text), 422 where it can't be, 500 where the system does not let it be.

use std::net::TcpStream;
use std::time::Duration;

use serde::Deserialize;

use super::desk::{Desk, Trouble};
use super::gate::{Gate, Pass};
use super::http::{self, Answer, Incoming, Refusal};
use crate::config::Kind;
use crate::diagnostic::Message;
use crate::indicator::Role;
use crate::render::view::reading::Words;
use crate::review::{self, FigureAddress, New, PartAddress, PartRole, Reading, SectionAddress, Verdict};

/// The most bytes of a decision, and how long they may take.
const DECISION: (usize, Duration) = (1 << 20, Duration::from_secs(10));
/// The same of a report.
const REPORT: (usize, Duration) = (50 << 20, Duration::from_secs(60));

const JSON: &str = "application/json";

/// Reads a request, answers it, and ends the connection.
pub(super) fn serve(stream: &TcpStream, gate: &Gate, desk: &Desk<'_>) {
    let answered = http::incoming(stream).and_then(|mut incoming| answer(&mut incoming, gate, desk));
    let answer = match answered {
        Ok(answer) => Some(answer),
        Err(refusal) => Answer::refusal(refusal),
    };
    if let Some(answer) = answer {
        http::answer(stream, &answer);
    }
}

fn answer(incoming: &mut Incoming<'_>, gate: &Gate, desk: &Desk<'_>) -> Result<Answer, Refusal> {
    let path = match gate.pass(&incoming.head)? {
        Pass::Inside(path) => path.to_owned(),
        Pass::Onward(to) => return Ok(elsewhere(to)),
    };
    let method = incoming.head.method.clone();
    match (method.as_str(), path.split_once('/').unwrap_or((&path, ""))) {
        ("GET", ("", "")) => Ok(page(desk)),
        ("GET", ("state", "")) => Ok(json((200, "OK"), desk.state())),
        ("POST", ("decisions", "")) => {
            let body = decision(incoming)?;
            Ok(done(desk, decide(desk, &body)))
        }
        ("POST", ("preview", "")) => {
            let body = decision(incoming)?;
            Ok(match preview(desk, &body) {
                Ok(preview) => json((200, "OK"), preview),
                Err(trouble) => done(desk, Err(trouble)),
            })
        }
        ("POST", ("reports", name)) => {
            let name = decoded(name).ok_or(Refusal::Malformed)?;
            let body = incoming.body(REPORT.0, REPORT.1)?;
            Ok(done(desk, desk.add(&name, body)))
        }
        ("POST", ("keep", name)) => {
            let name = decoded(name).ok_or(Refusal::Malformed)?;
            Ok(done(desk, desk.keep(&name)))
        }
        ("DELETE", ("reports", name)) => {
            let name = decoded(name).ok_or(Refusal::Malformed)?;
            Ok(done(desk, desk.take_out(&name)))
        }
        (_, ("" | "state" | "decisions" | "preview", "") | ("reports" | "keep", _)) => Err(Refusal::Method),
        _ => Err(Refusal::Absent),
    }
}

/// A decision that was sent as JSON.
fn decision(incoming: &mut Incoming<'_>) -> Result<Vec<u8>, Refusal> {
    let json = incoming.head.header("content-type")?.is_some_and(|kind| kind.starts_with(JSON));
    let body = incoming.body(DECISION.0, DECISION.1)?;
    if json { Ok(body) } else { Err(Refusal::Type) }
}

fn page(desk: &Desk<'_>) -> Answer {
    // The page has its own policy inside; framing can only be forbidden out here.
    let policy = vec![("Content-Security-Policy", "frame-ancestors 'none'".to_owned())];
    Answer { status: (200, "OK"), kind: "text/html; charset=utf-8", headers: policy, body: desk.page().into_bytes() }
}

fn elsewhere(to: String) -> Answer {
    let headers = vec![("Location", to)];
    Answer { status: (303, "See Other"), kind: "text/plain; charset=utf-8", headers, body: Vec::new() }
}

fn json(status: (u16, &'static str), state: String) -> Answer {
    Answer { status, kind: JSON, headers: Vec::new(), body: state.into_bytes() }
}

fn done(desk: &Desk<'_>, result: Result<(), Trouble>) -> Answer {
    let why = |message: Message| {
        let words = serde_json::to_string(&Words::from(&message)).unwrap_or_default();
        format!("{{\"why\":{words}}}")
    };
    match result {
        Ok(()) => json((200, "OK"), desk.state()),
        Err(Trouble::Conflict) => json((409, "Conflict"), desk.state_with_text()),
        Err(Trouble::Refused(message)) => json((422, "Unprocessable Content"), why(message)),
        Err(Trouble::Failed(message)) => json((500, "Internal Server Error"), why(message)),
    }
}

/// What is asked of the file of decisions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    version: String,
    add: Option<Added>,
    remove: Option<usize>,
}

/// A decision as the page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    verdict: Name,
    #[serde(default)]
    figures: Vec<FigureAddress>,
    #[serde(default)]
    sections: Vec<SectionAddress>,
    part: Option<PartAddress>,
    role: Option<PartRole>,
    #[serde(default)]
    reads: ReadAs,
    by: Option<String>,
    on: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Name {
    Same,
    Different,
    Reads,
    Ignore,
    Part,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadAs {
    value: Option<String>,
    high: Option<String>,
    unit: Option<String>,
    label: Option<String>,
    period: Option<i32>,
    kind: Option<Kind>,
    target: Option<bool>,
}

fn decide(desk: &Desk<'_>, body: &[u8]) -> Result<(), Trouble> {
    let asked: Asked = serde_json::from_slice(body).map_err(|error| refused("请求无法理解", &error.to_string()))?;
    match (asked.add, asked.remove) {
        (Some(added), None) => {
            let new = new(added)?;
            desk.edit(&asked.version, |path, text| review::append(path, text, &new))
        }
        (None, Some(at)) => desk.edit(&asked.version, |path, text| review::remove(path, text, at)),
        _ => Err(refused("请求无法理解", "give either `add` or `remove`")),
    }
}

fn preview(desk: &Desk<'_>, body: &[u8]) -> Result<String, Trouble> {
    let asked: Asked = serde_json::from_slice(body).map_err(|error| refused("请求无法理解", &error.to_string()))?;
    let (Some(added), None) = (asked.add, asked.remove) else {
        return Err(refused("请求无法理解", "give `add`"));
    };
    let new = new(added)?;
    desk.preview(|path, text| review::append(path, text, &new))
}

fn refused(zh: &str, en: &str) -> Trouble {
    Trouble::Refused(Message::new(zh, en))
}

fn new(added: Added) -> Result<New, Trouble> {
    let Added { verdict, figures, sections, part, role, reads, by, on, note } = added;
    let single = |figures: Vec<FigureAddress>| match <[_; 1]>::try_from(figures) {
        Ok([figure]) => Ok(figure),
        Err(_) => Err(refused("请给出一个 figures", "give one of `figures`")),
    };
    if let Name::Part = verdict {
        let Some((part, role)) = part.zip(role) else {
            return Err(refused("请给出 part 和 role", "give `part` and `role`"));
        };
        return Ok(New { verdict: Verdict::Part(part, role), by, on, note });
    }
    let verdict = match (verdict, figures.is_empty(), sections.is_empty()) {
        (Name::Same, false, true) => Verdict::Same(figures),
        (Name::Different, false, true) => Verdict::Different(figures),
        (Name::Same, true, false) => Verdict::SameSections(sections),
        (Name::Different, true, false) => Verdict::DifferentSections(sections),
        (Name::Reads, _, true) => Verdict::Reads(single(figures)?, reading(reads)?),
        (Name::Ignore, _, true) => Verdict::Ignore(single(figures)?),
        _ => return Err(refused("请给出 figures 或 sections 之一", "give `figures` or `sections`, and not both")),
    };
    Ok(New { verdict, by, on, note })
}

fn reading(reads: ReadAs) -> Result<Reading, Trouble> {
    let number = |text: Option<String>| {
        text.map(|text| review::quoted(&text).map_err(|said| refused(&said.zh, &said.en))).transpose()
    };
    Ok(Reading {
        value: number(reads.value)?,
        high: number(reads.high)?,
        unit: reads.unit,
        label: reads.label,
        period: reads.period,
        kind: reads.kind,
        role: reads.target.map(|target| if target { Role::Target } else { Role::Actual }),
    })
}

/// A part of a path without its percent signs: %E4%BA%91.txt is 云.txt.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| (byte? as char).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_paths() {
        assert_eq!(decoded("%E4%BA%91%2e.txt").as_deref(), Some("云..txt"));
        assert_eq!(decoded("..%2F..%2Fetc"), Some("../../etc".to_owned()));
        assert_eq!(decoded("%"), None);
        assert_eq!(decoded("%+1"), None);
        assert_eq!(decoded("%ff"), None);
    }
}
