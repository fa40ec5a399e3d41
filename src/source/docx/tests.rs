use std::io::Write;

use super::*;
use crate::source::Source;

const SPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' xmlns:x='urn:x'";

/// A package of these parts.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A document with this body and these other parts, each with its root's name.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>");
    let others: Vec<(String, String)> = parts
        .iter()
        .map(|(kind, content)| (format!("word/{kind}.xml"), format!("<w:{kind} {SPACES}>{content}</w:{kind}>")))
        .collect();
    let mut all = vec![("word/document.xml", document.as_str())];
    all.extend(others.iter().map(|(name, content)| (name.as_str(), content.as_str())));
    zip(&all)
}

fn noted(body: &str, parts: &[(&str, &str)]) -> Noted<Source> {
    read(&docx(body, parts)).unwrap()
}

fn text(body: &str) -> String {
    noted(body, &[]).value.text.original().to_owned()
}

fn p(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn r(content: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{content}</w:t></w:r>")
}

#[test]
fn runs_make_lines() {
    let body = p(
        "<w:r><w:t xml:space='preserve'>　　办结 </w:t><w:tab/><w:t> 59 </w:t><w:noBreakHyphen/><w:br/><w:t>件</w:t></w:r>",
    ) + &p("")
        + &p(&format!(
            "<w:hyperlink>{}</w:hyperlink><w:smartTag>{}</w:smartTag><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            r("甲"),
            r("乙"),
            r("丙")
        ))
        + &p(
            "<m:oMath><m:r><m:t>a+</m:t></m:r><m:r><m:t>b</m:t></m:r></m:oMath><w:r><w:sym w:char='F0FE'/><w:sym w:char='00B7'/></w:r>",
        );
    assert_eq!(text(&body), "　　办结 \t59\u{2011}\n件\n甲乙丙\na+b☑·\n");
}

#[test]
fn what_nobody_sees_is_left_out() {
    let field = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:t>码</w:t><w:fldChar w:fldCharType='separate'/>\
        <w:t>3</w:t><w:fldChar w:fldCharType='end'/></w:r>";
    let body = p(&(r("甲")
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>丙</w:t></w:r>"))
        + &p(&(r("第") + field + &r("页")))
        + &p("<w:r><w:fldChar w:fldCharType='begin'/><w:t>码</w:t></w:r>")
        + &p(&r("后"))
        + &p(
            "<w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>隐</w:t></w:r><w:r><w:rPr><w:rStyle w:val='S'/></w:rPr><w:t>显</w:t></w:r>",
        )
        + &p(
            "<w:r><w:ruby><w:rt><w:r><w:t>yun</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        );
    let styles = "<w:style w:type='paragraph' w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type='character' w:styleId='S'><w:rPr><w:vanish w:val='false'/></w:rPr></w:style>";
    assert_eq!(noted(&body, &[("styles", styles)]).value.text.original(), "甲丙\n第3页\n后\n显\n云\n");
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let body =
        p(&format!("{}<w:del><w:r><w:delText>128场</w:delText></w:r></w:del><w:ins>{}</w:ins>", r("宣讲"), r("134场")))
            + &p(&format!("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", r("前半")))
            + &p(&format!("{}<w:moveFrom>{}</w:moveFrom>", r("后半"), r("移走")))
            + &format!(
                "<w:tbl><w:tr>{0}{0}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{0}</w:tr></w:tbl>",
                "<w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc>"
            );
    let noted = noted(&body, &[]);
    assert_eq!(noted.value.text.original(), "宣讲134场\n前半后半\n格\t格\n");
    assert_eq!(noted.notes.len(), 1);
    assert_eq!(noted.notes[0].code, Code::TrackedChanges);
    assert!(noted.notes[0].message.en.contains("insertions: 1, deletions: 4"), "{}", noted.notes[0].message.en);
}

#[test]
fn numbers_and_headings_come_from_styles() {
    let numbering = "<w:abstractNum w:abstractNumId='1'>\
        <w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/><w:pStyle w:val='A'/><w:lvlText w:val='%1、'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:numFmt w:val='chineseCounting'/><w:pStyle w:val='B'/><w:lvlText w:val='（%2）'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl></w:abstractNum>\
        <w:num w:numId='3'><w:abstractNumId w:val='1'/></w:num>";
    let styles = "<w:style w:type='paragraph' w:styleId='A'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='B'><w:name w:val='X'/><w:basedOn w:val='A'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='T'><w:name w:val='toc 1'/></w:style>";
    let styled = |style: &str, more: &str, text: &str| {
        p(&format!("<w:pPr><w:pStyle w:val='{style}'/>{more}</w:pPr>{}", r(text)))
    };
    let body = styled("T", "", "目录一")
        + &styled("A", "", "总体")
        + &styled("B", "", "制度")
        + &styled("B", "<w:numPr><w:numId w:val='0'/></w:numPr><w:outlineLvl w:val='9'/>", "无号")
        + &styled("N", "<w:numPr><w:ilvl w:val='2'/><w:numId w:val='3'/></w:numPr>", " 要点")
        + &styled("N", "<w:numPr><w:ilvl w:val='2'/><w:numId w:val='3'/></w:numPr>", "")
        + &styled("N", "<w:numPr><w:ilvl w:val='2'/><w:numId w:val='3'/></w:numPr>", "要点")
        + &styled("A", "", "问题");
    let source = noted(&body, &[("numbering", numbering), ("styles", styles)]).value;
    assert_eq!(source.text.original(), "目录一\n一、总体\n（一）制度\n无号\n1. 要点\n3. 要点\n二、问题\n");
    let found: Vec<_> = source.headings.iter().map(|h| (h.level, source.text.str(h.span))).collect();
    assert_eq!(found, [(1, "一、总体"), (2, "（一）制度"), (1, "二、问题")]);
    assert_eq!(source.furniture.iter().map(|f| source.text.str(*f)).collect::<Vec<_>>(), ["目录一"]);
}

#[test]
fn merged_cells_are_put_together() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&r(text)));
    let body = p("<w:pPr><w:pStyle w:val='C'/></w:pPr><w:r><w:t>表1</w:t></w:r>")
        + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + &cell("<w:gridSpan w:val='2'/>", "项目")
        + &cell("", "2018")
        + "</w:tr><w:tr>"
        + &cell("<w:vMerge w:val='restart'/>", "普法")
        + &cell("", "市")
        + &format!("<w:tc>{}{}</w:tc>", p(&r("1")), p(&r("元")))
        + "</w:tr><w:tr>"
        + &cell("<w:vMerge/>", "")
        + &cell("", "县")
        + &cell("", "")
        + "</w:tr></w:tbl>"
        + &p(&r("完"));
    let styles = "<w:style w:styleId='C'><w:name w:val='Caption'/></w:style>";
    let source = noted(&body, &[("styles", styles)]).value;
    assert_eq!(source.text.original(), "表1\n项目\t\t2018\n普法\t市\t1 元\n\t县\t\n完\n");
    let table = &source.tables[0];
    assert_eq!(table.caption.map(|c| source.text.str(c)), Some("表1"));
    let cells: Vec<_> =
        table.cells.iter().map(|c| (source.text.str(c.span), c.row, c.column, c.rows, c.columns, c.header)).collect();
    assert_eq!(
        cells,
        [
            ("项目", 0, 0, 1, 2, true),
            ("2018", 0, 2, 1, 1, true),
            ("普法", 1, 0, 2, 1, false),
            ("市", 1, 1, 1, 1, false),
            ("1 元", 1, 2, 1, 1, false),
            ("县", 2, 1, 1, 1, false),
            ("", 2, 2, 1, 1, false),
        ]
    );
}

#[test]
fn layout_tables_and_text_boxes_become_paragraphs() {
    let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p(&r("甲")), p(&r("1")));
    let boxed =
        |text: &str| format!("<w:drawing><x:a><w:txbxContent>{}</w:txbxContent></x:a></w:drawing>", p(&r(text)));
    let body = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>", p(&r("左")))
        + &p(&format!(
            "{}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>{}",
            r("前"),
            boxed("框"),
            boxed("框"),
            r("后")
        ));
    assert_eq!(text(&body), "左\n甲\t1\n前后\n框\n");
}

