//! Whether a figure that tells of what a target is about can be held against it.
//!
//! What is there in all is no answer to what was to be added (建设30万亩, 达到96万亩), what has begun is none to what was to be
//! there (建成12个, 开工14个), and what was intended is none to anything.

use std::sync::OnceLock;

use super::clauses::{clauses, only_letters};
use super::contrast::{
    is_rated, narrowed, of_a_kind, of_a_sum, of_two_acts, of_two_amounts, of_two_counts, of_two_grades, of_two_kinds,
    thing_of,
};
use super::judge::is_close;
use crate::config::{Config, Direction, FacetSet, Facets, Kind, Phrases};
use crate::corpus::Entry;
use crate::indicator::{Indicator, Measure, Role, own_part};
use crate::report::Report;
use crate::similarity::{Pairs, Weights};
use crate::text::signs::TOLD;
use crate::text::{Span, Text};
use crate::timeline::counted::Counted;
use crate::timeline::evidence::{Fields, ScopeClass};
use crate::timeline::kinds::{Kinds, kinds};

/// How a figure answers a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It counts the same.
    Same,
    /// It tells of the thing, and counts otherwise.
    Otherwise,
    /// It is of more than the target (居民收入 for 农村居民收入), or of another kind of the same (水路货运量 for 公路货运量).
    Another,
}

/// What is asked of a figure again and again, made once.
pub(super) struct Figure {
    /// Its place in the report.
    pub(super) at: usize,
    pub(super) fields: Fields,
    /// What it is called, folded.
    pub(super) label: Vec<char>,
    /// The heading that it stands under, and how its paragraph opens.
    pub(super) around: Vec<char>,
    known: Known,
}

/// What is asked of few figures, and of those again and again: made when it is first asked for.
#[derive(Default)]
struct Known {
    clause: OnceLock<Span>,
    /// What stands before it in its clause.
    said: OnceLock<Pairs>,
    /// All that names it, with one name for each thing, and the letters of that.
    names: OnceLock<(Pairs, Vec<char>)>,
}

impl Figure {
    pub(super) fn new(entry: &Entry, at: usize, (label, fields): (Vec<char>, Fields)) -> Self {
        let around = around(&entry.report, &entry.indicators[at]);
        Figure { at, fields, label, around, known: Known::default() }
    }
}

/// The heading that a figure stands under, and how its paragraph opens.
fn around(report: &Report, one: &Indicator) -> Vec<char> {
    let title = one.section.map(|id| report.title_of(id)).unwrap_or_default();
    let paragraph = report.paragraph_of(one.span);
    let opens = paragraph.map(|paragraph| report.text.folded(paragraph.span)).unwrap_or_default();
    let opens = &opens[..opens.iter().take(OPENING).position(|c| matches!(c, '。' | ':')).unwrap_or(0)];
    title.chars().map(crate::text::fold).chain(opens.iter().copied()).collect()
}

/// So long are the words at most that head a paragraph: 聚焦和美乡村。殡葬改革: Set by hand.
const OPENING: usize = 24;

/// A figure with what is asked of it, and the report that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) entry: &'a Entry,
    pub(super) one: &'a Indicator,
    pub(super) fields: &'a Fields,
    pub(super) label: &'a [char],
    pub(super) around: &'a [char],
    known: &'a Known,
}

impl<'a> Side<'a> {
    pub(super) fn new(entry: &'a Entry, figure: &'a Figure) -> Self {
        let Figure { at, fields, label, around, known } = figure;
        Side { entry, one: &entry.indicators[*at], fields, label, around, known }
    }

    /// The text of its report.
    pub(super) fn text(&self) -> &'a Text {
        &self.entry.report.text
    }

    /// The clause that it stands in.
    pub(super) fn clause(&self) -> Span {
        *self.known.clause.get_or_init(|| clause_of(self.entry, self.one))
    }

    /// What stands before the figure in its clause.
    pub(super) fn before(&self) -> &'a [char] {
        let start = self.clause().start.min(self.one.span.start);
        self.text().folded(Span::new(start, self.one.span.start))
    }

    /// The pairs of that.
    pub(super) fn said(&self, weights: &Weights) -> &'a Pairs {
        self.known.said.get_or_init(|| Pairs::new(self.before(), weights))
    }

    /// The pairs of its label, its sentence up to it and what stands around, with one name for each thing, and the letters of all that.
    pub(super) fn names(&self, config: &Config, weights: &Weights) -> &'a (Pairs, Vec<char>) {
        self.known.names.get_or_init(|| {
            let start = self.one.quote.start.min(self.one.span.start);
            let sentence = self.text().folded(Span::new(start, self.one.span.end));
            let all = [self.label, sentence, self.around].join(&TOLD);
            (Pairs::new(&config.aliases.apply(&all), weights), only_letters(&all))
        })
    }
}

