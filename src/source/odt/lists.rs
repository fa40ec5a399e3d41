//! Automatic numbers of OpenDocument lists (自动编号).

use std::collections::BTreeMap;

use crate::source::container::xml::Element;
use crate::source::counting::Style;

/// How one level of a list writes its numbers.
#[derive(Debug, Clone, Default)]
struct Level {
    style: Style,
    before: String,
    after: String,
    first: u32,
    /// How many levels a number shows.
    shown: usize,
}

/// The styles of lists by name, level by level.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: BTreeMap<String, BTreeMap<usize, Level>>,
}

/// Where the numbers of lists stand.
#[derive(Debug, Default)]
pub(super) struct Counts(BTreeMap<String, BTreeMap<usize, u32>>);

impl Lists {
    /// The list styles of the parts of a file.
    pub(super) fn read<'a>(parts: impl Iterator<Item = &'a Element>) -> Lists {
        let mut out = Lists::default();
        for part in parts {
            out.collect(part);
        }
        out
    }

    fn collect(&mut self, element: &Element) {
        for child in element.elements() {
            match child.name.as_str() {
                "text:list-style" | "text:outline-style" => {
                    let name = child.attribute("name").unwrap_or_default().to_owned();
                    self.styles.insert(name, child.elements().filter_map(level).collect());
                }
                "office:styles" | "office:automatic-styles" => self.collect(child),
                _ => {}
            }
        }
    }
}

fn level(element: &Element) -> Option<(usize, Level)> {
    let number = |name: &str| element.attribute(name).and_then(|value| value.parse::<u32>().ok());
    let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
    let style = match element.name.as_str() {
        "text:list-level-style-number" | "text:outline-level-style" => style(element.attribute("num-format")),
        "text:list-level-style-bullet" => Style::Bullet,
        _ => return None,
    };
    let shown = number("display-levels").unwrap_or(1).clamp(1, 10) as usize;
    let first = number("start-value").unwrap_or(1);
    Some((
        number("level")? as usize,
        Level { style, before: text("num-prefix"), after: text("num-suffix"), first, shown },
    ))
}

/// A style by the samples that the standard names it with.
fn style(sample: Option<&str>) -> Style {
    let Some(sample) = sample.map(str::trim).filter(|sample| !sample.is_empty()) else { return Style::None };
    let first = sample.split([',', '，', '、']).next().unwrap_or_default().trim();
    Style::ALL.into_iter().find(|style| style.write(1) == first).unwrap_or_default()
}

impl Counts {
    /// The number of the next item of a list, as it is shown; `level` counts from 1.
    pub(super) fn next(&mut self, lists: &Lists, name: &str, level: usize, given: Option<u32>) -> String {
        let Some(levels) = lists.styles.get(name) else { return String::new() };
        let first = |level: usize| levels.get(&level).map_or(1, |l| l.first);
        let counts = self.0.entry(name.to_owned()).or_default();
        counts.retain(|known, _| *known <= level);
        let number = given.unwrap_or_else(|| counts.get(&level).map_or(first(level), |count| count.saturating_add(1)));
        counts.insert(level, number);
        let Some(own) = levels.get(&level).filter(|own| !matches!(own.style, Style::None | Style::Bullet)) else {
            return String::new();
        };
        let from = (level + 1).saturating_sub(own.shown).max(1);
        let shown: Vec<String> = (from..=level)
            .map(|at| {
                let count = counts.get(&at).copied().unwrap_or(first(at));
                levels.get(&at).map(|l| l.style).unwrap_or_default().write(count)
            })
            .collect();
        format!("{}{}{}", own.before, shown.join("."), own.after)
    }

    /// Begins a list again.
    pub(super) fn restart(&mut self, name: &str) {
        self.0.remove(name);
    }
}
