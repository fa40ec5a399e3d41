//! Rates and what they are of: 32件信访件已化解27件，化解率84.3%.

use rust_decimal::{Decimal, RoundingStrategy};

use super::reason::{reason, with_reason};
use super::{Check, Kind, Verdict, plain};
use crate::config::{Kind as Sort, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Role};
use crate::text::Span;
use crate::timeline::printed::slack;

/// How many figures before a rate may be what it is of.
const REACH: usize = 9;
/// How many parts may be added up to a numerator.
const PARTS: usize = 6;

/// Checks the rates of one report against the counts of their sentences.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let indicators = &entry.indicators;
    let rates = (0..indicators.len()).filter(|&at| is_rate(&indicators[at]));
    rates
        .filter_map(|at| {
            judge(report, entry, at, ties)
                .or_else(|| beside(report, entry, at, ties))
                .or_else(|| slipped(report, entry, at))
        })
        .collect()
}

fn is_rate(indicator: &Indicator) -> bool {
    let named = indicator.label.ends_with('率')
        || indicator.label.contains('占')
        || indicator.label.ends_with("比例")
        || indicator.label.ends_with("比重");
    indicator.kind == Sort::Rate
        && indicator.unit.as_deref() == Some("%")
        && indicator.role == Role::Actual
        && indicator.high.is_none()
        && indicator.qualifier.is_none()
        && named
        && indicator.table.is_none()
}

fn judge(report: usize, entry: &Entry, at: usize, ties: &Ties) -> Option<Check> {
    let indicators = &entry.indicators;
    let rate = &indicators[at];
    let counts: Vec<&Indicator> = indicators[at.saturating_sub(REACH)..at]
        .iter()
        .filter(|other| {
            other.quote == rate.quote
                && matches!(other.kind, Sort::Count | Sort::Money | Sort::Area)
                && other.role == Role::Actual
                && other.value > Decimal::ZERO
        })
        .collect();
    if let Some(Pair { numerator, denominator, others, certain }) = named(rate, &counts, ties) {
        let of = if others { denominator.value - numerator.value } else { numerator.value };
        // 起诉803人，不起诉97人，不起诉率10.8%: of the two together.
        let both = denominator.value + numerator.value;
        if numerator.part_of.is_none()
            && !agrees(rate.value, of, denominator.value)
            && agrees(rate.value, numerator.value, both)
        {
            return Some(reckon(report, rate, &[numerator.value], both, false));
        }
        let check = as_printed(report, entry, rate, (numerator, of), denominator, certain);
        // 起诉甲类187人；对乙类教育挽救，不起诉76人，不起诉率41.3%: behind a semicolon and a clause of its own it may be of another.
        let between = Span::new(denominator.span.end.min(numerator.span.start), numerator.span.start);
        let apart = numerator.part_of.is_none()
            && entry.report.text.folded(between).iter().skip_while(|c| **c != ';').any(|c| *c == ',');
        if check.verdict == Verdict::Holds || !apart && !is_of_another(rate, [numerator, denominator]) {
            return Some(check);
        }
    }
    // No pair is named: only an agreement says something.
    for denominator in counts.iter().rev() {
        let parts: Vec<&&Indicator> = counts
            .iter()
            .filter(|part| {
                part.unit == denominator.unit && part.id != denominator.id && part.value <= denominator.value
            })
            .collect();
        let single = parts.iter().find(|part| agrees(rate.value, part.value, denominator.value));
        if let Some(part) = single {
            return Some(reckon(report, rate, &[part.value], denominator.value, false));
        }
        let inside: Vec<Decimal> =
            parts.iter().filter(|part| part.part_of == Some(denominator.id)).map(|part| part.value).collect();
        if let Some(chosen) = subset(&inside, rate.value, denominator.value)
            .filter(|_| rate.label.contains("纠错") || rate.label.contains("纠正"))
        {
            return Some(reckon(report, rate, &chosen, denominator.value, false));
        }
    }
    None
}

