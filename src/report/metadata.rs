//! What a report says of itself (元数据): title, number, dates, who wrote to whom; and where it begins and ends on its page.

use serde::Serialize;

use crate::config::Names;
use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::quantity::dates_in;
use crate::text::signs::YEAR;
use crate::text::{Span, Text, fold, squeeze};

use super::body::{self, Around, Basis, BodyName};
use super::date::{Date, date_of};
use super::frame::{EDGE, Frame, SHORT, is_office, is_reference};

/// What a report says of itself; `None` for what it does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Metadata {
    /// The report's year: the one that its title names, or in which it was delivered.
    pub year: Option<i32>,
    /// The public body that gives the report (发文主体), by its full name.
    pub body: Option<String>,
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
    /// The year that it is told in: what 今年 is where it plans.
    #[serde(skip)]
    pub told_in: Option<i32>,
    /// It was given as a speech, and nothing in it but its day, or its file's name, says what year it is called after.
    #[serde(skip)]
    pub open_year: bool,
    /// It is a shorter text of the report (摘要).
    #[serde(skip)]
    pub abridged: bool,
    /// When it was delivered as a speech.
    #[serde(skip)]
    pub delivered: Option<Date>,
    /// The same in its parts.
    #[serde(skip)]
    pub body_name: Option<BodyName>,
}

impl Metadata {
    /// The year that 今年 is, as far as it is known.
    pub(crate) fn now(&self) -> Option<i32> {
        self.told_in.or(self.year.max(self.covers))
    }
}

