//! Whose figure it is (口径): a territory, a level of government or an office named before it.

use crate::config::{Config, Grammar, Phrases, Scopes};
use crate::text::signs::{LEVEL, PROVINCE, WHOLE};
use crate::text::squeeze;

/// The first scope named in a clause: where it stands and how long it is. Titles and quotations are passed over.
pub(super) fn find(clause: &[char], config: &Config) -> Option<(usize, usize)> {
    let mut closing = None;
    for at in 0..clause.len() {
        match (closing, clause[at]) {
            (None, '《') => closing = Some('》'),
            (None, '“') => closing = Some('”'),
            (Some(mark), c) if c == mark => closing = None,
            (Some(_), _) => {}
            (None, _) => {
                if let Some(len) = at_start(clause, at, config) {
                    return Some((at, len));
                }
            }
        }
    }
    None
}

/// Whether a scope is a whole territory, a level of it or each of its parts (全市, 市本级, 各县), which all that follows in a sentence is of.
pub(super) fn is_whole(scope: &[char], scopes: &Scopes) -> bool {
    scopes.wholes.open(scope) || scopes.whole_ends.close(scope) || scopes.regions.at_end(scope).is_some()
}

/// The length of the scope that a clause ends with: 全国 of 居全国.
pub(super) fn at_end(clause: &[char], config: &Config) -> Option<usize> {
    let longest = |phrases: &Phrases<()>| phrases.at_end(clause).map(|(len, ())| len);
    longest(&config.scopes.names).max(longest(&config.scopes.among))
}

/// The length of the scope at `at`, where it is one there: 市级部门 is, 市级示范点 is not, nor is 省政府 in 被省政府撤销.
fn at_start(clause: &[char], at: usize, config: &Config) -> Option<usize> {
    if at == 0
        && let Some(len) =
            province(clause, config).or_else(|| bureau(clause, config)).or_else(|| region(clause, config))
    {
        return Some(len);
    }
    let scopes = &config.scopes;
    let (len, ()) = scopes.names.at_start(&clause[at..])?;
    // 市检察院本级: of its own, and not of those below it.
    let len = len + scopes.own_levels.at_start(&clause[at + len..]).map_or(0, |(own, ())| own);
    let (name, behind) = clause[at..].split_at(len);
    let whole = clause[at] == WHOLE;
    // 对全国经济增长的│贡献率
    let given = || at > 0 && scopes.toward.has(clause[at - 1]) && scopes.contributes.any(behind);
    let named = || scopes.titles.at_start(behind).is_some() && scopes.not_titles.at_start(behind).is_none();
    // 全│校园: no 全校.
    let last = &clause[at + len - 1..];
    let half = || scopes.halves.at_start(last).is_some() && scopes.not_halves.at_start(last).is_none();
    let title = whole && (named() || half() || given());
    // 入选全省名县: what it was named, and not whose figure it is.
    let named = [&scopes.honours, &scopes.gained].map(|verbs| verbs.at_end(&clause[..at]).is_some());
    // 新增全国示范县: of a body's own it would be 全县.
    let honour =
        whole && (named[0] || named[1] && scopes.nation.is(name)) && scopes.honour_ends.at_end(behind).is_some();
    if title || honour || is_sort(at, name, behind, config) {
        return None;
    }
    // 市政府常务会议, 以市政府名义: not whose figure it is.
    if scopes.office_ends.close(name) && scopes.of_office.at_start(behind).is_some() {
        return None;
    }
    let Some(before) = at.checked_sub(1).map(|at| clause[at]) else { return Some(len) };
    let inner = scopes.inner_before.has(before)
        || scopes.zones.at_start(&clause[at..]).is_some_and(|(zone, ())| zone == len) && crate::text::is_han(before)
        // 芷│城区、平湾县: the name of a district of two letters and its end.
        || scopes.named_ends.is(name) && crate::text::is_han(before) && (at < 2 || !crate::text::is_han(clause[at - 2]));
    let still = if whole { &scopes.toward } else { &scopes.acted };
    (!inner && (!scopes.done_by.has(before) || still.has(before))).then_some(len)
}

/// Whether what stands behind a scope only says that what follows is of it: 乡镇│范围内.
pub(super) fn is_topic(behind: &[char], grammar: &Grammar) -> bool {
    [&grammar.reaches_of, &grammar.topics].iter().any(|words| words.is(behind))
}

