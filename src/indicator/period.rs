//! What time a figure is about (时期): the year it is of, how many years it covers, and up to when it was counted.

use crate::config::Config;
use crate::quantity::digit;
use crate::report::{Report, Role as SectionRole, Sentence};

use super::years::{
    Years, all_several, at_start, compares, contains, one, opening_several, opens_with_year, several, spans_plan,
    to_come, within, years_named,
};

/// The time that the text speaks of at a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The year that the report looks back at.
    covers: Option<i32>,
    /// The report's year: what 今年 is.
    year: Option<i32>,
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
}

impl Frame {
    pub(super) fn new(report: &Report) -> Self {
        let covers = report.metadata.covers;
        let year = report.metadata.year.max(covers);
        Frame {
            covers,
            year,
            section: SectionRole::Preamble,
            several: None,
            headed: None,
            turned: None,
            parted: false,
            greeted: false,
            looks_back: false,
            place: (None, u32::MAX),
        }
    }

    /// Moves to a sentence: headings and the openings of paragraphs say of what time the text speaks.
    pub(super) fn enter(&mut self, report: &Report, config: &Config, sentence: &Sentence) {
        let section = sentence.section.map(|id| id.0);
        if section != self.place.0 || self.place.1 == u32::MAX {
            self.section = sentence.section.map_or(SectionRole::Preamble, |id| report.section(id).role);
            let mut titles = Vec::new();
            let mut next = sentence.section;
            while let Some(id) = next {
                titles.extend(report.section(id).title.map(|span| report.text.folded(span)));
                next = report.section(id).parent;
            }
            // A heading that names two times says of neither figure which it is of.
            let mut told: Vec<_> = titles.iter().flat_map(|title| all_several(title)).collect();
            if self.section == SectionRole::Outlook {
                told.retain(|(_, last)| *last > self.covers);
                told.extend(self.outlook(report, sentence).filter(|_| told.is_empty()));
            }
            let year = titles.iter().any(|title| one(title));
            let single = !year && told.windows(2).all(|pair| pair[0] == pair[1]);
            self.turned = self.turned.filter(|(part, _)| *part == main_part(report, sentence));
            let turned = self.turned.and_then(|(_, times)| times);
            self.headed = if self.turned.is_some() { turned } else { told.first().copied().filter(|_| single) };
            self.parted = !told.is_empty() && !single;
            self.several = self.headed;
        }
        let opens = self.place.1 != sentence.paragraph || self.greeted;
        let moved = section != self.place.0;
        self.place = (section, sentence.paragraph);
        let words = report.text.folded(sentence.span);
        let greeting = greeting(words);
        let words = &words[greeting..];
        self.greeted = words.is_empty() && opens;
        if self.greeted {
            return;
        }
        let head = &words[..words.len().min(30)];
        let clause = &head[..head.iter().position(|c| matches!(c, ',' | '。' | ';')).unwrap_or(head.len())];
        if moved {
            self.looks_back = false;
        }
        // 一是, —— and the like go on with the time that their introduction speaks of.
        let item = matches!(words, ['—', '—', ..] | ['(', ..])
            || matches!(words, [n, '是' | '要' | '、', ..] if digit(*n).is_some());
        if opens && !item && !self.parted {
            self.several = self.headed;
        }
        let past =
            contains(clause, &['过', '去']) || contains(clause, &['年', '来']) || contains(clause, &['回', '顾']);
        let done = |last: Option<i32>| last.is_some_and(|last| Some(last) <= self.covers);
        let coming = to_come(clause).and_then(|years| Some((years, Some(self.covers? + i32::from(years)))));
        let told = coming.or_else(|| several(clause)).filter(|(_, last)| {
            !compares(clause)
                && !opens_with_year(clause)
                && (past || done(*last) || opens && (last.is_none() || spans_plan(clause)))
        });
        match told.filter(|(_, last)| opens || done(*last) || at_start(clause)) {
            Some(found) => {
                self.several = Some(found);
                self.looks_back = past || done(found.1);
                if self.looks_back && (self.parted || introduces(words) || sums_up(words)) {
                    self.turned = Some((main_part(report, sentence), Some(found)));
                    self.headed = Some(found);
                }
            }
            None if (opens || contains(clause, &['刚', '刚', '过', '去'])) && one(clause) => {
                self.several = None;
                self.looks_back = contains(clause, &['过', '去', '一', '年']) || contains(clause, &['去', '年']);
                if self.parted || self.turned.is_some() {
                    self.turned = Some((main_part(report, sentence), None));
                    self.headed = None;
                }
            }
            // A paragraph that opens on something else in a part that plans has left the past.
            None if opens && !item && !moved && config.roles.turns.any(clause) => self.looks_back = false,
            None => {}
        }
    }

    /// The years that a part speaks of which looks ahead over several and does not say so in its heading: those that its
    /// text names first, or the five of a plan.
    fn outlook(&self, report: &Report, sentence: &Sentence) -> Option<Years> {
        let covers = self.covers?;
        let words = report.text.folded(report.section(sentence.section?).span);
        let words = &words[..words.len().min(400)];
        let named = all_several(words).into_iter().find(|(_, last)| last.is_some_and(|last| last > covers));
        let coming = to_come(words).map(|years| (years, Some(covers + i32::from(years))));
        named.or(coming).or(Some((5, Some(covers + 5))))
    }

