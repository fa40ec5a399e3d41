//! The acts that a plan announces: a verb with what is done to it, or a thing with what it is to come to.

use super::clauses::{run_of, without_years};
use crate::config::Config;
use crate::text::signs::{HAN_NUMBERS, LISTED};
use crate::text::{Span, is_han};

/// An act of a clause.
pub(super) struct Act {
    /// The clause without the words that lead up to it.
    pub(super) core: Span,
    /// What of that the answer must say: the thing without how it is to be, and without by when.
    pub(super) about: Vec<char>,
    /// Whether it says of a thing how it is to be, and names no act.
    pub(super) is_state: bool,
}

/// The act of a clause with its object; none where it announces none. `before` is what the clause before it is about: 按期完工 says it
/// of that.
pub(super) fn act(chars: &[char], start: u32, before: Option<&[char]>, config: &Config) -> Option<Act> {
    let lead = lead(chars, config);
    let rest = &chars[lead..];
    let words = &config.promises;
    let passes = words.passed.at_end(rest).is_some();
    // 主要目标是: what is promised follows.
    // 为我们……提供支撑: what leads up to an act may begin such a word.
    let means = words.means.at_start(rest).is_some() || words.means.at_start(chars).is_some_and(|(len, ())| len > lead);
    if means && !passes
        || words.announces.at_end(rest).is_some()
        || words.situations.at_end(rest).is_some()
        || words.refers.any(rest)
        || is_means(chars, lead, config)
        || is_slogan(rest, config)
        || is_for_something(chars, config)
        // 是全面发力的关键之年
        || words.circumstance.at_start(chars).is_some() && words.circumstance_ends.at_end(chars).is_some()
        || tells(rest, config)
    {
        return None;
    }
    let core = Span::new(start + lead as u32, start + chars.len() as u32);
    let timed = without_years(rest, config);
    // 2026年底前全面│建成
    let how = if timed.len() < rest.len() { self::lead(&timed, config) } else { 0 };
    let timed = timed[how..].to_vec();
    // 年底投用, 确保如期投用
    let late = timed.len() < rest.len() || lead > 0;
    // 10月底前完工: of what the clause before it names.
    if late && let Some(before) = before.filter(|_| only_stages(&timed, config)) {
        return Some(Act { core, about: before.to_vec(), is_state: false });
    }
    let found = before_all_else(chars, lead, config).or_else(|| object(&timed, passes, config));
    let found = found.or_else(|| by_manner(chars, lead, config));
    let Object { object, about, is_state } = found.or_else(|| turned(chars, lead, &timed, config))?;
    // 喜迎八方来客
    if words.pictures.at_end(object).is_some_and(|(len, ())| object.len() <= len + 2) {
        return None;
    }
    let letters = object.iter().filter(|c| is_han(**c) || c.is_ascii_alphanumeric()).count();
    // 完成“营改增”
    let quoted = letters + 1 >= OBJECT && object.first() == Some(&QUOTES[0]) && object.last() == Some(&QUOTES[1]);
    (letters >= OBJECT || quoted).then(|| Act { core, about: about.to_vec(), is_state })
}

/// What an act is done to, and what it is about.
struct Object<'a> {
    object: &'a [char],
    about: &'a [char],
    is_state: bool,
}

impl<'a> Object<'a> {
    fn whole(object: &'a [char], about: &'a [char]) -> Self {
        Object { object, about, is_state: false }
    }
}

/// 加快甲: a word of manner that is the verb itself where no other follows.
fn by_manner<'a>(chars: &'a [char], lead: usize, config: &Config) -> Option<Object<'a>> {
    config.promises.manner_acts.at_end(&chars[..lead]).map(|_| Object::whole(&chars[lead..], &chars[lead..]))
}

/// 将甲纳入乙, 为甲提供乙, 在甲推开乙: where the verb stands behind what it is done to, or for whom, or where.
fn turned<'a>(chars: &'a [char], lead: usize, rest: &'a [char], config: &Config) -> Option<Object<'a>> {
    let words = &config.promises;
    let open =
        words.turns.at_start(rest).map(|(len, ())| len).or_else(|| words.turns.at_end(&chars[..lead]).map(|_| 0))?;
    let verb = |at: &usize| words.turned.at_start(&rest[*at..]).is_some();
    (open + 2..rest.len()).find(verb).map(|_| Object::whole(rest, rest))
}

/// Whether a clause only says by what something is done (采取“以奖代补”方式), or what is taken for what (把民生作为出发点).
fn is_means(chars: &[char], lead: usize, config: &Config) -> bool {
    let (words, rest) = (&config.promises, &chars[lead..]);
    let turns = words.turns.at_start(rest).is_some() || words.turns.at_end(&chars[..lead]).is_some();
    words.by_means.at_start(rest).is_some() && words.by_means_ends.at_end(rest).is_some()
        || turns && words.taken_as.any(rest) && !is_undertaken(rest, config)
}

