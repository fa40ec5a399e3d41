//! What a report tells of its year, ready to be looked through for answers.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::clauses::{clauses, only_letters};
use super::fit::{Figure, before, is_intended};
use crate::config::{Config, Counter, Direction, Kind, Phrases};
use crate::corpus::Entry;
use crate::indicator::{Indicator, IndicatorId, Measure, Role, own_part};
use crate::report;
use crate::similarity::{Pairs, Weights};
use crate::text::signs::{EACH, STOP};
use crate::text::{Span, Text};
use crate::timeline::counted::Counted;
use crate::timeline::evidence::{Fields, SumPlace};

/// A clause with what is compared of it.
pub(super) struct Clause {
    pub(super) span: Span,
    pub(super) pairs: Pairs,
    /// A number that it shares with the clauses of what was done whose pairs are the same.
    pub(super) words: u32,
    /// Whether it may tell what was done: it is no circumstance (在……支持下), and names no problem beyond what did not come.
    pub(super) answers: bool,
    /// Whether it stands in a heading.
    pub(super) heading: bool,
}

/// What a report tells, ready to be looked through.
#[derive(Default)]
pub(super) struct Told {
    /// The clauses of what was done.
    pub(super) done: Vec<Clause>,
    /// The pairs of each of them together with those of the next.
    pub(super) joined: Vec<Pairs>,
    /// The clauses that have a pair, one of each number.
    with: FxHashMap<u64, Vec<u32>>,
    /// How many numbers there are.
    count: u32,
    /// Clauses that stand in one sentence.
    pub(super) sentences: Vec<Range<usize>>,
    /// The clauses of what was done that say that something did not come or comes later, by their places.
    pub(super) off: Vec<u32>,
    /// The clauses of its own plan.
    pub(super) plan: Vec<Clause>,
    /// Its figures of what was reached.
    pub(super) figures: Vec<Figure>,
    /// The figures that have a pair in their labels, by their places among them, with its weight.
    labelled: FxHashMap<u64, Vec<(u32, f64)>>,
    /// The clauses whose thing comes to a stage, by the first two letters of its name: with the rest of the name and their places.
    pub(super) names: FxHashMap<[char; 2], Vec<(Vec<char>, u32)>>,
    /// The figures that have parts.
    totals: BTreeSet<IndicatorId>,
}

impl Told {
    pub(super) fn new(entry: &Entry, config: &Config, weights: &Weights) -> Self {
        let report = &entry.report;
        let totals = entry.indicators.iter().filter_map(|part| part.part_of).collect();
        let mut told = Told { totals, ..Told::default() };
        // 一是承办全运会。 A heading that is a sentence tells as one; another only says what it is about.
        let chars = report.text.folded(report.text.span());
        let headings = report.sections.iter().filter_map(|section| {
            let title = section.title.filter(|title| chars.get(title.end as usize) == Some(&STOP))?;
            (section.role == report::Role::Work).then_some((title, Some(section.role), true))
        });
        let sentences = report.sentences.iter();
        let sentences = sentences.map(|one| (one.span, one.section.map(|id| report.section(id).role), false));
        let mut said: Vec<_> = sentences.chain(headings).collect();
        said.sort_by_key(|(span, ..)| span.start);
        for (sentence, role, heading) in said {
            let lacks = role == Some(report::Role::Problems);
            let own = clauses(&report.text, sentence).into_iter().map(|span| {
                let chars = report.text.folded(span);
                let owed = config.promises.owed.any(chars);
                let answers = !owed && !is_circumstance(chars, config) && (!lacks || config.promises.is_off(chars));
                Clause { span, pairs: compared(chars, config, weights), words: 0, answers, heading }
            });
            match role {
                Some(role) if role.is_ahead() => told.plan.extend(own),
                None | Some(report::Role::Work | report::Role::Preamble | report::Role::Problems) => {
                    let from = told.done.len();
                    told.done.extend(own);
                    told.sentences.push(from..told.done.len());
                }
                Some(_) => {}
            }
        }
        told.number();
        for (at, clause) in told.done.iter().enumerate() {
            let chars = report.text.folded(clause.span);
            if config.promises.is_off(chars) {
                told.off.push(at as u32);
            }
            let name = if clause.answers { staged_of(chars, config) } else { None };
            if let Some((first, rest)) = name.as_deref().and_then(|name| name.split_first_chunk::<2>()) {
                told.names.entry(*first).or_default().push((rest.to_vec(), at as u32));
            }
        }
        told.joined = told.done.windows(2).map(|two| two[0].pairs.join(&two[1].pairs)).collect();
        let reached = entry.indicators.iter().enumerate().filter(|(_, one)| one.role == Role::Actual);
        // What is said to be lacking names the target again: 与95%的目标还有距离.
        let done =
            |one: &Indicator| matches!(report.role_at(one.span.start), report::Role::Work | report::Role::Preamble);
        let reached = reached.filter(|(_, one)| done(one) && !is_intended(entry, one, config));
        let fields = |one: &Indicator| (label_of(entry, one, config), told.fields(entry, one, config, weights));
        told.figures = reached.map(|(at, one)| Figure::new(entry, at, fields(one))).collect();
        for (at, figure) in told.figures.iter().enumerate() {
            for &(pair, weight) in figure.fields.label.list() {
                told.labelled.entry(pair).or_default().push((at as u32, weight));
            }
        }
        told
    }

