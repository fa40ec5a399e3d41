//! Sections of two reports paired (章节对齐): the same, renamed, moved, split, merged, added, removed.
//!
//! A pair is told by its heading, by its text, and by where its paragraphs went: each paragraph votes for the section
//! that holds its best match in the other report. One assignment a level finds who is whose; what flows beside it makes
//! splits and merges.
//!
//! ```text
//! 2016  一 ──── 一  2017     same
//!       二 ──┬─ 二           split: part of 二 flows into 三 too
//!       三 ──┴─ 三           merged
//!            ── 四           added
//! ```

mod alarms;
mod headed;
mod pairing;

use std::collections::BTreeSet;
use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::pair::Pair;
use crate::report::{Role, SectionId};
use crate::review::DecisionId;

use super::features::{Features, Flows, SectionFeatures, flow};
use super::fixed::Fixed;
use super::order::heaviest_run;
use alarms::alarms;
use headed::by_heading;
use pairing::{add_pairs, assign};

/// What became of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Relation {
    /// The heading changed, its numbers aside.
    pub renamed: bool,
    /// It stands elsewhere among its neighbours.
    pub moved: bool,
    /// Part of the earlier section went elsewhere too.
    pub split: bool,
    /// The later section holds part of another one too.
    pub merged: bool,
}

/// `same`, or what changed joined with `+`.
impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.split, "split"),
            (self.merged, "merged"),
            (self.renamed && !self.split && !self.merged, "renamed"),
            (self.moved, "moved"),
        ];
        let said: Vec<&str> = parts.iter().filter(|(holds, _)| *holds).map(|(_, name)| *name).collect();
        f.write_str(if said.is_empty() { "same" } else { "" })?;
        f.write_str(&said.join("+"))
    }
}

/// What speaks for a pair of sections; each from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Evidence {
    /// How alike the headings are.
    pub title: f64,
    /// How alike the texts are.
    pub text: f64,
    /// How much of the earlier section's paragraphs has its best match in the later section.
    pub flow: Pair<f64>,
    /// The same, weighted by how good the matches are.
    pub matched: f64,
    /// The sections above them are a pair.
    pub parents: bool,
}

impl Evidence {
    /// All evidence as one number, about 0 to 1; pairs below [`LEAST`] are none.
    pub fn score(&self) -> f64 {
        let sum = self.text + 0.5 * self.title + 0.3 * self.matched + if self.parents { 0.02 } else { 0.0 };
        (sum / 1.6).min(1.0)
    }
}

/// The least score of a pair.
pub const LEAST: f64 = 0.075;

/// Two sections that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionPair {
    /// The sections.
    pub sections: Pair<SectionId>,
    /// What became of the earlier one.
    pub relation: Relation,
    /// What speaks for it.
    pub evidence: Evidence,
    /// The best other section of the later report for the earlier one, with its score.
    pub runner_up: Option<(SectionId, f64)>,
    /// The decision that they belong together.
    pub decision: Option<DecisionId>,
}

/// The sections of two reports, paired.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SectionAlignment {
    /// Pairs in the order of the later report, then the earlier.
    pub pairs: Vec<SectionPair>,
    /// Sections of the earlier report that went nowhere.
    pub removed: Vec<SectionId>,
    /// Sections of the later report that came from nowhere.
    pub added: Vec<SectionId>,
    /// Alarms: a heading that its text disagrees with, a shift that runs through.
    pub notes: Vec<Diagnostic>,
}

impl SectionAlignment {
    /// The one section of the later report that an earlier one mainly became.
    pub fn after(&self, before: SectionId) -> Option<SectionId> {
        self.best(|pair| pair.sections.before == before).map(|pair| pair.sections.after)
    }

    /// The one section of the earlier report that a later one mainly was.
    pub fn before(&self, after: SectionId) -> Option<SectionId> {
        self.best(|pair| pair.sections.after == after).map(|pair| pair.sections.before)
    }

    /// The same from the other end: what was earlier is now later. Runners-up and alarms are for one direction only and
    /// are left out.
    pub fn invert(&self) -> SectionAlignment {
        let mut pairs: Vec<SectionPair> = self
            .pairs
            .iter()
            .map(|pair| SectionPair {
                sections: pair.sections.invert(),
                relation: Relation { split: pair.relation.merged, merged: pair.relation.split, ..pair.relation },
                evidence: Evidence { flow: pair.evidence.flow.invert(), ..pair.evidence },
                runner_up: None,
                decision: pair.decision,
            })
            .collect();
        pairs.sort_by_key(|pair| (pair.sections.after, pair.sections.before));
        SectionAlignment { pairs, removed: self.added.clone(), added: self.removed.clone(), notes: Vec::new() }
    }

    fn best(&self, fits: impl Fn(&SectionPair) -> bool) -> Option<&SectionPair> {
        let decided = |pair: &SectionPair| pair.decision.is_some();
        self.pairs
            .iter()
            .filter(|pair| fits(pair))
            .max_by(|a, b| decided(a).cmp(&decided(b)).then(a.evidence.score().total_cmp(&b.evidence.score())))
    }
}

