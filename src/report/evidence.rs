//! What each paragraph says of its role: its statements, the years that it names, its heading, its place.
//!
//! A piece of evidence is a name that the weights know, such as `said.perfect.2`: the second step of how densely marks of
//! what is done stand in the paragraph. Steps add up: who has the second has the first.

use crate::config::{Border, Config, Roles};
use crate::quantity::digit;
use crate::source::Table;
use crate::text::{Span, Text, fold};

use super::closes::{BARS_CLOSING, IN_ROW, closes, greeting};
use super::date::date_of;
use super::heading::{self, years_in};
use super::lacks::is_lack;
use super::metadata::Metadata;
use super::outline::Section;
use super::role::Role;
use super::{sentences, turns};

/// A paragraph with what it says of its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Where it stands.
    pub span: Span,
    /// What stands before it.
    pub border: Border,
    /// Its pieces of evidence, by name.
    pub evidence: Vec<String>,
    /// The sentence of the paragraph before goes on in it: that one ends with a mark that ends none.
    pub goes_on: bool,
}

impl Witness {
    /// The roles that the paragraph cannot have, whatever weighs for them.
    pub fn bars(&self) -> impl Fn(Role) -> bool + '_ {
        let has = |name: &str| self.evidence.iter().any(|one| one == name);
        let (closing, annex, only) = (has(BARS_CLOSING) || has(IN_ROW), has(BARS_ANNEX), has(ONLY_ANNEX));
        let (preamble, work) = (has(BARS_PREAMBLE), has(BARS_WORK));
        move |role| match role {
            Role::Closing => closing || only,
            Role::Annex => annex && !only,
            Role::Preamble => preamble || only,
            Role::Work => work || only,
            _ => only,
        }
    }

    /// Whether a note's mark opens the paragraph.
    pub(super) fn is_note(&self) -> bool {
        self.evidence.iter().any(|name| name == "opens.note")
    }
}

/// What the paragraphs of a report have in common.
pub(super) struct Reader<'a> {
    pub(super) text: &'a Text,
    pub(super) sections: &'a [Section],
    pub(super) tables: &'a [Table],
    pub(super) metadata: &'a Metadata,
    pub(super) config: &'a Config,
}

/// A paragraph with this piece of evidence is no annex: no line before it says that one begins. Its figures would be left
/// out, and a guess is no reason for that.
const BARS_ANNEX: &str = "bars.annex";

/// A paragraph with this piece of evidence tells of nothing that was done: it stands under a heading of several years to come
/// (今后五年).
const BARS_WORK: &str = "bars.work";

/// A paragraph with this piece of evidence stands before no report: it tells figures at length, and neither greets nor says
/// that it reports.
const BARS_PREAMBLE: &str = "bars.preamble";

/// A paragraph with this piece of evidence is annex: a line in the second half of the report says that a paper or a list of
/// what words mean begins.
const ONLY_ANNEX: &str = "only.annex";

/// What says that an annex begins: a heading over a paragraph.
const SAYS_ANNEX: [&str; 2] = ["head.annex", "head.glossary"];

/// What a heading says over a list of its own.
const LISTS: [&str; 3] = ["head.plan", "head.problems", "head.work"];

/// How far behind a plan's name the word stands at most that says that only its first year is meant.
const OPENING: usize = 8;

/// How many paragraphs at the start and the end are told by their place.
const EDGE: usize = 3;

/// A text of no more paragraphs has no end that tells: they are all near it.
const SHORT: usize = 4 * EDGE;

