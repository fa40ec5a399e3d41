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

/// A sentence longer than this (in scalar values) is cut after a lesser mark: no report has one, and each figure is shown with
/// its sentence around it.
const LONGEST: usize = 2000;

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
        } else if at - start == LONGEST {
            let lesser = chars[start..at].iter().rposition(|c| matches!(c, ';' | ',' | '、' | ' '));
            let end = lesser.map_or(at, |last| start + last + 1);
            out.push(Span::new(span.start + start as u32, span.start + end as u32));
            start = end;
        }
    }
    if start < chars.len() {
        out.push(Span::new(span.start + start as u32, span.end));
    }
    out
}
