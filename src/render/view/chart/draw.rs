//! What is drawn where.

mod legend;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::axis::{Axis, mark_text};
use super::room::{Room, point_at, tenths, width_of};
use super::{Anchor, Around, Chart, Dot, Look, Mark, NARROW, Of, Size, WIDE, Years, drawable};
use crate::render::view::reading::Words;
use crate::render::view::rows::{Figure, Point, Row, reasons, short_reasons};

/// The chart in both widths; then both with an axis that begins near the lowest value, where that shows more.
pub fn charts(around: &Around, row: &Row, target: Option<&Row>) -> Vec<Chart> {
    if !drawable(row, target) {
        return Vec::new();
    }
    let mut out: Vec<Chart> = [WIDE, NARROW].map(|size| chart(around, row, target, size, false)).into();
    let drawing = Drawing::new(around, row, target, WIDE, true);
    if drawing.begins_at_zero() && drawing.flat() {
        out.extend([WIDE, NARROW].map(|size| chart(around, row, target, size, true)));
    }
    out
}

/// The chart of a series at a size; `close` lets the axis begin near the lowest value.
pub fn chart(around: &Around, row: &Row, target: Option<&Row>, size: Size, close: bool) -> Chart {
    let mut drawing = Drawing::new(around, row, target, size, close);
    let axis = drawing.axis();
    let scale = drawing.scale(&axis);
    drawing.base_band(&scale);
    drawing.axes(&axis, &scale);
    drawing.gaps(&scale);
    drawing.series(&scale);
    drawing.beside(&scale);
    drawing.values(&scale);
    let height = drawing.legend();
    Chart { width: tenths(size.width), height: tenths(height), marks: drawing.marks }
}

const TOP: f64 = 40.0;
const RIGHT: f64 = 18.0;
/// How far the dots reach.
const DOT: f64 = 5.0;
/// With more than so many of them, words beside targets and other values would hide the line.
const WORDED: usize = 4;

fn same(text: &str) -> Words {
    words(text, text)
}

fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

/// A figure's value for drawing.
fn value(figure: &Figure) -> f64 {
    figure.spelled.value.parse::<Decimal>().ok().and_then(|value| value.to_f64()).unwrap_or(0.0)
}

/// A figure's value with the mark of a bound.
fn marked(figure: &Figure) -> String {
    format!("{}{}", figure.mark.unwrap_or_default(), figure.spelled.shown)
}

/// Whether a series is one of changes, which are drawn as bars from zero.
fn is_change(row: &Row) -> bool {
    matches!(row.measure, "growth" | "delta")
}

/// Whether a series is one of places in an order.
fn is_rank(row: &Row) -> bool {
    row.kind == "rank"
}

/// From years and values to places.
struct Scale {
    first: i32,
    last: i32,
    left: f64,
    step: f64,
    low: f64,
    high: f64,
    bottom: f64,
    /// Of places in an order the first is at the top.
    first_on_top: bool,
}

impl Scale {
    fn x(&self, year: i32) -> f64 {
        self.left + self.step * (f64::from(year - self.first) + 0.5)
    }

    fn y(&self, value: f64) -> f64 {
        let share = if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.5 };
        let share = if self.first_on_top { 1.0 - share } else { share };
        self.bottom - (self.bottom - TOP) * share
    }
}

struct Drawing<'a> {
    around: &'a Around,
    row: &'a Row,
    target: Option<&'a Row>,
    size: Size,
    close: bool,
    room: Room,
    marks: Vec<Mark>,
}

impl<'a> Drawing<'a> {
    fn new(around: &'a Around, row: &'a Row, target: Option<&'a Row>, size: Size, close: bool) -> Self {
        let room = Room::new(size.width, TOP + size.plot);
        Drawing { around, row, target, size, close, room, marks: Vec::new() }
    }

