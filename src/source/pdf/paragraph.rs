//! Lines to paragraphs (段落): what a line end means is told by the margins.
//!
//! ```text
//! |    2024年，我市坚持以    an indent begins a paragraph
//! |人民为中心，全年办结59     a full line goes on
//! |件。                      a short line ends it
//! |          — 2 —           page numbers wait until the paragraph is over
//! ```

use std::collections::BTreeMap;

use super::line::{Item, Line, Page, tidy};
use super::tables;

/// A paragraph's first line stands in by at least so many letters; two are usual.
const INDENT: f32 = 1.2;

/// A line is the last of its paragraph where the first word of the next one and so many letters would have fitted.
const SHORT: f32 = 1.5;

/// The margins of a page and the size of its letters.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Measure {
    left: f32,
    right: f32,
    size: f32,
}

/// The paragraphs, tables and furniture of a file.
pub(super) fn items(pages: Vec<Page>) -> Vec<Item> {
    let heads = running_heads(&pages);
    let all = || pages.iter().flat_map(|page| &page.lines);
    let Some(overall) = measure(all()) else {
        // Nothing but pages in an order of their own.
        return pages.into_iter().filter_map(|page| page.ordered).flatten().collect();
    };
    let mut out = Writer::default();
    for page in pages {
        if let Some(ordered) = page.ordered {
            out.end();
            out.items.extend(ordered);
            continue;
        }
        // Left and right pages may have margins of their own.
        let wide = page.lines.iter().filter(|line| line.right - line.x > 0.6 * (overall.right - overall.left)).count();
        let own = if wide >= 8 { measure(page.lines.iter()) } else { None };
        let measure = own.filter(|m| (m.size - overall.size).abs() < 0.5).unwrap_or(overall);
        let is_furniture = |line: &Line| line.edge && (is_page_number(&line.text) || heads.contains_key(&head(line)));
        let stretches = tables::stretches(&page.lines, &page.tables);
        let mut tables: Vec<_> =
            stretches.into_iter().zip(page.tables).filter_map(|(range, cells)| Some((range?, cells))).collect();
        tables.reverse();
        out.above = None;
        for (at, line) in page.lines.into_iter().enumerate() {
            if tables.last().is_some_and(|(range, _)| range.end <= at) {
                tables.pop();
            }
            match tables.last_mut().filter(|(range, _)| range.contains(&at)) {
                Some((range, cells)) if range.start == at => {
                    out.end();
                    out.items.push(Item::Table(std::mem::take(cells)));
                }
                Some(_) => {}
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
    /// The paragraph that is open, and its last line.
    open: Option<(String, Line)>,
    /// Waits for the end of the paragraph.
    furniture: Vec<Item>,
    /// The line right above on the same page.
    above: Option<Line>,
}

impl Writer {
    fn line(&mut self, line: Line, measure: Measure) {
        let goes_on = self.open.as_ref().is_some_and(|(_, last)| continues(last, self.above.as_ref(), &line, measure));
        self.above = Some(line.clone());
        match &mut self.open {
            Some((text, last)) if goes_on => {
                join(text, &line.text);
                *last = line;
            }
            _ => {
                self.end();
                self.open = Some((line.text.clone(), line));
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
        self.items.extend(self.open.take().map(|(text, _)| Item::Text(text)));
        self.items.append(&mut self.furniture);
    }
}

/// Whether a line belongs to the paragraph of the last one. `above` is `None` at the top of a page.
fn continues(last: &Line, above: Option<&Line>, line: &Line, measure: Measure) -> bool {
    let Measure { left, right, size } = measure;
    if last.text.contains('\t') || line.text.contains('\t') || (last.size - line.size).abs() > 0.15 * size {
        return false;
    }
    let distance = above.map(|above| above.y - line.y);
    if is_title(last, measure) && is_title(line, measure) {
        // A title in large letters goes on in the middle of the next line.
        return distance.is_some_and(|distance| distance < 2.2 * line.size);
    }
    let apart = distance.is_some_and(|distance| distance > 3.0 * line.size.max(size));
    let indented = line.x > left + INDENT * size;
    // What begins beyond the middle is a signature or a date.
    let ended = last.right + (SHORT + word(&line.text)) * size < right || last.x > (left + right) / 2.0;
    !apart && !indented && !ended
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
    let lines: Vec<&Line> = lines.filter(|line| !line.edge).collect();
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
    Some(Measure { left, right, size })
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
    for page in pages {
        let mut heads: Vec<String> = page.lines.iter().filter(|line| line.edge).map(head).collect();
        heads.sort();
        heads.dedup();
        for text in heads.into_iter().filter(|text| (2..=40).contains(&text.chars().count())) {
            *counts.entry(text).or_default() += 1;
        }
    }
    counts.retain(|text, count| *count >= 3 && *count * 5 >= pages.len() * 2 && !text.ends_with('。'));
    counts
}

/// What stays the same of a running head from page to page.
fn head(line: &Line) -> String {
    tidy(&line.text).chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
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
    fn page_numbers_are_numbers_and_dashes() {
        for text in ["-1-", "— 12 —", "3", "第3页 共6页", "4/6", "－５－"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "--", "2024年", "3050件", "123456789"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn no_pages_are_nothing() {
        assert!(items(Vec::new()).is_empty());
        let ordered = vec![Item::Text("甲".to_owned())];
        assert_eq!(items(vec![Page { ordered: Some(ordered.clone()), ..Page::default() }]), ordered);
    }
}
