//! What was promised and what became of it (承诺), as places in the texts.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use rust_decimal::Decimal;

use super::figures::{mark, readable};
use super::reading::{Ends, ends};
use super::{BodyView, one_line};
use crate::commitment::Commitment;
use crate::indicator::Indicator;
use crate::text::Span;

/// A promise of a plan.
#[derive(Debug, Clone)]
pub struct Promise {
    /// The report that makes it.
    pub report: usize,
    /// The clause that makes it.
    pub quote: Ends,
    /// Its figure; the clause where it is of an act.
    pub place: Ends,
    /// The year by which it is to be kept.
    pub period: Option<i32>,
    /// `met`, `missed`, `reported`, `not-mentioned` or `too-early`.
    pub outcome: &'static str,
    /// `at_least`, `at_most`, `about` or `exact`; none of an act.
    pub bound: Option<&'static str>,
    /// What is to be reached, with its unit.
    pub target: Option<String>,
    /// The report that tells of its year, where there is one.
    pub read: Option<usize>,
    /// Where that report tells it.
    pub answer: Option<Answer>,
    /// Where the next plan promises it again, and what it promises then, where that is another figure.
    pub again: Option<(usize, Ends, Option<String>)>,
}

/// What a later report tells of a promise.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The report.
    pub report: usize,
    /// The clause.
    pub quote: Ends,
    /// Its figure; the clause where there is none.
    pub place: Ends,
    /// What was reached, with its unit.
    pub value: Option<String>,
}

/// As an array, for there are thousands: `[report, start, end, outcome, period, read, target, answer, again]`. The clause and
/// its year are numbers, 0 where there is no year; `read` is the report's place, −1 where there is none. The target is
/// `[start, end, bound, "what"]`, the answer `[report, start, end]` or, where it has a figure, `[report, start, end, from, to,
/// "what"]`, and again `[report, start, end]`, with its figure behind where that is another one; each is 0 where there is none, and zeros at the end are left out.
impl Serialize for Promise {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let target = self.target.as_ref().map(|what| (self.place[0], self.place[1], self.bound, what));
        let answer = self.answer.as_ref().map(|answer| {
            let clause = (answer.report, answer.quote[0], answer.quote[1]);
            match &answer.value {
                Some(what) => Told::Figure(clause.0, clause.1, clause.2, answer.place[0], answer.place[1], what),
                None => Told::Clause(clause.0, clause.1, clause.2),
            }
        });
        let again = self.again.as_ref().map(|(report, place, figure)| match figure {
            Some(what) => Again::Other(*report, place[0], place[1], what),
            None => Again::Same(*report, place[0], place[1]),
        });
        let length = if again.is_some() {
            9
        } else if answer.is_some() {
            8
        } else if target.is_some() {
            7
        } else {
            6
        };
        let mut seq = serializer.serialize_seq(Some(length))?;
        seq.serialize_element(&self.report)?;
        seq.serialize_element(&self.quote[0])?;
        seq.serialize_element(&self.quote[1])?;
        seq.serialize_element(&OUTCOMES.iter().position(|name| *name == self.outcome))?;
        seq.serialize_element(&self.period.unwrap_or_default())?;
        seq.serialize_element(&self.read.map_or(-1, |read| read as i64))?;
        if length > 6 {
            optional(&mut seq, target.as_ref())?;
        }
        if length > 7 {
            optional(&mut seq, answer.as_ref())?;
        }
        if length > 8 {
            optional(&mut seq, again.as_ref())?;
        }
        seq.end()
    }
}

/// Puts something into an array, or 0 where there is nothing.
fn optional<Q: SerializeSeq, T: Serialize>(seq: &mut Q, one: Option<&T>) -> Result<(), Q::Error> {
    match one {
        Some(one) => seq.serialize_element(one),
        None => seq.serialize_element(&0),
    }
}

/// An answer as the data spells it.
#[derive(Serialize)]
#[serde(untagged)]
enum Told<'a> {
    /// A clause with a figure in it.
    Figure(usize, u32, u32, u32, u32, &'a str),
    /// A clause.
    Clause(usize, u32, u32),
}

/// A promise that is made again as the data spells it.
#[derive(Serialize)]
#[serde(untagged)]
enum Again<'a> {
    /// With another figure.
    Other(usize, u32, u32, &'a str),
    /// As it was.
    Same(usize, u32, u32),
}

/// What can become of a promise, in the order in which the data numbers it.
const OUTCOMES: [&str; 5] = ["missed", "not-mentioned", "reported", "met", "too-early"];

/// The promises of a body's plans, by report and place.
pub fn promises(view: &BodyView<'_>) -> Vec<Promise> {
    view.commitments.iter().map(|one| promise(view, one)).collect()
}

fn promise(view: &BodyView<'_>, one: &Commitment) -> Promise {
    let figure = |report: usize, at: usize| &view.body.entries[report].indicators[at];
    let said = |report: usize, value: Decimal, figure: &Indicator| {
        readable(value, figure, &one_line(view.body.entries[report].report.text.str(figure.span)))
    };
    let target = one.target.map(|target| figure(one.report, target.indicator));
    Promise {
        report: one.report,
        quote: ends(one.span),
        place: ends(target.map_or(one.span, |figure| figure.span)),
        period: one.period,
        outcome: one.outcome.name(),
        bound: one.target.map(|target| target.bound.name()),
        // A fall that is promised is told by the clause, and has no sign: ≥ 3.4% and not ≥ −3.4%.
        target: target.map(|target| said(one.report, target.value, target)),
        read: one.read,
        answer: one.answer.map(|answer| {
            let told = answer.indicator.map(|at| figure(answer.report, at));
            Answer {
                report: answer.report,
                quote: ends(answer.span),
                place: ends(told.map_or(answer.span, |figure| figure.span)),
                value: told.map(|told| {
                    let value = one.reached(view.body).unwrap_or(told.value);
                    format!("{}{}", mark(told).unwrap_or_default(), said(answer.report, value, told))
                }),
            }
        }),
        again: one.again.map(|(report, span)| {
            let other = target.and_then(|target| again_as(&view.body.entries[report].indicators, target, span));
            (report, ends(span), other.map(|other| said(report, other.value, other)))
        }),
    }
}

/// The figure that a promise has where it is made again, where that is another one than it had.
fn again_as<'a>(indicators: &'a [Indicator], target: &Indicator, span: Span) -> Option<&'a Indicator> {
    let like = |one: &&Indicator| span.covers(one.span) && one.kind == target.kind && one.unit == target.unit;
    let mut own = indicators.iter().filter(like);
    let first = own.next()?;
    let same = |one: &Indicator| one.value == target.value && one.high == target.high;
    (!same(first) && !own.any(same)).then_some(first)
}
