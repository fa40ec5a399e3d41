//! What two reports' texts say differently (文本比对): changes sentence by sentence, and the measures of a pair.

mod measures;
mod numbers;
mod prepared;
mod purpose;
mod apart;
mod subject;
mod runs;
mod plain;
mod longest;
mod edits;
mod label;
mod tile;
mod words;

pub mod matter;
pub mod terms;

use rayon::prelude::*;

use crate::align::features::Features;
use crate::align::fixed::Fixed;
use crate::align::sections::{self, SectionAlignment};
use crate::align::sentences::{self, Alignment, Kinships, Link, Vocabulary};
use crate::align::tokens::{Kind, Tokens};
use crate::config::Config;
use crate::indicator;
use crate::pair::Pair;
use crate::report::{Report, SectionId};
use crate::similarity::Weights;
use crate::text::Span;
use measures::{Carried, Shared, measures};
pub use numbers::{NumberChange, number_change};
pub use prepared::Prepared;
use prepared::Side;
use tile::{Aligned, Linked};
pub use words::Words;

/// What became of a sentence; one label a sentence, the most telling one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Word for word the same, white space aside.
    Kept,
    /// Only words of the year changed: 2016年 became 2017年.
    Year,
    /// Only numbers changed: a formula with new figures, a heading or an article with another number.
    Number,
    /// Words changed; or part of the sentence went elsewhere, whatever became of the rest.
    Reworded,
    /// It stands elsewhere, word for word; what counts it off (一是) may be another.
    Moved,
    /// It stands elsewhere, in other words.
    MovedReworded,
    /// One sentence became several; with one side absent, one of these, whose partner stands in a row of its own.
    Split,
    /// Several sentences became one; with one side absent, one of these, likewise.
    Merged,
    /// Only the later report has it.
    Added,
    /// Only the earlier report has it.
    Removed,
}

impl Change {
    /// The name used in files: `moved+reworded`.
    pub const fn name(self) -> &'static str {
        match self {
            Change::Kept => "kept",
            Change::Year => "year",
            Change::Number => "number",
            Change::Reworded => "reworded",
            Change::Moved => "moved",
            Change::MovedReworded => "moved+reworded",
            Change::Split => "split",
            Change::Merged => "merged",
            Change::Added => "added",
            Change::Removed => "removed",
        }
    }
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

impl Op {
    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Op::Equal => "equal",
            Op::Delete => "delete",
            Op::Insert => "insert",
            Op::Number => "number",
        }
    }
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

/// A sentence, several that became one or were one, or a part of a sentence that went elsewhere than the rest of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TextChange {
    /// What became of it.
    pub change: Change,
    /// Its place in the earlier text, with the white space around it: what its edits tile; none where it was added.
    pub before: Option<Span>,
    /// Its place in the later text, likewise; none where it was removed.
    pub after: Option<Span>,
    /// Whether a sentence on either side is not whole here: the rest of it belongs elsewhere.
    pub is_part: bool,
    /// How alike the two are, digits aside, in thousandths; 1000 where they read alike or only numbers changed, 0 where one
    /// is absent.
    pub similarity: u16,
    /// Further sentences that took part: of the earlier text those that it came from as well, of the later one those that it
    /// went to as well. Each is covered by the edits of its own row, which names this one where it has no other partner.
    pub also: Pair<Vec<Span>>,
    /// The pieces. Those of all changes tile both whole texts.
    pub edits: Vec<Edit>,
}

