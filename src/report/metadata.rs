//! What a report says of itself (元数据): title, number, dates, who wrote to whom; and where it begins and ends on its page.

use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::quantity::dates_in;
use crate::text::{Span, Text, squeeze};

use super::date::{Date, date_of};
use super::frame::{EDGE, Frame, SHORT, is_office, is_reference};
use super::heading::years_in;
use super::outline::Section;

/// What a report says of itself; `None` for what it does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Metadata {
    /// The report's year: the one that its title names, or in which it was delivered.
    pub year: Option<i32>,
    /// The title, without line breaks.
    pub title: Option<String>,
    /// 文号
    pub document_number: Option<String>,
    /// 索引号
    pub index_number: Option<String>,
    /// 发布日期
    pub published: Option<Date>,
    /// 发布机构
    pub publisher: Option<String>,
    /// 主送机关
    pub addressee: Option<String>,
    /// 落款
    pub signatory: Option<String>,
    /// 成文日期
    pub signed: Option<Date>,
    /// The year that the report looks back at: that of the title (2017年度), the one before a speech in spring.
    #[serde(skip)]
    pub covers: Option<i32>,
    /// When it was delivered as a speech.
    #[serde(skip)]
    pub delivered: Option<Date>,
    /// The public body that the title names (发文主体), without what kind of office it is.
    #[serde(skip)]
    pub body: Option<String>,
}

/// Reads the metadata from the lines around the text.
pub(super) fn read(text: &Text, paragraphs: &[Span], frame: &Frame, name: &str) -> Noted<Metadata> {
    let _ = name;
    let mut metadata = Metadata::default();
    if !frame.title.is_empty() {
        let title: String = frame.title.iter().map(|span| squeeze(text.folded(*span))).collect();
        let original: String =
            frame.title.iter().map(|span| text.str(*span).split_whitespace().collect::<String>()).collect();
        let cut = title.find("——").filter(|at| *at > 0).map_or(title.chars().count(), |at| title[..at].chars().count());
        metadata.body = body_of(&title);
        metadata.title = Some(original.chars().take(cut).collect());
    }
    let head: Vec<Span> = paragraphs
        .iter()
        .copied()
        .filter(|span| span.len() <= 3 * SHORT)
        .take_while(|span| span.start < frame.text_start || span.len() <= 3 * SHORT)
        .take(EDGE)
        .collect();
    let top: Vec<Span> = head.iter().copied().take_while(|span| span.start <= frame.text_start + 1500).collect();
    for &line in &top {
        read_fields(text, line, frame, &mut metadata);
    }
    if metadata.addressee.is_none() {
        metadata.addressee = addressee(text, paragraphs, frame);
    }
    metadata.signatory = frame.signature.map(|span| text.str(span).split_whitespace().collect());
    let mut notes = Vec::new();
    if let Some(line) = frame.date {
        let words = text.folded(line);
        metadata.signed = date_of(words).map(|(date, _)| date).or_else(|| damaged_date(words, metadata.published));
        if let Some(signed) = metadata.signed.filter(|_| date_of(words).is_none()) {
            let day = String::from(signed);
            notes.push(Diagnostic::new(
                Severity::Note,
                Code::DamagedDate,
                line,
                Message::new(
                    format!("按发布日期，落款日期是 {day}"),
                    format!("by the date of publication it was signed on {day}"),
                ),
            ));
        }
    }
    Noted { value: metadata, notes }
}

/// The reading of a damaged date that is the day of publication, or the only one.
fn damaged_date(line: &[char], published: Option<Date>) -> Option<Date> {
    let digits: String = line.iter().filter(|c| !c.is_whitespace()).collect();
    let candidates: Vec<Date> = dates_in(&digits)
        .iter()
        .filter_map(|said| date_of(&said.chars().collect::<Vec<_>>()))
        .map(|(date, _)| date)
        .collect();
    match candidates[..] {
        [only] => Some(only),
        // Signed on the day of publication, or on the only day that lies shortly before it.
        _ => {
            let before: Vec<Date> = candidates
                .into_iter()
                .filter(|date| published.is_some_and(|published| published.is_soon_after(*date)))
                .collect();
            let same_day = before.iter().find(|date| Some(**date) == published).copied();
            same_day.or(match before[..] {
                [only] => Some(only),
                _ => None,
            })
        }
    }
}

