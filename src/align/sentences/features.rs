//! What is compared of a sentence: its words with how telling they are, how it begins, and what counts it off.

use std::ops::Range;

use crate::align::tokens::{Kind, Tokens, is_bare_number};
use crate::align::units::{Unit, halves};
use crate::config::Wording;
use crate::report::Report;
use crate::similarity::{Weights, letters};

use super::tells::{Tells, ends_clause, is_letter, tells, termed, titled};
use super::vocabulary::{BREAK, Vocabulary};

/// What is compared of a report's units, and of the halves of those that have some.
#[derive(Debug, Clone, Default)]
pub struct Features {
    pub(super) units: Vec<Feature>,
    pub(super) parted: Vec<Parted<Feature>>,
}

/// A unit's halves.
#[derive(Debug, Clone)]
pub(super) struct Parted<F> {
    /// The unit, by its place.
    pub(super) unit: usize,
    /// Its halves, in order.
    pub(super) halves: Vec<(Unit, F)>,
}

/// Words in order of their numbers, each once.
pub(super) fn distinct(words: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut words: Vec<u32> = words.collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The words of units.
pub(super) fn words(features: &[Feature]) -> impl Iterator<Item = &[u32]> + Clone {
    features.iter().map(|feature| feature.words.as_slice())
}

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
    /// Pairs of neighbouring letters by number, each once.
    pub(super) words: Vec<u32>,
    /// Those of them that say what the unit is about: neither letter belongs to a word of a frame (推进…工作).
    pub(super) content: Vec<u32>,
    /// Those of them that name a matter by themselves: not 治理 or 改革, which are done to any.
    pub(super) matter: Vec<u32>,
    /// The words of the titles that it names: 《养犬管理办法》.
    pub(super) titles: Vec<u32>,
    /// The words of what it explains, where it begins with that: “共享码头”：指…….
    pub(super) term: Vec<u32>,
    /// The sum of their weights.
    pub(super) mass: u32,
    /// The same pairs as they follow each other; [`BREAK`] where a run of letters ends.
    pub(super) letters: Vec<u32>,
    /// The characters of what counts it off.
    skip: u32,
    /// The first and the last two letters of each clause: verb and object, as a rule.
    pub(super) heads: Vec<u64>,
    /// What counts it off: 一是, 第二, 3.
    pub(super) mark: Option<u32>,
    /// Whether it is a heading.
    pub(super) heading: bool,
    /// How it is set.
    pub(super) form: Form,
    /// The paragraph that it stands in, or that ended last before it.
    pub(super) paragraph: u32,
    /// Whether it opens the paragraph.
    pub(super) opens: bool,
    /// Where its clauses begin behind the first one, in characters.
    borders: Vec<u16>,
}

impl Feature {
    /// Its first letters, behind what counts it off.
    pub(super) fn lead(&self) -> &[u32] {
        let from = (self.skip as usize).min(self.letters.len());
        &self.letters[from..(from + LEAD).min(self.letters.len())]
    }

    /// Its characters, white space included; 1 where it has none.
    pub(super) fn length(&self) -> usize {
        self.letters.len() + 1
    }

    /// Whether it has several clauses.
    pub(super) fn has_clauses(&self) -> bool {
        !self.borders.is_empty()
    }

    /// Its clauses (分句), as places in characters that follow each other.
    pub(super) fn clauses(&self) -> impl Iterator<Item = Range<usize>> {
        let borders = self.borders.iter().map(|border| usize::from(*border)).filter(|border| *border < self.length());
        let ends = borders.clone().chain(std::iter::once(self.length()));
        std::iter::once(0).chain(borders).zip(ends).map(|(start, end)| start..end)
    }

    /// The words of some of its characters, each once, in order of their numbers.
    pub(super) fn words_of(&self, place: Range<usize>) -> Vec<u32> {
        let end = place.end.saturating_sub(1).min(self.letters.len());
        distinct(self.letters[place.start.min(end)..end].iter().copied().filter(|word| *word != BREAK))
    }
}

/// How a unit is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// As a sentence, with a mark at its end or between its clauses.
    Sentence,
    /// In cells that stand apart.
    Row,
    /// Otherwise.
    #[default]
    Other,
}

impl Form {
    /// 公路客运量1180万人，下降35.2%。 is a sentence, 公路客运量　万人　1595　1180 a row.
    fn of(chars: &[char]) -> Self {
        /// So many cells, less one, make a row; with fewer it may be a name and what it is.
        const CELLS: usize = 2;
        match chars.iter().filter(|c| **c == '\t').count() {
            CELLS.. => Form::Row,
            0 if chars.iter().any(|c| matches!(c, '。' | ',' | ';' | '!' | '?')) => Form::Sentence,
            _ => Form::Other,
        }
    }

