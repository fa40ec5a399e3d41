//! Paragraphs (段落): lines, told apart where a page glued them together and joined where a page broke them.

use std::collections::HashMap;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::source::Table;
use crate::text::signs::{ORDINAL, PAGE};
use crate::text::{Span, Text, is_han};

use super::{glued, heading};

/// The paragraphs of a text in order, trimmed, blank ones left out. Rows of tables are paragraphs of their own.
///
/// Line ends inside a paragraph of hard-wrapped text are folded to spaces in `text`. The second list is page numbers.
pub(super) fn paragraphs(text: &mut Text, tables: &[Table], config: &Config) -> (Vec<Span>, Vec<Span>) {
    let lines: Vec<Span> = text.lines().map(|line| text.trim(line)).collect();
    let pages: Vec<Span> = lines.iter().copied().filter(|line| is_page_number(text.folded(*line))).collect();
    let wrapped = is_wrapped(text, &lines, tables);
    let lines: Vec<Span> = lines
        .into_iter()
        .map(|line| if pages.binary_search(&line).is_ok() { Span::new(line.start, line.start) } else { line })
        .collect();
    let lines = heads_joined(text, &lines);
    let spans = if wrapped { joined(text, &lines) } else { lines };
    let spans =
        spans.into_iter().filter(|span| !span.is_empty()).flat_map(|span| unglued(text, span, config)).collect();
    (spans, pages)
}

/// The stretches that break paragraphs of hard-wrapped text: line ends, indents, and page numbers between them; in other
/// text only the line ends around an index that a page set lower.
pub(super) fn breaks(text: &Text, tables: &[Table]) -> Vec<Span> {
    let lines: Vec<Span> = text.lines().map(|line| text.trim(line)).collect();
    if !is_wrapped(text, &lines, tables) {
        let mut all = around_indices(text, &lines);
        all.extend(around_pages(text, &lines));
        all.extend(inside_sentences(text, &lines));
        all.sort();
        return all;
    }
    let blank = |line: Span| if is_page_number(text.folded(line)) { Span::new(line.start, line.start) } else { line };
    let lines: Vec<Span> = lines.into_iter().map(blank).collect();
    let mut read = text.clone();
    let heads = heads_joined(&mut read, &lines);
    let whole = joined(&mut read, &heads);
    let mut kept = lines.iter().filter(|line| !line.is_empty()).peekable();
    let mut out = Vec::new();
    for paragraph in whole {
        let mut last: Option<u32> = None;
        while let Some(line) = kept.next_if(|line| paragraph.covers(**line)) {
            out.extend(last.map(|end| Span::new(end, line.start)));
            last = Some(line.end);
        }
    }
    out
}

/// The shortest line of prose that an index may break.
const PROSE: u32 = 15;

/// The line ends around an index (下标) on a line of its own, as a page's PM₂.₅ or CO₂ comes out of the clipboard: a number
/// between a line that ends in a Latin letter and one that goes on.
fn around_indices(text: &Text, lines: &[Span]) -> Vec<Span> {
    // What stands lower behind a symbol: PM₂.₅, PM₁₀, CO₂, O₃, N₂O.
    let index = |line: Span| {
        let words: String = text.folded(line).iter().collect();
        matches!(words.as_str(), "2.5" | "10" | "2" | "3" | "4" | "1" | "x")
    };
    // A line of prose; the cells of a table pasted one a line are shorter.
    let prose = |line: Span| line.len() >= PROSE && text.folded(line).iter().any(|c| matches!(c, ',' | '。' | ';'));
    let goes_on = |line: Span| !line.is_empty() && (is_han(text.at(line.start)) || text.at(line.start) == ',');
    let around = |three: &[Span]| match *three {
        [before, index_line, behind] => {
            let symbol = !before.is_empty() && text.at(before.end - 1).is_ascii_alphabetic();
            (symbol && prose(before) && index(index_line) && goes_on(behind))
                .then(|| [Span::new(before.end, index_line.start), Span::new(index_line.end, behind.start)])
        }
        _ => None,
    };
    lines.windows(3).filter_map(around).flatten().collect()
}

