//! Places in a row (分区域): whose figures they are, where nothing else tells them apart: 有效专利高新区20件、临浦区10件.

use crate::config::Config;
use crate::quantity::UnitName;
use crate::text::is_han;
use crate::text::signs::OF;

use super::layout::Mark;
use super::reader::Reader;
use super::row;
use super::word;
use super::word::squeezed;

/// Whether words are the name of a place and no more: 临浦区, 青岭县; not 示范区, 市区.
fn is_place(words: &[char], config: &Config) -> bool {
    /// So long is such a name. Set by hand: longer ones end like something else that is counted.
    const LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;
    let names = &config.names;
    let one = names.territories.at_end(words).is_some_and(|(len, place)| place && len == 1);
    // 芷城区, and not 主城区
    let of_two = words.len() == 3 && config.scopes.named_ends.at_end(words).is_some();
    LENGTHS.contains(&words.len())
        && (one || of_two || is_zone(words, config))
        && words.iter().all(|c| is_han(*c))
        && !names.joins.any(words)
        && config.grammar.verbs.at_start(words).is_none()
        && config.scopes.names.at_start(words).is_none()
}

/// Places that nobody names: 县区, 乡镇.
fn is_places(words: &[char], config: &Config) -> bool {
    config.names.territories.at_end(words).is_some_and(|(len, place)| !place && len == words.len())
}

/// What is left of them: 其他│县区.
fn is_rest_of_places(words: &[char], config: &Config) -> bool {
    config.grammar.others.at_start(words).is_some_and(|(len, ())| is_places(&words[len..], config))
}

/// The name of a zone, as it is called in short: 云岭经开区.
fn is_zone(words: &[char], config: &Config) -> bool {
    let ends = |short: &str| {
        words.len() > short.chars().count() && words.iter().rev().copied().zip(short.chars().rev()).all(|(a, b)| a == b)
    };
    config.names.territory.zones.iter().any(|[short, _]| ends(short))
}

impl Reader<'_> {
    /// The place that a figure's own words end with, where figures of other places stand beside it in a row, and how long the words
    /// before it are.
    pub(super) fn place_in_row(&self, at: usize, core: &[char]) -> Option<(String, usize)> {
        // 示范区3个: so many places.
        let counted = match self.figures[at].unit {
            Some(UnitName::Known(id)) => {
                let unit: Vec<char> = self.config.units.get(id).name.chars().collect();
                self.config.scopes.counts_places.is(&unit)
            }
            _ => false,
        };
        // 书屋12家（东湖区5家、西山县4家）: so many of those, in each.
        let counted = counted && self.layout.slots[at].inside.is_none();
        if counted || self.layout.touches(at) {
            return None;
        }
        // 书屋12家（东湖区5家，西山县4家）: a bracket parts its row by commas too.
        let listed = |at: usize| {
            at > 0
                && self.layout.slots[at].inside.is_some()
                && self.layout.slots[at].inside == self.layout.slots[at - 1].inside
        };
        let row = |at: usize| {
            self.layout
                .slots
                .get(at)
                .is_some_and(|slot| slot.opened_by == Mark::Item || slot.opened_by == Mark::Comma && listed(at))
        };
        let beside = |other: usize| is_place(&squeezed(self.layout.before(other)), self.config);
        let follows = row(at + 1) && beside(at + 1);
        if is_place(core, self.config) || is_rest_of_places(core, self.config) {
            let told = row(at) && self.drafts.last().is_some_and(|last| last.placed);
            return (told || follows).then(|| (core.iter().collect(), 0));
        }
        // 市本级立案38宗，│县区265宗: the others beside what is told of one.
        let last = self
            .drafts
            .last()
            .filter(|last| last.scope.is_some() && self.figures[at - 1].unit == self.figures[at].unit);
        if last.is_some() && is_places(core, self.config) {
            return Some((core.iter().collect(), 0));
        }
        let zone = self.config.names.territory.zones.iter().map(|[short, _]| short.chars().count());
        let ends = |len: &usize| {
            let name = &core[core.len() - len..];
            is_place(name, self.config)
                || self.config.names.territory.zones.iter().any(|[short, _]| name.iter().copied().eq(short.chars()))
        };
        let len = zone.chain([3]).filter(|len| core.len() >= len + 2).find(ends).filter(|_| follows)?;
        Some((core[core.len() - len..].iter().collect(), core.len() - len))
    }
}

