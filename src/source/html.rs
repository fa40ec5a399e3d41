//! Saved web pages (网页): the visible text, a line a paragraph, with the page's own furniture marked.
//!
//! ```text
//! bytes → characters → tree → facts about each element → one walk in document order → text and marks
//! ```
//!
//! Nothing that a visitor sees is lost. Navigation, share buttons and the metadata table of the page stay in the text
//! and are marked as furniture.

mod flow;

mod element;

mod depth;
mod facts;
mod list;
mod table;

mod furniture;

mod metadata;

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use crate::diagnostic::Noted;
use crate::text::Span;

use element::Edge;
use facts::Facts;
use flow::Flow;

use super::draft::Draft;
use super::encoding::{self, Decoded};
use super::{Format, Source, SourceError};

/// Reads a saved web page. Fails where nothing visible is in it.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    read_declared(bytes, None)
}

/// Reads a page whose encoding was declared before it.
pub(super) fn read_declared(bytes: &[u8], declared: Option<&str>) -> Result<Noted<Source>, SourceError> {
    let within = declared_encoding(bytes);
    let Noted { value: Decoded { text, encoding }, notes } =
        encoding::decode_declared(bytes, declared.or(within.as_deref()))?;
    let page = Html::parse_document(&depth::flattened(&text));
    let mut walk = Walk::new(&page);
    element::visit(page.tree.root(), |edge| walk.step(edge));
    let draft = walk.finish();
    if draft.here() == 0 {
        let pictures = page.tree.values().any(|node| node.as_element().is_some_and(|e| e.name() == "img"));
        return Err(SourceError::NoText { format: Format::Html, pictures });
    }
    let mut noted = draft.finish(Format::Html, encoding, notes);
    // What was noted of the bytes has a place in the markup: in the text it is that of the first lost character, if any.
    let lost = noted.value.text.original().chars().position(|c| c == '\u{fffd}');
    let place = lost.map_or(Span::default(), |at| Span::new(at as u32, at as u32 + 1));
    noted.notes.iter_mut().for_each(|note| note.span = place);
    Ok(noted)
}

/// How far into a page an encoding may be declared. Browsers look at 1024 bytes; saved pages put scripts before it.
const DECLARED_WITHIN: usize = 8192;

/// The encoding that a page declares in a `meta` element or an XML declaration, as it is written there.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head: String = bytes
        .iter()
        .take(DECLARED_WITHIN)
        .map(|b| if b.is_ascii() { b.to_ascii_lowercase() as char } else { '?' })
        .collect();
    let value = |text: &str| -> Option<String> {
        let text = text.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end =
            text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':')).unwrap_or(text.len());
        (end > 0).then(|| text[..end].to_owned())
    };
    if let Some(xml) = head.trim_start().strip_prefix("<?xml")
        && let Some((declaration, _)) = xml.split_once("?>")
        && let Some((_, after)) = declaration.split_once("encoding")
        && let Some(label) = value(after)
    {
        return Some(label);
    }
    head.split("<meta").skip(1).find_map(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        tag.split("charset").skip(1).find_map(value)
    })
}

/// The walk through the page.
struct Walk {
    facts: Facts,
    flow: Flow,
    /// Open elements that are furniture, with the place where they began; only the outermost counts.
    furniture: Option<(NodeId, u32)>,
    heading: Option<(NodeId, u8, u32)>,
    in_main: bool,
    /// A sentence of the report has been passed: metadata tables stand before it.
    in_prose: bool,
    lists: HashMap<NodeId, u32>,
}

impl Walk {
    fn new(page: &Html) -> Walk {
        Walk {
            facts: Facts::new(page),
            flow: Flow::default(),
            furniture: None,
            heading: None,
            in_main: false,
            in_prose: false,
            lists: HashMap::new(),
        }
    }

    /// One edge of the tree; whether to go into the element that opens.
    fn step(&mut self, edge: Edge<'_>) -> bool {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => {
                    self.flow.text(text);
                    false
                }
                Node::Element(_) => self.open(node),
                Node::Document | Node::Fragment => true,
                _ => false,
            },
            Edge::Close(node) => {
                self.close(node);
                true
            }
        }
    }

    fn open(&mut self, node: NodeRef<'_, Node>) -> bool {
        let Some(element) = node.value().as_element() else { return false };
        if element::is_hidden(element) {
            return false;
        }
        let name = element.name();
        if element::is_block(name) {
            self.end_line();
        }
        if self.facts.main() == Some(node.id()) {
            self.in_main = true;
        }
        let place = furniture::Place { in_main: self.in_main, in_prose: self.in_prose };
        if self.furniture.is_none() {
            let fact = self.facts.of(node.id());
            if !self.facts.holds_main(node.id())
                && fact.chars <= metadata::LONGEST
                && let Some(pairs) = metadata::pairs(node, place)
            {
                self.end_line();
                self.flow.lines(|draft| {
                    let start = draft.here();
                    pairs.iter().for_each(|line| {
                        draft.line(line);
                    });
                    draft.furniture(Span::new(start, draft.here()));
                });
                return false;
            }
            if furniture::is_furniture(element, node.id(), &self.facts, place) {
                self.furniture = Some((node.id(), self.flow.mark()));
            }
        }
        match name {
            "br" | "hr" => {
                self.end_line();
                return false;
            }
            "table" if self.furniture.is_none() => {
                if let Some(grid) = table::data(node) {
                    self.flow.lines(|draft| {
                        let caption = grid.caption.map(|caption| draft.line(&caption));
                        draft.table(&grid.cells, caption);
                    });
                    return false;
                }
            }
            "sup" => {
                if let Some(raised) = element::superscript(node) {
                    self.flow.text(&raised);
                    return false;
                }
            }
            "li" if self.furniture.is_none() => {
                if let Some(mark) = list::marker(node, &mut self.lists) {
                    self.flow.text(&mark);
                }
            }
            "pre" | "xmp" | "listing" => self.flow.preformatted += 1,
            _ => {}
        }
        if let Some(level) = element::heading_level(name) {
            self.heading = Some((node.id(), level, self.flow.mark()));
        }
        true
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        let Some(element) = node.value().as_element() else { return };
        let name = element.name();
        if element::is_block(name) {
            self.end_line();
        }
        if matches!(name, "pre" | "xmp" | "listing") {
            self.flow.preformatted = self.flow.preformatted.saturating_sub(1);
        }
        if let Some((id, level, start)) = self.heading
            && id == node.id()
        {
            self.flow.draft.heading(Span::new(start, self.flow.draft.here()), level);
            self.heading = None;
        }
        if let Some((id, start)) = self.furniture
            && id == node.id()
        {
            self.flow.draft.furniture(Span::new(start, self.flow.draft.here()));
            self.furniture = None;
        }
        if self.facts.main() == Some(node.id()) {
            self.in_main = false;
        }
    }

    fn end_line(&mut self) {
        let Some(line) = self.flow.end_line() else { return };
        if self.furniture.is_some() || self.heading.is_some() {
            return;
        }
        let text = self.flow.draft.since(line.start);
        if self.in_main {
            self.in_prose |= furniture::is_prose(text);
        } else if furniture::is_furniture_line(text) {
            self.flow.draft.furniture(line);
        }
    }

    fn finish(mut self) -> Draft {
        self.end_line();
        self.flow.draft
    }
}

#[cfg(test)]
mod tests;
