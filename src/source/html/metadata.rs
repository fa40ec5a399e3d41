//! The table of a document's particulars that government sites put above it (公文元数据): 索引号, 文号, 发布机构, 日期.

use ego_tree::NodeRef;
use scraper::Node;

use super::element::{self, Edge};
use super::furniture::Place;
use super::table;

/// What such tables call their fields, without white space and colons: one a line.
const LABELS: &str = include_str!("../../config/page-labels.txt");

/// The field that only such tables have.
const INDEX: &str = "索引号";

/// Longest text (in scalar values) that still is such a table.
pub(super) const LONGEST: u32 = 900;

/// The lines “索引号：…” of a metadata table, or `None` where the element is none.
///
/// A table of the report that has a column 文号 is none: its labels stand in one row, and values below them.
pub(super) fn pairs(node: NodeRef<'_, Node>, place: Place) -> Option<Vec<String>> {
    let element = node.value().as_element()?;
    let list = matches!(element.name(), "ul" | "dl" | "div");
    if (element.name() != "table" && !list) || (place.in_main && place.in_prose) {
        return None;
    }
    let rows = if list { leaves(node)? } else { table::rows(node) };
    let mut lines = Vec::new();
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut cells = row.iter().filter(|cell| !cell.trim().is_empty()).peekable();
        while let Some(cell) = cells.next() {
            let value = match label(cell) {
                Some((name, "")) => {
                    let value = cells.next_if(|next| label(next).is_none()).map(|v| v.trim()).unwrap_or_default();
                    (name, value)
                }
                Some(pair) => pair,
                None => {
                    lines.push(cell.trim().to_owned());
                    continue;
                }
            };
            if !value.1.is_empty() {
                found.push((at, value.0.clone()));
            }
            lines.push(format!("{}：{}", value.0, value.1));
        }
    }
    let strong = found.iter().any(|(_, name)| name.contains(INDEX));
    let spread = found.iter().any(|(row, _)| Some(row) != found.first().map(|(first, _)| first));
    let enough = found.len() >= 2 && (strong || list || spread || rows.len() == 1);
    // Most of it must be pairs, or it is a part of the page that happens to have such a table in it.
    (enough && found.len() * 2 >= lines.len()).then_some(lines)
}

/// A cell's label and the value behind the colon, which may be empty; `None` where it does not begin with a label.
fn label(cell: &str) -> Option<(String, &str)> {
    let (name, value) = match cell.find(['：', ':']) {
        Some(at) => {
            let (name, rest) = cell.split_at(at);
            (name, rest.trim_start_matches(['：', ':']).trim())
        }
        None => (cell, ""),
    };
    let name: String = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '【' | '】' | '[' | ']')).collect();
    LABELS.lines().any(|label| label == name).then_some((name, value))
}

/// The texts of the innermost elements of a list, as one row each; `None` where there is more than such tables have.
fn leaves(node: NodeRef<'_, Node>) -> Option<Vec<Vec<String>>> {
    const MOST: usize = 60;
    const MOST_NODES: usize = 600;
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut nodes = 0;
    element::visit(node, |edge| {
        nodes += 1;
        if rows.len() + row.len() > MOST || nodes > MOST_NODES {
            return false;
        }
        match edge {
            Edge::Open(inner) => match inner.value() {
                Node::Text(text) => {
                    let text = text.trim();
                    if !text.is_empty() {
                        row.push(text.to_owned());
                    }
                    false
                }
                Node::Element(element) => {
                    if element.name() == "li" || element.name() == "dt" {
                        rows.push(std::mem::take(&mut row));
                    }
                    !element::is_hidden(element) && element.name() != "table"
                }
                _ => false,
            },
            Edge::Close(_) => true,
        }
    });
    rows.push(row);
    rows.retain(|row| !row.is_empty());
    (nodes <= MOST_NODES && rows.iter().map(Vec::len).sum::<usize>() <= MOST).then_some(rows)
}
