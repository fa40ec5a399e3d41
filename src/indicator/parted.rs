//! Rows that a clause parts by kinds (分类列举): 排查隐患132处，分县区看，甲县42处、乙县31处. What is told of each is what was told of all, and
//! each is part of it.

use rust_decimal::Decimal;

use crate::config::{Config, Kind};
use crate::quantity::Mention;
use crate::report::{Report, Sentence};
use crate::text::signs::{SHARE, TOLD};
use crate::text::{is_han, squeeze};

use super::label;
use super::layout::{Layout, Mark};
use super::outside::{is_amount, split_kind, told_before};
use super::phrase::joined;
use super::piece::unit_key;
use super::reader::{DEALT, Draft};
use super::relation::{self, Relation};
use super::word::squeezed;
use super::{Indicator, IndicatorId};
use crate::quantity::UnitName;

/// So many figures before a row may tell what it parts. Set by hand: what stands further off is told again.
const NEAR: usize = 8;

/// So long is the name of a part at most. Set by hand.
const NAME: std::ops::RangeInclusive<usize> = 1..=12;

/// The sentence that is read, with what was found before it.
pub(super) struct Around<'a> {
    pub(super) told: (&'a Report, &'a Sentence, &'a [Indicator]),
    pub(super) layout: &'a Layout<'a>,
    pub(super) figures: &'a [&'a Mention],
    pub(super) config: &'a Config,
}