    /// Whether figures are targets unless their words say otherwise.
    pub(super) fn plans(&self) -> bool {
        self.section.is_ahead() && !self.looks_back
    }

    /// The same for a figure that says that it is of one year (全年): without the years that the text around it speaks of.
    pub(super) fn within(self, one_year: bool) -> Self {
        if one_year { Frame { several: None, headed: None, ..self } } else { self }
    }

    /// The time of a figure: `before` is its clause before it, nearest year last; `level` where it is a state at the end
    /// of the time (达到, 提高到), not what happened in it.
    pub(super) fn time(&self, before: &[char], plan: bool, level: bool, average: bool, previous: bool) -> Time {
        let plan = plan && !self.looks_back;
        let default = if plan { self.covers.map(|year| year + 1).or(self.year) } else { self.covers };
        let mut time = Time { period: default, years: 1, future: false, past: false };
        let coming = to_come(before).or_else(|| within(before).filter(|_| plan));
        let coming = coming.and_then(|years| Some((years, Some(self.covers? + i32::from(years)))));
        let own_several =
            coming.or_else(|| opening_several(before)).or_else(|| several(before)).filter(|_| !compares(before));
        // 五年新增就业: the five years that the part speaks of.
        let known = |years: u8| {
            self.several.or(self.headed).filter(|(several, _)| *several == years).and_then(|(_, last)| last)
        };
        let own_several = own_several.map(|(years, last)| (years, last.or_else(|| known(years))));
        if let Some((years, last)) = own_several.or(self.several) {
            let planned = plan || last.is_some_and(|last| Some(last) > self.covers);
            time.period = last.or(default);
            time.future = planned && last.is_some_and(|last| Some(last) > self.covers) && !plan;
            if !level || average {
                time.years = years;
            }
        }
        // 从2006年20亿元增加到去年的98亿元: the first year is of the first value only.
        let named = years_named(before).find(|(_, _, from)| previous || !from);
        let relative = self.relative(before).filter(|(_, at)| named.is_none_or(|(_, named, _)| named < *at));
        if let Some((year, _, target)) =
            named.filter(|_| relative.is_none()).map(|(named, at, _)| (named.0, at, named.1))
        {
            time.period = Some(year);
            time.years = if own_several.is_some() { time.years } else { 1 };
            time.future = self.covers.is_some_and(|covers| year > covers) && target && !plan;
            time.past = plan && self.year.is_some_and(|now| year < now);
        } else if let Some((year, _)) = relative {
            time.period = Some(year);
            time.years = if own_several.is_some() { time.years } else { 1 };
            time.past = plan && Some(year) < self.year;
        } else if plan
            && (contains(before, &['目', '前']) || contains(before, &['已', '达']) || contains(before, &['现', '有']))
        {
            time.period = self.covers;
            time.past = true;
        }
        time
    }

    /// 去年, 今年, 明年 as a calendar year with its place, where they are not what something is compared with.
    fn relative(&self, before: &[char]) -> Option<(i32, usize)> {
        let now = self.year?;
        let words = [
            (['上', '年', '度'].as_slice(), -1),
            (&['去', '年'], -1),
            (&['今', '年'], 0),
            (&['明', '年'], 1),
            (&['前', '年'], -2),
        ];
        (0..before.len()).rev().find_map(|at| {
            let (_, shift) = words.iter().find(|(word, _)| before[at..].starts_with(word))?;
            let compared = at > 0 && matches!(before[at - 1], '比' | '较' | '同' | '与' | '于' | '目' | '从');
            (!compared).then_some((now + shift, at))
        })
    }

    /// The year before the one of `time`, or the start of several years.
    pub(super) fn before(&self, time: Time) -> Option<i32> {
        let back = self.several.map_or(1, |(years, _)| i32::from(years));
        time.period.map(|year| year - back)
    }
}

/// The section of the first level that a sentence stands in.
fn main_part(report: &Report, sentence: &Sentence) -> Option<u16> {
    std::iter::successors(sentence.section, |id| report.section(*id).parent).last().map(|id| id.0)
}

/// Whether a sentence says that what was done follows (主要做了以下工作).
fn introduces(chars: &[char]) -> bool {
    let ends = chars.iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, ':' | '。'));
    ends && ([['以', '下'], ['下', '面'], ['如', '下']].iter().any(|word| contains(chars, word)))
}

/// Whether a sentence says what several years were like as a whole: they are what follows is about.
fn sums_up(chars: &[char]) -> bool {
    let head = &chars[..chars.len().min(60)];
    [['不', '平', '凡'], ['不', '寻', '常'], ['的', '五', '年']].iter().any(|word| contains(head, word))
}

/// The length of a greeting at the start (各位代表，): it opens a paragraph and says nothing of its time.
fn greeting(words: &[char]) -> usize {
    let blank = words.iter().take_while(|c| c.is_whitespace()).count();
    match &words[blank..] {
        ['各', '位', '代' | '委' | '同' | '来', ..] => words
            .iter()
            .position(|c| matches!(c, ',' | '!' | ':' | '。'))
            .map_or(0, |at| at + 1 + words[at + 1..].iter().take_while(|c| c.is_whitespace()).count()),
        _ => blank,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_says_nothing_of_time() {
        let chars: Vec<char> = "各位代表,过去五年".chars().collect();
        assert_eq!(greeting(&chars), 5);
        assert_eq!(greeting(&chars[5..]), 0);
    }
}
