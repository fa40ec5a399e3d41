//! The terminal form: section by section, in one column or side by side, with marks that work without colour.

mod lines;
mod groups;

use std::collections::BTreeMap;

use nianlun::comparison::{Difference, Words};
use nianlun::render::terminal::{self, Look, Piece};
use nianlun::{Change, Edit, Op, Pair, Report, SectionId, Span, TextChange};
use rust_decimal::Decimal;

use super::super::{Session, summary};
use groups::{Group, Section};

/// How the changes stand on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// One below the other; at most so many columns wide where something is given.
    OneColumn(Option<usize>),
    /// What stood before on the left, what stands there now on the right; so many columns wide.
    SideBySide(usize),
}

/// What of a comparison is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// What was kept as well.
    pub(super) all: bool,
    /// Only under headings with these words in them.
    pub(super) section: Option<&'a str>,
    /// Only with this word in either text.
    pub(super) word: Option<&'a str>,
}

/// The whole comparison, as far as it is asked for.
pub(super) fn render(
    session: &Session,
    reports: Pair<&Report>,
    difference: &Difference<'_>,
    (asked, layout): (Asked<'_>, Layout),
) -> String {
    let width = match layout {
        Layout::OneColumn(width) => width,
        Layout::SideBySide(width) => Some(width),
    };
    let mut page = Page { session, reports, difference: Some(difference), words: Words::new(), width, moved: None };
    let diff = &difference.found;
    // What stands around a report on its page is no part of it.
    let of_reports: Vec<&TextChange> = diff.changes.iter().filter(|change| change.is_of_reports(reports)).collect();
    let name = |report: &Report| Piece::new(report.name.clone(), Look::Strong.style());
    let mut out = page.told(&[name(reports.before), plain(" → "), name(reports.after)], 0);
    out.push_str(&page.listed(&page.counts(&of_reports), Look::Plain, 0));
    let quiet = |text: String| [Piece::new(text, Look::Quiet.style())];
    out.push_str(&page.listed(&summary::measures(session, &diff.measures), Look::Quiet, 0));
    let changed = |change: &&TextChange| change.change != Change::Kept && !change.is_of_reports(reports);
    let around = diff.changes.iter().filter(changed).count();
    if around > 0 {
        let said = session.say(
            &format!("报告之外（网页、来源等）另有 {around} 处不同，未列出"),
            &format!("{around} more around the report (its page, its source) not listed"),
        );
        out.push_str(&page.told(&quiet(said), 0));
    }
    for Group { section, changes } in page.grouped(&of_reports) {
        let (report, id) = match section {
            Section::Later(id) => (reports.after, id),
            Section::Gone(id) => (reports.before, Some(id)),
        };
        let title = id.map(|id| report.title_of(id)).unwrap_or_default();
        if asked.section.is_some_and(|words| !title.contains(words)) {
            continue;
        }
        let moved = page.moved_with(section, &changes);
        let goes_with = |change: &TextChange| {
            let origin = change.before.and_then(|span| page.section_before(span));
            moved.is_some() && origin == moved && change.change == Change::Moved
        };
        let asked_for = |change: &&&TextChange| page.is_asked(change, asked) && (asked.all || !goes_with(change));
        let shown: Vec<&&TextChange> = changes.iter().filter(asked_for).collect();
        if shown.is_empty() {
            continue;
        }
        out.push('\n');
        out.push_str(&page.told(&page.heading(section, moved), 0));
        out.push_str(&page.listed(&page.counts(&counted(&changes, &shown, asked)), Look::Plain, 2));
        page.moved = moved;
        for change in shown {
            match layout {
                Layout::OneColumn(width) => out.push_str(&page.below(change, width)),
                Layout::SideBySide(width) => out.push_str(&page.beside(change, width)),
            }
        }
    }
    out
}

/// What is counted under a heading: all of it, and where a word is asked for, what has it.
fn counted<'c>(changes: &[&'c TextChange], shown: &[&&'c TextChange], asked: Asked<'_>) -> Vec<&'c TextChange> {
    match asked.word {
        Some(_) => shown.iter().map(|change| **change).collect(),
        None => changes.to_vec(),
    }
}

/// Two reports as their changes are spelled for a terminal.
pub(super) struct Page<'a> {
    pub(super) session: &'a Session,
    pub(super) reports: Pair<&'a Report>,
    /// What says by how much a number changed, where that is told.
    pub(super) difference: Option<&'a Difference<'a>>,
    pub(super) words: Words,
    /// The columns of the terminal, where they are known.
    pub(super) width: Option<usize>,
    /// The earlier section that moved to where the sentences at hand stand now.
    pub(super) moved: Option<SectionId>,
}

