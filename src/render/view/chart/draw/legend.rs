//! The marks of a chart in words.

use super::super::room::{point_at, tenths, width_of};
use super::super::{Anchor, Dot, Look, Mark};
use super::{Drawing, TOP, is_change, words};

/// A mark as the legend shows it.
enum Sign {
    Bar,
    Dot(Dot),
    Gap,
    Band,
}

impl Drawing<'_> {
    /// The marks in words, below; gives the height of the whole.
    pub(super) fn legend(&mut self) -> f64 {
        let row = self.row;
        let own = match (is_change(row), row.role) {
            (true, _) => (Sign::Bar, words("增减", "change")),
            (_, "target") => (Sign::Dot(Dot::Target), words("目标", "target")),
            _ => (Sign::Dot(Dot::Actual), words("实际", "actual")),
        };
        let broken = row.points.iter().skip(1).any(|point| !point.breaks.is_empty());
        let band = self.marks.iter().any(|mark| matches!(mark, Mark::Band(_)));
        let year = self.base_year().unwrap_or_default();
        let entries = [
            (true, own.0, own.1),
            (!self.goals().is_empty(), Sign::Dot(Dot::Target), words("目标", "target")),
            (!self.again().is_empty(), Sign::Dot(Dot::Again), words("另一份报告的说法", "as another report tells it")),
            (broken, Sign::Gap, words("断开处：不可相比", "gap: not comparable")),
            (band, Sign::Band, words(&format!("基准年 {year}"), &format!("base year {year}"))),
        ];
        let (mut x, mut y) = (0.0, TOP + self.size.plot + 44.0);
        for (_, sign, said) in entries.into_iter().filter(|entry| entry.0) {
            let long = 18.0 + width_of(&said.zh).max(width_of(&said.en));
            if x > 0.0 && x + long > self.size.width {
                (x, y) = (0.0, y + 19.0);
            }
            self.marks.push(match sign {
                Sign::Bar => Mark::Bar([tenths(x + 3.0), tenths(y - 9.0), 60, 100], false, None),
                Sign::Dot(dot) => Mark::Dot(dot, point_at(x + 6.0, y - 4.0), None),
                Sign::Gap => Mark::Gap([tenths(x + 6.0), tenths(y - 11.0), tenths(x + 6.0), tenths(y + 3.0)], None),
                Sign::Band => Mark::Band([tenths(x), tenths(y - 10.0), 120, 120]),
            });
            self.marks.push(Mark::Text(Look::Quiet, Anchor::Start, point_at(x + 18.0, y), said));
            x += long + 20.0;
        }
        y + 8.0
    }
}
