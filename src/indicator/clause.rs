//! A sentence's figures to indicators: what each is about, from the words around it and from what was told before.

use crate::config::{Config, Direction, Kind, Qualifier};
use crate::quantity::{Form, Mention, UnitName};
use crate::report::{Report, Sentence};
use crate::text::squeeze;

use super::label::{self, Subject};
use super::layout::{Layout, Mark};
use super::part::{self, Piece};
use super::period::{self, Frame};
use super::relation::{self, Read, Relation};
use super::{Indicator, IndicatorId, Role, scope, unit_name};

/// The longest label, in scalar values; a longer one keeps its end, which is nearer to the number.
const LONGEST: usize = 40;

/// What a figure says, while its sentence is read.
#[derive(Debug, Clone, Default)]
struct Draft {
    /// The label.
    label: String,
    /// The label without its verb of change: what later figures of the sentence are about too.
    subject: String,
    /// The noun of the subject: 行政复议案件 of 收到行政复议案件.
    topic: String,
    /// The verb that opens its clause, for nouns in a row that share it.
    verb: String,
    /// What stands before a figure that counts the noun behind it, for figures in a row that share it.
    head: Option<String>,
    scope: Option<String>,
    asof: Option<String>,
    relation: Option<Relation>,
    among: bool,
    /// It is what the value was: another figure tells what it became.
    previous: bool,
}

/// Reads the figures of one sentence and adds them to `found`.
pub(super) fn read(
    report: &Report,
    config: &Config,
    sentence: &Sentence,
    figures: &[&Mention],
    frame: &Frame,
    found: &mut Vec<Indicator>,
) {
    let layout = Layout::new(&report.text, sentence.span, figures);
    let mut reader = Reader {
        config,
        layout: &layout,
        figures,
        drafts: Vec::new(),
        colon: None,
        scope: None,
        asof: None,
        dealt: Vec::new(),
    };
    let carried = found
        .last()
        .filter(|last| {
            report.sentences.iter().any(|s| {
                s.paragraph == sentence.paragraph && s.span.end <= sentence.span.start && s.span.end >= last.span.end
            })
        })
        .map(|last| last.topic.clone());
    for at in 0..figures.len() {
        let draft = reader.draft(at, carried.as_deref());
        reader.drafts.push(draft);
    }
    let Reader { mut drafts, .. } = reader;
    mark_previous(&layout, &mut drafts);
    let pieces: Vec<Piece> = drafts
        .iter()
        .zip(figures)
        .enumerate()
        .map(|(at, (draft, figure))| piece(&layout, at, draft, figure, config))
        .collect();
    let parents = part::parts(&layout, &pieces);
    let base = found.len();
    for (at, (draft, mention)) in drafts.into_iter().zip(figures).enumerate() {
        let mut indicator = finish(report, config, sentence, &layout, at, draft, mention, frame);
        indicator.id = IndicatorId((base + at) as u32);
        indicator.part_of = parents[at].map(|parent| IndicatorId((base + parent) as u32));
        found.push(indicator);
    }
}

