//! Whether two numbers are told of one thing: a number is said to have become another one only then.

use super::apart::{Told, are_apart, are_unlike, is_act};
use super::prepared::Side;
use crate::align::tokens::{Token, is_year};
use crate::config::{Config, Counting, Facets, Qualifier, Wording};
use crate::indicator::{Indicator, Role};
use crate::quantity::{Mention, NotAFigure, UnitName};
use crate::report::Report;
use crate::similarity::{Weights, letters};
use crate::text::signs::MONTH;
use crate::text::{Span, fold, is_han};
use crate::timeline::evidence::{Field, Fields, compare};

/// A clause that weighs less than this says what was done with a number (增长, 达到), not what it is of: the clause before
/// it does.
const THIN: u32 = 24;
/// How many characters around a number are read, at the most.
const REACH: u32 = 80;
/// How many figures on each side of one are looked at, at the most.
const BESIDE: usize = 6;
/// The least evidence that two figures of two sentences that belong together are of one thing, in bits. Set by hand: the
/// sentences already speak for them, so that it lies under what a link between any two figures needs.
const LEAST: f64 = 0.5;
/// The same of two figures before whose common end nothing is alike: 服务业, 世界 before 经济增长贡献率. Set by hand, on some
/// hundred such pairs of labels.
const LEAST_UNLIKE: f64 = 3.0;
/// What a bound on one side only costs, in bits: enough to choose between two that are as near.
const BOUNDED: f64 = 0.25;
/// Against a pair of figures a single field says enough from here on, in bits. Set by hand: the weights that the timeline
/// gives to what is all but a veto begin there.
const AGAINST: f64 = -2.0;

/// A number with what it is told of.
pub(super) struct Subject<'a> {
    mention: &'a Mention,
    /// Whether it names a year.
    is_year: bool,
    /// What stands behind the numeral: the unit with its scale and what is glued to it.
    tail: Vec<char>,
    /// The month that a day is of, as it is written.
    month: &'a [char],
    /// The figure that was read of it, where it is one.
    figure: Option<(&'a Indicator, &'a Fields)>,
    /// The figures beside it, in the same list or sentence.
    beside: &'a [Indicator],
    /// Pairs of letters around the number, in order, each once with its weight.
    around: Vec<(u64, u32)>,
    /// Its sentence up to it, as it is matched.
    sentence: &'a [char],
    /// The sentence before, and all of its own.
    passage: &'a [char],
}

impl<'a> Subject<'a> {
    /// What the number that a token is, is told of; none of what can't become another number: an ordinal, a list mark, a
    /// name, digits that no reading made a number of.
    pub(super) fn new(side: &'a Side<'a>, token: &Token) -> Option<Self> {
        let mention = side.tokens.mention(token)?;
        let is_year = is_year(&side.report.text, token);
        let tail = Span::new(mention.numeral.end.min(token.span.end), token.span.end);
        let can_change = match mention.none {
            None | Some(NotAFigure::Year | NotAFigure::TimeOfDay | NotAFigure::Attribute) => true,
            // A month by itself is a word: 于6月, 于5月.
            Some(NotAFigure::Date) => tail.start < tail.end,
            Some(_) => is_year,
        };
        // 70周年 names an occasion.
        let is_jubilee = side.config.ties.jubilee.is(side.report.text.folded(tail));
        if !can_change || is_jubilee {
            return None;
        }
        let start = sentence(side.report, token.span.start);
        let from = side.figures.partition_point(|figure| figure.span.end <= token.span.start);
        let figure = side.figures.get(from).filter(|figure| figure.span.overlap(token.span) > 0);
        let near = |at: &usize| side.figures[*at].span.start.abs_diff(token.span.start) <= REACH;
        let first = (from.saturating_sub(BESIDE)..from).find(near).unwrap_or(from);
        let last = (from + 1..(from + BESIDE).min(side.figures.len())).take_while(near).last().unwrap_or(from);
        Some(Subject {
            mention,
            is_year,
            tail: side.report.text.folded(tail).iter().copied().filter(|c| !c.is_whitespace()).collect(),
            month: if mention.none == Some(NotAFigure::Date) { month(side.report, token.span.start) } else { &[] },
            figure: figure.zip(side.fields.get(from)),
            beside: side.figures.get(first..=last).unwrap_or_default(),
            around: around(side.report, side.weights, token.span),
            sentence: side.report.text.folded(Span::new(start, token.span.start)),
            passage: side.report.text.folded(passage(side.report, start, token.span.end)),
        })
    }

