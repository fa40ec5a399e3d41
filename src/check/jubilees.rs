//! Years since what everybody knows (周年): 新中国成立75周年 is 2024.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Check, Kind, Verdict};
use crate::config::{Event, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::quantity::{digit, numeral, power};
use crate::text::{Span, is_han};

/// Checks the jubilees that one report tells.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let Some(covers) = entry.report.metadata.covers else { return Vec::new() };
    let mut checks = Vec::new();
    for sentence in &entry.report.sentences {
        let chars = entry.report.text.folded(sentence.span);
        for at in 1..chars.len() {
            if let Some((len, ())) = ties.jubilee.at_start(&chars[at..]) {
                let start = sentence.span.start;
                let said = jubilee(chars, at, ties).and_then(|(from, base, years)| {
                    judge(Span::new(start + from as u32, start + (at + len) as u32), base, years, covers)
                });
                checks.extend(said.map(|check| Check { report, ..check }));
            }
        }
    }
    checks
}

/// The number right before 周年, and the year of what is named before it: where it begins, that year, how many years.
fn jubilee(chars: &[char], at: usize, ties: &Ties) -> Option<(usize, i32, i32)> {
    let figure = |c: &char| c.is_ascii_digit() || digit(*c).is_some() || power(*c).is_some();
    let from = at - chars[..at].iter().rev().take_while(|c| figure(c)).count();
    let number = numeral(&chars[from..at]).filter(|number| number.len == at - from)?;
    let years = number.value.to_i32().filter(|years| Decimal::from(*years) == number.value && *years > 1)?;
    let before = &chars[..from];
    // 人民海军建军, 致公党成立: what is short may be the end of another's name.
    let alone = |before: &[char]| before.last().is_none_or(|c| !is_han(*c)) || ties.celebrates.at_end(before).is_some();
    let named = |event: &&Event| {
        let short = || event.short.at_end(before).is_some_and(|(len, ())| alone(&before[..from - len]));
        event.words.at_end(before).is_some() || short()
    };
    let event = ties.events.iter().find(named)?;
    Some((from, event.year, years))
}

fn judge(span: Span, base: i32, years: i32, covers: i32) -> Option<Check> {
    let year = base.checked_add(years)?;
    let reckoning = format!("{base} + {years} = {year}");
    let near = (covers - BACK..=covers + AHEAD).contains(&year);
    let (verdict, message) = match () {
        // The year that is told of, and the one that is planned.
        () if year == covers || year == covers + 1 => (
            Verdict::Holds,
            Message::new(format!("周年数相符：{reckoning}"), format!("the jubilee is right: {reckoning}")),
        ),
        () if near => return None,
        () => (
            Verdict::Suspect,
            Message::new(
                format!("周年数有疑：{reckoning}，报告的是 {covers} 年"),
                format!("look at the jubilee: {reckoning}, the report is on {covers}"),
            ),
        ),
    };
    let (expected, found) = ((covers - base).to_string(), years.to_string());
    Some(Check { report: 0, kind: Kind::Year, verdict, span, expected, found, message })
}

/// So many years back and ahead a report may speak of a jubilee.
const BACK: i32 = 10;
const AHEAD: i32 = 4;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::{Holds, Suspect};

    #[test]
    fn a_jubilee_is_in_the_year_told_of_or_the_next() {
        let of = |told: &str| verdicts(Kind::Year, &[(2024, told)]);
        assert_eq!(of("隆重庆祝新中国成立75周年。"), [Holds]);
        assert_eq!(of("迎接中国人民抗日战争胜利八十周年。"), [Holds]);
        assert_eq!(of("隆重庆祝新中国成立57周年。"), [Suspect]);
        assert_eq!(of("纪念建军97周年。"), [Holds]);
        assert_eq!(of("庆祝人民海军建军75周年。纪念致公党成立99周年。庆祝南国人民共和国成立30周年。"), []);
        // Of any body's congress, and of the nation's.
        assert_eq!(
            of("庆祝白水区人民代表大会成立40周年。纪念区人民代表大会制度建立40周年。庆祝县人民政协成立40周年。"),
            []
        );
        assert_eq!(of("庆祝全国人民代表大会成立70周年。"), [Holds]);
        assert_eq!(of("庆祝人民代表大会制度建立30周年。"), [Suspect]);
        // Of what nobody else knows the year, and of one that is further off.
        assert_eq!(of("庆祝建校57周年。庆祝中国共产党成立100周年。"), []);
    }
}