/// The line ends that cut a sentence where paragraphs are indented: what stands behind them begins at the margin.
fn inside_sentences(text: &Text, lines: &[Span]) -> Vec<Span> {
    let indented = |line: Span| line.start > 0 && text.at(line.start - 1) != '\n';
    let prose =
        |line: Span| line.len() >= PROSE && text.folded(line).iter().any(|c| matches!(c, ',' | '。' | ';' | '、'));
    let open = |line: Span| is_han(text.at(line.end - 1)) || matches!(text.folded(line).last(), Some(',' | '、'));
    let cut = |two: &[Span]| match *two {
        [before, behind] if !before.is_empty() && !behind.is_empty() => {
            let goes_on = !indented(behind) && ends_sentence(text, behind);
            let told = heading::ordinal(text.folded(before)).is_none() || text.folded(before).contains(&'。');
            let heads = heading::ordinal(text.folded(behind)).is_some();
            // A number or a mark begins no paragraph; a year may.
            let words = text.folded(behind);
            let digits = words.iter().take_while(|c| c.is_ascii_digit()).count();
            let cut = (1..4).contains(&digits) || matches!(words.first(), Some(',' | '、' | ';' | '。'));
            (indented(before) && prose(before) && told && open(before) && goes_on && cut && !heads)
                .then(|| Span::new(before.end, behind.start))
        }
        _ => None,
    };
    lines.windows(2).filter_map(cut).collect()
}

/// The page numbers, with the line ends around them, that cut a sentence in two.
fn around_pages(text: &Text, lines: &[Span]) -> Vec<Span> {
    let all: Vec<Span> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    let prose = |line: Span| line.len() >= PROSE && text.folded(line).iter().any(|c| matches!(c, ',' | '。' | ';'));
    let ends = |line: Span| ends_sentence(text, line) || heading::ordinal(text.folded(line)).is_some();
    let around = |three: &[Span]| match *three {
        [before, page, behind] => {
            let cut = is_page_number(text.folded(page)) && prose(before) && !ends(before);
            // An indent opens another paragraph.
            let goes_on = behind.start > 0 && text.at(behind.start - 1) == '\n';
            (cut && goes_on && heading::ordinal(text.folded(behind)).is_none())
                .then(|| Span::new(before.end, behind.start))
        }
        _ => None,
    };
    all.windows(3).filter_map(around).collect()
}

/// -1-, — 2 — or 第1页 共3页 on a line of its own.
fn is_page_number(line: &[char]) -> bool {
    let words = line.iter().copied().filter(|c| !c.is_whitespace() && !c.is_ascii_digit());
    // One more than there may be: most lines are long.
    let words: Vec<char> = words.take(6).collect();
    let counted = words.first() == Some(&ORDINAL) && words.contains(&PAGE) && words.len() <= 5;
    if counted && words.last() == Some(&PAGE) && words.iter().all(|c| !matches!(c, '。' | ',')) {
        return line.iter().any(char::is_ascii_digit);
    }
    let dash = |c: &char| matches!(c, '-' | '—' | '－' | ' ' | '·');
    let digits = line.iter().filter(|c| c.is_ascii_digit()).count();
    (1..=3).contains(&digits)
        && line.len() <= 9
        && line.iter().all(|c| dash(c) || c.is_ascii_digit())
        && line.first().is_some_and(dash)
        && line.last().is_some_and(dash)
}

/// The narrowest measure (in characters) at which lines can be hard-wrapped text, and the widest.
const MEASURE: std::ops::RangeInclusive<u32> = 18..=60;

