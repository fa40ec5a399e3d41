//! What is known while a sentence is read: the figures so far, and the scope and time that hold on.

use crate::config::{Config, Grammar, Qualifier};
use crate::quantity::Mention;
use crate::text::signs::{LEVEL, LISTED};
use crate::text::squeeze;

use super::asof;
use super::label;
use super::layout::{Layout, Mark};
use super::relation::{self, Relation};
use super::scope;
use super::why::{LabelRule, ScopeRule};
use super::word;

/// The head of figures that 分别 deals out to names in a row.
pub(super) const DEALT: &str = "分别";

/// What a figure says, while its sentence is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// The label.
    pub(super) label: String,
    /// The label without its verb of change: what later figures of the sentence are about too.
    pub(super) subject: String,
    /// The noun of the subject: 行政复议案件 of 收到行政复议案件.
    pub(super) topic: String,
    /// The verb that opens its clause, for nouns in a row that share it.
    pub(super) verb: String,
    /// What stands before a figure that counts the noun behind it, for figures in a row that share it.
    pub(super) head: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) asof: Option<String>,
    pub(super) relation: Option<Relation>,
    pub(super) among: bool,
    /// It has a subject of its own.
    pub(super) own: bool,
    /// It tells how far what was told before came of what was planned, and nothing goes on from it.
    pub(super) of_plan: bool,
    /// It is what the value was: another figure tells what it became.
    pub(super) previous: bool,
    /// It is what something is compared with, in brackets behind what says so (比上年（核定数为3131万人次）).
    pub(super) compared: bool,
    /// It is the place in an order to which something came: 进到第3.
    pub(super) moved: bool,
    /// It is what was planned, and stands where that is measured against: 完成任务58万亩的100.7%.
    pub(super) aimed: bool,
    /// 其中 opens it, or the row that it stands in.
    pub(super) among_row: bool,
    /// Its scope is a place of a row.
    pub(super) placed: bool,
    /// Its own words, where they are no more than a sort of what was told: 5A级.
    pub(super) sort: Option<String>,
    /// The figure of whose many it is some, of which only something is said: 38项已完成.
    pub(super) said: Option<usize>,
    /// The year that 分别 deals out to it.
    pub(super) year: Option<i32>,
    /// What made its label, and where its scope comes from.
    pub(super) rules: (LabelRule, ScopeRule),
}

/// Goes through the figures of a sentence from left to right.
pub(super) struct Reader<'a> {
    pub(super) config: &'a Config,
    pub(super) layout: &'a Layout<'a>,
    pub(super) figures: &'a [&'a Mention],
    pub(super) drafts: Vec<Draft>,
    /// What a colon announced: the subject of all that follows.
    pub(super) colon: Option<String>,
    /// That is what is measured of those who are named right behind a comma, and of nothing else.
    pub(super) measured: bool,
    /// The short sentence before, which says what the paragraph is about.
    pub(super) headline: Option<String>,
    /// The account that a heading names, of income and spending that nothing else is told of.
    pub(super) account: Option<&'a str>,
    pub(super) scope: Option<String>,
    /// That scope is a heading's, or the sentence's before: the sentence has not named one yet.
    pub(super) headed: bool,
    /// An office, a part of a territory, or a scope that stood inside a clause.
    pub(super) part: Option<String>,
    /// It stood inside its clause, behind a verb: 治理中心城区堵点60处.
    pub(super) inner: bool,
    /// That scope is glued to one noun (区本级财政收入), and is no other's.
    pub(super) glued: bool,
    pub(super) asof: Option<String>,
    /// What held on before each bracket that the figure stands in, the inner ones last.
    outer: Vec<Outer>,
    /// Names and years dealt out by 分别, by figure.
    pub(super) dealt: Vec<(usize, String, Option<i32>)>,
}

/// What holds on outside a bracket.
#[derive(Debug)]
struct Outer {
    scope: Option<String>,
    part: Option<String>,
    asof: Option<String>,
    headed: bool,
    inner: bool,
    glued: bool,
}

