//! What a number counts that stands beside it: the names of a row (甲、乙、丙3个城市), the points that follow, and what was told
//! before it was summed up (以上共计28项指标).

use rust_decimal::Decimal;

use super::points::{self, Counted, MOST, NEAR, Number, items, numbers};
use super::{Check, Kind, Verdict};
use crate::config::{Config, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::quantity::digit;
use crate::text::{Span, is_han};

/// Checks the names, points and sums of one report that its numbers count.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let mut checks = Vec::new();
    for (at, sentence) in entry.report.sentences.iter().enumerate() {
        let chars = entry.report.text.folded(sentence.span);
        for number in numbers(chars) {
            let found = names(chars, &number, config)
                .or_else(|| tiers(chars, &number, &config.ties))
                .or_else(|| points::announced(entry, sentence, &number, &config.ties))
                .or_else(|| summed(entry, at, &number, &config.ties));
            checks.extend(found.and_then(|found| told(report, sentence.span.start, &number, &found)));
        }
    }
    checks
}

/// The names of a row right before their number. A row that 等 closes may be a choice of them.
///
/// ```text
/// ，航空、数控机床、绿色石化│3│个集群
///   └────┘└──────┘└──────┘
/// ```
fn names(chars: &[char], number: &Number, config: &Config) -> Option<Counted> {
    let (ties, grammar) = (&config.ties, &config.grammar);
    let (len, ()) = ties.counters.at_start(&chars[number.end..])?;
    let behind = &chars[number.end + len..];
    // 粤港澳、东三省、成渝: the number is inside a name.
    if behind.first().is_none_or(|c| matches!(c, '、' | '”' | '》')) {
        return None;
    }
    let Row { items, examples, quoted } = row(chars, number, ties);
    let last = items.last()?;
    // 跨越7亿元、8亿元、9亿元三个台阶: what is stepped over has figures in it.
    let steps = ties.steps.at_start(behind).is_some();
    let figure = |item: &[char]| item.iter().any(char::is_ascii_digit);
    let named = |item: &&[char]| (1..=LONGEST).contains(&item.len()) && (steps || !figure(item));
    // 甲、乙、丙达到3个: the number is of what was reached.
    let done = !quoted
        && (grammar.tail.at_end(last).is_some()
            || grammar.reached.at_end(last).is_some()
            || config.counting.added.at_end(last).is_some());
    let found = items.len() as u32;
    let two = (1..last.len().saturating_sub(1)).any(|at| ties.joins.at_start(&last[at..]).is_some());
    let counted = |found: u32, most: u32, strict: bool| {
        Some(Counted { found, most, strict, parts: Vec::new(), what: ["列出的名称", "the names of the row"] })
    };
    if !items.iter().all(named) || done || !(2..=MOST).contains(&number.value) {
        return None;
    }
    // 中央和地方两个积极性: two that are joined are a row as well.
    if let ([pair], 2, 1) = (items.as_slice(), number.value, number.end - number.start) {
        return joined(pair, config).then(|| counted(2, 2, false)).flatten();
    }
    // 甲提升、乙改造、丙升级三大行动: what ends with a verb is a name where there are as many.
    let most = found + u32::from(two);
    let many = items.len() > 2 && (found == number.value || most == number.value) || quoted;
    let acts = grammar.verbs.at_end(last).is_some() || items.iter().skip(1).all(|item| grammar.verbs.is(item));
    if items.len() < 2 || acts && !many || items.len() == 2 && nested(&items, ties) {
        return None;
    }
    let strict = strict(&items, number, examples, config) && chars.get(number.end + len) != Some(&SIGN);
    counted(found, most, strict && !steps)
}

/// 省市县乡村五级: the tiers of government by one sign each.
fn tiers(chars: &[char], number: &Number, ties: &Ties) -> Option<Counted> {
    ties.tiered.at_start(&chars[number.end..])?;
    let before = chars[..number.start].iter().rev().take_while(|c| ties.tiers.has(**c) || **c == '、');
    // 盟市与旗县两级: each of them by two signs.
    let joined = ties.joins.at_end(&chars[..number.start - before.clone().count()]).is_some();
    let found = before.filter(|c| **c != '、' && !joined).count() as u32;
    let what = ["列出的层级", "the tiers told"];
    (found == number.value && found > 1).then(|| Counted { found, most: found, strict: false, parts: Vec::new(), what })
}

