//! Whether a repeated stretch reads as a phrase of its own, and not as a name, a number, or a verb before one.

use crate::config::{Phrases, Wording};

/// What a stretch is judged by.
pub(super) struct Judge<'a> {
    pub(super) wording: &'a Wording,
    /// The short name of the body, and of those above it, as places.
    pub(super) own: Phrases<()>,
}

/// Words at the start of a stretch.
struct Lead {
    /// In characters; 0 where there are none.
    length: usize,
    /// Whether each is a noun as well.
    nominal: bool,
}

impl Judge<'_> {
    /// Whether a stretch reads as a phrase; `all` says how often another stretch stands in the same texts.
    pub(super) fn reads(&self, chars: &[char], count: u32, all: impl Fn(&[char]) -> u32) -> bool {
        let wording = self.wording;
        if wording.begin.at_start(chars).is_some()
            || wording.open.at_end(chars).is_some()
            || self.is_name(chars)
            || is_numeral(chars)
            // 历史性, 标志性: of what, stands behind.
            || chars.len() == 3 && chars[2] == '性'
            // 绝对忠诚的政治: what is so is cut off.
            || chars.iter().rev().take(3).any(|c| *c == '的')
        {
            return false;
        }
        let Lead { length, nominal } = self.lead(chars);
        let rest = &chars[length..];
        match rest.len() {
            _ if length == 0 => true,
            // 改革开放, 服务业 and 创新中心 are phrases; 深入推进 says only how something is done, 坚持党 breaks off.
            0 | 1 => nominal,
            2 if nominal => true,
            // 扩大内需, because 内需 is seldom said alone; 推进城镇化 is 城镇化.
            _ => count * 10 >= all(rest) * 6,
        }
    }

    /// The words at the start that describe or govern what follows.
    fn lead(&self, chars: &[char]) -> Lead {
        let word = |chars: &[char]| {
            let longest = [&self.wording.govern, &self.wording.manner].map(|set| set.at_start(chars));
            longest.iter().flatten().map(|(length, ())| *length).max()
        };
        let mut lead = Lead { length: 0, nominal: true };
        while let Some(next) = word(&chars[lead.length..]) {
            lead.nominal &= self.wording.nominal.is(&chars[lead.length..lead.length + next]);
            lead.length += next;
        }
        lead
    }

    /// Names of places, offices and persons.
    fn is_name(&self, chars: &[char]) -> bool {
        let wording = self.wording;
        let place = [&wording.places, &self.own].iter().find_map(|set| set.at_start(chars)).map(|(length, ())| length);
        // 江苏, 江苏省, 江苏经济: the place, and hardly more than that.
        let rest = place.map(|length| &chars[length..]);
        let hardly = rest.is_some_and(|rest| rest.len() <= 2 || wording.place_ends.is(rest));
        let ends = wording.places.at_end(chars).or_else(|| self.own.at_end(chars));
        let office = wording.offices.at_end(chars).is_some();
        let person = wording.persons.at_end(chars).is_some_and(|(length, ())| chars.len() <= length + 3)
            || wording.persons.at_start(chars).is_some();
        hardly || ends.is_some() || office || person
    }
}

/// 十四五, 三分之二: numerals only.
fn is_numeral(chars: &[char]) -> bool {
    chars.iter().all(|c| "〇零一二三四五六七八九十百千万亿两第分之余多".contains(*c) || c.is_ascii_digit())
}
