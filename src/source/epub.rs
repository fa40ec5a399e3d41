//! Electronic books (.epub): their pages in the order of the spine, read as web pages.

use std::collections::BTreeMap;

use crate::diagnostic::Noted;

use super::container::{self, Zip, folder, resolved};
use super::{Format, Source, SourceError, html};

/// Reads a book. Fails where its package is broken, beyond a limit, or without text.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    let format = Format::Epub;
    let mut zip = Zip::open(bytes, format)?;
    let index = "META-INF/container.xml";
    let root = zip.root(index)?.ok_or_else(|| container::missing(format, index))?;
    let place = root.at(&["x:rootfiles", "x:rootfile"]).and_then(|file| file.attribute("full-path"));
    let place = place.ok_or_else(|| container::missing(format, "rootfile"))?.to_owned();
    let book = zip.root(&place)?.ok_or_else(|| container::missing(format, &place))?;
    let manifest = book.child("x:manifest");
    let items: BTreeMap<&str, &str> = manifest
        .iter()
        .flat_map(|manifest| manifest.elements())
        .filter_map(|item| Some((item.attribute("id")?, item.attribute("href")?)))
        .collect();
    let mut page = String::from("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>");
    // A page that comes again and again is read once.
    let mut seen = std::collections::BTreeSet::new();
    for item in book.child("x:spine").iter().flat_map(|spine| spine.elements()) {
        let Some(href) = item.attribute("idref").and_then(|id| items.get(id)) else { continue };
        if !seen.insert(*href) {
            continue;
        }
        let place = resolved(folder(&place), href);
        if let Some(text) = zip.text(&place)? {
            page.push_str(&text);
        }
    }
    page.push_str("</body></html>");
    let mut noted = html::read(page.as_bytes()).map_err(|error| match error {
        SourceError::NoText { pictures, .. } => SourceError::NoText { format, pictures },
        error => error,
    })?;
    noted.value.format = format;
    Ok(noted)
}
