//! Names with a number in them and what they name (“三大经济”与林下经济、会展经济、庭院经济): a row right before the name, a row elsewhere
//! of which each ends as the name does, and rules that follow a colon.

use std::collections::BTreeSet;

use rust_decimal::prelude::ToPrimitive;

use super::Check;
use super::names::{LONGEST, row_start, told};
use super::points::{Counted, MOST, Number, items, numbers};
use crate::config::{Config, Ties};
use crate::corpus::Entry;
use crate::indicator::Role;
use crate::quantity::digit;
use crate::report::Sentence;
use crate::text::{Span, is_han};

/// Checks the numbered names of one report.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let mut checks = Vec::new();
    let (mut asked, mut seen) = (0, BTreeSet::new());
    for sentence in &entry.report.sentences {
        let chars = entry.report.text.folded(sentence.span);
        for name in named(chars, &config.ties) {
            // A name is spelled out once, however often it is told.
            let own = (name.number.value, &chars[name.noun.0..name.noun.1]);
            if seen.contains(&own) {
                continue;
            }
            let found = before(chars, &name, config)
                .or_else(|| figures(entry, sentence, chars, &name, &config.ties))
                .or_else(|| ruled(chars, &name))
                .or_else(|| ends(entry, sentence, chars, &name))
                .or_else(|| before_it(chars, &name, entry, sentence))
                .or_else(|| {
                    asked += 1;
                    (asked <= ASKED).then(|| elsewhere(entry, sentence, chars, &name, &config.ties)).flatten()
                });
            let check = found.and_then(|found| told(report, sentence.span.start, &name.number, &found));
            if check.is_some() {
                seen.insert(own);
                checks.extend(check);
            }
        }
    }
    checks
}

/// The figures of the sentence before: 货币增长目标17%，新增贷款7.5万亿元。这两个指标…….
fn figures(entry: &Entry, sentence: &Sentence, chars: &[char], name: &Name, ties: &Ties) -> Option<Counted> {
    let (from, to) = name.noun;
    let called = ties.figures.at_start(&chars[from..to]).is_some();
    let pointed = ties.pointing.at_end(&chars[..name.number.start]).is_some();
    if !called || !pointed {
        return None;
    }
    let told = entry.indicators.iter().filter(|one| one.quote.end <= sentence.span.start);
    let last = told.clone().map(|one| one.quote).next_back()?;
    let near = sentence.span.start - last.end <= NEXT;
    let found = told.filter(|one| one.quote == last && one.role != Role::Previous).count();
    (near && found as u32 == name.number.value).then(|| counted(found))
}

/// So few characters part two sentences that follow each other.
const NEXT: u32 = 4;

/// So many names of one report are looked for elsewhere.
const ASKED: usize = 300;

/// A name with a number in it: 三大经济, “五化”, “双提升”.
struct Name {
    number: Number,
    /// Where what it names begins and ends.
    noun: (usize, usize),
    /// Where its quotation mark stands.
    quoted: Option<usize>,
    /// Whether a counter stands behind its number.
    counted: bool,
}

fn named(chars: &[char], ties: &Ties) -> Vec<Name> {
    // 双提升: both of two.
    let both = |start: usize| {
        let opens = start > 0 && chars[start - 1] == '“' && ties.both.has(chars[start]);
        opens.then(|| Number { value: 2, start, end: start + 1 })
    };
    let pairs = (0..chars.len()).filter_map(both);
    let all = numbers(chars).into_iter().filter(|number| (2..=MOST).contains(&number.value)).chain(pairs);
    let name = |number: Number| {
        let (len, ()) = ties.name_counters.at_start(&chars[number.end..]).unwrap_or_default();
        let from = number.end + len;
        let to = from + chars[from..].iter().take(NOUN).take_while(|c| is_han(**c)).count();
        let open = chars[..number.start].iter().rposition(|c| matches!(c, '“' | '”' | '。' | ','));
        let closed = chars.get(to) == Some(&'”');
        let quoted = open.filter(|at| chars[*at] == '“' && number.start - at <= NOUN && closed);
        // 约法三章: the counter is what is counted.
        let noun = if to > from { (from, to) } else { (number.end, to) };
        let named = to > from && len > 0 || quoted.is_some();
        (named && noun.1 > noun.0).then_some(Name { number, noun, quoted, counted: len > 0 && to > from })
    };
    all.filter_map(name).collect()
}

