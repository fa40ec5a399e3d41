//! What a reader has to know of a series before its numbers: what they cover, where it leaps.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Figure, Point};
use crate::config::{Kind, Qualifier};
use crate::indicator::Measure;
use crate::render::view::BodyView;
use crate::render::view::reading::Words;
use crate::timeline::series::Series;

fn words(zh: &str, en: &str) -> Option<Words> {
    Some(Words { zh: zh.to_owned(), en: en.to_owned() })
}

/// What each figure covers, in a word; none where it is a year's count.
pub(super) fn covers(view: &BodyView<'_>, series: &Series) -> Option<Words> {
    let last = series.observations.last().map(|last| view.indicator(last).qualifier)?;
    let years = series.years;
    match (series.kind, last, series.measure) {
        (Kind::Rank, ..) => words("位次", "rank"),
        (_, Some(Qualifier::Average), _) if years > 1 => {
            words(&format!("{years}年年均"), &format!("yearly, over {years} years"))
        }
        (_, _, Measure::Growth | Measure::Share) if years > 1 => {
            words(&format!("{years}年"), &format!("over {years} years"))
        }
        _ if years > 1 => words(&format!("{years}年合计"), &format!("total of {years} years")),
        (_, Some(Qualifier::Cumulative), _) => words("累计", "cumulative"),
        _ => None,
    }
}

/// What the figures of a series are about, without verbs and changes; its name where they tell nothing.
pub(super) fn topics(view: &BodyView<'_>, series: &Series) -> Vec<String> {
    let own = series.observations.iter().map(|observation| view.indicator(observation).topic.clone());
    let mut found: Vec<String> = own.chain([series.name.clone()]).filter(|topic| !topic.is_empty()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// How many times as much is a leap, and how many times as much a year may be where several are not told between.
const LEAP: f64 = 5.0;
const A_YEAR: f64 = 1.3;
/// Of things counted one by one so few may be so by chance.
const FEW: f64 = 20.0;

/// The years at which a flow leaps, or has another sign, though nothing says that it is counted otherwise. What stands there
/// may be the count of several years, or of something else.
pub(super) fn jumps(series: &Series, figures: &[Figure], points: &[Point]) -> Vec<i32> {
    let value =
        |point: &Point| figures[point.figure].spelled.value.parse::<Decimal>().ok().and_then(|value| value.to_f64());
    let leaps = |pair: &[Point]| {
        let [before, after] = pair else { return false };
        let (Some(from), Some(to)) = (value(before), value(after)) else { return false };
        let other_sign = from * to < 0.0 && series.measure == Measure::Delta;
        let (low, high) = (from.abs().min(to.abs()), from.abs().max(to.abs()));
        let far = A_YEAR.powi(after.period - before.period);
        let few = series.kind == Kind::Count && high < FEW;
        after.breaks.is_empty() && (other_sign || low > 0.0 && high / low >= LEAP.max(far) && !few)
    };
    let told = matches!(series.measure, Measure::Delta | Measure::Level) && series.kind != Kind::Rank;
    points.windows(2).filter(|pair| told && leaps(pair)).map(|pair| pair[1].period).collect()
}