impl Page<'_> {
    /// Whether a change is asked for.
    fn is_asked(&self, change: &TextChange, asked: Asked<'_>) -> bool {
        let has = |text: String, word: &str| text.contains(word);
        let sides = |word: &str| {
            change.before.is_some_and(|span| has(self.earlier(span), word))
                || change.after.is_some_and(|span| has(self.later(span), word))
        };
        (asked.all || change.change != Change::Kept) && asked.word.is_none_or(sides)
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

    /// One change in one column: its mark, its label, its text.
    pub(super) fn below(&self, change: &TextChange, width: Option<usize>) -> String {
        let mut pieces = self.label(change);
        pieces.extend(match change.change {
            Change::Kept | Change::Moved => change.after.map(|span| plain(self.later(span))).into_iter().collect(),
            _ => {
                let edits = self.words.widened(self.reports, &change.edits);
                edits.iter().flat_map(|edit| self.edit(edit, Side::Both, change)).collect::<Vec<_>>()
            }
        });
        trim_end(&mut pieces);
        let mark = mark(change.change);
        // What is read by a program is a line a change.
        let lines = width.map_or_else(|| vec![pieces.clone()], |width| terminal::wrap(&pieces, width.max(12) - 2));
        let lead = |at: usize| if at == 0 { mark } else { ' ' };
        let line = |(at, line): (usize, &Vec<Piece>)| format!("{} {}\n", lead(at), terminal::spelled(line));
        lines.iter().enumerate().map(line).collect()
    }

    /// A sentence of the later report that is told against nothing.
    pub(super) fn sentence(&self, span: Span) -> String {
        self.told(&[plain(self.later(span))], 2)
    }

    /// One change side by side: what stood before, what stands there now.
    pub(super) fn beside(&self, change: &TextChange, width: usize) -> String {
        let cell = (width.max(24) - 5) / 2;
        let edits = self.words.widened(self.reports, &change.edits);
        let side = |side: Side, label: Vec<Piece>| {
            let mut pieces = label;
            edits.iter().flat_map(|edit| self.edit(edit, side, change)).for_each(|piece| add(&mut pieces, piece));
            trim_end(&mut pieces);
            terminal::wrap(&pieces, cell)
        };
        let (left, right) = (side(Side::Before, Vec::new()), side(Side::After, self.label(change)));
        let mark = mark(change.change);
        let nothing = Vec::new();
        let mut out = String::new();
        for at in 0..left.len().max(right.len()) {
            let [before, after] = [&left, &right].map(|lines| lines.get(at).unwrap_or(&nothing));
            let gap = " ".repeat(cell.saturating_sub(terminal::columns(before)));
            let lead = if at == 0 { mark } else { ' ' };
            let line = format!("{lead} {}{gap} │ {}", terminal::spelled(before), terminal::spelled(after));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// What sort of change it is, where the mark does not say it, and where moved text stood.
    fn label(&self, change: &TextChange) -> Vec<Piece> {
        match change.change {
            Change::Kept | Change::Added | Change::Removed => Vec::new(),
            _ if is_one_sided(change) => {
                let said = format!("{}{}", self.name(change.change), self.also(change));
                vec![Piece::new(said, Look::Quiet.style()), plain(" ")]
            }
            _ => vec![
                Piece::new(
                    format!(
                        "{}{}{}{}",
                        self.part(change),
                        self.name(change.change),
                        self.origin(change),
                        self.also(change)
                    ),
                    Look::Quiet.style(),
                ),
                plain(" "),
            ],
        }
    }

    /// The lines of further sentences that took part.
    fn also(&self, change: &TextChange) -> String {
        let lines = |report: &Report, spans: &[Span]| {
            let lines = spans.iter().map(|span| report.text.position(span.start).line.to_string());
            lines.collect::<Vec<_>>().join(self.session.say("、", ", ").as_str())
        };
        let (from, to) = (&change.also.before, &change.also.after);
        // What has no partner in its own row has no first one that these were further to.
        let only = is_one_sided(change);
        let mut said = String::new();
        if !from.is_empty() {
            let lines = lines(self.reports.before, from);
            let (zh, en) = if only { ("出自", "from") } else { ("另出自", "also from") };
            said.push_str(&self.session.say(&format!("（{zh}旧文第{lines}行）"), &format!(" ({en} line {lines})")));
        }
        if !to.is_empty() {
            let lines = lines(self.reports.after, to);
            let (zh, en) = if only { ("见", "to") } else { ("另见", "also to") };
            said.push_str(&self.session.say(&format!("（{zh}新文第{lines}行）"), &format!(" ({en} line {lines})")));
        }
        said
    }

    /// Says that it is not a whole sentence.
    fn part(&self, change: &TextChange) -> String {
        if change.is_part { self.session.say("句中一部分：", "part of a sentence: ") } else { String::new() }
    }

    /// Where moved text stood.
    fn origin(&self, change: &TextChange) -> String {
        let report = self.reports.before;
        let moved = matches!(change.change, Change::Moved | Change::MovedReworded);
        let Some(span) = change.before.filter(|_| moved) else { return String::new() };
        // Where the whole section moved, its heading says so.
        if self.moved.is_some() && self.section_before(span) == self.moved {
            return String::new();
        }
        let start = report.text.trim(span).start;
        let line = report.text.position(start).line;
        let title = report.section_at(start).map(|id| report.title_of(id)).unwrap_or_default();
        let title = terminal::cut(&title, 32);
        self.session.say(&format!("（自第{line}行“{title}”）"), &format!(" (from line {line}, “{title}”)"))
    }

    /// A piece of a change as one side has it; what only one report has as a whole needs no marks around it.
    fn edit(&self, edit: &Edit, side: Side, change: &TextChange) -> Vec<Piece> {
        let whole = is_one_sided(change);
        let marked = |text: String, open: &str, close: &str, look: Look| {
            let text = if whole { text } else { format!("{open}{text}{close}") };
            Piece::new(text, look.style())
        };
        let went = |span: Span| {
            let text = self.earlier(span);
            (!text.trim().is_empty()).then(|| marked(text, "[-", "-]", Look::Deleted))
        };
        let came = |span: Span| {
            let text = self.later(span);
            (!text.trim().is_empty()).then(|| marked(text, "{+", "+}", Look::Inserted))
        };
        match (edit.op, side) {
            (Op::Equal, Side::Before) => vec![plain(self.earlier(edit.before))],
            (Op::Equal, _) => vec![plain(self.later(edit.after))],
            (Op::Delete, Side::After) | (Op::Insert, Side::Before) => Vec::new(),
            (Op::Delete, _) | (Op::Number, Side::Before) => went(edit.before).into_iter().collect(),
            (Op::Insert, _) => came(edit.after).into_iter().collect(),
            (Op::Number, Side::After) => {
                let delta = Piece::new(self.delta(edit), Look::Quiet.style());
                came(edit.after).into_iter().chain([delta]).collect()
            }
            (Op::Number, Side::Both) => {
                let both = format!("{} → {}", self.earlier(edit.before).trim(), self.later(edit.after).trim());
                vec![Piece::new(both, Look::Strong.style()), Piece::new(self.delta(edit), Look::Quiet.style())]
            }
        }
    }

    /// By how much a number changed, as it was written: in 万 where it was.
    fn delta(&self, edit: &Edit) -> String {
        let Some(change) = self.difference.and_then(|difference| difference.number_change(edit)) else {
            return String::new();
        };
        let written = self.reports.after.text.str(edit.after);
        let scales = [("万亿", 1_000_000_000_000i64), ("亿", 100_000_000), ("万", 10_000)];
        let scale = scales.into_iter().find(|(name, _)| written.contains(name));
        let signed = |value: Decimal| {
            let value = value.normalize();
            if value.is_sign_negative() { format!("−{}", value.abs()) } else { format!("+{value}") }
        };
        // The unit as it is written behind the numeral, with its scale.
        let unit = written.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
        let unit = if unit.starts_with('%') || unit.len() == written.trim().len() { "" } else { unit };
        let delta = match scale {
            Some((_, size)) => {
                let scaled = change.delta.checked_div(Decimal::from(size)).unwrap_or(change.delta);
                format!("{}{unit}", signed(scaled))
            }
            None if change.in_points => format!("{}{}", signed(change.delta), self.session.say("个百分点", " points")),
            None => format!("{}{unit}", signed(change.delta)),
        };
        let percent = change.percent.map(|percent| format!(", {}%", signed(percent))).unwrap_or_default();
        format!(" ({delta}{percent})")
    }

    fn earlier(&self, span: Span) -> String {
        self.reports.before.text.piece(span)
    }

    fn later(&self, span: Span) -> String {
        self.reports.after.text.piece(span)
    }
}

/// Which report's text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Both,
}

fn plain(text: impl AsRef<str>) -> Piece {
    Piece::new(text, Look::Plain.style())
}

/// Whether only one report has the sentence in this row.
const fn is_one_sided(change: &TextChange) -> bool {
    change.before.is_none() || change.after.is_none()
}

/// What a change is, in one column.
const fn mark(change: Change) -> char {
    match change {
        Change::Kept => ' ',
        Change::Added => '+',
        Change::Removed => '-',
        Change::Moved | Change::MovedReworded => '>',
        _ => '~',
    }
}

/// Adds a piece; of two that went side by side, or that came, one is made: 在 and 6% make [-在6%-].
fn add(pieces: &mut Vec<Piece>, piece: Piece) {
    const MARKS: [(&str, &str); 2] = [("[-", "-]"), ("{+", "+}")];
    let joined = pieces.last_mut().filter(|last| last.style == piece.style).is_some_and(|last| {
        MARKS.iter().any(|(open, close)| {
            let parts = last.text.strip_suffix(close).zip(piece.text.strip_prefix(open));
            let whole = parts.map(|(own, more)| format!("{own}{more}"));
            whole.map(|text| last.text = text).is_some()
        })
    });
    if !joined {
        pieces.push(piece);
    }
}

/// Takes the white space off the end.
fn trim_end(pieces: &mut Vec<Piece>) {
    while let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        pieces.pop();
    }
}
