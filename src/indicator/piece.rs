//! A figure as part-finding sees it: what it can be added up with, and what its words say of a whole.

use rust_decimal::Decimal;

use crate::config::{Config, Counter, Grammar, Kind};
use crate::quantity::{Form, Mention, UnitName};
use crate::text::signs::{OF, RATE, SHARE, YEAR};

use super::among::within;
use super::label::{self, opening_mean};
use super::layout::{Layout, Mark};
use super::phrase::joined;
use super::pieces::{Act, Piece};
use super::reader::{DEALT, Draft};
use super::relation::{self, Relation};
use super::whole::REACH;
use super::word;
use super::word::squeezed;

/// So many letters has a name at most that says no more than which part it is. Set by hand: 农业农村.
const SHORT: usize = 4;

/// What a figure's unit can be added up with, as a number that is only compared; 0 where nothing says.
pub(super) fn unit_key(unit: Option<&str>, config: &Config) -> u64 {
    let Some(id) = unit.and_then(|unit| config.units.named(unit)) else { return 0 };
    let unit = config.units.get(id);
    // 新登记140万户，其中企业50万家: the same bodies.
    let name = if unit.name == "家" { "户" } else { &unit.name };
    if unit.dimension == "count" { hash(name) } else { hash(&unit.dimension) }
}

/// What a figure of a sentence can be added up with, as [`unit_key`] has it.
fn unit_of(layout: &Layout<'_>, at: usize, mention: &Mention, config: &Config) -> u64 {
    match mention.unit {
        Some(UnitName::Known(id)) => unit_key(Some(&config.units.get(id).name), config),
        // 3.4吨/平方公里: by its words.
        Some(UnitName::Unknown(span)) => {
            let slot = layout.slots[at];
            hash(
                &layout.chars[slot.end.saturating_sub(span.len() as usize).max(slot.start)..slot.end]
                    .iter()
                    .collect::<String>(),
            )
        }
        None => 0,
    }
}

pub(super) fn piece(layout: &Layout<'_>, at: usize, drafts: &[Draft], mention: &Mention, config: &Config) -> Piece {
    let draft = &drafts[at];
    let before = squeezed(layout.before(at));
    let unit = unit_of(layout, at, mention, config);
    let subject: Vec<char> = draft.subject.chars().collect();
    let measured = mention.form == Form::Plain && !mention.rank && mention.kind(config) != Kind::Rate;
    let per_head = config.grammar.per_capita.any(&before) || config.grammar.per_capita.any(&subject);
    let own = measured && !matches!(draft.relation, Some(Relation::By(_))) && !draft.previous;
    let additive = own
        && !per_head
        && !config.grammar.per.any(&before)
        && opening_mean(&before, &config.grammar).is_none()
        && !draft.aimed;
    let words: Vec<char> = draft.label.rsplit('·').next().unwrap_or_default().chars().collect();
    Piece {
        value: mention.value,
        slack: slack(layout, at, mention),
        unit,
        additive,
        mean: own && per_head,
        among: draft.among || is_composed(layout, at, config) || is_among_of_size(layout, at, &before, drafts),
        own: draft.own,
        noun: noun_key(&draft.label),
        of: draft.label.rsplit_once('·').map_or(0, |(of, _)| hash(of)),
        verb: if draft.verb.is_empty() { 0 } else { hash(&draft.verb) },
        act: act(&words, config),
        // 甲县、乙县分别办结: each of its own.
        some: draft.head.as_deref() != Some(DEALT)
            && takes_some(without_passive(&words, &config.grammar), &drafts[..at], config),
        // 收入总计185亿元
        total: config.grammar.sums.at_start(&before).is_some()
            || before.len() <= 6 && config.grammar.sums.at_end(&before).is_some(),
        dealt: draft.head.as_deref() == Some(DEALT),
        class: draft.sort.is_some() || tells_class(&before, draft, config),
        crossing: counts_people(mention, config) && crosses(&words, &draft.verb, config),
        degree: config.counting.degrees.any(&words) && !config.words.bound_ends.any(&words),
        short: draft.verb.is_empty() && draft.label.chars().count() <= SHORT,
        sort: draft.sort.is_some(),
        net: config.counting.net.at_start(&subject).is_some(),
        carried: config.grammar.carried.any(&before),
        rest: config.grammar.others.at_start(&before).is_some()
            || config.grammar.undone.at_start(&before).is_some() && !word::heads(&before, &config.grammar),
        share: share(mention, at, drafts, config),
        plus: config.grammar.plus.any(&before),
        besides: config.grammar.besides.at_start(&before).is_some(),
        within: within(layout, at, drafts, &config.grammar).or(draft.said),
        not_in_force: config.grammar.due.any(&before) || is_of_a_year(&before, config),
        planned: is_of_a_year(&before, config) || is_planned(&before, config),
    }
}

