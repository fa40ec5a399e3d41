//! The points that a number announces: counted off (以下五个方面：一是……二是……), as headings that follow (（一）……), as items behind
//! dashes, as clauses of one sentence, or each begun with the word that they are called by (“三个必须”：必须……，必须……).

use rust_decimal::prelude::ToPrimitive;

use crate::config::Ties;
use crate::corpus::Entry;
use crate::quantity::{digit, numeral, power};
use crate::report::{Paragraph, Sentence};
use crate::text::{Span, is_han};

/// A whole number in a sentence, with the places of its first character and behind its last.
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The whole numbers of a sentence that are no part of a longer one.
pub(super) fn numbers(chars: &[char]) -> Vec<Number> {
    // 第二个 is a place in an order.
    let figure = |c: char| {
        c.is_ascii_digit() || digit(c).is_some() || power(c).is_some() || matches!(c, '.' | '-' | '+' | '%' | '第')
    };
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
pub(super) struct Counted {
    /// How many there are.
    pub(super) found: u32,
    /// How many there are where the last name is two (丙和丁).
    pub(super) most: u32,
    /// Whether another number than these is worth a look.
    pub(super) strict: bool,
    /// The values summed up, where it is a sum of numbers.
    pub(super) parts: Vec<u32>,
    /// What they are, in Chinese and English.
    pub(super) what: [&'static str; 2],
}

/// So many names or points no row has.
pub(super) const MOST: u32 = 20;
/// So many no report announces, but for a slip of the pen.
const SLIPPED: u32 = 99;
/// How far before its number stands what announces the points.
pub(super) const NEAR: usize = 16;

/// The points that a sentence announces with a number, where they follow.
pub(super) fn announced(entry: &Entry, sentence: &Sentence, number: &Number, ties: &Ties) -> Option<Counted> {
    if !(2..=SLIPPED).contains(&number.value) {
        return None;
    }
    off(entry, sentence, number, ties)
        .or_else(|| dashes(entry, sentence, number, ties))
        .or_else(|| called(entry, sentence, number, ties))
        .or_else(|| clauses(entry, sentence, number, ties))
        .or_else(|| alike(entry, sentence, number, ties))
        .or_else(|| explained(entry, sentence, number, ties))
}

fn counted(found: usize, strict: bool) -> Counted {
    let found = found as u32;
    Counted { found, most: found, strict, parts: Vec::new(), what: ["逐条列出的", "the points told"] }
}

/// The points that a sentence announces (以下五个方面) and that follow at once: 一是……二是…….
fn off(entry: &Entry, sentence: &Sentence, number: &Number, ties: &Ties) -> Option<Counted> {
    let text = &entry.report.text;
    let chars = text.folded(sentence.span);
    ties.points.at_start(&chars[number.end..])?;
    let announced = ties.announces.any(&chars[number.start.saturating_sub(NEAR)..number.start]);
    let from = sentence.span.start + number.end as u32;
    let rest = text.folded(Span::new(from, entry.report.body.end.clamp(from, from.saturating_add(FOLLOWED))));
    let (found, from) = counted_off(rest, ties)?;
    let colon = rest[..from].contains(&':');
    // 从两个方面采取措施……。一是: further off they may be points of something else.
    let strict = from <= AT_ONCE && found.abs_diff(number.value) <= OFF;
    (announced || colon).then(|| counted(found as usize, strict))
}

/// How many points are counted off at the start of `rest`, in the way of the first of them (一是, 第一, (1), 1.), each at the
/// start of a clause; none where they don't begin near by. With the place of the first.
fn counted_off(rest: &[char], ties: &Ties) -> Option<(u32, usize)> {
    let point = |at: usize| {
        let opens = at == 0 || !is_han(rest[at - 1]) && !rest[at - 1].is_ascii_alphanumeric();
        // 一、二、三产业: a number with a mark behind it opens a sentence or an item.
        let item = at == 0 || matches!(rest[at - 1], ':' | ';' | '。') || rest[at - 1].is_whitespace();
        opens
            .then(|| mark(&rest[at..], ties))
            .flatten()
            .filter(|(way, _)| item || !matches!(way, Way::Stop | Way::DigitStop))
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
    (count > 1).then_some((count, first))
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
    /// 一、
    Stop,
    /// 1. and 1、
    DigitStop,
}

/// The mark of a point that begins here, with its number.
fn mark(rest: &[char], ties: &Ties) -> Option<(Way, u32)> {
    let closed = |c: Option<&char>, by: &[char]| c.is_some_and(|c| by.contains(c));
    match *rest.first()? {
        '(' => {
            let (number, len) = ordinal(&rest[1..])?;
            let way = if rest[1].is_ascii_digit() { Way::Digit } else { Way::Bracket };
            closed(rest.get(1 + len), &[')']).then_some((way, number))
        }
        c if ties.nth.has(c) => {
            let (number, len) = ordinal(&rest[1..])?;
            closed(rest.get(1 + len), &[',', ':', '、']).then_some((Way::Nth, number))
        }
        c => {
            let (number, len) = ordinal(rest)?;
            let next = rest.get(len)?;
            let decimal = rest.get(len + 1).is_some_and(char::is_ascii_digit);
            match () {
                () if is_han(c) && ties.points_are.has(*next) => Some((Way::Is, number)),
                () if c.is_ascii_digit() && (*next == '、' || *next == '.' && !decimal) => {
                    Some((Way::DigitStop, number))
                }
                () if *next == '、' => Some((Way::Stop, number)),
                () => None,
            }
        }
    }
}

/// A number up to twenty at the start, in Chinese numerals or in one or two digits, with its length.
fn ordinal(chars: &[char]) -> Option<(u32, usize)> {
    let len = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    if len > 0 {
        let number = chars[..len].iter().try_fold(0_u32, |sum, c| sum.checked_mul(10)?.checked_add(c.to_digit(10)?))?;
        return (number <= MOST).then_some((number, len));
    }
    let number = numeral(chars)?;
    let value = number.value.to_u32().filter(|value| number.value.fract().is_zero() && *value <= MOST)?;
    chars[..number.len].iter().all(|&c| is_han(c)).then_some((value, number.len))
}

/// How far behind the sentence that announces them the points begin at most.
const POINTS_NEAR: usize = 60;
/// How far off they are at most where nothing else is said between.
const AT_ONCE: usize = 14;

/// So many points too few or too many may be a slip; more are other points (办理建议45条：一是……).
const OFF: u32 = 3;

/// The paragraphs behind dashes that follow the paragraph whose last sentence announces them.
fn dashes(entry: &Entry, sentence: &Sentence, number: &Number, ties: &Ties) -> Option<Counted> {
    let (report, text) = (&entry.report, &entry.report.text);
    let chars = text.folded(sentence.span);
    let own = report.paragraphs.get(sentence.paragraph as usize)?;
    let colon = chars.last() == Some(&':');
    let called = ties.points.at_start(&chars[number.end..]).is_some() || is_quoted(chars, number);
    if own.span.end != sentence.span.end || !colon || !called {
        return None;
    }
    let behind = report.paragraphs.iter().skip(sentence.paragraph as usize + 1);
    let found = behind.take_while(|item| text.folded(item.span).first() == Some(&'—')).count();
    (found > 1).then(|| counted(found, found > 2))
}

/// Whether a number opens what stands in quotation marks: “五个更加注重”.
fn is_quoted(chars: &[char], number: &Number) -> bool {
    number.start > 0 && chars[number.start - 1] == '“'
}

/// The points that each begin with the word that they are called by: “八个聚焦”：聚焦……聚焦……. Where it stands at the start of
/// paragraphs, only these count.
fn called(entry: &Entry, sentence: &Sentence, number: &Number, ties: &Ties) -> Option<Counted> {
    let text = &entry.report.text;
    let chars = text.folded(sentence.span);
    let (len, ()) = ties.counters.at_start(&chars[number.end..])?;
    let from = number.end + len;
    let close = from + chars[from..].iter().position(|c| *c == '”')?;
    let name = chars.get(from..close).filter(|name| name.len() >= WORD && is_quoted(chars, number))?;
    let word = &name[..WORD];
    let from = sentence.span.start + close as u32 + 1;
    let end = sentence.section.map_or(entry.report.body.end, |id| entry.report.section(id).span.end);
    let rest = text.folded(Span::new(from, end.clamp(from, from.saturating_add(LOOKED))));
    // “三个1亿人”: a number stands within its clause.
    let figure = word[0].is_ascii_digit();
    let begins = |at: &usize| {
        let before = at.checked_sub(1).map(|before| rest[before]);
        let open = before.is_none_or(|c| if figure { !c.is_ascii_digit() } else { !is_han(c) });
        open && rest[*at..].starts_with(word)
    };
    let hits: Vec<usize> = (0..rest.len()).filter(begins).collect();
    let opens_paragraph =
        |at: usize| rest[..at].iter().rev().take(BEGIN).find(|c| !matches!(c, ' ' | '\u{3000}' | '—')) == Some(&'\n');
    let openers: Vec<usize> = hits.iter().copied().filter(|at| opens_paragraph(*at)).collect();
    let hits = if openers.len() > 1 { openers } else { hits };
    let near = if figure { WITHIN } else { ONWARD };
    let run = hits.windows(2).take_while(|pair| pair[1] - pair[0] <= near).count() + 1;
    let found = hits.first().is_some_and(|first| *first <= BEGIN) && run > 1;
    found.then(|| counted(run, false))
}

/// How many characters are looked at behind what announces points, and behind the name of those that begin alike.
const FOLLOWED: u32 = 30_000;
const LOOKED: u32 = 6_000;
/// So many characters of what points are called are the word that each begins with.
const WORD: usize = 2;
/// How far behind their name the first of the points begins.
const BEGIN: usize = 16;
/// How long the name of what a colon lists is at most.
const NAMED: usize = 24;
/// How far from one to the next of the points, where each is a paragraph or a sentence.
const ONWARD: usize = 600;
/// The same within one sentence.
const WITHIN: usize = 40;

/// The clauses of the sentence that names them: 这三条方针是：甲；乙；丙。
fn clauses(entry: &Entry, sentence: &Sentence, number: &Number, ties: &Ties) -> Option<Counted> {
    let chars = entry.report.text.folded(sentence.span);
    let rest = &chars[number.end..];
    let colon = rest.iter().position(|c| *c == ':').filter(|at| *at <= NAMED)?;
    let head = &rest[..colon];
    // 办好15件民生实事，包括：甲；乙；…….
    let called = ties.points.at_start(rest).is_some() && head.len() <= BEGIN && head.iter().all(|c| is_han(*c));
    let lists = ties.lists.at_end(head).is_some()
        && ties.counters.at_start(head).is_some()
        && head.iter().all(|c| is_han(*c) || *c == ',');
    if !called && !lists {
        return None;
    }
    let found = rest[colon..].iter().filter(|c| **c == ';').count() + 1;
    (found as u32 == number.value && found > 2).then(|| counted(found, false))
}

/// The paragraphs that follow the one whose last sentence announces them, and begin alike: 关于经济增长。……关于价格水平。…….
fn alike(entry: &Entry, sentence: &Sentence, number: &Number, ties: &Ties) -> Option<Counted> {
    let (report, text) = (&entry.report, &entry.report.text);
    let chars = text.folded(sentence.span);
    ties.points.at_start(&chars[number.end..])?;
    let announced = ties.announces.any(&chars[number.start.saturating_sub(NEAR)..number.start]);
    let own = report.paragraphs.get(sentence.paragraph as usize)?;
    if own.span.end != sentence.span.end || !announced {
        return None;
    }
    let opening = |item: &Paragraph| text.folded(item.span).get(..WORD).map(<[char]>::to_vec);
    let mut behind = report.paragraphs.iter().skip(sentence.paragraph as usize + 1);
    let first = opening(behind.next()?)?;
    let found = 1 + behind.take_while(|item| opening(item).as_ref() == Some(&first)).count();
    (found as u32 == number.value).then(|| counted(found, false))
}

/// What a name in quotation marks that has a number lists behind its colon or in its bracket: “三通”：通路、通水、通电。
fn explained(entry: &Entry, sentence: &Sentence, number: &Number, ties: &Ties) -> Option<Counted> {
    let chars = entry.report.text.folded(sentence.span);
    let quoted = is_quoted(chars, number) && number.value > 2;
    let close = number.end + chars[number.end..].iter().position(|c| *c == '”').filter(|_| quoted)?;
    let from = sentence.span.start + close as u32 + 1;
    let behind = entry
        .report
        .text
        .folded(Span::new(from, entry.report.body.end.clamp(from, from.saturating_add(ONWARD as u32))));
    let open = behind.iter().position(|c| !is_han(*c)).filter(|at| *at <= BEGIN && matches!(behind[*at], ':' | '('))?;
    let list = &behind[open + 1..];
    let list = &list[list.iter().take_while(|c| c.is_whitespace()).count()..];
    let list = ties.lists.at_start(list).map_or(list, |(len, ())| &list[len..]);
    let end = list.iter().position(|c| matches!(c, '。' | ';' | ')' | '\n')).unwrap_or(list.len());
    let items = items(&list[..end]);
    let short =
        items.len() > 1 && items.iter().all(|item| !item.is_empty() && item.len() <= ITEM && !item.contains(&','));
    let two = items.last().is_some_and(|last| (1..last.len()).any(|at| ties.joins.at_start(&last[at..]).is_some()));
    let found = if short && two && items.len() as u32 + 1 == number.value { items.len() + 1 } else { items.len() };
    (short && found as u32 == number.value).then(|| counted(found, false))
}

/// So long are the members of such a list at most.
const ITEM: usize = 24;

/// The members of a row, parted by 、 outside quotation marks and brackets.
pub(super) fn items(row: &[char]) -> Vec<&[char]> {
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

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};
    use Verdict::{Holds, Suspect};

    fn of(told: &str) -> Vec<Verdict> {
        verdicts(Kind::Sum, &[(2024, told)])
    }

    #[test]
    fn points_are_as_many_as_announced() {
        let points = |n: &str| format!("重点抓好以下{n}个方面：一是整治河道；二是修缮校舍；三是培训技工。");
        assert_eq!(of(&points("三")), [Holds]);
        assert_eq!(of(&points("四")), [Suspect]);
        let ten: String = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]
            .iter()
            .map(|n| format!("\n　　第{n}，修缮{n}号校舍。"))
            .collect();
        assert_eq!(of(&format!("今年做好以下十一项工作。{ten}")), [Holds]);
        assert_eq!(of(&format!("今年做好以下十二项工作。{ten}")), [Suspect]);
        // Of so many others the points are only what was done about them.
        assert_eq!(of("办理代表建议45条：一是整治河道；二是修缮校舍；三是培训技工。"), []);
        // What was done before the headings is not what they are.
        assert_eq!(of("全年十方面实事圆满完成。\n　　第一，整治河道。\n　　第二，修缮校舍。"), []);
    }

    #[test]
    fn items_behind_dashes_and_clauses_are_as_many_as_announced() {
        let items = "\n　　——更加注重安全。守住底线。\n　　——更加注重效率。\n　　——更加注重公平。";
        assert_eq!(of(&format!("工作中做到“三个更加注重”：{items}")), [Holds]);
        assert_eq!(of(&format!("工作中做到“四个更加注重”：{items}")), [Suspect]);
        assert_eq!(of("这三条方针是：整治河道；修缮校舍；培训技工。"), [Holds]);
        assert_eq!(of("办好3件区级民生实事，包括：整治河道；修缮校舍；培训技工。"), [Holds]);
    }

    #[test]
    fn points_begin_with_the_word_that_they_are_called_by() {
        assert_eq!(of("坚持“三个必须”，必须依法办事，必须公开透明，必须节俭。"), [Holds]);
        assert_eq!(of("落实“两个1万人”任务，帮助约1万人就业，培训1万名技工。"), [Holds]);
        assert_eq!(of("实施“三通”工程（通路、通水、通电），惠及20村。"), [Holds]);
        // One of two is no list.
        assert_eq!(of("落实“两个确保”，确保工资发放。"), []);
    }
}
