//! What became of a target by a figure that is called after the same thing and tells of it otherwise: how many of them (信访总量, 信访批次),
//! what was done to them (查办案件, 办结案件), or, right behind what there is, what came to it (茶叶480亩，新种60亩).

use rust_decimal::Decimal;

use super::Outcome;
use super::clauses::run_of;
use super::contrast::of_two_counts;
use super::fit::{Fit, Side, differs, fit, is_wider};
use super::judge::is_close;
use super::linked::name_of;
use super::named::without_tails;
use super::question::Question;
use super::reached::{kindred, levels_beside, of_its_year};
use super::subject::{Thing, counts_the_thing, is_of_it, telling};
use super::told::{NAMED, without_end};
use crate::config::{Config, Counter};
use crate::indicator::{Measure, own_part};
use crate::text::is_han;
use crate::text::signs::OF;
use crate::timeline::kinds::telling as of_kind;

/// A figure that tells of the target's thing, and what it says became of that.
pub(super) type Retold = Option<(usize, Outcome)>;

/// What became of a growth by the growths of the later report of the same name: what they all say, or that they tell of it where they do not
/// agree, or where something else was done to it.
pub(super) fn growth(question: Question, thing: &Thing) -> Retold {
    let Question { promise, then, told, config, .. } = question;
    let wanted = thing.wanted.side;
    let own = name_of(wanted.label, config);
    if wanted.fields.block.measure != Measure::Growth || own.len() < NAMED || promise.years > 1 {
        return None;
    }
    let mut found: Retold = None;
    for figure in told.likely(&wanted.fields.label) {
        let (one, side) = (&then.indicators[figure.at], Side::new(then, figure));
        let growth = figure.fields.block == wanted.fields.block && one.years == 1 && !figure.fields.averaged;
        let same = growth && of_its_year(promise, one) && figure.fields.scope == wanted.fields.scope;
        let name = name_of(side.label, config);
        // 下转病人, and 下转2765人次、下转增长26.8%: the number that grew tells that it is of people.
        let of_people = || {
            let [own, name] = [&own, &name].map(|name| without_end(name, &config.promises.people_counted));
            own == name
                && levels_beside(question, figure.at)
                    .any(|level| matches!(level.fields.counter, Counter::People | Counter::Times))
        };
        let people = same && name != own && of_people();
        if !same || name != own && !people {
            continue;
        }
        if is_wider(&thing.wanted, side, config) || differs(&thing.wanted, side, config) {
            continue;
        }
        // 信访总量, 信访批次: what is counted of it differs.
        let counted = people
            || own_part(wanted.label) == own_part(side.label)
            || figure.fields.label == wanted.fields.label && !of_two_counts(wanted.label, side.label, config);
        let alike = counted && done_to(wanted.label, config) == done_to(side.label, config);
        let outcome = if alike { question.judged(figure.at) } else { Outcome::Reported };
        found = Some(match found {
            Some((at, known)) if known != outcome => (at, Outcome::Reported),
            Some(known) => known,
            None => (figure.at, outcome),
        });
    }
    found
}

/// What a name opens with that is done about its thing.
fn done_to<'a>(label: &'a [char], config: &Config) -> &'a [char] {
    let own = own_part(label);
    &own[..config.promises.dealt_with.at_start(own).map_or(0, |(len, ())| len)]
}

/// What came to a thing of which so much more was promised, told right behind what there is of it: 茶叶480亩，新种60亩.
pub(super) fn added(question: Question, thing: &Thing) -> Option<usize> {
    let Question { promise, then, told, config, .. } = question;
    let wanted = thing.wanted.side;
    let own = thing_added(wanted.label, config);
    if !thing.wanted.adds || own.len() < NAMED || wanted.one.unit.is_none() {
        return None;
    }
    let adds = |label: &[char]| config.promises.adds.is(label) || config.counting.added.is(label);
    let mut found = told.figures.windows(2).filter(|two| {
        let [whole, part] = [&two[0], &two[1]];
        let one = &then.indicators[part.at];
        let beside = whole.at + 1 == part.at && then.indicators[whole.at].quote == one.quote;
        beside
            && adds(own_part(&part.label))
            && thing_added(&whole.label, config) == own
            && [whole, part].iter().all(|figure| then.indicators[figure.at].unit == wanted.one.unit)
            && part.fields.scope == wanted.fields.scope
            && of_its_year(promise, one)
            && one.years == promise.years
            && !is_close(whole.fields.value, part.fields.value)
    });
    let only = found.next()?[1].at;
    found.next().is_none().then_some(only)
}

