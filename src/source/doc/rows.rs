//! Which marks of a Word document end rows, and where the cells of the rows stand (表格行).
//!
//! Properties of paragraphs lie in pages of 512 bytes, each with the stretches of the stream that it is about.

use super::{u16_at, u32_at};

/// What is known of stretches of the stream, in order.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) ends: Vec<Stretch>,
    /// Paragraphs with automatic numbers.
    pub(super) numbered: u32,
}

/// Sides of a cell: left, right, goes on from above, goes on from the left.
type Side = (i32, i32, bool, bool);

/// A paragraph in a table.
#[derive(Debug)]
pub(super) struct Stretch {
    from: usize,
    to: usize,
    /// It ends a row: the cells of the row.
    row: Option<Vec<Side>>,
}

/// Pages of properties; more are those of a broken file.
const MOST_PAGES: usize = 100_000;

impl Rows {
    /// Reads the pages that a list of places names.
    pub(super) fn read(main: &[u8], places: &[u8]) -> Rows {
        let mut out = Rows::default();
        let count = places.len().saturating_sub(4) / 8;
        for i in 0..count.min(MOST_PAGES) {
            let number = u32_at(places, 4 * (count + 1) + 4 * i).unwrap_or(0) as usize;
            if let Some(page) = number.checked_mul(512).and_then(|from| main.get(from..from.checked_add(512)?)) {
                out.page(page);
            }
        }
        out.ends.sort_by_key(|stretch| stretch.from);
        out
    }

    fn page(&mut self, page: &[u8]) {
        let count = usize::from(page[511]);
        for i in 0..count {
            let (Some(from), Some(to)) = (u32_at(page, 4 * i), u32_at(page, 4 * i + 4)) else { return };
            let Some(at) = page.get(4 * (count + 1) + 13 * i).map(|word| 2 * usize::from(*word)) else { return };
            if at == 0 {
                continue;
            }
            let length = page.get(at).map_or(0, |half| usize::from(*half));
            let (start, length) = if length == 0 {
                (at + 2, 2 * page.get(at + 1).map_or(0, |n| usize::from(*n)))
            } else {
                (at + 1, 2 * length - 1)
            };
            let Some(properties) = page.get(start + 2..(start + length).min(511)) else { continue };
            let found = properties_of(properties);
            self.numbered += u32::from(found.numbered);
            if found.in_table {
                let row = found.ends_row.then_some(found.sides);
                self.ends.push(Stretch { from: from as usize, to: to as usize, row });
            }
        }
    }

    fn at(&self, place: usize) -> Option<&Stretch> {
        let at = self.ends.partition_point(|stretch| stretch.from <= place).checked_sub(1)?;
        self.ends.get(at).filter(|stretch| place < stretch.to)
    }

    /// The sides of the cells of the row that ends at a place of the stream; `None` where none does.
    pub(super) fn sides(&self, place: usize) -> Option<&[Side]> {
        self.at(place)?.row.as_deref()
    }

    /// Whether a place of the stream is in a table.
    pub(super) fn is_inside(&self, place: usize) -> bool {
        self.at(place).is_some()
    }
}

#[derive(Default)]
struct Properties {
    in_table: bool,
    ends_row: bool,
    numbered: bool,
    sides: Vec<Side>,
}

/// Reads single properties ([MS-DOC] 2.2.5.1): a number whose upper bits say how long the operand is.
fn properties_of(bytes: &[u8]) -> Properties {
    let mut out = Properties::default();
    let mut at = 0;
    while let Some(code) = u16_at(bytes, at) {
        at += 2;
        let length = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            // The operand of a table's shape has a length of two bytes that counts itself but for one.
            _ if code == 0xd608 => 1 + usize::from(u16_at(bytes, at).unwrap_or(1)),
            _ => 1 + bytes.get(at).map_or(0, |n| usize::from(*n)),
        };
        let operand = bytes.get(at..(at + length).min(bytes.len())).unwrap_or_default();
        let on = operand.first().is_some_and(|byte| *byte != 0);
        match code {
            0x2416 => out.in_table = on,
            0x2417 => out.ends_row = on,
            0x460b => out.numbered = on,
            0xd608 => out.sides = sides(operand.get(2..).unwrap_or_default()),
            _ => {}
        }
        at += length;
    }
    out
}

/// The cells of a row: their count, their sides, and 20 bytes each on how they are merged.
fn sides(bytes: &[u8]) -> Vec<Side> {
    let Some(count) = bytes.first().map(|count| usize::from(*count)) else { return Vec::new() };
    let side = |i: usize| u16_at(bytes, 1 + 2 * i).map(|side| i32::from(side as i16));
    (0..count)
        .map_while(|i| {
            let flags = u16_at(bytes, 1 + 2 * (count + 1) + 20 * i).unwrap_or(0);
            // Merged down and not the first of them; merged across and not the first of them.
            let (down, across) = (flags & 0x20 != 0 && flags & 0x40 == 0, flags & 0x02 != 0 && flags & 0x01 == 0);
            Some((side(i)?, side(i + 1)?, down, across))
        })
        .collect()
}
