//! Lines to paragraphs (段落): what a line end means is told by the margins.
//!
//! ```text
//! |    2024年，我市坚持以    an indent begins a paragraph
//! |人民为中心，全年办结59     a full line goes on
//! |件。                      a short line ends it
//! |          — 2 —           page numbers wait until the paragraph is over
//! ```

use std::collections::BTreeMap;

use super::line::{Item, Line, Page, Ruled, tidy};
use super::overleaf;
use crate::source::counting::Style;

/// A paragraph's first line stands in by at least so many letters; two are usual.
const INDENT: f32 = 1.2;

/// A line is the last of its paragraph where the first word of the next one and so many letters would have fitted.
const SHORT: f32 = 1.5;

/// The margins of a page and the size of its letters.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Measure {
    left: f32,
    right: f32,
    size: f32,
    /// From one line of a paragraph to the next.
    pitch: f32,
    /// Paragraphs begin with an indent.
    indents: bool,
}

/// The paragraphs, tables and furniture of a file.
pub(super) fn items(pages: Vec<Page>) -> Vec<Item> {
    let heads = running_heads(&pages);
    let all = || pages.iter().flat_map(|page| &page.lines);
    let overall = measure(all()).unwrap_or_default();
    let mut out = Writer::default();
    for page in pages {
        // Left and right pages may have margins of their own, and columns have.
        let text = || page.lines.iter().filter(|line| line.table.is_none());
        let wide = text().filter(|line| line.right - line.x > 0.6 * (overall.right - overall.left)).count();
        let own = if wide >= 8 || page.own_margins && text().count() >= 3 { measure(page.lines.iter()) } else { None };
        let measure = own.filter(|m| page.own_margins || (m.size - overall.size).abs() < 0.5).unwrap_or(overall);
        let is_furniture = |line: &Line| {
            (line.edge && (is_page_number(&line.text) || heads.contains_key(&head(line)))) || line.is_artifact
        };
        out.above = None;
        out.is_top = true;
        for mut line in page.lines {
            match line.table.take() {
                Some(table) => out.table(table),
                None if is_furniture(&line) => out.furniture(line.text),
                None => out.line(line, measure),
            }
        }
    }
    out.end();
    out.items
}

#[derive(Default)]
struct Writer {
    items: Vec<Item>,
    /// The paragraph that is open, its last line, and the margins that it stands between: the next column has others.
    open: Option<(String, Line, Measure)>,
    /// Waits for the end of the paragraph.
    furniture: Vec<Item>,
    /// The line right above on the same page.
    above: Option<Line>,
    /// No text has come yet on this page.
    is_top: bool,
    /// The table that nothing but furniture has followed: its place among the items, and its upright lines.
    table: Option<(usize, Vec<f32>)>,
}

impl Writer {
    fn line(&mut self, line: Line, measure: Measure) {
        let above = self.above.as_ref();
        let goes_on = self.open.as_ref().is_some_and(|(_, last, own)| continues((last, *own), above, &line, measure));
        self.above = Some(line.clone());
        self.is_top = false;
        self.table = None;
        match &mut self.open {
            Some((text, last, own)) if goes_on => {
                join(text, &line.text);
                (*last, *own) = (line, measure);
            }
            _ => {
                self.end();
                self.open = Some((line.text.clone(), line, measure));
            }
        }
    }

    /// A table. One at the top of a page that has the columns of the one before goes on with it.
    fn table(&mut self, table: Ruled) {
        self.end();
        self.above = None;
        let goes_on = std::mem::replace(&mut self.is_top, false);
        let before = self.table.take().filter(|_| goes_on);
        let rest = match before.and_then(|(at, xs)| Some((at, xs, self.items.get_mut(at)?))) {
            Some((at, xs, Item::Table(cells))) => {
                let mut first = Ruled { cells: std::mem::take(cells), xs };
                let rest = overleaf::join(&mut first, table);
                *cells = first.cells;
                self.table = Some((at, first.xs));
                rest
            }
            _ => Err(table),
        };
        match rest {
            Ok(head) => self.items.extend((!head.is_empty()).then(|| Item::Furniture(head.join("\t")))),
            Err(table) => {
                self.table = Some((self.items.len(), table.xs));
                self.items.push(Item::Table(table.cells));
            }
        }
    }

