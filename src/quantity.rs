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
mod aloud;
mod digits;
mod form;
mod numeral;
mod measure;
mod place;
mod attribute;
mod exclusion;
mod damage;
mod setting;
mod ranks;
mod ratio;
mod shared;

use rust_decimal::Decimal;

use crate::config::{Config, Kind, Qualifier, UnitId};
use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::signs::{DAY, EACH, MONTH, MYRIAD, YEAR};
use crate::text::{Span, Text, is_han};

pub use damage::dates as dates_in;
pub use exclusion::NotAFigure;
pub use han::{Vague, begins_with_classes, digit, power};
pub use numeral::{Form, Numeral, in_range, numeral};
pub(crate) use ranks::moves;

use measure::{take_after, take_range, take_unit, take_unknown_counter};

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
            (Form::Percent | Form::PerMille, _) => Kind::Rate,
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
            exclusion::goes_on(chars, last, &mut mention, config);
        }
        found.push(mention);
    }
    shared::units(chars, &mut found, config);
    ranks::told_again(chars, &mut found, config);
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

/// 3个2类新药: the class of what the figure right before it counts.
fn classed(last: &Mention, mention: &Mention, config: &Config) -> bool {
    let unit = |mention: &Mention| match mention.unit {
        Some(UnitName::Known(id)) => Some(config.units.get(id)),
        _ => None,
    };
    last.span.end == mention.span.start
        && unit(last).is_some_and(|unit| unit.kind == Kind::Count)
        && unit(mention).is_some_and(|unit| config.words.class_counters.is_word(&unit.name))
}

fn unit_note(text: &Text, mention: &Mention) -> Option<Diagnostic> {
    let Some(UnitName::Unknown(span)) = mention.unit else { return None };
    let counter = text.str(span);
    // 纳戈瑞/小时: put together from units, and no slip of a counter.
    if counter.contains('/') {
        return None;
    }
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
        // 迈上│百亿元台阶
        c if config.words.indefinite.has(c) && !(at > 0 && config.words.steps_up.has(chars[at - 1])) => {
            chars.get(at + 1).is_some_and(|&next| power(next).is_some())
        }
        c if config.words.multiples.opens(c) => config.words.multiples.at_start(&chars[at..]).is_some(),
        c => digit(c).is_some() || power(c).is_some() || config.words.opens_rank(c),
    }
}

/// Reads the mention that starts at `at`: numeral, unit, range, modifiers, and whether it is a figure at all.
fn read(chars: &[char], at: usize, config: &Config) -> Option<Mention> {
    if let Some(mention) = doubled(chars, at, config).or_else(|| ranks::worded(chars, at, config)) {
        return Some(mention);
    }
    // 12 3 156: cells of a row, and no thousands.
    let cell = at >= 2 && chars[at - 1] == ' ' && chars[at - 2].is_ascii_digit();
    let blank = || chars[at..].iter().take(4).position(|c| *c == ' ').map_or(chars.len(), |blank| at + blank);
    let first = numeral(&chars[at..if cell { blank() } else { chars.len() }])?;
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
    if let Some(whole) = take_range(chars, at, &mut end, &mut mention, &first, config) {
        numeral_read = whole;
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
    let per = before.iter().rposition(|c| *c == EACH).filter(|&at| {
        let unit = &before[at + 1..];
        config.units.at_start(unit).is_some_and(|(len, _)| len == unit.len()) || config.words.per_people.is(unit)
    });
    per.map_or(before, |at| &before[..at])
}

/// 翻一番, 翻番, 翻两番, 减半: multiples without a counter.
fn doubled(chars: &[char], at: usize, config: &Config) -> Option<Mention> {
    let (len, times) = config.words.multiples.at_start(&chars[at..])?;
    let form = if times == 0 { Form::Fraction } else { Form::Plain };
    let fold = config.units.named(config.words.fold_unit.as_str());
    let value = if form == Form::Fraction { Decimal::new(5, 1) } else { Decimal::from(times) };
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

/// 增长－2.4%, 增长率为-1.2‰, 零下6.3℃: the minus before a number is the number's own where a value stands, whichever dash it is
/// written with. Behind a digit it is a range, behind a name a part of the name.
fn take_sign(chars: &[char], mention: &mut Mention, config: &Config) {
    let start = mention.span.start as usize;
    let dash = start.checked_sub(1).filter(|&at| matches!(chars[at], '-' | '—'));
    let word = config.words.below_zero.at_end(&chars[..start]).map(|(len, ())| start - len);
    let Some(dash) = dash.or(word).filter(|_| !mention.han) else { return };
    let before = &chars[dash.saturating_sub(16)..dash];
    let before = before.strip_suffix(&[' ']).unwrap_or(before);
    let grammar = &config.grammar;
    // 减负20亿元: by itself the word also ends others.
    let spoken = is_han(chars[dash]) && start - dash == 1;
    let changes = grammar.changes.at_end(before).is_some() || grammar.change_nouns.at_end(before).is_some();
    let told = if spoken { &config.words.below_zero_behind } else { &grammar.tail };
    let valued = told.at_end(before).is_some()
        || !spoken && (changes || grammar.states.at_end(before).is_some() || grammar.row_ends.at_end(before).is_some());
    let measured = mention.unit.is_some_and(|unit| match unit {
        UnitName::Known(id) => config.units.get(id).kind != Kind::Count,
        UnitName::Unknown(_) => false,
    });
    // 气温-12.4℃, 变动-0.6个百分点: behind a word a hyphen before what is measured is a minus; a dash may only part them.
    let listed = matches!(before.last(), Some('、' | ',' | '(' | ':')) && measured;
    let named = (chars[dash] == '-' || start - dash > 1) && before.last().is_some_and(|c| is_han(*c)) && measured;
    if (valued || listed || named) && mention.high.is_none() && mention.value > Decimal::ZERO {
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
    let stops = rest.get(digits).is_none_or(|c| {
        is_han(*c) && !matches!(*c, YEAR | MONTH | DAY | MYRIAD) || matches!(c, ',' | '。' | ';' | '、')
    });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_never_overlap() {
        let config = Config::builtin().unwrap();
        for text in
            ["增速居全省13市第2位。", "得分98全省第3。", "满意度98全市第1、列中部6省第1位。", "居全国31省第8位。"]
        {
            let found = scan(&Text::new(text.to_owned()), &config).value;
            assert!(found.windows(2).all(|two| two[0].span.end <= two[1].span.start), "{text}");
            assert!(found.iter().all(|one| one.span.start <= one.numeral.start && one.numeral.end <= one.span.end));
        }
    }
}