/// Whether most lines are short and break in the middle of sentences: text out of a PDF or a mail.
fn is_wrapped(text: &Text, lines: &[Span], tables: &[Table]) -> bool {
    let full: Vec<&Span> = lines
        .iter()
        .filter(|line| !line.is_empty() && !tables.iter().any(|table| table.span.overlap(**line) > 0))
        .collect();
    let longest = full.iter().map(|line| line.len()).max().unwrap_or(0);
    let broken = full.iter().filter(|line| MEASURE.contains(&line.len()) && !ends_sentence(text, ***line)).count();
    let long = full.iter().filter(|line| line.len() > *MEASURE.end() * 2).count();
    let many = full.len() >= 20 && long * 20 < full.len() && broken * 2 > full.len() && longest >= *MEASURE.start();
    many || full.len() < 20 && long == 0 && set_to_a_measure(text, &full)
}

/// Of a short text: whether lines of prose break off in mid-sentence at the same width, and none is wider; most of them open an
/// indented paragraph.
fn set_to_a_measure(text: &Text, lines: &[&Span]) -> bool {
    const LINES: usize = 3;
    /// As wide as two characters that may not stand at the start of a line.
    const RAGGED: usize = 4;
    let width = |line: &Span| text.folded(*line).iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let indent = |line: &Span| (0..line.start).rev().take_while(|&at| matches!(text.at(at), ' ' | '\u{3000}')).count();
    let whole = |line: &Span| width(line) + indent(line);
    let Some(measure) = lines.iter().map(|line| whole(line)).max() else { return false };
    let prose = |line: &Span| text.folded(*line).iter().any(|c| matches!(c, ',' | '。' | '、'));
    let full = lines.windows(2).filter(|two| {
        let [line, next] = [two[0], two[1]];
        let heads = heading::part(text.folded(*next)).is_some() || indent(next) >= 2;
        prose(line)
            && !ends_sentence(text, *line)
            && !heads
            && next.start - line.end <= 2
            && whole(line) + RAGGED >= measure
    });
    let (full, opened) = full.fold((0, 0), |(all, opened), two| (all + 1, opened + usize::from(indent(two[0]) >= 2)));
    full >= LINES && opened >= LINES - 1 && measure >= 2 * *MEASURE.start() as usize
}

fn ends_sentence(text: &Text, line: Span) -> bool {
    matches!(text.at(line.end.saturating_sub(1)), '。' | '!' | '?' | ';' | ':' | '”' | ')')
}

/// Lines of one paragraph joined: a line goes on where the one before is full and ends no sentence, or where no indent starts it.
fn joined(text: &mut Text, lines: &[Span]) -> Vec<Span> {
    let starts: Vec<u32> = text.lines().map(|line| line.start).collect();
    let prose = |line: &Span| !line.is_empty() && columns(text, *line) == 0;
    let mut lengths: Vec<u32> = lines.iter().filter(|line| prose(line)).map(|line| line.len()).collect();
    lengths.sort_unstable();
    // The measure is what the longer lines have in common.
    let full = lengths.get(lengths.len() * 3 / 4).copied().unwrap_or(0);
    // A heading that was joined covers several lines.
    let indent = |line: Span| line.start - starts[starts.partition_point(|start| *start <= line.start) - 1];
    let mut indents: Vec<u32> = lines.iter().filter(|line| !line.is_empty()).map(|line| indent(*line)).collect();
    indents.sort_unstable();
    let margin = indents.get(indents.len() / 4).copied().unwrap_or(0);
    let mut out: Vec<Span> = Vec::new();
    let mut breaks = Vec::new();
    let mut open = false;
    for line in lines {
        if line.is_empty() {
            // A page break leaves blank lines inside a paragraph; a blank line after a full line that ends nothing does not end it.
            continue;
        }
        let indented = indent(*line) >= margin + 2;
        let row = columns(text, *line) >= 2;
        let words = text.folded(*line);
        let heading = heading::ordinal(words).is_some_and(|(level, ..)| level <= 2);
        match out.last_mut() {
            Some(last) if open && !indented && !row && !heading => {
                breaks.extend(last.end..line.start);
                last.end = line.end;
            }
            _ => out.push(*line),
        }
        let prose = words.iter().any(|c| matches!(c, ',' | '。')) && !heading;
        open = !row && line.len() + 4 >= full && !matches!(text.at(line.end - 1), ':' | '。')
            || !row && line.len() + 2 >= full && text.at(line.end - 1) != ':'
            || !row && prose && !ends_sentence(text, *line);
    }
    text.unwrap_lines(&breaks);
    out
}

