//! A sentence's figures to indicators: what each is about, from the words around it and from what was told before.

use crate::config::{Config, Direction, Kind, Qualifier};

use super::asof;
use super::layout::{Layout, Mark};
use super::part::{self, Piece};
use super::period::Frame;
use super::phrase::{as_written, is_before, opens_with_change};
use super::reader::{DEALT, Draft, Reader};
use super::relation::Relation;
use super::years::year_against;
use super::{Indicator, IndicatorId, Role, unit_name};
use crate::quantity::{Form, Mention, UnitName};
use crate::report::{Report, Sentence};
use crate::text::Span;

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
    let headlined = headline(report, sentence);
    let mut reader = Reader {
        config,
        layout: &layout,
        figures,
        drafts: Vec::new(),
        colon: None,
        headline: headlined.clone(),
        scope: None,
        part: None,
        glued: false,
        asof: None,
        dealt: Vec::new(),
    };
    let before = found.last().filter(|last| {
        let own = report.sentences.partition_point(|other| other.span.start <= last.span.start).checked_sub(1);
        own.map(|own| &report.sentences[own]).is_some_and(|own| {
            own.paragraph == sentence.paragraph && own.span.end <= sentence.span.start && own.span.covers(last.span)
        })
    });
    let carried = headlined.clone().or_else(|| before.map(|last| last.topic.clone()));
    // 同期: the time of the sentence before.
    if asof::same_time(report.text.folded(sentence.span)) {
        reader.asof = before.and_then(|last| last.asof.clone());
    }
    for at in 0..figures.len() {
        let draft = reader.draft(at, carried.as_deref());
        reader.drafts.push(draft);
    }
    let Reader { mut drafts, .. } = reader;
    mark_previous(&layout, &mut drafts, config);
    let pieces: Vec<Piece> = (0..drafts.len()).map(|at| piece(&layout, at, &drafts, figures[at], config)).collect();
    let parents = part::parts(&layout, &pieces);
    let outside = before.and_then(|_| total_outside(report, config, sentence, found, &pieces));
    let outer = outside.map_or_else(Vec::new, |total| part::of_outside(&layout, &pieces, &parents, found[total].value));
    let thresholds = thresholds(&layout, figures, &drafts, config);
    let base = found.len();
    for (at, (draft, mention)) in drafts.into_iter().zip(figures).enumerate() {
        let mut indicator = finish(report, config, sentence, &layout, at, draft, mention, frame);
        indicator.id = IndicatorId((base + at) as u32);
        indicator.part_of = parents[at].map(|parent| IndicatorId((base + parent) as u32));
        if let Some(total) = outside.filter(|_| outer[at]) {
            indicator.part_of = Some(found[total].id);
        }
        found.push(indicator);
    }
    for at in thresholds.into_iter().rev() {
        drop_threshold(found, base + at);
    }
}

/// 突破8000公里、达8184公里: figures that only say what the one right behind them went beyond, of the same thing.
fn thresholds(layout: &Layout<'_>, figures: &[&Mention], drafts: &[Draft], config: &Config) -> Vec<usize> {
    (0..figures.len().saturating_sub(1))
        .filter(|&at| {
            let (first, second) = (figures[at], figures[at + 1]);
            let slot = layout.slots[at + 1];
            let beyond = first.qualifier == Some(Qualifier::MoreThan) && second.qualifier.is_none();
            let same = second.unit.is_some()
                && first.form == second.form
                && first.unit.is_none_or(|unit| Some(unit) == second.unit);
            let near = second.value >= first.value && second.value <= first.value * rust_decimal::Decimal::TWO;
            let joined = matches!(slot.opened_by, Mark::Item | Mark::Comma) && slot.inside == layout.slots[at].inside;
            let before: Vec<char> = layout.before(at + 1).iter().copied().filter(|c| !c.is_whitespace()).collect();
            let reached = config.grammar.reached.is(&before);
            let behind = layout.behind(at).iter().all(|c| c.is_whitespace());
            let level = matches!(drafts[at].relation, Some(Relation::Level | Relation::To(_)));
            beyond && same && near && joined && reached && behind && level
        })
        .collect()
}

/// Takes a threshold out of the figures: what was part of it is part of the value behind it.
fn drop_threshold(found: &mut Vec<Indicator>, at: usize) {
    let threshold = found.remove(at);
    if let Some(value) = found.get_mut(at) {
        value.threshold = Some(threshold.value);
        value.part_of = value.part_of.filter(|total| total.index() != at).or(threshold.part_of);
    }
    for indicator in &mut found[at..] {
        indicator.id.0 -= 1;
        indicator.part_of =
            indicator.part_of.map(|total| if total.index() > at { IndicatorId(total.0 - 1) } else { total });
    }
}

