//! Two reports' texts side by side, as the page draws them: places and lengths only, and what numbers changed by.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::BodyView;
use super::figures::{grouped, scale, scaled, with_sign};
use crate::config::{Kind, Qualifier};
use crate::corpus::Entry;
use crate::diff::{Change, Edit, Op, SectionChanges, TextChange, Words};
use crate::indicator::{Indicator, Measure};
use crate::pair::Pair;
use crate::report::SectionId;
use crate::text::Span;
use crate::timeline::series::signed;

/// Two reports compared.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The earlier report.
    pub a: usize,
    /// The later report.
    pub b: usize,
    /// How much of the later text was carried over, in thousandths; none where the texts were not compared.
    pub carried: Option<u16>,
    /// Sections by pair.
    pub sections: Vec<SectionRow>,
    /// What became of each sentence, in the order of the later text.
    #[serde(serialize_with = "one_behind_the_other")]
    pub changes: Vec<ChangeLine>,
}

/// A pair of sections, or one alone.
#[derive(Debug, Clone, Serialize)]
pub struct SectionRow {
    /// The earlier section.
    pub a: Option<usize>,
    /// The later section.
    pub b: Option<usize>,
    /// What became of it: `same`, `renamed+moved`, `added` and so on.
    pub relation: String,
    /// How much of the later section was carried over, in thousandths.
    pub carried: Option<u16>,
}

/// A change: its kind, its places, its pieces as operations with lengths, and what its numbers changed by.
#[derive(Debug, Clone)]
pub struct ChangeLine {
    /// What became of the sentence.
    pub change: Change,
    /// Whether it is part of a sentence, of which the rest belongs elsewhere.
    pub is_part: bool,
    /// Its place in both texts.
    pub places: Pair<Option<Span>>,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// The places of its further partners in both texts.
    pub also: Pair<Vec<Span>>,
}

/// A piece of a change.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What it does.
    pub edit: Edit,
    /// What the number changed by: in itself, and in percent.
    pub by: Option<String>,
}

/// The lines of a pair, each with where it stands behind the one before: most begin where that ended.
fn one_behind_the_other<S: Serializer>(changes: &[ChangeLine], serializer: S) -> Result<S::Ok, S::Error> {
    let mut seq = serializer.serialize_seq(Some(changes.len()))?;
    let mut last = Pair::new(0, 0);
    for line in changes {
        seq.serialize_element(&Behind { line, last })?;
        last = Pair::new(
            line.places.before.map_or(last.before, |span| span.end),
            line.places.after.map_or(last.after, |span| span.end),
        );
    }
    seq.end()
}

/// A line with the ends in both texts of what stands before it.
struct Behind<'a> {
    line: &'a ChangeLine,
    last: Pair<u32>,
}

/// As an array, for there are thousands: `[kind, a, length, b, length, [piece, …], [by, …]]`, and `[kind, a, length]` of
/// what stands on one side only; `a` and `b` are counted from the end of the line before on that side, which may lie behind. The kind is its place in [`KINDS`]; of a part of a sentence it is that and the number of kinds.
/// A piece is its length times 5 and its operation, where both sides are as long or one has nothing (0 equal, 1 delete, 2
/// insert); of one whose sides have their own lengths (3 number, 4 equal but for white space) the second follows. Last, where there are further partners, an object of
/// their places: `{"a": [[start, end], …], "b": …}`.
impl Serialize for Behind<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Behind { line, last } = self;
        let mut seq = serializer.serialize_seq(None)?;
        let kind = KINDS.iter().position(|kind| *kind == line.change);
        // Tens say what else it is: a part of a sentence, a sentence that only the earlier or only the later report has here.
        let tens = match (line.change, line.places.before, line.places.after) {
            (Change::Added | Change::Removed, ..) => 0,
            (_, Some(_), None) => 2,
            (_, None, Some(_)) => 3,
            _ => usize::from(line.is_part),
        };
        seq.serialize_element(&kind.map(|kind| kind + tens * KINDS.len()))?;
        for (side, last) in [(line.places.before, last.before), (line.places.after, last.after)] {
            let Some(side) = side else { continue };
            seq.serialize_element(&(i64::from(side.start) - i64::from(last)))?;
            seq.serialize_element(&side.len())?;
        }
        if line.places.before.is_some() && line.places.after.is_some() && !line.pieces.is_empty() {
            // The pieces tile both texts: their lengths say where they stand.
            let mut numbers = Vec::new();
            for piece in &line.pieces {
                let (a, b) = (piece.edit.before.len(), piece.edit.after.len());
                let packed = |op: u32, length: u32| length * OPS + op;
                match piece.edit.op {
                    Op::Equal if a == b => numbers.push(packed(0, a)),
                    Op::Delete => numbers.push(packed(1, a)),
                    Op::Insert => numbers.push(packed(2, b)),
                    Op::Number => numbers.extend([packed(3, a), b]),
                    Op::Equal => numbers.extend([packed(4, a), b]),
                }
            }
            seq.serialize_element(&numbers)?;
            let by: Vec<&str> = line
                .pieces
                .iter()
                .filter(|piece| piece.edit.op == Op::Number)
                .map(|piece| piece.by.as_deref().unwrap_or_default())
                .collect();
            if by.iter().any(|by| !by.is_empty()) {
                seq.serialize_element(&by)?;
            }
        }
        if !line.also.before.is_empty() || !line.also.after.is_empty() {
            let places = |spans: &[Span]| spans.iter().map(|span| [span.start, span.end]).collect::<Vec<_>>();
            seq.serialize_element(&BTreeMap::from([
                ("a", places(&line.also.before)),
                ("b", places(&line.also.after)),
            ]))?;
        }
        seq.end()
    }
}

