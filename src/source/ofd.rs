//! OFD files (版式文档, GB/T 33190): letters at places, as in a PDF, in a package of XML.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::Span;

use super::container::xml::Element;
use super::container::{self, Zip, folder, resolved};
use super::pdf::{Drawn, Glyph, Laying, Rule};
use super::{Format, Source, SourceError};

/// Points in a millimetre.
const POINT: f32 = 72.0 / 25.4;

/// Pages beyond these are left out.
const MOST_PAGES: usize = 2000;

/// Reads an OFD file. Fails where its package is broken, beyond a limit, or without text.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    let format = Format::Ofd;
    let mut zip = Zip::open(bytes, format)?;
    if zip.has("Encryptions.xml") {
        return Err(SourceError::Locked { format });
    }
    let root = zip.root("OFD.xml")?.ok_or_else(|| container::missing(format, "OFD.xml"))?;
    let mut laying = Laying::default();
    let mut missing = 0_u32;
    for body in root.children("ofd:DocBody") {
        let Some(place) = body.child("ofd:DocRoot").map(|place| resolved("", place.text().trim())) else { continue };
        let document = zip.root(&place)?.ok_or_else(|| container::missing(format, &place))?;
        let base = folder(&place).to_owned();
        let area = document.at(&["ofd:CommonData", "ofd:PageArea", "ofd:PhysicalBox"]).map(Element::text);
        let pages = document.child("ofd:Pages");
        let pages: Vec<&Element> = pages.iter().flat_map(|pages| pages.children("ofd:Page")).collect();
        missing += pages.len().saturating_sub(MOST_PAGES) as u32;
        for page in pages.into_iter().take(MOST_PAGES) {
            let place = resolved(&base, page.attribute("BaseLoc").unwrap_or_default());
            match zip.root(&place) {
                Ok(Some(page)) => {
                    let own = page.at(&["ofd:Area", "ofd:PhysicalBox"]).map(Element::text);
                    let (width, height) = size(own.as_deref().or(area.as_deref()));
                    let mut drawn = Drawn::default();
                    let mut show = 0;
                    draw(&page, height, &mut drawn, &mut show);
                    laying.page(drawn, width * POINT, height * POINT);
                }
                Err(error @ SourceError::TooMuch { .. }) => return Err(error),
                _ => missing += 1,
            }
        }
    }
    let mut noted = laying.finish(format)?;
    if missing > 0 {
        let message = Message::new(format!("{missing} 页未能读取"), format!("{missing} pages could not be read"));
        noted.notes.push(Diagnostic::new(Severity::Warning, Code::LeftOut, Span::default(), message));
    }
    Ok(noted)
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_ascii_whitespace().map(|number| number.parse().unwrap_or(0.0)).collect()
}

/// Width and height of a page; of A4 where they are not said.
fn size(area: Option<&str>) -> (f32, f32) {
    match area.map(numbers).as_deref() {
        Some([_, _, width, height]) if *width > 0.0 && *height > 0.0 => (*width, *height),
        _ => (210.0, 297.0),
    }
}

/// Letters of a page; more are those of a broken file.
const MOST: usize = 400_000;

fn draw(element: &Element, height: f32, drawn: &mut Drawn, show: &mut u32) {
    for child in element.elements() {
        if drawn.glyphs.len() + drawn.rules.len() > MOST {
            drawn.cut = true;
            return;
        }
        match child.name.as_str() {
            "ofd:TextObject" => {
                *show += 1;
                text(child, height, drawn, *show);
            }
            "ofd:PathObject" => path(child, height, drawn),
            "ofd:ImageObject" => drawn.pictures = true,
            _ => draw(child, height, drawn, show),
        }
    }
}

/// Where a point within an object stands on the page, in points from the lower left corner.
fn placed(object: &Element, height: f32) -> impl Fn(f32, f32) -> (f32, f32) {
    let bounds = object.attribute("Boundary").map(numbers).unwrap_or_default();
    let (left, top) = (bounds.first().copied().unwrap_or(0.0), bounds.get(1).copied().unwrap_or(0.0));
    let turn = object.attribute("CTM").map(numbers).filter(|turn| turn.len() == 6);
    let turn: [f32; 6] = turn.and_then(|turn| turn.try_into().ok()).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    move |x, y| {
        let [a, b, c, d, e, f] = turn;
        ((left + a * x + c * y + e) * POINT, (height - (top + b * x + d * y + f)) * POINT)
    }
}

