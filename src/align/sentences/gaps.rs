//! The gaps between anchors, each solved as a whole; splits and merges.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::candidates::Candidates;
use super::features::{Feature, stands_in};
use super::likeness::{Table, overlap, shared};
use super::matched::Matched;
use super::vocabulary::Vocabulary;
use super::{ALONE, Sides, in_order};

/// The least part of a unit that must stand in what the partner has beyond its first match. Of a sentence that is like no
/// other one nearly half is enough: a short one that runs on into the next keeps what it is about, and often no more.
const PART: u32 = 600;
const PART_ALONE: u32 = 450;

/// Finds units that stand beside a pair and are the rest of it: 1–1 becomes a split or a merge.
///
/// ```text
/// a   1────┐        2 stands in what 1 has beyond its pair: 1 was split
/// b   1    2
/// ```
pub(super) fn absorb(sides: &Sides<'_>, candidates: &Candidates, matched: &mut Matched) {
    for (a, b) in matched.pairs() {
        if matched.stands_for_several(a) {
            continue;
        }
        let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
        if x.exact == y.exact || x.masked == y.masked {
            continue;
        }
        let words = sides.vocabulary;
        // A sentence that has a partner of its own to go with is asked for more.
        let part = |lists: &[Vec<(usize, u32)>], taken: &[bool], at: usize, but: usize| {
            if Candidates::rival(&lists[at], taken, but) < ALONE { PART_ALONE } else { PART }
        };
        let later = |at: usize| part(&candidates.after, &matched.taken.before, at, a);
        let earlier = |at: usize| part(&candidates.before, &matched.taken.after, at, b);
        let after = rest(words, x, y, b, sides.features.after, &matched.taken.after, later);
        let before = rest(words, y, x, a, sides.features.before, &matched.taken.before, earlier);
        // Of both only the one that explains more.
        match (before, after) {
            (_, Some((other, mass))) if before.is_none_or(|(_, theirs)| mass >= theirs) => {
                matched.link(a, b, a..a + 1, b.min(other)..b.max(other) + 1);
            }
            (Some((other, _)), _) => {
                matched.link(a, b, a.min(other)..a.max(other) + 1, b..b + 1);
            }
            _ => {}
        }
    }
}

/// The free unit beside `at` that holds what `whole` has beyond `first`, with the weight it explains.
fn rest(
    vocabulary: &Vocabulary,
    whole: &Feature,
    first: &Feature,
    at: usize,
    features: &[Feature],
    taken: &[bool],
    least: impl Fn(usize) -> u32,
) -> Option<(usize, u32)> {
    let beyond: Vec<u32> =
        whole.words.iter().copied().filter(|word| first.words.binary_search(word).is_err()).collect();
    let shared = |a: &[u32], b: &[u32]| shared(a, b, |word| vocabulary.weight(word));
    let both = shared(&whole.words, &first.words);
    let beside = [at.checked_add(1), at.checked_sub(1)];
    beside
        .into_iter()
        .flatten()
        .filter(|&other| other < features.len() && !taken[other])
        .filter_map(|other| {
            let part = &features[other];
            let found = shared(&beyond, &part.words);
            // Headings run on into a sentence, or out of one, only where all of the text says so.
            let least = if part.heading || features[at].heading { 900 } else { least(other) };
            let held = stands_in(part, whole) && !stands_in(part, first);
            let fits = held || part.mass >= 30 && 1000 * found >= least * part.mass && part.chars < whole.chars;
            let gain = overlap(found + both, whole.mass, first.mass + part.mass);
            let alone = overlap(both, whole.mass, first.mass);
            (fits && (held || gain + 150 >= alone)).then_some((other, found))
        })
        .max_by_key(|&(other, found)| (found, std::cmp::Reverse(other)))
}

/// The least score of two sentences that stand in the same gap.
const WITHIN: u32 = 300;
/// The most pairs of a gap that are all looked at.
const DENSE: usize = 250_000;

/// Pairs what stands in the same gap.
pub(super) fn solve<'a>(sides: &Sides<'a>, table: &mut Table<'a>, candidates: &Candidates, matched: &mut Matched) {
    let kept = in_order(sides, table, matched);
    let ends = kept.iter().filter_map(|&a| Some((a, matched.before[a]?)));
    let borders: Vec<(usize, usize)> =
        ends.chain(std::iter::once((sides.units.before.len(), sides.units.after.len()))).collect();
    let (mut from_a, mut from_b) = (0, 0);
    for (to_a, to_b) in borders {
        let rows: Vec<usize> = (from_a..to_a).filter(|&a| !matched.taken.before[a]).collect();
        let columns: Vec<usize> = (from_b..to_b).filter(|&b| !matched.taken.after[b]).collect();
        (from_a, from_b) = (to_a + 1, to_b + 1);
        if rows.len().saturating_mul(columns.len()) <= DENSE {
            dense(sides, table, candidates, matched, &rows, &columns);
        } else {
            for (rows, columns) in parted(sides, matched, &rows, &columns) {
                dense(sides, table, candidates, matched, rows, columns);
            }
        }
    }
}