impl TextChange {
    /// Whether it touches the text of either report, and not only what stands around it on its page.
    pub fn is_of_reports(&self, reports: Pair<&Report>) -> bool {
        let own = |report: &Report, span: Option<Span>| {
            span.is_some_and(|span| {
                let words = report.text.trim(span);
                report.body.overlap(words) > 0 && !report.furniture.iter().any(|place| place.covers(words))
            })
        };
        own(reports.before, self.before) || own(reports.after, self.after)
    }
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

impl Measures {
    /// Each by the name used in files.
    pub const fn named(&self) -> [(&'static str, u16); 5] {
        [
            ("carried_over", self.carried_over),
            ("cosine", self.cosine),
            ("jaccard", self.jaccard),
            ("minimum_edit", self.minimum_edit),
            ("simple", self.simple),
        ]
    }
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
    /// A row a section pair; none where only [`Detail::Reports`] was asked for.
    pub sections: Vec<SectionChanges>,
    /// The whole reports.
    pub measures: Measures,
}

impl TextDiff {
    /// What changed between the reports themselves, and not in what stands around them: what is counted and listed.
    pub fn changes_of<'a>(&'a self, reports: Pair<&'a Report>) -> impl Iterator<Item = &'a TextChange> {
        self.changes.iter().filter(move |one| one.change != Change::Kept && one.is_of_reports(reports))
    }
}

/// What the measures are taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The whole reports.
    Reports,
    /// These, and each pair of their sections.
    Sections,
}

/// Compares the texts of two reports whose sections are paired; [`Prepared::diff`] does it for reports that are compared
/// with several others.
///
/// The edits of all changes tile both whole texts: taking what they hold of the later text, in order, gives the later
/// text; what they hold of the earlier one, sorted by place, gives the earlier text. Nothing but [`Change::Kept`] comes
/// out of two texts that are the same, and the reports the other way round give the same changes the other way round.
pub fn diff(reports: Pair<&Report>, sections: &SectionAlignment, config: &Config, weights: &Weights) -> TextDiff {
    let figures = reports.map(|report| indicator::extract(report, config).value);
    let both = [(reports.before, figures.before.as_slice()), (reports.after, figures.after.as_slice())];
    let prepared = Prepared::new(&both, config, weights, Detail::Sections);
    prepared.diff(Pair::new(0, 1), sections)
}

impl Prepared<'_> {
    /// Compares the texts of two of the reports, by their places: see [`diff`].
    pub fn diff(&self, places: Pair<usize>, sections: &SectionAlignment) -> TextDiff {
        let sides = places.map(|at| &self.sides[at]);
        let reports = sides.map(|side| side.report);
        let words = sides.map(|side| &side.words);
        let whole = reports.map(|report| report.text.span());
        let rows = if sides.after.has_sections() { rows(reports, sections) } else { Vec::new() };
        let shared_of = |(before, after): &(Option<SectionId>, Option<SectionId>)| {
            let own = Pair::new(*before, *after).both()?;
            let bags = sides.zip(own).map(|(side, id)| side.bag_of(id)).both()?;
            let spans = reports.zip(own).map(|(report, id)| report.section(id).span);
            Some((spans, Shared::new(words, spans, bags)))
        };
        let (changes, (shared, of_rows)) = rayon::join(
            || tile::changes(sides, aligned(&self.vocabulary, sides, sections)),
            || {
                let shared = Shared::new(words, whole, sides.map(|side| &side.bag));
                (shared, rows.par_iter().map(shared_of).collect::<Vec<_>>())
            },
        );
        let places = Places::new(reports.after, &sides.after.tokens, &changes);
        let measured =
            |spans: Pair<Span>, shared: Shared| measures(reports.after, spans.after, shared, places.carried(spans));
        let sections = rows.into_iter().zip(of_rows).map(|((before, after), found)| {
            let measures = found.map(|(spans, shared)| measured(spans, shared)).unwrap_or_default();
            SectionChanges { before, after, measures }
        });
        TextDiff { sections: sections.collect(), measures: measured(whole, shared), changes }
    }
}

/// The most pairs of paragraphs, and of sections, that pairing the sections looks at.
const MOST_PAIRS: Pair<usize> = Pair::new(4_000_000, 250_000);

/// Pairs the sections of two reports so that both directions find the same pairs.
///
/// Texts of a size that no report has (some megabytes) get no section pairs; their sentences are still compared.
pub fn align_sections(reports: Pair<&Report>, weights: &Weights) -> SectionAlignment {
    let paragraphs = reports.map(|report| report.paragraphs.len());
    let sections = reports.map(|report| report.sections.len());
    if paragraphs.before.saturating_mul(paragraphs.after) > MOST_PAIRS.before
        || sections.before.saturating_mul(sections.after) > MOST_PAIRS.after
    {
        return SectionAlignment::default();
    }
    let features = reports.map(|report| Features::new(report, weights));
    match is_turned(reports) {
        true => sections::align(features.as_ref().invert(), &Fixed::default()).invert(),
        false => sections::align(features.as_ref(), &Fixed::default()),
    }
}

/// Whether two reports are compared the other way round, so that both directions find the same.
fn is_turned(reports: Pair<&Report>) -> bool {
    let key = |report: &Report| report.text.len();
    let (before, after) = (reports.before, reports.after);
    (key(before), before.text.original()) > (key(after), after.text.original())
}

