//! Reports whose paragraphs stand on one line with nothing between them (粘连): headings are found by their numbers, and
//! where their titles end by the words that open a sentence.
//!
//! ```text
//! …情况报告如下:一、健全决策机制(一)落实决策程序全年提交审议43件。(二)…
//! …情况报告如下: | 一、健全决策机制 | (一)落实决策程序 | 全年提交审议43件。| (二)…
//! ```

use std::ops::Range;

use crate::config::Config;
use crate::text::signs::YEAR;
use crate::text::{Span, Text, is_han};

use super::heading;

/// The shortest title that a heading has, and the longest that is looked for, in scalar values.
const TITLE: std::ops::RangeInclusive<usize> = 4..=34;

/// A heading inside a line: where its number begins and ends.
#[derive(Debug, Clone, Copy)]
struct Number {
    at: usize,
    end: usize,
    level: u8,
    number: u16,
}

/// Where pieces begin inside a line that holds several headings, behind its first: headings, and what follows their titles.
/// None where the line numbers no two things in a row.
pub(super) fn cuts(text: &Text, line: Span, config: &Config) -> Vec<usize> {
    let chars = text.folded(line);
    let numbers = numbers(chars, config);
    let mut out = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let next = numbers.get(at + 1).map_or(chars.len(), |next| next.at);
        out.push(number.at);
        let text = title_end(&chars[number.end..next], config).map(|len| number.end + len);
        out.extend(text);
        out.extend(openings(chars, text.unwrap_or(number.end)..next, config));
    }
    out.retain(|at| *at > 0 && *at < chars.len());
    out
}

/// Where paragraphs open that look back or ahead, behind the end of a sentence: 回顾过去一年, 2018年，我们将, 下一步.
fn openings(chars: &[char], within: Range<usize>, config: &Config) -> Vec<usize> {
    let opens = |at: &usize| {
        let rest = &chars[*at..within.end];
        let clause = &rest[..rest.iter().position(|c| *c == '。').unwrap_or(rest.len())];
        let looks = config.roles.opens.opens(rest, &["work"]) || config.roles.said.opens(rest, &["next"]);
        let year = is_year(rest) && clause.get(5) == Some(&',');
        looks || year && config.roles.starts.any(clause, &["we"])
    };
    within.clone().filter(|at| *at > within.start && chars[at - 1] == '。').filter(opens).collect()
}

/// Whether a year stands at the start.
fn is_year(rest: &[char]) -> bool {
    rest.iter().take_while(|c| c.is_ascii_digit()).count() == 4 && rest.get(4) == Some(&YEAR)
}

/// The numbers of headings in a line: those of main parts behind a mark that ends something, those below them also right
/// behind the title above. A level counts where its first two numbers are there.
fn numbers(chars: &[char], config: &Config) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    for at in 0..chars.len() {
        let Some((level, number, mark)) = heading::ordinal(&chars[at..]).filter(|(level, ..)| *level < 3) else {
            continue;
        };
        let before = chars[..at].iter().rev().find(|c| !c.is_whitespace());
        let stop = before.is_none_or(|c| {
            matches!(c, '。' | '!' | '?' | '”' | ')' | '…') || (level == 1 || number == 1) && matches!(c, ':' | '%')
        });
        // The first one also right behind the title of the report.
        let first = level == 1 && number == 1 && config.names.title_ends.at_end(&chars[..at]).is_some();
        let above = found.last().is_some_and(|last| {
            let title = &chars[last.end..at];
            last.level < level && number == 1 && title.len() <= *TITLE.end() && !title.contains(&'。')
        });
        if stop || first || above {
            found.push(Number { at, end: at + mark, level, number });
        }
    }
    let counted = |level: u8| {
        let has = |number: u16| found.iter().any(|other| other.level == level && other.number == number);
        has(1) && has(2)
    };
    let (main, below) = (counted(1), counted(2));
    found.retain(|number| if number.level == 1 { main } else { main && below });
    found
}

/// How long the title is that a heading begins with, where a sentence opens right behind it.
fn title_end(rest: &[char], config: &Config) -> Option<usize> {
    let stop = rest.iter().position(|c| *c == '。').unwrap_or(rest.len());
    let opens = |at: usize| {
        let of = |words: &crate::config::Classes, classes: &[&str]| {
            let found = words.words.at_start(&rest[at..]);
            found.is_some_and(|(len, class)| len >= 2 && classes.contains(&words.names[class as usize].as_str()))
        };
        let roles = &config.roles;
        is_year(&rest[at..])
            || of(&roles.opens, &["work", "plan", "closing", "preamble", "item"])
            || of(&roles.starts, &["we"])
            || of(&roles.said, &["greeting"])
    };
    let ends = |at: &usize| {
        let last = rest[at - 1];
        let word = is_han(last) || matches!(last, '”' | '》' | ')');
        // What a title says of itself goes on: 工作|回顾; and nothing ends behind 和.
        let goes_on = config.roles.titles.words.at_start(&rest[*at..]).is_some();
        let joins = config.names.joins.at_end(&rest[..*at]).is_some_and(|(len, ())| len == 1);
        word && !goes_on && !joins && opens(*at)
    };
    let opened = TITLE.take_while(|at| *at < stop).find(ends);
    let second = second_predicate(&rest[..stop], config);
    opened.into_iter().chain(second).min().or_else(|| end_by_marks(&rest[..stop]))
}