/// Goes through the figures of a sentence from left to right.
struct Reader<'a> {
    config: &'a Config,
    layout: &'a Layout<'a>,
    figures: &'a [&'a Mention],
    drafts: Vec<Draft>,
    /// What a colon announced: the subject of all that follows.
    colon: Option<String>,
    scope: Option<String>,
    asof: Option<String>,
    /// Names dealt out by 分别, by figure.
    dealt: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn draft(&mut self, at: usize, carried: Option<&str>) -> Draft {
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
        let read = relation::read(before, grammar);
        let opened = label::open(read.subject, grammar);
        // 在112个乡镇中│设立中队81个: what touches the figure before begins with what that one counts.
        let begun = if self.layout.touches(at) {
            opened.rest.iter().take(10).position(|c| *c == '中').filter(|at| *at > 0).map_or(0, |at| at + 1)
        } else {
            0
        };
        let core = self.without_scope(&opened.rest[begun..]);
        let core: Vec<char> = without_against(core, self.config);
        let core = core.as_slice();
        let verb: String =
            read.rest[read.subject.len().min(read.rest.len())..].iter().filter(|c| !c.is_whitespace()).collect();
        let verb = if matches!(read.relation, Relation::By(_)) { verb } else { String::new() };
        let verb = without_against_text(&verb, self.config);
        let noun = self.counted_noun(at, &read, core);
        let mut draft = Draft {
            among: opened.among,
            relation: Some(read.relation),
            scope: self.scope.clone(),
            asof: self.asof.clone(),
            ..Draft::default()
        };
        let own = if core.is_empty() && noun.is_none() { self.done_with(at) } else { squeeze(core) };
        let ranked = self.figures[at].rank && self.without_scope(label::after_verbs(core, grammar)).is_empty();
        let kind = if ranked { Subject::Missing } else { label::subject(core, grammar) };
        let opening = core.len() - label::after_verbs(core, grammar).len();
        draft.verb = squeeze(&core[..opening]);
        if let Some(noun) = noun {
            let noun = self.with_shared_predicate(at, noun);
            let changed = matches!(read.relation, Relation::To(_)) && !own.is_empty();
            let own = if changed { format!("{own}·") } else { own };
            let head = if own.is_empty() && self.layout.slots[at].opened_by == Mark::Item {
                self.drafts.last().and_then(|draft| draft.head.clone()).unwrap_or_default()
            } else {
                own
            };
            draft.head = Some(head.clone());
            draft.subject = format!("{head}{}", squeeze(&noun));
            draft.topic = squeeze(label::after_verbs(&noun, grammar));
            let general = head.is_empty() && label::subject(&noun, grammar) != Subject::Own;
            if (opened.among || general) && label::after_verbs(core, grammar).is_empty() {
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
                Subject::Own => self.colon.clone(),
            };
            let shared_verb = self.shared_verb(at, core, kind);
            draft.subject = match inherited {
                Some(topic) if touching || own.is_empty() => topic,
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
        draft.label = shortened(&format!("{}{verb}", draft.subject));
        let ratio = self.figures[at].kind(self.config) == Kind::Ratio;
        draft.previous = read.from || is_before(before) && !ratio;
        draft
    }

    /// Scope and time named in a clause hold until the sentence names others.
    fn take_context(&mut self, clause: &[char]) {
        let opened = label::open(clause, &self.config.grammar).rest;
        if let Some((at, len)) = scope::find(opened, self.config) {
            self.scope = Some(squeeze(&opened[at..at + len]));
        }
        if let Some(asof) = period::asof(clause) {
            self.asof = Some(asof);
        }
    }

    /// A clause without the scope that it begins with, which stands in a field of its own.
    fn without_scope<'b>(&self, core: &'b [char]) -> &'b [char] {
        match scope::find(core, self.config) {
            Some((0, len)) => label::open(&core[len..], &self.config.grammar).rest,
            // “零上门”事项市本级达到1164项
            Some((at, len)) if at + len == core.len() => &core[..at],
            _ => core,
        }
    }

    /// What the figure counts, where that stands behind it.
    fn counted_noun(&self, at: usize, read: &Read<'_>, core: &[char]) -> Option<Vec<char>> {
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

    /// 有29件得到化解: what became of so many, where nothing stands before them.
    fn done_with(&self, at: usize) -> String {
        let behind = self.layout.behind(at);
        let verb = ["得到", "予以", "按期", "按时", "获"]
            .iter()
            .any(|word| behind.starts_with(&word.chars().collect::<Vec<_>>()));
        let next_figure = self.layout.slots[at].closed_by == Mark::None && at + 1 < self.figures.len();
        if verb && !next_figure && behind.len() <= 8 { squeeze(behind) } else { String::new() }
    }

    /// 对5个市直部门和2个县进行专项督查: what is done to both stands behind the last.
    fn with_shared_predicate(&self, at: usize, noun: Vec<char>) -> Vec<char> {
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
    fn inherit(&self, at: usize, carried: Option<&str>) -> Option<String> {
        if let Some(outer) = self.layout.slots[at].inside {
            return Some(self.drafts[outer].subject.clone());
        }
        if let Some(colon) = &self.colon {
            return Some(colon.clone());
        }
        let clauses = self.layout.clauses_before(at);
        let nearest = clauses.iter().find_map(|(clause, _)| label::noun_phrase(clause, self.config));
        let earlier = self.earlier(at);
        match (nearest, earlier) {
            // A clause with a subject of its own came in between.
            (Some(noun), Some(draft)) if noun.len() < 4 => Some(draft.topic.clone()),
            (Some(noun), _) => Some(squeeze(noun)),
            (None, Some(draft)) => Some(draft.topic.clone()),
            (None, None) => carried.map(str::to_owned),
        }
        .filter(|topic| !topic.is_empty())
    }

    /// The nearest figure before that has a topic; those in brackets count only inside them.
    fn earlier(&self, at: usize) -> Option<&Draft> {
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
    fn inherit_noun(&self, at: usize, far: bool) -> Option<String> {
        if let Some(outer) = self.layout.slots[at].inside {
            return Some(self.drafts[outer].subject.clone());
        }
        if let Some(colon) = &self.colon {
            return Some(colon.clone());
        }
        if let Some(draft) = self.earlier(at) {
            return Some(draft.topic.clone());
        }
        let first = self.layout.clauses_before(at).into_iter().next_back().filter(|_| far)?;
        label::noun_phrase(first.0, self.config).map(squeeze)
    }

    /// Whether 合计 makes the figure the total of the list before it.
    fn totals(&self, at: usize) -> bool {
        let words: String = self.layout.before(at).iter().filter(|c| !c.is_whitespace()).collect();
        at >= 2 && ["合计", "共计", "总计", "一共"].contains(&words.as_str())
    }

    /// 取消审批事项9项、下放5项，合计14项: 取消审批事项、下放合计.
    fn summed(&self, at: usize) -> Option<String> {
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
    fn changed(&self, at: usize) -> Option<String> {
        if let Some(outer) = self.layout.slots[at].inside {
            return Some(self.drafts[outer].subject.clone());
        }
        let clauses = self.layout.clauses_before(at);
        if let Some(noun) = clauses
            .iter()
            .find_map(|(clause, _)| label::noun_phrase(clause, self.config).filter(|noun| noun.len() >= 4))
        {
            return Some(squeeze(noun));
        }
        self.earlier(at).map(|draft| draft.subject.clone()).filter(|subject| !subject.is_empty())
    }

    /// The verb that nouns in a row share: 新建改建高速公路6000公里、农村公路30万公里.
    fn shared_verb(&self, at: usize, core: &[char], kind: Subject) -> String {
        let row = self.layout.slots[at].opened_by == Mark::Item && kind != Subject::Missing;
        let own = label::after_verbs(core, &self.config.grammar).len() < core.len();
        let same = at > 0 && self.figures[at].unit == self.figures[at - 1].unit;
        if row && !own && same {
            self.drafts.last().map(|draft| draft.verb.clone()).unwrap_or_default()
        } else {
            String::new()
        }
    }

    /// 分别: names dealt out in order, to the figures behind it.
    fn dealt_out(&mut self, at: usize, before: &[char]) -> Option<Draft> {
        let grammar = &self.config.grammar;
        if let Some(index) = self.dealt.iter().position(|(figure, _)| *figure == at) {
            let (_, subject) = self.dealt.remove(index);
            let first = self.drafts.iter().rev().find(|draft| draft.head.as_deref() == Some("分别"))?.clone();
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
        let word = before.windows(2).rposition(|pair| pair == ['分', '别'])?;
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
        let read = relation::read(&before[word + 2..], grammar);
        let opened = label::open(&before[..word], grammar);
        let row = without_against(relation::strip_tail(self.without_scope(opened.rest), grammar), self.config);
        let named = label::names(&row, count);
        let subjects = match named {
            Some(names) => names,
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
            head: Some("分别".to_owned()),
            scope: scope.or(self.scope.clone()),
            asof: self.asof.clone(),
            relation: Some(read.relation),
            among: false,
            previous: false,
        })
    }
}

impl Mention {
    /// Average, cumulative or consecutive, from the clause before the figure.
    fn qualifier_in(&self, chars: &[char], from: usize, to: usize) -> Option<Qualifier> {
        let clause = &chars[from..to];
        [(&['连', '续'], Qualifier::Consecutive), (&['累', '计'], Qualifier::Cumulative)]
            .iter()
            .find(|(word, _)| clause.windows(2).any(|pair| pair == *word))
            .map(|(_, qualifier)| *qualifier)
    }
}

/// What a colon announces as the subject of what follows; nothing where it announces a list of its own (主要目标是：).
fn colon_topic(clause: &[char], config: &Config) -> Option<String> {
    let frame = clause.last().is_some_and(|c| matches!(c, '是' | '为' | '下' | '括' | '有'));
    let words: String = clause.iter().collect();
    let general =
        ["目标", "任务", "工作", "方面", "举措", "措施", "要求", "重点", "特点"].iter().any(|end| words.ends_with(end));
    if frame || general {
        return None;
    }
    let noun = label::noun_phrase(clause, config)?;
    let noun = match scope::find(noun, config) {
        Some((0, len)) => &noun[len..],
        _ => noun,
    };
    (noun.len() >= 2).then(|| squeeze(noun))
}

/// A subject told before and what is said of it; not told twice.
fn joined(topic: &str, own: &str) -> String {
    let own = own.trim_end_matches('的');
    if topic.is_empty() || own.contains(topic) {
        return own.to_owned();
    }
    if own.is_empty() || topic.ends_with(own) {
        return topic.to_owned();
    }
    format!("{topic}·{own}")
}

fn split_scope(subject: &str) -> (Option<String>, String) {
    match subject.split_once('\u{1}') {
        Some((scope, subject)) => ((!scope.is_empty()).then(|| scope.to_owned()), subject.to_owned()),
        None => (None, subject.to_owned()),
    }
}

/// A clause without what a change is measured against (比上年, 同比).
fn without_against(clause: &[char], config: &Config) -> Vec<char> {
    let mut out = Vec::with_capacity(clause.len());
    let mut at = 0;
    while at < clause.len() {
        match config.grammar.against.at_start(&clause[at..]) {
            Some((len, ())) if ends_comparison(&clause[at + len..], config) => at += len,
            _ => {
                out.push(clause[at]);
                at += 1;
            }
        }
    }
    out
}

/// Whether a comparison ends here: 比上年│增长; not 比去年│预算高, whose base is another.
fn ends_comparison(behind: &[char], config: &Config) -> bool {
    let adverb = ["实际", "分别", "平均", "又", "净", "再", "名义", "均", "同口径", "约"];
    let words: String = behind.iter().take(3).collect();
    behind.is_empty()
        || config.grammar.changes.at_start(behind).is_some()
        || matches!(behind[0], ',' | ' ' | '，')
        || adverb.iter().any(|word| words.starts_with(word))
}

fn without_against_text(words: &str, config: &Config) -> String {
    let chars: Vec<char> = words.chars().collect();
    without_against(&chars, config).into_iter().collect()
}

/// A label without an editor's note in brackets: M2（注：……）.
fn without_note(label: &str) -> String {
    match (label.find("(注"), label.rfind(')')) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &label[..from], &label[to + 1..]),
        _ => label.to_owned(),
    }
}

/// The end of a label that is too long, from a place where a phrase begins.
fn shortened(label: &str) -> String {
    let label = without_note(label);
    let chars: Vec<char> = label.chars().collect();
    if chars.len() <= LONGEST {
        return label;
    }
    let from = chars.len() - LONGEST;
    let phrase = (from..chars.len().saturating_sub(8))
        .find(|&at| matches!(chars[at - 1], '的' | '、' | '等' | '对' | '在' | '》' | '”'))
        .unwrap_or(from);
    chars[phrase..].iter().collect()
}

/// 共, 累计: the clause sums up what the sentence is about.
fn sums_up(before: &[char]) -> bool {
    let opening: String = before.iter().filter(|c| !c.is_whitespace()).take(6).collect();
    ["共", "累计", "总计"].iter().any(|word| opening.contains(word))
}

/// 上年的70件, 上年末的313件: the value of the year before.
fn is_before(before: &[char]) -> bool {
    let words: String = before.iter().filter(|c| !c.is_whitespace()).collect();
    let opens = ["上年末", "上年底", "上年同期", "上年度末"]
        .iter()
        .any(|open| words.trim_start_matches(['其', '中']).starts_with(open));
    opens
        || [
            "上年的",
            "去年的",
            "上年末的",
            "上年底的",
            "上年同期的",
            "去年同期的",
            "上年度的",
            "上年为",
            "上年是",
            "原来的",
            "年初的",
        ]
        .iter()
        .any(|end| words.ends_with(end))
        || words.ends_with("上年")
        || words.ends_with("去年同期")
}

/// 由9.8%降至7.5%: the first of two figures that touch is what the value was.
fn mark_previous(layout: &Layout<'_>, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let to = matches!(drafts[at].relation, Some(Relation::To(_))) && layout.touches(at);
        let before: String = layout.before(at).iter().collect();
        let became = to
            || layout.touches(at)
                && ["上升到", "增加到", "提高到", "调整为", "变为", "升为", "降为"]
                    .iter()
                    .any(|word| before.ends_with(word));
        if !became {
            drafts[at - 1].previous &= is_before(layout.before(at - 1));
        } else if drafts[at - 1].previous || layout.before(at - 1).iter().any(|c| matches!(c, '由' | '从')) {
            drafts[at - 1].previous = true;
        }
    }
    if let Some(last) = drafts.len().checked_sub(1) {
        drafts[last].previous &= is_before(layout.before(last));
    }
}

