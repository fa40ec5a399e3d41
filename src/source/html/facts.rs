//! What is known of each element before the text is written: how much text and how many links are in it, and which
//! element holds the report (正文区).

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::element::{self, Edge};

/// Sums over an element and everything visible in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fact {
    /// Characters that are not white space.
    pub(super) chars: u32,
    /// Those of them in links.
    pub(super) linked: u32,
    /// Links.
    pub(super) links: u32,
    /// Ends of sentences outside links.
    pub(super) sentences: u32,
    /// A heading of the first or second level is in it.
    pub(super) titled: bool,
}

impl Fact {
    fn add(&mut self, other: Fact) {
        self.chars += other.chars;
        self.linked += other.linked;
        self.links += other.links;
        self.sentences += other.sentences;
        self.titled |= other.titled;
    }

    /// Characters outside links: what a report is made of.
    pub(super) fn weight(self) -> u32 {
        self.chars - self.linked
    }
}

/// The facts of a page.
#[derive(Debug, Default)]
pub(super) struct Facts {
    facts: HashMap<NodeId, Fact>,
    /// The element that holds the report, and all around it.
    path: Vec<NodeId>,
    around: HashSet<NodeId>,
}

impl Facts {
    /// Goes through the page once, and then down to the element that holds most of its text.
    pub(super) fn new(page: &Html) -> Facts {
        let mut facts = Facts::default();
        let mut open: Vec<Fact> = Vec::new();
        let mut links = 0_u32;
        element::visit(page.tree.root(), |edge| match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => {
                    if let Some(fact) = open.last_mut() {
                        fact.add(of_text(text, links > 0));
                    }
                    false
                }
                Node::Element(element) if element::is_hidden(element) => false,
                Node::Element(element) => {
                    let link = element.name() == "a";
                    links += u32::from(link);
                    let titled = matches!(element::heading_level(element.name()), Some(1 | 2));
                    open.push(Fact { links: u32::from(link), titled, ..Fact::default() });
                    true
                }
                Node::Document | Node::Fragment => true,
                _ => false,
            },
            Edge::Close(node) => {
                if let Some(element) = node.value().as_element() {
                    links -= u32::from(element.name() == "a");
                    let fact = open.pop().unwrap_or_default();
                    facts.facts.insert(node.id(), fact);
                    if let Some(outer) = open.last_mut() {
                        outer.add(fact);
                    }
                }
                true
            }
        });
        facts.find_main(page);
        facts
    }

    /// From the root down, as long as one child holds nearly everything.
    fn find_main(&mut self, page: &Html) {
        let mut node = *page.root_element();
        loop {
            self.path.push(node.id());
            self.around.insert(node.id());
            let weight = self.of(node.id()).weight();
            let heavy = |child: &NodeRef<'_, Node>| {
                let inline = child.value().as_element().is_none_or(|e| {
                    !element::is_block(e.name()) || matches!(e.name(), "p" | "li" | "blockquote" | "pre" | "dd")
                });
                !inline && self.of(child.id()).weight() * 10 >= weight * 6
            };
            match node.children().find(heavy) {
                Some(child) if weight > 0 => node = child,
                _ => return,
            }
        }
    }

    /// The facts of an element; nothing for one that is hidden.
    pub(super) fn of(&self, id: NodeId) -> Fact {
        self.facts.get(&id).copied().unwrap_or_default()
    }

    /// The element that holds the report.
    pub(super) fn main(&self) -> Option<NodeId> {
        self.path.last().copied()
    }

    /// Whether an element is the one that holds the report, or around it.
    pub(super) fn holds_main(&self, id: NodeId) -> bool {
        self.around.contains(&id)
    }
}

fn of_text(text: &str, linked: bool) -> Fact {
    let chars = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
    let sentences = text.chars().filter(|c| matches!(c, '。' | '；' | '！')).count() as u32;
    if linked { Fact { chars, linked: chars, ..Fact::default() } } else { Fact { chars, sentences, ..Fact::default() } }
}
