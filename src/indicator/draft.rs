//! The figures of a sentence from left to right: what each is about, from the words around it and from those before.

use crate::config::{Config, Kind, Qualifier};
use crate::quantity::{Form, Mention, UnitName};
use crate::text::squeeze;

use super::asof;
use super::label::{self, Subject};
use super::layout::{Layout, Mark};
use super::phrase::{
    colon_topic, is_before, joined, only_compares, shortened, spans_years, split_scope, sums_up, without_against,
    without_against_text,
};
use super::relation::{self, Read, Relation};
use super::scope;
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
    /// It is what the value was: another figure tells what it became.
    pub(super) previous: bool,
}

/// Goes through the figures of a sentence from left to right.
pub(super) struct Reader<'a> {
    pub(super) config: &'a Config,
    pub(super) layout: &'a Layout<'a>,
    pub(super) figures: &'a [&'a Mention],
    pub(super) drafts: Vec<Draft>,
    /// What a colon announced: the subject of all that follows.
    pub(super) colon: Option<String>,
    /// The short sentence before, which says what the paragraph is about.
    pub(super) headline: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) asof: Option<String>,
    /// Names dealt out by 分别, by figure.
    pub(super) dealt: Vec<(usize, String)>,
}

impl Reader<'_> {
    pub(super) fn draft(&mut self, at: usize, carried: Option<&str>) -> Draft {
        let grammar = &self.config.grammar;
        let clauses = self.layout.clauses_before(at);
        for (clause, mark) in clauses.iter().rev() {
            self.take_context(clause);
            if *mark == Mark::Colon {
                self.colon = colon_topic(clause, self.config);
            }
        }
        let before = self.layout.before(at);
        // What touches the figure before is about that one: 5个市直部门和2个县.
        if !self.layout.touches(at) {
            self.take_context(before);
        }
        if let Some(draft) = self.dealt_out(at, before) {
            return draft;
        }
        // 居全国第3位: the rank is among these, and no part of what is ranked.
        let among_these = if self.figures[at].rank { scope::at_end(before, self.config) } else { None };
        let (before, field) = match among_these {
            Some(len) => (&before[..before.len() - len], Some(squeeze(&before[before.len() - len..]))),
            None => (before, None),
        };
        let ranked_before =
            |figure: usize| self.figures[figure].rank.then(|| self.drafts.last()?.scope.clone()).flatten();
        let field = field.or_else(|| {
            at.checked_sub(1).filter(|_| self.figures[at].rank && self.layout.touches(at)).and_then(ranked_before)
        });
        let (before, started) = self.without_start(at, before);
        let mut read = relation::read(before, grammar);
        read.from |= started;
        let opened = label::open(read.subject, grammar);
        // 在112个乡镇中│设立中队81个: what touches the figure before begins with what that one counts.
        let begun = if self.layout.touches(at) {
            (1..opened.rest.len().min(10))
                .find(|&at| {
                    opened.rest[at] == '中' && !word::heads('中', opened.rest.get(at + 1).copied().unwrap_or('\0'))
                })
                .map_or(0, |at| at + 1)
        } else {
            0
        };
        let core = self.without_scope(&opened.rest[begun..]);
        let core: Vec<char> = without_against(core, self.config);
        // 9个图书馆和│4个站点: what stands between is what the first counts.
        let linked = self.layout.touches(at)
            && self.drafts.last().is_some_and(|draft| draft.head.is_some())
            && ends_in_and(before);
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
        let noun = self.counted_noun(at, &read, core);
        let mut draft = Draft {
            among: opened.among,
            relation: Some(read.relation),
            scope: field.or_else(|| self.scope.clone()),
            asof: self.asof.clone(),
            ..Draft::default()
        };
        let own = if core.is_empty() && noun.is_none() { self.done_with(at) } else { squeeze(core) };
        let ranked = self.figures[at].rank && self.without_scope(label::after_verbs(core, grammar)).is_empty();
        let kind = if ranked { Subject::Missing } else { label::subject(core, grammar) };
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

    /// Scope and time named in a clause hold until the sentence names others.
    pub(super) fn take_context(&mut self, clause: &[char]) {
        let opened = label::open(clause, &self.config.grammar).rest;
        if let Some((at, len)) = scope::find(opened, self.config) {
            self.scope = Some(squeeze(&opened[at..at + len]));
        }
        if let Some(asof) = asof::asof(clause) {
            self.asof = Some(asof);
        }
    }

    /// A clause without the scope that it begins with, which stands in a field of its own.
    pub(super) fn without_scope<'b>(&self, core: &'b [char]) -> &'b [char] {
        match scope::find(core, self.config) {
            Some((0, len)) => label::open(&core[len..], &self.config.grammar).rest,
            // “零上门”事项市本级达到1164项
            Some((at, len)) if at + len == core.len() => &core[..at],
            _ => core,
        }
    }

    /// What the figure counts, where that stands behind it.
    pub(super) fn counted_noun(&self, at: usize, read: &Read<'_>, core: &[char]) -> Option<Vec<char>> {
        let mention = self.figures[at];
        let slot = self.layout.slots[at];
        let next_figure = slot.closed_by == Mark::None && at + 1 < self.figures.len();
        let mut behind: Vec<char> = self.layout.behind(at).to_vec();
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
                && !follows.iter().any(|c| c.is_ascii_digit() || matches!(c, '上' | '去' | '前'))
        });
        match from.filter(|_| became) {
            Some(from) => (&before[..from], true),
            None => (before, false),
        }
    }

    /// 连续3年: the figure tells how long something went on.
    fn lasts(&self, at: usize) -> bool {
        let slot = self.layout.slots[at];
        self.figures[at].qualifier_in(self.layout.chars, slot.left, slot.start) == Some(Qualifier::Consecutive)
    }

    /// 有29件得到化解: what became of so many, where nothing stands before them.
    pub(super) fn done_with(&self, at: usize) -> String {
        let behind = self.layout.behind(at);
        let verb = ["得到", "予以", "按期", "按时", "获"]
            .iter()
            .any(|word| behind.starts_with(&word.chars().collect::<Vec<_>>()));
        let next_figure = self.layout.slots[at].closed_by == Mark::None && at + 1 < self.figures.len();
        if verb && !next_figure && behind.len() <= 8 { squeeze(behind) } else { String::new() }
    }

    /// 对5个市直部门和2个县进行专项督查: what is done to both stands behind the last.
    pub(super) fn with_shared_predicate(&self, at: usize, noun: Vec<char>) -> Vec<char> {
        let grammar = &self.config.grammar;
        let slot = self.layout.slots[at];
        let Some(next) = self.layout.slots.get(at + 1) else { return noun };
        let between: String = self.layout.chars[slot.end..next.start].iter().filter(|c| !c.is_whitespace()).collect();
        let joined =
            between.ends_with('和') || between.ends_with('、') || between.ends_with('及') || between.ends_with('与');
        if !joined || between.contains([',', ';', '。']) {
            return noun;
        }
        let behind = self.layout.behind(at + 1);
        let done = (1..behind.len()).find(|&k| behind[k..].starts_with(&['进', '行']));
        let verb =
            || (1..behind.len()).find(|&k| grammar.verbs.at_start(&behind[k..]).is_some_and(|(len, ())| len >= 2));
        let Some(tail) = done.or_else(verb) else { return noun };
        noun.into_iter().chain(behind[tail..].iter().copied().take(20)).collect()
    }

    /// The subject that a figure without one of its own is about.
    pub(super) fn inherit(&self, at: usize, carried: Option<&str>) -> Option<String> {
        if let Some(outer) = self.layout.slots[at].inside {
            return Some(self.drafts[outer].subject.clone());
        }
        if let Some(colon) = &self.colon {
            return Some(colon.clone());
        }
        let clauses = self.layout.whole_clauses_before(at);
        let nearest = clauses.iter().find_map(|(clause, _)| label::noun_phrase(clause, self.config));
        let earlier = self.earlier(at);
        match (nearest, earlier) {
            // A clause with a subject of its own came in between.
            (Some(noun), Some(draft)) if noun.len() < 4 => Some(draft.topic.clone()),
            (Some(noun), _) => Some(squeeze(noun)),
            (None, Some(draft)) => self.counter_of(at).or_else(|| Some(draft.topic.clone())),
            (None, None) => carried.map(str::to_owned),
        }
        .filter(|topic| !topic.is_empty())
    }

    /// 生产总值跨过3个关口、突破10亿元: the subject that the figure before counts something of, where this figure can
    /// be no count of the same.
    fn counter_of(&self, at: usize) -> Option<String> {
        let last = self.drafts.last()?;
        let kinds = [at.checked_sub(1)?, at].map(|at| self.figures[at].kind(self.config));
        if kinds != [Kind::Count, Kind::Money]
            || !self.layout.before(at).iter().any(|c| matches!(c, '破' | '超' | '达' | '过'))
        {
            return None;
        }
        let head: Vec<char> = last.head.as_deref().filter(|head| *head != DEALT)?.chars().collect();
        let head = relation::strip_tail(&head, &self.config.grammar);
        let head = match head {
            [rest @ .., n, '年'] if crate::quantity::digit(*n).is_some() => rest,
            _ => head,
        };
        let own = label::subject(head, &self.config.grammar) == Subject::Own;
        own.then(|| squeeze(label::after_verbs(head, &self.config.grammar)))
    }

    /// The nearest figure before that has a topic; those in brackets count only inside them.
    pub(super) fn earlier(&self, at: usize) -> Option<&Draft> {
        let slots = &self.layout.slots;
        (0..self.drafts.len())
            .rev()
            .find(|&k| {
                !self.drafts[k].topic.is_empty() && (slots[k].inside.is_none() || slots[k].inside == slots[at].inside)
            })
            .map(|k| &self.drafts[k])
    }

    /// What a general noun is of: what a colon announced, or what an earlier figure of the sentence or its first clause is about.
    ///
    /// `far`: whether the sentence's first clause may say it, for nouns that nothing else makes specific.
    pub(super) fn inherit_noun(&self, at: usize, far: bool) -> Option<String> {
        if let Some(outer) = self.layout.slots[at].inside {
            return Some(self.drafts[outer].subject.clone());
        }
        if let Some(colon) = &self.colon {
            return Some(colon.clone());
        }
        if let Some(draft) = self.earlier(at) {
            return Some(draft.topic.clone());
        }
        let first = self.layout.whole_clauses_before(at).into_iter().next_back().filter(|_| far);
        first
            .and_then(|(clause, _)| label::noun_phrase(clause, self.config))
            .map(squeeze)
            .or_else(|| self.headline.clone())
    }

    /// Whether 合计 makes the figure the total of the list before it.
    pub(super) fn totals(&self, at: usize) -> bool {
        let words: String = self.layout.before(at).iter().filter(|c| !c.is_whitespace()).collect();
        at >= 2 && ["合计", "共计", "总计", "一共"].contains(&words.as_str())
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
        self.earlier(at).map(|draft| draft.subject.clone()).filter(|subject| !subject.is_empty())
    }

    /// The verb that nouns in a row share: 新建改建高速公路6000公里、农村公路30万公里.
    pub(super) fn shared_verb(&self, at: usize, core: &[char], kind: Subject) -> String {
        let row = self.layout.slots[at].opened_by == Mark::Item && kind != Subject::Missing;
        let own = label::after_verbs(core, &self.config.grammar).len() < core.len();
        if row && !own { self.drafts.last().map(|draft| draft.verb.clone()).unwrap_or_default() } else { String::new() }
    }

    /// 分别: names dealt out in order, to the figures behind it.
    pub(super) fn dealt_out(&mut self, at: usize, before: &[char]) -> Option<Draft> {
        let grammar = &self.config.grammar;
        if let Some(index) = self.dealt.iter().position(|(figure, _)| *figure == at) {
            let (_, subject) = self.dealt.remove(index);
            let first = self.drafts.iter().rev().find(|draft| draft.head.as_deref() == Some(DEALT))?.clone();
            let (scope, subject) = split_scope(&subject);
            let suffix = first.verb.clone();
            return Some(Draft {
                label: shortened(&format!("{subject}{suffix}")),
                subject: subject.clone(),
                topic: subject,
                scope: scope.or(first.scope.clone()),
                among: false,
                ..first
            });
        }
        let word = before.windows(2).rposition(|pair| pair == ['分', '别']);
        let mut count = 1;
        while at + count < self.figures.len() {
            let between: Vec<char> =
                self.layout.chars[self.layout.slots[at + count - 1].end..self.layout.slots[at + count].start].to_vec();
            let glue = between.iter().all(|c| c.is_whitespace() || matches!(c, '、' | '和' | '及' | '与' | '约' | ','));
            if !glue {
                break;
            }
            count += 1;
        }
        if count < 2 {
            return None;
        }
        // 甲、乙收入分别达6万元、3万元，增长4%、5%: dealt out to the same.
        let again = || {
            let dealt = self.drafts.len() >= count
                && self.drafts[self.drafts.len() - count..].iter().all(|draft| draft.head.as_deref() == Some(DEALT));
            let read = relation::read(before, grammar);
            dealt && read.subject.is_empty() && matches!(read.relation, Relation::By(_))
        };
        let behind = match word {
            Some(word) => word + 2,
            None if again() => 0,
            None => return None,
        };
        let word = word.unwrap_or(0);
        let read = relation::read(&before[behind..], grammar);
        let opened = label::open(&before[..word], grammar);
        let row = without_against(relation::strip_tail(self.without_scope(opened.rest), grammar), self.config);
        // 小麦、稻谷收购价每50公斤, 平均每斤: what prices are reckoned by is no name of the row.
        let reckoned = row
            .iter()
            .rposition(|c| *c == '每')
            .filter(|&at| row.len() - at <= 3 || row.get(at + 1).is_some_and(char::is_ascii_digit));
        let row = reckoned.map_or(row.as_slice(), |at| relation::strip_tail(&row[..at], grammar)).to_vec();
        let named = label::names(&row, count, grammar).or_else(|| label::twins(&row, count, grammar));
        let subjects = match named {
            Some(names) => names,
            None if label::subject(&row, grammar) == Subject::Own => vec![squeeze(&row); count],
            None if self.row_before(at, count).is_some() => self.row_before(at, count)?,
            None if self.drafts.len() >= count => {
                let drafts = &self.drafts[self.drafts.len() - count..];
                drafts
                    .iter()
                    .map(|draft| format!("{}\u{1}{}", draft.scope.clone().unwrap_or_default(), draft.subject))
                    .collect()
            }
            None => return None,
        };
        let suffix: String = read.rest.iter().filter(|c| !c.is_whitespace()).collect();
        let suffix = without_against_text(&suffix, self.config);
        self.dealt = subjects.iter().enumerate().skip(1).map(|(k, subject)| (at + k, subject.clone())).collect();
        let (scope, subject) = split_scope(subjects.first()?);
        Some(Draft {
            label: shortened(&format!("{subject}{suffix}")),
            topic: subject.clone(),
            subject,
            verb: suffix,
            head: Some(DEALT.to_owned()),
            scope: scope.or(self.scope.clone()),
            asof: self.asof.clone(),
            relation: Some(read.relation),
            among: false,
            previous: false,
        })
    }

    /// 甲、乙排放量首次下降，分别下降3%和5%: the row that the clause before opens with.
    fn row_before(&self, at: usize, count: usize) -> Option<Vec<String>> {
        let (clause, _) = self.layout.whole_clauses_before(at).into_iter().next()?;
        let row = self.without_scope(label::open(clause, &self.config.grammar).rest);
        label::row_at_start(row, count, &self.config.grammar)
    }
}

impl Mention {
    /// Average, cumulative or consecutive, from the clause before the figure.
    pub(super) fn qualifier_in(&self, chars: &[char], from: usize, to: usize) -> Option<Qualifier> {
        let clause = &chars[from..to];
        [(&['连', '续'], Qualifier::Consecutive), (&['累', '计'], Qualifier::Cumulative)]
            .iter()
            .find(|(word, _)| clause.windows(2).any(|pair| pair == *word))
            .map(|(_, qualifier)| *qualifier)
    }
}

/// Whether 和, 及 or 与 closes the words, and joins what stands around it.
fn ends_in_and(words: &[char]) -> bool {
    let words: Vec<char> = words.iter().copied().filter(|c| !c.is_whitespace()).collect();
    match words.as_slice() {
        [.., before, last @ ('和' | '及' | '与')] => !word::ends(*before, *last),
        _ => false,
    }
}