/// What a row parts.
#[derive(Debug, Clone, PartialEq)]
struct Whole {
    value: Decimal,
    label: String,
    topic: String,
    at: At,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum At {
    /// In the sentence itself.
    Here(usize),
    /// In the one before.
    Before(IndicatorId),
}

/// What each figure is known to be part of, inside its sentence and outside of it.
type Of<'a> = (&'a [Option<usize>], Option<&'a [Option<IndicatorId>]>);

/// A figure of a row.
struct Member {
    at: usize,
    /// Its name, where nothing is measured in it.
    bare: Option<String>,
}

/// Names the figures of such rows, and says what they are part of: inside the sentence in `parents`, outside of it in `outer`.
pub(super) fn name_parted(
    around: &Around<'_>,
    drafts: &mut [Draft],
    parents: &mut [Option<usize>],
    outer: &mut Option<Vec<Option<IndicatorId>>>,
) {
    for first in 0..drafts.len() {
        let (clauses, config) = (around.layout.whole_clauses_before(first), around.config);
        let kind = clauses.first().and_then(|(clause, _)| split_kind(&squeezed(clause), config));
        let Some(kind) = kind else {
            name_areas(around, drafts, (parents, outer), first);
            continue;
        };
        let places = config.scopes.split_places.is(&kind);
        if matches!(drafts[first].relation, Some(Relation::By(_))) {
            name_changes(around, drafts, first);
            continue;
        }
        let row = row_from(around, drafts, first);
        name_row(around, drafts, (parents, outer), &row, places);
        name_row(around, drafts, (parents, outer), &in_other_unit(around, &row), places);
    }
}

/// 救助对象1.2万户，城市0.3万户，农村0.9万户: a row of no more than sorts of places that comes to just what was told right before it.
fn name_areas(
    around: &Around<'_>,
    drafts: &mut [Draft],
    (parents, outer): (&mut [Option<usize>], &mut Option<Vec<Option<IndicatorId>>>),
    first: usize,
) {
    let slot = around.layout.slots[first];
    let area = |name: &Option<String>| {
        name.as_ref().is_some_and(|name| around.config.scopes.areas.is(&name.chars().collect::<Vec<_>>()))
    };
    if first == 0 || slot.opened_by != Mark::Comma || !area(&bare_name(around, drafts, first)) {
        return;
    }
    let row = row_from(around, drafts, first);
    let exact = |row: &[Member]| {
        let sum: Decimal = row.iter().map(|member| around.figures[member.at].value).sum();
        let wholes = row.first().map(|one| wholes(around, drafts, (parents, outer.as_deref()), one.at));
        wholes.is_some_and(|wholes| wholes.iter().any(|whole| whole.value == sum && matches!(whole.at, At::Here(_))))
    };
    let seconds = in_other_unit(around, &row);
    let fits = row.iter().all(|member| area(&member.bare)) && exact(&row) && (seconds.is_empty() || exact(&seconds));
    if fits {
        name_row(around, drafts, (parents, outer), &row, true);
        name_row(around, drafts, (parents, outer), &seconds, true);
    }
}

/// Names the figures of one row, and says what they are part of.
fn name_row(
    around: &Around<'_>,
    drafts: &mut [Draft],
    (parents, outer): (&mut [Option<usize>], &mut Option<Vec<Option<IndicatorId>>>),
    row: &[Member],
    places: bool,
) {
    let Some(first) = row.first().map(|member| member.at) else { return };
    if row.len() < 2 || row.iter().skip(1).any(|member| member.bare.is_none()) {
        return;
    }
    let known = parents[first].map(At::Here).or_else(|| outer.as_ref().and_then(|outer| outer[first]).map(At::Before));
    let sum: Decimal = row.iter().map(|member| around.figures[member.at].value).sum();
    let Some((whole, sure)) = whole_of(around, drafts, (parents, outer.as_deref()), row, known, sum) else { return };
    let last = row.last().map_or(first, |member| member.at);
    let end = (last + 1 + row.len()).min(drafts.len());
    for member in row {
        rename(&mut drafts[..end], member, &whole, places, around.config);
    }
    for member in row.iter().filter(|_| sure) {
        match whole.at {
            At::Here(total) if parents[member.at].is_none() => parents[member.at] = Some(total),
            At::Before(id) if parents[member.at].is_none() => {
                let totals = outer.get_or_insert_with(|| vec![None; drafts.len()]);
                totals[member.at] = totals[member.at].or(Some(id));
            }
            _ => {}
        }
    }
}

/// 城市0.3万户、│0.4万人，农村0.9万户、│1.4万人: the same row as told in a second unit right behind the first; nothing where one of it is not.
fn in_other_unit(around: &Around<'_>, row: &[Member]) -> Vec<Member> {
    let unit = |at: usize| around.figures[at].unit;
    let second = |member: &Member| {
        let at = member.at + 1;
        let told = at < around.figures.len() && is_again(around, at) && unit(at) != unit(member.at);
        told.then(|| Member { at, bare: member.bare.clone() })
    };
    let seconds: Option<Vec<Member>> = row.iter().map(second).collect();
    seconds.filter(|row| row.windows(2).all(|two| unit(two[0].at) == unit(two[1].at))).unwrap_or_default()
}

/// Whether a figure has no words of its own, and tells otherwise what the one before it told: 0.3万户、│0.4万人.
fn is_again(around: &Around<'_>, at: usize) -> bool {
    let near = matches!(around.layout.slots[at].opened_by, Mark::Item | Mark::None);
    near && around.layout.before(at).iter().all(|c| c.is_whitespace())
        && around.figures[at].kind(around.config) == Kind::Count
}

/// 工业增加值增长6%，分门类看，│采矿业增长3%、│制造业增长7%: what changed is what was told of all, where the clause or sentence before tells of
/// nothing else.
fn name_changes(around: &Around<'_>, drafts: &mut [Draft], first: usize) {
    let changed = |draft: &Draft| matches!(draft.relation, Some(Relation::By(_)));
    let here = drafts[..first].iter().filter(|draft| changed(draft)).map(|draft| draft.subject.clone());
    let before = told_before(around.told).filter(|one| one.kind == Kind::Growth);
    let before = before.map(|one| one.topic.clone()).filter(|_| first == 0 || !drafts[..first].iter().any(changed));
    let mut told = here.chain(before);
    let Some(whole) = told.next().filter(|whole| !whole.is_empty() && told.all(|other| other == *whole)) else {
        return;
    };
    for (at, draft) in drafts.iter_mut().enumerate().skip(first) {
        let listed = matches!(around.layout.slots[at].opened_by, Mark::Item | Mark::Comma | Mark::Semicolon);
        let clauses = around.layout.whole_clauses_before(at).is_empty();
        let name = draft.subject.clone();
        if !changed(draft) || at > first && !(listed && clauses) || !is_name(&name, around.config) {
            return;
        }
        let Some(verb) = draft.label.strip_prefix(name.as_str()).filter(|verb| !verb.is_empty()) else { return };
        let subject = joined(&whole, &name);
        draft.label = format!("{subject}{verb}");
        (draft.subject, draft.topic) = (subject, whole.clone());
    }
}

/// The row that begins at a figure: those right behind it that only name another part in the same unit.
fn row_from(around: &Around<'_>, drafts: &[Draft], first: usize) -> Vec<Member> {
    let (layout, figures) = (around.layout, around.figures);
    let mut row = vec![Member { at: first, bare: bare_name(around, drafts, first) }];
    for at in first + 1..figures.len() {
        let dealt = drafts[at].head.as_deref() == Some(DEALT) && drafts[first].head.as_deref() == Some(DEALT);
        let apart = !matches!(layout.slots[at].opened_by, Mark::Item | Mark::Comma | Mark::Semicolon);
        if apart && !dealt || !layout.whole_clauses_before(at).is_empty() {
            break;
        }
        // 甲县42处、增长5%: how much that is.
        if matches!(drafts[at].relation, Some(Relation::By(_))) || figures[at].kind(around.config) == Kind::Rate {
            continue;
        }
        if figures[at].unit != figures[first].unit && is_again(around, at) {
            continue;
        }
        let bare = bare_name(around, drafts, at).filter(|_| figures[at].unit == figures[first].unit);
        if bare.is_none() {
            break;
        }
        row.push(Member { at, bare });
    }
    row
}

/// The name of a part, where its words are no more than that: 甲县, 民事, 小学; not 甲县产值, 新建.
fn bare_name(around: &Around<'_>, drafts: &[Draft], at: usize) -> Option<String> {
    let (config, draft) = (around.config, &drafts[at]);
    let grammar = &config.grammar;
    let level = matches!(draft.relation, Some(Relation::Level | Relation::To(_))) && !draft.previous;
    let amount = !around.figures[at].rank && !matches!(around.figures[at].kind(config), Kind::Rate | Kind::Delta);
    let dealt = draft.head.as_deref() == Some(DEALT);
    if !level || !amount || draft.head.is_some() && !dealt {
        return None;
    }
    let name: Vec<char> = match dealt {
        true if config.counting.is_bare(&draft.verb.chars().collect::<Vec<_>>()) => draft.subject.chars().collect(),
        true => return None,
        false => squeezed(label::open(relation::read(around.layout.before(at), grammar).subject, grammar).rest),
    };
    let name = squeeze(&name);
    is_name(&name, config).then_some(name)
}

/// Whether words name a part and nothing that is measured or done of it.
fn is_name(name: &str, config: &Config) -> bool {
    let (grammar, name): (_, Vec<char>) = (&config.grammar, name.chars().collect());
    let measured =
        [&grammar.row_ends, &grammar.states, &config.counting.measures, &grammar.account_sides, &grammar.share_ends]
            .iter()
            .any(|ends| ends.at_end(&name).is_some());
    let acts = grammar.verbs.at_start(&name).is_some() || grammar.verbs.at_end(&name).is_some();
    let plain = name.iter().all(|c| is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '“' | '”'));
    NAME.contains(&name.len()) && plain && !measured && !acts
}

