//! Chinese numerals (汉字数词): their digits, their powers of ten, and the integers that both make.

use crate::text::signs::{AND_MORE, CLASSES, HUNDRED, LISTED, MORE, MYRIAD, SOME, TEN, THOUSAND, YI};

/// A vague word inside a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vague {
    /// 多, 余, 几, 上千: that much and somewhat more.
    More,
    /// 数十, 几百: about the value, which is the smallest that it can be.
    Some,
}

/// Behind 多: the head of a word (多样), and those of them that 多 may stand before as well (300多元).
const MORE_HEADS: &str = "元样种级层方边次数于部";
const MORE_COUNTED: &str = "元种次部层";
/// The same behind 余: 余额.
const AND_MORE_HEADS: &str = "额量地";
/// Units that 千 and 百 begin: 千瓦, 百分点.
const UNITS_OF_THOUSAND: &str = "瓦米克伏";
const MORE_OF_THOUSAND: &str = "分兆";
const UNITS_OF_HUNDRED: &str = "分姓";
const MORE_OF_HUNDRED: &str = "强";

/// Whether 多 or 余 stands here as "and more": not the head of a word (多样, 余额).
pub(super) fn more_follows(chars: &[char]) -> bool {
    match chars {
        // 20多个 is "more than"; 2多元 can't be read as a count, 300多元 can.
        [MORE, next, ..] => !MORE_HEADS.contains(*next) || MORE_COUNTED.contains(*next),
        [AND_MORE, next, ..] => !AND_MORE_HEADS.contains(*next),
        [MORE | AND_MORE] => true,
        [SOME, c, ..] => power(*c).is_some(),
        _ => false,
    }
}

/// Whether a scale word belongs to the unit behind it: 千瓦, 千米, 百分点. `written`: it follows digits, which 百强 and 千分 may.
pub(super) fn scales_a_unit(scale: char, next: Option<&char>, written: bool) -> bool {
    let begins = |units: &str, more: &str| next.is_some_and(|c| units.contains(*c) || written && more.contains(*c));
    match scale {
        THOUSAND => begins(UNITS_OF_THOUSAND, MORE_OF_THOUSAND),
        HUNDRED => begins(UNITS_OF_HUNDRED, MORE_OF_HUNDRED),
        _ => false,
    }
}

/// An integer in Chinese numerals by the usual grammar: length, value, 多 or 余 or 几 in it.
///
/// ```text
/// 四亿五千六百四十二万零一十五    sections of 万 and 亿, each by 千百十; a larger unit after a smaller multiplies (三十万亿)
/// 一万三                        the last unit left out: a tenth of the one before
/// ```
pub(super) fn integer(chars: &[char]) -> Option<(usize, i64, Option<Vague>)> {
    let mut sum = Sections::default();
    let (mut at, mut vague) = (0, None);
    while let Some(&c) = chars.get(at) {
        let taken = if let Some(d) = digit(c) {
            sum.digit(d)
        } else if let Some(p) = power(c) {
            !scales_a_unit(c, chars.get(at + 1), false) && sum.power(p)?
        } else if c == SOME && at > 0 {
            vague = Some(Vague::More);
            true
        } else {
            break;
        };
        if !taken {
            break;
        }
        at += 1;
    }
    if at > 0 && matches!(chars.get(at), Some(&(MORE | AND_MORE))) && more_follows(&chars[at..]) {
        vague = Some(Vague::More);
        at += 1;
        while let Some(p) = chars.get(at).and_then(|&c| power(c)).filter(|&p| p >= 10_000) {
            if !sum.power(p)? {
                break;
            }
            at += 1;
        }
    }
    if at == 0 {
        return None;
    }
    if at == 1 && power(chars[0]).is_some_and(|p| p != 10) {
        return Some((1, power(chars[0])?, vague));
    }
    let value = sum.value(vague.is_none())?;
    let vague = if sum.guess { Some(Vague::Some) } else { vague };
    (value > 0 || digit(chars[0]) == Some(0)).then_some((at, value, vague))
}

