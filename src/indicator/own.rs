//! What a figure is about by its own words: its clause before it, without scope, comparison and verb of change.

use crate::config::{Config, Grammar, Kind};
use crate::quantity::Form;
use crate::text::signs::{AMONG, AND_SO_ON, LISTED, RATE};
use crate::text::squeeze;

use super::label;
use super::layout::Mark;
use super::phrase::{ends_in_and, without_against, without_against_text, without_cause, without_open_quote};
use super::reader::Reader;
use super::relation::{Read, Relation};
use super::word::{self, squeezed};

/// What a figure is about by its own words.
pub(super) struct Core {
    pub(super) words: Vec<char>,
    /// 其中 opens it.
    pub(super) among: bool,
    /// The words only link the figure to the one before (9个图书馆和│4个站点).
    pub(super) linked: bool,
    /// The place that tells it from others of its row.
    pub(super) place: Option<String>,
    /// It is what something is compared with.
    pub(super) against: bool,
    /// It is the place in an order to which something came.
    pub(super) moved: bool,
    /// The figure is an aim that what was told is held against.
    pub(super) against_aim: bool,
}

/// So many letters at the end of what was meant say what it is: 计划│投资.
const INVESTED: usize = 2;

/// So many letters say at most among whom something has its place. Set by hand.
const AMONG_WHOM: usize = 8;

impl Reader<'_> {
    /// 学位1.2万个；│网上立案率86%: a rate of what was done and how is of no other clause, nor of another rate.
    pub(super) fn is_other_rate(&self, at: usize, core: &[char]) -> bool {
        let done = core.len() > 4 && core.last() == Some(&RATE) && word::is_done_so(core, &self.config.grammar);
        let behind_rate = || self.drafts.last().is_some_and(|last| last.label.ends_with(RATE));
        done && (self.layout.slots[at].opened_by == Mark::Semicolon || behind_rate())
    }

    /// What a figure is about by its own words, without a place of a row, and with nothing where they only say what it is compared
    /// with or that it moved.
    pub(super) fn core_in_row(&self, at: usize, before: &[char], read: &Read<'_>) -> Core {
        let (mut words, among, linked) = self.core(at, before, read);
        let place = self.place_in_row(at, &words).map(|(place, len)| {
            words.truncate(len);
            place
        });
        let mut place = place;
        if self.figures[at].rank {
            let rest = without_rivals(&words, &self.config.grammar).len();
            words.truncate(rest);
            // 在考核│中排名第3位
            let rest = word::before_among(&words, &self.config.grammar).map_or(words.len(), <[char]>::len);
            words.truncate(rest);
            // 省内│排名第15位
            if self.config.scopes.among.is(&words) {
                place = place.or_else(|| Some(squeeze(&words)));
                words.clear();
            }
            if let Some(among) = among_whom(&words, before, self.config).map(squeeze) {
                place = place.or(Some(among));
                words.clear();
            }
        }
        let against = self.compared_in_brackets(at);
        let moved = self.moves_to_rank(at, &words);
        let against_aim = self.measures_aim_behind(at, &words);
        if against || moved || against_aim {
            words.clear();
        }
        Core { words, among, linked, place, against, moved, against_aim }
    }

    /// What a figure is about by its own words, without scope and comparison; whether 其中 opens it, and whether it is only
    /// what links the figure to the one before (9个图书馆和│4个站点).
    fn core(&self, at: usize, before: &[char], read: &Read<'_>) -> (Vec<char>, bool, bool) {
        let grammar = &self.config.grammar;
        let touches = self.layout.touches(at);
        let opened = label::open(read.subject, grammar);
        let among = opened.among | self.among_clause(at);
        // What stands between is what the first counts.
        let linked =
            touches && self.drafts.last().is_some_and(|draft| draft.head.is_some()) && ends_in_and(before, grammar);
        if linked {
            return (Vec::new(), among, linked);
        }
        // 在112个乡镇中│设立中队81个: what touches the figure before begins with what that one counts.
        // 83人│中50岁以上的35人
        let begun = (0..opened.rest.len().min(10))
            .find(|&at| {
                // 3个城中│村改造项目
                let half = word::heads(&opened.rest[at..], grammar) || word::ends(&opened.rest[..=at], grammar);
                touches && opened.rest[at] == AMONG && !half
            })
            .map_or(0, |at| at + 1);
        let said = without_cause(&opened.rest[begun..], grammar);
        let core = without_against(self.without_scope(said), self.config);
        (without_open_quote(core), among, linked)
    }

    /// The verb of change that belongs to the label, where the figure is how much something changed.
    pub(super) fn change_verb(&self, at: usize, read: &mut Read<'_>) -> String {
        let verb = &read.rest[read.subject.len().min(read.rest.len())..];
        let verb: Vec<char> = verb.iter().copied().filter(|c| !c.is_whitespace()).collect();
        // 财政收入力争│增长6%
        let meant = self.config.grammar.intents.at_start(&verb).map_or(0, |(len, ())| len);
        // 只要│降低
        let whole: Vec<char> = read.subject.last().into_iter().chain(&verb[..meant]).copied().collect();
        // 将近│增长7%
        let word = self.config.grammar.ends.is(&whole) || self.config.grammar.begins.at_start(&verb).is_some();
        let meant = if word { 0 } else { meant };
        let verb: String = verb[meant..].iter().collect();
        // 提高20万教师待遇: the verb is done to what so many have.
        if self.raises(at, read) {
            *read = Read { subject: read.rest, relation: Relation::Level, ..*read };
        }
        let changes = matches!(read.relation, Relation::By(_));
        if changes { without_against_text(&verb, self.config) } else { String::new() }
    }

    /// A figure's own words as they are shown; `counts`: a noun behind it says what it counts.
    pub(super) fn own_words(
        &self,
        at: usize,
        (before, read): (&[char], &Read<'_>),
        core: &[char],
        counts: bool,
    ) -> String {
        if self.measures_plan(at, core) {
            return self.plan_named(read);
        }
        if core.is_empty() && !counts {
            return self.done_with(at);
        }
        if let Some(held) = self.held_against(at, core) {
            return squeeze(held);
        }
        if let Some(noun) = self.invested(at, core) {
            return format!("{}{noun}", squeeze(core));
        }
        // 对停车收费、水价等31件重大决策进行审查: what stands before 等 are examples of what is counted.
        let listed = before.iter().rev().find(|c| !c.is_whitespace()) == Some(&AND_SO_ON) && core.contains(&'、');
        if listed && counts && !self.layout.touches(at) {
            return squeeze(&core[..core.len() - label::after_verbs(core, &self.config.grammar).len()]);
        }
        squeeze(core)
    }

    /// 总投资214亿元，年度计划投资41亿元，│实际完成43亿元: what was done of money that was meant to be invested is what was invested.
    fn invested(&self, at: usize, core: &[char]) -> Option<String> {
        let counting = &self.config.counting;
        let last = at.checked_sub(1)?;
        let money = [last, at].iter().all(|at| self.figures[*at].kind(self.config) == Kind::Money);
        let told: Vec<char> = self.drafts[last].label.chars().collect();
        let (len, ()) = counting.invests.at_end(&told)?;
        let noun = &told[told.len() - len.min(INVESTED)..];
        (money && counting.invested.is(core)).then(|| noun.iter().collect())
    }

    /// 其中，第一产业……: 其中 stands as a clause of its own before the figure's.
    fn among_clause(&self, at: usize) -> bool {
        self.layout.whole_clauses_before(at).first().is_some_and(|(clause, _)| {
            let opened = label::open(clause, &self.config.grammar);
            opened.among && opened.rest.is_empty()
        })
    }

    /// Whether a verb that raises or lowers opens the clause and a noun stands right behind a number without a unit.
    fn raises(&self, at: usize, read: &Read<'_>) -> bool {
        let raised = self.config.grammar.raises.is(read.rest);
        let figure = self.figures[at];
        raised
            && read.subject.is_empty()
            && figure.unit.is_none()
            && figure.form == Form::Plain
            && self.layout.behind(at).len() >= 4
            && !self.layout.touches(at)
    }
}