/// A target's figure with what each figure that may answer it is held against.
pub(super) struct Wanted<'a> {
    pub(super) side: Side<'a>,
    /// The contrasts of its own words.
    facets: FacetSet,
    /// The parts of all that it names: 农村.
    parts: Vec<u8>,
    /// Whose money it is.
    level: Option<u8>,
    /// Whether it says how much more there is to be.
    pub(super) adds: bool,
    step: Option<Step>,
    /// What it names, without what is done to it.
    thing: Vec<char>,
}

impl<'a> Wanted<'a> {
    pub(super) fn new(side: Side<'a>, config: &Config) -> Self {
        let counted = side.fields.counted;
        Wanted {
            side,
            facets: config.facets.of(own_part(side.label)),
            parts: all(narrowed(side.label, config), &config.promises.narrower),
            level: level(side, config),
            adds: counted == Some(Counted::Added) || counted.is_none() && config.promises.adds.any(side.before()),
            step: step(side, config),
            thing: thing_of(side.label, config),
        }
    }

    /// Whether it is to be there, and not only begun or under way.
    pub(super) fn is_to_be_there(&self) -> bool {
        !matches!(self.step, Some(Step::Begun | Step::Ongoing))
    }
}

/// Whether a figure's things are said to be there (建成), by the word nearest to it.
pub(super) fn is_built(side: Side, config: &Config) -> bool {
    step(side, config) == Some(Step::Built)
}

/// Holds what is told of a figure against what was promised.
pub(super) fn fit(wanted: &Wanted, told: Side, config: &Config) -> Fit {
    if is_wider(wanted, told, config) || is_another(wanted, told, config) {
        return Fit::Another;
    }
    // Two amounts all but alike may be of one thing that is called otherwise: that is told, and not judged.
    if of_two_kinds(&wanted.thing, &thing_of(told.label, config), config) {
        return Fit::Otherwise;
    }
    // 收入150亿元、支出165亿元: what the figure's own words say counts, whatever its subject was told with.
    if Facets::contrast(&wanted.facets, &config.facets.of(own_part(told.label))) {
        return Fit::Otherwise;
    }
    if counts(wanted, told, config) { Fit::Same } else { Fit::Otherwise }
}

/// Whether a figure of a target's thing counts as the target does, so that it can be held against it.
pub(super) fn counts(wanted: &Wanted, told: Side, config: &Config) -> bool {
    let Wanted { side: Side { fields: own, .. }, adds, .. } = *wanted;
    // 建成30个, promised as a stock or not: where the two are all but alike they are likely the same.
    let stock = adds
        && (told.fields.counted == Some(Counted::There)
            || told.fields.cumulative && !own.cumulative
            // 新增装机3000万千瓦: what is called a stock may be what came to it.
            || told.fields.counted.is_none() && config.grammar.states.at_end(told.label).is_some())
        && !is_close(own.value, told.fields.value)
        || adds && stands(wanted, told, config);
    let other_step = match (wanted.step, step(told, config)) {
        (_, Some(Step::Ongoing)) => true,
        (Some(Step::Begun), Some(Step::Built)) => true,
        // 改造25个, 开工改造28个: the work on so many has begun, where no more was promised; not 启动, 签约.
        (None | Some(Step::Ongoing), Some(Step::Begun)) => {
            !config.promises.started.any(told.label) && !config.promises.started.any(told.before())
        }
        (wanted, Some(Step::Begun)) => wanted != Some(Step::Begun),
        _ => false,
    };
    // 1—11月，新增就业4.8万人, 引进省外资金480亿元: of less than was promised, which may all the same have come.
    let short = told.fields.value < own.value;
    let narrower = kinds(&own.named, &told.fields.named, config) == Some(Kinds::OneOf)
        && told.fields.named.len() > own.named.len()
        && !is_rated(wanted.side.label)
        && !is_close(own.value, told.fields.value);
    // 市本级收入增长3%, and not a place or an office that one of the two names.
    let of_level = own_level(&told.fields.scope) != own_level(&own.scope);
    let of_less = short && (narrower || told.fields.basis != own.basis) || of_level;
    // 招录30名, 减至124名: what fell to so many says nothing of what was to come.
    let down = |one: &Indicator| one.direction == Some(Direction::Down);
    let fell = adds && down(told.one) && !down(wanted.side.one);
    let otherwise = stock || fell || other_step || of_less || is_left(wanted, told, config);
    !otherwise && own.years == told.fields.years && counts_alike(own, told.fields)
}

