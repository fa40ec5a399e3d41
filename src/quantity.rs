//! Numbers with their units (数量): every numeral of a text, with what it says, or with the reason why it is no figure.
//!
//! ```text
//! 截至11月份，审查行政规范性文件59件，持证率达到80%以上
//!     └┬┘ date               └┬┘                └─┬─┘ surface: number, unit, modifiers glued to it
//!                         59 件                  80 %, at least
//! ```
//!
//! A leading modifier (约, 近, 超过) stays outside the surface and goes into the qualifier.

mod han;
mod numeral;
mod place;
mod attribute;
mod exclusion;
mod damage;
mod setting;
mod ranks;
mod ratio;

use rust_decimal::Decimal;

use crate::config::{Config, Kind, Qualifier, UnitId};
use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::{Span, Text, is_han};

pub use damage::dates as dates_in;
pub use exclusion::NotAFigure;
pub use han::{Vague, digit, power};
pub use numeral::{Form, Numeral, in_range, numeral};

/// The unit of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitName {
    /// A unit of the lexicon.
    Known(UnitId),
    /// A counter that no lexicon knows: where it stands.
    Unknown(Span),
}

/// A numeral of the text with its unit and what surrounds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The surface: number, unit, and the modifiers glued to it.
    pub span: Span,
    /// The numeral alone.
    pub numeral: Span,
    /// The value in the base unit (288.6万 is 2886000; percents stay percents); of a range the lower end.
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The unit, where it has one.
    pub unit: Option<UnitName>,
    /// Plain, percent in words, fraction.
    pub form: Form,
    /// A place in an order (居全省第3位).
    pub rank: bool,
    /// How exact it is, from the words right before and after it.
    pub qualifier: Option<Qualifier>,
    /// Written with Chinese numerals only.
    pub han: bool,
    /// Why it is no figure; `None` where it is one.
    pub none: Option<NotAFigure>,
}

impl Mention {
    /// A figure with nothing around it.
    pub const fn plain(span: Span, value: Decimal, high: Option<Decimal>, unit: Option<UnitName>) -> Self {
        Mention {
            span,
            numeral: span,
            value,
            high,
            unit,
            form: Form::Plain,
            rank: false,
            qualifier: None,
            han: false,
            none: None,
        }
    }

    /// The kind that number and unit make by themselves; growth and change only show in the clause.
    pub fn kind(&self, config: &Config) -> Kind {
        if self.rank {
            return Kind::Rank;
        }
        match (self.form, self.unit) {
            (Form::Fraction, _) => Kind::Ratio,
            (Form::Percent, _) => Kind::Rate,
            (_, Some(UnitName::Known(id))) => config.units.get(id).kind,
            _ => Kind::Count,
        }
    }
}

/// Every numeral of a text, in order; those that are no figure carry the reason.
///
/// Damaged places are noted. Returns an empty list for a text without numerals.
pub fn scan(text: &Text, config: &Config) -> Noted<Vec<Mention>> {
    let setting = setting::Setting::undo(text, config);
    let chars = setting.chars.as_slice();
    let shields = exclusion::shields(chars);
    let mut shield = shields.iter().peekable();
    let mut found: Vec<Mention> = Vec::new();
    let mut notes = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !may_start(chars, at, config) {
            at += 1;
            continue;
        }
        if let Some((length, note)) = damage::at(chars, at) {
            notes.push(note);
            at += length;
            continue;
        }
        let Some(mut mention) = read(chars, at, config) else {
            at += chars[at..].iter().take_while(|c| c.is_ascii_digit()).count().max(1);
            continue;
        };
        while shield.next_if(|(span, _)| span.end <= mention.span.start).is_some() {}
        if let Some((span, reason)) = shield.peek()
            && span.contains(mention.span.start)
        {
            mention.none = Some(*reason);
        }
        at = mention.span.end as usize;
        if found.last().is_some_and(|last| classed(last, &mention, config)) {
            mention.none = Some(NotAFigure::Attribute);
        }
        if let Some(last) = found.last() {
            ranks::goes_on(chars, last, &mut mention, config);
        }
        found.push(mention);
    }
    share_units(chars, &mut found, config);
    damage::run_together(chars, &found, &mut notes);
    for note in &mut notes {
        note.span = setting.span(note.span);
    }
    for mention in &mut found {
        mention.span = setting.span(mention.span);
        mention.numeral = setting.span(mention.numeral);
        if let Some(UnitName::Unknown(span)) = &mut mention.unit {
            *span = setting.span(*span);
        }
    }
    for mention in found.iter().filter(|m| m.none.is_none()) {
        notes.extend(unit_note(text, mention));
    }
    notes.sort_by_key(|note| note.span);
    Noted { value: found, notes }
}

