//! Other names (别名): words that mean the same in labels, and words that mean nothing there.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{Chars, Phrases};

/// Names for the same thing, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    names: Phrases<u16>,
    canonical: Vec<Vec<char>>,
    /// Labels that as a whole are another name, with that name.
    wholes: FxHashMap<Vec<char>, Vec<char>>,
    fillers: Phrases<()>,
    /// Words in which fillers and acts are no words of their own: 中小企业, 公共.
    kept: Phrases<()>,
    /// What is done to a thing, each act with its number; those that only say that the thing came to be have none.
    acts: Phrases<Option<u16>>,
    /// Characters that each are a way of one act: 缓、减、免.
    pub ways: Chars,
    /// Verbs of one letter before the place of an act: 进社区.
    pub goes: Chars,
    /// Words with 等 that end no list of examples: 高等.
    pub inside: Phrases<()>,
    /// Words of which whoever looks for one means the others, too: GDP, 生产总值.
    pub searched: Vec<Vec<String>>,
}

impl Aliases {
    /// A label with one name for each thing, and without words that say nothing.
    pub fn apply(&self, label: &[char]) -> Vec<char> {
        let whole = |label: &[char]| self.wholes.get(label).cloned();
        if let Some(name) = whole(label) {
            return name;
        }
        // Twice: what one name leaves may be part of another (研究与试验发展经费 to 研发经费).
        let once = self.replaced(label);
        let plain = self.without_fillers(&self.replaced(&self.without_fillers(&once)));
        // 立项课题: nothing but that it came to be is said of it.
        let bare = || {
            let (thing, acts) = self.parted(&plain);
            whole(&thing).filter(|_| acts.is_empty())
        };
        match whole(&plain).or_else(bare) {
            Some(name) => name,
            None if plain.is_empty() => label.to_vec(),
            None => plain,
        }
    }

    /// Words with one name for each thing.
    pub fn replaced(&self, label: &[char]) -> Vec<char> {
        rewritten(label, |rest| {
            self.names.at_start(rest).map(|(len, row)| (len, self.canonical[row as usize].as_slice()))
        })
    }

    fn without_fillers(&self, label: &[char]) -> Vec<char> {
        self.without(label, |rest| self.fillers.at_start(rest).map(|(len, ())| len))
    }

    /// What a label names where what is done to it is taken out, wherever that stands, with the numbers of the acts in order: 老旧小区 of
    /// 改造老旧小区 and of 老旧小区改造. Nothing where too little is left to name a thing.
    pub fn thing(&self, label: &[char]) -> Option<(Vec<char>, Vec<u16>)> {
        let (thing, acts) = self.parted(label);
        (thing.len() >= THING).then_some((thing, acts))
    }

    /// The same of a thing of two letters, where an act is told of it (采购设备, 设备购置): alone they name too little.
    pub fn short_thing(&self, label: &[char]) -> Option<(Vec<char>, Vec<u16>)> {
        let (thing, acts) = self.parted(label);
        (thing.len() + 1 == THING && !acts.is_empty()).then_some((thing, acts))
    }

    /// What is done to the things of a label, as numbers of the acts in order.
    pub fn acts(&self, label: &[char]) -> Vec<u16> {
        self.parted(label).1
    }

    /// A label without what is done to its things, and the numbers of those acts in order.
    fn parted(&self, label: &[char]) -> (Vec<char>, Vec<u16>) {
        let mut acts = Vec::new();
        let thing = self.without(label, |rest| {
            let (len, act) = self.acts.at_start(rest)?;
            acts.extend(act);
            Some(len)
        });
        acts.sort_unstable();
        acts.dedup();
        (thing, acts)
    }

    /// The length of an act at the start of a text.
    pub fn act_at(&self, text: &[char]) -> Option<usize> {
        self.acts.at_start(text).map(|(len, _)| len)
    }

    /// A text without what `found` finds, unless that is part of a word that is kept.
    fn without(&self, text: &[char], mut found: impl FnMut(&[char]) -> Option<usize>) -> Vec<char> {
        let mut out = Vec::with_capacity(text.len());
        let mut at = 0;
        while at < text.len() {
            let (kept, taken) =
                (self.kept.at_start(&text[at..]).map_or(0, |(len, ())| len), found(&text[at..]).unwrap_or(0));
            match () {
                () if taken > kept => at += taken,
                () => {
                    out.extend(&text[at..at + kept.max(1)]);
                    at += kept.max(1);
                }
            }
        }
        out
    }
}

