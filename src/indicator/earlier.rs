//! What a figure without a subject of its own is about: a colon, a clause or a figure before it says so (承前省略).

use crate::config::{Kind, Qualifier};
use crate::text::signs::{SHARE, TOLD};
use crate::text::squeeze;

use super::label::{self, Subject};
use super::layout::Mark;
use super::phrase::{done_next, other_twin, with_head, without_note_before};
use super::reader::{DEALT, Draft, Reader};
use super::relation::{self, Relation};
use super::whole::REACH;
use super::word::{squeezed, without_force};

/// How many letters at least name what a case is of. Set by hand.
const NAMED: usize = 4;

/// How many letters say at most how it was done, before the verb. Set by hand.
const MANNER: usize = 6;

impl<'a> Reader<'a> {
    /// The subject that a figure without one of its own is about.
    pub(super) fn inherit(&self, at: usize, carried: Option<&str>) -> Option<String> {
        if let Some(outer) = self.layout.slots[at].inside {
            return Some(self.drafts[outer].subject.clone());
        }
        if let Some(colon) = &self.colon {
            return Some(colon.clone());
        }
        // 部分公开9件、│不予公开3件: beside part of what nobody named.
        let unnamed = |last: &Draft| self.config.grammar.some_of.contains(&last.topic);
        if self.drafts.last().is_some_and(unnamed) && self.layout.slots[at].opened_by == Mark::Item {
            return None;
        }
        let clauses = self.clauses_that_tell(at);
        let nearest = clauses.iter().find_map(|clause| label::noun_phrase(clause, self.config));
        match (nearest, self.earlier(at)) {
            // A clause with a subject of its own came in between.
            (Some(noun), Some(draft)) if noun.len() < 4 => Some(draft.topic.clone()),
            (Some(noun), _) => Some(squeeze(noun)),
            (None, Some(draft)) => self.counter_of(at).or_else(|| Some(draft.topic.clone())),
            (None, None) => carried.map(str::to_owned),
        }
        .filter(|topic| !topic.is_empty())
    }

    /// 调解纠纷96起，│成功81起: a general noun with the act that came out so.
    pub(super) fn with_act(&self, at: usize, topic: String, core: &[char]) -> String {
        let grammar = &self.config.grammar;
        let general = topic.chars().count() <= 2 && grammar.takes.is(core);
        let subject =
            self.earlier(at).map(|draft| &draft.subject).filter(|subject| general && subject.ends_with(&topic));
        let act = subject.map(|subject| done_next(subject, &core.iter().collect::<String>(), grammar).to_owned());
        act.unwrap_or(topic)
    }

    /// 刑事案件旧存43件，│新收1268件，│审结1251件: what came in, was done and is left is of the things that were carried over.
    pub(super) fn rolled(&self, at: usize, core: &[char]) -> Option<String> {
        let grammar = &self.config.grammar;
        let slots = &self.layout.slots;
        let bare = grammar.arrivals.is(core) || label::after_verbs(core, grammar).is_empty();
        if !bare || core.is_empty() || slots[at].opened_by != Mark::Comma {
            return None;
        }
        let mut row = (0..at).rev().take(REACH).take_while(|&k| slots[k + 1].opened_by == Mark::Comma);
        row.find_map(|k| {
            let last: Vec<char> = self.drafts[k].subject.rsplit('·').next().unwrap_or_default().chars().collect();
            let (len, ()) = grammar.carried.at_end(&last)?;
            last.get(..last.len() - len).filter(|noun| noun.len() >= 2).map(squeeze)
        })
    }

    /// What a colon announced, or a clause between the figure before and this one is about.
    pub(super) fn told_between(&self, at: usize) -> Option<String> {
        let clauses = self.clauses_that_tell(at);
        let nearest = || clauses.iter().find_map(|clause| label::noun_phrase(clause, self.config));
        self.colon.clone().or_else(|| nearest().map(squeeze))
    }

    /// The same; where something went on (`lasts`), all of what changed: 森林覆盖率达60%、连续47年居首位 is of the rate, and not of what
    /// it is a rate of.
    pub(super) fn goes_on_with(&self, at: usize, lasts: bool, carried: Option<&str>) -> Option<String> {
        lasts.then(|| self.changed(at)).flatten().or_else(|| self.inherit(at, carried))
    }

