//! Phrases of a clause, cut and joined: what labels are made of.

use crate::config::{Config, Direction, Grammar, Kind};
use crate::quantity::Mention;
use crate::text::signs::{AND_SO_ON, OF, TOLD, YEAR, is_note_mark};
use crate::text::{is_han, squeeze};

use super::label;
use super::scope;
use super::word;
use super::word::squeezed;
use super::years::past_at_start;

/// The longest label, in scalar values; a longer one keeps its end, which is nearer to the number.
const LONGEST: usize = 40;

/// What a colon announces as the subject of what follows; nothing where it announces a list of its own (主要目标是：).
pub(super) fn colon_topic(clause: &[char], config: &Config) -> Option<String> {
    let frame = config.grammar.frame_ends.close(clause);
    let general = config.grammar.colon_general.at_end(clause).is_some();
    if frame || general {
        return None;
    }
    let noun = label::noun_phrase(clause, config)?;
    let noun = match scope::find(noun, config) {
        Some((0, len)) => &noun[len..],
        _ => noun,
    };
    (noun.len() >= 2).then(|| squeeze(noun))
}

/// 住房空置比例，│城南为3%、城北为4%: what is measured, told before a comma, of each of those behind it that are no more than named.
pub(super) fn measured_topic(clause: &[char], next: &[char], config: &Config) -> Option<String> {
    /// So long is at least what is measured of them. Set by hand.
    const LEAST: usize = 4;
    let clause = squeezed(label::open(clause, &config.grammar).rest);
    let (end, ()) = config.counting.measures.at_end(&clause)?;
    let plain = clause.iter().all(|c| is_han(*c)) && config.grammar.verbs.at_start(&clause).is_none();
    (plain && clause.len() >= end.max(LEAST) && only_names(next, config)).then(|| squeeze(&clause))
}

/// 城南为: whether the words before a figure say no more than of whom it is.
pub(super) fn only_names(words: &[char], config: &Config) -> bool {
    /// So long is at most such a name. Set by hand.
    const NAME: std::ops::RangeInclusive<usize> = 2..=5;
    let (words, grammar, counting) = (squeezed(words), &config.grammar, &config.counting);
    counting.is_of.at_end(&words).is_some_and(|(len, ())| {
        let name = &words[..words.len() - len];
        let measured = counting.measures.at_end(name).is_some() || grammar.general.at_end(name).is_some();
        let plain = name.iter().all(|c| is_han(*c)) && grammar.verbs.at_start(name).is_none();
        NAME.contains(&name.len()) && plain && !measured && label::open(name, grammar).rest.len() == name.len()
    })
}

/// 中级法院方面，……, 从街道看，……: who did all that a sentence tells, where its first clause names them so.
pub(super) fn doer_topic(clause: &[char], config: &Config) -> Option<String> {
    let grammar = &config.grammar;
    let opened = label::open(clause, grammar).rest;
    let doer = match grammar.sides.at_end(opened) {
        Some((side, ())) => &opened[..opened.len() - side],
        // 从街道看
        None => {
            let (end, ()) = grammar.side_ends.at_end(opened)?;
            let start = grammar.side_starts.at_start(opened).map_or(0, |(len, ())| len);
            let led = start > 0 || grammar.side_starts.any(&clause[..clause.len() - opened.len()]);
            opened.get(start..opened.len() - end).filter(|_| led)?
        }
    };
    // 关区层面，……
    let level = grammar.level_sides.at_end(opened).is_some();
    let place = config.names.territories.at_end(doer).is_some_and(|(_, place)| place);
    let named = (doer.len() >= 3 || level) && config.scopes.doers.at_end(doer).is_some()
        || config.scopes.tiers.at_end(doer).is_some()
        || level && place && doer.len() >= 2;
    named.then(|| squeeze(doer))
}

