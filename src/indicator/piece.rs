//! A figure as part-finding sees it: what it can be added up with, and what its words say of a whole.

use crate::config::{Config, Kind};
use crate::quantity::{Form, Mention, UnitName};
use crate::report::{Report, Sentence};
use crate::text::signs::{OF, SHARE};
use rust_decimal::Decimal;

use super::among::within;
use super::layout::Layout;
use super::part::Piece;
use super::reader::{DEALT, Draft};
use super::relation::Relation;
use super::{Indicator, Role};

/// 生产总值1236亿元。其中，第一产业……: the figure of the sentence before of which this one's first figures are parts.
pub(super) fn total_outside(
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

pub(super) fn piece(layout: &Layout<'_>, at: usize, drafts: &[Draft], mention: &Mention, config: &Config) -> Piece {
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
        among: draft.among || is_composed(layout, at, &before, config),
        own: draft.own,
        noun: hash(&noun),
        verb: if draft.verb.is_empty() { 0 } else { hash(&draft.verb) },
        some: takes_some(&words, &drafts[..at], config),
        // 收入总计185亿元
        total: config.grammar.sums.at_start(&before).is_some()
            || before.len() <= 6 && config.grammar.sums.at_end(&before).is_some(),
        dealt: draft.head.as_deref() == Some(DEALT),
        class: is_class(&before, draft, config),
        rest: config.grammar.others.at_start(&before).is_some(),
        share: share(mention, draft, &before, config),
        within: within(layout, at, &config.grammar),
        planned: config.grammar.due.any(&before),
    }
}

/// 接警3600起，由│扑救1240起、救援2360起构成: whether the words open the parts that make a total.
fn is_composed(layout: &Layout<'_>, at: usize, before: &[char], config: &Config) -> bool {
    let ties = &config.ties;
    ties.made_of.at_start(before).is_some() && ties.makes_up.any(&layout.chars[layout.slots[at].end..])
}

/// Whether the words before a figure tell one class of what was counted: 评为“优”的, “良”的, 优.
fn is_class(before: &[char], draft: &Draft, config: &Config) -> bool {
    let graded = matches!(before, [grade] if !config.grammar.joins.has(*grade)) && draft.verb.is_empty();
    draft.head.as_deref() != Some(DEALT) && (graded || before.len() > 1 && before.last() == Some(&OF))
}

/// What share of a whole a figure tells, in percent: 占95.2%, 败诉率8.3%.
fn share(mention: &Mention, draft: &Draft, before: &[char], config: &Config) -> Option<Decimal> {
    let told = mention.kind(config) == Kind::Rate
        && mention.form == Form::Plain
        && mention.high.is_none()
        && matches!(draft.relation, Some(Relation::Level | Relation::To(_)));
    let label: Vec<char> = draft.label.chars().collect();
    let named = config.grammar.share_ends.at_end(&label).is_some() || before.contains(&SHARE);
    (told && named).then_some(mention.value)
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
