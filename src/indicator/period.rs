//! What time a figure is about (时期): the year it is of, how many years it covers, and up to when it was counted.

use crate::config::Config;
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
            let told: Vec<_> = titles.iter().flat_map(|title| all_several(title)).collect();
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

    /// Whether figures are targets unless their words say otherwise.
    pub(super) fn plans(&self) -> bool {
        self.section == SectionRole::Plan && !self.looks_back
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

/// 2025年是“十四五”收官之年: the clause is about the year, whatever else it names.
fn opens_with_year(clause: &[char]) -> bool {
    let opening = &clause[..clause.len().min(12)];
    let year = (0..opening.len().saturating_sub(4))
        .find(|&at| opening[at..at + 4].iter().all(char::is_ascii_digit) && opening[at + 4] == '年');
    // 2021年以来的五年: the year is where several begin.
    year.is_some_and(|at| {
        several(&clause[..at]).is_none() && !matches!(clause.get(at + 5), Some('以' | '-' | '—' | '至' | '到'))
    })
}

/// Whether a time of several years stands at the very start: 五年来, 过去五年, “十四五”时期.
fn at_start(clause: &[char]) -> bool {
    several(&clause[..clause.len().min(10)]).is_some()
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

/// Five years told of at once (五年来, “十三五”时期, 三年累计, 近5年): how many, and the last one where the words say it.
fn several(chars: &[char]) -> Option<Years> {
    for at in 0..chars.len() {
        // 四十五年来, 二〇一五年共: the digit is the end of a longer number.
        let ends_number =
            at > 0 && (chars[at - 1] == '十' || chars[at - 1].is_ascii_digit() || digit(chars[at - 1]).is_some());
        match &chars[at..] {
            [_, '年', ..] if ends_number => {}
            [n, '年', '来' | '间' | '累' | '年' | '工' | '共' | '内' | '总', ..]
            | ['去' | '这' | '近', n, '年', ..]
            | ['去', '的', n, '年', ..] => {
                if let Some(years) = few(*n) {
                    return Some((years, None));
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

/// 今后五年, 未来3年: years to come, and how many.
fn to_come(chars: &[char]) -> Option<u8> {
    (0..chars.len()).find_map(|at| match &chars[at..] {
        ['今', '后', n, '年', ..] | ['未', '来', n, '年', ..] | ['下', '一', '个', n, '年', ..] => few(*n),
        _ => None,
    })
}

/// 三年内: within so many years from now on, in a part that plans.
fn within(chars: &[char]) -> Option<u8> {
    (0..chars.len()).find_map(|at| match &chars[at..] {
        [n, '年', '内' | '之', ..] if at == 0 || few(chars[at - 1]).is_none() && chars[at - 1] != '十' => few(*n),
        _ => None,
    })
}

/// A number of years from two to nine, in either sort of digits.
fn few(c: char) -> Option<u8> {
    let number = c.to_digit(10).map(i64::from).or_else(|| digit(c))?;
    u8::try_from(number).ok().filter(|n| (2..=9).contains(n))
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
        [n, '年', behind @ ..] if *n == '十' || few(*n).is_some() => (*n, behind),
        _ => return None,
    };
    let years = if n == '十' { 10 } else { few(n)? };
    // 五年淘汰产能, 五年增长; not 五年规划, 三年行动, 一年期.
    let word = matches!(
        behind,
        [
            '来' | '级'
                | '期'
                | '度'
                | '龄'
                | '规'
                | '计'
                | '行'
                | '内'
                | '以'
                | '之'
                | '制'
                | '前'
                | '后'
                | '间'
                | '末'
                | '底'
                | '的'
                | '未'
                | '过'
                | '攻'
                | '一'
                | '试',
            ..
        ] | []
    );
    (!word && crate::text::is_han(behind[0])).then_some((years, None))
}

/// “十四五”时期, 今后五年: the words speak of the whole time of a plan, not of the plan (规划, 开局).
fn spans_plan(chars: &[char]) -> bool {
    [['时', '期'], ['期', '间'], ['以', '来'], ['今', '后'], ['未', '来']].iter().any(|word| contains(chars, word))
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
            | ['的' | '这', '五', '年', ..]
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
    years_named(chars).next().map(|(named, _, _)| named)
}

/// The calendar years named, the last first: each with whether it is to be reached, its place, and whether it is where
/// a change begins (从2006年的).
fn years_named(chars: &[char]) -> impl Iterator<Item = ((i32, bool), usize, bool)> + '_ {
    (0..chars.len().saturating_sub(4)).rev().filter_map(|at| {
        let ['年', ..] = chars[at + 4..] else { return None };
        let year = calendar_year(&chars[at..at + 4])?;
        let before = at.checked_sub(1).map_or('\0', |at| chars[at]);
        let after = &chars[at + 5..];
        let compared =
            matches!(before, '比' | '较' | '与' | '同') || matches!(after, ['以', '来', ..] | ['以', '前', ..]);
        let running = before.is_ascii_digit() || matches!(before, '-' | '—' | '~');
        let target = matches!(before, '到' | '至' | '在') || !matches!(after, ['的', ..]);
        (!compared && !running).then_some(((year, target), at, matches!(before, '从' | '由' | '自')))
    })
}

fn calendar_year(digits: &[char]) -> Option<i32> {
    let year: Option<i32> = digits.iter().map(|c| c.to_digit(10)).try_fold(0, |n, d| Some(n * 10 + d? as i32));
    year.filter(|year| (1949..=2100).contains(year))
}

/// 比2020年增长30%: the year that a change is measured against, in the last clause.
pub(super) fn year_against(chars: &[char]) -> Option<i32> {
    let from = chars.iter().rposition(|c| matches!(c, ',' | ';' | '。' | '、')).map_or(0, |at| at + 1);
    let clause = &chars[from..];
    (1..clause.len().saturating_sub(4))
        .rev()
        .filter(|&at| clause[at + 4] == '年' && matches!(clause[at - 1], '比' | '较'))
        .find_map(|at| calendar_year(&clause[at..at + 4]))
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
        assert_eq!(year_against(&chars("收入增长,产值比2016年")), Some(2016));
        assert_eq!(several(&chars("近5年")), Some((5, None)));
        assert_eq!(to_come(&chars("今后三年,")), Some(3));
        assert_eq!(within(&chars("两年内")), Some(2));
        assert_eq!(span_at_start(&chars("五年淘汰")), Some((5, None)));
        assert_eq!(span_at_start(&chars("五年规划")), None);
        assert!(opens_with_year(&chars("2025年是“十四五”规划收官之年")));
        assert!(!opens_with_year(&chars("“十四五”时期")));
        assert_eq!(greeting(&chars("各位代表,过去五年")), 5);
    }
}
