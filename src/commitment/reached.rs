//! The figures of a later report that tell what became of a target.

use rust_decimal::Decimal;

use super::clauses::only_letters;
use super::fit::{Figure, Fit, Side, clause_of, differs, fit, is_another, is_built, is_wider};
use super::judge::is_near;
use super::promises::Promise;
use super::question::Question;
use super::subject::{Thing, counts_the_thing, is_of_it, is_short_for, telling};
use crate::config::Kind;
use crate::indicator::{Indicator, Measure, own_part};
use crate::similarity::Pairs;
use crate::text::signs::{LISTED, RATE};
use crate::text::{Span, is_han};
use crate::timeline::evidence::{Fields, compare};
use crate::timeline::facts::changes_of;

/// A figure of the later report by its place, with what speaks for it.
pub(super) type Found = Option<(usize, f64)>;

/// The figures that tell of a target's thing, with the bits that speak for them.
#[derive(Default)]
pub(super) struct Figures {
    /// The one that can be held against it.
    pub(super) same: Found,
    /// One that counts otherwise.
    pub(super) otherwise: Found,
}

/// The figure of a later report that tells what became of a target.
pub(super) fn figure(question: Question, thing: &Thing) -> Figures {
    let Question { promise, then, told, config, weights, .. } = question;
    let wanted = thing.wanted.side;
    let answers = |figure: &&Figure| {
        let reached = &then.indicators[figure.at];
        of_its_year(promise, reached) && (wanted.one.kind != Kind::Rank || reached.kind == Kind::Rank)
    };
    let enough = |figure: &Figure| {
        let bits = compare(wanted.fields, &figure.fields, config).ok()?.bits();
        let least = if near(wanted.fields, &figure.fields) { NEAR } else { ANSWERS };
        (bits >= least).then_some(bits)
    };
    let likely = told
        .likely(&wanted.fields.label)
        .into_iter()
        .filter(answers)
        .filter_map(|figure| Some((enough(figure)?, figure)));
    let mut likely: Vec<(f64, &Figure)> = likely.collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0));
    // What is told of the year itself comes before what is told of several.
    let (mut found, mut later) = (Figures::default(), None);
    let of_more_years = |fields: &Fields| fields.averaged || fields.years > promise.years;
    for (bits, figure) in likely.into_iter().take(MOST) {
        let side = Side::new(then, figure);
        let of_it = bits >= SURE && thing.is_named() || is_of_it(thing, side, (config, weights));
        if !of_it || !counts_the_thing(thing, side, weights) {
            continue;
        }
        match fit(&thing.wanted, side, config) {
            Fit::Same => {
                found.same = Some((figure.at, bits));
                break;
            }
            Fit::Otherwise if of_more_years(&figure.fields) => later = later.or(Some((figure.at, bits))),
            Fit::Otherwise => found.otherwise = found.otherwise.or(Some((figure.at, bits))),
            _ => {}
        }
    }
    found.otherwise = found.otherwise.or(later);
    found
}

/// How many figures are asked whether they are of a target's thing, those first that most speaks for: some thousand alike tell nothing.
const MOST: usize = 200;

/// As many bits as a figure of the same name gets.
pub(super) const FULL: f64 = 8.0;

/// How many bits a figure has that is of the same name, so that nothing else is asked. Set by hand, a little under all.
const SURE: f64 = 7.2;

/// How many bits make a figure the answer to a target. Set by hand on the labels of three provinces' reports.
const ANSWERS: f64 = 2.5;

/// How many bits are enough where the two are of one unit and near each other: figures of one thing are.
const NEAR: f64 = 0.8;

fn near(own: &Fields, other: &Fields) -> bool {
    own.block.measure == Measure::Level
        && own.unit.is_some()
        && own.unit == other.unit
        && is_near(own.value, other.value)
}

/// Whether a figure tells of the year that a promise is about, as far as both say.
pub(super) fn of_its_year(promise: &Promise, reached: &Indicator) -> bool {
    promise.period.is_none() || reached.period.is_none() || reached.period == promise.period
}

