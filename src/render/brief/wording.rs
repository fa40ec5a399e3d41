//! What is new, dropped and moved: sections, sentences, and phrases.

use super::{Line, Part, Quote, quote};
use crate::diagnostic::Message;
use crate::diff::Change;
use crate::diff::terms::{Term, TermChange};
use crate::pair::Pair;
use crate::render::view::BodyView;
use crate::report::SectionId;

/// How many sections and phrases of a kind are named.
const NAMED: usize = 5;

/// What is new, dropped and moved.
pub(super) fn wording(view: &BodyView<'_>, reports: Pair<usize>, terms: &[Term]) -> Part {
    let mut lines = Vec::new();
    lines.extend(carried(view, reports));
    lines.extend(sections(view, reports));
    lines.extend(phrases(view, reports, terms, TermChange::New, "新提法", "New wording"));
    lines.extend(phrases(view, reports, terms, TermChange::Dropped, "不再出现的提法", "Dropped wording"));
    Part { title: Message::new("新增、删去与移动的内容", "What is new, dropped and moved"), lines }
}

/// How much of the later text was carried over, and how much changed: as many as `text-changes.csv` has and the page shows.
fn carried(view: &BodyView<'_>, reports: Pair<usize>) -> Option<Line> {
    let diff = view.diffs.get(&(reports.before, reports.after))?;
    let percent = rust_decimal::Decimal::new(i64::from(diff.measures.carried_over), 1).normalize();
    let own = reports.map(|at| &view.body.entries[at].report);
    let changes: Vec<Change> = diff.changes_of(own).map(|one| one.change).collect();
    let count = |kind: Change| changes.iter().filter(|change| **change == kind).count();
    let (all, added, removed) = (changes.len(), count(Change::Added), count(Change::Removed));
    let (moved, reworded) = (count(Change::Moved), count(Change::MovedReworded));
    Some(Line {
        said: Message::new(
            format!(
                "后一份报告的文字有 {percent}% 沿用前一份；共 {all} 处变化，其中新增 {added} 处，删去 {removed} 处，移动 {moved} 处，移动并改写 {reworded} 处"
            ),
            format!(
                "{percent} % of the later text was carried over; {all} changes, of which {added} added, {removed} removed, {moved} moved, {reworded} moved and reworded"
            ),
        ),
        quotes: Vec::new(),
    })
}

/// The sections that came, went and moved.
fn sections(view: &BodyView<'_>, reports: Pair<usize>) -> Vec<Line> {
    let Some(alignment) = view.timeline.alignments.get(&(reports.before, reports.after)) else { return Vec::new() };
    let heading = |report: usize, id: SectionId| -> Option<Quote> {
        let entry = &view.body.entries[report];
        let section = entry.report.section(id);
        let title = section.title.filter(|_| section.level <= 2)?;
        Some(Quote { section: String::new(), ..quote(entry, title) })
    };
    let line = |zh: &str, en: &str, quotes: Vec<Quote>| {
        let count = quotes.len();
        let said = Message::new(format!("{zh} {count} 个"), format!("{en}: {count}"));
        (count > 0).then(|| Line { said, quotes: quotes.into_iter().take(NAMED).collect() })
    };
    let moved = alignment.pairs.iter().filter(|pair| pair.relation.moved);
    [
        line("新增部分", "New sections", alignment.added.iter().filter_map(|&id| heading(reports.after, id)).collect()),
        line(
            "不再设的部分",
            "Dropped sections",
            alignment.removed.iter().filter_map(|&id| heading(reports.before, id)).collect(),
        ),
        line(
            "移动的部分",
            "Moved sections",
            moved.filter_map(|pair| heading(reports.after, pair.sections.after)).collect(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The strongest phrases of a kind, each with its first place.
fn phrases(
    view: &BodyView<'_>,
    reports: Pair<usize>,
    terms: &[Term],
    change: TermChange,
    zh: &str,
    en: &str,
) -> Option<Line> {
    // Phrases are told of neighbours.
    if reports.after != reports.before + 1 {
        return None;
    }
    let report = if change == TermChange::Dropped { reports.before } else { reports.after };
    let entry = &view.body.entries[report];
    let found: Vec<&Term> =
        terms.iter().filter(|term| term.report == reports.after && term.change == change).take(NAMED).collect();
    let list = found.iter().map(|term| format!("{}（{}）", term.term, term.count.max(term.count_before)));
    let list = list.collect::<Vec<_>>().join("、");
    let place = |term: &Term| {
        let words: Vec<char> = term.term.chars().collect();
        let sentences = &entry.report.sentences;
        let sentence = sentences.iter().find(|one| {
            entry.report.text.folded(one.span).windows(words.len().max(1)).any(|window| window == words.as_slice())
        })?;
        Some(quote(entry, sentence.span))
    };
    (!found.is_empty()).then(|| Line {
        said: Message::new(format!("{zh}：{list}"), format!("{en}: {list}")),
        quotes: found.iter().filter_map(|term| place(term)).take(2).collect(),
    })
}
