//! What changed most in numbers, and what does not add up.

use rust_decimal::Decimal;

use super::{LONG, Line, Part, quote};
use crate::check::Verdict;
use crate::commitment::clauses::clauses;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::pair::Pair;
use crate::render::view::BodyView;
use crate::render::view::figures::{shown, with_sign};
use crate::text::{Span, Text};
use crate::timeline::series::{Basis, Series, signed};

/// How many changes of levels and of percents are told, and how many findings.
const LEVELS: usize = 6;
const POINTS: usize = 3;
const FINDINGS: usize = 6;

/// A series' change between the two reports.
struct Change<'a> {
    series: &'a Series,
    figures: Pair<&'a Indicator>,
    /// In percent of the earlier figure; between percents in points.
    by: Decimal,
    points: bool,
}

/// What changed most: levels by percent, percents by points.
pub(super) fn numbers(view: &BodyView<'_>, reports: Pair<usize>) -> Part {
    let mut changes: Vec<Change<'_>> =
        view.timeline.series.iter().filter_map(|series| change(view, series, reports)).collect();
    changes.sort_by(|a, b| (a.points, b.by.abs(), &a.series.id).cmp(&(b.points, a.by.abs(), &b.series.id)));
    let levels = changes.iter().filter(|change| !change.points).take(LEVELS);
    let points = changes.iter().filter(|change| change.points).take(POINTS);
    let lines = levels.chain(points).map(|change| line(view, reports, change)).collect();
    Part { title: Message::new("数字变化最大的指标", "What changed most in numbers"), lines }
}

/// The change of a series that both reports tell of for a year of their own, where the two are comparable.
fn change<'a>(view: &BodyView<'a>, series: &'a Series, reports: Pair<usize>) -> Option<Change<'a>> {
    if series.role == Role::Target || series.years > 1 {
        return None;
    }
    let of = |report: usize| series.observations.iter().find(|one| one.report == report && one.aside.is_none());
    let (early, late) = (of(reports.before)?, of(reports.after)?);
    let figures = Pair::new(view.indicator(early), view.indicator(late));
    let exact = |one: &Indicator| one.qualifier.is_none() && one.high.is_none();
    let sure = late.link.as_ref().is_some_and(|link| {
        series.observations[link.to].report == reports.before
            && matches!(link.basis, Basis::Exact | Basis::Lexicon | Basis::Reviewer)
    });
    let next = figures.before.period.zip(figures.after.period).is_some_and(|(before, after)| before < after);
    if !sure || !next || !late.breaks.is_empty() || !exact(figures.before) || !exact(figures.after) {
        return None;
    }
    let points = figures.after.unit.as_deref() == Some("%");
    let (from, to) = (signed(figures.before), signed(figures.after));
    let by = match series.measure {
        _ if points => to - from,
        // Of few things a few more are many percent.
        Measure::Level if from >= Decimal::TEN => ((to - from).checked_div(from)? * Decimal::ONE_HUNDRED).round_dp(1),
        _ => return None,
    };
    (!by.is_zero()).then_some(Change { series, figures, by, points })
}

fn line(view: &BodyView<'_>, reports: Pair<usize>, change: &Change<'_>) -> Line {
    let entries = reports.map(|at| &view.body.entries[at]);
    let told = entries.zip(change.figures).map(|(entry, one)| {
        let unit = one.unit.as_deref().unwrap_or_default();
        format!("{}{unit}", shown(one, entry.report.text.str(one.span)))
    });
    let period = change.figures.map(|one| one.period.unwrap_or_default());
    let name = change.series.name.replace('·', "");
    let (zh, en) = if change.points {
        (
            format!("{}个百分点", with_sign(change.by)),
            format!("{} {}", with_sign(change.by), if change.by.abs() == Decimal::ONE { "point" } else { "points" }),
        )
    } else {
        (format!("{}%", with_sign(change.by)), format!("{} %", with_sign(change.by)))
    };
    let said = Message::new(
        format!("{name}：{}年{}，{}年{}（{zh}）", period.before, told.before, period.after, told.after),
        format!("{name}: {} in {}, {} in {} ({en})", told.before, period.before, told.after, period.after),
    );
    let quotes = entries
        .zip(change.figures)
        .map(|(entry, one)| quote(entry, around(&entry.report.text, one.span, one.quote, 0)));
    Line { said, quotes: vec![quotes.before, quotes.after] }
}

/// How many characters before a figure are quoted with its clause, and behind one that does not add up: its parts often
/// follow it.
const BEFORE: u32 = 24;
const BEHIND: u32 = 32;

/// A figure with the words around it in its sentence, by whole clauses: half a number beside it would be misread.
fn around(text: &Text, figure: Span, sentence: Span, behind: u32) -> Span {
    let clauses = clauses(text, sentence);
    let Some(own) = clauses.iter().position(|clause| clause.covers(figure)) else { return figure };
    let near = |clause: &&Span| clause.start + BEFORE >= figure.start;
    let start = clauses[..own].iter().rev().take_while(near).last().unwrap_or(&clauses[own]).start;
    // In a long row of names the figure would be cut off with the end.
    let start = if figure.end > start + LONG as u32 { figure.start.saturating_sub(BEFORE).max(start) } else { start };
    let fits = |clause: &&Span| clause.end <= figure.end + behind;
    let end = clauses[own + 1..].iter().take_while(fits).last().unwrap_or(&clauses[own]).end;
    Span::new(start, end)
}

/// What does not add up in the later report.
pub(super) fn checked(view: &BodyView<'_>, reports: Pair<usize>) -> Part {
    let entry = &view.body.entries[reports.after];
    let own = || view.checks.iter().filter(|check| check.report == reports.after);
    let mut open: Vec<_> = own().filter(|check| check.verdict != Verdict::Holds).collect();
    open.sort_by_key(|check| (check.verdict != Verdict::Fails, check.span));
    let holds = own().count() - open.len();
    let fails = open.iter().filter(|check| check.verdict == Verdict::Fails).count();
    let (suspect, made) = (open.len() - fails, own().count());
    let mut lines = vec![Line {
        said: Message::new(
            format!("核查 {made} 处数字关系：相符 {holds} 处，不符 {fails} 处，存疑 {suspect} 处"),
            format!("{made} relations between figures were checked: {holds} hold, {fails} fail, {suspect} need a look"),
        ),
        quotes: Vec::new(),
    }];
    lines.extend(open.into_iter().take(FINDINGS).map(|check| {
        let sentence = entry.report.sentences.iter().find(|sentence| sentence.span.covers(check.span));
        let bound = sentence.map_or(check.span, |sentence| sentence.span);
        let shown = around(&entry.report.text, check.span, bound, BEHIND);
        Line { said: check.message.clone(), quotes: vec![quote(entry, shown)] }
    }));
    Part { title: Message::new("数字核查", "What does not add up"), lines }
}
