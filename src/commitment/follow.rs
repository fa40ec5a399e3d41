//! What a later report tells of a promise: the figure of the same thing, else the clause that says most of it.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::clauses::{clauses, items};
use super::judge::judge;
use super::named::{self, named};
use super::promises::Promise;
use super::{Answer, Commitment, Outcome, Target};
use crate::config::{Config, Facets, Kind, Phrases};
use crate::corpus::{Body, Entry};
use crate::indicator::{Indicator, IndicatorId, Measure, Role};
use crate::report;
use crate::similarity::{Pairs, Weights};
use crate::text::{Span, is_han};
use crate::timeline::evidence::{Fields, SumPlace, compare};

/// A clause with what is compared of it.
struct Clause {
    span: Span,
    pairs: Pairs,
}

/// What a report tells, ready to be looked through.
#[derive(Default)]
pub(super) struct Told {
    /// The clauses of what was done.
    done: Vec<Clause>,
    /// The pairs of each of them together with those of the next.
    joined: Vec<Pairs>,
    /// The clauses that have a pair, by their places.
    with: FxHashMap<u64, Vec<u32>>,
    /// Clauses that stand in one sentence.
    sentences: Vec<Range<usize>>,
    /// The clauses of its own plan.
    plan: Vec<Clause>,
    /// What is compared of its figures of what was reached, by their places.
    figures: Vec<(usize, Fields)>,
    /// The figures that have parts.
    totals: BTreeSet<IndicatorId>,
}

impl Told {
    pub(super) fn new(entry: &Entry, config: &Config, weights: &Weights) -> Self {
        let report = &entry.report;
        let totals = entry.indicators.iter().filter_map(|part| part.part_of).collect();
        let mut told = Told { totals, ..Told::default() };
        for sentence in &report.sentences {
            let role = sentence.section.map(|id| report.section(id).role);
            let own = clauses(&report.text, sentence.span)
                .into_iter()
                .map(|span| Clause { span, pairs: Pairs::new(report.text.folded(span), weights) });
            match role {
                Some(role) if role.is_ahead() => told.plan.extend(own),
                None | Some(report::Role::Work | report::Role::Preamble | report::Role::Problems) => {
                    let from = told.done.len();
                    told.done.extend(own);
                    told.sentences.push(from..told.done.len());
                }
                Some(_) => {}
            }
        }
        for (at, clause) in told.done.iter().enumerate() {
            for (pair, _) in clause.pairs.list() {
                told.with.entry(*pair).or_default().push(at as u32);
            }
        }
        told.joined = told.done.windows(2).map(|two| two[0].pairs.join(&two[1].pairs)).collect();
        let reached = entry.indicators.iter().enumerate().filter(|(_, one)| one.role == Role::Actual);
        // What is said to be lacking names the target again: 与95%的目标还有距离.
        let done =
            |one: &Indicator| matches!(report.role_at(one.span.start), report::Role::Work | report::Role::Preamble);
        let reached = reached.filter(|(_, one)| done(one));
        told.figures = reached.map(|(at, one)| (at, told.fields(entry, one, config, weights))).collect();
        told
    }

    /// How much each clause can say of these pairs at most: the weight of those that it has.
    fn most(&self, pairs: &Pairs) -> Vec<f64> {
        let mut most = vec![0.0; self.done.len()];
        for (pair, weight) in pairs.list() {
            self.with.get(pair).into_iter().flatten().for_each(|at| most[*at as usize] += weight);
        }
        most
    }

    /// What is compared of a figure of the report, whether it is a target or was reached.
    fn fields(&self, entry: &Entry, one: &Indicator, config: &Config, weights: &Weights) -> Fields {
        let sum = SumPlace::among(one, |id| self.totals.contains(&id));
        let mut fields = Fields::new(&entry.report.text, one, None, None, sum, config, weights);
        (fields.block.target, fields.block.far) = (false, false);
        fields
    }
}

