//! A total with its parts, as the text ties them: a word between (其中), or names of which all make the whole.

use rust_decimal::Decimal;

use super::clause::own_clause;
use super::entire;
use crate::config::{Config, Kind as Sort, Ties};
use crate::corpus::Entry;
use crate::indicator::{Indicator, Measure};
use crate::text::Span;
use crate::text::signs::{MYRIAD, YI};

/// The parts of a total.
pub(super) struct Listed {
    /// The parts, by their places in the report.
    pub(super) parts: Vec<usize>,
    /// Whether they are all that there can be (出口 and 进口), or the last is all the rest (其他).
    pub(super) whole: bool,
    /// Whether a word says that they are parts: 其中.
    pub(super) word: bool,
}

/// How many figures behind a total are looked at.
pub(super) const REACH: usize = 40;

/// The parts that the text lists behind a total. Figures of how they changed may stand between:
///
/// ```text
/// 生产总值100亿元，增长5%。其中，第一产业10亿元，增长3%；第二产业40亿元，增长6%；第三产业50亿元
/// └─total──────┘  skipped  word  └─part───────┘ skipped └─part───────┘         └─part──────┘
/// ```
pub(super) fn told(entry: &Entry, total: usize, config: &Config) -> Option<Listed> {
    let ties = &config.ties;
    let indicators = &entry.indicators;
    let own = &indicators[total];
    if own.measure() != Measure::Level || own.unit.is_none() {
        return None;
    }
    let end = reach(entry, own, ties);
    let mut parts: Vec<usize> = Vec::new();
    let (mut since, mut word, mut all, mut wide, mut semicolons) = (own.span.end, false, false, false, false);
    let mut named = false;
    for (at, one) in indicators.iter().enumerate().skip(total + 1).take(REACH) {
        if one.span.start >= end || one.table.is_some() {
            break;
        }
        // What stands between the last part and this figure, changes of the part with it.
        let between = entry.report.text.folded(Span::new(since.min(one.span.start), one.span.start));
        all |= parts.is_empty() && is_composed(own, one, between, ties);
        let opens = parts.is_empty() && all || ties.parts.any(between);
        // Parts of a part are no parts of the whole.
        if opens && !parts.is_empty() {
            break;
        }
        // 受理512件（含旧存48件），审结485件: behind the bracket no parts are told any more.
        if !parts.is_empty() && between.contains(&')') && !between.contains(&'(') {
            break;
        }
        // 特设案件38件，价格、广告案件分别为26件和12件: the names before it have them.
        named |= opens && names_have_them(between, ties);
        word |= opens;
        // 103亿元，首次突破百亿元大关。其中: what was gone beyond is no part.
        if one.measure() != Measure::Level || parts.is_empty() && is_step(entry, one, ties) {
            continue;
        }
        let part = (one.unit == own.unit && one.kind == own.kind || in_short(entry, one, own)) && one.role == own.role;
        let (comma, ends) = (between.contains(&','), between.iter().any(|c| matches!(c, ';' | '。')));
        if parts.len() == 1 {
            (wide, semicolons) = (comma || ends, ends);
        }
        // A list that began with 、 does not go on behind a comma, nor one with commas behind a semicolon.
        let over = parts.len() > 1 && (ends && !semicolons || comma && !wide);
        if !part || over || parts.first().is_some_and(|&first| begins_anew(entry, own, (first, at), config)) {
            break;
        }
        parts.push(at);
        since = one.span.end;
        if parts.len() > 1 && sum(entry, &parts) == own.value {
            break;
        }
    }
    let whole = all || is_partition(entry, &parts, ties);
    // What is more than the whole is no part of it, unless the names say so.
    if !whole && let Some(more) = parts.iter().position(|&at| indicators[at].value > own.value) {
        parts.truncate(more);
    }
    let whole = whole || word && entire::are_all(entry, own, &parts, config);
    let theirs = named && !whole && sum(entry, &parts) != own.value;
    (parts.len() > 1 && (word || whole) && !theirs).then_some(Listed { parts, whole, word })
}

/// Whether the figures behind the words are dealt out to names in them, which need not be parts of what stands before.
fn names_have_them(words: &[char], ties: &Ties) -> bool {
    let clause = words.rsplit(|c| matches!(c, ',' | ';' | '。' | ':')).next().unwrap_or_default();
    let dealt = ties.dealt.rfind(clause).is_some_and(|(at, ..)| at > 1);
    dealt && ties.among.at_start(clause).is_none()
}

