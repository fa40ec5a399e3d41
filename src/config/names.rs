//! What the names of public bodies and of their yearly papers are made of.

use serde::Deserialize;

use super::lists::lists;
use super::{Chars, Phrases};

/// What the names of public bodies and of their yearly papers are made of, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// What a territory's name ends with (true), and words that end so and name none (false).
    pub territories: Phrases<bool>,
    /// Central offices before the names of those that report to them: 国家税务总局.
    pub above: Phrases<()>,
    /// What no territory's name holds.
    pub joins: Phrases<()>,
    /// What stands for a territory that is not named: 市人民政府.
    pub levels: Phrases<()>,
    /// How the country's own offices begin.
    pub nation: Phrases<()>,
    /// What an office's name ends with.
    pub offices: Phrases<Office>,
    /// An office called in short, and the place of its name in [`Names::long`].
    pub short: Phrases<usize>,
    /// Offices' names in full.
    pub long: Vec<String>,
    /// Ends of a firm's name that it is often called without.
    pub firm_ends: Phrases<()>,
    /// A territory's office, and the country's own in its place.
    pub national: Vec<[String; 2]>,
    /// Territories in short and in full; the place of their name in [`Names::place_names`].
    pub places: Phrases<usize>,
    /// The territories' names in full.
    pub place_names: Vec<String>,
    /// Kinds of papers that one office of a territory gives; its place in [`Names::kind_offices`].
    pub kinds: Phrases<usize>,
    /// Those offices.
    pub kind_offices: Vec<String>,
    /// What is given as a speech, of the year in which it is given.
    pub speeches: Phrases<()>,
    /// Behind an assembly's name, where a speech was given.
    pub assemblies: Phrases<()>,
    /// What an assembly is called.
    pub congress: Phrases<()>,
    /// Before the name of the one who is spoken for.
    pub speaks_for: Phrases<()>,
    /// What a paper is about: behind the name of its body.
    pub subjects: Phrases<()>,
    /// What a page adds behind that name.
    pub acts: Phrases<()>,
    /// How a title ends.
    pub title_ends: Phrases<()>,
    /// What the name of a page's column (栏目) ends with.
    pub columns: Phrases<()>,
    /// What the title of a plan ends with, where it names an office: 工作要点, 工作打算.
    pub plan_ends: Phrases<()>,
    /// Kinds that tell a title from a heading.
    pub title_kinds: Phrases<()>,
    /// Behind a plan's year.
    pub planned: Phrases<()>,
    /// What is laid before an assembly, of its own year.
    pub drafts: Phrases<()>,
    /// What a plan came to: its year is the one that was looked back at.
    pub carried_out: Phrases<()>,
    /// A year of schools.
    pub school_year: Phrases<()>,
    /// Before the span of time that a report's numbers cover.
    pub spans: Phrases<()>,
    /// What a heading says that looks back.
    pub looks_back: Phrases<()>,
    /// A title that may be longer than others.
    pub long_titles: Phrases<()>,
    /// A line that may name a report holds one of these.
    pub report_words: Phrases<()>,
    /// In a line that says where on its site a page stands.
    pub page_paths: Phrases<()>,
    /// What the entries of a list begin with: such a line is no title.
    pub list_starts: Chars,
    /// In a line that says who gave a report: it is no title.
    pub speech_words: Phrases<()>,
    /// Before what a paper is about.
    pub about: Phrases<()>,
    /// Between a territory and a part of it: whose government is over both.
    pub governments: Phrases<()>,
    /// In a title: the paper tells of a part of the year in which it was written.
    pub part_years: Phrases<()>,
    /// Behind a year: that a span of time begins with it.
    pub since: Phrases<()>,
    /// Behind a year: what was found in it by those who inspect.
    pub inspected: Phrases<()>,
    /// Behind that: what is reported is how it was put right.
    pub rectified: Phrases<()>,
    /// What a name begins with in full, and how it is called; by nothing before an office that has its place's name.
    pub called: Vec<[String; 2]>,
    /// What ends a title's line, where it does not go on in the next.
    pub title_closes: Chars,
    /// Those who are greeted, where an addressee may stand.
    pub greeted: Phrases<()>,
    /// In the first sentences, before what the report tells: 现将.
    pub announces: Phrases<()>,
    /// At the end of a title, or under it: that it is a shorter text of the report.
    pub abridged: Phrases<()>,
    /// What a page calls the particulars of a document.
    pub fields: Fields,
    /// How names of territories are made.
    pub territory: Territory,
}

/// What a page calls the particulars of a document, before their values; of several the first counts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// Its number in an index.
    pub index: Vec<String>,
    /// Who published it.
    pub publisher: Vec<String>,
    /// The document's own number.
    pub number: Vec<String>,
    /// When it was published.
    pub date: Vec<String>,
}

lists! {
/// How names of territories are made.
pub struct Territory {
    /// Offices that are told apart by their place's name, which has no end of its own: 屿门│海关.
    pub placed: Phrases<()>,
    /// Words that name a territory with one character before them, though they name none by themselves: 房│山区.
    pub named_so: Phrases<()>,
    /// What that character is not.
    pub not_named: Chars,
    /// What the name of a territory may end with that goes on to a longer one's (达州 of 达州市).
    pub goes_on: Chars,
    /// What the names of autonomous territories end with.
    pub autonomous: Phrases<()>,
    /// Ends of territories that a government is over and that name offices of their own.
    pub townships: Phrases<()>,
    /// Ends of territories' names, an office, and which one stands in its place there: 街道, 人民政府, 办事处.
    pub governed: Vec<[String; 3]>,
    /// What a zone's name ends with in short, and in full: 经开区, 经济技术开发区.
    pub zones: Vec<[String; 2]>,
}
}