/// How many gaps of three or more blanks part a line: the cells of a table row less one.
pub(super) fn columns(text: &Text, line: Span) -> usize {
    let (mut gaps, mut blank, mut broken) = (0, 0, false);
    for (c, original) in text.folded(line).iter().zip(text.str(line).chars()) {
        // A note's mark is folded to blanks, and is none.
        if c.is_whitespace() && original.is_whitespace() {
            blank += if *c == '\t' { 3 } else { 1 };
            broken |= matches!(original, '\n' | '\r');
        } else {
            // A line end inside a paragraph is no gap, however wide the indent behind it.
            gaps += usize::from(blank >= 3 && !broken);
            (blank, broken) = (0, false);
        }
    }
    gaps
}

/// Headings that are broken over two lines, as one: a number by itself, or a numbered line that breaks inside its title.
///
/// ```text
/// （              一、深化改革，
/// 三）改革开放    优化环境
/// ```
fn heads_joined(text: &mut Text, lines: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut breaks = Vec::new();
    for &line in lines {
        let goes_on = out.last().is_some_and(|last| !line.is_empty() && breaks_off(text, *last, line));
        match out.last_mut() {
            Some(last) if goes_on => {
                breaks.extend(last.end..line.start);
                last.end = line.end;
            }
            _ => out.push(line),
        }
    }
    text.unwrap_lines(&breaks);
    out
}

/// Whether a line is a number of a heading, or a heading that is not at its end, and the next may be the rest of it.
fn breaks_off(text: &Text, line: Span, next: Span) -> bool {
    let words = text.folded(line);
    let number = |c: &char| crate::quantity::digit(*c).is_some() || *c == crate::text::signs::TEN;
    let bare = match words {
        ['('] => true,
        ['(', inside @ .., ')'] | ['(', inside @ ..] => !inside.is_empty() && inside.iter().all(number),
        [inside @ .., '、'] => !inside.is_empty() && inside.len() <= 3 && inside.iter().all(number),
        _ => heading::part(words).is_some_and(|(_, mark)| mark == words.len()),
    };
    let headed = heading::ordinal(words).is_some_and(|(level, _, _)| level < 3);
    let within = matches!(words.last(), Some(',' | '、')) && headed && line.len() <= 40 && next.len() <= 40;
    let follows = heading::ordinal(text.folded(next)).is_none();
    bare && (words.len() < 2 || follows) || within && follows
}

/// Paragraphs that a page glued into one line: a run of blanks in the middle starts a new one, and so does a heading in a
/// text that numbers several in one line.
fn unglued(text: &Text, line: Span, config: &Config) -> Vec<Span> {
    let mut cuts = blank_runs(text, line);
    // A short line may be the cells of a row, unless what the blanks part is numbered.
    let numbered = |at: &usize| {
        let rest = &text.folded(line)[*at..];
        let blank = rest.iter().take_while(|c| c.is_whitespace()).count();
        heading::ordinal(&rest[blank..]).is_some_and(|(level, ..)| level < 3)
    };
    if line.len() < 200 && cuts.iter().filter(|at| numbered(at)).count() < SEVERAL {
        let heading = tail_heading(text.folded(line), config);
        return heading.map_or_else(|| vec![line], |at| parted(text, line, vec![at]));
    }
    // Short pieces are cells of a row.
    if !cuts.is_empty() && line.len() as usize / (cuts.len() + 1) < 12 {
        cuts.clear();
    }
    if cuts.is_empty() {
        return parted(text, line, glued_cuts(text, line, config));
    }
    let pieces = parted(text, line, cuts);
    // Where blanks part the paragraphs a heading ends where they do; several headings are glued all the same.
    let several = |piece: Span| Some(glued_cuts(text, piece, config)).filter(|cuts| cuts.len() >= SEVERAL);
    pieces.into_iter().flat_map(|piece| several(piece).map_or(vec![piece], |cuts| parted(text, piece, cuts))).collect()
}

