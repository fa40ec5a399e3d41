//! What sort of figure it is (类别), and which way it went.

use crate::config::{Config, Direction, Kind};
use crate::quantity::Mention;
use crate::text::signs::POINT;

use super::phrase::{changed_by, opens_with_change};
use super::relation::Relation;
use super::why::DirectionRule;

/// What says which way a figure went.
pub(super) fn direction_rule(direction: Option<Direction>, relation: Relation) -> DirectionRule {
    match (direction, relation) {
        (None, _) => DirectionRule::None,
        (Some(_), Relation::Level) => DirectionRule::Noun,
        (Some(_), Relation::By(_) | Relation::To(_)) => DirectionRule::Verb,
    }
}

/// 增长-3.5%: a fall of 3.5, told as growth. A level below zero keeps its sign.
pub(super) fn signed(
    mention: &Mention,
    kind: Kind,
    direction: Option<Direction>,
) -> (rust_decimal::Decimal, Option<Direction>) {
    let changes = matches!(kind, Kind::Growth | Kind::Delta) && mention.high.is_none();
    match direction {
        Some(direction) if changes && mention.value.is_sign_negative() && !mention.value.is_zero() => {
            (mention.value.abs(), Some(direction.turned()))
        }
        _ => (mention.value, direction),
    }
}

/// Whether a figure without a known unit is a measure and no count: its name is one's, or it is reckoned by something.
fn is_measured(label: &[char], unit: Option<&str>, config: &Config) -> bool {
    // 生态质量指数（EQI）
    let name = label.split(|c| matches!(c, '（' | '(')).next().unwrap_or_default();
    unit.map_or_else(|| config.grammar.measures.at_end(name).is_some(), |unit| unit.contains('/'))
}

/// The sort of figure, and which way a change went.
pub(super) fn kind_of(
    mention: &Mention,
    relation: Relation,
    label: &str,
    unit: Option<&str>,
    config: &Config,
) -> (Kind, Option<Direction>) {
    let base = mention.kind(config);
    let words: Vec<char> = label.chars().collect();
    let noun = config.grammar.change_nouns.at_end(&words).map(|(_, direction)| direction);
    let cut = (base == Kind::Rate).then(|| changed_by(&words, &config.grammar)).flatten();
    let direction = match relation {
        Relation::By(direction) | Relation::To(direction) => Some(direction),
        // 净增规上企业20家
        Relation::Level if base != Kind::Rate && opens_with_change(&words, &config.grammar) => {
            config.grammar.changes.at_start(&words).map(|(_, direction)| direction)
        }
        Relation::Level => noun.or(cut),
    };
    let changes = matches!(relation, Relation::By(_)) || relation == Relation::Level && cut.is_some();
    let kind = match base {
        Kind::Rank | Kind::Ratio => base,
        Kind::Rate if unit.is_some_and(|unit| unit.contains(POINT)) => Kind::Delta,
        Kind::Rate if changes || noun.is_some() => Kind::Growth,
        Kind::Rate => Kind::Rate,
        _ if changes || opens_with_change(&words, &config.grammar) => Kind::Delta,
        // 收入比2.13
        Kind::Count if unit.is_none() && config.grammar.ratio_names.at_end(&words).is_some() => Kind::Ratio,
        // 指数3.52, 87纳戈瑞/小时: measured, and not counted.
        Kind::Count if is_measured(&words, unit, config) => Kind::Quantity,
        _ => base,
    };
    (kind, direction)
}
