//! The document with tracked changes: all accepted it is the later text, all rejected the earlier one.
//!
//! Accepting and rejecting are done here by the rules of ISO/IEC 29500-1, 17.13.5, on the document's XML. LibreOffice does
//! the same in `tests/office/check.py`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use nianlun::config::Config;
use nianlun::diff::{align_sections, diff};
use nianlun::pair::Pair;
use nianlun::render::redline;
use nianlun::report::{self, Report};
use nianlun::similarity::Weights;
use nianlun::source;
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

fn read(text: &str) -> Option<Report> {
    let config = Config::builtin().unwrap();
    let source = source::read(text.as_bytes(), "a.txt").ok()?;
    Some(report::read(source.value, "a.txt", &config).value)
}

/// The main part of the document for two texts.
fn document(a: &Report, b: &Report) -> String {
    let config = Config::builtin().unwrap();
    let weights = Weights::builtin();
    let reports = Pair::new(a, b);
    let found = diff(reports, &align_sections(reports, &weights), &config, &weights);
    let bytes = redline::docx(reports, &found).unwrap();
    assert_eq!(bytes, redline::docx(reports, &found).unwrap());
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.attributes().map(Result::unwrap).find(|one| one.key.as_ref() == name).map(|one| one.value.into_owned())
}

/// The text after all changes were taken (`accept`) or refused. What `gone` encloses goes with the paragraph marks that
/// carry it, which joins the paragraph with the next.
fn resolved(xml: &str, accept: bool) -> String {
    let gone = if accept { ["w:del", "w:moveFrom"] } else { ["w:ins", "w:moveTo"] };
    let mut reader = Reader::from_str(xml);
    let (mut out, mut hidden, mut mark_gone, mut in_mark) = (String::new(), 0usize, false, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(element) => match element.name().as_ref() {
                "w:p" => mark_gone = false,
                "w:rPr" => in_mark = true,
                name if gone.contains(&name) => hidden += 1,
                _ => {}
            },
            Event::Empty(element) => match element.name().as_ref() {
                name if in_mark && gone.contains(&name) => mark_gone = true,
                "w:tab" if hidden == 0 => out.push('\t'),
                _ => {}
            },
            Event::End(element) => match element.name().as_ref() {
                "w:p" if !mark_gone => out.push('\n'),
                "w:rPr" => in_mark = false,
                name if gone.contains(&name) => hidden -= 1,
                _ => {}
            },
            Event::Text(text) if hidden == 0 => out.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(entity) if hidden == 0 => match entity.resolve_char_ref().unwrap() {
                Some(c) => out.push(c),
                None => out.push_str(quick_xml::escape::resolve_xml_entity(&entity).unwrap()),
            },
            _ => {}
        }
    }
    out
}

/// A text as the document can hold it.
fn plain(report: &Report) -> String {
    let kept = report.text.original().chars().filter(|c| *c != '\r');
    let text: String = kept
        .map(|c| if c < ' ' && !matches!(c, '\n' | '\t') || ('\u{fffe}'..='\u{ffff}').contains(&c) { ' ' } else { c })
        .collect();
    format!("{text}\n")
}

/// What holds of every such document.
fn laws(a: &Report, b: &Report) {
    let xml = document(a, b);
    assert_eq!(resolved(&xml, true), plain(b));
    assert_eq!(resolved(&xml, false), plain(a));
    // Every change has its own number; every moved stretch begins and ends once, and stands in two places under a name.
    let mut reader = Reader::from_str(&xml);
    let (mut ids, mut open, mut names) = (Vec::new(), Vec::new(), BTreeMap::<String, Vec<bool>>::new());
    loop {
        let element = match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) => element,
            _ => continue,
        };
        let Some(id) = attribute(&element, "w:id") else { continue };
        let name = element.name().as_ref().to_owned();
        if name.ends_with("RangeEnd") {
            let at = open.iter().position(|one| *one == id).expect("an open range");
            open.remove(at);
            continue;
        }
        if name.ends_with("RangeStart") {
            open.push(id.clone());
            names.entry(attribute(&element, "w:name").unwrap()).or_default().push(name.contains("From"));
        }
        ids.push(id);
    }
    assert!(open.is_empty());
    for places in names.values_mut() {
        places.sort_unstable();
        assert_eq!(*places, [false, true]);
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn cases_are_accepted_and_rejected_as_a_whole() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/diff");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let case = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let parts: Vec<&str> = case.split("\n---\n").collect();
        let (a, b) = (read(parts[1]).unwrap(), read(parts[2]).unwrap());
        laws(&a, &b);
        laws(&b, &a);
        seen += 1;
    }
    assert!(seen >= 10);
}

