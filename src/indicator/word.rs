//! Word formation (构词): characters that are a word of their own in one place and half of a word in another.

use crate::config::Grammar;

/// Whether the first character here is the head of a longer word: 对外, 并购, 有效, 就业.
pub(super) fn heads(chars: &[char], grammar: &Grammar) -> bool {
    grammar.begins.at_start(chars).is_some()
}

/// Whether the last character here is the end of a longer word: 许可, 审计, 行为.
pub(super) fn ends(chars: &[char], grammar: &Grammar) -> bool {
    grammar.ends.at_end(chars).is_some()
}

/// Where the bracket that opens the words closes, brackets inside it passed over.
pub(super) fn closing(words: &[char]) -> Option<usize> {
    let depth = words.iter().scan(0_i32, |depth, c| {
        *depth += i32::from(*c == '(') - i32::from(*c == ')');
        Some(*depth)
    });
    depth.enumerate().find(|(_, depth)| *depth == 0).map(|(at, _)| at)
}
