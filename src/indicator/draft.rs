//! The figures of a sentence from left to right: what each is about, from the words around it and from those before.

use crate::config::{Grammar, Kind};
use crate::quantity::{Form, UnitName};
use crate::text::signs::{AMONG, AND_SO_ON, OF, RATE};
use crate::text::squeeze;

use super::label::{self, Subject};
use super::layout::Mark;
use super::phrase::{
    colon_topic, doer_topic, done_next, is_before, is_class, is_cut, is_plan_base, joined, only_compares, shortened,
    spans_years, sums_up, with_head, without_against, without_against_text, without_bracket, without_cause,
    without_open_quote,
};
use super::reader::{Draft, Reader};
use super::relation::{self, Read, Relation};
use super::why::{LabelRule, ScopeRule};
use super::word;

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
    /// How the number hangs on its subject.
    relation: Relation,
}

impl Reader<'_> {
    /// What a figure says: its words before it, what they leave open from those before, and the noun behind it.
    pub(super) fn draft(&mut self, at: usize, carried: Option<&str>) -> Draft {
        let grammar = &self.config.grammar;
        self.take_clauses_before(at);
        let (before, field) = self.without_field(at, without_mark(self.layout.before(at), grammar));
        // What touches the figure before is about that one: 5个市直部门和2个县.
        if !self.layout.touches(at) {
            self.take_context(before, true, false);
        }
        if let Some(draft) = self.dealt_out(at, before) {
            return Draft { scope: draft.scope.or(field), ..draft };
        }
        let field = field.or_else(|| self.field_before(at));
        let (before, started) = self.without_start(at, before);
        let mut read = relation::read(before, grammar);
        read.from |= started;
        let (core, among, linked) = self.core(at, before, &read);
        let core = core.as_slice();
        let verb = self.change_verb(at, &mut read);
        let noun = self.counted_noun(at, &read, core).or_else(|| self.done_somewhere(at, core));
        let own = self.own_words(at, before, core, noun.is_some());
        let class = is_class(core, self.config);
        let kind = self.subject_kind(at, core, class);
        let opening = core.len() - label::after_verbs(core, grammar).len();
        let goes_on =
            self.layout.touches(at) || self.layout.slots[at].opened_by == Mark::Item || self.names_scope(before);
        let rate = core.last() == Some(&RATE) && core.len() <= 5;
        if self.glued && kind == Subject::Own && !goes_on {
            self.part = None;
        }
        let (scope, scope_rule) = match field {
            Some(field) => (Some(field), ScopeRule::Rank),
            None => (self.scope_here(kind == Subject::Own && opening == 0 && !goes_on && !rate), self.scope_rule()),
        };
        let mut draft = Draft {
            among,
            relation: Some(read.relation),
            asof: self.asof.clone(),
            scope,
            rules: (LabelRule::Own, scope_rule),
            own: kind == Subject::Own,
            verb: squeeze(&core[..opening]),
            of_plan: self.measures_plan(at, core),
            ..Draft::default()
        };
        let words = Words { at, before, core, own, kind, class, linked, relation: read.relation };
        match noun {
            Some(noun) => self.tell_counted(&words, &noun, carried, &mut draft),
            None => self.tell_subject(&words, carried, &mut draft),
        }
        if self.totals(at) {
            if let Some(row) = self.summed(at) {
                draft.subject = row;
                draft.rules.0 = LabelRule::Sum;
            }
            draft.topic = draft.subject.clone();
        }
        draft.label = shortened(&format!("{}{verb}{}", draft.subject, self.spent_on(at, core)), grammar);
        let ratio = self.figures[at].kind(self.config) == Kind::Ratio;
        draft.previous = read.from || is_before(before, grammar) && !ratio;
        draft
    }

    /// Takes scopes, times and what colons announce from the clauses between the figure before and this one.
    fn take_clauses_before(&mut self, at: usize) {
        let clauses = self.layout.clauses_before(at);
        // ……中心城区堵点60处；加装护栏……: what one part of a list names inside is none of the next one's.
        if self.inner && self.layout.mark_behind(at) == Mark::Semicolon {
            self.part = None;
        }
        let whole = self.layout.whole_clauses_before(at).len();
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
            }
            if *mark == Mark::Colon {
                self.colon = colon_topic(clause, self.config);
            } else if opens && (first || doer.is_some()) {
                self.colon = doer;
            }
        }
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
        let begun = (1..opened.rest.len().min(10))
            .find(|&at| touches && opened.rest[at] == AMONG && !word::heads(&opened.rest[at..], grammar))
            .map_or(0, |at| at + 1);
        let said = without_cause(&opened.rest[begun..], grammar);
        let core = without_against(self.without_scope(said), self.config);
        (without_open_quote(core), among, linked)
    }

    /// The verb of change that belongs to the label, where the figure is how much something changed.
    fn change_verb(&self, at: usize, read: &mut Read<'_>) -> String {
        let verb = &read.rest[read.subject.len().min(read.rest.len())..];
        let verb: String = verb.iter().filter(|c| !c.is_whitespace()).collect();
        // 提高20万教师待遇: the verb is done to what so many have.
        if self.raises(at, read) {
            *read = Read { subject: read.rest, relation: Relation::Level, ..*read };
        }
        let changes = matches!(read.relation, Relation::By(_));
        if changes { without_against_text(&verb, self.config) } else { String::new() }
    }

    /// A figure's own words as they are shown; `counts`: a noun behind it says what it counts.
    fn own_words(&self, at: usize, before: &[char], core: &[char], counts: bool) -> String {
        if core.is_empty() && !counts {
            return self.done_with(at);
        }
        // 对停车收费、水价等31件重大决策进行审查: what stands before 等 are examples of what is counted.
        let listed = before.iter().rev().find(|c| !c.is_whitespace()) == Some(&AND_SO_ON) && core.contains(&'、');
        if listed && counts && !self.layout.touches(at) {
            return squeeze(&core[..core.len() - label::after_verbs(core, &self.config.grammar).len()]);
        }
        squeeze(core)
    }

    /// What kind of subject a figure's own words are.
    fn subject_kind(&self, at: usize, core: &[char], class: bool) -> Subject {
        let grammar = &self.config.grammar;
        if self.measures_plan(at, core) {
            return Subject::Missing;
        }
        let ranked = self.figures[at].rank && self.without_scope(label::after_verbs(core, grammar)).is_empty();
        let kind = match () {
            () if ranked => Subject::Missing,
            () if class => Subject::General,
            () => label::subject(without_bracket(core, grammar), grammar),
        };
        if kind == Subject::General && self.stands_beside(at, core) { Subject::Own } else { kind }
    }

    /// Whether a share tells only how far what was told before came of what was planned: 为预算的98.2%.
    fn measures_plan(&self, at: usize, core: &[char]) -> bool {
        let percent =
            matches!(self.figures[at].unit, Some(UnitName::Known(id)) if self.config.units.named("%") == Some(id));
        percent && is_plan_base(core, &self.config.grammar)
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
        draft.own |= label::subject(&noun, grammar) == Subject::Own;
        draft.subject = format!("{head}{}", squeeze(&noun));
        draft.topic = squeeze(label::after_verbs(&noun, grammar));
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
        let aim = is_plan_base(&noun, grammar);
        let general = head.is_empty() && (aim || label::subject(&noun, grammar) != Subject::Own);
        let goes_on = at > 0 && core.is_empty() && self.lasts(at);
        if (draft.among || general || goes_on) && label::after_verbs(core, grammar).is_empty() {
            if let Some(topic) = self.goes_on_with(at, goes_on, carried) {
                draft.subject = joined(&topic, &draft.subject);
                draft.rules.0 = LabelRule::Told;
            }
            draft.topic = draft.subject.clone();
        }
    }

    /// Subject and topic of a figure that counts no noun behind it: its own, or what was told before.
    fn tell_subject(&self, words: &Words<'_>, carried: Option<&str>, draft: &mut Draft) {
        let grammar = &self.config.grammar;
        let &Words { at, core, ref own, kind, class, .. } = words;
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
                let told = done_next(&topic, own, grammar);
                (with_head(told, own, grammar).unwrap_or_else(|| joined(told, own)), LabelRule::Told)
            }
            None => match self.beside(at, core, own) {
                Some(told) => (told, LabelRule::Told),
                None => (format!("{shared_verb}{own}"), LabelRule::Own),
            },
        };
        // 开展│季度检查: what a light verb does is the noun.
        let done = label::after_verbs(core, grammar);
        let light = grammar.light.at_start(core).is_some_and(|(len, ())| core.len() - done.len() == len);
        let noun = if light { done } else { label::before_verbs(done, grammar) };
        let noun = relation::strip_tail(label::rated(noun, grammar), grammar);
        // 政府性基金总支出: all of what 总支出 was told to be of.
        let account = draft.rules.0 == LabelRule::Told && grammar.heads.iter().flatten().any(|head| head == own);
        draft.topic = match kind {
            Subject::Own if account => draft.subject.clone(),
            Subject::Own => squeeze(noun),
            // A class is of what the others beside it are of, and they are not of it.
            Subject::General if class => self.earlier(at).map(|draft| draft.topic.clone()).unwrap_or_default(),
            Subject::General if draft.subject == *own => own.clone(),
            _ if draft.among => self.earlier(at).map(|draft| draft.subject.clone()).unwrap_or_default(),
            _ => self
                .earlier(at)
                .map(|draft| draft.topic.clone())
                .filter(|_| !touching)
                .or_else(|| Some(draft.subject.split('·').next().unwrap_or_default().to_owned()))
                .unwrap_or_default(),
        };
    }

    /// The subject told before that a figure's own words go on with.
    fn inherited(&self, words: &Words<'_>, touching: bool, carried: Option<&str>, draft: &Draft) -> Option<String> {
        let grammar = &self.config.grammar;
        let &Words { at, before, core, ref own, kind, relation, .. } = words;
        match kind {
            _ if touching => self.drafts.last().map(|draft| draft.subject.clone()),
            // What is among a total is of that total, not of its noun only.
            Subject::Missing | Subject::General if draft.among => {
                self.earlier(at).map(|draft| draft.subject.clone()).or_else(|| self.inherit(at, carried))
            }
            // 经营主体净增48万户，企业净增15万户、达157万户: of the same part of them.
            Subject::Missing if own.is_empty() && self.part_before(at).is_some() => self.part_before(at),
            Subject::Missing if matches!(relation, Relation::By(_)) => {
                self.changed(at).or_else(|| self.inherit(at, carried))
            }
            // 化解隐性债务30亿元，│完成年度任务的106%: the act is what was planned.
            Subject::Missing if draft.of_plan => self.level_before().or_else(|| self.inherit(at, carried)),
            // 全年接诊12万人次: of what only a clause says that counts nothing itself (严惩暴力犯罪，起诉27人).
            Subject::Missing if grammar.self_told.is(core) => self.told_between(at),
            Subject::Missing => self.inherit(at, carried),
            // 压减会议20%: the verb says what it is of, however general.
            Subject::General if is_cut(self.figures[at], own, self.config) => self.colon.clone(),
            Subject::General => {
                let few = sums_up(before, grammar) && draft.verb.chars().count() <= 2;
                self.inherit_noun(at, draft.verb.is_empty() || few)
            }
            // 此项支出: of what was told right before.
            Subject::Own if grammar.pointing.any(core) => self.inherit(at, carried),
            Subject::Own => self.colon.clone(),
        }
    }

    /// 审查合同32件、│文件20件: things of the same counter in a row stand beside one another, however general their nouns.
    fn stands_beside(&self, at: usize, core: &[char]) -> bool {
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

    /// 起征点从月销售额│3万元提高到10万元: what the value was, behind 从 or 由; whether it is that.
    fn without_start<'b>(&self, at: usize, before: &'b [char]) -> (&'b [char], bool) {
        let slot = self.layout.slots[at];
        let next_figure = slot.closed_by == Mark::None && at + 1 < self.figures.len();
        let behind: Vec<char> = self.layout.behind(at).iter().copied().filter(|c| !c.is_whitespace()).collect();
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
}

/// 一是│9个部门: the words before a number that stands right behind the mark of a list are only that mark.
fn without_mark<'a>(before: &'a [char], grammar: &Grammar) -> &'a [char] {
    let blank = before.iter().take_while(|c| c.is_whitespace()).count();
    let mark = label::list_mark(&before[blank..], grammar).filter(|len| blank + len == before.len());
    if mark.is_some() { &[] } else { before }
}

/// Whether 和, 及 or 与 closes the words, and joins what stands around it.
fn ends_in_and(words: &[char], grammar: &Grammar) -> bool {
    let words: Vec<char> = words.iter().copied().filter(|c| !c.is_whitespace()).collect();
    words.len() > 1 && grammar.joins.close(&words) && !word::ends(&words, grammar)
}