/// Follows a promise into the report that tells of its year.
pub(super) fn follow(
    body: &Body,
    report: usize,
    promise: Promise,
    told: &[Told],
    config: &Config,
    weights: &Weights,
) -> Commitment {
    let entry = &body.entries[report];
    let read = (report + 1..body.entries.len())
        .find(|&later| promise.period.is_none_or(|period| body.entries[later].report.metadata.covers >= Some(period)));
    let core = entry.report.text.folded(promise.core);
    let pairs = Pairs::new(core, weights);
    let (outcome, answer) = match read {
        None => (Outcome::TooEarly, None),
        Some(later) => match answer(body, report, &promise, &pairs, later, told, config, weights) {
            (_, Some(said)) if is_denied(&body.entries[later], said.span, config) => (Outcome::Missed, Some(said)),
            told => told,
        },
    };
    let again = told.get(report + 1).and_then(|next| again(&pairs, &next.plan)).map(|span| (report + 1, span));
    Commitment {
        report,
        span: promise.span,
        target: promise.target,
        period: promise.period,
        outcome,
        read,
        answer,
        again,
    }
}

#[expect(clippy::too_many_arguments, reason = "both reports, and what is known of both")]
fn answer(
    body: &Body,
    report: usize,
    promise: &Promise,
    pairs: &Pairs,
    later: usize,
    told: &[Told],
    config: &Config,
    weights: &Weights,
) -> (Outcome, Option<Answer>) {
    let (entry, then) = (&body.entries[report], &body.entries[later]);
    if let Some(target) = promise.target {
        let wanted = &entry.indicators[target.indicator];
        let own = told[report].fields(entry, wanted, config, weights);
        let found = figure(&own, promise, wanted, then, &told[later], config)
            .or_else(|| kin(&own, promise, wanted, then, &told[later], weights));
        if let Some((at, bits)) = found {
            let reached = &then.indicators[at];
            let outcome = judge(&target, (&entry.report.text, wanted), (&then.report.text, reached));
            let span = clause_of(then, reached);
            let score = score(bits / FULL);
            return (outcome, Some(Answer { report: later, span, indicator: Some(at), score }));
        }
    }
    let core = entry.report.text.folded(promise.core);
    let Some(said) = clause(core, pairs, then, &told[later], promise.target.is_some(), &config.promises.ends, weights)
    else {
        return (Outcome::NotMentioned, None);
    };
    let beside = promise.target.and_then(|target| {
        let own = told[report].fields(entry, &entry.indicators[target.indicator], config, weights);
        Some((target, inside(entry, (target, &own), then, &told[later], said.span)?))
    });
    let outcome = beside.map_or(Outcome::Reported, |(target, at)| {
        let wanted = (&entry.report.text, &entry.indicators[target.indicator]);
        judge(&target, wanted, (&then.report.text, &then.indicators[at]))
    });
    let indicator = beside.map(|(_, at)| at);
    let span = indicator.map_or(said.span, |at| clause_of(then, &then.indicators[at]));
    (outcome, Some(Answer { report: later, span, indicator, score: score(said.likeness) }))
}

/// 没有实现年初确定的能耗降低4%左右的目标: whether a clause says itself that what was promised did not come.
fn is_denied(then: &Entry, clause: Span, config: &Config) -> bool {
    config.promises.denied.any(then.report.text.folded(clause))
}

/// The one figure of a clause that can be held against a target: it measures the same in the same unit, stands behind the
/// same words, and counts alike: what there is in all is no answer to what was to be added.
fn inside(entry: &Entry, (target, own): (Target, &Fields), then: &Entry, told: &Told, clause: Span) -> Option<usize> {
    let wanted = &entry.indicators[target.indicator];
    let words = |one: &Indicator| -> Vec<char> { one.topic.chars().filter(|c| is_han(*c)).collect() };
    let name = words(wanted);
    let shares = |one: &Indicator| words(one).windows(3).any(|three| name.windows(3).any(|other| other == three));
    let mut fit = told.figures.iter().filter(|(at, other)| {
        let one = &then.indicators[*at];
        let same = own.block == other.block && one.unit == wanted.unit;
        clause.covers(one.span) && same && counts_alike(own, other) && shares(one)
    });
    let (at, _) = fit.next()?;
    fit.next().is_none().then_some(*at)
}

/// Whether two figures count alike: what there is in all is no answer to what was to be added.
fn counts_alike(own: &Fields, other: &Fields) -> bool {
    own.cumulative == other.cumulative
        && own.averaged == other.averaged
        && (own.counted == other.counted || own.counted.is_none() || other.counted.is_none())
        && !Facets::contrast(&own.facets, &other.facets)
}

