//! The totals of tables (合计、小计): what a row or a column of totals should be by the cells that it adds up.
//!
//! ```text
//! 地区   收到   受理   合计        a row of totals below its rows, or above them
//! 东岭     12     10     22        a column of totals behind its columns, or before them
//! 西坡     20     18     38
//! 合计     32     28     60
//! ```
//!
//! Which lines a total adds up is not said in a table: it is the stretch beside it that adds up in most places. Where one
//! place does not, that one is wrong; where none does, little is known.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::reason::{reason, with_reason};
use super::{Check, Kind, Verdict, plain};
use crate::config::{Kind as Sort, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::Indicator;
use crate::timeline::printed::slack;

/// Checks the totals of one report's tables; a cell once.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let tables: BTreeSet<u32> = entry.indicators.iter().filter_map(|one| Some(one.table?.table)).collect();
    let mut checks: Vec<Check> = tables
        .into_iter()
        .flat_map(|table| [Axis::Rows, Axis::Columns].map(|axis| Lines::new(entry, table, axis, ties)))
        .flat_map(|lines| lines.check(report, entry, ties))
        .collect();
    // The total of all totals is checked by its row and by its column: what is wrong is told first.
    checks.sort_by_key(|check| (check.span, check.verdict == Verdict::Holds));
    checks.dedup_by_key(|check| check.span);
    checks
}

/// Which lines of a table are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    /// A row of totals adds up rows.
    Rows,
    /// A column of totals adds up columns.
    Columns,
}

/// What the heading of a line says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// 合计, 小计.
    Total,
    /// 其中: it is part of the line before.
    Inside,
    Plain,
}

/// The lines of a table along one axis, each with its figures by their place along it.
struct Lines {
    axis: Axis,
    lines: Vec<(Head, BTreeMap<u32, usize>)>,
}

/// The lines that a total may add up.
struct Reading {
    parts: Vec<usize>,
    /// Whether they are all the plain lines on their side.
    whole: bool,
}

impl Lines {
    fn new(entry: &Entry, table: u32, axis: Axis, ties: &Ties) -> Self {
        let mut figures: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
        let mut first = (u32::MAX, u32::MAX);
        for (at, one) in entry.indicators.iter().enumerate() {
            let Some(place) = one.table.filter(|place| place.table == table) else { continue };
            first = (first.0.min(place.row), first.1.min(place.column));
            let (line, along) = match axis {
                Axis::Rows => (place.row, place.column),
                Axis::Columns => (place.column, place.row),
            };
            figures.entry(line).or_default().insert(along, at);
        }
        let lines = figures.into_iter().map(|(line, figures)| (head(entry, table, axis, line, first, ties), figures));
        Lines { axis, lines: lines.collect() }
    }

    fn check(&self, report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
        let totals = (0..self.lines.len()).filter(|&at| self.lines[at].0 == Head::Total);
        totals.flat_map(|total| self.of_total(report, entry, total, ties)).collect()
    }

    /// The stretches of lines that a total may add up, the likeliest first.
    fn readings(&self, total: usize) -> Vec<Reading> {
        let head = |at: usize| self.lines[at].0;
        let plain = |at: &usize| head(*at) == Head::Plain;
        let above: Vec<usize> = (0..total).rev().take_while(|&at| head(at) != Head::Total).filter(plain).collect();
        let below: Vec<usize> =
            (total + 1..self.lines.len()).take_while(|&at| head(at) != Head::Total).filter(plain).collect();
        let before = (0..total).rev().find(|&at| head(at) == Head::Total);
        let subtotals: Vec<usize> = (0..total).filter(|&at| head(at) == Head::Total).collect();
        let mut found = Vec::new();
        for side in [&above, &below] {
            let ends = (2..=side.len()).rev();
            found.extend(ends.map(|to| Reading { parts: side[..to].to_vec(), whole: to == side.len() }));
        }
        // Of totals, of a total and what stands between, and of all that stands above, whatever was summed up there.
        found.push(Reading { parts: subtotals, whole: false });
        found.push(Reading { parts: above.iter().copied().chain(before).collect(), whole: false });
        found.push(Reading { parts: (0..total).filter(plain).collect(), whole: false });
        found.push(Reading { parts: (total + 1..self.lines.len()).filter(plain).collect(), whole: false });
        found.retain(|reading| reading.parts.len() > 1);
        found
    }

