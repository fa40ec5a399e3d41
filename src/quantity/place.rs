//! Where a number stands: what is before and behind it.

use crate::config::{Config, Kind};
use crate::text::is_han;
use crate::text::signs::ORDINAL;

/// What surrounds a mention.
pub(super) struct Place<'a> {
    pub(super) chars: &'a [char],
    pub(super) start: usize,
    pub(super) numeral_end: usize,
    pub(super) end: usize,
    pub(super) kind: Option<Kind>,
}

impl Place<'_> {
    pub(super) fn before(&self, count: usize) -> &[char] {
        &self.chars[self.start.saturating_sub(count)..self.start]
    }

    /// The last characters of the mention itself.
    pub(super) fn before_end(&self, count: usize) -> &[char] {
        &self.chars[self.end.saturating_sub(count).max(self.start)..self.end]
    }

    pub(super) fn after(&self, count: usize) -> &[char] {
        let end = (self.end + count).min(self.chars.len());
        &self.chars[self.end..end]
    }

    /// Right after the numeral, whatever was taken as its unit.
    pub(super) fn unit(&self, count: usize) -> &[char] {
        let gap = usize::from(self.chars.get(self.numeral_end) == Some(&' '));
        let start = (self.numeral_end + gap).min(self.chars.len());
        &self.chars[start..(start + count).min(self.chars.len())]
    }

    pub(super) fn last(&self) -> char {
        self.before(1).first().copied().unwrap_or('\n')
    }

    pub(super) fn next(&self) -> char {
        self.after(1).first().copied().unwrap_or('\n')
    }

    /// The clause before the mention, at most `count` characters of it.
    pub(super) fn clause(&self, count: usize) -> &[char] {
        let before = self.before(count);
        let stop = before.iter().rposition(|&c| is_stop(c));
        &before[stop.map_or(0, |at| at + 1)..]
    }

    /// 居全省第3位, 蝉联全省第一, 升至第2名: a verb of place, or a territory right before 第.
    pub(super) fn is_rank(&self, config: &Config) -> bool {
        let before = self.before(28);
        let before = before.strip_suffix(&[ORDINAL]).unwrap_or(before);
        // 居全市11个县（市、区）第2位
        let open = before.iter().rposition(|c| *c == '(').filter(|_| before.last() == Some(&')'));
        let before = open.map_or(before, |open| &before[..open]);
        let stop = before.iter().rposition(|&c| is_stop(c)).map_or(0, |at| at + 1);
        let before = &before[stop.max(before.len().saturating_sub(14))..];
        let named = config.words.rank_verbs.any(before) || config.words.rank_places.at_end(before).is_some();
        let named = named || self.becomes_rank(config) || config.words.rank_alone.is(before);
        let thing = config.words.ordinal_nouns.at_start(self.after(1)).is_some();
        let counter = self.unit(1).is_empty()
            || config.words.place_counters.open(self.unit(1))
            || !self.unit(1).first().is_some_and(|&c| is_han(c))
            || self.end == self.numeral_end;
        named && !thing && counter
    }

    /// 由第9│跃升至第5: whether it is said which place it became.
    fn becomes_rank(&self, config: &Config) -> bool {
        let behind = self.after(12);
        moved(behind, config).is_some_and(|len| behind.get(len) == Some(&ORDINAL))
    }
}

/// How long the words at the start are that say that something came to another place in an order: 跃升至│第5.
pub(super) fn moved(words: &[char], config: &Config) -> Option<usize> {
    let (len, ()) = config.words.rank_moves.at_start(words)?;
    config.grammar.became_ends.open(&words[len..]).then_some(len + 1)
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, ',' | '，' | '。' | ';' | '；' | ':' | '：' | '!' | '?' | '\n' | '、')
}
