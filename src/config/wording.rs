//! What tells a phrase that officials use (提法) from a stretch that is only repeated.

use serde::Deserialize;

use super::Phrases;

/// What tells a phrase that officials use (提法) from a stretch that is only repeated, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// What takes the phrase behind it as its object: 推动.
    pub govern: Phrases<()>,
    /// Those that are nouns as well: 创新.
    pub nominal: Phrases<()>,
    /// How something is done: 深入.
    pub manner: Phrases<()>,
    /// What wants an object, at the end of a stretch.
    pub open: Phrases<()>,
    /// What no phrase begins with.
    pub begin: Phrases<()>,
    /// Characters that are taken off the ends of a stretch.
    pub loose: Vec<char>,
    /// Places.
    pub places: Phrases<()>,
    /// What may follow a place's name in it.
    pub place_ends: Phrases<()>,
    /// Offices, and what their names end with.
    pub offices: Phrases<()>,
    /// What stands beside a person's name.
    pub persons: Phrases<()>,
    /// Words of several characters that say what is done and how it stands, whatever the matter: those that govern and are no
    /// nouns, those about how, those that want an object, and the nouns that name no matter.
    pub frames: Phrases<()>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordingFile {
    govern: Vec<String>,
    nominal: Vec<String>,
    manner: Vec<String>,
    open: Vec<String>,
    begin: Phrases<()>,
    loose: String,
    places: Phrases<()>,
    place_ends: Phrases<()>,
    offices: Phrases<()>,
    persons: Phrases<()>,
    hollow: Vec<String>,
}

impl WordingFile {
    pub(super) fn wording(self) -> Wording {
        let long = |word: &&String| word.chars().nth(1).is_some();
        let says = |word: &&String| long(word) && !self.nominal.contains(word);
        let plain = |list: &Vec<String>| Phrases::of_lists(&[(list, ())]);
        let verbs = [&self.govern, &self.manner, &self.open].into_iter().flatten().filter(says);
        // A noun that says how a matter stands is hollow though it is a verb as well: 支撑.
        let frames = verbs.chain(self.hollow.iter().filter(long));
        Wording {
            frames: Phrases::new(frames.map(|word| (word.as_str(), ()))),
            govern: plain(&self.govern),
            nominal: plain(&self.nominal),
            manner: plain(&self.manner),
            open: plain(&self.open),
            begin: self.begin,
            loose: self.loose.chars().collect(),
            places: self.places,
            place_ends: self.place_ends,
            offices: self.offices,
            persons: self.persons,
        }
    }
}