/// Parts a gap that is too large to be solved by what reads alike in order, and pairs that; the gaps that are left, those
/// still too large aside. No report has such a gap: texts of megabytes have, and those that repeat a paragraph.
fn parted<'g>(
    sides: &Sides<'_>,
    matched: &mut Matched,
    rows: &'g [usize],
    columns: &'g [usize],
) -> Vec<(&'g [usize], &'g [usize])> {
    let names = |features: &[Feature], units: &[usize]| units.iter().map(|&at| features[at].exact).collect::<Vec<_>>();
    let (before, after) = (names(sides.features.before, rows), names(sides.features.after, columns));
    let mut gaps: Vec<(Range<usize>, Range<usize>)> = vec![(0..0, 0..0)];
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (x, y) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            gaps.push((x.end..x.end, y.end..y.end));
            x.zip(y).for_each(|(x, y)| matched.add(rows[x], columns[y]));
        } else if let Some(last) = gaps.last_mut() {
            (last.0.end, last.1.end) = (x.end, y.end);
        }
    }
    let fits = |(x, y): &(Range<usize>, Range<usize>)| x.len().saturating_mul(y.len()) <= DENSE;
    gaps.into_iter().filter(fits).map(|(x, y)| (&rows[x], &columns[y])).collect()
}

/// What a pair is worth beyond standing alone; nothing where it is not alike enough, or where one of the two has a far
/// better partner elsewhere.
fn gain(sides: &Sides<'_>, candidates: &Candidates, matched: &Matched, (a, b): (usize, usize), score: u32) -> u64 {
    if score < WITHIN {
        return 0;
    }
    let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
    let elsewhere = Candidates::rival(&candidates.before[a], &matched.taken.after, b).max(Candidates::rival(
        &candidates.after[b],
        &matched.taken.before,
        a,
    ));
    let score = score.saturating_sub(elsewhere.saturating_sub(score + 150));
    if score < WITHIN {
        return 0;
    }
    u64::from(score - WITHIN + 20) * u64::from(x.chars.min(y.chars).clamp(4, 150))
}

/// The best way to part a gap into pairs that keep their order, splits and merges, and what stays alone.
fn dense<'a>(
    sides: &Sides<'a>,
    table: &mut Table<'a>,
    candidates: &Candidates,
    matched: &mut Matched,
    rows: &[usize],
    columns: &[usize],
) {
    #[derive(Clone, Copy)]
    enum Step {
        Stop,
        Up,
        Left,
        Pair,
        Split,
        Merge,
    }
    if rows.is_empty() || columns.is_empty() {
        return;
    }
    let width = columns.len() + 1;
    let (before, after) = (sides.features.before, sides.features.after);
    // Each cell's shared words and likeness are asked for by the splits and merges around it, too.
    let mut cells: Vec<(u32, u32)> = Vec::with_capacity(rows.len() * columns.len());
    for &a in rows {
        table.hold(&before[a]);
        for &b in columns {
            let both = table.shared(&after[b]);
            cells.push((both, table.likeness_of(&after[b], both)));
        }
    }
    let cell_of = |row: usize, column: usize| cells[row * columns.len() + column];
    let mut worth = vec![0u64; (rows.len() + 1) * width];
    let mut steps = vec![Step::Stop; worth.len()];
    steps[1..width].fill(Step::Left);
    for i in 1..=rows.len() {
        steps[i * width] = Step::Up;
        for j in 1..width {
            let (a, b) = (rows[i - 1], columns[j - 1]);
            let cell = i * width + j;
            let mut best = (worth[cell - width], Step::Up);
            let mut offer = |value: u64, step: Step| {
                if value > best.0 {
                    best = (value, step);
                }
            };
            offer(worth[cell - 1], Step::Left);
            let score = sides.score_of(a, b, cell_of(i - 1, j - 1).1);
            let own = gain(sides, candidates, matched, (a, b), score);
            if own > 0 {
                offer(worth[cell - width - 1] + own, Step::Pair);
            }
            if j >= 2 && columns[j - 2] + 1 == b {
                let both =
                    joint(&before[a], [&after[b - 1], &after[b]], [cell_of(i - 1, j - 2), cell_of(i - 1, j - 1)]);
                offer(if both > 0 { worth[cell - width - 2] + both } else { 0 }, Step::Split);
            }
            if i >= 2 && rows[i - 2] + 1 == a {
                let both =
                    joint(&after[b], [&before[a - 1], &before[a]], [cell_of(i - 2, j - 1), cell_of(i - 1, j - 1)]);
                offer(if both > 0 { worth[cell - 2 * width - 1] + both } else { 0 }, Step::Merge);
            }
            worth[cell] = best.0;
            steps[cell] = best.1;
        }
    }
    let (mut i, mut j) = (rows.len(), columns.len());
    loop {
        match steps[i * width + j] {
            Step::Stop => break,
            Step::Up => i -= 1,
            Step::Left => j -= 1,
            Step::Pair => {
                (i, j) = (i - 1, j - 1);
                matched.add(rows[i], columns[j]);
            }
            Step::Split => {
                (i, j) = (i - 1, j - 2);
                matched.link(rows[i], columns[j], rows[i]..rows[i] + 1, columns[j]..columns[j] + 2);
            }
            Step::Merge => {
                (i, j) = (i - 2, j - 1);
                matched.link(rows[i], columns[j], rows[i]..rows[i] + 2, columns[j]..columns[j] + 1);
            }
        }
    }
}

/// What one unit and two parts of it are worth, by what each part shares with it and how alike they are; nothing where a
/// part is not one.
fn joint(whole: &Feature, [first, second]: [&Feature; 2], [(x, like_x), (y, like_y)]: [(u32, u32); 2]) -> u64 {
    if whole.heading || first.heading || second.heading || first.mass < 30 || second.mass < 30 {
        return 0;
    }
    if 1000 * x < 550 * first.mass || 1000 * y < 550 * second.mass {
        return 0;
    }
    let score = overlap((x + y).min(whole.mass), whole.mass, first.mass + second.mass);
    if score < 550 || score < like_x.max(like_y) + 50 {
        return 0;
    }
    u64::from(score - WITHIN) * u64::from(whole.chars.min(first.chars + second.chars).clamp(4, 300))
}
