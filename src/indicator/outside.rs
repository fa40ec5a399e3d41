//! Parts of totals that the sentence before tells: 生产总值1236亿元。其中，第一产业……; 分产业看，第一产业……; 办结案件中，……

use rust_decimal::Decimal;

use crate::config::{Config, Counter, Kind};
use crate::report::{Report, Sentence};
use crate::text::Span;
use crate::text::signs::{RATE, SHARE, TOLD};

use super::label;
use super::layout::{Layout, Mark};
use super::part::{completes, is_share_of};
use super::piece::{noun_key, unit_key};
use super::pieces::Piece;
use super::word;
use super::{Indicator, IndicatorId, Role};

/// How a sentence goes on with what the one before told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lead {
    /// 其中 opens it.
    Among,
    /// Its first clause says by what it parts: 分产业看.
    Split,
    /// Its first clause names what is parted: 办结案件中.
    Within(Vec<char>),
    /// It lists the chief items of an account: 主要支出项目完成情况是：教育支出…….
    Chief,
}

/// How a sentence goes on with what the one before told; `None` where it does not say that it does.
pub(super) fn lead(words: &[char], config: &Config) -> Option<Lead> {
    /// So long is at most a clause that says how it goes on. Set by hand.
    const LONGEST: usize = 14;
    let grammar = &config.grammar;
    let blank = words.iter().take_while(|c| c.is_whitespace()).count();
    let words = &words[blank..];
    if grammar.among_words.at_start(words).is_some() {
        return Some(Lead::Among);
    }
    let end = words.iter().take(LONGEST).position(|c| matches!(c, ',' | ':'))?;
    let clause = &words[..end];
    if config.scopes.chief_items.at_start(clause).is_some() && words[end] == ':' {
        return Some(Lead::Chief);
    }
    if split_kind(clause, config).is_some() {
        return Some(Lead::Split);
    }
    let noun = label::open(word::before_among(word::led_among(clause, grammar), grammar)?, grammar).rest;
    (noun.len() >= 2).then(|| Lead::Within(noun.to_vec()))
}

/// 分│产业│看, 按│类型│分: the kind by which a clause parts what was told.
pub(super) fn split_kind(clause: &[char], config: &Config) -> Option<Vec<char>> {
    let grammar = &config.grammar;
    let (start, ()) = grammar.split_starts.at_start(clause)?;
    let (end, ()) = grammar.split_ends.at_end(clause)?;
    let kind = clause.get(start..clause.len() - end)?;
    grammar.split_kinds.at_end(kind).map(|(len, ())| kind[kind.len() - len..].to_vec())
}

/// The figures of the sentence before this one, the last first.
pub(super) fn told_before<'f>(
    (report, sentence, found): (&Report, &Sentence, &'f [Indicator]),
) -> impl Iterator<Item = &'f Indicator> {
    let at = report.sentences.partition_point(|other| other.span.start < sentence.span.start).checked_sub(1);
    let last = at.map(|at| report.sentences[at].span);
    found.iter().rev().take_while(move |indicator| last.is_some_and(|last| last.covers(indicator.span)))
}

/// Whether a figure is of what a sentence says that it parts: 案件·办结 of 办结案件.
fn is_named(one: &Indicator, noun: &[char]) -> bool {
    let end: String = noun[noun.len().saturating_sub(2)..].iter().collect();
    one.label.contains(&end) && noun.iter().all(|c| one.label.contains(*c))
}

/// The scope of a sentence that goes on with what the one before told: the one that all of its levels have.
pub(super) fn scope(lead: &Lead, (report, sentence, found): (&Report, &Sentence, &[Indicator])) -> Option<String> {
    let named = |noun: &Vec<char>| told_before((report, sentence, found)).any(|one| is_named(one, noun));
    if let Lead::Within(noun) = lead
        && !named(noun)
    {
        return None;
    }
    let mut levels = told_before((report, sentence, found))
        .filter(|one| !matches!(one.kind, Kind::Rank | Kind::Growth | Kind::Delta) && one.role != Role::Previous);
    let scope = levels.next()?.scope.clone();
    scope.filter(|scope| levels.all(|other| other.scope.as_ref() == Some(scope)))
}

