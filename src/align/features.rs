//! What is compared of two reports' sections: headings, texts, and where the paragraphs of one went in the other.

use crate::pair::Pair;
use crate::report::{Report, Role, SectionId};
use crate::similarity::{Pairs, Weights};
use crate::text::Span;

/// What is compared of a report.
pub struct Features {
    pub(super) sections: Vec<SectionFeatures>,
    pub(super) paragraphs: Vec<ParagraphFeatures>,
}

pub(super) struct SectionFeatures {
    pub(super) id: SectionId,
    pub(super) level: u8,
    pub(super) role: Role,
    pub(super) parent: Option<SectionId>,
    pub(super) start: u32,
    pub(super) span: Span,
    pub(super) title: Option<Pairs>,
    /// The heading without numbers, for telling same from renamed.
    pub(super) masked: String,
    pub(super) text: Pairs,
}

pub(super) struct ParagraphFeatures {
    pub(super) start: u32,
    pub(super) role: Role,
    pub(super) pairs: Pairs,
    pub(super) mass: f64,
}

impl Features {
    /// What is compared of a report; to be made once, however many others it is compared with.
    pub fn new(report: &Report, weights: &Weights) -> Self {
        let sections = report
            .sections
            .iter()
            .map(|section| SectionFeatures {
                id: section.id,
                level: section.level,
                role: section.role,
                parent: section.parent,
                start: section.span.start,
                span: section.span,
                title: section.title.map(|title| Pairs::new(report.text.folded(title), weights)),
                masked: section.title.map(|title| masked(report.text.folded(title))).unwrap_or_default(),
                text: Pairs::new(report.text.folded(Span::new(section.text_start, section.span.end)), weights),
            })
            .collect();
        let paragraphs = report
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.span.end > paragraph.text_start + 10)
            .map(|paragraph| {
                let pairs =
                    Pairs::new(report.text.folded(Span::new(paragraph.text_start, paragraph.span.end)), weights);
                ParagraphFeatures {
                    start: paragraph.span.start,
                    role: report.role_at(paragraph.span.start),
                    mass: pairs.mass(),
                    pairs,
                }
            })
            .collect();
        Features { sections, paragraphs }
    }
}

/// A heading without white space, numbers and marks: what stays when only the year changes.
pub(super) fn masked(title: &[char]) -> String {
    title
        .iter()
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_ascii_digit()
                && !c.is_ascii_punctuation()
                && !matches!(c, '“' | '”' | '、' | '《' | '》')
        })
        .collect()
}

/// The best match of each paragraph in the other report.
pub(super) struct Flows {
    /// From a paragraph of the earlier report to one of the later, with how alike they are.
    pub(super) forward: Vec<(usize, usize, f64)>,
    /// From a paragraph of the later report to one of the earlier.
    pub(super) back: Vec<(usize, usize, f64)>,
}

/// The least likeness of a paragraph to its best match.
pub(super) const LEAST_MATCH: f64 = 0.12;

impl Flows {
    pub(super) fn new(features: Pair<&Features>) -> Self {
        Flows {
            forward: best_matches(&features.before.paragraphs, &features.after.paragraphs),
            back: best_matches(&features.after.paragraphs, &features.before.paragraphs),
        }
    }
}

pub(super) fn best_matches(from: &[ParagraphFeatures], to: &[ParagraphFeatures]) -> Vec<(usize, usize, f64)> {
    let best = |paragraph: &ParagraphFeatures| {
        let candidates = to.iter().enumerate().filter(|(_, other)| other.role == paragraph.role);
        candidates
            .map(|(at, other)| (at, paragraph.pairs.cosine(&other.pairs)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    };
    from.iter()
        .enumerate()
        .filter_map(|(at, paragraph)| {
            best(paragraph)
                .filter(|(_, likeness)| *likeness >= LEAST_MATCH)
                .map(|(other, likeness)| (at, other, likeness))
        })
        .collect()
}

/// The share of a section's paragraphs that found their best match in another section; and weighted by likeness.
pub(super) fn flow(
    matches: &[(usize, usize, f64)],
    from: &[ParagraphFeatures],
    to: &[ParagraphFeatures],
    section: Span,
    other: Span,
) -> (f64, f64) {
    let mass: f64 =
        from.iter().filter(|paragraph| section.contains(paragraph.start)).map(|paragraph| paragraph.mass).sum();
    if mass <= 0.0 {
        return (0.0, 0.0);
    }
    let (mut went, mut matched) = (0.0, 0.0);
    for &(at, target, likeness) in matches {
        if section.contains(from[at].start) && other.contains(to[target].start) {
            went += from[at].mass;
            matched += from[at].mass * likeness;
        }
    }
    (went / mass, matched / mass)
}