/// The one figure of the same unit, near the target, whose clause says most of what the target is called: 归集信用信息142万条 for
/// 信用信息归集总量120万条.
pub(super) fn kin(question: Question, thing: &Thing) -> Found {
    let Question { promise, then, told, config, weights, .. } = question;
    let wanted = thing.wanted.side;
    let topic: Vec<char> = match wanted.fields.bare {
        // 实施重点项目30个、年度投资8亿元
        true => wanted.before().iter().copied().filter(|c| is_han(*c)).collect(),
        false => wanted.one.topic.chars().collect(),
    };
    let name = Pairs::new(&topic, weights);
    let mut likely: Vec<(f64, &Figure)> = Vec::new();
    for figure in told.likely(&wanted.fields.label) {
        let (told, other) = (Side::new(then, figure), &figure.fields);
        let of_its_time = of_its_year(promise, told.one) && told.one.years == promise.years;
        if !of_its_time || !kindred(wanted.fields, other) {
            continue;
        }
        let said = name.contained_in(told.said(weights));
        let said = match () {
            () if said >= KIN && said * name.mass() >= KIN_WEIGHS => said,
            () if !wanted.fields.bare && !other.bare && is_short_for(thing, told) => KIN,
            () => continue,
        };
        likely.push((said, figure));
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut found: Vec<(f64, usize)> = Vec::new();
    for (said, figure) in likely.into_iter().take(MOST) {
        let told = Side::new(then, figure);
        let counts = counts_the_thing(thing, told, weights);
        if counts && is_of_it(thing, told, (config, weights)) && fit(&thing.wanted, told, config) == Fit::Same {
            found.push((said, figure.at));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (said, at) = *found.first()?;
    // Two that say as much are two things.
    let alone = found.get(1).is_none_or(|(other, _)| *other + KIN_LEAD <= said);
    alone.then_some((at, said * ANSWERS))
}

/// Whether two values may be of one thing by their size and unit, or are shares or growths in percent; of two amounts one may have
/// none (1000万以上贫困人口), and what is taken away is told as a change or as a number of its own.
pub(super) fn kindred(own: &Fields, other: &Fields) -> bool {
    let percent = |one: &Fields| matches!(one.block.measure, Measure::Growth | Measure::Share);
    if percent(own) {
        return own.block == other.block && own.direction == other.direction && is_near(own.value, other.value);
    }
    let amount = |one: &Fields| matches!(one.block.measure, Measure::Level | Measure::Delta);
    let unit = own.unit == other.unit || own.unit.is_none() || other.unit.is_none();
    let named = own.unit.is_some() || own.value >= Decimal::ONE_THOUSAND;
    amount(own) && amount(other) && unit && named && is_near(own.value, other.value)
}

/// How much of a target's name stands before a figure of its unit near it, how much that weighs, and by how much it leads.
/// Set by hand.
const KIN: f64 = 0.55;
const KIN_WEIGHS: f64 = 1.6;
const KIN_LEAD: f64 = 0.1;

/// A figure of the very thing that measures something else of it: 技术合同成交额增长48% for a target of 100亿元.
pub(super) fn of_its_subject(question: Question, thing: &Thing) -> Found {
    let own = thing.wanted.side.fields;
    let Question { promise, then, told, config, .. } = question;
    let others = told.likely(&own.label).into_iter().filter_map(|figure| {
        let (one, other) = (&then.indicators[figure.at], &figure.fields);
        let other_measure = own.block.measure != other.block.measure;
        let of_its_time = of_its_year(promise, one) && one.years == 1 && !other.averaged;
        if own.bare || other.bare || !of_its_time || !other_measure {
            return None;
        }
        let alike = own.label.cosine(&other.label);
        let side = Side::new(then, figure);
        let apart = || is_wider(&thing.wanted, side, config) || differs(&thing.wanted, side, config);
        (alike >= SUBJECT && !apart()).then_some((figure.at, alike))
    });
    likest(others, SUBJECT)
}

/// The level that a change is told beside, where it can be held against the target: 优良天数301天，同比增加12天.
pub(super) fn level_of(question: Question, thing: &Thing, change: usize) -> Option<usize> {
    let wanted = thing.wanted.side;
    let indicators = &question.then.indicators;
    let changes = matches!(indicators[change].measure(), Measure::Growth | Measure::Delta);
    if wanted.fields.block.measure != Measure::Level || !changes {
        return None;
    }
    let mut levels = levels_beside(question, change).filter(|figure| {
        let Figure { at, fields, .. } = figure;
        let one = &indicators[*at];
        let same = fields.block == wanted.fields.block && one.unit == wanted.one.unit;
        let told = Side::new(question.then, figure);
        same && is_near(wanted.fields.value, fields.value)
            && of_its_year(question.promise, one)
            && fit(&thing.wanted, told, question.config) == Fit::Same
    });
    let level = levels.next()?;
    levels.next().is_none().then_some(level.at)
}

/// The figures right before a change that it is told to be of.
pub(super) fn levels_beside<'a>(question: Question<'a>, change: usize) -> impl Iterator<Item = &'a Figure> {
    let (indicators, figures) = (&question.then.indicators, &question.told.figures);
    let place = |at: usize| figures.partition_point(|figure| figure.at < at);
    let near = figures[place(change.saturating_sub(3))..place(change)].iter();
    near.filter(move |figure| {
        indicators[figure.at].quote == indicators[change].quote && changes_of(indicators, figure.at).contains(&change)
    })
}

/// 12所敬老院改造项目中9所完工: of so many of what was promised, those told right behind to be there.
pub(super) fn of_them(question: Question, thing: &Thing, at: usize) -> Option<usize> {
    let (then, config) = (question.then, question.config);
    let place = question.told.figures.partition_point(|figure| figure.at < at);
    let [all, part] = question.told.figures.get(place..place + 2)? else { return None };
    let (came_at, all, part) = (part.at, Side::new(then, all), Side::new(then, part));
    let (words, text) = (&config.promises, &then.report.text);
    let beside = all.one.quote == part.one.quote && all.one.span.end <= part.one.span.start;
    let between = text.folded(Span::new(all.one.span.end, part.one.span.start.max(all.one.span.end)));
    let open = between.iter().position(|c| is_han(*c))?;
    // 中 ends what stands before the number of some, and 其中 opens their clause.
    let among = words.among.at_end(between).is_some_and(|(len, ())| len < between.len() - open)
        && all.clause().covers(part.one.span)
        || words.among.is(&between[open..]) && !is_built(all, config);
    let clause = clause_of(then, part.one);
    let behind = text.folded(Span::new(part.one.span.end, clause.end.max(part.one.span.end)));
    let end = behind.iter().position(|c| *c == LISTED).unwrap_or(behind.len());
    let came =
        words.built.any(&behind[..end]) || words.stages.find(&behind[..end]).is_some_and(|(.., step)| step > BEGUN);
    let fewer = all.one.unit == part.one.unit && part.one.value < all.one.value && thing.wanted.is_to_be_there();
    (beside && among && came && fewer).then_some(came_at)
}

/// The step of what was only begun.
const BEGUN: u8 = 1;

/// The growth that was to keep up with that of the whole: 居民收入增长与经济增长同步.
pub(super) fn kept_up(question: Question) -> Found {
    let Question { promise, told, config, weights, .. } = question;
    let core = question.core();
    let (at, ..) = config.promises.beside.find(core).filter(|_| promise.target.is_none())?;
    let name = Pairs::new(&config.aliases.apply(&core[..at]), weights);
    let of_a_year = |one: &Fields| one.block.measure == Measure::Growth && one.years == 1 && !one.averaged;
    let of_its_time = |at: usize| of_its_year(promise, &question.then.indicators[at]);
    let grown = told.figures.iter().filter(|figure| of_a_year(&figure.fields) && of_its_time(figure.at));
    likest(grown.map(|figure| (figure.at, name.contained_in(&figure.fields.label))), KEPT_UP)
}

/// A figure of the thing that was to stay or become so: 外贸进出口增长12% for 进出口总额保持正增长.
pub(super) fn of_its_state(question: Question) -> Found {
    let Question { promise, then, told, config, weights, .. } = question;
    if promise.target.is_some() || !promise.is_state {
        return None;
    }
    let name = Pairs::new(&config.aliases.apply(question.core()), weights);
    if name.mass() < STATE_WEIGHS {
        return None;
    }
    let of_a_year =
        |at: usize, one: &Fields| one.years == 1 && !one.averaged && of_its_year(promise, &then.indicators[at]);
    let figures = told.figures.iter().filter(|figure| of_a_year(figure.at, &figure.fields));
    let alike = |label: &Pairs| name.contained_in(label).min(label.contained_in(&name));
    likest(figures.map(|figure| (figure.at, alike(&figure.fields.label))), STATE)
}

/// How much of the name of what was to stay so the label of its figure has at least, and the other way round, and how much that name
/// weighs. Set by hand.
const STATE: f64 = 0.6;
const STATE_WEIGHS: f64 = 1.2;

/// The first of the likest that are at least so alike.
fn likest(found: impl Iterator<Item = (usize, f64)>, least: f64) -> Found {
    let enough = found.filter(|(_, alike)| *alike >= least);
    enough.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// How alike two labels are at least that name the very same thing, and how much of the name of what is to keep up with the
/// whole its figure's label has. Set by hand.
const SUBJECT: f64 = 0.8;
const KEPT_UP: f64 = 0.5;

/// The one figure of a clause that can be held against a target: it measures the same in the same unit, stands behind the
/// same words, and counts alike: what there is in all is no answer to what was to be added. Of a clause that is only `hinted` at it is
/// near the target as well.
pub(super) fn inside(question: Question, thing: &Thing, clause: Span, hinted: bool) -> Option<usize> {
    let wanted = thing.wanted.side;
    let words = |one: &Indicator| -> Vec<char> { one.topic.chars().filter(|c| is_han(*c)).collect() };
    let name = words(wanted.one);
    // 中央财政用于“三农”的投入 shares nothing that tells with 中央财政用于教育的投入.
    let tells = telling(&name, question.config);
    let shares = |one: &Indicator| {
        let theirs = words(one);
        let of_it =
            tells.windows(2).any(|two| two.iter().all(|c| is_han(*c)) && theirs.windows(2).any(|own| own == two));
        of_it && theirs.windows(3).any(|three| name.windows(3).any(|other| other == three))
    };
    let amount = wanted.fields.block.measure == Measure::Level;
    let mut fits = question.told.within(clause, question.then).iter().filter(|figure| {
        let told = Side::new(question.then, figure);
        let same = wanted.fields.block == told.fields.block && told.one.unit == wanted.one.unit;
        let counts = || counts_the_thing(thing, told, question.weights);
        let fits = || fit(&thing.wanted, told, question.config) == Fit::Same;
        let far = hinted && amount && !is_near(wanted.fields.value, told.fields.value);
        clause.covers(told.one.span) && same && !far && shares(told.one) && counts() && fits()
    });
    let only = fits.next()?;
    fits.next().is_none().then_some(only.at)
}

/// Whether all figures of a clause that measure or count as a target does are of another kind of the same. One of more than that
/// (户厕 for 农村户厕) tells of it, though it can't be held against it.
pub(super) fn tells_another(question: Question, thing: &Thing, clause: Span) -> bool {
    let figures = question.told.within(clause, question.then).iter();
    let sides = figures.map(|figure| Side::new(question.then, figure));
    let own = thing.wanted.side.fields;
    if own.block.measure == Measure::Level && names_its_rate(question, thing, clause) {
        return true;
    }
    let alike =
        |side: &Side| clause.covers(side.one.span) && (side.fields.block == own.block || side.fields.unit == own.unit);
    // A number of all has that of a part in it; a growth of all says nothing of a part.
    let counts = matches!(own.block.measure, Measure::Level | Measure::Delta);
    let mut told = sides.filter(alike).peekable();
    told.peek().is_some()
        && told.all(|side| {
            let (wanted, config) = (&thing.wanted, question.config);
            let wider = is_wider(wanted, side, config);
            differs(wanted, side, config) || if wider { !counts } else { is_another(wanted, side, config) }
        })
}

/// Whether a clause names an amount's thing only as what a rate is of: 财政赤字率 for 财政赤字2.38万亿元.
fn names_its_rate(question: Question, thing: &Thing, clause: Span) -> bool {
    let own = only_letters(own_part(thing.wanted.side.label));
    let name = &own[own.len().saturating_sub(RATED)..];
    let said = question.then.report.text.folded(clause);
    let mut behind = (0..said.len()).filter_map(|at| said[at..].strip_prefix(name)).peekable();
    name.len() == RATED && behind.peek().is_some() && behind.all(|behind| behind.first() == Some(&RATE))
}

/// How many letters at the end of a name tell what a rate is of. Set by hand: a word.
const RATED: usize = 2;
