//! Headings (标题): the numbered ones, and the lines that stand over a main part without a number.

use crate::config::Config;
use crate::quantity::{begins_with_classes, digit, power};
use crate::source::HeadingMark;
use crate::text::signs::{ORDINAL, SCHOOL, TEN, YEAR};
use crate::text::{Span, Text, is_han};

/// The longest heading, in scalar values.
const LONGEST: usize = 60;

/// A heading found at the start of a paragraph.
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) ordinal: u16,
    pub(super) title: Span,
    pub(super) text_start: u32,
}

/// The heading that a paragraph is or begins with.
///
/// ```text
/// 一、全面履行政府职能                    a heading alone
/// （一）深化改革，激发活力。坚持以……     a heading that runs on into its paragraph
/// ```
pub(super) fn heading(text: &Text, paragraph: Span) -> Option<Heading> {
    let chars = text.folded(paragraph);
    let (level, ordinal, mark) = ordinal(chars)?;
    let skip = mark + chars[mark..].iter().take_while(|c| c.is_whitespace()).count();
    let rest = &chars[skip..];
    if rest.is_empty() {
        return None;
    }
    let span = |from: usize, to: usize| Span::new(paragraph.start + from as u32, paragraph.start + to as u32);
    let full_stop = rest.iter().position(|c| *c == '。');
    let alone = rest.len() <= LONGEST && full_stop.is_none_or(|at| at + 1 == rest.len());
    if alone {
        let tail = rest.iter().rev().take_while(|c| matches!(c, '。' | ':' | ';' | ' ' | '.')).count();
        let stops = rest.last() == Some(&'。');
        // （二）查处案件61件，同比下降。 tells a figure in a sentence, and heads nothing.
        let told = stops && rest.contains(&',') && counts(rest);
        let prose = matches!(rest.last(), Some(';' | ',' | '、')) || level == 3 && stops || told;
        let title = span(skip, skip + rest.len() - tail);
        return (!prose && rest.len() > tail).then_some(Heading { level, ordinal, title, text_start: paragraph.end });
    }
    if level == 3 {
        return None;
    }
    let stop = full_stop.filter(|at| *at <= LONGEST).or_else(|| rest.iter().take(30).position(|c| *c == ':'))?;
    Some(Heading {
        level,
        ordinal,
        title: span(skip, skip + stop),
        text_start: paragraph.start + (skip + stop + 1) as u32,
    })
}

/// The heading of the third rank that runs on into its paragraph: 1.参保扩面稳步推进。至12月底……. Only a short sentence without figures is
/// one; whether it stands in a row of its kind is not asked.
pub(super) fn third_run_on(text: &Text, paragraph: Span) -> Option<Heading> {
    const LONGEST_LEAD: usize = 30;
    let chars = text.folded(paragraph);
    let (level, ordinal, mark) = ordinal(chars).filter(|(level, ..)| *level == 3)?;
    let skip = mark + chars[mark..].iter().take_while(|c| c.is_whitespace()).count();
    let rest = &chars[skip..];
    let stop = rest.iter().take(LONGEST_LEAD).position(|c| *c == '。').filter(|stop| stop + 1 < rest.len())?;
    let title = &rest[..stop];
    let plain = title.len() >= 4
        && !counts(title)
        && title.iter().filter(|c| **c == ',').count() <= 1
        && !title.iter().any(|c| matches!(c, ';' | ':'));
    let span = |from: usize, to: usize| Span::new(paragraph.start + from as u32, paragraph.start + to as u32);
    let text_start = paragraph.start + (skip + stop + 1) as u32;
    plain.then(|| Heading { level, ordinal, title: span(skip, skip + stop), text_start })
}

/// Whether digits stand in a line that are no year.
fn counts(line: &[char]) -> bool {
    let mut runs = line.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()).peekable();
    while let Some(run) = runs.next() {
        let year = run.len() == 4 && runs.peek().is_some_and(|next| next.first() == Some(&YEAR));
        if run[0].is_ascii_digit() && !year {
            return true;
        }
    }
    false
}

/// No heading has a number of more digits.
const DIGITS: usize = 4;