    fn of_total(&self, report: usize, entry: &Entry, total: usize, ties: &Ties) -> Vec<Check> {
        let mut best: Option<(usize, Reading, Vec<Sum<'_>>)> = None;
        for reading in self.readings(total) {
            let sums = self.sums(entry, total, &reading.parts, ties);
            let holds = sums.iter().filter(|sum| sum.agrees && !sum.total.value.is_zero()).count();
            // A stretch that begins somewhere needs more than one place that says so.
            let enough = reading.whole || holds > 1 || holds == 1 && sums.len() == 1;
            if enough && best.as_ref().is_none_or(|(known, ..)| holds > *known) {
                best = Some((holds, reading, sums));
            }
        }
        let Some((holds, reading, sums)) = best else { return Vec::new() };
        let misses = sums.iter().filter(|sum| !sum.agrees).count();
        let simple = reading.whole && self.lines.iter().filter(|(head, _)| *head != Head::Plain).count() == 1;
        let behind = reading.parts.iter().all(|&part| part < total);
        let slip = |sum: &Sum<'_>| reason(sum.made, sum.total.value).is_some();
        sums.iter()
            .filter_map(|sum| {
                let verdict = match () {
                    () if sum.agrees => Verdict::Holds,
                    () if holds > 1 && holds > misses => Verdict::Fails,
                    () if simple && behind && self.axis == Axis::Rows && misses == 1 => Verdict::Fails,
                    () if holds > 0 && holds >= misses => Verdict::Suspect,
                    () if simple && (self.axis == Axis::Rows || slip(sum)) => Verdict::Suspect,
                    () if slip(sum) && holds > 0 => Verdict::Suspect,
                    () => return None,
                };
                Some(self.told(report, sum, verdict))
            })
            .collect()
    }

    /// What a stretch of lines makes at each place where the total has a figure that can be added up.
    fn sums<'a>(&self, entry: &'a Entry, total: usize, parts: &[usize], ties: &Ties) -> Vec<Sum<'a>> {
        let figure = |line: usize, along: u32| self.lines[line].1.get(&along).map(|&at| &entry.indicators[at]);
        let places = self.lines[total].1.iter();
        places
            .filter_map(|(&along, &at)| {
                let own = &entry.indicators[at];
                let adds = !matches!(own.kind, Sort::Rate | Sort::Growth | Sort::Rank | Sort::Ratio)
                    && !ties.not_added.any(&own.label.chars().collect::<Vec<_>>());
                let of: Vec<&Indicator> = parts.iter().filter_map(|&part| figure(part, along)).collect();
                let alike = of.iter().all(|one| one.kind == own.kind && one.unit == own.unit);
                let values: Vec<Decimal> = of.iter().map(|one| one.value).collect();
                let made: Decimal = values.iter().sum();
                // Cells are printed alike: 440 beside 845.3 is 440.0.
                let text = &entry.report.text;
                let finest = of.iter().chain([&own]).map(|one| slack(text, one)).min().unwrap_or_default();
                let agrees = (made - own.value).abs() <= finest * Decimal::from(of.len() + 1);
                (adds && alike && of.len() > 1).then_some(Sum { total: own, values, made, agrees })
            })
            .collect()
    }

    fn told(&self, report: usize, sum: &Sum<'_>, verdict: Verdict) -> Check {
        let (made, found) = (plain(sum.made), plain(sum.total.value));
        let said = if sum.values.len() > SHOWN {
            String::new()
        } else {
            let values = sum.values.iter().map(|value| plain(*value)).collect::<Vec<_>>();
            format!("：{} = {made}", values.join(" + "))
        };
        let (zh, en) = match self.axis {
            Axis::Rows => ("该列各行之和", "the rows of the column"),
            Axis::Columns => ("该行各列之和", "the columns of the row"),
        };
        let message = match verdict {
            Verdict::Holds => {
                Message::new(format!("{zh}等于合计 {found}{said}"), format!("{en} add up to {found}{said}"))
            }
            _ => Message::new(
                format!("{zh}为 {made}，合计为 {found}{said}"),
                format!("{en} add up to {made}, the total is {found}{said}"),
            ),
        };
        let likely = reason(sum.made, sum.total.value).filter(|_| verdict != Verdict::Holds);
        let message = with_reason(message, likely);
        Check { report, kind: Kind::Table, verdict, span: sum.total.span, expected: made, found, message }
    }
}

