//! A report (报告): its text with metadata, outline and sentences.

mod role;
mod sentences;
mod heading;
mod glued;
mod paragraphs;
mod markdown;
mod clean;
mod contents;
mod date;
mod frame;
mod leads;
mod rows;
mod outline;
mod territory;
mod title_year;
mod titled;
mod body;
mod metadata;
mod year;
mod turns;
mod lacks;
mod closes;
mod evidence;
mod roles;
mod parts;

use serde::Serialize;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::source::{Format, Source, Table};
use crate::text::{Span, Text};

pub use body::BodyName;
pub use clean::Places;
pub use date::Date;
pub use evidence::Witness;
pub use metadata::Metadata;
pub use outline::{Section, SectionId};
pub use role::Role;
pub use sentences::{Sentence, cut};

/// The number that a line begins with, as headings have it, with its rank and its length in scalar values: 1 for 一、, 2 for （一）, 3 for 1.; `None`
/// without one.
pub(crate) fn ordinal(line: &[char]) -> Option<(u8, u16, usize)> {
    heading::ordinal(line)
}

/// A report, read.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its file's name, without folders.
    pub name: String,
    /// The file's format.
    pub format: Format,
    /// The encoding of the file's bytes.
    pub encoding: &'static str,
    /// The text, owned here once; everything else is spans into it.
    pub text: Text,
    /// From the title to the last line of the report; around it is page furniture.
    pub body: Span,
    /// What the report says of itself.
    pub metadata: Metadata,
    /// The outline in document order: a parent stands before its children.
    pub sections: Vec<Section>,
    /// Paragraphs of the body in order, headings included.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences of the body in order, headings left out.
    pub sentences: Vec<Sentence>,
    /// Tables of the body.
    pub tables: Vec<Table>,
    /// Places that belong to the page and not to the report.
    pub furniture: Vec<Span>,
    /// The report in the text that it was read in, where that is not the original.
    pub reading: Option<Box<Reading>>,
}

/// A report in the text that it was read in: what takes no room, breaks inside words and blanks inside numbers are gone.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The report, all its places in its own text.
    pub report: Report,
    /// Where they stand in the original.
    pub places: Places,
}

/// A paragraph (段落) without the white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// The innermost section that it stands in; `None` before the first heading.
    pub section: Option<SectionId>,
    /// Where its text begins after a heading that runs on into it; its start where there is none; its end for a
    /// heading that stands alone.
    pub text_start: u32,
}

impl Report {
    /// The section of an id.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.index()]
    }

    /// The innermost section at an offset; `None` before the first heading.
    pub fn section_at(&self, offset: u32) -> Option<SectionId> {
        self.sections.iter().rev().find(|section| section.span.contains(offset)).map(|section| section.id)
    }

    /// A section's title without white space; empty where it has none of its own.
    pub fn title_of(&self, id: SectionId) -> String {
        let shown = |span: Span| self.shown(span).map(|at| self.text.at(at)).collect::<Vec<char>>();
        self.section(id).title.map(|span| crate::text::squeeze(&shown(span))).unwrap_or_default()
    }

    /// The words of a place as a reader takes them: without marks of layout (**养老服务**).
    pub fn words(&self, span: Span) -> String {
        let places = self.shown(span).map(|at| Span::new(at, at + 1));
        places.map(|one| self.text.str(one)).collect()
    }

    /// The characters of a place but for those that are neither read nor white space.
    fn shown(&self, span: Span) -> impl Iterator<Item = u32> + '_ {
        let reading = self.reading.as_ref();
        let shows =
            move |at: &u32| reading.is_none_or(|one| one.places.keeps(*at)) || self.text.at(*at).is_whitespace();
        (span.start..span.end).filter(shows)
    }

    /// What the section that an offset stands in is for; work before the first heading.
    pub fn role_at(&self, offset: u32) -> Role {
        self.section_at(offset).map_or(Role::Preamble, |id| self.section(id).role)
    }
}

impl Report {
    /// The sentence that covers a place.
    pub fn sentence_of(&self, span: Span) -> Option<&Sentence> {
        let at = self.sentences.partition_point(|sentence| sentence.span.end < span.end);
        self.sentences.get(at).filter(|sentence| sentence.span.covers(span))
    }

    /// The paragraph that covers a place.
    pub fn paragraph_of(&self, span: Span) -> Option<&Paragraph> {
        let at = self.paragraphs.partition_point(|paragraph| paragraph.span.end < span.end);
        self.paragraphs.get(at).filter(|paragraph| paragraph.span.covers(span))
    }

