//! What time a figure is about (时期): the year it is of, how many years it covers, and up to when it was counted.

use crate::config::{Config, Times};
use crate::report::{Report, Role as SectionRole, Sentence};
use crate::text::signs::OF;

use super::opening::{greeting, heads_list, introduces, is_item, opening, opens_in, opens_time, sums_up, tells_figure};
use super::standing::{names_one, stands_by_now};
use super::why::PeriodRule;
use super::years::{
    TimeAtEnd, Years, all_several, at_start, compares, last_clause, one, opening_several, opens_with_year, said,
    several, since_plan, spans_plan, summed, time_at_end, to_come, within, years_named,
};

/// The time that the text speaks of at a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// Words of time.
    times: &'a Times,
    /// The year that the report looks back at.
    covers: Option<i32>,
    /// The report's year: what 今年 is.
    year: Option<i32>,
    /// The year to come that the headings over a plan name: what 今年 is there.
    planned: Option<i32>,
    /// The main heading over a plan says that it is for what is left of the report's own year (下半年工作安排).
    same_year: bool,
    /// What the section is for.
    section: SectionRole,
    /// Several years are told of at once: how many, and the last of them.
    several: Option<Years>,
    /// The same as the headings say it, for paragraphs that don't say otherwise.
    headed: Option<Years>,
    /// What a sentence turned its whole main part to: several years (“十四五”时期极不平凡), or back to one (刚刚过去的2025年).
    turned: Option<(Option<u16>, Option<Years>)>,
    /// The headings name two such times: a paragraph that opens with one speaks for those behind it.
    parted: bool,
    /// The paragraph has only greeted so far (各位代表！): the next sentence opens it.
    greeted: bool,
    /// The text looks back, though its section plans.
    looks_back: bool,
    /// It does so for this sentence only.
    aside: bool,
    /// The sentence opens with what comes next (下一步), in a part that does not plan.
    ahead: bool,
    /// The several years that the next paragraph tells of again, where a sentence turned this one to one of them.
    resumed: Option<Years>,
    /// The section and paragraph that this holds for.
    place: (Option<u16>, u32),
}

/// A figure's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    /// The calendar year, the last one where it covers several.
    pub(super) period: Option<i32>,
    /// How many years it covers.
    pub(super) years: u8,
    /// A year to come: the figure is a target wherever it stands.
    pub(super) future: bool,
    /// It is said of the past, wherever it stands (去年, 目前已).
    pub(super) past: bool,
    /// What it was taken from.
    pub(super) rule: PeriodRule,
}

/// What a figure's own words say that bears on its time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OwnWords {
    /// A state at the end of the time (达到, 提高到), not what happened in it.
    pub(super) level: bool,
    /// So much on average in each year.
    pub(super) average: bool,
    /// What the value was before.
    pub(super) previous: bool,
    /// 其中 opens it.
    pub(super) among: bool,
}

/// From this month on a speech plans for the year to come.
const LATE: i8 = 11;

impl<'a> Frame<'a> {
    pub(super) fn new(report: &Report, config: &'a Config) -> Self {
        let covers = report.metadata.covers;
        let year = report.metadata.now();
        Frame {
            times: &config.grammar.times,
            covers,
            year,
            planned: None,
            same_year: false,
            section: SectionRole::Preamble,
            several: None,
            headed: None,
            turned: None,
            parted: false,
            greeted: false,
            looks_back: false,
            aside: false,
            ahead: false,
            resumed: None,
            place: (None, u32::MAX),
        }
    }