    /// Whether one is a sentence and the other a row: told in words, and set in a table.
    pub(super) const fn opposes(self, other: Form) -> bool {
        matches!((self, other), (Form::Sentence, Form::Row) | (Form::Row, Form::Sentence))
    }
}

/// Pairs of letters that a lead has at most.
const LEAD: usize = 4;

/// What is compared of a report's units as long as its words have no numbers.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    units: Vec<Draft>,
    parted: Vec<Parted<Draft>>,
}

#[derive(Debug, Clone, Default)]
struct Draft {
    exact: String,
    masked: String,
    pairs: Vec<u64>,
    /// What each of the pairs tells.
    tells: Vec<Tells>,
    /// Which of them stand inside a title.
    titled: Vec<bool>,
    /// How many of them name what it explains.
    term: Option<usize>,
    /// With what numbers make still missing.
    feature: Feature,
}

impl Drafts {
    /// Reads a report's units.
    pub fn new(report: &Report, tokens: &Tokens, units: &[Unit], wording: &Wording) -> Self {
        let mut last = u32::MAX;
        let mut drafted = |unit: &Unit| {
            let paragraph =
                report.paragraphs.partition_point(|paragraph| paragraph.span.start <= unit.text.start) as u32;
            let mut own = draft(report, tokens, unit, wording);
            (own.feature.paragraph, own.feature.opens) = (paragraph, paragraph != last);
            last = paragraph;
            own
        };
        let drafts: Vec<Draft> = units.iter().map(&mut drafted).collect();
        let parted = units.iter().enumerate().map(|(at, unit)| {
            let halves = halves(report, tokens, unit).into_iter().map(|half| {
                let mut own = draft(report, tokens, &half, wording);
                let whole = &drafts[at].feature;
                (own.feature.paragraph, own.feature.opens) = (whole.paragraph, whole.opens && !half.goes_on);
                (half, own)
            });
            Parted { unit: at, halves: halves.collect() }
        });
        let parted = parted.filter(|parted| !parted.halves.is_empty()).collect();
        Drafts { units: drafts, parted }
    }

    /// Numbers their words.
    pub fn number(self, vocabulary: &mut Vocabulary, weights: &Weights) -> Features {
        let mut numbered = |Draft { mut exact, masked, pairs, tells, titled, term, feature }: Draft| {
            let letters: Vec<u32> = pairs.iter().map(|pair| vocabulary.pair(*pair, weights)).collect();
            let words = distinct(letters.iter().copied().filter(|word| *word != BREAK));
            let told = letters.iter().zip(&tells).filter(|(word, tells)| **word != BREAK && **tells != Tells::Frame);
            let content = distinct(told.clone().map(|(word, _)| *word));
            let matter = distinct(told.filter(|(_, tells)| **tells == Tells::Matter).map(|(word, _)| *word));
            let named = letters.iter().zip(&titled).filter(|(word, titled)| **titled && **word != BREAK);
            let titles = distinct(named.map(|(word, _)| *word));
            let term = term
                .map_or_else(Vec::new, |end| distinct(letters[..end].iter().copied().filter(|word| *word != BREAK)));
            let name = vocabulary.exact(&exact);
            exact.truncate(exact.trim_end_matches(['。', '!', '?', ',', '，', ';']).len());
            Feature {
                exact: name,
                masked: vocabulary.masked(&masked),
                plain: exact,
                mass: words.iter().map(|word| vocabulary.weight(*word)).sum(),
                words,
                content,
                matter,
                titles,
                term,
                letters,
                ..feature
            }
        };
        let units = self.units.into_iter().map(&mut numbered).collect();
        let parted = self.parted.into_iter().map(|Parted { unit, halves }| {
            let halves = halves.into_iter().map(|(half, draft)| (half, numbered(draft))).collect();
            Parted { unit, halves }
        });
        Features { units, parted: parted.collect() }
    }
}

