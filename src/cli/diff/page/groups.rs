//! Changes under their headings: those of the later report, and those that only the earlier one has.

use std::collections::BTreeMap;

use nianlun::render::terminal::{Look, Piece};
use nianlun::{Change, Report, SectionId, Span, TextChange};

use super::{Page, plain};

/// What a group of changes stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// A section of the later report; none before its first heading.
    Later(Option<SectionId>),
    /// One that only the earlier report has.
    Gone(SectionId),
}

/// The changes under one heading.
pub(super) struct Group<'c> {
    pub(super) section: Section,
    pub(super) changes: Vec<&'c TextChange>,
}

impl Page<'_> {
    /// The changes by the later report's section. What was removed stands under the heading that it had: that of the
    /// section that its neighbours went to, or, where none of them stayed, its own.
    pub(super) fn grouped<'c>(&self, changes: &[&'c TextChange]) -> Vec<Group<'c>> {
        let later = |span: Span| self.reports.after.section_at(self.reports.after.text.trim(span).start);
        // Which section of the later report most of an earlier section's sentences went to.
        let mut went: BTreeMap<Option<SectionId>, BTreeMap<Option<SectionId>, usize>> = BTreeMap::new();
        for change in changes {
            if let Some((before, after)) = change.before.zip(change.after) {
                *went.entry(self.section_before(before)).or_default().entry(later(after)).or_default() += 1;
            }
        }
        let home = |span: Span| {
            let own = self.section_before(span);
            let most = went.get(&own).and_then(|to| to.iter().max_by_key(|(id, n)| (**n, std::cmp::Reverse(**id))));
            match (most, own) {
                (Some((id, _)), _) => Section::Later(*id),
                (None, Some(own)) => Section::Gone(own),
                (None, None) => Section::Later(None),
            }
        };
        let mut groups: Vec<Group<'_>> = Vec::new();
        for &change in changes {
            let section = match (change.after, change.before) {
                (Some(span), _) => Section::Later(later(span)),
                (None, Some(span)) => home(span),
                (None, None) => continue,
            };
            let is_removed = change.after.is_none();
            // What was removed goes back to its heading; all else follows the later text.
            let known = groups.iter().rposition(|group| group.section == section);
            let last = groups.len().saturating_sub(1);
            match known.filter(|at| is_removed || *at == last) {
                Some(at) => groups[at].changes.push(change),
                None => groups.push(Group { section, changes: vec![change] }),
            }
        }
        groups
    }

    /// The innermost section that a stretch of the earlier report stands in.
    pub(super) fn section_before(&self, span: Span) -> Option<SectionId> {
        self.reports.before.section_at(self.reports.before.text.trim(span).start)
    }

    /// The earlier section that this one is, where it stands elsewhere now: its heading moved, and most of what it has
    /// came with it. Its sentences are then not told as moved one by one.
    pub(super) fn moved_with(&self, section: Section, changes: &[&TextChange]) -> Option<SectionId> {
        let Section::Later(Some(id)) = section else { return None };
        let start = self.reports.after.section(id).span.start;
        let is_moved = |change: &TextChange| matches!(change.change, Change::Moved | Change::MovedReworded);
        let heading = changes.iter().find(|change| change.after.is_some_and(|span| span.contains(start)))?;
        let from = heading.before.filter(|_| is_moved(heading)).and_then(|span| self.section_before(span))?;
        let moved: Vec<_> =
            changes.iter().filter(|change| is_moved(change)).filter_map(|change| change.before).collect();
        let along = moved.iter().filter(|span| self.section_before(**span) == Some(from)).count();
        (moved.len() > 1 && 2 * along > moved.len()).then_some(from)
    }

    pub(super) fn heading(&self, section: Section, moved: Option<SectionId>) -> Vec<Piece> {
        let strong = |text: String| Piece::new(text, Look::Strong.style());
        let (report, id, said) = match section {
            Section::Later(None) => {
                return vec![strong(self.session.say("（标题前）", "(before the first heading)"))];
            }
            Section::Later(Some(id)) => (self.reports.after, id, String::new()),
            Section::Gone(id) => (self.reports.before, id, self.session.say("（新文已无）", " (gone)")),
        };
        let title = report.title_of(id);
        let title = if title.is_empty() { self.session.say("（无标题）", "(no heading)") } else { title };
        let line = |report: &Report, id: SectionId| report.text.position(report.section(id).span.start).line;
        let from = moved.map(|id| {
            let line = line(self.reports.before, id);
            self.session.say(&format!("（整节自第{line}行移来）"), &format!(" (the section moved from line {line})"))
        });
        let place = format!(":{}", line(report, id));
        let quiet = |text: String| Piece::new(text, Look::Quiet.style());
        let mut pieces = vec![strong(format!("§ {title}")), plain(" "), quiet(place)];
        pieces.extend([Some(said).filter(|said| !said.is_empty()), from].into_iter().flatten().map(quiet));
        pieces
    }
}
