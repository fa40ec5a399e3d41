//! Whether two figures are of two kinds of the same thing, by what their names say before the end that they share: 毒品犯罪, 金融犯罪; or one of
//! a kind of what the other is of: 国际货邮吞吐量, 货邮吞吐量.

use crate::config::Config;

/// How many letters a word has at least: 率 alone ends all rates.
pub(crate) const WORD: usize = 2;

/// How two names stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinds {
    /// Each says of which kind: 毒品犯罪, 金融犯罪.
    Two,
    /// One says of which kind, and the other is of all: 国际货邮吞吐量, 货邮吞吐量.
    OneOf,
}

/// How the names of two things stand to each other, given as letters without what is done to them; nothing where neither says of which
/// kind, or both may well say the same in other words: 研发经费投入, 研发投入.
pub(crate) fn kinds(own: &[char], other: &[char], config: &Config) -> Option<Kinds> {
    let (own, other) = before_common_end(own, other);
    let open = own.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (own, other) = (telling(&own[open..], config), telling(&other[open..], config));
    match (own.is_empty(), other.is_empty()) {
        (false, false) => (!own.iter().any(|c| other.contains(c))).then_some(Kinds::Two),
        (true, true) => None,
        _ => {
            let word = if own.is_empty() { other } else { own };
            (word.len() >= WORD || config.counting.kind_letters.is(word)).then_some(Kinds::OneOf)
        }
    }
}

/// Whether two names are one but for what is done to the thing and what goes without saying: 查办各类案件, 查办案件. Both are given with
/// all their letters.
pub(crate) fn same(own: &[char], other: &[char], config: &Config) -> bool {
    let whole = own == other;
    let (own, other) = before_common_end(own, other);
    let open = own.iter().zip(other).take_while(|(a, b)| a == b).count();
    let more = !(own.is_empty() && other.is_empty());
    whole || more && telling(&own[open..], config).is_empty() && telling(&other[open..], config).is_empty()
}

/// What stands in two names before the end that they have in common; nothing in either where they have none.
pub(crate) fn before_common_end<'a>(own: &'a [char], other: &'a [char]) -> (&'a [char], &'a [char]) {
    let common = own.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    if common < WORD { (&[], &[]) } else { (&own[..own.len() - common], &other[..other.len() - common]) }
}

/// Words without those that tell of no kind: verbs, manner, and what goes without saying.
pub(crate) fn telling<'a>(mut words: &'a [char], config: &Config) -> &'a [char] {
    let lists = [
        &config.wording.govern,
        &config.grammar.verbs,
        &config.wording.manner,
        &config.promises.acts,
        &config.counting.no_kind,
    ];
    loop {
        let len = |found: Option<(usize, ())>| found.map_or(0, |(len, ())| len);
        let open = lists.iter().map(|list| len(list.at_start(words))).max().unwrap_or(0);
        let close = lists.iter().map(|list| len(list.at_end(words))).max().unwrap_or(0);
        match (open, close) {
            (0, 0) => return words,
            (0, close) => words = &words[..words.len() - close],
            (open, _) => words = &words[open..],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_end_alike_say_of_which_kind() {
        let config = Config::builtin().unwrap();
        let of = |own: &str, other: &str| {
            let [own, other] = [own, other].map(|name| name.chars().collect::<Vec<_>>());
            kinds(&own, &other, &config)
        };
        assert_eq!(of("毒品犯罪", "金融犯罪"), Some(Kinds::Two));
        assert_eq!(of("一审案件", "二审案件"), Some(Kinds::Two));
        assert_eq!(of("国际货邮吞吐量", "货邮吞吐量"), Some(Kinds::OneOf));
        assert_eq!(of("高技能人才", "技能人才"), Some(Kinds::OneOf));
        assert_eq!(of("研发经费投入", "研发投入"), None, "the same in other words");
        assert_eq!(of("全市接待游客", "接待游客"), None, "whose it is goes without saying");
        assert_eq!(of("货运量", "客运量"), Some(Kinds::Two));
        assert_eq!(of("茶园", "码头"), None, "no end in common");
    }
}
