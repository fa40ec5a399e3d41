//! Styles (样式): what a paragraph or a run takes from the style that it names, and from the ones that it is based on.

use std::collections::BTreeMap;

use crate::source::container::xml::Element;

/// A style with everything that it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// The name as written in the file, in lower case (`heading 1`).
    pub(super) name: String,
    /// The list it belongs to, and the level in it where the style says so.
    pub(super) list: Option<(String, Option<u8>)>,
    /// The style that brought the list in: levels of a list name the style that uses them.
    pub(super) list_from: String,
    /// Outline level from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    /// Hidden text.
    pub(super) hidden: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default: Style,
}

impl Styles {
    /// The style of that id; of paragraphs that name none, the default one.
    pub(super) fn paragraph(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.styles.get(id)).unwrap_or(&self.default)
    }

    /// The style of that id, if there is one.
    pub(super) fn get(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }
}

/// Reads the styles part.
pub(super) fn read(root: &Element) -> Styles {
    let raw: BTreeMap<&str, &Element> =
        root.children("w:style").filter_map(|style| Some((style.attribute("styleId")?, style))).collect();
    let mut out = Styles::default();
    for (id, element) in &raw {
        let style = inherited(&raw, id);
        let standard = matches!(element.attribute("default"), Some("1" | "true" | "on"));
        if standard && element.attribute("type") == Some("paragraph") {
            out.default = style.clone();
        }
        out.styles.insert((*id).to_owned(), style);
    }
    out
}

/// A style after going up through what it is based on. A circle ends after as many steps as there are styles to be
/// sensible.
fn inherited(raw: &BTreeMap<&str, &Element>, id: &str) -> Style {
    const LONGEST_CHAIN: usize = 40;
    let mut style = Style::default();
    let mut next = Some(id);
    for _ in 0..LONGEST_CHAIN {
        let Some((id, element)) = next.and_then(|id| Some((id, raw.get(id)?))) else { break };
        if style.name.is_empty() {
            style.name = element.value(&["w:name"]).unwrap_or_default().to_lowercase();
        }
        let list = element.at(&["w:pPr", "w:numPr"]);
        let number = list.and_then(|list| list.value(&["w:numId"]));
        if style.list.is_none()
            && let Some(number) = number
        {
            style.list = Some((number.to_owned(), list.and_then(level)));
            style.list_from = id.to_owned();
        }
        style.outline = style.outline.or_else(|| element.value(&["w:pPr", "w:outlineLvl"])?.parse().ok());
        style.hidden = style.hidden.or_else(|| element.child("w:rPr")?.switch("w:vanish"));
        next = element.value(&["w:basedOn"]);
    }
    style
}

/// The level that a `w:numPr` names.
pub(super) fn level(list: &Element) -> Option<u8> {
    list.value(&["w:ilvl"])?.parse().ok()
}

impl Style {
    /// The depth of a heading, from 1: by the outline level, or by the built-in names of heading styles.
    pub(super) fn heading(&self) -> Option<u8> {
        match self.outline {
            Some(level) => (level < 9).then_some(level + 1),
            None => {
                let number = self.name.strip_prefix("heading ").or_else(|| self.name.strip_prefix("标题 "))?;
                number.trim().parse().ok().filter(|level| (1..=9).contains(level))
            }
        }
    }
}
