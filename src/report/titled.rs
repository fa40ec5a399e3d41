//! How a title leads to the name of its body (题名): years, labels of pages and 关于 before it, names in full.

use crate::config::Names;
use crate::quantity::digit;
use crate::text::signs::{YEAR, YEAR_PERIOD};

/// A name as it is called: 政协 for the conference's name in full, and an office of a place without the country's.
pub(super) fn as_called(chars: &[char], names: &Names) -> Vec<char> {
    for [full, short] in &names.called {
        let full: Vec<char> = full.chars().collect();
        let Some(rest) = chars.strip_prefix(full.as_slice()).filter(|rest| !rest.is_empty()) else { continue };
        let placed = || names.territory.placed.find(rest).is_some_and(|(at, ..)| (1..=6).contains(&at));
        if !short.is_empty() || placed() {
            return short.chars().chain(rest.iter().copied()).collect();
        }
    }
    chars.to_vec()
}

/// A title without what leads it: a year, 关于, quotes, a page's label that is no body's name (`is_body`).
pub(super) fn without_lead<'a>(title: &'a [char], names: &Names, is_body: &impl Fn(&[char]) -> bool) -> &'a [char] {
    let mut rest = title;
    loop {
        let year = rest
            .iter()
            .take_while(|c| c.is_ascii_digit() || digit(**c).is_some() || matches!(c, '-' | '—' | '~' | '至'))
            .count();
        let mark = rest
            .iter()
            .take_while(|c| matches!(**c, YEAR | YEAR_PERIOD | '《' | '“' | '【' | '】' | '(' | ')' | '#' | ' ' | ':'))
            .count();
        let mark = mark.max(label(rest, is_body).max(stroke(rest, is_body)));
        let about = names.about.at_start(rest).map_or(0, |(len, ())| len);
        let school = names.school_year.at_start(rest).map_or(0, |(len, ())| len);
        let skip = if year >= 4 { year } else { mark.max(about).max(school) };
        if skip == 0 || skip >= rest.len() {
            return rest;
        }
        rest = &rest[skip..];
    }
}

/// The longest label that a page puts before a title.
const LONGEST_LABEL: usize = 12;

/// How long the label is that a page puts before a title in brackets of its own, and names no body: 【年度报告】.
fn label(title: &[char], is_body: &impl Fn(&[char]) -> bool) -> usize {
    let close = match title.first() {
        Some('【') => '】',
        Some('[') => ']',
        Some('〔') => '〕',
        _ => return 0,
    };
    let end = title.iter().take(LONGEST_LABEL).position(|c| *c == close);
    end.filter(|&end| !is_body(&title[1..end])).map_or(0, |end| end + 1)
}

/// How long the label is that a page puts before a title with a stroke behind it, and names no body: 权威发布|.
fn stroke(title: &[char], is_body: &impl Fn(&[char]) -> bool) -> usize {
    let end = title.iter().take(LONGEST_LABEL).position(|c| matches!(c, '|' | '│'));
    end.filter(|&end| !is_body(&title[..end])).map_or(0, |end| end + 1)
}
