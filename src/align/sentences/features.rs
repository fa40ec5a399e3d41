//! What is compared of a sentence: its words with how telling they are, how it begins, and what counts it off.

use std::collections::HashMap;

use crate::align::tokens::{Kind, Tokens, is_bare_number};
use crate::align::units::Unit;
use crate::pair::Pair;
use crate::report::Report;
use crate::similarity::Weights;
use crate::text::{Span, is_han};

/// What is compared of a unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Feature {
    /// The same number for the same characters, white space aside.
    pub(super) exact: u32,
    /// The same number for the same characters, numbers and white space aside.
    pub(super) masked: u32,
    /// Its characters, white space aside.
    pub(super) chars: u32,
    /// The same as text, without the mark at its end.
    plain: String,
    /// Pairs of neighbouring letters in order, with their weights.
    pub(super) words: Vec<Word>,
    /// The sum of the weights.
    pub(super) mass: u32,
    /// The same pairs as they follow each other, with weights for the telling ones only; 0 where a run of letters ends.
    letters: Vec<Word>,
    /// Where each of those pairs stands among them, by pair.
    places: Vec<(u64, u32)>,
    /// Its first letters, behind what counts it off.
    lead: Vec<Word>,
    /// The first and the last two letters of each clause: verb and object, as a rule.
    heads: Vec<u64>,
    /// What counts it off: 一是, 第二, 3.
    mark: Option<u32>,
    /// Whether it is a heading.
    pub(super) heading: bool,
    /// The paragraph that it stands in, or that ended last before it.
    pub(super) paragraph: u32,
    /// Whether it opens the paragraph.
    pub(super) opens: bool,
}

/// A pair of neighbouring letters as one number, with its weight.
pub(super) type Word = (u64, u32);

/// Numbers for texts: the same for the same text on both sides.
#[derive(Default)]
struct Names {
    exact: HashMap<String, u32>,
    masked: HashMap<String, u32>,
}

fn name(names: &mut HashMap<String, u32>, text: String) -> u32 {
    let next = names.len() as u32;
    *names.entry(text).or_insert(next)
}

/// The features of both reports' units.
pub(super) fn features(
    reports: Pair<&Report>,
    tokens: Pair<&Tokens>,
    units: Pair<&[Unit]>,
    weights: &Weights,
) -> Pair<Vec<Feature>> {
    let mut names = Names::default();
    reports.zip(tokens).zip(units).map(|((report, tokens), units)| {
        let mut last = u32::MAX;
        let mut out = Vec::with_capacity(units.len());
        for unit in units {
            let paragraph =
                report.paragraphs.partition_point(|paragraph| paragraph.span.start <= unit.text.start) as u32;
            let own = feature(report, tokens, unit, weights, &mut names);
            out.push(Feature { paragraph, opens: paragraph != last, ..own });
            last = paragraph;
        }
        out
    })
}

fn feature(report: &Report, tokens: &Tokens, unit: &Unit, weights: &Weights, names: &mut Names) -> Feature {
    let folded = report.text.folded(unit.text);
    let exact: String = folded.iter().filter(|c| !c.is_whitespace()).collect();
    let mut masked = String::with_capacity(exact.len());
    let inside = tokens.within(unit.text);
    for token in inside.iter().filter(|token| token.kind != Kind::Space) {
        let number = match token.kind {
            Kind::Number(_) => true,
            _ => is_bare_number(&report.text, token),
        };
        match number {
            true => {
                masked.push('#');
                masked.extend(report.text.folded(token.span).iter().filter(|c| is_unit_letter(**c)));
            }
            false => masked.extend(report.text.folded(token.span)),
        }
    }
    let skip = mark_length(folded);
    let words = words(report, unit.text, weights);
    let letters = letters_of(folded, weights);
    let mass = words.iter().map(|word| word.1).sum();
    Feature {
        chars: exact.chars().count() as u32,
        plain: exact.trim_end_matches(['。', '!', '?', ',', '，', ';']).to_owned(),
        exact: name(&mut names.exact, exact),
        masked: name(&mut names.masked, masked),
        words,
        mass,
        places: places_of(&letters),
        letters,
        lead: letters_of(&folded[skip..(skip + 5).min(folded.len())], weights),
        heads: heads(&folded[skip..]),
        mark: (skip > 0).then(|| rank(&folded[..skip])),
        heading: unit.heading,
        ..Feature::default()
    }
}

fn is_letter(c: char) -> bool {
    is_han(c) || c.is_alphabetic()
}

/// A letter of a number's unit, not of the numeral itself.
fn is_unit_letter(c: char) -> bool {
    is_letter(c) && !"〇零一二两三四五六七八九十百千万亿几数多余半".contains(c) || c == '%'
}

