//! What a number counts that stands beside it: the names of a row (甲、乙、丙3个城市), the points that follow (以下五个方面), and
//! what was told before it was summed up (以上共计28项指标).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Check, Kind, Verdict};
use crate::config::{Config, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::quantity::{digit, numeral};
use crate::report::Sentence;
use crate::text::{Span, is_han};

/// Checks the names, points and sums of one report that its numbers count.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let mut checks = Vec::new();
    for (at, sentence) in entry.report.sentences.iter().enumerate() {
        let chars = entry.report.text.folded(sentence.span);
        for number in numbers(chars) {
            let found = names(chars, &number, config)
                .or_else(|| points(entry, sentence, &number, &config.ties))
                .or_else(|| summed(entry, at, &number, &config.ties));
            checks.extend(found.and_then(|found| told(report, sentence, &number, &found)));
        }
    }
    checks
}

/// A whole number in a sentence, with the places of its first character and behind its last.
struct Number {
    value: u32,
    start: usize,
    end: usize,
}

/// The whole numbers of a sentence that are no part of a longer one.
fn numbers(chars: &[char]) -> Vec<Number> {
    // 第二个 is a place in an order.
    let figure = |c: char| c.is_ascii_digit() || digit(c).is_some() || matches!(c, '.' | '-' | '+' | '%' | '第');
    let mut found: Vec<Number> = Vec::new();
    for start in 1..chars.len() {
        if figure(chars[start - 1]) || found.last().is_some_and(|last| last.end > start) {
            continue;
        }
        let Some(number) = numeral(&chars[start..]) else { continue };
        let end = start + number.len;
        let whole = number.value.fract().is_zero() && !chars.get(end).is_some_and(|&c| figure(c));
        if let Some(value) = number.value.to_u32().filter(|_| whole) {
            found.push(Number { value, start, end });
        }
    }
    found
}

