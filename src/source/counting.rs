//! Ordinals as documents show them (编号样式): what a list writes before its third item.
//!
//! The names are those of the number formats of Word documents (ECMA-376 part 1, 17.18.59); web pages use some of them
//! under other names.

/// How a number is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// 01, 02, … 10
    DecimalZero,
    /// １, ２, ３
    FullWidth,
    /// I, II, III
    UpperRoman,
    /// i, ii, iii
    LowerRoman,
    /// A, B, … Z, AA
    UpperLetter,
    /// a, b, … z, aa
    LowerLetter,
    /// 一, 十一, 二十; from a hundred on digit by digit: 一〇〇
    Chinese,
    /// 一, 十一, 一百零一
    ChineseThousand,
    /// 一, 十一, 百一: as Chinese, with no 一 before 十, 百 and 千
    Japanese,
    /// 一, 一〇, 一一: digit by digit
    IdeographDigital,
    /// 壹, 壹拾壹, 壹佰零壹
    Legal,
    /// 甲, 乙, 丙
    Stems,
    /// 子, 丑, 寅
    Branches,
    /// ①, ②, ③
    Circle,
    /// ㈠, ㈡, ㈢
    ParenthesizedIdeograph,
    /// ㊀, ㊁, ㊂
    CircledIdeograph,
    /// ⑴, ⑵, ⑶
    Paren,
    /// ⒈, ⒉, ⒊
    FullStop,
    /// 1st, 2nd
    Ordinal,
    /// No number, but a mark.
    Bullet,
    /// Nothing.
    None,
}

impl Style {
    /// The styles that write numbers, the usual ones first.
    pub(super) const ALL: [Style; 19] = [
        Style::Decimal,
        Style::DecimalZero,
        Style::FullWidth,
        Style::UpperRoman,
        Style::LowerRoman,
        Style::UpperLetter,
        Style::LowerLetter,
        Style::Chinese,
        Style::ChineseThousand,
        Style::IdeographDigital,
        Style::Legal,
        Style::Stems,
        Style::Branches,
        Style::Circle,
        Style::ParenthesizedIdeograph,
        Style::CircledIdeograph,
        Style::Paren,
        Style::FullStop,
        Style::Ordinal,
    ];

    /// By the name that Word documents use. Names that are not known count in decimal, as Word does.
    pub(super) fn of_word(name: &str) -> Style {
        match name {
            "decimalZero" => Style::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Style::FullWidth,
            "upperRoman" => Style::UpperRoman,
            "lowerRoman" => Style::LowerRoman,
            "upperLetter" => Style::UpperLetter,
            "lowerLetter" => Style::LowerLetter,
            "chineseCounting" | "taiwaneseCounting" => Style::Chinese,
            "chineseCountingThousand" | "taiwaneseCountingThousand" => Style::ChineseThousand,
            "japaneseCounting" => Style::Japanese,
            "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Style::IdeographDigital,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Style::Legal,
            "ideographTraditional" => Style::Stems,
            "ideographZodiac" => Style::Branches,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Style::Circle,
            "ideographEnclosedCircle" => Style::CircledIdeograph,
            "ideographParenthesized" => Style::ParenthesizedIdeograph,
            "decimalEnclosedParen" => Style::Paren,
            "decimalEnclosedFullstop" => Style::FullStop,
            "ordinal" => Style::Ordinal,
            "bullet" => Style::Bullet,
            "none" => Style::None,
            _ => Style::Decimal,
        }
    }

    /// The number in this style. What a style has no sign for is written in decimal, and so is 0 where it has none.
    pub(super) fn write(self, number: u32) -> String {
        let written = match self {
            Style::Bullet | Style::None => Some(String::new()),
            Style::Decimal => None,
            Style::DecimalZero => Some(format!("{number:02}")),
            Style::FullWidth => {
                Some(number.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xfee0)).collect())
            }
            Style::UpperRoman => roman(number),
            Style::LowerRoman => roman(number).map(|s| s.to_lowercase()),
            Style::UpperLetter => letters(number, b'A'),
            Style::LowerLetter => letters(number, b'a'),
            Style::Chinese if number >= 100 => Some(digits(number)),
            Style::Chinese => Some(counted(number, PLAIN, false)),
            Style::ChineseThousand => Some(counted(number, PLAIN, false)),
            Style::Japanese => Some(counted(number, PLAIN, true)),
            Style::IdeographDigital => Some(digits(number)),
            Style::Legal => Some(counted(number, LEGAL, false)),
            Style::Stems => nth("甲乙丙丁戊己庚辛壬癸", number),
            Style::Branches => nth("子丑寅卯辰巳午未申酉戌亥", number),
            Style::Circle => enclosed(number, &[('①', 20), ('㉑', 15), ('㊱', 15)]),
            Style::ParenthesizedIdeograph => enclosed(number, &[('㈠', 10)]),
            Style::CircledIdeograph => enclosed(number, &[('㊀', 10)]),
            Style::Paren => enclosed(number, &[('⑴', 20)]),
            Style::FullStop => enclosed(number, &[('⒈', 20)]),
            Style::Ordinal => Some(format!("{number}{}", ending(number))),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

/// Raised digits as the characters that look so (平方米 as m², a note's mark as ³): they must not run into the number
/// before them. `None` where there are no digits, other characters, or more digits than anybody raises.
pub(super) fn raised(digits: &str) -> Option<String> {
    const LONGEST: usize = 8;
    let digits = digits.trim_ascii();
    if digits.is_empty() || digits.len() > LONGEST {
        return None;
    }
    digits.chars().map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c.to_digit(10)? as usize)).collect()
}