/// 医院32家，其中三甲医院12家，│新增诊所26家: whether what a figure was not read as a part of is told by a verb where neither the total nor its
/// first part is.
fn begins_anew(entry: &Entry, total: &Indicator, (first, at): (usize, usize), config: &Config) -> bool {
    let (first, one) = (&entry.indicators[first], &entry.indicators[at]);
    let by_verb = |of: &Indicator| {
        let label: Vec<char> = of.label.rsplit('·').next().unwrap_or_default().chars().collect();
        let (grammar, added) = (&config.grammar, &config.counting.added);
        added
            .at_start(&label)
            .or_else(|| grammar.verbs.at_start(&label))
            .is_some_and(|(len, ())| len > 1 && len < label.len())
    };
    let apart = one.part_of != Some(total.id) && first.part_of == Some(total.id);
    apart && by_verb(one) && !by_verb(first)
}

/// Whether a figure is a step that was reached, not what there is: 百亿元大关.
fn is_step(entry: &Entry, one: &Indicator, ties: &Ties) -> bool {
    let behind = entry.report.text.folded(Span::new(one.span.end, one.quote.end.max(one.span.end)));
    ties.steps.at_start(behind.strip_prefix(&['的']).unwrap_or(behind)).is_some()
}

/// Whether a figure leaves out the unit that its whole tells: 收入46.8万元，其中土地流转12万.
fn in_short(entry: &Entry, one: &Indicator, total: &Indicator) -> bool {
    let scaled = |of: &Indicator| {
        entry.report.text.folded(of.span).iter().rev().find_map(|c| match *c {
            MYRIAD | YI => Some(*c),
            _ => None,
        })
    };
    let short = one.unit.is_none() && one.kind == Sort::Count && total.kind == Sort::Money && one.high.is_none();
    short && scaled(one).is_some() && scaled(one) == scaled(total)
}

/// 接警3600起，由│扑救1240起、救援1560起、救助700起三部分构成: whether the words open the parts that make all of a total; that the row is
/// closed so was read with the figures, which are its parts.
fn is_composed(total: &Indicator, first: &Indicator, between: &[char], ties: &Ties) -> bool {
    let words = between.iter().position(|c| !matches!(c, ',' | ' ')).map_or(&[][..], |at| &between[at..]);
    first.part_of == Some(total.id) && ties.made_of.at_start(words).is_some()
}

/// Whether the last of two things told of a whole is told of a part again, and the other is the part's first: 受理68432件，审结62185件；其中
/// 中级法院受理35876件，审结33102件 has no parts of what was 审结.
pub(super) fn mirrors(entry: &Entry, total: &Indicator, parts: &[usize]) -> bool {
    let said = |one: &Indicator| {
        let clause = own_clause(&entry.report.text, one);
        clause.get(clause.len().checked_sub(ACT)?..)
    };
    let Some((own, [first, others @ ..])) = said(total).zip(Some(parts)) else { return false };
    let tells = |at: &usize| said(&entry.indicators[*at]) == Some(own);
    !tells(first) && others.iter().any(tells)
}

/// So long is the word right before a figure that says what was done.
const ACT: usize = 2;

fn sum(entry: &Entry, parts: &[usize]) -> Decimal {
    parts.iter().map(|&at| entry.indicators[at].value).sum()
}

/// Where the parts of a total end at last: with its sentence, or with the next one where that begins with their word.
fn reach(entry: &Entry, total: &Indicator, ties: &Ties) -> u32 {
    let sentences = &entry.report.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= total.span.start);
    let Some(own) = sentences.get(at) else { return total.quote.end };
    match sentences.get(at + 1) {
        Some(next)
            if next.paragraph == own.paragraph
                && ties.parts.at_start(entry.report.text.folded(next.span)).is_some() =>
        {
            next.span.end
        }
        _ => own.span.end,
    }
}

/// Whether a word right before the first part says that a row is of a total: 其中.
pub(super) fn worded(entry: &Entry, total: &Indicator, parts: &[usize], ties: &Ties) -> bool {
    let first = parts.first().map(|at| &entry.indicators[*at]).filter(|first| first.span.start >= total.span.end);
    first.is_some_and(|first| ties.among.at_start(own_clause(&entry.report.text, first)).is_some())
}