/// So long is the noun of such a name at most.
const NOUN: usize = 6;

fn counted(found: usize) -> Counted {
    let found = found.to_u32().unwrap_or(u32::MAX);
    Counted { found, most: found, strict: false, parts: Vec::new(), what: ["列出的名称", "the names"] }
}

/// The row right before what each of it brought about: 甲、乙、丙、丁实现“四个翻番”.
fn before(chars: &[char], name: &Name, config: &Config) -> Option<Counted> {
    let quote = name.quoted?;
    // Without a word between three make a row: 责任、政策、帮扶“三个不摘”; but 全面、直接、双向“三通”, 甲、乙和“三个代表”.
    let (long, joins) = (name.counted || name.noun.1 - name.noun.0 > 1, config.ties.joins.at_end(&chars[..quote]));
    let direct = name.number.value > 2 && long && joins.is_none();
    let brings = config.ties.brings.at_end(&chars[..quote]).map(|(len, ())| len);
    let end = quote - brings.or(direct.then_some(0))?;
    let row = items(&chars[row_start(chars, end)..end]);
    let name_sign = |c: &char| is_han(*c) || c.is_ascii_alphabetic();
    let plain = |item: &&[char]| (1..=LONGEST).contains(&item.len()) && item.iter().all(name_sign);
    let is_row = row.len() > 1 && row.iter().all(plain);
    let last = row.last()?;
    let joined = (brings.is_some() || name.counted)
        && (1..last.len().saturating_sub(1)).any(|at| config.ties.joins.at_start(&last[at..]).is_some());
    let found = row.len() + usize::from(joined && row.len() as u32 + 1 == name.number.value);
    (is_row && found as u32 == name.number.value).then(|| counted(found))
}

/// The rules behind the colon of a name in quotation marks: “约法三章”：甲，乙，丙。
fn ruled(chars: &[char], name: &Name) -> Option<Counted> {
    name.quoted?;
    let behind = chars[name.noun.1 + 1..].strip_prefix(&[':'])?;
    let behind = &behind[..behind.iter().position(|c| matches!(c, '。' | ':')).unwrap_or(behind.len())];
    let mark = if behind.contains(&';') { ';' } else { ',' };
    let rules: Vec<&[char]> = behind.split(|c| *c == mark).collect();
    let full = rules.iter().all(|rule| rule.len() >= RULE);
    (rules.len() > 2 && full && rules.len() as u32 == name.number.value).then(|| counted(rules.len()))
}

/// The clauses behind a name, each of which ends with its sign and a word, “五新”，引育新主体……；拓展新市场……, or with all that it
/// names: 六大提升行动。实施交通设施提升行动……。实施片区更新提升行动…….
fn ends(entry: &Entry, sentence: &Sentence, chars: &[char], name: &Name) -> Option<Counted> {
    let ((from, to), report) = (name.noun, &entry.report);
    if name.number.value <= 2 {
        return None;
    }
    let start = sentence.span.start + to as u32;
    let words: BTreeSet<&[char]> = match name.quoted {
        Some(open) if open + 1 == name.number.start && !name.counted && to - from == 1 => {
            let end = report.paragraphs.get(sentence.paragraph as usize)?.span.end;
            let behind = report.text.folded(Span::new(start.min(end), end));
            let clauses = behind.split(|c| !is_han(*c)).filter(|clause| (ENDS..=CLAUSE).contains(&clause.len()));
            clauses.map(|clause| &clause[clause.len() - ENDS..]).filter(|end| end[0] == chars[from]).collect()
        }
        None if name.counted && to - from >= ENDS => {
            let end = sentence.section.map_or(report.body.end, |id| report.section(id).span.end);
            let behind = report.text.folded(Span::new(start, end.clamp(start, start.saturating_add(BEHIND))));
            let noun = &chars[from..to];
            // 坚持四项基本原则 is no one of them.
            let by_itself = |before: &[char]| before.iter().rev().take(2).any(|c| digit(*c).is_some());
            let clauses = behind.split(|c| !is_han(*c)).filter(|clause| clause.len() > noun.len());
            clauses.filter(|clause| clause.strip_suffix(noun).is_some_and(|before| !by_itself(before))).collect()
        }
        _ => return None,
    };
    (words.len() as u32 == name.number.value).then(|| counted(words.len()))
}

