//! Words to a label: what is taken off a clause's start, which verbs open it, what noun a figure counts.

use crate::config::{Config, Grammar, Phrases};
use crate::quantity::{begins_with_classes, digit};
use crate::text::signs::{OF, RATE, SHARE, TEN, YEAR};

use super::asof::{deadline, opening_asof};
use super::runs;
use super::word;
use super::word::squeezed;

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
            .or_else(|| deadline(rest, &grammar.times))
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
            // 争取│专项资金: what is brought in, and no aim.
            let sought = grammar.intents.at_start(rest).is_some_and(|(meant, ())| meant == len)
                && grammar.verbs.at_start(rest).is_some_and(|(verb, ())| verb == len)
                && grammar.sums_of_money.at_end(rest).is_some();
            // 与上年同期│相比: what a change is measured against is taken off as a whole.
            let compared = grammar.against.at_start(rest).is_some_and(|(against, ())| against > len);
            // 为│计划的: what is measured against, and no time.
            let base = clause.get(..clause.len() - rest.len()).is_some_and(|before| grammar.became_ends.close(before));
            (!(verb || sought || compared || base && grammar.plan_heads.is(rest))).then_some(())?;
            // 预期性│指标, 计划单列市: part of a longer word.
            let longer = len > 1 && grammar.begins.at_start(rest).is_some_and(|(word, ())| word > len);
            (!longer).then_some(())?;
            // 其中超│50亿元项目: the bound of a class belongs to it.
            let bounds = grammar.exceeds.at_start(rest).is_some() && rest.get(len).is_some_and(char::is_ascii_digit);
            (!bounds).then_some(())?;
            // 加│上年结转, 加│上级补助: no 加上.
            let from = len > 1 && grammar.last_year.has(rest[len - 1]);
            let carried = rest.get(len) == Some(&YEAR) && grammar.verbs.at_start(&rest[len - 1..]).is_some();
            let len = len - usize::from(from && (carried || grammar.levels_above.at_start(&rest[len - 1..]).is_some()));
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

