//! What changed most in numbers, and what does not add up.

use rust_decimal::Decimal;

use super::{LONG, Line, Part, quote};
use crate::check::Verdict;
use crate::commitment::clauses::clauses;
use crate::diagnostic::Message;
use crate::pair::Pair;
use crate::render::view::BodyView;
use crate::render::view::figures::{shown_as, with_sign};
use crate::render::view::largest::{LINES, largest};
use crate::render::view::sign::Sign;
use crate::text::{Span, Text};
use crate::timeline::change::{Change, Measured};
use crate::timeline::series::Series;

/// How many findings are told.
const FINDINGS: usize = 6;

/// What changed most: the same, in the same order, as the first view of the page has it.
pub(super) fn numbers(view: &BodyView<'_>, reports: Pair<usize>) -> Part {
    let (changes, _) = largest(view, reports);
    let lines = changes.iter().take(LINES).filter_map(|(series, change)| line(view, series, change)).collect();
    Part { title: Message::new("数字变化最大的指标", "What changed most in numbers"), lines }
}

fn line(view: &BodyView<'_>, series: &Series, change: &Change<'_>) -> Option<Line> {
    let by = change.told.as_ref().ok()?;
    let sign = Sign::of(series);
    let delta = sign.told(by.delta);
    let ends = change.ends.map(|end| (&view.body.entries[end.observation.report], end.indicator));
    let told = ends.map(|(entry, one)| {
        let unit = one.unit.as_deref().unwrap_or_default();
        format!("{}{unit}", shown_as(sign.value(one), one, entry.report.text.str(one.span)))
    });
    let period = change.ends.map(|end| end.period);
    let name = series.name.replace('·', "");
    let (zh, en) = match (by.measured, by.percent) {
        (_, Some(percent)) => {
            let percent = with_sign(percent);
            (format!("{percent}%"), format!("{percent} %"))
        }
        (Measured::Points, None) => {
            let points = if delta.abs() == Decimal::ONE { "point" } else { "points" };
            (format!("{}个百分点", with_sign(delta)), format!("{} {points}", with_sign(delta)))
        }
        (_, None) => (with_sign(delta), with_sign(delta)),
    };
    let said = Message::new(
        format!("{name}：{}年{}，{}年{}（{zh}）", period.before, told.before, period.after, told.after),
        format!("{name}: {} in {}, {} in {} ({en})", told.before, period.before, told.after, period.after),
    );
    let quotes = ends.map(|(entry, one)| quote(entry, around(&entry.report.text, one.span, one.quote, 0)));
    Some(Line { said, quotes: vec![quotes.before, quotes.after] })
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
        let sentence = entry.report.sentence_of(check.span);
        let bound = sentence.map_or(check.span, |sentence| sentence.span);
        let shown = around(&entry.report.text, check.span, bound, BEHIND);
        Line { said: check.message.clone(), quotes: vec![quote(entry, shown)] }
    }));
    Part { title: Message::new("数字核查", "What does not add up"), lines }
}