    /// A page number or a running head waits where a paragraph is open.
    fn furniture(&mut self, text: String) {
        let wait = if self.open.is_some() { &mut self.furniture } else { &mut self.items };
        wait.push(Item::Furniture(text));
    }

    /// Ends the paragraph; what waited for it follows.
    fn end(&mut self) {
        self.items.extend(self.open.take().map(|(text, ..)| Item::Text(text)));
        self.items.append(&mut self.furniture);
    }
}

/// Whether a line belongs to the paragraph of the last one, which may stand in another column. `above` is `None` at the top
/// of a page.
fn continues((last, own): (&Line, Measure), above: Option<&Line>, line: &Line, measure: Measure) -> bool {
    let Measure { left, size, pitch, indents, .. } = measure;
    let parted = |line: &Line| line.text.contains('\t');
    if parted(last) || parted(line) || is_entry(&last.text) || (last.size - line.size).abs() > 0.15 * size {
        return false;
    }
    let distance = above.map(|above| above.y - line.y);
    if is_title(last, own) && is_title(line, measure) {
        // A title in large letters goes on in the middle of the next line.
        return distance.is_some_and(|distance| distance < 2.2 * line.size);
    }
    let apart = distance.is_some_and(|distance| {
        distance > 3.0 * line.size.max(size) || (pitch > 0.0 && distance > 1.3 * pitch && distance > pitch + 0.3 * size)
    });
    let indented = line.x > left + INDENT * size;
    // What begins beyond the middle is a signature or a date.
    let short = last.right + (SHORT + word(&line.text)) * size < own.right || last.x > (own.left + own.right) / 2.0;
    // Where no indent tells paragraphs, the end of a sentence before the end of the line does, and a number that counts.
    let ended = last.text.ends_with(['。', '！', '？', '；', ':', '：']);
    let broken = ended && (is_item(&line.text) || !indents && last.right + 0.6 * size < own.right);
    !apart && !indented && !short && !broken
}

/// Whether a line is an entry of a table of contents: dots lead to the number of a page.
fn is_entry(text: &str) -> bool {
    const LEAST: usize = 3;
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let dots = rest.chars().rev().take_while(|c| c.is_whitespace() || matches!(c, '.' | '…' | '·'));
    rest.len() < text.len() && dots.filter(|c| !c.is_whitespace()).count() >= LEAST
}

/// Whether a line begins with the number of an item: `1.`, `（二）`, `三、`.
fn is_item(text: &str) -> bool {
    const MOST: u32 = 40;
    let inner = text.strip_prefix(['(', '（']).unwrap_or(text);
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut rest = digits.chars();
    let marked = rest.next().is_some_and(|c| matches!(c, '、' | '.' | '．' | ')' | '）'));
    let goes_on = rest.next().is_some_and(|c| c.is_ascii_digit());
    let counted = (1..=MOST)
        .any(|n| inner.strip_prefix(&Style::Chinese.write(n)).is_some_and(|rest| rest.starts_with(['、', ')', '）'])));
    counted || ((1..=3).contains(&(inner.len() - digits.len())) && marked && !goes_on)
}

/// How many letters wide the beginning of a text is that can't be broken: a Han character, or a Latin word.
fn word(text: &str) -> f32 {
    let latin = text.chars().take_while(char::is_ascii_graphic).count();
    (latin as f32 / 2.0).max(1.0)
}

/// Large letters in the middle of the page.
fn is_title(line: &Line, measure: Measure) -> bool {
    let middle = (line.x + line.right) / 2.0 - (measure.left + measure.right) / 2.0;
    line.size > 1.15 * measure.size && middle.abs() < 1.5 * measure.size
}

/// Appends a line to a paragraph. A space comes only between Latin words; a number that is broken is one number.
fn join(text: &mut String, line: &str) {
    let before = text.chars().next_back();
    let after = line.chars().next();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if word(before) && word(after) && !(digit(before) && digit(after)) {
        text.push(' ');
    }
    text.push_str(line);
}

