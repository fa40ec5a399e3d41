//! Claims (断言): that nothing occurred, that all is done, that it is the first; said again each year, until it is not.

use super::clauses::clauses;
use super::occurred;
use crate::config::{self, Config, Phrases};
use crate::corpus::{Body, Entry};
use crate::report::Role;
use crate::similarity::{Pairs, Weights};
use crate::text::{Span, is_han};

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
    /// No longer said, and figures tell that it is otherwise.
    Contradicted,
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
            // Data files know it as gone; the brief shows both places.
            Status::Gone | Status::Contradicted => "gone",
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
    /// The clause of the report that contradicts it.
    pub against: Option<Span>,
}

/// A claim as it was found.
struct Found {
    kind: Kind,
    span: Span,
    subject: Span,
    /// What did not occur, as far as it comes down to one thing, and where.
    core: Vec<char>,
    place: Vec<char>,
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
        let found = find(entry, config, weights);
        let mut known = said_again(&open, &found);
        in_other_words(&open, &found, &mut known);
        let mut now: Vec<(usize, usize, Found)> = Vec::new();
        let mut kept = vec![false; open.len()];
        for (found, known) in found.into_iter().zip(known) {
            let (id, status) = match known {
                Some(at) => {
                    let (id, then, before) = &open[at];
                    kept[at] = true;
                    (*id, status(body, (*then, before), (report, &found)))
                }
                None => (next, Status::New),
            };
            next = next.max(id + 1);
            claims.push(claim(entry, report, id, &found, found.span, status));
            now.push((id, report, found));
        }
        for (id, then, before) in open.drain(..).zip(kept).filter(|(_, kept)| !kept).map(|(one, _)| one) {
            claims.push(ended(body, (id, then, &before), report, config));
        }
        open = now;
    }
    claims.sort_by_key(|claim| (claim.id, claim.report));
    claims
}

/// For each claim of a report the one of the report before that is said in much the same words, by its place.
fn said_again(open: &[(usize, usize, Found)], found: &[Found]) -> Vec<Option<usize>> {
    let mut again: Vec<Option<usize>> = Vec::new();
    let mut free = vec![true; open.len()];
    for found in found {
        let alike = open.iter().enumerate().filter(|(_, (.., before))| before.kind == found.kind);
        let best = alike
            .filter(|(at, _)| free[*at])
            .map(|(at, (.., before))| (at, before.pairs.cosine(&found.pairs)))
            .filter(|(_, likeness)| *likeness >= SAME)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let best = best.map(|(at, _)| at);
        best.into_iter().for_each(|at| free[at] = false);
        again.push(best);
    }
    again
}

/// The same for what did not occur, of those that are left, by what it comes down to: 未出现人员伤亡, and 实现零伤亡.
fn in_other_words(open: &[(usize, usize, Found)], found: &[Found], known: &mut [Option<usize>]) {
    let none = |found: &Found| found.kind == Kind::NoneOccurred;
    let mut free = vec![true; open.len()];
    known.iter().flatten().for_each(|place| free[*place] = false);
    for at in 0..found.len() {
        let own = &found[at];
        if known[at].is_some() || !none(own) {
            continue;
        }
        let is_same = |(place, (.., before)): &(usize, &(usize, usize, Found))| {
            free[*place] && none(before) && occurred::one(&own.core, &before.core) && own.place == before.place
        };
        known[at] = open.iter().enumerate().find(is_same).map(|(place, _)| place);
        known[at].into_iter().for_each(|place| free[place] = false);
    }
}

/// A claim of the report before that is not made again: figures may tell that it is otherwise.
fn ended(body: &Body, (id, then, before): (usize, usize, &Found), report: usize, config: &Config) -> Claim {
    let entry = &body.entries[report];
    let subject = body.entries[then].report.text.folded(before.subject);
    let none = before.kind == Kind::NoneOccurred;
    let told = none.then(|| occurred::told(entry, subject, before.rank, config)).flatten();
    let status = if told.is_some() { Status::Contradicted } else { Status::Gone };
    let against = told.map(|one| occurred::clause(entry, one));
    Claim { report, against, ..claim(&body.entries[then], then, id, before, before.span, status) }
}