/// 分别提高15、22个百分点: numbers in a row that share the unit behind the last.
fn share_units(chars: &[char], found: &mut [Mention], config: &Config) {
    for at in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(at);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else { continue };
        let measured = match second.unit {
            Some(UnitName::Known(id)) => config.units.get(id).kind != Kind::Count,
            _ => false,
        };
        let Some(between) = chars.get(first.span.end as usize..second.span.start as usize) else { continue };
        let bare = first.unit.is_none() && first.form == Form::Plain && first.span.end == first.numeral.end;
        let mark = matches!(between, ['、' | '和' | ','] | ['和' | '及', ' ']);
        let whole = matches!(first.none, None | Some(NotAFigure::Bare));
        if measured && bare && mark && whole && second.none.is_none() && first.han == second.han {
            first.unit = second.unit;
            first.none = None;
        }
    }
}

/// 3个2类新药: the class of what the figure right before it counts.
fn classed(last: &Mention, mention: &Mention, config: &Config) -> bool {
    let unit = |mention: &Mention| match mention.unit {
        Some(UnitName::Known(id)) => Some(config.units.get(id)),
        _ => None,
    };
    last.span.end == mention.span.start
        && unit(last).is_some_and(|unit| unit.kind == Kind::Count)
        && unit(mention).is_some_and(|unit| matches!(unit.name.as_str(), "类" | "级" | "期" | "代" | "层" | "星"))
}

fn unit_note(text: &Text, mention: &Mention) -> Option<Diagnostic> {
    let Some(UnitName::Unknown(span)) = mention.unit else { return None };
    let counter = text.str(span);
    Some(Diagnostic::new(
        Severity::Note,
        Code::UnknownUnit,
        mention.span,
        Message::new(
            format!("“{counter}”不在单位表中，按单位保留"),
            format!("“{counter}” is not among the known units; it is kept as the unit"),
        ),
    ))
}

/// Cheap test before a numeral is tried: most characters of a report start none.
fn may_start(chars: &[char], at: usize, config: &Config) -> bool {
    let c = chars[at];
    if c.is_ascii_digit() {
        return true;
    }
    if !('\u{3007}'..='\u{9fff}').contains(&c) {
        return false;
    }
    match c {
        '上' | '数' | '几' => chars.get(at + 1).is_some_and(|&next| power(next).is_some()),
        '翻' | '减' => matches!(chars.get(at + 1), Some('番' | '一' | '两' | '三' | '半')),
        c => digit(c).is_some() || power(c).is_some() || config.words.opens_rank(c),
    }
}

