//! Words to a label: what is taken off a clause's start, which verbs open it, what noun a figure counts.

use crate::config::{Config, Grammar};
use crate::quantity::{begins_with_classes, digit};
use crate::text::signs::{OF, RATE, SHARE, TEN, YEAR};

use super::asof::opening_asof;
use super::word;

/// A clause without the words that open it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened<'a> {
    /// What is left.
    pub(super) rest: &'a [char],
    /// 其中 or 含 was taken off.
    pub(super) among: bool,
}

/// Takes list marks, times, and words like 其中 and 共 off the start, again and again.
pub(super) fn open<'a>(clause: &'a [char], grammar: &Grammar) -> Opened<'a> {
    let mut rest = clause;
    let mut among = false;
    loop {
        let blank = rest.iter().take_while(|c| c.is_whitespace() || **c == '、').count();
        rest = &rest[blank..];
        let taken = list_mark(rest, grammar)
            .or_else(|| aside(rest, grammar))
            .or_else(|| opening_asof(rest, &grammar.times))
            .or_else(|| year(rest, grammar))
            // 我市, 我们: whose report it is goes without saying.
            .or_else(|| grammar.ours.at_start(rest).map(|(len, ())| len));
        // 与2020年相比: what a change is measured against is taken off as a whole.
        let against = grammar.compares.at_start(rest).is_some_and(|(len, ())| year(&rest[len..], grammar).is_some());
        let taken = taken.filter(|_| !against).or_else(|| {
            (!against).then_some(())?;
            let (len, ()) = grammar.lead.at_start(rest)?;
            // 上年结转 is done, and no time.
            let verb = grammar.verbs.at_start(rest).is_some_and(|(verb, ())| verb > len);
            (!verb).then_some(())?;
            // 其中超│50亿元项目: the bound of a class belongs to it.
            let bounds = grammar.exceeds.at_start(rest).is_some() && rest.get(len).is_some_and(char::is_ascii_digit);
            (!bounds).then_some(())?;
            // 加│上年结转: no 加上.
            let carried = len > 1
                && grammar.last_year.has(rest[len - 1])
                && rest.get(len) == Some(&YEAR)
                && grammar.verbs.at_start(&rest[len - 1..]).is_some();
            let len = len - usize::from(carried);
            (len > 1 || word::stands_alone(rest, grammar)).then_some(len)
        });
        match taken {
            Some(len) if len > 0 => {
                among |= grammar.among_words.at_start(rest).is_some();
                rest = &rest[len..];
            }
            // 做响新品牌、力争旅居人数: another act, with an aim of its own.
            _ => match (1..rest.len())
                .rfind(|&at| rest[at - 1] == '、' && grammar.aim_leads.at_start(&rest[at..]).is_some())
            {
                Some(at) => rest = &rest[at + grammar.aim_leads.at_start(&rest[at..]).map_or(0, |(len, ())| len)..],
                None => return Opened { rest, among },
            },
        }
    }
}

/// 扣除价格因素│实际增长: what a change is told without, at the start of its clause.
fn aside(chars: &[char], grammar: &Grammar) -> Option<usize> {
    let (len, ()) = grammar.asides.at_start(chars)?;
    let near = &chars[..chars.len().min(len + LONGEST_ASIDE)];
    let ends = (len..near.len()).filter_map(|at| grammar.aside_ends.at_start(&near[at..]).map(|(end, ())| at + end));
    // 不计入利息口径的收入: a clause before a noun.
    ends.max().filter(|end| chars.get(*end) != Some(&OF))
}

/// So many letters behind 扣除 what a change is told without is named at most.
const LONGEST_ASIDE: usize = 14;

/// A heading without list marks and times at its start: （七）总计, 2017年.
pub(super) fn without_marks<'a>(heading: &'a [char], grammar: &Grammar) -> &'a [char] {
    let mut rest = heading;
    while let Some(len) = list_mark(rest, grammar).or_else(|| year(rest, grammar)).filter(|len| *len < rest.len()) {
        rest = &rest[len..];
    }
    let month = opening_asof(rest, &grammar.times).filter(|len| *len < rest.len()).unwrap_or(0);
    &rest[month..]
}

/// What a short sentence that leads a paragraph is about: ——│项目建设│有序推进, without its mark and how it went.
pub(super) fn topic<'a>(words: &'a [char], grammar: &Grammar) -> &'a [char] {
    let rest = without_marks(words, grammar);
    // 扩大│有效投资, 城市│快速路建设有序推进: only where nothing else follows.
    let went = |at: &usize| {
        let mut behind = &rest[*at..];
        while let Some((len, ())) = grammar.went.at_start(behind).or_else(|| grammar.moved.at_start(behind)) {
            behind = &behind[len..];
        }
        grammar.went.at_start(&rest[*at..]).is_some()
            && matches!(behind, [] | ['。'])
            && !grammar.orders.has(rest[at - 1])
    };
    (2..rest.len()).find(went).map_or(rest, |at| &rest[..at])
}