/// Whether a figure only says what there is, where so many were to be added: 茶园480亩. Nothing is said to be done up to the end of its
/// clause, and it is far from the target, or the plan's own report told the same.
fn stands(wanted: &Wanted, told: Side, config: &Config) -> bool {
    let words = &config.promises;
    let done = [
        &words.adds,
        &words.acts,
        &words.finished,
        &words.built,
        &words.begun,
        &words.ongoing,
        &words.already,
        &config.counting.added,
        &config.grammar.verbs,
        &config.wording.govern,
    ];
    if told.fields.counted.is_some() || done.iter().any(|words| words.any(told.label)) {
        return false;
    }
    let Wanted { side: Side { fields: own, entry, .. }, .. } = *wanted;
    let clause = told.clause();
    let from = told.one.quote.start.min(clause.start);
    let said = told.text().folded(Span::new(from, clause.end.max(told.one.span.end)));
    let was = |one: &Indicator| {
        let alike = one.role == Role::Actual && one.label == told.one.label && one.unit == told.one.unit;
        alike && one.value == told.one.value
    };
    !done.iter().any(|words| words.any(said))
        && (!is_close(own.value, told.fields.value) || entry.indicators.iter().any(was))
}

/// Whether what was left of something was promised, and a figure tells of another number, and not of what was left: 完成7座 for
/// 剩余2座.
fn is_left(wanted: &Wanted, told: Side, config: &Config) -> bool {
    let words = &config.promises.left;
    let promised = words.any(wanted.side.label) || words.any(wanted.side.before());
    promised && wanted.side.fields.value != told.fields.value && !words.any(told.label) && !words.any(told.before())
}

/// Whether a figure is of the body's own level alone, and not of those below it.
const fn own_level(scope: &ScopeClass) -> bool {
    matches!(scope, ScopeClass::Own)
}

/// Whether a figure is of more than the target, or of another's money: one without a part that the target names, unless the heading
/// or the paragraph names it, and one of another level.
pub(super) fn is_wider(wanted: &Wanted, told: Side, config: &Config) -> bool {
    if !wanted.parts.is_empty() {
        let named =
            [told.label, told.before(), told.around].map(|chars| all(chars, &config.promises.narrower)).concat();
        if wanted.parts.iter().any(|part| !named.contains(part)) {
            return true;
        }
    }
    let other = || level(told, config);
    wanted.side.fields.block.dimension == Kind::Money.name()
        && wanted.level.is_some_and(|own| other().is_some_and(|other| own != other))
}

/// Whether a figure's own words say another thing than the target's: 出口 for 进出口, or another kind of the same.
pub(super) fn differs(wanted: &Wanted, told: Side, config: &Config) -> bool {
    Facets::contrast(&wanted.facets, &config.facets.of(own_part(told.label)))
        || kinds_apart(wanted, told, &thing_of(told.label, config), config)
}

/// Whether two figures are of two kinds of the same, and no amounts that are all but alike.
fn kinds_apart(wanted: &Wanted, told: Side, other: &[char], config: &Config) -> bool {
    let own = wanted.side.fields;
    let amounts = own.block.measure == Measure::Level && told.fields.block.measure == Measure::Level;
    of_two_kinds(&wanted.thing, other, config) && !(amounts && is_close(own.value, told.fields.value))
}

/// Whether a figure is of another kind of the same thing, or of what something else is done to: one without a word before the name
/// that the target has is of more, unless that is said beside it or the two are all but alike.
pub(super) fn is_another(wanted: &Wanted, told: Side, config: &Config) -> bool {
    let other = thing_of(told.label, config);
    let kind = of_a_kind(&wanted.thing, &other);
    let said = || {
        kind.windows(2).any(|two| [told.before(), told.around].iter().any(|text| text.windows(2).any(|own| own == two)))
    };
    let grows = wanted.side.fields.block.measure == Measure::Growth;
    kinds_apart(wanted, told, &other, config)
        || grows && of_two_counts(wanted.side.label, told.label, config)
        || !grows && of_two_amounts(wanted.side.label, told.label, config)
        || of_two_grades(own_part(wanted.side.label), own_part(told.label))
        || of_a_sum(told.label) && !of_a_sum(wanted.side.label)
        || of_two_acts(wanted.side.label, told.label, config)
        || kind.len() >= 2
            && !config.promises.whose.is(kind)
            && !is_close(wanted.side.fields.value, told.fields.value)
            && !said()
}

