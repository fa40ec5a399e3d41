//! Whether a word of what is lacking (问题, 短板) says that something is: what was solved or counted does not.

use crate::config::Roles;

/// Whether the word of so many characters at a place says what is lacking, and is not what somebody solved (整治突出问题, 短板加快补齐) or
/// counted (问题147个).
pub(super) fn is_lack(words: &[char], at: usize, len: usize, roles: &Roles) -> bool {
    // 能力不强 is lacking whatever stands beside it.
    if !roles.lacks.is(&words[at..at + len]) {
        return true;
    }
    let open = |c: &char| !matches!(c, ',' | '。' | ';' | ':' | '!');
    let (before, behind) = (&words[at.saturating_sub(REACH)..at], &words[at + len..]);
    let before = &before[before.iter().rposition(|c| !open(c)).map_or(0, |sign| sign + 1)..];
    let behind = &behind[..behind.iter().take(REACH).take_while(|c| open(c)).count()];
    let counted = behind.iter().take(KIND + 1).position(char::is_ascii_digit).is_some();
    let solved = roles.solves.any(before) || roles.solves.any(&behind[..behind.len().min(ADVERB)]);
    let left = roles.unsolved.any(before) || roles.unsolved.any(behind);
    left || !counted && !solved
}

/// How near a verb stands that solves what is lacking, how many characters may say of what kind that is (风险点, 矛盾纠纷), and how
/// near behind it the verb stands (短板加快补齐). Set by hand.
const REACH: usize = 8;
const KIND: usize = 2;
const ADVERB: usize = 4;