/// Whether a word ties parts to their total: one between them, a bracket or a colon, or the total is called one behind them.
pub(super) fn tied(entry: &Entry, total: usize, parts: &[usize], ties: &Ties) -> bool {
    let (own, text) = (&entry.indicators[total], &entry.report.text);
    let Some(first) = parts.iter().map(|&at| entry.indicators[at].span).min() else { return false };
    if first.start >= own.span.end {
        let between = text.folded(Span::new(own.span.end, first.start));
        return ties.parts.any(between) || between.iter().any(|c| matches!(c, '(' | ':'));
    }
    let from = own.span.start.saturating_sub(CALLED).max(own.quote.start.min(own.span.start));
    ties.totals.any(text.folded(Span::new(from, own.span.start)))
}

/// How far before a total stands what it is called.
const CALLED: u32 = 8;

/// Whether the parts are one each of names that make a whole.
pub(super) fn is_partition(entry: &Entry, parts: &[usize], ties: &Ties) -> bool {
    // 进出口总额·进口: of the whole, and named 进口.
    let own = |at: usize| entry.indicators[at].label.rsplit('·').next().unwrap_or_default();
    let names = |at: usize, name: &str| own(at).contains(name);
    ties.partitions.iter().any(|all| {
        all.len() == parts.len()
            && all.iter().all(|name| parts.iter().filter(|&&at| names(at, name)).count() == 1)
            && parts.iter().all(|&at| all.iter().filter(|name| names(at, name)).count() == 1)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};
    use Verdict::{Fails, Holds};

    fn of(told: &str) -> Vec<Verdict> {
        verdicts(Kind::Sum, &[(2024, told)])
    }

    #[test]
    fn tiers_and_lists_with_a_rest_make_their_whole() {
        let tiers = |n: &str| format!("设四级林长{n}名，其中市级3名、县级17名、乡级64名、村级236名。");
        assert!(of(&tiers("320")).contains(&Holds));
        assert!(of(&tiers("324")).contains(&Fails));
        // Not as many tiers as the name says, and no tiers.
        assert!(!of("设四级林长324名，其中市级3名、县级17名、乡级64名。").contains(&Fails));
        assert!(!of("设三级林长324名，其中男性3名、女性17名、党员64名。").contains(&Fails));
        let rest = |n: &str| {
            format!(
                "查获非法捕捞{n}起，同比下降6%，罚款82万元，增长3%，其中电鱼31起，毒鱼12起，禁渔期作业20起，其他9起。"
            )
        };
        assert_eq!(of(&rest("72")), [Holds]);
        assert_eq!(of(&rest("84")), [Fails]);
    }

    #[test]
    fn a_step_that_was_reached_is_no_part() {
        let told = |n: &str| {
            format!("完成港航投资{n}亿元，增长8%，首次突破百亿元大关。其中：码头61.4亿元、航道32.6亿元、锚地10.2亿元。")
        };
        assert_eq!(of(&told("104.2")), [Holds]);
        assert!(!of(&told("104.6")).contains(&Holds));
    }

    #[test]
    fn parts_may_leave_out_the_unit_that_their_whole_tells() {
        assert_eq!(of("合作社收入32.4万元，其中：卖鱼18.2万、摆渡6.2万、补助8万元。"), [Holds]);
    }

    #[test]
    fn what_is_told_by_a_verb_behind_the_parts_is_none() {
        assert_eq!(of("全市书店42家，其中民营书店12家，新增书吧36家。"), [Holds]);
        assert_eq!(of("全市书院320家，其中民办书院300家，改建茶馆26家。"), [Holds]);
        // Parts without a verb are added as before, and so are those that each have one.
        assert_eq!(of("全市书店42家，其中民营书店12家，国营书店31家。"), [Fails]);
        assert_eq!(of("审结案件42件，其中维持12件，撤销31件。"), [Fails]);
    }

    #[test]
    fn names_that_figures_are_dealt_out_to_have_them() {
        assert_eq!(of("渡船案件138件，采砂、捕捞、倾倒案件分别为96件、57件和112件。"), []);
        assert_eq!(of("案件138件，分别为采砂案件69件、捕捞案件57件、倾倒案件12件。"), [Holds]);
    }
}