    fn figure(&self, point: &Point) -> &'a Figure {
        &self.row.figures[point.figure]
    }

    /// What was to be reached, by year.
    fn goals(&self) -> Vec<(i32, usize, &'a Figure)> {
        let Some(target) = self.target else { return Vec::new() };
        target.points.iter().map(|point| (point.period, point.figure, &target.figures[point.figure])).collect()
    }

    /// The values of a year that other reports tell.
    fn again(&self) -> Vec<(i32, usize, &'a Figure)> {
        let row = self.row;
        row.points
            .iter()
            .flat_map(|point| point.others.iter().map(move |&at| (point.period, at, &row.figures[at])))
            .collect()
    }

    fn all_values(&self) -> Vec<&'a Figure> {
        let own = self.row.points.iter().map(|point| self.figure(point));
        own.chain(self.goals().into_iter().chain(self.again()).map(|(_, _, figure)| figure)).collect()
    }

    fn lowest(&self) -> f64 {
        self.all_values().into_iter().map(value).fold(f64::INFINITY, f64::min)
    }

    fn highest(&self) -> f64 {
        self.all_values().into_iter().map(value).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Whether the axis begins at zero unless the reader asks otherwise: always, but for shares that are all high.
    fn begins_at_zero(&self) -> bool {
        !is_rank(self.row) && (self.row.measure != "share" || self.lowest() < 60.0)
    }

    /// Whether an axis from zero presses the line flat.
    fn flat(&self) -> bool {
        !is_change(self.row) && self.row.points.len() > 1 && self.lowest() > 0.4 * self.highest() && self.lowest() > 0.0
    }

    fn axis(&self) -> Axis {
        let decimals = self.all_values().into_iter().filter_map(|figure| figure.spelled.value.parse::<Decimal>().ok());
        let first = is_rank(self.row).then_some(Decimal::ONE);
        let zero = (self.begins_at_zero() && !self.close).then_some(Decimal::ZERO).or(first);
        let all: Vec<Decimal> = decimals.chain(zero).collect();
        let low = all.iter().min().copied().unwrap_or_default();
        let high = all.iter().max().copied().unwrap_or_default();
        let mut axis = Axis::new(low, high);
        // There is no place before the first, and none between two.
        if is_rank(self.row) {
            axis.0.retain(|mark| mark.is_integer() && *mark >= Decimal::ONE);
            if axis.0.first() != Some(&Decimal::ONE) {
                axis.0.insert(0, Decimal::ONE);
            }
            if axis.0.len() < 2 {
                axis.0.push(Decimal::TWO);
            }
        }
        // No share is over a hundred.
        if self.row.measure == "share" && high <= Decimal::ONE_HUNDRED {
            axis.0.retain(|mark| *mark <= Decimal::ONE_HUNDRED);
        }
        axis
    }

    fn scale(&self, axis: &Axis) -> Scale {
        let own = self.row.points.iter().map(|point| point.period);
        let periods: Vec<i32> = own
            .chain(self.goals().into_iter().map(|(period, _, _)| period))
            .chain(self.around.columns.iter().copied())
            .collect();
        let first = periods.iter().min().copied().unwrap_or_default();
        let last = periods.iter().max().copied().unwrap_or_default();
        let labels = axis.0.iter().map(|mark| width_of(&mark_text(*mark))).fold(0.0, f64::max);
        let left = labels + 14.0;
        let step = (self.size.width - left - RIGHT) / f64::from(last - first + 1);
        let end = |mark: Option<&Decimal>| mark.and_then(|mark| mark.to_f64()).unwrap_or(0.0);
        let (low, high) = (end(axis.0.first()), end(axis.0.last()));
        Scale { first, last, left, step, low, high, bottom: TOP + self.size.plot, first_on_top: is_rank(self.row) }
    }

    /// The base figure's year, else the one that the base report looks back at.
    fn base_year(&self) -> Option<i32> {
        self.row.base.and_then(|base| self.row.figures[base].period).or(self.around.base)
    }

    fn base_band(&mut self, scale: &Scale) {
        let Some(year) = self.base_year().filter(|year| (scale.first..=scale.last).contains(year)) else { return };
        let band = scale.step.min(48.0);
        let left = scale.x(year) - band / 2.0;
        self.marks.push(Mark::Band([tenths(left), tenths(TOP - 6.0), tenths(band), tenths(scale.bottom - TOP + 6.0)]));
    }

    fn axes(&mut self, axis: &Axis, scale: &Scale) {
        let right = self.size.width - RIGHT;
        for mark in &axis.0 {
            let y = scale.y(mark.to_f64().unwrap_or(0.0));
            let number = mark_text(*mark);
            self.room.take([scale.left - 8.0 - width_of(&number), y - 6.0, scale.left - 8.0, y + 7.0]);
            let place = [tenths(scale.left), tenths(right), tenths(y)];
            self.marks.push(Mark::Tick(place, mark.is_zero(), number));
        }
        let unit = self.row.unit.as_deref().unwrap_or_default();
        let zero = axis.0.iter().any(Decimal::is_zero);
        let note = if is_rank(self.row) {
            words("位次（越靠上越好）", "place (higher is better)")
        } else if zero {
            same(unit)
        } else {
            words(&format!("{unit}（轴不从零起）"), &format!("{unit} (the axis does not start at 0)"))
        };
        if !note.en.is_empty() {
            self.marks.push(Mark::Text(Look::Quiet, Anchor::Start, point_at(0.0, 12.0), note));
        }
        // Years as close as they can be read, so that the base year is one of them.
        let every = (36.0 / scale.step).ceil().max(1.0) as i32;
        let base = self.base_year();
        let from = base.filter(|base| (scale.first..=scale.last).contains(base)).unwrap_or(scale.last);
        let first = scale.first + (from - scale.first) % every;
        self.marks.push(Mark::Years(Years {
            first,
            every,
            count: (scale.last - first) / every + 1,
            at: point_at(scale.x(first), scale.bottom + 18.0),
            step: tenths(scale.step * f64::from(every) * 100.0),
            base,
        }));
    }

    /// Where years don't compare: a gap, and above it why.
    fn gaps(&mut self, scale: &Scale) {
        for pair in self.row.points.windows(2) {
            let [before, after] = pair else { continue };
            if after.breaks.is_empty() {
                continue;
            }
            let middle = f64::midpoint(scale.x(before.period), scale.x(after.period));
            let full = reasons(&after.breaks);
            let title = words(&format!("{}：{}", after.period, full.zh), &format!("{}: {}", after.period, full.en));
            let line = [tenths(middle), tenths(TOP - 6.0), tenths(middle), tenths(scale.bottom)];
            self.marks.push(Mark::Gap(line, Some(title)));
            self.room.take_line([middle, TOP - 6.0, middle, scale.bottom]);
            let short = short_reasons(&after.breaks);
            if let Some((anchor, at)) = self.room.place(&short, &[(Anchor::Middle, middle, TOP - 12.0)], true) {
                self.marks.push(Mark::Text(Look::Gap, anchor, at, short));
            }
        }
    }

    /// The series itself: bars of changes, else lines that break where years don't compare.
    fn series(&mut self, scale: &Scale) {
        let row = self.row;
        for point in &row.points {
            let (x, y) = (scale.x(point.period), scale.y(value(self.figure(point))));
            if is_change(row) {
                let (zero, wide) = (scale.y(0.0), (scale.step * 0.5).min(26.0));
                let [left, top, height] = [x - wide / 2.0, y.min(zero), (y - zero).abs().max(1.0)];
                self.room.take([left, top, left + wide, top + height]);
                let bar = [tenths(left), tenths(top), tenths(wide), tenths(height)];
                self.marks.push(Mark::Bar(bar, Some(point.figure) == row.base, Some(Of::Own(point.figure))));
            } else {
                self.room.take([x - DOT, y - DOT, x + DOT, y + DOT]);
            }
        }
        if is_change(row) {
            return;
        }
        for stretch in stretches(&row.points) {
            let places: Vec<[f64; 2]> =
                stretch.iter().map(|point| [scale.x(point.period), scale.y(value(self.figure(point)))]).collect();
            if places.len() > 1 {
                places.windows(2).for_each(|two| self.room.take_line([two[0][0], two[0][1], two[1][0], two[1][1]]));
                self.marks.push(Mark::Line(places.iter().map(|[x, y]| point_at(*x, *y)).collect()));
            }
        }
        let dot = if row.role == "target" { Dot::Target } else { Dot::Actual };
        for point in &row.points {
            let at = point_at(scale.x(point.period), scale.y(value(self.figure(point))));
            self.marks.push(Mark::Dot(dot, at, Some(Of::Own(point.figure))));
        }
    }

    /// What was to be reached, and what other reports tell.
    fn beside(&mut self, scale: &Scale) {
        let (goals, again) = (self.goals(), self.again());
        for &(period, _, figure) in goals.iter().chain(&again) {
            let (x, y) = (scale.x(period), scale.y(value(figure)));
            self.room.take([x - DOT, y - DOT, x + DOT, y + DOT]);
        }
        for &(period, at, figure) in &goals {
            let (x, y) = (scale.x(period), scale.y(value(figure)));
            self.marks.push(Mark::Dot(Dot::Target, point_at(x, y), Some(Of::Target(at))));
            if goals.len() <= WORDED {
                let said = words(&format!("目标 {}", marked(figure)), &format!("target {}", marked(figure)));
                self.word(Look::Quiet, said, x, y, false);
            }
        }
        for &(period, at, figure) in &again {
            let (x, y) = (scale.x(period), scale.y(value(figure)));
            self.marks.push(Mark::Dot(Dot::Again, point_at(x, y), Some(Of::Own(at))));
            if again.len() <= WORDED {
                let (shown, year) = (marked(figure), self.around.reports[figure.report]);
                let said = words(&format!("{shown}（{year} 年报告）"), &format!("{shown} (report of {year})"));
                self.word(Look::Again, said, x, y, false);
            }
        }
    }

    /// Values beside their marks, as many as there is room for: the base, both ends and both extremes first.
    fn values(&mut self, scale: &Scale) {
        let row = self.row;
        let of = |point: &Point| value(&row.figures[point.figure]);
        let extreme = |better: fn(&f64, &f64) -> bool| {
            row.points
                .iter()
                .enumerate()
                .reduce(|best, next| if better(&of(next.1), &of(best.1)) { next } else { best })
        };
        let base = row.points.iter().position(|point| Some(point.figure) == row.base);
        let ends = [base, row.points.len().checked_sub(1), Some(0)];
        let extremes = [extreme(f64::gt), extreme(f64::lt)].map(|found| found.map(|(at, _)| at));
        let first: Vec<usize> = ends.into_iter().chain(extremes).flatten().collect();
        let mut done: Vec<usize> = Vec::new();
        for at in first.iter().copied().chain(0..row.points.len()) {
            let Some(point) = row.points.get(at).filter(|_| !done.contains(&at)) else { continue };
            done.push(at);
            let (x, y) = (scale.x(point.period), scale.y(of(point)));
            // A word stands on the side that the line does not come from.
            let beside = [at.checked_sub(1).and_then(|before| row.points.get(before)), row.points.get(at + 1)];
            let valley = beside.into_iter().flatten().all(|other| of(other) > of(point)) && row.points.len() > 1;
            let below = if is_change(row) { of(point) < 0.0 } else { valley };
            let shown = same(&marked(&row.figures[point.figure]));
            let placed = self.word_at(Look::Value, &shown, x, y, below, true);
            if !placed && first.contains(&at) {
                self.word_at(Look::Value, &shown, x, y, below, false);
            }
        }
    }

    fn word(&mut self, look: Look, said: Words, x: f64, y: f64, below: bool) {
        if !self.word_at(look, &said, x, y, below, true) {
            self.word_at(look, &said, x, y, below, false);
        }
    }

    /// Words near a point where there is room; over lines only where `clear` is not asked for.
    fn word_at(&mut self, look: Look, said: &Words, x: f64, y: f64, below: bool, clear: bool) -> bool {
        let (over, under) = ((Anchor::Middle, x, y - 9.0), (Anchor::Middle, x, y + 18.0));
        let [near, far] = if below { [under, over] } else { [over, under] };
        let sides = [(Anchor::Start, x + 9.0, y + 4.0), (Anchor::End, x - 9.0, y + 4.0)];
        let Some((anchor, at)) = self.room.place(said, &[near, far, sides[0], sides[1]], clear) else { return false };
        self.marks.push(Mark::Text(look, anchor, at, said.clone()));
        true
    }
}

/// The stretches of a line: a new one where two years are not comparable, or don't follow each other.
fn stretches(points: &[Point]) -> Vec<&[Point]> {
    let joined = |before: &Point, after: &Point| after.breaks.is_empty() && after.period == before.period + 1;
    points.chunk_by(joined).collect()
}
