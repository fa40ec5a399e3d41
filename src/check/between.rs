//! Parts that make a whole, told in places of their own: a mean of the whole lies between those of its parts (全体、城镇、农村居民人均
//! 收入), a ratio is that of the parts (城乡居民收入比), and a gap narrows where the lower of them grew faster.

use rust_decimal::Decimal;

use super::same::{bare, label, one_scope};
use super::{Check, Kind, Verdict, amount, plain, reckoned};
use crate::config::{Config, Direction, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::report::Role as Section;
use crate::text::{Span, is_han};
use crate::timeline::printed::{Stretch, slack};

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
type Claims = fn(&[char], &Ties) -> Option<(usize, usize)>;

/// 城乡居民收入差距继续缩小, where the words of a sentence tell it.
fn narrowed(chars: &[char], ties: &Ties) -> Option<(usize, usize)> {
    let (at, len, ()) = ties.gaps.find(chars)?;
    let behind = &chars[at + len..];
    let end = behind.iter().position(|c| matches!(c, ',' | ';' | '。')).unwrap_or(behind.len());
    let said = ties.narrows.any(&behind[..end]) && !ties.denied.any(&behind[..end]);
    said.then_some((at, at + len + end))
}

/// 农村居民人均可支配收入增速连续15年高于城镇居民: the clause that tells it.
fn faster(chars: &[char], ties: &Ties) -> Option<(usize, usize)> {
    let (at, len, ()) = ties.faster.find(chars)?;
    let from = chars[..at].iter().rposition(|c| matches!(c, ',' | ';' | '。' | ':')).map_or(0, |mark| mark + 1);
    let end = chars[at + len..].iter().position(|c| !is_han(*c)).map_or(chars.len(), |end| at + len + end);
    let before = &chars[from.saturating_sub(SUBJECT)..at];
    let said = ties.country.any(before) && ties.earned.any(before) && !ties.denied.any(&chars[from..at]);
    said.then_some((from, end))
}

/// How far before its clause the subject of 快于 may stand.
const SUBJECT: usize = 40;

/// 城乡居民收入差距继续缩小, 农村居民收入增速快于城镇居民, where a report tells how both incomes grew: the lower of them faster.
fn gaps(entry: &Entry, parts: &[Part<'_>], config: &Config) -> Vec<Check> {
    let (report, ties) = (&entry.report, &config.ties);
    let done = report
        .sentences
        .iter()
        .filter(|sentence| matches!(report.role_at(sentence.span.start), Section::Work | Section::Preamble));
    let said = |find: Claims| {
        done.clone().find_map(|sentence| {
            let (from, to) = find(report.text.folded(sentence.span), ties)?;
            Some(Span::new(sentence.span.start + from as u32, sentence.span.start + to as u32))
        })
    };
    let claims = [said(narrowed), said(faster)];
    claims.into_iter().flatten().filter_map(|claim| against(entry, claim, parts, config)).collect()
}

/// What a claim says of two incomes against how they grew.
fn against(entry: &Entry, claim: Span, parts: &[Part<'_>], config: &Config) -> Option<Check> {
    let ties = &config.ties;
    let grew = |part: &&Part<'_>| {
        let income = ties.incomes.any(&part.of);
        part.one.measure() == Measure::Growth && part.one.role == Role::Actual && income && part.one.qualifier.is_none()
    };
    let first = parts.iter().filter(grew).find(|part| !part.second)?.one;
    let like = |part: &&Part<'_>| part.second && part.one.years == first.years && part.one.period == first.period;
    let second = parts.iter().filter(grew).find(like)?.one;
    let signed = |one: &Indicator| if one.direction == Some(Direction::Down) { -one.value } else { one.value };
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
        () if second < first => (
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
        let falls = "城镇居民人均可支配收入下降1.2%，农村居民人均可支配收入增长0.5%。城乡居民收入差距继续缩小。";
        assert_eq!(of(Kind::Growth, falls), [Holds]);
    }
}
