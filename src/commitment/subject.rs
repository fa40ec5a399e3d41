//! Whether a figure is of what a target is about, beyond the words that only say who gives, how, and when: 中央财政安排430亿元 for
//! the aged is no answer to 中央财政安排830亿元 for hospitals. And whether one name is short for another.

use super::act::verb;
use super::clauses::{clauses, only_letters};
use super::fit::{Side, Wanted};
use super::judge::is_close;
use crate::config::Config;
use crate::indicator::{Measure, own_part};
use crate::similarity::{Pairs, Weights};
use crate::text::signs::TOLD;
use crate::text::{Span, is_han};

/// How much of what a target is about the figure's sentence, label or heading has at least, and how much of what the money is for.
/// Set by hand on the labels of provinces and the State Council.
const OF_IT: f64 = 0.34;
const FOR_IT: f64 = 0.3;

/// How much that weighs at least where the target names nothing itself.
const FOR_WEIGHS: f64 = 1.5;

/// What a target is about, made once for all figures that may answer it.
pub(super) struct Thing<'a> {
    pub(super) wanted: Wanted<'a>,
    /// The letters of its own words.
    own: Vec<char>,
    /// Whether only what was told before names the thing: 棚改·开工580万套.
    unnamed: bool,
    about: About,
    /// The end of a name that is made of several, behind the figure: 转型升级 of 1万家企业数字化转型升级.
    last: Option<Pairs>,
}

/// What tells a target's thing.
enum About {
    /// Its name, and the letters of it.
    Name(Pairs, Vec<char>),
    /// What is said beside it, where it names only who gives, how, and when.
    Purpose(Pairs),
}

impl<'a> Thing<'a> {
    pub(super) fn new(side: Side<'a>, config: &Config, weights: &Weights) -> Self {
        let own = own_part(side.label);
        // A longer name may have another that it goes by, which a part of it has not.
        let name = telling(&config.aliases.apply(side.label), config);
        let named = names(&name, config);
        let about = match named {
            true => About::Name(Pairs::new(&config.aliases.apply(&name), weights), only_letters(&name)),
            false => About::Purpose(purpose(side, config, weights)),
        };
        let behind = behind(side);
        let ends = config.promises.brought_about(behind);
        let thing = &behind[..behind.len() - ends];
        Thing {
            wanted: Wanted::new(side, config),
            own: only_letters(own),
            unnamed: named && !names(&telling(&own[verb(own, config).unwrap_or(0)..], config), config),
            about,
            last: (thing.len() >= COMPOUND).then(|| Pairs::new(&thing[thing.len() - LAST..], weights)),
        }
    }

    /// Whether a text has anything of what its name ends with, where that is made of several.
    pub(super) fn is_ended_in(&self, text: &Pairs) -> bool {
        self.last.as_ref().is_none_or(|last| last.contained_in(text) > 0.0)
    }

    /// Whether its name names a thing, and not only who gives, how, and when.
    pub(super) fn is_named(&self) -> bool {
        matches!(self.about, About::Name(..))
    }
}

/// Whether a figure is of what the target is about.
pub(super) fn is_of_it(thing: &Thing, told: Side, (config, weights): (&Config, &Weights)) -> bool {
    // 棚改·开工580万套 and 棚户区改造620多万套: where only what was told before names the thing, figures of it are near each other.
    let own = thing.wanted.side.fields;
    let amount = own.block.measure == Measure::Level && own.unit.is_some();
    if amount && thing.unnamed && is_close(own.value, told.fields.value) {
        return true;
    }
    match &thing.about {
        About::Name(name, letters) => {
            let (pairs, theirs) = told.names(config, weights);
            let has = name.is_empty() || name.contained_in(pairs) >= OF_IT;
            has || is_short(letters, theirs) || is_short_for(thing, told)
        }
        About::Purpose(own) => {
            let other = &purpose(told, config, weights);
            let (own, other) = if own.mass() <= other.mass() { (own, other) } else { (other, own) };
            let shared = own.contained_in(other);
            shared >= FOR_IT && shared * own.mass() >= FOR_WEIGHS
        }
    }
}

/// What is said of a figure and beside it.
fn purpose(side: Side, config: &Config, weights: &Weights) -> Pairs {
    let said = telling(&[side.label.to_vec(), beside(side)].join(&TOLD), config);
    Pairs::new(&config.aliases.apply(&said), weights)
}

/// Whether a figure counts the thing that stands behind the target's: 1万家企业 is no answer to 1万家企业数字化转型, whose thing is
/// named last.
pub(super) fn counts_the_thing(thing: &Thing, told: Side, weights: &Weights) -> bool {
    let said = || [told.label, told.text().folded(told.clause())].join(&TOLD);
    thing.last.is_none() || thing.is_ended_in(&Pairs::new(&said(), weights))
}

