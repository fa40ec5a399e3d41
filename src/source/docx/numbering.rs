//! Automatic numbering (自动编号): what Word writes before a paragraph that belongs to a list.
//!
//! ```text
//! paragraph ─ numId, ilvl ─→ num ─→ abstractNum ─→ level: start, format, “%1、”
//!                             └ overrides of single levels
//! ```
//!
//! Lists of the same abstract list count on together, as Word does, unless one starts anew.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::counting::Style;

use super::styles::Styles;
use super::symbols;
use crate::source::container::xml::Element;

/// Levels of a list.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    style: Style,
    /// With `%1` to `%9` for the numbers of the levels.
    text: String,
    /// What follows the number: a space, nothing, or (the default) a tab.
    suffix: String,
    /// Starts anew after this level (from 1) or a higher one; 0 for never.
    restart: Option<usize>,
    /// All numbers in decimal.
    legal: bool,
    /// The paragraph style that uses this level.
    paragraph_style: Option<String>,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: BTreeMap<usize, Level>,
    /// It has no levels of its own: those of the list with this style are used.
    uses_style: Option<String>,
    defines_style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    of: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists that a document defines.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<String, Abstract>,
    lists: BTreeMap<String, List>,
}

/// How far the lists have counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeSet<String>,
}

/// Reads the numbering part.
pub(super) fn read(root: &Element) -> Numbering {
    let mut out = Numbering::default();
    for element in root.children("w:abstractNum") {
        let Some(id) = element.attribute("abstractNumId") else { continue };
        let levels = element.children("w:lvl").filter_map(|l| Some((level_index(l)?, level(l)))).collect();
        let style = |name| element.value(&[name]).map(str::to_owned);
        let found = Abstract { levels, uses_style: style("w:numStyleLink"), defines_style: style("w:styleLink") };
        out.abstracts.insert(id.to_owned(), found);
    }
    for element in root.children("w:num") {
        let (Some(id), Some(of)) = (element.attribute("numId"), element.value(&["w:abstractNumId"])) else { continue };
        let mut list = List { of: of.to_owned(), ..List::default() };
        for change in element.children("w:lvlOverride") {
            let Some(index) = level_index(change) else { continue };
            if let Some(start) = change.value(&["w:startOverride"]).and_then(|v| v.parse().ok()) {
                list.starts.insert(index, start);
            }
            if let Some(own) = change.child("w:lvl") {
                list.levels.insert(index, level(own));
            }
        }
        out.lists.insert(id.to_owned(), list);
    }
    out
}

fn level_index(element: &Element) -> Option<usize> {
    element.attribute("ilvl")?.parse().ok().filter(|&index| index < LEVELS)
}

/// What stands around a number is no longer than this in what people write; what a paragraph shows grows with it.
const LONGEST: usize = 100;

fn level(element: &Element) -> Level {
    // A format that is a choice between an old and a new name stands in AlternateContent; the fallback is the old one.
    let format =
        element.value(&["w:numFmt"]).or_else(|| element.value(&["mc:AlternateContent", "mc:Fallback", "w:numFmt"]));
    let style = Style::of_word(format.unwrap_or("decimal"));
    let text = element.value(&["w:lvlText"]).unwrap_or_default().chars().take(LONGEST);
    let text: String = if style == Style::Bullet { text.map(symbols::bullet).collect() } else { text.collect() };
    let suffix = match element.value(&["w:suff"]) {
        Some("nothing") => "",
        Some("space") => " ",
        // A tab would look like the columns of a table; after 、 and ） Word's tab is hardly to be seen at all.
        _ if text.ends_with(['、', '）', '．', '。', '，', '：']) => "",
        _ => " ",
    };
    Level {
        start: element.value(&["w:start"]).and_then(|v| v.parse().ok()),
        style,
        text,
        suffix: suffix.to_owned(),
        restart: element.value(&["w:lvlRestart"]).and_then(|v| v.parse().ok()),
        legal: element.switch("w:isLgl").unwrap_or(false),
        paragraph_style: element.value(&["w:pStyle"]).map(str::to_owned),
    }
}

