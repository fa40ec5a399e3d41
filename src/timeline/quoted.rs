//! What a name holds in quotation marks (引号): a name of its own that is an example (“法律六进”等活动), or what says of which kind the things
//! are (“枫桥式”司法所).

use crate::config::Counting;

/// A word in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Its letters.
    pub word: Vec<char>,
    /// Whether it stands right before what names the things, and says of which kind they are.
    pub kind: bool,
}

/// So many letters name something.
const NAME: usize = 2;

/// The words of a label that stand in quotation marks.
pub(super) fn quoted(label: &[char], words: &Counting) -> Vec<Quoted> {
    let opens = (0..label.len()).filter(|at| label[*at] == '“');
    let word = |from: usize| {
        let to = from + label[from..].iter().position(|c| *c == '”')?;
        let word = label[from + 1..to].to_vec();
        let behind = label[to + 1..].iter().take_while(|c| crate::text::is_han(**c)).count();
        let ends = to + 1 + behind == label.len() && words.styles.at_end(&word).is_some();
        (word.len() >= NAME).then_some(Quoted { word, kind: ends && behind >= NAME })
    };
    opens.filter_map(word).collect()
}

/// Whether works are told as done, by the words of a label: 基本建成; no where they are told as begun (新开工), none where it says neither or
/// both.
pub(super) fn done(label: &[char], words: &Counting) -> Option<bool> {
    match (words.begun.any(label), words.built.any(label)) {
        (begun, built) if begun != built => Some(built),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_word_before_the_end_says_of_which_kind() {
        let of = |label: &str| {
            let config = crate::config::Config::builtin().unwrap();
            let found = quoted(&label.chars().collect::<Vec<_>>(), &config.counting);
            found.into_iter().map(|one| (one.word.iter().collect::<String>(), one.kind)).collect::<Vec<_>>()
        };
        assert_eq!(of("“灯塔式”渔村"), [("灯塔式".to_owned(), true)]);
        assert_eq!(of("建成“灯塔式”渔村·面积"), [("灯塔式".to_owned(), false)]);
        assert_eq!(of("“海上课堂”"), [("海上课堂".to_owned(), false)]);
        assert_eq!(of("“海上课堂”系列活动"), [("海上课堂".to_owned(), false)], "what it is called, and of no kind");
    }
}