/// A rate of two counts, which are as exact as they are printed: it is not judged by their last digits. `of` is how many there are.
fn as_printed(
    report: usize,
    entry: &Entry,
    rate: &Indicator,
    (numerator, of): (&Indicator, Decimal),
    denominator: &Indicator,
    certain: bool,
) -> Check {
    let rounded = |value: Decimal| rounded_to(value, rate.value.scale());
    let (n, d) = (slack(&entry.report.text, numerator), slack(&entry.report.text, denominator));
    let least = rounded(percent(of - n, denominator.value + d));
    let most = rounded(percent(of + n, denominator.value - d));
    let mut check = reckon(report, rate, &[of], denominator.value, certain);
    if least <= rate.value && rate.value <= most && check.verdict != Verdict::Holds {
        check.verdict = Verdict::Holds;
        check.message = Message::new("比率在分子分母的精度内相符", "the rate agrees as exactly as the two are printed");
    }
    check
}

/// What a rate is of.
struct Pair<'a> {
    numerator: &'a Indicator,
    denominator: &'a Indicator,
    /// Whether it is the rate of all but the numerator.
    others: bool,
    /// Whether the numerator is told by the very name of the rate.
    certain: bool,
}

/// The count that the rate is named after and the one that it is of: 化解27件 of 32件 for 化解率; all but 不合格36批次 for 合格率.
fn named<'a>(rate: &Indicator, counts: &[&'a Indicator], ties: &Ties) -> Option<Pair<'a>> {
    let last = rate.label.rsplit('·').next()?;
    let stem: Vec<char> = last.strip_suffix('率')?.chars().collect();
    let denied_rate = ties.denied.at_end(&stem[..stem.len().checked_sub(2)?]).is_some();
    let stem: String = stem[stem.len().saturating_sub(2)..].iter().collect();
    let begins =
        |label: &str| label.ends_with(&stem) || label.rsplit('·').next().is_some_and(|part| part.starts_with(&stem));
    let denied = |label: &str| {
        let before = label.rsplit_once(&stem).map(|(before, _)| before.chars().collect::<Vec<_>>());
        before.is_some_and(|before| ties.denied.at_end(&before).is_some())
    };
    let by_name = counts.iter().rposition(|count| begins(&count.label) || denied(&count.label));
    let at = by_name.or_else(|| otherwise_named(&stem, counts, ties))?;
    let numerator = counts[at];
    let others = denied(&numerator.label) != denied_rate;
    let denominator = match numerator.part_of {
        Some(total) => counts.iter().find(|count| count.id == total)?,
        None => {
            counts[..at].iter().rev().find(|count| count.unit == numerator.unit && count.value >= numerator.value)?
        }
    };
    let certain = by_name.is_some();
    (certain || !is_only_new(denominator, ties)).then_some(Pair { numerator, denominator, others, certain })
}

/// 超限超载1204件，国省干线超限率降至0.38%, 完成溯源1984个、整治1275个，整治完成率59.7%: whether a rate names something before what was done that
/// neither count names.
fn is_of_another(rate: &Indicator, counts: [&Indicator; 2]) -> bool {
    let name: Vec<char> = rate.label.rsplit('·').next().unwrap_or_default().chars().collect();
    // What was done has two letters, and one says that it is a rate.
    let before = &name[..name.len().saturating_sub(3)];
    let told = |pair: &[char]| counts.iter().any(|count| count.label.contains(&pair.iter().collect::<String>()));
    before.len() >= 2 && !before.windows(2).any(told)
}

/// 受理4200件，审结3990件，结案率95%: the count, by its place, whose verb says the same as the one that a rate is named after.
fn otherwise_named(stem: &str, counts: &[&Indicator], ties: &Ties) -> Option<usize> {
    let acts = ties.rate_acts.iter().find(|row| row.first().is_some_and(|name| name == stem))?;
    let begins = |label: &str| {
        let last = label.rsplit('·').next().unwrap_or_default();
        acts.iter().any(|act| last.starts_with(act.as_str()))
    };
    let at = counts.iter().rposition(|count| begins(&count.label))?;
    // Another count of the same between the two may be what the rate is of.
    counts[at + 1..].iter().all(|other| other.unit != counts[at].unit).then_some(at)
}

/// Whether what a rate is of is only what was new in a year, beside what was left of the year before.
fn is_only_new(whole: &Indicator, ties: &Ties) -> bool {
    let label: Vec<char> = whole.label.chars().collect();
    ties.newly_come.find(&label).is_some()
}

