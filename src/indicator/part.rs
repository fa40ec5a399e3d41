//! Which figures are parts of which (其中、含、分项): told by words and brackets, or by a sum that comes out.

use rust_decimal::Decimal;

use super::layout::{Layout, Mark};
use super::pieces::{Piece, REACH, done_alike, done_otherwise};

/// The total that each figure of a sentence is part of, by their places in it.
pub(super) fn parts(layout: &Layout<'_>, pieces: &[Piece]) -> Vec<Option<usize>> {
    let mut parents = lists(layout, pieces);
    means(layout, pieces, &mut parents);
    let (mut total, mut done): (Option<usize>, Vec<usize>) = (None, Vec::new());
    for at in 0..pieces.len() {
        let (piece, slot) = (pieces[at], layout.slots[at]);
        if !piece.additive || parents[at].is_some() {
            continue;
        }
        let fits = |total: usize| {
            pieces[total].additive && pieces[total].unit == piece.unit && pieces[total].value >= piece.value
        };
        let outer = slot
            .inside
            .filter(|&outer| fits(outer) && !nets(layout, pieces, outer) && !piece.not_in_force && !piece.besides);
        if outer.is_none() && piece.among {
            total = among(pieces, &parents, at);
            parents[at] = total;
            continue;
        }
        if let Some(of) = total.filter(|&total| outer.is_none() && done_otherwise(pieces, &parents, at, total)) {
            parents[at] = done_alike(pieces, &parents, at).filter(|&whole| whole != of);
            continue;
        }
        let otherwise = outer.or_else(|| measured_otherwise(layout, pieces, &parents, at));
        if otherwise.is_some() {
            parents[at] = otherwise;
            continue;
        }
        // What was done of a whole stands beside the row of its kinds.
        let of_total = |k: &usize| {
            let stands = layout.slots[*k].inside.is_none() && !done.contains(k);
            total.is_some() && parents[*k] == total && stands
        };
        let sum: Decimal = (0..at).filter(of_total).map(|k| pieces[k].value).sum();
        // 其中，第一产业增加值……；第二产业增加值……: what is told in the same way of its like.
        let like = || (0..at).any(|k| parents[k].is_some() && parents[k] == total && told_alike(&pieces[k], &piece));
        let again = total.is_some_and(|total| is_done_again(pieces, &parents, at, total));
        let whole = |total: usize| completes(&pieces[at..], pieces[total].unit, sum, pieces[total].value);
        let goes_on = match slot.opened_by {
            _ if piece.besides => false,
            Mark::Item | Mark::Comma | Mark::None => !again,
            Mark::Semicolon => !again && (like() || total.is_some_and(whole)),
            _ => false,
        };
        match total.filter(|&total| goes_on && fits(total) && has_room(pieces, &parents, at, (total, sum))) {
            Some(total) => parents[at] = Some(total),
            None => total = None,
        }
        if piece.some && parents[at].is_none() {
            parents[at] = some_of(layout, pieces, &parents, at).filter(|&whole| fits(whole));
            done.extend(parents[at].map(|_| at));
        }
    }
    dealt_rows(layout, pieces, &mut parents);
    sums(layout, pieces, &mut parents);
    counted_among(pieces, &mut parents);
    shares(pieces, &mut parents);
    parents
}

/// 净增6家（新入规9家、退规3家）: whether brackets tell what came and what went of a figure.
fn nets(layout: &Layout<'_>, pieces: &[Piece], outer: usize) -> bool {
    pieces[outer].net && layout.slots.iter().filter(|slot| slot.inside == Some(outer)).count() > 1
}

/// Whether a figure may be one more part of a total of which so much is told. People who are told by a degree, title or age need no room
/// beside others of the same (高级职称210人，硕士以上学历480人), unless a verb or a share (占74.3%) tells of whom, or those of the other degrees
/// leave none.
fn has_room(pieces: &[Piece], parents: &[Option<usize>], at: usize, (total, sum): (usize, Decimal)) -> bool {
    let (piece, whole) = (&pieces[at], &pieces[total]);
    let most = whole.value + whole.slack;
    let shared = pieces.get(at + 1).and_then(|next| next.share).is_some_and(|(_, of)| of == at);
    let degree = |k: &usize| piece.degree && pieces[*k].degree && parents[*k] == Some(total);
    let degrees: Decimal = (0..at).filter(degree).map(|k| pieces[k].value).sum();
    let crosses = piece.crossing && !whole.crossing && !shared;
    sum + piece.value <= most || crosses && degrees + piece.value <= most
}

