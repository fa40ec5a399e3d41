//! What a later report says did not come, or comes later than it was to.

use super::clauses::{run_of, when};
use super::linked::name_of;
use super::named::is_whole_where_told;
use super::question::Question;
use super::told;
use crate::config::{Config, Direction};
use crate::similarity::Pairs;
use crate::text::{Span, is_han};

/// 没有实现年初确定的能耗降低4%左右的目标, 计划植树200亩，但未完成: where a clause says, or the next one begins with it, that what was
/// promised did not come: from the clause to the words that say so.
pub(super) fn denied(question: Question, clause: Span, config: &Config) -> Option<Span> {
    let (text, words) = (&question.then.report.text, &config.promises);
    if words.denied.any(text.folded(clause)) {
        return (!of_another(question, text.folded(clause))).then_some(clause);
    }
    let next = question.told.following(clause, text).next()?;
    let chars = text.folded(next);
    let chars = &chars[words.however.at_start(chars).map_or(0, |(len, ())| len)..];
    words.denied.at_start(chars).map(|_| clause.join(next))
}

/// 因手续未办完，投用时间推迟至明年5月: where a clause, or one that goes on about the same thing, says that what was promised comes later.
pub(super) fn delayed(question: Question, clause: Span) -> Option<Span> {
    let Question { then, told, config, weights, .. } = question;
    let (text, words) = (&then.report.text, &config.promises);
    let core = question.core();
    let late = |clause: Span| {
        let chars = text.folded(clause);
        let expected =
            words.expected.at_start(chars).is_some() && words.stages.any(chars) && when(chars, config).is_some();
        (words.is_off(chars) || expected) && !of_another(question, chars)
    };
    if words.is_off(core) {
        return None;
    }
    if late(clause) {
        return Some(clause);
    }
    let name = Pairs::new(core, weights);
    let goes_on = |clause: Span| {
        let chars = text.folded(clause);
        words.goes_on.at_start(chars).is_some() || name.contained_in(&Pairs::new(chars, weights)) > 0.0
    };
    // What lies between may tell of the work that was done.
    let found = told
        .following(clause, text)
        .take(GOES_ON)
        .map(|next| (next, goes_on(next)))
        .find(|(next, goes_on)| *goes_on && late(*next));
    found.map(|(next, _)| clause.join(next))
}

/// How many clauses behind one may go on about the same thing: why, how far it has come, and when it will. Set by hand.
const GOES_ON: usize = 3;

/// Whether a clause that says that something did not come says it of another thing, in whose name what was promised stands: 图书馆停车场
/// is not 图书馆.
fn of_another(question: Question, clause: &[char]) -> bool {
    let words = &question.config.promises;
    let mut name = question.object();
    while let Some((len, _)) = words.stages.at_start(name) {
        name = &name[len..];
    }
    let name = &name[..name.len() - words.brought_about(name)];
    let lists = [
        &words.goes_on,
        &words.however,
        &words.aims,
        &words.denied,
        &words.delayed,
        &words.undone,
        &words.expected,
        &words.not_yet,
        &words.talk,
        &words.tails,
    ];
    let whole = |behind: &[char]| {
        is_whole_where_told(behind, question.config) || lists.iter().any(|list| list.at_start(behind).is_some())
    };
    // The longest end of the name that the clause has: 市图书馆 is called 图书馆 as well.
    let ends = (0..name.len().saturating_sub(NAMED - 1)).map(|from| &name[from..]).filter(|end| end.len() <= LONG);
    let said = |end: &[char]| -> Vec<usize> {
        (0..clause.len()).filter(|at| clause[*at..].starts_with(end)).map(|at| at + end.len()).collect()
    };
    let behind = ends.map(said).find(|places| !places.is_empty()).unwrap_or_default();
    !behind.is_empty() && !behind.iter().any(|at| whole(&clause[*at..]))
}

/// How many letters of a name are looked for at most.
const LONG: usize = 20;

