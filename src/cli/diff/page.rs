//! The terminal form: section by section, one column, marks that work without colour.

use std::collections::BTreeMap;

use nianlun::align::tokens::Tokens;
use nianlun::diff::{Change, Edit, Measures, Op, TextChange, TextDiff, number_change};
use nianlun::pair::Pair;
use nianlun::render::terminal;
use nianlun::report::{Report, SectionId};
use nianlun::text::{Span, squeeze};
use rust_decimal::Decimal;

use super::super::Session;

/// The whole comparison; `all` shows what was kept as well.
pub(super) fn render(session: &Session, reports: Pair<&Report>, diff: &TextDiff, all: bool) -> String {
    let tokens = reports.map(|report| Tokens::new(&report.text, &session.config));
    let page = Page { session, reports, tokens: tokens.as_ref() };
    // What stands around a report on its page is no part of it.
    let of_reports: Vec<&TextChange> = diff.changes.iter().filter(|change| change.is_of_reports(reports)).collect();
    let mut out = format!(
        "{} → {}\n{}\n{}\n",
        terminal::strong(&reports.before.name),
        terminal::strong(&reports.after.name),
        page.counts(&of_reports),
        terminal::quiet(&page.measures(&diff.measures))
    );
    for (section, changes) in page.grouped(&of_reports) {
        let shown: Vec<&&TextChange> = changes.iter().filter(|change| all || change.change != Change::Kept).collect();
        if shown.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{}\n  {}\n", page.heading(section), page.counts(&changes)));
        for change in shown {
            out.push_str(&page.change(change));
        }
    }
    out
}

struct Page<'a> {
    session: &'a Session,
    reports: Pair<&'a Report>,
    tokens: Pair<&'a Tokens>,
}