/// Whether a clause ends with what comes first or is carried out, and that it is: 作为首要任务, 作为重点工程实施.
fn is_undertaken(clause: &[char], config: &Config) -> bool {
    let words = &config.promises;
    let end = words.undertaken.at_end(clause).map_or(0, |(len, ())| len);
    let what = &clause[..clause.len() - end];
    [&words.priorities, &words.undertakings].iter().any(|list| list.at_end(what).is_some())
}

/// 把稳定就业作为重中之重, 将停车难整治作为民生实事推进: what is to come before all else, or is undertaken.
fn before_all_else<'a>(chars: &'a [char], lead: usize, config: &Config) -> Option<Object<'a>> {
    let (words, rest) = (&config.promises, &chars[lead..]);
    if !is_undertaken(rest, config) {
        return None;
    }
    let opens = || words.turns.rfind(&chars[..lead]).map(|(at, len, ())| at + len);
    let open = words.turns.at_start(rest).map(|(len, ())| lead + len).or_else(opens)?;
    let (len, ..) = words.taken_as.find(&chars[open..])?;
    (len >= FIRST).then(|| Object::whole(rest, &chars[open..open + len]))
}

/// How many letters name at least what is to come first. Set by hand.
const FIRST: usize = 3;

/// Whether a clause only says what something is for: 为长远发展奠定基础.
fn is_for_something(chars: &[char], config: &Config) -> bool {
    let words = &config.promises;
    let rest = &chars[self::lead(chars, config)..];
    let opens = |chars: &[char]| words.as_light.at_start(chars).is_some();
    (opens(rest) || opens(chars)) && words.serves_ends.at_end(rest).is_some()
}

/// Whether a clause only says that all is to be better: 推动各项事业再上新台阶.
fn is_slogan(rest: &[char], config: &Config) -> bool {
    let words = &config.promises;
    let Some((end, ())) = words.slogan_ends.at_end(rest) else { return false };
    let lists = [&words.slogan_things, &words.here, &config.ties.all_of, &config.wording.manner];
    let things = &rest[..rest.len() - end];
    !things[run_of(things, &lists)..].iter().any(|c| is_han(*c))
}

/// Whether a clause says nothing but how far something is to come: 上线运行.
fn only_stages(chars: &[char], config: &Config) -> bool {
    let mut at = 0;
    while let Some((len, _)) = config.promises.stages.at_start(&chars[at..]) {
        at += len;
    }
    at > 0 && at == chars.len()
}

/// The object of an act, and what the act is about.
fn object<'a>(rest: &'a [char], passes: bool, config: &Config) -> Option<Object<'a>> {
    match verb(rest, config) {
        Some(len) => Some(Object::whole(&rest[len..], rest)),
        None if passes || config.promises.brought_about(rest) > 0 => Some(Object::whole(rest, rest)),
        // 进京上访零登记, 扭亏为盈
        None if config.promises.claims.none_after.at_end(rest).is_some()
            || config.promises.turns_profit.at_end(rest).is_some() =>
        {
            Some(Object::whole(rest, rest))
        }
        // 剩下的空心房全部拆除, 还清欠账
        None if all_of_it(rest, config).is_some() => Some(Object::whole(rest, rest)),
        None => state(rest, config).map(|at| Object { object: &rest[..at], about: &rest[..at], is_state: true }),
    }
}

/// Where a clause says that all of it is to be done, and how long that is: before a verb, or in one word with it.
pub(super) fn all_of_it(clause: &[char], config: &Config) -> Option<(usize, usize)> {
    let words = &config.promises;
    let before_verb = words.all_of_it.find(clause).filter(|(at, len, ())| {
        let behind = &clause[at + len..];
        let deed = words.deeds.at_start(behind).is_some() || words.all_done.at_start(behind).is_some();
        *at > 0 && (deed || verb(behind, config).is_some() || words.stages.at_start(behind).is_some())
    });
    before_verb.or_else(|| words.all_done.find(clause)).map(|(at, len, ())| (at, len))
}

/// How long the verb is that a clause opens with.
pub(super) fn verb(rest: &[char], config: &Config) -> Option<usize> {
    let verbs = [&config.wording.govern, &config.grammar.verbs, &config.promises.acts];
    let known = verbs.iter().filter_map(|verbs| verbs.at_start(rest)).map(|(len, ())| len).max();
    let short = || config.promises.short_acts.at_start(rest).map(|(len, ())| len);
    let begins = || config.promises.not_short_acts.at_start(rest).is_some();
    known.or_else(|| short().filter(|_| !begins()))
}

