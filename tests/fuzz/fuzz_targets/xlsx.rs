//! The reader of workbooks: the parts of a package between zero bytes.
#![no_main]

mod reader;

const FIXED: &[(&str, &str)] = &[
    (
        "xl/workbook.xml",
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet r:id=\"a\"/></sheets></workbook>",
    ),
    ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Target=\"sheet1.xml\"/></Relationships>"),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    reader::read_package(bytes, &["xl/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"], FIXED, "xlsx")
});
