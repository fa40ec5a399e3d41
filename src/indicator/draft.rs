//! The figures of a sentence from left to right: what each is about, from the words around it and from those before.

use crate::config::{Grammar, Kind, Qualifier};
use crate::quantity::{Form, UnitName};
use crate::text::squeeze;

use super::label::{self, Subject};
use super::layout::Mark;
use super::phrase::{
    colon_topic, is_before, joined, only_compares, shortened, spans_years, sums_up, without_against,
    without_against_text,
};
use super::reader::{Draft, Reader};
use super::relation::{self, Read, Relation};
use super::scope;
use super::word;

impl Reader<'_> {
    pub(super) fn draft(&mut self, at: usize, carried: Option<&str>) -> Draft {
        let grammar = &self.config.grammar;
        let clauses = self.layout.clauses_before(at);
        let whole = self.layout.whole_clauses_before(at).len();
        for (k, (clause, mark)) in clauses.iter().enumerate().rev() {
            // What stands right behind the figure before is what that one counts.
            if k < whole {
                self.take_context(clause, false, *mark == Mark::Colon);
            }
            if *mark == Mark::Colon {
                self.colon = colon_topic(clause, self.config);
            }
        }
        let before = self.layout.before(at);
        // 居全国第3位: the rank is among these, and no part of what is ranked.
        let among_these = if self.figures[at].rank { self.rank_field(before) } else { None };
        let (before, field) = match among_these {
            Some(len) => (&before[..before.len() - len], Some(squeeze(&before[before.len() - len..]))),
            None => (before, None),
        };
        let before = if self.figures[at].rank { self.without_entering(before) } else { before };
        // What touches the figure before is about that one: 5个市直部门和2个县.
        if !self.layout.touches(at) {
            self.take_context(before, true, false);
        }
        if let Some(draft) = self.dealt_out(at, before) {
            return Draft { scope: draft.scope.or(field), ..draft };
        }
        let ranked_before =
            |figure: usize| self.figures[figure].rank.then(|| self.drafts.last()?.scope.clone()).flatten();
        let field = field.or_else(|| {
            at.checked_sub(1).filter(|_| self.figures[at].rank && self.layout.touches(at)).and_then(ranked_before)
        });
        let (before, started) = self.without_start(at, before);
        let mut read = relation::read(before, grammar);
        read.from |= started;
        let mut opened = label::open(read.subject, grammar);
        opened.among |= self.among_clause(at);
        // 在112个乡镇中│设立中队81个: what touches the figure before begins with what that one counts.
        let begun = if self.layout.touches(at) {
            (1..opened.rest.len().min(10))
                .find(|&at| opened.rest[at] == '中' && !word::heads(&opened.rest[at..], grammar))
                .map_or(0, |at| at + 1)
        } else {
            0
        };
        let core = self.without_scope(&opened.rest[begun..]);
        let core: Vec<char> = without_against(core, self.config);
        // 9个图书馆和│4个站点: what stands between is what the first counts.
        let linked = self.layout.touches(at)
            && self.drafts.last().is_some_and(|draft| draft.head.is_some())
            && ends_in_and(before, grammar);
        let core = if linked { Vec::new() } else { core };
        let core = core.as_slice();
        let verb: String =
            read.rest[read.subject.len().min(read.rest.len())..].iter().filter(|c| !c.is_whitespace()).collect();
        // 提高20万教师待遇: the verb is done to what so many have.
        if self.raises(at, &read) {
            read = relation::Read { subject: read.rest, relation: Relation::Level, ..read };
        }
        let verb = if matches!(read.relation, Relation::By(_)) { verb } else { String::new() };
        let verb = without_against_text(&verb, self.config);
        let noun = self.counted_noun(at, &read, core).or_else(|| self.done_somewhere(at, core));
        let mut draft =
            Draft { among: opened.among, relation: Some(read.relation), asof: self.asof.clone(), ..Draft::default() };
        // 对停车收费、水价等31件重大决策进行审查: what stands before 等 are examples of what is counted.
        let listed = before.iter().rev().find(|c| !c.is_whitespace()) == Some(&'等') && core.contains(&'、');
        let own = if core.is_empty() && noun.is_none() {
            self.done_with(at)
        } else if listed && noun.is_some() && !self.layout.touches(at) {
            squeeze(&core[..core.len() - label::after_verbs(core, grammar).len()])
        } else {
            squeeze(core)
        };
        let touches = self.layout.touches(at);
        let ranked = self.figures[at].rank && self.without_scope(label::after_verbs(core, grammar)).is_empty();
        let class = self.is_class(core);
        let kind = match () {
            () if ranked => Subject::Missing,
            () if class => Subject::General,
            () => label::subject(core, grammar),
        };
        let kind = if kind == Subject::General && self.stands_beside(at, core) { Subject::Own } else { kind };
        let done = label::after_verbs(core, grammar).len() < core.len();
        let goes_on = touches || self.layout.slots[at].opened_by == Mark::Item || self.names_scope(before);
        let rate = core.last() == Some(&'率') && core.len() <= 5;
        if self.glued && kind == Subject::Own && !goes_on {
            self.part = None;
        }
        draft.scope = field.or_else(|| self.scope_here(kind == Subject::Own && !done && !goes_on && !rate));
        draft.own = kind == Subject::Own;
        // 此项支出: of what was told right before.
        let pointing = core.windows(2).any(|pair| matches!(pair, ['此' | '这' | '该', '项']));
        let opening = core.len() - label::after_verbs(core, grammar).len();
        draft.verb = squeeze(&core[..opening]);
        if let Some(noun) = noun {
            let noun = self.with_shared_predicate(at, noun);
            let changed = matches!(read.relation, Relation::To(_)) && !own.is_empty();
            let own = if changed { format!("{own}·") } else { own };
            let head = if own.is_empty() && (linked || self.layout.slots[at].opened_by == Mark::Item) {
                self.drafts.last().and_then(|draft| draft.head.clone()).unwrap_or_default()
            } else {
                own
            };
            draft.head = Some(head.clone());
            draft.own |= label::subject(&noun, grammar) == Subject::Own;
            draft.subject = format!("{head}{}", squeeze(&noun));
            draft.topic = squeeze(label::after_verbs(&noun, grammar));
            // 粮食连续四年增产，产量: what went on is told of the subject before it.
            if self.lasts(at) && !core.is_empty() {
                draft.topic = squeeze(label::before_verbs(label::after_verbs(core, grammar), grammar));
            }
            let general = head.is_empty() && label::subject(&noun, grammar) != Subject::Own;
            let goes_on = at > 0 && core.is_empty() && self.lasts(at);
            if (opened.among || general || goes_on) && label::after_verbs(core, grammar).is_empty() {
                draft.subject =
                    self.inherit(at, carried).map_or(draft.subject.clone(), |topic| joined(&topic, &draft.subject));
                draft.topic = draft.subject.clone();
            }
        } else {
            let touching = self.layout.touches(at) && core.is_empty();
            let inherited = match kind {
                _ if touching => self.drafts.last().map(|draft| draft.subject.clone()),
                // What is among a total is of that total, not of its noun only.
                Subject::Missing | Subject::General if opened.among => {
                    self.earlier(at).map(|draft| draft.subject.clone()).or_else(|| self.inherit(at, carried))
                }
                // 经营主体净增48万户，企业净增15万户、达157万户: of the same part of them.
                Subject::Missing if own.is_empty() && self.part_before(at).is_some() => self.part_before(at),
                Subject::Missing if matches!(read.relation, Relation::By(_)) => {
                    self.changed(at).or_else(|| self.inherit(at, carried))
                }
                Subject::Missing => self.inherit(at, carried),
                Subject::General => {
                    self.inherit_noun(at, draft.verb.is_empty() || sums_up(before) && draft.verb.chars().count() <= 2)
                }
                Subject::Own if pointing => self.inherit(at, carried),
                Subject::Own => self.colon.clone(),
            };
            let shared_verb = self.shared_verb(at, core, kind);
            if draft.verb.is_empty() {
                draft.verb.clone_from(&shared_verb);
            }
            draft.subject = match inherited {
                Some(topic) if touching || own.is_empty() || only_compares(&own) || spans_years(&own) => topic,
                Some(topic) => joined(&topic, &own),
                None => format!("{shared_verb}{own}"),
            };
            let noun = label::before_verbs(label::after_verbs(core, grammar), grammar);
            let noun = relation::strip_tail(label::rated(noun, grammar), grammar);
            draft.topic = match kind {
                Subject::Own => squeeze(noun),
                // A class is of what the others beside it are of, and they are not of it.
                Subject::General if class => self.earlier(at).map(|draft| draft.topic.clone()).unwrap_or_default(),
                Subject::General if draft.subject == own => own.clone(),
                _ if opened.among => self.earlier(at).map(|draft| draft.subject.clone()).unwrap_or_default(),
                _ => self
                    .earlier(at)
                    .map(|draft| draft.topic.clone())
                    .filter(|_| !touching)
                    .or_else(|| Some(draft.subject.split('·').next().unwrap_or_default().to_owned()))
                    .unwrap_or_default(),
            };
        }
        if self.totals(at) {
            draft.subject = self.summed(at).unwrap_or(draft.subject);
            draft.topic = draft.subject.clone();
        }
        draft.label = shortened(&format!("{}{verb}{}", draft.subject, self.spent_on(at, core)));
        let ratio = self.figures[at].kind(self.config) == Kind::Ratio;
        draft.previous = read.from || is_before(before) && !ratio;
        draft
    }

    /// 居全省法院│第3位: how long the words are that tell among whom the place is.
    fn rank_field(&self, before: &[char]) -> Option<usize> {
        const LONGEST: usize = 12;
        let entered = self.config.words.rank_enters.rfind(before).map(|(from, len, ())| &before[from + len..]);
        let named = entered.filter(|field| {
            let plain = field.iter().all(|&c| crate::text::is_han(c));
            let territory = self.config.words.rank_places.at_start(field).is_some();
            plain && territory && field.len() <= LONGEST
        });
        named.map(<[char]>::len).or_else(|| scope::at_end(before, self.config))
    }

    /// 综合考评│进入: what is ranked, without the verb that says so.
    fn without_entering<'b>(&self, before: &'b [char]) -> &'b [char] {
        match self.config.words.rank_reaches.at_end(before) {
            Some((len, ())) => &before[..before.len() - len],
            None => before,
        }
    }

    /// 26—30岁, 500万元以下: a class that only numbers and units name, of what was told before.
    fn is_class(&self, core: &[char]) -> bool {
        let mut rest = core;
        let mut numbers = 0;
        while !rest.is_empty() {
            if let Some(number) = crate::quantity::numeral(rest) {
                numbers += 1;
                rest = &rest[number.len..];
            } else if let Some((len, _)) = self.config.units.at_start(rest) {
                rest = &rest[len..];
            } else if let Some((len, _)) = self.config.words.after.at_start(rest) {
                rest = &rest[len..];
            } else if matches!(rest[0], '-' | '—' | '~' | '至' | '(' | ')' | '含') {
                rest = &rest[1..];
            } else {
                return false;
            }
        }
        numbers > 0
    }

    /// 审查合同32件、│文件20件: things of the same counter in a row stand beside one another, however general their nouns.
    fn stands_beside(&self, at: usize, core: &[char]) -> bool {
        let grammar = &self.config.grammar;
        let counted = self.figures[at].kind(self.config) == Kind::Count && grammar.general.is(core);
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

    /// 74%用于民生: what a share of something told before is for or from.
    fn spent_on(&self, at: usize, core: &[char]) -> String {
        let behind = self.layout.behind(at);
        let whole = self.layout.slots[at].closed_by != Mark::None && (4..=18).contains(&behind.len());
        let share = self.figures[at].kind(self.config) == Kind::Rate;
        let spent = matches!(
            behind,
            ['用', '于' | '在', ..] | ['投', '向' | '入', ..] | ['来', '自', ..] | ['集', '中', '在', ..]
        );
        if whole && share && spent && core.is_empty() { format!("·{}", squeeze(behind)) } else { String::new() }
    }

    /// What the figure counts, where that stands behind it.
    pub(super) fn counted_noun(&self, at: usize, read: &Read<'_>, core: &[char]) -> Option<Vec<char>> {
        let mention = self.figures[at];
        let slot = self.layout.slots[at];
        let next_figure = slot.closed_by == Mark::None && at + 1 < self.figures.len();
        let mut behind: Vec<char> = self.layout.behind(at).to_vec();
        // 12类45件实事: classes of what the figure right behind them counts.
        if next_figure && behind.is_empty() && core.is_empty() {
            behind = self.layout.behind(at + 1).to_vec();
        }
        // 为1万名困境、留守儿童评估: the row of what is counted goes on to its noun.
        let named = (2..=4).contains(&behind.len()) && mention.kind(self.config) == Kind::Count;
        let grammar = &self.config.grammar;
        let starts =
            |words: &[char]| grammar.after.at_start(words).is_some() || grammar.verbs.at_start(words).is_some();
        let row = slot.closed_by == Mark::Item && named && !starts(&behind);
        if row && !starts(&self.layout.chars[slot.right + 1..]) {
            let floor = self.layout.slots.get(at + 1).map_or(self.layout.chars.len(), |next| next.start);
            let end = (slot.right..floor).find(|&k| !matches!(self.layout.marks[k], Mark::None | Mark::Item));
            let end = end.or((at + 1 == self.figures.len()).then_some(floor));
            behind = end.map_or(behind, |end| self.layout.chars[slot.end..end].to_vec());
        }
        // 连续13年蝉联全省第一: the rank belongs to what lasted.
        if mention.qualifier_in(self.layout.chars, slot.left, slot.start) == Some(Qualifier::Consecutive)
            && self.figures.get(at + 1).is_some_and(|next| next.rank)
        {
            let end = self.layout.slots[at + 1].end;
            behind = self.layout.chars[slot.end..end].to_vec();
            return Some(behind);
        }
        // 连续10年提高养老金
        if self.lasts(at) && core.is_empty() && !next_figure && behind.len() >= 4 {
            return Some(behind[..behind.len().min(26)].to_vec());
        }
        // 信访总量连续3年下降: what went on for so long.
        if self.lasts(at) && !core.is_empty() && !next_figure && (2..=8).contains(&behind.len()) {
            return Some(behind);
        }
        let times = matches!(mention.unit, Some(UnitName::Known(id)) if self.config.units.get(id).name == "次");
        let noun = label::counted(&behind, next_figure, times, &self.config.grammar)?;
        // 扩大到32个部门 counts; 增长6%的目标 does not.
        let counts = mention.kind(self.config) == Kind::Count;
        if matches!(read.relation, Relation::By(_) | Relation::To(_)) && !core.is_empty() && !counts {
            return None;
        }
        let share = mention.form == Form::Percent
            || mention.unit.is_some_and(
                |unit| matches!(unit, UnitName::Known(id) if self.config.units.get(id).kind == Kind::Rate),
            );
        if share && !core.is_empty() && !read.done {
            return None;
        }
        Some(noun.to_vec())
    }

    /// 引导1亿人│在中西部就近城镇化: what so many are brought to do, where only a verb stands before them.
    fn done_somewhere(&self, at: usize, core: &[char]) -> Option<Vec<char>> {
        let behind = self.layout.behind(at);
        let verb = !core.is_empty() && label::after_verbs(core, &self.config.grammar).is_empty();
        let placed = matches!(behind, ['在' | '到' | '向', ..]) && (4..=20).contains(&behind.len());
        let last = at + 1 == self.figures.len() || self.layout.slots[at].closed_by != Mark::None;
        (verb && placed && last && !self.layout.touches(at)).then(|| behind.to_vec())
    }

    /// What the figure right before in the same row is about, where that is a part of what was told earlier.
    fn part_before(&self, at: usize) -> Option<String> {
        let last = self.drafts.last().filter(|_| self.layout.slots[at].opened_by == Mark::Item)?;
        let (topic, part) = last.subject.split_once('·')?;
        let part: Vec<char> = part.chars().collect();
        let part = label::before_verbs(&part, &self.config.grammar);
        Some(format!("{topic}·{}", squeeze(part)))
    }

    /// Whether a verb that raises or lowers opens the clause and a noun stands right behind a number without a unit.
    fn raises(&self, at: usize, read: &Read<'_>) -> bool {
        let verb: String = read.rest.iter().collect();
        let raised = ["提高", "提升", "降低", "改善"].contains(&verb.as_str());
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
        let changed = self.config.grammar.changes.at_start(&behind);
        let became = next_figure && changed.is_some_and(|(len, _)| matches!(behind.get(len), Some('到' | '至' | '为')));
        let from = before.iter().rposition(|c| matches!(c, '从' | '由')).filter(|from| {
            let follows = &before[from + 1..];
            (2..=6).contains(&follows.len())
                && *from >= 2
                && !follows.iter().any(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '季' | '期'))
        });
        match from.filter(|_| became) {
            Some(from) => (&before[..from], true),
            None => (before, false),
        }
    }
}

/// Whether 和, 及 or 与 closes the words, and joins what stands around it.
fn ends_in_and(words: &[char], grammar: &Grammar) -> bool {
    let words: Vec<char> = words.iter().copied().filter(|c| !c.is_whitespace()).collect();
    words.len() > 1 && matches!(words.last(), Some('和' | '及' | '与')) && !word::ends(&words, grammar)
}