    /// The clauses before a figure that may say what it is about, nearest first: not what a colon announces as no more
    /// than a list (主要目标：).
    fn clauses_that_tell(&self, at: usize) -> Vec<&[char]> {
        let grammar = &self.config.grammar;
        let general = |clause: &[char]| grammar.colon_general.at_end(clause).is_some();
        // 较年初预算（9.5万元）│压减16.8%: what is measured against says nothing of what is.
        let base = |clause: &[char]| grammar.compares_with.open(clause) && grammar.plan_heads.at_end(clause).is_some();
        let clauses = self.layout.whole_clauses_before(at).into_iter();
        let tell = clauses.filter(|(clause, mark)| !(*mark == Mark::Colon && general(clause) || base(clause)));
        tell.map(|(clause, _)| clause).collect()
    }

    /// 生产总值跨过3个关口、突破10亿元: the subject that the figure before counts something of, where this figure can
    /// be no count of the same.
    fn counter_of(&self, at: usize) -> Option<String> {
        let last = self.drafts.last()?;
        let kinds = [at.checked_sub(1)?, at].map(|at| self.figures[at].kind(self.config));
        if kinds != [Kind::Count, Kind::Money] || !self.config.grammar.reaches.any(self.layout.before(at)) {
            return None;
        }
        let head: Vec<char> = last.head.as_deref().filter(|head| *head != DEALT)?.chars().collect();
        let head = relation::strip_tail(&head, &self.config.grammar);
        let head = match head {
            [rest @ .., n, crate::text::signs::YEAR] if crate::quantity::digit(*n).is_some() => rest,
            _ => head,
        };
        let own = label::subject(head, &self.config.grammar) == Subject::Own;
        own.then(|| squeeze(label::after_verbs(head, &self.config.grammar)))
    }

    /// 批捕甲犯罪23人，│起诉41人: what is done next in a case is of what the case is of, where the figure before says so.
    pub(super) fn of_the_case(&self, at: usize) -> Option<String> {
        let (counting, last) = (&self.config.counting, self.earlier(at)?);
        let topic: Vec<char> = last.topic.chars().collect();
        let label: Vec<char> = last.subject.chars().collect();
        // 甲犯罪·批捕12人、│起诉18人
        let own = label.iter().rposition(|c| *c == TOLD).map_or(&label[..], |told| &label[told + 1..]);
        let behind = counting.case_steps.at_end(own).map_or(0, |(len, ())| len);
        let topic = if behind > 0 && behind < own.len() { &own[..own.len() - behind] } else { &topic[..] };
        let step = behind > 0 || counting.case_steps.at_start(own).is_some();
        let named = topic.len() >= NAMED && !counting.any_case.is(topic) && !counting.case_steps.is(topic);
        // Of another count it may be another case: 监督立案215件；追诉112人.
        let goes_on = self.layout.slots[at].opened_by != Mark::Semicolon
            && at > 0
            && self.figures[at].unit == self.figures[at - 1].unit;
        (step && named && goes_on).then(|| squeeze(topic))
    }

    /// 严惩甲犯罪，│审结案件69件: what the cases are of that a clause says were fought or heard.
    pub(super) fn of_cases(&self, at: usize, core: &[char]) -> Option<String> {
        let counting = &self.config.counting;
        let (open, ()) = counting.case_steps.at_start(core)?;
        if !counting.any_case.is(&core[open..]) || self.layout.slots[at].opened_by != Mark::Comma {
            return None;
        }
        let clauses = self.clauses_that_tell(at);
        let clause = *clauses.first()?;
        // 依法从严│惩治
        let heads = (0..clause.len().min(MANNER)).any(|at| counting.case_heads.at_start(&clause[at..]).is_some());
        let things = |noun: &&[char]| heads || counting.case_things.at_end(without_force(noun, self.config)).is_some();
        label::noun_phrase(clause, self.config).filter(things).map(squeeze)
    }

    /// The nearest figure before that has a topic; those in brackets count only inside them.
    pub(super) fn earlier(&self, at: usize) -> Option<&Draft> {
        let slots = &self.layout.slots;
        // 收入3万元，居民消费价格上涨2%，扣除价格因素，│实际增长5%: of the level, and not of another change.
        let level = self.is_behind_aside(at);
        (0..self.drafts.len())
            .rev()
            .find(|&k| {
                let fits = !level || !matches!(self.drafts[k].relation, Some(Relation::By(_)));
                fits && !self.drafts[k].topic.is_empty()
                    && !self.drafts[k].of_plan
                    && (slots[k].inside.is_none() || slots[k].inside == slots[at].inside)
                    && !self.outgrows(at, k)
            })
            .map(|k| &self.drafts[k])
    }

