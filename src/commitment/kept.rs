//! Whether an act was done when it was to be done.

use std::cmp::Ordering;

use super::Outcome;
use super::act::lead;
use super::clauses::{When, whens, without_years};
use super::named::is_named_whole;
use super::question::Question;
use crate::config::Config;
use crate::corpus::Entry;
use crate::indicator::{Indicator, Measure, calendar_year};
use crate::text::Span;
use crate::text::signs::YEAR;

/// What a clause that tells of an act says became of it: met where it came as far as was promised (开工, 建成, 投用) and the clause or
/// the promise says when, or the clause tells of the whole of it; missed where that was later. Otherwise it is only told of.
pub(super) fn kept(question: Question, clause: Span) -> Outcome {
    let Question { promise, entry, then, config, .. } = question;
    let words = &config.promises;
    let (said, told) = (entry.report.text.folded(promise.span), then.report.text.folded(clause));
    let (Some(wanted), Some(reached)) = (stage(said, config), stage(told, config)) else {
        return if is_over(question, said, told) { in_time(question, said, told) } else { Outcome::Reported };
    };
    let open = words.not_yet.any(told) || words.is_off(told);
    if open || reached < wanted || words.expected.at_start(told).is_some() {
        return Outcome::Reported;
    }
    let part = words.not_all.any(told);
    let (by, came) = (when_at(wanted, said, config), when_at(wanted, told, config));
    let year_of =
        |when: Option<When>, chars: &[char], entry| when.and_then(|when| year_before(&chars[..when.at], entry, config));
    // 今年1月, told of the year before: a year too late.
    match year_of(came, told, then).map(|year| promise.period.map(|period| year.cmp(&period))) {
        None | Some(Some(Ordering::Equal)) => {}
        Some(Some(Ordering::Greater)) => return Outcome::Missed,
        Some(_) => return Outcome::Reported,
    }
    let another_year = year_of(by, said, entry).is_some_and(|year| Some(year) != promise.period);
    let month = by.and_then(|by| by.month).filter(|_| !another_year);
    match (month, came.and_then(|came| Some((came.month?, came.exact)))) {
        (Some(by), Some((at, true))) if at > by => Outcome::Missed,
        // 主体于5月完工 does not say when the rest came, but for that it was no earlier.
        _ if part => Outcome::Reported,
        // 年内建成 does not say whether that was 10月底前.
        (Some(by), Some((at, false))) if at > by => Outcome::Reported,
        _ if by.is_some() || came.is_some_and(|came| came.exact) || words.on_time.any(told) => Outcome::Met,
        _ if wanted > BEGUN && !words.claims.nearly.any(told) && names_it(question, told) => Outcome::Met,
        _ => Outcome::Reported,
    }
}

/// The stage of what was only begun (开工): it goes on.
const BEGUN: u8 = 1;

/// Whether a clause tells of the whole of what an act was to be done to, and of nothing that only has it in its name: neither
/// 甲大桥连接线 nor 彩甲大桥 is 甲大桥.
pub(super) fn names_it(question: Question, told: &[char]) -> bool {
    let words = &question.config.promises;
    // 电站一期工程完工
    if words.partly.any(told) && !words.partly.any(question.core()) {
        return false;
    }
    let mut object = question.object();
    while let Some((len, _)) = words.stages.at_start(object) {
        object = &object[len..];
    }
    let object = &object[..object.len() - words.brought_about(object)];
    object.len() >= NAMED && is_named_whole(object, told, question.config)
}

/// How many letters a name has at least that is told of whole. Set by hand.
const NAMED: usize = 4;

/// Whether a clause says of the very thing that an act came to pass which is over when it is done: 出台条例, 条例颁布. Another act
/// (撤销 for 成立), a draft or a talk about it is no answer.
fn is_over(question: Question, said: &[char], told: &[char]) -> bool {
    let Question { config, .. } = question;
    let words = &config.promises;
    let act = |clause: &[char]| {
        let plain = without_years(clause, config);
        words.once.at_start(&plain[lead(&plain, config)..]).map(|(_, act)| act)
    };
    let open = words.is_open(told)
        || words.is_off(told)
        || words.talk.any(told) && !words.talk.any(said)
        || words.claims.nearly.any(told)
        || words.expected.at_start(told).is_some();
    let Some(wanted) = act(said).filter(|_| !open) else { return false };
    // 成功举办, 上线运行
    let how = words.behind_told.at_start(told).map_or(0, |(len, ())| len);
    let ends = words.once.at_end(told).filter(|(len, _)| words.undone.at_end(&told[..told.len() - len]).is_none());
    let runs = wanted == SET_UP && words.stages.at_end(told).is_some_and(|(_, stage)| stage > BUILT);
    let done = [act(told), act(&told[how..]), ends.map(|(_, act)| act)].contains(&Some(wanted));
    (done || runs) && names_it(question, told)
}