/// Whose a figure of money is, by what stands nearest before it.
fn level(side: Side, config: &Config) -> Option<u8> {
    all(side.before(), &config.promises.levels).last().copied()
}

/// The lists of which a word stands in a text, by their places, in order.
fn all(chars: &[char], lists: &Phrases<u8>) -> Vec<u8> {
    (0..chars.len()).filter_map(|at| lists.at_start(&chars[at..])).map(|(_, list)| list).collect()
}

/// How far the things of a figure have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Under way: 推进39个.
    Ongoing,
    /// Begun: 开工14个.
    Begun,
    /// There: 新建.
    Finished,
    /// There, and not only begun: 建成.
    Built,
}

/// How far the things of a figure have come, by the word nearest before it in its clause, else by one right behind it.
fn step(side: Side, config: &Config) -> Option<Step> {
    let words = &config.promises;
    let kinds = [
        (&words.ongoing, Step::Ongoing),
        (&words.begun, Step::Begun),
        (&words.finished, Step::Finished),
        (&words.built, Step::Built),
    ];
    let before = side.before();
    // Of words that end at one place the longest counts.
    let nearest = kinds
        .iter()
        .filter_map(|(list, step)| list.rfind(before).map(|(from, len, ())| (from + len, len, *step)))
        .max_by_key(|(end, len, _)| (*end, *len));
    let clause = side.clause();
    let behind = side.text().folded(Span::new(side.one.span.end, clause.end.max(side.one.span.end)));
    let behind = &behind[..behind.iter().position(|c| *c == '、').unwrap_or(behind.len())];
    let there = kinds[2..].iter().rev().find(|(list, _)| list.any(behind)).map(|(_, step)| *step);
    let later = || kinds[..2].iter().find(|(list, _)| list.any(behind)).map(|(_, step)| *step);
    nearest.map(|(_, _, step)| step).or_else(|| there.or_else(later))
}

/// Whether two figures count alike: what there is in all is no answer to what was to be added.
fn counts_alike(own: &Fields, other: &Fields) -> bool {
    own.cumulative == other.cumulative
        && own.averaged == other.averaged
        && (own.counted == other.counted
            || own.counted.is_none()
            || other.counted.is_none()
            || is_close(own.value, other.value))
        && !Facets::contrast(&own.facets, &other.facets)
}

/// Whether what stands before a figure in its clause says that it was only intended: 原计划新建80公里.
pub(super) fn is_intended(entry: &Entry, one: &Indicator, config: &Config) -> bool {
    let (clause, words) = (clause_of(entry, one), &config.promises);
    let before = before(entry, one);
    let behind = entry.report.text.folded(Span::new(one.span.end, clause.end.max(one.span.end)));
    // 计划投资5亿元、完成投资│5.2亿元: what is said since the figure before is its own.
    let last = one.id.index().checked_sub(1).map(|last| entry.indicators[last].span);
    let last = last.filter(|last| clause.covers(*last) && last.end <= one.span.start);
    let own = last.map_or(before, |last| entry.report.text.folded(Span::new(last.end, one.span.start)));
    let share = one.measure() == Measure::Share;
    words.intended.any(own) && !share
        || words.intends.at_start(before).is_some() && !(last.is_some() && words.finished.any(own))
        || words.intends.at_end(before).is_some()
        || words.intended_behind.at_start(behind).is_some()
}

/// What stands before a figure in its clause.
pub(super) fn before<'a>(entry: &'a Entry, one: &Indicator) -> &'a [char] {
    let clause = clause_of(entry, one);
    entry.report.text.folded(Span::new(clause.start.min(one.span.start), one.span.start))
}

/// The clause that a figure stands in.
pub(super) fn clause_of(entry: &Entry, one: &Indicator) -> Span {
    let own = clauses(&entry.report.text, one.quote);
    own.into_iter().find(|clause| clause.covers(one.span)).unwrap_or(one.quote)
}
