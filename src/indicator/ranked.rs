//! Ranks (位次): what is ranked, and among whom, in the words before a place.

use crate::quantity::moves;
use crate::text::squeeze;

use super::reader::Reader;
use super::scope;

impl Reader<'_> {
    /// 居全国第3位: what is ranked, and among whom; the rank is no part of what is ranked.
    pub(super) fn without_field<'b>(&self, at: usize, before: &'b [char]) -> (&'b [char], Option<String>) {
        if !self.figures[at].rank {
            return (before, None);
        }
        let len = self.rank_field(before).unwrap_or(0);
        let (rest, field) = before.split_at(before.len() - len);
        (self.without_entering(rest), (len > 0).then(|| squeeze(field)))
    }

    /// Among whom the place is that a rank touches.
    pub(super) fn field_before(&self, at: usize) -> Option<String> {
        let before = at.checked_sub(1).filter(|_| self.figures[at].rank && self.layout.touches(at))?;
        self.figures[before].rank.then(|| self.drafts.last()?.scope.clone()).flatten()
    }

    /// 居全省法院│第3位: how long the words are that tell among whom the place is.
    fn rank_field(&self, before: &[char]) -> Option<usize> {
        const LONGEST: usize = 18;
        let entered = self.config.words.rank_enters.rfind(before).map(|(from, len, ())| &before[from + len..]);
        let named = entered.filter(|field| {
            let plain =
                field.iter().all(|&c| crate::text::is_han(c) || c.is_ascii_digit() || matches!(c, '(' | ')' | '、'));
            let territory = self.config.words.rank_places.at_start(field).is_some();
            plain && territory && field.len() <= LONGEST
        });
        named.map(<[char]>::len).or_else(|| scope::at_end(before, self.config))
    }

    /// 综合考评│进入: what is ranked, without the verb that says so.
    fn without_entering<'b>(&self, before: &'b [char]) -> &'b [char] {
        match self.config.words.rank_reaches.at_end(before) {
            Some((len, ())) => &before[..before.len() - len],
            None => before,
        }
    }

    /// 由第11│进到第3: whether a rank's words only say that it came to be so.
    pub(super) fn moves_to_rank(&self, at: usize, core: &[char]) -> bool {
        self.figures[at].rank && (moves(core, self.config) || self.config.words.rank_moves.is(core))
    }
}