/// The row right before a number, or the one in quotation marks there.
struct Row<'a> {
    items: Vec<&'a [char]>,
    /// Whether it may be a choice of them.
    examples: bool,
    quoted: bool,
}

fn row<'a>(chars: &'a [char], number: &Number, ties: &Ties) -> Row<'a> {
    let examples = ties.examples.at_end(&chars[..number.start]).map(|(len, ())| len);
    let end = number.start - examples.unwrap_or_default();
    let inside =
        chars[..end].strip_suffix(&['”']).and_then(|row| Some(&row[row.iter().rposition(|c| *c == '“')? + 1..]));
    if let Some(inside) = inside.map(items).filter(|inside| inside.len() > 1) {
        return Row { items: inside, examples: examples.is_some(), quoted: true };
    }
    let mut items = items(&chars[row_start(chars, end)..end]);
    // 第一个“4”是指甲、乙: the row begins behind the word that lists it.
    if let Some(first) = items.first_mut()
        && let Some((at, len, ())) = ties.lists.rfind(first)
        && at + len < first.len()
        && first.iter().any(char::is_ascii_digit)
    {
        *first = &first[at + len..];
    }
    Row { items, examples: examples.is_some(), quoted: false }
}

/// Whether another number than that of the names of a row is worth a look.
fn strict(items: &[&[char]], number: &Number, examples: bool, config: &Config) -> bool {
    let (ties, grammar) = (&config.ties, &config.grammar);
    let (found, Some(last)) = (items.len() as u32, items.last()) else { return false };
    let two = (1..last.len().saturating_sub(1)).any(|at| ties.joins.at_start(&last[at..]).is_some());
    let name_sign = |c: &char| is_han(*c) || matches!(c, '“' | '”');
    let plain = items.iter().skip(1).all(|item| item.len() <= SHORT && item.iter().all(name_sign));
    // 新建甲桥、扩建乙路、丙园2个: verbs inside the row are no part of one row of names. Of three kinds there may be any number.
    let row = plain && items.len() > 2 && !items.iter().skip(1).any(|item| grammar.verbs.at_start(item).is_some());
    let nested = nested(items, ties);
    // 甲、乙、丙等重点领域18条: the row is closed before, and the number is of something else.
    let closed = ties.examples.any(last) || grammar.verbs.at_end(last).is_some();
    // Three places may have five plants; a longer row is one of names.
    let all = !examples && !two && !closed && (items.len() > 3 || found + 1 == number.value);
    row && !nested && (found > number.value && !closed || all)
}

/// Whether a row has another number in it that counts something: 甲、乙两省的丙、丁两市; 贯穿一条主线、办好两件大事.
fn nested(items: &[&[char]], ties: &Ties) -> bool {
    let counts =
        |rest: &[char]| digit(rest[0]).is_some() && rest.len() > 1 && ties.counters.at_start(&rest[1..]).is_some();
    items.iter().any(|item| (0..item.len()).any(|at| counts(&item[at..])))
}

/// Whether one word joins two names: 中央和地方.
fn joined(pair: &[char], config: &Config) -> bool {
    let joins: Vec<(usize, usize)> = (NAME..pair.len().saturating_sub(1))
        .filter_map(|at| config.ties.joins.at_start(&pair[at..]).map(|(len, ())| (at, at + len)))
        .collect();
    let [(first, second)] = joins[..] else { return false };
    let plain = |name: &[char]| (NAME..=LONGEST).contains(&name.len()) && name.iter().all(|c| is_han(*c));
    // 加强和改善两个机制, 严格区分和正确处理两类矛盾: what is done is no name.
    let (one, other) = (&pair[..first], &pair[second..]);
    let acts = |name: &[char]| config.grammar.verbs.at_end(name).is_some();
    plain(one) && plain(other) && other.len() <= JOINED && !acts(other) && !config.grammar.verbs.is(other)
}

