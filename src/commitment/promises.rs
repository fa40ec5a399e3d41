//! The promises that a report makes: the targets of its plan, and the acts that it announces with what they are done to.

use super::clauses::clauses;
use super::{Bound, Target};
use crate::config::{Config, Direction, Kind, Qualifier};
use crate::corpus::Entry;
use crate::indicator::{Indicator, Measure, Role, planned};
use crate::report::Sentence;
use crate::text::{Span, Text, is_han};
use crate::timeline::facts::changes_of;

/// A promise as a report makes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Promise {
    /// The clause.
    pub(super) span: Span,
    /// What it is about in the clause, without the words that lead up to it.
    pub(super) core: Span,
    /// What of that the answer must say: the thing without how it is to be.
    pub(super) about: Span,
    /// Its figure.
    pub(super) target: Option<Target>,
    /// The year by which it is to be kept.
    pub(super) period: Option<i32>,
}

/// The promises of one report, in text order: a row a target figure, and a row a clause with an act.
pub(super) fn promises(entry: &Entry, config: &Config) -> Vec<Promise> {
    let report = &entry.report;
    let year = report.metadata.covers.map(|covers| covers + 1);
    let mut found = Vec::new();
    let planned = planned(report, config);
    for (sentence, planned) in report.sentences.iter().zip(planned).filter(|(sentence, _)| is_plan(entry, sentence)) {
        // 过去一年，完善了制度: what was done is told in the plan, until a sentence orders something.
        let acts = planned || orders(report.text.folded(sentence.span), config);
        let inside = entry.indicators.iter().enumerate().filter(|(_, one)| sentence.span.covers(one.span));
        let inside: Vec<(usize, &Indicator)> = inside.collect();
        for clause in clauses(&report.text, sentence.span) {
            let targets: Vec<_> =
                inside.iter().filter(|(at, one)| clause.covers(one.span) && is_target(entry, *at, one)).collect();
            // What is given promises nothing, and what was done is done.
            let given = !targets.is_empty() && config.promises.given.any(report.text.folded(clause));
            let targets: Vec<_> =
                targets.into_iter().filter(|(_, one)| !given && !already(entry, clause, one, config)).collect();
            let mut from = clause.start;
            for (at, one) in &targets {
                let target = Some(target(*at, one, config));
                let core = own_part(&report.text, Span::new(from, clause.end), one.span);
                from = one.span.end;
                found.push(Promise { span: clause, core, about: core, target, period: one.period.or(year) });
            }
            if targets.is_empty()
                && !given
                && acts
                && let Some((core, about)) = act(entry, clause, config)
            {
                found.push(Promise { span: clause, core, about, target: None, period: year });
            }
        }
    }
    found
}

/// Whether a sentence stands in a part about what is to come.
fn is_plan(entry: &Entry, sentence: &Sentence) -> bool {
    sentence.section.is_some_and(|id| entry.report.section(id).role.is_ahead())
}

/// Whether a sentence orders something where it opens: 要……, 我们必须……
fn orders(chars: &[char], config: &Config) -> bool {
    let lead = lead(chars, config);
    lead > 0 && config.promises.orders.any(&chars[..lead])
        || config.promises.orders.at_start(chars).is_some_and(|(len, ())| len > 1)
}

/// The part of a clause that a figure is told in: 新增学位3000个、床位200张 are two promises. `rest` is the clause behind the figure
/// before it.
fn own_part(text: &Text, rest: Span, figure: Span) -> Span {
    let start = rest.start + u32::from(text.folded(rest).first() == Some(&LISTS));
    let behind = text.folded(Span::new(figure.end, rest.end)).iter().position(|c| *c == LISTS);
    Span::new(start, behind.map_or(rest.end, |at| figure.end + at as u32))
}

/// What stands between the members of a list.
const LISTS: char = '、';