/// Reads the mention that starts at `at`: numeral, unit, range, modifiers, and whether it is a figure at all.
fn read(chars: &[char], at: usize, config: &Config) -> Option<Mention> {
    if let Some(mention) = doubled(chars, at, config).or_else(|| ranks::worded(chars, at, config)) {
        return Some(mention);
    }
    let first = numeral(&chars[at..])?;
    let mut end = at + first.len;
    let mut mention = Mention {
        span: Span::new(at as u32, end as u32),
        numeral: Span::new(at as u32, end as u32),
        value: first.value,
        high: None,
        unit: None,
        form: first.form,
        rank: false,
        qualifier: first.vague.map(|vague| match vague {
            Vague::More => Qualifier::MoreThan,
            Vague::Some => Qualifier::About,
        }),
        han: first.han,
        none: None,
    };
    let mut numeral_read = first;
    slashed(chars, &mut mention);
    end = mention.span.end as usize;
    if mention.form == first.form {
        take_unit(chars, &mut end, &mut mention, &first, config);
    }
    take_after(chars, &mut end, &mut mention, config);
    if let Some((second, second_start)) = upper_end(chars, at, end, &first) {
        let mut high = Mention { value: second.value, ..mention.clone() };
        let mut high_end = second_start + second.len;
        high.unit = None;
        high.qualifier = None;
        take_unit(chars, &mut high_end, &mut high, &second, config);
        take_after(chars, &mut high_end, &mut high, config);
        let (low, top) = align_scales(&first, &second, mention.unit.is_some());
        let same_unit = mention.unit.is_none() || high.unit.is_none() || mention.unit == high.unit;
        if same_unit && low < top {
            end = high_end;
            mention.value = low;
            mention.high = Some(top);
            mention.unit = high.unit.or(mention.unit);
            mention.numeral = Span::new(at as u32, (second_start + second.len) as u32);
            mention.qualifier = Some(Qualifier::Range);
            mention.form = if high.form == Form::Percent { Form::Percent } else { mention.form };
            numeral_read = Numeral { scaled: first.scaled && second.scaled, ..second };
        }
    }
    mention.span.end = end as u32;
    if mention.qualifier.is_none() || mention.qualifier == Some(Qualifier::MoreThan) {
        let lead = chars[..at].iter().rev().take(2).take_while(|c| **c == ' ').count();
        let before = without_per(&chars[at.saturating_sub(14)..at - lead], config);
        // 签约8项: the end of a longer word.
        let word = |len: usize| len > 1 || config.grammar.ends.at_end(before).is_none();
        let found = config.words.before.at_end(before).filter(|(len, _)| word(*len));
        mention.qualifier = found.map(|(_, qualifier)| qualifier).or(mention.qualifier);
    }
    ratio::take(chars, &mut mention, config);
    take_sign(chars, &mut mention, config);
    exclusion::judge(chars, &mut mention, &numeral_read, config);
    if mention.none.is_none() && mention.unit.is_none() && mention.form == Form::Plain && !mention.han {
        take_unknown_counter(chars, &mut mention, config);
    }
    Some(mention)
}

/// 低于每立方米│19微克: what stands before the unit that a value is reckoned by.
fn without_per<'a>(before: &'a [char], config: &Config) -> &'a [char] {
    let per = before.iter().rposition(|c| *c == '每').filter(|&at| {
        let unit = &before[at + 1..];
        config.units.at_start(unit).is_some_and(|(len, _)| len == unit.len()) || matches!(unit, ['人' | '户'])
    });
    per.map_or(before, |at| &before[..at])
}

/// 翻一番, 翻番, 翻两番, 减半: multiples without a counter.
fn doubled(chars: &[char], at: usize, config: &Config) -> Option<Mention> {
    let (len, value, form) = match &chars[at..] {
        ['翻', '番', ..] => (2, 1, Form::Plain),
        ['翻', n, '番', ..] => (3, digit(*n)?, Form::Plain),
        ['减', '半', ..] => (2, 0, Form::Fraction),
        _ => return None,
    };
    let fold = config.units.named("番");
    let value = if form == Form::Fraction { Decimal::new(5, 1) } else { Decimal::from(value) };
    let span = Span::new(at as u32, (at + len) as u32);
    let unit = fold.filter(|_| form == Form::Plain).map(UnitName::Known);
    Some(Mention {
        span,
        numeral: span,
        value,
        high: None,
        unit,
        form,
        rank: false,
        qualifier: None,
        han: true,
        none: None,
    })
}