/// 高级职称, 硕士以上学历: whether words tell people by what they have or are; 引进│博士 tells what was done.
fn crosses(words: &[char], verb: &str, config: &Config) -> bool {
    let crossing = &config.counting.crossing;
    let done = !verb.is_empty() && words.iter().copied().take(verb.chars().count()).eq(verb.chars());
    crossing.at_start(words).is_some() || crossing.any(words) && !done
}

/// 320人, 26名: whether it is people that a figure counts.
fn counts_people(mention: &Mention, config: &Config) -> bool {
    let Some(UnitName::Known(id)) = mention.unit else { return false };
    config.counting.counter(&config.units.get(id).name) == Counter::People
}

/// 受理│案件, 民事案件│受理, 审结: the verb that opens or closes words, and tells what was done to those that are counted.
fn act(words: &[char], config: &Config) -> Act {
    let steps = &config.counting.case_steps;
    let lists = [steps, &config.grammar.takes, &config.counting.done_alone];
    let last = lists.iter().filter_map(|list| list.at_end(words)).map(|(len, ())| len).max();
    let ends = last.map(|len| &words[words.len() - len..]);
    let first = || lists.iter().filter_map(|list| list.at_start(words)).map(|(len, ())| len).max();
    let opens = || first().map(|len| &words[..len]);
    // 法院共│受理│案件
    let inside = || steps.find(words).map(|(at, len, ())| &words[at..at + len]);
    let verb = ends.or_else(opens).or_else(inside);
    let bare = !words.is_empty() && label::after_verbs(words, &config.grammar).is_empty();
    let alone = bare || verb.is_some_and(|verb| verb.len() == words.len());
    let key = verb.map_or(0, |verb| hash(&verb.iter().collect::<String>()));
    Act { verb: key, alone, outcome: bare && verb.is_none() }
}

/// 其中持续10年以上│的9件: among what was told, those of which a figure before it says how large or long they are.
fn is_among_of_size(layout: &Layout<'_>, at: usize, before: &[char], drafts: &[Draft]) -> bool {
    let size = at.checked_sub(1).filter(|size| layout.slots[at].opened_by == Mark::None && drafts[*size].among);
    size.is_some() && before.first() == Some(&OF)
}

/// Half of the last place behind the point that a number is printed to: 0.005亿 of 7.46亿; nothing of a number without one.
fn slack(layout: &Layout<'_>, at: usize, mention: &Mention) -> Decimal {
    let slot = layout.slots[at];
    let printed = &layout.chars[slot.start..slot.end];
    let digits = printed.iter().skip_while(|c| !c.is_ascii_digit());
    let digits = digits.take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let digits: String = digits.collect();
    if !digits.contains('.') {
        return Decimal::ZERO;
    }
    let mantissa: String = digits.chars().filter(char::is_ascii_digit).collect();
    let mantissa = mantissa.parse::<Decimal>().unwrap_or_default();
    mention.value.checked_div(mantissa).unwrap_or_default() / Decimal::TWO
}

/// 被│采纳: what was done, whoever did it.
fn without_passive<'a>(words: &'a [char], grammar: &Grammar) -> &'a [char] {
    words.split_first().filter(|(first, _)| grammar.passive.has(**first)).map_or(words, |(_, rest)| rest)
}

/// 7件（2023年为│6.4件）: what it was in a year, and no part of anything.
fn is_of_a_year(before: &[char], config: &Config) -> bool {
    let year = before.iter().take_while(|c| c.is_ascii_digit()).count() == 4 && before.get(4) == Some(&YEAR);
    let said = relation::strip_tail(label::open(before, &config.grammar).rest, &config.grammar);
    year && said.is_empty()
}

/// 接警3600起，由扑救1240起、救援2360起构成: whether a figure stands in a row that is opened and closed as the parts of a total.
fn is_composed(layout: &Layout<'_>, at: usize, config: &Config) -> bool {
    let ties = &config.ties;
    // 由甲类1980起、乙类1042起│和丙类328起构成
    let joined = |next: usize| layout.before(next).first().is_some_and(|c| config.grammar.joins.has(*c));
    let listed = |next: usize| match layout.slots[next].opened_by {
        Mark::Item => true,
        Mark::None => joined(next),
        _ => false,
    };
    let near = at.saturating_sub(REACH);
    let first = (near..=at).rev().find(|&at| !listed(at)).unwrap_or(near);
    if ties.made_of.at_start(&squeezed(layout.before(first))).is_none() {
        return false;
    }
    let row = (first + 1..layout.slots.len()).take(REACH).take_while(|&next| listed(next));
    ties.makes_up.at_end(layout.behind(row.last().unwrap_or(first))).is_some()
}