/// Fields of the form 索引号:… in a line; several may share one.
fn read_fields(text: &Text, line: Span, frame: &Frame, metadata: &mut Metadata) {
    let words: Vec<char> = text.folded(line).to_vec();
    let value = |names: &[&str]| -> Option<String> {
        names.iter().find_map(|name| {
            let name: Vec<char> = name.chars().collect();
            let at = words.windows(name.len()).position(|window| window == name)? + name.len();
            let rest = words[at..].iter().skip_while(|c| **c == ' ').copied().collect::<Vec<_>>();
            let rest = rest.strip_prefix(&[':']).or_else(|| rest.strip_prefix(&['】']))?;
            let value: String = rest
                .iter()
                .skip_while(|c| c.is_whitespace())
                .take_while(|c| !matches!(c, ' ' | '\t' | '【' | '|'))
                .collect();
            (!value.is_empty()).then_some(value)
        })
    };
    let field = |slot: &mut Option<String>, names: &[&str]| {
        if slot.is_none() {
            *slot = value(names);
        }
    };
    field(&mut metadata.index_number, &["信息索引号", "索引号", "索引号/文号"]);
    field(&mut metadata.publisher, &["发布机构", "发文机关", "公开机构", "发布单位", "制发机关", "来源"]);
    field(&mut metadata.document_number, &["文号", "发文字号"]);
    if metadata.published.is_none() {
        let named = value(&[
            "生成时间",
            "生成日期",
            "发布时间",
            "发布日期",
            "公开日期",
            "成文日期",
            "发文日期",
            "时间",
            "日期",
        ]);
        let named = named.and_then(|said| date_of(&said.chars().collect::<Vec<_>>()));
        let alone = date_of(&words).filter(|(_, _)| {
            line.len() <= 24 && words.first().is_some_and(char::is_ascii_digit) && line.end <= frame.text_start + 400
        });
        metadata.published = named.or(alone).map(|(date, _)| date);
    }
    if metadata.delivered.is_none()
        && line.start >= frame.body.start.saturating_sub(200)
        && (words.iter().collect::<String>().contains("会议上"))
    {
        metadata.delivered = date_of(&words).map(|(date, _)| date);
    }
    if metadata.document_number.is_none() && is_reference(&words) {
        metadata.document_number = Some(text.str(line).split_whitespace().collect());
    }
}

/// The office that a report is addressed to: a short line between title and text, with or without a colon.
fn addressee(text: &Text, paragraphs: &[Span], frame: &Frame) -> Option<String> {
    let between = paragraphs.iter().filter(|span| span.start >= frame.text_start && !frame.furniture.contains(span));
    let line = between
        .take_while(|span| span.len() <= SHORT)
        .find(|span| is_office(text.folded(**span)) && !text.folded(**span).starts_with(&['各', '位']))?;
    Some(squeeze(text.folded(*line)).trim_end_matches(':').to_owned())
}

/// The public body of a title: what stands before 人民政府, 政府 or 关于, without a leading year.
fn body_of(title: &str) -> Option<String> {
    let chars: Vec<char> = title.chars().collect();
    let year = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let skip = if year == 4 { 4 + chars[4..].iter().take_while(|c| matches!(c, '年' | '度')).count() } else { 0 };
    let rest: String = chars[skip..].iter().collect();
    let end = ["人民政府", "政府工作", "政府关于", "关于", "法治政府", "依法行政"]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .min()?;
    let body = &rest[..end];
    let cut = body.find(|c: char| c.is_ascii_digit()).unwrap_or(body.len());
    let body = body[..cut].trim();
    (body.chars().count() >= 2).then(|| body.to_owned())
}

