//! What is wrong with a command line, in Chinese; in English the parser says it itself.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// A wrong command line in Chinese: what is wrong, and what to do.
pub(super) fn said(error: &Error) -> String {
    let named = |kind: ContextKind| error.get(kind).map(listed).filter(|said| !said.is_empty());
    let what = named(ContextKind::InvalidArg).or_else(|| named(ContextKind::InvalidSubcommand)).unwrap_or_default();
    let value = named(ContextKind::InvalidValue);
    let wrong = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match value {
            Some(value) => format!("{what} 的值不能是“{value}”"),
            None => format!("{what} 缺少值"),
        },
        ErrorKind::UnknownArgument => format!("没有“{what}”这个选项，或此处不能有它"),
        ErrorKind::InvalidSubcommand => format!("没有“{what}”这个命令"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {what}"),
        ErrorKind::ArgumentConflict => {
            format!("{what} 不能与 {} 同用", named(ContextKind::PriorArg).unwrap_or_default())
        }
        _ => return error.to_string(),
    };
    let known = named(ContextKind::ValidValue).map(|known| format!("；可用 {known}")).unwrap_or_default();
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    let near = near.into_iter().find_map(named).map(|near| format!("；是否要写 {near}")).unwrap_or_default();
    format!("{wrong}{known}{near}；用法见 --help")
}

fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::String(one) => one.clone(),
        ContextValue::Strings(several) => several.join("、"),
        _ => String::new(),
    }
}