impl<'a> Reader<'a> {
    /// 入选精品工程（全省仅8部），│全年演出62场: what a bracket names ends with it, also inside another one.
    pub(super) fn cross_bracket(&mut self, at: usize) {
        let from = at.checked_sub(1).map_or(0, |last| self.layout.slots[last].end);
        for k in from..self.layout.slots[at].start.max(from) {
            match self.layout.marks[k] {
                Mark::Open => self.outer.push(self.held()),
                Mark::Close => self.leave(),
                _ => {}
            }
        }
    }

    /// Takes up again what held before the bracket that ends.
    fn leave(&mut self) {
        if let Some(Outer { scope, part, asof, headed, inner, glued }) = self.outer.pop() {
            (self.scope, self.part, self.asof) = (scope, part, asof);
            (self.headed, self.inner, self.glued) = (headed, inner, glued);
        }
    }

    /// Keeps what holds on before the bracket that was opened last, with what was told right before it.
    pub(super) fn hold(&mut self) {
        let held = self.held();
        if let Some(outer) = self.outer.last_mut() {
            *outer = held;
        }
    }

    fn held(&self) -> Outer {
        let (scope, part, asof) = (self.scope.clone(), self.part.clone(), self.asof.clone());
        Outer { scope, part, asof, headed: self.headed, inner: self.inner, glued: self.glued }
    }

