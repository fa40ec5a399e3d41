//! The promises that a report makes: the targets of its plan, and the acts that it announces with what they are done to.

use super::act;
use super::clauses::{clauses, run_of, without_deadlines};
use super::later::Later;
use super::{Bound, Target};
use crate::config::{Config, Direction, Kind, Qualifier};
use crate::corpus::Entry;
use crate::indicator::{DirectionRule, Indicator, Measure, Role, calendar_year, few, own_part as named_last, planned};
use crate::report::Sentence;
use crate::text::signs::{LISTED, OF, RATE, TEN, TOLD, YEAR};
use crate::text::{Span, Text, is_han};
use crate::timeline::facts::changes_of;

/// A promise as a report makes it.
#[derive(Debug, Clone)]
pub(super) struct Promise {
    /// The clause.
    pub(super) span: Span,
    /// What it is about in the clause, without the words that lead up to it.
    pub(super) core: Span,
    /// What of that the answer must say: the thing without how and by when it is to be.
    pub(super) about: Vec<char>,
    /// Its figure.
    pub(super) target: Option<Target>,
    /// The year by which it is to be kept.
    pub(super) period: Option<i32>,
    /// How many years it is to be kept over.
    pub(super) years: u8,
    /// Whether it is to be kept while those who promise it are in office: no report says whether that is over.
    pub(super) of_term: bool,
    /// Whether it says of a thing how it is to be: 粮食产量保持稳定.
    pub(super) is_state: bool,
}

/// The promises of one report, in text order: a row a target figure, and a row a clause with an act.
pub(super) fn promises(entry: &Entry, config: &Config) -> Vec<Promise> {
    let report = &entry.report;
    let mut found = Vec::new();
    let planned = planned(report, config);
    let now = counts_from(entry, config);
    let (mut looks_back, mut paragraph) = (false, None);
    for (sentence, planned) in report.sentences.iter().zip(planned).filter(|(sentence, _)| is_plan(entry, sentence)) {
        let chars = report.text.folded(sentence.span);
        // 过去一年，完善了制度: what was done is told in the plan, until a sentence orders something or the paragraph ends.
        let orders = orders(chars, config);
        let back = config.grammar.times.past_year.at_start(chars).is_some();
        let goes_on = looks_back && paragraph == Some(sentence.paragraph) && !turns(chars, config);
        looks_back = (back || goes_on) && !orders;
        paragraph = Some(sentence.paragraph);
        if !looks_back {
            of_sentence(entry, sentence.span, (planned || orders, now), config, &mut found);
        }
    }
    found
}

/// Whether a sentence opens with the year to come, or with what is to be done.
fn turns(chars: &[char], config: &Config) -> bool {
    let act = &chars[act::lead(chars, config)..];
    config.promises.this_year.at_start(chars).is_some() || config.wording.govern.at_start(act).is_some()
}

/// The year from which a plan counts the years to come: its own, or the one before where it calls its own 明年 (a summary of December).
fn counts_from(entry: &Entry, config: &Config) -> Option<i32> {
    let report = &entry.report;
    let covers = report.metadata.covers?;
    let near = &config.grammar.times.near;
    let opens = |chars: &[char]| near.at_start(&chars[act::lead(chars, config)..]).map(|(_, shift)| shift);
    let ahead = report.sections.iter().filter(|section| section.role.is_ahead()).filter_map(|section| section.title);
    let says = |shift: i64, title: Span| {
        let title = report.text.folded(title);
        (0..title.len()).any(|at| near.at_start(&title[at..]).is_some_and(|(_, own)| own == shift))
    };
    let (heads, plans) = (ahead, report.sentences.iter().filter(|sentence| is_plan(entry, sentence)));
    let (mut next, mut this) = (false, false);
    for title in heads {
        (next, this) = (next || says(1, title), this || says(0, title));
    }
    for sentence in plans {
        let shift = opens(report.text.folded(sentence.span));
        (next, this) = (next || shift == Some(1), this || shift == Some(0));
    }
    let own = report.metadata.now() == Some(covers) && next && !this;
    Some(if own { covers } else { covers + 1 })
}