/// The fewest characters of a title and a sentence; less is one of both.
const SENTENCE: usize = 30;

/// Where a title has said what is done and the next thing begins: 加强执法监督|完善制度; or where the title's subject stands
/// once more. None where all this is hardly longer than a title, for then it may be one.
fn second_predicate(sentence: &[char], config: &Config) -> Option<usize> {
    if sentence.len() < SENTENCE {
        return None;
    }
    let mut said = false;
    let mut at = 0;
    while at <= (*TITLE.end()).min(sentence.len() - 1) {
        let last = sentence[at.saturating_sub(1)];
        let word = is_han(last) || matches!(last, '”' | '》' | ')');
        let again = at >= 4 && sentence[at..].starts_with(&sentence[..4]);
        let predicate = predicate(&sentence[at..], config);
        if at >= *TITLE.start() && word && (again || said && predicate > 0) {
            return Some(at);
        }
        // 信访事项依法处理: how it is done stands before what is done, whatever that is called.
        let how = config.wording.manner.at_start(&sentence[at..]).filter(|_| predicate == 0 && at > 0);
        said |= predicate > 0 || how.is_some();
        at += predicate.max(how.map_or(1, |(len, ())| len));
    }
    None
}

/// How long the words are that say how and what is done, where some begin here: 深入开展.
fn predicate(rest: &[char], config: &Config) -> usize {
    let wording = &config.wording;
    let mut len = 0;
    let mut does = false;
    loop {
        // Behind how it is done even a noun is what is done: 依法化解.
        let done = if len > 0 { wording.govern.at_start(&rest[len..]) } else { None };
        let said = verb(&rest[len..], config).or(done);
        let Some((next, ())) = said.or_else(|| wording.manner.at_start(&rest[len..])) else { break };
        does |= said.is_some();
        len += next;
        if said.is_none() && done.is_some() || wording.nominal.is(&rest[len - next..len]) {
            break;
        }
    }
    if does { len } else { 0 }
}

/// The word that takes an object at the start, where it can be no noun.
fn verb(rest: &[char], config: &Config) -> Option<(usize, ())> {
    let wording = &config.wording;
    let found = wording.govern.at_start(rest).or_else(|| wording.open.at_start(rest));
    found.filter(|(len, ())| *len > 1 && !wording.nominal.is(&rest[..*len]))
}

/// Where a title ends at the latest: a number is none of it, and neither is what makes it longer than a heading.
fn end_by_marks(sentence: &[char]) -> Option<usize> {
    let number = sentence.iter().position(char::is_ascii_digit);
    let limit = number.or((sentence.len() > LONGEST).then_some(LONGEST))?;
    let comma = |c: &char| matches!(c, ',' | ';' | ':');
    let marks: Vec<usize> = (0..limit).filter(|at| comma(&sentence[*at])).collect();
    // Before a number the clause that it stands in is text; a title that is too long ends with its first clause.
    let end = if number.is_some() { marks.last().copied().or(number) } else { marks.first().copied() };
    end.filter(|at| at >= TITLE.start())
}

/// The longest heading that runs on into its paragraph, in scalar values.
const LONGEST: usize = 60;

/// How far into a line its title may stand, in scalar values.
const FRONT: usize = 400;

/// Where the titles begin and end that stand at the front of such a line, before its first sentence ends.
pub(super) fn titles(text: &Text, line: Span, config: &Config) -> Vec<usize> {
    let chars = text.folded(line);
    let front = &chars[..chars.iter().take(FRONT).position(|c| *c == '。').unwrap_or(chars.len().min(FRONT))];
    let mut out = Vec::new();
    let mut from = 0;
    for at in 1..front.len() {
        // A title stands behind a mark of the page, or behind another title.
        if matches!(front[at - 1], '>' | '|' | ':' | ',' | ';' | '》' | ']') || front[at - 1].is_whitespace() {
            from = at;
        }
        let title = &front[from..at];
        let named = || config.names.title_kinds.any(title) || heading::years_in(title).next().is_some();
        let goes_on = !(is_han(front[at]) || front[at].is_ascii_digit() || matches!(front[at], '—' | '('));
        if REPORT.contains(&title.len()) && config.names.title_ends.at_end(title).is_some() && !goes_on && named() {
            let start = from + if from > 0 && front[from - 1] == '>' { column(title, config) } else { 0 };
            out.extend((start > 0).then_some(start));
            out.push(at);
            from = at;
        }
    }
    out.dedup();
    out
}

