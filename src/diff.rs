//! What two reports' texts say differently (文本比对): changes sentence by sentence, and the measures of a pair.

use crate::text::Span;

/// What became of a sentence; one label a sentence, the most telling one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Word for word the same, white space aside.
    Kept,
    /// Only words of the year changed: 2016年 became 2017年.
    Year,
    /// Only numbers changed: a formula with new figures.
    Number,
    /// Words changed.
    Reworded,
    /// It stands elsewhere, word for word.
    Moved,
    /// It stands elsewhere, in other words.
    MovedReworded,
    /// One sentence became several.
    Split,
    /// Several sentences became one.
    Merged,
    /// Only the later report has it.
    Added,
    /// Only the earlier report has it.
    Removed,
}

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// Both sides read alike.
    Equal,
    /// Only in the earlier text; the later side is empty.
    Delete,
    /// Only in the later text; the earlier side is empty.
    Insert,
    /// A number with its unit that became another number.
    Number,
}

/// A piece of a change: what stood in the earlier text, and what stands in the later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// What it does.
    pub op: Op,
    /// Its place in the earlier text; empty for an insertion.
    pub before: Span,
    /// Its place in the later text; empty for a deletion.
    pub after: Span,
}

/// A sentence, or several that became one or were one.
#[derive(Debug, Clone, PartialEq)]
pub struct TextChange {
    /// What became of it.
    pub change: Change,
    /// Its place in the earlier text; none where it was added.
    pub before: Option<Span>,
    /// Its place in the later text; none where it was removed.
    pub after: Option<Span>,
    /// How alike the two are, digits aside, in thousandths; 1000 where they read alike, 0 where one is absent.
    pub similarity: u16,
    /// The pieces. Those of all changes tile both whole texts.
    pub edits: Vec<Edit>,
}

/// How alike two texts are, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measures {
    /// Characters of the later text that were kept or moved, of all its characters (文字重复率).
    pub carried_over: u16,
    /// The four similarity measures of Cohen, Malloy and Nguyen, "Lazy Prices", Journal of Finance 75 (2020).
    pub cosine: u16,
    /// Shared terms of all terms.
    pub jaccard: u16,
    /// One less the edits needed, of the words of both.
    pub minimum_edit: u16,
    /// Shared words in order, as a side-by-side comparison finds them.
    pub simple: u16,
}

/// A pair of sections with what happened to its text; one side is absent where a section was added or removed.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionChanges {
    /// The section of the earlier report.
    pub before: Option<crate::report::SectionId>,
    /// The section of the later report.
    pub after: Option<crate::report::SectionId>,
    /// How alike the texts are.
    pub measures: Measures,
}

/// Everything that changed from one report to another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextDiff {
    /// In the order of the later text; what was removed stands where it stood among what stayed.
    pub changes: Vec<TextChange>,
    /// A row a section pair.
    pub sections: Vec<SectionChanges>,
    /// The whole reports.
    pub measures: Measures,
}