    /// Whether it was read as a figure.
    pub(super) const fn is_figure(&self) -> bool {
        self.figure.is_some()
    }

    fn told(&self, (figure, fields): (&'a Indicator, &'a Fields)) -> Told<'a> {
        Told { figure, scope: &fields.scope, sentence: self.sentence, passage: self.passage }
    }

    /// Whether both are numbers of one sort and unit.
    fn is_of_sort(&self, other: &Subject<'a>, counting: &Counting) -> bool {
        let (x, y) = (self.mention, other.mention);
        let known = |unit: Option<UnitName>| unit.filter(|unit| matches!(unit, UnitName::Known(_)));
        let of_figure = |subject: &Subject<'a>| subject.figure.and_then(|(figure, _)| figure.unit.as_deref());
        let alike = |(x, y): (&str, &str)| x == y || counting.stand_for(x, y);
        let one_unit = known(x.unit).is_some() && x.unit == y.unit
            || self.tail == other.tail
            || of_figure(self).zip(of_figure(other)).is_some_and(alike);
        let sort = |subject: &Subject<'a>| if subject.is_year { Some(NotAFigure::Year) } else { subject.mention.none };
        // 1月20日 became 2月3日, and no 20日 a 3日.
        let one_month = self.month == other.month;
        one_unit && one_month && sort(self) == sort(other) && x.rank == y.rank && x.form == y.form
    }

    /// Whether two numbers say two different things: 第1 and 第一 do not.
    pub(super) fn says_other(&self, other: &Subject<'a>) -> bool {
        let (x, y) = (self.mention, other.mention);
        (x.value, x.high) != (y.value, y.high)
    }

    /// Whether two numbers of sentences that read alike but for their numbers are of one thing: it is told of both with the
    /// same words, but one may be a target and the other what was reached.
    pub(super) fn is_formula(&self, other: &Subject<'a>, counting: &Counting) -> bool {
        let is_one = match (self.figure, other.figure) {
            (Some((own, fields)), Some((theirs, others))) => {
                own.role == theirs.role && fields.block == others.block && !turned(own, theirs)
            }
            _ => true,
        };
        self.is_of_sort(other, counting) && self.says_other(other) && is_one
    }

    /// What speaks against a figure that is bounded beside one that is not, where others are as near: 186.4亿元 became 197.9亿元
    /// and not 近200亿元.
    fn unlike_bounds(&self, other: &Subject<'a>) -> f64 {
        let is_bounded = |subject: &Subject<'a>| subject.mention.qualifier.is_some_and(Qualifier::is_vague);
        if is_bounded(self) == is_bounded(other) { 0.0 } else { BOUNDED }
    }

    /// How much speaks for two numbers being of one thing, in thousandths of bits and at least 1; none where they are of
    /// two. Figures are held against each other as between any two reports; of what is no figure, a part of the words around
    /// it has to be the same.
    pub(super) fn likeness(&self, other: &Subject<'a>, side: &Side<'_>) -> Option<i64> {
        if !self.is_of_sort(other, &side.config.counting) {
            return None;
        }
        let around = common(&self.around, &other.around);
        let (Some((own, fields)), Some((theirs, others))) = (self.figure, other.figure) else {
            // What was read as no figure may still be one; a date is told beside much. 一年 and 五年 are words.
            if self.mention.han || other.mention.han {
                return None;
            }
            let least = if self.mention.none.is_none() { 250 } else { 500 };
            return (around >= least).then_some(i64::from(around));
        };
        let before = |figure: &Indicator| figure.role == Role::Previous;
        if before(own) != before(theirs) || turned(own, theirs) {
            return None;
        }
        let evidence = compare(fields, others, side.config).ok()?;
        // Whatever else there is: another counter, a sum against a part, what was added against what there is.
        let against = |(field, weight): &(Field, f64)| match field {
            Field::Subject | Field::Magnitude => false,
            _ => *weight <= AGAINST,
        };
        if evidence.weights.iter().any(against)
            || has_its_own(own, theirs, other.beside, side.config)
            || has_its_own(theirs, own, self.beside, side.config)
            || contrast(own, theirs, side.config)
            || is_of_a_place(own, theirs, &side.config.wording)
            || are_apart(&self.told((own, fields)), &other.told((theirs, others)), side.config)
        {
            return None;
        }
        let told = [self.told((own, fields)), other.told((theirs, others))];
        let least = if are_unlike(&told, side.config) { LEAST_UNLIKE } else { LEAST };
        let bits = evidence.bits() + f64::from(around) / 1000.0;
        (bits >= least).then_some(((bits - LEAST - self.unlike_bounds(other)) * 1000.0).max(0.0) as i64 + 1)
    }
}

