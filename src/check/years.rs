//! Years that can't be: a report on one year that announces another (现将2015年度……报告如下 in the report on 2016).

use super::{Check, Kind, Verdict};
use crate::corpus::Entry;
use crate::diagnostic::{Code, Message};
use crate::text::Span;

/// Checks the years that one report gives for itself.
pub(super) fn check(report: usize, entry: &Entry) -> Vec<Check> {
    let mut checks: Vec<Check> = entry
        .notes
        .iter()
        .filter(|note| note.code == Code::YearMismatch)
        .map(|note| Check {
            report,
            kind: Kind::Year,
            verdict: Verdict::Suspect,
            span: note.span,
            expected: String::new(),
            found: entry.report.text.str(note.span).to_owned(),
            message: note.message.clone(),
        })
        .collect();
    let Some(covers) = entry.report.metadata.covers else { return checks };
    for sentence in entry.report.sentences.iter().take_while(|sentence| sentence.section.is_none()) {
        let chars = entry.report.text.folded(sentence.span);
        let words: String = chars.iter().collect();
        let Some(announced) = words.find("现将").map(|at| words[..at].chars().count()) else { continue };
        if !words.contains("报告") {
            continue;
        }
        for at in announced..chars.len().saturating_sub(4) {
            let digits: Option<i32> =
                chars[at..at + 4].iter().map(|c| c.to_digit(10)).try_fold(0, |n, d| Some(n * 10 + d? as i32));
            let Some(year) = digits.filter(|year| (1949..=2100).contains(year) && chars[at + 4] == '年') else {
                continue;
            };
            let covered = (year - covers).abs() == 1 || year == covers;
            if year != covers && covered {
                let start = sentence.span.start + at as u32;
                let tail = if chars.get(at + 5) == Some(&'度') { 6 } else { 5 };
                checks.push(Check {
                    report,
                    kind: Kind::Year,
                    verdict: Verdict::Suspect,
                    span: Span::new(start, start + tail),
                    expected: covers.to_string(),
                    found: year.to_string(),
                    message: Message::new(
                        format!("报告的是 {covers} 年，此处写作 {year} 年"),
                        format!("the report is on {covers}, here it says {year}"),
                    ),
                });
            }
        }
    }
    checks
}