    /// The role of each paragraph: that of the section it stands in.
    pub fn paragraph_roles(&self) -> Vec<Role> {
        let role = |paragraph: &Paragraph| paragraph.section.map_or(Role::Preamble, |id| self.section(id).role);
        self.paragraphs.iter().map(role).collect()
    }

    /// The same report where its paragraphs, each, are for something else: a part is cut where its role changes.
    #[must_use]
    pub fn with_roles(&self, roles: &[Role]) -> Report {
        if let Some(reading) = &self.reading {
            return in_places(reading.report.with_roles(roles), self.text.clone(), &reading.places);
        }
        let spans: Vec<Span> = self.paragraphs.iter().map(|paragraph| paragraph.span).collect();
        let mut report = self.clone();
        report.sections = parts::assign(self.as_found(), &spans, roles);
        report.settle(&spans);
        report
    }

    /// The sections that have a heading, before parts were cut out of them.
    fn as_found(&self) -> Vec<Section> {
        let mut titled: Vec<Section> =
            self.sections.iter().filter(|section| section.title.is_some()).cloned().collect();
        outline::as_found(&mut titled, self.paragraphs.last().map_or(0, |paragraph| paragraph.span.end));
        titled
    }

    /// Puts paragraphs into their sections, and cuts them into sentences.
    fn settle(&mut self, spans: &[Span]) {
        self.paragraphs = spans
            .iter()
            .map(|&span| Paragraph {
                span,
                section: self.section_at(span.start),
                text_start: outline::text_start(&self.sections, span),
            })
            .collect();
        self.sentences = sentences::sentences(&self.text, &self.paragraphs);
    }
}

/// Reads a report out of what ingestion produced; `name` is the file's name.
///
/// Cannot fail: a text without a title, headings or a date gives a report without them, with notes.
pub fn read(source: Source, name: &str, config: &Config) -> Noted<Report> {
    let Some((clean, places, breaks)) = clean::clean(&source) else { return read_as_is(source, name, config) };
    let Noted { value: report, mut notes } = read_as_is(clean, name, config);
    places.tell(&mut notes);
    let mut text = source.text;
    text.unwrap_lines(&breaks);
    let told = in_places(report, text, &places);
    Noted { value: told, notes }
}

/// A report with its places in the original text.
fn in_places(reading: Report, text: Text, places: &Places) -> Report {
    let to = |span: Span| places.original(span);
    let mut report = reading.clone();
    report.body = to(report.body);
    for section in &mut report.sections {
        let text_start = section.text_start;
        section.span = to(section.span);
        section.title = section.title.map(to);
        section.text_start = places.original_at(text_start).min(section.span.end).max(section.span.start);
    }
    // What was left out between two sections is part of the first.
    for at in 1..report.sections.len() {
        let start = report.sections[at].span.start;
        let before = reading.sections[at].span.start;
        for earlier in 0..at {
            if reading.sections[earlier].span.end == before {
                report.sections[earlier].span.end = start;
            }
        }
    }
    for paragraph in &mut report.paragraphs {
        let alone = paragraph.text_start == paragraph.span.end;
        let text_start = places.original_at(paragraph.text_start);
        paragraph.span = to(paragraph.span);
        paragraph.text_start = if alone { paragraph.span.end } else { text_start };
    }
    report.sentences.iter_mut().for_each(|sentence| sentence.span = to(sentence.span));
    report.tables = report.tables.iter().map(|table| clean::moved(table, to)).collect();
    report.furniture.iter_mut().for_each(|span| *span = to(*span));
    report.text = text;
    report.reading = Some(Box::new(Reading { report: reading, places: places.clone() }));
    report
}