/// How much of what was promised a clause says at least that says that it did not come, and how much that weighs. Such clauses
/// are few, so that less tells. Set by hand.
const DENIES: f64 = 0.4;
const DENIES_WEIGHS: f64 = 1.6;

/// A clause that says of what was promised that it did not come, or comes later, where no clause says most of it.
pub(super) fn told_off(question: Question) -> Option<Span> {
    let Question { entry, told, config, weights, .. } = question;
    if question.promise.target.is_some() {
        return aim_missed(question);
    }
    // Of what only goes on, nothing is lacking.
    let said = entry.report.text.folded(question.promise.span);
    if !config.promises.stages.any(said) && !config.promises.once.any(said) {
        return None;
    }
    let name = told::compared(question.object(), question.config, weights);
    let text = &question.then.report.text;
    let off = told.off.iter().map(|at| &told.done[*at as usize]);
    let off = off.filter(|clause| !of_another(question, text.folded(clause.span)));
    let found = off.map(|clause| (clause.span, name.contained_in(&clause.pairs)));
    let found = found.filter(|(_, said)| *said >= DENIES && *said * name.mass() >= DENIES_WEIGHS);
    found.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(span, _)| span)
}

/// 商品房销售面积下降，预期增长目标没有完成: where a clause says of a target that it was not reached, and names the target's thing and no other,
/// or nothing, right behind one that says that the thing fell.
fn aim_missed(question: Question) -> Option<Span> {
    let Question { then, told, config, .. } = question;
    let (text, words) = (&then.report.text, &config.promises);
    let name = name_of(&question.goal()?.folded_label(), config);
    if name.len() < NAMED || question.promise.years > 1 {
        return None;
    }
    told.off.iter().find_map(|&at| {
        let (at, clause) = (at as usize, told.done[at as usize].span);
        let chars = text.folded(clause);
        let (denied, ..) = words.denied.find(chars)?;
        words.aims.at_end(&chars[..denied])?;
        let aim = aim_of(&chars[..denied], config);
        if !aim.is_empty() {
            return (name_of(aim, config) == aim_of(&name, config)).then_some(clause);
        }
        let sentence = told.sentences.iter().find(|sentence| sentence.contains(&at))?;
        let before = told.done[at.checked_sub(1).filter(|before| sentence.contains(before))?].span;
        let goes_on = !text.folded(Span::new(before.end, clause.start)).contains(&';');
        (goes_on && falls(text.folded(before), &name, config)).then(|| before.join(clause))
    })
}

/// What an aim is of, without the words that only say that it is one, whose and when: nothing of 全年预期增长目标.
fn aim_of<'a>(words: &'a [char], config: &Config) -> &'a [char] {
    let ends = |words: &[char]| {
        let aims =
            [&config.promises.aims, &config.promises.aim_words].into_iter().filter_map(|list| list.at_end(words));
        aims.map(|(len, ())| len).chain(config.grammar.changes.at_end(words).map(|(len, _)| len)).max()
    };
    let mut aim = words;
    while let Some(len) = ends(aim) {
        aim = &aim[..aim.len() - len];
    }
    without_whose(aim, config)
}

/// Words without those at their start that say only whose it is and when.
fn without_whose<'a>(words: &'a [char], config: &Config) -> &'a [char] {
    let words_of = &config.promises;
    &words[run_of(words, &[&words_of.here, &words_of.aim_words, &words_of.however])..]
}

/// Whether a clause says of a thing that it fell, and no more.
fn falls(clause: &[char], name: &[char], config: &Config) -> bool {
    let clause = without_whose(clause, config);
    let fell = config.grammar.changes.find(clause).filter(|(.., way)| *way == Direction::Down);
    fell.is_some_and(|(at, len, _)| {
        let more = clause[at + len..].iter().any(|c| is_han(*c));
        !more && name_of(aim_of(&clause[..at], config), config) == aim_of(name, config)
    })
}

/// How many letters the name of an aim's thing has at least. Set by hand.
const NAMED: usize = 3;