/// 起诉甲类45人，其中乙11人；起诉丙类26人: what is done again as to the total stands beside it.
fn is_done_again(pieces: &[Piece], parents: &[Option<usize>], at: usize, total: usize) -> bool {
    let last = (0..at).rev().find(|&k| parents[k] == Some(total));
    let verb = pieces[at].verb;
    verb != 0 && verb == pieces[total].verb && last.is_some_and(|last| pieces[last].verb != verb)
}

/// 案件12件，维持8件、纠正2件、尚未审结2件: a list of three and more right behind a total that it comes to just.
fn lists(layout: &Layout<'_>, pieces: &[Piece]) -> Vec<Option<usize>> {
    let mut parents = vec![None; pieces.len()];
    for total in 0..pieces.len().saturating_sub(3) {
        let (own, first) = (&pieces[total], total + 1);
        let slot = layout.slots[first];
        let apart = pieces[first].besides
            || pieces[first].among
            || own.dealt
            || parents[total].is_some()
            || !own.additive
            || pieces[first].carried;
        if apart || slot.opened_by != Mark::Comma || slot.inside.is_some() || !is_list_of(layout, pieces, first, own) {
            continue;
        }
        let listed = |at: &usize| *at == first || layout.slots[*at].opened_by == Mark::Item;
        (first..pieces.len()).take(REACH).take_while(listed).for_each(|at| parents[at] = Some(total));
    }
    parents
}

/// 受理100件，办结90件，其中│调解30件: what a figure is among, those that were done, unless the row that it opens comes to just all of
/// them.
fn among(pieces: &[Piece], parents: &[Option<usize>], at: usize) -> Option<usize> {
    let fits = |total: &usize| {
        let whole = &pieces[*total];
        whole.additive && whole.unit == pieces[at].unit && whole.value >= pieces[at].value
    };
    let nearest = |earlier: &usize| parents[*earlier].is_none() || pieces[*earlier].some;
    let just = |earlier: &usize| {
        let whole = &pieces[*earlier];
        completes(&pieces[at..], whole.unit, Decimal::ZERO, whole.value)
    };
    let earlier = || (0..at).rev().filter(fits);
    let alike = done_alike(pieces, parents, at);
    let nearest = earlier().find(nearest);
    let all = || earlier().find(|earlier| parents[*earlier].is_none() && just(earlier));
    alike.or_else(|| nearest.filter(just)).or_else(all).or(nearest)
}

/// 居民人均可支配收入31260元，其中城镇居民40218元、农村居民22135元: the means of groups are told among that of all.
fn means(layout: &Layout<'_>, pieces: &[Piece], parents: &mut [Option<usize>]) {
    for at in 0..pieces.len() {
        let alike = |other: usize| pieces[at].mean && pieces[other].mean && pieces[other].unit == pieces[at].unit;
        let last = at.checked_sub(1).filter(|_| layout.slots[at].opened_by == Mark::Item);
        parents[at] = match pieces[at].among {
            true => (0..at).rev().find(|&all| alike(all) && parents[all].is_none()).or(parents[at]),
            false => last.filter(|&last| alike(last)).and_then(|last| parents[last]).or(parents[at]),
        };
    }
}

/// Whether two figures are told in the same way: by nouns that end alike, or as of the same.
fn told_alike(one: &Piece, other: &Piece) -> bool {
    one.verb == other.verb && (one.noun == other.noun || one.sort && other.sort || one.of != 0 && one.of == other.of)
}

/// 建议120条，采纳91条: the whole of which some were taken; beside another that were (调解结案82件、│裁决结案31件), the same.
fn some_of(layout: &Layout<'_>, pieces: &[Piece], parents: &[Option<usize>], at: usize) -> Option<usize> {
    let slot = layout.slots[at];
    let fits = |whole: &usize| parents[*whole].is_none() && pieces[*whole].additive && !pieces[*whole].planned;
    let whole = (0..at).rev().find(fits)?;
    // 图斑218宗463亩，整改│211宗452.7亩: of what is told in two units, the one in its own.
    let other =
        is_glued(layout, whole) && pieces[whole].unit != pieces[at].unit && pieces[whole - 1].unit == pieces[at].unit;
    let whole = if other && parents[whole - 1].is_none() { whole - 1 } else { whole };
    let beside = slot.opened_by == Mark::Item && at > 0 && pieces[at - 1].some;
    // 维持63件，撤销11件，│确认违法6件: one outcome is none of another.
    let beside = beside || whole + 1 == at && pieces[whole].act.outcome && pieces[at].act.alone;
    let whole = if beside { parents[at - 1] } else { Some(whole) };
    whole.filter(|_| slot.opened_by != Mark::Semicolon)
}

