//! What time a figure is about (时期): the year it is of, how many years it covers, and up to when it was counted.

use crate::quantity::digit;

use crate::report::{Report, Role as SectionRole, Sentence};

/// Several years told of at once: how many, and the last of them where the words say it.
type Years = (u8, Option<i32>);

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
    /// The same as a sentence says it that introduces all that follows in its main part (五年来，主要做了以下工作).
    introduced: Option<(Option<u16>, Years)>,
    /// The headings name two such times: a paragraph that opens with one speaks for those behind it.
    parted: bool,
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
            introduced: None,
            parted: false,
            looks_back: false,
            place: (None, u32::MAX),
        }
    }

    /// Moves to a sentence: headings and the openings of paragraphs say of what time the text speaks.
    pub(super) fn enter(&mut self, report: &Report, sentence: &Sentence) {
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
            let told: Vec<_> = titles.iter().flat_map(|title| all_several(title)).collect();
            let single = !titles.iter().any(|title| one(title)) && told.windows(2).all(|pair| pair[0] == pair[1]);
            self.introduced = self.introduced.filter(|(part, _)| *part == main_part(report, sentence));
            let introduced = self.introduced.map(|(_, times)| times);
            self.headed = told.first().copied().filter(|_| single).or(introduced);
            self.parted = told.windows(2).any(|pair| pair[0] != pair[1]) && !titles.iter().any(|title| one(title));
            self.several = self.headed;
        }
        let opens = self.place.1 != sentence.paragraph;
        let moved = section != self.place.0;
        self.place = (section, sentence.paragraph);
        let words = report.text.folded(sentence.span);
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
        match several(clause).filter(|(_, last)| {
            !compares(clause) && (opens && (past || last.is_none() || spans_plan(clause)) || done(*last))
        }) {
            Some(found) => {
                self.several = Some(found);
                self.looks_back = past || done(found.1);
                if self.looks_back && introduces(words) {
                    self.introduced = Some((main_part(report, sentence), found));
                    self.headed = Some(found);
                }
            }
            None if opens && one(clause) => {
                self.several = None;
                self.looks_back = contains(clause, &['过', '去', '一', '年']) || contains(clause, &['去', '年']);
            }
            // A paragraph that opens on something else in a part that plans has left the past.
            None if opens && !item && !moved && intends(clause) => self.looks_back = false,
            None => {}
        }
    }

    /// Whether figures are targets unless their words say otherwise.
    pub(super) fn plans(&self) -> bool {
        self.section == SectionRole::Plan && !self.looks_back
    }

    /// The time of a figure: `before` is its clause before it, nearest year last; `level` where it is a state at the end
    /// of the time (达到, 提高到), not what happened in it.
    pub(super) fn time(&self, before: &[char], plan: bool, level: bool, average: bool) -> Time {
        let plan = plan && !self.looks_back;
        let default = if plan { self.covers.map(|year| year + 1).or(self.year) } else { self.covers };
        let mut time = Time { period: default, years: 1, future: false, past: false };
        let own_several = opening_several(before).or_else(|| several(before)).filter(|_| !compares(before));
        if let Some((years, last)) = own_several.or(self.several) {
            let planned = plan || last.is_some_and(|last| Some(last) > self.covers);
            time.period = last.or(default);
            time.future = planned && last.is_some_and(|last| Some(last) > self.covers) && !plan;
            if !level || average {
                time.years = years;
            }
        }
        if let Some((year, target)) = year_named(before) {
            time.period = Some(year);
            time.years = if own_several.is_some() { time.years } else { 1 };
            time.future = self.covers.is_some_and(|covers| year > covers) && target && !plan;
            time.past = plan && self.year.is_some_and(|now| year < now);
        } else if let Some(year) = self.relative(before) {
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

    /// 去年, 今年, 明年 as a calendar year, where they are not what something is compared with.
    fn relative(&self, before: &[char]) -> Option<i32> {
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
            (!compared).then_some(now + shift)
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

fn contains(chars: &[char], word: &[char]) -> bool {
    chars.windows(word.len()).any(|window| window == word)
}

/// All times of several years that a heading names.
fn all_several(chars: &[char]) -> Vec<Years> {
    let mut found: Vec<Years> =
        (0..chars.len()).filter_map(|at| plan_period(&chars[at..]).map(|last| (5, Some(last)))).collect();
    if found.is_empty() {
        found.extend(several(chars));
    }
    found
}

/// Five years told of at once (五年来, “十三五”时期, 三年累计): how many, and the last one where the words say it.
fn several(chars: &[char]) -> Option<Years> {
    for at in 0..chars.len() {
        // 四十五年来, 二〇一五年共: the digit is the end of a longer number.
        let ends_number =
            at > 0 && (chars[at - 1] == '十' || chars[at - 1].is_ascii_digit() || digit(chars[at - 1]).is_some());
        match &chars[at..] {
            [_, '年', ..] if ends_number => {}
            [n, '年', '来' | '间' | '累' | '年' | '工' | '共' | '内' | '总', ..]
            | ['去', n, '年', ..]
            | ['这', n, '年', ..]
            | ['去', '的', n, '年', ..] => {
                if let Some(years) = digit(*n).filter(|n| (2..=9).contains(n)) {
                    return Some((years as u8, None));
                }
            }
            _ => {}
        }
        if let Some(last) = plan_period(&chars[at..]) {
            return Some((5, Some(last)));
        }
    }
    None
}

/// 五年增长30%，十年增加5万亿元: the span that the last clause opens with.
fn opening_several(chars: &[char]) -> Option<Years> {
    // 十年增加5万亿元、年均增长6%: what 、 joins is told of the same span.
    [&[',', ';', '。', '、'] as &[char], &[',', ';', '。']].iter().find_map(|stops| {
        let from = chars.iter().rposition(|c| stops.contains(c)).map_or(0, |at| at + 1);
        span_at_start(&chars[from..])
    })
}

/// 五年增长, 十年累计: a span of years with what went on in it.
fn span_at_start(clause: &[char]) -> Option<Years> {
    let (n, behind) = match clause {
        [n, '年', behind @ ..] if *n == '十' || digit(*n).is_some() => (*n, behind),
        _ => return None,
    };
    let years = if n == '十' { 10 } else { digit(n).filter(|n| (2..=9).contains(n))? };
    let change = matches!(behind, ['年', '均', ..] | ['平', '均', ..] | ['增' | '提' | '减' | '下' | '上' | '累', ..]);
    change.then_some((years as u8, None))
}

/// “十四五”时期: the words speak of the whole time of a plan, not of the plan (规划, 开局).
fn spans_plan(chars: &[char]) -> bool {
    [['时', '期'], ['期', '间'], ['以', '来']].iter().any(|word| contains(chars, word))
}

/// Words that turn to what is to come.
fn intends(chars: &[char]) -> bool {
    ["今年", "要", "将", "继续", "加快", "推进", "坚持", "做好", "着力", "今后", "未来"].iter().any(|word| {
        let word: Vec<char> = word.chars().collect();
        contains(chars, &word)
    })
}

/// “十三五” as the last year of that plan: 2020. Source: the numbering of five-year plans, the tenth being 2001 to 2005.
fn plan_period(chars: &[char]) -> Option<i32> {
    let (number, rest) = match chars {
        ['十', '五', '五', rest @ ..] => (15, rest),
        ['十', n, '五', rest @ ..] => (10 + digit(*n)?, rest),
        _ => return None,
    };
    let number = i32::try_from(number).ok()?;
    let rest = rest.strip_prefix(&['”']).or_else(|| rest.strip_prefix(&['"'])).unwrap_or(rest);
    let spans = matches!(
        rest,
        ['时', '期', ..]
            | ['期', '间', ..]
            | ['以', '来', ..]
            | ['规', '划', ..]
            | ['发', '展', ..]
            | ['主', '要', ..]
            | ['目', '标', ..]
            | ['末', ..]
            | ['未', ..]
            | ['收', '官', ..]
            | ['累', ..]
            | ['五', '年', ..]
    );
    spans.then_some(1955 + number * 5)
}

/// Whether the words name a single year or the one past.
fn one(chars: &[char]) -> bool {
    year_named(chars).is_some()
        || contains(chars, &['过', '去', '一', '年'])
        || contains(chars, &['一', '年', '来'])
        || contains(chars, &['去', '年'])
        || contains(chars, &['今', '年'])
}

fn compares(chars: &[char]) -> bool {
    chars.iter().any(|c| matches!(c, '比' | '较'))
}

/// The last calendar year named, for headings of tables.
pub(super) fn year_of(chars: &[char]) -> Option<i32> {
    year_named(chars).map(|(year, _)| year)
}

/// The last calendar year named that is not what something is compared with or the number of a plan; and whether it is
/// one to be reached (到2020年).
fn year_named(chars: &[char]) -> Option<(i32, bool)> {
    for at in (0..chars.len().saturating_sub(4)).rev() {
        let ['年', ..] = chars[at + 4..] else { continue };
        let digits: Option<i32> =
            chars[at..at + 4].iter().map(|c| c.to_digit(10)).try_fold(0, |n, d| Some(n * 10 + d? as i32));
        let Some(year) = digits.filter(|year| (1949..=2100).contains(year)) else { continue };
        let before = at.checked_sub(1).map_or('\0', |at| chars[at]);
        let after = &chars[at + 5..];
        let compared =
            matches!(before, '比' | '较' | '与' | '同') || matches!(after, ['以', '来', ..] | ['以', '前', ..]);
        let running = before.is_ascii_digit() || matches!(before, '-' | '—' | '~');
        if compared || running {
            continue;
        }
        return Some((year, matches!(before, '到' | '至' | '在') || !matches!(after, ['的', ..])));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::asof::asof;
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    #[test]
    fn what_time_words_say() {
        for (text, found) in [
            ("截至11月份,审查", Some("截至11月份")),
            ("截至2017年11月底,全市", Some("截至2017年11月底")),
            ("截至目前,", Some("截至目前")),
            ("1-11月,共受理", Some("1-11月")),
            ("年末城镇登记失业率", Some("年末")),
            ("年底前完成", None),
            ("比年初", None),
        ] {
            assert_eq!(asof(&chars(text)).as_deref(), found, "{text}");
        }
        assert_eq!(several(&chars("五年来,")), Some((5, None)));
        assert_eq!(several(&chars("“十三五”时期")), Some((5, Some(2020))));
        assert_eq!(year_named(&chars("到2020年,覆盖率")), Some((2020, true)));
        assert_eq!(year_named(&chars("比2020年分别")), None);
    }
}