/// 老城片区│范围内，……: the place that a clause names, and nothing else, as that of what follows.
pub(super) fn reached(clause: &[char], config: &Config) -> Option<String> {
    /// So long is the name of such a place at most.
    const LONGEST: usize = 10;
    let (len, ()) = config.grammar.reaches_of.at_end(clause)?;
    let place = &clause[..clause.len() - len];
    let (end, ()) = config.scopes.reach_places.at_end(place)?;
    let named = place.len() > end && place.len() <= LONGEST && place.iter().all(|c| crate::text::is_han(*c));
    named.then(|| squeeze(place))
}

/// Whether a name at `at` is of a sort of things or places, not of whose figure it is.
fn is_sort(at: usize, name: &[char], behind: &[char], config: &Config) -> bool {
    let scopes = &config.scopes;
    if at == 0 && is_topic(behind, &config.grammar) {
        return false;
    }
    // 市级办结12件: a scope where a clause begins with it and something is done; 市级示范点 is a sort of thing.
    let level = name.len() == 2 && name[1] == LEVEL;
    // The verb may be the stem of a noun: 省级孵化器.
    let verb = config.grammar.verbs.at_start(behind).map(|(len, ())| len);
    let stem = verb.is_some_and(|len| scopes.stem_ends.open(&behind[len..]));
    // 县级│一般公共预算: the account of that level.
    let account = scopes.accounts.at_start(behind).filter(|_| level && at == 0);
    // 市级财政、县级财政分别投入: each of a row has its own.
    let alone = !behind.contains(&'、');
    if alone && account.is_some_and(|(len, ())| scopes.not_accounts.at_start(&behind[len..]).is_none()) {
        return false;
    }
    if level && (at > 0 || !behind.is_empty() && (verb.is_none() || stem)) {
        return true;
    }
    // 改造乡镇卫生院: what stands inside an object is no scope, nor is 区县特色名片.
    scopes.plain.is(name)
        && (at > 0 || (verb.is_none() || stem) && config.grammar.lead.at_start(behind).is_none() && !behind.is_empty())
}

/// A province by its name, where it does something: the shape of the name, so that no list of them is needed.
fn province(clause: &[char], config: &Config) -> Option<usize> {
    let len = clause.iter().take(5).position(|c| *c == PROVINCE).filter(|at| (2..=3).contains(at))? + 1;
    let (verbs, tail) = (&config.grammar.verbs, &config.grammar.tail);
    let said = verbs.at_start(&clause[..len - 1]).is_some() || tail.at_end(&clause[..len - 1]).is_some();
    let name =
        !said && clause[..len - 1].iter().all(|c| crate::text::is_han(*c) && !config.scopes.not_provinces.has(*c));
    (name && config.grammar.verbs.at_start(&clause[len..]).is_some_and(|(verb, ())| verb >= 2)).then_some(len)
}

/// A region by the end of its name, where a clause begins with it and says what it does or how it goes: 甲乙双城经济圈│加快建设.
fn region(clause: &[char], config: &Config) -> Option<usize> {
    const NAME: std::ops::RangeInclusive<usize> = 5..=14;
    let (scopes, grammar) = (&config.scopes, &config.grammar);
    NAME.take_while(|len| *len < clause.len()).find(|&len| {
        let (name, behind) = clause.split_at(len);
        scopes.regions.at_end(name).is_some()
            && name.iter().all(|c| crate::text::is_han(*c))
            && grammar.verbs.at_start(name).is_none()
            // 加快│城市群建设, 基金在│大湾区设立
            && config.wording.manner.at_start(name).is_none()
            && !name.iter().any(|c| grammar.placed.has(*c))
            && (grammar.verbs.at_start(behind).is_some()
                || config.wording.manner.at_start(behind).is_some()
                || grammar.lead.at_start(behind).is_some())
    })
}

/// A bureau by its name, where it does something: 市行政服务中心│共办理, 县医保局│受理.
fn bureau(clause: &[char], config: &Config) -> Option<usize> {
    let scopes = &config.scopes;
    if !scopes.bureau_starts.open(clause) {
        return None;
    }
    (3..=clause.len().min(12)).find(|&len| {
        let behind = &clause[len..];
        let name = clause[1..len].iter().all(|c| crate::text::is_han(*c) && !scopes.not_bureaus.has(*c));
        // 市行政服务中心全年│受理
        let when = scopes.bureau_whens.at_start(behind).map_or(0, |(when, ())| when);
        let acts = config.grammar.verbs.at_start(&behind[when..]).is_some_and(|(verb, ())| verb >= 2)
            || scopes.bureau_acts.open(&behind[when..]);
        name && acts && scopes.bureaus.at_end(&clause[..len]).is_some()
    })
}