/// Whether an act that is over came when it was to come, as far as the clause that tells of it says when: 8月出台 is too late for 6月底前出台.
fn in_time(question: Question, said: &[char], told: &[char]) -> Outcome {
    let Question { promise, entry, then, config, .. } = question;
    let words = &config.promises;
    let year = |when: When, clause: &[char], entry| year_before(&clause[..when.at], entry, config);
    let told_when = whens(told, config);
    if told_when.is_empty() {
        return Outcome::Met;
    }
    let act = done_at(said, told, config);
    let before = |when: &&When| act.is_none_or(|(at, _)| when.at + when.len <= at);
    // 5月出台并在8月施行: the last words for when before the act that was promised are its own.
    let Some(came) = told_when.iter().rfind(before).copied() else { return Outcome::Reported };
    let by = whens(said, config).last().copied();
    let only_runs = act.is_some_and(|(at, same)| !same && words.takes_effect.at_start(&told[at..]).is_some());
    let of_its_year =
        |when: When, clause, entry| year(when, clause, entry).is_none_or(|year| Some(year) == promise.period);
    let alike = of_its_year(came, told, then) && by.is_none_or(|by| of_its_year(by, said, entry));
    match (by.map(|by| by.month), came.month.filter(|_| alike && came.exact)) {
        (Some(Some(by)), Some(at)) if at > by && only_runs => Outcome::Reported,
        (Some(Some(by)), Some(at)) if at > by => Outcome::Missed,
        (None | Some(Some(_)), Some(_)) => Outcome::Met,
        _ => Outcome::Reported,
    }
}

/// Where a clause tells of the act that another promised: by the same word, which is told with it, else by one that answers it.
fn done_at(said: &[char], told: &[char], config: &Config) -> Option<(usize, bool)> {
    let once = &config.promises.once;
    let plain = without_years(said, config);
    let promised = &plain[lead(&plain, config)..];
    let (len, wanted) = once.at_start(promised)?;
    let same = (0..told.len()).find(|at| told[*at..].starts_with(&promised[..len]));
    let other = || (0..told.len()).find(|at| once.at_start(&told[*at..]).is_some_and(|(_, act)| act == wanted));
    same.map(|at| (at, true)).or_else(|| Some((other()?, false)))
}

/// The list of the acts that set something up, which then runs.
const SET_UP: u8 = 3;

/// The stage of what is there and does not run yet.
const BUILT: u8 = 2;

/// When a clause says that something is to come as far as a stage, or came: the last words for when that stand before a word for that
/// stage, else the first that stand before one for a later stage, else the last of all: 10月底前 of 3月开工、10月底前建成.
fn when_at(wanted: u8, clause: &[char], config: &Config) -> Option<When> {
    let all = whens(clause, config);
    // 10月底前如期完工: the words that name a month say more.
    let dated: Vec<When> = all.iter().filter(|when| when.month.is_some()).copied().collect();
    let comes_to =
        |when: &&When| config.promises.stages.find(&clause[when.at + when.len..]).map_or(0, |(_, _, stage)| stage);
    let own = dated.iter().rev().find(|when| comes_to(when) == wanted);
    own.or_else(|| dated.iter().find(|when| comes_to(when) > wanted)).or(dated.last()).or(all.last()).copied()
}

/// The calendar year that words end with: 2024年, or 今年 as the report has it.
fn year_before(words: &[char], entry: &Entry, config: &Config) -> Option<i32> {
    if let Some((_, shift)) = config.grammar.times.near.at_end(words) {
        return Some(entry.report.metadata.now()? + i32::try_from(shift).ok()?);
    }
    calendar_year(words.strip_suffix(&[YEAR])?.last_chunk::<4>()?)
}

/// How far a clause says that something is to come or came: by the word that ends it, or by the verb that it opens with. 建成 inside a
/// name says nothing.
fn stage(clause: &[char], config: &Config) -> Option<u8> {
    let words = &config.promises;
    // 力争│三年内│建成
    let plain = without_years(&clause[lead(clause, config)..], config);
    let mut act = &plain[lead(&plain, config)..];
    while let Some((len, ())) = words.on_time.at_start(act) {
        act = &act[len..];
    }
    // 经济平稳运行 is how it goes, and no stage.
    let ends = words.stages.at_end(act).filter(|_| words.goes.at_end(act).is_none()).map(|(_, stage)| stage);
    let on_time = (1..act.len()).find(|&at| words.on_time.at_end(&act[..at]).is_some());
    let opens = words.stages.at_start(on_time.map_or(act, |at| &act[at..])).map(|(_, stage)| stage);
    ends.max(opens)
}

/// What a share of what was planned says, in a clause or right behind it: 完成年初预算的98.2% is missed. What is spent is not to be all
/// that may be, so that less says nothing.
pub(super) fn share_of_plan(question: Question, clause: Span) -> Option<(Outcome, Span)> {
    let Question { promise, then, told, config, .. } = question;
    let (words, text) = (&config.promises, &then.report.text);
    let (own, goal) = (promise.target?, question.goal()?);
    let beside = std::iter::once(clause).chain(told.following(clause, text).take(1)).find_map(|clause| {
        let figures = told.figures.iter().map(|figure| &then.indicators[figure.at]);
        let mut inside = figures.filter(|one| clause.covers(one.span) && one.measure() == Measure::Share);
        let planned =
            |one: &&Indicator| words.of_plan.at_end(text.folded(Span::new(clause.start, one.span.start))).is_some();
        Some((inside.find(planned)?.value, clause))
    });
    let (share, clause) = beside?;
    let reaches = share >= rust_decimal::Decimal::ONE_HUNDRED;
    match () {
        () if own.ceiling || words.spent.any(&goal.folded_label()) => None,
        () if reaches => Some((Outcome::Met, clause)),
        () => Some((Outcome::Missed, clause)),
    }
}

/// Whether a clause says that all of it was done, for a target of 100 %: 全部通了硬化路.
pub(super) fn is_all(question: Question, clause: Span) -> bool {
    let Question { then, config, .. } = question;
    let whole = question
        .goal()
        .is_some_and(|goal| goal.value == rust_decimal::Decimal::ONE_HUNDRED && goal.measure() == Measure::Share);
    let (claims, told) = (&config.promises.claims, then.report.text.folded(clause));
    whole && claims.all.any(told) && !claims.nearly.any(told) && !config.promises.denied.any(told)
}