/// 年度计划投资│41亿元: what is meant.
fn is_planned(before: &[char], config: &Config) -> bool {
    let grammar = &config.grammar;
    let planned =
        |words| grammar.planned_starts.at_start(words).is_some() && grammar.planned_not.at_start(words).is_none();
    planned(label::open(before, grammar).rest) || planned(before)
}

/// Whether the words before a figure tell one class of what was counted: 评为“优”的, “良”的, 优.
fn tells_class(before: &[char], draft: &Draft, config: &Config) -> bool {
    let graded = matches!(before, [grade] if !config.grammar.joins.has(*grade)) && draft.verb.is_empty();
    draft.head.as_deref() != Some(DEALT) && (graded || before.len() > 1 && before.last() == Some(&OF))
}

/// What share of a whole a figure tells, in percent, and whose: 占95.2% of the one right before it, 败诉率8.3% of what was 败诉.
fn share(mention: &Mention, at: usize, drafts: &[Draft], config: &Config) -> Option<(Decimal, usize)> {
    let draft = &drafts[at];
    let told = mention.kind(config) == Kind::Rate
        && mention.form == Form::Plain
        && mention.high.is_none()
        && matches!(draft.relation, Some(Relation::Level | Relation::To(_)));
    let words: Vec<char> = draft.label.rsplit('·').next().filter(|_| told)?.chars().collect();
    let stem = match words.as_slice() {
        // 占有效量36.2%: of the figure right before it, as 占36.2% is.
        [SHARE, .., last] if *last != RATE && !word::heads(&words, &config.grammar) => &[][..],
        [SHARE] => &[][..],
        _ => &words[..words.len() - config.grammar.share_ends.at_end(&words)?.0],
    };
    let stem: String = stem.iter().filter(|c| **c != SHARE).collect();
    // 高级工860人，占比由11.2%│升至12.9%
    let between = |k: usize| k + 1 == at || k + 2 == at && drafts[k + 1].previous;
    let named = |k: &usize| {
        if stem.is_empty() { between(*k) && !drafts[*k].previous } else { drafts[*k].label.contains(&stem) }
    };
    (at.saturating_sub(2)..at).rev().find(named).map(|part| (mention.value, part))
}

/// 采纳91条, 已化解27件, 采纳意见91条: some of what was told before, where the verb's object is that or too general to be
/// another; 办结建议45件 is of other things.
fn takes_some(words: &[char], earlier: &[Draft], config: &Config) -> bool {
    let grammar = &config.grammar;
    let noun = match (grammar.takes.at_start(words), grammar.takes.at_end(words)) {
        (Some((len, ())), _) => &words[len..],
        (None, Some((len, ()))) => &words[..words.len() - len],
        (None, None) => return false,
    };
    let noun = grammar.verbs.at_start(noun).filter(|(len, ())| *len == noun.len()).map_or(noun, |_| &[]);
    if noun.is_empty() || grammar.general.is(noun) {
        return true;
    }
    // 抽取案卷172卷，评出优秀案卷26卷: chosen from among them.
    let chosen = grammar.chooses.at_start(words).is_some();
    let end: String = noun[noun.len().saturating_sub(2)..].iter().collect();
    if chosen && earlier.iter().any(|draft| draft.subject.ends_with(&end)) {
        return true;
    }
    let noun: String = noun.iter().collect();
    earlier.iter().any(|draft| draft.subject.contains(&noun) || !draft.topic.is_empty() && noun.contains(&draft.topic))
}

/// So many characters at the end of a label tell what is measured.
const END: usize = 2;

/// The end of a label, as [`Piece::noun`] has it.
pub(super) fn noun_key(label: &str) -> u64 {
    let last = label.rsplit('·').next().unwrap_or_default();
    hash(&last.chars().rev().take(END).collect::<String>())
}

/// A stable number for a name (FNV-1a): only compared, never shown.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// 对132个项目开展评价，评为“优”的37个: a class of what was counted is called after it too.
pub(super) fn name_classes(drafts: &mut [Draft], pieces: &[Piece], parents: &[Option<usize>]) {
    let within = |at: usize| pieces[at].within.is_some() && pieces[at].within == parents[at];
    for at in (0..drafts.len()).filter(|&at| pieces[at].class || within(at)) {
        let Some(topic) = parents[at].map(|total| drafts[total].topic.clone()) else { continue };
        if !topic.is_empty() && !drafts[at].label.contains(&topic) {
            drafts[at].label = joined(&topic, &drafts[at].label);
        }
    }
}
