//! Which year a report is of (报告年份), and which it looks back at: from its title, the day it was given, the span of
//! time that it covers, its headings, the day it was signed, and last its file's name.

use crate::config::Names;
use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::signs::{SCHOOL, YEAR, YEAR_PERIOD};
use crate::text::{Span, Text, fold};

use super::date::{Date, date_of, month_of, number};
use super::heading::{is_dash, years_in};
use super::metadata::Metadata;
use super::outline::Section;
use super::title_year::{Named, Titled, is_digit, named, titled, year_at};

/// How far behind the title the span of time that a report covers is told, in scalar values.
const LEAD: u32 = 1500;

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
    lines(text, lead).take(UNDER).find_map(|line| {
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

/// The year that the first headings look back at: the latest named up to the word that looks back; `since`: also one from when on.
fn looked_back(text: &Text, sections: &[Section], since: bool, names: &Names) -> Option<i32> {
    let main = sections.iter().filter(|section| section.level == 1).take(2);
    main.filter_map(|section| section.title).find_map(|span| {
        let title = text.folded(span);
        let (at, ..) = names.looks_back.find(title)?;
        // 2017年以来工作回顾: the year from when on, where no other is told.
        let years = named(&title[..at]);
        let plain = |one: &&Named| since || names.since.at_start(&title[one.end..]).is_none();
        years.iter().filter(plain).map(|one| one.year).max()
    })
}

/// The year that the main parts look back at where they are named by years in a row: 一、2022年履职, 二、2023年思路 tell of 2022.
fn of_parts(text: &Text, sections: &[Section], names: &Names) -> Option<i32> {
    let main = sections.iter().filter(|section| section.level == 1).filter_map(|section| section.title);
    let opens = |span: Span| {
        let title = text.folded(span);
        (title.get(4) == Some(&YEAR)).then(|| year_at(title)).flatten()
    };
    let last = main.clone().next_back();
    let mut years: Vec<i32> = main.filter_map(opens).collect();
    years.dedup();
    let planned = last.is_some_and(|span| names.planned.any(text.folded(span)));
    let ends = (years.len() == 2 || planned && years.len() > 2) && years.windows(2).all(|two| two[0] + 1 == two[1]);
    years.last().filter(|_| ends).map(|last| last - 1)
}

/// The month alone in a line under the title, or behind it: (2022年12月); and that of a day in brackets there: （2023年1月6日）.
fn month_told(title: &[char], text: &Text, lead: Span) -> Option<(i32, i8)> {
    let behind = title.iter().rposition(|c| *c == '(').map(|at| &title[at..]);
    behind.into_iter().chain(lines(text, lead).take(UNDER)).find_map(|line| month_of(line).or_else(|| day_told(line)))
}

/// The day that a line is, in brackets or behind a dash, and nothing else. One that stands there bare may be when the page
/// was put up.
fn day_told(line: &[char]) -> Option<(i32, i8)> {
    let line: Vec<char> = line.iter().copied().filter(|c| !c.is_whitespace()).collect();
    let bracketed = line.strip_prefix(&['(']).and_then(|line| line.strip_suffix(&[')']));
    let day = bracketed.or_else(|| line.strip_prefix(&['—', '—']))?;
    let (date, _) = date_of(day).filter(|(_, alone)| *alone && day.contains(&YEAR))?;
    Some((date.year(), date.month()))
}

/// The lines of a stretch of text that have something in them.
fn lines(text: &Text, lead: Span) -> impl Iterator<Item = &[char]> {
    text.folded(lead).split(|c| *c == '\n').filter(|line| line.iter().any(|c| !c.is_whitespace()))
}

/// Whether the title, or a line in brackets under it, says that the text is a shorter one of the report: （摘要）.
fn is_abridged(title: &[char], text: &Text, lead: Span, names: &Names) -> bool {
    let bare = |line: &[char]| -> Vec<char> { line.iter().copied().filter(|c| !c.is_whitespace()).collect() };
    let title = bare(title);
    let end = title.strip_suffix(&[')']).unwrap_or(&title);
    let inner = |line: &[char]| {
        let line = bare(line);
        let inner = line.strip_prefix(&['(']).and_then(|line| line.strip_suffix(&[')']));
        inner.is_some_and(|inner| names.abridged.is(inner))
    };
    names.abridged.at_end(end).is_some() || lines(text, lead).take(UNDER).any(inner)
}

/// How many characters a line has at least that tells something.
const TELLS: usize = 20;

/// The year that the text looks back at by its own words, of the two that a paper called after `year` may: the one that it
/// opens with (2022年，全院受理……), or the one before that its last parts plan for. Nothing where the two say different years.
fn told_by_text(text: &Text, sections: &[Section], lead: Span, year: i32, names: &Names) -> Option<i32> {
    let opens = |line: &[char]| {
        let blank = line.iter().take_while(|c| c.is_whitespace()).count();
        let line = &line[blank..];
        // 2022年，……; not 2022年1月召开, nor 2022年是……之年.
        (line.len() >= TELLS && line.get(4) == Some(&YEAR) && line.get(5) == Some(&','))
            .then(|| year_at(line))
            .flatten()
    };
    let opened = lines(text, lead).find_map(opens);
    let main = sections.iter().filter(|section| section.level == 1).filter_map(|section| section.title);
    let planned = main.filter_map(|span| {
        let title = text.folded(span);
        let plans = names.planned.any(title) && !names.looks_back.any(title) && !names.carried_out.any(title);
        years_in(title).max().filter(|_| plans)
    });
    let planned = planned.max().map(|year| year - 1);
    let fits = |told: &i32| *told == year || *told + 1 == year;
    match (opened.filter(fits), planned.filter(fits)) {
        (Some(opened), Some(planned)) if opened != planned => None,
        (opened, planned) => opened.or(planned),
    }
}

/// The place of the first heading, its start where there is none.
fn first_heading(sections: &[Section]) -> Span {
    let heading = |section: &Section| Span::new(section.span.start, section.text_start.min(section.span.end));
    sections.first().map_or(Span::default(), heading)
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
    let looks_back = looked_back(text, sections, false, names).or_else(|| of_parts(text, sections, names));
    let lead = Span::new(title_end, (title_end + LEAD).min(text.len()));
    let signed = metadata.signed.or(metadata.published);
    let file = year_of_name(name);
    let mut notes = Vec::new();
    let place = first_heading(sections);
    let mut guess = None;
    let month = month_told(&folded, text, lead);
    metadata.abridged = is_abridged(&folded, text, lead, names);
    if speech {
        let unnamed = told.year.or(told.draft).is_none();
        let undated = metadata.delivered.is_none() && month.is_none();
        let called = told.year.or(file).filter(|_| undated && told.draft.is_none());
        let by_text = called.and_then(|year| told_by_text(text, sections, lead, year, names));
        given(metadata, (told, month), (looks_back, by_text), file, place, &mut notes);
        metadata.open_year = unnamed;
        if undated && unnamed {
            guess = metadata.year;
        }
    } else {
        let dated = signed.map(|date| (date.year(), date.month())).or(month);
        // 上半年工作总结: of the year in which it was written.
        let part = names.part_years.any(&folded);
        let by_date = dated.map(|(year, month)| if month <= 6 && !part { year - 1 } else { year });
        let said = told
            .year
            .or_else(|| under_title(text, lead))
            .or(covered(text, lead, names))
            .or_else(|| announced(text, lead, names));
        metadata.year = said.or(looks_back).or(by_date).or(file);
        // 2024年工作报告 that looks back at 2023 and plans for 2024 is called after the year that it plans for.
        let before = looks_back.filter(|back| told.year == Some(back + 1));
        metadata.covers = before.or(metadata.year);
        guess = metadata.year.filter(|_| said.is_none());
    }
    if metadata.year.is_none() {
        let since = looked_back(text, sections, true, names);
        metadata.year = since.map(|year| year + i32::from(speech));
        metadata.covers = metadata.covers.or(since);
        guess = metadata.year;
    }
    metadata.told_in = metadata.year.max(metadata.covers);
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
    (told, month): (Titled, Option<(i32, i8)>),
    (looks_back, by_text): (Option<i32>, Option<i32>),
    file: Option<i32>,
    place: Span,
    notes: &mut Vec<Diagnostic>,
) {
    let delivered = metadata.delivered.map(|date| (date.year(), date.month())).or(month);
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
    // 2022年工作报告 without a day, and over a look back at 2022: it is called after the year that it tells of.
    let own = looks_back.or(by_text).filter(|told| delivered.is_none() && titled == Some(*told));
    let expected = own.or(given.map(|(year, month)| if month <= 6 { year - 1 } else { year }));
    metadata.covers = looks_back.or(expected).or(by_text);
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
    // A report whose title names no year may be filed under the one that it tells of.
    let filed = told.year.is_none() && metadata.covers == Some(file);
    (!came_out && !filed).then(|| {
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
    fn a_day_alone_or_the_text_itself_says_what_is_looked_back_at() {
        let config = Config::builtin().unwrap();
        let years = |text: &str, name: &str| {
            let source = crate::source::read(text.as_bytes(), name).unwrap().value;
            let metadata = crate::report::read(source, name, &config).value.metadata;
            (metadata.year, metadata.covers)
        };
        let body = "2022年，全院受理案件812件，审结790件，同比上升3%。\n一、主要工作\n审结刑事案件41件。\n二、2023年安排\n建成法庭1个。\n";
        for (head, name, year) in [
            ("宁江县人民法院工作报告\n（2023年1月9日）\n", "2022.txt", 2023),
            ("宁江县人民法院工作报告（摘要）\n", "2022.txt", 2022),
            ("宁江县人民法院工作报告\n", "2023.txt", 2023),
            ("2022年宁江县人民法院工作报告\n", "a.txt", 2022),
        ] {
            assert_eq!(years(&format!("{head}{body}"), name), (Some(year), Some(2022)), "{head}");
        }
        let other = body.replace("2022年，全院", "全院").replace("2023年安排", "下一步安排");
        assert_eq!(years(&format!("2022年宁江县人民法院工作报告\n{other}"), "a.txt"), (Some(2022), Some(2021)));
    }

    #[test]
    fn a_year_from_when_on_is_looked_back_at_only_where_no_other_is_told() {
        let config = Config::builtin().unwrap();
        let year = |dated: &str| {
            let text = format!("宁江县人民检察院工作报告\n{dated}一、2017年以来工作回顾\n五年来提起公诉1372人。\n");
            let source = crate::source::read(text.as_bytes(), "a.txt").unwrap().value;
            crate::report::read(source, "a.txt", &config).value.metadata.year
        };
        assert_eq!(year("（2022年1月20日在宁江县第十九届人民代表大会第一次会议上）\n"), Some(2022));
        assert_eq!(year(""), Some(2018));
    }

    #[test]
    fn a_file_name_may_hold_a_year_or_a_day() {
        assert_eq!(year_of_name("tjgb-20210326.txt"), Some(2021));
        assert_eq!(year_of_name("2017.txt"), Some(2017));
        assert_eq!(year_of_name("report-12345.txt"), None);
    }
}