/// The name of a thing without the word for that it is to come: 新发展│茶叶.
fn thing_added(label: &[char], config: &Config) -> Vec<char> {
    let name = own_part(label);
    let lists = [&config.promises.adds, &config.counting.added];
    let len = lists.iter().filter_map(|list| list.at_start(name)).map(|(len, ())| len).max().unwrap_or(0);
    name_of(&name[if len < name.len() { len } else { 0 }..], config)
}

/// The one figure that is told with the letters of the target's name in their order and hardly any more (体彩销量, 体育彩票销售), or near the
/// target with the two parts of it turned about and nothing else that names anything: 古树复壮120株, 复壮古树126株.
pub(super) fn in_other_order(question: Question, thing: &Thing) -> Option<usize> {
    let Question { promise, then, told, config, weights, .. } = question;
    let wanted = thing.wanted.side;
    let name = thing_added(wanted.label, config);
    let solved = config.promises.matters.at_end(&name).map_or(0, |(len, ())| len);
    let own = letters(without_tails(&name[..name.len() - solved], config), config);
    // 到位资金, of which 资金 names nothing.
    let own = if own.len() < NAMED { letters(own_part(wanted.label), config) } else { own };
    if own.len() < NAMED || wanted.fields.block.measure != Measure::Level {
        return None;
    }
    let mut found: Option<(usize, Decimal)> = None;
    for figure in told.likely(&wanted.fields.label) {
        let side = Side::new(then, figure);
        let of_its_time = of_its_year(promise, side.one) && side.one.years == promise.years;
        if !of_its_time || !kindred(wanted.fields, &figure.fields) {
            continue;
        }
        let close = is_close(wanted.fields.value, figure.fields.value);
        // What it is called, and near the target all that is said of it.
        let names = [side.label, if close { side.before() } else { &[] }].map(|name| letters(name, config));
        // A name of one word is told in one.
        let word = own.len() > WORD || side.label.windows(WORD).any(|two| two == own);
        let of_it = || is_of_it(thing, side, (config, weights)) && counts_the_thing(thing, side, weights);
        let in_order = || names.iter().any(|name| is_in_order(&own, name, config));
        let turned = || close && names.iter().any(|name| turned_about(&own, name, config));
        let same = word && in_order() && of_it() || turned();
        if same && fit(&thing.wanted, side, config) == Fit::Same {
            if found.is_some_and(|(_, value)| value != figure.fields.value) {
                return None;
            }
            found = found.or(Some((figure.at, figure.fields.value)));
        }
    }
    found.map(|(at, _)| at)
}

/// How many letters a word has, and how many more than the target a name has at most whose figure is not close to it. Set by hand.
const WORD: usize = 2;
const MORE: usize = 3;

/// Whether a name has all letters of another in their order, and hardly any more: 体育彩票销售 those of 体彩销.
fn is_in_order(own: &[char], theirs: &[char], config: &Config) -> bool {
    let mut name = &theirs[idle(theirs, config)..];
    while let Some((len, ())) = config.promises.holds.at_end(name) {
        name = &name[..name.len() - len];
    }
    let mut rest = name.iter();
    let all = own.iter().all(|c| rest.any(|other| other == c));
    // 销│售, 销│量; not 销│售站点.
    let end = rest.as_slice();
    let end = &end[..end.len() - config.promises.amounts.at_end(end).map_or(0, |(len, ())| len)];
    all && of_kind(end, config).len() < WORD && name.len() <= own.len() + MORE
}

/// How long the words at the start are that only say whose something is, when, and how it was done.
fn idle(words: &[char], config: &Config) -> usize {
    let list = &config.promises;
    let idle =
        [&list.unsaid, &list.whose, &list.here, &list.loose, &list.lead, &config.ties.told, &config.wording.manner];
    run_of(words, &idle)
}

/// Whether a name says the two parts of another turned about, beside words that name nothing: 复壮古树 of 古树复壮.
fn turned_about(own: &[char], theirs: &[char], config: &Config) -> bool {
    let words = &config.promises;
    let behind = [&words.tails, &words.left_out, &words.brings, &words.holds, &words.lets];
    (WORD..(own.len() + 1).saturating_sub(WORD)).any(|cut| {
        let turned = [&own[cut..], &own[..cut]].concat();
        let at = theirs.windows(turned.len()).position(|part| part == turned);
        at.is_some_and(|at| {
            let rest = &theirs[at + turned.len()..];
            idle(&theirs[..at], config) == at && run_of(rest, &behind) == rest.len()
        })
    })
}

/// The letters of a name that tell its thing: neither who gives, and how, nor what is done to it.
fn letters(name: &[char], config: &Config) -> Vec<char> {
    let telling = telling(&config.aliases.apply(name), config);
    telling.into_iter().filter(|c| is_han(*c) && *c != OF).collect()
}
