//! Parts that make a whole, told in places of their own: a mean of the whole lies between those of its parts (全体、城镇、农村居民人均
//! 收入), a ratio is that of the parts (城乡居民收入比), and a gap narrows where the lower of them grew faster.

use rust_decimal::Decimal;

use super::same::{bare, label, one_scope};
use super::{Check, Kind, Verdict, amount, plain, reckoned};
use crate::config::{Config, Times};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::quantity::{digit, numeral, power};
use crate::report::Role as Section;
use crate::text::signs::YEAR;
use crate::text::{Span, is_han};
use crate::timeline::printed::{Stretch, slack};
use crate::timeline::series::signed;

/// Checks the parts of one report against what is told of all of them.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let parts: Vec<Part<'_>> = entry.indicators.iter().filter_map(|one| part(one, config)).collect();
    let told = entry.indicators.iter().filter(|one| one.table.is_none() && one.high.is_none());
    let mut checks: Vec<Check> =
        told.filter_map(|one| mean(entry, one, &parts, config).or_else(|| ratio(entry, one, &parts, config))).collect();
    checks.extend(gaps(entry, &parts, config));
    checks.into_iter().map(|check| Check { report, ..check }).collect()
}

/// A figure of the first or the second of two parts that make a whole: 城镇居民人均可支配收入.
struct Part<'a> {
    one: &'a Indicator,
    second: bool,
    /// Its name without that of the part.
    of: Vec<char>,
}

fn part<'a>(one: &'a Indicator, config: &Config) -> Option<Part<'a>> {
    let label = label(one);
    let name = bare(&label, config);
    let level = matches!(one.measure(), Measure::Level | Measure::Growth) && one.table.is_none() && one.high.is_none();
    let (second, len) = config.ties.halves.iter().find_map(|[first, second]| {
        let is = |half: &String| name.iter().copied().take(half.chars().count()).eq(half.chars());
        let len = |half: &String| half.chars().count();
        if is(first) { Some((false, len(first))) } else { is(second).then(|| (true, len(second))) }
    })?;
    (level && one.role != Role::Previous).then(|| Part { one, second, of: name[len..].to_vec() })
}

/// Both parts of what is called so, of the role and year of `like`.
fn both<'a>(parts: &'a [Part<'_>], like: &Indicator, is: impl Fn(&Part<'_>) -> bool) -> Option<[&'a Indicator; 2]> {
    let find = |second: bool| {
        let fits = |part: &&Part<'_>| {
            part.second == second && part.one.role == like.role && part.one.period == like.period && is(part)
        };
        parts.iter().find(fits).map(|part| part.one)
    };
    Some([find(false)?, find(true)?])
}