/// 增长－2.4%, 增长率为-1.2‰: the minus before a number is the number's own where a value stands, whichever dash it is
/// written with. Behind a digit it is a range, behind a name a part of the name.
fn take_sign(chars: &[char], mention: &mut Mention, config: &Config) {
    let start = mention.span.start as usize;
    let Some(dash) = start.checked_sub(1).filter(|&at| matches!(chars[at], '-' | '—') && !mention.han) else {
        return;
    };
    let before = &chars[dash.saturating_sub(16)..dash];
    let before = before.strip_suffix(&[' ']).unwrap_or(before);
    let grammar = &config.grammar;
    let valued = grammar.tail.at_end(before).is_some()
        || grammar.changes.at_end(before).is_some()
        || grammar.change_nouns.at_end(before).is_some()
        || grammar.states.at_end(before).is_some()
        || grammar.row_ends.at_end(before).is_some();
    let measured = mention.unit.is_some_and(|unit| match unit {
        UnitName::Known(id) => config.units.get(id).kind != Kind::Count,
        UnitName::Unknown(_) => false,
    });
    let listed = matches!(before.last(), Some('、' | ',' | '(' | ':')) && measured;
    if (valued || listed) && mention.high.is_none() && mention.value > Decimal::ZERO {
        mention.value = -mention.value;
        mention.span.start = dash as u32;
        mention.numeral.start = dash as u32;
    }
}

/// 1/3: a fraction in digits, from halves to tenths; 3/15 is a date.
fn slashed(chars: &[char], mention: &mut Mention) {
    let end = mention.span.end as usize;
    let start = mention.span.start as usize;
    let ['/', rest @ ..] = &chars[end..] else { return };
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let below: String = rest[..digits].iter().collect();
    let Ok(below) = below.parse::<i64>() else { return };
    let stops = rest
        .get(digits)
        .is_none_or(|c| is_han(*c) && !matches!(c, '年' | '月' | '日') || matches!(c, ',' | '。' | ';' | '、'));
    let opens = !start
        .checked_sub(1)
        .is_some_and(|at| matches!(chars[at], '/' | '.' | '-') || chars[at].is_ascii_alphanumeric());
    let whole = mention.unit.is_none() && mention.form == Form::Plain && end - start == 1;
    if whole && opens && stops && (2..=10).contains(&below) && mention.value < Decimal::from(below) {
        mention.value = (mention.value / Decimal::from(below)).round_dp(6);
        mention.span.end = (end + 1 + digits) as u32;
        mention.numeral.end = mention.span.end;
        mention.form = Form::Fraction;
    }
}

/// The unit after a numeral; one space may stand between them (40 学时), but none after a Chinese numeral.
fn take_unit(chars: &[char], end: &mut usize, mention: &mut Mention, numeral: &Numeral, config: &Config) {
    match numeral.form {
        Form::Percent => {
            mention.unit = config.units.named("%").map(UnitName::Known);
            return;
        }
        Form::Fraction => return,
        Form::Plain => {}
    }
    if let Some((len, id)) = one_and_a_half(&chars[*end..], config) {
        *end += len;
        mention.unit = Some(UnitName::Known(id));
        mention.value += Decimal::new(5, 1);
        return;
    }
    let gap = usize::from(!mention.han && chars.get(*end) == Some(&' '));
    if let Some((len, id)) = config.units.at_start(&chars[*end + gap..]) {
        *end += gap + len;
        mention.unit = Some(UnitName::Known(id));
        // 10个多月 is rare, 2倍多 and 3公里多 are not.
        if matches!(chars.get(*end), Some('多' | '余')) && !chars.get(*end + 1).is_some_and(|&c| is_han(c)) {
            *end += 1;
            mention.qualifier = Some(Qualifier::MoreThan);
        }
    }
}