impl Reader<'_> {
    /// What each paragraph says of its role.
    pub(super) fn witnesses(&self, paragraphs: &[Span]) -> Vec<Witness> {
        let headed = self.sections.iter().filter(|section| section.title.is_some()).map(|section| section.span.start);
        let headings: Vec<u32> = headed.collect();
        let count = paragraphs.len();
        let named = self.named();
        let turns = turns::turns(self.text, self.sections, paragraphs, |title| self.told(title), self.config);
        let (mut behind, mut listed, mut under) = (false, false, false);
        (0..count)
            .map(|at| {
                let span = paragraphs[at];
                let border = self.border(span);
                let mut evidence = Vec::new();
                let before = headings.first().is_some_and(|first| span.start < *first);
                let places = [
                    ("place.first", at == 0),
                    ("place.early", at < EDGE),
                    ("place.unheaded", before),
                    ("place.headless", headings.is_empty()),
                    ("place.lead", at > 0 && self.border(paragraphs[at - 1]) >= Border::Main),
                    ("place.late", at + EDGE >= count && count > SHORT),
                    ("place.last", at + 1 == count),
                    ("place.heading", border != Border::Open),
                    ("place.table", self.tables.iter().any(|table| table.span.overlap(span) > 0)),
                ];
                evidence.extend(places.iter().filter(|(_, is)| *is).map(|(name, _)| (*name).to_owned()));
                evidence.extend(turns.at(span.start));
                evidence.extend(named.iter().cloned());
                self.headed(span, &mut evidence);
                let appeals = self.said(span, &mut evidence);
                // Lines without a sentence right under a heading that tells what they are: its list, and no end.
                let bare = border == Border::Open && !appeals && !self.signs(&paragraphs[at..]);
                // What stands first under such a heading is of its part, whatever it appeals to (新时代).
                let first = under && border == Border::Open && self.text.folded(span).contains(&'。');
                if (first || listed && bare) && !evidence.iter().any(|name| name == BARS_CLOSING) {
                    evidence.push(BARS_CLOSING.to_owned());
                }
                let tells = border != Border::Open && evidence.iter().any(|name| LISTS.contains(&name.as_str()));
                under = tells;
                listed = tells || listed && bare && !self.text.folded(span).contains(&'。');
                behind |= border == Border::Behind || evidence.iter().any(|name| SAYS_ANNEX.contains(&name.as_str()));
                if border == Border::Behind && at * 2 >= count {
                    evidence.push(ONLY_ANNEX.to_owned());
                }
                if !behind {
                    evidence.push(BARS_ANNEX.to_owned());
                }
                let unfinished = |at: usize| matches!(self.text.folded(paragraphs[at]).last(), Some(';' | ',' | '、'));
                let goes_on = border == Border::Open && at.checked_sub(1).is_some_and(unfinished);
                Witness { span, border, evidence, goes_on }
            })
            .collect()
    }

    fn border(&self, paragraph: Span) -> Border {
        let heads = self.sections.iter().find(|section| section.span.start == paragraph.start);
        // Among the parts of a report the outline says whether an annex begins there.
        let outside = || {
            self.sections.first().is_none_or(|first| paragraph.start < first.span.start)
                || self.tables.iter().any(|table| table.span.overlap(paragraph) > 0)
        };
        let behind = paragraph.start > 0 && heading::is_behind(self.text.folded(paragraph), self.config);
        if behind && (heads.is_some() || outside()) {
            return Border::Behind;
        }
        match heads.filter(|section| section.title.is_some()) {
            Some(section) if section.level == 1 => Border::Main,
            Some(_) => Border::Sub,
            None => Border::Open,
        }
    }

    /// What the headings over a paragraph say: the innermost that says anything, and the main part's.
    fn headed(&self, paragraph: Span, evidence: &mut Vec<String>) {
        let over = self.sections.iter().rev().filter(|section| section.span.contains(paragraph.start));
        let titles: Vec<&[char]> = over.filter_map(|section| Some(self.text.folded(section.title?))).collect();
        let telling = titles.iter().map(|title| self.told(title)).find(|told| !told.is_empty());
        evidence.extend(telling.unwrap_or_default().into_iter().map(|name| format!("head.{name}")));
        let Some(main) = titles.last() else { return };
        let over = self.told(main);
        let has = |name: &str| over.iter().any(|one| one == name);
        if has("outlook") && !["work", "past", "year.own", "plan.over", "plan.running"].into_iter().any(has) {
            evidence.push(BARS_WORK.to_owned());
        }
        if self.is_ahead(main) {
            evidence.push("main.ahead".to_owned());
        }
        evidence.extend(self.told(main).into_iter().map(|name| format!("main.{name}")));
        for name in ["perfect", "result", "praise", "modal", "more"] {
            if self.config.roles.said.any(main, &[name]) {
                evidence.push(format!("main.says.{name}"));
            }
        }
    }

    /// Whether a heading names only years to come, and nothing of what was done.
    fn is_ahead(&self, title: &[char]) -> bool {
        let told = self.told(title);
        let has = |name: &str| told.iter().any(|one| one == name);
        has("plan.ahead") && !["plan.over", "plan.running", "work", "past", "year.own"].iter().any(|name| has(name))
    }

    /// What the report's own title says it is for: 2024年工作要点 is a plan, 2023年工作总结 looks back.
    fn named(&self) -> Vec<String> {
        let title: Vec<char> = self.metadata.title.iter().flat_map(|title| title.chars()).map(fold).collect();
        let told = self.told(&title);
        let kinds = told.iter().filter(|name| ["work", "problems", "plan", "outlook"].contains(&name.as_str()));
        kinds.map(|name| format!("named.{name}")).collect()
    }

    /// What a title says of the time and the kind of its part.
    fn told(&self, title: &[char]) -> Vec<String> {
        let titles = &self.config.roles.titles;
        let years = self.years(title);
        let has = |names: &[&str]| years.iter().any(|year| names.contains(&year.as_str()));
        let over = has(&["year.own", "year.before"]) && !has(&["year.next", "year.after", "year.far", "plan.ahead"]);
        let mut told = Vec::new();
        let mut last = None;
        for (at, len, class) in titles.found(title) {
            let name = match titles.names[class as usize].as_str() {
                "tasks" if over => "either",
                "tasks" => "plan",
                name => name,
            };
            // 附 opens the line over a paper; elsewhere it is part of a word.
            if name != "annex" || at == 0 {
                told.push(name.to_owned());
                last = Some((at + len, name));
            }
        }
        if let Some((_, name)) = last.filter(|(end, _)| *end == title.len()) {
            told.push(format!("end.{name}"));
        }
        told.extend(years);
        told.sort();
        told.dedup();
        told
    }

    /// The years and five-year plans that words name, against the year that the report looks back at.
    fn years(&self, words: &[char]) -> Vec<String> {
        let Some(covers) = self.metadata.covers else { return Vec::new() };
        let mut found: Vec<String> = years_in(words).map(|year| side(year - covers).to_owned()).collect();
        let plans = &self.config.roles.plans;
        let mut at = 0;
        while at < words.len() {
            let Some((len, last)) = plans.at_start(&words[at..]) else {
                at += 1;
                continue;
            };
            // 二十五, 十五个: a number, not the name of a plan.
            let number = at > 0 && digit(words[at - 1]).is_some();
            if last > 0 && !number {
                let ahead = last - covers;
                let behind = &words[at + len..(at + len + OPENING).min(words.len())];
                let name = match () {
                    () if ahead <= 0 => "plan.over",
                    () if ahead >= 5 && plans_first(behind, &self.config.roles) => "plan.opening",
                    () if ahead >= 5 => "plan.ahead",
                    () => "plan.running",
                };
                found.push(name.to_owned());
            }
            at += len;
        }
        found.sort();
        found.dedup();
        found
    }

    /// Whether the first of these paragraphs is a date, or stands over one: the report is signed there.
    fn signs(&self, paragraphs: &[Span]) -> bool {
        paragraphs.iter().take(2).any(|span| date_of(self.text.folded(*span)).is_some_and(|(_, alone)| alone))
    }

    /// What a paragraph's own words say; whether they appeal to somebody, thank or hand over.
    fn said(&self, span: Span, evidence: &mut Vec<String>) -> bool {
        let roles = &self.config.roles;
        let words = self.text.folded(span);
        let own = &words[greeting(words, roles)..];
        let (len, opening) = (words.len(), &own[..own.len().min(30)]);
        let mut counts = vec![0_usize; roles.said.names.len()];
        let lacking = roles.said.class("lack");
        for (at, len, class) in roles.said.found(words) {
            counts[class as usize] += usize::from(Some(class) != lacking || is_lack(words, at, len, roles));
        }
        let found = roles.said.names.iter().zip(&counts).filter(|(_, count)| **count > 0);
        for (name, count) in found.filter(|(name, _)| *name != "plain") {
            steps(&format!("said.{name}"), density(*count, len), evidence);
        }
        let opens = opening.iter().position(|c| matches!(c, '。' | ';')).unwrap_or(opening.len());
        let ahead = self.years(&opening[..opens]);
        let closing = closes(words, self.border(span), (&counts, &ahead), roles, evidence);
        let closes = |name: &&str| roles.said.class(name).is_some_and(|class| counts[class as usize] > 0);
        let hands = ["handing", "greeting"].iter().any(closes);
        let digits = words.windows(2).filter(|pair| pair[1].is_ascii_digit() && !pair[0].is_ascii_digit()).count();
        if !hands && digits >= 3 && words.contains(&'。') && len >= 50 {
            evidence.push(BARS_PREAMBLE.to_owned());
        }
        if let Some((_, class)) = roles.opens.words.at_start(own) {
            evidence.push(format!("opens.{}", roles.opens.names[class as usize]));
        }
        evidence.extend(ahead.into_iter().map(|year| format!("opens.{year}")));
        evidence.extend(self.years(words).into_iter().map(|year| format!("names.{year}")));
        self.calendar(&counts, evidence);
        steps("figures", density(digits, len), evidence);
        steps("length", [20, 60, 150, 400].iter().filter(|least| len >= **least).count(), evidence);
        steps("exclaims", words.iter().filter(|c| **c == '!').count().min(3), evidence);
        let title = ["work", "problems", "plan", "tasks", "glossary", "annex"];
        if len <= 30 && roles.titles.any(words, &title) {
            evidence.push("short.title".to_owned());
        }
        self.sentences(span, evidence);
        closing
    }

    /// 今年, 去年, 明年 as years: which side of the report's own they stand on.
    fn calendar(&self, counts: &[usize], evidence: &mut Vec<String>) {
        let (Some(year), Some(covers)) = (self.metadata.year, self.metadata.covers) else { return };
        let said = &self.config.roles.said;
        for (name, shift) in [("last_year", -1), ("this_year", 0), ("next_year", 1)] {
            if said.class(name).is_some_and(|class| counts[class as usize] > 0) {
                evidence.push(format!("calendar.{}", side(year + shift - covers)));
            }
        }
    }

    /// How many of the sentences tell what was done, what shall be, or order without a subject.
    fn sentences(&self, span: Span, evidence: &mut Vec<String>) {
        let roles = &self.config.roles;
        let (mut all, mut done, mut shall, mut orders, mut subjects) = (0, 0, 0, 0, 0);
        for piece in sentences::cut(self.text, span) {
            let piece = self.text.trim(piece);
            let words = self.text.folded(piece);
            if words.len() < 6 {
                continue;
            }
            all += 1;
            let is_done = roles.said.any(words, &["perfect"]);
            let is_shall = roles.said.any(words, &["modal"]);
            let first =
                roles.starts.words.at_start(words).map(|(_, class)| roles.starts.names[class as usize].as_str());
            done += usize::from(is_done);
            shall += usize::from(is_shall && !is_done);
            orders += usize::from(first == Some("verb") && !is_done);
            subjects += usize::from(first == Some("we"));
        }
        for (name, count) in [("done", done), ("shall", shall), ("order", orders), ("subject", subjects)] {
            let step = usize::from(count > 0) + usize::from(count * 3 > all) + usize::from(count * 3 > 2 * all);
            steps(&format!("sentences.{name}"), step, evidence);
        }
    }
}

/// Which side of the year that a report looks back at another lies on.
fn side(years: i32) -> &'static str {
    match years {
        ..=-2 => "year.old",
        -1 => "year.before",
        0 => "year.own",
        1 => "year.next",
        2 => "year.after",
        _ => "year.far",
    }
}

/// How densely something stands in a text of `len` characters: 0 for never, to 3.
fn density(count: usize, len: usize) -> usize {
    let rate = count * 1000 / (len + 60);
    usize::from(count > 0) + usize::from(rate >= 8) + usize::from(rate >= 20)
}

fn steps(name: &str, step: usize, evidence: &mut Vec<String>) {
    evidence.extend((1..=step).map(|step| format!("{name}.{step}")));
}

/// ”规划│开局之年: whether what stands behind a plan's name says that its first year is meant.
fn plans_first(behind: &[char], roles: &Roles) -> bool {
    let clause = &behind[..behind.iter().position(|c| matches!(c, ',' | '。' | ';' | '、')).unwrap_or(behind.len())];
    roles.openings.any(clause)
}
