//! The pieces that a comparison never cuts (词元): a Han character, a Latin word, a number with its unit.
//!
//! ```text
//! 新增就业1244万人，C919投入运营
//! ││││└───┬──┘││ └┬─┘
//!        number   word
//! ```

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::config::Config;
use crate::quantity::{self, Mention};
use crate::text::signs::YEAR;
use crate::text::{Span, Text, fold, is_han};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A numeral with its unit: an index into [`Tokens::mentions`].
    Number(u32),
    /// A run of letters and digits that are not Han, or a single Han character.
    Word,
    /// A blank or a line end.
    Space,
    /// Anything else: punctuation, a symbol.
    Mark,
}

/// A piece that is never cut; always whole characters as readers see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// A text as tokens that tile it.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    list: Vec<Token>,
    mentions: Vec<Mention>,
}

impl Tokens {
    /// Cuts a text; empty for an empty one.
    pub fn new(text: &Text, config: &Config) -> Self {
        let mentions = quantity::scan(text, config).value;
        let mut list: Vec<Token> = Vec::with_capacity(text.len() as usize);
        let (mut at, mut next) = (0u32, 0usize);
        let mut last = Last { char: '\0', joins: false };
        let mut rest = text.original();
        while let Some(grapheme) = first_grapheme(rest) {
            rest = &rest[grapheme.len()..];
            let span = Span::new(at, at + grapheme.chars().count() as u32);
            at = span.end;
            while mentions.get(next).is_some_and(|mention| mention.span.end <= span.start) {
                next += 1;
            }
            let here = mentions.get(next).filter(|mention| mention.span.contains(span.start));
            let number = here.filter(|mention| !ends_a_name(text, mention)).map(|_| next as u32);
            let first = grapheme.chars().next().map_or(' ', fold);
            let kind = number.map_or_else(|| kind_of(first), Kind::Number);
            let letters = kind == Kind::Word && !is_han(first) && first.is_alphanumeric();
            // Digits are never parted, whatever the reading of the number made of them; nor are the figures around a point.
            let after_point = text.at(span.end).is_ascii_digit();
            let point = matches!(first, '.' | ',') && last.char.is_ascii_digit() && after_point;
            let digits = is_numeric(last.char) && is_numeric(first);
            let pointed = matches!(last.char, '.' | ',') && last.joins && first.is_ascii_digit();
            let letter = kind == Kind::Word && first.is_ascii_alphabetic();
            let in_unit = letter && list.last().is_some_and(|token| goes_on(token, &mentions, (span.start, last.char)));
            let joins = match list.last() {
                Some(token) => {
                    in_unit
                        || matches!((token.kind, kind), (Kind::Number(a), Kind::Number(b)) if a == b)
                        || letters && last.joins && token.kind == Kind::Word
                        || digits
                        || point
                        || pointed
                }
                None => false,
            };
            let goes_on = joins && list.last().is_some_and(|token| token.kind == Kind::Word);
            match list.last_mut().filter(|_| joins) {
                Some(token) => token.span.end = span.end,
                None => list.push(Token { span, kind }),
            }
            last = Last { char: grapheme.chars().next_back().map_or(' ', fold), joins: letters || point || goes_on };
        }
        Tokens { list, mentions }
    }

    /// All tokens in order.
    pub fn all(&self) -> &[Token] {
        &self.list
    }

    /// The tokens of a span whose ends are boundaries.
    pub fn within(&self, span: Span) -> &[Token] {
        &self.list[self.range(span)]
    }

    /// The same as indices of [`Tokens::all`].
    pub fn range(&self, span: Span) -> Range<usize> {
        let from = self.list.partition_point(|token| token.span.start < span.start);
        let to = self.list.partition_point(|token| token.span.start < span.end);
        from..to.max(from)
    }

    /// Whether a text may be cut at an offset.
    pub fn is_boundary(&self, offset: u32) -> bool {
        let at = self.list.partition_point(|token| token.span.start < offset);
        self.list.get(at).map_or_else(
            || self.list.last().is_none_or(|token| token.span.end <= offset),
            |token| token.span.start == offset,
        )
    }

    /// The number that a token is; `None` where it is no number.
    pub fn mention(&self, token: &Token) -> Option<&Mention> {
        match token.kind {
            Kind::Number(at) => self.mentions.get(at as usize),
            _ => None,
        }
    }
}

/// The character before, and whether a letter behind it goes on with its word.
struct Last {
    char: char,
    joins: bool,
}

