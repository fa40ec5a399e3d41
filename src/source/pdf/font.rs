//! Fonts (字体): what the bytes of a text mean, and how wide they are.
//!
//! ```text
//! bytes → codes (one byte, two, or as an encoding has them) → characters, by the first that knows them:
//!   the font's own table (ToUnicode), its encoding, the collection that its glyphs are numbered by, the names of its glyphs
//! ```

use std::cell::OnceCell;
use std::collections::BTreeMap;

use encoding_rs::{BIG5, Encoding, GB18030, MACINTOSH, UTF_16BE, WINDOWS_1252};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, Object, Stream};

use super::names;
use crate::text::plain_radical;

/// One code of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// What it means; `None` where the font does not say.
    pub(super) text: Option<String>,
    /// How far it moves on, in sizes of the font.
    pub(super) advance: f32,
    /// A blank of one byte, which word spacing makes wider.
    pub(super) is_blank: bool,
}

/// A font as far as reading needs it.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    /// The collection that numbers the glyphs (Adobe-GB1 and others).
    collection: Option<CidFamily>,
    /// What its numbers mean, once somebody asks.
    of_collection: OnceCell<Option<CMap>>,
    widths: BTreeMap<u32, f32>,
    default_width: f32,
    /// A width of one in sizes of the font.
    scale: f32,
    /// Set from top to bottom.
    pub(super) is_vertical: bool,
}

/// How bytes become codes.
#[derive(Debug)]
enum Codes {
    /// A byte each, with what they mean.
    Bytes(Vec<Option<String>>),
    /// Two bytes each; a code is a glyph.
    Pairs,
    /// Characters of an encoding.
    Text(&'static Encoding, FirstGlyph),
    /// A table within the file.
    Table(Box<CMap>),
}

/// The glyph that ASCII begins with in the collection of the font.
type FirstGlyph = u32;

impl Font {
    /// Reads a font's dictionary. What is missing is taken as the specification or common sense has it.
    pub(super) fn read(font: &Dict<'_>) -> Font {
        let to_unicode =
            font.get::<Stream<'_>>("ToUnicode").and_then(|stream| CMap::parse(&stream.decoded().ok()?, load_embedded));
        match font.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Type0") => composite(font, to_unicode),
            kind => simple(font, to_unicode, kind == Some(b"Type3")),
        }
    }

    /// The codes of a text, in order.
    pub(super) fn shown(&self, bytes: &[u8]) -> Vec<Shown> {
        let mut out = Vec::new();
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let length = self.length(rest).clamp(1, rest.len());
            let (code, after) = rest.split_at(length);
            rest = after;
            let number = code.iter().fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
            let width = self.widths.get(&self.glyph(code, number)).copied().unwrap_or(self.default_width);
            out.push(Shown {
                text: self.meaning(code, number),
                advance: width * self.scale,
                is_blank: length == 1 && *first == b' ',
            });
        }
        out
    }

    /// How many bytes the next code has.
    fn length(&self, bytes: &[u8]) -> usize {
        match &self.codes {
            Codes::Bytes(_) => 1,
            Codes::Pairs => 2,
            Codes::Text(encoding, _) if *encoding == UTF_16BE => match bytes {
                [0xd8..=0xdb, _, 0xdc..=0xdf, _, ..] => 4,
                _ => 2,
            },
            Codes::Text(..) => match bytes {
                [0x81..=0xfe, b'0'..=b'9', 0x81..=0xfe, _, ..] => 4,
                [0x81..=0xfe, ..] => 2,
                _ => 1,
            },
            Codes::Table(table) => {
                let known = |length: usize| {
                    let code = bytes.get(..length)?.iter().fold(0_u32, |n, byte| (n << 8) | u32::from(*byte));
                    table.lookup_cid_code(code, length as u8)
                };
                (1..=4).find(|length| known(*length).is_some()).unwrap_or(2)
            }
        }
    }

    /// The glyph of a code, by which widths are told.
    fn glyph(&self, code: &[u8], number: u32) -> u32 {
        match &self.codes {
            Codes::Bytes(_) | Codes::Pairs => number,
            // Han characters have the width that all have.
            Codes::Text(_, first) => match number {
                0x20..=0x7e => first + number - 0x20,
                _ => u32::MAX,
            },
            Codes::Table(table) => table.lookup_cid_code(number, code.len() as u8).unwrap_or(0),
        }
    }

    fn meaning(&self, code: &[u8], number: u32) -> Option<String> {
        let own = self.to_unicode.as_ref().and_then(|table| said(table, number));
        let sound = |text: &String| !text.is_empty() && !text.contains(['\0', '\u{fffd}']);
        let text = own.filter(sound).or_else(|| match &self.codes {
            Codes::Bytes(meanings) => meanings.get(number as usize).cloned().flatten(),
            Codes::Text(encoding, _) => {
                let (text, broken) = encoding.decode_without_bom_handling(code);
                (!broken).then(|| text.into_owned())
            }
            Codes::Pairs | Codes::Table(_) => said(self.numbers()?, self.glyph(code, number)).filter(sound),
        })?;
        Some(text.chars().map(plain_radical).collect())
    }

    /// What the numbers of the collection mean.
    fn numbers(&self) -> Option<&CMap> {
        let read = || embedded(self.collection.as_ref()?.ucs2_cmap()?);
        self.of_collection.get_or_init(read).as_ref()
    }
}