/// Pairs the sections of two reports; what is `fixed` holds whatever they say.
pub fn align(features: Pair<&Features>, fixed: &Fixed) -> SectionAlignment {
    let flows = Flows::new(features);
    let mut alignment = SectionAlignment::default();
    let mut main: Vec<(usize, usize)> = Vec::new();
    for level in 1..=3 {
        let of = |side: &Features| {
            (0..side.sections.len()).filter(|&at| side.sections[at].level == level).collect::<Vec<_>>()
        };
        let (rows, columns) = (of(features.before), of(features.after));
        if rows.len().saturating_mul(columns.len()) > MOST_PAIRS {
            main.extend(by_heading(features, &rows, &columns, &mut alignment));
            continue;
        }
        let mut evidence = evidence_table(features, &flows, &rows, &columns, &main);
        let ends = |row: usize, column: usize| {
            Pair::new(features.before.sections[rows[row]].id, features.after.sections[columns[column]].id)
        };
        let assigned = fixed.assign(&mut evidence, ends, assign);
        add_pairs(features, &rows, &columns, &evidence, &assigned, &mut alignment);
        main.extend(assigned.iter().map(|&(row, column)| (rows[row], columns[column])));
    }
    add_decided(features, fixed, &mut alignment);
    mark_moves(features, &main, &mut alignment);
    let paired = |side: fn(&SectionPair) -> SectionId| alignment.pairs.iter().map(side).collect::<BTreeSet<_>>();
    let alone = |features: &Features, paired: &BTreeSet<SectionId>| {
        features.sections.iter().map(|s| s.id).filter(|id| !paired.contains(id)).collect::<Vec<_>>()
    };
    let (removed, added) = (
        alone(features.before, &paired(|pair| pair.sections.before)),
        alone(features.after, &paired(|pair| pair.sections.after)),
    );
    (alignment.removed, alignment.added) = (removed, added);
    alignment.pairs.sort_by_key(|pair| (pair.sections.after, pair.sections.before));
    alignment.notes = alarms(features, &alignment);
    alignment
}

/// A level with more pairs of sections is paired by its headings alone. Reports have some hundred sections a level.
const MOST_PAIRS: usize = 300_000;

/// Evidence for every pair of a level; none where the sections are for different things.
fn evidence_table(
    features: Pair<&Features>,
    flows: &Flows,
    rows: &[usize],
    columns: &[usize],
    parents: &[(usize, usize)],
) -> Vec<Vec<Option<Evidence>>> {
    let parents: BTreeSet<(SectionId, SectionId)> =
        parents.iter().map(|&(x, y)| (features.before.sections[x].id, features.after.sections[y].id)).collect();
    let parent_pair = |a: &SectionFeatures, b: &SectionFeatures| match (a.parent, b.parent) {
        (Some(a), Some(b)) => parents.contains(&(a, b)),
        (a, b) => a.is_none() && b.is_none(),
    };
    rows.iter()
        .map(|&row| {
            let a = &features.before.sections[row];
            columns
                .iter()
                .map(|&column| {
                    let b = &features.after.sections[column];
                    if a.role != b.role {
                        return None;
                    }
                    let title = match (&a.title, &b.title) {
                        (Some(a), Some(b)) => a.cosine(b),
                        // Main parts without a heading are told by what they are for.
                        (None, None) => 0.6,
                        _ => {
                            if a.role == Role::Work {
                                0.0
                            } else {
                                0.4
                            }
                        }
                    };
                    let (forward, forward_matched) =
                        flow(&flows.forward, &features.before.paragraphs, &features.after.paragraphs, a.span, b.span);
                    let (back, back_matched) =
                        flow(&flows.back, &features.after.paragraphs, &features.before.paragraphs, b.span, a.span);
                    Some(Evidence {
                        title,
                        text: a.text.cosine(&b.text),
                        flow: Pair::new(forward, back),
                        matched: (forward_matched + back_matched) / 2.0,
                        parents: parent_pair(a, b),
                    })
                })
                .collect()
        })
        .collect()
}

/// Adds the pairs that only a reviewer sees, across levels, and marks those that were decided.
fn add_decided(features: Pair<&Features>, fixed: &Fixed, alignment: &mut SectionAlignment) {
    for sections in fixed.same() {
        if alignment.pairs.iter().any(|pair| pair.sections == sections) {
            continue;
        }
        let (a, b) =
            (&features.before.sections[sections.before.index()], &features.after.sections[sections.after.index()]);
        let relation = Relation { renamed: a.masked != b.masked, ..Relation::default() };
        let evidence = Evidence { text: a.text.cosine(&b.text), ..Evidence::default() };
        alignment.pairs.push(SectionPair { sections, relation, evidence, runner_up: None, decision: None });
    }
    for pair in &mut alignment.pairs {
        pair.decision = fixed.decision(pair.sections);
    }
}

/// Marks the pairs that are out of order among their level's pairs: those outside the heaviest run that keeps its order.
fn mark_moves(features: Pair<&Features>, main: &[(usize, usize)], alignment: &mut SectionAlignment) {
    for level in 1..=3 {
        let mut pairs: Vec<(u32, u32, u32, SectionId, SectionId)> = main
            .iter()
            .map(|&(a, b)| (&features.before.sections[a], &features.after.sections[b]))
            .filter(|(a, _)| a.level == level)
            .map(|(a, b)| (a.start, b.start, a.span.len() + b.span.len(), a.id, b.id))
            .collect();
        pairs.sort();
        let run = heaviest_run(&pairs.iter().map(|pair| (pair.1 as usize, u64::from(pair.2))).collect::<Vec<_>>());
        let kept: BTreeSet<usize> = run.into_iter().collect();
        let moved: BTreeSet<(SectionId, SectionId)> =
            (0..pairs.len()).filter(|at| !kept.contains(at)).map(|at| (pairs[at].3, pairs[at].4)).collect();
        for pair in &mut alignment.pairs {
            pair.relation.moved |= moved.contains(&(pair.sections.before, pair.sections.after));
        }
    }
}
