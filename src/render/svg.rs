//! A chart as a file of its own (SVG), for a paper or a slide: what it shows above it, light, with nothing that it needs
//! from elsewhere.

use maud::{Markup, PreEscaped, html};

use super::view::chart::{Anchor, Around, Chart, Dot, Look, Mark, Of};
use super::view::reading::Words;
use super::view::rows::{Figure, Row};
use crate::diagnostic::{Language, Message};

/// Colours on white; the marks of dots and gaps are told apart by shape as well.
const STYLE: &str = "\
text{font:12px 'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif;fill:#565d62}\
.title{font-size:17px;font-weight:600;fill:#1d2124}.strong{fill:#1d2124;font-weight:600}.value{fill:#1d2124}\
.again-text{fill:#6a3fa0}.gap-text{fill:#8a1c1c}\
.line{fill:none;stroke:#0d5a63;stroke-width:2.2;stroke-linejoin:round}.bar{fill:#6fa3a5}.bar.base,.dot{fill:#0d5a63}\
.hollow{fill:#fff;stroke:#0d5a63;stroke-width:1.6}.again{fill:#fff;stroke:#6a3fa0;stroke-width:1.5}\
.band{fill:#0d5a63;fill-opacity:.09}.grid-line{stroke:#e3e0d8}.zero{stroke:#8d8f8c}\
.gap-line{stroke:#8a1c1c;stroke-dasharray:2 3}.paper{fill:#fff}";

/// White space around the picture, and the height of what stands above the chart.
const MARGIN: i32 = 200;
const HEAD: i32 = 620;

/// What a file says in words.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The public body.
    pub body: &'a str,
    /// The series.
    pub row: &'a Row,
    /// The series of what was to be reached.
    pub target: Option<&'a Row>,
    /// What the charts of the body have in common.
    pub around: &'a Around,
    /// In which language.
    pub language: Language,
}

impl About<'_> {
    fn say(&self, zh: &str, en: &str) -> String {
        Message::new(zh, en).get(self.language).to_owned()
    }

    fn words<'w>(&self, words: &'w Words) -> &'w str {
        if self.language == Language::Chinese { &words.zh } else { &words.en }
    }

    /// The name with what tells it from others of that name.
    fn title(&self) -> String {
        let mut title = self.row.name.clone();
        if self.row.role == "target" {
            title.push_str(&self.say("（目标）", " (target)"));
        }
        if let Some(covers) = &self.row.covers {
            title.push_str(&self.say(&format!("（{}）", covers.zh), &format!(" ({})", covers.en)));
        }
        title
    }

    /// Whose figures, out of which reports.
    fn source(&self) -> String {
        let (first, last) = (self.around.reports.first(), self.around.reports.last());
        let years = match (first, last) {
            (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
            (Some(only), _) => only.to_string(),
            _ => String::new(),
        };
        let scope = self.row.scope.as_deref().map(|scope| self.say(&format!("；{scope}"), &format!("; {scope}")));
        let years = self.say(&format!("{years} 年的报告"), &format!("reports of {years}"));
        format!("{}{}{years}{}", self.body, self.say("，", ", "), scope.unwrap_or_default())
    }

    /// A figure in words.
    fn figure(&self, figure: &Figure) -> String {
        let period = figure.period.map(|period| period.to_string()).unwrap_or_default();
        let (exact, year) = (&figure.spelled.exact, self.around.reports[figure.report]);
        self.say(&format!("{period}：{exact}（{year} 年报告）"), &format!("{period}: {exact} (report of {year})"))
    }

    fn of(&self, of: Of) -> Option<&Figure> {
        match of {
            Of::Own(at) => self.row.figures.get(at),
            Of::Target(at) => self.target.and_then(|target| target.figures.get(at)),
        }
    }

    /// All figures in words, for those who can't see the picture.
    fn all(&self) -> String {
        let told = |row: &Row| {
            let used = row.points.iter().flat_map(|point| std::iter::once(point.figure).chain(point.others.clone()));
            let figures: Vec<String> = used.map(|at| self.figure(&row.figures[at])).collect();
            figures.join(&self.say("；", "; "))
        };
        let targets = self.target.map(|target| {
            let told = told(target);
            self.say(&format!("。目标：{told}"), &format!(". Targets: {told}"))
        });
        format!("{}{}", told(self.row), targets.unwrap_or_default())
    }
}