/// The month that stands right before a day; empty where none does.
fn month(report: &Report, day: u32) -> &[char] {
    let is_digit = |offset: &u32| report.text.at(*offset).is_ascii_digit();
    let Some(end) = day.checked_sub(1).filter(|&offset| report.text.at(offset) == MONTH) else { return &[] };
    let digits = (end.saturating_sub(2)..end).rev().take_while(is_digit).count() as u32;
    report.text.folded(Span::new(end - digits, end))
}

/// Where the sentence of a number begins, or what is read of it.
fn sentence(report: &Report, number: u32) -> u32 {
    let first = number.saturating_sub(2 * REACH);
    let is_end = |offset: &u32| is_end(report.text.at(*offset));
    (first..number).rev().find(is_end).map_or(first, |offset| offset + 1)
}

/// The sentence before the one that begins here, and that to its end, or what is read of both.
fn passage(report: &Report, start: u32, number: u32) -> Span {
    let before = start.checked_sub(1).map_or(start, |end| sentence(report, end));
    let last = report.text.len().min(number.saturating_add(REACH));
    let end = (number..last).find(|&offset| is_end(report.text.at(offset))).unwrap_or(last);
    Span::new(before, end)
}

const fn is_end(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '\n')
}

/// 下降3.2% beside 增长2.9%: the words between them say what changed, and no difference of the two numbers does.
fn turned(own: &Indicator, other: &Indicator) -> bool {
    own.direction.zip(other.direction).is_some_and(|(own, other)| own != other)
}

/// 小麦、大豆分别为18万亩、4万亩 beside 大豆、小麦分别为5万亩、19万亩: whether a figure that is called otherwise than another has
/// one that is called as it is among those beside the other. Where 分别 deals numbers out to places, these tell them apart.
fn has_its_own(own: &Indicator, other: &Indicator, beside: &[Indicator], config: &Config) -> bool {
    let called = |figure: &Indicator| figure.label.chars().collect::<Vec<char>>();
    let name = called(own);
    let is_exact = |theirs: &[char]| theirs == name || is_led_by_act(theirs, &name, config);
    let is_called = |theirs: &[char]| is_exact(theirs) || is_one_name(theirs, &name);
    // 接待入境游客 is called 入境游客 rather than 接待游客.
    let has = |is_so: &dyn Fn(&[char]) -> bool| {
        let is_told = |figure: &Indicator| figure.scope == own.scope && is_so(&called(figure));
        let is_own = |figure: &Indicator| figure.kind == own.kind && figure.role == own.role && is_told(figure);
        !is_told(other) && beside.iter().any(is_own)
    };
    !name.is_empty() && (has(&is_exact) || has(&is_called))
}

/// The shortest beginning and the shortest end of a name, in letters.
const NAME_ENDS: usize = 2;

