//! `index.html`: one file that opens from disk, asks nobody for anything, and runs only the script and the style whose
//! hashes its policy names.
//!
//! The view is spelled twice: as plain HTML (the overview, and for readers without scripts the series, the base
//! comparison and the checks that fail), and as data that the script draws from. Both come from one [`Page`].

mod words;
mod checks;
mod summary;
mod overview;
mod plain;
mod bodies;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::view::page::{Page, PageBody};
use crate::check::Verdict;
use crate::diagnostic::Language;
use crate::source::{MAKER, PROPERTY};
use words::both;

pub use bodies::home;

const STYLE: &str = include_str!("html/page.css");

/// The script's parts, each about one thing, in one scope.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("html/js/core.js"),
    include_str!("html/js/take.js"),
    include_str!("html/js/chart.js"),
    include_str!("html/js/years.js"),
    include_str!("html/js/series.js"),
    include_str!("html/js/indicators.js"),
    include_str!("html/js/widths.js"),
    include_str!("html/js/place.js"),
    include_str!("html/js/reading.js"),
    include_str!("html/js/late.js"),
    include_str!("html/js/comparison.js"),
    include_str!("html/js/timeline.js"),
    include_str!("html/js/decisions.js"),
    include_str!("html/js/served.js"),
    include_str!("html/js/correct.js"),
    include_str!("html/js/parts.js"),
    include_str!("html/js/dropped.js"),
    include_str!("html/js/review.js"),
    include_str!("html/js/search.js"),
    include_str!("html/js/promises.js"),
    include_str!("html/js/checks.js"),
    include_str!("html/js/brief.js"),
    include_str!("html/js/main.js"),
    "})();\n"
);

/// Where a page stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// By itself.
    Alone,
    /// In the folder of bodies, below the page that lists them.
    Among,
    /// `nianlun review` serves this comparison.
    Served(u64),
}

/// The whole file.
pub fn page(page: &Page) -> String {
    spelled(page, Place::Alone)
}

/// The page of one of several bodies: it leads back to [`home`].
pub fn body_page(page: &Page) -> String {
    spelled(page, Place::Among)
}

/// The page as `nianlun review` serves it: it may ask its own server, and knows which comparison it shows.
pub fn served(page: &Page, comparison: u64) -> String {
    spelled(page, Place::Served(comparison))
}