/// 为年初预算, 完成年度目标, 低于控制目标: whether words only say what was planned for what was told before, which the figure is
/// measured against.
pub(super) fn is_plan_base(core: &[char], grammar: &Grammar) -> bool {
    let core = core.strip_suffix(&[OF]).unwrap_or(core);
    let core = grammar.plan_bounds.at_end(core).map_or(core, |(len, ())| &core[..core.len() - len]);
    // “十四五”规划目标
    let quoted = |c: &char| matches!(c, '“' | '”');
    let step = |rest: &[char]| {
        let named = grammar.times.plans.at_start(rest).map(|(len, _)| len);
        let step = grammar.plan_steps.at_start(rest).max(grammar.plan_measures.at_start(rest));
        let step = step.map(|(len, ())| len).or(named);
        step.or_else(|| rest.first().filter(|c| quoted(c)).map(|_| 1))
    };
    let mut rest = core;
    while let Some(len) = step(rest) {
        rest = &rest[len..];
    }
    let short = grammar.plan_measures.at_end(core).is_some() && grammar.plan_heads.any(core);
    rest.len() < core.len() && rest.is_empty() && (short || grammar.plan_heads.at_end(core).is_some())
}

/// A subject told before and what is said of it; not told twice.
pub(super) fn joined(topic: &str, own: &str) -> String {
    let own = own.trim_end_matches(OF);
    // What was carried on from one to the next grows no longer than a label.
    let long = || !own.is_empty() && topic.chars().count() > LONGEST;
    if topic.is_empty() || own.contains(topic) || long() {
        return own.to_owned();
    }
    if own.is_empty() || topic.ends_with(own) {
        return topic.to_owned();
    }
    format!("{topic}·{own}")
}

/// 新收案件8800件，│审结7875件: that things came in is none of what the next verb tells; the noun is.
pub(super) fn done_next<'t>(topic: &'t str, own: &str, grammar: &Grammar) -> &'t str {
    let chars: Vec<char> = topic.chars().collect();
    let verb: Vec<char> = own.chars().collect();
    let came = grammar.arrivals.at_start(&chars).map_or(0, |(len, ())| len);
    let other = chars.len() >= came + 2 && !verb.is_empty() && label::after_verbs(&verb, grammar).is_empty();
    let from = topic.char_indices().nth(came).map_or(0, |(at, _)| at);
    if other { &topic[from..] } else { topic }
}

/// 城镇居民人均收入3万元，│农村居民1万元: what the other of two is of where only that it is the other is said.
pub(super) fn other_twin(own: &str, told: &str, grammar: &Grammar) -> Option<String> {
    let other = |(this, that): (&String, &String)| {
        let rest = told.strip_prefix(this.as_str())?;
        let short = own.strip_prefix(that.as_str())?;
        (rest.len() > short.len() && rest.starts_with(short)).then(|| format!("{that}{rest}"))
    };
    // 月人均补差城市452元、│农村371元: what is told of both stands before the first.
    let behind = |(this, that): (&String, &String)| {
        let head = told.strip_suffix(this.as_str()).filter(|head| own == that && head.chars().count() >= 2)?;
        Some(format!("{head}{that}"))
    };
    // 功能区噪声昼间达标率97.8%、│夜间达标率90.2%: the same before both.
    let between = |(this, that): (&String, &String)| {
        let (head, rest) = told.split_once(this.as_str())?;
        let same = own.strip_prefix(that.as_str()) == Some(rest) && rest.chars().count() >= 2;
        (same && head.chars().count() >= 2 && !head.contains(TOLD)).then(|| format!("{head}{own}"))
    };
    grammar.twins.iter().find_map(|row| match row.as_slice() {
        [_, one, two] => {
            let pairs = [(one, two), (two, one)];
            let found = pairs.into_iter().find_map(other).or_else(|| pairs.into_iter().find_map(behind));
            found.or_else(|| pairs.into_iter().find_map(between))
        }
        _ => None,
    })
}