/// The ordinal that a line begins with: level, number, length of the mark.
pub(super) fn ordinal(chars: &[char]) -> Option<(u8, u16, usize)> {
    match chars {
        ['(', rest @ ..] => {
            let (number, len) = han_number(rest)?;
            (rest.get(len) == Some(&')')).then_some((2, number, len + 2))
        }
        [c, ..] if c.is_ascii_digit() => {
            let len = chars.iter().take(DIGITS).take_while(|c| c.is_ascii_digit()).count();
            let number = chars[..len].iter().collect::<String>().parse().ok().filter(|n| (1..=30).contains(n))?;
            let mark =
                matches!(chars.get(len), Some('.' | '、')) && !chars.get(len + 1).is_some_and(char::is_ascii_digit);
            mark.then_some((3, number, len + 1))
        }
        _ => {
            let (number, len) = han_number(chars).filter(|_| !begins_with_classes(chars))?;
            let gap = chars[len..].iter().take_while(|c| **c == ' ').count();
            matches!(chars.get(len + gap), Some('、' | '.')).then_some((1, number, len + gap + 1))
        }
    }
}

/// The number of a part (第一部分, 第二章) that a line begins with, and how many characters it and what parts it from its
/// title have.
pub(super) fn part(chars: &[char]) -> Option<(u16, usize)> {
    let rest = chars.strip_prefix(&[ORDINAL])?;
    let (number, len) = han_number(rest)?;
    let mark = match &rest[len..] {
        ['部', '分', ..] => 1 + len + 2,
        ['章' | '篇' | '编', ..] => 1 + len + 1,
        _ => return None,
    };
    let gap = chars[mark..].iter().take_while(|c| matches!(c, ' ' | ':' | ',' | '、')).count();
    (gap > 0 || mark == chars.len()).then_some((number, mark + gap))
}

/// The number of a heading in a text that numbers by points (1 概况, 1.2 方法, 2.1.1 课程): how many points deep it is, from 1,
/// its last number, and how many characters it has with the blank behind it. A quantity (1.2万人次) is none.
pub(super) fn pointed(chars: &[char]) -> Option<(u8, u16, usize)> {
    let (mut at, mut depth, mut last) = (0, 0_u8, 0);
    loop {
        let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        last = if (1..=2).contains(&digits) {
            chars[at..at + digits].iter().collect::<String>().parse().ok()?
        } else {
            last
        };
        if digits > 2 || digits == 0 && depth == 0 {
            return None;
        }
        at += digits;
        depth = depth.saturating_add(u8::from(digits > 0));
        match chars.get(at) {
            Some('.') if digits > 0 => at += 1,
            Some(' ' | '、') => break,
            // 1.2方法: a title that follows at once is told from a quantity by its number of points; 1.概况 by the point behind it.
            Some(c) if is_han(*c) && (depth > 1 || digits == 0) => break,
            _ => return None,
        }
    }
    let gap = chars[at..].iter().take_while(|c| matches!(c, ' ' | '、')).count();
    let title = &chars[at + gap..];
    let prose = |c: &char| matches!(c, '。' | ',' | ';' | '!' | '?');
    let opens = title.first().is_some_and(|c| is_han(*c)) || depth > 1 && gap > 0 && opens_with_name(title);
    let is = opens && title.len() <= LONGEST / 2 && !title.iter().any(prose);
    // 1.新建实验室12个 is an item of a list.
    let item = depth == 1 && chars[at - 1] == '.' && (title.len() > SHORT || title.iter().any(char::is_ascii_digit));
    (is && !item && (1..=4).contains(&depth)).then_some((depth, last, at + gap))
}

/// 12315平台数据, 5G套餐纠纷: whether a name in Latin letters or a number to call opens a title that goes on in Chinese right behind it, and
/// tells no figure.
fn opens_with_name(title: &[char]) -> bool {
    /// A number to call has so many digits; what is counted seldom has.
    const CALLED: usize = 5;
    let name = title.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    let (name, rest) = title.split_at(name);
    let named = name.iter().any(char::is_ascii_alphabetic) || name.len() == CALLED;
    let goes_on = rest.first().is_some_and(|c| is_han(*c) && power(*c).is_none());
    named && goes_on && rest.iter().filter(|c| is_han(**c)).count() >= 2 && !rest.iter().any(char::is_ascii_digit)
}

/// So long at most is the title behind a number with one point, in a text that numbers by points. Set by hand.
const SHORT: usize = 12;

/// The number that a line has before its title with nothing but blanks between (一 采购制度), and how many characters it has with
/// them. Only a row of such numbers says that they are some.
pub(super) fn spaced(chars: &[char]) -> Option<(u16, usize)> {
    let (number, len) = han_number(chars)?;
    let gap = chars[len..].iter().take_while(|c| c.is_whitespace()).count();
    let title = &chars[len + gap..];
    let prose = |c: &char| matches!(c, '。' | ',' | ';' | '!' | '?') || c.is_whitespace();
    let is = title.first().is_some_and(|c| is_han(*c)) && title.len() <= LONGEST / 2 && !title.iter().any(prose);
    (gap > 0 && is).then_some((number, len + gap))
}

