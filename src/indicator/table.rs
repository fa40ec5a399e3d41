//! Tables (表格): every cell that is a number, with the headings above and beside it as its label.
//!
//! ```text
//! 2016年全市行政复议案件办理情况表（单位：件）      caption: unit, scope, time
//! 地区        收到申请   受理   审结
//!                              小计   维持          headings above: 审结·维持
//! 市本级      83        70     66     34
//! └ heading beside
//! ```

mod groups;
mod said;
mod among;
mod changed;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::config::{Config, Direction, Kind, Phrases};
use crate::quantity::{Form, numeral};
use crate::report::Report;
use crate::source::{Cell, Table};
use crate::text::Span;
use crate::text::signs::YEAR;

use super::why::{DirectionRule, LabelRule, PeriodRule, RoleRule, ScopeRule, Why};
use super::word::squeezed;
use super::{Indicator, IndicatorId, Role, TablePlace};
use groups::{groups, under};
use said::{PERCENT, Said, unit_said};

/// No cell has more headings above it, nor beside it; of more the nearest count.
const MOST_HEADS: u32 = 24;

/// The longest line above a table that can be its caption.
const CAPTION: u32 = 60;

/// The figures of a table, in text order; none where it has no headings.
pub(super) fn read(report: &Report, config: &Config, place: usize, table: &Table) -> Vec<Indicator> {
    let grid = Grid::new(report, table);
    let Some((rows, columns)) = grid.headings() else { return Vec::new() };
    let caption = caption(report, table, config);
    let about = caption.map(|span| Said::caption(report, config, span)).unwrap_or_default();
    let units = grid.unit_column(report, config, rows, columns);
    let rows_in_text = grid.rows_in_text(table);
    let wholes = among::wholes(&grid, report, config, (rows, columns));
    let mut found: Vec<Indicator> = table
        .cells
        .iter()
        .filter(|cell| cell.row >= rows && cell.column >= columns)
        .filter_map(|cell| {
            let number = number(report, cell.span)?;
            let heads = grid.above(cell, rows);
            let above = [grid.beside_change(report, config, cell, &heads), heads].concat();
            let above = above.into_iter().map(|span| Said::new(report, config, span)).collect::<Vec<_>>();
            let unit = units.and_then(|column| grid.cells[cell.row as usize][column as usize]).map(|cell| cell.span);
            let said = |span: Span| match unit {
                Some(unit) if unit == span => Said::unit(report, span),
                _ => Said::new(report, config, span),
            };
            let mut beside = grid.beside_row(cell.row, columns).into_iter().map(said).collect::<Vec<_>>();
            if let Some(whole) = wholes[cell.row as usize] {
                let own = beside.pop().map(|own| among::named(own, config));
                beside = grid.beside_row(whole, columns).into_iter().map(said).chain(own).collect();
            }
            let corner = grid.corner(rows, columns).map(|span| Said::new(report, config, span)).unwrap_or_default();
            let place = TablePlace { table: place as u32, row: cell.row, column: cell.column };
            let line = line_of(report, cell.span, rows_in_text[cell.row as usize]);
            Some(indicator(report, config, place, (cell.span, line), number, [&about, &corner], &beside, &above))
        })
        .collect();
    mark_totals(&mut found, config);
    among::mark_parts(&mut found, &wholes);
    found
}

/// A number that is all of a cell.
struct Number {
    value: Decimal,
    percent: bool,
    unit: Option<String>,
}

fn number(report: &Report, span: Span) -> Option<Number> {
    let chars = squeezed(report.text.folded(span));
    let negative = chars.first() == Some(&'-');
    let digits = &chars[usize::from(negative)..];
    if !digits.first().is_some_and(char::is_ascii_digit) {
        return None;
    }
    let read = numeral(digits)?;
    let rest: String = digits[read.len..].iter().collect();
    if read.form != Form::Plain
        || rest.chars().count() > 4
        || rest.starts_with(YEAR)
        || rest.starts_with(['-', '—', '.', '、', '/'])
    {
        return None;
    }
    let value = if negative { -read.value } else { read.value };
    Some(Number { value, percent: rest == "%", unit: (!rest.is_empty() && rest != "%").then_some(rest) })
}

