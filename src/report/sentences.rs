//! Sentences (句子): cut after 。！？ and the marks that close them.

use crate::text::{Span, Text};

use super::{Paragraph, SectionId};

/// A sentence without the white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The index of its paragraph.
    pub paragraph: u32,
    /// The innermost section that it stands in.
    pub section: Option<SectionId>,
}

pub(super) fn sentences(text: &Text, paragraphs: &[Paragraph]) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let body = Span::new(paragraph.text_start, paragraph.span.end);
        for span in cut(text, body) {
            let span = text.trim(span);
            if !span.is_empty() {
                out.push(Sentence { span, paragraph: index as u32, section: paragraph.section });
            }
        }
    }
    out
}

/// Cuts a span after each 。！？ with the quotation marks and brackets that close behind it; the pieces tile the span.
///
/// ```text
/// 一是……。二是“……。”三是……
/// └───────┘└──────────┘└────┘
/// ```
pub fn cut(text: &Text, span: Span) -> Vec<Span> {
    let chars = text.folded(span);
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < chars.len() {
        let ends = matches!(chars[at], '。' | '!' | '?');
        at += 1;
        if ends {
            while at < chars.len() && matches!(chars[at], '。' | '!' | '?' | '”' | '’' | ')' | '》' | '』' | '」')
            {
                at += 1;
            }
            out.push(Span::new(span.start + start as u32, span.start + at as u32));
            start = at;
        }
    }
    if start < chars.len() {
        out.push(Span::new(span.start + start as u32, span.end));
    }
    out
}