/// Whether a figure tells in another unit what the one right before it told: 218宗│463亩.
fn is_glued(layout: &Layout<'_>, at: usize) -> bool {
    at > 0 && layout.slots[at].inside.is_none() && layout.before(at).iter().all(|c| c.is_whitespace())
}

/// 低保对象11326户18947人，其中城市低保1872户│2615人: the total of what a part told in one unit is in another, where both are told of the
/// whole as well.
fn measured_otherwise(layout: &Layout<'_>, pieces: &[Piece], parents: &[Option<usize>], at: usize) -> Option<usize> {
    let last = at.checked_sub(1).filter(|_| is_glued(layout, at))?;
    let whole = parents[last].map(|whole| whole + 1).filter(|&whole| whole < last && is_glued(layout, whole))?;
    let (own, all) = (&pieces[at], &pieces[whole]);
    (own.unit != pieces[last].unit && all.additive && all.unit == own.unit && all.value >= own.value).then_some(whole)
}

/// 抽查的22个项目中，8个项目……；2个项目……: what the words count among a figure is part of it.
fn counted_among(pieces: &[Piece], parents: &mut [Option<usize>]) {
    for at in 0..pieces.len() {
        let fits = |whole: &usize| {
            let (own, whole) = (&pieces[at], &pieces[*whole]);
            own.additive && whole.additive && own.unit == whole.unit && own.value <= whole.value
        };
        // What the words say comes before what a verb suggests.
        parents[at] = pieces[at].within.filter(fits).or(parents[at]);
    }
}

/// 案件84件，……，败诉7件，败诉率8.3%: a share that comes out tells of which figure the one before it is a part.
fn shares(pieces: &[Piece], parents: &mut [Option<usize>]) {
    /// How many figures may stand between a part and what it is part of. Set by hand: longer rows have totals of their own.
    const FAR: usize = 8;
    for at in 1..pieces.len() {
        let Some((share, part)) = pieces[at].share else { continue };
        // A round percentage comes out by chance too often.
        if share.scale() == 0
            || !pieces[part].additive
            || parents[part].is_some()
            || pieces[part].dealt
            || pieces[part].not_in_force
        {
            continue;
        }
        let whole = (part.saturating_sub(FAR)..part).rev().find(|&whole| {
            let (own, whole) = (&pieces[part], &pieces[whole]);
            whole.additive
                && !whole.not_in_force
                && whole.unit == own.unit
                && own.value < whole.value
                && is_share_of(share, own.value, whole.value)
        });
        parents[part] = whole;
    }
}

/// Whether `part` is `share` percent of `whole`, rounded as the share is told.
pub(super) fn is_share_of(share: Decimal, part: Decimal, whole: Decimal) -> bool {
    let made = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
    made.is_some_and(|made| {
        made.round_dp_with_strategy(share.scale(), rust_decimal::RoundingStrategy::MidpointAwayFromZero) == share
    })
}

/// Whether parts that come to `sum` so far come to just `total` with the first of some figures that are in `unit`.
pub(super) fn completes(pieces: &[Piece], unit: u64, sum: Decimal, total: Decimal) -> bool {
    let alike = pieces.iter().filter(|piece| piece.additive && piece.unit == unit);
    let sums = alike.scan(sum, |sum, piece| {
        *sum += piece.value;
        Some(*sum)
    });
    sums.take_while(|sum| *sum <= total).any(|sum| sum == total)
}

/// 清理104件，继续有效71件、修改9件、废止24件: whether a list of three or more that begins at a figure comes to just a total.
fn is_list_of(layout: &Layout<'_>, pieces: &[Piece], first: usize, total: &Piece) -> bool {
    let listed = |at: &usize| *at == first || layout.slots[*at].opened_by == Mark::Item;
    let list = || (first..pieces.len()).take(REACH).take_while(listed);
    let alike = list().all(|at| pieces[at].additive && pieces[at].unit == total.unit);
    alike && list().count() >= 3 && list().map(|at| pieces[at].value).sum::<Decimal>() == total.value
}

