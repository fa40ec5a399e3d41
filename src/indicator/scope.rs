//! Whose figure it is (口径): a territory, a level of government or an office named before it.

use crate::config::{Config, Phrases};

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
pub(super) fn is_whole(scope: &[char]) -> bool {
    matches!(scope, ['全' | '各', ..]) || matches!(scope.last(), Some('级' | '直' | ')'))
}

/// The length of the scope that a clause ends with: 全国 of 居全国.
pub(super) fn at_end(clause: &[char], config: &Config) -> Option<usize> {
    let longest = |phrases: &Phrases<()>| phrases.at_end(clause).map(|(len, ())| len);
    longest(&config.scopes.names).max(longest(&config.scopes.among))
}

/// The length of the scope at `at`, where it is one there: 市级部门 is, 市级示范点 is not, nor is 省政府 in 被省政府撤销.
fn at_start(clause: &[char], at: usize, config: &Config) -> Option<usize> {
    if at == 0
        && let Some(len) = province(clause, config).or_else(|| bureau(clause, config))
    {
        return Some(len);
    }
    let (len, ()) = config.scopes.names.at_start(&clause[at..])?;
    let behind = &clause[at + len..];
    // 市级办结12件: a scope where a clause begins with it and something is done; 市级示范点 is a sort of thing.
    let level = clause[at + len - 1] == '级' && len == 2;
    // The verb may be the stem of a noun: 省级孵化器.
    let verb = config.grammar.verbs.at_start(behind).map(|(len, ())| len);
    let stem = verb.is_some_and(|len| {
        matches!(behind.get(len), Some('器' | '园' | '库' | '室' | '率' | '量' | '区' | '站' | '点'))
    });
    if level && (at > 0 || !behind.is_empty() && (verb.is_none() || stem)) {
        return None;
    }
    // 改造乡镇卫生院: what stands inside an object is no scope, nor is 区县特色名片.
    let plain = matches!(clause[at..at + len], ['乡', '镇'] | ['镇', '街'] | ['县', '区'] | ['区', '县']);
    if plain && (at > 0 || verb.is_none() && config.grammar.lead.at_start(behind).is_none() && !behind.is_empty()) {
        return None;
    }
    if clause[at] == '全' && config.scopes.titles.at_start(behind).is_some() {
        return None;
    }
    // 市政府常务会议, 以市政府名义: not whose figure it is.
    let office = clause[at + len - 1] == '府' || clause[at + len - 1] == '室';
    let of_office = matches!(
        behind,
        ['常' | '党' | '与' | '名' | '令' | '领' | '主' | '工' | '督' | '服' | '门' | '网', ..]
            | ['规', '章' | '划' | '定', ..]
    );
    if office && of_office {
        return None;
    }
    let before = at.checked_sub(1).map(|at| clause[at]);
    let done_by = matches!(
        before,
        Some(
            '被' | '向'
                | '经'
                | '由'
                | '报'
                | '送'
                | '给'
                | '获'
                | '受'
                | '占'
                | '居'
                | '省'
                | '对'
                | '为'
                | '于'
                | '比'
                | '较'
        )
    );
    let inner = matches!(before, Some('安' | '周' | '健' | '完' | '城' | '跨'))
        || matches!(clause[at..at + len], ['开', '发', '区'] | ['高', '新', '区'] | ['经', '开', '区'])
            && before.is_some_and(crate::text::is_han);
    let first_territory = clause[at] == '全' && done_by && before != Some('对');
    (!(inner || first_territory || done_by && clause[at] != '全' && before != Some('对') && before != Some('由')))
        .then_some(len)
}

/// A province by its name, where it does something: the shape of the name, so that no list of them is needed.
fn province(clause: &[char], config: &Config) -> Option<usize> {
    let len = clause.iter().take(5).position(|c| *c == '省').filter(|at| (2..=3).contains(at))? + 1;
    let name = clause[..len - 1].iter().all(|c| crate::text::is_han(*c) && !"全各我本外邻跨节部两多等的".contains(*c));
    (name && config.grammar.verbs.at_start(&clause[len..]).is_some_and(|(verb, ())| verb >= 2)).then_some(len)
}

/// A bureau by its name, where it does something: 市行政服务中心│共办理, 县医保局│受理.
fn bureau(clause: &[char], config: &Config) -> Option<usize> {
    const ENDS: &[&[char]] = &[
        &['局'],
        &['委'],
        &['厅'],
        &['办'],
        &['中', '心'],
        &['支', '队'],
        &['总', '队'],
        &['大', '队'],
        &['法', '院'],
        &['检', '察', '院'],
        &['联', '合', '会'],
        &['总', '站'],
    ];
    if !matches!(clause.first(), Some('市' | '县' | '区' | '省' | '州')) {
        return None;
    }
    (3..=clause.len().min(12)).find(|&len| {
        let behind = &clause[len..];
        let name =
            clause[1..len].iter().all(|c| crate::text::is_han(*c) && !matches!(c, '的' | '级' | '本' | '区' | '域'));
        let acts = config.grammar.verbs.at_start(behind).is_some_and(|(verb, ())| verb >= 2)
            || matches!(behind.first(), Some('共' | '已' | '累'));
        name && acts && ENDS.iter().any(|end| clause[..len].ends_with(end))
    })
}
