//! Tables that hold data, and tables that only lay out the page (数据表格与布局表格).

use ego_tree::NodeRef;
use scraper::Node;

use crate::source::draft::{DraftCell, place};

use super::element::{self, Edge};

/// A cell with more text than this (in scalar values) holds a part of the page.
const LONGEST_CELL: usize = 400;

/// A table that holds data.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) caption: Option<String>,
    pub(super) cells: Vec<DraftCell>,
}

/// The data of a table element, or `None` where it lays out the page: one column, another table inside, a cell with
/// paragraphs of prose, or nothing in it.
pub(super) fn data(table: NodeRef<'_, Node>) -> Option<Grid> {
    let role = table.value().as_element()?.attr("role").unwrap_or_default();
    if matches!(role, "presentation" | "none") {
        return None;
    }
    let mut caption = None;
    let mut rows: Vec<Vec<(String, u32, u32, bool)>> = Vec::new();
    let mut head = false;
    let mut layout = false;
    element::visit(table, |edge| {
        let (Edge::Open(node) | Edge::Close(node)) = edge;
        let Some(inner) = node.value().as_element().filter(|e| !element::is_hidden(e)) else { return false };
        let opens = matches!(edge, Edge::Open(_));
        match inner.name() {
            "thead" => head = opens,
            "table" if opens && node != table => layout = true,
            "caption" if opens => {
                caption = Some(element::text(node)).filter(|c| !c.trim().is_empty());
                return false;
            }
            "tr" if opens => rows.push(Vec::new()),
            "td" | "th" if opens => {
                let number = |name| inner.attr(name).and_then(|v| v.trim().parse::<u32>().ok());
                if holds_table(node) {
                    layout = true;
                    return false;
                }
                let text = element::text(node);
                layout |= text.chars().count() > LONGEST_CELL || paragraphs(node) >= 2;
                let header = head || inner.name() == "th";
                if let Some(row) = rows.last_mut() {
                    row.push((text, number("rowspan").unwrap_or(1), number("colspan").unwrap_or(1), header));
                }
                return false;
            }
            _ => {}
        }
        !layout
    });
    if layout {
        return None;
    }
    rows.retain(|row| !row.is_empty());
    let cells = place(rows);
    let columns = cells.iter().map(|c| c.column + 1).max().unwrap_or(0);
    let filled = cells.iter().filter(|c| !c.text.trim().is_empty()).count();
    (columns >= 2 && filled >= 2).then_some(Grid { caption, cells })
}

/// The texts of the cells, row by row, wherever they are.
pub(super) fn rows(table: NodeRef<'_, Node>) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    element::visit(table, |edge| {
        let Edge::Open(node) = edge else { return true };
        let Some(inner) = node.value().as_element().filter(|e| !element::is_hidden(e)) else { return false };
        match inner.name() {
            "tr" => rows.push(Vec::new()),
            "td" | "th" if !holds_table(node) => {
                if let Some(row) = rows.last_mut() {
                    row.push(element::text(node));
                }
                return false;
            }
            _ => {}
        }
        true
    });
    rows
}

fn holds_table(cell: NodeRef<'_, Node>) -> bool {
    cell.descendants().any(|n| n.value().as_element().is_some_and(|e| e.name() == "table"))
}

/// How many paragraphs of a cell end as sentences do.
fn paragraphs(cell: NodeRef<'_, Node>) -> usize {
    let blocks =
        cell.descendants().skip(1).filter(|n| n.value().as_element().is_some_and(|e| matches!(e.name(), "p" | "div")));
    blocks.filter(|n| element::text(*n).trim_end().ends_with('。')).count()
}
