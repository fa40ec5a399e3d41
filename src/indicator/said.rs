//! What is said of some of many (其中若干): 新技术34项，│9项为市内首例; and what money, extremes and classes are of that name nothing themselves.

use crate::config::{Config, Counter, Grammar, Kind};
use crate::quantity::power;
use crate::text::signs::{EACH, OF, SHARE, TOLD};
use crate::text::squeeze;

use super::label::{self, Opened};
use super::layout::Mark;
use super::phrase::{is_class, joined, shortened};
use super::reader::{Draft, Reader};
use super::relation::{self, Relation};
use super::sorts::ungraded;
use super::why::LabelRule;
use super::word::{self, squeezed};

/// So many figures before one may tell what it is some of. Set by hand: what stands further off is told again.
const NEAR: usize = 8;

/// So long is at most what is said of some. Set by hand: longer words name things of their own.
const LONGEST: usize = 16;

impl<'a> Reader<'a> {
    /// 交办任务42项，│38项已完成, 其中│932户2907人已稳定就业: a figure that names nothing, and of which only is said what some of the many
    /// told before it did or are.
    pub(super) fn some_of_told(&mut self, at: usize, before: &[char]) -> Option<Draft> {
        let Opened { rest, among } = label::open(before, &self.config.grammar);
        let grammar = &self.config.grammar;
        let besides = grammar.besides.at_start(&squeezed(before)).is_some();
        let counted = self.figures[at].kind(self.config) == Kind::Count && !besides;
        let left = self.left_of(at, rest);
        // 公园建成3个，另│1个正在施工: beside those, of the same.
        let beside = besides && rest.is_empty() && self.figures[at].kind(self.config) == Kind::Count;
        let last = at.checked_sub(1).filter(|&k| beside && self.figures[k].unit == self.figures[at].unit);
        let last = last.filter(|&k| !self.drafts[k].topic.is_empty() && self.figures[k].unit.is_some());
        let whole = last.or_else(|| left.or_else(|| self.many_before(at, before)).filter(|_| counted))?;
        let (words, told) = if rest.iter().all(|c| c.is_whitespace()) {
            (self.said_behind(at)?, &self.drafts[whole].topic)
        } else if left.is_some() {
            (squeeze(rest), &self.drafts[whole].topic)
        } else if self.config.counting.prizes.is(rest) && !among && !self.layout.touches(at) {
            (squeeze(rest), &self.drafts[whole].subject)
        } else {
            match self.share_of_people(at, rest) {
                Some(words) => (words, &self.drafts[whole].topic),
                None => (self.done_of_counted(at, whole, rest)?, &self.drafts[whole].subject),
            }
        };
        let told = told.clone();
        let (scope, scope_rule) = (self.scope_here(false), self.scope_rule());
        Some(Draft {
            label: shortened(&joined(&told, &words), &self.config.grammar),
            subject: joined(&told, &words),
            topic: told,
            scope,
            asof: self.asof.clone(),
            relation: Some(Relation::Level),
            among,
            among_row: among,
            said: Some(whole).filter(|_| !besides),
            rules: (LabelRule::Told, scope_rule),
            ..Draft::default()
        })
    }

    /// What is said of so many behind them, or behind the same told in another unit (932户│2907人已稳定就业).
    fn said_behind(&self, at: usize) -> Option<String> {
        let (slots, grammar) = (&self.layout.slots, &self.config.grammar);
        let glued = |at: usize| {
            at > 0
                && at < slots.len()
                && self.layout.touches(at)
                && self.layout.before(at).iter().all(|c| c.is_whitespace())
        };
        let counted = self.figures[at].kind(self.config) == Kind::Count && !self.figures[at].rank;
        // The second of two that are one is said the same of.
        if self.layout.touches(at) && !(glued(at) && self.drafts.last().is_some_and(|last| last.said.is_some())) {
            return None;
        }
        let last = if slots[at].end == slots[at].right && glued(at + 1) { at + 1 } else { at };
        let words = squeezed(self.layout.behind(last));
        let next = slots[last].closed_by == Mark::None && last + 1 < self.figures.len();
        let words = match words.first() {
            Some('(') => &words[word::closing(&words)? + 1..],
            _ => &words[..],
        };
        let said = [&grammar.settled, &grammar.quoting, &self.config.counting.said_of]
            .iter()
            .any(|list| list.at_start(words).is_some());
        let done = || label::after_verbs(words, grammar).is_empty() && words.len() >= 2;
        let bounds = words.last() == Some(&OF) || self.config.wording.nominal.is(words);
        (counted && !next && !bounds && (2..=LONGEST).contains(&words.len()) && (said || done()))
            .then(|| squeeze(words))
    }

