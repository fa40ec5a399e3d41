//! Reading files as they are: real ones where they are at hand, and broken ones of every kind.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use nianlun::diagnostic::{Code, Noted};
use nianlun::source::{self, Format, Source};
use nianlun::text::Span;
use proptest::prelude::*;

/// A file beside the repository or in it; says so where it is not there.
fn file(path: &str) -> Option<Vec<u8>> {
    let full: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let bytes = std::fs::read(full).ok();
    if bytes.is_none() {
        eprintln!("LEFT OUT: {path} is not here");
    }
    bytes
}

fn read(path: &str) -> Option<Noted<Source>> {
    let noted = source::read(&file(path)?, path).unwrap_or_else(|error| panic!("{path}: {error}"));
    sound(&noted.value);
    Some(noted)
}

/// Every mark leads to text, in order; no two places of furniture touch.
fn sound(source: &Source) {
    let inside = |span: Span| assert!(span.start <= span.end && span.end <= source.text.len(), "{span:?}");
    source.furniture.iter().for_each(|span| inside(*span));
    assert!(source.furniture.windows(2).all(|pair| pair[0].end <= pair[1].start));
    for heading in &source.headings {
        inside(heading.span);
        assert!(heading.level >= 1 && !source.text.str(heading.span).trim().is_empty());
    }
    assert!(source.tables.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    for table in &source.tables {
        inside(table.span);
        for cell in &table.cells {
            inside(cell.span);
            assert!(table.span.covers(cell.span) && cell.rows >= 1 && cell.columns >= 1);
            assert!(!source.text.str(cell.span).contains(['\t', '\n']));
        }
        assert!(table.cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column)));
    }
}

fn strings<'a>(source: &'a Source, spans: &[Span]) -> Vec<&'a str> {
    spans.iter().map(|&span| source.text.str(span)).collect()
}

#[test]
fn work_reports_of_provinces_are_read_whole() {
    let expected = [
        ("chongqing", 81, "各位代表！", 22_000),
        ("fujian", 99, "各位代表", 27_000),
        ("jiangsu", 80, "各位代表", 17_000),
        ("sichuan", 136, "各位代表", 27_000),
        ("yunnan", 162, "各位代表", 19_000),
        ("zhejiang", 92, "各位代表", 14_000),
    ];
    for (name, paragraphs, words, chars) in expected {
        let Some(noted) = read(&format!("../shared/corpus/provincial/{name}/2025.docx")) else { continue };
        let text = noted.value.text.original();
        assert_eq!(text.lines().count(), paragraphs, "{name}");
        assert!(text.contains(words) && text.chars().count() > chars, "{name}");
        assert!(noted.notes.is_empty() && noted.value.tables.is_empty(), "{name}");
    }
}

#[test]
fn a_pdf_gives_paragraphs_tables_and_every_number() {
    let Some(noted) = read("../shared/corpus/pdf/huaian-2024.pdf") else { return };
    let source = &noted.value;
    let text = source.text.original();
    for line in ["一、总体情况", "二、主动公开政府信息情况", "六、其他需要报告的事项"] {
        assert!(text.lines().any(|l| l == line), "{line}");
    }
    assert!(text.contains("合格率均为100%。\n"));
    // A paragraph runs over the end of a page, and the page number waits for it.
    assert!(text.contains("“建设‘四最’一流营商环境高质量推进产业发展”"));
    assert_eq!(strings(source, &source.furniture), ["- 1 -", "- 2 -", "- 3 -", "- 4 -", "- 5 -", "- 6 -"]);
    // 第二十条第（六）项 and 第（八）项 stand in one ruled table.
    assert_eq!(source.tables.len(), 4);
    let row = |table: usize, row: u32| -> Vec<&str> {
        let cells = source.tables[table].cells.iter().filter(|cell| cell.row == row);
        cells.map(|cell| source.text.str(cell.span)).collect()
    };
    let numbered = |table: usize, first: &str| -> u32 {
        let cells = &source.tables[table].cells;
        cells.iter().find(|cell| source.text.str(cell.span) == first).map_or(0, |cell| cell.row)
    };
    assert_eq!(row(0, 2), ["规章", "1", "0", "11"]);
    assert_eq!(row(2, numbered(2, "（七）总计")), ["（七）总计", "2932", "53", "0", "0", "61", "4", "3050"]);
    assert_eq!(row(3, 3), ["72", "64", "178", "37", "351", "13", "4", "8", "1", "26", "12", "1", "1", "6", "20"]);

    // Another program's reading of the same file has the same characters.
    let Some(other) = file("../shared/corpus/pdf/huaian-2024.pdftotext.txt") else { return };
    let other = String::from_utf8(other).unwrap();
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().map(nianlun::text::fold).filter(|c| !c.is_whitespace()).collect();
        letters.sort_unstable();
        letters
    };
    assert_eq!(letters(text), letters(&other));
}