/// How many letters a name has at least that is made of several, and how many of them name the thing itself. Set by hand: two words of
/// two letters.
const COMPOUND: usize = 9;
const LAST: usize = 4;

/// Whether a clause has a word of what a target's name tells, beyond who gives, and how: 教育 of 中央财政用于教育的投入.
pub(super) fn tells_of(thing: &Thing, clause: &[char], config: &Config) -> bool {
    let name = telling(&config.aliases.replaced(thing.wanted.side.label), config);
    let clause = config.aliases.replaced(clause);
    let mut words = name.windows(WORD).filter(|two| two.iter().all(|c| is_han(*c))).peekable();
    words.peek().is_none() || words.any(|two| clause.windows(WORD).any(|other| other == two))
}

/// A name without the words that name no thing; what is left stands apart.
pub(super) fn telling(chars: &[char], config: &Config) -> Vec<char> {
    let (mut at, mut out) = (0, Vec::with_capacity(chars.len()));
    while at < chars.len() {
        match config.promises.carriers.at_start(&chars[at..]) {
            Some((len, ())) => {
                out.push(TOLD);
                at += len;
            }
            None => {
                out.push(chars[at]);
                at += 1;
            }
        }
    }
    out
}

/// Whether a text has a letter at all: of 县财政拟安排资金 nothing is left but that it is to come, of 药占比 what it is a share of.
fn names(chars: &[char], config: &Config) -> bool {
    let letter = |c: &char| is_han(*c) || c.is_ascii_alphabetic();
    chars.split(|c| !letter(c)).any(|word| !word.is_empty() && !config.promises.intends.is(word))
}

/// The clause of a figure with the ones beside it in its sentence.
fn beside(side: Side) -> Vec<char> {
    let all = clauses(side.text(), side.one.quote);
    let own = all.iter().position(|clause| clause.covers(side.one.span));
    let near = own.map(|at| &all[at.saturating_sub(1)..all.len().min(at + 2)]).unwrap_or_default();
    near.iter().map(|clause| side.text().folded(*clause)).collect::<Vec<_>>().join(&TOLD)
}

/// What stands right behind a figure in its part of the clause, without what is brought about.
fn behind<'a>(side: Side<'a>) -> &'a [char] {
    let chars = side.text().folded(Span::new(side.one.span.end, side.one.quote.end.max(side.one.span.end)));
    let end = chars.iter().position(|c| !is_han(*c)).unwrap_or(chars.len());
    &chars[..end]
}

/// Whether two names may be one, the one short for the other: 药占比 and 药品收入占比, 车位 and 停车位.
pub(super) fn is_short_for(thing: &Thing, told: Side) -> bool {
    let (own, other) = (&thing.own, &only_letters(own_part(told.label)));
    let (short, long) = if own.len() <= other.len() { (own, other) } else { (other, own) };
    // 生产总值 is of more than 海洋生产总值, and 人口 is another thing than 每千人口托位数.
    let of_part = long.ends_with(short) && long.len() >= short.len() + WORD;
    !of_part && short.last() == long.last() && is_short(short, long)
}

/// How many letters a word has that makes a name one of a part.
const WORD: usize = 2;

/// Whether the characters of a name stand in a longer one in their order, close together; of a long one the last may be missing.
fn is_short(short: &[char], long: &[char]) -> bool {
    if short.len() < 2 {
        return false;
    }
    let reach = short.len() * SPREAD;
    (0..long.len()).filter(|&from| long[from] == short[0]).any(|from| {
        let mut rest = short.iter().peekable();
        for c in long[from..].iter().take(reach) {
            rest.next_if_eq(&c);
        }
        let left = rest.count();
        left == 0 || left == 1 && short.len() >= LONG
    })
}

/// How many times as long as the short name what it is short for is at most: one character of each word of two or three. Set by hand.
const SPREAD: usize = 3;

/// How long a name is of which a character may be missing: of a shorter one the rest may be another name. Set by hand.
const LONG: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_stands_in_the_long_one_in_order() {
        let of =
            |short: &str, long: &str| is_short(&short.chars().collect::<Vec<_>>(), &long.chars().collect::<Vec<_>>());
        assert!(of("药占比", "药品收入占比"));
        assert!(of("门急诊", "门诊急诊"));
        assert!(of("车位", "停车位"));
        assert!(of("科基项目", "省科学基金项目"));
        assert!(!of("占药比", "药品收入占比"), "another order is another name");
        assert!(!of("车站", "停车位"));
    }
}