/// For each figure of a sentence, the figure of the sentence before that it is part of.
pub(super) fn totals(
    (report, sentence, found): (&Report, &Sentence, &[Indicator]),
    (layout, pieces, parents, labels): (&Layout<'_>, &[Piece], &[Option<usize>], &[&str]),
    lead: Option<&Lead>,
    config: &Config,
) -> Vec<Option<IndicatorId>> {
    let mut totals = vec![None; pieces.len()];
    let Some(first) = pieces.iter().position(|piece| piece.additive) else { return totals };
    let own = &pieces[first];
    let of_unit = |unit: u64| move |one: &&Indicator| is_amount(one) && unit_key(one.unit.as_deref(), config) == unit;
    let fits = |at: usize| {
        let told = told_before((report, sentence, found)).filter(of_unit(pieces[at].unit));
        told.filter(move |one| one.value >= pieces[at].value)
    };
    // 完成103.2亿元，首次突破百亿元大关。其中……: a mark that was passed has no parts.
    let mark = |one: &Indicator| {
        let behind = report.text.folded(Span::new(one.span.end, report.text.len().min(one.span.end + STEP)));
        config.grammar.steps.at_start(behind).is_some()
    };
    let whole = |one: &&Indicator| one.part_of.is_none() && !mark(one);
    let total = match lead {
        // What was aimed at has no parts that came: 完成24.36亿元，为预算23.80亿元的102.4%.
        _ if own.among => {
            let mut told = fits(first).filter(whole).peekable();
            let nearest = told.peek().copied();
            told.find(|one| one.role != Role::Target).or(nearest)
        }
        // 分产业看: of what, only the sum says, wherever in its part that stands.
        Some(Lead::Split) => {
            let near = found.iter().rev().take(FAR).filter(|one| one.section == sentence.section);
            let mut near = near.filter(of_unit(own.unit)).filter(whole);
            near.find(|one| one.value > own.value && completes(&pieces[first..], own.unit, Decimal::ZERO, one.value))
        }
        Some(Lead::Within(noun)) => fits(first).find(|one| is_named(one, noun)),
        // Of the account that is called as its items are: 一般公共预算支出 of 教育支出.
        Some(Lead::Chief) => {
            let name: Vec<char> = labels[first].chars().collect();
            let name = &name[name.len().saturating_sub(2)..];
            fits(first).filter(whole).filter(|one| one.role == Role::Actual).find(|one| is_named(one, name))
        }
        _ => None,
    };
    let Some(total) = total else {
        if let Some(Lead::Split) = lead {
            accounts((report, sentence, found), (pieces, parents, labels), config, &mut totals);
        }
        return totals;
    };
    parts_of((layout, pieces, parents), first, total, &mut totals);
    // 其中小额贷款6.3亿元、│121笔: as many of each unit as it is told in.
    let more = |at: &usize| layout.slots[*at].opened_by == Mark::Item && layout.before(*at).is_empty();
    for at in (first + 1..pieces.len()).take_while(more).filter(|&at| own.among && pieces[at].additive) {
        if pieces[at].unit != own.unit && parents[at].is_none() {
            totals[at] = fits(at).find(whole).map(|one| one.id);
        }
    }
    totals
}

/// 分险种看，甲基金收入32亿元、支出39亿元: income is part of the income of all of them, and so is what was spent and what is left.
fn accounts(
    (report, sentence, found): (&Report, &Sentence, &[Indicator]),
    (pieces, parents, labels): (&[Piece], &[Option<usize>], &[&str]),
    config: &Config,
    totals: &mut [Option<IndicatorId>],
) {
    // 社会保险│基金, 养老保险│基金: what the account is, without its side.
    let account = |label: &str| -> Option<String> {
        // 社会保险基金（不含机关事业养老）收入
        let open = label.find(['（', '(']).unwrap_or(label.len());
        let behind = label[open..].split_once(['）', ')']).map_or("", |(_, behind)| behind);
        let label: Vec<char> = label[..open].chars().chain(behind.chars()).filter(|c| *c != '·').collect();
        let side = config.grammar.account_sides.at_end(&label)?.0;
        let name = &label[..label.len() - side];
        (name.len() > 2).then(|| name[name.len() - 2..].iter().collect())
    };
    for at in (0..pieces.len()).filter(|&at| pieces[at].additive && parents[at].is_none()) {
        let same = |one: &&Indicator| {
            unit_key(one.unit.as_deref(), config) == pieces[at].unit
                && noun_key(&one.label) == pieces[at].noun
                && account(&one.label).is_some_and(|name| account(labels[at]) == Some(name))
        };
        let mut whole = told_before((report, sentence, found)).filter(|one| is_amount(one)).filter(same);
        totals[at] = whole.find(|one| one.part_of.is_none() && one.value >= pieces[at].value).map(|one| one.id);
    }
}

/// The row that parts a total, and what is among it otherwise: 其中博士80人，占10%；│硕士562人，占74.3%, classes that overlap, each with its
/// share of the whole.
fn parts_of(
    (layout, pieces, parents): (&Layout<'_>, &[Piece], &[Option<usize>]),
    first: usize,
    total: &Indicator,
    totals: &mut [Option<IndicatorId>],
) {
    for at in row_of(layout, pieces, parents, total.value) {
        totals[at] = Some(total.id);
    }
    for at in (first + 1..pieces.len()).filter(|_| pieces[first].among) {
        let piece = &pieces[at];
        let free = piece.additive && totals[at].is_none() && parents[at].is_none() && layout.slots[at].inside.is_none();
        let near = &pieces[at..pieces.len().min(at + SHARE_NEAR)];
        let shared = || {
            let share = near.iter().filter_map(|other| other.share).find(|(_, part)| *part == at);
            share.is_some_and(|(share, _)| comes_out(share, piece, total))
        };
        if free && piece.unit == pieces[first].unit && shared() {
            totals[at] = Some(total.id);
        }
    }
}

/// So near behind a figure stands the share that it is.
const SHARE_NEAR: usize = 4;

/// Whether a share tells how much of a whole a part of it is, as exactly as the share is told.
fn comes_out(share: Decimal, part: &Piece, whole: &Indicator) -> bool {
    let last = Decimal::new(1, share.scale());
    let near = |share: Decimal| is_share_of(share, part.value, whole.value);
    // A sum of money is rounded itself.
    part.value < whole.value && (near(share) || share.scale() > 0 && (near(share - last) || near(share + last)))
}

/// What a label says of a share of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    /// Nothing: 办结率.
    None,
    /// Whose it is: 税收占比.
    Named,
    /// That the figure is one, and no more: 占, 占比, 比例.
    Bare,
}

fn is_share(label: &str, config: &Config) -> Share {
    let last: Vec<char> = label.rsplit(TOLD).next().unwrap_or_default().chars().collect();
    let ends = config.grammar.share_ends.at_end(&last).filter(|_| last.last() != Some(&RATE));
    // 非化石能源占能源消费总量比重: of a whole that it names itself.
    let named = |len: usize| !last[..last.len() - len].contains(&SHARE);
    match ends {
        _ if last.first() == Some(&SHARE) => Share::Bare,
        Some((len, ())) if len == last.len() => Share::Bare,
        Some((len, ())) if named(len) => Share::Named,
        _ => Share::None,
    }
}

/// The last two letters of what a share is of: 资金 of 产业项目资金占比.
fn stem_of(label: &str, config: &Config) -> String {
    let last: Vec<char> = label.rsplit(TOLD).next().unwrap_or_default().chars().collect();
    let (len, ()) = config.grammar.share_ends.at_end(&last).unwrap_or_default();
    let name = &last[..last.len() - len];
    name[name.len().saturating_sub(2)..].iter().collect()
}

/// 总支出6亿元，培训320场，其中人员经费占比│30%，设备经费占比│12%: what a share is of that names a part and stands among others: the nearest
/// that is called as it is (资金2亿元，产业资金占比), or of its sort; else nothing.
fn named_whole(pieces: &[Piece], found: &[Indicator], at: usize, config: &Config) -> Option<IndicatorId> {
    /// So many figures before one may tell what it is a share of. Set by hand.
    const NEAR: usize = 8;
    let stem = stem_of(&found[at].label, config);
    let own: Vec<char> = stem.chars().collect();
    if !pieces[at].among {
        // The next of a row that 其中 opened.
        let last = at.checked_sub(1).filter(|&last| found[last].kind == Kind::Rate && found[last].part_of.is_some())?;
        let row = is_share(&found[last].label, config) == Share::Named && stem_of(&found[last].label, config) == stem;
        return found[last].part_of.filter(|_| row && !stem.is_empty());
    }
    let wholes = || (at.saturating_sub(NEAR)..at).rev().filter(|&k| pieces[k].additive && !pieces[k].among);
    let people = |k: usize| {
        let unit = found[k].unit.as_deref().unwrap_or_default();
        config.counting.counter(unit) == Counter::People
    };
    let of_money = config.counting.money_ends.at_end(&own).is_some();
    let of_people = config.counting.people_ends.at_end(&own).is_some();
    let alike = |&k: &usize| of_money && found[k].kind == Kind::Money || of_people && people(k);
    let called = wholes().find(|&k| !own.is_empty() && found[k].label.ends_with(&stem));
    // 新增装机20万千瓦，其中光伏占比│60%: nothing else is told that it might be of.
    let only = wholes().next().filter(|&k| {
        let other_sort = of_money && found[k].kind != Kind::Money || of_people && !people(k);
        k + 1 == at && wholes().nth(1).is_none() && !other_sort
    });
    called.or_else(|| wholes().find(alike)).or(only).map(|whole| found[whole].id)
}

/// 税收6.4亿元，│占70.3%: a share of a whole is part of what the figure is part of whose share it is, where it comes out.
pub(super) fn share_wholes(pieces: &[Piece], found: &mut [Indicator], base: usize, config: &Config) {
    for at in 0..pieces.len() {
        let share = is_share(&found[base + at].label, config);
        if found[base + at].part_of.is_some() || share == Share::None {
            continue;
        }
        if share == Share::Named && found[base + at].kind == Kind::Rate {
            found[base + at].part_of = named_whole(pieces, &found[base..], at, config);
            continue;
        }
        let Some((share, part)) = pieces[at].share.filter(|_| share == Share::Bare) else { continue };
        let whole = found[base + part].part_of.and_then(|whole| found.get(whole.index()));
        let whole = whole.filter(|whole| comes_out(share, &pieces[part], whole)).map(|whole| whole.id);
        found[base + at].part_of = whole;
    }
}

/// So long is the name of a mark at most: 新台阶.
const STEP: u32 = 4;

/// How many figures before a sentence may be the total that it parts. Set by hand: what stands further off is told again.
const FAR: usize = 60;

/// Whether a figure is so much of something, which may have parts.
pub(super) fn is_amount(one: &Indicator) -> bool {
    let change = matches!(one.kind, Kind::Rate | Kind::Growth | Kind::Delta | Kind::Rank | Kind::Ratio);
    one.table.is_none() && one.role != Role::Previous && !change
}

/// Which figures are parts of a total in the sentence before: from the first on, as long as the row goes on in the same way or
/// comes to just the total, and they do not come to more than it.
fn row_of(layout: &Layout<'_>, pieces: &[Piece], parents: &[Option<usize>], total: Decimal) -> Vec<usize> {
    let mut parts = Vec::new();
    let mut sum = Decimal::ZERO;
    let Some(first) = pieces.iter().position(|piece| piece.additive) else { return parts };
    for at in first..pieces.len() {
        let piece = pieces[at];
        let slot = layout.slots[at];
        if !piece.additive || parents[at].is_some() {
            continue;
        }
        let like = piece.noun == pieces[first].noun
            || piece.sort && pieces[first].sort
            || piece.short && pieces[first].short && slot.opened_by == Mark::Comma
            // 审结案件中，维持63件，驳回22件
            || piece.act.alone && pieces[first].act.alone && slot.opened_by == Mark::Comma
            // 其中食品类204件，广告、价格类分别为98件、121件
            || piece.dealt && pieces[first].sort;
        let whole = || completes(&pieces[at..], pieces[first].unit, sum, total);
        let goes_on = at == first || slot.opened_by == Mark::Item || like || whole();
        if !goes_on || piece.unit != pieces[first].unit || slot.inside.is_some() || sum + piece.value > total {
            break;
        }
        sum += piece.value;
        parts.push(at);
    }
    parts
}