/// So many cells are shown one by one.
const SHOWN: usize = 8;

/// What lines make at one place.
struct Sum<'a> {
    total: &'a Indicator,
    values: Vec<Decimal>,
    made: Decimal,
    agrees: bool,
}

/// What the heading cells of a line say: those before its first figure, from the inside out.
fn head(entry: &Entry, table: u32, axis: Axis, line: u32, first: (u32, u32), ties: &Ties) -> Head {
    let Some(table) = entry.report.tables.get(table as usize) else { return Head::Plain };
    let on_line = |from: u32, many: u32| from <= line && line < from + many;
    let words = table.cells.iter().filter(|cell| match axis {
        Axis::Rows => on_line(cell.row, cell.rows) && cell.column < first.1,
        // A heading over several columns is the total of none of them.
        Axis::Columns => cell.column == line && cell.columns == 1 && cell.row < first.0,
    });
    let mut head = Head::Plain;
    for cell in words {
        let chars: Vec<char> =
            entry.report.text.folded(cell.span).iter().copied().filter(|c| !c.is_whitespace()).collect();
        let name = chars.split(|c| *c == '(').find(|part| !part.is_empty()).unwrap_or_default();
        match () {
            () if ties.among.at_start(&chars).is_some() => return Head::Inside,
            () if name.len() <= NAME && ties.totals.at_end(name).is_some() => head = Head::Total,
            () if chars.len() <= NAME && ties.totals.at_end(&chars).is_some() => head = Head::Total,
            () => {}
        }
    }
    head
}

/// How long the heading of a total is at most.
const NAME: usize = 8;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::{Fails, Holds, Suspect};

    fn of(rows: &[&str]) -> Vec<Verdict> {
        let table = rows.iter().map(|row| row.replace(' ', "\t")).collect::<Vec<_>>().join("\n");
        verdicts(Kind::Table, &[(2024, &format!("各地情况如下：\n{table}"))])
    }

    #[test]
    fn rows_and_columns_add_up_to_their_totals() {
        assert_eq!(of(&["地区 收到 受理", "东岭 12 10", "西坡 20 18", "合计 32 28"]), [Holds, Holds]);
        assert_eq!(of(&["地区 收到 受理", "合计 32 28", "东岭 12 10", "西坡 20 18"]), [Holds, Holds]);
        assert_eq!(of(&["地区 窗口 网上 合计", "东岭 12 10 22", "西坡 20 18 38"]), [Holds, Holds]);
        assert_eq!(of(&["地区 总计 窗口 网上", "东岭 22 12 10", "西坡 38 20 18"]), [Holds, Holds]);
    }

    #[test]
    fn one_place_that_does_not_add_up_is_told() {
        let below = ["地区 收到 受理 审结", "东岭 12 10 8", "西坡 20 18 15", "合计 32 28 25"];
        assert_eq!(of(&below), [Holds, Holds, Fails]);
        let behind = ["地区 窗口 网上 合计", "东岭 12 10 22", "西坡 20 18 38", "南塘 5 6 12"];
        assert_eq!(of(&behind), [Holds, Holds, Fails]);
        // Above its rows a total may be of more than they are.
        assert_eq!(of(&["地区 收到", "合计 35", "东岭 12", "西坡 20"]), [Suspect]);
    }

    #[test]
    fn subtotals_are_summed_up_by_themselves_and_means_are_not_summed() {
        let rows = [
            "类别 件数 金额",
            "民事一庭 12 50",
            "民事二庭 20 40",
            "小计 32 90",
            "行政庭 8 12",
            "执行局 5 10",
            "小计 13 22",
            "合计 45 112",
        ];
        assert_eq!(of(&rows), [Holds; 6]);
        assert_eq!(of(&["地区 收到 人均用时", "东岭 12 10", "西坡 20 18", "合计 32 15"]), [Holds]);
    }
}