/// 粮食播种面积……、│产量: a noun of quantity in the place of the one that ends what was told before; nothing where it ends in none
/// of the same row, or is no more than that noun.
pub(super) fn with_head(topic: &str, own: &str, grammar: &Grammar) -> Option<String> {
    let row = grammar.heads.iter().find(|row| row.iter().any(|head| head == own))?;
    let head = row.iter().filter(|head| topic.ends_with(head.as_str())).max_by_key(|head| head.len())?;
    let rest = topic.strip_suffix(head.as_str()).filter(|rest| head != own && rest.chars().count() >= 2)?;
    Some(format!("{rest}{own}"))
}

pub(super) fn split_scope(subject: &str) -> (Option<String>, String) {
    match subject.split_once('\u{1}') {
        Some((scope, subject)) => ((!scope.is_empty()).then(|| scope.to_owned()), subject.to_owned()),
        None => (None, subject.to_owned()),
    }
}

/// A clause without what a change is measured against (比上年, 同比).
pub(super) fn without_against(clause: &[char], config: &Config) -> Vec<char> {
    let mut out = Vec::with_capacity(clause.len());
    let mut at = 0;
    while at < clause.len() {
        if let Some(len) = against_year(&clause[at..], config) {
            at += len;
            continue;
        }
        match config.grammar.against.at_start(&clause[at..]) {
            Some((len, ())) if ends_comparison(&clause[at + len..], config) => at += len,
            _ => {
                out.push(clause[at]);
                at += 1;
            }
        }
    }
    out
}

/// 同2018年相比│, 较2020年末│: the length of a comparison with a calendar year, where the change follows it or nothing does.
fn against_year(words: &[char], config: &Config) -> Option<usize> {
    let (opens, ()) = config.grammar.compares.at_start(words)?;
    if let Some(len) = past_at_start(&words[opens..], &config.grammar.times) {
        return ends_comparison(&words[opens + len..], config).then_some(opens + len);
    }
    let digits = words[opens..].iter().take(5).take_while(|c| c.is_ascii_digit()).count();
    let year = opens + digits;
    if digits != 4 || words.get(year) != Some(&YEAR) {
        return None;
    }
    let mut len = year + 1;
    while let Some((more, ())) = config.grammar.compare_ends.at_start(&words[len..]) {
        len += more;
    }
    ends_comparison(&words[len..], config).then_some(len)
}

/// Whether a comparison ends here: 比上年│增长; not 比去年│预算高, whose base is another.
fn ends_comparison(behind: &[char], config: &Config) -> bool {
    behind.is_empty()
        || config.grammar.changes.at_start(behind).is_some()
        || matches!(behind[0], ',' | ' ' | '，')
        || config.grammar.comparison_adverbs.at_start(behind).is_some()
}

pub(super) fn without_against_text(words: &str, config: &Config) -> String {
    let chars: Vec<char> = words.chars().collect();
    without_against(&chars, config).into_iter().collect()
}

/// 比上年的, 较上年同期: what a value is compared with, and nothing of what it is.
pub(super) fn only_compares(own: &str, grammar: &Grammar) -> bool {
    let past = || {
        let words: Vec<char> = own.chars().skip(1).collect();
        past_at_start(words.strip_suffix(&[OF]).unwrap_or(&words), &grammar.times).is_some()
    };
    own.starts_with(|c| grammar.compares_with.has(c) || grammar.compares_year.has(c))
        && (own.trim_end_matches(|c| grammar.year_trail.has(c)).ends_with(YEAR) || past())
}

/// 五年, 这十年: over how long a change went, which the figure's time tells.
pub(super) fn spans_years(own: &str, grammar: &Grammar) -> bool {
    let number = own.trim_start_matches(|c| grammar.span_starts.has(c)).trim_end_matches(|c| grammar.span_ends.has(c));
    own.contains(YEAR) && !number.is_empty() && number.chars().all(|c| grammar.span_numbers.has(c))
}