/// Whether two names are the same, or the longer one is the shorter with something told in its middle: 玉米面积, 玉米播种面积.
fn is_one_name(x: &[char], y: &[char]) -> bool {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let start = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let end = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    x == y || start >= NAME_ENDS && end >= NAME_ENDS && start + end >= short.len()
}

/// Whether the longer of two names is the other one behind what was done: 接待游客, 游客. Those that came are others: 新增企业, 企业.
fn is_led_by_act(x: &[char], y: &[char], config: &Config) -> bool {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let lead = long.strip_suffix(short).filter(|lead| !lead.is_empty() && short.len() >= NAME_ENDS);
    lead.is_some_and(|lead| is_act(lead, config) && !config.counting.added.is(lead))
}

/// Whether two labels contrast as they stand: the evidence sees them with names made alike.
fn contrast(own: &Indicator, other: &Indicator, config: &Config) -> bool {
    let facets = |figure: &Indicator| config.facets.of(&figure.label.chars().map(fold).collect::<Vec<_>>());
    Facets::contrast(&facets(own), &facets(other))
}

/// Whether two labels differ in nothing but that one of them begins with the name of a place: 经济总量, 江南片区经济总量.
fn is_of_a_place(own: &Indicator, other: &Indicator, wording: &Wording) -> bool {
    let lead = own.label.strip_suffix(other.label.as_str()).or_else(|| other.label.strip_suffix(own.label.as_str()));
    let lead: Vec<char> = lead.unwrap_or_default().trim_end_matches('·').chars().collect();
    // 市 alone names none: 市档案馆 is the 档案馆 of the report.
    own.scope == other.scope && lead.len() > 1 && wording.place_ends.at_end(&lead).is_some()
}

/// How much of the lighter one's weight two lists of words have in common, in thousandths.
fn common(words: &[(u64, u32)], others: &[(u64, u32)]) -> u32 {
    let weight = |words: &[(u64, u32)]| words.iter().map(|(_, weight)| weight).sum::<u32>();
    let held = |word: &&(u64, u32)| others.binary_search_by_key(&word.0, |other| other.0).is_ok();
    let both: u32 = words.iter().filter(held).map(|(_, weight)| weight).sum();
    (1000 * both).checked_div(weight(words).min(weight(others))).unwrap_or(0)
}

/// The pairs of letters in a number's clause, and in those before it as long as all are thin, each once with its weight.
fn around(report: &Report, weights: &Weights, number: Span) -> Vec<(u64, u32)> {
    let at = |offset: u32| report.text.at(offset);
    // 1,200 and 8:30 are whole.
    let in_number = |offset: u32| {
        offset > 0
            && matches!(at(offset), ',' | ':')
            && at(offset - 1).is_ascii_digit()
            && at(offset + 1).is_ascii_digit()
    };
    let is_mark = |offset: u32| {
        let c = at(offset);
        is_end(c) || matches!(c, '，' | ';' | '\t' | '|') || matches!(c, ',' | ':') && !in_number(offset)
    };
    let last = report.text.len().min(number.end.saturating_add(REACH));
    let end = (number.end..last).find(|&offset| is_mark(offset) || at(offset) == '、').unwrap_or(last);
    let first = number.start.saturating_sub(REACH);
    let mut words = pairs(report.text.folded(Span::new(number.end, end)), weights);
    let mut to = number.start;
    loop {
        let from = (first..to).rev().find(|&offset| is_mark(offset)).map_or(first, |offset| offset + 1);
        words.extend(pairs(report.text.folded(Span::new(from, to)), weights));
        let weight: u32 = words.iter().map(|(_, weight)| weight).sum();
        if weight >= THIN || from <= first || is_end(at(from - 1)) {
            break;
        }
        to = from - 1;
    }
    distinct(words)
}

fn distinct(mut words: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    words.sort_unstable();
    words.dedup();
    words
}

fn pairs(text: &[char], weights: &Weights) -> Vec<(u64, u32)> {
    let told = text.windows(2).filter(|pair| is_han(pair[0]) && is_han(pair[1]));
    told.map(|pair| letters([pair[0], pair[1]])).map(|pair| (pair, u32::from(weights.level(pair)))).collect()
}