    /// Gives the clauses of what was done their numbers.
    fn number(&mut self) {
        let mut known: FxHashMap<Vec<(u64, u64)>, u32> = FxHashMap::default();
        for clause in &mut self.done {
            let list = clause.pairs.list();
            let next = known.len() as u32;
            clause.words =
                *known.entry(list.iter().map(|(pair, weight)| (*pair, weight.to_bits())).collect()).or_insert(next);
            if clause.words == next {
                list.iter().for_each(|(pair, _)| self.with.entry(*pair).or_default().push(next));
            }
        }
        self.count = known.len() as u32;
    }

    /// The figures that may be of what a label names, in their order: all, or of very many those whose labels share most with it.
    pub(super) fn likely(&self, label: &Pairs) -> Vec<&Figure> {
        if self.figures.len() <= MOST {
            return self.figures.iter().collect();
        }
        let mut shared = vec![0.0; self.figures.len()];
        for (pair, weight) in label.list() {
            for (at, theirs) in self.labelled.get(pair).into_iter().flatten() {
                shared[*at as usize] += weight.min(*theirs);
            }
        }
        let mut places: Vec<usize> = (0..shared.len()).collect();
        places.select_nth_unstable_by(MOST, |a, b| shared[*b].total_cmp(&shared[*a]).then(a.cmp(b)));
        places.truncate(MOST);
        places.sort_unstable();
        places.into_iter().map(|at| &self.figures[at]).collect()
    }

    /// The figures that begin in a clause.
    pub(super) fn within(&self, clause: Span, entry: &Entry) -> &[Figure] {
        let place = |end: u32| self.figures.partition_point(|figure| entry.indicators[figure.at].span.start < end);
        let from = place(clause.start);
        &self.figures[from..place(clause.end).max(from)]
    }

    /// Whether a clause stands in a heading.
    pub(super) fn is_heading(&self, clause: Span) -> bool {
        let at = self.done.partition_point(|other| other.span.end <= clause.start);
        self.done.get(at).is_some_and(|own| own.heading && own.span.overlap(clause) > 0)
    }