/// 吞吐量350万标箱、居长江中上游港口│首位: among whom something has its place, where the words say nothing but that. Of 居民收入增速居│
/// the verb stands behind what has it.
fn among_whom<'w>(words: &'w [char], before: &[char], config: &Config) -> Option<&'w [char]> {
    let (grammar, enters) = (&config.grammar, &config.words.rank_enters);
    // 继续│位居发展中国家
    let still = config.wording.manner.at_start(words).map_or(0, |(len, ())| len);
    let words = &words[still..];
    let (len, ()) = enters.at_start(words)?;
    // 列入名单
    let longer = word::heads(words, grammar) || grammar.verbs.at_start(words).is_some_and(|(verb, ())| verb > len);
    let among = &words[len..];
    let named = (2..=AMONG_WHOM).contains(&among.len()) && !among.contains(&LISTED) && !enters.any(among);
    (named && !longer && squeezed(before).ends_with(words)).then_some(among)
}

/// 增速│在全省14个市州中: what has a place, without those among whom it has it.
fn without_rivals<'a>(words: &'a [char], grammar: &Grammar) -> &'a [char] {
    let Some(count) = words.iter().position(char::is_ascii_digit).filter(|_| words.last() == Some(&AMONG)) else {
        return words;
    };
    let from = words[..count].iter().rposition(|c| grammar.placed.has(*c)).unwrap_or(count);
    &words[..from]
}
