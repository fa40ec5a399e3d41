//! What is compared of two reports' sections: headings, texts, and where the paragraphs of one went in the other.

use rustc_hash::FxHashMap;

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

/// So often a pair of characters is looked up at most: where there are more, those that most paragraphs share are passed
/// over. Reports have some ten thousand pairs and some hundred paragraphs.
const MOST_LOOKS: usize = 200_000_000;

/// The least likeness of a paragraph to its best match.
pub(super) const LEAST_MATCH: f64 = 0.12;

impl Flows {
    /// Paragraphs are found by the pairs of characters that they share, those that say nothing aside: a paragraph that
    /// shares none is never looked at.
    pub(super) fn new(features: Pair<&Features>) -> Self {
        let (before, after) = (&features.before.paragraphs, &features.after.paragraphs);
        let mut places: FxHashMap<u64, Vec<(u32, f64)>> = FxHashMap::default();
        for (at, paragraph) in after.iter().enumerate() {
            for &(pair, weight) in paragraph.pairs.list().iter().filter(|(_, weight)| *weight > 0.0) {
                places.entry(pair).or_default().push((at as u32, weight));
            }
        }
        let all: usize = before.iter().map(|paragraph| paragraph.pairs.list().len()).sum();
        let most = MOST_LOOKS / all.max(1);
        let mut best = Pair::new(vec![Match::NONE; before.len()], vec![Match::NONE; after.len()]);
        let mut sums = vec![0.0; after.len()];
        let mut touched: Vec<u32> = Vec::new();
        for (a, paragraph) in before.iter().enumerate() {
            for &(pair, weight) in paragraph.pairs.list().iter().filter(|(_, weight)| *weight > 0.0) {
                for &(b, theirs) in places.get(&pair).filter(|places| places.len() <= most).into_iter().flatten() {
                    if sums[b as usize] <= 0.0 {
                        touched.push(b);
                    }
                    sums[b as usize] += weight * theirs;
                }
            }
            touched.sort_unstable();
            for b in touched.drain(..).map(|b| b as usize) {
                let shared = std::mem::take(&mut sums[b]);
                if after[b].role == paragraph.role {
                    let likeness = shared / (paragraph.pairs.norm() * after[b].pairs.norm());
                    best.before[a].note(b, likeness);
                    best.after[b].note(a, likeness);
                }
            }
        }
        let [forward, back] = [best.before, best.after].map(|best| {
            let found = best.into_iter().enumerate().filter(|(_, found)| found.likeness >= LEAST_MATCH);
            found.map(|(at, found)| (at, found.other, found.likeness)).collect()
        });
        Flows { forward, back }
    }
}

/// A paragraph of the other report, and how alike it is; of two that are as alike the first one counts.
#[derive(Clone, Copy)]
struct Match {
    other: usize,
    likeness: f64,
}

impl Match {
    const NONE: Match = Match { other: 0, likeness: 0.0 };

    fn note(&mut self, other: usize, likeness: f64) {
        if likeness > self.likeness {
            *self = Match { other, likeness };
        }
    }
}

/// The share of a section's paragraphs that found their best match in another section; and weighted by likeness.
pub(super) fn flow(
    matches: &[(usize, usize, f64)],
    from: &[ParagraphFeatures],
    to: &[ParagraphFeatures],
    section: Span,
    other: Span,
) -> (f64, f64) {
    // Paragraphs stand in order, and so do the matches by the paragraph that they are of.
    let place = |end: u32| from.partition_point(|paragraph| paragraph.start < end);
    let inside = place(section.start)..place(section.end);
    let mass: f64 = from[inside.clone()].iter().map(|paragraph| paragraph.mass).sum();
    if mass <= 0.0 {
        return (0.0, 0.0);
    }
    let (mut went, mut matched) = (0.0, 0.0);
    let first = matches.partition_point(|found| found.0 < inside.start);
    for &(at, target, likeness) in matches[first..].iter().take_while(|found| found.0 < inside.end) {
        if other.contains(to[target].start) {
            went += from[at].mass;
            matched += from[at].mass * likeness;
        }
    }
    (went / mass, matched / mass)
}