fn draft(report: &Report, tokens: &Tokens, unit: &Unit, wording: &Wording) -> Draft {
    let folded = report.text.folded(unit.text);
    let mut exact = String::with_capacity(3 * folded.len());
    exact.extend(folded.iter().filter(|c| !c.is_whitespace()));
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
    let feature = Feature {
        chars: exact.chars().count() as u32,
        skip: skip as u32,
        heads: heads(&folded[skip..]),
        mark: (skip > 0).then(|| rank(&folded[..skip])),
        heading: unit.heading,
        form: Form::of(folded),
        borders: borders(folded, |at| tokens.is_boundary(unit.text.start + at as u32)),
        ..Feature::default()
    };
    let (tells, titled, term) = (tells(folded, skip, wording), titled(folded), termed(folded));
    Draft { exact, masked, pairs: pairs(folded), tells, titled, term, feature }
}

/// A letter of a number's unit, not of the numeral itself.
fn is_unit_letter(c: char) -> bool {
    is_letter(c) && !"〇零一二两三四五六七八九十百千万亿几数多余半".contains(c) || c == '%'
}

/// The pairs of neighbouring letters in text order; 0 where one of the two is no letter.
fn pairs(chars: &[char]) -> Vec<u64> {
    let mut out = Vec::with_capacity(chars.len().saturating_sub(1));
    let mut last = false;
    for (at, &c) in chars.iter().enumerate() {
        let letter = is_letter(c);
        if at > 0 {
            out.push(if last && letter { letters([chars[at - 1], c]) } else { 0 });
        }
        last = letter;
    }
    out
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

/// The fewest letters of a clause.
const CLAUSE: usize = 5;

/// Where the clauses of a sentence begin, in characters: behind commas and the like that stand in no brackets or quotes;
/// a clause of a few letters goes with the next one.
fn borders(chars: &[char], is_boundary: impl Fn(usize) -> bool) -> Vec<u16> {
    let mut out = Vec::new();
    let mut rest = chars.iter().filter(|c| is_letter(**c)).count();
    let (mut depth, mut letters) = (0u32, 0);
    for (at, c) in chars.iter().enumerate() {
        match c {
            '(' | '《' | '“' | '‘' | '「' | '『' | '[' | '【' | '〔' | '〈' => depth += 1,
            // A mark like 1） closes what nothing opened.
            ')' | '》' | '”' | '’' | '」' | '』' | ']' | '】' | '〕' | '〉' => {
                depth = depth.saturating_sub(1)
            }
            ',' | '，' | ';' | ':' if depth == 0 && letters >= CLAUSE && rest >= CLAUSE => {
                let Ok(border) = u16::try_from(at + 1) else { break };
                if is_boundary(at + 1) {
                    out.push(border);
                    letters = 0;
                }
            }
            c if is_letter(*c) => {
                letters += 1;
                rest -= 1;
            }
            _ => {}
        }
    }
    out
}

/// A list mark as a number: its characters without what surrounds them.
fn rank(mark: &[char]) -> u32 {
    mark.iter().fold(0u32, |sum, c| sum.wrapping_mul(31).wrapping_add(u32::from(*c)))
}

/// The first two and the last two letters of each clause.
fn heads(chars: &[char]) -> Vec<u64> {
    let mut out: Vec<u64> = chars
        .split(|c| ends_clause(*c) || *c == '、')
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

/// Whether a unit stands word for word in another one.
pub(super) fn stands_in(part: &Feature, whole: &Feature) -> bool {
    part.chars >= 6 && part.chars < whole.chars && whole.plain.contains(&part.plain)
}

#[cfg(test)]
mod tests {
    use super::{CLAUSE, borders};

    fn cut(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut starts = vec![0];
        starts.extend(borders(&chars, |_| true).into_iter().map(usize::from));
        starts.push(chars.len());
        starts.windows(2).map(|pair| chars[pair[0]..pair[1]].iter().collect()).collect()
    }

    #[test]
    fn clauses_end_at_commas_outside_of_brackets_and_quotes() {
        assert_eq!(
            cut("完善医保制度，健全生育政策;改造老旧小区。"),
            ["完善医保制度，", "健全生育政策;", "改造老旧小区。"]
        );
        assert_eq!(cut("推行“一窗受理，集成服务”模式。"), ["推行“一窗受理，集成服务”模式。"]);
        assert_eq!(cut("1)完善医保制度(含门诊统筹，住院报销)。"), ["1)完善医保制度(含门诊统筹，住院报销)。"]);
        // A few letters are no clause: they go with what stands beside them.
        assert_eq!(cut("今年，完善医保制度，等等。"), ["今年，完善医保制度，等等。"]);
        assert!(cut("").concat().is_empty());
    }

    #[test]
    fn a_place_that_a_border_cannot_name_is_none() {
        let text = format!("{}，{}。", "完".repeat(70_000), "善".repeat(CLAUSE));
        assert_eq!(cut(&text).len(), 1);
    }
}