impl Page<'_> {
    /// The changes by the later report's section; what was removed goes with what stands before it.
    fn grouped<'c>(&self, changes: &[&'c TextChange]) -> Vec<(Option<SectionId>, Vec<&'c TextChange>)> {
        let mut groups: Vec<(Option<SectionId>, Vec<&TextChange>)> = Vec::new();
        for &change in changes {
            let section = match change.after {
                Some(span) => self.reports.after.section_at(self.reports.after.text.trim(span).start),
                None => groups.last().and_then(|(section, _)| *section),
            };
            match groups.last_mut().filter(|(last, _)| *last == section) {
                Some((_, group)) => group.push(change),
                None => groups.push((section, vec![change])),
            }
        }
        groups
    }

    fn heading(&self, section: Option<SectionId>) -> String {
        let report = self.reports.after;
        let Some(id) = section else {
            return terminal::strong(&self.session.say("（标题前）", "(before the first heading)"));
        };
        let title = report.title_of(id);
        let title = if title.is_empty() { self.session.say("（无标题）", "(no heading)") } else { title };
        let line = report.text.position(report.section(id).span.start).line;
        format!("{} {}", terminal::strong(&format!("§ {title}")), terminal::quiet(&format!(":{line}")))
    }

    /// How many sentences of each kind: one line.
    fn counts(&self, changes: &[&TextChange]) -> String {
        let mut counts: BTreeMap<Change, usize> = BTreeMap::new();
        for change in changes {
            *counts.entry(change.change).or_default() += 1;
        }
        let said: Vec<String> = counts.iter().map(|(change, n)| format!("{} {n}", self.name(*change))).collect();
        said.join(" · ")
    }

    fn measures(&self, measures: &Measures) -> String {
        let said = |zh: &str, en: &str, share: u16| {
            let percent = Decimal::new(i64::from(share), 1).normalize();
            format!("{} {percent}%", self.session.say(zh, en))
        };
        [
            said("文字重复率", "carried over", measures.carried_over),
            said("余弦", "cosine", measures.cosine),
            said("杰卡德", "Jaccard", measures.jaccard),
            said("最小编辑", "minimum edit", measures.minimum_edit),
            said("逐句", "simple", measures.simple),
        ]
        .join(" · ")
    }

    fn name(&self, change: Change) -> String {
        let (zh, en) = match change {
            Change::Kept => ("保留", "kept"),
            Change::Year => ("年份", "year"),
            Change::Number => ("数字", "number"),
            Change::Reworded => ("改写", "reworded"),
            Change::Moved => ("移动", "moved"),
            Change::MovedReworded => ("移动并改写", "moved and reworded"),
            Change::Split => ("拆分", "split"),
            Change::Merged => ("合并", "merged"),
            Change::Added => ("新增", "added"),
            Change::Removed => ("删除", "removed"),
        };
        self.session.say(zh, en)
    }

    /// One change: its mark, its label, its text.
    fn change(&self, change: &TextChange) -> String {
        let mark = match change.change {
            Change::Kept => ' ',
            Change::Added => '+',
            Change::Removed => '-',
            Change::Moved | Change::MovedReworded => '>',
            _ => '~',
        };
        let text = match change.change {
            Change::Kept | Change::Moved => change.after.map(|span| self.later(span)).unwrap_or_default(),
            Change::Added => change.after.map(|span| terminal::inserted(&self.later(span))).unwrap_or_default(),
            Change::Removed => change.before.map(|span| terminal::deleted(&self.earlier(span))).unwrap_or_default(),
            _ => change.edits.iter().map(|edit| self.edit(edit)).collect(),
        };
        let label = match change.change {
            Change::Kept | Change::Added | Change::Removed => String::new(),
            _ => format!("{}{} ", terminal::quiet(&self.name(change.change)), terminal::quiet(&self.origin(change))),
        };
        format!("{mark} {label}{}\n", text.trim_end())
    }

    /// Where moved text stood.
    fn origin(&self, change: &TextChange) -> String {
        let report = self.reports.before;
        let moved = matches!(change.change, Change::Moved | Change::MovedReworded);
        let Some(span) = change.before.filter(|_| moved) else { return String::new() };
        let start = report.text.trim(span).start;
        let line = report.text.position(start).line;
        let title = report.section_at(start).map(|id| report.title_of(id)).unwrap_or_default();
        let title = terminal::cut(&title, 32);
        self.session.say(&format!("（自第{line}行“{title}”）"), &format!(" (from line {line}, “{title}”)"))
    }

    fn edit(&self, edit: &Edit) -> String {
        let blank = |text: &str| text.trim().is_empty();
        match edit.op {
            Op::Equal => self.later(edit.after),
            Op::Delete => {
                let text = self.earlier(edit.before);
                if blank(&text) { String::new() } else { terminal::deleted(&format!("[-{text}-]")) }
            }
            Op::Insert => {
                let text = self.later(edit.after);
                if blank(&text) { String::new() } else { terminal::inserted(&format!("{{+{text}+}}")) }
            }
            Op::Number => {
                let both = format!("{} → {}", self.earlier(edit.before).trim(), self.later(edit.after).trim());
                format!("{}{}", terminal::strong(&both), terminal::quiet(&self.delta(edit)))
            }
        }
    }

    /// By how much a number changed, as it was written: in 万 where it was.
    fn delta(&self, edit: &Edit) -> String {
        let Some(change) = number_change(self.tokens, edit, &self.session.config) else { return String::new() };
        let written = self.reports.after.text.str(edit.after);
        let scales = [("万亿", 1_000_000_000_000i64), ("亿", 100_000_000), ("万", 10_000)];
        let scale = scales.into_iter().find(|(name, _)| written.contains(name));
        let signed = |value: Decimal| {
            let value = value.normalize();
            if value.is_sign_negative() { format!("−{}", value.abs()) } else { format!("+{value}") }
        };
        let delta = match scale {
            Some((name, size)) => {
                let scaled = change.delta.checked_div(Decimal::from(size)).unwrap_or(change.delta);
                format!("{}{name}", signed(scaled))
            }
            None => signed(change.delta),
        };
        let percent = change.percent.map(|percent| format!(", {}%", signed(percent))).unwrap_or_default();
        format!(" ({delta}{percent})")
    }

    fn earlier(&self, span: Span) -> String {
        squeeze(&self.reports.before.text.str(span).chars().collect::<Vec<_>>())
    }

    fn later(&self, span: Span) -> String {
        squeeze(&self.reports.after.text.str(span).chars().collect::<Vec<_>>())
    }
}
