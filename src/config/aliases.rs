//! Other names (别名): words that mean the same in labels, and words that mean nothing there.

use serde::Deserialize;

use super::Phrases;

/// Names for the same thing, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    names: Phrases<u16>,
    canonical: Vec<Vec<char>>,
    /// Labels that as a whole are another name, with that name.
    wholes: Vec<(Vec<char>, Vec<char>)>,
    fillers: Phrases<()>,
    /// Words with 等 that end no list of examples: 高等.
    pub inside: Phrases<()>,
}

impl Aliases {
    /// A label with one name for each thing, and without words that say nothing.
    pub fn apply(&self, label: &[char]) -> Vec<char> {
        if let Some((_, name)) = self.wholes.iter().find(|(whole, _)| whole == label) {
            return name.clone();
        }
        // Twice: what one name leaves may be part of another (研究与试验发展经费 to 研发经费).
        let once = self.replaced(label);
        let plain = self.without_fillers(&self.replaced(&self.without_fillers(&once)));
        if plain.is_empty() { label.to_vec() } else { plain }
    }

    fn replaced(&self, label: &[char]) -> Vec<char> {
        rewritten(label, |rest| {
            self.names.at_start(rest).map(|(len, row)| (len, self.canonical[row as usize].as_slice()))
        })
    }

    fn without_fillers(&self, label: &[char]) -> Vec<char> {
        rewritten(label, |rest| self.fillers.at_start(rest).map(|(len, ())| (len, &[] as &[char])))
    }
}

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

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AliasesFile {
    pub(super) aliases: Vec<Vec<String>>,
    pub(super) wholes: Vec<Vec<String>>,
    pub(super) fillers: Phrases<()>,
    #[serde(default)]
    pub(super) inside: Phrases<()>,
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
        let wholes = self
            .wholes
            .iter()
            .filter_map(|row| row.split_first())
            .flat_map(|(first, others)| others.iter().map(move |other| (chars(other), chars(first))));
        let wholes = wholes.collect();
        Aliases { names, canonical, wholes, fillers: self.fillers, inside: self.inside }
    }
}
