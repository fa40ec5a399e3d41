//! The second reader: `pdftotext -layout`, where it is installed (备用读取器).
//!
//! It keeps the columns of the page with spaces. Han characters take two columns, so a column is half a letter.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::Pages;
use super::line::{Line, Page, is_wide, tidy};

/// No more text than this (in bytes) is taken.
const LONGEST: u64 = 64 << 20;

/// From line to line, in columns: that of a line that is as high as its letters are wide, and some room.
const PITCH: f32 = 2.8;

/// Reads a file with `pdftotext`; `None` where it is not installed, fails, takes too long or finds no text.
pub(super) fn read(bytes: &[u8], budget: Duration) -> Option<Pages> {
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let out = converse(&mut child, bytes, budget);
    // Ends it where it has not ended by itself; the answers say nothing of use.
    let _ = child.kill();
    let _ = child.wait();
    let found = pages(&out?);
    found.pages.iter().any(|page| !page.lines.is_empty()).then_some(found)
}

/// Gives a program its input and takes its output, for at most so long.
fn converse(child: &mut Child, bytes: &[u8], budget: Duration) -> Option<String> {
    let deadline = Instant::now() + budget;
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    thread::scope(|scope| {
        // Two threads, because each side may wait for the other. They end when the program does.
        scope.spawn(move || {
            // A program that has read enough closes its input.
            let _ = input.write_all(bytes);
        });
        let reader = scope.spawn(move || {
            let mut out = Vec::new();
            output.take(LONGEST).read_to_end(&mut out).ok()?;
            String::from_utf8(out).ok()
        });
        while !reader.is_finished() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(5));
        }
        if !reader.is_finished() {
            let _ = child.kill();
            return None;
        }
        reader.join().ok().flatten()
    })
}

/// Pages of laid out text.
fn pages(text: &str) -> Pages {
    let pages = text.split('\u{c}').map(page).collect();
    Pages { pages, ..Pages::default() }
}

fn page(text: &str) -> Page {
    // Blank lines say little, as tables are full of them; the places of lines count.
    let mut lines: Vec<Line> = text.lines().enumerate().filter_map(|(at, row)| line(at, row)).collect();
    if let Some(first) = lines.first_mut() {
        first.edge = true;
    }
    if let Some(last) = lines.last_mut() {
        last.edge = true;
    }
    Page { lines, ..Page::default() }
}

/// A row of laid out text; `None` where it is blank. Three spaces or more keep columns apart.
fn line(at: usize, row: &str) -> Option<Line> {
    const APART: usize = 3;
    let width = |text: &str| text.chars().map(|c| if is_wide(c) { 2.0 } else { 1.0 }).sum::<f32>();
    let inner = row.trim_matches(' ');
    let x = (row.len() - row.trim_start_matches(' ').len()) as f32;
    let mut columns: Vec<String> = vec![String::new()];
    let mut spaces = 0;
    for c in inner.chars() {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        if spaces >= APART {
            columns.push(String::new());
        } else if let Some(column) = columns.last_mut() {
            column.extend(std::iter::repeat_n(' ', spaces));
        }
        spaces = 0;
        columns.last_mut()?.push(c);
    }
    let text = columns.iter().map(|column| tidy(column)).collect::<Vec<_>>().join("\t");
    let line = Line { text, x, right: x + width(inner), y: -(at as f32) * PITCH, size: 2.0, edge: false };
    (!inner.trim().is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::super::line::Item;
    use super::super::paragraph;
    use super::*;

    #[test]
    fn laid_out_text_becomes_paragraphs() {
        let text = "            云溪市人民政府\n\n\n   本报告由市政府办公室编制，统计期限自 2024 年 1 月 1\n日至 12 月 31 日，电话 0690-2118800。现将有关情况\n\
                    公布。\n   一、总体情况\n项目          本年       上年\n规章           1        0\n                 -1-\n\u{c}   二、问题\n";
        let texts: Vec<_> = paragraph::items(pages(text).pages)
            .into_iter()
            .map(|item| match item {
                Item::Text(text) => text,
                Item::Furniture(text) => format!("[{text}]"),
                Item::Table(_) => String::new(),
            })
            .collect();
        assert_eq!(
            texts,
            [
                "云溪市人民政府",
                "本报告由市政府办公室编制，统计期限自2024年1月1日至12月31日，电话0690-2118800。现将有关情况公布。",
                "一、总体情况",
                "项目\t本年\t上年",
                "规章\t1\t0",
                "[-1-]",
                "二、问题",
            ]
        );
    }
}
