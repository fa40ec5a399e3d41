//! A sentence's figures to indicators: what each is about, from the words around it and from what was told before.

use crate::config::{Config, Kind, Qualifier};

use super::asof;
use super::became::what_became;
use super::context::{
    FAR, aim_named, aimed_at, aims, average_before, is_mean, listed_as_aim, planned, shared_average, time_context,
    without_base,
};
use super::dated::{date_by_brackets, earlier_than_next, mark_dated_brackets, part_years};
use super::foreseen::{mark_bounds, mark_foreseen};
use super::headed::Headed;
use super::kind::{direction_rule, kind_of, signed};
use super::label;
use super::layout::Layout;
use super::level::is_level;
use super::outside;
use super::part;
use super::parted::{Around, name_parted};
use super::period::{Frame, OwnWords, Time};
use super::phrase::as_written;
use super::piece::{name_classes, piece};
use super::pieces::Piece;
use super::purpose::name_purpose;
use super::reader::{Draft, Reader};
use super::relation::Relation;
use super::sorts::{name_by_wholes, name_sorts_outside};
use super::steps::{aim_further, drop_passed, marks_passed, name_steps, share_bound, share_time, thresholds};
use super::why::{PeriodRule, RoleRule, Why};
use super::word::squeezed;
use super::years::{last_clause, without_span, year_against, year_from, years_ago};
use super::{Indicator, IndicatorId, Role, unit_name};
use crate::quantity::{Form, Mention};
use crate::report::{Report, Sentence};
use crate::text::{Span, signs::SHARE};

/// Reads the figures of one sentence and adds them to `found`. 同期 in it is the time of the one before.
pub(super) fn read(
    report: &Report,
    config: &Config,
    sentence: &Sentence,
    figures: &[&Mention],
    (frame, headed): (&Frame<'_>, &Headed),
    found: &mut Vec<Indicator>,
) {
    let layout = Layout::new(&report.text, sentence.span, figures, &config.words);
    let headlined = headline(report, sentence, found, config);
    let before = sentence_before(report, sentence, found);
    let lead = outside::lead(report.text.folded(sentence.span), config)
        .filter(|lead| before.is_some() || *lead == outside::Lead::Split);
    let told = before.and(lead.as_ref()).and_then(|lead| outside::scope(lead, (report, sentence, found)));
    let mut reader = Reader::new(config, &layout, figures, headlined.clone(), headed.scope().or(told));
    reader.account = headed.account();
    let carried = headlined.clone().or_else(|| before.map(|last| last.topic.clone()));
    if asof::same_time(report.text.folded(sentence.span), &config.grammar.times) {
        reader.asof = before.and_then(|last| last.asof.clone());
    }
    for at in 0..figures.len() {
        let draft = reader.graded_in_turn(at).unwrap_or_else(|| reader.draft(at, carried.as_deref()));
        reader.drafts.push(draft);
    }
    let Reader { mut drafts, .. } = reader;
    name_purpose(&layout, figures, &mut drafts, carried.as_deref(), config);
    what_became(&layout, figures, &mut drafts, config);
    let pieces: Vec<Piece> = (0..drafts.len()).map(|at| piece(&layout, at, &drafts, figures[at], config)).collect();
    let mut parents = part::parts(&layout, &pieces);
    name_classes(&mut drafts, &pieces, &parents);
    name_by_wholes(&layout, &mut drafts, &parents, config);
    let follows = before.is_some() || lead == Some(outside::Lead::Split);
    let labels: Vec<&str> = drafts.iter().map(|draft| draft.label.as_str()).collect();
    let mut outer = follows.then(|| {
        outside::totals((report, sentence, found), (&layout, &pieces, &parents, &labels), lead.as_ref(), config)
    });
    name_sorts_outside(&mut drafts, outer.as_deref(), found, config);
    let around = Around { told: (report, sentence, found), layout: &layout, figures, config };
    name_parted(&around, &mut drafts, &mut parents, &mut outer);
    let beyond = (thresholds(&layout, figures, &drafts, config), marks_passed(&layout, figures, &drafts, config));
    let base = found.len();
    for (at, (draft, mention)) in drafts.into_iter().zip(figures).enumerate() {
        let mut indicator = finish(report, config, sentence, &layout, at, draft, mention, frame);
        indicator.id = IndicatorId((base + at) as u32);
        let inner = parents[at].map(|parent| IndicatorId((base + parent) as u32));
        indicator.part_of = outer.as_ref().and_then(|outer| outer[at]).or(inner);
        found.push(indicator);
    }
    outside::share_wholes(&pieces, found, base, config);
    share_time(&layout, &mut found[base..], config);
    share_bound(&layout, &mut found[base..], config);
    aim_further(&layout, &mut found[base..], config);
    date_by_brackets(&layout, &mut found[base..]);
    part_years(found, base);
    earlier_than_next(&mut found[base..]);
    mark_dated_brackets(&layout, &mut found[base..]);
    name_steps(&layout, &mut found[base..], config);
    mark_bounds(&layout, &mut found[base..], config);
    mark_foreseen(&layout, found, base, config);
    drop_passed(found, base, beyond);
}

/// The last figure read, where its sentence stands before this one in the same paragraph.
fn sentence_before<'f>(report: &Report, sentence: &Sentence, found: &'f [Indicator]) -> Option<&'f Indicator> {
    found.last().filter(|last| {
        let own = report.sentences.partition_point(|other| other.span.start <= last.span.start).checked_sub(1);
        own.map(|own| &report.sentences[own]).is_some_and(|own| {
            own.paragraph == sentence.paragraph && own.span.end <= sentence.span.start && own.span.covers(last.span)
        })
    })
}

