//! Numerals (数词): digits, Chinese numerals, and both mixed, read from the start of a folded text.
//!
//! ```text
//! 2,652      digits with separators            一千二百万    Chinese numerals
//! 1.2万亿     digits with a scale               1万6千多      both, from large to small
//! 三分之二     a fraction                        百分之三点五   a percent in words
//! 数十 上万    an indefinite multiple of ten      三成          tenths
//! ```

use rust_decimal::Decimal;

use super::aloud::{read_aloud, spoken_thousands};
use super::digits::digits;
use super::han::{Vague, digit, integer, more_follows, power, scales_a_unit};
use crate::text::signs::{AND_MORE, HALF, HUNDRED, MORE, MYRIAD, PART, PART_OF, POINT, SOME, TEN, TENTH, THOUSAND};

pub use super::form::Form;

/// A numeral at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Number of scalar values it takes.
    pub len: usize,
    /// Its exact value; of a percent in words the number of percent.
    pub value: Decimal,
    /// What it says.
    pub form: Form,
    /// A vague word in it.
    pub vague: Option<Vague>,
    /// Written with Chinese numerals only.
    pub han: bool,
    /// Has a scale word or a decimal point or a separator: it can't be a year, a date or a reference.
    pub scaled: bool,
    /// A sequence of single Chinese digits (二〇一七), as years and codes are written.
    pub spelled: bool,
}

/// The capital forms of digits and powers of ten.
const CAPITALS: &str = "壹贰叁肆伍陆柒捌玖拾佰仟";

/// Before a scale: so many of it, at least.
const AT_LEAST: &str = "上数几";

/// The one of them that says that it is somewhat more.
const UP_TO: char = '上';

/// One, before 半.
const ONE: char = '一';

/// Behind 成 in words that are no tenths: 成立, 成果.
const BEHIND_TENTH: &str = "立果员效功绩本为熟长品就交群套分人年都文形型片网链活色对行渝";

/// No figure of a report reaches this.
const MOST: i128 = 100_000_000_000_000_000_000;

/// The numeral that `chars` begins with; `None` where there is none or it is too long for an exact value.
///
/// ```
/// use nianlun::quantity::numeral;
/// let chars: Vec<char> = "1万6千多户".chars().collect();
/// let n = numeral(&chars).unwrap();
/// assert_eq!((n.len, n.value.to_string().as_str()), (5, "16000"));
/// ```
pub fn numeral(chars: &[char]) -> Option<Numeral> {
    // 大陆首部, 伍家: the capital forms are common words and names where no number goes on behind them.
    let capital = CAPITALS.contains(*chars.first()?);
    let goes_on = |c: char| c == POINT || digit(c).is_some() || power(c).is_some();
    if capital && !chars.get(1).is_some_and(|&c| goes_on(c)) {
        return None;
    }
    let found = match chars.first()? {
        '0'..='9' => {
            let number = mixed(chars)?;
            tenths(chars, number).map_or_else(|| fraction_of(chars, number), Some)
        }
        c if AT_LEAST.contains(*c) => indefinite(chars),
        c if digit(*c).is_some() || power(*c).is_some() => fraction_of(chars, han(chars)?),
        _ => None,
    };
    found.filter(|numeral| in_range(numeral.value))
}

/// Whether a value is one that a report may have: far below what a decimal holds, so that sums and shares of figures
/// stay in range.
pub fn in_range(value: Decimal) -> bool {
    value.abs() < Decimal::from(MOST)
}

/// Digits with an optional scale, and smaller parts after it: 3亿, 1亿3千多万.
fn mixed(chars: &[char]) -> Option<Numeral> {
    if let Some((len, value, vague)) = read_aloud(chars) {
        let value = Decimal::from(value);
        return Some(Numeral { len, value, form: Form::Plain, vague, han: false, scaled: true, spelled: false });
    }
    let (mut at, mut value, mut scaled) = digits(chars)?;
    let mut vague = None;
    let gap = usize::from(chars.get(at) == Some(&' '));
    let (len, factor, more) = scale(&chars[at + gap..]);
    if len > 0 {
        at += gap + len;
        value = value.checked_mul(Decimal::from(factor))?;
        vague = more.then_some(Vague::More);
        scaled = true;
    } else if more_follows(&chars[at..]) {
        at += 1;
        vague = Some(Vague::More);
    }
    if factor >= 1_000 && vague.is_none() && chars.get(at).is_some_and(char::is_ascii_digit) {
        // 1万6千, 3万4000: a smaller part follows without a gap, with a scale of its own or with all its digits.
        let whole = |rest: &Numeral| rest.len == 4 && factor == 10_000;
        if let Some(rest) =
            mixed(&chars[at..]).filter(|rest| (rest.scaled || whole(rest)) && rest.value < Decimal::from(factor))
        {
            let value = value.checked_add(rest.value)?;
            return Some(Numeral { len: at + rest.len, value, scaled: true, vague: rest.vague, ..rest });
        }
    }
    let whole = Numeral { len: at, value, form: Form::Plain, vague, han: false, scaled, spelled: false };
    if factor < 1_000 || vague.is_some() { Some(whole) } else { with_smaller(chars, whole, factor) }
}