/// The one figure of the same unit, near the target, whose clause says most of what the target is called: 归集信用信息142万条 for
/// 信用信息归集总量120万条.
fn kin(
    own: &Fields,
    promise: &Promise,
    wanted: &Indicator,
    then: &Entry,
    told: &Told,
    weights: &Weights,
) -> Option<(usize, f64)> {
    let topic: Vec<char> = wanted.topic.chars().collect();
    let name = Pairs::new(&topic, weights);
    if own.bare || name.mass() < KIN_WEIGHS {
        return None;
    }
    let mut found: Vec<(f64, usize)> = Vec::new();
    for (at, other) in &told.figures {
        let one = &then.indicators[*at];
        let of_its_year = promise.period.is_none() || one.period.is_none() || one.period == promise.period;
        if !of_its_year || one.years != wanted.years || !kindred(own, other) || !counts_alike(own, other) {
            continue;
        }
        let clause = clause_of(then, one);
        let before = then.report.text.folded(Span::new(clause.start.min(one.span.start), one.span.start));
        let said = name.contained_in(&Pairs::new(before, weights));
        if said >= KIN && said * name.mass() >= KIN_WEIGHS {
            found.push((said, *at));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (said, at) = *found.first()?;
    // Two that say as much are two things.
    let alone = found.get(1).is_none_or(|(other, _)| *other + KIN_LEAD <= said);
    alone.then_some((at, said * ANSWERS))
}

/// Whether two values may be of one thing by their size and unit; one may have none (1000万以上贫困人口), and what is taken away is
/// told as a change or as a number of its own.
fn kindred(own: &Fields, other: &Fields) -> bool {
    let amount = |one: &Fields| matches!(one.block.measure, Measure::Level | Measure::Delta);
    let unit = own.unit == other.unit || own.unit.is_none() || other.unit.is_none();
    let (low, high) = (own.value.min(other.value), own.value.max(other.value));
    let named = own.unit.is_some() || own.value >= Decimal::ONE_THOUSAND;
    amount(own) && amount(other) && unit && named && high <= low + low
}

/// How much of a target's name stands before a figure of its unit near it, how much that weighs, and by how much it leads.
/// Set by hand.
const KIN: f64 = 0.55;
const KIN_WEIGHS: f64 = 1.6;
const KIN_LEAD: f64 = 0.1;

/// As many bits as a figure of the same name gets.
const FULL: f64 = 8.0;

/// How many bits make a figure the answer to a target. Set by hand on the labels of three provinces' reports.
const ANSWERS: f64 = 2.5;

/// How many bits are enough where the two are of one unit and near each other: figures of one thing are.
const NEAR: f64 = 0.8;

fn near(own: &Fields, other: &Fields) -> bool {
    let (low, high) = (own.value.min(other.value), own.value.max(other.value));
    own.block.measure == Measure::Level && own.unit.is_some() && own.unit == other.unit && high <= low + low
}

/// The figure of a later report that tells what became of a target, with what speaks for it, in bits.
fn figure(
    own: &Fields,
    promise: &Promise,
    wanted: &Indicator,
    then: &Entry,
    told: &Told,
    config: &Config,
) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (at, fields) in &told.figures {
        let reached = &then.indicators[*at];
        let of_its_year = promise.period.is_none() || reached.period.is_none() || reached.period == promise.period;
        if !of_its_year || wanted.kind == Kind::Rank && reached.kind != Kind::Rank {
            continue;
        }
        let Ok(evidence) = compare(own, fields, config) else { continue };
        let bits = evidence.bits();
        let least = if near(own, fields) { NEAR } else { ANSWERS };
        if bits >= least && best.is_none_or(|(_, known)| bits > known) {
            best = Some((*at, bits));
        }
    }
    best
}

/// The clause that a figure stands in.
fn clause_of(entry: &Entry, one: &Indicator) -> Span {
    let own = clauses(&entry.report.text, one.quote);
    own.into_iter().find(|clause| clause.covers(one.span)).unwrap_or(one.quote)
}

/// How much of a promise a clause says at least, and how much that must weigh: some three telling pairs of characters.
const SAYS: f64 = 0.55;
const WEIGHS: f64 = 2.4;

/// How much of one item of a list a clause says at least, and how much that must weigh.
const SAYS_ITEM: f64 = 0.8;
const ITEM_WEIGHS: f64 = 2.8;

/// A clause that says what was promised.
#[derive(Clone, Copy)]
struct Said {
    span: Span,
    likeness: f64,
}

/// The clause of what was done that says most of a promise. Two clauses that stand side by side count as one where both
/// are needed. A clause of several years' figures does not answer a target of one year.
fn clause(
    core: &[char],
    pairs: &Pairs,
    then: &Entry,
    told: &Told,
    target: bool,
    ends: &Phrases<()>,
    weights: &Weights,
) -> Option<Said> {
    let items: Vec<Pairs> = items(core).into_iter().map(|item| Pairs::new(item, weights)).collect();
    let of_years = |span: Span| target && then.indicators.iter().any(|one| span.covers(one.span) && one.years > 1);
    let mut best: Option<Said> = None;
    // Most clauses share too little with a promise to say it, or an item of it, whatever else they say.
    let most = told.most(pairs);
    let item = items.iter().any(|item| item.mass() >= ITEM_WEIGHS).then_some(SAYS_ITEM * ITEM_WEIGHS);
    let least = (SAYS * pairs.mass()).max(WEIGHS).min(item.unwrap_or(f64::INFINITY)) - ROUNDING;
    for sentence in &told.sentences {
        for at in sentence.clone() {
            let own = &told.done[at];
            let mut offer = |span: Span, theirs: &Pairs, worth: f64| {
                if let Some(likeness) = likeness(pairs, &items, theirs).map(|likeness| likeness * worth)
                    && best.is_none_or(|known| likeness > known.likeness)
                    && !of_years(span)
                {
                    best = Some(Said { span, likeness });
                }
            };
            if most[at] >= least {
                offer(own.span, &own.pairs, 1.0);
            }
            if at + 1 < sentence.end && most[at] + most[at + 1] >= least {
                let next = &told.done[at + 1];
                offer(own.span.join(next.span), &told.joined[at], TWO);
            }
        }
    }
    let by_name = || {
        let near = told.done.iter().zip(&most).filter(|(_, most)| **most >= named::LEAST - ROUNDING);
        let done = near.map(|(clause, _)| clause.span);
        named(core, &then.report.text, done, ends, weights).map(|span| Said { span, likeness: SAYS / 2.0 })
    };
    if target { best } else { best.or_else(by_name) }
}

/// Sums of weights in another order may differ by less than this.
const ROUNDING: f64 = 1e-6;

/// What two clauses together are worth against one.
const TWO: f64 = 0.85;

fn likeness(pairs: &Pairs, items: &[Pairs], theirs: &Pairs) -> Option<f64> {
    let whole = pairs.contained_in(theirs);
    let whole = (whole >= SAYS && whole * pairs.mass() >= WEIGHS).then_some(whole);
    let item = items.iter().filter(|item| item.mass() >= ITEM_WEIGHS).map(|item| item.contained_in(theirs));
    // One item of several is less than the whole.
    let item = item.filter(|said| *said >= SAYS_ITEM).map(|said| said * SAYS).max_by(f64::total_cmp);
    whole.into_iter().chain(item).max_by(f64::total_cmp)
}

/// How alike a clause of the next plan is at least that promises the same word for word.
const SAME: f64 = 0.97;

/// The clause of the next plan that promises the same, word for word but for numbers.
fn again(pairs: &Pairs, plan: &[Clause]) -> Option<Span> {
    if pairs.mass() < WEIGHS {
        return None;
    }
    // Two share no more than the lighter of them weighs.
    let may_be = |clause: &&Clause| {
        let (own, other) = (pairs.mass(), clause.pairs.mass());
        2.0 * own.min(other) >= (SAME - ROUNDING) * (own + other)
    };
    let same = |clause: &&Clause| pairs.dice(&clause.pairs) >= SAME;
    plan.iter().filter(may_be).find(same).map(|clause| clause.span)
}

/// In thousandths, no more than all.
fn score(share: f64) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}