/// 经营主体稳中培优。总量达……, ——项目建设有序推进。完成投资……: the short sentence before, which says what its paragraph is about.
fn headline(report: &Report, sentence: &Sentence, found: &[Indicator], config: &Config) -> Option<String> {
    let at = report.sentences.partition_point(|other| other.span.start < sentence.span.start);
    let last = report.sentences.get(at.checked_sub(1)?).filter(|last| last.paragraph == sentence.paragraph)?;
    // 新建车站八座。│完成项目十二个: what a figure tells is no lead.
    if found.last().is_some_and(|told| last.span.covers(told.span)) {
        return None;
    }
    let words = report.text.folded(last.span);
    let listed = matches!(words, [n, mark, ..] if crate::quantity::digit(*n).is_some() && *mark != '、' && config.grammar.item_marks.has(*mark));
    let short = !listed && words.len() <= 14 && !words.iter().any(|c| matches!(c, ',' | ':') || c.is_ascii_digit());
    let topic = label::topic(words, &config.grammar);
    short.then(|| crate::text::squeeze(topic).trim_end_matches('。').to_owned())
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
    frame: &Frame<'_>,
) -> Indicator {
    let relation = draft.relation.unwrap_or(Relation::Level);
    let before = layout.before(at);
    let near = around(report, sentence, mention);
    let unit = unit_name(report, config, mention);
    let (kind, direction) = kind_of(mention, relation, &draft.label, unit.as_deref(), config);
    let (value, direction) = signed(mention, kind, direction);
    let clause_qualifier = clause_qualifier(layout, at, relation, config);
    let shared = shared_average(layout, at, config);
    let qualifier = mention.qualifier.or(clause_qualifier).or(shared.then_some(Qualifier::Average));
    // 五年来累计达到: no state at the end of the years.
    let added_up = clause_qualifier == Some(Qualifier::Cumulative) && !matches!(kind, Kind::Rate | Kind::Rank);
    let level = !matches!(relation, Relation::By(_))
        && !added_up
        && (matches!(relation, Relation::To(_))
            || matches!(kind, Kind::Rate | Kind::Rank)
            || is_share(mention, &draft)
            || is_level(layout, at, &draft, config));
    let average = shared || config.grammar.year_average.any(before);
    let each = !average && config.grammar.each_year.any(before) && !config.grammar.each_time.any(before);
    let time = time_of(config, layout, at, &draft, frame, Told { kind, relation, level, average, each, qualifier });
    let (role, role_rule, time) = role_of(config, layout, at, &draft, frame, time);
    let (label, scope) = draft.rules;
    let why = Why { label, scope, period: time.rule, role: role_rule, direction: direction_rule(direction, relation) };
    Indicator {
        id: IndicatorId(0),
        span: mention.span,
        value,
        high: mention.high,
        threshold: None,
        fraction: mention.form == Form::Fraction,
        direction,
        unit,
        kind,
        label: without_span(&as_written(draft.label, near), (time.years, role), config),
        topic: without_span(&draft.topic, (time.years, role), config),
        scope: draft.scope.map(|scope| as_written(scope, near)),
        basis: asof::time_basis(draft.asof.as_deref(), &config.grammar.times),
        asof: draft.asof,
        period: time.period,
        years: time.years,
        qualifier,
        role,
        part_of: None,
        section: sentence.section,
        quote: sentence.span,
        table: None,
        why,
    }
}

