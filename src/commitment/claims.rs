//! Claims (断言): that nothing occurred, that all is done, that it is the first; said again each year, until it is not.

use super::clauses::clauses;
use crate::config::{self, Config, Phrases};
use crate::corpus::{Body, Entry};
use crate::report::Role;
use crate::similarity::{Pairs, Weights};
use crate::text::Span;

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nothing of it occurred: 未发生较大及以上事故.
    NoneOccurred,
    /// All of it is so: 全部, 全覆盖.
    All,
    /// Nobody had it before: 率先, 首个.
    First,
}

impl Kind {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::NoneOccurred => "none-occurred",
            Kind::All => "all",
            Kind::First => "first",
        }
    }
}

/// What became of a claim since the report before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Not said before.
    New,
    /// Said in the same words.
    Kept,
    /// Said in other words.
    Reworded,
    /// Less is said: 较大及以上 became 重大.
    Limited,
    /// More is said.
    Widened,
    /// No longer said.
    Gone,
}

impl Status {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Status::New => "new",
            Status::Kept => "kept",
            Status::Reworded => "reworded",
            Status::Limited => "limited",
            Status::Widened => "widened",
            Status::Gone => "gone",
        }
    }
}

/// A claim in one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The same for the same statement in all years.
    pub id: usize,
    /// What is claimed.
    pub kind: Kind,
    /// The report, by its place among the body's.
    pub report: usize,
    /// What it is claimed of, without the words that claim it; empty where nothing stands there.
    pub subject: String,
    /// What limits it, as it stands there: 较大及以上, 基本.
    pub limit: String,
    /// The report that the clause stands in: of a claim that is gone the one before.
    pub told: usize,
    /// The clause.
    pub span: Span,
    /// What became of it.
    pub status: Status,
}

/// A claim as it was found.
struct Found {
    kind: Kind,
    span: Span,
    subject: Span,
    limit: Option<Span>,
    /// How much the limit takes away.
    rank: u8,
    pairs: Pairs,
}

/// How alike two claims are at least to be one.
const SAME: f64 = 0.6;

/// All claims of a body, by claim and report.
pub fn claims(body: &Body, config: &Config, weights: &Weights) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut open: Vec<(usize, usize, Found)> = Vec::new();
    let mut next = 0;
    for (report, entry) in body.entries.iter().enumerate() {
        let mut now: Vec<(usize, usize, Found)> = Vec::new();
        for found in find(entry, config, weights) {
            let best = open
                .iter()
                .enumerate()
                .filter(|(_, (.., before))| before.kind == found.kind)
                .map(|(at, (.., before))| (at, before.pairs.cosine(&found.pairs)))
                .filter(|(_, likeness)| *likeness >= SAME)
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            let (id, status) = match best {
                Some((at, _)) => {
                    let (id, then, before) = open.remove(at);
                    (id, status(body, (then, &before), (report, &found)))
                }
                None => (next, Status::New),
            };
            next = next.max(id + 1);
            claims.push(claim(entry, report, id, &found, found.span, status));
            now.push((id, report, found));
        }
        for (id, then, before) in open.drain(..) {
            let mut gone = claim(&body.entries[then], then, id, &before, before.span, Status::Gone);
            gone.report = report;
            claims.push(gone);
        }
        open = now;
    }
    claims.sort_by_key(|claim| (claim.id, claim.report));
    claims
}

fn claim(entry: &Entry, report: usize, id: usize, found: &Found, span: Span, status: Status) -> Claim {
    let said = |span: Span| entry.report.text.piece(span);
    let limit = found.limit.map(said).unwrap_or_default();
    Claim { id, kind: found.kind, report, told: report, subject: said(found.subject), limit, span, status }
}