/// 上级补助31亿元、结转1亿元，总计32亿元: a total behind the row that comes to it.
fn totals_behind(pieces: &[Piece], parents: &mut [Option<usize>]) {
    for total in (0..pieces.len()).filter(|&at| pieces[at].total) {
        let own = &pieces[total];
        let row = |part: &usize| pieces[*part].additive && pieces[*part].unit == own.unit && parents[*part].is_none();
        let (mut sum, mut added) = (Decimal::ZERO, None);
        let whole = (0..total).rev().take_while(row).find(|&part| {
            sum += pieces[part].value;
            // 收入加上补助31亿元、结转1亿元，总计64亿元: what they were added to is told elsewhere.
            added = added.or((pieces[part].plus && sum < own.value).then_some(part));
            sum == own.value
        });
        if let Some(first) = whole.or(added) {
            parents[first..total].fill(Some(total));
        }
    }
}

/// 总产值34.2亿元，增长7.5%，工业、农业分别为24.3亿元、9.9亿元: a row that was dealt out, and comes to just what was told before it.
fn dealt_rows(layout: &Layout<'_>, pieces: &[Piece], parents: &mut [Option<usize>]) {
    let free: Vec<bool> = parents.iter().map(Option::is_none).collect();
    let row = |at: usize, first: usize| {
        let (piece, one) = (&pieces[at], &pieces[first]);
        let beside = layout.slots[at].inside == layout.slots[first].inside;
        piece.dealt && piece.additive && piece.unit == one.unit && beside && free[at]
    };
    let mut at = 0;
    while at < pieces.len() {
        let count = (at..pieces.len()).take(REACH).take_while(|&k| row(k, at)).count();
        if count >= 2 {
            let sum: Decimal = pieces[at..at + count].iter().map(|piece| piece.value).sum();
            let whole = (at.saturating_sub(NEAR)..at).rev().find(|&k| pieces[k].additive);
            let whole =
                whole.filter(|&k| !pieces[k].dealt && pieces[k].unit == pieces[at].unit && pieces[k].value == sum);
            if let Some(whole) = whole.filter(|&k| layout.slots[k].inside == layout.slots[at].inside) {
                parents[at..at + count].fill(Some(whole));
            }
        }
        at += count.max(1);
    }
}

/// So many figures may stand between a whole and a row that was dealt out of it: how it grew, and which share of something it is.
const NEAR: usize = 4;

/// A figure and two or more right behind it that add up to it: its parts. Things of other sorts in a row are none, even
/// where they happen to add up: 审查合同32件、文件20件、决策12件.
fn sums(layout: &Layout<'_>, pieces: &[Piece], parents: &mut [Option<usize>]) {
    totals_behind(pieces, parents);
    for total in 0..pieces.len() {
        let own = &pieces[total];
        if !own.additive || own.dealt || own.value <= Decimal::ONE || parents[total].is_some() {
            continue;
        }
        let mut sum = Decimal::ZERO;
        let beside = |&at: &usize| layout.slots[at].inside == layout.slots[total].inside;
        let mut parts: Vec<usize> = Vec::new();
        let taken = |at: usize| parents[at].is_some_and(|parent| parent != total);
        for at in (total + 1..pieces.len()).filter(beside) {
            let first = parts.is_empty();
            let row = first && layout.slots[at].opened_by == Mark::Item;
            // 收到176件，受理153件、……、其他方式处理12件: a row that ends in the rest is of the whole.
            let told = || {
                let row = pieces[at..].iter().take(REACH).take_while(|piece| piece.additive && piece.unit == own.unit);
                pieces[at].class || row.clone().any(|piece| piece.rest) || is_list_of(layout, pieces, at, own)
            };
            let other = pieces[at].own
                && pieces[at].noun != own.noun
                && layout.slots[at].opened_by == Mark::Comma
                && first
                && !told();
            if first && !pieces[at].additive && pieces[at].share.is_none() {
                continue;
            }
            if taken(at)
                || row
                || other
                || pieces[at].carried
                || pieces[at].besides
                || !pieces[at].additive
                || pieces[at].unit != pieces[total].unit
            {
                break;
            }
            sum += pieces[at].value;
            parts.push(at);
            if sum == pieces[total].value && parts.len() > 1 {
                parts.iter().for_each(|&part| parents[part] = Some(total));
                break;
            }
            if sum > pieces[total].value {
                break;
            }
        }
    }
}
