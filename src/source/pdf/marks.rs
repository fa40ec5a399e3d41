//! What pages are made of (页面构件): letters, straight lines, and paths while they are drawn.

/// A letter on a page; y grows upwards, lengths are in points.
#[derive(Debug, Clone)]
pub(in crate::source) struct Glyph {
    /// What it means; `None` where its font does not say.
    pub(in crate::source) text: Option<String>,
    /// Where it begins on the base line.
    pub(in crate::source) x: f32,
    pub(in crate::source) y: f32,
    /// Where the next one would begin.
    pub(in crate::source) end_x: f32,
    pub(in crate::source) end_y: f32,
    /// Height of the letters.
    pub(in crate::source) size: f32,
    /// It takes part in the picture only: text under a scan.
    pub(in crate::source) is_hidden: bool,
    /// Marked as no part of the text: running heads, watermarks.
    pub(in crate::source) is_artifact: bool,
    /// Letters of one show have the same.
    pub(in crate::source) show: u32,
}

/// A straight line, level or upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::source) struct Rule {
    pub(in crate::source) x0: f32,
    pub(in crate::source) y0: f32,
    pub(in crate::source) x1: f32,
    pub(in crate::source) y1: f32,
}

/// All that a page shows.
#[derive(Debug, Default)]
pub(in crate::source) struct Drawn {
    pub(in crate::source) glyphs: Vec<Glyph>,
    pub(in crate::source) rules: Vec<Rule>,
    /// It has pictures.
    pub(in crate::source) pictures: bool,
    /// More than is read.
    pub(in crate::source) cut: bool,
}

/// The path that is being drawn: its pieces, and those that a stroke would draw.
#[derive(Debug, Default)]
pub(super) struct Path {
    pub(super) lines: Vec<[(f32, f32); 2]>,
    /// The corners of each part of it.
    pub(super) parts: Vec<Vec<(f32, f32)>>,
}

impl Path {
    pub(super) fn start(&mut self, point: (f32, f32)) {
        self.parts.push(vec![point]);
    }

    pub(super) fn to(&mut self, point: (f32, f32)) {
        match self.parts.last_mut() {
            Some(part) => {
                self.lines.extend(part.last().map(|last| [*last, point]));
                part.push(point);
            }
            None => self.start(point),
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(first) = self.parts.last().and_then(|part| part.first()).copied() {
            self.to(first);
        }
    }
}