    /// What a figure with words of its own is called after one told before it: of the same group, the other of two, or another sum
    /// of the same account.
    pub(super) fn beside(&self, at: usize, core: &[char], own: &str) -> Option<String> {
        let group = || self.group_before(at, core).map(|group| format!("{group}{own}"));
        group()
            .or_else(|| self.twin(at, own))
            .or_else(|| self.account(at, own))
            .or_else(|| self.rate_of_counted(at, own).or_else(|| self.scored(at, own)))
    }

    /// 85项任务│完成率96.5%: how much was done of what the figure right before it counts.
    fn rate_of_counted(&self, at: usize, own: &str) -> Option<String> {
        let last = self.drafts.last().filter(|_| self.layout.touches(at))?;
        let own: Vec<char> = own.chars().collect();
        let noun = label::rated(&own, &self.config.grammar);
        let told = noun.len() < own.len() && last.subject.ends_with(&noun.iter().collect::<String>());
        told.then(|| last.subject.clone() + "·" + &own[noun.len()..].iter().collect::<String>())
    }

    /// 政府性基金总收入96亿元、│总支出: the other side of an account in money.
    fn account(&self, at: usize, own: &str) -> Option<String> {
        let money = |at: usize| self.figures[at].kind(self.config) == Kind::Money;
        if self.config.grammar.totals.is(&own.chars().collect::<Vec<_>>()) {
            return None;
        }
        let last = self.earlier(at).filter(|_| at > 0 && money(at) && money(at - 1))?;
        with_head(&last.subject, own, &self.config.grammar)
    }

    /// Under 国有资本经营预算: 收入│1.86亿元; the account that income and spending are of where nothing else says it.
    fn of_account(&self, core: &[char]) -> Option<String> {
        let grammar = &self.config.grammar;
        let planned = grammar.side_plans.at_end(core).map_or(core, |(len, ())| &core[..core.len() - len]);
        self.account.filter(|_| grammar.account_sides.is(planned)).map(str::to_owned)
    }

    /// What the last level of the sentence is about, which nothing else was measured against.
    pub(super) fn level_before(&self) -> Option<String> {
        let level =
            |draft: &&Draft| !draft.of_plan && matches!(draft.relation, Some(Relation::Level | Relation::To(_)));
        self.drafts.iter().rev().find(level).map(|draft| draft.subject.clone()).filter(|subject| !subject.is_empty())
    }

    /// The other of two that the figure before in the same unit tells of: 农村居民 behind 城镇居民人均收入.
    pub(super) fn twin(&self, at: usize, own: &str) -> Option<String> {
        let alike = |k: &usize| self.figures[*k].unit == self.figures[at].unit;
        let told = (0..self.drafts.len()).rev().find(alike).map(|k| &self.drafts[k])?;
        other_twin(own, &told.subject, &self.config.grammar)
    }

    /// What the figure right before in the same row is about, where that is a part of what was told earlier.
    pub(super) fn part_before(&self, at: usize) -> Option<String> {
        let last = self.drafts.last().filter(|_| self.layout.slots[at].opened_by == Mark::Item)?;
        let (topic, part) = last.subject.split_once('·')?;
        let part: Vec<char> = part.chars().collect();
        let part = label::before_verbs(&part, &self.config.grammar);
        Some(format!("{topic}·{}", squeeze(part)))
    }

    /// Whether what a change is told without stands right before a figure: 扣除价格因素，实际增长5%.
    fn is_behind_aside(&self, at: usize) -> bool {
        let grammar = &self.config.grammar;
        let opens = |words: &[char]| {
            let blank = words.iter().take_while(|c| c.is_whitespace() || **c == ',').count();
            grammar.asides.at_start(&words[blank..]).is_some()
        };
        opens(self.layout.before(at)) || self.layout.clauses_before(at).first().is_some_and(|(clause, _)| opens(clause))
    }