    /// The clauses of what was done behind one in its sentence, up to a semicolon: what stands behind that is another matter.
    pub(super) fn following<'a>(&'a self, clause: Span, text: &'a Text) -> impl Iterator<Item = Span> + 'a {
        let at = self.done.partition_point(|other| other.span.end < clause.end);
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= at);
        let inside = self.done.get(at).is_some_and(|own| own.span.start < clause.end);
        let end = self.sentences.get(sentence).map_or(0, |sentence| sentence.end);
        let mut told = clause.end;
        let behind = self.done[(at + 1).min(end)..end].iter().filter(move |_| inside).map(|other| other.span);
        behind.take_while(move |next| {
            let goes_on = !text.folded(Span::new(told, next.start.max(told))).contains(&';');
            told = next.end;
            goes_on
        })
    }

    /// How much each clause can say of these pairs at most: the weight of those that it has.
    pub(super) fn most(&self, pairs: &Pairs) -> Vec<f64> {
        let mut most = vec![0.0; self.count as usize];
        for (pair, weight) in pairs.list() {
            self.with.get(pair).into_iter().flatten().for_each(|words| most[*words as usize] += weight);
        }
        self.done.iter().map(|clause| most[clause.words as usize]).collect()
    }

    /// What is compared of a figure of the report, whether it is a target or was reached.
    pub(super) fn fields(&self, entry: &Entry, one: &Indicator, config: &Config, weights: &Weights) -> Fields {
        let words = &config.promises;
        let sum = SumPlace::among(one, |id| self.totals.contains(&id));
        let mut fields = Fields::new(&entry.report.text, one, None, None, sum, config, weights);
        (fields.block.target, fields.block.far) = (false, false);
        // 每年超过90万人: of several years, where it was reached.
        fields.averaged |= (one.years > 1 || one.role == Role::Actual) && tells_each_year(before(entry, one), config);
        // 12名, 13人
        if let Some(unit) = fields.unit.as_deref().and_then(|unit| config.promises.counts_as(unit)) {
            fields.unit = Some(unit.to_owned());
        }
        // 新增学位3000个, 学位增加3200个
        let share = share_of_part(entry, one, config);
        let label = share.clone().unwrap_or_else(|| one.folded_label());
        let falls = one.direction == Some(Direction::Down)
            || config.grammar.changes.find(&label).is_some_and(|(_, _, way)| way == Direction::Down);
        if fields.block.measure == Measure::Delta && fields.block.dimension == Kind::Count.name() && !falls {
            (fields.block.measure, fields.counted, fields.direction) = (Measure::Level, Some(Counted::Added), None);
        }
        let label = config.aliases.apply(&label);
        // 技改项目·带动工业投资增长: of what it brings about.
        let own = own_part(&label);
        let brings = config.promises.brings.at_start(own).map_or(0, |(len, ())| len);
        let label = if brings > 0 { &own[brings..] } else { &label[..] };
        // 招聘教师, 补充教师
        let hired = config.promises.hires.at_start(label).map_or(0, |(len, ())| len);
        let hired = if fields.counter == Counter::People && fields.counted != Some(Counted::There) { hired } else { 0 };
        let named = match () {
            () if hired > 0 && hired < label.len() => {
                fields.counted = Some(Counted::Added);
                &label[hired..]
            }
            () if fields.counted == Some(Counted::Added) => without_added(label, config),
            // 压减会议20%, 会议压减23%
            () if fields.block.measure == Measure::Growth => {
                let open = &label[config.grammar.percent_openers.at_start(label).map_or(0, |(len, ())| len)..];
                let named = &open[..open.len() - config.grammar.changes.at_end(open).map_or(0, |(len, _)| len)];
                without_end(without_end(named, &words.people_counted), &words.all_counted)
            }
            () if matches!(fields.counter, Counter::People | Counter::Times)
                && words.people_counted.at_end(label).is_some() =>
            {
                without_end(label, &words.people_counted)
            }
            () if brings > 0 || share.is_some() => label,
            () => return fields,
        };
        fields.bare &= share.is_none();
        fields.name(named, config, weights);
        fields
    }
}