/// What stands behind a scale of thousands and more, with a smaller part that follows in one of its forms.
fn with_smaller(chars: &[char], whole: Numeral, factor: i64) -> Option<Numeral> {
    let Numeral { len: at, value, vague, .. } = whole;
    // 5万4: thousands without their name.
    if let Some(thousands) = spoken_thousands(&chars[at..]).filter(|_| factor == 10_000) {
        let value = value.checked_add(Decimal::from(thousands))?;
        return Some(Numeral {
            len: at + 1,
            value,
            form: Form::Plain,
            vague,
            han: false,
            scaled: true,
            spelled: false,
        });
    }
    // 3亿零500万: a zero leads on to the smaller part.
    if let Some((zero, rest)) = chars.get(at..).and_then(<[char]>::split_first)
        && digit(*zero) == Some(0)
        && rest.first().is_some_and(char::is_ascii_digit)
        && let Some(rest) = mixed(rest).filter(|rest| rest.value < Decimal::from(factor))
    {
        let value = value.checked_add(rest.value)?;
        return Some(Numeral { len: at + 1 + rest.len, value, scaled: true, vague: rest.vague, ..rest });
    }
    // 3亿五千万: the smaller part in Chinese numerals.
    if chars.get(at).is_some_and(|&c| digit(c).is_some())
        && let Some((len, rest, vague)) = integer(&chars[at..])
        && rest >= 1_000
        && rest < factor
    {
        let value = value.checked_add(Decimal::from(rest))?;
        return Some(Numeral {
            len: at + len,
            value,
            form: Form::Plain,
            vague,
            han: false,
            scaled: whole.scaled,
            spelled: false,
        });
    }
    Some(whole)
}

/// A scale word with 多 or 余 before or after it: length (0 where there is none), factor, whether it is vague.
fn scale(chars: &[char]) -> (usize, i64, bool) {
    let lead = usize::from(matches!(chars.first(), Some(&(MORE | AND_MORE | SOME))));
    let mut at = lead;
    let mut factor: i64 = 1;
    let mut last = i64::MAX;
    while let Some(&c) = chars.get(at) {
        let Some(p) = power(c) else { break };
        // 千瓦, 千米, 百分点: the scale word belongs to the unit.
        let unit = c == TEN || scales_a_unit(c, chars.get(at + 1), true);
        if unit || (factor > 1 && p <= last && p < 10_000) {
            break;
        }
        let Some(next) = factor.checked_mul(p) else { break };
        factor = next;
        last = p;
        at += 1;
    }
    if factor == 1 {
        return (0, 1, false);
    }
    let tail = usize::from(lead == 0 && more_follows(&chars[at..]));
    at += tail;
    // 3千多万: a larger scale word after 多.
    while let Some(p) = chars.get(at).and_then(|&c| power(c)).filter(|&p| tail > 0 && p >= 10_000) {
        let Some(next) = factor.checked_mul(p) else { break };
        factor = next;
        at += 1;
    }
    (at, factor, lead + tail > 0)
}

/// 数十, 几百, 上千, 成百: the smallest number meant.
fn indefinite(chars: &[char]) -> Option<Numeral> {
    let (len, factor, _) = scale_with_ten(&chars[1..]);
    if len == 0 {
        return None;
    }
    let value = Decimal::from(factor);
    let vague = if chars[0] == UP_TO { Vague::More } else { Vague::Some };
    Some(Numeral {
        len: 1 + len,
        value,
        form: Form::Plain,
        vague: Some(vague),
        han: true,
        scaled: true,
        spelled: false,
    })
}

fn scale_with_ten(chars: &[char]) -> (usize, i64, bool) {
    match chars.first() {
        Some(&TEN) => {
            let (len, factor, more) = scale(&chars[1..]);
            // 数十百亿亿 is beyond all that reports count.
            (1 + len, factor.saturating_mul(10), more)
        }
        _ => scale(chars),
    }
}

/// Chinese numerals: 二十三, 一千二百万, 三点五, 二〇一七, 十余, 一半, 三成.
/// So many digits in a row are one number; what follows is none of it. No number has half as many.
const LONGEST_SPELLED: usize = 64;

