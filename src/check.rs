//! Checks (核查): whether a report's figures agree with each other, and with what other years say.
//!
//! A check only fails where the report itself says that two things are one: a total and its parts, a rate and what it is
//! of, a growth and the year before. What could be counted otherwise is not judged.

mod across;
mod rates;
mod rolls;
mod sums;
mod years;

use rust_decimal::Decimal;

use crate::corpus::{Body, Entry};
use crate::diagnostic::{Code, Message};
use crate::text::Span;
use crate::timeline::Timeline;

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A total and its parts.
    Sum,
    /// A rate and what it is of.
    Rate,
    /// A growth and the levels of two years.
    Growth,
    /// What the year before was, told by two reports.
    Restated,
    /// A stock from year to year: in force before, made, repealed, in force now.
    Roll,
    /// The totals of a table.
    Table,
    /// A damaged number, date or reference.
    Damage,
    /// A year that can't be.
    Year,
}

impl Kind {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Sum => "sum",
            Kind::Rate => "rate",
            Kind::Growth => "growth",
            Kind::Restated => "restated",
            Kind::Roll => "roll",
            Kind::Table => "table",
            Kind::Damage => "damage",
            Kind::Year => "year",
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It agrees.
    Holds,
    /// It does not, and nothing in the text explains it.
    Fails,
    /// It needs a look: damaged, or truncated instead of rounded.
    Suspect,
}

impl Verdict {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Fails => "fails",
            Verdict::Suspect => "suspect",
        }
    }
}

/// A check that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The report, by its place among the body's.
    pub report: usize,
    /// What was checked.
    pub kind: Kind,
    /// What was found.
    pub verdict: Verdict,
    /// The figure that was checked.
    pub span: Span,
    /// What it should be by the others; empty where nothing can be said.
    pub expected: String,
    /// What it is.
    pub found: String,
    /// The reckoning in words.
    pub message: Message,
}

/// All checks of a body, by report and place.
pub fn check(body: &Body, timeline: &Timeline) -> Vec<Check> {
    let mut checks = Vec::new();
    for (report, entry) in body.entries.iter().enumerate() {
        checks.extend(sums::check(report, entry));
        checks.extend(rates::check(report, entry));
        checks.extend(rolls::check(report, entry));
        checks.extend(years::check(report, entry));
        checks.extend(damage(report, entry));
    }
    checks.extend(across::check(body, timeline));
    checks.sort_by_key(|check| (check.report, check.span, check.kind, check.verdict));
    checks.dedup_by_key(|check| (check.report, check.span, check.kind));
    checks
}

/// Damaged places, as the reader of the report noted them.
fn damage(report: usize, entry: &Entry) -> impl Iterator<Item = Check> + '_ {
    let damaged = |code: Code| {
        matches!(code, Code::DamagedNumber | Code::DamagedDate | Code::DamagedReference | Code::ImpossibleValue)
    };
    entry.notes.iter().filter(move |note| damaged(note.code)).map(move |note| Check {
        report,
        kind: Kind::Damage,
        verdict: Verdict::Suspect,
        span: note.span,
        expected: String::new(),
        found: entry.report.text.str(note.span).to_owned(),
        message: note.message.clone(),
    })
}

/// A decimal as data files print it.
fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}
