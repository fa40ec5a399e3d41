//! Excel workbooks (.xlsx): titles and notes as lines, what stands in rows and columns as tables, numbers as the cells
//! show them. Sheets that are hidden are left out.

mod shown;

mod sheet;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::Span;

use super::container::xml::Element;
use super::container::{self, Zip, folder, resolved};
use super::draft::Draft;
use super::{Format, Source, SourceError};

use sheet::Sheet;
use shown::Styles;

/// Reads a workbook. Fails where its package is broken, beyond a limit, or without text.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    let format = Format::Xlsx;
    let mut zip = Zip::open(bytes, format)?;
    let place = "xl/workbook.xml";
    let workbook = zip.root(place)?.ok_or_else(|| container::missing(format, place))?;
    let relations = relations(&mut zip, place)?;
    let strings = strings(&mut zip)?;
    let is_1904 = workbook.child("s:workbookPr").and_then(|found| found.attribute("date1904"));
    let styles = Styles::read(zip.root("xl/styles.xml")?.as_ref(), matches!(is_1904, Some("1" | "true")));
    let mut draft = Draft::default();
    let (mut hidden, mut unstored, mut bytes) = (0, 0, 0);
    for sheet in workbook.child("s:sheets").iter().flat_map(|sheets| sheets.elements()) {
        if matches!(sheet.attribute("state"), Some("hidden" | "veryHidden")) {
            hidden += 1;
            continue;
        }
        let target = sheet.attribute("id").and_then(|id| relations.get(id));
        let Some(root) = target.map(|target| zip.root(target)).transpose()?.flatten() else { continue };
        let found = Sheet::read(&root, &strings, &styles, &mut bytes)?;
        unstored += found.unstored;
        found.write(&mut draft);
    }
    if draft.here() == 0 {
        return Err(SourceError::NoText { format, pictures: zip.has("xl/media/image1.png") });
    }
    Ok(draft.finish(format, "UTF-8", notes(hidden, unstored)))
}

/// What was left out.
fn notes(hidden: usize, unstored: usize) -> Vec<Diagnostic> {
    let note = |severity, zh: String, en: String| {
        Diagnostic::new(severity, Code::LeftOut, Span::default(), Message::new(zh, en))
    };
    let mut out = Vec::new();
    if hidden > 0 {
        out.push(note(
            Severity::Note,
            format!("{hidden} 张隐藏的工作表未计入正文"),
            format!("{hidden} hidden sheets left out"),
        ));
    }
    if unstored > 0 {
        let (zh, en) = (
            format!("{unstored} 个单元格只有公式，没有存下结果，其值缺失"),
            format!("{unstored} cells hold a formula and no result: their values are missing"),
        );
        out.push(note(Severity::Warning, zh, en).help(Message::new(
            "请用 Excel 或 WPS 打开并保存一次",
            "open the file in Excel or LibreOffice and save it once",
        )));
    }
    out
}

/// The parts that a part refers to, by their ids.
fn relations(zip: &mut Zip<'_>, place: &str) -> Result<BTreeMap<String, String>, SourceError> {
    let (folder, name) = (folder(place), place.rsplit('/').next().unwrap_or_default());
    let root = zip.root(&format!("{folder}/_rels/{name}.rels"))?;
    let one = |found: &Element| Some((found.attribute("Id")?.to_owned(), resolved(folder, found.attribute("Target")?)));
    Ok(root.iter().flat_map(|root| root.elements()).filter_map(one).collect())
}

