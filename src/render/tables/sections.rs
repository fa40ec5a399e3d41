//! `sections.csv`: a row a section pair of every two reports compared.

use crate::align::sections::SectionPair;
use crate::corpus::Entry;
use crate::diff::{Measures, TextDiff};
use crate::pair::Pair;
use crate::render::view::figures::{share, thousandths};
use crate::render::view::{BodyView, View};
use crate::report::{Report, Role, Section, SectionId};
use crate::table::{Table, decimal, int, measured, text};

/// A row a section pair of every two reports compared, with how alike their texts are by the measures of [`Measures`], and
/// how alike the whole reports are (`report_…`).
pub fn sections(view: &View<'_>) -> Table {
    let rows = view.bodies.iter().flat_map(rows);
    Table::new(
        "sections",
        "a row a section pair of every two reports compared",
        &[],
        rows,
        [
            text("report_a", "the earlier report's file", |row: &Row<'_>| row.reports.before.name.clone()),
            text("report_b", "the later report's file", |row| row.reports.after.name.clone()),
            measured(
                "characters",
                int("start_a", "where the section begins", |row| start(row.reports.before, row.sides.before)),
            ),
            text("title_a", "its heading", |row| title(row.reports.before, row.sides.before)),
            measured(
                "characters",
                int("start_b", "where the section begins", |row| start(row.reports.after, row.sides.after)),
            ),
            text("title_b", "its heading", |row| title(row.reports.after, row.sides.after)),
            text("relation", "same, renamed, moved, split, merged, added, removed", |row| row.relation.clone()),
            decimal("score", "how sure the pair is", |row| Some(share(row.pair?.evidence.score()))),
            decimal("similarity", "how alike the texts are", |row| Some(share(row.pair?.evidence.text))),
            decimal("carried_over", "characters of b that stand in a", |row| own(row, |m| m.carried_over)),
            decimal("cosine", "of the counts of terms", |row| own(row, |m| m.cosine)),
            decimal("jaccard", "of the sets of terms", |row| own(row, |m| m.jaccard)),
            decimal("minimum_edit", "by words to insert and delete", |row| own(row, |m| m.minimum_edit)),
            decimal("simple", "by sentences kept as they are", |row| own(row, |m| m.simple)),
            decimal("report_carried_over", "carried_over of the reports", |row| whole(row, |m| m.carried_over)),
            decimal("report_cosine", "cosine of the reports", |row| whole(row, |m| m.cosine)),
            decimal("report_jaccard", "jaccard of the reports", |row| whole(row, |m| m.jaccard)),
            decimal("report_minimum_edit", "minimum_edit of the reports", |row| whole(row, |m| m.minimum_edit)),
            decimal("report_simple", "simple of the reports", |row| whole(row, |m| m.simple)),
        ],
    )
}

struct Row<'a> {
    reports: Pair<&'a Report>,
    sides: Pair<Option<SectionId>>,
    relation: String,
    /// Where both sides are there.
    pair: Option<&'a SectionPair>,
    /// How alike the sections are; what only one report has is like nothing.
    own: Option<&'a Measures>,
    /// How alike the reports are.
    whole: Option<&'a Measures>,
}

type Share = rust_decimal::Decimal;

fn own(row: &Row<'_>, measure: fn(&Measures) -> u16) -> Option<Share> {
    row.own.map(|found| thousandths(measure(found)))
}

fn whole(row: &Row<'_>, measure: fn(&Measures) -> u16) -> Option<Share> {
    row.whole.map(|found| thousandths(measure(found)))
}

fn start(report: &Report, id: Option<SectionId>) -> Option<i64> {
    Some(report.section(id?).span.start.into())
}

fn title(report: &Report, id: Option<SectionId>) -> String {
    id.map(|id| report.title_of(id)).unwrap_or_default()
}

fn rows<'a>(body: &BodyView<'a>) -> Vec<Row<'a>> {
    let report = |at: usize| -> &'a Entry { &body.body.entries[at] };
    let mut rows = Vec::new();
    for (&(a, b), alignment) in &body.timeline.alignments {
        let reports = Pair::new(&report(a).report, &report(b).report);
        let diff: Option<&'a TextDiff> = body.diffs.get(&(a, b));
        let whole = diff.map(|diff| &diff.measures);
        let alone =
            |sides, relation: &str| Row { reports, sides, relation: relation.to_owned(), pair: None, own: None, whole };
        rows.extend(alignment.pairs.iter().map(|pair| {
            let sides = Pair::new(Some(pair.sections.before), Some(pair.sections.after));
            let measured = |diff: &'a TextDiff| {
                diff.sections.iter().find(|row| row.before == sides.before && row.after == sides.after)
            };
            let own = diff.and_then(measured).map(|row| &row.measures);
            Row { reports, sides, relation: pair.relation.to_string(), pair: Some(pair), own, whole }
        }));
        rows.extend(alignment.removed.iter().map(|id| alone(Pair::new(Some(*id), None), "removed")));
        rows.extend(alignment.added.iter().map(|id| alone(Pair::new(None, Some(*id)), "added")));
    }
    rows.retain(|row| !is_frame(row.reports.before, row.sides.before) && !is_frame(row.reports.after, row.sides.after));
    rows
}

/// With fewer headed main parts before it, what has no heading and looks back is a passage of the last of them.
const PARTS: usize = 3;

/// Whether a section without a heading is none to a reader: an appeal at the end, an annex, or a passage of a main part.
fn is_frame(report: &Report, id: Option<SectionId>) -> bool {
    let Some(section) = id.map(|id| report.section(id)).filter(|section| section.title.is_none()) else { return false };
    let headed = |other: &&Section| other.level == 1 && other.title.is_some() && other.span.start < section.span.start;
    match section.role {
        Role::Closing | Role::Annex => true,
        Role::Work | Role::Problems => (1..PARTS).contains(&report.sections.iter().filter(headed).count()),
        _ => false,
    }
}