    /// What a general noun is of: what a colon announced, or what an earlier figure of the sentence or its first clause is about.
    ///
    /// `far`: whether the sentence's first clause may say it, for nouns that nothing else makes specific.
    pub(super) fn inherit_noun(&self, at: usize, far: bool, core: &[char]) -> Option<String> {
        if let Some(outer) = self.layout.slots[at].inside {
            return Some(self.drafts[outer].subject.clone());
        }
        if let Some(told) = self.told_here(at, core) {
            return Some(told);
        }
        if let Some(draft) = self.earlier(at) {
            let other = |topic: &String| self.is_of_another(at, topic);
            // 调出0.56亿元，支出1.1亿元: of the account, and not of what was done with it.
            let sided =
                |topic: &str| self.config.grammar.account_sides.at_end(&topic.chars().collect::<Vec<_>>()).is_some();
            if let Some(account) = self.of_account(core).filter(|_| !sided(&draft.topic)) {
                return Some(account);
            }
            return Some(draft.topic.clone()).filter(|topic| !other(topic));
        }
        // 克服灾害影响，粮食生产再获丰收，│总产达到557亿斤: the first that is no circumstance.
        let mut clauses = self.clauses_that_tell(at).into_iter().rev().filter(|_| far);
        let first = clauses.find(|clause| !label::is_circumstance(clause, self.config));
        let told = first.and_then(|clause| label::noun_phrase(clause, self.config)).map(squeeze);
        let told = told.or_else(|| self.headline.clone());
        told.or_else(|| self.of_account(core))
    }

    /// 办结率98%，│涉及金额2亿元: a sum of money is of no rate; 位次升至第4位，│合格率99%: and a rate of no place in an order.
    fn is_of_another(&self, at: usize, topic: &str) -> bool {
        let kind = self.figures[at].kind(self.config);
        let rate = self.config.grammar.share_ends.at_end(&topic.chars().collect::<Vec<_>>()).is_some();
        kind == Kind::Money && rate
            || kind == Kind::Rate && self.config.words.rank_verbs.is_word(topic)
            || self.is_done_with_money(at, topic)
    }

    /// 到位补助资金7亿元，│实施建设项目29个: what money was spent on is counted by itself.
    fn is_done_with_money(&self, at: usize, topic: &str) -> bool {
        let topic: Vec<char> = topic.chars().collect();
        // 贷款5亿元、│惠及企业2万户: what money does is its.
        let does = self.config.grammar.drives.at_start(label::open(self.layout.before(at), &self.config.grammar).rest);
        self.figures[at].kind(self.config) == Kind::Count
            && does.is_none()
            && self.config.grammar.sums_of_money.at_end(&topic).is_some()
    }

    /// Whether 合计 makes the figure the total of the list before it.
    pub(super) fn totals(&self, at: usize) -> bool {
        let words = squeezed(self.layout.before(at));
        at >= 2 && self.config.grammar.total_words.is(&words)
    }

    /// 取消审批事项9项、下放5项，合计14项: 取消审批事项、下放合计.
    pub(super) fn summed(&self, at: usize) -> Option<String> {
        let unit = self.figures[at].unit;
        let run = (0..at)
            .rev()
            .take_while(|&k| self.figures[k].unit == unit && self.layout.slots[k].inside.is_none())
            .last()?;
        let own = |subject: &str| subject.rsplit('·').next().unwrap_or_default().to_owned();
        let parts: Vec<String> = (run..at).map(|k| own(&self.drafts[k].subject)).collect();
        (parts.len() >= 2 && parts.len() <= 4).then(|| format!("{}合计", parts.join("、")))
    }

    /// What changed by the figure: what the figure before it is about, in brackets what the figure before them is.
    pub(super) fn changed(&self, at: usize) -> Option<String> {
        if let Some(outer) = self.layout.slots[at].inside {
            return Some(self.drafts[outer].subject.clone());
        }
        let clauses = self.layout.whole_clauses_before(at);
        if let Some(noun) = clauses
            .iter()
            .find_map(|(clause, _)| label::noun_phrase(clause, self.config).filter(|noun| noun.len() >= 4))
        {
            return Some(squeeze(noun));
        }
        // 工业投资156亿元，占45.2%，│增长12.3%: what grew is what the share is of.
        let subject = self.earlier(at).map(|draft| draft.subject.clone())?;
        let whole = subject.strip_suffix(&[TOLD, SHARE].iter().collect::<String>()).map(str::to_owned);
        Some(whole.unwrap_or(subject)).filter(|subject| !subject.is_empty())
    }