/// Whether letters behind a token are the unit of its number, which has no other: 1.3万P.
fn goes_on(token: &Token, mentions: &[Mention], (at, last): (u32, char)) -> bool {
    let Kind::Number(number) = token.kind else { return false };
    let mention = &mentions[number as usize];
    let bare = mention.unit.is_none() && mention.none.is_none() && mention.span.end == at;
    bare || last.is_ascii_alphabetic() && token.span.end > mention.span.end
}

/// The first character as readers see it; `None` at the end.
fn first_grapheme(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let first = chars.next()?;
    // Between two of these there is always a boundary; the tables are asked about the others only.
    let alone = first == '\n' || is_plain(first) && chars.next().is_none_or(|next| next == '\n' || is_plain(next));
    if alone { Some(&text[..first.len_utf8()]) } else { text.graphemes(true).next() }
}

/// Printable ASCII, Han characters, and the punctuation between them: nothing that joins its neighbours.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | ' '..='~' | '\u{3000}'..='\u{3029}' | '\u{ff01}'..='\u{ff60}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether the Unicode tables call a character a number; Han characters aside, most of them are asked about.
fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && !matches!(c, '\u{4e00}'..='\u{9fff}') && c.is_numeric()
}

/// The digits of a name that begins with letters: C919, v3.14. A figure behind letters (GDP3万亿元) is none.
fn ends_a_name(text: &Text, mention: &Mention) -> bool {
    let before = mention.span.start.checked_sub(1).map(|at| text.at(at));
    mention.none.is_some() && before.is_some_and(|c| c.is_ascii_alphabetic())
}

fn kind_of(c: char) -> Kind {
    match c {
        c if is_han(c) => Kind::Word,
        c if c.is_whitespace() => Kind::Space,
        c if c.is_alphanumeric() => Kind::Word,
        _ => Kind::Mark,
    }
}

/// Whether a token names a year, wherever it stands: 2017年, 2015—2020年, also in a title, also with a dash lost.
pub fn is_year(text: &Text, token: &Token) -> bool {
    let chars = text.folded(token.span);
    let digits: Vec<char> = chars.iter().copied().take_while(char::is_ascii_digit).collect();
    let year = matches!(digits[..], ['1', '9', ..] | ['2', '0', ..]) && matches!(digits.len(), 4 | 8);
    let named = match chars.get(digits.len()) {
        Some(&YEAR) => chars.get(digits.len() + 1).is_none_or(|c| *c == '度'),
        Some('-' | '—' | '~' | '至') => chars.contains(&YEAR) || text.at(token.span.end) == YEAR,
        Some(_) => false,
        None => text.at(token.span.end) == YEAR,
    };
    year && named
}

/// Whether a token is digits that no reading made a number of.
pub fn is_bare_number(text: &Text, token: &Token) -> bool {
    let chars = text.folded(token.span);
    token.kind == Kind::Word && chars.iter().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let text = Text::new(text.to_owned());
        let tokens = Tokens::new(&text, &Config::builtin().unwrap());
        tokens.all().iter().map(|token| text.str(token.span).to_owned()).collect()
    }

    #[test]
    fn numbers_words_and_characters_stay_whole() {
        assert_eq!(tokens("新增1244万人，AI"), ["新", "增", "1244万人", "，", "AI"]);
        assert_eq!(tokens("a\r\nb"), ["a", "\r\n", "b"]);
        // A base character with a variation selector, and one with a combining mark.
        assert_eq!(tokens("葛\u{e0100}e\u{301}"), ["葛\u{e0100}", "e\u{301}"]);
        assert_eq!(tokens("v3.14.15x"), ["v3.14.15x"]);
        assert_eq!(tokens("C919投用3架"), ["C919", "投", "用", "3架"]);
        assert_eq!(tokens("GDP3万亿元"), ["GDP", "3万亿元"]);
    }

    #[test]
    fn what_is_cut_without_the_tables_is_cut_alike() {
        let plain = (0x20..0x1_0000).filter_map(char::from_u32).filter(|c| is_plain(*c)).collect::<String>();
        assert!(plain.graphemes(true).all(|grapheme| grapheme.chars().count() == 1));
        let odd = "年\r\n\n轮e\u{301}年\u{fe00}轮\u{1f1e8}\u{1f1f3}\u{1f1e8}年👩\u{200d}👩\u{3099}。\u{ff9e}1\u{20e3}";
        let mut cut = Vec::new();
        let mut rest = odd;
        while let Some(first) = first_grapheme(rest) {
            cut.push(first);
            rest = &rest[first.len()..];
        }
        assert_eq!(cut, odd.graphemes(true).collect::<Vec<_>>());
    }
}
