//! Digits as they are set: with separators between thousands and a decimal part (12,766.5).

use rust_decimal::Decimal;

use crate::text::is_han;

/// ASCII digits with thousands separators and a decimal part: length, value, whether there was a separator.
pub(super) fn digits(chars: &[char]) -> Option<(usize, Decimal, bool)> {
    let run = |from: usize| chars[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let first = run(0);
    let (mut at, mut separated) = (first, false);
    if first <= 3 && chars[0] != '0' {
        let group = |at: usize, mark: char| chars.get(at) == Some(&mark) && chars.len() > at + 3 && run(at + 1) == 3;
        // A comma between groups of three, the same mark throughout; a space only where it can't part two numbers; one group with
        // both (12, 460户) where what is counted follows.
        if group(at + 1, ' ') && chars[at] == ',' && counts(&chars[at + 5..]) {
            at += 5;
            separated = true;
        }
        for mark in [',', ' '] {
            while group(at, mark) && (mark == ',' || at == first || separated) {
                at += 4;
                separated = true;
            }
            if separated {
                break;
            }
        }
    }
    let mut mantissa: i128 = 0;
    let mut places = 0;
    let mut count = 0;
    let mut push = |c: char| {
        count += 1;
        mantissa = mantissa * 10 + i128::from(c as u32 - '0' as u32);
        count <= 25
    };
    for &c in chars[..at].iter().filter(|c| c.is_ascii_digit()) {
        if !push(c) {
            return None;
        }
    }
    if chars.get(at) == Some(&'.') && chars.get(at + 1).is_some_and(char::is_ascii_digit) {
        let decimals = run(at + 1);
        for &c in &chars[at + 1..at + 1 + decimals] {
            if !push(c) {
                return None;
            }
        }
        places = decimals as u32;
        at += 1 + decimals;
        separated = true;
    }
    let value = Decimal::try_from_i128_with_scale(mantissa, places).ok()?;
    Some((at, value, separated))
}

/// Whether what is counted stands at the start, behind a blank or at once.
fn counts(behind: &[char]) -> bool {
    behind.iter().find(|c| **c != ' ').is_some_and(|c| is_han(*c))
}