/// A rate right behind two counts that the text makes a pair: a part with its share (其中875件，占70%), what ought to be and what
/// was (应到280人，实到266人). What does not agree needs a look.
fn beside(report: usize, entry: &Entry, at: usize, ties: &Ties) -> Option<Check> {
    let indicators = &entry.indicators;
    let (rate, part) = (&indicators[at], &indicators[at.checked_sub(1)?]);
    let whole = match part.part_of {
        Some(total) => &indicators[total.index()],
        None => &indicators[at.checked_sub(2)?],
    };
    let alike = part.unit == whole.unit && part.kind == whole.kind && part.value <= whole.value;
    let exact =
        [part, whole].iter().all(|one| one.quote == rate.quote && one.qualifier.is_none() && one.high.is_none());
    if !alike || !exact || part.unit.is_none() || whole.value.is_zero() || part.role != Role::Actual {
        return None;
    }
    let said = |one: &Indicator, last: u32| {
        let chars = entry.report.text.folded(Span::new(last.min(one.span.start), one.span.start));
        chars.strip_prefix(&[',']).or_else(|| chars.strip_prefix(&['、'])).unwrap_or(chars).to_vec()
    };
    let start = whole.quote.start.max(whole.span.start.saturating_sub(CLAUSE));
    let of_whole = part.part_of.is_some() && ties.share_of.is(&said(rate, part.span.end));
    let owed = ties.due.any(&said(whole, start)) && ties.came.any(&said(part, whole.span.end));
    let check = as_printed(report, entry, rate, (part, part.value), whole, false);
    let nested = check.verdict != Verdict::Holds && of_the_first(entry, rate, part, whole, ties);
    ((of_whole || owed) && !nested).then_some(check)
}

/// Whether a share is of what its whole is itself a share of: 60岁及以上10.54万人，占23.4%，其中65岁及以上7.56万人，占16.8%.
fn of_the_first(entry: &Entry, rate: &Indicator, part: &Indicator, whole: &Indicator, ties: &Ties) -> bool {
    let Some(outer) = entry.indicators.get(whole.id.index() + 1).filter(|outer| outer.span.start < part.span.start)
    else {
        return false;
    };
    let words = entry.report.text.folded(Span::new(whole.span.end.min(outer.span.start), outer.span.start));
    let words = words.strip_prefix(&[',']).or_else(|| words.strip_prefix(&['、'])).unwrap_or(words);
    let made = part.value.checked_div(whole.value).and_then(|times| times.checked_mul(outer.value));
    let room = slack(&entry.report.text, rate) + slack(&entry.report.text, outer);
    let near = made.is_some_and(|made| (made - rate.value).abs() <= room);
    near && outer.unit == rate.unit && ties.share_of.is(words)
}

/// A rate of three digits and more right behind the count of a part, that is what the part makes of a whole before it but for a
/// slip of the pen.
fn slipped(report: usize, entry: &Entry, at: usize) -> Option<Check> {
    let indicators = &entry.indicators;
    let (rate, part) = (&indicators[at], &indicators[at.checked_sub(1)?]);
    let count = |one: &Indicator| one.quote == rate.quote && one.kind == Sort::Count && one.role == Role::Actual;
    if rate.value.normalize().mantissa().unsigned_abs() < 100 || !count(part) || part.qualifier.is_some() {
        return None;
    }
    let mut wholes = (at.saturating_sub(4)..at - 1).rev().map(|at| &indicators[at]);
    let whole = wholes.find(|one| {
        let exact = count(one) && one.unit == part.unit && one.value > part.value && one.qualifier.is_none();
        exact && reason(rounded_to(percent(part.value, one.value), rate.value.scale()), rate.value).is_some()
    })?;
    let mut check = reckon(report, rate, &[part.value], whole.value, false);
    let expected = rounded_to(percent(part.value, whole.value), rate.value.scale());
    check.message = with_reason(check.message, reason(expected, rate.value));
    Some(check)
}

/// How far before a count the words stand that say what it is, in scalar values.
const CLAUSE: u32 = 16;

fn percent(numerator: Decimal, denominator: Decimal) -> Decimal {
    numerator.checked_div(denominator).unwrap_or_default().saturating_mul(Decimal::ONE_HUNDRED)
}

