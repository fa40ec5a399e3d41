//! The first reader: glyphs with their places, and tables by their ruled lines (字形与表格线).
//!
//! The crate below decodes fonts and finds ruled tables very well, but it takes indented paragraphs of Chinese for one
//! and drops page numbers; so its glyphs and its tables are used, and its paragraphs only where a page is set in
//! columns or turned.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use unpdf::model::{Block, Table};
use unpdf::parser::backend::{PdfBackend, RawBackend};
use unpdf::parser::{LayoutAnalyzer, TextSpan};
use unpdf::{Error, PageSelection, PageStreamOptions, ParseEvent, ParseOptions, PdfParser};

use crate::source::draft::{DraftCell, place};
use crate::source::{Format, SourceError};

use super::line::{self, Item, Page, Piece, is_wide, tidy};
use super::{Pages, damaged};

/// Page numbers and running heads stand in this share of the page at its top and at its bottom.
const EDGE: f32 = 0.12;

/// The specification's largest page is 14400 points; glyphs further out than this are those of a broken file.
const FARTHEST: f32 = 20_000.0;

/// Reads the pages of a file, as far as `most` of them and as long as `stop` is false.
///
/// The glyphs come first. Pages whose glyphs lie beyond all bounds are not looked through for tables and columns: the
/// crate measures out the room between glyphs in memory, and running out of it ends the whole program.
pub(super) fn read(bytes: &[u8], most: u32, stop: &AtomicBool) -> Result<Pages, SourceError> {
    let options = ParseOptions::new().sequential();
    let backend = RawBackend::load_bytes(bytes).map_err(error)?;
    let ids = backend.pages();
    let mut out = Pages { missing: (ids.len() as u32).saturating_sub(most), ..Pages::default() };
    let analyzer = LayoutAnalyzer::new(&backend);
    let mut spans: BTreeMap<u32, Vec<TextSpan>> = BTreeMap::new();
    for &number in ids.keys().take(most as usize) {
        if stop.load(Ordering::Relaxed) {
            return Ok(out);
        }
        match analyzer.extract_page_spans(number) {
            Ok(found) => {
                spans.insert(number, found);
            }
            Err(_) => out.missing += 1,
        }
    }
    let sane: Vec<u32> =
        spans.iter().filter(|(_, found)| found.iter().all(is_sane)).map(|(number, _)| *number).collect();
    let mut structure = BTreeMap::new();
    if !sane.is_empty() {
        let take = |event: ParseEvent| {
            if let ParseEvent::PageParsed(page) = event {
                structure.insert(page.number, page);
            }
            if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let parser = PdfParser::from_bytes_with_options(bytes, options.clone()).map_err(error)?;
        let stream = PageStreamOptions { pages: PageSelection::Pages(sane), ..PageStreamOptions::from(&options) };
        let quality = parser.for_each_page(stream, take).map_err(error)?;
        out.damaged = quality.xref_reconstructed || quality.pages_incomplete;
    }
    for (number, mut spans) in spans {
        out.damaged |= !spans.iter().all(is_sane);
        spans.retain(is_sane);
        let bounds = ids.get(&number).map(|id| backend.crop_box(*id));
        let (bottom, top) = bounds.map_or((0.0, 842.0), |b| (b.lly, b.ury));
        let page = structure.remove(&number);
        if let Some(page) = &page {
            out.pictures |= page.image_op_count > 0;
            out.damaged |= page.undecodable_content_streams > 0;
            out.lost += page.suppressed_text_runs as u32 + page.undecoded_text_codes;
        }
        out.pages.push(match page {
            Some(page) if !runs_across(&spans, &page) => ordered(&page.elements),
            page => measured(pieces(spans), page.map(|p| tables(&p.elements)).unwrap_or_default(), bottom, top),
        });
    }
    Ok(out)
}

fn is_sane(span: &TextSpan) -> bool {
    [span.x, span.y, span.width, span.font_size].iter().all(|v| v.is_finite() && v.abs() < FARTHEST)
}

fn error(error: Error) -> SourceError {
    match error {
        Error::Encrypted | Error::InvalidPassword => SourceError::Locked { format: Format::Pdf },
        error => damaged("解析失败", error.to_string()),
    }
}

/// Whether the lines of a page run across all of it: not so where it is set in columns, or turned.
fn runs_across(spans: &[TextSpan], page: &unpdf::model::Page) -> bool {
    let turned = spans.iter().filter(|span| span.is_rotated()).count();
    page.column_count <= 1 && turned * 4 <= spans.len()
}

fn pieces(spans: Vec<TextSpan>) -> Vec<Piece> {
    let piece = |span: TextSpan| {
        let width = match span.ink_width {
            Some(ink) if span.width_measured => ink,
            _ if span.width > 0.0 => span.width,
            _ => span.text.chars().map(|c| if is_wide(c) { span.font_size } else { span.font_size / 2.0 }).sum(),
        };
        Piece { right: span.x + width, text: span.text, x: span.x, y: span.y, size: span.font_size }
    };
    // What stands askew is a watermark or a stamp.
    spans.into_iter().filter(|span| !span.is_rotated()).map(piece).collect()
}

fn measured(pieces: Vec<Piece>, tables: Vec<Vec<DraftCell>>, bottom: f32, top: f32) -> Page {
    let mut lines = line::lines(pieces);
    let band = EDGE * (top - bottom);
    for line in &mut lines {
        line.edge = line.y > top - band || line.y < bottom + band;
    }
    Page { lines, tables, ordered: None }
}

fn ordered(blocks: &[Block]) -> Page {
    let mut items = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) => items.push(Item::Table(cells(table))),
            Block::Paragraph(paragraph) => items.push(Item::Text(tidy(&paragraph.plain_text().replace('\n', " ")))),
            Block::Code { content } | Block::Raw { content } => {
                items.extend(content.lines().map(|line| Item::Text(tidy(line))));
            }
            _ => {}
        }
    }
    items.retain(|item| match item {
        Item::Text(text) | Item::Furniture(text) => !text.is_empty(),
        Item::Table(cells) => !cells.is_empty(),
    });
    Page { ordered: Some(items), ..Page::default() }
}

fn tables(blocks: &[Block]) -> Vec<Vec<DraftCell>> {
    let tables = blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables.map(cells).collect()
}

/// The cells of a table in their places. Lines that are wrapped in a cell are one.
///
/// No cell counts as a header: the crate takes the first row for one whatever it is.
fn cells(table: &Table) -> Vec<DraftCell> {
    let row = |row: &unpdf::model::TableRow| {
        let cell = |cell: &unpdf::model::TableCell| {
            let text = tidy(&cell.plain_text().replace(['\n', '\r'], " "));
            (text, u32::from(cell.rowspan).max(1), u32::from(cell.colspan).max(1), false)
        };
        row.cells.iter().map(cell).collect()
    };
    place(table.rows.iter().map(row).collect())
}
