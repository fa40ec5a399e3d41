//! What checks found, for other programs: JSON (`nianlun.checks/1`) and SARIF 2.1.0, which code hosts and editors read.

use serde_json::{Value, json};

use crate::check::{Check, Kind, Verdict};
use crate::corpus::Entry;
use crate::diagnostic::Language;

/// A finding with its report, and the reason why it is accepted, where it is.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// The public body.
    pub body: &'a str,
    /// The report.
    pub entry: &'a Entry,
    /// What was found.
    pub check: &'a Check,
    /// Why it is all right.
    pub accepted: Option<&'a str>,
}

/// The findings as one JSON object. Offsets are scalar values, as everywhere; lines and columns start at 1.
pub fn json(findings: &[Finding<'_>]) -> Value {
    let one = |finding: &Finding<'_>| {
        let (check, report) = (finding.check, &finding.entry.report);
        let position = report.text.position(check.span.start);
        json!({
            "body": finding.body,
            "report": report.name,
            "kind": check.kind.name(),
            "verdict": check.verdict.name(),
            "start": check.span.start,
            "end": check.span.end,
            "line": position.line,
            "column": position.column,
            "quote": report.text.str(check.span),
            "expected": check.expected,
            "found": check.found,
            "message": { "zh": check.message.zh, "en": check.message.en },
            "accepted": finding.accepted,
        })
    };
    json!({ "schema": "nianlun.checks/1", "checks": findings.iter().map(one).collect::<Vec<_>>() })
}

const KINDS: [Kind; 8] =
    [Kind::Sum, Kind::Rate, Kind::Growth, Kind::Restated, Kind::Roll, Kind::Table, Kind::Damage, Kind::Year];

/// The findings as a SARIF log. Columns count scalar values; what is accepted is suppressed, with its reason.
pub fn sarif(findings: &[Finding<'_>], language: Language) -> Value {
    let rules: Vec<Value> = KINDS.iter().map(|kind| json!({ "id": kind.name() })).collect();
    let one = |finding: &Finding<'_>| {
        let (check, text) = (finding.check, &finding.entry.report.text);
        let (from, to) = (text.position(check.span.start), text.position(check.span.end));
        let level = match check.verdict {
            Verdict::Fails => "error",
            Verdict::Suspect => "warning",
            Verdict::Holds => "none",
        };
        let suppressions: Vec<Value> =
            finding.accepted.iter().map(|reason| json!({ "kind": "external", "justification": reason })).collect();
        json!({
            "ruleId": check.kind.name(),
            "kind": if check.verdict == Verdict::Holds { "pass" } else { "fail" },
            "level": level,
            "message": { "text": check.message.get(language) },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": uri(finding.entry) },
                "region": {
                    "startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column,
                    "charOffset": check.span.start, "charLength": check.span.len(),
                    "snippet": { "text": text.str(check.span) },
                },
            } }],
            "suppressions": suppressions,
        })
    };
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "columnKind": "unicodeCodePoints",
            "tool": { "driver": { "name": "nianlun", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "results": findings.iter().map(one).collect::<Vec<_>>(),
        }],
    })
}

/// The file's path as a URI reference: what is no plain ASCII is escaped.
fn uri(entry: &Entry) -> String {
    let path = entry.path.to_string_lossy().replace('\\', "/");
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_' | b'~');
    path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