/// What a table says that a code means.
fn said(table: &CMap, code: u32) -> Option<String> {
    Some(match table.lookup_bf_string(code)? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    })
}

/// A table that the specification names, so that files need not hold it.
fn embedded(name: CMapName<'_>) -> Option<CMap> {
    CMap::parse(load_embedded(name)?, load_embedded)
}

fn composite(font: &Dict<'_>, to_unicode: Option<CMap>) -> Font {
    let inner = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let inner = inner.unwrap_or_default();
    let name = font.get::<Name<'_>>("Encoding").map(|name| name.as_str().to_owned());
    let table = || {
        let stream = font.get::<Stream<'_>>("Encoding")?;
        CMap::parse(&stream.decoded().ok()?, load_embedded)
    };
    let named = |name: &str| embedded(CMapName::from_bytes(name.as_bytes()));
    let codes = match name.as_deref() {
        Some(name) if name.contains("UCS2") || name.contains("UTF16") => Codes::Text(UTF_16BE, 1),
        Some(name) if name.starts_with("GBK-EUC") => Codes::Text(GB18030, 814),
        Some(name) if name.starts_with("GB") => Codes::Text(GB18030, 1),
        Some(name) if name.contains("B5") => Codes::Text(BIG5, 1),
        Some(name) if name.starts_with("Identity") => Codes::Pairs,
        Some(name) => named(name).map_or(Codes::Pairs, |table| Codes::Table(Box::new(table))),
        None => table().map_or(Codes::Pairs, |table| Codes::Table(Box::new(table))),
    };
    let default_width = inner.get::<f32>("DW").unwrap_or(1000.0);
    let widths = inner.get::<Array<'_>>("W").map(|array| glyph_widths(&array)).unwrap_or_default();
    let is_vertical = name.is_some_and(|name| name.ends_with("-V"));
    let collection = collection(&inner);
    Font {
        codes,
        to_unicode,
        collection,
        of_collection: OnceCell::new(),
        widths,
        default_width,
        scale: 0.001,
        is_vertical,
    }
}

/// The collection that a font says its glyphs are numbered by.
fn collection(inner: &Dict<'_>) -> Option<CidFamily> {
    let system = inner.get::<Dict<'_>>("CIDSystemInfo")?;
    let text = |key: &str| system.get::<hayro_syntax::object::String<'_>>(key);
    Some(CidFamily::from_registry_ordering(text("Registry")?.as_bytes(), text("Ordering")?.as_bytes()))
}

