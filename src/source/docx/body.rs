//! The story of a document, block by block (正文): what is visible of it, in the order that Word shows it.

mod tables;

use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::source::counting;
use crate::source::draft::DraftCell;
use crate::text::Span;

use super::numbering::{Counters, Numbering};
use super::styles::{self, Styles};
use super::symbols;
use crate::source::container::xml::{Child, Element};

/// A block of the text.
#[derive(Debug)]
pub(super) enum Block {
    /// A paragraph with something to see in it.
    Paragraph(Paragraph),
    /// The cells of a table, in their places.
    Table(Vec<DraftCell>),
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its text with the automatic number; line breaks in it are `\n`.
    pub(super) text: String,
    /// The depth of a heading, from 1.
    pub(super) heading: Option<u8>,
    /// A caption by its style.
    pub(super) caption: bool,
    /// A line of the table of contents, which repeats the headings.
    pub(super) contents: bool,
}

/// Tracked changes that were met.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Changes {
    inserted: usize,
    deleted: usize,
}

/// A reference to a footnote or an endnote, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// The element that refers to it, `w:footnoteReference` or `w:endnoteReference`.
    pub(super) element: String,
    pub(super) id: String,
    /// A mark that the author wrote.
    pub(super) mark: Option<String>,
}

/// The walk through a story.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    counters: Counters,
    /// Fields that are open, and of each whether its result has begun. What stands before that is its code.
    fields: Vec<bool>,
    /// Text of a paragraph whose mark is deleted: it runs on into the next one.
    carried: String,
    pub(super) changes: Changes,
    pub(super) references: Vec<Reference>,
    /// Documents of other formats that Word shows in place.
    pub(super) embedded: usize,
}

/// Text under construction, with the text boxes that are anchored in it.
#[derive(Default)]
struct Runs<'a> {
    text: String,
    boxes: Vec<&'a Element>,
}

