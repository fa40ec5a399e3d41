//! Why figures are not comparable (不可比), in words.

use crate::render::view::reading::Words;

/// Why figures are not comparable, in words.
pub fn reasons(names: &[&str]) -> Words {
    joined(names, |name| match name {
        "time basis" => ("截至时间不同", "counted up to another month"),
        "scope" => ("范围不同", "another scope"),
        "unit" => ("单位不同", "another unit"),
        "definition" => ("说法不同", "defined in other words"),
        "range" => ("是一个区间", "a range"),
        "approximate" => ("是约数", "about so much"),
        "threshold" => ("只说过界限", "only a bound"),
        "span" => ("年数不同", "years of another number"),
        "measure" => ("不是同一种量", "measured otherwise"),
        _ => ("", ""),
    })
}

/// The same where there is little room.
pub fn short_reasons(names: &[&str]) -> Words {
    joined(names, |name| match name {
        "time basis" => ("截至时间不同", "month differs"),
        "scope" => ("范围不同", "scope differs"),
        "unit" => ("单位不同", "unit differs"),
        "definition" => ("说法不同", "words differ"),
        "range" => ("是区间", "a range"),
        "approximate" => ("是约数", "about so much"),
        "threshold" => ("只说过界限", "only a bound"),
        "span" => ("年数不同", "years of another number"),
        "measure" => ("不是同一种量", "measured otherwise"),
        _ => ("", ""),
    })
}

fn joined(names: &[&str], said: fn(&str) -> (&'static str, &'static str)) -> Words {
    let parts: Vec<_> = names.iter().map(|name| said(name)).collect();
    Words {
        zh: parts.iter().map(|part| part.0).collect::<Vec<_>>().join("、"),
        en: parts.iter().map(|part| part.1).collect::<Vec<_>>().join(", "),
    }
}