fn han(chars: &[char]) -> Option<Numeral> {
    if let [HUNDRED | THOUSAND | MYRIAD, PART, PART_OF, rest @ ..] = chars {
        return percent_in_words(chars[0], rest);
    }
    if let [ONE, HALF, ..] = chars {
        let value = Decimal::new(5, 1);
        return Some(Numeral {
            len: 2,
            value,
            form: Form::Fraction,
            vague: None,
            han: true,
            scaled: true,
            spelled: false,
        });
    }
    let spelled = chars.iter().take(LONGEST_SPELLED).take_while(|c| digit(**c).is_some()).count();
    // 两三个, 三四十: between two neighbours, which is a guess and no code.
    let guess = spelled == 2 && matches!((digit(chars[0]), digit(chars[1])), (Some(a @ 1..), Some(b)) if b == a + 1);
    if spelled >= 2 && !guess {
        let value = chars[..spelled].iter().take(18).filter_map(|&c| digit(c)).fold(0_i64, |n, d| n * 10 + d);
        let scaled_next = chars.get(spelled).is_some_and(|&c| power(c).is_some());
        if !scaled_next {
            let value = Decimal::from(value);
            return Some(Numeral {
                len: spelled,
                value,
                form: Form::Plain,
                vague: None,
                han: true,
                scaled: false,
                spelled: true,
            });
        }
    }
    let (mut at, whole, vague) = integer(chars)?;
    let mut value = Decimal::from(whole);
    if let Some(number) = digits_behind(chars, at, whole).filter(|_| vague.is_none()) {
        return Some(number);
    }
    if chars.get(at) == Some(&POINT) && chars.get(at + 1).is_some_and(|&c| digit(c).is_some()) {
        let decimals: Vec<i64> = chars[at + 1..].iter().map_while(|&c| digit(c)).take(12).collect();
        let mantissa = decimals.iter().fold(0_i64, |n, d| n * 10 + d);
        value += Decimal::new(mantissa, decimals.len() as u32);
        at += 1 + decimals.len();
        let (len, factor, _) = scale(&chars[at..]);
        if len > 0 {
            at += len;
            value = value.checked_mul(Decimal::from(factor))?;
        }
    }
    let whole = Numeral { len: at, value, form: Form::Plain, vague, han: true, scaled: false, spelled: false };
    if let Some(share) = tenths(chars, whole) {
        return Some(share);
    }
    let scaled = value >= Decimal::TEN;
    Some(Numeral { scaled, ..whole })
}

/// 十亿3000万, 一万2000: a smaller part in digits behind the `at` characters of a Chinese numeral, with both as one number.
fn digits_behind(chars: &[char], at: usize, whole: i64) -> Option<Numeral> {
    let unit = [100_000_000, 10_000, 1_000].into_iter().find(|unit| whole >= *unit && whole % unit == 0)?;
    let rest = mixed(chars.get(at..).filter(|rest| rest.first().is_some_and(char::is_ascii_digit))?)?;
    let smaller = (rest.scaled || rest.len == 4 && unit == 10_000) && rest.value < Decimal::from(unit);
    let value = rest.value.checked_add(Decimal::from(whole))?;
    smaller.then_some(Numeral { len: at + rest.len, value, scaled: true, ..rest })
}

/// 三成, 七成六, 9.5成, 两成半: tenths as a percent; `None` where no 成 follows the numeral, or one that heads a word.
fn tenths(chars: &[char], numeral: Numeral) -> Option<Numeral> {
    let rest = chars[numeral.len..].strip_prefix(&[TENTH])?;
    if numeral.value > Decimal::TEN || !tenths_end(rest) {
        return None;
    }
    let more = match rest.first() {
        Some(&HALF) => Some(5),
        Some(&c) => digit(c),
        None => None,
    };
    let value = numeral.value * Decimal::TEN + Decimal::from(more.unwrap_or(0));
    let len = numeral.len + 1 + usize::from(more.is_some());
    Some(Numeral { len, value, form: Form::Percent, scaled: true, ..numeral })
}

/// Whether 成 before these characters is "tenths": not the head of 成立, 成果, 成员.
fn tenths_end(chars: &[char]) -> bool {
    !chars.first().is_some_and(|c| BEHIND_TENTH.contains(*c))
}