/// The texts that cells share.
fn strings(zip: &mut Zip<'_>) -> Result<Vec<String>, SourceError> {
    let root = zip.root("xl/sharedStrings.xml")?;
    Ok(root.iter().flat_map(|root| root.elements()).map(sheet::text).collect())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    /// A workbook of one sheet; every style is a number format, from 0.
    fn workbook(sheet: &str, styles: &[(u32, &str)]) -> Vec<u8> {
        let space = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
                     xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";
        let codes: String =
            styles.iter().map(|(id, code)| format!("<numFmt numFmtId='{id}' formatCode='{code}'/>")).collect();
        let cells: String = styles.iter().map(|(id, _)| format!("<xf numFmtId='{id}'/>")).collect();
        let parts = [
            (
                "xl/workbook.xml",
                format!(
                    "<workbook {space}><sheets><sheet name='a' sheetId='1' r:id='x'/>\
                     <sheet name='b' state='hidden' r:id='y'/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
                 <Relationship Id='x' Target='worksheets/sheet1.xml'/></Relationships>"
                    .to_owned(),
            ),
            (
                "xl/styles.xml",
                format!("<styleSheet {space}><numFmts>{codes}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>"),
            ),
            (
                "xl/sharedStrings.xml",
                format!(
                    "<sst {space}><si><t>项目</t></si><si><r><t>本</t></r><r><t>年</t></r><rPh><t>x</t></rPh></si></sst>"
                ),
            ),
            ("xl/worksheets/sheet1.xml", format!("<worksheet {space}>{sheet}</worksheet>")),
        ];
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn text(cell: &str, value: &str) -> String {
        format!("<c r='{cell}' t='inlineStr'><is><t>{value}</t></is></c>")
    }

    #[test]
    fn titles_are_lines_and_the_rest_is_a_table() {
        let sheet = format!(
            "<sheetData><row r='1'>{}</row><row r='2'>{}{}</row><row r='3'><c r='A3' t='s'><v>0</v></c>\
             <c r='C3' t='s'><v>1</v></c></row><row r='4'>{}<c r='C4'><v>59</v></c><c r='D4'><f>A1</f></c></row>\
             <row r='5'>{}<c r='C5'><v>0.30000000000000004</v></c></row><row r='6'>{}</row></sheetData>\
             <mergeCells><mergeCell ref='A1:D1'/><mergeCell ref='A4:A5'/></mergeCells>",
            text("A1", "2023年办案情况表"),
            text("A2", "填报：甲局"),
            text("D2", "单位：件"),
            text("A4", "行政复议"),
            text("B5", "其中"),
            text("A6", "注：全年数。"),
        );
        let noted = read(&workbook(&sheet, &[])).unwrap();
        let source = noted.value;
        assert_eq!(
            source.text.original(),
            "2023年办案情况表\n填报：甲局\n单位：件\n项目\t\t本年\n行政复议\t\t59\n\t其中\t0.3\n注：全年数。\n"
        );
        let cells: Vec<_> =
            source.tables[0].cells.iter().map(|c| (source.text.str(c.span), c.row, c.column, c.rows)).collect();
        assert_eq!(cells[2], ("行政复议", 1, 0, 2));
        assert_eq!(cells[5], ("0.3", 2, 2, 1));
        assert_eq!(
            noted.notes.iter().map(|note| note.severity).collect::<Vec<_>>(),
            [Severity::Note, Severity::Warning]
        );
    }

    #[test]
    fn numbers_are_what_the_cells_show() {
        let styles = [
            (10, ""),
            (4, ""),
            (14, ""),
            (176, "0.0&quot;万元&quot;"),
            (177, "yyyy&quot;年&quot;m&quot;月&quot;"),
            (178, "#,##0_);(#,##0)"),
        ];
        let values = ["0.1256", "1234567.891", "45291", "12.36", "45291", "-1234"];
        let cells: String =
            values.iter().enumerate().map(|(at, value)| format!("<c s='{at}'><v>{value}</v></c>")).collect();
        let sheet =
            format!("<sheetData><row>{cells}</row><row>{}{}</row></sheetData>", text("A2", "甲"), text("B2", "乙"));
        let source = read(&workbook(&sheet, &styles)).unwrap().value;
        let shown: Vec<&str> = source.text.original().lines().next().unwrap().split('\t').collect();
        assert_eq!(shown, ["12.56%", "1,234,567.89", "2023-12-31", "12.4万元", "2023年12月", "-1,234"]);
    }

    #[test]
    fn a_text_that_many_cells_share_has_a_bound() {
        let space = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
        let cells = "<c t='s'><v>0</v></c>".repeat(90_000);
        let xml = format!("<worksheet {space}><sheetData><row>{cells}</row></sheetData></worksheet>");
        let root = container::xml::parse(&xml, Format::Xlsx).unwrap();
        let read = Sheet::read(&root, &["全年".repeat(200)], &Styles::read(None, false), &mut 0);
        assert!(matches!(read, Err(SourceError::TooMuch { .. })));
    }

    #[test]
    fn far_cells_take_no_room() {
        let sheet = format!(
            "<sheetData><row r='1'>{}{}</row><row r='1048576'>{}</row></sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>",
            text("A1", "甲"),
            text("XFD1", "乙"),
            text("B1048576", "丙")
        );
        assert_eq!(read(&workbook(&sheet, &[])).unwrap().value.text.original(), "甲\t乙\n丙\n");
    }
}
