//! Headings that say how many follow (三、全力抓好七项重点工作), and the headings that do: （一）……（七）…….

use super::Check;
use super::names::told;
use super::points::{Counted, MOST, NEAR, numbers};
use crate::config::Ties;
use crate::corpus::Entry;
use crate::report::Paragraph;

/// Checks the headings of one report, and the lines in an annex that are titles of lists, against the headings behind them.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let text = &entry.report.text;
    let heading = |line: &&Paragraph| line.text_start == line.span.end || line.span.len() <= TITLE;
    let lines = entry.report.paragraphs.iter().filter(heading);
    let checks = lines.flat_map(|line| {
        let chars = text.folded(line.span);
        let chars = &chars[..chars.iter().position(|c| *c == '。').unwrap_or(chars.len())];
        let told_there = numbers(chars).into_iter().filter(|number| (2..=MOST).contains(&number.value));
        told_there.filter_map(move |number| {
            let called =
                [&ties.points, &ties.name_counters].iter().any(|words| words.at_start(&chars[number.end..]).is_some());
            let found = called.then(|| behind(entry, line))??;
            let announced = ties.announces.any(&chars[number.start.saturating_sub(NEAR)..number.start]);
            let strict = announced
                && ties.points.at_start(&chars[number.end..]).is_some()
                && found.abs_diff(number.value) <= OFF;
            let counted =
                Counted {
                    found, most: found, strict, parts: Vec::new(), what: ["其下各标题", "the headings below"]
                };
            told(report, line.span.start, &number, &counted)
        })
    });
    checks.collect()
}

/// How many headings are counted off from the first of them, right behind a line.
fn behind(entry: &Entry, line: &Paragraph) -> Option<u32> {
    let sections = &entry.report.sections;
    let at = sections.iter().position(|section| section.span.start >= line.span.end)?;
    let first = &sections[at];
    if first.ordinal != Some(1) || first.span.start - line.span.end > AT_ONCE {
        return None;
    }
    let alike = sections[at..].iter().filter(|one| one.level == first.level && one.parent == first.parent);
    let mut count = 0_u16;
    for one in alike {
        match one.ordinal {
            Some(next) if next == count + 1 => count = next,
            // A part of the same section whose role is another has no heading.
            None => {}
            Some(_) => break,
        }
    }
    (count > 1).then_some(u32::from(count))
}

/// So long is a line at most that is the title of what follows.
const TITLE: u32 = 24;
/// So far behind it the first of them stands at most.
const AT_ONCE: u32 = 200;
/// So many too few or too many may be a slip.
const OFF: u32 = 1;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};
    use Verdict::Holds;

    #[test]
    fn headings_are_as_many_as_the_one_above_says() {
        let of = |n: &str| {
            let told = format!(
                "平稳推进。\n（一）着力抓好{n}项重点工作\n1.整治河道\n　　已经完成。\n2.修缮校舍\n　　已经完成。\n3.培训技工\n　　已经完成。"
            );
            verdicts(Kind::Sum, &[(2024, &told)])
        };
        assert_eq!(of("三"), [Holds]);
        assert_eq!(of("七"), []);
    }
}