/// A table's cells by row and column, merged cells everywhere they cover.
struct Grid<'a> {
    rows: u32,
    columns: u32,
    cells: Vec<Vec<Option<&'a Cell>>>,
    numbers: Vec<Vec<bool>>,
    /// For each row the nearest rows above it that have no number, from the first of them to behind the last.
    plain: Vec<Option<[u32; 2]>>,
    /// For each row the rows of a single cell that it stands under: 三、办理结果, （三）不予公开.
    under: Vec<Vec<Span>>,
}

impl<'a> Grid<'a> {
    fn new(report: &Report, table: &'a Table) -> Self {
        let rows = table.cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
        let columns = table.cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
        let mut cells = vec![vec![None; columns as usize]; rows as usize];
        let mut numbers = vec![vec![false; columns as usize]; rows as usize];
        for cell in &table.cells {
            let is_number = number(report, cell.span).is_some();
            for row in cell.row..cell.row + cell.rows {
                for column in cell.column..cell.column + cell.columns {
                    cells[row as usize][column as usize] = Some(cell);
                    numbers[row as usize][column as usize] = is_number;
                }
            }
        }
        let groups = groups(report, &cells, &numbers);
        let mut plain: Vec<Option<[u32; 2]>> = Vec::with_capacity(numbers.len());
        let mut above: Option<[u32; 2]> = None;
        for (at, row) in numbers.iter().enumerate() {
            plain.push(above);
            let heads = groups[at].is_some();
            let at = at as u32;
            above = match above {
                _ if row.contains(&true) || heads => above,
                Some([first, end]) if end == at => Some([first, at + 1]),
                _ => Some([at, at + 1]),
            };
        }
        let under = under(report, &cells, &groups);
        Grid { rows, columns, cells, numbers, plain, under }
    }

    /// Where each row stands in the text: from the first to the last of the cells that begin in it.
    fn rows_in_text(&self, table: &Table) -> Vec<Option<Span>> {
        let mut rows: Vec<Option<Span>> = vec![None; self.rows as usize];
        for cell in &table.cells {
            let row = &mut rows[cell.row as usize];
            *row = Some(row.map_or(cell.span, |row| row.join(cell.span)));
        }
        rows
    }

    /// How many rows above and columns beside are headings; none where nothing is or where all is.
    fn headings(&self) -> Option<(u32, u32)> {
        let number = |row: u32, column: u32| self.numbers[row as usize][column as usize];
        let rows = (0..self.rows)
            .take_while(|&row| (0..self.columns).filter(|&column| number(row, column)).count() == 0)
            .count() as u32;
        let columns =
            (0..self.columns).take_while(|&column| (rows..self.rows).all(|row| !number(row, column))).count() as u32;
        let ordinals = columns == 0
            && self.columns > 1
            && (0..self.columns.min(2)).any(|column| (rows..self.rows).all(|row| !number(row, column)));
        let columns = if ordinals { 2 } else { columns };
        (rows < self.rows && columns < self.columns && (rows > 0 || columns > 0)).then_some((rows, columns))
    }

    /// The headings above a cell, from the top, merged ones once.
    ///
    /// Where rows without a number stand between numbers they head what follows them: tables put below one another.
    fn above(&self, cell: &Cell, rows: u32) -> Vec<Span> {
        let Some([first, end]) = self.plain[cell.row as usize] else { return Vec::new() };
        let run = if end <= rows { 0..rows } else { first..end };
        distinct(
            (run.start.max(run.end.saturating_sub(MOST_HEADS))..run.end)
                .filter_map(|row| self.cells[row as usize][cell.column as usize]),
        )
    }

    /// The column beside the numbers that tells each row's unit (单位, 计量单位).
    fn unit_column(&self, report: &Report, config: &Config, rows: u32, columns: u32) -> Option<u32> {
        (0..columns).find(|&column| {
            (0..rows).filter_map(|row| self.cells[row as usize][column as usize]).any(|cell| {
                let words: Vec<char> =
                    report.text.folded(cell.span).iter().copied().filter(|c| !c.is_whitespace()).collect();
                config.words.unit_heads.is(&words)
            })
        })
    }

    /// The cell above the headings beside and left of the headings above.
    fn corner(&self, rows: u32, columns: u32) -> Option<Span> {
        let cell = (*self.cells.first()?.first()?)?;
        (rows > 0 && columns > 0 && !cell.span.is_empty()).then_some(cell.span)
    }

    /// The headings beside a row, from the left, merged ones once.
    fn beside_row(&self, row: u32, columns: u32) -> Vec<Span> {
        let mut heads = self.under[row as usize].clone();
        heads.extend(distinct(
            (columns.saturating_sub(MOST_HEADS)..columns)
                .filter_map(|column| self.cells[row as usize][column as usize]),
        ));
        heads
    }
}