/// 白渚区、青岭县产值: each of the places with what is told of all of them, as [`super::phrase::split_scope`] reads it; of places alone
/// (青石镇、柳河镇分别流转), that is the topic. The names as they are where they are no places.
pub(super) fn scoped(names: Vec<String>, topic: Option<&str>, config: &Config) -> Vec<String> {
    let chars: Vec<Vec<char>> = names.iter().map(|name| name.chars().collect()).collect();
    if let Some(topic) = topic.filter(|_| chars.iter().all(|name| is_place(name, config))) {
        return names.iter().map(|place| format!("{place}\u{1}{topic}")).collect();
    }
    let Some((last, others)) = chars.split_last().filter(|(_, others)| !others.is_empty()) else { return names };
    let cut = (3..last.len().saturating_sub(1))
        .find(|&len| is_place(&last[..len], config) && !word::heads(&last[len - 1..], &config.grammar));
    let Some(noun) = cut.map(|cut| &last[cut..]) else { return names };
    let place = |name: &Vec<char>| {
        let place = name.strip_suffix(noun).unwrap_or(name);
        is_place(place, config).then(|| place.iter().chain(&['\u{1}']).chain(noun).collect::<String>())
    };
    let scoped: Option<Vec<String>> = others.iter().chain([last]).map(place).collect();
    scoped.unwrap_or(names)
}

/// 城区、农村、乡镇│供水用户: each sort of place in a row with what is told of all of them, as [`super::phrase::split_scope`] reads it; of
/// those who live there (城镇、农村居民收入) the name stays with the noun. None where another name stands among them.
pub(super) fn areas(row: &[char], count: usize, config: &Config) -> Option<Vec<String>> {
    let areas = &config.scopes.areas;
    let parts = row::in_a_row(row, &config.grammar);
    let (last, others) = parts.split_last().filter(|_| parts.len() == count && count >= 2)?;
    // 国家、省│重点工程: levels whose name stays with the noun.
    let level = |words: &[char]| config.names.levels.is(words) || config.names.nation.is(words);
    let own = config.names.levels.at_start(last).filter(|(len, ())| last.len() >= len + 2);
    if let Some((len, ())) =
        own.filter(|_| others.iter().all(|other| level(other)) && others.iter().any(|other| other.len() > 1))
    {
        let named = |level: &[char]| level.iter().chain(&last[len..]).collect::<String>();
        return Some(others.iter().copied().chain([&last[..len]]).map(named).collect());
    }
    let (len, ()) = areas.at_start(last).filter(|_| others.iter().all(|other| areas.is(other)))?;
    let (area, noun) = last.split_at(len);
    let told = noun.len() >= 2 && config.scopes.area_people.at_start(noun).is_none() && noun[0] != OF;
    let named = |area: &[char]| area.iter().chain(&['\u{1}']).chain(noun).collect::<String>();
    told.then(|| others.iter().copied().chain([area]).map(named).collect())
}

/// 云堰县、白坪区分别│完成投资: each of the places with what was done there, as [`super::phrase::split_scope`] reads it; also where what was
/// told of all of them ends what was done (全市投资……，其中……). None where the names are no places.
pub(super) fn done_in(names: &[String], done: &str, config: &Config) -> Option<Vec<String>> {
    let place = |name: &String| {
        let (place, topic) = name.split_once('\u{1}').unwrap_or((name, ""));
        let chars: Vec<char> = place.chars().collect();
        // 平湾县、禾口县│法院: of the courts of each.
        let office = config.scopes.courts.at_end(&chars).map_or(0, |(len, ())| len);
        let chars = &chars[..chars.len() - office];
        let place: String = chars.iter().collect();
        (is_place(chars, config) && done.ends_with(topic)).then(|| format!("{place}\u{1}{done}"))
    };
    names.iter().map(place).collect()
}