/// The promises of a sentence; `acts` says whether its acts are still to be done, and `now` from which year it counts.
fn of_sentence(
    entry: &Entry,
    sentence: Span,
    (acts, now): (bool, Option<i32>),
    config: &Config,
    found: &mut Vec<Promise>,
) {
    let text = &entry.report.text;
    let year = entry.report.metadata.covers.map(|covers| covers + 1);
    let inside = entry.indicators.iter().enumerate().filter(|(_, one)| sentence.covers(one.span));
    let inside: Vec<(usize, &Indicator)> = inside.collect();
    let mut before: Option<Vec<char>> = None;
    let mut later = Later::default();
    for clause in clauses(text, sentence) {
        let targets: Vec<_> =
            inside.iter().filter(|(at, one)| clause.covers(one.span) && is_target(entry, *at, one, config)).collect();
        // What is given promises nothing, and what was done is done.
        let given = !targets.is_empty() && is_given(text.folded(clause), config);
        let targets: Vec<_> =
            targets.into_iter().filter(|(_, one)| !given && !is_there(entry, clause, one, config)).collect();
        later.enter(text.folded(clause), year, now, config);
        let mut from = clause.start;
        let dealt = config.promises.each.any(text.folded(clause));
        let mut held = false;
        for (at, one) in &targets {
            let to = text.folded(Span::new(clause.start.min(one.span.start), one.span.start));
            // 分别控制在120万元和│80万元
            held = config.promises.holds_down.at_end(to).is_some() || held && dealt;
            let target = Some(target(*at, one, held, config));
            let core = own_part(text, Span::new(from, clause.end), one.span, from > clause.start);
            from = one.span.end;
            let (period, years) = over_years(text.folded(Span::new(sentence.start, one.span.start)), one, year, config);
            let about = without_figure(text, core, one.span, config);
            let own = targets.len() > 1 && !dealt && tells_itself(text, clause, core, one);
            let span = if own { core } else { clause };
            let of_term = later.is_of_term() && period.is_none_or(|period| Some(period) == year);
            let period = if of_term { None } else { period.or(year) };
            found.push(Promise { span, core, about, target, period, years, of_term, is_state: false });
        }
        let act = targets.is_empty() && !given && acts;
        let act = act.then(|| act::act(text.folded(clause), clause.start, before.as_deref(), config)).flatten();
        before = act.as_ref().map(|act| act.about.clone());
        if let Some(act::Act { core, about, is_state }) = act {
            let of_term = later.is_of_term();
            let period = if of_term { None } else { later.year(year).or(year) };
            found.push(Promise { span: clause, core, about, target: None, period, years: 1, of_term, is_state });
        }
    }
}

/// What a target is about: its part of the clause without by when, and without the number and the words that hold it, which the answer
/// says otherwise or not at all.
fn without_figure(text: &Text, core: Span, figure: Span, config: &Config) -> Vec<char> {
    let words = &config.promises;
    let mut before = text.folded(Span::new(core.start.min(figure.start), figure.start));
    while let Some((len, ())) = words.holds.at_end(before) {
        before = &before[..before.len() - len];
    }
    let mut behind = text.folded(Span::new(figure.end, core.end.max(figure.end)));
    while let Some((len, ())) = words.bounds.at_start(behind) {
        behind = &behind[len..];
    }
    let name = [before, behind].join(&TOLD);
    without_deadlines(&name, config)
}

/// Whether a clause tells what there is whatever is done, and not what is to be reached.
fn is_given(clause: &[char], config: &Config) -> bool {
    config.promises.given.any(clause) && !config.promises.reaches.any(clause)
}