fn distinct<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<Span> {
    let mut spans: Vec<Span> = cells.map(|cell| cell.span).filter(|span| !span.is_empty()).collect();
    spans.dedup();
    spans
}

/// The line that a table's caption is: marked as such, or the short one right above it.
fn caption(report: &Report, table: &Table, config: &Config) -> Option<Span> {
    table.caption.or_else(|| {
        let above = report.paragraphs.iter().rev().find(|paragraph| paragraph.span.end <= table.span.start)?;
        let words = report.text.folded(above.span);
        // What closes a paragraph before the table: ……完成98520万元。收入明细如下（单位:万元）:
        let stop = words.iter().rposition(|c| *c == '。').map_or(0, |at| at + 1);
        let line = report.text.trim(Span::new(above.span.start + stop as u32, above.span.end));
        let short = line.len() <= CAPTION && !line.is_empty();
        (short && config.grammar.caption_words.any(&words[stop..])).then_some(line)
    })
}

#[expect(clippy::too_many_arguments, reason = "one call site, and every argument is another thing")]
fn indicator(
    report: &Report,
    config: &Config,
    place: TablePlace,
    (cell, line): (Span, Span),
    number: Number,
    [about, corner]: [&Said; 2],
    beside: &[Said],
    above: &[Said],
) -> Indicator {
    let all = || above.iter().rev().chain(beside.iter().rev()).chain([corner, about]);
    let said = number
        .percent
        .then(|| PERCENT.to_owned())
        .or(number.unit.clone())
        .or_else(|| unit_said(about, corner, beside, above, config));
    let (scale, unit) = said.as_deref().map_or((Decimal::ONE, None), |unit| scaled_unit(unit, config));
    let label = label_of(about, beside, above, config);
    let (kind, change) = kind_of(&label, unit.as_deref(), config);
    let section = report.section_at(cell.start);
    let planned = section.is_some_and(|id| report.section(id).role.is_ahead());
    let direction = change.map(|direction| if number.value.is_sign_negative() { Direction::Down } else { direction });
    let asof = all().find_map(|said| said.asof.clone());
    let scope = place_named(corner, beside, config)
        .or_else(|| beside.iter().rev().chain([about]).find_map(|said| said.scope.clone()));
    let year = all().find_map(|said| said.year);
    let why = why_of(scope.is_some(), year.is_some(), planned, direction.is_some());
    Indicator {
        id: IndicatorId(0),
        span: cell,
        value: (if direction.is_some() { number.value.abs() } else { number.value }) * scale,
        high: None,
        threshold: None,
        fraction: false,
        direction,
        unit,
        kind,
        topic: label.clone(),
        label,
        scope,
        basis: super::asof::time_basis(asof.as_deref(), &config.grammar.times),
        asof,
        period: year.or(report.metadata.covers.map(|year| if planned { year + 1 } else { year })),
        years: 1,
        qualifier: None,
        role: if planned { Role::Target } else { Role::Actual },
        part_of: None,
        section,
        quote: line,
        table: Some(place),
        why,
    }
}

/// The rules by which a cell's fields were decided.
const fn why_of(scope: bool, year: bool, planned: bool, changed: bool) -> Why {
    Why {
        label: LabelRule::Headings,
        scope: if scope { ScopeRule::Headings } else { ScopeRule::Unsaid },
        period: match (year, planned) {
            (true, _) => PeriodRule::Headings,
            (false, true) => PeriodRule::Planned,
            (false, false) => PeriodRule::Covered,
        },
        role: if planned { RoleRule::Part } else { RoleRule::Reached },
        direction: if changed { DirectionRule::Noun } else { DirectionRule::None },
    }
}

/// The words of a caption and of the headings beside and above a cell.
fn label_of(about: &Said, beside: &[Said], above: &[Said], config: &Config) -> String {
    let total = |said: &&Said| !said.words.is_empty() && !is_one_of(&config.grammar.no_part_heads, &said.words);
    let told = above.iter().filter(total).filter(|said| !said.is_year());
    let parts = std::iter::once(about).chain(beside).chain(told).map(|said| said.words.as_str());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        let mut any = above.iter().chain(beside).map(|said| said.words.as_str());
        return any.find(|words| !words.is_empty()).unwrap_or_default().to_owned();
    }
    parts.join("·")
}