/// The file.
pub fn file(about: &About<'_>, chart: &Chart) -> String {
    let (width, height) = (chart.width + 2 * MARGIN, chart.height + HEAD + MARGIN);
    let title = about.title();
    let drawing = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(px(width)) height=(px(height)) viewBox={ "0 0 " (px(width)) " " (px(height)) }
            role="img" aria-labelledby="title desc" {
            title id="title" { (clean(&title)) }
            desc id="desc" { (clean(&format!("{}。{}", about.source(), about.all()))) }
            style { (PreEscaped(STYLE)) }
            rect.paper width=(px(width)) height=(px(height)) {}
            text.title x="20" y="28" { (clean(&cut(&title, 48))) }
            text x="20" y="48" { (clean(&cut(&about.source(), 70))) }
            g transform={ "translate(" (px(MARGIN)) " " (px(HEAD)) ")" } {
                @for mark in &chart.marks { (spelled(about, mark)) }
            }
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", drawing.into_string())
}

fn spelled(about: &About<'_>, mark: &Mark) -> Markup {
    let title = |of: &Option<Of>| of.and_then(|of| about.of(of)).map(|figure| clean(&about.figure(figure)));
    match mark {
        Mark::Band([x, y, w, h]) => html! { rect.band x=(px(*x)) y=(px(*y)) width=(px(*w)) height=(px(*h)) {} },
        Mark::Tick([left, right, y], zero, number) => html! {
            path class=(if *zero { "zero" } else { "grid-line" }) d={ "M" (px(*left)) " " (px(*y)) "H" (px(*right)) } {}
            text x=(px(left - 80)) y=(px(y + 40)) text-anchor="end" { (number) }
        },
        Mark::Years(years) => html! {
            @for (year, x) in years.each() {
                text.strong[Some(year) == years.base] x=(px(x)) y=(px(years.at[1])) text-anchor="middle" { (year) }
            }
        },
        Mark::Gap([x0, y0, x1, y1], why) => html! {
            path.gap-line d={ "M" (px(*x0)) " " (px(*y0)) "L" (px(*x1)) " " (px(*y1)) } {
                @if let Some(why) = why { title { (clean(about.words(why))) } }
            }
        },
        Mark::Line(points) => {
            let places: Vec<String> = points.iter().map(|[x, y]| format!("{} {}", px(*x), px(*y))).collect();
            html! { path.line d={ "M" (places.join("L")) } {} }
        }
        Mark::Bar([x, y, w, h], base, of) => html! {
            rect.bar.base[*base] x=(px(*x)) y=(px(*y)) width=(px(*w)) height=(px(*h)) {
                @if let Some(title) = title(of) { title { (title) } }
            }
        },
        Mark::Dot(dot, [x, y], of) => {
            let title = html! { @if let Some(title) = title(of) { title { (title) } } };
            match dot {
                Dot::Actual => html! { circle.dot cx=(px(*x)) cy=(px(*y)) r="4" { (title) } },
                Dot::Target => html! { circle.hollow cx=(px(*x)) cy=(px(*y)) r="4.5" { (title) } },
                Dot::Again => {
                    html! { path.again d={ "M" (px(*x)) " " (px(*y - 55)) "l5.5 5.5-5.5 5.5-5.5-5.5z" } { (title) } }
                }
            }
        }
        Mark::Text(look, anchor, [x, y], words) => {
            let class = match look {
                Look::Quiet => None,
                Look::Value => Some("value"),
                Look::Again => Some("again-text"),
                Look::Gap => Some("gap-text"),
            };
            let anchor = match anchor {
                Anchor::Start => None,
                Anchor::Middle => Some("middle"),
                Anchor::End => Some("end"),
            };
            html! { text class=[class] x=(px(*x)) y=(px(*y)) text-anchor=[anchor] { (clean(about.words(words))) } }
        }
    }
}

/// Tenths of a pixel as pixels: 125 is 12.5.
fn px(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

/// Without characters that XML doesn't have.
fn clean(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}') { ' ' } else { c }).collect()
}

/// The start of a text, in Han characters' widths, with … where something was cut.
fn cut(text: &str, room: usize) -> String {
    super::terminal::cut(text, room * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels() {
        assert_eq!([px(125), px(-55), px(200), px(0), px(-5)], ["12.5", "-5.5", "20", "0", "-0.5"]);
    }

    #[test]
    fn what_xml_does_not_have_is_left_out() {
        assert_eq!(clean("甲\u{1}乙\u{b}"), "甲 乙 ");
    }
}