fn ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn nth(signs: &str, number: u32) -> Option<String> {
    signs.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

/// Signs that stand in a row in Unicode: the first of a row, and how many there are.
fn enclosed(number: u32, rows: &[(char, u32)]) -> Option<String> {
    let mut left = number.checked_sub(1)?;
    for &(first, count) in rows {
        if left < count {
            return char::from_u32(first as u32 + left).map(String::from);
        }
        left -= count;
    }
    None
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

/// A … Z, AA … ZZ, AAA: Word repeats the letter and does not count on.
fn letters(number: u32, first: u8) -> Option<String> {
    let at = number.checked_sub(1)?;
    let times = (at / 26 + 1) as usize;
    let letter = char::from(first + (at % 26) as u8);
    (times <= 30).then(|| std::iter::repeat_n(letter, times).collect())
}

fn digits(number: u32) -> String {
    number.to_string().bytes().filter_map(|b| "〇一二三四五六七八九".chars().nth(usize::from(b - b'0'))).collect()
}

/// The digits from 0 on, then 10, 100, 1000.
const PLAIN: &str = "零一二三四五六七八九十百千";
const LEGAL: &str = "零壹贰叁肆伍陆柒捌玖拾佰仟";

/// Counts with place names up to 9999; beyond that, digit by digit. `bare` leaves 一 out before every place.
fn counted(number: u32, signs: &str, bare: bool) -> String {
    let signs: Vec<char> = signs.chars().collect();
    if number == 0 || number > 9999 {
        return digits(number);
    }
    let mut out = String::new();
    let mut gap = false;
    for place in (0..4_usize).rev() {
        let digit = (number / 10_u32.pow(place as u32) % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap && !bare {
            out.push(signs[0]);
        }
        gap = false;
        // 十一, not 一十一, at the start; in capitals 壹拾壹.
        let silent =
            digit == 1 && (bare && place > 0 || place == 1 && out.is_empty() && signs[10] == crate::text::signs::TEN);
        if !silent {
            out.push(signs[digit]);
        }
        if place > 0 {
            out.push(signs[9 + place]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_counts() {
        let cases = [
            (Style::Chinese, [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一〇一")]),
            (
                Style::ChineseThousand,
                [(10, "十"), (101, "一百零一"), (110, "一百一十"), (1001, "一千零一"), (99, "九十九")],
            ),
            (Style::Japanese, [(1, "一"), (10, "十"), (100, "百"), (111, "百十一"), (205, "二百五")]),
            (Style::IdeographDigital, [(1, "一"), (9, "九"), (10, "一〇"), (11, "一一"), (20, "二〇")]),
            (Style::Legal, [(1, "壹"), (11, "壹拾壹"), (20, "贰拾"), (101, "壹佰零壹"), (3, "叁")]),
            (Style::UpperRoman, [(1, "I"), (4, "IV"), (9, "IX"), (1994, "MCMXCIV"), (4000, "4000")]),
            (Style::LowerLetter, [(1, "a"), (26, "z"), (27, "aa"), (53, "aaa"), (0, "0")]),
            (Style::Circle, [(1, "①"), (20, "⑳"), (21, "㉑"), (50, "㊿"), (51, "51")]),
            (Style::Paren, [(1, "⑴"), (2, "⑵"), (20, "⒇"), (21, "21"), (0, "0")]),
            (Style::Stems, [(1, "甲"), (2, "乙"), (10, "癸"), (11, "11"), (0, "0")]),
            (Style::FullWidth, [(1, "１"), (2, "２"), (10, "１０"), (35, "３５"), (0, "０")]),
            (Style::Ordinal, [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th")]),
            (Style::Decimal, [(1, "1"), (0, "0"), (10, "10"), (u32::MAX, "4294967295"), (7, "7")]),
        ];
        for (style, pairs) in cases {
            for (number, expected) in pairs {
                assert_eq!(style.write(number), expected, "{style:?} {number}");
            }
        }
        assert_eq!(Style::Legal.write(u32::MAX), "四二九四九六七二九五");
        assert_eq!((raised(" 12 ").as_deref(), raised("a1"), raised("")), (Some("¹²"), None, None));
        assert_eq!(Style::of_word("chineseCounting"), Style::Chinese);
        assert_eq!(Style::of_word("hebrew1"), Style::Decimal);
    }
}
