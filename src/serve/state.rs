//! What the page has to know, as it is sent.

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::render::view::difference::SeriesChange;
use crate::render::view::reading::Words;
use crate::review::{self, Decision, FigureAddress, PartAddress, PartRole, Remark, Review, SectionAddress, Verdict};

/// What one comparison says otherwise than the one before.
#[derive(Serialize)]
pub(super) struct Step {
    pub(super) number: u64,
    pub(super) changes: Vec<SeriesChange>,
}

/// What a decision would change.
#[derive(Serialize)]
pub(super) struct Preview {
    pub(super) changes: Vec<SeriesChange>,
    /// What there is to say of decisions that there was not before.
    pub(super) remarks: Vec<Said>,
}

/// What the page has to know.
#[derive(Serialize)]
pub(super) struct State<'a> {
    /// Counts what was told: of two answers the one with the higher number is newer, whichever arrives first.
    pub(super) told: u64,
    /// The comparison that is shown.
    pub(super) number: u64,
    /// Whether another one is being made.
    pub(super) computing: bool,
    /// The hash of the file of decisions.
    pub(super) version: &'a str,
    /// Where it lies.
    pub(super) path: String,
    /// Where dropped reports are kept.
    pub(super) folder: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<&'a String>,
    /// Why the file can't be used as it is.
    pub(super) trouble: Option<Words>,
    pub(super) decisions: Vec<Listed<'a>>,
    pub(super) remarks: Vec<Said>,
    pub(super) steps: &'a [Step],
    pub(super) reports: Vec<DroppedReport<'a>>,
}

/// A decision of the file.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    pub(super) verdict: &'static str,
    pub(super) line: u32,
    pub(super) figures: &'a [FigureAddress],
    pub(super) sections: &'a [SectionAddress],
    /// A part of a report, and what it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part: Option<&'a PartAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<PartRole>,
    /// What a figure reads as, as the file says it.
    pub(super) reads: Option<String>,
    pub(super) by: Option<&'a str>,
    pub(super) on: Option<&'a str>,
    pub(super) note: Option<&'a str>,
}

impl<'a> Listed<'a> {
    pub(super) fn new(decision: &'a Decision, review: &Review) -> Self {
        let (figures, sections, reads): (&[FigureAddress], &[SectionAddress], _) = match &decision.verdict {
            Verdict::Same(figures) | Verdict::Different(figures) => (figures, &[], None),
            Verdict::SameSections(sections) | Verdict::DifferentSections(sections) => (&[], sections, None),
            Verdict::Reads(figure, reading) => {
                (std::slice::from_ref(figure), &[], Some(review::spelled_reading(reading)))
            }
            Verdict::Ignore(figure) => (std::slice::from_ref(figure), &[], None),
            Verdict::Part(..) => (&[], &[], None),
        };
        let (part, role) = match &decision.verdict {
            Verdict::Part(part, role) => (Some(part), Some(*role)),
            _ => (None, None),
        };
        Listed {
            verdict: decision.verdict.name(),
            line: review.files[decision.file].text.position(decision.span.start).line,
            figures,
            sections,
            part,
            role,
            reads,
            by: decision.by.as_deref(),
            on: decision.on.as_deref(),
            note: decision.note.as_deref(),
        }
    }
}

/// What there is to say of a decision.
#[derive(Serialize)]
pub(super) struct Said {
    pub(super) line: u32,
    pub(super) warning: bool,
    pub(super) message: Words,
    pub(super) help: Words,
}

impl Said {
    pub(super) fn new(remark: &Remark) -> Self {
        let said = &remark.diagnostic;
        Said {
            line: remark.line,
            warning: said.severity > Severity::Note,
            message: Words::from(&said.message),
            help: Words::from(&said.help),
        }
    }
}

#[derive(Serialize)]
pub(super) struct DroppedReport<'a> {
    pub(super) name: &'a str,
    pub(super) year: Option<i32>,
    pub(super) kept: bool,
    pub(super) left_out: Option<&'a Words>,
}