/// By which year a target is to be reached, and over how many years: what is to be done in 五年 or 今明两年 is not done in one.
/// `before` is what stands before it in its sentence.
fn over_years(before: &[char], one: &Indicator, year: Option<i32>, config: &Config) -> (Option<i32>, u8) {
    let named = one.period.is_some() && one.period != year;
    let clause = before.iter().rposition(|c| matches!(c, ',' | ';' | '。')).map_or(0, |at| at + 1);
    // 三年内新增学位3万个，今年新增1万个
    let spans = years_of(&before[clause..], config).is_some();
    if !named && !spans && config.promises.this_year.any(&before[clause..]) {
        return (year, 1);
    }
    // 五年改造小区1000个 is for the years to come, “十四五”时期 for those that its name says.
    let years = match one.years {
        _ if named || config.grammar.times.plans.any(before) => None,
        1 => years_of(before, config),
        years => Some(years),
    };
    // 比2020年增长10%: what it is compared with lies back.
    let back = named_years(&before[clause..]).any(|named| year.is_some_and(|year| named < year));
    let Some((years, first)) = years.filter(|_| !back).zip(year) else { return (one.period, one.years) };
    (Some(first + i32::from(years) - 1), years)
}

/// The calendar years that a text names.
pub(super) fn named_years(text: &[char]) -> impl Iterator<Item = i32> {
    text.windows(5).filter(|window| window[4] == YEAR).filter_map(|window| calendar_year(window.first_chunk::<4>()?))
}

/// Over how many years the text before a figure says that something is to be done, where it does not come back to this year.
fn years_of(before: &[char], config: &Config) -> Option<u8> {
    let (words, times) = (&config.promises, &config.grammar.times);
    let two = words.two_years.rfind(before).map(|(at, len, ())| (at + len, 2));
    let spoken = (1..before.len()).rev().find_map(|at| {
        let years = before[at] == YEAR && times.plans.at_end(&before[..=at]).is_none();
        let number = few(before[at - 1]).filter(|_| years)?;
        let behind = before.get(at + 1);
        let spans = behind.is_none_or(|c| !times.no_span.has(*c) || times.years_within.has(*c));
        let told = at >= 2 && (times.not_years_summed.has(before[at - 2]) || is_numeral(before[at - 2]));
        let past = at >= 2 && times.years_past.at_end(&before[..at - 1]).is_some();
        (spans && !told && !past).then_some((at + 1, number))
    });
    let (end, years) = two.max(spoken)?;
    (!words.this_year.any(&before[end..])).then_some(years)
}

fn is_numeral(c: char) -> bool {
    c == TEN || c.is_ascii_digit() || crate::quantity::digit(c).is_some()
}

/// Whether a sentence stands in a part about what is to come.
fn is_plan(entry: &Entry, sentence: &Sentence) -> bool {
    sentence.section.is_some_and(|id| entry.report.section(id).role.is_ahead())
}

/// Whether a sentence orders something where it opens: 要……, 我们必须……
fn orders(chars: &[char], config: &Config) -> bool {
    let lead = act::lead(chars, config);
    lead > 0 && config.promises.orders.any(&chars[..lead])
        || config.promises.orders.at_start(chars).is_some_and(|(len, ())| len > 1)
}

/// The part of a clause that a figure is told in: 新增学位3000个、床位200张 are two promises. `rest` is the clause behind the figure
/// before it, where there is one (`from_figure`).
fn own_part(text: &Text, rest: Span, figure: Span, from_figure: bool) -> Span {
    // What stands before the list goes on belongs to the figure before: 100个口袋公园、10座体育公园.
    let between = text.folded(Span::new(rest.start, figure.start.max(rest.start)));
    let next = if from_figure { between.iter().position(|c| *c == LISTED) } else { None };
    let start = rest.start + next.map_or(0, |at| at as u32 + 1);
    let behind = text.folded(Span::new(figure.end, rest.end)).iter().position(|c| *c == LISTED);
    Span::new(start, behind.map_or(rest.end, |at| figure.end + at as u32))
}

