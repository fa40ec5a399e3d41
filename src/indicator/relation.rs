//! How a number hangs on its subject: as a level, as what it changed to, as what it changed by (达到、提高到、增长).

use crate::config::{Direction, Grammar};

use crate::text::signs::{OF, YEAR};

use super::word;

/// How a number hangs on its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// It is that much: 达到98%, 59件.
    Level,
    /// It became that much: 提高到98%.
    To(Direction),
    /// It changed by that much: 增长6.6%.
    By(Direction),
}

/// A figure's own text, taken apart from its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read<'a> {
    /// What is left: the subject, with its verb where the number is a change.
    pub(super) rest: &'a [char],
    /// The same without the verb of change.
    pub(super) subject: &'a [char],
    /// How the number hangs on it.
    pub(super) relation: Relation,
    /// 由 or 从 stands right before the number: it is what the value was.
    pub(super) from: bool,
    /// Something is done to so much of it: 做到100%回访.
    pub(super) done: bool,
}

/// Takes the words off that stand between a subject and its number, and reads what they say.
///
/// ```text
/// 城镇登记失业率│控制在            Level
/// 覆盖率│提高到                    To(Up)
/// 国内生产总值│增长                By(Up): the verb stays in `rest`, not in `subject`
/// ```
pub(super) fn read<'a>(before: &'a [char], grammar: &Grammar) -> Read<'a> {
    let mut rest = trim_end(before);
    let (mut relation, mut from, mut done, mut became) = (Relation::Level, false, false, false);
    while !rest.is_empty() {
        if relation == Relation::Level
            && let Some((len, direction, to)) = change(rest, grammar)
        {
            let subject = &rest[..rest.len() - len];
            if !to && !became {
                let stripped = strip_tail(subject, grammar);
                // 由上年下降2.3%转为增长
                let tail = &subject[stripped.len()..];
                from |= grammar.from_before.any(tail);
                return Read { rest, subject: stripped, relation: Relation::By(direction), from, done };
            }
            relation = Relation::To(direction);
            rest = trim_end(subject);
            continue;
        }
        if let Some(len) = year_at_end(rest, grammar) {
            // 由2007年的1.4%提高到2012年的1.97%
            rest = trim_end(&rest[..rest.len() - len]);
            continue;
        }
        // 提高到人均1196元
        if let Some((len, ())) = grammar.per_head.at_end(rest)
            && grammar.before_per.close(&rest[..rest.len() - len])
        {
            rest = &rest[..rest.len() - len];
            continue;
        }
        let Some(len) = tail(rest, grammar) else { break };
        let word = &rest[rest.len() - len..];
        // 证明材料精简│整合为3份
        became |= grammar.became.is(word);
        from |= matches!(word, [one] if grammar.from_words.has(*one));
        done |= grammar.done_words.is(word);
        rest = trim_end(&rest[..rest.len() - len]);
    }
    Read { rest, subject: rest, relation, from, done }
}

/// Takes off words like 达到, 共, 约 from the end.
pub(super) fn strip_tail<'a>(chars: &'a [char], grammar: &Grammar) -> &'a [char] {
    let mut rest = trim_end(chars);
    while let Some(len) = tail(rest, grammar) {
        rest = trim_end(&rest[..rest.len() - len]);
    }
    rest
}

/// The length of a calendar year at the end: 2012年, 2012年末的.
fn year_at_end(chars: &[char], grammar: &Grammar) -> Option<usize> {
    let mut rest = chars.strip_suffix(&[OF]).unwrap_or(chars);
    while grammar.times.end_marks.close(rest) {
        rest = &rest[..rest.len() - 1];
    }
    let year = rest.strip_suffix(&[YEAR])?;
    let digits = year.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let compared = grammar.times.compares_year.close(&year[..year.len() - digits]);
    (digits == 4 && !compared).then_some(chars.len() - year.len() + digits)
}

fn trim_end(chars: &[char]) -> &[char] {
    let keep = chars.iter().rposition(|c| !c.is_whitespace()).map_or(0, |at| at + 1);
    &chars[..keep]
}

/// The length of a word at the end that says nothing about the subject.
fn tail(chars: &[char], grammar: &Grammar) -> Option<usize> {
    let (len, ()) = grammar.tail.at_end(chars)?;
    // 笔均│40万元: a mean alone, and not what all of them are (平台均).
    if grammar.means.is(chars) {
        return None;
    }
    let before = chars.len().checked_sub(len + 1).map(|at| chars[at]);
    if len == 1 && word::ends(chars, grammar) || grammar.totals.at_end(chars).is_some() {
        return None;
    }
    // 比上年 is what a change is measured against; 由上年的 is not.
    let year = grammar.last_year.has(chars[chars.len() - len]) && chars.get(chars.len() - len + 1) == Some(&YEAR);
    if year && before.is_some_and(|c| grammar.compares_year.has(c)) {
        return None;
    }
    Some(len)
}

/// A verb of change at the end: length, direction, and whether 到, 至 or 为 follows it.
fn change(chars: &[char], grammar: &Grammar) -> Option<(usize, Direction, bool)> {
    let to = usize::from(grammar.became_ends.close(chars));
    let core = &chars[..chars.len() - to];
    if to == 0
        && let Some((_, core)) = core.split_last().filter(|(last, _)| grammar.done.has(**last))
    {
        let (len, direction, to) = change(core, grammar)?;
        return (!to).then_some((len + 1, direction, false));
    }
    let (len, direction) = grammar.changes.at_end(core)?;
    // 航班起降2万架次: the end of a longer word.
    if len == 1 && (word::ends(core, grammar) || !stands_alone(core, to == 1, grammar)) {
        return None;
    }
    // 建设提升300个驿站: the end of a verb that is done to what is counted.
    if to == 0 && grammar.compound_verbs.at_end(core).is_some() {
        return None;
    }
    Some((len + to, direction, to == 1))
}

/// Whether a verb of change of one character is one: 再降10%, 比上年高2个百分点; not 新增3名, 最高30万元.
fn stands_alone(core: &[char], to: bool, grammar: &Grammar) -> bool {
    let Some((word, before)) = core.split_last() else { return false };
    let compared = grammar.compares_with.any(&before[before.len().saturating_sub(14)..]);
    let plain = grammar.plain_changes.has(*word);
    // 效率高 is no change; 税率降至13% is one.
    // 比上年│多48人
    let year = grammar.against.at_end(before).is_some() || ends_in_year_compared(before, grammar);
    let bound = grammar.change_bound.close(before) && !year && !(to && grammar.change_free_to.close(before));
    !bound && (plain || to || compared)
}

/// 比2020年│少1200件: a year by its number, and what happened is measured against it.
fn ends_in_year_compared(before: &[char], grammar: &Grammar) -> bool {
    let marks = before.iter().rev().take_while(|c| grammar.times.end_marks.has(**c)).count();
    let year = before[..before.len() - marks].strip_suffix(&[YEAR]);
    year.and_then(|rest| rest.split_at_checked(rest.len().checked_sub(4)?))
        .is_some_and(|(opens, digits)| digits.iter().all(char::is_ascii_digit) && grammar.compares_with.close(opens))
}