/// Widths a font may name; a range of more is that of a broken file.
const MOST_WIDTHS: usize = 70_000;

/// `first [width …]` and `first last width`.
fn glyph_widths(array: &Array<'_>) -> BTreeMap<u32, f32> {
    let mut out = BTreeMap::new();
    let mut open: Vec<Number> = Vec::new();
    for object in array.iter::<Object<'_>>() {
        match (object, open.as_slice()) {
            (Object::Array(widths), [first]) => {
                let first = first.as_i64().max(0) as u32;
                out.extend(
                    widths.iter::<f32>().take(MOST_WIDTHS).enumerate().map(|(at, width)| (first + at as u32, width)),
                );
                open.clear();
            }
            (Object::Number(width), [first, last]) => {
                let (first, last) = (first.as_i64().max(0) as u32, last.as_i64().max(0) as u32);
                let width = width.as_f32();
                out.extend((first..=last).take(MOST_WIDTHS).map(|glyph| (glyph, width)));
                open.clear();
            }
            (Object::Number(number), _) => open.push(number),
            _ => open.clear(),
        }
        if out.len() > MOST_WIDTHS {
            break;
        }
    }
    out
}

fn simple(font: &Dict<'_>, to_unicode: Option<CMap>, is_drawn: bool) -> Font {
    let first = font.get::<i32>("FirstChar").unwrap_or(0).max(0) as u32;
    let widths: BTreeMap<u32, f32> = font
        .get::<Array<'_>>("Widths")
        .map(|widths| {
            widths.iter::<f32>().take(256).enumerate().map(|(at, width)| (first + at as u32, width)).collect()
        })
        .unwrap_or_default();
    let missing = font.get::<Dict<'_>>("FontDescriptor").and_then(|descriptor| descriptor.get::<f32>("MissingWidth"));
    // A font that the file draws itself has a measure of its own.
    let scale = font
        .get::<Array<'_>>("FontMatrix")
        .filter(|_| is_drawn)
        .and_then(|matrix| matrix.iter::<f32>().next())
        .map_or(0.001, f32::abs);
    let default_width = missing.unwrap_or(if widths.is_empty() { 500.0 } else { 0.0 });
    let codes = Codes::Bytes(meanings(font));
    let of_collection = OnceCell::new();
    Font { codes, to_unicode, collection: None, of_collection, widths, default_width, scale, is_vertical: false }
}

/// What each byte means by the encoding and the names of glyphs.
fn meanings(font: &Dict<'_>) -> Vec<Option<String>> {
    let encoding = font.get::<Dict<'_>>("Encoding");
    let base = match &encoding {
        Some(encoding) => encoding.get::<Name<'_>>("BaseEncoding"),
        None => font.get::<Name<'_>>("Encoding"),
    };
    let page = if base.as_deref() == Some(b"MacRomanEncoding") { MACINTOSH } else { WINDOWS_1252 };
    let mut out: Vec<Option<String>> = (0..=255_u8)
        .map(|byte| {
            let (text, _) = page.decode_without_bom_handling(std::slice::from_ref(&byte));
            Some(text.into_owned()).filter(|text| !text.contains(char::is_control))
        })
        .collect();
    let mut at = 0_usize;
    let differences = encoding.and_then(|encoding| encoding.get::<Array<'_>>("Differences"));
    for item in differences.iter().flat_map(Array::raw_iter) {
        match item {
            MaybeRef::NotRef(Object::Number(number)) => at = number.as_i64().clamp(0, 256) as usize,
            MaybeRef::NotRef(Object::Name(name)) => {
                if let Some(place) = out.get_mut(at) {
                    *place = names::meaning(name.as_str());
                }
                at += 1;
            }
            _ => {}
        }
    }
    out
}