/// A Chinese number up to 99 at the start: its value and length.
fn han_number(chars: &[char]) -> Option<(u16, usize)> {
    let len = chars.iter().take(4).take_while(|&&c| digit(c).is_some_and(|d| d > 0) || power(c) == Some(10)).count();
    let value = match &chars[..len] {
        [TEN] => 10,
        [TEN, one] => 10 + digit(*one)?,
        [ten, TEN] => digit(*ten)? * 10,
        [ten, TEN, one] => digit(*ten)? * 10 + digit(*one)?,
        [one] => digit(*one)?,
        _ => return None,
    };
    Some((value as u16, len))
}

/// Whether a line stands over what is behind the report: a list of what words mean (名词解释, 《政府工作报告》名词解释), or a
/// paper (附件, 附件2, 附表:收入完成情况, 【名词解释】).
pub(super) fn is_behind(line: &[char], config: &Config) -> bool {
    let titles = &config.roles.titles;
    let of = |class: u8, name: &str| titles.names[class as usize] == name;
    let bracketed = line.strip_prefix(&['【']).and_then(|line| line.strip_suffix(&['】']));
    let line = bracketed.unwrap_or(line);
    let line = line.strip_suffix(&[':']).unwrap_or(line);
    let glossary = titles.words.at_end(line).is_some_and(|(_, class)| of(class, "glossary"));
    let paper = titles.words.at_start(line).is_some_and(|(len, class)| {
        of(class, "annex") && heads_paper(&line[len..]) && line.len() <= LONGEST && !line.contains(&'。')
    });
    line.len() <= LONGEST_PART && glossary || paper
}

/// Whether what follows 附件 is its number, or a title behind a colon: 附件2, 附:十件实事清单.
fn heads_paper(rest: &[char]) -> bool {
    let number = |c: &char| c.is_ascii_digit() || digit(*c).is_some() || matches!(c, ' ' | '.');
    let numbers = rest.iter().take_while(|c| number(c)).count();
    rest.get(numbers).is_none_or(|c| *c == ':')
}

/// The longest title of a part, in scalar values, that names a year or that the format marks; one that does neither is
/// no longer than a few words.
const LONGEST_PART: usize = 30;
const FEW_WORDS: usize = 16;

/// Whether a paragraph is the title of a main part and has no number: 2024年工作回顾, 下一步工作打算.
pub(super) fn is_part_title(text: &Text, paragraph: Span, marks: &[HeadingMark], config: &Config) -> bool {
    let words = text.folded(text.trim(paragraph));
    let prose = |c: &char| matches!(c, '。' | ',' | ';' | ':' | '!' | '?' | '—');
    if part(words).is_some_and(|(_, mark)| words.len() > mark) && words.len() <= LONGEST && !words.contains(&'。') {
        return true;
    }
    if ordinal(words).is_some()
        || words.len() < 4
        || words.len() > LONGEST_PART
        || words.iter().any(prose)
        || words.ends_with(&['报', '告'])
    {
        return false;
    }
    let titles = &config.roles.titles;
    let year = years_in(words).next().is_some();
    let names = titles.any(words, &["work", "problems", "plan", "tasks", "outlook", "past"])
        || year && titles.any(words, &["either"]);
    let marked = marks.iter().any(|mark| mark.span.overlap(paragraph) > 0);
    marked || names && (words.len() <= FEW_WORDS || year)
}

/// The calendar years named in a title, in either script: 2024年, 二〇二四年; of a school year (2023—2024学年) the one that it
/// ends in.
pub(super) fn years_in(title: &[char]) -> impl Iterator<Item = i32> + '_ {
    let value = |c: char| c.to_digit(10).map(i64::from).or_else(|| digit(c));
    let year = move |chars: &[char]| {
        chars
            .iter()
            .try_fold(0, |year, c| Some(year * 10 + i32::try_from(value(*c)?).ok()?))
            .filter(|year| (1949..=2100).contains(year))
    };
    (0..title.len()).filter_map(move |at| match &title[at..] {
        [a, b, c, d, YEAR, ..] => year(&[*a, *b, *c, *d]),
        [a, b, c, d, SCHOOL, YEAR, ..] if at > 0 && is_dash(title[at - 1]) => year(&[*a, *b, *c, *d]),
        _ => None,
    })
}

/// Between the first and the last of several years.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '~' | '/' | '至')
}
