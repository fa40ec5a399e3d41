//! A brief as a page that prints on two sheets.

use maud::{DOCTYPE, html as markup};

use super::{Brief, said};
use crate::diagnostic::Language;
use crate::source::{MAKER, PROPERTY};

const STYLE: &str = "body{font:11pt/1.5 'Source Han Serif SC','Noto Serif CJK SC',SimSun,serif;max-width:42em;margin:2em auto;padding:0 1em;color:#111}\
h1{font-size:1.35em}h2{font-size:1.1em;margin:1.2em 0 .3em;border-bottom:1px solid #999}ul{padding-left:1.2em;margin:.3em 0}\
li li{color:#444;font-size:.85em;list-style:none}cite{font-style:normal;color:#666}@page{margin:2cm}";

/// The brief in one language, as one file that needs nothing else.
pub fn html(brief: &Brief, language: Language) -> String {
    let code = match language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    let title = said(&brief.title, language);
    let page = markup! {
        (DOCTYPE)
        html lang=(code) {
            head {
                meta charset="utf-8";
                meta name=(PROPERTY) content=(MAKER);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (STYLE) }
            }
            body {
                h1 { (title) }
                p { (said(&brief.sources, language)) }
                @for part in &brief.parts {
                    h2 { (said(&part.title, language)) }
                    ul {
                        @for line in &part.lines {
                            li {
                                (said(&line.said, language))
                                @if !line.quotes.is_empty() {
                                    ul { @for quote in &line.quotes { li { q lang="zh" { (quote.inside()) } " " cite { (quote.place()) } } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}
