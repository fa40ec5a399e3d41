//! Lines about the changes: those that say what follows, and how many there are.

use nianlun::render::terminal::{self, Look, Piece};

use super::{Page, plain};

impl Page<'_> {
    /// Lines about the changes, none wider than the terminal, each with so many blanks before it.
    pub(super) fn told(&self, pieces: &[Piece], indent: usize) -> String {
        let lines =
            self.width.map_or_else(|| vec![pieces.to_vec()], |width| terminal::wrap(pieces, width.max(12) - indent));
        lines.iter().map(|line| format!("{}{}\n", " ".repeat(indent), terminal::spelled(line).trim_end())).collect()
    }

    /// What stands in a row, parted by points: no line ends inside of one.
    pub(super) fn listed(&self, row: &str, look: Look, indent: usize) -> String {
        const POINT: &str = " · ";
        let width = self.width.map_or(usize::MAX, |width| width.max(12) - indent);
        let mut lines: Vec<String> = Vec::new();
        for one in row.split(POINT) {
            match lines.last_mut().filter(|line| terminal::columns(&[plain(format!("{line}{POINT}{one}"))]) <= width) {
                Some(line) => {
                    line.push_str(POINT);
                    line.push_str(one);
                }
                None => lines.push(one.to_owned()),
            }
        }
        lines.iter().map(|line| self.told(&[Piece::new(line, look.style())], indent)).collect()
    }
}