/// 26—30岁, 500万元以下: a class that only numbers and units name, of what was told before.
pub(super) fn is_class(core: &[char], config: &Config) -> bool {
    let mut rest = core.strip_suffix(&[OF]).unwrap_or(core);
    let mut numbers = 0;
    while !rest.is_empty() {
        if let Some(number) = crate::quantity::numeral(rest) {
            numbers += 1;
            rest = &rest[number.len..];
        } else if let Some((len, _)) = config.units.at_start(rest) {
            rest = &rest[len..];
        } else if let Some((len, _)) = config.words.after.at_start(rest) {
            rest = &rest[len..];
        } else if config.grammar.class_marks.has(rest[0]) {
            rest = &rest[1..];
        } else {
            return false;
        }
    }
    numbers > 0
}

/// 因调离、退休等│注销: without why it was done.
pub(super) fn without_cause<'a>(words: &'a [char], grammar: &Grammar) -> &'a [char] {
    let end = grammar.because.at_start(words).and_then(|_| words.iter().position(|c| *c == AND_SO_ON));
    let listed = end.filter(|end| words[..*end].contains(&'、'));
    let rest = listed.map_or(words, |end| &words[end + 1..]);
    if grammar.verbs.at_start(rest).is_some() { rest } else { words }
}

/// 审结（含上年结转）: without what a bracket at the end adds to it.
pub(super) fn without_bracket<'a>(core: &'a [char], grammar: &Grammar) -> &'a [char] {
    let open = core.iter().rposition(|c| *c == '(').filter(|open| core.last() == Some(&')') && *open > 0);
    open.filter(|open| grammar.bracket_adds.at_start(&core[open + 1..]).is_some()).map_or(core, |open| &core[..open])
}

/// 以“│1家实验室、8个装置”为主体: words that end where a quotation opens say nothing of what it counts.
pub(super) fn without_open_quote(mut core: Vec<char>) -> Vec<char> {
    if core.pop_if(|last| matches!(last, '“' | '"')).is_some() && core.len() <= 1 {
        core.clear();
    }
    core
}

/// A label without an editor's note in brackets: M2（注：……）.
fn without_note(label: &str) -> String {
    match (label.find("(注"), label.rfind(')')) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &label[..from], &label[to + 1..]),
        _ => label.to_owned(),
    }
}

/// 新能源装机│在全国率先破亿、达到: what something is told of before its value is.
fn before_predicate(told: &str, grammar: &Grammar) -> String {
    let chars: Vec<char> = told.chars().collect();
    let says = |at: &usize| grammar.predicates.at_start(&chars[*at..]).is_some();
    let end = (2..chars.len()).find(says).unwrap_or(chars.len());
    chars[..end].iter().collect()
}

/// The end of a label that is too long, from a place where a phrase begins.
pub(super) fn shortened(label: &str, grammar: &Grammar) -> String {
    let label = without_note(label);
    let label = label.strip_suffix('、').map(|told| before_predicate(told, grammar)).unwrap_or(label);
    let label: String = label.trim_start_matches('、').chars().filter(|c| !is_note_mark(*c)).collect();
    let chars: Vec<char> = label.chars().collect();
    if chars.len() <= LONGEST {
        return label;
    }
    let from = chars.len() - LONGEST;
    let phrase =
        (from..chars.len().saturating_sub(8)).find(|&at| grammar.phrase_starts.has(chars[at - 1])).unwrap_or(from);
    chars[phrase..].iter().collect()
}

/// 共, 累计: the clause sums up what the sentence is about.
pub(super) fn sums_up(before: &[char], grammar: &Grammar) -> bool {
    let opening: Vec<char> = before.iter().copied().filter(|c| !c.is_whitespace()).take(6).collect();
    grammar.sum_openings.any(&opening)
}

/// 上年的70件, 上年末的313件: the value of the year before.
pub(super) fn is_before(before: &[char], grammar: &Grammar) -> bool {
    let words = squeezed(before);
    let opening = words.iter().position(|c| !grammar.of_these.has(*c)).map_or(&[][..], |at| &words[at..]);
    // 由上年下降2.3%转为……, 比1980年的28万人增加
    grammar.before_told.any(&words)
        || compared_with(&words, grammar)
        || grammar.before_opens.at_start(opening).is_some()
        || grammar.before_ends.at_end(&words).is_some()
}