/// What a row parts, and whether it is sure that its figures are parts of that: the one that they come to, the only one that they may
/// be of, or what is told of all of those.
fn whole_of(
    around: &Around<'_>,
    drafts: &[Draft],
    of: Of<'_>,
    row: &[Member],
    known: Option<At>,
    sum: Decimal,
) -> Option<(Whole, bool)> {
    let first = row.first()?;
    let wholes = wholes(around, drafts, of, first.at);
    if let Some(known) = known {
        return wholes.into_iter().find(|whole| whole.at == known).map(|whole| (whole, true));
    }
    // 甲校上线118人，乙校71人: the first says what is told of all.
    if first.bare.is_none() {
        let told = |whole: &Whole| shared_end(&drafts[first.at].label, &whole.label).is_some() && whole.value >= sum;
        return wholes.into_iter().find(told).map(|whole| (whole, true));
    }
    if let Some(whole) = wholes.iter().find(|whole| whole.value == sum) {
        return Some((whole.clone(), true));
    }
    let mut larger = wholes.into_iter().filter(|whole| whole.value > sum);
    let nearest = larger.next()?;
    let others: Vec<Whole> = larger.collect();
    if others.is_empty() {
        return Some((nearest, true));
    }
    let shared = others.iter().all(|whole| whole.topic == nearest.topic) && !nearest.topic.is_empty();
    shared.then(|| (Whole { label: nearest.topic.clone(), ..nearest }, false))
}

