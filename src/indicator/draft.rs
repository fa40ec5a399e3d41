//! The figures of a sentence from left to right: what each is about, from the words around it and from those before.

use crate::config::{Kind, Phrases};
use crate::text::signs::{LEVEL, OF, RATE, SHARE, TOLD};
use crate::text::squeeze;

use super::asof::is_time;
use super::label::{self, Subject};
use super::layout::Mark;
use super::own::Core;
use super::phrase::{
    colon_topic, doer_topic, done_next, is_before, is_class, is_cut, is_plan_base, joined, measured_topic,
    only_compares, only_names, shortened, spans_years, sums_up, with_head, without_bracket, without_mark,
};
use super::reader::{Draft, Reader};
use super::relation::{self, Relation};
use super::said::{done_again, other_bound, without_extreme};
use super::sorts::is_sort;
use super::why::{LabelRule, ScopeRule};

/// A figure's own words, taken apart.
struct Words<'a> {
    /// The figure.
    at: usize,
    /// Its clause before it.
    before: &'a [char],
    /// What is left of it without scope, comparison and verb of change.
    core: &'a [char],
    /// The same as it is shown.
    own: String,
    /// What kind of subject that is.
    kind: Subject,
    /// It is a class that only numbers and units name.
    class: bool,
    /// It only links the figure to the one before.
    linked: bool,
    /// It is a place that is told beside others.
    placed: bool,
    /// How the number hangs on its subject.
    relation: Relation,
}