fn status(body: &Body, before: (usize, &Found), now: (usize, &Found)) -> Status {
    let said =
        |(report, found): (usize, &Found)| crate::text::squeeze(body.entries[report].report.text.folded(found.span));
    match now.1.rank.cmp(&before.1.rank) {
        std::cmp::Ordering::Greater => Status::Limited,
        std::cmp::Ordering::Less => Status::Widened,
        std::cmp::Ordering::Equal if said(before) == said(now) => Status::Kept,
        std::cmp::Ordering::Equal => Status::Reworded,
    }
}

/// The claims of what a report says was done.
fn find(entry: &Entry, config: &Config, weights: &Weights) -> Vec<Found> {
    let (report, words) = (&entry.report, &config.promises.claims);
    let done = |role: Option<Role>| matches!(role, None | Some(Role::Work | Role::Preamble));
    let sentences = report.sentences.iter().filter(|one| done(one.section.map(|id| report.section(id).role)));
    let mut found = Vec::new();
    for clause in sentences.flat_map(|sentence| clauses(&report.text, sentence.span)) {
        let chars = report.text.folded(clause);
        let Some((kind, at, len)) = claimed(chars, words) else { continue };
        let part = |from: usize, to: usize| Span::new(clause.start + from as u32, clause.start + to as u32);
        // What stands behind the words, else what stands before them.
        let behind = part(at + len, chars.len());
        let subject = if behind.len() >= SUBJECT { behind } else { part(0, at) };
        if subject.len() < SUBJECT {
            continue;
        }
        let limit = match kind {
            Kind::NoneOccurred => words.gravity.find(chars),
            Kind::All => words.nearly.find(chars).map(|(at, len, ())| (at, len, 1)),
            Kind::First => None,
        };
        let rank = limit.map_or(0, |(_, _, rank)| rank);
        let limit = limit.map(|(at, len, _)| part(at, at + len));
        found.push(Found { kind, span: clause, subject, limit, rank, pairs: Pairs::new(chars, weights) });
    }
    found
}

/// How many characters a subject has at least.
const SUBJECT: u32 = 3;

/// What a clause claims, and where the words that claim it stand.
fn claimed(chars: &[char], words: &config::Claims) -> Option<(Kind, usize, usize)> {
    let in_list = |kind: Kind, list: &Phrases<()>| list.find(chars).map(|(at, len, ())| (kind, at, len));
    in_list(Kind::NoneOccurred, &words.none_after)
        .or_else(|| in_list(Kind::NoneOccurred, &words.none).filter(|(_, at, len)| *len > 1 || *at == 0))
        .or_else(|| in_list(Kind::All, &words.all))
        .or_else(|| in_list(Kind::First, &words.first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, gather};

    #[test]
    fn claims_are_kept_limited_and_gone() {
        let config = Config::builtin().unwrap();
        let told = [
            (2022, "全年未发生较大及以上生产安全事故。行政村全部通客车。"),
            (2023, "全年未发生较大及以上生产安全事故。行政村基本实现全部通客车。"),
            (2024, "全年未发生重大及以上生产安全事故。"),
        ];
        let entries = told.map(|(year, told)| {
            let name = format!("{year}.txt");
            let text = format!("石桥县{year}年工作情况报告\n一、主要工作\n　　{told}\n二、存在问题\n　　力量薄弱。\n");
            let source = crate::source::read(text.as_bytes(), &name).unwrap().value;
            let report = crate::report::read(source, &name, &config).value;
            Ok(Entry { path: name.into(), report, indicators: Vec::new(), notes: Vec::new() })
        });
        let Corpus { bodies, .. } = gather(entries.into(), &[], &config.names);
        let found = claims(&bodies[0], &config, &Weights::builtin());
        let of = |kind: Kind| found.iter().filter(|one| one.kind == kind).map(|one| one.status).collect::<Vec<_>>();
        assert_eq!(of(Kind::NoneOccurred), [Status::New, Status::Kept, Status::Limited]);
        assert_eq!(of(Kind::All), [Status::New, Status::Limited, Status::Gone]);
    }
}
