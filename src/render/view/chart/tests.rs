use proptest::prelude::*;
use rust_decimal::Decimal;

use super::room::width_of;
use super::*;
use crate::render::view::rows::{Figure, Point, Spelled};
use crate::timeline::series::Break;

fn figure(report: usize, period: i32, value: i64, breaks: Vec<Break>) -> Figure {
    let value = Decimal::new(value, 1).normalize();
    Figure {
        report,
        place: [0, 1],
        quote: [0, 9],
        period: Some(period),
        spelled: Spelled {
            value: value.to_string(),
            shown: crate::render::view::figures::grouped(value),
            exact: format!("{value} 件"),
        },
        breaks,
        ..Figure::default()
    }
}

/// A series of some years with their values; an odd year of `breaks` does not compare with the one before.
fn row(measure: &'static str, values: &[(i32, i64)], breaks: &[i32]) -> Row {
    let reasons = |year: &i32| if breaks.contains(year) { vec![Break::TimeBasis, Break::Scope] } else { Vec::new() };
    let figures: Vec<Figure> =
        values.iter().enumerate().map(|(at, (year, value))| figure(at, *year, *value, reasons(year))).collect();
    let points = values
        .iter()
        .enumerate()
        .map(|(at, (year, _))| Point { period: *year, figure: at, others: Vec::new(), breaks: reasons(year) })
        .collect();
    Row {
        id: "s".to_owned(),
        name: "受理申请".to_owned(),
        measure,
        role: "actual",
        unit: Some("件".to_owned()),
        kind: "count",
        years: 1,
        covers: None,
        jumps: Vec::new(),
        topics: Vec::new(),
        topic_words: Vec::new(),
        scope: None,
        reports: figures.len(),
        section: None,
        section_title: String::new(),
        title: 0,
        base: Some(0),
        counterpart: None,
        figures,
        points,
        between: Vec::new(),
        shared: None,
        unsure: false,
    }
}

fn around(values: &[(i32, i64)]) -> Around {
    let years: Vec<i32> = values.iter().map(|(year, _)| *year).collect();
    Around { reports: years.iter().map(|year| year + 1).collect(), base: years.first().copied(), columns: years }
}

/// The boxes around words: left, top, right, bottom, in pixels.
fn areas(mark: &Mark) -> Vec<[f64; 4]> {
    let area = |wide: f64, anchor: Anchor, [x, y]: [i32; 2]| {
        let (x, y) = (f64::from(x) / 10.0, f64::from(y) / 10.0);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        [left, y - 10.0, left + wide, y + 3.0]
    };
    match mark {
        Mark::Text(_, anchor, at, said) => vec![area(width_of(&said.zh).max(width_of(&said.en)), *anchor, *at)],
        Mark::Tick([left, _, y], _, number) => vec![area(width_of(number), Anchor::End, [left - 80, y + 40])],
        Mark::Years(years) => {
            years.each().map(|(_, x)| area(width_of("2000"), Anchor::Middle, [x, years.at[1]])).collect()
        }
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the values: all of the chart is inside its edges, no word covers another, every year has its mark.
    #[test]
    fn words_stand_apart_and_inside(
        values in prop::collection::vec(-90_000_000_i64..90_000_000, 2..21),
        breaks in prop::collection::vec(2001..2021, 0..4),
        measure in prop::sample::select(vec!["level", "growth", "share"]),
        narrow: bool,
    ) {
        let values: Vec<(i32, i64)> = (2000..).zip(values).collect();
        let row = row(measure, &values, &breaks);
        let chart = chart(&around(&values), &row, None, if narrow { NARROW } else { WIDE }, false);
        let words: Vec<[f64; 4]> = chart.marks.iter().flat_map(areas).collect();
        let (right, bottom) = (f64::from(chart.width) / 10.0, f64::from(chart.height) / 10.0);
        for (at, one) in words.iter().enumerate() {
            prop_assert!(one[0] >= -0.1 && one[2] <= right + 0.1 && one[3] <= bottom, "{one:?} in {right} {bottom}");
            for other in &words[at + 1..] {
                let apart = one[2] <= other[0] + 0.2 || other[2] <= one[0] + 0.2 || one[3] <= other[1] + 0.2 || other[3] <= one[1] + 0.2;
                prop_assert!(apart, "{one:?} {other:?}");
            }
        }
        let figures = chart.marks.iter().filter(|mark| matches!(mark, Mark::Dot(_, _, Some(_)) | Mark::Bar(_, _, Some(_))));
        prop_assert_eq!(figures.count(), values.len());
    }
}

#[test]
fn a_line_ends_where_years_do_not_compare() {
    let values = [(2014, 1000), (2015, 1200), (2016, 900), (2017, 950)];
    let row = row("level", &values, &[2016]);
    let chart = chart(&around(&values), &row, None, WIDE, false);
    let lines: Vec<usize> = chart
        .marks
        .iter()
        .filter_map(|mark| if let Mark::Line(points) = mark { Some(points.len()) } else { None })
        .collect();
    assert_eq!(lines, [2, 2]);
    let gaps: Vec<&str> = chart
        .marks
        .iter()
        .filter_map(|mark| if let Mark::Gap(_, Some(why)) = mark { Some(why.zh.as_str()) } else { None })
        .collect();
    assert_eq!(gaps, ["2016：截至时间不同、范围不同"]);
}

#[test]
fn an_axis_without_zero_is_offered_where_zero_presses_the_line_flat() {
    let count = |values: &[(i32, i64)], measure| charts(&around(values), &row(measure, values, &[]), None).len();
    assert_eq!(count(&[(2014, 10000), (2015, 10400)], "level"), 4);
    assert_eq!(count(&[(2014, 1000), (2015, 10400)], "level"), 2);
    assert_eq!(count(&[(2014, 10000), (2015, 10400)], "growth"), 2);
    assert_eq!(count(&[(2014, 950), (2015, 960)], "share"), 2);
    assert_eq!(count(&[(2014, 950)], "level"), 0);
}