/// 一是, 二要, （三）, 1. and 1、 at the start.
pub(super) fn list_mark(chars: &[char], grammar: &Grammar) -> Option<usize> {
    match chars {
        _ if begins_with_classes(chars) => None,
        [n, mark, ..] if (digit(*n).is_some() || *n == TEN) && grammar.item_marks.has(*mark) => Some(2),
        [TEN, n, mark, ..] if digit(*n).is_some() && grammar.item_marks.has(*mark) => Some(3),
        ['(', n, ')', ..] if digit(*n).is_some() || n.is_ascii_digit() || *n == TEN => Some(3),
        ['—', '—', ..] => Some(2),
        // 6、低保; not 3、4号楼, 3、四年级.
        [n, '.' | '、', next, ..] if n.is_ascii_digit() && !next.is_ascii_digit() && digit(*next).is_none() => Some(2),
        [one, n, '.' | '、', next, ..] if one.is_ascii_digit() && n.is_ascii_digit() && !next.is_ascii_digit() => {
            Some(3)
        }
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
        // 新建│居家养老服务中心: no 居, but half a word.
        if len == 1 && rest.len() < clause.len() && word::heads(rest, grammar) {
            break;
        }
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
        // 研发投入: a noun that ends so; 网上│立案: what is left says only how.
        let how = grammar.hows.is(&rest[..rest.len() - len]);
        if how || rest.len() < len + 2 || grammar.nouns.at_end(rest).is_some_and(|(noun, ())| noun > len) {
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

/// The mean that opens words: 笔均, 月人均.
pub(super) fn opening_mean<'a>(words: &'a [char], grammar: &Grammar) -> Option<&'a [char]> {
    let words = open(words, grammar).rest;
    grammar.means.at_start(words).map(|(len, ())| &words[..len])
}

/// Whether words only say how something was, what was done to it, or what it is held against.
fn names_nothing(core: &[char], grammar: &Grammar) -> bool {
    // 被采纳: what was told before.
    let passive = matches!(core, [first, rest @ ..] if grammar.passive.has(*first) && grammar.takes.is(rest));
    let average = grammar.averages.at_start(core).is_some() && core.len() <= 6;
    let compared = grammar.compares_with.open(core) && !(core.get(1) == Some(&RATE) || word::heads(core, grammar));
    let longest = if core.contains(&OF) { LONGEST_COMPARED_WITH } else { LONGEST_COMPARED };
    let exceeds = grammar.exceeds.at_start(core).is_some() && core.len() <= longest;
    passive || average || core.first() == Some(&SHARE) || is_manner(core, grammar) || compared || exceeds
}

/// So long is at most what something is only held against: 高于全县农民收入增速. Set by hand.
const LONGEST_COMPARED: usize = 14;
/// The same where 的 may make it an attribute of what is counted (高于全市平均增速的行业).
const LONGEST_COMPARED_WITH: usize = 8;

/// Whether a clause (opened, without its tail) has a subject of its own.
pub(super) fn subject(core: &[char], grammar: &Grammar) -> Subject {
    let core = squeezed(core);
    if names_nothing(&core, grammar) {
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
    let of = core.iter().position(|c| *c == OF).is_some_and(|of| core.get(of + 1) != Some(&SHARE));
    let used = grammar.used_for.at_start(core).is_some() && !of;
    if used || grammar.drives.at_start(core).is_some() {
        return Subject::General;
    }
    // 实有│58人
    if grammar.exists.is(core) {
        return Subject::Missing;
    }
    // 户均│666元
    if grammar.means.is(core) {
        return Subject::Missing;
    }
    // 增幅比一季度回落: the change is of what was told before.
    let measured = |behind: &[char]| {
        behind.is_empty() || grammar.compares_with.open(behind) || grammar.exceeds.at_start(behind).is_some()
    };
    let changes = grammar.change_nouns.at_start(noun).is_some_and(|(len, _)| measured(&noun[len..]));
    // 收入│安排46亿元: planned, and of what was told.
    let planned = grammar.side_plans.at_end(noun).map(|(len, ())| &noun[..noun.len() - len]);
    let side = planned.is_some_and(|side| grammar.account_sides.is(side));
    if changes || side || grammar.general.is(noun) || word::general_object(noun, grammar) {
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
        _ if rate && word::is_done_so(noun, grammar) => Subject::General,
        // 进口额: an amount of what is told by itself too.
        2..=3 if amount && !grammar.nouns.is(&noun[..noun.len() - 1]) => Subject::General,
        _ => Subject::Own,
    }
}

/// Words that only say how a change went: 年均, 五年年均, 实际, 又.
pub(super) fn is_manner(core: &[char], grammar: &Grammar) -> bool {
    let mut rest = core;
    while !rest.is_empty() {
        let plan = usize::from(rest[0] == '“');
        if let Some((len, ())) = grammar.manner_words.at_start(rest) {
            rest = &rest[len..];
        } else if let Some((len, _)) = grammar.times.plans.at_start(&rest[plan..]) {
            // “十四五”前四年
            let behind = &rest[plan + len..];
            let behind = behind.strip_prefix(&['”']).unwrap_or(behind);
            let span = grammar.times.plan_ends.at_start(behind).map_or(0, |(len, ())| len);
            rest = &behind[span.max(usize::from(grammar.times.first_part.open(behind)))..];
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

/// Whether a clause only says why, or in what circumstances: 受疫情影响, 克服严重灾害影响.
pub(super) fn is_circumstance(clause: &[char], config: &Config) -> bool {
    let opened = open(clause, &config.grammar).rest;
    // 因材料缺失引起的│纠纷; 尽管有严重的干扰 is no noun's.
    let why = config.grammar.because.at_start(opened).is_some() && !opened.contains(&OF);
    let words = &config.promises;
    // 在确保质量的前提下
    let whole = &clause[clause.iter().take_while(|c| c.is_whitespace()).count()..];
    let opens = |starts: &Phrases<()>| [opened, whole].iter().any(|words| starts.at_start(words).is_some());
    let framed = |starts: &Phrases<()>, ends: &Phrases<()>| opens(starts) && ends.at_end(opened).is_some();
    let despite = words.despite.at_start(opened).is_some();
    why || despite || framed(&words.circumstance, &words.circumstance_ends) || framed(&words.overcomes, &words.overcome)
}

/// The noun phrase of a clause that holds no figure, as the subject of figures behind it; `None` where there is none.
pub(super) fn noun_phrase<'a>(clause: &'a [char], config: &Config) -> Option<&'a [char]> {
    let grammar = &config.grammar;
    let opened = runs::without_record(word::led_among(open(clause, grammar).rest, grammar), config);
    // 扣除价格因素: what a change is told without, and not what changed.
    if grammar.asides.at_start(clause).is_some() || grammar.asides.at_start(opened).is_some() {
        return None;
    }
    if is_circumstance(clause, config) {
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
                // 经济│增长速度的调控目标
                && grammar.change_nouns.at_start(&opened[at..]).is_none()
            {
                // 创新指标│位列全省第一方阵: what has the place, and not the place.
                let ranked = config.words.rank_enters.at_start(&opened[at..]).is_some() && at >= 4;
                best = if ranked { &opened[..at] } else { after_verbs(&opened[at..], grammar) };
                break;
            }
        }
    }
    let best = super::relation::strip_tail(best, grammar);
    // 办结案件中，……
    let best = word::before_among(best, grammar).unwrap_or(best);
    // 增长速度│比原来预计的高一些
    // 物价涨幅│比去年明显回落
    let against = (2..best.len()).find(|&at| {
        grammar.expected.at_start(&best[at..]).is_some()
            || grammar.compares_with.has(best[at]) && grammar.against.at_start(&best[at..]).is_some()
    });
    let best = against.map_or(best, |at| &best[..at]);
    let best = word::behind_examples(best, config);
    // Clauses that say how, not what.
    let manner = grammar.manner_ends.close(best) || grammar.manner_starts.open(best);
    let clause = grammar.manner_verbs.any(best) || best.iter().filter(|c| **c == '、').count() > 1;
    (best.len() >= 2 && !manner && !clause).then_some(best)
}