/// 一是, 二要, （三）, 1. at the start.
pub(super) fn list_mark(chars: &[char], grammar: &Grammar) -> Option<usize> {
    match chars {
        _ if begins_with_classes(chars) => None,
        [n, mark, ..] if (digit(*n).is_some() || *n == TEN) && grammar.item_marks.has(*mark) => Some(2),
        [TEN, n, mark, ..] if digit(*n).is_some() && grammar.item_marks.has(*mark) => Some(3),
        ['(', n, ')', ..] if digit(*n).is_some() || n.is_ascii_digit() || *n == TEN => Some(3),
        ['—', '—', ..] => Some(2),
        [n, '.', next, ..] if n.is_ascii_digit() && !next.is_ascii_digit() => Some(2),
        _ => grammar.item_words.at_start(chars).map(|(len, ())| len),
    }
}

/// A calendar year at the start: 2017年, 2017年度.
fn year(chars: &[char], grammar: &Grammar) -> Option<usize> {
    let digits = chars.iter().take(4).take_while(|c| c.is_ascii_digit()).count();
    let gap = usize::from(chars.get(digits) == Some(&' '));
    if digits != 4 || chars.get(4 + gap) != Some(&YEAR) {
        return None;
    }
    let tail = grammar.times.year_tails.at_start(&chars[5 + gap..]).map_or(0, |(len, ())| len);
    Some(5 + gap + tail)
}

/// The words behind the verbs that open a clause: 收到│行政复议案件, 组织召开│联席会议. All of it where none opens it.
pub(super) fn after_verbs<'a>(clause: &'a [char], grammar: &Grammar) -> &'a [char] {
    let mut rest = clause;
    while let Some((len, ())) = grammar.verbs.at_start(rest) {
        // 办结率, 受理量: the verb is the stem of a noun; 涉及│金额: no money that is called after 涉及.
        let behind = &rest[len..];
        let longer = [&grammar.general, &grammar.nouns]
            .iter()
            .filter_map(|words| words.at_start(behind))
            .map(|(len, ())| len)
            .max();
        let stem = grammar.stems.at_start(behind).is_some_and(|(stem, ())| longer.is_none_or(|word| word <= stem));
        if stem || grammar.nouns.at_start(rest).is_some_and(|(noun, ())| noun >= len) {
            break;
        }
        rest = &rest[len..];
        // 取消和下放, 废止或宣布失效: one verb more.
        if let Some((link, behind)) = rest.split_first()
            && (grammar.done.has(*link) || grammar.verb_links.has(*link) && grammar.verbs.at_start(behind).is_some())
        {
            rest = behind;
        }
    }
    // 查处、曝光典型案件: a verb that no list has is no noun's beginning.
    if rest.len() < clause.len()
        && let Some(behind) = rest.strip_prefix(&['、'])
    {
        rest = behind;
    }
    // 取消和调整的│审批项目
    match rest {
        [OF, noun @ ..] if noun.len() >= 2 && rest.len() < clause.len() => noun,
        _ => rest,
    }
}

/// The words before the verbs that close a clause: 一审行政诉讼案件│败诉.
pub(super) fn before_verbs<'a>(clause: &'a [char], grammar: &Grammar) -> &'a [char] {
    let mut rest = clause;
    while let Some((len, ())) = grammar.verbs.at_end(rest) {
        if rest.len() < len + 2 {
            break;
        }
        rest = &rest[..rest.len() - len];
    }
    rest
}

/// What a rate is of: 初信初访│按期处理率.
pub(super) fn rated<'a>(noun: &'a [char], grammar: &Grammar) -> &'a [char] {
    let Some(stem) = noun.strip_suffix(&[RATE]) else { return noun };
    let mut stem = before_verbs(stem, grammar);
    while let Some((how, ())) = grammar.hows.at_end(stem).filter(|(how, ())| stem.len() > how + 1) {
        stem = &stem[..stem.len() - how];
    }
    if stem.len() >= 2 { stem } else { noun }
}

/// What kind of subject a clause has by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// None: 立案, 共, 继续有效的.
    Missing,
    /// One that is too general alone: 文件, 办结率, 总额.
    General,
    /// One that stands by itself.
    Own,
}