/// Decides the report's year and the one that it looks back at, and says where they disagree.
pub(super) fn settle_years(text: &Text, sections: &[Section], metadata: &mut Metadata, name: &str) -> Noted<()> {
    let titled = metadata
        .title
        .as_deref()
        .and_then(|title| years_in(&title.chars().map(crate::text::fold).collect::<Vec<_>>()).next());
    let speech =
        metadata.title.as_deref().is_some_and(|title| title.contains("政府工作报告")) || metadata.delivered.is_some();
    let looks_back = sections.iter().filter(|section| section.level == 1).take(2).find_map(|section| {
        let title = text.folded(section.title?);
        let words: String = title.iter().collect();
        ["回顾", "工作情况", "完成情况", "主要工作", "成就"]
            .iter()
            .any(|word| words.contains(word))
            .then(|| years_in(title).max())?
    });
    let signed = metadata.signed.or(metadata.published);
    let named = year_of_name(name);
    let mut notes = Vec::new();
    let mut mismatch = |message: Message| {
        let place = sections
            .first()
            .map_or(Span::default(), |section| Span::new(section.span.start, section.text_start.min(section.span.end)));
        notes.push(
            Diagnostic::new(Severity::Warning, Code::YearMismatch, place, message)
                .help(Message::new("请核对年份；以报告内容为准", "check the year; the report's own text was believed")),
        );
    };
    if speech {
        let delivered = metadata.delivered.map(|date| (date.year(), date.month())).or(titled.map(|year| (year, 1)));
        // A speech in the first half of a year looks back at the year before.
        let expected = delivered.map(|(year, month)| if month <= 6 { year - 1 } else { year });
        metadata.covers = looks_back.or(expected);
        metadata.year = titled.or(delivered.map(|(year, _)| year)).or(looks_back.map(|year| year + 1)).or(named);
        if let (Some(expected), Some(found), Some((year, _))) = (expected, looks_back, delivered)
            && expected != found
        {
            metadata.year = Some(found + 1);
            mismatch(Message::new(
                format!("报告称 {year} 年作出，内容却回顾 {found} 年"),
                format!("the report says it was delivered in {year}, but looks back at {found}"),
            ));
        }
        if metadata.covers.is_none() {
            metadata.covers = metadata.year.map(|year| year - 1);
        }
    } else {
        let by_date = signed.map(|date| if date.month() <= 6 { date.year() - 1 } else { date.year() });
        metadata.year = titled.or(by_date).or(named);
        metadata.covers = titled.or(looks_back).or(by_date).or(named);
    }
    if let (Some(named), Some(year)) = (named, metadata.year)
        && named != year
    {
        mismatch(Message::new(
            format!("文件名是 {named} 年，报告是 {year} 年"),
            format!("the file's name says {named}, the report {year}"),
        ));
    }
    if metadata.year.is_none() {
        notes.push(
            Diagnostic::new(
                Severity::Warning,
                Code::YearMissing,
                Span::default(),
                Message::new("没有找到报告年份", "no year was found"),
            )
            .help(Message::new(
                "请在文件名中写明年份，如 2017.txt",
                "put the year into the file's name, as in 2017.txt",
            )),
        );
    }
    Noted { value: (), notes }
}

/// The first calendar year in a file's name.
pub(crate) fn year_of_name(name: &str) -> Option<i32> {
    let chars: Vec<char> = name.chars().collect();
    (0..chars.len()).find_map(|at| {
        let free = at == 0 || !chars[at - 1].is_ascii_digit();
        let year: i32 = chars.get(at..at + 4)?.iter().collect::<String>().parse().ok()?;
        let ends = chars.get(at + 4).is_none_or(|c| !c.is_ascii_digit());
        (free && ends && (1949..=2100).contains(&year)).then_some(year)
    })
}