/// So many characters behind such a name are looked at.
const BEHIND: u32 = 1_500;

/// How long a word is that is told twice for its name, and how far before it.
const LONG: usize = 4;
const RIGHT_BEFORE: u32 = 150;

/// The clauses before a name that each have its words: 生产总值稳居上游、居民收入稳居上游……“两个稳居”.
fn before_it(chars: &[char], name: &Name, entry: &Entry, sentence: &Sentence) -> Option<Counted> {
    let open = name.quoted?;
    let (from, to) = name.noun;
    // Two words of two signs are told twice by chance.
    let long = to - from >= LONG || name.number.value > 2 && to - from > 1;
    if !name.counted || open + 1 != name.number.start || !long {
        return None;
    }
    let noun = &chars[from..to];
    let end = sentence.span.start + open as u32;
    let start =
        entry.report.paragraphs.get(sentence.paragraph as usize)?.span.start.max(end.saturating_sub(RIGHT_BEFORE));
    let clauses = entry.report.text.folded(Span::new(start, end)).split(|c| !is_han(*c));
    let found = clauses.filter(|clause| clause.windows(noun.len()).any(|part| part == noun)).count();
    (found as u32 == name.number.value).then(|| counted(found))
}

/// How long a word is with the sign before it, and how long a clause at most that tells no more.
const ENDS: usize = 3;
const CLAUSE: usize = 10;

/// How long a rule is at least.
const RULE: usize = 4;

/// A row elsewhere of as many as the name says, of which each ends with its noun: 林下经济、会展经济、庭院经济 for “三大经济”. Two, and a
/// noun of one sign, are only looked for where the name is quoted.
fn elsewhere(entry: &Entry, sentence: &Sentence, chars: &[char], name: &Name, ties: &Ties) -> Option<Counted> {
    let (from, to) = name.noun;
    let wanted = name.number.value;
    let pointed = ties.pointing.at_end(&chars[..name.number.start]).is_some();
    let nouns: Vec<&[char]> = match (name.quoted, name.counted) {
        (Some(_), false) if to - from == 1 && wanted > 3 => vec![&chars[from..to]],
        (Some(open), true) if to - from > 1 && (wanted > 2 || open + 1 == name.number.start) => vec![&chars[from..to]],
        (None, true) if wanted > 2 || pointed => (from + 2..=to).rev().map(|end| &chars[from..end]).collect(),
        _ => return None,
    };
    let (before, after) = if pointed { (POINTED, 0) } else { (AROUND, AROUND) };
    // What is no name in quotation marks may be anything of that noun further off: its row is in its own section.
    let own = sentence.section.filter(|_| name.quoted.is_none() && !pointed);
    let body = own.map_or(entry.report.body, |id| entry.report.section(id).span);
    let start = sentence.span.start.saturating_sub(before).max(body.start.min(sentence.span.start));
    let end = sentence.span.end.saturating_add(after).min(body.end).max(sentence.span.end);
    let around = entry.report.text.folded(Span::new(start, end));
    let clauses = || around.split(|c| !is_han(*c) && *c != '、' && !c.is_ascii_alphanumeric());
    let found = nouns.into_iter().any(|noun| clauses().any(|clause| runs(clause, noun, ties).any(|run| run == wanted)));
    found.then(|| counted(wanted as usize))
}

/// How far around a name the row is looked for; how far before 这两大战略.
const AROUND: u32 = 30_000;
const POINTED: u32 = 600;

