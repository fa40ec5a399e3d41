//! Numbers that lost characters on their way into the text (数字损坏): reported with what they may have been, never
//! merged into a wrong value.

use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::text::Span;
use crate::text::signs::{DAY, NUMBERED, YEAR};

use super::{Form, Mention, UnitName};

/// A damaged place at `at`: its length, and what to say.
///
/// Tried where a numeral may start; `None` for anything that can be read as it stands.
pub(super) fn at(chars: &[char], at: usize) -> Option<(usize, Diagnostic)> {
    if !chars[at].is_ascii_digit()
        || at > 0 && (chars[at - 1].is_ascii_digit() || matches!(chars[at - 1], '.' | '-' | '/'))
    {
        return None;
    }
    let run = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let digits: String = chars[at..at + run].iter().collect();
    let next = chars.get(at + run).copied().unwrap_or('\n');
    if at > 0 && chars[at - 1] == '〔' {
        return reference(at, &digits, next);
    }
    match next {
        YEAR if run == 8 => years(at, &digits),
        DAY if run >= 5 => days(at, &digits, 1),
        _ if alone(chars, at, run) && (6..=8).contains(&run) => days(at, &digits, 0),
        _ => None,
    }
}

/// Two figures that ran together, as 97.37%96.17%: a percent directly followed by another number.
pub(super) fn run_together(chars: &[char], found: &[Mention], notes: &mut Vec<Diagnostic>) {
    for pair in found.windows(2) {
        let [first, second] = pair else { continue };
        let percent = |m: &Mention| {
            matches!(m.unit, Some(UnitName::Known(_))) && chars.get(m.span.end as usize - 1) == Some(&'%')
        };
        let touching = first.span.end == second.span.start && first.form == Form::Plain && second.form == Form::Plain;
        if !touching || !percent(first) || first.none.is_some() || second.none.is_some() {
            continue;
        }
        let span = first.span.join(second.span);
        let surface: String = chars[span.range()].iter().collect();
        let split: String =
            chars[first.span.range()].iter().chain(&['、']).chain(&chars[second.span.range()]).collect();
        notes.push(damaged(
            Code::DamagedNumber,
            span,
            format!("“{surface}”缺少分隔，按“{split}”读取"),
            format!("“{surface}” lost its separator; it is read as “{split}”"),
        ));
    }
}

/// 〔201724号: the bracket or a digit is lost.
fn reference(at: usize, digits: &str, next: char) -> Option<(usize, Diagnostic)> {
    if next != NUMBERED || digits.len() < 5 {
        return None;
    }
    let (year, number) = digits.split_at(4);
    let span = Span::new(at as u32 - 1, (at + digits.len() + 1) as u32);
    let note = damaged(
        Code::DamagedReference,
        span,
        format!("文号“〔{digits}号”缺少括号，可能是“〔{year}〕{number}号”"),
        format!("the reference “〔{digits}号” lost a bracket; it may be “〔{year}〕{number}号”"),
    );
    Some((digits.len(), note))
}

/// 20152020年: two years without their dash.
fn years(at: usize, digits: &str) -> Option<(usize, Diagnostic)> {
    let (first, second) = digits.split_at(4);
    if !(is_year(first) && is_year(second) && first < second) {
        return None;
    }
    let span = Span::new(at as u32, (at + 9) as u32);
    let note = damaged(
        Code::DamagedDate,
        span,
        format!("“{digits}年”缺少分隔，可能是“{first}—{second}年”"),
        format!("“{digits}年” lost its separator; it may be “{first}—{second}年”"),
    );
    Some((8, note))
}

/// 2017124 or 2016612017531日: one or two dates without 年 and 月.
fn days(at: usize, digits: &str, tail: usize) -> Option<(usize, Diagnostic)> {
    let candidates = dates(digits);
    if candidates.is_empty() {
        return None;
    }
    let span = Span::new(at as u32, (at + digits.len() + tail) as u32);
    let day = if tail == 1 { "日" } else { "" };
    let said = candidates.join("”或“");
    let note = damaged(
        Code::DamagedDate,
        span,
        format!("日期“{digits}{day}”缺字，可能是“{said}”"),
        format!("the date “{digits}{day}” lost characters; it may be “{}”", candidates.join("” or “")),
    );
    Some((digits.len() + tail, note))
}

/// The dates that a run of digits can be read as: one date, or the two ends of a period.
pub fn dates(digits: &str) -> Vec<String> {
    let single = |digits: &str| -> Vec<String> {
        if !(6..=8).contains(&digits.len()) || !is_year(&digits[..4]) {
            return Vec::new();
        }
        let rest = &digits[4..];
        (1..=2)
            .filter(|&month| month < rest.len() && rest.len() - month <= 2)
            .filter_map(|month| {
                let (month, day) = rest.split_at(month);
                let read = |s: &str, most: u32| {
                    s.parse().ok().filter(|n| {
                        (1..=most).contains(n) && !s.starts_with('0') || s.len() == 2 && (1..=most).contains(n)
                    })
                };
                let (m, d): (u32, u32) = (read(month, 12)?, read(day, 31)?);
                Some(format!("{}年{m}月{d}日", &digits[..4]))
            })
            .collect()
    };
    let one = single(digits);
    if !one.is_empty() {
        return one;
    }
    (6..=8)
        .filter(|&cut| digits.len() > cut + 5)
        .flat_map(|cut| {
            let (first, second) = digits.split_at(cut);
            let ends = single(second);
            single(first)
                .into_iter()
                .flat_map(move |first| ends.clone().into_iter().map(move |second| format!("{first}至{second}")))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn is_year(digits: &str) -> bool {
    digits.parse::<u32>().is_ok_and(|year| (1949..=2100).contains(&year))
}

/// Whether the run of digits stands on a line of its own, as a date under a signature does.
fn alone(chars: &[char], at: usize, run: usize) -> bool {
    let blank = |c: &&char| **c == ' ' || **c == '\t' || **c == '\r';
    let before = chars[..at].iter().rev().find(|c| !blank(c));
    let after = chars[at + run..].iter().find(|c| !blank(c));
    before.is_none_or(|c| *c == '\n') && after.is_none_or(|c| *c == '\n')
}

fn damaged(code: Code, span: Span, zh: String, en: String) -> Diagnostic {
    Diagnostic::new(Severity::Warning, code, span, Message::new(zh, en))
        .help(Message::new("请对照原件核实", "check it against the original"))
}
