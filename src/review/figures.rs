//! Readings put in, and figures that are none taken out. What was read before is kept in a note of the report.

use std::collections::BTreeMap;

use crate::config::{Config, Kind};
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::indicator::{self, Forced, Indicator, IndicatorId};
use crate::text::Span;

use super::address::{Found, Spot};
use super::{DecisionId, Reading, Remark, Review, Verdict};

/// Applies all `reads`, then all `ignore`; gives the figures that read as a reviewer says.
pub(super) fn apply(
    corpus: &mut Corpus,
    review: &Review,
    found: &Found,
    config: &Config,
    remarks: &mut Vec<Remark>,
) -> Vec<(Spot<Span>, DecisionId)> {
    let mut named: BTreeMap<Spot<Span>, DecisionId> = BTreeMap::new();
    let mut read = Vec::new();
    for (id, decision) in review.all() {
        let Verdict::Reads(_, reading) = &decision.verdict else { continue };
        let Some(&spot) = found.figures.get(&id).and_then(|spots| spots.first()) else { continue };
        if let Some(other) = named.get(&spot) {
            let same = matches!(&review.decisions[other.index()].verdict, Verdict::Reads(_, first) if first == reading);
            if !same {
                remarks.push(conflict(review, id, *other));
            }
            continue;
        }
        named.insert(spot, id);
        let entry = &mut corpus.bodies[spot.body].entries[spot.report];
        match reads(entry, spot.what, reading, config) {
            Ok(before) => {
                note(entry, review, id, spot.what, before);
                read.push((spot, id));
            }
            Err((message, help)) => {
                remarks.push(review.remark(id, Severity::Warning, Code::DecisionStale, message, help));
            }
        }
    }
    // What two figures have to do with each other can't be said of one that is none.
    for (id, spots) in &found.figures {
        if matches!(review.decisions[id.index()].verdict, Verdict::Same(_) | Verdict::Different(_)) {
            for spot in spots {
                named.entry(*spot).or_insert(*id);
            }
        }
    }
    for (id, decision) in review.all() {
        let (Verdict::Ignore(_), Some(&spot)) =
            (&decision.verdict, found.figures.get(&id).and_then(|spots| spots.first()))
        else {
            continue;
        };
        if let Some(other) = named.get(&spot) {
            remarks.push(conflict(review, id, *other));
            continue;
        }
        let entry = &mut corpus.bodies[spot.body].entries[spot.report];
        if let Some(at) = entry.indicators.iter().position(|indicator| indicator.span == spot.what) {
            let before = Some(said(&entry.indicators[at]));
            remove(&mut entry.indicators, at);
            note(entry, review, id, spot.what, before);
        }
    }
    read
}

fn conflict(review: &Review, id: DecisionId, other: DecisionId) -> Remark {
    let line = review.line(other);
    let name = review.decisions[other.index()].verdict.name();
    let message = Message::new(
        format!("与第 {line} 行的 {name} 矛盾，此条未用"),
        format!("this contradicts the `{name}` in line {line}, and was left out"),
    );
    let help = Message::new("请删去其中一条", "delete one of the two");
    review.remark(id, Severity::Warning, Code::DecisionConflict, message, help)
}

/// A figure as it was read, in short.
fn said(indicator: &Indicator) -> String {
    let high = indicator.high.map(|high| format!("–{}", high.normalize())).unwrap_or_default();
    let unit = indicator.unit.as_deref().unwrap_or_default();
    format!("{}: {}{high} {unit}", indicator.label, indicator.value.normalize()).trim_end().to_owned()
}