/// How many members each row of a clause has of which every one ends with a noun.
fn runs<'a>(clause: &'a [char], noun: &'a [char], ties: &'a Ties) -> impl Iterator<Item = u32> {
    let mut found = Vec::new();
    // A clause without the noun has none.
    if clause.windows(noun.len()).filter(|words| *words == noun).count() < 2 {
        return found.into_iter();
    }
    let mut run = 0;
    let mut rest = clause;
    while !rest.is_empty() {
        let mark = (0..rest.len()).find_map(|at| {
            if rest[at] == '、' { Some((at, 1)) } else { ties.joins.at_start(&rest[at..]).map(|(len, ())| (at, len)) }
        });
        let (end, next) = mark.map_or((rest.len(), rest.len()), |(at, len)| (at, at + len));
        let item = &rest[..end];
        let place = (1..item.len()).find(|at| item[*at..].starts_with(noun));
        match place {
            Some(at) if at + noun.len() == item.len() => run += 1,
            // The last of a row runs on: 做强甲产业、乙产业集群.
            Some(_) if run > 0 => {
                found.push(run + 1);
                run = 0;
            }
            _ => {
                found.push(run);
                run = 0;
            }
        }
        rest = &rest[next..];
    }
    found.push(run);
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};
    use Verdict::Holds;

    fn of(told: &str) -> Vec<Verdict> {
        verdicts(Kind::Sum, &[(2024, told)])
    }

    #[test]
    fn a_row_brings_about_as_many_as_its_name_says() {
        assert_eq!(of("货运量、税收、常住人口、发电量实现“四个翻番”。"), [Holds]);
        assert_eq!(of("货运量、税收、常住人口实现“四个翻番”。"), []);
        assert_eq!(of("火灾起数、死亡人数实现“双下降”。"), [Holds]);
        assert_eq!(of("落实人员、场地、台账、物资“四个不缺”要求。"), [Holds]);
        for none in
            ["推动全面、直接、双向“三通”。", "学习甲理论、乙理论和“三个代表”。", "治理水污染、大气污染和工业“三废”。"]
        {
            assert_eq!(of(none), [], "{none}");
        }
    }

    #[test]
    fn names_with_a_number_are_told_one_by_one_elsewhere() {
        assert_eq!(of("持续壮大“三大经济”。一体推进林下经济、会展经济、庭院经济。"), [Holds]);
        assert_eq!(of("持续壮大“四大经济”。一体推进林下经济、会展经济、庭院经济。"), []);
        assert_eq!(of("推进“五化”进程。加快标准化、品牌化、链条化、绿色化、集群化。"), [Holds]);
        assert_eq!(of("实施科教兴区战略和绿色发展战略。实施这两大战略十分重要。"), [Holds]);
        assert_eq!(of("持续开拓两个市场。发展债券市场、期货市场。"), []);
        assert_eq!(of("实施三大工程。修建引水工程、护岸工程、亮化工程。"), [Holds]);
        let far = "实施三大工程。\n二、下一步打算\n　　修建引水工程、护岸工程、亮化工程。";
        assert_eq!(of(far), []);
    }

    #[test]
    fn clauses_end_with_the_sign_of_their_name() {
        assert_eq!(
            of("推动“四稳”政策落地。全力稳就业，扩大岗位。全力稳企业，解决难题。全力稳市场，全力稳预期。"),
            [Holds]
        );
        assert_eq!(of("推动“五稳”政策落地。全力稳就业，扩大岗位。全力稳企业，解决难题。全力稳市场，全力稳预期。"), []);
    }

    #[test]
    fn clauses_have_what_their_name_names() {
        let told = |n: &str| {
            format!(
                "实施{n}提升行动。实施交通设施提升行动，打通断头路。实施片区更新提升行动，改造老区。实施生命线提升行动。"
            )
        };
        assert_eq!(of(&told("三大")), [Holds]);
        assert_eq!(of(&told("四大")), []);
        let twice =
            |n: &str| format!("在治水上继续走在前列，在治山上继续走在前列，“{n}个继续走在前列”的目标人人知晓。");
        assert_eq!(of(&twice("两")), [Holds]);
        assert_eq!(of(&twice("三")), []);
        assert_eq!(of("反对四项基本原则的言论要批驳。坚持四项基本原则，坚持党的基本原则。"), []);
    }

    #[test]
    fn figures_are_as_many_as_pointed_at() {
        assert_eq!(of("货币供应量增长17%，新增贷款7.5亿元。这两个指标低于去年。"), [Holds]);
        assert_eq!(of("货币供应量增长17%，新增贷款7.5亿元。这三个指标低于去年。"), []);
    }

    #[test]
    fn rules_behind_a_colon_are_as_many_as_their_name_says() {
        assert_eq!(of("执行“约法三章”：楼堂馆所不新建，供养人员只减不增，公务经费只减不增。"), [Holds]);
        assert_eq!(of("执行“约法三章”：楼堂馆所不新建，公务经费只减不增。"), []);
    }
}