fn text(object: &Element, height: f32, drawn: &mut Drawn, show: u32) {
    let place = placed(object, height);
    let size = object.attribute("Size").and_then(|size| size.parse::<f32>().ok()).unwrap_or(3.5);
    let hidden = object.attribute("Visible") == Some("false") || object.attribute("Alpha") == Some("0");
    let ((x0, y0), (x1, y1)) = (place(0.0, 0.0), place(0.0, size));
    let high = (x1 - x0).hypot(y1 - y0);
    let glyphs = meanings(object);
    let mut at = (0.0, 0.0);
    let mut count = 0;
    for code in object.children("ofd:TextCode") {
        let number = |name: &str| code.attribute(name).and_then(|value| value.parse::<f32>().ok());
        at = (number("X").unwrap_or(at.0), number("Y").unwrap_or(at.1));
        let (right, down) = (steps(code.attribute("DeltaX")), steps(code.attribute("DeltaY")));
        for (i, c) in code.text().chars().enumerate() {
            let narrow = c.is_ascii();
            let wide = if narrow { size / 2.0 } else { size };
            let step = right.get(i).copied();
            let down = down.get(i).copied().unwrap_or(0.0);
            // The room to the next letter may be wider than the letter.
            let ink = step.filter(|step| *step > 0.0).map_or(wide, |step| step.min(wide * 1.2));
            let ((x, y), (end_x, end_y)) = (place(at.0, at.1), place(at.0 + ink, at.1));
            drawn.glyphs.push(Glyph {
                text: glyphs.get(&count).cloned().unwrap_or_else(|| Some(c.to_string())),
                x,
                y,
                end_x,
                end_y,
                size: high,
                is_hidden: hidden,
                is_artifact: false,
                show,
            });
            at = (at.0 + step.unwrap_or(if down == 0.0 { wide } else { 0.0 }), at.1 + down);
            count += 1;
        }
    }
}

/// Letters that stand for none by themselves: a place holder that only the glyph gives a meaning has none.
fn meanings(object: &Element) -> BTreeMap<usize, Option<String>> {
    let text: String = object.children("ofd:TextCode").map(Element::text).collect();
    let strange = |c: char| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '¤');
    text.chars().enumerate().filter(|(_, c)| strange(*c)).map(|(at, _)| (at, None)).collect()
}

/// Steps from letter to letter; `g 3 5` says 5 three times.
fn steps(text: Option<&str>) -> Vec<f32> {
    const MOST_STEPS: usize = 100_000;
    let mut out = Vec::new();
    let mut words = text.unwrap_or_default().split_ascii_whitespace();
    while let Some(word) = words.next() {
        if word == "g" {
            let count = words.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
            let Some(step) = words.next().and_then(|step| step.parse::<f32>().ok()) else { break };
            out.extend(std::iter::repeat_n(step, count.min(MOST_STEPS)));
        } else {
            out.push(word.parse().unwrap_or(0.0));
        }
        if out.len() > MOST_STEPS {
            break;
        }
    }
    out
}

/// The straight lines of a path: `M x y L x y C`.
fn path(object: &Element, height: f32, drawn: &mut Drawn) {
    let place = placed(object, height);
    let Some(data) = object.child("ofd:AbbreviatedData").map(Element::text) else { return };
    let mut words = data.split_ascii_whitespace();
    let (mut here, mut first) = (None, None);
    while let Some(word) = words.next() {
        let mut point = || Some(place(words.next()?.parse().ok()?, words.next()?.parse().ok()?));
        match word {
            "M" | "S" => {
                here = point();
                first = here;
            }
            "L" => {
                let next = point();
                rule(here, next, drawn);
                here = next;
            }
            "C" => {
                rule(here, first, drawn);
                here = first;
            }
            _ => here = None,
        }
    }
}

fn rule(from: Option<(f32, f32)>, to: Option<(f32, f32)>, drawn: &mut Drawn) {
    let (Some((ax, ay)), Some((bx, by))) = (from, to) else { return };
    if (ax - bx).abs() < 1.0 || (ay - by).abs() < 1.0 {
        drawn.rules.push(Rule { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_may_be_said_together() {
        assert_eq!(steps(Some("3.5 g 2 4 5")), [3.5, 4.0, 4.0, 5.0]);
        assert!(steps(Some("g 99999999999")).is_empty() && steps(None).is_empty());
    }
}