/// 全体居民人均可支配收入 lies between 城镇居民… and 农村居民….
fn mean(entry: &Entry, whole: &Indicator, parts: &[Part<'_>], config: &Config) -> Option<Check> {
    let label = label(whole);
    let own = bare(&label, config);
    let own = config.ties.all_of.at_start(own).map_or(own, |(len, ())| &own[len..]);
    let is_mean = config.ties.means.iter().any(|means| means.words.any(own));
    if whole.measure() != Measure::Level || whole.unit.is_none() || !is_mean {
        return None;
    }
    let [a, b] =
        both(parts, whole, |part| part.of == own && part.one.unit == whole.unit && one_scope(part.one, whole))?;
    let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
    let text = &entry.report.text;
    let unit = whole.unit.as_deref();
    let [least, all, most] = [low, whole, high].map(|one| amount(one.value, unit));
    let room = slack(text, whole);
    let inside =
        low.value - slack(text, low) <= whole.value + room && whole.value - room <= high.value + slack(text, high);
    let exact = [low, whole, high].iter().all(|one| one.qualifier.is_none());
    let (verdict, message) = match () {
        () if inside => {
            let zh = format!("总体平均数在两部分之间：{least} ≤ {all} ≤ {most}");
            (Verdict::Holds, Message::new(zh, format!("the mean lies between its parts: {least} ≤ {all} ≤ {most}")))
        }
        () if exact => {
            let zh = format!("总体平均数 {all} 不在两部分（{least}、{most}）之间");
            (
                Verdict::Suspect,
                Message::new(zh, format!("the mean of {all} is not between its parts {least} and {most}")),
            )
        }
        () => return None,
    };
    Some(reckoned(Kind::Rate, verdict, whole, low.value, message))
}

/// 城乡居民收入比 2.2 against both incomes.
fn ratio(entry: &Entry, own: &Indicator, parts: &[Part<'_>], config: &Config) -> Option<Check> {
    let label: Vec<char> = own.label.chars().collect();
    let counted = own.unit.as_ref().is_some_and(|unit| !config.ties.ratio_units.is_word(unit));
    if counted
        || config.ties.ratios.at_end(&label).is_none()
        || own.role == Role::Previous
        || own.measure() != Measure::Level
    {
        return None;
    }
    let money =
        |part: &Part<'_>| part.one.measure() == Measure::Level && config.ties.incomes.at_end(&part.of).is_some();
    let [a, b] = both(parts, own, money).filter(|[a, b]| a.unit == b.unit && one_scope(a, b))?;
    let text = &entry.report.text;
    let (low, high) = ((a.value - slack(text, a)).checked_div(b.value + slack(text, b))?, {
        (a.value + slack(text, a)).checked_div(b.value - slack(text, b))?
    });
    let made = a.value.checked_div(b.value)?.round_dp(own.value.normalize().scale() + 1).normalize();
    let exact = [own, a, b].iter().all(|one| one.qualifier.is_none());
    let room = if exact { slack(text, own) } else { made * Decimal::new(5, 2) };
    let holds = Stretch { low, high }.widened(room).holds(own.value);
    let [n, d] = [a, b].map(|one| amount(one.value, one.unit.as_deref()));
    let reckoning = format!("{n} ÷ {d} = {made}");
    let (verdict, message) = match () {
        () if holds => {
            (Verdict::Holds, Message::new(format!("比值相符：{reckoning}"), format!("the ratio agrees: {reckoning}")))
        }
        () if exact => {
            let zh = format!("比值不符：{reckoning}");
            (Verdict::Suspect, Message::new(zh, format!("the ratio does not agree: {reckoning}")))
        }
        () => return None,
    };
    Some(reckoned(Kind::Rate, verdict, own, made, message))
}

/// Finds where words claim something, from and to.
type Claims = fn(&[char], &Config) -> Option<(usize, usize)>;

/// 城乡居民收入差距继续缩小, where the words of a sentence tell it.
fn narrowed(chars: &[char], config: &Config) -> Option<(usize, usize)> {
    let ties = &config.ties;
    let (at, len, ()) = ties.gaps.find(chars)?;
    let behind = &chars[at + len..];
    let end = behind.iter().position(|c| matches!(c, ',' | ';' | '。')).unwrap_or(behind.len());
    let said = ties.narrows.any(&behind[..end]) && !ties.denied.any(&behind[..end]);
    said.then_some((at, at + len + end))
}

/// 农民收入增速连年快于城镇居民: the clause that tells it. What is aimed at (力争) is not said to be so.
fn faster(chars: &[char], config: &Config) -> Option<(usize, usize)> {
    let ties = &config.ties;
    let (at, len, ()) = ties.faster.find(chars)?;
    let from = chars[..at].iter().rposition(|c| matches!(c, ',' | ';' | '。' | ':')).map_or(0, |mark| mark + 1);
    let end = chars[at + len..].iter().position(|c| !is_han(*c)).map_or(chars.len(), |end| at + len + end);
    let own = &chars[from..at];
    // Where the clause tells whose it is, it tells as well of what: 农民收入提高，农村居民消费增速快于城镇居民.
    let subject = if ties.country.any(own) { own } else { &chars[from.saturating_sub(SUBJECT)..at] };
    let told = ties.country.any(subject) && ties.earned.any(subject);
    (told && !ties.denied.any(own) && !config.grammar.aim_leads.any(own)).then_some((from, end))
}

/// Whether words tell of several years, of which one may be otherwise: 过去五年, 近年来, “十四五”以来, 连续十五年.
fn of_years(words: &[char], times: &Times) -> bool {
    let figure = |c: &&char| c.is_ascii_digit() || digit(**c).is_some() || power(**c).is_some();
    let counted = |at: usize| {
        let number = &words[at - words[..at].iter().rev().take_while(figure).count()..at];
        // 2024年 is one year.
        number.len() < CALENDAR && numeral(number).is_some_and(|number| number.value > Decimal::ONE)
    };
    let counts = (1..words.len()).any(|at| words[at] == YEAR && counted(at));
    counts || times.plans.any(words) || times.past.any(words) && !times.past_year.any(words)
}

/// How many signs a calendar year has.
const CALENDAR: usize = 4;

/// How far before its clause the subject of 快于 may stand.
const SUBJECT: usize = 40;

/// 城乡居民收入差距继续缩小, 农村居民收入增速快于城镇居民, where a report tells how both incomes grew: the lower of them faster.
fn gaps(entry: &Entry, parts: &[Part<'_>], config: &Config) -> Vec<Check> {
    let report = &entry.report;
    let done = report
        .sentences
        .iter()
        .filter(|sentence| matches!(report.role_at(sentence.span.start), Section::Work | Section::Preamble));
    let said = |find: Claims| {
        done.clone().find_map(|sentence| {
            let chars = report.text.folded(sentence.span);
            let (from, to) = find(chars, config)?;
            let span = Span::new(sentence.span.start + from as u32, sentence.span.start + to as u32);
            Some((span, of_years(&chars[..to], &config.grammar.times)))
        })
    };
    let claims = [said(narrowed), said(faster)];
    claims.into_iter().flatten().filter_map(|(claim, years)| against(entry, claim, years, parts, config)).collect()
}

/// What a claim says of two incomes against how they grew. How they grew in one year says nothing against what is said of `years`.
fn against(entry: &Entry, claim: Span, years: bool, parts: &[Part<'_>], config: &Config) -> Option<Check> {
    let ties = &config.ties;
    let grew = |part: &&Part<'_>| {
        let income = ties.incomes.any(&part.of);
        part.one.measure() == Measure::Growth && part.one.role == Role::Actual && income && part.one.qualifier.is_none()
    };
    let first = parts.iter().filter(grew).find(|part| !part.second)?.one;
    let like = |part: &&Part<'_>| part.second && part.one.years == first.years && part.one.period == first.period;
    let second = parts.iter().filter(grew).find(like)?.one;
    let one_year = first.years == 1 && !years;
    let [first, second] = [signed(first), signed(second)];
    let [town, country] = [first, second].map(plain);
    let words = entry.report.text.str(claim);
    let (verdict, message) = match () {
        () if second > first => (
            Verdict::Holds,
            Message::new(
                format!("与所称“{words}”相符：{country}% 快于 {town}%"),
                format!("it is as “{words}” says: {country} % against {town} %"),
            ),
        ),
        () if second < first && one_year => (
            Verdict::Suspect,
            Message::new(
                format!("称“{words}”，但 {country}% 慢于 {town}%"),
                format!("“{words}” is said, but {country} % is less than {town} %"),
            ),
        ),
        () => return None,
    };
    let (expected, found) = (town, country);
    Some(Check { report: 0, kind: Kind::Growth, verdict, span: claim, expected, found, message })
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::{Holds, Suspect};

    fn of(kind: Kind, told: &str) -> Vec<Verdict> {
        verdicts(kind, &[(2024, told)])
    }

    #[test]
    fn a_mean_lies_between_those_of_its_parts() {
        let told = |all: &str| {
            format!("全体居民人均可支配收入{all}元。城镇居民人均可支配收入56000元，农村居民人均可支配收入24000元。")
        };
        assert_eq!(of(Kind::Rate, &told("43000")), [Holds]);
        assert_eq!(of(Kind::Rate, &told("63000")), [Suspect]);
    }

    #[test]
    fn a_ratio_is_that_of_its_parts() {
        let told =
            |by: &str| format!("城镇居民人均可支配收入56000元，农村居民人均可支配收入25000元。城乡居民收入比为{by}。");
        assert_eq!(of(Kind::Rate, &told("2.24")), [Holds]);
        assert_eq!(of(Kind::Rate, &told("2.42")), [Suspect]);
        // A sum of money is no ratio.
        assert_eq!(of(Kind::Rate, &told("31000元")), []);
    }

    #[test]
    fn a_gap_narrows_where_the_lower_grew_faster() {
        let told = |town: &str| {
            format!("城镇居民人均可支配收入增长{town}%，农村居民人均可支配收入增长6.3%。城乡居民收入差距继续缩小。")
        };
        assert_eq!(of(Kind::Growth, &told("4.3")), [Holds]);
        assert_eq!(of(Kind::Growth, &told("7.3")), [Suspect]);
        assert_eq!(of(Kind::Growth, &told("4.3").replace("继续缩小", "尚未明显缩小")), []);
        let faster = |words: &str| {
            format!("城镇居民人均可支配收入增长4.3%，农村居民人均可支配收入增长6.3%。农村居民收入增速{words}。")
        };
        assert_eq!(of(Kind::Growth, &faster("连续十五年快于城镇居民")), [Holds]);
        assert_eq!(of(Kind::Growth, &faster("未能快于城镇居民")), []);
        // An aim, other years, and another thing that they have.
        let slower = |claim: &str| {
            let told = "城镇居民人均可支配收入增长6.3%，农村居民人均可支配收入增长4.3%。";
            of(Kind::Growth, &format!("{told}{claim}。"))
        };
        assert_eq!(slower("农村居民收入增速快于城镇居民"), [Suspect]);
        assert_eq!(slower("2024年，农村居民收入增速快于城镇居民"), [Suspect]);
        assert_eq!(slower("力争农村居民收入增速快于城镇居民"), []);
        assert_eq!(slower("过去五年，农村居民收入增速快于城镇居民"), []);
        assert_eq!(slower("近年来，农村居民收入增速快于城镇居民"), []);
        assert_eq!(slower("农民收入结构优化，农村居民人均消费支出增速快于城镇居民"), []);
        let falls = "城镇居民人均可支配收入下降1.2%，农村居民人均可支配收入增长0.5%。城乡居民收入差距继续缩小。";
        assert_eq!(of(Kind::Growth, falls), [Holds]);
    }
}