    /// 受理60件，办结52件，│其余8件正在办理: those told of which so many are left, and of which only is said that it is still to be done:
    /// what was done comes to all of them with it.
    fn left_of(&self, at: usize, rest: &[char]) -> Option<usize> {
        let own = self.figures[at];
        let pending = self.config.counting.pending.at_start(&squeezed(self.layout.behind(at))).is_some();
        let near = at.saturating_sub(NEAR)..at;
        let alike = |k: usize| self.figures[k].unit == own.unit && !self.drafts[k].topic.is_empty();
        let comes_to =
            |k: usize| (k + 1..at).any(|j| alike(j) && self.figures[j].value + own.value == self.figures[k].value);
        let left = pending && self.config.grammar.others.is(rest) && !self.layout.touches(at);
        near.rev().find(|&k| left && alike(k) && comes_to(k))
    }

    /// 新党员14名，一线医护占│11名: who so many of those that were told are.
    fn share_of_people(&self, at: usize, rest: &[char]) -> Option<String> {
        let rest = rest.strip_suffix(&[SHARE]).filter(|rest| (2..=LONGEST).contains(&rest.len()))?;
        let told = !self.layout.touches(at) && label::after_verbs(rest, &self.config.grammar).len() == rest.len();
        (told && !rest.contains(&SHARE)).then(|| squeeze(rest))
    }

    /// 138项任务│完成136项, 85个问题│整改81个: what was done of those that the figure right before counts, whose name stands between.
    fn done_of_counted(&self, at: usize, whole: usize, between: &[char]) -> Option<String> {
        let grammar = &self.config.grammar;
        let noun: Vec<char> = self.drafts[whole].topic.chars().collect();
        let read = relation::read(between, grammar);
        let done = read.rest.strip_prefix(&noun[..]).filter(|done| done.len() >= 2)?;
        let verb = grammar.takes.is(done) || self.config.counting.done_of.is(done);
        (self.layout.touches(at)
            && whole + 1 == at
            && self.drafts[whole].head.is_some()
            && verb
            && read.relation == Relation::Level)
            .then(|| squeeze(done))
    }

    /// 满意度: 门诊患者满意度91分，│住院患者95分: what is measured by points is told once.
    pub(super) fn scored(&self, at: usize, own: &str) -> Option<String> {
        let scores = &self.config.counting.scores;
        let words: Vec<char> = own.chars().collect();
        let last = self.drafts.last().filter(|_| at > 0 && self.figures[at].unit.is_some())?;
        let told: Vec<char> = last.subject.chars().collect();
        let (len, ()) = scores.at_end(&told).filter(|(len, ())| told.len() >= len + 2)?;
        let points = self.figures[at].unit == self.figures[at - 1].unit
            && self.figures[at].kind(self.config) == self.figures[at - 1].kind(self.config);
        let named = words.len() >= 2
            && self.layout.whole_clauses_before(at).is_empty()
            && self.config.grammar.verbs.at_start(&words).is_none();
        let measured = scores.at_end(&words).is_some()
            || self.config.grammar.share_ends.at_end(&words).is_some()
            || self.config.grammar.general.at_end(&words).is_some()
            // 教师平均年龄
            || self.config.counting.measures.at_end(&words).is_some();
        (points && named && !measured).then(|| words.iter().chain(&told[told.len() - len..]).collect())
    }