/// Where two and more blanks stand in a line, as it was written.
fn blank_runs(text: &Text, line: Span) -> Vec<usize> {
    let original: Vec<char> = text.str(line).chars().collect();
    let mut runs: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < original.len() {
        let run = original[at..].iter().take_while(|c| c.is_whitespace() && !matches!(c, '\n' | '\r')).count();
        if run >= 2 {
            runs.push(at);
        }
        at += run.max(1);
    }
    runs
}

/// How many places to cut a paragraph between blanks has that is cut.
const SEVERAL: usize = 4;

/// Where the heading of a main part begins that stands behind the last sentence of a line: ……增长5%。二、2024年工作安排.
fn tail_heading(line: &[char], config: &Config) -> Option<usize> {
    let at = line.iter().rposition(|c| matches!(c, '。' | '!'))? + 1;
    let title = &line[at..];
    let titles = &config.roles.titles;
    let is_main = heading::ordinal(title).is_some_and(|(level, ..)| level == 1) && title.len() <= TAIL;
    let names = ["work", "problems", "plan", "tasks", "outlook", "past", "either"];
    (is_main && titles.any(title, &names)).then_some(at)
}

/// The longest heading that is looked for behind a sentence, in scalar values.
const TAIL: usize = 32;

/// Where a line is cut that holds headings and texts glued together.
fn glued_cuts(text: &Text, line: Span, config: &Config) -> Vec<usize> {
    let mut cuts = glued::cuts(text, line, config);
    if !cuts.is_empty() {
        cuts.extend(glued::titles(text, line, config));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// The pieces of a line that is cut at these places, counted from its start.
fn parted(text: &Text, line: Span, cuts: Vec<usize>) -> Vec<Span> {
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([line.len() as usize]);
    let piece = |(from, to): (usize, usize)| Span::new(line.start + from as u32, line.start + to as u32);
    starts.zip(ends).map(piece).map(|span| text.trim(span)).filter(|span| !span.is_empty()).collect()
}

/// How many long paragraphs in a row make a repetition of the whole report.
const REPEATED: usize = 5;

/// Pages that hold the report several times: everything from the second copy on is left out, and said.
pub(super) fn leave_repeats_out(text: &Text, spans: &mut Vec<Span>) -> Option<Diagnostic> {
    let long: Vec<usize> = (0..spans.len()).filter(|&at| spans[at].len() >= 60).collect();
    let mut first: HashMap<&[char], usize> = HashMap::new();
    // How many long paragraphs in a row, up to here, repeat an earlier stretch in its order; and the last one's twin.
    let (mut run, mut twin) = (0, usize::MAX);
    let mut repeated_from = None;
    for (at, &index) in long.iter().enumerate() {
        let earlier = *first.entry(text.folded(spans[index])).or_insert(at);
        run = match () {
            () if earlier == at => 0,
            () if run > 0 && earlier == twin + 1 => run + 1,
            () => 1,
        };
        twin = earlier;
        if run == REPEATED {
            repeated_from = Some(long[at + 1 - REPEATED]);
            break;
        }
    }
    let index = repeated_from?;
    let cut = spans[index];
    spans.truncate(index);
    Some(Diagnostic::new(
        Severity::Warning,
        Code::LeftOut,
        cut,
        Message::new(
            "页面中报告重复出现，只读取了第一份",
            "the page holds the report more than once; only the first was read",
        ),
    ))
}