impl Numbering {
    /// The abstract list of a list, through the style that it may refer to.
    fn abstract_of<'a>(&'a self, list: &'a List, styles: &'a Styles) -> Option<(&'a str, &'a Abstract)> {
        let (id, found) = self.abstracts.get_key_value(&list.of)?;
        let Some(style) = &found.uses_style else { return Some((id, found)) };
        let defining = self.abstracts.iter().find(|(_, a)| a.defines_style.as_ref() == Some(style));
        let by_style = || {
            let (number, _) = styles.get(style)?.list.as_ref()?;
            self.abstracts.get_key_value(&self.lists.get(number)?.of)
        };
        defining.or_else(by_style).map(|(id, found)| (id.as_str(), found))
    }

    /// The level of a list that a paragraph style uses.
    pub(super) fn level_of_style(&self, list: &str, style: &str, styles: &Styles) -> Option<u8> {
        let (_, found) = self.abstract_of(self.lists.get(list)?, styles)?;
        let uses = |level: &&Level| level.paragraph_style.as_deref() == Some(style);
        found.levels.iter().find(|(_, level)| uses(level)).map(|(index, _)| *index as u8)
    }

    /// Counts a paragraph of a list and gives what Word writes before it, white space included; empty for list 0
    /// (which means no list), lists that are not defined and levels without a number.
    pub(super) fn next(&self, counters: &mut Counters, list_id: &str, index: u8, styles: &Styles) -> String {
        let index = usize::from(index).min(LEVELS - 1);
        let Some(list) = self.lists.get(list_id) else { return String::new() };
        let Some((id, found)) = self.abstract_of(list, styles) else { return String::new() };
        let default = Level::default();
        let level = |at: usize| list.levels.get(&at).or_else(|| found.levels.get(&at)).unwrap_or(&default);
        let start = |at: usize| list.starts.get(&at).copied().or(level(at).start).unwrap_or(1);
        let counts = counters.counts.entry(id.to_owned()).or_default();
        if counters.begun.insert(list_id.to_owned()) {
            for &at in list.starts.keys() {
                counts[at] = None;
            }
        }
        counts[index] = Some(counts[index].map_or_else(|| start(index), |count| count.saturating_add(1)));
        for (deeper, count) in counts.iter_mut().enumerate().skip(index + 1) {
            let restarts = level(deeper).restart.is_none_or(|after| index < after);
            if restarts {
                *count = None;
            }
        }
        let here = level(index);
        if here.style == Style::None && !here.text.contains(|c: char| c != '%' && !c.is_ascii_digit()) {
            return String::new();
        }
        let mut out = String::new();
        let mut chars = here.text.chars().peekable();
        while let Some(c) = chars.next() {
            let place = if c == '%' { chars.peek().and_then(|d| d.to_digit(10)).filter(|d| *d >= 1) } else { None };
            let Some(place) = place else {
                out.push(c);
                continue;
            };
            chars.next();
            let at = place as usize - 1;
            let style = level(at).style;
            let style = if here.legal && style != Style::None { Style::Decimal } else { style };
            out.push_str(&style.write(counts[at].unwrap_or_else(|| start(at))));
        }
        if !out.is_empty() {
            out.push_str(&here.suffix);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;
    use crate::source::container::xml;

    fn numbering(inner: &str) -> Numbering {
        let space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
        read(&xml::parse(&format!("<w:numbering {space}>{inner}</w:numbering>"), Format::Docx).unwrap())
    }

    fn level(index: u8, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{index}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/>{more}</w:lvl>"
        )
    }

    fn all(numbering: &Numbering, paragraphs: &[(&str, u8)]) -> Vec<String> {
        let mut counters = Counters::default();
        let styles = Styles::default();
        paragraphs.iter().map(|(list, index)| numbering.next(&mut counters, list, *index, &styles)).collect()
    }

    #[test]
    fn what_a_number_shows_has_a_bound() {
        let found = numbering(&format!(
            "<w:abstractNum w:abstractNumId='5'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num>",
            level(0, "decimal", &"%1".repeat(100_000), "")
        ));
        assert_eq!(all(&found, &[("1", 0)]), [format!("{} ", "1".repeat(50))]);
    }

    #[test]
    fn levels_count_and_start_anew() {
        let found = numbering(&format!(
            "<w:abstractNum w:abstractNumId='5'>{}{}{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num>",
            level(0, "chineseCounting", "%1、", ""),
            level(1, "chineseCounting", "（%2）", "<w:suff w:val='nothing'/>"),
            level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        ));
        let paragraphs = [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 0), ("1", 1), ("1", 2), ("0", 0), ("7", 0)];
        assert_eq!(
            all(&found, &paragraphs),
            ["一、", "（一）", "（二）", "1.2.1 ", "二、", "（一）", "2.1.1 ", "", ""]
        );
        assert_eq!(all(&found, &[("1", 2), ("1", 0)]), ["1.1.1 ", "一、"]);
    }

    #[test]
    fn lists_share_counts_unless_overridden() {
        let found = numbering(&format!(
            "<w:abstractNum w:abstractNumId='5'>{}{}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='5'/></w:num>\
             <w:num w:numId='3'><w:abstractNumId w:val='5'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/></w:lvlOverride></w:num>\
             <w:num w:numId='4'><w:abstractNumId w:val='5'/><w:lvlOverride w:ilvl='0'>{}</w:lvlOverride></w:num>",
            level(0, "decimal", "%1.", ""),
            level(1, "lowerLetter", "%2)", "<w:lvlRestart w:val='0'/>"),
            level(0, "upperRoman", "%1", "<w:suff w:val='space'/>"),
        ));
        let paragraphs = [("1", 0), ("1", 1), ("2", 0), ("2", 1), ("3", 0), ("3", 0), ("4", 0)];
        assert_eq!(all(&found, &paragraphs), ["1. ", "a) ", "2. ", "b) ", "4. ", "5. ", "VI "]);
    }

    #[test]
    fn a_list_may_be_defined_by_a_style() {
        let found = numbering(&format!(
            "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='S'/></w:abstractNum>\
             <w:abstractNum w:abstractNumId='2'><w:styleLink w:val='S'/>{}{}</w:abstractNum><w:num w:numId='9'><w:abstractNumId w:val='1'/></w:num>",
            level(0, "decimal", "第%1章", "<w:pStyle w:val='Heading1'/>"),
            level(1, "bullet", "\u{f0b7}", "<w:pStyle w:val='Heading2'/>"),
        ));
        assert_eq!(all(&found, &[("9", 0), ("9", 1), ("9", 0)]), ["第1章 ", "• ", "第2章 "]);
        assert_eq!(found.level_of_style("9", "Heading2", &Styles::default()), Some(1));
        assert_eq!(all(&numbering(""), &[("9", 0)]), [""]);
    }
}