/// How long the name of the page's column is that stands before a title with the office's name: 市政府文件│云溪市人民政府关于….
fn column(title: &[char], config: &Config) -> usize {
    let names = &config.names;
    let named = |rest: &[char]| {
        let office = names.about.find(rest).map_or(&rest[..0], |(at, ..)| &rest[..at]);
        let place = (2..office.len()).any(|at| names.territories.at_end(&office[..at]).is_some_and(|(_, is)| is));
        place && names.offices.at_end(office).is_some()
    };
    let ends = |at: &usize| names.columns.at_end(&title[..*at]).is_some() && named(&title[*at..]);
    (2..title.len().min(LONGEST_COLUMN)).find(ends).unwrap_or(0)
}

/// The longest name of a page's column, in scalar values.
const LONGEST_COLUMN: usize = 12;

/// How long the title of a report is, in scalar values.
const REPORT: std::ops::RangeInclusive<usize> = 6..=50;

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(line: &str) -> Vec<String> {
        let text = Text::new(line.to_owned());
        let config = Config::builtin().unwrap();
        let mut ends = titles(&text, text.span(), &config);
        ends.extend(cuts(&text, text.span(), &config));
        ends.push(text.len() as usize);
        ends.sort_unstable();
        ends.dedup();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(&ends).map(|(from, to)| text.str(Span::new(from as u32, *to as u32)).to_owned()).collect()
    }

    #[test]
    fn headings_and_titles_come_apart() {
        assert_eq!(
            pieces(
                "宁江市审计局2024年工作报告2024年，我局依法履职。一、全年工作回顾全年完成审计48项。二、下一步打算（一）抓好计划我们将提早谋划。（二）抓好整改。逐项销号。"
            ),
            [
                "宁江市审计局2024年工作报告",
                "2024年，我局依法履职。",
                "一、全年工作回顾",
                "全年完成审计48项。",
                "二、下一步打算",
                "（一）抓好计划",
                "我们将提早谋划。",
                "（二）抓好整改。逐项销号。"
            ]
        );
    }

    #[test]
    fn a_title_ends_where_the_next_thing_is_done() {
        assert_eq!(
            pieces(
                "一、主要工作（一）加强执法监督完善行政执法案卷评查办法，组织各乡镇开展交叉检查，案卷合格率逐年提高。（二）矛盾纠纷依法化解建立镇村两级调解网络，把问题解决在基层，努力做到小事不出村、大事不出镇。二、存在不足无。"
            ),
            [
                "一、主要工作",
                "（一）加强执法监督",
                "完善行政执法案卷评查办法，组织各乡镇开展交叉检查，案卷合格率逐年提高。",
                "（二）矛盾纠纷依法化解",
                "建立镇村两级调解网络，把问题解决在基层，努力做到小事不出村、大事不出镇。",
                "二、存在不足无。"
            ]
        );
    }

    #[test]
    fn what_looks_back_or_ahead_is_a_paragraph() {
        assert_eq!(
            pieces(
                "一、主要工作（一）深化宣传。办班436场。回顾过去一年，还有短板。2018年，我们将抓好三项工作：（一）深化改革。办班2次。（二）提升质量。二、附则无。"
            ),
            [
                "一、主要工作",
                "（一）深化宣传。办班436场。",
                "回顾过去一年，还有短板。",
                "2018年，我们将抓好三项工作：",
                "（一）深化改革。办班2次。",
                "（二）提升质量。",
                "二、附则无。"
            ]
        );
    }

    #[test]
    fn a_title_takes_no_figure_along() {
        assert_eq!(
            pieces(
                "首页>通知公告>青禾学校2024年度总结一、办学条件（一）改善校舍新建教室12间。（二）添置图书购书380册。二、存在不足无。"
            ),
            [
                "首页>通知公告>",
                "青禾学校2024年度总结",
                "一、办学条件",
                "（一）改善校舍新建教室",
                "12间。",
                "（二）添置图书购书",
                "380册。",
                "二、存在不足无。"
            ]
        );
    }

    #[test]
    fn a_column_of_the_page_is_no_part_of_the_title() {
        let line =
            "首页>>政务公开>>区政府文件宁江市青浦区人民政府关于2024年工作的报告一、全年工作抓好落实。二、存在不足无。";
        assert_eq!(pieces(line)[..2], ["首页>>政务公开>>区政府文件", "宁江市青浦区人民政府关于2024年工作的报告"]);
        let line = "首页>政府信息公开2024年度报告一、全年工作抓好落实。二、存在不足无。";
        assert_eq!(pieces(line)[..2], ["首页>", "政府信息公开2024年度报告"]);
    }

    #[test]
    fn a_line_that_numbers_nothing_stays_whole() {
        let line = "学校2024年招生420人，其中：一、本科300人。教职工报告会举办12次。";
        assert_eq!(pieces(line), [line]);
    }
}