    /// Before the first figure of a sentence. `headed`: the scope that holds before it names one itself.
    pub(super) fn new(
        config: &'a Config,
        layout: &'a Layout<'a>,
        figures: &'a [&'a Mention],
        headline: Option<String>,
        headed: Option<String>,
    ) -> Self {
        Reader {
            config,
            layout,
            figures,
            drafts: Vec::new(),
            colon: None,
            measured: false,
            headline,
            account: None,
            headed: headed.is_some(),
            scope: headed,
            part: None,
            inner: false,
            glued: false,
            asof: None,
            outer: Vec::new(),
            dealt: Vec::new(),
        }
    }

    /// Scope and time named in a clause hold until the sentence names others. `own`: the figure stands in the clause.
    ///
    /// What a clause without a figure names inside it (推进中心城区缓堵) is that clause's only.
    pub(super) fn take_context(&mut self, clause: &[char], own: bool, topic: bool) {
        let opened = label::open(clause, &self.config.grammar).rest;
        let named = scope::find(opened, self.config);
        // 城区范围内，接处警1186起
        let topic = topic
            || named.is_some_and(|(at, len)| at == 0 && !own && scope::is_topic(&opened[len..], &self.config.grammar));
        // Under a heading of another scope: 我市…….
        if self.headed && (named.is_some() || self.names_place(clause, opened)) {
            (self.scope, self.headed) = (None, false);
        }
        if let Some(place) = scope::reached(opened, self.config).filter(|_| !own && named.is_none_or(|(at, _)| at > 0))
        {
            (self.scope, self.part, self.glued) = (Some(place), None, false);
        } else if let Some((at, len)) = named {
            let found = squeeze(&opened[at..at + len]);
            self.glued = own && at == 0 && self.glues(opened, len);
            // 国家级2项，省级8项；发表论文164篇: the level alone is that of one count, and not whose the others are.
            let alone = own
                && len == 2
                && opened[1] == LEVEL
                && relation::strip_tail(opened, &self.config.grammar).len() == len;
            let beyond = self.config.scopes.beyond.is(&opened[..len.min(opened.len())]);
            if at == 0
                && !self.glued
                && !alone
                && !beyond
                && (topic || scope::is_whole(&opened[..len], &self.config.scopes))
            {
                self.scope = Some(found);
                self.part = None;
            } else if at == 0 || own || !opened[..at].iter().any(|c| crate::text::is_han(*c)) {
                self.part = Some(found);
                self.inner = at > 0;
            }
        } else if self.is_own_office(opened) || self.is_own_office(clause) {
            // 全市法院新收4万件；│本院新收4千件: the body that reports, and nothing wider.
            (self.scope, self.part, self.glued) = (None, None, false);
        }
        // 季度跟踪、│年底问效，……: a time in a row of what is done is that one's only.
        let row = clause.iter().position(|c| *c == LISTED).filter(|_| !own);
        if let Some(asof) = asof::asof(&clause[..row.unwrap_or(clause.len())], &self.config.grammar.times) {
            self.asof = Some(asof);
        } else if self.config.grammar.of_a_year.any(clause) {
            // 下半年降幅收窄，全年总额……: all of the year again.
            self.asof = None;
        }
    }

    /// Whether a clause names any place: 我市, 全省平均, 东湖区.
    fn names_place(&self, clause: &[char], opened: &[char]) -> bool {
        const LONGEST: usize = 7;
        let ends = |len: usize| self.config.names.territories.at_end(&opened[..len]).is_some_and(|(_, place)| place);
        self.config.grammar.ours.any(clause)
            || self.config.scopes.names.any(clause)
            || (2..=opened.len().min(LONGEST)).any(ends)
    }

    /// Whether a clause begins with the body itself that reports: 本院.
    fn is_own_office(&self, words: &[char]) -> bool {
        let scopes = &self.config.scopes;
        scopes.own_offices.at_start(words).is_some() && scopes.own_not.at_start(words).is_none()
    }

    /// 区本级│财政收入: a level of government right before the noun that it tells apart from the same of others. Before
    /// something that was done (市本级│收到) it is who did it, and so is a territory (全市).
    fn glues(&self, clause: &[char], len: usize) -> bool {
        let grammar = &self.config.grammar;
        let behind = &clause[len..];
        let level = self.config.scopes.levels.at_end(&clause[..len]).is_some();
        let noun = behind.len() >= 2
            && grammar.verbs.at_start(behind).is_none()
            && grammar.lead.at_start(behind).is_none()
            && grammar.tail.at_start(behind).is_none()
            // 市直│中小学: no 中 that ends a topic.
            && grammar.topics.at_start(behind).is_none_or(|(len, ())| len == 1 && word::heads(behind, grammar));
        level && noun
    }

    /// The scope of a figure. A territory goes on to all that follows; an office, a part of a territory, or what stood
    /// inside a clause goes on only to what has no subject of its own (`own`), and ends there.
    pub(super) fn scope_here(&mut self, own: bool) -> Option<String> {
        if own {
            self.part = None;
        }
        self.part.clone().or_else(|| self.scope.clone())
    }

    /// Where the scope that holds at a figure comes from.
    pub(super) fn scope_rule(&self) -> ScopeRule {
        match (&self.part, &self.scope) {
            (Some(_), _) => ScopeRule::Clause,
            (None, Some(_)) => ScopeRule::Topic,
            (None, None) => ScopeRule::Unsaid,
        }
    }

    /// Whether a clause names a scope.
    pub(super) fn names_scope(&self, clause: &[char]) -> bool {
        scope::find(label::open(clause, &self.config.grammar).rest, self.config).is_some()
    }

    /// A clause without the scope that it begins with, which stands in a field of its own.
    pub(super) fn without_scope<'b>(&self, core: &'b [char]) -> &'b [char] {
        match scope::find(core, self.config) {
            // 全市范围内│469个事项
            Some((0, len)) => {
                let grammar = &self.config.grammar;
                let reach = grammar.reaches_of.at_start(&core[len..]).map_or(0, |(reach, ())| reach);
                label::open(&core[len + reach..], grammar).rest
            }
            // “零上门”事项市本级达到1164项, 产值在全市│排第2名
            Some((at, len)) if at + len == core.len() => relation::strip_tail(&core[..at], &self.config.grammar),
            _ => core,
        }
    }

    /// 连续3年: the figure tells how long something went on.
    pub(super) fn lasts(&self, at: usize) -> bool {
        let slot = self.layout.slots[at];
        self.figures[at].qualifier_in(self.layout.chars, slot.left, slot.start, &self.config.grammar)
            == Some(Qualifier::Consecutive)
    }
}

impl Mention {
    /// Average, cumulative or consecutive, from the clause before the figure.
    pub(super) fn qualifier_in(&self, chars: &[char], from: usize, to: usize, grammar: &Grammar) -> Option<Qualifier> {
        let clause = &chars[from..to];
        [(&grammar.lasting_words, Qualifier::Consecutive), (&grammar.sum_words, Qualifier::Cumulative)]
            .iter()
            .find(|(words, _)| words.any(clause))
            .map(|(_, qualifier)| *qualifier)
    }
}