    /// Moves to a sentence: headings and the openings of paragraphs say of what time the text speaks.
    pub(super) fn enter(&mut self, report: &Report, config: &Config, sentence: &Sentence) {
        let section = sentence.section.map(|id| id.0);
        if section != self.place.0 || self.place.1 == u32::MAX {
            self.enter_section(report, sentence);
        }
        let opens = self.place.1 != sentence.paragraph || self.greeted;
        let moved = section != self.place.0;
        self.place = (section, sentence.paragraph);
        let words = report.text.folded(sentence.span);
        let words = &words[greeting(words, self.times)..];
        self.greeted = words.is_empty() && opens;
        if self.greeted {
            return;
        }
        let clause = opening(words);
        self.ahead = !self.section.is_ahead() && config.roles.said.opens(clause, NEXT);
        if self.told_aside(clause, opens, moved) {
            return;
        }
        if opens {
            self.several = self.resumed.take().or(self.several);
        }
        let item = is_item(words, self.times);
        if opens && !item && !self.parted {
            self.several = self.headed;
        }
        match self.told(clause, opens) {
            Some(found) => {
                (self.several, self.resumed) = (Some(found), None);
                self.looks_back = self.times.past.any(clause) || self.is_over(found.1);
                if self.looks_back && (self.parted || introduces(words, self.times) || sums_up(words, self.times)) {
                    self.turn(report, sentence, Some(found));
                }
            }
            None if heads_list(words, self.times) => self.turn(report, sentence, None),
            None if self.turns_to_year(clause, config) => {
                let over = sentence.section.is_some_and(|id| report.section(id).level == 1);
                if self.parted && (opens || over) {
                    self.turn(report, sentence, None);
                } else {
                    self.resumed = self.several.take();
                }
            }
            // 2025年四大产业占比提高14个百分点: the year is that figure's own.
            None if self.several.is_some() && tells_figure(clause) => {}
            // 过去一年……。新的一年，……: what is to come follows in the same paragraph.
            None if self.looks_back && !opens && config.roles.said.opens(clause, AHEAD) => self.looks_back = false,
            None if (opens || self.times.just_past.any(clause)) && one(clause, self.times) => {
                self.several = None;
                self.looks_back = said(&self.times.past_year, clause, self.times);
                if self.parted || self.turned.is_some() {
                    self.turn(report, sentence, None);
                }
            }
            // A paragraph that opens on something else in a part that plans has left the past.
            None if opens && !item && !moved && config.roles.turns.any(clause) => self.looks_back = false,
            None => {}
        }
    }

    /// The several years that the clause that opens a sentence turns the text to.
    fn told(&self, clause: &[char], opens: bool) -> Option<Years> {
        let past = self.times.past.any(clause);
        let coming = to_come(clause, self.times).and_then(|years| Some((years, Some(self.covers? + i32::from(years)))));
        let (years, last) = coming.or_else(|| self.so_far(several(clause, self.times)?, clause))?;
        let over = self.is_over(last);
        let said = !compares(clause, self.times)
            && !opens_with_year(clause, self.times)
            && (past || over || opens && (last.is_none() || spans_plan(clause, self.times)));
        (said && (opens || over || at_start(clause, self.times))).then_some((years, last))
    }

    /// Whether several years are over by what the report looks back at.
    fn is_over(&self, last: Option<i32>) -> bool {
        last.is_some_and(|last| Some(last) <= self.covers)
    }

    /// 五年来，……。│2021年，……: whether a sentence speaks of the one year that the report is of, among others of several. Under a heading
    /// of several years alone the year is that figure's own.
    fn turns_to_year(&self, clause: &[char], config: &Config) -> bool {
        let both = self.parted || self.headed.is_none();
        self.several.is_some() && both && self.covers.is_some_and(|year| opens_in(clause, year, &config.grammar))
    }

    /// Turns the rest of the main part to several years, or to one.
    fn turn(&mut self, report: &Report, sentence: &Sentence, times: Option<Years>) {
        self.turned = Some((main_part(report, sentence), times));
        (self.several, self.headed, self.resumed) = (times, times, None);
    }

    /// 过去一年，…… among orders: whether the sentence alone tells of the past. What was told so is over.
    fn told_aside(&mut self, clause: &[char], opens: bool, moved: bool) -> bool {
        if moved || self.aside {
            self.looks_back = false;
        }
        self.aside = !opens && self.plans() && self.times.past_year.at_start(clause).is_some();
        self.looks_back |= self.aside;
        self.aside
    }

    /// Moves to the section of a sentence: its headings say of what time the text speaks until it says otherwise.
    fn enter_section(&mut self, report: &Report, sentence: &Sentence) {
        self.section = sentence.section.map_or(SectionRole::Preamble, |id| report.section(id).role);
        let (mut titles, mut next) = (Vec::new(), sentence.section);
        while let Some(id) = next {
            titles.extend(report.section(id).title.map(|span| report.text.folded(span)));
            next = report.section(id).parent;
        }
        self.resumed = None;
        self.turned = self.turned.filter(|(part, _)| *part == main_part(report, sentence));
        // A heading inside the part that opens with its time (五年来，……) speaks for what stands under it, whatever the part
        // was turned to before.
        let inner = titles.iter().take(titles.len().saturating_sub(1)).find(|title| opens_time(title, self.times));
        if let Some(title) = inner.filter(|_| self.section == SectionRole::Work) {
            self.headed = several(opening(title), self.times);
            self.turned = Some((main_part(report, sentence), self.headed));
            self.parted = false;
        } else {
            self.head(report, sentence, &titles);
        }
        self.several = self.headed;
    }

