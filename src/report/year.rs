//! Which year a report is of (报告年份), and which it looks back at: from its title, the day it was given, the span of
//! time that it covers, its headings, the day it was signed, and last its file's name.

use crate::config::Names;
use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::quantity::digit;
use crate::text::signs::{SCHOOL, WHOLE, YEAR, YEAR_PERIOD};
use crate::text::{Span, Text, fold, years_in_digits};

use super::date::{Date, number};
use super::heading::{is_dash, years_in};
use super::metadata::Metadata;
use super::outline::Section;

/// How far behind the title the span of time that a report covers is told, in scalar values.
const LEAD: u32 = 1500;

/// Which year a title names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Titled {
    /// The year that the paper is of.
    year: Option<i32>,
    /// The latest that it lays a draft for.
    draft: Option<i32>,
    /// `year` is named as all of it (2021年度): it is what the paper tells of, whenever it was given. A draft's is not.
    whole: bool,
}

/// A year of a title, and where the words behind it begin.
struct Named {
    year: i32,
    end: usize,
    /// The first of the years that it ends: 2021 of 2021—2022学年.
    joined: Option<i32>,
}

/// The years of a title in order: 2020年, 二〇二〇年, 2021—2022学年, and four digits that open it.
fn named(title: &[char]) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    let mut at = 0;
    while at + 4 <= title.len() {
        let free = at == 0 || !is_digit(title[at - 1]);
        let ends = title.get(at + 4).is_none_or(|c| !is_digit(*c));
        let Some(year) = year_at(&title[at..]).filter(|_| free && ends) else {
            at += 1;
            continue;
        };
        let gap = title[..at].iter().rev().take_while(|c| is_dash(**c) || matches!(**c, YEAR | ' ')).count();
        let before = out
            .last()
            .filter(|last| gap > 0 && last.end + gap >= at && title[at - gap..at].iter().any(|c| is_dash(*c)));
        let joined = before.map(|last| last.year).filter(|first| *first < year);
        // 2018-19学年: the second half in two digits.
        if let [dash, tens, ones, SCHOOL | YEAR, ..] = title[at + 4..]
            && is_dash(dash)
            && let (Some(tens), Some(ones)) = (tens.to_digit(10), ones.to_digit(10))
            && (tens * 10 + ones) as i32 == (year + 1) % 100
        {
            let end = at + 7 + usize::from(title.get(at + 7) == Some(&YEAR));
            out.push(Named { year: year + 1, end, joined: Some(year) });
            at += 7;
            continue;
        }
        let year_mark = title.get(at + 4) == Some(&YEAR);
        let range = title.get(at + 4).is_some_and(|c| is_dash(*c));
        if year_mark || range || joined.is_some() || at == 0 || title.get(at + 4) == Some(&SCHOOL) {
            out.push(Named { year, end: at + 4 + usize::from(year_mark), joined });
        }
        at += 4;
    }
    out
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some()
}

fn year_at(chars: &[char]) -> Option<i32> {
    let year = chars.get(..4)?.iter().try_fold(0, |year, c| {
        let value = c.to_digit(10).map(i64::from).or_else(|| digit(*c))?;
        i32::try_from(value).ok().map(|value| year * 10 + value)
    })?;
    (1949..=2100).contains(&year).then_some(year)
}

/// What a title says of its year. Years inside 《》 and years of plans are others' years.
fn titled(title: &str, names: &Names) -> Titled {
    let mut all: Vec<char> = title.chars().map(fold).filter(|c| !c.is_whitespace()).collect();
    years_in_digits(&mut all);
    let told = own_years(&outside_quotes(&all), names);
    if told == Titled::default() { own_years(&all, names) } else { told }
}