#[test]
fn the_series_that_ships_is_read_in_every_format() {
    if let Some(noted) = read("reports/2016.html") {
        let source = &noted.value;
        assert_eq!(source.format, Format::Html);
        let furniture = strings(source, &source.furniture).join("\n");
        for line in ["索引号：", "当前位置：", "分享到：", "相关链接", "发布时间："] {
            assert!(furniture.contains(line), "{line}");
        }
        assert!(!furniture.contains('。'));
        assert_eq!(source.tables.len(), 1);
    }
    if let Some(noted) = read("reports/2018.docx") {
        let text = noted.value.text.original();
        assert!(text.lines().any(|line| line == "一、依法全面履行政府职能"));
        assert!(text.lines().any(|line| line == "（四）推进人民调解和仲裁工作"));
        assert!(noted.value.tables[0].cells.iter().any(|cell| cell.rows == 2));
    }
    if let Some(noted) = read("reports/2020.docx") {
        let text = noted.value.text.original();
        assert!(text.contains("设立综合执法中队96个，") && text.lines().last().unwrap().starts_with("[1] "));
        assert!(noted.notes.iter().any(|note| note.code == Code::TrackedChanges));
        assert_eq!(noted.value.tables.len(), 1);
    }
}

#[test]
fn pages_that_were_pasted_into_text_files_stay_text() {
    for name in
        ["state-council-2010-page-scrape-gbk", "state-council-2016-page-scrape-gbk", "state-council-2018-fragment"]
    {
        let Some(noted) = read(&format!("../shared/corpus/traps/{name}.txt")) else { continue };
        assert_eq!(noted.value.format, Format::Text, "{name}");
    }
}

/// A small document with a list, a table, a footnote's mark and a tracked change.
fn small_docx() -> Vec<u8> {
    let document = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>\
        <w:p><w:ins><w:r><w:t>办结59件&amp;</w:t></w:r></w:ins><w:r><w:footnoteReference w:id='1'/></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    let numbering = "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    stored(&[("word/document.xml", document), ("word/numbering.xml", numbering)])
}

