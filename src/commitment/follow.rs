//! What a later report tells of a promise: the figure of the same thing, else the clause that says most of it.

use super::again::{Goals, again};
use super::beside::{difference, of_one_noun, share_behind};
use super::denied::{delayed, denied, told_off};
use super::ending::by_its_end;
use super::fit::{Figure, Side, clause_of};
use super::hinted::hinted;
use super::kept::{is_all, kept, names_it, share_of_plan};
use super::linked::{Way, by_both_ends, linked};
use super::links::Links;
use super::none::none;
use super::profit::profit;
use super::promises::Promise;
use super::question::Question;
use super::reached::{
    FULL, figure, inside, kept_up, kin, level_of, of_its_state, of_its_subject, of_them, tells_another,
};
use super::retold::{added, growth, in_other_order};
use super::said::{Said, by_short_name, clause};
use super::subject::{Thing, tells_of};
use super::told::{self, Told, label_of};
use super::whole::whole;
use super::{Answer, Commitment, Outcome};
use crate::config::Config;
use crate::corpus::Body;
use crate::similarity::{Pairs, Weights};
use crate::timeline::evidence::Fields;

/// Follows a promise into the report that tells of its year.
pub(super) fn follow(
    body: &Body,
    report: usize,
    promise: &Promise,
    told: &[Told],
    (goals, links): (&Goals, &Links),
    (config, weights): (&Config, &Weights),
) -> Commitment {
    let entry = &body.entries[report];
    let read = (report + 1..body.entries.len())
        .find(|&later| promise.period.is_none_or(|period| body.entries[later].report.metadata.covers >= Some(period)))
        .filter(|_| !promise.of_term);
    let question = |later: usize| {
        let (then, told, own) = (&body.entries[later], &told[later], &told[report]);
        Question { promise, entry, own, then, told, config, weights }
    };
    let later = if promise.target.is_none() { report + 1..body.entries.len() } else { 0..0 };
    let early = || later.take(SEVERAL).find_map(|later| early(question(later), later, Way { links, report, later }));
    let (outcome, answer) = match read {
        None => early().unwrap_or((Outcome::TooEarly, None)),
        Some(later) => held(question(later), later, Way { links, report, later }),
    };
    let read = read.or(answer.map(|answer| answer.report));
    // What the series carry on is the same target, whatever it is called.
    let carried = promise.target.and_then(|target| goals.next(report, target.indicator));
    let carried = carried.and_then(|at| {
        let next = &body.entries[report + 1];
        let one = &next.indicators[at];
        // 为年度计划95亿元的98.6%: what was planned is told with what came of it.
        next.report.role_at(one.span.start).is_ahead().then(|| clause_of(next, one))
    });
    let again = carried.or_else(|| {
        let next = told.get(report + 1)?;
        again(&told::compared(entry.report.text.folded(promise.core), config, weights), &next.plan)
    });
    Commitment {
        report,
        span: promise.span,
        part: promise.core,
        target: promise.target,
        period: promise.period,
        outcome,
        read,
        answer,
        again: again.map(|span| (report + 1, span)),
    }
}

/// What a report says that is there before its time (三年内建成大桥): that is kept, and nothing else can be told of it yet.
fn early(question: Question, later: usize, way: Way) -> Option<(Outcome, Option<Answer>)> {
    let (outcome, answer) = held(question, later, way);
    let told = question.then.report.text.folded(answer?.span);
    (outcome == Outcome::Met && names_it(question, told)).then_some((outcome, answer))
}

/// How many reports behind a plan are asked whether what has more years came before: a plan is of five.
const SEVERAL: usize = 5;

/// What became of a promise, and where report number `later` tells it, together with what it says of what did not come.
fn held(question: Question, later: usize, way: Way) -> (Outcome, Option<Answer>) {
    let (outcome, answer) = answer(question, later, way);
    if !matches!(outcome, Outcome::Met | Outcome::Missed)
        && let Some((outcome, span)) = whole(question).or_else(|| none(question)).or_else(|| profit(question))
    {
        return (outcome, Some(Answer { report: later, span, indicator: None, score: score(WHOLE) }));
    }
    let Some(said) = answer else {
        let said = told_off(question).map(|span| Answer {
            report: later,
            span,
            indicator: None,
            score: Answer::IN_OTHER_WORDS,
        });
        return (if said.is_some() { Outcome::Missed } else { Outcome::NotMentioned }, said);
    };
    let act = said.indicator.is_none() && question.promise.target.is_none();
    let late = || if act { delayed(question, said.span) } else { None };
    if let Some(span) = denied(question, said.span, question.config).or_else(late) {
        return (Outcome::Missed, Some(Answer { span, ..said }));
    }
    match outcome {
        Outcome::Reported if is_all(question, said.span) => (Outcome::Met, Some(said)),
        Outcome::Reported if question.promise.target.is_some() => of_plan(question, said),
        // A heading tells of it; whether all came is said under it.
        Outcome::Reported if question.told.is_heading(said.span) => (outcome, Some(said)),
        Outcome::Reported => (kept(question, said.span), Some(said)),
        _ => (outcome, Some(said)),
    }
}