/// Whether a part of a clause tells of its figure by itself: commas of the list stand around it, and what it counts stands in it
/// (新增学位3000个、│床位200张, not 培育6个世界级、3个国家级│集群).
fn tells_itself(text: &Text, clause: Span, core: Span, one: &Indicator) -> bool {
    let listed = |at: u32| text.folded(Span::new(at, at + 1)) == [LISTED];
    let ends = (core.start == clause.start || listed(core.start - 1)) && (core.end >= clause.end || listed(core.end));
    let label = one.folded_label();
    let noun = &label[label.len().saturating_sub(NOUN)..];
    ends && !noun.is_empty() && text.folded(core).windows(noun.len()).any(|words| words == noun)
}

/// How many letters at the end of a label name what is counted.
const NOUN: usize = 2;

/// Whether a figure is one that is to be reached, with a name of its own. How long something lasts is a target where it is to
/// become shorter or longer; and by how much a target is more than the year before says nothing that the target does not.
fn is_target(entry: &Entry, at: usize, one: &Indicator, config: &Config) -> bool {
    // 优良天数 is a number of days, and no time that something lasts.
    let counted = config.promises.day_counts.at_end(&one.folded_label()).is_some();
    let lasts =
        one.kind == Kind::Duration && one.direction.is_none() && one.qualifier != Some(Qualifier::AtMost) && !counted;
    let indicators = &entry.indicators;
    let of_another = (at.saturating_sub(3)..at)
        .any(|before| indicators[before].role == Role::Target && changes_of(indicators, before).contains(&at));
    one.role == Role::Target && !one.label.is_empty() && !lasts && !of_another
}

/// Whether a figure only tells what is there: what stands before it says that it was reached already (已开工的57个项目), it says how many
/// there are for whom something is done (凝聚85万云岭人民的力量), or it is part of a picture (八方来客).
fn is_there(entry: &Entry, clause: Span, one: &Indicator, config: &Config) -> bool {
    let (text, words) = (&entry.report.text, &config.promises);
    let before = text.folded(Span::new(clause.start.min(one.span.start), one.span.start));
    let behind = text.folded(Span::new(one.span.end, clause.end.max(one.span.end)));
    let whose = behind.iter().take_while(|c| is_han(**c)).count().min(PLACE);
    // 子弟 of 3000名农民工子弟入学: the people end what is counted.
    let people = |at: usize| {
        let ends = |(len, ()): (usize, ())| {
            let of = &behind[at + len..];
            of.first().is_none_or(|c| !is_han(*c) || *c == OF) || words.people_behind.at_start(of).is_some()
        };
        words.people.at_start(&behind[at..]).is_some_and(ends) && words.not_people.at_start(&behind[at..]).is_none()
    };
    let reached = words.adds.any(before) || words.reaches.any(before);
    words.already.any(before)
        || is_threshold(before, one, behind, config)
        || !reached && (is_for_all(before, config) || (0..=whose).any(people))
        || words.pictures.at_start(text.folded(Span::new(one.span.start, clause.end.max(one.span.end)))).is_some()
}

/// Whether a figure only says of which of the things counted before it something is promised: 9个│人口20万以上的县.
fn is_threshold(before: &[char], one: &Indicator, behind: &[char], config: &Config) -> bool {
    let bounds = config.promises.bounds.at_start(behind).map_or(0, |(len, ())| len);
    let bounded = bounds > 0 || matches!(one.qualifier, Some(Qualifier::AtLeast | Qualifier::AtMost));
    let whose = behind[bounds..].strip_prefix(&[OF]).and_then(|of| of.first()).is_some_and(|c| is_han(*c));
    let by_what = before.iter().rev().take_while(|c| is_han(**c)).count();
    let counted = (MEASURED..=BY_WHAT).contains(&by_what)
        && before[..before.len() - by_what].last().is_some_and(char::is_ascii_digit);
    bounded && whose && counted
}

/// How many letters stand between the two numbers: the unit of the first, and by what the things are measured. Set by hand.
const MEASURED: usize = 3;
const BY_WHAT: usize = 7;