fn own_years(title: &[char], names: &Names) -> Titled {
    let mut told = Titled::default();
    let years = named(title);
    for (at, one) in years.iter().enumerate() {
        let behind = &title[one.end..];
        let lead = behind.iter().take_while(|c| matches!(**c, YEAR_PERIOD | WHOLE)).count();
        let behind = &behind[lead..];
        let clause = &behind[..behind.iter().position(|c| is_digit(*c)).unwrap_or(behind.len())];
        if names.drafts.any(clause) && at > 0 {
            told.draft = Some(one.year);
            continue;
        }
        let begins_range = years.get(at + 1).is_some_and(|next| next.joined.is_some());
        let plan = names.planned.find(clause).is_some_and(|(from, ..)| from <= 6) && !names.carried_out.any(clause);
        // Five years are a plan's, or the term of an office.
        let long = one.joined.is_some_and(|first| first + 1 < one.year);
        // 2019年督察反馈问题整改: of what was found in that year, and no report on it.
        let whole = title.get(one.end) == Some(&YEAR_PERIOD);
        let inspected = !whole && names.inspected.any(clause) && names.rectified.any(clause);
        if begins_range || long || inspected || plan && !(at == 0 && years.len() == 1 && names.drafts.any(clause)) {
            continue;
        }
        if told.year.is_none() {
            told.year = Some(one.year);
            told.whole = title.get(one.end) == Some(&YEAR_PERIOD) && !names.drafts.any(clause);
        }
    }
    told
}

