//! One figure for each of several names (均): 办结率、满意率均为100% tells 办结率 and 满意率, of which another year may tell one alone.

use crate::config::Config;
use crate::indicator::Indicator;
use crate::similarity::{Pairs, Weights};
use crate::text::Text;

use super::counted::clause_before;

/// So many letters name something.
const NAME: usize = 2;
/// So many names share a figure at most, ...
const MOST: usize = 5;
/// ... and so far before it the word stands that says so.
const NEAR: usize = 8;

/// The names that a figure is told of one by one, with one name for each thing; none where it is told of one, or of all together. A name
/// that says less has the last letters of the last one, too: 粮食 of 粮食、蔬菜产量.
pub(super) fn each(
    text: &Text,
    indicator: &Indicator,
    label: &[char],
    config: &Config,
    weights: &Weights,
) -> Vec<Pairs> {
    let clause = clause_before(text, indicator);
    if !config.counting.each.any(&clause[clause.len().saturating_sub(NEAR)..]) {
        return Vec::new();
    }
    let names: Vec<&[char]> =
        label.split(|c| config.counting.class_links.has(*c)).filter(|name| name.len() >= NAME).collect();
    if !(2..=MOST).contains(&names.len()) {
        return Vec::new();
    }
    let last = names[names.len() - 1];
    let end = &last[last.len().saturating_sub(NAME)..];
    let whole = |name: &&[char]| {
        if name.ends_with(end) { name.to_vec() } else { [name, end].concat() }
    };
    names.iter().map(|name| Pairs::new(&config.aliases.apply(&whole(name)), weights)).collect()
}

/// So many letters name the place of an act with its verb.
const PLACE: usize = 5;

/// Whether a label names several things: 、 in brackets and titles is part of a name, as in 县（市、区）, before a verb there is no
/// more than another act (启动建设、签约项目), and behind single characters no more than another way of one act (缓、减、免交诉讼费).
pub(super) fn names_several(label: &[char], config: &Config) -> bool {
    let mut depth = 0_i32;
    label.iter().enumerate().any(|(at, &c)| {
        match c {
            '(' | '（' | '《' | '“' | '[' => depth += 1,
            ')' | '）' | '》' | '”' | ']' => depth -= 1,
            _ => {}
        }
        let way =
            || matches!(label[..at], [.., one] if config.aliases.ways.has(one)) && (at < 2 || label[at - 2] == '、');
        // 进学校、进社区: places of one act.
        let places = || {
            let next = label.get(at + 1).filter(|next| config.aliases.goes.has(**next));
            next.is_some_and(|next| label[at.saturating_sub(PLACE)..at].contains(next))
        };
        c == '、' && depth <= 0 && !way() && !places() && config.aliases.act_at(&label[at + 1..]).is_none()
    })
}