/// The sort of figure that a label and a unit make, and which way it went where it is a change.
fn kind_of(label: &str, unit: Option<&str>, config: &Config) -> (Kind, Option<Direction>) {
    let words: Vec<char> = label.chars().collect();
    let noun = config.grammar.change_nouns.at_end(&words).map(|(_, direction)| direction);
    let verb = || config.grammar.changes.at_end(&words).map(|(_, direction)| direction);
    let head = || config.words.change_heads.at_end(&words).map(|_| Direction::Up);
    let percent = unit == Some("%");
    let change = noun.or_else(|| if percent { verb().or_else(head) } else { None });
    let kind = match unit {
        Some("%") if change.is_some() => Kind::Growth,
        Some(name) => config.units.named(name).map_or(Kind::Count, |id| config.units.get(id).kind),
        None => Kind::Count,
    };
    (kind, change)
}

fn is_one_of(words: &Phrases<()>, word: &str) -> bool {
    words.is(&word.chars().collect::<Vec<_>>())
}

/// The place or office that a row is about, where the table's corner says that rows are such.
fn place_named(corner: &Said, beside: &[Said], config: &Config) -> Option<String> {
    let places = config.grammar.place_heads.any(&corner.words.chars().collect::<Vec<_>>());
    let total = |said: &Said| is_one_of(&config.grammar.table_totals, &said.words);
    let named = beside.last().filter(|said| !said.words.is_empty() && !total(said))?;
    places.then(|| named.words.clone())
}

/// The line of the text that a cell stands in; of a table with a line for each cell, all lines of its row.
fn line_of(report: &Report, cell: Span, row: Option<Span>) -> Span {
    let at = report.paragraphs.partition_point(|paragraph| paragraph.span.start <= cell.start);
    let line = at.checked_sub(1).map(|at| report.paragraphs[at].span).filter(|line| line.covers(cell));
    let (line, row) = (line.unwrap_or(cell), row.unwrap_or(cell));
    // Merged cells reach over rows: only lines of one cell each are put together.
    if !line.covers(row) && line.len() <= cell.len() + 2 { line.join(row) } else { line }
}

/// The unit that a line tells (单位：万元): how many of it a number counts, and its name.
pub(super) fn unit_of(words: &[char], config: &Config) -> Option<(Decimal, Option<String>)> {
    let words = squeezed(words);
    said::unit_told_in(&words, config).map(|unit| scaled_unit(&unit, config))
}

/// 万元 as ten thousand and 元.
fn scaled_unit(unit: &str, config: &Config) -> (Decimal, Option<String>) {
    let one: Vec<char> = std::iter::once('1').chain(unit.chars()).collect();
    let Some(read) = numeral(&one) else { return (Decimal::ONE, Some(unit.to_owned())) };
    let rest = &one[read.len..];
    let name = config
        .units
        .at_start(rest)
        .filter(|(len, _)| *len == rest.len())
        .map(|(_, id)| config.units.get(id).name.clone());
    (read.value, name.or_else(|| (!rest.is_empty()).then(|| rest.iter().collect())))
}

/// A row or column headed 合计 or 总计 holds the totals of what stands above or beside: where they add up the cells are
/// its parts.
fn mark_totals(found: &mut [Indicator], config: &Config) {
    let places: Vec<Option<TablePlace>> = found.iter().map(|indicator| indicator.table).collect();
    let mut columns: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate().filter_map(|(at, place)| Some((at, (*place)?))) {
        columns.entry(place.column).or_default().push(at);
    }
    for total in 0..found.len() {
        let Some(place) = places[total] else { continue };
        let mut parts = found[total].label.split('·').map(|part| part.chars().collect::<Vec<_>>());
        if !parts.any(|part| config.grammar.table_totals.at_start(&part).is_some()) {
            continue;
        }
        let above = |at: &usize| places[*at].is_some_and(|other| other.row < place.row);
        let column: Vec<usize> = columns[&place.column].iter().copied().filter(above).collect();
        let sum: Decimal = column.iter().map(|&at| found[at].value).sum();
        if column.len() >= 2 && sum == found[total].value {
            for at in column {
                found[at].part_of = Some(IndicatorId(total as u32));
            }
        }
    }
}

/// Whether a numeral of the text stands in a cell that was read here: prose rules don't apply to it.
pub(super) fn covers(report: &Report, span: Span) -> bool {
    report.tables.iter().any(|table| table.span.overlap(span) > 0)
}
