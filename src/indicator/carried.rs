//! What a figure's own words leave to those before it, by what they are: an insurance of those who are in it, a building of what it
//! has room for, a case of who took it up next.

use crate::config::{Config, Counter, Kind};
use crate::quantity::UnitName;
use crate::text::signs::{LISTED, OF, RATE, SHARE, TOLD};
use crate::text::squeeze;

use super::label;
use super::layout::Mark;
use super::phrase::joined;
use super::reader::{DEALT, Draft, Reader};
use super::relation::Relation;
use super::why::LabelRule;

/// So many figures before one are looked at. Set by hand: what stands further off is told again.
const NEAR: usize = 8;

/// So long is at most what is said of those in an insurance, or who took up a case. Set by hand.
const LONGEST: usize = 10;

impl<'a> Reader<'a> {
    /// 移送案件12件，│公安机关立案10件; 队伍扩大到560名，其中│女性占38%: whether words only say who did what to those that were told, or who of
    /// them they are.
    pub(super) fn leaves_whom(&self, at: usize, core: &[char], among: bool) -> bool {
        !among && self.is_done_by_body(at, core) || self.is_who(at, core)
    }

    fn is_done_by_body(&self, at: usize, core: &[char]) -> bool {
        let (grammar, doers) = (&self.config.grammar, &self.config.scopes.doers);
        let body =
            |end: &usize| doers.at_end(&core[..*end]).is_some() && grammar.verbs.at_start(&core[*end..]).is_some();
        let goes_on = self.layout.slots[at].opened_by == Mark::Comma
            && self.layout.whole_clauses_before(at).is_empty()
            && at > 0
            && self.figures[at].unit == self.figures[at - 1].unit
            && self.figures[at].value <= self.figures[at - 1].value;
        goes_on
            && core.len() <= LONGEST
            && label::after_verbs(core, grammar).len() == core.len()
            && (2..core.len()).find(body).is_some_and(|end| label::after_verbs(&core[end..], grammar).is_empty())
    }

    fn is_who(&self, at: usize, core: &[char]) -> bool {
        let Some(who) = core.strip_suffix(&[SHARE]) else { return false };
        let rate = self.figures[at].kind(self.config) == Kind::Rate && (2..=LONGEST).contains(&who.len());
        let people = |k: usize| match self.figures[k].unit {
            Some(UnitName::Known(id)) => {
                self.config.counting.counter(&self.config.units.get(id).name) == Counter::People
            }
            _ => false,
        };
        let level = |k: usize| matches!(self.drafts[k].relation, Some(Relation::Level | Relation::To(_)));
        let last = at.checked_sub(1).filter(|&k| people(k) && level(k));
        rate && last.is_some()
            && self.config.counting.people_ends.at_end(who).is_some()
            && self.layout.slots[at].opened_by != Mark::Semicolon
    }

    /// What a figure is of by what it is, where its own words do not say.
    pub(super) fn carry(&self, at: usize, core: &[char], draft: &mut Draft) {
        self.of_insurance(at, draft);
        if let Some(project) = self.has_room(at, core) {
            draft.subject = joined(&project, &draft.subject);
            draft.topic = project;
            draft.rules.0 = LabelRule::Told;
        }
        if let Some(earner) = self.earned_by(at, core).filter(|_| draft.rules.0 == LabelRule::Own) {
            draft.subject = joined(&earner, &draft.subject);
            draft.rules.0 = LabelRule::Told;
        }
    }

    /// 养老保险参保人数32万人，│领取待遇8万人; 开展养老保险试点，│1334万人参保: with the insurance that was told of last, what is said of those who
    /// are in it.
    fn of_insurance(&self, at: usize, draft: &mut Draft) {
        let counting = &self.config.counting;
        let own: Vec<char> = draft.subject.chars().collect();
        let own = own.iter().rposition(|c| *c == TOLD).map_or(&own[..], |told| &own[told + 1..]);
        let said = counting.insured.at_end(own).is_some_and(|(len, ())| own.len() <= len + LONGEST / 2);
        let named = counting.insurances.any(&draft.subject.chars().collect::<Vec<_>>());
        if !said || named || draft.previous {
            return;
        }
        if let Some(told) = self.insurance_before(at) {
            draft.subject = joined(&told, &squeeze(own));
            draft.topic = told;
            draft.rules.0 = LabelRule::Told;
        }
    }