/// The margins of lines: of the places where wide lines begin the leftmost that is no exception, and where nearly all
/// end. `None` where there are no lines.
fn measure<'a>(lines: impl Iterator<Item = &'a Line>) -> Option<Measure> {
    let lines: Vec<&Line> = lines.filter(|line| !line.edge && !line.is_artifact && line.table.is_none()).collect();
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in &lines {
        *sizes.entry((line.size * 2.0).round() as i32).or_default() += line.text.chars().count();
    }
    let size = sizes.iter().max_by_key(|(_, letters)| **letters).map(|(size, _)| *size as f32 / 2.0)?;
    let body: Vec<&&Line> =
        lines.iter().filter(|line| (line.size - size).abs() < 0.1 * size && !line.text.contains('\t')).collect();
    let widest = body.iter().map(|line| line.right - line.x).fold(0.0, f32::max);
    let wide: Vec<&&&Line> = body.iter().filter(|line| line.right - line.x > 0.6 * widest).collect();
    let mut starts: BTreeMap<i32, usize> = BTreeMap::new();
    for line in &wide {
        *starts.entry((line.x / size * 2.0).round() as i32).or_default() += 1;
    }
    let enough = wide.len().div_ceil(7);
    let left = starts.iter().find(|(_, count)| **count >= enough).map(|(x, _)| *x as f32 * size / 2.0)?;
    let mut ends: Vec<f32> = wide.iter().map(|line| line.right).collect();
    ends.sort_by(f32::total_cmp);
    let right = *ends.get(ends.len() * 9 / 10)?;
    let indent = |line: &Line| line.x > left + INDENT * size && line.x < left + 4.0 * size;
    let indents = body.iter().filter(|line| line.x < left + 4.0 * size).count();
    let indents = body.iter().filter(|line| indent(line)).count() * 20 > indents;
    let below = |pair: &[&Line]| pair[0].y - pair[1].y;
    let mut steps: Vec<f32> =
        lines.windows(2).map(below).filter(|step| *step > 0.8 * size && *step < 4.0 * size).collect();
    steps.sort_by(f32::total_cmp);
    let pitch = steps.get(steps.len() / 4).copied().unwrap_or(0.0);
    Some(Measure { left, right, size, pitch, indents })
}

/// Whether a line is a page number: `-1-`, `— 2 —`, `第3页 共6页`, `4/6`.
fn is_page_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let full = |c: char| matches!(c, '０'..='９');
    let others = text.chars().filter(|c| !c.is_ascii_digit() && !full(*c));
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '—' | '–' | '－' | '―' | '·' | '•' | '第' | '页' | '共' | '/' | '／' | '~')
    };
    (1..=8).contains(&(digits + text.chars().filter(|c| full(*c)).count())) && others.into_iter().all(marks)
}

/// Lines at the edges that come again on at least three pages, and on two of five.
fn running_heads(pages: &[Page]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let whole = pages.iter().filter(|page| !page.is_part).count();
    for page in pages {
        let mut heads: Vec<String> = page.lines.iter().filter(|line| line.edge).map(head).collect();
        heads.sort();
        heads.dedup();
        for text in heads.into_iter().filter(|text| (2..=40).contains(&text.chars().count())) {
            *counts.entry(text).or_default() += 1;
        }
    }
    counts.retain(|text, count| *count >= 3 && *count * 5 >= whole * 2 && !text.ends_with('。'));
    counts
}

