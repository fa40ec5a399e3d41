//! The ordinals that a browser writes before the items of a list (列表编号).

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use crate::source::counting::Style;

use super::element;
use crate::text::signs::HAN_NUMBERS;

/// The mark of a list item, as the browser shows it; `None` in lists without ordinals, and where the author has
/// written one. `counts` holds the last ordinal of each list.
pub(super) fn marker(item: NodeRef<'_, Node>, counts: &mut HashMap<NodeId, u32>) -> Option<String> {
    let list = item.parent()?;
    let element = list.value().as_element().filter(|e| e.name() == "ol")?;
    let number = |text: Option<&str>| text.and_then(|t| t.trim().parse::<u32>().ok());
    let next = match counts.get(&list.id()) {
        Some(last) => last.saturating_add(1),
        None => number(element.attr("start")).unwrap_or(1),
    };
    let value = number(item.value().as_element().and_then(|e| e.attr("value"))).unwrap_or(next);
    counts.insert(list.id(), value);
    let style = element::style_of(element);
    if style.contains("list-style:none") || style.contains("list-style-type:none") {
        return None;
    }
    let text = item.descendants().filter_map(|n| n.value().as_text()).find(|t| !t.trim().is_empty());
    let written = text.is_some_and(|t| {
        t.trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '（' | '①'..='⒛') || HAN_NUMBERS.contains(c))
    });
    if written {
        return None;
    }
    let ideographic = ["cjk-ideographic", "simp-chinese", "trad-chinese"].iter().any(|name| style.contains(name));
    let (style, end) = match element.attr("type") {
        _ if ideographic => (Style::ChineseThousand, "、"),
        Some("a") => (Style::LowerLetter, ". "),
        Some("A") => (Style::UpperLetter, ". "),
        Some("i") => (Style::LowerRoman, ". "),
        Some("I") => (Style::UpperRoman, ". "),
        _ => (Style::Decimal, ". "),
    };
    Some(format!("{}{end}", style.write(value)))
}