/// Reads the metadata from the lines around the text.
pub(super) fn read(text: &Text, paragraphs: &[Span], frame: &Frame, name: &str, names: &Names) -> Noted<Metadata> {
    let mut metadata = Metadata::default();
    let title: String = frame.title.iter().map(|span| squeeze(text.folded(*span))).collect();
    if !title.is_empty() {
        let original: String =
            frame.title.iter().map(|span| text.str(*span).split_whitespace().collect::<String>()).collect();
        let cut = title.find("——").filter(|at| *at > 0).map_or(title.chars().count(), |at| title[..at].chars().count());
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
        read_fields(text, line, frame, names, &mut metadata);
    }
    // The line that says when and where may be broken.
    if metadata.delivered.is_none() {
        let near = top.windows(2).filter(|pair| pair[0].start + 200 >= frame.body.start && pair[0].len() <= SHORT);
        let mut pairs = near.map(|pair| [text.folded(pair[0]), text.folded(pair[1])].concat());
        metadata.delivered = pairs.find_map(|line| delivered(&line, names));
    }
    metadata.delivered =
        metadata.delivered.or_else(|| day_over_greeting(text, &head, frame, names, metadata.published));
    if metadata.addressee.is_none() {
        metadata.addressee = addressee(text, paragraphs, frame, names);
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
    notes.extend(set_body(text, paragraphs, frame, &title, name, names, &mut metadata));
    Noted { value: metadata, notes }
}

/// How many lines under the title may say whose report it is.
const UNDER: usize = 12;

/// Sets the body, with a note where it was guessed.
fn set_body(
    text: &Text,
    paragraphs: &[Span],
    frame: &Frame,
    title: &str,
    name: &str,
    names: &Names,
    metadata: &mut Metadata,
) -> Option<Diagnostic> {
    let title: Vec<char> = title.chars().collect();
    let behind = frame.title.first().map_or(frame.body.start, |span| span.start);
    // Whom the report is for is not whose it is: 市政府：
    let greets = |span: &Span| {
        let line = squeeze(text.folded(*span));
        line.strip_suffix(':').is_some_and(|office| metadata.addressee.as_deref() == Some(office))
    };
    let under = paragraphs.iter().filter(|span| span.start >= behind && !frame.title.contains(span)).take(UNDER);
    let under = under.filter(|span| !greets(span));
    let fields = [&metadata.signatory, &metadata.publisher];
    let around = Around {
        title: &title,
        under: under.map(|span| text.folded(*span)).collect(),
        signed: fields.into_iter().flatten().map(|said| said.chars().map(fold).collect()).collect(),
        name: name.chars().map(fold).collect(),
    };
    let (found, basis) = body::body(&around, names)?;
    let full = found.full();
    metadata.body_name = Some(found);
    metadata.body = Some(full.clone());
    (basis == Basis::Guessed).then(|| {
        Diagnostic::new(
            Severity::Note,
            Code::BodyGuessed,
            Span::default(),
            Message::new(
                format!("标题没有写明机关，按落款、来源或文件名推测为{full}"),
                format!("the title does not name the body; by signature, source or file name it is {full}"),
            ),
        )
        .help(Message::new("若有误，请用 --body 指明", "if it is another, name it with --body"))
    })
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

/// The day on which a speech was given, where a line says so: ——2024年1月9日在……会议上.
fn delivered(line: &[char], names: &Names) -> Option<Date> {
    names.assemblies.find(line)?;
    date_of(line).map(|(date, _)| date)
}

/// Fields of the form 索引号:… in a line; several may share one.
fn read_fields(text: &Text, line: Span, frame: &Frame, names: &Names, metadata: &mut Metadata) {
    let words: Vec<char> = text.folded(line).to_vec();
    let value = |names: &[String]| -> Option<String> {
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
    let field = |slot: &mut Option<String>, names: &[String]| {
        if slot.is_none() {
            *slot = value(names);
        }
    };
    field(&mut metadata.index_number, &names.fields.index);
    field(&mut metadata.publisher, &names.fields.publisher);
    field(&mut metadata.document_number, &names.fields.number);
    if metadata.published.is_none() {
        let named = value(&names.fields.date);
        let named = named.and_then(|said| date_of(&said.chars().collect::<Vec<_>>()));
        let alone = date_of(&words).filter(|(_, _)| {
            line.len() <= 24 && words.first().is_some_and(char::is_ascii_digit) && line.end <= frame.text_start + 400
        });
        metadata.published = named.or(alone).map(|(date, _)| date);
    }
    if metadata.delivered.is_none() && line.start >= frame.body.start.saturating_sub(200) {
        metadata.delivered = delivered(&words, names);
    }
    if metadata.document_number.is_none() && is_reference(&words) {
        metadata.document_number = Some(text.str(line).split_whitespace().collect());
    }
}

/// A day alone in its line between the title and those who are greeted: the speech was given on it. A day without 年 is when
/// the page was put up, and so is the one `published`.
fn day_over_greeting(
    text: &Text,
    head: &[Span],
    frame: &Frame,
    names: &Names,
    published: Option<Date>,
) -> Option<Date> {
    let between = head.iter().copied().skip_while(|span| span.start < frame.text_start).take(UNDER + 2);
    let lines: Vec<&[char]> = between.map(|span| text.folded(span)).collect();
    let greeting = lines.iter().position(|line| names.greeted.at_start(line).is_some())?;
    let day = |line: &&[char]| {
        let bare: Vec<char> = line.iter().copied().filter(|c| !matches!(c, '(' | ')')).collect();
        let (date, _) = date_of(&bare).filter(|(_, alone)| *alone && bare.contains(&YEAR))?;
        (published != Some(date)).then_some(date)
    };
    lines[..greeting].iter().find_map(day)
}

/// The office that a report is addressed to: a short line between title and text, with or without a colon.
fn addressee(text: &Text, paragraphs: &[Span], frame: &Frame, names: &Names) -> Option<String> {
    let between = paragraphs.iter().filter(|span| span.start >= frame.text_start && !frame.furniture.contains(span));
    let line = between
        .take_while(|span| span.len() <= SHORT)
        .find(|span| is_office(text.folded(**span)) && names.greeted.at_start(text.folded(**span)).is_none())?;
    Some(squeeze(text.folded(*line)).trim_end_matches(':').to_owned())
}