    /// Takes the time that the headings over a sentence speak of, the innermost first. A heading that names two times says
    /// of neither figure which it is of.
    fn head(&mut self, report: &Report, sentence: &Sentence, titles: &[&[char]]) {
        let mut told: Vec<_> = titles
            .iter()
            .flat_map(|title| all_several(title, self.times).into_iter().filter_map(|found| self.so_far(found, title)))
            .collect();
        if self.section == SectionRole::Outlook {
            told.retain(|(_, last)| *last > self.covers);
            told.extend(self.outlook(report, sentence).filter(|_| told.is_empty()));
        }
        let year = titles.iter().any(|title| one(title, self.times));
        // A speech of December on the year to come calls that one 今年.
        let late = report.metadata.delivered.filter(|day| day.month() >= LATE).map(|day| day.year() + 1);
        let ahead = |year: &i32| self.section.is_ahead() && Some(*year) == late;
        let named = titles.iter().flat_map(|title| years_named(title, self.times)).map(|(year, ..)| year.0);
        self.planned = named.into_iter().find(ahead);
        self.same_year = self.section.is_ahead() && titles.last().is_some_and(|title| self.times.year_rest.any(title));
        let single = !year && told.windows(2).all(|pair| pair[0] == pair[1]);
        let turned = self.turned.and_then(|(_, times)| times);
        self.headed = if self.turned.is_some() { turned } else { told.first().copied().filter(|_| single) };
        self.parted = !told.is_empty() && !single;
    }

    /// The years that a part looks ahead over whose heading does not say them: those that its text names first, or the five of a plan.
    fn outlook(&self, report: &Report, sentence: &Sentence) -> Option<Years> {
        let covers = self.covers?;
        let words = report.text.folded(report.section(sentence.section?).span);
        let words = &words[..words.len().min(400)];
        let named = all_several(words, self.times).into_iter().find(|(_, last)| last.is_some_and(|last| last > covers));
        let coming = to_come(words, self.times).map(|years| (years, Some(covers + i32::from(years))));
        named.or(coming).or(Some((5, Some(covers + 5))))
    }

    /// “十四五”以来 in a report on 2023: the years of the plan up to that one.
    fn so_far(&self, (years, last): Years, words: &[char]) -> Option<Years> {
        let ahead = last.zip(self.covers).map(|(last, covers)| (covers, last - covers));
        match ahead {
            Some((covers, ahead)) if (1..i32::from(years)).contains(&ahead) && since_plan(words, self.times) => {
                Some((u8::try_from(i32::from(years) - ahead).ok()?, Some(covers)))
            }
            _ => Some((years, last)),
        }
    }

    /// Whether figures are targets unless their words say otherwise.
    pub(super) fn plans(&self) -> bool {
        self.ahead || self.section.is_ahead() && !self.looks_back
    }

    /// The same for a figure that says that it is of one year (全年): without the years that the text around it speaks of.
    pub(super) fn within(self, one_year: bool) -> Self {
        if one_year { Frame { several: None, headed: None, ..self } } else { self }
    }