    /// The nearest figure before in the same unit that is as many or more, and of which a later one may be some.
    ///
    /// 受理2236件，执结1890件，│346件正在执行: what is still to be done is none of what was done.
    fn many_before(&self, at: usize, before: &[char]) -> Option<usize> {
        let own = self.figures[at];
        let words = squeezed(self.layout.behind(at));
        let pending = self.config.grammar.undone.at_start(&squeezed(before)).is_some()
            || self.config.counting.pending.at_start(&words).is_some();
        // What was done was done of more that stand before it: 交办问题12个, 销号9个.
        let of_more = |k: usize| {
            let more = |j: usize| self.figures[j].unit == own.unit && self.figures[j].value >= self.figures[k].value;
            (k.saturating_sub(NEAR)..k).any(more)
        };
        let done = |k: usize| {
            let draft = &self.drafts[k];
            pending && !draft.own && !draft.verb.is_empty() && of_more(k)
        };
        let many = |k: &usize| {
            let (figure, draft) = (self.figures[*k], &self.drafts[*k]);
            let level = !matches!(draft.relation, Some(Relation::By(_)))
                && !draft.previous
                && draft.said.is_none()
                && !done(*k);
            let beside =
                self.layout.slots[*k].inside.is_none() || self.layout.slots[*k].inside == self.layout.slots[at].inside;
            figure.unit == own.unit
                && own.unit.is_some()
                && !figure.rank
                && figure.value >= own.value
                && level
                && beside
                && !draft.topic.is_empty()
        };
        (at.saturating_sub(NEAR)..at).rev().find(many)
    }

    /// 总收入3亿元；启动码头扩建，│总投资6亿元，新增泊位12个，│本年完成投资1亿元: what a general noun is of by the clause behind a semicolon,
    /// and an investment by the one told before it; else what a colon announced, or the clause that says what is parted.
    pub(super) fn told_here(&self, at: usize, core: &[char]) -> Option<String> {
        self.invested_in(at, core).or_else(|| self.colon.clone()).or_else(|| self.parted_before(at, core))
    }

    /// The investments of [`Reader::told_here`].
    pub(super) fn invested_in(&self, at: usize, core: &[char]) -> Option<String> {
        let invested = self.config.counting.investments.at_end(core).is_some();
        let money = |at: usize| self.figures[at].kind(self.config) == Kind::Money;
        if !invested || !money(at) {
            return None;
        }
        if self.layout.mark_behind(at) == Mark::Semicolon {
            let clauses = self.layout.whole_clauses_before(at);
            let done = |clause: &[char], noun: &[char]| noun.len() >= 4 || noun.len() < clause.len();
            let noun = |(clause, _): &(&'a [char], Mark)| {
                label::noun_phrase(clause, self.config).filter(|noun| done(clause, noun))
            };
            return clauses.iter().find_map(noun).map(squeeze);
        }
        let parted = |k: usize| (k + 1..=at).any(|next| self.layout.mark_behind(next) == Mark::Semicolon);
        let other = |k: &usize| {
            let label: Vec<char> = self.drafts[*k].label.chars().collect();
            money(*k) && self.config.counting.investments.at_end(&label).is_some()
        };
        let last = (at.saturating_sub(NEAR)..at).rev().find(other).filter(|&k| !parted(k))?;
        let (topic, _) = self.drafts[last].subject.split_once('·')?;
        (last + 1 < at).then(|| topic.to_owned())
    }

    /// 规上企业108家，│实现营业收入182亿元: whether money without an owner is that of the bodies which the figure right before counts; of new
    /// ones it may be anybody's.
    pub(super) fn is_of_bodies(&self, at: usize, core: &[char]) -> bool {
        let noun = label::after_verbs(core, &self.config.grammar);
        let money = self.figures[at].kind(self.config) == Kind::Money && self.config.counting.is_bare(noun);
        let row = matches!(self.layout.slots[at].opened_by, Mark::Comma | Mark::Item);
        let clauses = self.layout.whole_clauses_before(at).is_empty();
        let Some(last) = self.drafts.last().filter(|_| money && row && clauses && !noun.is_empty()) else {
            return false;
        };
        let counting = &self.config.counting;
        let (topic, label): (Vec<char>, Vec<char>) = (last.topic.chars().collect(), last.label.chars().collect());
        let counted = self.figures[at - 1].kind(self.config) == Kind::Count
            && matches!(last.relation, Some(Relation::Level | Relation::To(_)));
        // 水利项目36个，│完成年度投资8亿元; 总投资12亿元，│年度投资5亿元
        let invested = counting.investments.at_end(noun).is_some()
            && !label::open(self.layout.before(at), &self.config.grammar).among;
        let project =
            || counted && counting.projects.at_end(&topic).is_some() || counting.investments.at_end(&label).is_some();
        if invested {
            return project();
        }
        counted && last.verb.is_empty() && !last.among_row && counting.earners.at_end(&topic).is_some()
    }

