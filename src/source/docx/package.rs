//! The parts of a document (包) and how they hang together.

use crate::source::container::xml::{self, Element};
use crate::source::container::{Zip, resolved};
use crate::source::{Format, SourceError};

use super::damaged;

/// A document's package.
pub(super) struct Package<'a> {
    zip: Zip<'a>,
    /// Of the main part: the kind of each relation and the part it leads to.
    relations: Vec<(String, String)>,
    /// Parts that are there and could not be read.
    pub(super) unread: Vec<String>,
}

impl<'a> Package<'a> {
    /// Opens a package. Fails where it is no zip file, or one of another format.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, SourceError> {
        let zip = Zip::open(bytes, Format::Docx)?;
        Ok(Package { zip, relations: Vec::new(), unread: Vec::new() })
    }

    /// The root of the main part; remembers the relations of that part.
    pub(super) fn main(&mut self) -> Result<Element, SourceError> {
        let top = self.relations_of("_rels/.rels", "");
        let name = top.into_iter().find(|(kind, _)| kind == "officeDocument").map(|(_, target)| target);
        let name = name.unwrap_or_else(|| "word/document.xml".to_owned());
        let Some(text) = self.zip.text(&name)? else { return Err(self.other_format()) };
        let root = xml::parse(&text, Format::Docx)?;
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
        match self.zip.text(&name).and_then(|text| text.map(|text| xml::parse(&text, Format::Docx)).transpose()) {
            Ok(root) => root,
            Err(_) => {
                self.unread.push(name);
                None
            }
        }
    }

    /// The relations in a part: kind and target. Nothing where the part is not there or broken.
    fn relations_of(&mut self, part: &str, folder: &str) -> Vec<(String, String)> {
        let Some(root) = self
            .zip
            .text(part.trim_start_matches('/'))
            .ok()
            .flatten()
            .and_then(|text| xml::parse(&text, Format::Docx).ok())
        else {
            return Vec::new();
        };
        let relation = |element: &Element| {
            let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((kind, resolved(folder, element.attribute("Target")?)))
        };
        root.elements().filter(|e| e.attribute("TargetMode") != Some("External")).filter_map(relation).collect()
    }

    /// The error for a zip file without a Word document.
    fn other_format(&self) -> SourceError {
        damaged("其中没有 Word 文档", "there is no Word document in it")
    }
}