fn rounded_to(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

fn agrees(rate: Decimal, numerator: Decimal, denominator: Decimal) -> bool {
    !denominator.is_zero() && rounded_to(percent(numerator, denominator), rate.scale()) == rate
}

/// Parts whose sum agrees, the fewest first.
fn subset(parts: &[Decimal], rate: Decimal, denominator: Decimal) -> Option<Vec<Decimal>> {
    let parts = &parts[..parts.len().min(PARTS)];
    let mut sets: Vec<u32> = (1..1_u32 << parts.len()).filter(|set| set.count_ones() >= 2).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    let of = |set: u32| {
        parts.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, value)| *value).collect::<Vec<_>>()
    };
    sets.into_iter().map(of).find(|chosen| agrees(rate, chosen.iter().sum(), denominator))
}

fn reckon(report: usize, rate: &Indicator, numerator: &[Decimal], denominator: Decimal, certain: bool) -> Check {
    let sum: Decimal = numerator.iter().sum();
    let exact = percent(sum, denominator);
    let places = rate.value.scale();
    let rounded = rounded_to(exact, places);
    let cut = exact.round_dp_with_strategy(places, RoundingStrategy::ToZero);
    let verdict = match () {
        () if rounded == rate.value => Verdict::Holds,
        () if cut == rate.value => Verdict::Suspect,
        () if certain => Verdict::Fails,
        () => Verdict::Suspect,
    };
    let said = numerator.iter().map(|value| plain(*value)).collect::<Vec<_>>().join(" + ");
    let said = if numerator.len() > 1 { format!("({said})") } else { said };
    let reckoning = format!("{said} ÷ {} = {}%", plain(denominator), exact.round_dp(places + 2).normalize());
    let (zh, en) = match verdict {
        Verdict::Holds => (format!("比率相符：{reckoning}"), format!("the rate agrees: {reckoning}")),
        Verdict::Suspect if cut == rate.value => {
            (format!("比率是截去而非四舍五入：{reckoning}"), format!("the rate was cut off, not rounded: {reckoning}"))
        }
        Verdict::Suspect | Verdict::Fails => {
            (format!("比率不符：{reckoning}"), format!("the rate does not agree: {reckoning}"))
        }
    };
    Check {
        report,
        kind: Kind::Rate,
        verdict,
        span: rate.span,
        expected: plain(rounded),
        found: plain(rate.value),
        message: Message::new(zh, en),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};

    fn told(words: &str) -> Vec<Verdict> {
        verdicts(Kind::Rate, &[(2023, words)])
    }

    #[test]
    fn a_rate_is_named_after_another_verb_for_what_was_done() {
        assert_eq!(told("受理民事案件4200件，审结3990件，结案率95%。"), [Verdict::Holds]);
        assert_eq!(told("受理民事案件4200件，审结3990件，结案率97%。"), [Verdict::Suspect]);
        assert_eq!(told("受理民事案件4200件，审结3990件，未审结210件，结案率95%。"), [Verdict::Holds]);
        // What was left of the year before is in the rate, and not in what came.
        assert_eq!(told("新收民事案件4200件，审结3990件，结案率92.8%。"), []);
    }

    #[test]
    fn a_rate_behind_a_semicolon_may_be_of_another() {
        assert_eq!(told("起诉渔业犯罪187人；对海员教育挽救，不起诉76人，不起诉率41.3%。"), []);
        assert_eq!(told("抽检食品920批；合格874批，合格率95%。"), [Verdict::Holds]);
        assert_eq!(told("起诉187人，不起诉76人，不起诉率41.3%。"), [Verdict::Fails]);
    }

    #[test]
    fn a_rate_of_another_thing_is_held_against_no_count_of_the_same_act() {
        assert_eq!(told("查处案件1840件，其中超载运输610件，国道超载率降至0.52%。"), []);
        assert_eq!(told("核查排口920个，完成编码880个、修缮460个，修缮完成率50.0%。"), [Verdict::Holds]);
        assert_eq!(told("抽检食品920批，合格880批，食品合格率92.7%。").len(), 1);
        assert_ne!(told("抽检食品920批，合格880批，食品合格率92.7%。"), [Verdict::Holds]);
    }
}