    /// What a sort or a class is of, where what was told last is one of another grade or size.
    pub(super) fn unclassed<'t>(&self, topic: &'t str, draft: &Draft, class: bool) -> &'t str {
        match () {
            () if draft.sort.is_some() => ungraded(topic, self.config),
            () if class => unbounded(without_class(topic, self.config), self.config),
            () => topic,
        }
    }

    /// 最低的, 服务: whether words only say which of those that were told before is meant, or what they did.
    pub(super) fn is_extreme(&self, core: &[char]) -> bool {
        let counting = &self.config.counting;
        // 参赛│选手
        let attended = || {
            let who = counting.attended.at_start(core).map(|(len, ())| &core[len..]);
            who.is_some_and(|who| (2..=4).contains(&who.len()) && counting.people_ends.at_end(who).is_some())
        };
        counting.done_by_told.is(core)
            || !self.drafts.is_empty() && attended()
            || counting.extremes.is(core.strip_suffix(&[OF]).unwrap_or(core))
    }

    /// 协议引资6.4亿元，│到位2.7亿元; 报告总数740份，│每百万人口150份: whether words only say what was done to those that were told, or by how many
    /// they are reckoned.
    pub(super) fn is_only_done(&self, at: usize, core: &[char]) -> bool {
        let alone = &self.config.counting.done_alone;
        // 企业451家，其中特级2家、一级41家，新增入库│45家: of all, not of those that are some of them.
        let alike = |k: &usize| {
            let part = self.drafts[*k].among || self.layout.slots[*k].opened_by == Mark::Item;
            self.figures[*k].unit == self.figures[at].unit && !part
        };
        let Some(last) = (at.saturating_sub(NEAR)..at).rev().find(alike) else { return false };
        // 招生4200人，毕业│4800人: more than those only where those did something as well, or in brackets.
        let did = || alone.at_end(&self.drafts[last].label.chars().collect::<Vec<_>>()).is_some();
        let fits = || {
            let bracketed = self.layout.slots[at].inside.is_some();
            bracketed || self.figures[at].value <= self.figures[last].value || did()
        };
        let done = alone.is(core) && !self.config.counting.done_by_others.is(core) && fits();
        done || is_per_many(core, self.config)
    }

    /// 中职学校│招生4200人，毕业3800人: what was told, without what those did where only another thing that they did is told next.
    pub(super) fn without_act(&self, topic: String, core: &[char]) -> String {
        let alone = &self.config.counting.done_alone;
        let told: Vec<char> = topic.chars().collect();
        // 净增企业2家（新入规│3家）: how many more there are is none of what each did.
        // 协议│引资6.4亿元，到位2.7亿元
        let agreed = self.config.counting.agreed.at_start(&told).map_or(0, |(len, ())| len);
        let agreed = if self.config.grammar.planned_not.at_start(&told).is_some() { 0 } else { agreed };
        if alone.is(core) && agreed > 0 && told.len() >= agreed + 2 && !topic.contains(TOLD) {
            return told[agreed..].iter().collect();
        }
        let more = self.config.counting.added.at_start(&told).is_some();
        let noun = if more { label::after_verbs(&told, &self.config.grammar) } else { &told };
        if alone.is(core) && noun.len() >= 2 && noun.len() < told.len() {
            return squeeze(noun);
        }
        let act =
            alone.at_end(&told).filter(|(len, ())| alone.is(core) && told.len() >= len + 2 && !topic.contains(TOLD));
        act.map_or(topic, |(len, ())| told[..told.len() - len].iter().collect())
    }

    /// 粮食产量36万吨，产值12亿元，│人均420公斤: the mean of what was told in a unit of its sort, and of no money or other sort of measure.
    pub(super) fn mean_of(&self, at: usize, core: &[char]) -> Option<String> {
        let kind = |at: usize| self.figures[at].kind(self.config);
        let other_mean = |k: usize| label::opening_mean(self.layout.before(k), &self.config.grammar).is_some();
        let level = |k: usize| !matches!(self.drafts[k].relation, Some(Relation::By(_)));
        let alike = |k: &usize| kind(*k) == kind(at) && level(*k) && !other_mean(*k);
        let clauses = self.layout.whole_clauses_before(at).is_empty() && self.layout.slots[at].inside.is_none();
        let mean = clauses && kind(at) != Kind::Count && self.config.grammar.means.is(core);
        let near = (at.saturating_sub(NEAR)..at).rev().find(alike).filter(|_| mean)?;
        // 发放│补贴
        let Draft { subject, topic, .. } = &self.drafts[near];
        let told = if subject.ends_with(topic.as_str()) { topic } else { subject };
        Some(told.clone()).filter(|told| !told.is_empty())
    }

    /// 审查合同32件、│文件20件: things of the same counter in a row stand beside one another, however general their nouns.
    pub(super) fn stands_beside(&self, at: usize, core: &[char]) -> bool {
        let grammar = &self.config.grammar;
        let counted = self.figures[at].kind(self.config) == Kind::Count
            && grammar.general.is(core)
            && !grammar.others.is(core)
            && !grammar.amounts.close(core);
        let row = self.layout.slots[at].opened_by == Mark::Item;
        counted
            && row
            && at > 0
            && self.figures[at].unit == self.figures[at - 1].unit
            && self.drafts.last().is_some_and(|last| !last.verb.is_empty())
    }
}

