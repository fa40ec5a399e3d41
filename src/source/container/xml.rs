//! XML as a small tree (元素树). Parts of a document are some hundred kilobytes, so a tree is cheap, and what stands
//! after a thing that it changes needs no second pass.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::diagnostic::Message;
use crate::source::{Format, SourceError};

/// Elements may nest so deep. Word writes some 30 levels; the tree is walked by recursion.
const DEEPEST: usize = 200;

/// So many elements may be in a part: a tree of more takes a gigabyte.
const MOST: usize = 2_400_000;

/// An element. Its name has the prefix that is usual for its namespace (`w:p`), whatever the file calls it; names of
/// namespaces that are of no use here have the prefix `x`.
#[derive(Debug, Default)]
pub(in crate::source) struct Element {
    pub(in crate::source) name: String,
    /// Attributes by their names without prefixes.
    attributes: Vec<(String, String)>,
    pub(in crate::source) children: Vec<Child>,
}

/// What stands in an element.
#[derive(Debug)]
pub(in crate::source) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute's value, by its name without prefix.
    pub(in crate::source) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The elements in it, in order.
    pub(in crate::source) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The elements of one name in it.
    pub(in crate::source) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element of that name in it.
    pub(in crate::source) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The element at the end of a path of names.
    pub(in crate::source) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The `val` attribute of the element at the end of a path.
    pub(in crate::source) fn value(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.attribute("val")
    }

    /// Whether a switch such as `w:b` is on; `None` where it is not set.
    pub(in crate::source) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.attribute("val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }

    /// Whether an element of that name is anywhere in it.
    pub(in crate::source) fn holds(&self, name: &str) -> bool {
        self.elements().any(|element| element.name == name || element.holds(name))
    }

    /// Whether blanks in it are text even where they stand alone.
    fn keeps_blanks(&self) -> bool {
        matches!(
            self.name.as_str(),
            "w:t" | "m:t" | "s:t" | "ofd:TextCode" | "text:p" | "text:h" | "text:span" | "text:a"
        )
    }

    /// The text right in it.
    pub(in crate::source) fn text(&self) -> String {
        self.children
            .iter()
            .filter_map(|child| if let Child::Text(text) = child { Some(text.as_str()) } else { None })
            .collect()
    }
}

/// The root element of a part of a file of that format. Fails where it is no XML, ends too early, or is beyond a limit.
pub(in crate::source) fn parse(text: &str, format: Format) -> Result<Element, SourceError> {
    tree(text).map_err(|trouble| match trouble {
        Trouble::Broken(error) => {
            let reason = Message::new(format!("XML 有误（{error}）"), format!("its XML is broken ({error})"));
            SourceError::Damaged { format, reason }
        }
        Trouble::TooMuch(limit) => SourceError::TooMuch { format, limit },
    })
}

/// Why there is no tree.
enum Trouble {
    Broken(String),
    TooMuch(Message),
}

fn tree(text: &str) -> Result<Element, Trouble> {
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0;
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|error| broken(&error.to_string()))?;
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() >= DEEPEST {
                    return Err(limit("层次过深", "it nests too deep"));
                }
                if count > MOST {
                    return Err(limit("元素过多", "it has too many elements"));
                }
                let element = element(prefix(&space, &start), &start)?;
                open.push(element);
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST {
                    return Err(limit("元素过多", "it has too many elements"));
                }
                let element = element(prefix(&space, &start), &start)?;
                match open.last_mut() {
                    Some(outer) => outer.children.push(Child::Element(element)),
                    None => return Ok(element),
                }
            }
            Event::End(_) => {
                let Some(element) = open.pop() else { return Err(broken("an end without a start")) };
                match open.last_mut() {
                    Some(outer) => outer.children.push(Child::Element(element)),
                    None => return Ok(element),
                }
            }
            Event::Text(content) => text_into(open.last_mut(), &content.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(content) => text_into(open.last_mut(), &content.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(name) => {
                let c = match name.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => match &*name {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                // Word knows no other entities; whatever it is, nobody would see it.
                if let Some(c) = c {
                    text_into(open.last_mut(), c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => return Err(broken("it ends too early")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn broken(error: &str) -> Trouble {
    Trouble::Broken(error.to_owned())
}

fn limit(zh: &str, en: &str) -> Trouble {
    Trouble::TooMuch(Message::new(zh, en))
}

/// The usual prefix of a namespace, in the transitional and the strict form of the standard.
fn prefix(space: &ResolveResult<'_>, start: &BytesStart<'_>) -> &'static str {
    let uri = match space {
        ResolveResult::Bound(namespace) => namespace.as_ref(),
        // Some writers forget to declare a prefix; everybody means the same by it.
        _ => {
            let name = start.name();
            return match name.prefix().as_ref().map(AsRef::as_ref) {
                Some("w") => "w",
                Some("m") => "m",
                Some("mc") => "mc",
                _ => "x",
            };
        }
    };
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => "w",
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => "m",
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => "mc",
        "http://schemas.openxmlformats.org/package/2006/relationships" => "rel",
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        | "http://purl.oclc.org/ooxml/spreadsheetml/main" => "s",
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => "office",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => "text",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => "table",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => "style",
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => "draw",
        "http://www.ofdspec.org/2016" => "ofd",
        _ => "x",
    }
}

fn element(prefix: &str, start: &BytesStart<'_>) -> Result<Element, Trouble> {
    let name = format!("{prefix}:{}", start.local_name().as_ref());
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| broken(&error.to_string()))?;
        let key = attribute.key.local_name().as_ref().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&error.to_string()))?;
        attributes.push((key, value.into_owned()));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}

/// Appends text; white space between elements is no text.
fn text_into(element: Option<&mut Element>, text: &str) {
    let Some(element) = element else { return };
    if let Some(Child::Text(last)) = element.children.last_mut() {
        last.push_str(text);
    } else if element.keeps_blanks() || !text.trim_ascii().is_empty() {
        element.children.push(Child::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_namespace_and_not_the_prefix() {
        let root = parse(
            "<?xml version='1.0'?><a:p xmlns:a='http://purl.oclc.org/ooxml/wordprocessingml/main'>\n<a:r><a:t a:x='1&lt;'> \
             &#x4e00;&amp;<![CDATA[<>]]></a:t></a:r><t xmlns='urn:other'/></a:p>",
            Format::Docx,
        )
        .unwrap();
        assert_eq!(root.name, "w:p");
        let text = root.at(&["w:r", "w:t"]).unwrap();
        assert_eq!((text.text().as_str(), text.attribute("x")), (" 一&<>", Some("1<")));
        assert_eq!(root.elements().last().unwrap().name, "x:t");
    }

    #[test]
    fn broken_xml_is_an_error() {
        for text in ["", "一", "<a>", "<a></b>", "<a", "</a>", "<a b=></a>", "<a>&#xffffffff;</a", "<a b='&x;'/>"] {
            assert!(parse(text, Format::Docx).is_err(), "{text}");
        }
        let deep = "<a>".repeat(DEEPEST + 1);
        assert!(matches!(parse(&deep, Format::Docx), Err(SourceError::TooMuch { .. })));
    }
}