/// A package of these parts, stored, so that what is flipped is XML and not only a checksum.
fn stored(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(*name, stored).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn small_xlsx() -> Vec<u8> {
    let space = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
        xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";
    let sheet = format!(
        "<worksheet {space}><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>表</t></is></c></row>\
         <row r='2'><c r='A2' t='inlineStr'><is><t>件</t></is></c><c r='B2' s='0'><v>0.595</v></c></row></sheetData>\
         <mergeCells><mergeCell ref='A1:B1'/></mergeCells></worksheet>"
    );
    let styles = format!(
        "<styleSheet {space}><numFmts><numFmt numFmtId='9' formatCode='#,##0.0%'/></numFmts>\
         <cellXfs><xf numFmtId='9'/></cellXfs></styleSheet>"
    );
    stored(&[
        ("xl/workbook.xml", &format!("<workbook {space}><sheets><sheet r:id='a'/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='a' Target='a.xml'/></Relationships>"),
        ("xl/a.xml", &sheet),
        ("xl/styles.xml", &styles),
    ])
}

/// A small file of each format that is a package, or an old one.
fn small_file(which: usize) -> (Vec<u8>, &'static str) {
    let ours = |name: &str| file(&format!("tests/cases/formats/{name}")).expect("a file of the tests");
    match which {
        0 => (small_xlsx(), "a.xlsx"),
        1 => (ours("report.rtf"), "a.rtf"),
        2 => (ours("report.doc"), "a.doc"),
        _ => (ours("report.odt"), "a.odt"),
    }
}

const SMALL_HTML: &str = "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><div class=nav><a href=/>首页</a></div>\
    <h1>报告</h1><p>　　办结59件。<sup>1</sup></p><table><caption>表</caption><tr><th rowspan=2>甲<td>1</tr><tr><td colspan=3>2</table>\
    <ol><li>一</ol><pre> a\tb\n c\td</pre></body></html>";

const SMALL_PDF: &str = "%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>
endobj
4 0 obj
<</Length 72>>
stream
BT /F 12 Tf 72 700 Td (Report 2024) Tj 0 -60 Td [(59)-400(cases)] TJ ET
endstream
endobj
5 0 obj
<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>
endobj
trailer
<</Root 1 0 R>>
%%EOF
";

/// The bytes with some of them changed and the end cut off.
fn mutate(bytes: &[u8], changes: &[(prop::sample::Index, u8)], keep: Option<prop::sample::Index>) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for (at, byte) in changes {
        let at = at.index(out.len());
        out[at] = *byte;
    }
    if let Some(keep) = keep {
        out.truncate(keep.index(bytes.len()));
    }
    out
}

fn changes() -> impl Strategy<Value = (Vec<(prop::sample::Index, u8)>, Option<prop::sample::Index>)> {
    (
        prop::collection::vec(any::<(prop::sample::Index, u8)>(), 0..6),
        prop::option::weighted(0.3, any::<prop::sample::Index>()),
    )
}

fn try_read(bytes: &[u8], name: &str) {
    match source::read(bytes, name) {
        Ok(noted) => sound(&noted.value),
        Err(error) => {
            let (message, _) = error.said();
            assert!(!message.zh.is_empty() && !message.en.is_empty());
        }
    }
}

#[test]
fn the_small_files_are_good_ones() {
    let text = |bytes: &[u8], name: &str| source::read(bytes, name).unwrap().value.text.original().to_owned();
    assert_eq!(text(&small_docx(), "a.docx"), "一、总体情况\n办结59件&\n\t\t1\n合计\n");
    assert_eq!(text(&small_xlsx(), "a.xlsx"), "表\n件\t59.5%\n");
    assert_eq!(text(SMALL_HTML.as_bytes(), "a"), "首页\n报告\n　　办结59件。¹\n表\n甲\t1\n\t2\n一\n a\tb\n c\td\n");
    assert_eq!(text(SMALL_PDF.as_bytes(), "a"), "Report 2024\n59 cases\n");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600), name in "[a-z.]{0,3}\\.?(txt|html|docx|pdf|doc|)") {
        try_read(&bytes, &name);
        for magic in ["PK\u{3}\u{4}", "%PDF-1.7\n", "<html>", "\u{feff}", "<?xml encoding='gbk'?><html>"] {
            try_read(&[magic.as_bytes(), &bytes].concat(), &name);
        }
    }

    #[test]
    fn any_text_is_read(text in "[ \t\r\n<>&;/a-z0-9一二、。　]{0,300}", tags in any::<bool>()) {
        let text = if tags { format!("<html>{text}") } else { text };
        try_read(text.as_bytes(), "a.txt");
    }

    #[test]
    fn broken_documents_are_read_or_refused((flips, keep) in changes()) {
        try_read(&mutate(&small_docx(), &flips, keep), "a.docx");
    }

    #[test]
    fn broken_pages_are_read((flips, keep) in changes()) {
        try_read(&mutate(SMALL_HTML.as_bytes(), &flips, keep), "a.html");
    }

    #[test]
    fn other_broken_files_are_read_or_refused((flips, keep) in changes(), which in 0..4_usize) {
        let (bytes, name) = small_file(which);
        try_read(&mutate(&bytes, &flips, keep), name);
    }

    #[test]
    fn broken_pdfs_are_read_or_refused((flips, keep) in changes()) {
        try_read(&mutate(SMALL_PDF.as_bytes(), &flips, keep), "a.pdf");
    }
}