/// Whether a clause tells what was done (完善了制度) or what something is (创新是第一动力), and orders nothing.
fn tells(rest: &[char], config: &Config) -> bool {
    let grammar = &config.grammar;
    // 了解, 是否, 特别是
    let in_a_word =
        |at: usize| grammar.begins.at_start(&rest[at..]).is_some() || grammar.ends.at_end(&rest[..=at]).is_some();
    let done = |at: usize| grammar.done.has(rest[at]) && !in_a_word(at);
    let is = |at: usize| {
        config.promises.copula.has(rest[at])
            && !HAN_NUMBERS.contains(rest[at - 1])
            && rest.get(at + 1).is_some_and(|c| is_han(*c))
            && !in_a_word(at)
    };
    (2..rest.len().min(VERB)).any(done) || (2..rest.len().min(NOUN)).any(is)
}

/// So many characters a verb and a noun that is told of have at most: a longer stretch before 了 or 是 is more than the one word. Set by
/// hand.
const VERB: usize = 5;
const NOUN: usize = 8;

/// Where a clause says of a thing how it is to be: 粮食产量保持稳定. What is to keep up with something is named whole.
fn state(chars: &[char], config: &Config) -> Option<usize> {
    // 与支撑条件基本匹配: of what was told before.
    if config.grammar.joins.has(*chars.first()?) {
        return None;
    }
    let at = (OBJECT..chars.len()).find(|&at| config.promises.states.at_start(&chars[at..]).is_some())?;
    Some(if config.promises.beside.at_start(&chars[at..]).is_some() { chars.len() } else { at })
}

/// How many letters an object has at least: a word of two tells of nothing that could be found again. Set by hand.
const OBJECT: usize = 4;

/// What has a name of its own stands between these.
const QUOTES: [char; 2] = ['“', '”'];

/// How many characters stand before the act: 一是, (二), and words of manner.
pub(super) fn lead(chars: &[char], config: &Config) -> usize {
    let words = [&config.promises.lead, &config.wording.manner, &config.grammar.lead];
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let ordinal = || crate::report::ordinal(rest).map(|(.., len)| len).or_else(|| bracketed(rest));
        let word = || words.iter().find_map(|words| words.at_start(rest));
        // 还 of 还清欠账 is no word by itself.
        let word = || word().filter(|_| config.promises.all_done.at_start(rest).is_none());
        match word().map(|(len, ())| len).or_else(ordinal) {
            Some(len) => at += len,
            None if light(rest, config) > 0 => at += light(rest, config),
            // 2. 制定……
            None if at > 0 && rest.first().is_some_and(|c| c.is_whitespace()) => at += 1,
            // 积极主动、稳妥有序
            None if at > 0
                && rest.first() == Some(&LISTED)
                && words.iter().any(|words| words.at_start(&rest[1..]).is_some()) =>
            {
                at += 1
            }
            None => break,
        }
    }
    at
}

/// The length of the words by what light something is done, where a clause opens with them: 以县为单元│编制规划.
fn light(chars: &[char], config: &Config) -> usize {
    let words = &config.promises;
    let Some((open, ())) = words.by_light.at_start(chars) else { return 0 };
    let near = &chars[open..chars.len().min(open + LIGHT)];
    let ends = words.as_light.find(near).and_then(|(at, len, ())| {
        let (light, ()) = words.lights.at_start(&chars[open + at + len..])?;
        (at > 0).then_some(open + at + len + light)
    });
    ends.filter(|len| *len < chars.len()).unwrap_or(0)
}

/// How many letters name by what light something is done at most. Set by hand.
const LIGHT: usize = 14;

/// The length of a number in brackets that is written in digits, and heads nothing: (1).
fn bracketed(chars: &[char]) -> Option<usize> {
    let inside = chars.strip_prefix(&['('])?;
    let digits = inside.iter().take_while(|c| c.is_ascii_digit()).count();
    (digits > 0 && inside.get(digits) == Some(&')')).then_some(digits + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_item_is_no_part_of_its_act() {
        let config = Config::builtin().unwrap();
        for (clause, act) in [
            ("(九)新建公园", "新建公园"),
            ("(十)新建公园", "新建公园"),
            ("(十一)新建公园", "新建公园"),
            ("(12)新建公园", "新建公园"),
            ("12.新建公园", "新建公园"),
            ("二十、新建公园", "新建公园"),
            ("三、四级医院新建病房", "三、四级医院新建病房"),
            ("3.5万亩农田新建水渠", "3.5万亩农田新建水渠"),
        ] {
            let chars: Vec<char> = clause.chars().collect();
            assert_eq!(chars[lead(&chars, &config)..].iter().collect::<String>(), act, "{clause}");
        }
    }
}
