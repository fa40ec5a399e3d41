//! Why there is nothing to do, in Chinese; in English errors say it themselves.

use std::path::PathBuf;

use nianlun::comparison::KINDS;
use nianlun::render::terminal::shown_path;
use nianlun::{ConfigError, Error, LeftOut, Message};

/// An error in both languages.
pub(super) fn said(error: &Error) -> Message {
    let zh = match error {
        Error::NotFound { path } => format!("找不到 {}；请指明报告文件或文件夹", shown_path(path)),
        Error::Io { path, error } => format!("无法读取 {}：{error}", shown_path(path)),
        Error::NoReports { paths, .. } => format!("{} 中没有报告（可读取 {KINDS}）", listed(paths)),
        Error::Unreadable { left_out } => unreadable(left_out),
        Error::NothingRead { .. } => "没有一份报告可以读取".to_owned(),
        Error::NoSuchYear { year, known } => {
            let known = known.iter().map(i32::to_string).collect::<Vec<_>>().join("、");
            format!("没有 {year} 年的报告；现有年份：{known}")
        }
        Error::NoneFor { year, paths } => format!("{} 中没有 {year} 年的报告", listed(paths)),
        Error::Several { year, paths } => format!("{year} 年的报告不止一份，请指明文件：{}", listed(paths)),
        Error::Review(error) => error.said().zh,
        Error::Config(error) => lexicon(error),
        error => error.to_string(),
    };
    Message::new(zh, error.to_string())
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| shown_path(path)).collect::<Vec<_>>().join(", ")
}

fn unreadable(left_out: &LeftOut) -> String {
    let (message, help) = (&left_out.reason.message.zh, &left_out.reason.help.zh);
    let help = if help.is_empty() { String::new() } else { format!(" ({help})") };
    format!("{}: {message}{help}", shown_path(&left_out.path))
}

fn lexicon(error: &ConfigError) -> String {
    match error {
        ConfigError::Toml { file, line, message } => format!("{file}:{line}：词表有误：{message}"),
        ConfigError::Unreadable { path, reason } => format!("无法读取词表 {path}：{reason}"),
        ConfigError::Unknown { file } => format!("{file}：没有这个名字的词表（{error}）"),
        ConfigError::Scale { unit, scale } => format!("单位“{unit}”的换算值不是小数：{scale}"),
        ConfigError::Alias { alias, unit } => format!("“{alias}”是“{unit}”的另一写法，而单位表中没有“{unit}”"),
    }
}