/// Reads a report in the text as it stands.
fn read_as_is(source: Source, name: &str, config: &Config) -> Noted<Report> {
    let Source { format, encoding, mut text, mut furniture, mut headings, tables } = source;
    let mut notes = Vec::new();
    let (mut spans, pages) = paragraphs::paragraphs(&mut text, &tables, config);
    furniture.extend(pages);
    let (signed, all) = markdown::headings(&text, &mut spans);
    headings.extend(signed);
    let heads: Vec<&str> = config.roles.contents.iter().map(String::as_str).collect();
    furniture.extend(contents::contents(&text, &spans, &heads));
    notes.extend(paragraphs::leave_repeats_out(&text, &mut spans));
    let marked = frame::Marked { headings: &headings, all, tables: &tables };
    let frame = frame::frame(&text, &spans, &furniture, &marked, &config.names);
    furniture.extend(frame.furniture.iter().copied());
    furniture.sort();
    furniture.dedup();
    notes.extend(furniture_note(&furniture));
    let inside: Vec<Span> = spans
        .iter()
        .copied()
        .filter(|span| frame.body.covers(*span) && !furniture.iter().any(|f| f.overlap(*span) > 0))
        .collect();
    let mut metadata = metadata::read(&text, &spans, &frame, name, &config.names).take(&mut notes);
    let outline = outline::outline(&text, &inside, &marked, frame.text_start, config);
    year::settle_years(&text, &outline.sections, &mut metadata, frame.text_start, name, &config.names).take(&mut notes);
    let reader =
        evidence::Reader { text: &text, sections: &outline.sections, tables: &tables, metadata: &metadata, config };
    let witnesses = reader.witnesses(&inside);
    let decided = roles::decide(&witnesses, &config.roles);
    let mut each: Vec<Role> = decided.iter().map(|decided| decided.role).collect();
    let signed = |span: Span| [frame.signature, frame.date].contains(&Some(span));
    close_signed(&mut each, &witnesses, signed);
    let sections = parts::assign(outline.sections, &inside, &each);
    notes.extend(roles::unsure(&sections, &inside, &decided, &config.roles));
    let tables: Vec<Table> = tables.into_iter().filter(|table| frame.body.covers(table.span)).collect();
    let mut report = Report {
        name: name.to_owned(),
        format,
        encoding,
        text,
        body: frame.body,
        metadata,
        sections,
        paragraphs: Vec::new(),
        sentences: Vec::new(),
        tables,
        furniture,
        reading: None,
    };
    report.settle(&inside);
    notes.extend(fragment_note(&report));
    Noted { value: report, notes }
}

/// Who signed and when closes a report, and notes may stand behind; a date near the top is none of it.
fn close_signed(each: &mut [Role], witnesses: &[Witness], is_signature: impl Fn(Span) -> bool) {
    let (half, end) = (each.len() / 2, each.len());
    let signed = (half..end).find(|at| is_signature(witnesses[*at].span) && each[*at] != Role::Annex);
    for at in signed.unwrap_or(end)..end {
        each[at] = if witnesses[at].is_note() { Role::Annex } else { Role::Closing };
    }
}

/// What each paragraph of a report says of its role: what the weights of the evidence are fitted on.
pub fn witnesses(report: &Report, config: &Config) -> Vec<Witness> {
    let titled = report.as_found();
    let spans: Vec<Span> = report.paragraphs.iter().map(|paragraph| paragraph.span).collect();
    let Report { text, tables, metadata, .. } = report;
    evidence::Reader { text, sections: &titled, tables, metadata, config }.witnesses(&spans)
}

/// One note for all page furniture.
fn furniture_note(furniture: &[Span]) -> Option<Diagnostic> {
    let first = furniture.first()?;
    let count = furniture.len();
    Some(Diagnostic::new(
        Severity::Note,
        Code::PageChrome,
        *first,
        Message::new(
            format!("{count} 处页面杂项未计入报告（从此处起）"),
            format!("{count} places belong to the page and not to the report, from here on"),
        ),
    ))
}

/// A text that ends in the middle of a sentence is a fragment.
fn fragment_note(report: &Report) -> Option<Diagnostic> {
    let last = report.paragraphs.last()?;
    let tail = report.text.at(last.span.end - 1);
    let unfinished = last.span.len() > 60
        && !matches!(tail, '。' | '!' | '?' | ';' | '.' | ')' | '”' | '…' | '》' | '】' | ':' | '〉' | '%');
    let few = report.sections.iter().filter(|section| section.level == 1).count();
    let first = report.sections.iter().find(|section| section.level == 1).and_then(|section| section.ordinal);
    let headless = few > 0 && first.is_some_and(|ordinal| ordinal > 1);
    // 一、 without a 二、: the rest is missing.
    let single = few == 1 && first == Some(1);
    if !(unfinished || headless || single) {
        return None;
    }
    Some(
        Diagnostic::new(
            Severity::Warning,
            Code::Fragment,
            Span::new(last.span.end - 1, last.span.end),
            Message::new("文本似乎不完整", "the text looks cut off"),
        )
        .help(Message::new("请核对是否缺页或缺段", "check whether pages or paragraphs are missing")),
    )
}
