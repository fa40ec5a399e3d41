//! Many bodies, one after the other: read, linked, checked, handed on and let go, so that what is held grows with the
//! largest bodies and not with all of them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc;

use rayon::prelude::*;

use super::{Body, Comparison, Corpus, Entry, Error, Files, LeftOut, Options, collected, linked};
use crate::corpus::{self, Claim, Told};
use crate::review::{self, Remark, Review, Reviewed, Ties};

/// So many reports are kept as they were read; of more, only whose they are, and they are read again when their turn comes.
const KEPT: usize = 200;

/// So many bodies a thread are worked on at a time.
const AT_ONCE: usize = 3;

/// Which reports there are of which bodies.
#[derive(Debug, Default)]
pub struct Many {
    bodies: Vec<Vec<File>>,
    left_out: Vec<LeftOut>,
    review: Review,
}

/// A report's file, whose it is, and the report where it is kept.
#[derive(Debug)]
struct File {
    path: PathBuf,
    told: Told,
    entry: Option<Entry>,
}

/// What there is to say beside what was found.
#[derive(Debug)]
pub struct Aside {
    /// Files that were left out, by path.
    pub left_out: Vec<LeftOut>,
    /// Decisions that could not be applied, and why.
    pub remarks: Vec<Remark>,
}

impl Many {
    /// Sorts files by their bodies. `progress` is called once a file was looked into. Where there are decisions, all reports
    /// are kept: a decision may name a figure of any of them.
    pub fn find(files: Files, review: Review, options: &Options, progress: impl Fn() + Sync) -> Many {
        let kept = if review.decisions.is_empty() { KEPT } else { usize::MAX };
        Many::keeping(kept, files, review, options, progress)
    }

    fn keeping(kept: usize, files: Files, review: Review, options: &Options, progress: impl Fn() + Sync) -> Many {
        let look = |(at, path): (usize, &PathBuf)| {
            let seen = if at < kept {
                corpus::read_file(path, &options.config).map(|entry| (Claim::of(&entry), Some(entry)))
            } else {
                corpus::claim_of(path, &options.config).map(|claim| (claim, None))
            };
            progress();
            seen
        };
        let seen: Vec<Result<_, Box<LeftOut>>> = files.reports.par_iter().enumerate().map(look).collect();
        let mut left_out = files.skipped;
        let mut seen_well = Vec::new();
        for one in seen {
            match one {
                Ok(one) => seen_well.push(one),
                Err(why) => left_out.push(*why),
            }
        }
        let (claims, entries): (Vec<Claim>, Vec<Option<Entry>>) = seen_well.into_iter().unzip();
        let told = corpus::tell(&claims, &options.bodies, &options.config.names);
        let mut bodies: BTreeMap<String, Vec<File>> = BTreeMap::new();
        for ((claim, entry), told) in claims.into_iter().zip(entries).zip(told) {
            bodies.entry(told.name.clone()).or_default().push(File { path: claim.path, told, entry });
        }
        Many { bodies: bodies.into_values().collect(), left_out, review }
    }

    /// How many bodies there are.
    pub fn len(&self) -> usize {
        self.bodies.len()
    }

    /// Whether no report could be read.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    /// An error where there is nothing to compare.
    pub fn worth_comparing(&self) -> Result<(), Error> {
        if self.is_empty() { Err(Error::NothingRead { left_out: self.left_out.clone() }) } else { Ok(()) }
    }

    /// Hands on what is found of each body, as a comparison of its own: `make` makes of it what is needed, several at a
    /// time, and `take` takes that in the order of the bodies.
    pub fn each<T: Send, E>(
        self,
        options: &Options,
        make: impl Fn(&Comparison) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<Aside, E> {
        let several = self.bodies.len() > 1;
        let mut aside = Aside { left_out: self.left_out, remarks: Vec::new() };
        let turns: Vec<Turn> = if self.review.decisions.is_empty() {
            self.bodies.into_iter().map(Turn::Files).collect()
        } else {
            let mut all = read(self.bodies.into_iter().flatten().collect(), options);
            let Reviewed { bodies: ties, remarks } = review::apply(&mut all, &self.review, &options.config);
            aside.remarks = remarks;
            aside.left_out.append(&mut all.left_out);
            all.bodies.into_iter().zip(ties).map(|(body, ties)| Turn::Read(body, ties)).collect()
        };
        let one = |turn: Turn| {
            let found = turn.found(several, options);
            (make(&found), found.corpus.left_out)
        };
        let mut turns = turns.into_iter().peekable();
        // While some are taken, the next are made.
        std::thread::scope(|scope| {
            let (made, all) = mpsc::sync_channel(1);
            scope.spawn(move || {
                while turns.peek().is_some() {
                    let some: Vec<Turn> = turns.by_ref().take(AT_ONCE * rayon::current_num_threads()).collect();
                    if made.send(some.into_par_iter().map(one).collect::<Vec<_>>()).is_err() {
                        break;
                    }
                }
            });
            all.into_iter().flatten().try_for_each(|(made, left_out)| {
                aside.left_out.extend(left_out);
                take(made)
            })
        })?;
        aside.left_out.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(aside)
    }
}

/// The reports of files, each as its body's; those that are not kept are read.
fn read(files: Vec<File>, options: &Options) -> Corpus {
    let entry = |file: File| {
        let entry = file.entry.map_or_else(|| corpus::read_file(&file.path, &options.config), Ok);
        entry.map(|entry| (file.told, entry))
    };
    let (mut entries, mut left_out) = (Vec::new(), Vec::new());
    for one in files.into_par_iter().map(entry).collect::<Vec<Result<_, Box<LeftOut>>>>() {
        match one {
            Ok(one) => entries.push(one),
            Err(why) => left_out.push(*why),
        }
    }
    corpus::arranged(entries, left_out)
}

/// A body whose turn comes.
enum Turn {
    /// One on which nobody decided anything.
    Files(Vec<File>),
    /// One whose reports are read, with what is decided of it.
    Read(Body, Ties),
}

impl Turn {
    fn found(self, several: bool, options: &Options) -> Comparison {
        let (corpus, ties) = match self {
            Turn::Files(files) => (read(files, options), Ties::default()),
            Turn::Read(body, ties) => (Corpus { bodies: vec![body], left_out: Vec::new() }, ties),
        };
        let linked = corpus.bodies.iter().map(|body| linked(body, ties.clone(), several, options)).collect();
        collected(corpus, linked, Review::default(), Vec::new(), options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_that_are_read_again_say_the_same() {
        let mut options = Options::new().unwrap();
        options.texts = false;
        let told = |kept: usize| {
            let files = super::super::files(&["reports"]).unwrap();
            let many = Many::keeping(kept, files, Review::default(), &options, || ());
            let mut said = Vec::new();
            let made = |found: &Comparison| format!("{:?} {:?}", found.timelines[0].series, found.checks[0]);
            let take = |one: String| -> Result<(), Error> {
                said.push(one);
                Ok(())
            };
            many.each(&options, made, take).unwrap();
            said
        };
        assert_eq!(told(2), told(usize::MAX));
        assert_eq!(told(0).len(), 1, "one body");
    }
}