    /// The verb that nouns in a row share: 新建改建高速公路6000公里、农村公路30万公里.
    pub(super) fn shared_verb(&self, at: usize, core: &[char], kind: Subject) -> String {
        let row = self.layout.slots[at].opened_by == Mark::Item && kind != Subject::Missing;
        // 予以公开9件、部分公开3件: a verb of its own, wherever it stands.
        let own = label::after_verbs(core, &self.config.grammar).len() < core.len()
            || self.config.grammar.some_of.contains(&squeeze(label::before_verbs(core, &self.config.grammar)));
        // 新增企业500家、从业人员达到3万人: a state in a row of what was done.
        let words = |at: usize| squeezed(self.layout.before(at));
        let reached = |at: usize| self.config.grammar.reached.at_end(&words(at)).is_some();
        let own = own || at > 0 && reached(at) && !reached(at - 1);
        // 按期│办结率、群众满意率: how the first was done is none of the next; 约谈90件、诫勉10件: nor what was done to no noun.
        let how = |draft: &Draft| self.config.grammar.hows.is(&draft.verb.chars().collect::<Vec<_>>());
        let shared = |draft: &&Draft| !how(draft) && !draft.subject.ends_with(&draft.verb);
        let last = self.drafts.last().filter(|_| row && !own).filter(shared);
        last.map(|draft| draft.verb.clone()).unwrap_or_default()
    }

    /// 前者│上升25%, 后者│下降: which of the two levels just told is meant.
    pub(super) fn pointed_at(&self, core: &[char]) -> Option<String> {
        let grammar = &self.config.grammar;
        let (former, latter) = (grammar.formers.is(core), grammar.latters.is(core));
        let changed = |draft: &&Draft| matches!(draft.relation, Some(Relation::By(_)));
        let mut levels = self.drafts.iter().rev().filter(|draft| !changed(draft));
        let last = levels.next().filter(|_| former || latter)?;
        if latter { Some(last.subject.clone()) } else { Some(levels.next()?.subject.clone()) }
    }

    /// 城镇居民│人均可支配收入…；人均消费支出: whose mean was told before in the same words. Behind a semicolon the groups that 其中 told are over.
    fn group_before(&self, at: usize, core: &[char]) -> Option<String> {
        const LONGEST: usize = 12;
        let grammar = &self.config.grammar;
        let (len, ()) = grammar.means.at_start(core)?;
        let over = self.layout.slots[at].opened_by == Mark::Semicolon;
        let told = self.drafts.iter().rfind(|draft| !(over && draft.among_row));
        let last: Vec<char> = told?.subject.chars().collect();
        let at = (1..last.len()).find(|&at| last[at..].starts_with(&core[..len]))?;
        let told = |words: &[char]| grammar.group_means.any(words); // not life and hospital beds
        let group = label::after_verbs(&last[..at], grammar);
        ((1..=LONGEST).contains(&group.len()) && told(core) && told(&last[at..])).then(|| group.iter().collect())
    }

    /// 起征点从月销售额│3万元提高到10万元: what the value was, behind 从 or 由; whether it is that.
    pub(super) fn without_start<'b>(&self, at: usize, before: &'b [char]) -> (&'b [char], bool) {
        let slot = self.layout.slots[at];
        let next_figure = slot.closed_by == Mark::None && at + 1 < self.figures.len();
        let behind = squeezed(self.layout.behind(at));
        let grammar = &self.config.grammar;
        let changed = grammar.changes.at_start(&behind);
        let became = next_figure && changed.is_some_and(|(len, _)| grammar.to_ends.open(&behind[len..]));
        let from = before.iter().rposition(|c| grammar.from_starts.has(*c)).filter(|from| {
            let follows = &before[from + 1..];
            (2..=6).contains(&follows.len())
                && *from >= 2
                && !follows.iter().any(|c| c.is_ascii_digit() || grammar.time_parts.has(*c))
        });
        match from.filter(|_| became) {
            Some(from) => (&before[..from], true),
            None => (before, false),
        }
    }

    /// The words before a figure, without a note that is the one's before.
    pub(super) fn words_before(&self, at: usize) -> &'a [char] {
        let before = self.layout.before(at);
        let glued = at > 0 && self.layout.slots[at].left == self.layout.slots[at - 1].end;
        if glued { without_note_before(before) } else { before }
    }

    /// 亩均│投资: a mean of what was told before, by a noun that says nothing by itself; of no other mean (户均耕地6亩，亩均产值).
    pub(super) fn is_mean(&self, at: usize, core: &[char]) -> bool {
        let grammar = &self.config.grammar;
        let mean = grammar.means.at_start(core).map(|(len, ())| &core[len..]);
        let last: Vec<char> = self.earlier(at).map(|draft| draft.label.chars().collect()).unwrap_or_default();
        let means = grammar.means.any(&last)
            || self.config.words.clause.rfind(&last).is_some_and(|(.., qualifier)| qualifier == Qualifier::Average);
        !means
            && mean.is_some_and(|noun| {
                !noun.is_empty() && (self.config.counting.is_bare(noun) || grammar.general.is(noun))
            })
    }
}