/// Whether what stands before a figure ends with what is done for all of them: 服务好│全县.
fn is_for_all(before: &[char], config: &Config) -> bool {
    let words = &config.promises;
    let Some((at, len, ())) = words.for_all.rfind(before) else { return false };
    let rest = &before[at + len..];
    run_of(rest, &[&words.carriers, &words.here]) == rest.len()
}

/// How many letters the name of a place has at most that stands before its people: 新疆各族. Set by hand.
const PLACE: usize = 6;

/// Whether a value is one that something falls to (住院日降至7.2天), and not by how much it falls, as a fraction tells (压缩三分之一).
pub(super) fn is_fallen_to(one: &Indicator) -> bool {
    one.direction == Some(Direction::Down)
        && one.why.direction == DirectionRule::Verb
        && one.kind != Kind::Ratio
        && matches!(one.measure(), Measure::Level | Measure::Share)
}

/// The target of a figure; `held` says that it is to be held to that (控制在120亿元).
fn target(at: usize, one: &Indicator, held: bool, config: &Config) -> Target {
    let falls = one.direction == Some(Direction::Down);
    let named = matches!(one.measure(), Measure::Level | Measure::Share | Measure::Growth) && !falls;
    let bound = match one.qualifier {
        Some(Qualifier::AtLeast | Qualifier::MoreThan) => Bound::AtLeast,
        Some(Qualifier::AtMost) => Bound::AtMost,
        Some(Qualifier::About | Qualifier::Almost) => Bound::About,
        _ => Bound::Exact,
    };
    // 进入前80名: the first is the best.
    let capped = held
        || one.kind == Kind::Rank
        || is_place(one, config)
        || is_fallen_to(one)
        || named && is_better_low(&one.folded_label(), config);
    let ceiling = bound == Bound::AtMost || bound != Bound::AtLeast && capped;
    Target { indicator: at, bound, ceiling }
}

/// Whether a figure is a place among others, of which the first is the best: 百强县前│80名, 进入全省前│三分之一; not 疫情前│90%.
fn is_place(one: &Indicator, config: &Config) -> bool {
    let words = &config.promises;
    let label = one.folded_label();
    let Some((last, of)) = label.split_last() else { return false };
    let counted = one.unit.as_ref().is_some_and(|unit| words.places.contains(unit));
    words.first_of.has(*last) && (counted || words.placed.at_end(of).is_some())
}

/// Whether less is better of what a label names: what names it ends the label, but for how it is measured (事故起数), and nothing is done
/// about it there: neither 投诉响应率 nor 化解不良贷款 is such a thing.
fn is_better_low(label: &[char], config: &Config) -> bool {
    let words = &config.promises;
    let own = named_last(label);
    if words.dealt_with.at_start(own).is_some() {
        return false;
    }
    let name = if words.ceilings.any(own) { own } else { label };
    let Some((at, len, ())) = words.ceilings.rfind(name) else { return false };
    let mut rest = &name[at + len..];
    while let Some(&first) = rest.first() {
        let len = words.measured.at_start(rest).map(|(len, ())| len);
        match len {
            Some(len) => rest = &rest[len..],
            None if !is_han(first) => rest = &rest[1..],
            // 投诉满意率; 投诉工单 and 事故损失 are of no other sort than what names them.
            None => return rest.last() != Some(&RATE),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_how_many_years_something_is_to_be_done() {
        let config = Config::builtin().unwrap();
        for (before, years) in [
            ("用五年时间改造管网", Some(5)),
            ("用5年时间改造管网", Some(5)),
            ("两年建成公园", Some(2)),
            ("整治建成二十五年小区", None),
            ("整治建成25年小区", None),
            ("2025年小区", None),
            ("用3年时间整治小区,今年整治", None),
            ("九年义务教育巩固率达到", None),
        ] {
            assert_eq!(years_of(&before.chars().collect::<Vec<_>>(), &config), years, "{before}");
        }
    }
}