fn piece(layout: &Layout<'_>, at: usize, draft: &Draft, mention: &Mention, config: &Config) -> Piece {
    const SOME: &[&str] = &[
        "采纳",
        "评出",
        "评选出",
        "化解",
        "办结",
        "整改",
        "已办结",
        "已化解",
        "已整改",
        "合格",
        "通过",
        "解决",
        "答复",
        "查实",
        "纠正",
        "查获",
        "实际",
    ];
    let before: String = layout.before(at).iter().filter(|c| !c.is_whitespace()).collect();
    let unit = match mention.unit {
        Some(UnitName::Known(id)) => {
            let unit = config.units.get(id);
            if unit.dimension == "count" { hash(&unit.name) } else { hash(&unit.dimension) }
        }
        Some(UnitName::Unknown(_)) | None => 0,
    };
    let additive = mention.form == Form::Plain
        && !mention.rank
        && mention.kind(config) != Kind::Rate
        && !matches!(draft.relation, Some(Relation::By(_)))
        && !draft.previous;
    let words = draft.label.rsplit('·').next().unwrap_or_default();
    Piece {
        value: mention.value,
        unit,
        additive,
        among: draft.among,
        some: SOME.iter().any(|verb| words.starts_with(verb) || words.ends_with(verb)),
        total: ["合计", "共计", "总计", "两项合计", "一共"].iter().any(|word| before.starts_with(word)),
    }
}