fn percent_in_words(base: char, rest: &[char]) -> Option<Numeral> {
    let inner = match rest.first()? {
        '0'..='9' => mixed(rest)?,
        &SOME => return None,
        &HUNDRED if rest.get(1) != Some(&PART) => {
            let value = Decimal::ONE_HUNDRED;
            Numeral { len: 1, value, form: Form::Plain, vague: None, han: true, scaled: true, spelled: false }
        }
        _ => han(rest)?,
    };
    let (value, form) = match base {
        HUNDRED => (inner.value, Form::Percent),
        THOUSAND => (inner.value, Form::PerMille),
        _ => (inner.value / Decimal::ONE_HUNDRED, Form::Percent),
    };
    Some(Numeral { len: 3 + inner.len, value: value.normalize(), form, scaled: true, ..inner })
}

/// 三分之二, 10分之3: a fraction where one follows, else the numeral itself.
fn fraction_of(chars: &[char], numeral: Numeral) -> Option<Numeral> {
    let Some(rest) = chars[numeral.len..].strip_prefix(&[PART, PART_OF]) else { return Some(numeral) };
    let Some(above) = (match rest.first() {
        Some('0'..='9') => mixed(rest),
        Some(&c) if digit(c).is_some() || c == TEN => han(rest),
        _ => None,
    }) else {
        return Some(numeral);
    };
    let Some(value) = above.value.checked_div(numeral.value) else { return Some(numeral) };
    let value = value.round_dp(6).normalize();
    let len = numeral.len + 2 + above.len;
    Some(Numeral {
        len,
        value,
        form: Form::Fraction,
        vague: above.vague,
        han: numeral.han && above.han,
        scaled: true,
        spelled: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Option<(usize, String)> {
        numeral(&s.chars().collect::<Vec<_>>()).map(|n| (n.len, n.value.normalize().to_string()))
    }

    #[test]
    fn numerals_of_every_kind() {
        for (text, len, value) in [
            ("2,652件", 5, "2652"),
            ("12 766名", 6, "12766"),
            ("288.6万条", 6, "2886000"),
            ("1.2万亿元", 5, "1200000000000"),
            ("1万6千多户", 5, "16000"),
            ("1亿3千多万", 6, "130000000"),
            ("620多万套", 5, "6200000"),
            ("10余家", 3, "10"),
            ("4600千瓦", 4, "4600"),
            ("5千多户", 3, "5000"),
            ("一千二百万人", 5, "12000000"),
            ("二十三件", 3, "23"),
            ("十个", 1, "10"),
            ("两百多万", 4, "2000000"),
            ("三分之二", 4, "0.666667"),
            ("百分之三点五", 6, "3.5"),
            ("数十人", 2, "10"),
            ("上万名", 2, "10000"),
            ("二〇一七年", 4, "2017"),
            ("三成以上", 2, "30"),
            ("一半以上", 2, "0.5"),
            ("十余场", 2, "10"),
            ("3 亿元", 3, "300000000"),
            ("四亿五千六百四十二万零一十五", 14, "456420015"),
            ("三十万亿元", 4, "30000000000000"),
            ("一万零十二件", 5, "10012"),
            ("一千零十二章", 5, "1012"),
            ("四十五亿零四百零四万", 10, "4504040000"),
            ("三万亿五千亿元", 6, "3500000000000"),
            ("一万两三千人", 5, "12000"),
            ("三百五六万元", 5, "3500000"),
            ("二百五六十人", 5, "250"),
            ("两三个", 2, "2"),
            ("三四十家", 3, "30"),
            ("一万三", 3, "13000"),
            ("两千四百五", 5, "2450"),
            ("一百零五人", 4, "105"),
            ("二百五十件", 4, "250"),
            ("四百多家", 3, "400"),
            ("3万4000户", 6, "34000"),
            ("6万3。", 3, "63000"),
            ("6万3, 其中", 3, "63000"),
            ("6万3个", 2, "60000"),
            ("3亿零500万元", 7, "305000000"),
            ("2万零80人", 5, "20080"),
            ("9成以上", 2, "90"),
            ("7.2成", 4, "72"),
            ("七成六", 3, "76"),
        ] {
            assert_eq!(read(text), Some((len, value.to_owned())), "{text}");
        }
        assert_eq!(read("成立"), None);
        assert_eq!(read("陆首部"), None);
        assert_eq!(read("陆拾件"), Some((2, "60".to_owned())));
        assert_eq!(read("5成员"), Some((1, "5".to_owned())));
        assert_eq!(read("99999999999999999999999999999"), None);
    }

    #[test]
    fn what_no_decimal_holds_is_no_fraction() {
        assert_eq!(read("0.000001分之9999999999999999999999999").map(|(len, _)| len), Some(8));
        assert_eq!(read("0分之3").map(|(len, _)| len), Some(1));
    }
}