/// What an ending says of the name before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    /// An office of a territory.
    Public,
    /// A body with a name of its own: a school, a firm.
    Own,
    /// An office only where the paper's subject follows.
    Loose,
    /// No office at all.
    None,
}

lists! {
pub(super) struct NamesFile {
    territories: Vec<String>,
    not_territories: Vec<String>,
    above: Phrases<()>,
    joins: Phrases<()>,
    levels: Phrases<()>,
    nation: Phrases<()>,
    offices: Vec<String>,
    firms: Vec<String>,
    loose_offices: Vec<String>,
    not_offices: Vec<String>,
    full: Vec<[String; 2]>,
    firm_ends: Phrases<()>,
    national: Vec<[String; 2]>,
    places: Vec<[String; 2]>,
    kinds: Vec<[String; 2]>,
    speeches: Phrases<()>,
    assemblies: Phrases<()>,
    congress: Phrases<()>,
    speaks_for: Phrases<()>,
    subjects: Phrases<()>,
    acts: Phrases<()>,
    columns: Phrases<()>,
    title_ends: Phrases<()>,
    plan_ends: Phrases<()>,
    title_kinds: Phrases<()>,
    planned: Phrases<()>,
    drafts: Phrases<()>,
    carried_out: Phrases<()>,
    school_year: Phrases<()>,
    spans: Phrases<()>,
    looks_back: Phrases<()>,
    long_titles: Phrases<()>,
    report_words: Phrases<()>,
    page_paths: Phrases<()>,
    list_starts: Chars,
    speech_words: Phrases<()>,
    about: Phrases<()>,
    governments: Phrases<()>,
    part_years: Phrases<()>,
    since: Phrases<()>,
    inspected: Phrases<()>,
    rectified: Phrases<()>,
    called: Vec<[String; 2]>,
    title_closes: Chars,
    greeted: Phrases<()>,
    announces: Phrases<()>,
    abridged: Phrases<()>,
    fields: Fields,
    territory: Territory,
}
}

impl NamesFile {
    /// The ends of names of offices, each with the kind that it makes an office.
    fn offices_by_kind(&self) -> Vec<(String, Office)> {
        [
            valued(&self.offices, Office::Public),
            valued(&self.firms, Office::Own),
            valued(&self.loose_offices, Office::Loose),
            valued(&self.not_offices, Office::None),
        ]
        .concat()
    }

    pub(super) fn names(self) -> Names {
        let offices = self.offices_by_kind();
        let (short, long) = numbered(&self.full, false);
        let (places, place_names) = numbered(&self.places, true);
        let (kinds, kind_offices) = numbered(&self.kinds, false);
        Names {
            territories: set(&[valued(&self.territories, true), valued(&self.not_territories, false)].concat()),
            above: self.above,
            joins: self.joins,
            levels: self.levels,
            nation: self.nation,
            offices: set(&offices),
            short,
            long,
            firm_ends: self.firm_ends,
            national: self.national,
            places,
            place_names,
            kinds,
            kind_offices,
            speeches: self.speeches,
            assemblies: self.assemblies,
            congress: self.congress,
            speaks_for: self.speaks_for,
            subjects: self.subjects,
            acts: self.acts,
            title_ends: self.title_ends,
            columns: self.columns,
            plan_ends: self.plan_ends,
            title_kinds: self.title_kinds,
            planned: self.planned,
            drafts: self.drafts,
            carried_out: self.carried_out,
            school_year: self.school_year,
            spans: self.spans,
            looks_back: self.looks_back,
            long_titles: self.long_titles,
            report_words: self.report_words,
            page_paths: self.page_paths,
            list_starts: self.list_starts,
            speech_words: self.speech_words,
            about: self.about,
            governments: self.governments,
            part_years: self.part_years,
            since: self.since,
            inspected: self.inspected,
            rectified: self.rectified,
            called: self.called,
            title_closes: self.title_closes,
            greeted: self.greeted,
            announces: self.announces,
            abridged: self.abridged,
            fields: self.fields,
            territory: self.territory,
        }
    }
}

fn valued<T: Copy>(list: &[String], value: T) -> Vec<(String, T)> {
    list.iter().map(|word| (word.clone(), value)).collect()
}

fn set<T: Copy>(words: &[(String, T)]) -> Phrases<T> {
    Phrases::new(words.iter().map(|(word, value)| (word.as_str(), *value)))
}

/// The first of each pair with the place of the second in the list; with `both` the second is a key as well.
fn numbered(pairs: &[[String; 2]], both: bool) -> (Phrases<usize>, Vec<String>) {
    let keys = pairs.iter().enumerate().flat_map(|(at, [short, long])| {
        [Some((short.as_str(), at)), both.then_some((long.as_str(), at))].into_iter().flatten()
    });
    (Phrases::new(keys), pairs.iter().map(|[_, long]| long.clone()).collect())
}