/// The sum of a Chinese numeral while it is read.
#[derive(Debug, Default)]
struct Sections {
    /// What stands before the section that is being read.
    total: i64,
    /// 千, 百 and 十 of the section.
    section: i64,
    /// A digit whose unit has not come yet.
    pending: Option<i64>,
    /// The digit stands for itself or the next one (两三千).
    guess: bool,
    /// The unit read last, and the last of 万 and 亿.
    last: Option<i64>,
    last_large: Option<i64>,
}

impl Sections {
    /// Takes a digit; false where two digits would follow each other that are no neighbours.
    fn digit(&mut self, digit: i64) -> bool {
        if let Some(pending) = self.pending.filter(|pending| *pending != 0) {
            let next = digit == pending + 1 && !self.guess;
            self.guess |= next;
            return next;
        }
        if digit == 0 {
            self.last = None;
        }
        self.pending = Some(digit);
        true
    }

    /// Takes a unit; false where it can't follow, `None` where the value is out of range.
    fn power(&mut self, power: i64) -> Option<bool> {
        let pending = self.pending.filter(|pending| *pending != 0);
        if power < 10_000 {
            if pending.is_none() && self.last.is_some_and(|last| power >= last && last < 10_000) {
                return Some(false);
            }
            self.section += pending.unwrap_or(1) * power;
        } else {
            let tenth = self.last.filter(|last| self.guess && *last >= 100).map_or(1, |last| last / 10);
            let below = self.section + pending.unwrap_or(0) * tenth;
            // 万亿, 近万场: a large unit alone is one of it.
            let below = if below == 0 && self.total == 0 { 1 } else { below };
            // 四亿五千万 adds, 三十万亿 multiplies.
            self.total = match self.last_large {
                Some(large) if power < large || power == large && below > 0 => {
                    self.total.checked_add(below.checked_mul(power)?)?
                }
                _ => self.total.checked_add(below)?.checked_mul(power)?,
            };
            self.section = 0;
            self.last_large = Some(power);
        }
        self.pending = None;
        self.last = Some(power);
        Some(true)
    }

    /// The value; a digit right behind 百 or more stands for tenths of it (一万三) where the number is `exact`.
    fn value(&self, exact: bool) -> Option<i64> {
        let tenth = self.last.filter(|last| exact && *last >= 100).map_or(1, |last| last / 10);
        let pending = self.pending.unwrap_or(0).checked_mul(tenth)?;
        self.total.checked_add(self.section)?.checked_add(pending)
    }
}

/// Whether words begin with two classes of a thing that follow each other (三、四级手术, 一、二类切口): no mark of a list and what it
/// numbers.
pub fn begins_with_classes(chars: &[char]) -> bool {
    let [first, rest @ ..] = chars else { return false };
    let (Some(mut last), mut rest, mut several) = (digit(*first), rest, false) else { return false };
    // 一、二、三产业
    while let [LISTED, next, behind @ ..] = rest {
        let Some(next) = digit(*next).filter(|next| *next > last) else { return false };
        (last, rest, several) = (next, behind, true);
    }
    several && rest.first().is_some_and(|class| CLASSES.contains(*class))
}

/// The value of a Chinese digit.
pub fn digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a Chinese power of ten.
pub fn power(c: char) -> Option<i64> {
    Some(match c {
        TEN | '拾' => 10,
        HUNDRED | '佰' => 100,
        THOUSAND | '仟' => 1_000,
        MYRIAD => 10_000,
        YI => 100_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_by_sections_and_units() {
        for (text, len, value) in [
            ("一千零十二章", 5, 1012),
            ("三万亿五千亿元", 6, 3_500_000_000_000),
            ("一万三", 3, 13_000),
            ("两三个", 2, 2),
            ("万亿元", 2, 1_000_000_000_000),
            ("万场", 1, 10_000),
            ("百亿次", 2, 10_000_000_000),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(integer(&chars).map(|(len, value, _)| (len, value)), Some((len, value)), "{text}");
        }
    }
}
