//! What an element is by itself: hidden or not, a block or not, and what text it holds (元素).

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use crate::source::counting;

use super::flow::Flow;

/// A step of a walk through the tree.
#[derive(Clone, Copy)]
pub(super) enum Edge<'a> {
    /// A node begins; the answer says whether to go into it.
    Open(NodeRef<'a, Node>),
    /// A node that was gone into ends; the answer is not looked at.
    Close(NodeRef<'a, Node>),
}

/// Walks through a tree in document order. No recursion: pages nest as deeply as they like.
pub(super) fn visit<'a>(root: NodeRef<'a, Node>, mut step: impl FnMut(Edge<'a>) -> bool) {
    let mut node = root;
    loop {
        if step(Edge::Open(node)) {
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            step(Edge::Close(node));
        }
        loop {
            if node == root {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
            step(Edge::Close(node));
        }
    }
}

/// Whether nobody sees the element and what is in it.
pub(super) fn is_hidden(element: &Element) -> bool {
    let never = matches!(
        element.name(),
        "head"
            | "title"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "noframes"
            | "object"
            | "embed"
            | "iframe"
            | "audio"
            | "video"
            | "canvas"
            | "svg"
            | "datalist"
            | "rp"
            | "meta"
            | "link"
    );
    let style = style_of(element);
    let declared = |property: &str, value: &str| style.contains(&format!("{property}:{value}"));
    never
        || element.attr("hidden").is_some_and(|v| !v.eq_ignore_ascii_case("until-found"))
        || declared("display", "none")
        || declared("visibility", "hidden")
        || declared("visibility", "collapse")
        || (element.attr("aria-hidden") == Some("true") && matches!(element.name(), "i" | "span" | "em" | "b"))
        || (element.name() == "input" && element.attr("type").is_some_and(|t| t.eq_ignore_ascii_case("hidden")))
}

/// The inline style in lower case and without white space.
pub(super) fn style_of(element: &Element) -> String {
    let style = element.attr("style").unwrap_or_default();
    style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether an element begins and ends a line.
pub(super) fn is_block(name: &str) -> bool {
    heading_level(name).is_some()
        || matches!(
            name,
            "html"
                | "body"
                | "address"
                | "article"
                | "aside"
                | "blockquote"
                | "button"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "legend"
                | "li"
                | "listing"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "optgroup"
                | "option"
                | "p"
                | "pre"
                | "search"
                | "section"
                | "select"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "textarea"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "ul"
                | "xmp"
        )
}

/// The depth of a heading element, from 1.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The visible text of a node in one line; line breaks become spaces.
pub(super) fn text(node: NodeRef<'_, Node>) -> String {
    let mut flow = Flow::default();
    visit(node, |edge| match edge {
        Edge::Open(inner) => match inner.value() {
            Node::Text(text) => {
                flow.text(text);
                false
            }
            Node::Element(element) if is_hidden(element) => false,
            Node::Element(element) => {
                if element.name() == "br" || (is_block(element.name()) && inner != node) {
                    flow.end_line();
                }
                let raised = if element.name() == "sup" { superscript(inner) } else { None };
                if let Some(raised) = &raised {
                    flow.text(raised);
                }
                raised.is_none()
            }
            _ => false,
        },
        Edge::Close(inner) => {
            if inner != node && inner.value().as_element().is_some_and(|e| is_block(e.name())) {
                flow.end_line();
            }
            true
        }
    });
    flow.end_line();
    flow.draft.since(0).trim_end_matches('\n').replace('\n', " ")
}

/// Raised digits as the characters that look so; `None` where the element holds more or other than a few digits.
pub(super) fn superscript(node: NodeRef<'_, Node>) -> Option<String> {
    let mut digits = String::new();
    for text in node.descendants().filter_map(|n| n.value().as_text()) {
        digits.push_str(text.trim_ascii());
        if digits.len() > 16 {
            return None;
        }
    }
    counting::raised(&digits)
}
