//! A brief as Markdown (CommonMark).

use super::{Brief, said};
use crate::diagnostic::Language;
use crate::source::COMMENT;

/// The brief in one language.
pub fn markdown(brief: &Brief, language: Language) -> String {
    let mut out =
        format!("# {}\n\n{}\n", escaped(said(&brief.title, language)), escaped(said(&brief.sources, language)));
    for part in &brief.parts {
        out.push_str(&format!("\n## {}\n\n", escaped(said(&part.title, language))));
        for line in &part.lines {
            out.push_str(&format!("- {}\n", escaped(said(&line.said, language))));
            for quote in &line.quotes {
                out.push_str(&format!("  - “{}” — {}\n", escaped(&quote.inside()), escaped(&quote.place())));
            }
        }
    }
    out.push_str(&format!("\n{COMMENT}\n"));
    out
}

/// Text that Markdown takes as it stands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