    /// The insurance that this part of the sentence told of last.
    fn insurance_before(&self, at: usize) -> Option<String> {
        let clauses = self.layout.whole_clauses_before(at);
        if let Some(told) = clauses.iter().find_map(|(clause, _)| insurance(clause, self.config)) {
            return Some(told);
        }
        let parted = |k: usize| (k + 1..=at).any(|next| self.layout.mark_behind(next) == Mark::Semicolon);
        let near = (at.saturating_sub(NEAR)..at).rev().take_while(|&k| !parted(k));
        near.map(|k| self.drafts[k].subject.chars().collect::<Vec<_>>())
            .find_map(|subject| insurance(&subject, self.config))
    }

    /// 县属企业改革步伐加快，│研发投入增长9%: the bodies that the clause before is about, of what only such have.
    fn earned_by(&self, at: usize, core: &[char]) -> Option<String> {
        let (counting, grammar) = (&self.config.counting, &self.config.grammar);
        let own =
            counting.earned.is(label::after_verbs(core, grammar)) && self.layout.slots[at].opened_by == Mark::Comma;
        let clauses = self.layout.whole_clauses_before(at);
        let (clause, _) = clauses.first().filter(|_| own)?;
        let clause = self.without_scope(label::open(clause, grammar).rest);
        let (len, ()) = counting.owned.at_start(clause)?;
        // 规上工业企业和个体户……: of both.
        let alone = clause.get(len).is_some_and(|c| *c != OF && *c != LISTED && !grammar.joins.has(*c));
        alone.then(|| squeeze(&clause[..len]))
    }

    /// 新院区总投资2亿元，│设置床位300张: the project that was told to cost so much, of what it has room for.
    fn has_room(&self, at: usize, core: &[char]) -> Option<String> {
        let counting = &self.config.counting;
        let room = label::after_verbs(core, &self.config.grammar);
        let counted = self.figures[at].kind(self.config) == Kind::Count && counting.capacities.is(room);
        let comma = self.layout.slots[at].opened_by == Mark::Comma && self.layout.whole_clauses_before(at).is_empty();
        let last = self.drafts.last().filter(|_| counted && comma)?;
        let told: Vec<char> = last.subject.chars().collect();
        let (len, ()) = counting.invests.at_end(&told)?;
        let project = told[..told.len() - len].strip_suffix(&[TOLD]).unwrap_or(&told[..told.len() - len]);
        (project.len() >= 4).then(|| squeeze(project))
    }

    /// 干部1200名参加考试，│参考率、优秀率分别达98%、80%: whether names that are dealt out are rates of what was counted right before.
    pub(super) fn are_rates_of_counted(&self, names: &[String]) -> bool {
        /// So long is the name of a rate that says nothing by itself.
        const RATES: usize = 4;
        let rate = |name: &String| name.ends_with(RATE) && name.chars().count() <= RATES;
        let at = self.drafts.len();
        let last = at.checked_sub(1).filter(|&k| self.figures[k].kind(self.config) == Kind::Count);
        let told = last.is_some_and(|k| {
            let draft = &self.drafts[k];
            self.layout.slots[at].opened_by == Mark::Comma
                && draft.head.as_deref() != Some(DEALT)
                && !draft.topic.is_empty()
        });
        told && self.layout.whole_clauses_before(at).is_empty() && names.iter().all(rate)
    }
}

/// 新增│城乡居民养老保险│参保: the name of the one insurance that words name, without what is done about it.
fn insurance(words: &[char], config: &Config) -> Option<String> {
    let (at, len, ()) = config.counting.insurances.rfind(words)?;
    let named = &words[..at + len];
    let verb = |k: usize| config.grammar.verbs.at_start(&named[k..]).filter(|(verb, ())| *verb >= 2);
    let behind = |k: usize| verb(k).map(|(verb, ())| k + verb).filter(|from| *from < at);
    let from = (0..named.len()).filter_map(behind).max().unwrap_or(0);
    let told = named[from..].iter().rposition(|c| *c == TOLD).map_or(from, |told| from + told + 1);
    // 职工医疗保险、居民医疗保险│参保率: of both.
    let one = !named[told..].contains(&LISTED) && !config.counting.insurances.any(&words[..at]);
    (one && at > told).then(|| squeeze(&named[told..]))
}
