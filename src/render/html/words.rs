//! Words in both languages: the page's language decides which of them is seen.

use maud::{Markup, html};

use crate::render::view::reading::{Ends, PageReport, Words};
use crate::text::squeeze;

/// Both languages, of which one is seen.
pub(super) fn both(zh: &str, en: &str) -> Markup {
    html! { span.zh lang="zh-CN" { (zh) } span.en lang="en" { (en) } }
}

/// The same for a sentence of the view; once where both read alike.
pub(super) fn said(words: &Words) -> Markup {
    if words.zh == words.en {
        html! { span lang="zh-CN" { (words.zh) } }
    } else {
        both(&words.zh, &words.en)
    }
}

/// What became of a section, in words.
pub(super) fn relation(name: &str) -> Words {
    let part = |name: &str| match name {
        "same" => ("不变", "same"),
        "renamed" => ("更名", "renamed"),
        "moved" => ("移动", "moved"),
        "split" => ("拆分", "split"),
        "merged" => ("合并", "merged"),
        "added" => ("新增", "added"),
        "removed" => ("取消", "removed"),
        _ => ("", ""),
    };
    let parts: Vec<_> = name.split('+').map(part).collect();
    Words {
        zh: parts.iter().map(|part| part.0).collect::<Vec<_>>().join("、"),
        en: parts.iter().map(|part| part.1).collect::<Vec<_>>().join(", "),
    }
}

/// A text's characters by offset, so that many places can be cut out of it.
pub(super) struct Characters(Vec<char>);

impl Characters {
    /// The characters of a report.
    pub(super) fn new(report: &PageReport) -> Self {
        Characters(report.text.chars().collect())
    }

    /// A place's text without white space between Han characters.
    pub(super) fn cut(&self, place: Ends) -> String {
        let end = (place[1] as usize).min(self.0.len());
        let start = (place[0] as usize).min(end);
        squeeze(&self.0[start..end])
    }

    /// A quote with a place in it marked; what is far from the place is left out.
    pub(super) fn marked(&self, quote: Ends, place: Ends, room: u32) -> Markup {
        let from = quote[0].max(place[0].saturating_sub(room)).min(place[0]);
        let to = quote[1].min(place[1] + room).max(place[1]);
        html! {
            q lang="zh-CN" {
                @if from > quote[0] { "……" }
                (self.cut([from, place[0]]))
                b { (self.cut(place)) }
                (self.cut([place[1], to]))
                @if to < quote[1] { "……" }
            }
        }
    }
}

/// The link to a place in a report's text.
pub(super) fn place_link(body: usize, report: &PageReport, place: Ends) -> String {
    format!("#text/{}/@{}-{}{}", report.year, place[0], place[1], of_body(body))
}

/// The link to a series.
pub(super) fn series_link(body: usize, id: &str) -> String {
    format!("#indicators/{id}{}", of_body(body))
}

/// The body's part of a link; nothing for the first.
pub(super) fn of_body(body: usize) -> String {
    if body == 0 { String::new() } else { format!("?body={body}") }
}