/// How many operations a piece can be.
const OPS: u32 = 5;

/// The kinds of change in the order in which the data numbers them.
pub const KINDS: [Change; 10] = [
    Change::Kept,
    Change::Year,
    Change::Number,
    Change::Reworded,
    Change::Moved,
    Change::MovedReworded,
    Change::Split,
    Change::Merged,
    Change::Added,
    Change::Removed,
];

/// Every pair of reports that was compared.
pub fn comparisons(view: &BodyView<'_>) -> Vec<Comparison> {
    let words = Words::new();
    let alignments: Vec<_> = view.timeline.alignments.iter().collect();
    alignments
        .into_par_iter()
        .map(|(&(a, b), alignment)| {
            let diff = view.diffs.get(&(a, b));
            let carried = |before: Option<SectionId>, after: Option<SectionId>| {
                let row = diff?.sections.iter().find(|row| row.before == before && row.after == after);
                row.map(|row: &SectionChanges| row.measures.carried_over)
            };
            let index = |id: SectionId| id.index();
            let mut sections: Vec<SectionRow> = alignment
                .pairs
                .iter()
                .map(|pair| SectionRow {
                    a: Some(index(pair.sections.before)),
                    b: Some(index(pair.sections.after)),
                    relation: pair.relation.to_string(),
                    carried: carried(Some(pair.sections.before), Some(pair.sections.after)),
                })
                .collect();
            sections.extend(alignment.removed.iter().map(|&id| SectionRow {
                a: Some(index(id)),
                b: None,
                relation: "removed".to_owned(),
                carried: None,
            }));
            sections.extend(alignment.added.iter().map(|&id| SectionRow {
                a: None,
                b: Some(index(id)),
                relation: "added".to_owned(),
                carried: carried(None, Some(id)),
            }));
            let entries = Pair::new(&view.body.entries[a], &view.body.entries[b]);
            Comparison {
                a,
                b,
                carried: diff.map(|diff| diff.measures.carried_over),
                sections,
                changes: diff
                    .map(|diff| diff.changes.iter().filter_map(|change| line(entries, &words, change)).collect())
                    .unwrap_or_default(),
            }
        })
        .collect()
}

/// A change as the page shows it; none where it is one of the pages and not of the reports.
fn line(entries: Pair<&Entry>, words: &Words, change: &TextChange) -> Option<ChangeLine> {
    let sides = Pair::new(change.before, change.after);
    let trimmed = entries.zip(sides).map(|(entry, span)| span.map(|span| entry.report.text.trim(span)));
    if !change.is_of_reports(entries.map(|entry| &entry.report)) {
        return None;
    }
    if matches!(change.change, Change::Kept | Change::Moved) || sides.both().is_none() {
        return Some(ChangeLine {
            change: change.change,
            is_part: change.is_part,
            places: trimmed,
            pieces: Vec::new(),
            also: change.also.clone(),
        });
    }
    let pieces = words
        .widened(entries.map(|entry| &entry.report), &change.edits)
        .iter()
        .map(|edit| Piece { edit: *edit, by: if edit.op == Op::Number { by(entries, edit) } else { None } })
        .collect();
    let also = change.also.clone();
    Some(ChangeLine { change: change.change, is_part: change.is_part, places: sides, pieces, also })
}

/// So many figures before a place are looked through for those that reach over it.
const REACH: usize = 40;

/// What a number changed by, where both sides are one figure each of one unit.
fn by(entries: Pair<&Entry>, edit: &Edit) -> Option<String> {
    let only = |entry: &Entry, span: Span| -> Option<Indicator> {
        // They stand in order, and none reaches over many others.
        let end = entry.indicators.partition_point(|indicator| indicator.span.start < span.end);
        let near = &entry.indicators[end.saturating_sub(REACH)..end];
        let mut inside = near.iter().filter(|indicator| indicator.span.overlap(span) > 0);
        let first = inside.next()?.clone();
        inside.next().is_none().then_some(first)
    };
    let before = only(entries.before, edit.before)?;
    let after = only(entries.after, edit.after)?;
    // Of what is about or above so much nobody knows by how much it changed.
    let exact = |figure: &Indicator| {
        let qualified =
            |qualifier| !matches!(qualifier, Qualifier::Average | Qualifier::Cumulative | Qualifier::Consecutive);
        figure.high.is_none() && !figure.qualifier.is_some_and(qualified)
    };
    if before.unit != after.unit || !exact(&before) || !exact(&after) || before.measure() != after.measure() {
        return None;
    }
    let delta = signed(&after).checked_sub(signed(&before))?;
    if delta.is_zero() {
        return None;
    }
    // Of places the lower number is the better one.
    if after.kind == Kind::Rank {
        let way = if delta.is_sign_negative() { "进" } else { "退" };
        return Some(format!("{way} {} 位", grouped(delta.abs())));
    }
    let percents = after.unit.as_deref() == Some("%");
    let surface = entries.after.report.text.str(after.span);
    let size = scaled(delta.abs(), scale(surface, after.unit.as_deref()));
    let sign = if delta.is_sign_negative() { "−" } else { "+" };
    let base = signed(&before);
    // Of few things, a few more say enough.
    let counts = after.measure() == Measure::Level && base >= Decimal::TEN;
    let percent = (!percents && counts)
        .then(|| delta.checked_div(base))
        .flatten()
        .map(|share| (share * Decimal::ONE_HUNDRED).round_dp(1));
    Some(match (percents, percent) {
        (true, _) => format!("{sign}{} 个百分点", grouped(delta.abs())),
        (_, Some(percent)) => format!("{sign}{size}，{}%", with_sign(percent)),
        _ => format!("{sign}{size}"),
    })
}
