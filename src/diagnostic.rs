//! What a stage has to say beside its result: a diagnostic has a code, a place, a message and what to do.
//!
//! Stages don't fail on odd input and don't print: they return [`Noted`] values, and the command line spells them.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::text::Span;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing, nothing to do.
    Note,
    /// Something in the report or the folder needs a look.
    Warning,
    /// Something could not be done.
    Error,
}

/// What a diagnostic is about. The names are stable: other programs read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A number that lost characters or a separator (数字损坏).
    DamagedNumber,
    /// A date that lost characters.
    DamagedDate,
    /// A document number that lost a bracket or a digit (文号损坏).
    DamagedReference,
    /// A value that cannot be, as a share of 132 %.
    ImpossibleValue,
    /// A counter that no lexicon knows, kept as the unit.
    UnknownUnit,
    /// The year of the file's name, the title and the text disagree.
    YearMismatch,
    /// No year could be found.
    YearMissing,
    /// A long report without headings, or with hardly any.
    NoOutline,
    /// A long report without figures.
    NoFigures,
    /// A report that is unlike the body's others: hardly any figures, no plan.
    UnlikeNeighbours,
    /// What a part is for was decided by a hair.
    RoleUnsure,
    /// The report does not name its year; it was told by other things.
    YearGuessed,
    /// The report does not name its body; it was told by other things.
    BodyGuessed,
    /// Two reports of one body for one year.
    DuplicateBody,
    /// The text looks cut off.
    Fragment,
    /// Lines that belong to the page, not to the report.
    PageChrome,
    /// The encoding was guessed.
    EncodingGuessed,
    /// Bytes that the encoding does not have, or characters that were lost before.
    EncodingDamaged,
    /// The file could not be read.
    Unreadable,
    /// A file of a kind that is not read, or an empty one.
    Skipped,
    /// Something of the file was left out.
    LeftOut,
    /// Hidden or tracked text of a document was resolved one way.
    TrackedChanges,
    /// A decision of a reviewer that changed a figure; what was read before is in the message.
    DecisionApplied,
    /// A decision of a reviewer that no longer applies.
    DecisionStale,
    /// Decisions of reviewers that contradict each other.
    DecisionConflict,
    /// A heading that its body does not agree with.
    HeadingDisagrees,
    /// Sections that all match the one after: a constant shift.
    ConstantShift,
}

impl Code {
    /// The stable name, as other programs read it.
    pub const fn name(self) -> &'static str {
        match self {
            Code::DamagedNumber => "damaged-number",
            Code::DamagedDate => "damaged-date",
            Code::DamagedReference => "damaged-reference",
            Code::ImpossibleValue => "impossible-value",
            Code::UnknownUnit => "unknown-unit",
            Code::YearMismatch => "year-mismatch",
            Code::YearMissing => "year-missing",
            Code::NoOutline => "no-outline",
            Code::NoFigures => "no-figures",
            Code::UnlikeNeighbours => "unlike-neighbours",
            Code::RoleUnsure => "role-unsure",
            Code::YearGuessed => "year-guessed",
            Code::BodyGuessed => "body-guessed",
            Code::DuplicateBody => "duplicate-body",
            Code::Fragment => "fragment",
            Code::PageChrome => "page-chrome",
            Code::EncodingGuessed => "encoding-guessed",
            Code::EncodingDamaged => "encoding-damaged",
            Code::Unreadable => "unreadable",
            Code::Skipped => "skipped",
            Code::LeftOut => "left-out",
            Code::TrackedChanges => "tracked-changes",
            Code::DecisionApplied => "decision-applied",
            Code::DecisionStale => "decision-stale",
            Code::DecisionConflict => "decision-conflict",
            Code::HeadingDisagrees => "heading-disagrees",
            Code::ConstantShift => "constant-shift",
        }
    }
}

impl Code {
    /// Whether a reader must know of it before anything that is said of the report: it was hardly read, or in doubt.
    pub const fn is_alarm(self) -> bool {
        matches!(
            self,
            Code::NoOutline
                | Code::NoFigures
                | Code::UnlikeNeighbours
                | Code::RoleUnsure
                | Code::EncodingDamaged
                | Code::Skipped
                | Code::YearMissing
        )
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The languages that messages are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// 中文
    #[default]
    Chinese,
    /// English
    English,
}

/// A sentence for people, in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Message {
    /// The same said twice.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Message { zh: zh.into(), en: en.into() }
    }

    /// The sentence in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// Data files are in English, whatever the reader's language.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.en)
    }
}

/// What is wrong or worth knowing, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub code: Code,
    /// The place in the report's text; empty at 0 where it is about the whole file.
    #[serde(flatten)]
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// What to do; empty where there is nothing to do.
    pub help: Message,
}

impl Diagnostic {
    /// A diagnostic without help.
    pub fn new(severity: Severity, code: Code, span: Span, message: Message) -> Self {
        Diagnostic { severity, code, span, message, help: Message::default() }
    }

    /// The same with what to do.
    pub fn help(mut self, help: Message) -> Self {
        self.help = help;
        self
    }
}

/// A stage's result with what it noted on the way.
#[derive(Debug, Clone, Default)]
pub struct Noted<T> {
    /// The result.
    pub value: T,
    /// What was noted, in text order.
    pub notes: Vec<Diagnostic>,
}

impl<T> Noted<T> {
    /// A result with nothing to note.
    pub const fn plain(value: T) -> Self {
        Noted { value, notes: Vec::new() }
    }

    /// Passes the notes on and gives the value.
    pub fn take(self, notes: &mut Vec<Diagnostic>) -> T {
        notes.extend(self.notes);
        self.value
    }
}