fn spelled(page: &Page, place: Place) -> String {
    let comparison = if let Place::Served(number) = place { Some(number) } else { None };
    let home = matches!(place, Place::Among).then_some("../index.html");
    html! {
        (DOCTYPE)
        html lang=(tag(page.language)) data-lang=(short(page.language)) data-first=[page.language.map(|one| short(Some(one)))] data-served=[comparison] data-home=[home] {
            head {
                meta charset="utf-8";
                meta name=(PROPERTY) content=(MAKER);
                meta http-equiv="Content-Security-Policy" content=(policy_for(SCRIPT, comparison.is_some()));
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { "年轮 · " (title(page)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { (both("跳到正文", "Skip to content")) }
                (header(page, home))
                main id="main" tabindex="-1" {
                    @if comparison.is_some() { div #served {} }
                    (views(page))
                }
                p #live.hidden role="status" aria-live="polite" {}
                script type="application/json" id="data" { (PreEscaped(spelled_data(page))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// The language that a page is in before a script chooses another, as a tag.
const fn tag(language: Option<Language>) -> &'static str {
    if matches!(language, Some(Language::English)) { "en" } else { "zh-CN" }
}

/// The same as style and script name it.
const fn short(language: Option<Language>) -> &'static str {
    if matches!(language, Some(Language::English)) { "en" } else { "zh" }
}

/// Nothing but this file's own style and script, by their hashes; where it is served, its own server too.
fn policy_for(script: &str, served: bool) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let connect = if served { "connect-src 'self'; " } else { "" };
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; {connect}base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'",
        hash(STYLE),
        hash(script)
    )
}

/// The data as JSON that no parser takes for markup: `<` only ever stands inside strings there.
fn spelled_data(page: &impl Serialize) -> String {
    serde_json::to_string(page).unwrap_or_default().replace('<', "\\u003c")
}

fn title(page: &Page) -> String {
    let names: Vec<&str> = page.bodies.iter().map(|body| body.name.as_str()).collect();
    match names[..] {
        [only] => format!("{only} {}", years(&page.bodies[0])),
        _ => names.join("、"),
    }
}

/// From the first year to the last.
fn years(body: &PageBody) -> String {
    match (body.reports.first(), body.reports.last()) {
        (Some(first), Some(last)) if first.year != last.year => format!("{}–{}", first.year, last.year),
        (Some(first), _) => first.year.to_string(),
        _ => String::new(),
    }
}

/// The rings.
fn sign() -> Markup {
    html! {
        p.mark {
            svg viewBox="0 0 26 26" aria-hidden="true" width="26" height="26" {
                circle cx="13" cy="13" r="12" stroke-width="1" {}
                circle cx="13.4" cy="12.6" r="9" stroke-width="1.4" {}
                circle cx="13.9" cy="12.2" r="5.8" stroke-width="1.1" {}
                circle cx="14.2" cy="12" r="2.6" stroke-width="1.6" {}
            }
            "年轮"
        }
    }
}

fn header(page: &Page, home: Option<&str>) -> Markup {
    let failing: usize =
        page.bodies.iter().flat_map(|body| &body.checks).filter(|c| c.verdict == Verdict::Fails).count();
    let open: usize = page.bodies.iter().map(|body| body.queue.len()).sum();
    html! {
        header {
            (sign())
            @if let Some(home) = home { a.home href=(home) { "‹ " (both("全部主体", "All bodies")) } }
            div #what.what {
                @if let [body] = &page.bodies[..] {
                    b { (body.name) } " " (years(body))
                } @else {
                    span.needs-script { (both("多个主体", "several bodies")) }
                }
                @if let Some(year) = page.base_year { span.base { " · " (both("基准年", "base year")) " " b { (year) } } }
            }
            nav aria-label="视图 Views" {
                @for (id, zh, en, count) in [
                    ("overview", "总览", "Overview", 0), ("indicators", "指标", "Indicators", 0), ("text", "文本", "Text", 0),
                    ("timeline", "脉络", "Timeline", 0),
                    ("promises", "承诺", "Promises", 0), ("checks", "核查", "Checks", failing), ("review", "复核", "Review", open),
                    ("search", "检索", "Search", 0),
                ] {
                    a href={ "#" (id) } data-view=(id) {
                        (both(zh, en)) @if count > 0 { " " b { (count) } }
                    }
                }
            }
            div.tools.needs-script {
                button #language type="button" lang="en" title="English" { "EN" }
                button #help-button type="button" aria-haspopup="dialog" { (both("帮助", "Help")) }
            }
        }
    }
}

fn views(page: &Page) -> Markup {
    let view = |id: &str, zh: &str, en: &str, inner: Markup| {
        html! {
            section.view id=(id) aria-labelledby={ (id) "-title" } {
                h1 id={ (id) "-title" } tabindex="-1" { (both(zh, en)) }
                (inner)
                div.drawn id={ (id) "-drawn" } {}
            }
        }
    };
    html! {
        (view("overview", "总览", "Overview", html! {
            (overview::files_left_out(&page.left_out))
            @for (at, body) in page.bodies.iter().enumerate() { (overview::body(page, at, body)) }
        }))
        (view("indicators", "指标", "Indicators", html! {
            noscript { @for body in &page.bodies { details { summary { (both("各年的数", "Figures by year")) } (plain::series(body)) } } }
        }))
        (view("text", "文本", "Text", html! {
            noscript { @for body in &page.bodies { details { summary { (both("两份报告逐句相比", "The two reports, sentence by sentence")) } (plain::comparison(body)) } } }
        }))
        (view("timeline", "脉络", "Timeline", html! {
            noscript { p { (both("此视图需要脚本。", "This view needs scripts.")) } }
        }))
        (view("promises", "承诺", "Promises", html! {
            noscript { p { (both("此视图需要脚本；同样的内容在 plans.csv 中。", "This view needs scripts; plans.csv has the same.")) } }
        }))
        (view("checks", "核查", "Checks", html! {
            noscript { @for (at, body) in page.bodies.iter().enumerate() { (checks::body(at, body)) } }
        }))
        @for (id, zh, en) in [("review", "复核", "Review"), ("search", "检索", "Search")] {
            (view(id, zh, en, html! {
                noscript { p { (both("此视图需要脚本。", "This view needs scripts.")) } }
            }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_holds_no_markup() {
        let mut page = Page::empty();
        page.left_out
            .push(crate::render::view::page::LeftOutFile { name: "</script><!--".to_owned(), why: Default::default() });
        assert!(!spelled_data(&page).contains('<'));
        let spelled = super::page(&page);
        assert!(spelled.contains("&lt;/script&gt;&lt;!--"));
        assert_eq!(spelled.matches("<script").count(), 2);
    }

    #[test]
    fn the_language_asked_for_is_the_first() {
        let mut page = Page::empty();
        let opens = |page: &Page, attributes: &str| super::page(page).contains(&format!("<html {attributes}>"));
        assert!(opens(&page, "lang=\"zh-CN\" data-lang=\"zh\""));
        page.language = Some(Language::English);
        assert!(opens(&page, "lang=\"en\" data-lang=\"en\" data-first=\"en\""));
        page.language = Some(Language::Chinese);
        assert!(opens(&page, "lang=\"zh-CN\" data-lang=\"zh\" data-first=\"zh\""));
    }

    #[test]
    fn only_the_served_page_may_ask_its_server() {
        let page = Page::empty();
        assert!(!super::page(&page).contains("connect-src 'self'; ") && !super::page(&page).contains("data-served="));
        assert!(served(&page, 3).contains("connect-src 'self'; ") && served(&page, 3).contains("data-served=\"3\""));
    }
}