/// What was counted, and what a count of another length means.
struct Counted {
    /// How many there are.
    found: u32,
    /// How many there are where the last name is two (丙和丁).
    most: u32,
    /// Whether another number than these is worth a look.
    strict: bool,
    /// The values summed up, where it is a sum of numbers.
    parts: Vec<u32>,
    /// What they are, in Chinese and English.
    what: [&'static str; 2],
}

/// The names of a row right before their number. A row that 等 closes may be a choice of them.
///
/// ```text
/// ，航空、数控机床、绿色石化│3│个集群
///   └────┘└──────┘└──────┘
/// ```
fn names(chars: &[char], number: &Number, config: &Config) -> Option<Counted> {
    let ties = &config.ties;
    let (len, ()) = ties.counters.at_start(&chars[number.end..])?;
    // 粤港澳、东三省、成渝: the number is inside a name.
    if chars.get(number.end + len).is_none_or(|c| matches!(c, '、' | '”' | '》')) {
        return None;
    }
    let mut end = number.start;
    let examples = ties.examples.at_end(&chars[..end]);
    end -= examples.map_or(0, |(len, ())| len);
    let start = row_start(chars, end);
    let items = items(&chars[start..end]);
    let last = items.last()?;
    let named = |item: &&[char]| (1..=LONGEST).contains(&item.len()) && !item.iter().any(char::is_ascii_digit);
    // 甲、乙、丙达到3个: the number is of what was reached.
    let grammar = &config.grammar;
    let done = grammar.tail.at_end(last).is_some()
        || grammar.reached.at_end(last).is_some()
        || grammar.verbs.at_end(last).is_some()
        || config.counting.added.at_end(last).is_some();
    let acts = items.iter().skip(1).all(|item| grammar.verbs.is(item));
    if items.len() < 2 || !items.iter().all(named) || done || acts || !(2..=MOST).contains(&number.value) {
        return None;
    }
    let found = items.len() as u32;
    let two = (1..last.len().saturating_sub(1)).any(|at| ties.joins.at_start(&last[at..]).is_some());
    let most = found + u32::from(two);
    let plain = items
        .iter()
        .skip(1)
        .all(|item| item.len() <= SHORT && item.iter().all(|&c| is_han(c) || matches!(c, '“' | '”')));
    // 新建甲桥、扩建乙路、丙园2个: verbs inside the row are no part of one row of names. Of three kinds there may be any number.
    let row = plain && items.len() > 2 && !items.iter().skip(1).any(|item| grammar.verbs.at_start(item).is_some());
    // 甲、乙两省的丙、丁两市: a row inside the row, which is counted by itself.
    let nested = items.iter().any(|item| {
        (0..item.len()).any(|at| {
            digit(item[at]).is_some() && item.get(at + 1..).is_some_and(|rest| ties.counters.at_start(rest).is_some())
        })
    });
    let strict = row && !nested && (found > number.value || examples.is_none() && !two && found + 1 == number.value);
    Some(Counted { found, most, strict, parts: Vec::new(), what: ["列出的名称", "the names of the row"] })
}

/// So many characters are no name any more.
const LONGEST: usize = 24;
/// A name so short has no names inside.
const SHORT: usize = 10;
/// So many names no row has.
const MOST: u32 = 20;

/// Where the row of names begins that ends at `end`: behind the last mark outside quotation marks and brackets.
fn row_start(chars: &[char], end: usize) -> usize {
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

/// The members of a row, parted by 、 outside quotation marks and brackets.
fn items(row: &[char]) -> Vec<&[char]> {
    let mut depth = 0_i32;
    row.split(|c| {
        match c {
            '“' | '《' | '(' | '[' => depth += 1,
            '”' | '》' | ')' | ']' => depth -= 1,
            _ => {}
        }
        *c == '、' && depth == 0
    })
    .collect()
}

/// The points that a sentence announces (以下五个方面) and that follow at once: 一是……二是…….
fn points(entry: &Entry, sentence: &Sentence, number: &Number, ties: &Ties) -> Option<Counted> {
    let text = &entry.report.text;
    let chars = text.folded(sentence.span);
    ties.points.at_start(&chars[number.end..])?;
    let announced = chars[number.start.saturating_sub(NEAR)..number.start].to_vec();
    if !ties.announces.any(&announced) || !(2..=MOST).contains(&number.value) {
        return None;
    }
    let from = sentence.span.start + number.end as u32;
    let end = sentence.section.map_or(entry.report.body.end, |id| entry.report.section(id).span.end);
    let rest = text.folded(Span::new(from, end.max(from)));
    let (found, from) = counted_off(rest, ties)?;
    // 从两个方面采取措施……。一是: further off they may be points of something else.
    let strict = from <= AT_ONCE;
    Some(Counted { found, most: found, strict, parts: Vec::new(), what: ["逐条列出的", "the points told"] })
}

/// How far before its number stands what announces the points.
const NEAR: usize = 16;

/// How many points are counted off at the start of `rest`, in the way of the first of them (一是, 第一, (1), 1.), each at the
/// start of a clause; none where they don't begin near by. With the place of the first.
fn counted_off(rest: &[char], ties: &Ties) -> Option<(u32, usize)> {
    let point = |at: usize| {
        let opens = at == 0 || !is_han(rest[at - 1]) && !rest[at - 1].is_ascii_digit();
        opens.then(|| mark(&rest[at..], ties)).flatten()
    };
    let (first, (way, _)) =
        (0..rest.len().min(POINTS_NEAR)).find_map(|at| point(at).filter(|(_, n)| *n == 1).map(|found| (at, found)))?;
    let mut count = 1;
    for at in first + 1..rest.len() {
        match point(at).filter(|(other, _)| *other == way) {
            Some((_, 1)) => break,
            Some((_, next)) if next == count + 1 => count = next,
            _ => {}
        }
    }
    // 十 and more are two characters: not counted on.
    (count > 1 && count < 9).then_some((count, first))
}

/// A way to count off points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// 一是, 一要
    Is,
    /// 第一,
    Nth,
    /// (一)
    Bracket,
    /// (1)
    Digit,
}

/// The mark of a point that begins here, with its number.
fn mark(rest: &[char], ties: &Ties) -> Option<(Way, u32)> {
    let number = |c: Option<&char>| c.and_then(|&c| c.to_digit(10).or_else(|| u32::try_from(digit(c)?).ok()));
    let open = |c: Option<&char>| c.is_some_and(|c| matches!(c, ',' | ':'));
    match rest.first()? {
        '(' if rest.get(2) == Some(&')') => {
            let way = if rest[1].is_ascii_digit() { Way::Digit } else { Way::Bracket };
            number(rest.get(1)).map(|n| (way, n))
        }
        c if ties.nth.has(*c) && open(rest.get(2)) => number(rest.get(1)).map(|n| (Way::Nth, n)),
        c if ties.points_are.has(*rest.get(1)?) && is_han(*c) => number(Some(c)).map(|n| (Way::Is, n)),
        _ => None,
    }
}

/// How far behind the sentence that announces them the points begin at most.
const POINTS_NEAR: usize = 60;
/// How far off they are at most where nothing else is said between.
const AT_ONCE: usize = 14;

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

/// The check, where the numbers agree or ought to.
fn told(report: usize, sentence: &Sentence, number: &Number, counted: &Counted) -> Option<Check> {
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
    let start = sentence.span.start;
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