/// Pairs the units and compares the pairs, always in the same direction.
fn aligned(vocabulary: &Vocabulary, sides: Pair<&Side<'_>>, sections: &SectionAlignment) -> Aligned {
    let reports = sides.map(|side| side.report);
    if reports.before.text.original() == reports.after.text.original() {
        let spans = |side: &Side<'_>| side.units.iter().map(|unit| unit.span).collect::<Vec<_>>();
        let pieces = sides.map(spans);
        let count = pieces.before.len().min(pieces.after.len());
        let same =
            |at: usize| Linked::new(sides, pieces.as_ref().map(Vec::as_slice), Link::new(at..at + 1, at..at + 1));
        return Aligned { linked: (0..count).map(same).collect(), pieces, also: Vec::new() };
    }
    let turned = is_turned(reports);
    let kinships = Kinships::new(reports, sections);
    let (sides, kinships) = if turned { (sides.invert(), kinships.invert()) } else { (sides, kinships) };
    let (features, units) = (sides.map(|side| &side.features), sides.map(|side| side.units.as_slice()));
    let Alignment { pieces, links, also } = sentences::align(features, units, &kinships, vocabulary);
    let places = pieces.as_ref().map(Vec::as_slice);
    let compared = links.into_par_iter().map(|link| Linked::new(sides, places, link));
    let linked = compared.map(|linked| if turned { linked.invert() } else { linked }).collect();
    let also = also.into_iter().map(|also| if turned { also.invert() } else { also }).collect();
    Aligned { linked, pieces: if turned { pieces.invert() } else { pieces }, also }
}

/// The section pairs in the order of the later report; a removed section stands behind the one that stood before it.
fn rows(reports: Pair<&Report>, sections: &SectionAlignment) -> Vec<(Option<SectionId>, Option<SectionId>)> {
    let start = |report: &Report, id: SectionId| report.section(id).span.start;
    let mut rows: Vec<(Option<SectionId>, Option<SectionId>)> =
        sections.pairs.iter().map(|pair| (Some(pair.sections.before), Some(pair.sections.after))).collect();
    rows.extend(sections.added.iter().map(|id| (None, Some(*id))));
    rows.sort_by_key(|(before, after)| {
        (after.map(|id| start(reports.after, id)), after.map(|id| id.0), before.map(|id| id.0))
    });
    let mut removed = sections.removed.clone();
    removed.sort();
    for id in removed {
        let place = rows
            .iter()
            .enumerate()
            .filter(|(_, (before, _))| before.is_some_and(|before| before < id))
            .max_by_key(|(at, (before, _))| (*before, *at))
            .map_or(0, |(at, _)| at + 1);
        rows.insert(place, (Some(id), None));
    }
    rows
}

/// Where text was carried over: equal edits by their place in the later text, with what each carries.
struct Places {
    equal: Vec<(Edit, Carried)>,
}

impl Places {
    fn new(later: &Report, tokens: &Tokens, changes: &[TextChange]) -> Self {
        let mut equal = Vec::new();
        for change in changes {
            let moved = matches!(change.change, Change::Moved | Change::MovedReworded);
            for edit in change.edits.iter().filter(|edit| edit.op == Op::Equal) {
                let words = tokens.within(edit.after);
                let words = words.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number(_))).count();
                let chars = later.text.folded(edit.after).iter().filter(|c| !c.is_whitespace()).count();
                let words = if moved { 0 } else { words as u64 };
                equal.push((*edit, Carried { chars: chars as u64, words }));
            }
        }
        equal.sort_by_key(|(edit, ..)| edit.after);
        Places { equal }
    }

    /// What was carried from the one stretch to the other; an edit belongs where it begins.
    fn carried(&self, spans: Pair<Span>) -> Carried {
        let from = self.equal.partition_point(|(edit, ..)| edit.after.start < spans.after.start);
        let to = self.equal.partition_point(|(edit, ..)| edit.after.start < spans.after.end);
        let inside =
            self.equal[from..to.max(from)].iter().filter(|(edit, ..)| spans.before.contains(edit.before.start));
        inside.fold(Carried::default(), |sum, (_, own)| Carried {
            chars: sum.chars + own.chars,
            words: sum.words + own.words,
        })
    }
}