/// Whether a figure is one that is to be reached, with a name of its own. How long something lasts is a target where it is to
/// become shorter or longer; and by how much a target is more than the year before says nothing that the target does not.
fn is_target(entry: &Entry, at: usize, one: &Indicator) -> bool {
    let lasts = one.kind == Kind::Duration && one.direction.is_none() && one.qualifier != Some(Qualifier::AtMost);
    let indicators = &entry.indicators;
    let of_another = (at.saturating_sub(3)..at)
        .any(|before| indicators[before].role == Role::Target && changes_of(indicators, before).contains(&at));
    one.role == Role::Target && !one.label.is_empty() && !lasts && !of_another
}

/// Whether what stands before a figure in its clause says that it was reached already: 已开工的57个项目.
fn already(entry: &Entry, clause: Span, one: &Indicator, config: &Config) -> bool {
    let before = entry.report.text.folded(Span::new(clause.start.min(one.span.start), one.span.start));
    config.promises.already.any(before)
}

fn target(at: usize, one: &Indicator, config: &Config) -> Target {
    let label: Vec<char> = one.label.chars().map(crate::text::fold).collect();
    let falls = one.direction == Some(Direction::Down);
    let named = matches!(one.measure(), Measure::Level | Measure::Share | Measure::Growth) && !falls;
    let bound = match one.qualifier {
        Some(Qualifier::AtLeast | Qualifier::MoreThan) => Bound::AtLeast,
        Some(Qualifier::AtMost) => Bound::AtMost,
        Some(Qualifier::About | Qualifier::Almost) => Bound::About,
        _ => Bound::Exact,
    };
    let ceiling = bound == Bound::AtMost || bound != Bound::AtLeast && named && config.promises.ceilings.any(&label);
    Target { indicator: at, bound, ceiling }
}

/// The act of a clause with its object, without the words that lead up to it, and what of that it is about; none where it
/// announces none.
fn act(entry: &Entry, clause: Span, config: &Config) -> Option<(Span, Span)> {
    let chars = entry.report.text.folded(clause);
    let lead = lead(chars, config);
    let rest = &chars[lead..];
    let words = &config.promises;
    // 主要目标是: what is promised follows.
    if words.means.at_start(rest).is_some() || words.announces.at_end(rest).is_some() {
        return None;
    }
    let verb = config.wording.govern.at_start(rest).or_else(|| config.grammar.verbs.at_start(rest));
    let core = Span::new(clause.start + lead as u32, clause.end);
    let (object, about) = match verb {
        // 完善了制度
        Some((len, ())) if rest.get(len).is_some_and(|c| config.grammar.done.has(*c)) => return None,
        Some((len, ())) => (&rest[len..], core),
        None if words.ends.at_end(rest).is_some() => (rest, core),
        None => {
            let state = state(rest, config)?;
            (&rest[..state], Span::new(core.start, core.start + state as u32))
        }
    };
    let letters = object.iter().filter(|c| is_han(**c) || c.is_ascii_alphanumeric()).count();
    (letters >= OBJECT).then_some((core, about))
}

/// Where a clause says of a thing how it is to be: 粮食产量保持稳定. What is to keep up with something is named whole.
fn state(chars: &[char], config: &Config) -> Option<usize> {
    let at = (OBJECT..chars.len()).find(|&at| config.promises.states.at_start(&chars[at..]).is_some())?;
    Some(if config.promises.beside.at_start(&chars[at..]).is_some() { chars.len() } else { at })
}

/// How many letters an object has at least.
const OBJECT: usize = 4;

/// How many characters stand before the act: 一是, (二), and words of manner.
fn lead(chars: &[char], config: &Config) -> usize {
    let words = [&config.promises.lead, &config.wording.manner, &config.grammar.lead];
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let ordinal = match rest {
            ['(', n, ')', ..] if is_numeral(*n) => Some(3),
            [n, '.' | '、', ..] if is_numeral(*n) => Some(2),
            _ => None,
        };
        let word = || words.iter().find_map(|words| words.at_start(rest));
        match ordinal.or_else(|| word().map(|(len, ())| len)) {
            Some(len) => at += len,
            None => break,
        }
    }
    at
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || crate::quantity::digit(c).is_some()
}
