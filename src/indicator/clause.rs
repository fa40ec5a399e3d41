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
fn mark_previous(layout: &Layout<'_>, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let to = matches!(drafts[at].relation, Some(Relation::To(_))) && layout.touches(at);
        let before: String = layout.before(at).iter().collect();
        let became = to
            || layout.touches(at)
                && [
                    "上升到",
                    "增加到",
                    "提高到",
                    "调整为",
                    "变为",
                    "升为",
                    "降为",
                    "转为",
                    "转为增长",
                    "转为下降",
                    "减为",
                    "减为增长",
                    "转正为",
                ]
                .iter()
                .any(|word| before.ends_with(word));
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
            // 新登记140万户，其中企业50万家: the same bodies.
            let name = if unit.name == "家" { "户" } else { &unit.name };
            if unit.dimension == "count" { hash(name) } else { hash(&unit.dimension) }
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
        dealt: draft.head.as_deref() == Some(DEALT),
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
    let near = Span::new(
        sentence.span.start.max(mention.span.start.saturating_sub(FAR)),
        sentence.span.end.min(mention.span.end + FAR),
    );
    let near = report.text.str(near);
    let unit = unit_name(report, config, mention);
    let (kind, direction) = kind_of(mention, relation, &draft.label, unit.as_deref(), config);
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
    let context = time_context(layout, at);
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
        () if time.future || aims(&context) || aimed_at(layout.behind(at)) => Role::Target,
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
        value: mention.value,
        high: mention.high,
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

/// The sentence up to the figure, where its own clause or one before it names a time.
fn time_context(layout: &Layout<'_>, at: usize) -> Vec<char> {
    let slot = layout.slots[at];
    let far = slot.left.saturating_sub(FAR as usize);
    let parts = |k: &usize| matches!(layout.marks[*k], Mark::Semicolon | Mark::Stop);
    let from = (far..slot.left).rev().find(parts).map_or(far, |k| k + 1);
    layout.chars[from..slot.start].to_vec()
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
fn aimed_at(behind: &[char]) -> bool {
    let behind = behind.strip_prefix(&['的']).unwrap_or(behind);
    [
        &['预', '期', '目', '标'] as &[char],
        &['年', '度', '目', '标'],
        &['计', '划', '目', '标'],
        &['目', '标', '值'],
        &['控', '制', '目', '标'],
    ]
    .iter()
    .any(|aim| behind.starts_with(aim))
}

/// Words that make a figure in the look back an aim: 预期目标为, 目标是.
fn aims(context: &[char]) -> bool {
    let words: String = context.iter().collect();
    let tail: String = words.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    ["目标为", "目标是", "目标值", "预期为", "计划达到", "力争达到", "目标任务为", "任务为"]
        .iter()
        .any(|word| tail.contains(word))
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
