//! Reviewers' decisions (审阅决定), as data: which figures and sections are one, which are not, what a surface reads as.
//!
//! They live in one text file under version control and say where they apply by what the reports say there, never by
//! offsets or by the numbers of a run, so that they outlive new runs and changes elsewhere:
//!
//! ```toml
//! [[same]]        # one indicator, whatever the labels say; or `different`
//! figures = [
//!   { report = 2016, quote = "矛盾纠纷化解率达到", surface = "97%" },
//!   { report = 2017, quote = "调处成功率为", surface = "98.1%" },
//! ]
//! note = "the same count under another name"
//!
//! [[reads]]       # what a damaged or misread surface says; or `ignore`, no figure at all
//! report = 2018
//! quote = "办结 1,2O6件"
//! surface = "1,2O6件"
//! value = 1206
//! unit = "件"
//!
//! [[same]]
//! sections = [
//!   { report = 2016, title = "推进依法科学民主决策" },
//!   { report = 2017, title = "提高决策质量" },
//! ]
//!
//! [[part]]        # what a part is for: its figures are results in `work`, targets in `plan`
//! report = 2021
//! title = "2020年工作回顾"    # or `quote`: words of one paragraph
//! role = "work"
//! ```
//!
//! A file that can't be understood is an error with its line. A decision whose words are gone, that fits several places,
//! or that contradicts another one is left out and said, with what to do.

mod address;
mod parts;
mod file;
mod edit;
mod figures;
mod ties;

use std::path::PathBuf;

use rust_decimal::Decimal;

use crate::config::{Config, Kind};
use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::indicator::Role;
use crate::report;
use crate::text::{Span, Text};

pub use crate::report::Role as PartRole;
pub use address::{FigureAddress, PartAddress, SectionAddress};
pub use edit::{EditError, New, append, remove, spelled_reading};
pub use file::{ReviewError, parse, quoted, read};
pub use ties::{Decided, Figure, Group, Place, Tie, Ties};

/// The file that is read by itself where a folder of reports holds it.
pub const FILE: &str = "decisions.toml";

/// A decision by its place among all that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub u32);

impl DecisionId {
    /// As an index into [`Review::decisions`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// All decisions of the files that were read.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// The files in the order in which they were read.
    pub files: Vec<ReviewFile>,
    /// The decisions in the order in which they stand there.
    pub decisions: Vec<Decision>,
}

/// A file of decisions.
#[derive(Debug, Clone)]
pub struct ReviewFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What it says.
    pub text: Text,
}

/// What a reviewer decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The file, by its place in [`Review::files`].
    pub file: usize,
    /// Where it stands there.
    pub span: Span,
    /// What was decided, about what.
    pub verdict: Verdict,
    /// Who decided.
    pub by: Option<String>,
    /// When.
    pub on: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// What was decided, about what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// These figures are one indicator (同一指标).
    Same(Vec<FigureAddress>),
    /// No two of these figures are one indicator (不同指标).
    Different(Vec<FigureAddress>),
    /// This surface reads as that (读作).
    Reads(FigureAddress, Reading),
    /// This is no figure (忽略).
    Ignore(FigureAddress),
    /// These sections are one (同一部分).
    SameSections(Vec<SectionAddress>),
    /// No two of these sections are one (不同部分).
    DifferentSections(Vec<SectionAddress>),
    /// This part of a report is for that (作用).
    Part(PartAddress, report::Role),
}

impl Verdict {
    /// The name that files use.
    pub const fn name(&self) -> &'static str {
        match self {
            Verdict::Same(_) | Verdict::SameSections(_) => "same",
            Verdict::Different(_) | Verdict::DifferentSections(_) => "different",
            Verdict::Reads(..) => "reads",
            Verdict::Ignore(_) => "ignore",
            Verdict::Part(..) => "part",
        }
    }
}

/// What a surface says by a reviewer; what is not told stays as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The value in the unit itself: 1.2万件 is 12000.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The unit.
    pub unit: Option<String>,
    /// What it is about.
    pub label: Option<String>,
    /// The year that it is about.
    pub period: Option<i32>,
    /// The sort of figure.
    pub kind: Option<Kind>,
    /// What it is to the report.
    pub role: Option<Role>,
}

/// What there is to say of a decision, where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// The file of decisions.
    pub path: PathBuf,
    /// The line there, from 1.
    pub line: u32,
    /// What there is to say; the span is one of the file of decisions.
    pub diagnostic: Diagnostic,
}

/// What is left of the decisions once they were applied to the figures: what ties figures and sections of each body.
#[derive(Debug, Clone, Default)]
pub struct Reviewed {
    /// The ties of each body, in the order of the corpus.
    pub bodies: Vec<Ties>,
    /// Decisions that could not be applied, and why.
    pub remarks: Vec<Remark>,
}

impl Review {
    /// The line of a decision in its file, from 1.
    pub fn line(&self, id: DecisionId) -> u32 {
        let decision = &self.decisions[id.index()];
        self.files[decision.file].text.position(decision.span.start).line
    }

    /// All decisions with their ids, as they stand.
    fn all(&self) -> impl Iterator<Item = (DecisionId, &Decision)> {
        self.decisions.iter().enumerate().map(|(at, decision)| (DecisionId(at as u32), decision))
    }

    fn remark(&self, id: DecisionId, severity: Severity, code: Code, message: Message, help: Message) -> Remark {
        let decision = &self.decisions[id.index()];
        let diagnostic = Diagnostic::new(severity, code, decision.span, message).help(help);
        Remark { path: self.files[decision.file].path.clone(), line: self.line(id), diagnostic }
    }
}

/// Applies decisions to a corpus: what parts are for, readings and figures that are none right away, the rest as ties for linking.
///
/// Cannot fail; what could not be applied is among the remarks.
pub fn apply(corpus: &mut Corpus, review: &Review, config: &Config) -> Reviewed {
    let mut remarks = Vec::new();
    // What a part is for decides how its figures are read.
    parts::apply(corpus, review, config, &mut remarks);
    let found = address::resolve(corpus, review, &mut remarks);
    let read = figures::apply(corpus, review, &found, config, &mut remarks);
    let bodies = ties::ties(corpus, review, &found, &read, &mut remarks);
    remarks.sort();
    Reviewed { bodies, remarks }
}
