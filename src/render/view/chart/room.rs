//! Where words fit among marks and other words.

use super::{Anchor, Words};

/// Left, top, right, bottom; of a line both ends.
type Four = [f64; 4];

/// How high words are over their base line, and below it.
const ASCENT: f64 = 10.0;
const DESCENT: f64 = 3.0;

pub(super) const fn tenths(pixels: f64) -> i32 {
    (pixels * 10.0).round() as i32
}

pub(super) const fn point_at(x: f64, y: f64) -> [i32; 2] {
    [tenths(x), tenths(y)]
}

/// How wide words are at 12 pixels: Han characters are as wide as they are high.
pub(super) fn width_of(text: &str) -> f64 {
    text.chars().map(|c| if u32::from(c) > 0x2000 && c != '−' && c != '–' { 12.0 } else { 6.8 }).sum()
}

/// What is taken of a drawing.
pub(super) struct Room {
    width: f64,
    bottom: f64,
    boxes: Vec<Four>,
    lines: Vec<Four>,
}

impl Room {
    pub(super) const fn new(width: f64, bottom: f64) -> Self {
        Room { width, bottom, boxes: Vec::new(), lines: Vec::new() }
    }

    pub(super) fn take(&mut self, taken: Four) {
        self.boxes.push(taken);
    }

    pub(super) fn take_line(&mut self, line: Four) {
        self.lines.push(line);
    }

    /// The first of some places where words, in either language, cover nothing; with `clear`, no line either. They are
    /// taken from then on.
    pub(super) fn place(
        &mut self,
        words: &Words,
        places: &[(Anchor, f64, f64)],
        clear: bool,
    ) -> Option<(Anchor, [i32; 2])> {
        let wide = width_of(&words.zh).max(width_of(&words.en));
        for &(anchor, x, y) in places {
            let left = match anchor {
                Anchor::Start => x,
                // What would reach over the edge is moved in.
                Anchor::Middle => (x - wide / 2.0).min(self.width - wide).max(0.0),
                Anchor::End => x - wide,
            };
            let taken = [left, y - ASCENT, left + wide, y + DESCENT];
            let inside = left >= 0.0 && taken[2] <= self.width && taken[1] >= 0.0 && taken[3] <= self.bottom;
            let free = !self.boxes.iter().any(|other| overlap(&taken, other));
            if inside && free && !(clear && self.lines.iter().any(|line| crosses(line, &taken))) {
                self.boxes.push([taken[0] - 2.0, taken[1], taken[2] + 2.0, taken[3]]);
                let at = match anchor {
                    Anchor::Start => left,
                    Anchor::Middle => left + wide / 2.0,
                    Anchor::End => left + wide,
                };
                return Some((anchor, point_at(at, y)));
            }
        }
        None
    }
}

fn overlap(a: &Four, b: &Four) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Whether a line goes through a box: what is left of it between the box's edges, one direction after the other.
fn crosses(line: &Four, area: &Four) -> bool {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for way in 0..2 {
        let (start, length) = (line[way], line[way + 2] - line[way]);
        let (low, high) = (area[way], area[way + 2]);
        if length.abs() < 1e-9 {
            if start < low || start > high {
                return false;
            }
            continue;
        }
        let (one, other) = ((low - start) / length, (high - start) / length);
        from = from.max(one.min(other));
        to = to.min(one.max(other));
    }
    from <= to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words { zh: text.to_owned(), en: text.to_owned() }
    }

    #[test]
    fn words_go_where_nothing_is() {
        let mut room = Room::new(200.0, 100.0);
        let places = [(Anchor::Middle, 100.0, 40.0), (Anchor::Middle, 100.0, 70.0)];
        assert_eq!(room.place(&words("12"), &places, true), Some((Anchor::Middle, [1000, 400])));
        assert_eq!(room.place(&words("13"), &places, true), Some((Anchor::Middle, [1000, 700])));
        assert_eq!(room.place(&words("14"), &places, true), None);
    }

    #[test]
    fn words_stay_inside_and_off_lines() {
        let mut room = Room::new(200.0, 100.0);
        room.take_line([0.0, 50.0, 200.0, 50.0]);
        let over = [(Anchor::Middle, 198.0, 54.0)];
        assert_eq!(room.place(&words("1234"), &over, true), None);
        assert_eq!(room.place(&words("1234"), &over, false), Some((Anchor::Middle, [1864, 540])));
        assert_eq!(room.place(&words("1234"), &[(Anchor::Middle, 50.0, 99.0)], false), None);
    }

    #[test]
    fn lines_and_boxes() {
        let area = [10.0, 10.0, 20.0, 20.0];
        assert!(crosses(&[0.0, 0.0, 30.0, 30.0], &area));
        assert!(crosses(&[15.0, 0.0, 15.0, 30.0], &area));
        assert!(!crosses(&[0.0, 15.0, 9.0, 15.0], &area));
        assert!(!crosses(&[0.0, 12.0, 12.0, 0.0], &area));
    }
}