/// 生产总值1236亿元。其中，第一产业……: the figure of the sentence before of which this one's first figures are parts.
fn total_outside(
    report: &Report,
    config: &Config,
    sentence: &Sentence,
    found: &[Indicator],
    pieces: &[Piece],
) -> Option<usize> {
    let first = pieces.iter().find(|piece| piece.additive).filter(|piece| piece.among)?;
    let at = report.sentences.partition_point(|other| other.span.start < sentence.span.start).checked_sub(1)?;
    let last = report.sentences[at].span;
    let whole = |indicator: &&Indicator| {
        indicator.part_of.is_none() && indicator.table.is_none() && indicator.role != Role::Previous
    };
    let fits = |indicator: &&Indicator| {
        !matches!(indicator.kind, Kind::Rate | Kind::Growth | Kind::Delta | Kind::Rank | Kind::Ratio)
            && unit_key(indicator.unit.as_deref(), config) == first.unit
            && indicator.value >= first.value
    };
    let found = found.iter().rev().take_while(|indicator| last.covers(indicator.span));
    found.filter(whole).find(fits).map(|indicator| indicator.id.index())
}

/// What a figure's unit can be added up with, as a number that is only compared; 0 where nothing says.
fn unit_key(unit: Option<&str>, config: &Config) -> u64 {
    let Some(id) = unit.and_then(|unit| config.units.named(unit)) else { return 0 };
    let unit = config.units.get(id);
    // 新登记140万户，其中企业50万家: the same bodies.
    let name = if unit.name == "家" { "户" } else { &unit.name };
    if unit.dimension == "count" { hash(name) } else { hash(&unit.dimension) }
}

/// 经营主体稳中培优。总量达……: the short sentence before, which says what its paragraph is about.
fn headline(report: &Report, sentence: &Sentence) -> Option<String> {
    let at = report.sentences.partition_point(|other| other.span.start < sentence.span.start);
    let last = report.sentences.get(at.checked_sub(1)?).filter(|last| last.paragraph == sentence.paragraph)?;
    let words = report.text.folded(last.span);
    let listed = matches!(words, [n, '是' | '要', ..] if crate::quantity::digit(*n).is_some());
    let short = !listed && words.len() <= 14 && !words.iter().any(|c| matches!(c, ',' | ':') || c.is_ascii_digit());
    short.then(|| crate::text::squeeze(words).trim_end_matches('。').to_owned())
}

/// 由9.8%降至7.5%: the first of two figures that touch is what the value was.
fn mark_previous(layout: &Layout<'_>, drafts: &mut [Draft], config: &Config) {
    for at in 1..drafts.len() {
        let to = matches!(drafts[at].relation, Some(Relation::To(_))) && layout.touches(at);
        let before = layout.before(at);
        let became = to || layout.touches(at) && config.grammar.became.at_end(before).is_some();
        let dealt = drafts[at - 1].head.as_deref() == Some(DEALT);
        if !became && !dealt {
            drafts[at - 1].previous &= is_before(layout.before(at - 1));
        } else if became && (drafts[at - 1].previous || layout.before(at - 1).iter().any(|c| matches!(c, '由' | '从')))
        {
            drafts[at - 1].previous = true;
            // 从20亿元增加到去年的98亿元
            drafts[at].previous = false;
        }
    }
    if let Some(last) = drafts.len().checked_sub(1) {
        drafts[last].previous &= is_before(layout.before(last));
    }
}

fn piece(layout: &Layout<'_>, at: usize, drafts: &[Draft], mention: &Mention, config: &Config) -> Piece {
    let draft = &drafts[at];
    let before: Vec<char> = layout.before(at).iter().copied().filter(|c| !c.is_whitespace()).collect();
    let unit = match mention.unit {
        Some(UnitName::Known(id)) => unit_key(Some(&config.units.get(id).name), config),
        Some(UnitName::Unknown(_)) | None => 0,
    };
    let additive = mention.form == Form::Plain
        && !mention.rank
        && mention.kind(config) != Kind::Rate
        && !config.grammar.per.any(&before)
        && !matches!(draft.relation, Some(Relation::By(_)))
        && !draft.previous;
    let words: Vec<char> = draft.label.rsplit('·').next().unwrap_or_default().chars().collect();
    let noun: String = words.iter().rev().take(2).collect();
    Piece {
        value: mention.value,
        unit,
        additive,
        among: draft.among,
        own: draft.own,
        noun: hash(&noun),
        some: takes_some(&words, &drafts[..at], config),
        total: config.grammar.sums.at_start(&before).is_some(),
        dealt: draft.head.as_deref() == Some(DEALT),
    }
}