/// Whether a clause (opened, without its tail) has a subject of its own.
pub(super) fn subject(core: &[char], grammar: &Grammar) -> Subject {
    let core: Vec<char> = core.iter().copied().filter(|c| !c.is_whitespace()).collect();
    if grammar.averages.at_start(&core).is_some() && core.len() <= 6
        || core.first() == Some(&SHARE)
        || is_manner(&core, grammar)
    {
        return Subject::Missing;
    }
    if grammar.compares_with.open(&core) && !(core.get(1) == Some(&RATE) || word::heads(&core, grammar)) {
        return Subject::Missing;
    }
    if grammar.exceeds.at_start(&core).is_some() && core.len() <= 8 {
        return Subject::Missing;
    }
    // 开展│回访: what was done is what is counted.
    let light = grammar.light.at_start(&core).filter(|(len, ())| core.len() >= len + 2);
    if light.is_some_and(|(len, ())| grammar.verbs.is(&core[len..]) && grammar.light.at_start(&core[len..]).is_none()) {
        return Subject::Own;
    }
    let nominal = core.last() == Some(&OF);
    let core = core.strip_suffix(&[OF]).unwrap_or(&core);
    let noun = after_verbs(core, grammar);
    let done = nominal && grammar.verbs.at_end(core).is_some();
    if noun.is_empty() && core.len() <= 5
        || noun.is_empty() && grammar.verb_rows.any(core)
        || nominal && noun.len() <= 4
        || done
    {
        return Subject::Missing;
    }
    // 带动消费50亿元, 用于项目建设20亿元: by or of what stands before.
    let used = grammar.used_for.at_start(core).is_some() && !core.contains(&OF);
    if used || grammar.drives.at_start(core).is_some() {
        return Subject::General;
    }
    // 增幅比一季度回落: the change is of what was told before.
    let measured = |behind: &[char]| behind.is_empty() || grammar.compares_with.open(behind);
    let changes = grammar.change_nouns.at_start(noun).is_some_and(|(len, _)| measured(&noun[len..]));
    if changes || grammar.general.is(noun) || word::general_object(noun, grammar) {
        return Subject::General;
    }
    if noun.is_empty() || grammar.nouns.is(noun) {
        return Subject::Own;
    }
    let rate = noun.last() == Some(&RATE);
    let amount = grammar.amounts.close(noun);
    match noun.len() {
        1 => Subject::Missing,
        2..=4 if rate => Subject::General,
        // 进口额: an amount of what is told by itself too.
        2..=3 if amount && !grammar.nouns.is(&noun[..noun.len() - 1]) => Subject::General,
        _ => Subject::Own,
    }
}

/// Words that only say how a change went: 年均, 五年年均, 实际, 又.
pub(super) fn is_manner(core: &[char], grammar: &Grammar) -> bool {
    let mut rest = core;
    while !rest.is_empty() {
        if let Some((len, ())) = grammar.manner_words.at_start(rest) {
            rest = &rest[len..];
        } else if digit(rest[0]).is_some() || rest[0] == TEN || rest[0].is_ascii_digit() {
            rest = &rest[1..];
        } else {
            return false;
        }
    }
    !core.is_empty()
}

/// 对│现行规范性文件│进行全面清理: what something was done to.
fn done_to<'a>(clause: &'a [char], grammar: &Grammar) -> Option<&'a [char]> {
    const LONGEST: usize = 24;
    let blank = clause.iter().take_while(|c| c.is_whitespace()).count();
    let clause = &clause[blank..];
    let (len, ()) = grammar.toward.at_start(clause).filter(|_| !word::heads(clause, grammar))?;
    let (end, ..) = grammar.carried_on.find(&clause[len..])?;
    let object = &clause[len..len + end];
    let listed = object.iter().filter(|c| **c == '、').count() > 1;
    ((2..=LONGEST).contains(&end) && !listed).then_some(object)
}

/// The noun phrase of a clause that holds no figure, as the subject of figures behind it; `None` where there is none.
pub(super) fn noun_phrase<'a>(clause: &'a [char], config: &Config) -> Option<&'a [char]> {
    let grammar = &config.grammar;
    let opened = open(clause, grammar).rest;
    // 扣除价格因素: what a change is told without, and not what changed.
    if grammar.asides.at_start(clause).is_some() || grammar.asides.at_start(opened).is_some() {
        return None;
    }
    if let Some(object) = done_to(clause, grammar) {
        return Some(object);
    }
    let plain = after_verbs(opened, grammar);
    let mut best = plain;
    if plain.len() == opened.len() || plain.len() > 24 {
        // The object of the last verb that leaves enough of one: 在全省首个公布│地级市负面清单.
        for at in (1..opened.len().saturating_sub(3)).rev() {
            if let Some((len, ())) = grammar.verbs.at_start(&opened[at..])
                && opened.len() - at - len >= 4
                && len >= 2
            {
                best = after_verbs(&opened[at..], grammar);
                break;
            }
        }
    }
    let best = super::relation::strip_tail(best, grammar);
    // Clauses that say how, not what.
    let manner = grammar.manner_ends.close(best) || grammar.manner_starts.open(best);
    let clause = grammar.manner_verbs.any(best) || best.iter().filter(|c| **c == '、').count() > 1;
    (best.len() >= 2 && !manner && !clause).then_some(best)
}

