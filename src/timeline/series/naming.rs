//! What a series goes by (名称): the noun that its figures have in common, without what one year says of it.

use std::collections::BTreeMap;

use crate::config::{Config, Direction, Naming};
use crate::indicator::{Indicator, Measure};
use crate::timeline::fields::before_change;

use super::fell;

/// The name of a series whose figures are these, for people.
///
/// ```text
/// 民生实事全部超额完成, 民生实事顺利完成    民生实事
/// 天府实验室实体化运行, 天府实验室揭牌运行  天府实验室
/// 投资增长, 投资下降                      投资增速
/// ```
pub(super) fn named<'a>(figures: impl Iterator<Item = &'a Indicator> + Clone, config: &Config) -> String {
    let words = |figure: &'a Indicator| figure.label.as_str();
    let mut ways: Vec<_> = figures.clone().filter_map(|figure| figure.direction).collect();
    ways.dedup();
    let measure = figures.clone().last().map(Indicator::measure);
    let change = match measure {
        Some(Measure::Growth) => Some(&config.naming.growth),
        Some(Measure::Delta) => Some(&config.naming.delta),
        _ => None,
    };
    // 一年增长、一年下降: how it changed is no part of the name.
    if let Some(change) = change.filter(|_| ways.len() > 1) {
        let things = figures.map(|figure| thing(words(figure), config)).filter(|thing| !thing.is_empty());
        let thing = most(things.map(|thing| plain(&thing, &config.naming)));
        return if thing.is_empty() { change.clone() } else { format!("{thing}{change}") };
    }
    let plainly: Vec<String> = figures.clone().map(|figure| plain(words(figure), &config.naming)).collect();
    let best = most(plainly.iter().cloned());
    let agree = plainly.iter().filter(|own| **own == best).count() * 2 > plainly.len();
    if agree { best } else { common(&plainly, &config.naming).unwrap_or(best) }
}

/// Whether a name tells the fall of the figures of its series, of which most are called by one label. Where one of them tells a rise, the
/// name tells neither.
pub(super) fn tells_fall<'a>(
    name: &str,
    label: &str,
    figures: impl Iterator<Item = &'a Indicator> + Clone,
    config: &Config,
) -> bool {
    let rises = figures.clone().any(|one| one.direction == Some(Direction::Up));
    let mut called = figures.filter(|one| one.label == label).peekable();
    !rises && called.peek().is_some() && called.all(|one| fell(one) && keeps(name, &one.label, &one.topic, config))
}

/// Whether a name has kept the change that a label tells beside what it is about: it stands at its end or behind that
/// (能耗下降), or before it (降低能耗). Where something stands on both sides and what was before is gone, only a word of change
/// at the end tells it: 能耗强度 of 降低能耗强度 does not.
fn keeps(name: &str, label: &str, topic: &str, config: &Config) -> bool {
    let Some((before, behind)) = label.split_once(topic).filter(|_| !topic.is_empty()) else {
        return name == label && label != topic;
    };
    let Some((first, last)) = name.split_once(topic) else { return false };
    let leads = !first.is_empty() && before.ends_with(first);
    let ends = !last.is_empty() && behind.starts_with(last);
    leads || ends && (before.is_empty() || thing(name, config) != name)
}

/// What several names have in common where each says otherwise how it stands: the shortest without its end that is part of all.
fn common(names: &[String], naming: &Naming) -> Option<String> {
    let things = names.iter().map(|name| without_ends(name, &naming.stands));
    let shared = things.filter(|thing| names.iter().all(|name| name.contains(thing.as_str())));
    shared.min_by_key(|thing| (thing.chars().count(), thing.clone()))
}

/// A label without what opens it and says only that it goes on (扎实推进), and what closes it and says only that it was done (全部完成).
fn plain(label: &str, naming: &Naming) -> String {
    let chars: Vec<char> = label.trim_end_matches(crate::text::signs::OF).chars().collect();
    let mut from = 0;
    while let Some((len, ())) =
        naming.leads.at_start(&chars[from..]).filter(|(len, ())| chars.len() - from - len >= LEAST)
    {
        from += len;
    }
    without_ends(&chars[from..].iter().collect::<String>(), &naming.ends)
}

/// A name without such words at its end, as long as enough is left.
fn without_ends(name: &str, ends: &crate::config::Phrases<()>) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut rest = chars.as_slice();
    while let Some((len, ())) = ends.at_end(rest).filter(|(len, ())| rest.len() - len >= LEAST) {
        rest = &rest[..rest.len() - len];
    }
    rest.iter().collect()
}

/// So many letters name a thing at least.
const LEAST: usize = 4;

/// What changed, without the verb of its change.
fn thing(label: &str, config: &Config) -> String {
    let chars: Vec<char> = label.chars().collect();
    before_change(&chars, config).iter().collect()
}

/// The name that most figures have; of equals the shortest, then the first in order.
pub(crate) fn most(names: impl Iterator<Item = String>) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(name, count)| (*count, std::cmp::Reverse((name.chars().count(), name.clone()))));
    best.map(|(name, _)| name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plainly(label: &str) -> String {
        plain(label, &Config::builtin().unwrap().naming)
    }

    #[test]
    fn a_name_is_the_thing_and_not_what_became_of_it() {
        assert_eq!(plainly("渔港修缮工程全部超额完成"), "渔港修缮工程");
        assert_eq!(plainly("扎实推进渔港修缮工程"), "渔港修缮工程");
        assert_eq!(plainly("通航的古渡口的"), "通航的古渡口");
        // What is done to it stays: it says what is counted.
        assert_eq!(plainly("新建渔港"), "新建渔港");
    }

    #[test]
    fn a_label_that_only_changes_names_no_thing() {
        let config = Config::builtin().unwrap();
        assert_eq!(thing("增长", &config), "");
        assert_eq!(thing("竹笋产量增长", &config), "竹笋产量");
    }

    #[test]
    fn a_name_tells_the_fall_as_long_as_it_keeps_the_word() {
        let config = Config::builtin().unwrap();
        let tells = |name: &str, label: &str, topic: &str| keeps(name, label, topic, &config);
        assert!(tells("渔港能耗下降", "渔港能耗下降", "渔港能耗"));
        assert!(tells("渔港能耗下降", "全面推进渔港能耗下降", "渔港能耗"));
        assert!(tells("降低渔港能耗", "降低渔港能耗", "渔港能耗"));
        assert!(!tells("渔港能耗增速", "渔港能耗下降", "渔港能耗"));
        assert!(!tells("渔港能耗", "渔港能耗下降", "渔港能耗"));
        assert!(!tells("渔港能耗", "渔港能耗", "渔港能耗"));
        // What stands behind it is of the thing, and the verb before it is gone.
        assert!(!tells("渔港能耗强度", "降低渔港能耗强度", "渔港能耗"));
        assert!(tells("降低渔港能耗强度", "降低渔港能耗强度", "渔港能耗"));
    }

    #[test]
    fn where_all_say_otherwise_the_name_is_what_they_share() {
        let naming = &Config::builtin().unwrap().naming;
        let names = ["竹笋实验室揭牌运行".to_owned(), "竹笋实验室实体化运行".to_owned()];
        assert_eq!(common(&names, naming).as_deref(), Some("竹笋实验室"));
    }
}