/// Average or cumulative by the words of a figure's clause, or by those of the figure that became it.
fn clause_qualifier(layout: &Layout<'_>, at: usize, relation: Relation, config: &Config) -> Option<Qualifier> {
    let before = layout.before(at);
    let own = config.words.clause.rfind(before);
    // 高于全省平均水平1.1个百分点: no average itself.
    let exceeds = config.grammar.exceeds.rfind(before).map(|(at, ..)| at);
    let held = own.is_some_and(|(at, ..)| exceeds.is_some_and(|exceeds| exceeds < at));
    let own_qualifier = own.map(|(.., qualifier)| qualifier).filter(|own| *own != Qualifier::Average || !held);
    let own_qualifier = own_qualifier.or_else(|| is_mean(before, config).then_some(Qualifier::Average));
    own_qualifier.or_else(|| average_before(layout, at, relation, config))
}

/// The sentence of a figure, as far as it may say anything of it.
fn around<'a>(report: &'a Report, sentence: &Sentence, mention: &Mention) -> &'a str {
    let from = sentence.span.start.max(mention.span.start.saturating_sub(FAR));
    report.text.str(Span::new(from, sentence.span.end.min(mention.span.end + FAR)))
}

/// What of a figure says which time it covers.
#[derive(Clone, Copy)]
struct Told {
    kind: Kind,
    relation: Relation,
    /// It is a state at the end of the time.
    level: bool,
    /// So much on average in each year.
    average: bool,
    /// So much in every single year (每年).
    each: bool,
    /// How exact it is or of what sort.
    qualifier: Option<Qualifier>,
}

/// The time that a figure is of.
fn time_of(config: &Config, layout: &Layout<'_>, at: usize, draft: &Draft, frame: &Frame<'_>, told: Told) -> Time {
    let context = time_context(layout, at, config);
    // 全年, under a heading of five years: the figure is of the year, and the heading is not asked.
    let of_a_year = config.grammar.of_a_year.any(&context);
    let mut time = frame.within(of_a_year).time(
        if told.kind == Kind::Ratio { without_base(&context, config) } else { &context },
        frame.plans(),
        OwnWords { level: told.level, average: told.average, previous: draft.previous, among: draft.among },
    );
    if let Some(years) = over_years(config, &context, time.period, draft, told) {
        time.years = years;
        if years > 1 {
            time.rule = PeriodRule::Named;
        }
    }
    // 2019年、2020年、2021年收入分别为: each is of its own year.
    if let Some(year) = draft.year {
        time = frame.in_year(year);
    }
    // 连续9年 is how long it has been so by now, whatever time the part around it tells of; what is so every year is of one.
    let so_long = told.qualifier == Some(Qualifier::Consecutive) && told.kind == Kind::Duration;
    if so_long || told.each {
        time.years = 1;
    }
    time
}

