//! Findings that somebody looked at and accepted (已核), with the reason: they stay quiet as long as they say the same.

use crate::corpus::Entry;

use super::{Check, Verdict};

/// The name of the file in a folder of reports.
pub const FILE: &str = "accepted.csv";

/// A finding that is accepted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Accepted {
    /// The report's file.
    pub report: String,
    /// What was checked: `sum`, `growth`.
    pub kind: String,
    /// What stands at its place.
    pub quote: String,
    /// What it should have been.
    #[serde(default)]
    pub expected: String,
    /// Why it is all right.
    pub reason: String,
}

/// Reads a file of accepted findings: `report,kind,quote,expected,reason`, a row each. An error says what is wrong, with its
/// line.
pub fn read(bytes: &[u8]) -> Result<Vec<Accepted>, csv::Error> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes).deserialize().collect()
}

/// The reason why a finding is accepted; none where it is not, holds, or is not what was accepted any more.
pub fn reason<'a>(accepted: &'a [Accepted], entry: &Entry, check: &Check) -> Option<&'a str> {
    if check.verdict == Verdict::Holds {
        return None;
    }
    let quote = entry.report.text.str(check.span);
    let same = |one: &&Accepted| {
        one.report == entry.report.name
            && one.kind == check.kind.name()
            && one.quote == quote
            && one.expected == check.expected
            && !one.reason.is_empty()
    };
    accepted.iter().find(same).map(|one| one.reason.as_str())
}