/// 满意票率│最高: what is measured, without which of its values is told.
pub(super) fn without_extreme(topic: String, config: &Config) -> String {
    let chars: Vec<char> = topic.chars().collect();
    let cut = config.counting.extremes.at_end(&chars).map_or(chars.len(), |(len, ())| chars.len() - len);
    if cut < 2 { topic } else { chars[..cut].iter().collect() }
}

/// 20万元以上的村9个，│50万元以上的1个: of the same, in another class.
pub(super) fn other_bound(topic: &str, own: &str, config: &Config) -> Option<String> {
    let rest = unbounded(topic, config);
    let own: Vec<char> = own.chars().collect();
    let own = own.strip_suffix(&[OF]).unwrap_or(&own);
    let bound = rest.len() < topic.len() && config.words.bound_ends.at_end(own).is_some();
    bound.then(|| format!("{}{OF}{rest}", squeeze(own)))
}

/// 年收入20万元以上的│村: what classes are of, where what was told last is of another class.
fn unbounded<'a>(topic: &'a str, config: &Config) -> &'a str {
    let chars: Vec<char> = topic.chars().collect();
    let end =
        (1..chars.len()).rev().find(|&at| chars[at] == OF && config.words.bound_ends.at_end(&chars[..at]).is_some());
    let len: usize = end.map_or(0, |end| chars[..=end].iter().map(|c| c.len_utf8()).sum());
    if len < topic.len() { &topic[len..] } else { topic }
}

/// 老年人口中60—69周岁, │70—79周岁: what a class is of, where what was told last ends with another class of the same.
fn without_class<'a>(topic: &'a str, config: &Config) -> &'a str {
    let chars: Vec<char> = topic.chars().collect();
    let Some(from) = chars.iter().position(char::is_ascii_digit).filter(|&from| is_class(&chars[from..], config))
    else {
        return topic;
    };
    let noun = &chars[..from];
    let noun = word::before_among(noun, &config.grammar).unwrap_or(noun);
    let noun = noun.strip_suffix(&[TOLD]).unwrap_or(noun);
    let len: usize = noun.iter().map(|c| c.len_utf8()).sum();
    if noun.len() >= 2 { &topic[..len] } else { topic }
}

/// 每百平方公里, 每万人: so many of whom or of what something is reckoned by.
fn is_per_many(core: &[char], config: &Config) -> bool {
    let Some(many) = core.strip_prefix(&[EACH]) else { return false };
    let scale = many.iter().take_while(|c| power(**c).is_some()).count();
    let by = &many[scale..];
    let unit = config.units.at_start(by).is_some_and(|(len, _)| len == by.len());
    let people = || config.counting.counter(&squeeze(by)) == Counter::People;
    scale > 0 && (unit || people() || config.counting.people_ends.at_end(by).is_some() && by.len() <= 4)
}

/// 争取│债券58亿元，比上年多争取11亿元: what was told, without its verb where that is told again.
pub(super) fn done_again(subject: &str, verb: &str, grammar: &Grammar) -> String {
    let told: Vec<char> = subject.chars().collect();
    let done = grammar.verbs.at_start(&told).map_or(&[][..], |(len, ())| &told[..len]);
    // 增加额……增加: a change is no act.
    let more = verb.chars().count() > done.len();
    let again = more && !done.is_empty() && told.len() >= done.len() + 2 && verb.ends_with(&squeeze(done));
    if again { squeeze(&told[done.len()..]) } else { subject.to_owned() }
}
