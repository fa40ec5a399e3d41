//! Which elements belong to the page and not to the report (页面杂项).
//!
//! Told by tags and roles, by the words that Chinese government sites use for classes and ids, and by how much of an
//! element is links. An element that holds the report is never furniture, whatever it is called.

use ego_tree::NodeId;
use scraper::node::Element;

use crate::source::chrome;
use crate::text::fold;
use crate::text::signs::{DAY, YEAR};

use super::element;
use super::facts::Facts;

/// Where an element stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Inside the element that holds the report.
    pub(super) in_main: bool,
    /// After the first sentence of the report.
    pub(super) in_prose: bool,
}

/// Words in classes and ids that mean furniture wherever they stand, also inside the report's element.
const ANYWHERE: &[&str] = &[
    "a11y",
    "bdshare",
    "bdsharebuttonbox",
    "bread",
    "breadcrumb",
    "breadcrumbs",
    "bshare",
    "copyright",
    "crumb",
    "crumbs",
    "curposition",
    "daohang",
    "dayin",
    "dqwz",
    "erweima",
    "ewm",
    "fenxiang",
    "fontsize",
    "friendlink",
    "gotop",
    "jiathis",
    "leftnav",
    "mbx",
    "menu",
    "menus",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "pager",
    "pagination",
    "prevnext",
    "print",
    "qrcode",
    "recommend",
    "related",
    "share",
    "shares",
    "sidebar",
    "sitemap",
    "sousuo",
    "submenu",
    "toolbar",
    "tools",
    "topnav",
    "totop",
    "wza",
    "xglj",
    "xgwd",
    "xgxw",
    "xgyd",
    "yqlj",
];

/// Words that mean furniture outside the report's element; inside it they may name parts of the report.
const AROUND: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "appendix",
    "aside",
    "attach",
    "attachment",
    "banner",
    "bottom",
    "comment",
    "comments",
    "dialog",
    "download",
    "fj",
    "foot",
    "footer",
    "fujian",
    "head",
    "header",
    "hot",
    "links",
    "location",
    "login",
    "logo",
    "pages",
    "popup",
    "position",
    "score",
    "search",
    "side",
    "social",
    "tips",
    "tool",
    "top",
    "topbar",
    "vote",
    "weizhi",
];

/// Whether an element is furniture at this place.
pub(super) fn is_furniture(element: &Element, id: NodeId, facts: &Facts, place: Place) -> bool {
    let name = element.name();
    if facts.holds_main(id) || element::heading_level(name).is_some() {
        return false;
    }
    if matches!(name, "select" | "button" | "textarea" | "optgroup" | "option") {
        return true;
    }
    let fact = facts.of(id);
    let report = facts.main().map(|main| facts.of(main)).unwrap_or_default();
    // What has a good part of the page's prose in it is not thrown out for its name.
    let heavy = fact.weight() * 4 > report.weight() && fact.sentences > 0;
    let prose = fact.sentences > 0 && fact.weight() > 60;
    if heavy || (place.in_main && prose) {
        return false;
    }
    let role = element.attr("role").unwrap_or_default().to_ascii_lowercase();
    let by_role = matches!(
        role.as_str(),
        "navigation" | "search" | "banner" | "contentinfo" | "complementary" | "menu" | "menubar" | "toolbar"
    );
    let titled = fact.titled && !matches!(name, "nav" | "aside" | "footer");
    let by_tag = matches!(name, "nav" | "footer" | "aside" | "search") || (name == "header" && !place.in_main);
    if (by_tag || by_role) && !titled {
        return true;
    }
    let named = words(element)
        .any(|word| ANYWHERE.contains(&word.as_str()) || (!place.in_main && AROUND.contains(&word.as_str())));
    // A class on a word or two inside a line says how they look, so only blocks are judged by their names.
    let block = element::is_block(name);
    if named && !titled && (block || !place.in_main) {
        return true;
    }
    let share = if place.in_main { 80 } else { 60 };
    let list = matches!(name, "ul" | "ol" | "dl" | "div" | "table" | "section" | "p" | "form" | "center");
    list && !titled && fact.sentences == 0 && fact.links >= 3 && fact.linked * 100 >= fact.chars * share
}

/// The words in the class and the id: `pageNav-top2` has page, nav, top.
fn words(element: &Element) -> impl Iterator<Item = String> {
    let names = [element.attr("class").unwrap_or_default(), element.attr("id").unwrap_or_default()];
    let mut out = Vec::new();
    for name in names {
        let mut word = String::new();
        let mut lower = false;
        for c in name.chars().chain(std::iter::once(' ')) {
            let new_hump = c.is_ascii_uppercase() && lower;
            if (!c.is_ascii_alphabetic() || new_hump) && !word.is_empty() {
                out.push(std::mem::take(&mut word));
            }
            if c.is_ascii_alphabetic() {
                word.push(c.to_ascii_lowercase());
            }
            lower = c.is_ascii_lowercase();
        }
    }
    out.into_iter()
}

/// Whether a line outside the report's element is furniture by what it says.
pub(super) fn is_furniture_line(line: &str) -> bool {
    let folded: Vec<char> = line.trim().chars().map(fold).collect();
    // A title says what kind of paper it is, and a date by itself is the signature's.
    let title = folded.ends_with(&['报', '告']);
    let date = folded.ends_with(&[DAY]) && folded.contains(&YEAR) && folded.len() <= 12;
    !title && !date && chrome::is_furniture(&folded)
}

/// Whether a line is a sentence of a report.
pub(super) fn is_prose(line: &str) -> bool {
    line.chars().count() >= 30 && line.contains(['。', '；', '，'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let page = scraper::Html::parse_fragment("<div class='pageNav-top2 BDshare' id=\"ZoomBox\"></div>");
        let element = page.tree.values().filter_map(|n| n.as_element()).find(|e| e.name() == "div").unwrap();
        assert_eq!(words(element).collect::<Vec<_>>(), ["page", "nav", "top", "bdshare", "zoom", "box"]);
    }

    #[test]
    fn lines_around_a_report_are_told_by_what_they_say() {
        assert!(is_furniture_line("发布时间：2016-12-07 16:42 来源：市政府办公室"));
        assert!(!is_furniture_line("关于推进企业注册登记便利化工作情况的报告"));
        assert!(!is_furniture_line("2016年12月5日"));
        assert!(!is_furniture_line("云溪市人民政府"));
    }
}