/// What a share of the plan says of an answer that cannot be held against the target itself: 为年初预算的98.2%.
fn of_plan(question: Question, said: Answer) -> (Outcome, Option<Answer>) {
    match share_of_plan(question, said.span) {
        Some((outcome, clause)) => (outcome, Some(Answer { span: said.span.join(clause), ..said })),
        None => (Outcome::Reported, Some(said)),
    }
}

/// The figure of a target, with what is compared of it.
fn goal_of(question: Question) -> Option<Figure> {
    let Question { promise, entry, own, config, weights, .. } = question;
    let target = promise.target?;
    let one = &entry.indicators[target.indicator];
    let fields = own.fields(entry, one, config, weights);
    let label = label_of(entry, one, config);
    Some(Figure::new(entry, target.indicator, (label, Fields { years: promise.years, ..fields })))
}

/// What became of a promise, and where report number `later` tells it.
fn answer(question: Question, later: usize, way: Way) -> (Outcome, Option<Answer>) {
    let Question { entry, then, config, weights, .. } = question;
    let goal = goal_of(question);
    let thing = goal.as_ref().map(|goal| Thing::new(Side::new(entry, goal), config, weights));
    let by_figure = |at: usize, share: f64, judged: bool| {
        let span = clause_of(then, &then.indicators[at]);
        let (outcome, indicator) = if judged { (question.judged(at), Some(at)) } else { (Outcome::Reported, None) };
        (outcome, Some(Answer { report: later, span, indicator, score: score(share) }))
    };
    let mut otherwise = None;
    if let Some(thing) = &thing {
        let retold = |(at, outcome)| (outcome, by_figure(at, RETOLD, outcome != Outcome::Reported).1);
        if let Some(found) = difference(question, thing) {
            return retold(found);
        }
        let found = figure(question, thing);
        let linked = || linked(question, thing, way).map(|at| (at, LINKED * FULL));
        if let Some((at, bits)) = found.same.or_else(linked).or_else(|| kin(question, thing)) {
            return by_figure(of_them(question, thing, at).unwrap_or(at), bits / FULL, true);
        }
        if let Some(at) = added(question, thing) {
            return by_figure(at, RETOLD, true);
        }
        if let Some((outcome, span)) = by_both_ends(question, way) {
            return (outcome, Some(Answer { report: later, span, indicator: None, score: score(LINKED) }));
        }
        if let Some(found) = growth(question, thing) {
            return retold(found);
        }
        if let Some(at) = in_other_order(question, thing) {
            return by_figure(at, UNSURE, true);
        }
        if let Some(at) = by_its_end(question, thing).or_else(|| share_behind(question, thing)) {
            return by_figure(at, UNSURE, true);
        }
        let changed = of_its_subject(question, thing);
        if let Some((at, share)) = changed.and_then(|(at, share)| Some((level_of(question, thing, at)?, share))) {
            return by_figure(at, share, true);
        }
        otherwise =
            found.otherwise.map(|(at, bits)| (at, bits / FULL)).or(changed).or_else(|| of_one_noun(question, thing));
    }
    if let Some((at, share)) = otherwise.or_else(|| kept_up(question)).or_else(|| of_its_state(question)) {
        return by_figure(at, share, false);
    }
    // 县财政安排资金: who gives and how is told of many things.
    let said = if thing.as_ref().is_none_or(Thing::is_named) { said_of(question, thing.as_ref()) } else { None };
    let own = |said: &Said| {
        let of_it = |thing| tells_of(thing, then.report.text.folded(said.span), config);
        thing.as_ref().is_none_or(|thing| of_it(thing) && !tells_another(question, thing, said.span))
    };
    let Some(said) = said.filter(own) else { return (Outcome::NotMentioned, None) };
    match thing.as_ref().and_then(|thing| inside(question, thing, said.span, said.likeness <= UNSURE)) {
        Some(at) => by_figure(at, said.likeness, true),
        None => {
            let said = Answer { report: later, span: said.span, indicator: None, score: score(said.likeness) };
            (Outcome::Reported, Some(said))
        }
    }
}

/// The clause that says what was promised: what it is about, else all that it says, as long as that names what it is about.
fn said_of(question: Question, thing: Option<&Thing>) -> Option<Said> {
    let Question { promise, then, weights, .. } = question;
    let name = Pairs::new(question.core(), weights);
    let names = |said: &Said| {
        let theirs = Pairs::new(then.report.text.folded(said.span), weights);
        promise.target.is_some() || name.contained_in(&theirs) >= NAMES
    };
    clause(question, question.core())
        .or_else(|| clause(question, &question.whole()).filter(names))
        .or_else(|| by_short_name(question))
        .or_else(|| hinted(question, thing))
}

/// How sure an answer is that the series lead to, one that all of a thing is done or not, and one of a figure that tells otherwise of the
/// same name. Set by hand.
const LINKED: f64 = 0.6;
const WHOLE: f64 = 0.6;
const RETOLD: f64 = 0.5;

/// The score of an answer in other words.
const UNSURE: f64 = Answer::IN_OTHER_WORDS as f64 / 1000.0;

/// How much of what a promise is about a clause has at least that says all of it with how it is to be. Set by hand.
const NAMES: f64 = 0.8;

/// In thousandths, no more than all.
fn score(share: f64) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}
