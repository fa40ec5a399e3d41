//! Which units hold a word.

/// The units of a report by their words, the free ones of each word first.
pub(super) struct Postings {
    /// Where the list of each word begins, and one past the last.
    starts: Vec<u32>,
    /// How many of each list are free.
    free: Vec<u32>,
    units: Vec<u32>,
}

impl Postings {
    /// Those of the free units, and with `all` those of the taken ones behind them; `words` is how many words there are.
    pub(super) fn new<'a>(
        of_units: impl Iterator<Item = &'a [u32]> + Clone,
        taken: &[bool],
        all: bool,
        words: usize,
    ) -> Self {
        let mut starts = vec![0u32; words + 1];
        for (own, _) in of_units.clone().zip(taken).filter(|(_, taken)| all || !**taken) {
            own.iter().for_each(|word| starts[*word as usize + 1] += 1);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut free = vec![0u32; words];
        let mut ends = vec![0u32; if all { words } else { 0 }];
        let mut units = vec![0u32; sum as usize];
        for (at, (own, _)) in of_units.clone().zip(taken).enumerate().filter(|(_, (_, taken))| !**taken) {
            for word in own.iter().map(|word| *word as usize) {
                units[(starts[word] + free[word]) as usize] = at as u32;
                free[word] += 1;
            }
        }
        for (at, (own, _)) in of_units.clone().zip(taken).enumerate().filter(|(_, (_, taken))| all && **taken) {
            for word in own.iter().map(|word| *word as usize) {
                units[(starts[word] + free[word] + ends[word]) as usize] = at as u32;
                ends[word] += 1;
            }
        }
        Postings { starts, free, units }
    }

    /// The units that hold a word, in order, the free ones first.
    pub(super) fn all(&self, word: u32) -> &[u32] {
        &self.units[self.starts[word as usize] as usize..self.starts[word as usize + 1] as usize]
    }

    /// The free units that hold a word, in order.
    pub(super) fn free(&self, word: u32) -> &[u32] {
        let from = self.starts[word as usize] as usize;
        &self.units[from..from + self.free[word as usize] as usize]
    }
}