/// Whether words say that what follows came each year; not 每人每年120元, which is what one gets.
fn tells_each_year(words: &[char], config: &Config) -> bool {
    let each = |at: usize| config.grammar.each_year.at_start(&words[at..]).is_some();
    (0..words.len()).any(|at| each(at) && (at < WHOSE || words[at - WHOSE] != EACH))
}

/// How long a word for whose share it is is: 每人.
const WHOSE: usize = 2;

/// The indicators that a clause covers, of those of a report in text order.
pub(super) fn covered(indicators: &[Indicator], clause: Span) -> impl Iterator<Item = &Indicator> {
    let from = indicators.partition_point(|one| one.span.start < clause.start);
    let inside = indicators[from..].iter().take_while(move |one| one.span.start < clause.end);
    inside.filter(move |one| clause.covers(one.span))
}

/// What a figure is called, folded.
pub(super) fn label_of(entry: &Entry, one: &Indicator, config: &Config) -> Vec<char> {
    share_of_part(entry, one, config).unwrap_or_else(|| one.folded_label())
}

/// 护理型1602张，占比52%: the name of a share that names nothing, where a part of a whole is told right before.
fn share_of_part(entry: &Entry, one: &Indicator, config: &Config) -> Option<Vec<char>> {
    let label = one.folded_label();
    let bare = one.measure() == Measure::Share && config.promises.share_names.is(own_part(&label));
    let part = entry.indicators.get(one.id.index().checked_sub(1)?).filter(|part| bare && part.quote == one.quote)?;
    let of = entry.indicators.get(part.part_of?.index())?.folded_label();
    let part = part.folded_label();
    let (part, of) = (own_part(&part), own_part(&of));
    let whole = if part.ends_with(of) { &[] } else { of };
    Some([part, whole, own_part(&label)].concat())
}

/// The name of what was added, without the word for that, and what goes without saying before it: 城镇新增就业.
fn without_added<'a>(label: &'a [char], config: &Config) -> &'a [char] {
    let mut open = label;
    while let Some((len, ())) = config.promises.unsaid.at_start(open) {
        open = &open[len..];
    }
    match config.counting.added.at_start(open) {
        Some((len, ())) if len < open.len() => &open[len..],
        _ => label,
    }
}

/// A name without how many, or who, at its end: 出院 of 出院人次 and of 出院患者.
pub(super) fn without_end<'a>(label: &'a [char], words: &Phrases<()>) -> &'a [char] {
    let mut name = label;
    while let Some((len, ())) = words.at_end(name).filter(|(len, ())| name.len() >= len + NAMED) {
        name = &name[..name.len() - len];
    }
    name
}

/// How many letters name a thing at least.
pub(super) const NAMED: usize = 2;

/// What is compared of words that are said: their pairs, with one name for each thing.
pub(super) fn compared(words: &[char], config: &Config, weights: &Weights) -> Pairs {
    Pairs::new(&config.aliases.replaced(words), weights)
}

/// How many figures are asked whether they tell of a promise. The longest reports that were tried tell of 250.
const MOST: usize = 3000;

/// Whether a clause only says in what circumstances something was done, or what time it was: 在市委领导下, 是开局之年.
fn is_circumstance(chars: &[char], config: &Config) -> bool {
    let words = &config.promises;
    // 在线审批平台
    let word = config.grammar.begins.at_start(chars).is_some();
    !word && words.circumstance.at_start(chars).is_some() && words.circumstance_ends.at_end(chars).is_some()
}

/// The name of what a clause says comes to a stage, without how it came: 云青高速 of 云青高速全线通车.
pub(super) fn staged_of(clause: &[char], config: &Config) -> Option<Vec<char>> {
    let (at, ..) = config.promises.stages.find(clause).filter(|(at, ..)| *at > 0)?;
    let name = &clause[..at];
    let lists = [&config.wording.manner, &config.promises.behind_told, &config.promises.already];
    let how = (1..name.len()).find(|at| lists.iter().any(|words| words.is(&name[*at..])));
    Some(only_letters(&name[..how.unwrap_or(name.len())]))
}