/// The number of the act by which a thing was added.
pub const ADDED: u16 = 0;

/// So many letters name a thing at least: a pair of them is shared by many.
const THING: usize = 3;

/// A text with what `found` finds at a place replaced.
pub(super) fn rewritten<'a>(text: &[char], found: impl Fn(&[char]) -> Option<(usize, &'a [char])>) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match found(&text[at..]) {
            Some((len, instead)) => {
                out.extend(instead);
                at += len;
            }
            None => {
                out.push(text[at]);
                at += 1;
            }
        }
    }
    out
}

/// What people call a series: words that are no part of its name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Naming {
    /// At a label's start: it is gone on with (扎实推进).
    pub leads: Phrases<()>,
    /// At its end: it was done (全部完成).
    pub ends: Phrases<()>,
    /// At its end: how it stands (揭牌运行).
    pub stands: Phrases<()>,
    /// What a series of growth that rose and fell is called.
    pub growth: String,
    /// The same of differences.
    pub delta: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AliasesFile {
    pub(super) aliases: Vec<Vec<String>>,
    pub(super) wholes: Vec<Vec<String>>,
    pub(super) fillers: Phrases<()>,
    #[serde(default)]
    pub(super) kept: Phrases<()>,
    #[serde(default)]
    pub(super) light: Vec<String>,
    #[serde(default)]
    pub(super) acts: Vec<Vec<String>>,
    #[serde(default)]
    pub(super) ways: Chars,
    #[serde(default)]
    pub(super) goes: Chars,
    #[serde(default)]
    pub(super) inside: Phrases<()>,
    #[serde(default)]
    pub(super) naming: Naming,
    #[serde(default)]
    pub(super) searched: Vec<Vec<String>>,
}

impl AliasesFile {
    pub(super) fn aliases(self) -> Aliases {
        let rows = self.aliases.iter().enumerate();
        let names =
            Phrases::new(rows.flat_map(|(row, names)| names.iter().map(move |name| (name.as_str(), row as u16))));
        let canonical = self
            .aliases
            .iter()
            .map(|names| names.first().map(|name| name.chars().collect()).unwrap_or_default())
            .collect();
        let chars = |name: &String| name.chars().collect::<Vec<char>>();
        let mut wholes = FxHashMap::default();
        for (first, others) in self.wholes.iter().filter_map(|row| row.split_first()) {
            for other in others {
                wholes.entry(chars(other)).or_insert_with(|| chars(first));
            }
        }
        let light = self.light.iter().map(|word| (word.as_str(), None));
        let rows = self.acts.iter().enumerate();
        let acts = rows.flat_map(|(row, words)| words.iter().map(move |word| (word.as_str(), Some(row as u16))));
        let acts = Phrases::new(light.chain(acts));
        let AliasesFile { fillers, kept, inside, searched, .. } = self;
        Aliases { searched, names, canonical, wholes, fillers, kept, acts, ways: self.ways, goes: self.goes, inside }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn what_is_done_is_taken_out_but_not_of_the_words_that_hold_it() {
        let config = Config::builtin().unwrap();
        let thing = |label: &str| {
            let (thing, acts) = config.aliases.thing(&label.chars().collect::<Vec<_>>())?;
            Some((thing.into_iter().collect::<String>(), acts.len()))
        };
        assert_eq!(thing("改造渔港码头"), Some(("渔港码头".to_owned(), 1)));
        assert_eq!(thing("渔港码头改造"), Some(("渔港码头".to_owned(), 1)));
        assert_eq!(thing("建成渔港码头"), Some(("渔港码头".to_owned(), 0)));
        assert_eq!(thing("建设用地面积").map(|(thing, _)| thing).as_deref(), Some("建设用地面积"));
        assert_eq!(thing("改造码头"), None);
        let applied = |label: &str| config.aliases.apply(&label.chars().collect::<Vec<_>>()).iter().collect::<String>();
        assert_eq!(applied("城中村和中小企业"), "城中村中小企业");
    }
}
