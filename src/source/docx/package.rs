//! The parts of a document's zip file (包), read behind limits: a file of some kilobytes may inflate to gigabytes.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::diagnostic::Message;
use crate::source::encoding;
use crate::source::{Format, SourceError};

use super::damaged;
use super::xml::{self, Element};

/// A part may be so large when inflated, in bytes. The longest reports have some hundred kilobytes.
const LARGEST_PART: u64 = 48 << 20;

/// All parts that are read may be so large together.
const LARGEST: u64 = 96 << 20;

/// A package may have so many entries; pictures are entries too.
const MOST_ENTRIES: usize = 20_000;

/// A document's package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be inflated.
    budget: u64,
    /// Of the main part: the kind of each relation and the part it leads to.
    relations: Vec<(String, String)>,
    /// Parts that are there and could not be read.
    pub(super) unread: Vec<String>,
}

impl<'a> Package<'a> {
    /// Opens a package. Fails where it is no zip file, or one of another format.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, SourceError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            damaged(format!("压缩包有误（{error}）"), format!("its zip container is broken ({error})"))
        })?;
        if zip.len() > MOST_ENTRIES {
            return Err(too_large("文件数过多", "it has too many entries"));
        }
        Ok(Package { zip, budget: LARGEST, relations: Vec::new(), unread: Vec::new() })
    }

    /// The root of the main part; remembers the relations of that part.
    pub(super) fn main(&mut self) -> Result<Element, SourceError> {
        let top = self.relations_of("_rels/.rels", "");
        let name = top.into_iter().find(|(kind, _)| kind == "officeDocument").map(|(_, target)| target);
        let name = name.unwrap_or_else(|| "word/document.xml".to_owned());
        let Some(text) = self.part(&name)? else { return Err(self.other_format()) };
        let root = xml::parse(&text)?;
        if root.name != "w:document" {
            return Err(self.other_format());
        }
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", &name));
        self.relations = self.relations_of(&format!("{folder}/_rels/{file}.rels"), folder);
        if self.relations.is_empty() {
            let usual = ["styles", "numbering", "settings", "footnotes", "endnotes", "comments"];
            self.relations = usual.iter().map(|kind| ((*kind).to_owned(), format!("word/{kind}.xml"))).collect();
        }
        Ok(root)
    }

    /// The root of a part that the main part refers to by a kind of relation; `None` where there is none that can be
    /// read; those that are broken are remembered.
    pub(super) fn related(&mut self, kind: &str) -> Option<Element> {
        let name = self.relations.iter().find(|(found, _)| found == kind)?.1.clone();
        match self.part(&name).and_then(|text| text.map(|text| xml::parse(&text)).transpose()) {
            Ok(root) => root,
            Err(_) => {
                self.unread.push(name);
                None
            }
        }
    }

    /// The relations in a part: kind and target. Nothing where the part is not there or broken.
    fn relations_of(&mut self, part: &str, folder: &str) -> Vec<(String, String)> {
        let Some(root) = self.part(part.trim_start_matches('/')).ok().flatten().and_then(|text| xml::parse(&text).ok())
        else {
            return Vec::new();
        };
        let relation = |element: &Element| {
            let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((kind, resolved(folder, element.attribute("Target")?)))
        };
        root.elements().filter(|e| e.attribute("TargetMode") != Some("External")).filter_map(relation).collect()
    }

    /// The text of a part; `None` where there is no such part.
    fn part(&mut self, name: &str) -> Result<Option<String>, SourceError> {
        let mut index = self.zip.index_for_name(name);
        if index.is_none() {
            // Names of parts are to be compared without regard to case, and some writers use backslashes.
            let plain = |name: &str| name.replace('\\', "/").to_ascii_lowercase();
            index = (0..self.zip.len())
                .find(|&i| self.zip.name_for_index(i).and_then(Result::ok).is_some_and(|n| plain(&n) == plain(name)));
        }
        let Some(index) = index else { return Ok(None) };
        let room = LARGEST_PART.min(self.budget);
        let file = self.zip.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(what) if what.to_ascii_lowercase().contains("password") => {
                SourceError::Locked { format: Format::Docx }
            }
            error => damaged(format!("压缩包有误（{error}）"), format!("its zip container is broken ({error})")),
        })?;
        let mut bytes = Vec::new();
        // The size that the package states is not to be trusted: what comes out is counted.
        file.take(room + 1).read_to_end(&mut bytes).map_err(|error| {
            damaged(format!("{name} 无法解压（{error}）"), format!("{name} can't be inflated ({error})"))
        })?;
        if bytes.len() as u64 > room {
            return Err(too_large("解压后过大", "it is too large when inflated"));
        }
        self.budget -= bytes.len() as u64;
        match encoding::decode_declared(&bytes, Some("utf-8")) {
            Ok(decoded) => Ok(Some(decoded.value.text)),
            Err(_) => Err(damaged(format!("{name} 不是 XML"), format!("{name} is no XML"))),
        }
    }

    /// The error for a zip file without a Word document, saying what it is where that can be told.
    fn other_format(&self) -> SourceError {
        let has = |name: &str| self.zip.index_for_name(name).is_some();
        match () {
            () if has("xl/workbook.xml") => SourceError::Binary { what: "Excel" },
            () if has("ppt/presentation.xml") => SourceError::Binary { what: "PowerPoint" },
            () if has("OFD.xml") => SourceError::Binary { what: "OFD" },
            () if has("content.xml") => SourceError::Binary { what: "OpenDocument" },
            () => damaged("其中没有 Word 文档", "there is no Word document in it"),
        }
    }
}

fn too_large(zh: &str, en: &str) -> SourceError {
    SourceError::TooMuch { format: Format::Docx, limit: Message::new(zh, en) }
}

/// A target in a folder, as the name of a part.
fn resolved(folder: &str, target: &str) -> String {
    let absolute = target.starts_with('/');
    let mut path: Vec<&str> = if absolute { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_lead_to_parts() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("", "/word/./document.xml"), "word/document.xml");
        assert_eq!(resolved("word", "../custom/../../x.xml"), "x.xml");
    }
}