/// The pairs of neighbouring letters of a span, sorted, each once; common ones weigh little.
pub(super) fn words(report: &Report, span: Span, weights: &Weights) -> Vec<Word> {
    let chars = report.text.folded(span);
    let mut out: Vec<Word> = chars
        .windows(2)
        .filter(|pair| is_letter(pair[0]) && is_letter(pair[1]))
        .map(|pair| {
            let key = u64::from(u32::from(pair[0])) << 32 | u64::from(u32::from(pair[1]));
            (key, u32::from(weights.level([pair[0], pair[1]])) + 1)
        })
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The pairs of neighbouring letters in text order. What every report says weighs nothing, and so makes no run telling.
fn letters_of(chars: &[char], weights: &Weights) -> Vec<Word> {
    let pairs = chars.windows(2).map(|pair| match is_letter(pair[0]) && is_letter(pair[1]) {
        true => {
            let level = u32::from(weights.level([pair[0], pair[1]]));
            (u64::from(u32::from(pair[0])) << 32 | u64::from(u32::from(pair[1])), level.saturating_sub(2))
        }
        false => (0, 0),
    });
    pairs.take(400).collect()
}

/// Where each pair of letters stands, by pair.
fn places_of(letters: &[Word]) -> Vec<(u64, u32)> {
    let mut places: Vec<(u64, u32)> =
        letters.iter().zip(0..).filter(|((word, _), _)| *word != 0).map(|((word, _), at)| (*word, at)).collect();
    places.sort_unstable();
    places
}

/// The weight of the heaviest run of letters that both have; `places` are those of the other's letters.
fn longest_run(letters: &[Word], places: &[(u64, u32)]) -> u32 {
    // Runs that end at the letters before, by the place where they end in the other.
    let mut runs: Vec<(u32, u32)> = Vec::new();
    let mut next: Vec<(u32, u32)> = Vec::new();
    let mut best = 0;
    for (word, weight) in letters {
        next.clear();
        let from = places.partition_point(|(other, _)| other < word);
        for (_, at) in places[from..].iter().take_while(|(other, _)| other == word) {
            let before = runs.iter().find(|(end, _)| end + 1 == *at).map_or(0, |(_, run)| *run);
            best = best.max(before + weight);
            next.push((*at, before + weight));
        }
        std::mem::swap(&mut runs, &mut next);
    }
    best
}

/// How many characters count a sentence off: （一）, 一是, 第二, 3., ——.
pub(crate) fn mark_length(chars: &[char]) -> usize {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let open = chars.iter().take_while(|c| matches!(c, '(' | '—' | '-' | '第' | '●' | '■' | '◆' | '·')).count();
    let digits = chars[open..].iter().take(3).take_while(|c| numeral(**c)).count();
    let rest = &chars[open + digits..];
    if digits == 0 {
        return if chars.first() == Some(&'第') { 0 } else { open };
    }
    let close = match rest {
        [')' | '、' | '.' | '是' | '要', next, ..] if !next.is_ascii_digit() => 1,
        [',' | ':', ..] if open > 0 => 1,
        _ => return if chars.first() == Some(&'第') { 0 } else { open },
    };
    open + digits + close
}

/// A list mark as a number: its characters without what surrounds them.
fn rank(mark: &[char]) -> u32 {
    mark.iter().fold(0u32, |sum, c| sum.wrapping_mul(31).wrapping_add(u32::from(*c)))
}

/// The first two and the last two letters of each clause.
fn heads(chars: &[char]) -> Vec<u64> {
    let mut out: Vec<u64> = chars
        .split(|c| matches!(c, ',' | '，' | ';' | '、' | ':' | '。'))
        .filter_map(|clause| {
            let letters: Vec<char> = clause.iter().copied().filter(|c| is_letter(*c)).collect();
            (letters.len() >= 4).then(|| {
                let end = letters.len();
                [letters[0], letters[1], letters[end - 2], letters[end - 1]]
                    .iter()
                    .fold(0u64, |sum, c| sum.wrapping_mul(0x11_0001).wrapping_add(u64::from(u32::from(*c))))
            })
        })
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The sum of the weights of the words that both have.
pub(super) fn shared(a: &[Word], b: &[Word]) -> u32 {
    let (mut at, mut sum) = (0, 0);
    for (word, weight) in a {
        while b.get(at).is_some_and(|(next, _)| next < word) {
            at += 1;
        }
        if b.get(at).is_some_and(|(next, _)| next == word) {
            sum += weight;
        }
    }
    sum
}

/// How alike two units are, in thousandths: 1000 where they read alike, numbers aside.
pub(super) fn likeness(a: &Feature, b: &Feature) -> u32 {
    if a.exact == b.exact || a.masked == b.masked {
        return 1000;
    }
    if a.mass == 0 || b.mass == 0 {
        return 0;
    }
    let both = shared(&a.words, &b.words);
    if both == 0 {
        return 0;
    }
    let mut sum = overlap(both, a.mass, b.mass) + common_lead(a, b);
    let clauses = a.heads.iter().filter(|head| b.heads.binary_search(head).is_ok()).count() as u32;
    let most = a.heads.len().max(b.heads.len()) as u32;
    sum += (120 * clauses).checked_div(most).unwrap_or(0);
    // A long common run of telling words is more than the same words strewn about.
    if sum >= 100 {
        sum += (4 * longest_run(&a.letters, &b.places).saturating_sub(16)).min(160);
    }
    if a.mark.is_some() && a.mark == b.mark {
        sum += 40;
    }
    if a.heading != b.heading {
        sum = sum.saturating_sub(150);
    }
    sum.min(999)
}

/// Whether a unit stands word for word in another one.
pub(super) fn stands_in(part: &Feature, whole: &Feature) -> bool {
    part.chars >= 6 && part.chars < whole.chars && whole.plain.contains(&part.plain)
}

/// The shared weight of the weights of both, with a part for how much of the lighter one it is.
pub(super) fn overlap(both: u32, a: u32, b: u32) -> u32 {
    let dice = 2000 * both / (a + b).max(1);
    let contained = 1000 * both / a.min(b).max(1);
    (3 * dice + contained) / 4
}

/// The first letters that both have in common, by how telling they are: up to 70.
fn common_lead(a: &Feature, b: &Feature) -> u32 {
    a.lead.iter().zip(&b.lead).take_while(|(x, y)| x == y && x.0 != 0).map(|(x, _)| x.1).sum::<u32>().min(18) * 4
}