impl<'a> Body<'a> {
    /// At the start of a document.
    pub(super) fn new(styles: &'a Styles, numbering: &'a Numbering) -> Body<'a> {
        Body {
            styles,
            numbering,
            counters: Counters::default(),
            fields: Vec::new(),
            carried: String::new(),
            changes: Changes::default(),
            references: Vec::new(),
            embedded: 0,
        }
    }

    /// The blocks in a body, a note or a text box.
    pub(super) fn blocks(&mut self, container: &Element) -> Vec<Block> {
        let mut out = Vec::new();
        self.block_content(container, false, &mut out);
        self.flush(&mut out);
        out
    }

    /// The text of a table's cell in one line. An automatic number is the text of a cell that has no other.
    pub(super) fn cell(&mut self, container: &Element) -> String {
        let mut out = Vec::new();
        self.block_content(container, true, &mut out);
        self.flush(&mut out);
        let text = |block: Block| match block {
            Block::Paragraph(paragraph) => paragraph.text,
            Block::Table(cells) => cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>().join(" "),
        };
        let lines: Vec<String> = out.into_iter().map(text).map(|line| line.trim().replace('\n', " ")).collect();
        lines.join(" ")
    }

    /// What was carried over from a last paragraph whose mark is deleted.
    fn flush(&mut self, out: &mut Vec<Block>) {
        let text = std::mem::take(&mut self.carried);
        if !text.trim().is_empty() {
            out.push(Block::Paragraph(Paragraph { text, ..Paragraph::default() }));
        }
    }

    fn block_content(&mut self, container: &Element, in_cell: bool, out: &mut Vec<Block>) {
        for element in container.elements() {
            match element.name.as_str() {
                "w:p" => self.paragraph(element, in_cell, out),
                "w:tbl" => tables::blocks(self, element, out),
                "w:sdt" | "w:sdtContent" | "w:customXml" | "w:smartTag" => self.block_content(element, in_cell, out),
                "w:ins" | "w:moveTo" => {
                    self.changes.inserted += 1;
                    self.block_content(element, in_cell, out);
                }
                "w:del" | "w:moveFrom" => self.changes.deleted += 1,
                "w:altChunk" => self.embedded += 1,
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.block_content(chosen, in_cell, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, element: &Element, in_cell: bool, out: &mut Vec<Block>) {
        let properties = element.child("w:pPr");
        let at = |path: &[&str]| properties.and_then(|p| p.value(path));
        let style_id = at(&["w:pStyle"]);
        let style = self.styles.paragraph(style_id);
        let mut runs = Runs::default();
        self.inline(element, style.hidden.unwrap_or(false), &mut runs);
        // A field whose code never ends would swallow the rest of the document.
        self.fields.iter_mut().for_each(|result| *result = true);
        let mark = properties.and_then(|p| p.child("w:rPr"));
        let mark_has = |name| mark.is_some_and(|mark| mark.child(name).is_some());
        self.changes.inserted += usize::from(mark_has("w:ins"));
        if mark_has("w:del") || mark_has("w:moveFrom") {
            self.changes.deleted += 1;
            self.carried.push_str(&runs.text);
        } else {
            let text = std::mem::take(&mut self.carried) + &runs.text;
            let text = text.trim_end_matches(['\n', ' ']).trim_start_matches('\n');
            let blank = text.trim().is_empty();
            let number = self.number(properties, style_id);
            // The empty numbered paragraphs that authors leave behind say nothing, but in a table they are the column of
            // serial numbers. They count in any case.
            let text = match number.as_str() {
                _ if blank && !in_cell => String::new(),
                "" => text.to_owned(),
                number => format!("{number}{}", text.trim_start()),
            };
            if !text.trim().is_empty() {
                let outline = at(&["w:outlineLvl"]).and_then(|v| v.parse::<u8>().ok());
                let own = outline.map(|level| (level < 9).then_some(level + 1));
                out.push(Block::Paragraph(Paragraph {
                    text,
                    heading: own.unwrap_or_else(|| style.heading()).filter(|_| !in_cell),
                    caption: matches!(style.name.as_str(), "caption" | "题注"),
                    contents: style.name.starts_with("toc ") || style.name.starts_with("目录 "),
                }));
            }
        }
        for text_box in runs.boxes {
            self.block_content(text_box, in_cell, out);
        }
    }

    /// What Word writes before the paragraph; counts it.
    fn number(&mut self, properties: Option<&Element>, style_id: Option<&str>) -> String {
        let style = self.styles.paragraph(style_id);
        let own = properties.and_then(|p| p.child("w:numPr"));
        let own_list = own.and_then(|list| list.value(&["w:numId"]));
        let (list, level) = match (own_list, &style.list) {
            (Some(list), _) => {
                let level = own.and_then(styles::level);
                let by_style = || self.numbering.level_of_style(list, style_id?, self.styles);
                (list, level.or_else(by_style).unwrap_or(0))
            }
            (None, Some((list, style_level))) => {
                let by_list = self.numbering.level_of_style(list, &style.list_from, self.styles);
                let own_style = style_id.and_then(|id| self.numbering.level_of_style(list, id, self.styles));
                let level = own.and_then(styles::level).or(own_style).or(*style_level).or(by_list);
                (list.as_str(), level.unwrap_or(0))
            }
            (None, None) => return String::new(),
        };
        self.numbering.next(&mut self.counters, list, level, self.styles)
    }

    /// What stands in a line: runs, and everything that may hold runs.
    fn inline<'e>(&mut self, container: &'e Element, hidden: bool, out: &mut Runs<'e>) {
        for element in container.elements() {
            match element.name.as_str() {
                "w:r" => self.run(element, hidden, out),
                "w:ins" | "w:moveTo" => {
                    self.changes.inserted += 1;
                    self.inline(element, hidden, out);
                }
                "w:del" | "w:moveFrom" => self.changes.deleted += 1,
                "w:hyperlink" | "w:fldSimple" | "w:smartTag" | "w:customXml" | "w:sdt" | "w:sdtContent" | "w:dir"
                | "w:bdo" => self.inline(element, hidden, out),
                "m:oMath" | "m:oMathPara" if self.shown(hidden) => formula(element, &mut out.text),
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.inline(chosen, hidden, out);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether text here is to be seen: not hidden, and not the code of a field.
    fn shown(&self, hidden: bool) -> bool {
        !hidden && self.fields.iter().all(|result| *result)
    }

    fn run<'e>(&mut self, run: &'e Element, hidden: bool, out: &mut Runs<'e>) {
        let properties = run.child("w:rPr");
        let by_style = || self.styles.get(properties?.value(&["w:rStyle"])?)?.hidden;
        let hidden = properties.and_then(|p| p.switch("w:vanish")).or_else(by_style).unwrap_or(hidden);
        let start = out.text.len();
        self.run_content(run, hidden, out);
        let raised = properties.and_then(|p| p.value(&["w:vertAlign"])) == Some("superscript");
        if raised && let Some(digits) = counting::raised(&out.text[start..]) {
            out.text.truncate(start);
            out.text.push_str(&digits);
        }
    }

    fn run_content<'e>(&mut self, run: &'e Element, hidden: bool, out: &mut Runs<'e>) {
        let mut custom_mark = false;
        for element in run.elements() {
            let shown = self.shown(hidden);
            match element.name.as_str() {
                "w:t" if shown && custom_mark => {
                    if let Some(reference) = self.references.last_mut() {
                        reference.mark.get_or_insert_default().push_str(element.text().trim());
                    }
                }
                "w:t" if shown => out.text.push_str(&words(element)),
                "w:tab" | "w:ptab" if shown => out.text.push('\t'),
                "w:br" | "w:cr" if shown => out.text.push('\n'),
                "w:noBreakHyphen" if shown => out.text.push('\u{2011}'),
                "w:sym" if shown => {
                    let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
                    out.text.extend(code.and_then(char::from_u32).map(symbols::symbol));
                }
                "w:footnoteReference" | "w:endnoteReference" if shown => {
                    if let Some(id) = element.attribute("id") {
                        custom_mark = matches!(element.attribute("customMarkFollows"), Some("1" | "true" | "on"));
                        self.references.push(Reference {
                            element: element.name.clone(),
                            id: id.to_owned(),
                            mark: None,
                        });
                    }
                }
                "w:fldChar" => match element.attribute("fldCharType") {
                    Some("begin") => self.fields.push(false),
                    Some("separate") => {
                        if let Some(result) = self.fields.last_mut() {
                            *result = true;
                        }
                    }
                    Some("end") => {
                        self.fields.pop();
                    }
                    _ => {}
                },
                "w:ruby" => {
                    if let Some(base) = element.child("w:rubyBase") {
                        self.inline(base, hidden, out);
                    }
                }
                "w:drawing" | "w:pict" | "w:object" if shown => text_boxes(element, &mut out.boxes),
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.run_content(chosen, hidden, out);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The text of a `w:t`. White space at its ends counts only where it says so; line ends are spaces.
fn words(element: &Element) -> String {
    let text = element.text();
    let kept = if element.attribute("space") == Some("preserve") { text.as_str() } else { text.trim_ascii() };
    kept.replace(['\n', '\r', '\t'], " ")
}

/// The one of the alternatives that has text: newer Words take the first, older ones the fallback, and both say the
/// same.
fn alternative(element: &Element) -> Option<&Element> {
    let first = element.child("mc:Choice");
    let fallback = element.child("mc:Fallback");
    first.filter(|choice| choice.holds("w:t") || !fallback.is_some_and(|f| f.holds("w:t"))).or(fallback)
}

/// The text boxes in a drawing, outermost ones only.
fn text_boxes<'e>(element: &'e Element, out: &mut Vec<&'e Element>) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "w:txbxContent" => out.push(inner),
            "mc:AlternateContent" => {
                if let Some(chosen) = alternative(inner) {
                    text_boxes(chosen, out);
                }
            }
            _ => text_boxes(inner, out),
        }
    }
}

/// The text of a formula, one piece after another.
fn formula(element: &Element, out: &mut String) {
    for child in &element.children {
        if let Child::Element(inner) = child {
            if inner.name == "m:t" {
                out.push_str(&inner.text());
            } else {
                formula(inner, out);
            }
        }
    }
}

impl Changes {
    /// Counts what a table row says of itself; whether the row is deleted.
    pub(super) fn row(&mut self, properties: Option<&Element>) -> bool {
        let has = |name| properties.is_some_and(|p| p.child(name).is_some());
        self.inserted += usize::from(has("w:ins"));
        self.deleted += usize::from(has("w:del"));
        has("w:del")
    }

    /// The note that says how tracked changes were taken, where there are any.
    pub(super) fn note(self) -> Option<Diagnostic> {
        let Changes { inserted, deleted } = self;
        let message = || {
            Message::new(
                format!("文档有修订痕迹：接受插入 {inserted} 处、删除 {deleted} 处"),
                format!("tracked changes were taken as accepted (insertions: {inserted}, deletions: {deleted})"),
            )
        };
        (inserted + deleted > 0)
            .then(|| Diagnostic::new(Severity::Note, Code::TrackedChanges, Span::default(), message()))
            .map(|note| {
                note.help(Message::new(
                    "定稿请先接受或拒绝全部修订",
                    "accept or reject all changes in the final version",
                ))
            })
    }
}
