//! What a page draws (页面内容): letters at their places, and the straight lines that rule tables.
//!
//! The operators of a page are followed as a printer would follow them, forms within forms included; what has nothing to
//! do with text or lines is passed over.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;
use super::marks::{Drawn, Glyph, Path, Rule};
use super::matrix::Matrix;

/// Forms within forms go no deeper in files that people made.
const DEEPEST: u32 = 12;
/// Operators of a page; more are those of a broken file, or a drawing.
const MOST_STEPS: usize = 3_000_000;
/// Letters and lines of a page.
const MOST_MARKS: usize = 400_000;
/// States that may be kept.
const MOST_STATES: usize = 256;

/// Follows a page.
pub(super) fn read(page: &Page<'_>) -> Drawn {
    let mut reader = Reader { out: Drawn::default(), fonts: BTreeMap::new(), steps: 0, show: 0, marked: Vec::new() };
    let state = State::new(Matrix::new(page.initial_transform(false).as_coeffs().map(|value| value as f32)));
    if let Some(stream) = page.page_stream() {
        reader.run(TypedIter::new(stream), page.resources(), state, 0);
    }
    reader.out
}

/// What the operators change and what is kept and given back by `q` and `Q`.
#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_gap: f32,
    word_gap: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    mode: i64,
}