/// 采纳91条, 已化解27件, 采纳意见91条: some of what was told before, where the verb's object is that or too general to be
/// another; 办结建议45件 is of other things.
fn takes_some(words: &[char], earlier: &[Draft], config: &Config) -> bool {
    let grammar = &config.grammar;
    let noun = match (grammar.takes.at_start(words), grammar.takes.at_end(words)) {
        (Some((len, ())), _) => &words[len..],
        (None, Some((len, ()))) => &words[..words.len() - len],
        (None, None) => return false,
    };
    let noun = grammar.verbs.at_start(noun).filter(|(len, ())| *len == noun.len()).map_or(noun, |_| &[]);
    if noun.is_empty() || grammar.general.is(noun) {
        return true;
    }
    // 抽取案卷172卷，评出优秀案卷26卷: chosen from among them.
    let chosen = grammar.chooses.at_start(words).is_some();
    let end: String = noun[noun.len().saturating_sub(2)..].iter().collect();
    if chosen && earlier.iter().any(|draft| draft.subject.ends_with(&end)) {
        return true;
    }
    let noun: String = noun.iter().collect();
    earlier.iter().any(|draft| draft.subject.contains(&noun) || !draft.topic.is_empty() && noun.contains(&draft.topic))
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
    let near = Span::new(
        sentence.span.start.max(mention.span.start.saturating_sub(FAR)),
        sentence.span.end.min(mention.span.end + FAR),
    );
    let near = report.text.str(near);
    let unit = unit_name(report, config, mention);
    let (kind, direction) = kind_of(mention, relation, &draft.label, unit.as_deref(), config);
    let (value, direction) = signed(mention, kind, direction);
    let clause_qualifier = config.words.clause.rfind(before).map(|(_, _, qualifier)| qualifier);
    let shared = shared_average(layout, at);
    let qualifier = mention.qualifier.or(clause_qualifier).or(shared.then_some(Qualifier::Average));
    let planned = frame.plans();
    let average = shared || before.windows(2).any(|pair| pair == ['年', '均']);
    let level = !matches!(relation, Relation::By(_))
        && (matches!(relation, Relation::To(_))
            || matches!(kind, Kind::Rate | Kind::Rank)
            || is_share(mention, &draft)
            || is_level(before, &draft, config));
    let context = time_context(layout, at, config);
    let mut time = frame.time(
        if kind == Kind::Ratio { without_base(&context) } else { &context },
        planned,
        level,
        average,
        draft.previous,
    );
    // 比2020年增长30%: over the years between.
    if let (Some(period), Some(base), Relation::By(_)) = (time.period, year_against(&context), relation)
        && (2..=20).contains(&(period - base))
    {
        time.years = (period - base) as u8;
    }
    let role = match () {
        () if draft.previous => Role::Previous,
        () if planned && !time.past => Role::Target,
        () if time.future || aims(&context, config) || aimed_at(layout.behind(at), config) => Role::Target,
        () if listed_as_aim(layout, at, config) && !time.past => Role::Target,
        () => Role::Actual,
    };
    if role == Role::Previous {
        if !names_year(before) {
            time.period = frame.before(time);
        }
        // What something rose from is a state, though it took years to rise.
        time.years = 1;
    }
    Indicator {
        id: IndicatorId(0),
        span: mention.span,
        value,
        high: mention.high,
        threshold: None,
        direction,
        unit,
        kind,
        label: as_written(draft.label, near),
        topic: draft.topic,
        scope: draft.scope.map(|scope| as_written(scope, near)),
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

/// 增长-3.5%: a fall of 3.5, told as growth. A level below zero keeps its sign.
fn signed(mention: &Mention, kind: Kind, direction: Option<Direction>) -> (rust_decimal::Decimal, Option<Direction>) {
    let changes = matches!(kind, Kind::Growth | Kind::Delta) && mention.high.is_none();
    match direction {
        Some(direction) if changes && mention.value.is_sign_negative() && !mention.value.is_zero() => {
            (mention.value.abs(), Some(direction.turned()))
        }
        _ => (mention.value, direction),
    }
}

/// 平均每年新增就业20万人、转移8万人: the average that opens a row is of each in it.
fn shared_average(layout: &Layout<'_>, at: usize) -> bool {
    let first = (0..=at).rev().find(|&at| layout.slots[at].opened_by != Mark::Item).unwrap_or(at);
    let opening: String = layout.before(first).iter().filter(|c| !c.is_whitespace()).collect();
    first < at
        && ["平均每年", "年均每年", "每年平均", "平均每月", "平均每天"].iter().any(|word| opening.starts_with(word))
}

/// How far from a figure its sentence says anything of it, in scalar values: no sentence that is meant to be read is
/// longer, but a damaged file may be one.
const FAR: u32 = 600;

/// The sentence up to the figure, where its own clause or one before it names a time: without brackets that closed
/// before it, and without what says that something was carried over from another year. What a colon announced counts
/// for the whole list behind it.
fn time_context(layout: &Layout<'_>, at: usize, config: &Config) -> Vec<char> {
    let slot = layout.slots[at];
    let far = slot.left.saturating_sub(FAR as usize);
    let parts = |k: &usize| matches!(layout.marks[*k], Mark::Semicolon | Mark::Stop);
    let from = (far..slot.left).rev().find(parts).map_or(far, |k| k + 1);
    let mut words = Vec::new();
    if let Some(head) = colon_head(layout, at) {
        words.extend(layout.chars[head.start..head.end.min(from)].iter().copied());
    }
    let mut k = from;
    while k < slot.start {
        let closed = || (k + 1..slot.start).find(|&end| layout.marks[end] == Mark::Close);
        if layout.marks[k] == Mark::Open
            && let Some(end) = closed()
        {
            k = end + 1;
        } else if let Some((len, ())) = config.grammar.carried.at_start(&layout.chars[k..slot.start]) {
            k += len;
        } else {
            words.push(layout.chars[k]);
            k += 1;
        }
    }
    words
}

/// What the last colon before a figure announced, where the figure stands in the list behind it: the words from the
/// sentence or clause's start to the colon.
fn colon_head(layout: &Layout<'_>, at: usize) -> Option<std::ops::Range<usize>> {
    let start = layout.slots[at].start;
    let far = start.saturating_sub(FAR as usize);
    let colon =
        (far..start).rev().take_while(|&k| layout.marks[k] != Mark::Stop).find(|&k| layout.marks[k] == Mark::Colon)?;
    let from =
        (far..colon).rev().find(|&k| matches!(layout.marks[k], Mark::Stop | Mark::Semicolon)).map_or(far, |k| k + 1);
    Some(from..colon)
}

/// 预期目标是：……: the colon's head says that all behind it is aimed at.
fn listed_as_aim(layout: &Layout<'_>, at: usize, config: &Config) -> bool {
    colon_head(layout, at).is_some_and(|head| {
        let head = &layout.chars[head];
        config.grammar.aims.rfind(head).is_some_and(|(place, len, ())| {
            // 目标完成情况如下: what was reached of it.
            !config.grammar.reviews.any(&head[place + len..])
                && !config.grammar.reviews.any(&head[..place][place.saturating_sub(4)..])
        })
    })
}

/// The words before a multiple without what it is a multiple of: 是2016年的2.7倍.
fn without_base(context: &[char]) -> &[char] {
    let Some(rest) = context.strip_suffix(&['年', '的']) else { return context };
    match rest {
        [before @ .., '上' | '去'] => before,
        [before @ .., a, b, c, d] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()) => before,
        _ => context,
    }
}

fn names_year(before: &[char]) -> bool {
    before.windows(5).any(|window| window[..4].iter().all(char::is_ascii_digit) && window[4] == '年')
}

/// 低于13%的预期目标: the figure is the aim that something else was measured against.
fn aimed_at(behind: &[char], config: &Config) -> bool {
    let behind = behind.strip_prefix(&['的']).unwrap_or(behind);
    config.grammar.aimed.at_start(behind).is_some()
}

/// Words that make a figure in the look back an aim: 预期目标为, 目标是.
fn aims(context: &[char], config: &Config) -> bool {
    config.grammar.aim_ends.any(&context[context.len().saturating_sub(12)..])
}

/// 占世界三分之二: a part of a whole, in whatever form it is written.
fn is_share(mention: &Mention, draft: &Draft) -> bool {
    mention.form == Form::Fraction && draft.label.contains('占')
}

/// Whether a figure is a state at the end of the time, not what happened in it: 总量超过, 资产规模; not 累计, 新增产能.
fn is_level(before: &[char], draft: &Draft, config: &Config) -> bool {
    let mut words: Vec<char> = before.iter().copied().filter(|c| !c.is_whitespace()).collect();
    if config.grammar.reached.at_end(&words).is_some() {
        return true;
    }
    let done = config.grammar.changes.at_start(&words).is_some();
    let happened = done || !draft.verb.is_empty() || draft.head.as_deref().is_some_and(|head| !head.is_empty());
    if happened || config.grammar.flows.any(&words) {
        return false;
    }
    let mut beyond = false;
    loop {
        if config.grammar.states.at_end(&words).is_some() {
            return true;
        }
        // 资产规模首次突破, 人均收入超
        let Some((len, qualifier)) = config.words.before.at_end(&words) else {
            // 班列开行超2700列: what was done stands last.
            return beyond && config.grammar.verbs.at_end(&words).is_none();
        };
        beyond |= qualifier == Qualifier::MoreThan && len < words.len();
        words.truncate(words.len() - len);
    }
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
