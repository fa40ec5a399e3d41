//! The reports that were asked for, read and linked, with what there is to say on the way.

use std::path::{Path, PathBuf};

use nianlun::comparison::{self, Files, Many, Read};
use nianlun::{Comparison, Error};

use super::Session;
use super::asked::Asked;

/// Reads and compares the reports; an error where there is nothing to compare.
pub(super) fn load(session: &Session, asked: &Asked) -> anyhow::Result<Comparison> {
    let review = comparison::decisions(&asked.paths, &asked.options).map_err(|error| session.error(&error))?;
    let corpus = comparison::gather(read(session, asked)?, &asked.options.bodies, &asked.options.config().names);
    comparison::worth_comparing(&corpus, &asked.options).map_err(|error| session.error(&error))?;
    Ok(comparison::link(corpus, review, &asked.options))
}

/// Looks whose the reports are; an error where there are none.
pub(super) fn many(session: &Session, asked: &Asked) -> anyhow::Result<Many> {
    let review = comparison::decisions(&asked.paths, &asked.options).map_err(|error| session.error(&error))?;
    let files = files(session, asked)?;
    let progress = session.progress(files.reports.len(), READING);
    let many = Many::find(files, review, &asked.options, || progress.step());
    progress.done();
    many.worth_comparing().map_err(|error| session.error(&error))?;
    Ok(many)
}

/// What is done to files, in both languages.
const READING: (&str, &str) = ("读取", "reading");

/// The files of the reports; an error where there are none.
fn files(session: &Session, asked: &Asked) -> anyhow::Result<Files> {
    let said = |error: Error| match &error {
        Error::NotFound { path } => no_year(session, path).unwrap_or_else(|| session.error(&error)),
        _ => session.error(&error),
    };
    comparison::files(&asked.paths).map_err(said)
}

/// Reads the reports; an error where there are none.
pub(super) fn read(session: &Session, asked: &Asked) -> anyhow::Result<Vec<Read>> {
    let files = files(session, asked)?;
    let progress = session.progress(files.reports.len(), READING);
    let read = comparison::read_files(files, &asked.options, || progress.step());
    progress.done();
    Ok(read)
}

/// Says on stderr what was left out: files, and decisions.
pub(super) fn warn(session: &Session, comparison: &Comparison) {
    comparison.corpus.left_out.iter().for_each(|left_out| session.warn_left_out(left_out));
    comparison.remarks.iter().for_each(|remark| session.warn_remark(remark));
}

/// What there is to say of a word that is digits only, and no file.
fn no_year(session: &Session, word: &Path) -> Option<anyhow::Error> {
    let digits = word.to_string_lossy();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let said = if digits.len() == 4 {
        session.say(
            &format!("{digits} 不是文件或文件夹；基准年只能有一个，写在最前面，其余各年都与它比较"),
            &format!("{digits} is no file or folder; there is one base year, named first, and all others are compared with it"),
        )
    } else {
        session.say(
            &format!("{digits} 既不是四位数的年份，也不是文件或文件夹"),
            &format!("{digits} is neither a year of four digits nor a file or folder"),
        )
    };
    Some(anyhow::anyhow!("{said}"))
}

/// An error where the folder to write into is one that is read: its page would be taken for a report the next time.
pub(super) fn apart_from_reports(session: &Session, out: &Path, paths: &[PathBuf]) -> anyhow::Result<()> {
    let same = |path: &&PathBuf| path.is_dir() && path.canonicalize().ok() == out.canonicalize().ok();
    let Some(folder) = paths.iter().find(same) else { return Ok(()) };
    let folder = folder.display();
    anyhow::bail!(
        "{}",
        session.say(
            &format!("{folder} 是报告文件夹，写入其中的结果下次会被当作报告读取；请用 --out 指定别处"),
            &format!(
                "what is written into {folder} would be read as a report the next time; name another folder with --out"
            )
        )
    )
}