    /// The time of a figure: `before` is its clause before it, nearest year last.
    pub(super) fn time(
        &self,
        before: &[char],
        plan: bool,
        OwnWords { level, average, previous, among }: OwnWords,
    ) -> Time {
        let plan = plan && (self.ahead || !self.looks_back);
        let ahead = i32::from(plan && !self.same_year);
        let default = self.covers.map(|year| year + ahead).or(self.year.filter(|_| plan));
        let rule = if plan { PeriodRule::Planned } else { PeriodRule::Covered };
        let mut time = Time { period: default, years: 1, future: false, past: false, rule };
        let coming = to_come(before, self.times).or_else(|| within(before, self.times).filter(|_| plan));
        let coming = coming.and_then(|years| Some((years, Some(self.covers? + i32::from(years)))));
        let own_several = coming
            .or_else(|| opening_several(before, self.times))
            .or_else(|| several(before, self.times).and_then(|found| self.so_far(found, before)))
            .or_else(|| summed(&before[last_clause(before)..], self.times));
        // 五年新增就业: the five years that the part speaks of.
        let known = |years: u8| {
            self.several.or(self.headed).filter(|(several, _)| *several == years).and_then(|(_, last)| last)
        };
        let own_several = own_several.map(|(years, last)| (years, last.or_else(|| known(years))));
        if let Some((years, last)) = own_several.or(self.several) {
            let planned = plan || last.is_some_and(|last| Some(last) > self.covers);
            time.period = last.or(default);
            time.rule = PeriodRule::Several;
            time.future = planned && last.is_some_and(|last| Some(last) > self.covers) && !plan;
            if !level || average {
                time.years = years;
            }
        }
        // 从2006年20亿元增加到去年的98亿元: the first year is of the first value only.
        let named = years_named(before, self.times).find(|(_, _, from)| previous || !from);
        let relative = self.relative(before).filter(|(_, at)| named.is_none_or(|(_, named, _)| named < *at));
        if let Some((year, _, target)) =
            named.filter(|_| relative.is_none()).map(|(named, at, _)| (named.0, at, named.1))
        {
            time.period = Some(year);
            time.rule = PeriodRule::Named;
            time.years = match self.several.or(self.headed) {
                // 今后五年……。到2026年，……年均增长7%: of all the years up to that one.
                Some((years, Some(last))) if average && last == year && own_several.is_none() => years,
                // “十三五”期间31个，其中2020年7个: the clause names one year and no more.
                _ if own_several.is_none() || among && names_one(&before[last_clause(before)..], self.times) => 1,
                _ => time.years,
            };
            time.future = self.covers.is_some_and(|covers| year > covers) && target && !plan;
            time.past = plan && self.year.is_some_and(|now| year < now);
        } else if let Some((year, _)) = relative {
            time.period = Some(year);
            time.rule = PeriodRule::Near;
            time.years = if own_several.is_some() { time.years } else { 1 };
            time.past = plan && Some(year) < self.year;
        } else if plan && stands_by_now(before, self.times) {
            time.period = self.covers;
            time.rule = PeriodRule::Now;
            time.past = true;
        }
        time
    }

    /// The time of a figure that is of a year.
    pub(super) fn in_year(&self, year: i32) -> Time {
        let past = self.plans() && self.covers.is_some_and(|covers| year <= covers);
        Time { period: Some(year), years: 1, future: false, past, rule: PeriodRule::Named }
    }

    /// 去年, 今年, 明年 as a calendar year with its place, where they are not what something is compared with.
    fn relative(&self, before: &[char]) -> Option<(i32, usize)> {
        let year = self.year?;
        (0..before.len()).rev().find_map(|at| {
            let (_, shift) = self.times.near.at_start(&before[at..])?;
            let compared = at > 0 && self.times.compares_near.has(before[at - 1]);
            let now = self.planned.filter(|_| shift == 0).unwrap_or(year);
            (!compared).then_some((now + i32::try_from(shift).ok()?, at))
        })
    }

    /// When a value was that another is told beside: in the year that stands right before it (比1980年的), so many years ago,
    /// in the years of a plan that is over, or in the year before that of `time`.
    pub(super) fn previous(&self, words: &[char], mut time: Time) -> Time {
        let near = self.times.near.at_end(words.strip_suffix(&[OF]).unwrap_or(words));
        let near = near.and_then(|(_, shift)| Some(self.year? + i32::try_from(shift).ok()?));
        let (period, years, rule) = match time_at_end(words, self.times) {
            _ if near.is_some() => (near, 1, PeriodRule::Near),
            Some(TimeAtEnd::Year(year)) => (Some(year), 1, PeriodRule::Named),
            Some(TimeAtEnd::Ago(years)) => (self.covers.map(|year| year - i32::from(years)), 1, PeriodRule::Named),
            Some(TimeAtEnd::Plan(last, years)) => (Some(last), years, PeriodRule::Several),
            // What something rose from is a state, though it took years to rise.
            None if years_named(words, self.times).next().is_some() => (time.period, 1, time.rule),
            None => (self.before(time), 1, PeriodRule::YearBefore),
        };
        (time.period, time.years, time.rule) = (period, years, rule);
        time
    }

    /// The year before the one of `time`, or the start of several years.
    fn before(&self, time: Time) -> Option<i32> {
        let back = self.several.map_or(1, |(years, _)| i32::from(years));
        time.period.map(|year| year - back)
    }
}

/// The classes of words that say, where a sentence opens with them, that it is about what is to come.
const AHEAD: &[&str] = &["next", "this_year", "next_year"];

/// Those of them that say so in any part.
const NEXT: &[&str] = &["next", "next_year"];

/// The section of the first level that a sentence stands in.
fn main_part(report: &Report, sentence: &Sentence) -> Option<u16> {
    std::iter::successors(sentence.section, |id| report.section(*id).parent).last().map(|id| id.0)
}