/// A stable number for a name (FNV-1a): only compared, never shown.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[expect(clippy::too_many_arguments, reason = "one call site, and every argument is another thing")]
fn finish(
    report: &Report,
    config: &Config,
    sentence: &Sentence,
    layout: &Layout<'_>,
    at: usize,
    draft: Draft,
    mention: &Mention,
    frame: &Frame,
) -> Indicator {
    let relation = draft.relation.unwrap_or(Relation::Level);
    let before = layout.before(at);
    let unit = unit_name(report, config, mention);
    let (kind, direction) = kind_of(mention, relation, &draft.label, unit.as_deref(), config);
    let clause_qualifier = config.words.clause.rfind(before).map(|(_, _, qualifier)| qualifier);
    let qualifier = mention.qualifier.or(clause_qualifier);
    let planned = frame.plans();
    let average = before.windows(2).any(|pair| pair == ['年', '均']);
    let level = !matches!(relation, Relation::By(_))
        && (matches!(relation, Relation::To(_)) || kind == Kind::Rate || is_level(before));
    let context = time_context(layout, at);
    let mut time =
        frame.time(if kind == Kind::Ratio { without_base(&context) } else { &context }, planned, level, average);
    let role = match () {
        () if draft.previous => Role::Previous,
        () if planned && !time.past => Role::Target,
        () if time.future || aims(&context) => Role::Target,
        () => Role::Actual,
    };
    if role == Role::Previous && !names_year(before) {
        time.period = frame.before(time);
    }
    Indicator {
        id: IndicatorId(0),
        span: mention.span,
        value: mention.value,
        high: mention.high,
        direction,
        unit,
        kind,
        label: as_written(draft.label, report.text.str(sentence.span)),
        topic: draft.topic,
        scope: draft.scope.map(|scope| as_written(scope, report.text.str(sentence.span))),
        asof: draft.asof,
        period: time.period,
        years: time.years,
        qualifier,
        role,
        part_of: None,
        section: sentence.section,
        quote: sentence.span,
        table: None,
    }
}