/// 市一中│上线 of 高考│上线: the name of a part before the words that what it is part of ends with, too.
fn shared_end<'a>(part: &'a str, whole: &str) -> Option<&'a str> {
    let shared = part.chars().rev().zip(whole.chars().rev()).take_while(|(a, b)| a == b).count();
    let (at, _) = part.char_indices().rev().nth(shared.checked_sub(1)?)?;
    (shared >= 2 && part[..at].chars().count() >= 2).then(|| &part[..at])
}

/// What may be parted before a figure: amounts in its unit, nearest first, of this sentence and of the one before, and the whole
/// of those that are parts themselves.
fn wholes(around: &Around<'_>, drafts: &[Draft], of: Of<'_>, first: usize) -> Vec<Whole> {
    let (config, found) = (around.config, around.told.2);
    let unit = around.figures[first].unit;
    let mut wholes: Vec<Whole> = Vec::new();
    for at in (first.saturating_sub(NEAR)..first).rev() {
        let (figure, draft) = (around.figures[at], &drafts[at]);
        let level =
            matches!(draft.relation, Some(Relation::Level | Relation::To(_))) && !draft.previous && !draft.aimed;
        let amount = !figure.rank && figure.kind(config) != Kind::Rate && figure.unit == unit;
        // 分领域看，甲分别完成……；分县区看: the parts of one row are no wholes of the next.
        let part = of.0[at].is_some() || of.1.is_some_and(|outer| outer[at].is_some());
        let dealt = draft.head.as_deref() == Some(DEALT);
        if level && amount && !part && !dealt {
            let (label, topic) = (draft.label.clone(), draft.topic.clone());
            wholes.push(Whole { value: figure.value, label, topic, at: At::Here(at) });
        }
    }
    let Some(UnitName::Known(id)) = unit else { return wholes };
    let key = unit_key(Some(&config.units.get(id).name), config);
    let told = told_before(around.told).take(NEAR);
    for one in told.filter(|one| is_amount(one) && unit_key(one.unit.as_deref(), config) == key) {
        let one = one.part_of.and_then(|total| found.get(total.index())).unwrap_or(one);
        let at = At::Before(one.id);
        if wholes.iter().all(|whole| whole.at != at) {
            wholes.push(Whole { value: one.value, label: one.label.clone(), topic: one.topic.clone(), at });
        }
    }
    for whole in &mut wholes {
        // 实现│生产总值
        let opened: Option<Vec<char>> =
            whole.label.strip_suffix(whole.topic.as_str()).map(|verb| verb.chars().collect());
        if opened.is_some_and(|verb| config.grammar.done_words.is(&verb)) {
            whole.label.clone_from(&whole.topic);
        }
    }
    wholes.retain(|whole| !whole.label.is_empty());
    wholes
}

/// Calls a part, and by how much it changed, after what it is part of: a place is whose figure it is.
fn rename(drafts: &mut [Draft], member: &Member, whole: &Whole, places: bool, config: &Config) {
    let old = drafts[member.at].label.clone();
    let name = match &member.bare {
        Some(name) => name.clone(),
        None => match shared_end(&old, &whole.label) {
            Some(name) => name.to_owned(),
            None => return,
        },
    };
    let place = places && !config.grammar.others.is(&name.chars().collect::<Vec<_>>());
    let label = if place { whole.label.clone() } else { joined(&whole.label, &name) };
    // 甲县42处、乙县31处，分别增长5%、3%: what is told of it further on.
    let told = |draft: &Draft| {
        let behind = draft.label.strip_prefix(old.as_str()).unwrap_or_default();
        let changed = !behind.is_empty() && matches!(draft.relation, Some(Relation::By(_)));
        !old.is_empty() && (changed || behind.starts_with([TOLD, SHARE]))
    };
    for (at, draft) in drafts.iter_mut().enumerate().skip(member.at) {
        if at == member.at || told(draft) {
            draft.label = format!("{label}{}", draft.label.strip_prefix(old.as_str()).unwrap_or_default());
            draft.subject.clone_from(&label);
            if place {
                draft.scope = Some(name.clone());
            }
        }
    }
    drafts[member.at].topic.clone_from(&whole.topic);
}
