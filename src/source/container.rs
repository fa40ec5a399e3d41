//! Files that are packages of others (容器), read behind limits: a file of some kilobytes may inflate to gigabytes.

pub(super) mod xml;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::diagnostic::Message;

use super::encoding;
use super::{Format, SourceError};

/// A part may be so large when inflated, in bytes. The longest reports have some hundred kilobytes.
const LARGEST_PART: u64 = 48 << 20;

/// All parts that are read may be so large together.
const LARGEST: u64 = 96 << 20;

/// A package may have so many entries; pictures are entries too.
const MOST_ENTRIES: usize = 20_000;

/// A zip file.
pub(super) struct Zip<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The places of its parts by their names without regard to case, the first of each; made when a part is not found.
    places: Option<BTreeMap<String, usize>>,
    format: Format,
    /// Bytes that may still be inflated.
    budget: u64,
}

impl<'a> Zip<'a> {
    /// Opens a file of that format. Fails where it is no zip file, or has too many entries.
    pub(super) fn open(bytes: &'a [u8], format: Format) -> Result<Zip<'a>, SourceError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(format, &error))?;
        if zip.len() > MOST_ENTRIES {
            return Err(too_much(format, "文件数过多", "it has too many entries"));
        }
        Ok(Zip { zip, places: None, format, budget: LARGEST })
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The bytes of a part; `None` where there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let mut index = self.zip.index_for_name(name);
        if index.is_none() {
            // Names of parts are to be compared without regard to case, and some writers use backslashes.
            let zip = &self.zip;
            let plain = |name: &str| name.replace('\\', "/").to_ascii_lowercase();
            let place = |at: usize| Some((plain(&zip.name_for_index(at)?.ok()?), at));
            let places = self.places.get_or_insert_with(|| (0..zip.len()).rev().filter_map(place).collect());
            index = places.get(&plain(name)).copied();
        }
        let Some(index) = index else { return Ok(None) };
        let format = self.format;
        let room = LARGEST_PART.min(self.budget);
        let file = self.zip.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(what) if what.to_ascii_lowercase().contains("password") => {
                SourceError::Locked { format }
            }
            error => broken(format, &error),
        })?;
        let mut bytes = Vec::new();
        // The size that the package states is not to be trusted: what comes out is counted.
        file.take(room + 1).read_to_end(&mut bytes).map_err(|error| {
            let reason =
                Message::new(format!("{name} 无法解压（{error}）"), format!("{name} can't be inflated ({error})"));
            SourceError::Damaged { format, reason }
        })?;
        if bytes.len() as u64 > room {
            return Err(too_much(format, "解压后过大", "it is too large when inflated"));
        }
        self.budget -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The text of an XML part; `None` where there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, SourceError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        match encoding::decode_declared(&bytes, Some("utf-8")) {
            Ok(decoded) => Ok(Some(decoded.value.text)),
            Err(_) => {
                let reason = Message::new(format!("{name} 不是 XML"), format!("{name} is no XML"));
                Err(SourceError::Damaged { format: self.format, reason })
            }
        }
    }

    /// The root of an XML part; `None` where there is no such part.
    pub(super) fn root(&mut self, name: &str) -> Result<Option<xml::Element>, SourceError> {
        let format = self.format;
        self.text(name)?.map(|text| xml::parse(&text, format)).transpose()
    }
}

/// The error for a part that is missing.
pub(super) fn missing(format: Format, name: &str) -> SourceError {
    let reason = Message::new(format!("其中没有 {name}"), format!("there is no {name} in it"));
    SourceError::Damaged { format, reason }
}

fn broken(format: Format, error: &ZipError) -> SourceError {
    let reason = Message::new(format!("压缩包有误（{error}）"), format!("its zip container is broken ({error})"));
    SourceError::Damaged { format, reason }
}

fn too_much(format: Format, zh: &str, en: &str) -> SourceError {
    SourceError::TooMuch { format, limit: Message::new(zh, en) }
}

/// A target in a folder, as the name of a part.
pub(super) fn resolved(folder: &str, target: &str) -> String {
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

/// The folder of a part.
pub(super) fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_lead_to_parts() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("", "/word/./document.xml"), "word/document.xml");
        assert_eq!(resolved("word", "../custom/../../x.xml"), "x.xml");
        assert_eq!((folder("a/b/c.xml"), folder("c.xml")), ("a/b", ""));
    }
}