/// What stays the same of a running head from page to page.
fn head(line: &Line) -> String {
    tidy(&line.text).chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use crate::source::draft::DraftCell;

    use super::*;

    /// Lines of letters 10 high, the margins at 0 and 200.
    fn page(lines: &[(&str, f32, f32)]) -> Page {
        let count = lines.len();
        let line = |(at, (text, x, right)): (usize, &(&str, f32, f32))| Line {
            text: (*text).to_owned(),
            x: *x,
            right: *right,
            y: 800.0 - 20.0 * at as f32,
            size: 10.0,
            edge: at == 0 || at + 1 == count,
            ..Line::default()
        };
        Page { lines: lines.iter().enumerate().map(line).collect(), ..Page::default() }
    }

    fn texts(pages: Vec<Page>) -> Vec<String> {
        let text = |item: Item| match item {
            Item::Text(text) => text,
            Item::Furniture(text) => format!("[{text}]"),
            Item::Table(cells) => cells.into_iter().map(|c| c.text).collect::<Vec<_>>().join("|"),
        };
        items(pages).into_iter().map(text).collect()
    }

    #[test]
    fn paragraphs_run_over_lines_and_pages() {
        let first = page(&[
            ("年度报告", 0.0, 60.0),
            ("一、总体", 20.0, 60.0),
            ("全年办结案件12", 20.0, 200.0),
            ("34件，比上年多，且", 0.0, 199.0),
            ("用AI", 0.0, 198.0),
            ("lab的方法，其中", 0.0, 200.0),
            ("— 1 —", 90.0, 110.0),
        ]);
        let second = page(&[
            ("年度报告", 0.0, 60.0),
            ("维持。", 0.0, 30.0),
            ("项目\t数量", 0.0, 200.0),
            ("没有缩进的段落，到此", 0.0, 200.0),
            ("为止。", 0.0, 30.0),
            ("云溪市", 150.0, 180.0),
            ("第2页 共9页", 90.0, 140.0),
        ]);
        let third = page(&[("年度报告", 0.0, 60.0), ("完。", 0.0, 20.0), ("- 3 -", 0.0, 20.0)]);
        assert_eq!(
            texts(vec![first, second, third]),
            [
                "[年度报告]",
                "一、总体",
                "全年办结案件1234件，比上年多，且用AI lab的方法，其中维持。",
                "[— 1 —]",
                "[年度报告]",
                "项目\t数量",
                "没有缩进的段落，到此为止。",
                "云溪市",
                "[第2页 共9页]",
                "[年度报告]",
                "完。",
                "[- 3 -]",
            ]
        );
    }

    #[test]
    fn a_paragraph_goes_on_in_the_next_column() {
        let column = |lines: &[(&str, f32, f32)], is_part| {
            let mut page = page(lines);
            page.lines.iter_mut().for_each(|line| line.edge = false);
            Page { is_part, own_margins: true, ..page }
        };
        let left = column(
            &[
                ("第一段的文字在此", 20.0, 200.0),
                ("到此为止。", 0.0, 60.0),
                ("第二段从左栏", 20.0, 200.0),
                ("一直写到", 0.0, 200.0),
            ],
            false,
        );
        let right = column(
            &[
                ("右栏才完。", 300.0, 380.0),
                ("第三段的文字在此", 320.0, 500.0),
                ("写满了这一行", 300.0, 500.0),
                ("结束。", 300.0, 330.0),
            ],
            true,
        );
        assert_eq!(
            texts(vec![left, right]),
            ["第一段的文字在此到此为止。", "第二段从左栏一直写到右栏才完。", "第三段的文字在此写满了这一行结束。"]
        );
    }

    #[test]
    fn page_numbers_are_numbers_and_dashes() {
        for text in ["-1-", "— 12 —", "3", "第3页 共6页", "4/6", "－５－"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "--", "2024年", "3050件", "123456789"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn entries_of_contents_stand_alone() {
        let found = page(&[
            ("甲说明. . . . . . . . 7", 0.0, 200.0),
            ("2.2乙说明. . . . . . . 7", 0.0, 200.0),
            ("全年办结的所有案件12", 0.0, 200.0),
            ("34件。", 0.0, 40.0),
        ]);
        assert_eq!(
            texts(vec![found]),
            ["甲说明. . . . . . . . 7", "2.2乙说明. . . . . . . 7", "全年办结的所有案件1234件。"]
        );
    }

    #[test]
    fn no_pages_are_nothing() {
        assert!(items(Vec::new()).is_empty());
    }

    #[test]
    fn a_table_goes_on_over_pages() {
        let cell = |text: &str, row, column| DraftCell {
            text: text.to_owned(),
            row,
            column,
            rows: 1,
            columns: 1,
            header: false,
        };
        let table = |cells: Vec<DraftCell>| Line {
            table: Some(Ruled { cells, xs: vec![0.0, 50.0, 100.0] }),
            ..Line::default()
        };
        let first = table(vec![cell("项目", 0, 0), cell("件数", 0, 1), cell("甲", 1, 0), cell("1", 1, 1)]);
        let second = table(vec![cell("项目", 0, 0), cell("件数", 0, 1), cell("乙", 1, 0), cell("2", 1, 1)]);
        let page = |lines| Page { lines, ..Page::default() };
        let found = texts(vec![page(vec![first]), page(vec![second])]);
        assert_eq!(found, ["项目|件数|甲|1|乙|2", "[项目\t件数]"]);
    }
}