fn claim(entry: &Entry, report: usize, id: usize, found: &Found, span: Span, status: Status) -> Claim {
    let said = |span: Span| entry.report.text.piece(span);
    let limit = found.limit.map(said).unwrap_or_default();
    let subject = said(found.subject);
    Claim { id, kind: found.kind, report, told: report, subject, limit, span, status, against: None }
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
        let Some(said) = claimed(chars, words) else { continue };
        let Some(told) = told_of(chars, &said, config) else { continue };
        let part = |(from, to): (usize, usize)| Span::new(clause.start + from as u32, clause.start + to as u32);
        let limit = match said.kind {
            Kind::NoneOccurred => words.gravity.find(chars),
            Kind::All => words.nearly.find(chars).map(|(at, len, ())| (at, len, 1)),
            Kind::First => None,
        };
        let rank = limit.map_or(0, |(_, _, rank)| rank);
        let limit = limit.map(|(at, len, _)| part((at, at + len)));
        let (subject, core, place) = (part(told.subject), told.core, told.place);
        let pairs = Pairs::new(chars, weights);
        found.push(Found { kind: said.kind, span: clause, subject, core, place, limit, rank, pairs });
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// How many claims of a report are followed: each is held against all of the next one. Set by hand, far above what
/// any report makes.
const MOST: usize = 2000;

/// What a clause claims something of.
struct Told {
    /// Where it stands.
    subject: (usize, usize),
    /// What did not occur, as far as it comes down to one thing: 伤亡.
    core: Vec<char>,
    /// Where it did not.
    place: Vec<char>,
}

/// What stands behind the words of a claim, else what stands before them. 院内零感染: what did not occur stands on both sides of 零.
fn told_of(chars: &[char], said: &Said, config: &Config) -> Option<Told> {
    let (at, end) = (said.at, said.at + said.len);
    let says =
        |(from, to): &(usize, usize), least: usize| chars[*from..*to].iter().filter(|c| is_han(**c)).count() >= least;
    if said.kind != Kind::NoneOccurred {
        let subject = [(end, chars.len()), (0, at)].into_iter().find(|part| says(part, SUBJECT))?;
        return Some(Told { subject, core: Vec::new(), place: Vec::new() });
    }
    let before = occurred::core(&chars[..at], config);
    if !said.behind {
        let subject = Some((end, chars.len())).filter(|part| says(part, OCCURS));
        let core = |(from, to): (usize, usize)| occurred::core(&chars[from..to], config);
        return match subject {
            Some(subject) => Some(Told { subject, core: core(subject), place: before }),
            None => Some((0, at)).filter(|part| says(part, SUBJECT)).map(|subject| Told {
                subject,
                core: before,
                place: Vec::new(),
            }),
        };
    }
    let noun = config.promises.claims.none.at_start(&chars[at..end]).map_or(end, |(len, ())| at + len);
    let subject = if before.len() >= OCCURS { (0, at) } else { (noun, end) };
    let core = occurred::core(&[&chars[..at], &chars[noun..end]].concat(), config);
    says(&subject, OCCURS).then_some(Told { subject, core, place: Vec::new() })
}

/// How many characters a subject has at least; and that of what did not occur: 伤亡.
const SUBJECT: usize = 3;
const OCCURS: usize = 2;

/// What a clause claims, and where the words that claim it stand; and whether they stand behind what they claim it of.
struct Said {
    kind: Kind,
    at: usize,
    len: usize,
    behind: bool,
}

fn claimed(chars: &[char], words: &config::Claims) -> Option<Said> {
    // 零售额, 占全部出口的比重: the words are part of others.
    let is_part = |at: usize, len: usize| {
        let last = at + len - 1;
        (last.saturating_sub(UNLIKE)..=last)
            .any(|from| words.unlike.at_start(&chars[from..]).is_some_and(|(len, ())| from + len > last))
    };
    let in_list = |kind: Kind, list: &Phrases<()>, behind: bool| {
        let (at, len, ()) = list.find(chars).filter(|(at, len, ())| !is_part(*at, *len))?;
        Some(Said { kind, at, len, behind })
    };
    // 无医疗事故发生.
    let around = || {
        let (len, ()) = words.without.at_start(chars)?;
        let happens = words.happens.at_end(&chars[len..]).is_some();
        happens.then_some(Said { kind: Kind::NoneOccurred, at: 0, len, behind: false })
    };
    in_list(Kind::NoneOccurred, &words.none_after, true)
        .or_else(|| in_list(Kind::NoneOccurred, &words.none, false).filter(|said| said.len > 1 || said.at == 0))
        .or_else(around)
        .or_else(|| in_list(Kind::All, &words.all, false))
        .or_else(|| in_list(Kind::First, &words.first, false))
}

/// So far before the words of a claim others may begin that they are part of.
const UNLIKE: usize = 3;

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

    #[test]
    fn claims_are_said_in_other_words_and_contradicted() {
        let config = Config::builtin().unwrap();
        let of = |told: [&str; 2]| {
            let entries = [(2022, told[0]), (2023, told[1])].map(|(year, told)| {
                let name = format!("{year}.txt");
                let text =
                    format!("石桥县{year}年工作情况报告\n一、主要工作\n　　{told}\n二、存在问题\n　　力量薄弱。\n");
                let source = crate::source::read(text.as_bytes(), &name).unwrap().value;
                let report = crate::report::read(source, &name, &config).value;
                let indicators = crate::indicator::extract(&report, &config).value;
                Ok(Entry { path: name.into(), report, indicators, notes: Vec::new() })
            });
            let Corpus { bodies, .. } = gather(entries.into(), &[], &config.names);
            let found = claims(&bodies[0], &config, &Weights::builtin());
            found.iter().filter(|one| one.report == 1).map(|one| (one.status, one.subject.clone())).collect::<Vec<_>>()
        };
        let one = |told: [&str; 2]| of(told).first().map(|one| one.0);
        assert_eq!(one(["渡口没有出现船员受伤。", "船员受伤零发生。"]), Some(Status::Gone));
        assert_eq!(of(["未出现游客受伤。", "实现零受伤。"]), [(Status::Reworded, "受伤".to_owned())]);
        assert_eq!(one(["未发生重大以上船舶事故。", "较大以上事故“零发生”。"]), Some(Status::Widened));
        let none = "没有发生航道合同撤销、船员诉讼败诉案件。";
        assert_eq!(one([none, "船员诉讼案件6件，其中败诉1件。"]), Some(Status::Contradicted));
        assert_eq!(one([none, "船员诉讼案件6件，其中败诉0件。"]), Some(Status::Gone));
        assert_eq!(one([none, "码头诉讼案件6件，其中败诉1件。"]), Some(Status::Gone));
        // Words that the words of a claim are part of.
        assert_eq!(of(["一切如常。", "农药用量实现零增长，零售网点40个，占全部出口的6%。"]), []);
    }
}