/// Over how many years a change went: 比2020年增长30%, 比上年增长. A change without a subject of its own is measured against
/// what the one before it was (比1980年增长51.8%，平均每年递增8.7%), or went on from where that began (从1980年的28万人增加到40万人，
/// 增长42.2%).
fn over_years(config: &Config, context: &[char], period: Option<i32>, draft: &Draft, told: Told) -> Option<u8> {
    let times = &config.grammar.times;
    let clause = &context[last_clause(context)..];
    let changes = matches!(told.relation, Relation::By(_));
    if !changes && told.kind != Kind::Ratio {
        return None;
    }
    if changes && !told.average && config.grammar.against.any(clause) {
        return Some(1);
    }
    if let Some(ago) = changes.then(|| clause_ago(clause, config)).flatten() {
        return Some(ago);
    }
    // 资产比2002年增长60%，税收增长50%: the comparison holds until another one is told.
    let from = config.grammar.against.rfind(context).map_or(0, |(at, len, ())| at + len);
    let before = || year_against(&context[from..], times).or_else(|| year_from(context, times).filter(|_| !draft.own));
    let base = year_against(clause, times).or_else(|| before().filter(|_| changes))?;
    u8::try_from(period? - base).ok().filter(|years| (2..=60).contains(years))
}

/// 比五年前增加: how many years ago a clause measures against.
fn clause_ago(clause: &[char], config: &Config) -> Option<u8> {
    let from = clause.iter().rposition(|c| config.grammar.compares_with.has(*c))? + 1;
    (from + 3..=clause.len().min(from + 4)).find_map(|end| years_ago(&clause[from..end], &config.grammar.times))
}

/// What a figure is to the report, and its time: what a value was is of the year before.
fn role_of(
    config: &Config,
    layout: &Layout<'_>,
    at: usize,
    draft: &Draft,
    frame: &Frame<'_>,
    time: Time,
) -> (Role, RoleRule, Time) {
    if draft.previous {
        let time = frame.previous(&squeezed(layout.before(at)), time);
        return (Role::Previous, RoleRule::Before, time);
    }
    let context = time_context(layout, at, config);
    let behind = layout.behind(at);
    // 目标为120家，│实际创建136家: what came of the aim.
    let own = squeezed(layout.before(at));
    let came = config.grammar.done_starts.at_start(&own).is_some() && !aims(&own, config);
    let aimed = || !came && aims(&context, config) || aimed_at(behind, config) || aim_named(&context, behind, config);
    let (role, rule) = match () {
        () if draft.aimed => (Role::Target, RoleRule::Aim),
        () if frame.plans() && !time.past => (Role::Target, RoleRule::Part),
        // 截至2022年7月底已整改53个: counted by then, after the year that the report is of.
        () if time.future
            && asof::is_counted(draft.asof.as_deref(), &config.grammar.times)
            && config.grammar.by_now.any(&context)
            && !config.grammar.yet_to_come.any(layout.before(at))
            && !config.grammar.orders.open(layout.before(at))
            && !aimed() =>
        {
            (Role::Actual, RoleRule::Reached)
        }
        () if time.future => (Role::Target, RoleRule::Year),
        () if aimed() || planned(layout, at, config) => (Role::Target, RoleRule::Aim),
        () if listed_as_aim(layout, at, config) && !time.past => (Role::Target, RoleRule::Aim),
        () => (Role::Actual, RoleRule::Reached),
    };
    (role, rule, time)
}

/// 占世界三分之二: a part of a whole, in whatever form it is written.
fn is_share(mention: &Mention, draft: &Draft) -> bool {
    mention.form == Form::Fraction && draft.label.contains(SHARE)
}