impl State {
    fn new(matrix: Matrix) -> State {
        State {
            matrix,
            font: None,
            size: 1.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

/// A piece of content that is marked.
#[derive(Debug)]
struct Marked {
    is_artifact: bool,
    /// What it says in other words, until its first letter has taken it.
    said: Option<Said>,
}

#[derive(Debug)]
enum Said {
    Waiting(String),
    Taken,
}

/// Where the operators have come to.
struct At {
    state: State,
    kept: Vec<State>,
    /// Where the next letter stands, and where its line began.
    text: Matrix,
    line: Matrix,
    path: Path,
}

impl At {
    fn new(state: State) -> At {
        At { state, kept: Vec::new(), text: Matrix::IDENTITY, line: Matrix::IDENTITY, path: Path::default() }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(&self.line);
        self.text = self.line;
    }
}

struct Reader {
    out: Drawn,
    fonts: BTreeMap<ObjectIdentifier, Rc<Font>>,
    steps: usize,
    show: u32,
    marked: Vec<Marked>,
}

fn f(number: &Number) -> f32 {
    let value = number.as_f32();
    if value.is_finite() { value } else { 0.0 }
}

impl Reader {
    fn run(&mut self, mut steps: TypedIter<'_>, resources: &Resources<'_>, first: State, depth: u32) {
        use TypedInstruction as Op;
        let mut at = At::new(first);
        let marks_before = self.marked.len();
        while let Some(step) = steps.next() {
            self.steps += 1;
            if self.steps > MOST_STEPS || self.out.glyphs.len() + self.out.rules.len() > MOST_MARKS {
                self.out.cut = true;
                break;
            }
            match step {
                Op::SaveState(_) if at.kept.len() < MOST_STATES => at.kept.push(at.state.clone()),
                Op::RestoreState(_) => {
                    if let Some(state) = at.kept.pop() {
                        at.state = state;
                    }
                }
                Op::Transform(t) => {
                    at.state.matrix = Matrix::new([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5].map(f)).then(&at.state.matrix);
                }
                Op::InlineImage(_) => self.out.pictures = true,
                Op::XObject(name) => self.object(name.0, resources, &at.state, depth),
                Op::SetGraphicsState(name) => {
                    let font = resources
                        .get_ext_g_state(name.0)
                        .and_then(|g| g.get::<hayro_syntax::object::Array<'_>>("Font"));
                    if let Some(font) = font {
                        let mut items = font.flex_iter();
                        at.state.font = items.next::<Dict<'_>>().map(|font| self.font_of(&font));
                        at.state.size = items.next::<f32>().unwrap_or(at.state.size);
                    }
                }
                Op::BeginMarkedContent(tag) => self.mark(tag.0, None),
                Op::BeginMarkedContentWithProperties(tag) => {
                    let properties = match tag.1 {
                        Object::Dict(dict) => Some(dict.clone()),
                        Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
                        _ => None,
                    };
                    self.mark(tag.0, properties);
                }
                Op::EndMarkedContent(_) if self.marked.len() > marks_before => {
                    self.marked.pop();
                }
                step => {
                    self.text(&step, resources, &mut at);
                    self.path(&step, &mut at);
                }
            }
        }
        self.marked.truncate(marks_before);
    }

    /// Steps about text.
    fn text(&mut self, step: &TypedInstruction<'_, '_>, resources: &Resources<'_>, at: &mut At) {
        use TypedInstruction as Op;
        match step {
            Op::BeginText(_) => (at.text, at.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            Op::TextFont(font) => {
                at.state.font = self.font(font.0, resources);
                at.state.size = f(&font.1);
            }
            Op::CharacterSpacing(gap) => at.state.letter_gap = f(&gap.0),
            Op::WordSpacing(gap) => at.state.word_gap = f(&gap.0),
            Op::HorizontalScaling(stretch) => at.state.stretch = f(&stretch.0) / 100.0,
            Op::TextLeading(leading) => at.state.leading = f(&leading.0),
            Op::TextRise(rise) => at.state.rise = f(&rise.0),
            Op::TextRenderingMode(mode) => at.state.mode = mode.0.as_i64(),
            Op::SetTextMatrix(t) => {
                at.text = Matrix::new([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5].map(f));
                at.line = at.text;
            }
            Op::NextLine(by) => {
                at.next_line(f(&by.0), f(&by.1));
            }
            Op::NextLineAndSetLeading(by) => {
                at.state.leading = -f(&by.1);
                at.next_line(f(&by.0), f(&by.1));
            }
            Op::NextLineUsingLeading(_) => {
                at.next_line(0.0, -at.state.leading);
            }
            Op::ShowText(shown) => self.show(shown.0.as_bytes(), &at.state, &mut at.text),
            Op::NextLineAndShowText(shown) => {
                at.next_line(0.0, -at.state.leading);
                self.show(shown.0.as_bytes(), &at.state, &mut at.text);
            }
            Op::ShowTextWithParameters(shown) => {
                (at.state.word_gap, at.state.letter_gap) = (f(&shown.0), f(&shown.1));
                at.next_line(0.0, -at.state.leading);
                self.show(shown.2.as_bytes(), &at.state, &mut at.text);
            }
            Op::ShowTexts(shown) => {
                for item in shown.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(shown) => self.show(shown.as_bytes(), &at.state, &mut at.text),
                        Object::Number(back) => {
                            let by = -f(&back) / 1000.0 * at.state.size;
                            at.text = self.moved(by, &at.state).then(&at.text);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// Steps that draw lines and areas.
    fn path(&mut self, step: &TypedInstruction<'_, '_>, at: &mut At) {
        use TypedInstruction as Op;
        match step {
            Op::MoveTo(p) => at.path.start(at.state.matrix.apply(f(&p.0), f(&p.1))),
            Op::LineTo(p) => at.path.to(at.state.matrix.apply(f(&p.0), f(&p.1))),
            Op::CubicTo(p) => at.path.start(at.state.matrix.apply(f(&p.4), f(&p.5))),
            Op::CubicStartTo(p) => at.path.start(at.state.matrix.apply(f(&p.2), f(&p.3))),
            Op::CubicEndTo(p) => at.path.start(at.state.matrix.apply(f(&p.2), f(&p.3))),
            Op::ClosePath(_) => at.path.close(),
            Op::RectPath(r) => {
                let (x, y, w, h) = (f(&r.0), f(&r.1), f(&r.2), f(&r.3));
                at.path.start(at.state.matrix.apply(x, y));
                for (x, y) in [(x + w, y), (x + w, y + h), (x, y + h)] {
                    at.path.to(at.state.matrix.apply(x, y));
                }
                at.path.close();
            }
            Op::StrokePath(_) => self.stroke(std::mem::take(&mut at.path)),
            Op::CloseAndStrokePath(_) => {
                at.path.close();
                self.stroke(std::mem::take(&mut at.path));
            }
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => {
                self.fill(std::mem::take(&mut at.path));
            }
            Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                at.path.close();
                self.stroke(std::mem::take(&mut at.path));
            }
            Op::EndPath(_) => at.path = Path::default(),
            _ => {}
        }
    }

    fn mark(&mut self, tag: &Name<'_>, properties: Option<Dict<'_>>) {
        if self.marked.len() > MOST_STATES {
            return;
        }
        let said = properties.and_then(|p| p.get::<hayro_syntax::object::String<'_>>("ActualText"));
        let said = said.map(|said| Said::Waiting(text_string(said.as_bytes())));
        self.marked.push(Marked { is_artifact: **tag == *b"Artifact", said });
    }

    fn font(&mut self, name: &Name<'_>, resources: &Resources<'_>) -> Option<Rc<Font>> {
        resources.get_font(name).map(|font| self.font_of(&font))
    }

    fn font_of(&mut self, font: &Dict<'_>) -> Rc<Font> {
        let Some(id) = font.obj_id() else { return Rc::new(Font::read(font)) };
        Rc::clone(self.fonts.entry(id).or_insert_with(|| Rc::new(Font::read(font))))
    }

    fn object(&mut self, name: &Name<'_>, resources: &Resources<'_>, state: &State, depth: u32) {
        let Some(object) = resources.get_x_object(name) else { return };
        match object.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.out.pictures = true,
            Some(b"Form") if depth < DEEPEST => self.form(&object, resources, state, depth),
            _ => {}
        }
    }

    fn form(&mut self, form: &Stream<'_>, resources: &Resources<'_>, state: &State, depth: u32) {
        let Ok(content) = form.decoded() else { return };
        let own = form.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        let mut inner = state.clone();
        if let Some(matrix) = form.dict().get::<[f32; 6]>("Matrix") {
            inner.matrix = Matrix::new(matrix).then(&state.matrix);
        }
        self.run(TypedIter::new(&content), own.as_ref().unwrap_or(resources), inner, depth + 1);
    }

    /// A step along the line by so much, in text space.
    fn moved(&self, by: f32, state: &State) -> Matrix {
        match state.font.as_ref().is_some_and(|font| font.is_vertical) {
            true => Matrix::shift(0.0, by),
            false => Matrix::shift(by * state.stretch, 0.0),
        }
    }

    fn show(&mut self, bytes: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = &state.font else { return };
        self.show += 1;
        let is_artifact = self.marked.iter().any(|marked| marked.is_artifact);
        for shown in font.shown(bytes) {
            let gap = state.letter_gap + if shown.is_blank { state.word_gap } else { 0.0 };
            let whole = Matrix::shift(0.0, state.rise).then(text).then(&state.matrix);
            // From top to bottom each letter takes its height, whatever its width.
            let (ink, advance) = match font.is_vertical {
                true => (0.0, -state.size - gap),
                false => (shown.advance * state.size * state.stretch, shown.advance * state.size + gap),
            };
            let (x, y) = whole.apply(0.0, 0.0);
            let (end_x, end_y) = whole.apply(ink.max(f32::from(u8::from(font.is_vertical)) * state.size), 0.0);
            let size = whole.height() * state.size.abs();
            let said = self.said(shown.text);
            if size > 0.0 && said.as_deref() != Some("") && [x, y, end_x, end_y, size].iter().all(|v| v.is_finite()) {
                self.out.glyphs.push(Glyph {
                    text: said,
                    x,
                    y,
                    end_x,
                    end_y,
                    size,
                    is_hidden: state.mode == 3 || state.mode == 7,
                    is_artifact,
                    show: self.show,
                });
            }
            *text = self.moved(advance, state).then(text);
        }
    }

    /// What a letter means where the content around it says so in other words: the first takes all of them.
    fn said(&mut self, text: Option<String>) -> Option<String> {
        match self.marked.iter_mut().rev().find_map(|marked| marked.said.as_mut()) {
            Some(said) => match std::mem::replace(said, Said::Taken) {
                Said::Waiting(words) => Some(words),
                Said::Taken => Some(String::new()),
            },
            None => text,
        }
    }

    fn stroke(&mut self, path: Path) {
        for [(x0, y0), (x1, y1)] in path.lines {
            self.rule(x0, y0, x1, y1);
        }
    }

    /// Lines are drawn as thin areas as well; the edges of larger ones are no lines.
    fn fill(&mut self, path: Path) {
        /// Points.
        const THICKEST: f32 = 3.0;
        for part in path.parts {
            let reach = |of: fn(&(f32, f32)) -> f32| {
                let values = part.iter().map(of);
                values.fold((f32::MAX, f32::MIN), |(low, high), value| (low.min(value), high.max(value)))
            };
            let ((left, right), (bottom, top)) = (reach(|p| p.0), reach(|p| p.1));
            if right - left <= THICKEST && top - bottom > right - left {
                self.rule((left + right) / 2.0, bottom, (left + right) / 2.0, top);
            } else if top - bottom <= THICKEST {
                self.rule(left, (bottom + top) / 2.0, right, (bottom + top) / 2.0);
            }
        }
    }

    fn rule(&mut self, x0: f32, y0: f32, x1: f32, y1: f32) {
        const ASKEW: f32 = 1.0;
        let straight = (x0 - x1).abs() < ASKEW || (y0 - y1).abs() < ASKEW;
        if straight && [x0, y0, x1, y1].iter().all(|v| v.is_finite()) {
            self.out.rules.push(Rule { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) });
        }
    }
}

/// A string that people read: UTF-16 with a mark, UTF-8 with a mark, else one byte each.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
