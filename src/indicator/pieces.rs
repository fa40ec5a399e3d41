//! A figure as part-finding sees it, and what was done to those that it counts.

use rust_decimal::Decimal;

/// What was done to those that a figure counts: 民事案件│受理.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Act {
    /// The verb, as a number that is only compared; 0 where none does.
    pub(super) verb: u64,
    /// Its own words are no more than that: 审结.
    pub(super) alone: bool,
    /// It is what came out of those in the end, as something else may have of others: 撤销, not 受理.
    pub(super) outcome: bool,
}

/// What part-finding needs to know of a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Its value.
    pub(super) value: Decimal,
    /// By how much its rounding may be off.
    pub(super) slack: Decimal,
    /// What it can be added up with: figures of another kind of unit are no parts of it.
    pub(super) unit: u64,
    /// Counted or measured, not a share or a change.
    pub(super) additive: bool,
    /// So much a head: those of groups are told among that of all, and add up to nothing.
    pub(super) mean: bool,
    /// 其中 or 含 opens it.
    pub(super) among: bool,
    /// It has a subject of its own.
    pub(super) own: bool,
    /// The end of the noun that it is of, as a number that is only compared.
    pub(super) noun: u64,
    /// What it is told to be of, as a number that is only compared; 0 where nothing is: 进出口总额│·出口.
    pub(super) of: u64,
    /// The verb that opens it, as a number that is only compared; 0 where none does.
    pub(super) verb: u64,
    /// What was done to those that it counts.
    pub(super) act: Act,
    /// A verb opens it that takes some of the many: 采纳91条, 已化解27件.
    pub(super) some: bool,
    /// 合计 opens it: it sums up what stands before.
    pub(super) total: bool,
    /// 分别 deals it out to a name of its own: it stands beside the others, as none of their parts.
    pub(super) dealt: bool,
    /// Its words tell one class of what was counted, and no thing of its own: 评为“优”的37个.
    pub(super) class: bool,
    /// It tells people who have or are something, whatever else they have (硕士以上学历): such parts may overlap.
    pub(super) crossing: bool,
    /// It tells those of one degree or age, without a bound (本科, no 本科以上): such parts don't overlap one another.
    pub(super) degree: bool,
    /// A name of few letters says which part it is: 公路.
    pub(super) short: bool,
    /// Its words are no more than a sort of what was told: 食品类.
    pub(super) sort: bool,
    /// It is what is left of a whole: 其他方式处理12件.
    pub(super) rest: bool,
    /// It is how many more or fewer there are in the end: 净增6家.
    pub(super) net: bool,
    /// It came over from the year before: 上年结转15件.
    pub(super) carried: bool,
    /// A share of a whole in percent (占95.2%, 败诉率8.3%), to the digits that are told, and the figure whose share it is.
    pub(super) share: Option<(Decimal, usize)>,
    /// It is what was due or meant, or was so in another year, and not what is: 应出庭59件.
    pub(super) not_in_force: bool,
    /// It is what was meant, or was so in another year, of which nothing came yet.
    pub(super) planned: bool,
    /// It is told as added to another: 收入加上│上级补助收入31亿元.
    pub(super) plus: bool,
    /// It is told as beside the others, and no part of what they are: 另有103件.
    pub(super) besides: bool,
    /// The figure that it is counted among: 抽查的22个项目中，8个项目…….
    pub(super) within: Option<usize>,
}

/// So many figures of a row are looked at for the rest of a whole. Set by hand: no enumeration is longer.
pub(super) const REACH: usize = 40;

/// 受理900件、审结850件，其中民事案件│受理600件、审结570件: what so many were done to is part of what the same was done to; nothing where only
/// one thing is told to have been done.
pub(super) fn done_alike(pieces: &[Piece], parents: &[Option<usize>], at: usize) -> Option<usize> {
    let own = &pieces[at];
    let near = at.saturating_sub(REACH)..at;
    let like = |k: &usize| {
        let whole = &pieces[*k];
        let fits = whole.additive && whole.unit == own.unit && whole.value >= own.value;
        fits && whole.act.verb == own.act.verb && own.act.verb != 0 && (parents[*k].is_none() || whole.some)
    };
    let whole = near.clone().rev().find(like)?;
    let other = |k: usize| ![0, own.act.verb].contains(&pieces[k].act.verb) && pieces[k].unit == own.unit;
    near.filter(|k| *k != whole).any(other).then_some(whole)
}

/// 受理900件，其中民事案件受理600件、│审结570件: whether a figure says no more than what was done next to those that the one before it counts,
/// which are part of the total as what came in.
pub(super) fn done_otherwise(pieces: &[Piece], parents: &[Option<usize>], at: usize, total: usize) -> bool {
    let Some(last) = at.checked_sub(1) else { return false };
    let (own, before) = (&pieces[at], &pieces[last]);
    let beside = before.act.verb != 0 && before.act.verb == pieces[total].act.verb && parents[last] == Some(total);
    own.act.alone && own.act.verb != before.act.verb && beside
}
