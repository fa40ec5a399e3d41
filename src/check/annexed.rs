//! What the annex of a report tells again (附件): the matters of the people's livelihood, told in the plan and listed behind it.

use rustc_hash::FxHashMap;

use super::clause::own_clause;
use super::{Check, Kind, Verdict, reckoned};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Role};
use crate::quantity::{digit, numeral, power};
use crate::report::Role as Section;
use crate::text::{Span, is_han};

/// Checks the figures of one report against its annex, where the same words stand before them there.
pub(super) fn check(report: usize, entry: &Entry) -> Vec<Check> {
    let text = &entry.report.text;
    let sections = &entry.report.sections;
    let Some(annex) = sections.iter().find(|section| section.role == Section::Annex) else { return Vec::new() };
    // Behind the body a page may tell the report once more.
    let chars = text.folded(Span::new(annex.span.start, entry.report.body.end));
    // Where each run of so many characters stands.
    let mut places: FxHashMap<&[char], Vec<usize>> = FxHashMap::default();
    for (at, words) in chars.windows(WORDS).enumerate() {
        let known = places.entry(words).or_default();
        if known.len() < MOST {
            known.push(at);
        }
    }
    let told = entry.indicators.iter().filter(|one| one.table.is_none() && one.role != Role::Previous);
    let before = told.filter(|one| one.span.end <= annex.span.start && one.high.is_none());
    before.filter_map(|one| again(entry, one, chars, &places)).map(|check| Check { report, ..check }).collect()
}

/// The same figure behind the same words: 汽车充电设施50万个以上, and 新能源汽车充电设施超50万个.
fn again(entry: &Entry, one: &Indicator, annex: &[char], places: &FxHashMap<&[char], Vec<usize>>) -> Option<Check> {
    let text = &entry.report.text;
    let clause = own_clause(text, one);
    let words = &clause[clause.len().saturating_sub(WORDS)..];
    let own = figure(text.folded(one.span))?;
    if words.len() < WORDS || !words.iter().all(|c| is_han(*c) || *c == '”') {
        return None;
    }
    let mut told = places.get(words)?.iter().filter_map(|at| {
        let behind = annex.get(at + WORDS..(at + WORDS + LOOKED).min(annex.len()))?;
        let start = behind.iter().take(GAP + 1).position(|c| digit(*c).is_some() || c.is_ascii_digit())?;
        figure(&behind[start..])
    });
    let same = told.any(|(value, unit)| value == own.0 && unit == own.1);
    same.then(|| {
        let is = text.str(one.span);
        let message =
            Message::new(format!("正文与附件前后一致：{is}"), format!("told again in the annex, and alike: {is}"));
        reckoned(Kind::Restated, Verdict::Holds, one, one.value, message)
    })
}

/// A number as it is printed, and the first sign of its unit.
fn figure(chars: &[char]) -> Option<(String, char)> {
    let start = chars.iter().position(|c| c.is_ascii_digit() || digit(*c).is_some())?;
    let number = numeral(&chars[start..])?;
    let printed: String = chars[start..start + number.len].iter().collect();
    let long = number.len >= LONG || chars[start..].iter().take(number.len + 1).any(|c| power(*c).is_some());
    let unit = chars.get(start + number.len)?;
    long.then_some((printed, *unit))
}

/// So many characters before a figure are alike in both places; so many may stand between there (超, 达到).
const WORDS: usize = 6;
const GAP: usize = 2;
/// So many places of the same words are looked at.
const MOST: usize = 30;
/// So many characters hold a number.
const LOOKED: usize = 24;
/// A number of one digit is the same by luck.
const LONG: usize = 2;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;

    #[test]
    fn the_annex_tells_an_aim_again() {
        let of = |n: &str| {
            let told = format!(
                "平稳推进。\n二、下一步打算\n　　2025年，新建新能源汽车充电设施500个以上。\n附件\n民生实事项目\n一、便民出行。\n　　新建新能源汽车充电设施超{n}个。"
            );
            verdicts(Kind::Restated, &[(2024, &told)])
        };
        assert_eq!(of("500"), [Verdict::Holds]);
        assert_eq!(of("600"), []);
    }
}