#[test]
fn shipped_reports_are_accepted_and_rejected_as_a_whole() {
    let report = |name: &str| {
        let path = format!("{}/reports/{name}", env!("CARGO_MANIFEST_DIR"));
        let config = Config::builtin().unwrap();
        let source = source::read(&std::fs::read(path).unwrap(), name).unwrap().value;
        report::read(source, name, &config).value
    };
    laws(&report("2016.html"), &report("2017.txt"));
    laws(&report("2018.docx"), &report("2019.txt"));
}

/// The document's body without attributes and name spaces: what a reader of the XML sees.
fn bare(a: &str, b: &str) -> String {
    let xml = document(&read(a).unwrap(), &read(b).unwrap());
    let body = xml.split_once("<w:body>").unwrap().1.split_once("</w:body>").unwrap().0;
    body.split('<')
        .map(|piece| match piece.split_once('>') {
            Some((tag, text)) => {
                let name = tag.split(' ').next().unwrap().trim_end_matches('/').trim_start_matches("w:");
                let quiet = matches!(name.trim_start_matches("/w:"), "r" | "t" | "delText");
                let slash = if tag.ends_with('/') { "/" } else { "" };
                if quiet { text.to_owned() } else { format!("<{}{slash}>{text}", name.replace("/w:", "/")) }
            }
            None => piece.to_owned(),
        })
        .collect()
}

#[test]
fn a_number_goes_and_comes() {
    let found = bare("全年修路31公里，群众满意。", "全年修路42公里，群众满意。");
    assert_eq!(found, "<p>全年修路<del>31公里</del><ins>42公里</ins>，群众满意。</p>");
}

#[test]
fn the_end_of_a_line_that_came_is_tracked() {
    let found = bare("先修路，通到各村。", "先修路，通到各村。\n再种树，河边两行。");
    let mark = "<pPr><rPr><ins/></rPr></pPr>";
    assert_eq!(found, format!("<p>{mark}先修路，通到各村。</p><p><ins>再种树，河边两行。</ins></p>"));
}

#[test]
fn lines_that_came_begin_at_the_line_end_before_them() {
    // What came at the end of the first line and the line that came are one insertion; the last line end is of both.
    let found = bare("全年修路三十公里\n河边种树两行", "全年修路三十公里，通到各乡\n新建凉亭三座\n河边种树两行");
    let mark = "<pPr><rPr><ins/></rPr></pPr>";
    let first = format!("<p>{mark}全年修路三十公里<ins>，通到各乡</ins></p>");
    assert_eq!(found, format!("{first}<p><ins>新建凉亭三座</ins></p><p>河边种树两行</p>"));
}

#[test]
fn carriage_returns_are_no_text() {
    let found = bare("省人民政府：\r\n全年修路三十公里。", "省人民政府： \n\n全年修路三十公里。");
    let mark = "<pPr><rPr><ins/></rPr></pPr>";
    assert_eq!(found, format!("<p>{mark}省人民政府：<ins> </ins></p><p></p><p>全年修路三十公里。</p>"));
}

#[test]
fn lines_that_went_and_came_are_whole() {
    let found = bare(
        "河边种树两行。\n渔港清淤疏浚。\n全年修路，通到各村。",
        "河边种树两行。\n街道办起食堂，老人用餐方便。\n全年修路，通到各村。",
    );
    let mark = |name: &str| format!("<pPr><rPr><{name}/></rPr></pPr>");
    let went = format!("<p>{}<del>渔港清淤疏浚。</del></p>", mark("del"));
    let came = format!("<p>{}<ins>街道办起食堂，老人用餐方便。</ins></p>", mark("ins"));
    assert_eq!(found, format!("<p>河边种树两行。</p>{went}{came}<p>全年修路，通到各村。</p>"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_texts_are_accepted_and_rejected_as_a_whole(pieces in proptest::collection::vec("(年轮|种树[0-9]{1,3}棵。|修路，|[ \t\n]|\r\n|\u{c}|<&>|[a-z]{1,3}|。\n|\\PC)", 0..24), turn in 0usize..24) {
        let a: String = pieces.concat();
        let at = turn.min(pieces.len());
        let b: String = [&pieces[at..], &pieces[..at]].concat().concat();
        if let (Some(a), Some(b)) = (read(&a), read(&b)) {
            laws(&a, &b);
        }
    }
}