/// 比1980年的, 比“六五”期间的: what stands behind is what something else is measured against.
fn compared_with(words: &[char], grammar: &Grammar) -> bool {
    let Some(words) = words.strip_suffix(&[OF]) else { return false };
    // 与2021年的│1851个相比
    let opens = |c: &char| grammar.compares_with.has(*c) || grammar.compares_year.has(*c);
    let from = words.iter().rposition(opens).map_or(words.len(), |at| at + 1);
    let time = &words[from..];
    let year = time.split_at_checked(4).is_some_and(|(digits, behind)| {
        let end = behind.strip_prefix(&[YEAR]);
        digits.iter().all(char::is_ascii_digit)
            && end.is_some_and(|end| end.iter().all(|c| grammar.times.end_marks.has(*c)))
    });
    year || past_at_start(time, &grammar.times).is_some_and(|len| len == time.len())
}

/// A folded phrase with the brackets and marks as wide as the sentence has them.
pub(super) fn as_written(phrase: String, sentence: &str) -> String {
    const WIDE: &[(char, char)] = &[('(', '（'), (')', '）'), (',', '，'), (':', '：'), (';', '；'), ('%', '％')];
    phrase
        .chars()
        .map(|c| {
            WIDE.iter()
                .find(|(narrow, wide)| *narrow == c && !sentence.contains(c) && sentence.contains(*wide))
                .map_or(c, |&(_, wide)| wide)
        })
        .collect()
}

/// 压减会议20%: which way a percentage says that what is named went, where the verb stands before its noun. What is itself a share
/// (提高回收率3%) does not say whether it rose by so much or to so much.
pub(super) fn changed_by(label: &[char], grammar: &Grammar) -> Option<Direction> {
    let own = label.rsplit(|c| *c == '·').next().unwrap_or(label);
    let (len, ()) = grammar.percent_openers.at_start(own).filter(|(len, ())| own.len() >= len + 2)?;
    let (_, direction) = grammar.changes.at_start(own)?;
    grammar.share_ends.at_end(&own[len..]).is_none().then_some(direction)
}

/// Whether a percentage says by how much its own words fell or rose.
pub(super) fn is_cut(mention: &Mention, own: &str, config: &Config) -> bool {
    let label: Vec<char> = own.chars().collect();
    mention.kind(config) == Kind::Rate && changed_by(&label, &config.grammar).is_some()
}

/// 减少农村贫困人口, 压减钢铁产能: the verb of change stands before what changed.
pub(super) fn opens_with_change(label: &[char], grammar: &Grammar) -> bool {
    // 增加值: a noun.
    let opener = grammar.change_openers.at_start(label);
    label.len() > 4 && opener.is_some_and(|(len, ())| grammar.stems.at_start(&label[len..]).is_none())
}

/// 一是│9个部门: the words before a number that stands right behind the mark of a list are only that mark.
pub(super) fn without_mark<'a>(before: &'a [char], grammar: &Grammar) -> &'a [char] {
    let blank = before.iter().take_while(|c| c.is_whitespace()).count();
    let mark = label::list_mark(&before[blank..], grammar).filter(|len| blank + len == before.len());
    if mark.is_some() { &[] } else { before }
}

/// 3.58个（核定数）│提高到: a note in brackets right behind the figure before is that one's.
pub(super) fn without_note_before(before: &[char]) -> &[char] {
    let blank = before.iter().take_while(|c| c.is_whitespace()).count();
    let note = before[blank..].strip_prefix(&['(']).and_then(|note| {
        let close = note.iter().position(|c| *c == ')')?;
        (!note[..close].iter().any(char::is_ascii_digit)).then(|| &note[close + 1..])
    });
    note.unwrap_or(before)
}

/// Whether 和, 及 or 与 closes the words, and joins what stands around it.
pub(super) fn ends_in_and(words: &[char], grammar: &Grammar) -> bool {
    let words = squeezed(words);
    words.len() > 1 && grammar.joins.close(&words) && !word::ends(&words, grammar)
}