/// A folded phrase with the brackets and marks as wide as the sentence has them.
fn as_written(phrase: String, sentence: &str) -> String {
    const WIDE: &[(char, char)] = &[('(', '（'), (')', '）'), (',', '，'), (':', '：'), (';', '；'), ('%', '％')];
    phrase
        .chars()
        .map(|c| {
            WIDE.iter()
                .find(|(narrow, wide)| *narrow == c && !sentence.contains(c) && sentence.contains(*wide))
                .map_or(c, |&(_, wide)| wide)
        })
        .collect()
}

/// The sentence up to the figure, where its own clause or one before it names a time.
fn time_context(layout: &Layout<'_>, at: usize) -> Vec<char> {
    let slot = layout.slots[at];
    let from =
        (0..slot.left).rev().find(|&k| matches!(layout.marks[k], Mark::Semicolon | Mark::Stop)).map_or(0, |k| k + 1);
    layout.chars[from..slot.start].to_vec()
}

/// The words before a multiple without what it is a multiple of: 是2016年的2.7倍.
fn without_base(context: &[char]) -> &[char] {
    match context.strip_suffix(&['年', '的']) {
        Some(rest) if rest.ends_with(&['上']) || rest.last().is_some_and(char::is_ascii_digit) => {
            &rest[..rest.len().saturating_sub(4)]
        }
        _ => context,
    }
}