/// So long is the second of two joined names at most: a longer one has the verb of its sentence in it.
const JOINED: usize = 8;
/// How long a name is at least that is joined to another.
const NAME: usize = 2;
/// “巩固、增强”八个字: what is counted where words are counted by their characters.
const SIGN: char = '字';
/// So many characters are no name any more.
pub(super) const LONGEST: usize = 24;
/// A name so short has no names inside.
const SHORT: usize = 10;
/// Where the row of names begins that ends at `end`: behind the last mark outside quotation marks and brackets.
pub(super) fn row_start(chars: &[char], end: usize) -> usize {
    let mut depth = 0_u32;
    for at in (0..end).rev() {
        match chars[at] {
            '”' | '》' | ')' | ']' => depth += 1,
            '“' | '《' | '(' | '[' if depth == 0 => return at + 1,
            '“' | '《' | '(' | '[' => depth -= 1,
            ',' | ';' | ':' | '。' | '!' | '?' | '—' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    0
}

/// The numbers that the paragraph told before of what is summed up here: 提出6项指标……提出5项指标……以上共计11项指标.
fn summed(entry: &Entry, at: usize, number: &Number, ties: &Ties) -> Option<Counted> {
    let sentences = &entry.report.sentences;
    let own = &sentences[at];
    let text = &entry.report.text;
    let chars = text.folded(own.span);
    let before = &chars[number.start.saturating_sub(NEAR)..number.start];
    let (called, _, ()) = ties.totals.rfind(before)?;
    if !ties.above.any(&before[..called]) {
        return None;
    }
    let noun = chars.get(number.end..number.end + NOUN)?;
    if !noun.iter().all(|&c| is_han(c)) {
        return None;
    }
    let parts: Vec<u32> = sentences[..at]
        .iter()
        .rev()
        .take_while(|sentence| sentence.paragraph == own.paragraph)
        .flat_map(|sentence| {
            let chars = text.folded(sentence.span);
            let alike = numbers(chars).into_iter().filter(|part| chars[part.end..].starts_with(noun));
            alike.map(|part| part.value).collect::<Vec<_>>().into_iter().rev()
        })
        .collect();
    let sum = parts.iter().try_fold(0_u32, |sum, part| sum.checked_add(*part))?;
    let parts: Vec<u32> = parts.into_iter().rev().collect();
    (parts.len() > 1).then_some(Counted {
        found: sum,
        most: sum,
        strict: true,
        parts,
        what: ["前文各项", "those told before"],
    })
}

/// So many characters behind a number tell what it counts: 项指标.
const NOUN: usize = 3;

/// The check, where the numbers agree or ought to. `start` is where the characters begin that the number stands in.
pub(super) fn told(report: usize, start: u32, number: &Number, counted: &Counted) -> Option<Check> {
    let holds = counted.found == number.value || counted.most == number.value;
    if !holds && !counted.strict {
        return None;
    }
    let verdict = if holds { Verdict::Holds } else { Verdict::Suspect };
    let made = if holds { number.value } else { counted.found };
    let sum = match counted.parts.as_slice() {
        [] => made.to_string(),
        parts => format!("{} = {made}", parts.iter().map(u32::to_string).collect::<Vec<_>>().join(" + ")),
    };
    let (what, said) = (counted.what, number.value);
    let message = if holds {
        Message::new(format!("{}数目相符：{sum}", what[0]), format!("{} are as many as said: {sum}", what[1]))
    } else {
        Message::new(
            format!("{}为 {sum}，此处称 {said}；请逐一核对", what[0]),
            format!("{} make {sum}, here it says {said}: count them", what[1]),
        )
    };
    Some(Check {
        report,
        kind: Kind::Sum,
        verdict,
        span: Span::new(start + number.start as u32, start + number.end as u32),
        expected: Decimal::from(made).to_string(),
        found: Decimal::from(said).to_string(),
        message,
    })
}