impl Reader<'_> {
    /// What a figure says: its words before it, what they leave open from those before, and the noun behind it.
    pub(super) fn draft(&mut self, at: usize, carried: Option<&str>) -> Draft {
        let grammar = &self.config.grammar;
        self.take_clauses_before(at);
        let (before, field) =
            self.without_field(at, without_mark(self.across_bracket(at, self.words_before(at)), grammar));
        // What touches the figure before is about that one: 5个市直部门和2个县.
        if !self.layout.touches(at) {
            self.take_context(before, true, false);
        }
        if let Some(draft) = self.dealt_out(at, before).or_else(|| self.some_of_told(at, before)) {
            return Draft { scope: draft.scope.or(field), ..draft };
        }
        let field = field.or_else(|| self.field_before(at));
        let (before, started) = self.without_start(at, before);
        let mut read = relation::read(before, grammar);
        read.from |= started;
        let Core { words: core, among, linked, place, against, moved, against_aim } =
            self.core_in_row(at, before, &read);
        let core = core.as_slice();
        let aimed = self.is_aim(at, core);
        let verb = self.change_verb(at, &mut read);
        let noun = || self.counted_noun(at, &read, core).or_else(|| self.done_somewhere(at, core));
        let noun = if against_aim { None } else { noun() };
        let own = self.own_words(at, (before, &read), core, noun.is_some());
        let class = is_class(core, self.config) || is_sort(core, self.figures[at], self.config);
        let kind = if aimed { Subject::Missing } else { self.subject_kind(at, core, class, among) };
        let opening = core.len() - label::after_verbs(core, grammar).len();
        let (scope, scope_rule) = match (field, &place) {
            (Some(field), _) => (Some(field), ScopeRule::Rank),
            (None, Some(place)) => (Some(place.clone()), ScopeRule::Clause),
            (None, None) => self.scope_told(at, before, core, kind),
        };
        let mut draft = Draft {
            among,
            relation: Some(read.relation),
            asof: self.asof.clone(),
            scope,
            rules: (LabelRule::Own, scope_rule),
            own: kind == Subject::Own,
            verb: squeeze(&core[..opening]),
            of_plan: aimed || against_aim || self.only_measures(at, core) || self.goes_on_from_aim(at, core),
            aimed: aimed || against_aim,
            compared: against,
            moved,
            among_row: among || self.goes_on_among(at),
            placed: place.is_some(),
            ..Draft::default()
        };
        let words =
            Words { at, before, core, own, kind, class, linked, placed: place.is_some(), relation: read.relation };
        match noun {
            Some(noun) => self.tell_counted(&words, &noun, carried, &mut draft),
            None => self.tell_subject(&words, carried, &mut draft),
        }
        self.carry(at, core, &mut draft);
        draft.relation = self.grows_as(at, core, &draft).or(draft.relation);
        let ratio = self.figures[at].kind(self.config) == Kind::Ratio;
        draft.previous =
            read.from || against || is_before(before, grammar) && !ratio && !self.is_share_of_before(at, before);
        self.summed_up(at, Draft { label: format!("{verb}{}", self.spent_on(at, core)), ..draft })
    }

    /// A draft whose label is still only what stands behind its subject: with the subject, which 合计 may make that of a row.
    fn summed_up(&self, at: usize, mut draft: Draft) -> Draft {
        if self.totals(at) {
            if let Some(row) = self.summed(at) {
                draft.subject = row;
                draft.rules.0 = LabelRule::Sum;
            }
            draft.topic = draft.subject.clone();
        }
        let subject = done_again(&draft.subject, &draft.label, &self.config.grammar);
        draft.label = shortened(&format!("{subject}{}", draft.label), &self.config.grammar);
        draft
    }

    /// The scope of a figure by what its sentence named, and where that comes from.
    fn scope_told(&mut self, at: usize, before: &[char], core: &[char], kind: Subject) -> (Option<String>, ScopeRule) {
        let opened = label::after_verbs(core, &self.config.grammar).len() < core.len();
        let goes_on =
            self.layout.touches(at) || self.layout.slots[at].opened_by == Mark::Item || self.names_scope(before);
        let rate = core.last() == Some(&RATE) && core.len() <= 5;
        // 省级8项，│市厅级27项: another level.
        if core.last() == Some(&LEVEL) && is_sort(core, self.figures[at], self.config) {
            self.part = None;
        }
        // 县级财政总收入……，│总支出: of the same account.
        let account = self.config.grammar.account_sides.is(core);
        if self.glued && kind == Subject::Own && !goes_on && !account {
            self.part = None;
        }
        (self.scope_here(kind == Subject::Own && !opened && !goes_on && !rate && !account), self.scope_rule())
    }

    /// Takes scopes, times and what colons announce from the clauses between the figure before and this one.
    fn take_clauses_before(&mut self, at: usize) {
        self.cross_bracket(at);
        if self.measured && !only_names(self.words_before(at), self.config) {
            (self.colon, self.measured) = (None, false);
        }
        let clauses = self.layout.clauses_before(at);
        // ……中心城区堵点60处；加装护栏……: what one part of a list names inside is none of the next one's.
        if self.inner && self.layout.mark_behind(at) == Mark::Semicolon {
            self.part = None;
        }
        let whole = self.layout.whole_clauses_before(at).len();
        let mut until = self.asof.clone();
        for (k, (clause, mark)) in clauses.iter().enumerate().rev() {
            let first = at == 0 && k + 1 == clauses.len();
            let behind = clauses.get(k + 1).map_or_else(|| self.layout.mark_behind(at), |(_, mark)| *mark);
            let opens = *mark == Mark::Comma && (first || behind == Mark::Semicolon);
            let doer = if opens { doer_topic(clause, self.config) } else { None };
            if !first && doer.is_some() {
                (self.scope, self.part, self.glued) = (None, None, false);
            }
            // What stands right behind the figure before is what that one counts.
            if k < whole {
                self.take_context(clause, false, *mark == Mark::Colon);
                // 综合楼年底投用；│引进博士8人: when something was done that no figure tells of is no time of what follows.
                if *mark == Mark::Semicolon {
                    self.asof.clone_from(&until);
                } else if is_time(clause, &self.config.grammar.times) {
                    until.clone_from(&self.asof);
                }
            }
            if *mark == Mark::Open && self.layout.slots[at].bracket.is_some() {
                self.hold();
            }
            if *mark == Mark::Colon {
                (self.colon, self.measured) = (colon_topic(clause, self.config), false);
            } else if opens && (first || doer.is_some()) {
                let measured = || measured_topic(clause, self.words_before(at), self.config).filter(|_| k == 0);
                (self.measured, self.colon) = (doer.is_none(), doer.or_else(measured));
            }
        }
    }

    /// What kind of subject a figure's own words are.
    fn subject_kind(&self, at: usize, core: &[char], class: bool, among: bool) -> Subject {
        let grammar = &self.config.grammar;
        if self.measures_plan(at, core) || self.bracketed_aim(at, core) {
            return Subject::Missing;
        }
        let ranked = self.figures[at].rank && self.without_scope(label::after_verbs(core, grammar)).is_empty();
        let kind = match () {
            () if ranked || self.is_only_done(at, core) => Subject::Missing,
            // 创新平台102个，其中│国家级5个
            () if class || among && grammar.graded.is(core) || self.is_mean(at, core) => Subject::General,
            () if self.is_extreme(core) || self.is_of_bodies(at, core) || self.leaves_whom(at, core, among) => {
                Subject::General
            }
            () => label::subject(without_bracket(core, grammar), grammar),
        };
        // 收入总计: called so, and no more of what was told before.
        let money = self.figures[at].kind(self.config) == Kind::Money;
        let summed = money && !class && grammar.sums.at_end(self.layout.before(at)).is_some();
        let other = self.stands_beside(at, core) || self.is_other_rate(at, core);
        if kind == Subject::General && (summed || other) { Subject::Own } else { kind }
    }

    /// Subject and topic of a figure that counts a noun.
    fn tell_counted(&self, words: &Words<'_>, noun: &[char], carried: Option<&str>, draft: &mut Draft) {
        let grammar = &self.config.grammar;
        let &Words { at, core, ref own, linked, relation, .. } = words;
        // 5个部门的│13个项目
        let noun = noun.strip_suffix(&[OF]).unwrap_or(noun);
        let noun = self.with_shared_predicate(at, noun.to_vec());
        let changed = matches!(relation, Relation::To(_)) && !own.is_empty();
        let own = if changed { format!("{own}·") } else { own.clone() };
        let head = if own.is_empty() && (linked || self.layout.slots[at].opened_by == Mark::Item) {
            self.drafts.last().and_then(|draft| draft.head.clone()).unwrap_or_default()
        } else {
            own
        };
        draft.rules.0 = LabelRule::Counted;
        draft.head = Some(head.clone());
        // 15个村
        let place = noun.len() == 1 && self.config.words.classed.is(&noun);
        draft.own |= place || label::subject(&noun, grammar) == Subject::Own;
        draft.subject = format!("{head}{}", squeeze(&noun));
        draft.topic = squeeze(label::after_verbs(&noun, grammar));
        // 生产总值迈上600亿元│台阶: what goes on is of the value.
        if grammar.steps.is(&noun) && !core.is_empty() {
            draft.subject = squeeze(relation::strip_tail(core, grammar));
            draft.topic = squeeze(label::after_verbs(relation::strip_tail(core, grammar), grammar));
        }
        // 粮食连续四年增产，产量: what went on is told of the subject before it.
        if self.lasts(at) && !core.is_empty() {
            draft.topic = squeeze(label::before_verbs(label::after_verbs(core, grammar), grammar));
        }
        // 进出口总额突破9万亿元，总量│连续39年居全国首位: 总量 names nothing by itself.
        if self.lasts(at)
            && grammar.general.is(core)
            && let Some(topic) = self.inherit(at, carried)
        {
            draft.subject = joined(&topic, &draft.subject);
        }
        // 失业率5.2%，低于5.5%的│控制目标: an aim is of what is measured against it.
        let aim = is_plan_base(&noun, grammar) && self.layout.behind(at).first() == Some(&OF);
        let aim = aim && (head.is_empty() || is_plan_base(&[core, &noun].concat(), grammar));
        let general = aim || head.is_empty() && !place && label::subject(&noun, grammar) != Subject::Own;
        draft.aimed = aim;
        let goes_on = at > 0 && core.is_empty() && self.lasts(at);
        if (draft.among || general || goes_on) && (aim || label::after_verbs(core, grammar).is_empty()) {
            // 21项完成、5项未完成: what was done to some is not what the others are of.
            let done = label::subject(&noun, grammar) == Subject::Missing && !goes_on;
            let told = self.goes_on_with(at, goes_on, carried);
            if let Some(topic) = &told {
                draft.subject = joined(topic, &draft.subject);
                draft.rules.0 = LabelRule::Told;
            }
            draft.topic = told.filter(|_| done).unwrap_or_else(|| draft.subject.clone());
        }
    }

    /// Subject and topic of a figure that counts no noun behind it: its own, or what was told before.
    fn tell_subject(&self, words: &Words<'_>, carried: Option<&str>, draft: &mut Draft) {
        let grammar = &self.config.grammar;
        let &Words { at, core, ref own, kind, class, .. } = words;
        draft.sort = is_sort(core, self.figures[at], self.config).then(|| own.clone());
        let touching = self.layout.touches(at) && core.is_empty();
        let inherited = self.pointed_at(core).or_else(|| self.inherited(words, touching, carried, draft));
        let shared_verb = self.shared_verb(at, core, kind);
        if draft.verb.is_empty() {
            draft.verb.clone_from(&shared_verb);
        }
        let adds_nothing = touching
            || self.pointed_at(core).is_some()
            || own.is_empty()
            || only_compares(own, grammar)
            || spans_years(own, grammar);
        (draft.subject, draft.rules.0) = match inherited {
            Some(topic) if adds_nothing => (topic, LabelRule::Before),
            Some(topic) => {
                let told = done_next(self.unclassed(&topic, draft, class), own, grammar);
                let named = other_bound(&topic, own, self.config).or_else(|| with_head(told, own, grammar));
                (named.unwrap_or_else(|| joined(told, own)), LabelRule::Told)
            }
            None => match self.beside(at, core, own).or_else(|| self.part_named(at, own, draft, carried)) {
                Some(told) => (told, LabelRule::Told),
                None => (format!("{shared_verb}{own}"), LabelRule::Own),
            },
        };
        // 开展│季度检查: what a light verb does is the noun.
        let done = label::after_verbs(core, grammar);
        let opened = |words: &Phrases<()>| words.at_start(core).is_some_and(|(len, ())| core.len() - done.len() == len);
        // 完成老旧小区│改造: what was finished is the work.
        let light = opened(&grammar.light) || opened(&grammar.finishes) && grammar.works.at_end(done).is_some();
        let noun = if light { done } else { label::before_verbs(done, grammar) };
        let noun = relation::strip_tail(label::rated(noun, grammar), grammar);
        // 政府性基金总支出: all of what 总支出 was told to be of.
        let account = draft.rules.0 == LabelRule::Told && grammar.heads.iter().flatten().any(|head| head == own);
        draft.topic = match kind {
            Subject::Own if account => draft.subject.clone(),
            Subject::Own => squeeze(noun),
            // A class is of what the others beside it are of, and they are not of it.
            Subject::General if class => {
                let told = draft.subject.strip_suffix(own.as_str()).and_then(|told| told.strip_suffix(TOLD));
                let earlier = || self.earlier(at).map(|draft| draft.topic.clone());
                told.map(str::to_owned).or_else(earlier).unwrap_or_default()
            }
            // 用于产业发展的占63.5%: of the money, and nothing goes on from what it is for.
            Subject::General if grammar.used_for.at_start(core).is_some() => {
                self.earlier(at).map(|draft| draft.topic.clone()).unwrap_or_default()
            }
            Subject::General if draft.subject == *own => own.clone(),
            _ if draft.among => self.earlier(at).map(|draft| draft.subject.clone()).unwrap_or_default(),
            _ => self
                .goes_on_with_topic(at, core, &draft.subject)
                .filter(|_| !touching)
                .or_else(|| Some(draft.subject.split('·').next().unwrap_or_default().to_owned()))
                .unwrap_or_default(),
        };
        draft.topic = without_extreme(std::mem::take(&mut draft.topic), self.config);
    }

    /// The subject told before that a figure's own words go on with.
    fn inherited(&self, words: &Words<'_>, touching: bool, carried: Option<&str>, draft: &Draft) -> Option<String> {
        let grammar = &self.config.grammar;
        let &Words { at, before, core, ref own, kind, .. } = words;
        let part = || draft.among_row && kind != Subject::Own && !own.is_empty();
        if let Some(told) = self.rolled(at, core).or_else(|| part().then(|| self.whole_beside(at)).flatten()) {
            return Some(told);
        }
        if kind != Subject::Missing
            && !draft.among
            && let Some(told) = self.of_cases(at, core)
        {
            return Some(told);
        }
        match kind {
            _ if touching => self.drafts.last().map(|draft| draft.subject.clone()),
            // What is among a total is of that total, not of its noun only.
            Subject::Missing | Subject::General if draft.among => {
                self.whole_before(at).map(|draft| draft.subject.clone()).or_else(|| self.inherit(at, carried))
            }
            Subject::Missing => self.of_told(words, carried, draft),
            // 其中已消除风险862户: so many of them.
            Subject::Own if draft.among && self.is_settled(before) => {
                self.whole_before(at).map(|draft| draft.topic.clone())
            }
            // 其中甲类612件、乙类1137件、│其他1125件
            Subject::General if draft.among_row && grammar.others.at_start(core).is_some() => {
                self.whole_before(at).map(|draft| draft.topic.clone())
            }
            // 压减会议20%: the verb says what it is of, however general.
            Subject::General if is_cut(self.figures[at], own, self.config) => self.colon.clone(),
            Subject::General => {
                let few = sums_up(before, grammar) && draft.verb.chars().count() <= 2;
                self.inherit_noun(at, draft.verb.is_empty() || few, core).map(|topic| self.with_act(at, topic, core))
            }
            // 此项支出: of what was told right before.
            Subject::Own if grammar.pointing.any(core) => self.inherit(at, carried),
            Subject::Own => self.colon.clone(),
        }
    }

    /// What a figure that names nothing itself is of.
    fn of_told(&self, words: &Words<'_>, carried: Option<&str>, draft: &Draft) -> Option<String> {
        let grammar = &self.config.grammar;
        let &Words { at, before, core, ref own, relation, placed, .. } = words;
        match () {
            () if placed && core.is_empty() && !draft.among => self.drafts.last().map(|draft| draft.subject.clone()),
            // 其中65岁及以上7万人，│占15.2%: of the part just told.
            () if core == [SHARE] && self.is_behind_part(at) => self.drafts.last().map(|last| last.subject.clone()),
            // 旧房136栋、│1.2万平方米: the same, measured otherwise.
            () if own.is_empty() && before.is_empty() && self.layout.slots[at].opened_by == Mark::Item => {
                self.drafts.last().map(|draft| draft.subject.clone()).filter(|subject| !subject.is_empty())
            }
            // 6月底前支出率达到60%、9月底前│达到90%
            () if own.is_empty() && self.is_rate_in_row(at) => {
                self.drafts.last().map(|draft| draft.subject.clone()).filter(|subject| !subject.is_empty())
            }
            // 经营主体净增48万户，企业净增15万户、达157万户: of the same part of them.
            () if own.is_empty() && self.part_before(at).is_some() => self.part_before(at),
            () if matches!(relation, Relation::By(_)) => self.changed(at).or_else(|| self.inherit(at, carried)),
            // 化解隐性债务30亿元，│完成年度任务的106%: the act is what was planned.
            () if draft.of_plan => self.level_before().or_else(|| self.inherit(at, carried)),
            () if self.compared_in_brackets(at) => self.changed(at),
            // 通过率71%，│高于全省平均水平3个百分点: of the rate, and not of what it is a rate of.
            () if grammar.exceeds.at_start(core).is_some() => self.changed(at).or_else(|| self.inherit(at, carried)),
            // 全年接诊12万人次: of what only a clause says that counts nothing itself (严惩暴力犯罪，起诉27人).
            () if grammar.self_told.is(core) => self.told_between(at).or_else(|| self.of_the_case(at)),
            // 火化率78.6％，│居全市第3位: what has a place is the rate, and all of it.
            () if self.figures[at].rank && self.layout.whole_clauses_before(at).is_empty() => {
                self.ranked_before(at).or_else(|| self.inherit(at, carried))
            }
            () => {
                let told = self.mean_of(at, core).or_else(|| self.inherit(at, carried));
                told.map(|topic| self.with_act(at, self.without_act(topic, core), core))
            }
        }
    }
}