/// A title without what stands in 《》; all of it where that is the whole title.
fn outside_quotes(title: &[char]) -> Vec<char> {
    let mut depth = 0_usize;
    let mut out = Vec::new();
    for &c in title {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The last year of the span of time that the report says its numbers cover.
fn covered(text: &Text, lead: Span, names: &Names) -> Option<i32> {
    let words = text.folded(lead);
    let (at, len, ()) = names.spans.find(words)?;
    let rest = &words[at + len..];
    let sentence = &rest[..rest.iter().position(|c| *c == '。').unwrap_or(rest.len()).min(80)];
    let last = years_in(sentence).max()?;
    // 自2021年9月1日起至2022年8月31日止 and 自2021年1月1日起，至12月31日止 both end in the last year named.
    Some(last)
}

/// The year in a line of its own right under the title: (二〇二二年度), 2022年, (2019/2020学年).
fn under_title(text: &Text, lead: Span) -> Option<i32> {
    let lines = text.folded(lead).split(|c| *c == '\n').filter(|line| line.iter().any(|c| !c.is_whitespace()));
    lines.take(UNDER).find_map(|line| {
        let bare = |c: &&char| !c.is_whitespace() && !matches!(c, '(' | ')' | '【' | '】' | '[' | ']' | '—');
        match line.iter().filter(bare).copied().collect::<Vec<char>>().as_slice() {
            year @ ([_, _, _, _, YEAR] | [_, _, _, _, YEAR, YEAR_PERIOD]) => year_at(year),
            // (2019/2020学年): the year in which it ends.
            years => {
                let plain = |c: &char| is_digit(*c) || is_dash(*c) || matches!(*c, YEAR | SCHOOL | YEAR_PERIOD);
                named(years).last().filter(|_| years.contains(&SCHOOL) && years.iter().all(plain)).map(|one| one.year)
            }
        }
    })
}

/// In how many lines under the title its year may stand.
const UNDER: usize = 3;

/// The year that the first sentences announce: 现将2020年度……情况报告如下.
fn announced(text: &Text, lead: Span, names: &Names) -> Option<i32> {
    let words = text.folded(lead);
    let (from, until) = (names.announces.find(words)?.0, words.len());
    let clause = &words[from..until.min(from + 40)];
    years_in(&clause[..clause.iter().position(|c| *c == '。').unwrap_or(clause.len())]).next()
}

/// The year that the first headings look back at: the latest named up to the word that looks back.
fn looked_back(text: &Text, sections: &[Section], names: &Names) -> Option<i32> {
    let main = sections.iter().filter(|section| section.level == 1).take(2);
    main.filter_map(|section| section.title).find_map(|span| {
        let title = text.folded(span);
        let (at, ..) = names.looks_back.find(title)?;
        years_in(&title[..at]).max()
    })
}

/// Decides the report's year and the one that it looks back at, and says where they disagree or are a guess.
pub(super) fn settle_years(
    text: &Text,
    sections: &[Section],
    metadata: &mut Metadata,
    title_end: u32,
    name: &str,
    names: &Names,
) -> Noted<()> {
    let title = metadata.title.clone().unwrap_or_default();
    let folded: Vec<char> = title.chars().map(fold).collect();
    let told = titled(&title, names);
    let speech = names.speeches.any(&folded) || metadata.delivered.is_some();
    let looks_back = looked_back(text, sections, names);
    let lead = Span::new(title_end, (title_end + LEAD).min(text.len()));
    let signed = metadata.signed.or(metadata.published);
    let file = year_of_name(name);
    let mut notes = Vec::new();
    let place = sections
        .first()
        .map_or(Span::default(), |section| Span::new(section.span.start, section.text_start.min(section.span.end)));
    let mut guess = None;
    if speech {
        given(metadata, told, looks_back, file, place, &mut notes);
        if metadata.delivered.is_none() && told.year.or(told.draft).is_none() {
            guess = metadata.year;
        }
    } else {
        let by_date = signed.map(|date| if date.month() <= 6 { date.year() - 1 } else { date.year() });
        let said = told
            .year
            .or_else(|| under_title(text, lead))
            .or(covered(text, lead, names))
            .or_else(|| announced(text, lead, names));
        metadata.year = said.or(looks_back).or(by_date).or(file);
        // 2024年工作报告 that looks back at 2023 and plans for 2024 is called after the year that it plans for.
        let before = looks_back.filter(|back| told.year == Some(back + 1));
        metadata.covers = before.or(metadata.year);
        if said.is_none() {
            guess = metadata.year;
        }
    }
    if let Some(year) = guess {
        notes.push(guessed(year, signed, file));
    }
    notes.extend(doubts(metadata, told, file, place));
    Noted { value: (), notes }
}

/// A month in which reports on the year before are given.
const SPRING: i8 = 1;

/// A month in which reports on the year itself are given; so is one given that tells of its own year.
const WINTER: i8 = 12;

/// The years of what was given as a speech: of the year in which it was given, on the one before if that was in spring.
fn given(
    metadata: &mut Metadata,
    told: Titled,
    looks_back: Option<i32>,
    file: Option<i32>,
    place: Span,
    notes: &mut Vec<Diagnostic>,
) {
    let delivered = metadata.delivered.map(|date| (date.year(), date.month()));
    let titled = match (told.draft, told.year, delivered) {
        // On the execution of one year's plan and the draft of the next, given in that.
        (Some(draft), _, _) => Some(draft),
        // A title of the year that was looked back at says what the report calls itself.
        (None, year, _) => year,
    };
    // What names all of a year, and no day on which it was given, tells of that year; what lays a draft for the next is called
    // after that one.
    let on_title = if told.whole && told.draft.is_none() { WINTER } else { SPRING };
    let given = delivered.or(titled.map(|year| (year, on_title)));
    let expected = given.map(|(year, month)| if month <= 6 { year - 1 } else { year });
    metadata.covers = looks_back.or(expected);
    metadata.year = titled.or(delivered.map(|(year, _)| year)).or(looks_back.map(|year| year + 1)).or(file);
    if let (Some(expected), Some(found), Some((year, _))) = (expected, looks_back, given)
        && expected != found
    {
        metadata.year = Some(found + 1);
        notes.push(mismatch(
            place,
            Message::new(
                format!("报告称 {year} 年作出，内容却回顾 {found} 年"),
                format!("the report says it was delivered in {year}, but looks back at {found}"),
            ),
        ));
    }
    if metadata.covers.is_none() {
        metadata.covers = metadata.year.map(|year| year - 1);
    }
}

fn mismatch(place: Span, message: Message) -> Diagnostic {
    Diagnostic::new(Severity::Warning, Code::YearMismatch, place, message)
        .help(Message::new("请核对年份；以报告内容为准", "check the year; the report's own text was believed"))
}

/// That the file's name says another year, or that there is none at all.
fn doubts(metadata: &Metadata, told: Titled, file: Option<i32>, place: Span) -> Option<Diagnostic> {
    let Some(year) = metadata.year else {
        let message = Message::new("没有找到报告年份", "no year was found");
        return Some(Diagnostic::new(Severity::Warning, Code::YearMissing, Span::default(), message).help(
            Message::new("请在文件名中写明年份，如 2017.txt", "put the year into the file's name, as in 2017.txt"),
        ));
    };
    let file = file.filter(|file| *file != year)?;
    // A bulletin on one year comes out, and its file is named, in the next.
    let came_out = told.year == Some(year) && file == year + 1;
    (!came_out).then(|| {
        mismatch(
            place,
            Message::new(
                format!("文件名是 {file} 年，报告是 {year} 年"),
                format!("the file's name says {file}, the report {year}"),
            ),
        )
    })
}

fn guessed(year: i32, signed: Option<Date>, file: Option<i32>) -> Diagnostic {
    let (zh, en) = match (signed, file) {
        (_, Some(file)) if file == year => ("文件名", "the file's name"),
        (Some(_), _) => ("日期", "its date"),
        _ => ("标题", "its headings"),
    };
    Diagnostic::new(
        Severity::Note,
        Code::YearGuessed,
        Span::default(),
        Message::new(
            format!("报告没有写明年份，按{zh}推测为 {year} 年"),
            format!("the report does not name its year; by {en} it is {year}"),
        ),
    )
}

/// The first calendar year in a file's name, also where a month and a day follow (20210326).
pub(crate) fn year_of_name(name: &str) -> Option<i32> {
    let chars: Vec<char> = name.chars().map(fold).collect();
    (0..chars.len()).find_map(|at| {
        let free = at == 0 || !chars[at - 1].is_ascii_digit();
        let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let (year, _) = number(&chars[at..], 4).filter(|_| digits >= 4)?;
        (free && matches!(digits, 4 | 6 | 8) && (1949..=2100).contains(&year)).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_title_tells_its_own_year_from_others() {
        let names = Config::builtin().unwrap().names;
        for (title, year, draft) in [
            ("2020年宁江市国民经济和社会发展统计公报", Some(2020), None),
            ("2008政府工作报告", Some(2008), None),
            ("二〇二一年政府工作报告", Some(2021), None),
            ("关于《宁江市第十四个五年规划和2035年远景目标纲要》实施情况的报告", None, None),
            ("关于国民经济和社会发展“九五”计划和2010年远景目标纲要的报告", None, None),
            ("关于2023年预算执行情况和2024年预算草案的报告", Some(2023), Some(2024)),
            ("宁江学院2021—2022学年信息公开工作年度报告", Some(2022), None),
            ("宁江学院2021-2022学年度本科教学质量报告", Some(2022), None),
            ("宁江小学2018-19学年度学校工作总结", Some(2019), None),
            ("宁江小学1999-00学年工作总结", Some(2000), None),
            ("关于2019年省级生态环境保护督察反馈问题整改落实情况的报告", None, None),
            ("宁江县审计局2023年度专项检查整改工作总结", Some(2023), None),
            ("宁江县水利局2025年工作总结和2026年工作思路", Some(2025), None),
            ("关于《宁江市2022年政府工作报告》落实情况的报告", Some(2022), None),
            ("政府工作报告", None, None),
        ] {
            let told = titled(title, &names);
            assert_eq!((told.year, told.draft), (year, draft), "{title}");
        }
    }

    #[test]
    fn a_title_that_names_all_of_a_year_tells_of_it() {
        let config = Config::builtin().unwrap();
        let covers = |text: &str| {
            let source = crate::source::read(text.as_bytes(), "a.txt").unwrap().value;
            crate::report::read(source, "a.txt", &config).value.metadata.covers
        };
        let body = "\n一、队伍\n全市员额法官286名，审结案件1.2万件。\n";
        for (title, year) in [
            ("2021年度宁江市人民法院工作报告", 2021),
            ("宁江市人民法院工作报告（2021年度）", 2021),
            ("宁江市人民法院2021年度工作报告", 2021),
            ("2021年宁江市人民法院工作报告", 2020),
            ("关于宁江市2023年度预算执行情况与2024年度预算草案的报告", 2023),
            ("关于宁江市2024年度预算草案的报告", 2023),
            ("宁江市人民法院工作报告（2021年度）\n——2021年1月9日在宁江市第十届人民代表大会第五次会议上", 2020),
        ] {
            assert_eq!(covers(&format!("{title}{body}")), Some(year), "{title}");
        }
    }

    #[test]
    fn a_file_name_may_hold_a_year_or_a_day() {
        assert_eq!(year_of_name("tjgb-20210326.txt"), Some(2021));
        assert_eq!(year_of_name("2017.txt"), Some(2017));
        assert_eq!(year_of_name("report-12345.txt"), None);
    }
}