/// Notes a decision in the report; what else was noted of the very surface is settled by it, and goes along.
fn note(entry: &mut Entry, review: &Review, id: DecisionId, span: Span, before: Option<String>) {
    let settled = |note: &Diagnostic| {
        span.covers(note.span)
            && !note.span.is_empty()
            && matches!(note.code, Code::DamagedNumber | Code::ImpossibleValue | Code::UnknownUnit)
    };
    let (mut zh, mut en) = match before {
        Some(before) => (format!("原读作“{before}”"), format!("it was read as “{before}”")),
        None => ("原未读作指标".to_owned(), "it was not read as a figure".to_owned()),
    };
    for other in entry.notes.iter().filter(|note| settled(note)) {
        zh.push_str(&format!("；{}", other.message.zh));
        en.push_str(&format!("; {}", other.message.en));
    }
    entry.notes.retain(|note| !settled(note));
    let decision = &review.decisions[id.index()];
    let name = decision.verdict.name();
    let file = review.files[decision.file].path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let line = review.line(id);
    let message = Message::new(
        format!("按 {file} 第 {line} 行（{name}）处理；{zh}"),
        format!("by `{name}` in {file}:{line}; {en}"),
    );
    entry.notes.push(Diagnostic::new(Severity::Note, Code::DecisionApplied, span, message));
    entry.notes.sort_by_key(|note| (note.span, note.code));
}

/// Puts a reading in; gives what was read before.
fn reads(
    entry: &mut Entry,
    span: Span,
    reading: &Reading,
    config: &Config,
) -> Result<Option<String>, (Message, Message)> {
    if let Some(indicator) = entry.indicators.iter_mut().find(|indicator| indicator.span == span) {
        let before = said(indicator);
        put(indicator, reading, config);
        return Ok(Some(before));
    }
    let Some(value) = reading.value else {
        return Err((
            Message::new("此处没有读作指标，reads 须写明 value", "no figure was read here; `reads` must say its value"),
            Message::new("请补上 value", "add its value"),
        ));
    };
    let forced = Forced { span, value, high: reading.high, unit: reading.unit.clone() };
    let all = indicator::extract_with(&entry.report, config, &[forced]).value;
    let Some(mut found) = all.iter().find(|indicator| indicator.span == span).cloned() else {
        return Err((
            Message::new(
                "此处不在句子或表格之中，无法读作指标",
                "this stands in no sentence or table, and can't be a figure",
            ),
            Message::new("请删去此决定", "delete this decision"),
        ));
    };
    put(&mut found, reading, config);
    let total = found.part_of.and_then(|total| all.get(total.index())).map(|total| total.span);
    found.part_of = total
        .and_then(|total| entry.indicators.iter().position(|indicator| indicator.span == total))
        .map(|at| IndicatorId(at as u32));
    insert(&mut entry.indicators, found);
    Ok(None)
}

fn put(indicator: &mut Indicator, reading: &Reading, config: &Config) {
    if let Some(value) = reading.value {
        (indicator.value, indicator.high) = (value, None);
    }
    indicator.high = reading.high.or(indicator.high);
    if let Some(unit) = &reading.unit
        && indicator.unit.as_ref() != Some(unit)
    {
        let known = config.units.named(unit).map(|id| config.units.get(id));
        indicator.kind = known.map_or(Kind::Count, |unit| unit.kind);
        indicator.unit = Some(known.map_or(unit, |unit| &unit.name).clone());
    }
    if let Some(label) = &reading.label {
        label.clone_into(&mut indicator.label);
        label.clone_into(&mut indicator.topic);
    }
    indicator.period = reading.period.or(indicator.period);
    indicator.kind = reading.kind.unwrap_or(indicator.kind);
    indicator.role = reading.role.unwrap_or(indicator.role);
}

/// Puts a figure in its place; `part_of` is a place in the list as it was.
fn insert(list: &mut Vec<Indicator>, found: Indicator) {
    let at = list.partition_point(|indicator| indicator.span < found.span);
    list.insert(at, found);
    renumber(list, |old| Some(if old < at { old } else { old + 1 }));
}

/// Takes a figure out; parts of it are parts of nothing.
fn remove(list: &mut Vec<Indicator>, at: usize) {
    list.remove(at);
    renumber(list, |old| match old.cmp(&at) {
        std::cmp::Ordering::Less => Some(old),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(old - 1),
    });
}

fn renumber(list: &mut [Indicator], place: impl Fn(usize) -> Option<usize>) {
    for (at, indicator) in list.iter_mut().enumerate() {
        indicator.id = IndicatorId(at as u32);
        indicator.part_of = indicator.part_of.and_then(|total| place(total.index())).map(|at| IndicatorId(at as u32));
    }
}