/// The longest name of what a figure counts that stands behind it, in scalar values.
const LONGEST_COUNTED: usize = 26;

/// The noun that a figure counts, in what follows it: 11次│府院联席会议; `None` where something else follows.
///
/// After 次 a verb is what was done so many times: 4次│降低存款准备金率.
pub(super) fn counted<'a>(behind: &'a [char], next_figure: bool, times: bool, config: &Config) -> Option<&'a [char]> {
    let grammar = &config.grammar;
    let blank = behind.iter().take_while(|c| c.is_whitespace()).count();
    let behind = &behind[blank..];
    let behind = behind.strip_prefix(&[OF]).unwrap_or(behind);
    // 3百亿、4百亿两个台阶: how many they are, and nothing that is counted.
    if matches!(behind, [n, step, ..] if digit(*n).is_some() && grammar.counted_steps.has(*step)) {
        return None;
    }
    // 3.1万套（间）: another counter; 2件（《甲条例》《乙条例》）: which they are. No noun either way.
    if behind.first() == Some(&'(') {
        let close = word::closing(behind)?;
        return counted(&behind[close + 1..], next_figure, times, config);
    }
    // 4个已实施满两年的决策事项: a clause with 的 is an attribute of the noun behind it.
    let attribute = grammar.attributes.open(behind) && behind.iter().take(16).any(|c| *c == OF);
    if let Some((len, ())) = grammar.after.at_start(behind)
        && !attribute
        && !(len == 1 && word::heads(behind, grammar))
        && !(times && grammar.changes.at_start(behind).is_some())
    {
        return None;
    }
    // 由2786元│调整至2893元
    if next_figure && grammar.became.at_start(behind).is_some_and(|(len, ())| len == behind.len()) {
        return None;
    }
    // 从15家跃升到38家: what became of it.
    if grammar.changes.at_start(behind).is_some_and(|(len, _)| grammar.became_ends.open(&behind[len..])) {
        return None;
    }
    // 6.5%左右的增速可以……: the noun, and not what it makes possible.
    if let Some(len) = (2..=4.min(behind.len()))
        .find(|&len| grammar.change_nouns.at_end(&behind[..len]).is_some_and(|(noun, _)| noun == len))
        && behind.len() > len
    {
        return Some(&behind[..len]);
    }
    let noun = if next_figure {
        word::without_counts_of(own_words(behind, config), grammar)
    } else {
        word::without_made(behind, &config.ties)?
    };
    let cut = noun.iter().position(|c| matches!(c, '“' | '《')).filter(|at| *at >= 6);
    // 公共数据“跑起来”示范场景: the noun goes on behind the quotation.
    let cut =
        cut.filter(|_| noun.iter().rposition(|c| matches!(c, '”' | '》')).is_none_or(|close| noun.len() - close < 3));
    // 事项实现“一次办”: what they reached is quoted.
    let cut = cut.filter(|at| grammar.quoting.at_end(&noun[..*at]).is_none() || noun.len() > LONGEST_COUNTED);
    let noun = cut.map_or(noun, |at| &noun[..at]);
    // 强降水│和59天高温天气: what stands behind another number is counted by that one.
    let joined = (2..noun.len()).find(|&at| grammar.and_words.has(noun[at - 1]) && noun[at].is_ascii_digit());
    let noun = joined.map_or(noun, |at| &noun[..at - 1]);
    let noun = &noun[..noun.len().min(LONGEST_COUNTED)];
    let noun = match noun.split_last() {
        Some((last, rest)) if grammar.joins.has(*last) => rest,
        _ => noun,
    };
    (!noun.is_empty()).then_some(noun)
}

/// Of what stands between two figures, what the first one counts: what leads to the next is its own (32件信访件│已化解27件), and so is what
/// is done there, up to the last verb (183个县│划分学区732个).
fn own_words<'a>(between: &'a [char], config: &Config) -> &'a [char] {
    let grammar = &config.grammar;
    let leads = |at: &usize| {
        let words = &between[*at..];
        grammar.next_starts.has(words[0]) && !grammar.others.is(words) && !word::heads(words, grammar)
    };
    let done = |at: &usize| {
        let words = &between[*at..];
        grammar.verbs.at_start(words).is_some_and(|(len, ())| len >= 2 && words.len() >= len + 2)
            && config.wording.nominal.at_start(words).is_none()
            && grammar.nouns.at_start(words).is_none()
    };
    let end = (1..between.len()).find(leads).or_else(|| (2..between.len().saturating_sub(3)).rev().find(done));
    end.map_or(between, |at| &between[..at])
}