#[test]
fn notes_stand_at_the_end() {
    let note = |id: &str, text: &str| {
        format!("<w:footnote w:id='{id}'>{}</w:footnote>", p(&format!("<w:r><w:footnoteRef/></w:r>{}", r(text))))
    };
    let footnotes = note("0", "隔") + &note("2", " 年末数。") + &note("3", "另计。") + &note("4", "无人引用");
    let reference = |id: &str, more: &str| format!("<w:r><w:footnoteReference w:id='{id}' {more}/><w:t>*</w:t></w:r>");
    let body = p(&(r("96")
        + "<w:r><w:footnoteReference w:id='2'/></w:r>"
        + &r("个，m")
        + "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"))
        + &p(&(r("7个") + &reference("3", "w:customMarkFollows='1'")));
    let noted_ = noted(&body, &[("footnotes", &footnotes), ("comments", "<w:comment/><w:comment/>")]);
    assert_eq!(noted_.value.text.original(), "96个，m²\n7个\n[1] 年末数。\n* 另计。\n");
    assert_eq!(noted_.notes.iter().map(|n| n.code).collect::<Vec<_>>(), [Code::LeftOut]);
    let circled =
        body + "<w:sectPr><w:footnotePr><w:numFmt w:val='decimalEnclosedCircleChinese'/></w:footnotePr></w:sectPr>";
    assert!(noted(&circled, &[("footnotes", &footnotes)]).value.text.original().contains("\n① 年末数。\n"));
}

