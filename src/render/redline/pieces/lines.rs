//! What went and what came between two places that both texts have, put so that a line is of one text as far as it can be.
//!
//! The order within each text stays; how the two stand among each other is free. Lines that only one text has come whole,
//! and where a line of both ends, in other words, its end is of both: so each paragraph of the document is somebody's, and
//! the mark of a paragraph stands behind text of its own kind.
//!
//! LibreOffice takes text that came at the end of a paragraph and at the start of the next one for one insertion, with the
//! mark between them, and loses the mark where that is rejected. So what came stands before what went at the end of a line;
//! of a line end that both have and lines that came behind it the last one is the line end that both have; and where text
//! came at both sides of such an end and nothing went, the end goes and comes.

use super::{Mark, Step};

/// The same steps with those between two places of both texts put in lines.
pub(super) fn tidied(steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
    let mut out = Vec::with_capacity(steps.len());
    let (mut went, mut came) = (Lines::default(), Lines::default());
    for step in steps {
        match step {
            Step::Text(Mark::Kept, text) => {
                put(&mut out, &mut went, &mut came, text.starts_with('\n'));
                out.push(step);
            }
            Step::Text(Mark::Deleted | Mark::MovedFrom(_), _)
            | Step::Begins(Mark::MovedFrom(_))
            | Step::Ends(Mark::MovedFrom(_)) => went.add(step),
            _ => came.add(step),
        }
    }
    put(&mut out, &mut went, &mut came, true);
    out
}

/// What one text has, line by line.
#[derive(Default)]
struct Lines<'a> {
    /// Lines with their ends.
    whole: Vec<Line<'a>>,
    /// What stands behind the last line end.
    rest: Vec<Step<'a>>,
    /// Whether a moved stretch has begun and not ended.
    moving: bool,
}

/// A line with its end.
#[derive(Default)]
struct Line<'a> {
    steps: Vec<Step<'a>>,
    /// Whether its end is within a moved stretch.
    moving: bool,
}

impl<'a> Lines<'a> {
    fn add(&mut self, step: Step<'a>) {
        let Step::Text(mark, mut text) = step else {
            self.moving = matches!(step, Step::Begins(_));
            // What ends with a line ends there, before anything else comes.
            match self.whole.last_mut().filter(|_| !self.moving && self.rest.is_empty()) {
                Some(line) => line.steps.push(step),
                None => self.rest.push(step),
            }
            return;
        };
        while let Some(at) = text.find('\n') {
            let (line, more) = text.split_at(at + 1);
            let mut steps = std::mem::take(&mut self.rest);
            steps.push(Step::Text(mark, line));
            self.whole.push(Line { steps, moving: self.moving });
            text = more;
        }
        if !text.is_empty() {
            self.rest.push(Step::Text(mark, text));
        }
    }
}

/// Whether anything of a text is written: carriage returns are not.
fn is_written(text: &str) -> bool {
    text.chars().any(|c| c != '\r')
}

/// Whether what was put last ends a line, or nothing was.
fn at_line_start(out: &[Step<'_>]) -> bool {
    let text = out.iter().rev().find_map(|step| match step {
        Step::Text(_, text) if is_written(text) => Some(text),
        _ => None,
    });
    text.is_none_or(|text| text.ends_with('\n'))
}

/// Puts what one text has and the other has not; whether a line ends behind it.
fn put<'a>(out: &mut Vec<Step<'a>>, went: &mut Lines<'a>, came: &mut Lines<'a>, line_ends: bool) {
    let mut old = std::mem::take(&mut went.whole).into_iter();
    let mut new = std::mem::take(&mut came.whole).into_iter();
    let (old_rest, new_rest) = (std::mem::take(&mut went.rest), std::mem::take(&mut came.rest));
    if !at_line_start(out) {
        match (old.len(), new.len()) {
            (0, 0) => {}
            // What goes on in the line stands before what ends it.
            (_, 0) => {
                out.extend(new_rest);
                out.extend(old.flat_map(|line| line.steps).chain(old_rest));
                return;
            }
            (0, _) => {
                out.extend(old_rest);
                out.extend(new.flat_map(|line| line.steps).chain(new_rest));
                return;
            }
            _ => {
                let first = [old.next().unwrap_or_default(), new.next().unwrap_or_default()];
                out.extend(ended(first));
            }
        }
    }
    let end = if new.len() > 0 { came_before_end(out) } else { None };
    match end {
        Some(end) => {
            out.push(Step::Text(Mark::Inserted, end));
            let mut lines: Vec<Step<'a>> = new.flat_map(|line| line.steps).collect();
            without_end(&mut lines);
            out.extend(lines);
            out.push(Step::Text(Mark::Kept, end));
            out.extend(old.flat_map(|line| line.steps));
        }
        None => out.extend(old.chain(new).flat_map(|line| line.steps)),
    }
    let written = |rest: &[Step<'a>]| rest.iter().any(|step| matches!(step, Step::Text(_, text) if is_written(text)));
    let end = if !written(&old_rest) && written(&new_rest) { came_before_end(out) } else { None };
    match end {
        // The line end of both becomes one that came, before what came in this line, and one that went, behind it.
        Some(end) => {
            out.push(Step::Text(Mark::Inserted, end));
            out.extend(new_rest.into_iter().chain(old_rest));
            out.push(Step::Text(Mark::Deleted, end));
        }
        None => {
            let [first, second] = if line_ends { [new_rest, old_rest] } else { [old_rest, new_rest] };
            out.extend(first.into_iter().chain(second));
        }
    }
}

/// Takes away the line end that both have, where it was put last and came text stands right before it.
fn came_before_end<'a>(out: &mut Vec<Step<'a>>) -> Option<&'a str> {
    let full = |step: &&Step<'a>| matches!(step, Step::Text(_, text) if is_written(text));
    let mut texts = out.iter().rev().filter(full);
    let (Some(Step::Text(Mark::Kept, "\n" | "\r\n")), Some(Step::Text(Mark::Inserted | Mark::MovedTo(_), _))) =
        (texts.next(), texts.next())
    else {
        return None;
    };
    let at = out.iter().rposition(|step| full(&step))?;
    match out.remove(at) {
        Step::Text(_, end) => Some(end),
        _ => None,
    }
}

/// The ends of a line in both texts: one end for both, unless one of them is part of a move.
fn ended<'a>([mut old, mut new]: [Line<'a>; 2]) -> Vec<Step<'a>> {
    let mut end = None;
    if !old.moving && !new.moving {
        for line in [&mut old, &mut new] {
            end = without_end(&mut line.steps).map(|end| Step::Text(Mark::Kept, end));
        }
    }
    match end {
        None => old.steps.into_iter().chain(new.steps).collect(),
        Some(end) => new.steps.into_iter().chain(old.steps).chain([end]).collect(),
    }
}

/// Takes the line end off a line.
fn without_end<'a>(line: &mut [Step<'a>]) -> Option<&'a str> {
    let last = line.iter_mut().rev().find_map(|step| match step {
        Step::Text(_, text) => Some(text),
        _ => None,
    })?;
    let (text, end) = last.split_at(last.len().checked_sub(1)?);
    *last = text;
    Some(end)
}