fn names_year(before: &[char]) -> bool {
    before.windows(5).any(|window| window[..4].iter().all(char::is_ascii_digit) && window[4] == '年')
}

/// Words that make a figure in the look back an aim: 预期目标为, 目标是.
fn aims(context: &[char]) -> bool {
    let words: String = context.iter().collect();
    let tail: String = words.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    ["目标为", "目标是", "目标值", "预期为", "计划达到", "力争达到", "目标任务为", "任务为"]
        .iter()
        .any(|word| tail.contains(word))
}

/// Words that make a figure a state at the end of the time, not what happened in it.
fn is_level(before: &[char]) -> bool {
    let words: String = before.iter().filter(|c| !c.is_whitespace()).collect();
    [
        "达到",
        "达",
        "突破",
        "保有量",
        "总量",
        "余额",
        "总数",
        "规模",
        "拥有",
        "共有",
        "现有",
        "总人数",
        "里程",
        "存量",
        "寿命",
        "比例",
        "比重",
    ]
    .iter()
    .any(|end| words.ends_with(end))
}

/// 减少农村贫困人口, 压减钢铁产能: the verb of change stands before what changed.
fn opens_with_change(label: &[char]) -> bool {
    [['减', '少'], ['压', '减'], ['增', '加'], ['削', '减'], ['精', '简'], ['缩', '减'], ['核', '减']]
        .iter()
        .any(|verb| label.starts_with(verb) && label.len() > 4)
}

/// The sort of figure, and which way a change went.
fn kind_of(
    mention: &Mention,
    relation: Relation,
    label: &str,
    unit: Option<&str>,
    config: &Config,
) -> (Kind, Option<Direction>) {
    let base = mention.kind(config);
    let words: Vec<char> = label.chars().collect();
    let noun = config.grammar.change_nouns.at_end(&words).map(|(_, direction)| direction);
    let direction = match relation {
        Relation::By(direction) | Relation::To(direction) => Some(direction),
        Relation::Level => noun,
    };
    let changes = matches!(relation, Relation::By(_));
    let kind = match base {
        Kind::Rank | Kind::Ratio => base,
        Kind::Rate if unit.is_some_and(|unit| unit.contains('点')) => Kind::Delta,
        Kind::Rate if changes || noun.is_some() => Kind::Growth,
        Kind::Rate => Kind::Rate,
        _ if changes || opens_with_change(&words) => Kind::Delta,
        _ => base,
    };
    (kind, direction)
}