#[test]
fn parts_are_found_by_their_relations() {
    let document = "<q:document xmlns:q='http://purl.oclc.org/ooxml/wordprocessingml/main'><q:body><q:p><q:pPr><q:outlineLvl q:val='0'/></q:pPr>\
        <q:r><q:t>严格</q:t></q:r></q:p></q:body></q:document>";
    let relations = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
        <Relationship Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='/Doc/main.xml'/></Relationships>";
    let source = read(&zip(&[("_rels/.rels", relations), ("doc\\Main.xml", document)])).unwrap().value;
    assert_eq!((source.text.original(), source.headings.len()), ("严格\n", 1));
}

#[test]
fn what_is_no_document_says_so() {
    let book = crate::source::read(&zip(&[("xl/workbook.bin", "a")]), "a.docx");
    assert!(matches!(book, Err(SourceError::Binary { what: "XLSB" })));
    assert!(matches!(read(&zip(&[("a", "b")])), Err(SourceError::Damaged { .. })));
    assert!(matches!(read(b"PK\x03\x04"), Err(SourceError::Damaged { .. })));
    assert!(matches!(read(&docx("<w:p>", &[])), Err(SourceError::Damaged { .. })));
    assert!(matches!(read(&docx(&p("<w:r><w:drawing/></w:r>"), &[])), Err(SourceError::NoText { pictures: true, .. })));
    assert!(matches!(read(&docx("", &[])), Err(SourceError::NoText { pictures: false, .. })));
}

#[test]
fn a_broken_part_is_noted_and_not_fatal() {
    let noted = noted(&p(&r("甲")), &[("numbering", "<w:num>")]);
    assert_eq!(noted.value.text.original(), "甲\n");
    assert_eq!((noted.notes[0].severity, noted.notes[0].code), (Severity::Warning, Code::LeftOut));
}

#[test]
fn bombs_are_refused() {
    let bomb = " ".repeat((48 << 20) + 1);
    assert!(matches!(read(&docx(&bomb, &[])), Err(SourceError::TooMuch { .. })));
}