/// The unit of 一个半月, 两年半, 三公里半, with its half: how long both are, and which unit it is.
///
/// 年半 before a word that 半 heads (半数, 半径) is none.
fn one_and_a_half(chars: &[char], config: &Config) -> Option<(usize, UnitId)> {
    if let ['个', '半', rest @ ..] = chars {
        let whole: Vec<char> = std::iter::once('个').chain(rest.iter().copied().take(3)).collect();
        let (len, id) = config.units.at_start(&whole)?;
        return (config.units.get(id).kind == Kind::Duration).then_some((len + 1, id));
    }
    let (len, id) = config.units.at_start(chars)?;
    let measured = config.units.get(id).scale.is_some();
    let ends = match chars.get(len + 1) {
        Some(&next) => {
            !is_han(next) || matches!(next, '的' | '时' | '来' | '内' | '以' | '左' | '后' | '前' | '之' | '多')
        }
        None => true,
    };
    (measured && chars.get(len) == Some(&'半') && ends).then_some((len + 1, id))
}

/// A modifier right after number and unit: 以上, 左右, 以内.
fn take_after(chars: &[char], end: &mut usize, mention: &mut Mention, config: &Config) {
    let Some((len, qualifier)) = config.words.after.at_start(&chars[*end..]) else { return };
    // 30日内 is a bound; 5个内设机构 is not, nor is 20个以内部.
    let short = len == 1;
    let duration = match mention.unit {
        Some(UnitName::Known(id)) => config.units.get(id).kind == Kind::Duration,
        _ => false,
    };
    if short && (!duration || chars.get(*end + 1).is_some_and(|c| matches!(c, '设' | '部' | '容' | '生'))) {
        return;
    }
    *end += len;
    mention.qualifier = Some(qualifier);
}

/// The numeral after a range mark: 6%－6.5%, 20—30个, 2至3年. Not the later value in 由9.8%降至7.5% or 从3到5.
fn upper_end(chars: &[char], start: usize, end: usize, first: &Numeral) -> Option<(Numeral, usize)> {
    let mark = *chars.get(end)?;
    let at = match mark {
        '-' | '~' | '—' => {
            let double = mark != '-' && chars.get(end + 1) == Some(&mark);
            end + 1 + usize::from(double)
        }
        '至' | '到' => {
            let before = &chars[start.saturating_sub(12)..start];
            let clause = before.iter().rposition(|c| matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | '\n'));
            let clause = &before[clause.map_or(0, |at| at + 1)..];
            if clause.iter().any(|c| matches!(c, '从' | '由' | '自')) {
                return None;
            }
            end + 1
        }
        _ => return None,
    };
    let second = numeral(&chars[at..])?;
    (second.han == first.han && second.form == first.form || second.form == Form::Percent).then_some((second, at))
}

/// The two ends of a range in the same scale: 3-5万 is 30000 to 50000.
fn align_scales(first: &Numeral, second: &Numeral, first_has_unit: bool) -> (Decimal, Decimal) {
    let mut low = first.value;
    if !first_has_unit && !first.scaled && second.scaled {
        let scales = [Decimal::from(100_000_000), Decimal::from(10_000)];
        if let Some(scale) = scales.into_iter().find(|scale| second.value >= *scale && low * scale < second.value) {
            low *= scale;
        }
    }
    (low, second.value)
}

/// A counter that no lexicon knows: one to three Han characters between the number and a stop.
fn take_unknown_counter(chars: &[char], mention: &mut Mention, config: &Config) {
    let end = mention.span.end as usize;
    let gap = usize::from(chars.get(end) == Some(&' '));
    let start = end + gap;
    let run = chars[start..].iter().take(4).take_while(|c| is_han(**c)).count();
    // 1200万学生: what is counted, with no counter.
    let scaled = chars[mention.numeral.start as usize..end].iter().any(|c| matches!(c, '万' | '亿'));
    if scaled && run > 1 {
        return;
    }
    let linked = (1..4).contains(&run) && matches!(chars[start + run - 1], '和' | '及' | '与' | '或' | '的');
    let run = run - usize::from(linked);
    let verb = config.words.no_counters.at_start(&chars[start..]).is_some();
    if (1..=3).contains(&run) && !verb && chars.get(start).is_some_and(|&c| digit(c).is_none() && power(c).is_none()) {
        let span = Span::new(start as u32, (start + run) as u32);
        mention.unit = Some(UnitName::Unknown(span));
        mention.span.end = span.end;
    }
}
