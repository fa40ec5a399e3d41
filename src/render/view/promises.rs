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
    /// Whether it only seems to tell of the promise.
    pub unsure: bool,
}

/// As an array, for there are thousands: `[report, start, end, outcome, period, read, target, answer, again]`. The clause and
/// its year are numbers, 0 where there is no year; `read` is the report's place, −1 where there is none. The target is
/// `[start, end, bound, "what"]`, the answer `[report, start, end]` or, where it has a figure, `[report, start, end, from, to,
/// "what"]`, with 1 behind where it is unsure, and again `[report, start, end]`, with its figure behind where that is another one; each is 0 where there is none, and zeros at the end are left out.
impl Serialize for Promise {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let target = self.target.as_ref().map(|what| (self.place[0], self.place[1], self.bound, what));
        let again = self.again.as_ref().map(|(report, place, figure)| match figure {
            Some(what) => Again::Other(*report, place[0], place[1], what),
            None => Again::Same(*report, place[0], place[1]),
        });
        let length = if again.is_some() {
            9
        } else if self.answer.is_some() {
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
            optional(&mut seq, self.answer.as_ref())?;
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

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        seq.serialize_element(&self.report)?;
        self.quote.iter().try_for_each(|end| seq.serialize_element(end))?;
        if let Some(what) = &self.value {
            self.place.iter().try_for_each(|end| seq.serialize_element(end))?;
            seq.serialize_element(what)?;
        }
        if self.unsure {
            seq.serialize_element(&1)?;
        }
        seq.end()
    }
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
                unsure: answer.is_unsure(),
            }
        }),
        again: one.again.map(|(report, span)| {
            let clause = |report: usize, span: Span| Clause { figures: &view.body.entries[report].indicators, span };
            let made = clause(one.report, one.span);
            let other = target.and_then(|target| again_as(made, target, clause(report, span)));
            (report, ends(span), other.map(|other| said(report, other.value, other)))
        }),
    }
}

/// The figure that a promise has where it is made again, where that is another one than it had: what it grew by the year
/// before, and what it is made of, is none. Of several that it may be, the one in the same place among its like; none where
/// that does not tell either.
fn again_as<'a>(made: Clause<'a>, target: &Indicator, again: Clause<'a>) -> Option<&'a Indicator> {
    let (before, after) = (made.like(target), again.like(target));
    let named = |all: &[&'a Indicator]| all.iter().copied().filter(|one| one.topic == target.topic).collect::<Vec<_>>();
    let (before, after) = match (named(&before), named(&after)) {
        (_, own) if own.is_empty() => (before, after),
        own => own,
    };
    let found = match after[..] {
        [only] => only,
        _ if before.len() == after.len() => after[before.iter().position(|one| one.span == target.span)?],
        _ => return None,
    };
    (found.value != target.value || found.high != target.high).then_some(found)
}

/// A clause of a report with the figures of that.
#[derive(Clone, Copy)]
struct Clause<'a> {
    figures: &'a [Indicator],
    span: Span,
}

impl<'a> Clause<'a> {
    /// The figures in it that may be what another one is.
    fn like(self, target: &Indicator) -> Vec<&'a Indicator> {
        let own = self.figures.iter().filter(|one| self.span.covers(one.span) && one.role == target.role);
        own.filter(|one| one.kind == target.kind && one.unit == target.unit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// The figure with which the second report makes the promise of that figure of the first again.
    fn again(first: &str, figure: &str, second: &str) -> Option<String> {
        let config = Config::builtin().unwrap();
        let read = |clause: &str| {
            let text = format!("云岭县2024年工作报告\n一、下一步工作打算\n　　2025年，{clause}。\n");
            let source = crate::source::read(text.as_bytes(), "2024.txt").unwrap().value;
            let report = crate::report::read(source, "2024.txt", &config).value;
            let indicators = crate::indicator::extract(&report, &config).value;
            (report, indicators)
        };
        let (one, two) = (read(first), read(second));
        let clause = |(report, figures): &'_ (crate::report::Report, Vec<Indicator>)| {
            let quote = figures.first().map_or(Span::new(0, 0), |figure| figure.quote);
            assert!(report.text.str(quote).len() > 6);
            quote
        };
        let said = |at: &Indicator| two.0.text.str(at.span).to_owned();
        let target = one.1.iter().find(|at| one.0.text.str(at.span) == figure).unwrap();
        let (made, other) = (clause(&one), clause(&two));
        again_as(Clause { figures: &one.1, span: made }, target, Clause { figures: &two.1, span: other }).map(said)
    }

    #[test]
    fn what_is_promised_again_is_the_figure_of_the_same_thing() {
        assert_eq!(again("新建公园3个", "3个", "新建公园5个").as_deref(), Some("5个"));
        assert_eq!(again("新建公园3个", "3个", "新建公园3个"), None);
        let shares = ["渔民参保率达到90%，养殖户参保率达到82%", "渔民参保率达到91%，养殖户参保率达到83%"];
        assert_eq!(again(shares[0], "82%", shares[1]).as_deref(), Some("83%"));
    }

    #[test]
    fn what_it_was_is_not_what_is_promised() {
        let length = ["渔港岸线从3公里延长到8公里", "渔港岸线从4公里延长到9公里"];
        assert_eq!(again(length[0], "8公里", length[1]).as_deref(), Some("9公里"));
        let growth = ["渔业总产值在上年增长7%的基础上增长5%", "渔业总产值在上年增长8%的基础上增长6%"];
        assert_eq!(again(growth[0], "5%", growth[1]).as_deref(), Some("6%"));
    }

    #[test]
    fn of_several_that_it_may_be_none_is_told() {
        assert_eq!(again("新建公园3个", "3个", "新建公园5个，新建公园8个"), None);
    }
}
