//! Files that are not part of the corpus, and why (未采用的文件): every reason in both languages, with what to do.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::source::SourceError;
use crate::text::{Span, shown_path};

/// A file that is not part of the corpus, and why.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: Diagnostic,
}

/// Why a file or a folder was not read.
#[derive(Debug)]
pub(super) enum Why {
    /// Of a kind that is not read; `document` where people keep reports in that kind.
    Kind { document: bool },
    /// What explains a folder: a readme, a licence.
    About,
    /// Hidden, or the lock that office programs leave beside an open document.
    Hidden,
    /// An archive in an archive.
    Nested,
    /// A pipe or a device: opening one may wait for ever.
    Special,
    /// Too many folders within folders.
    Deep,
    /// The system does not let the folder be read.
    Folder(std::io::Error),
    /// The system does not let the file be read.
    File(std::io::Error),
    /// The archive can't be read.
    Archive(String),
    /// The archive holds more files than are looked at.
    Crowded { most: usize },
    /// The file in the archive opens with a password only.
    Locked,
    /// Larger than the limit, in bytes.
    Large { most: u64 },
    /// No text could be had from the bytes.
    Source(SourceError),
}

impl Why {
    /// The file with the reason.
    pub(super) fn of(&self, path: &Path) -> LeftOut {
        let (severity, code) = self.weight();
        let (message, help) = self.said();
        let reason = Diagnostic::new(severity, code, Span::default(), message).help(help);
        LeftOut { path: path.to_owned(), reason }
    }

    fn weight(&self) -> (Severity, Code) {
        match self {
            Why::Kind { document: false } | Why::About | Why::Hidden | Why::Special | Why::Source(SourceError::Own) => {
                (Severity::Note, Code::Skipped)
            }
            Why::Kind { document: true } | Why::Nested | Why::Deep => (Severity::Warning, Code::Skipped),
            Why::Source(SourceError::Empty | SourceError::Binary { .. }) => (Severity::Warning, Code::Skipped),
            _ => (Severity::Error, Code::Unreadable),
        }
    }

    /// What is wrong, and what to do.
    fn said(&self) -> (Message, Message) {
        let save = ("如是报告，请另存为 .docx 或文本文件", "if it is a report, save it as .docx or as a text file");
        let unpack = ("请先解压", "unpack it first");
        let (zh, en, help) = match self {
            Why::Kind { document } => (
                "不读取这种文件，已跳过".to_owned(),
                "files of this kind are not read; skipped".to_owned(),
                if *document { save } else { ("", "") },
            ),
            Why::About => (
                "是说明文件，不当作报告，已跳过".to_owned(),
                "it explains the folder and is not taken for a report; skipped".to_owned(),
                ("如是报告，请单独指明", "if it is a report, name it by itself"),
            ),
            Why::Hidden => (
                "是隐藏文件或办公软件的临时文件，已跳过".to_owned(),
                "it is hidden, or the lock of an open document; skipped".to_owned(),
                ("", ""),
            ),
            Why::Nested => {
                ("是压缩包中的压缩包，已跳过".to_owned(), "it is an archive in an archive; skipped".to_owned(), unpack)
            }
            Why::Special => (
                "不是普通文件（管道或设备），未打开".to_owned(),
                "it is no plain file (a pipe, a device) and was not opened".to_owned(),
                ("", ""),
            ),
            Why::Deep => (
                "文件夹层次过深，未读取".to_owned(),
                "too many folders within folders; it was not read".to_owned(),
                ("请单独指明这个文件夹", "name this folder by itself"),
            ),
            Why::Folder(error) => {
                (format!("文件夹无法读取：{error}"), format!("the folder can't be read: {error}"), ("", ""))
            }
            Why::File(error) => (format!("无法读取：{error}"), format!("can't be read: {error}"), ("", "")),
            Why::Archive(error) => {
                (format!("压缩包无法读取：{error}"), format!("the archive can't be read: {error}"), unpack)
            }
            Why::Crowded { most } => (
                format!("压缩包中的文件超过 {most} 个，未读取"),
                format!("there are more than {most} files in the archive; it was not read"),
                unpack,
            ),
            Why::Locked => (
                "压缩包中的文件已加密".to_owned(),
                "the file in the archive is encrypted".to_owned(),
                ("请用密码解压后再读取", "unpack it with its password"),
            ),
            Why::Large { most } => (
                format!("文件超过 {} MB，未读取", most >> 20),
                format!("the file is larger than {} MB and was not read", most >> 20),
                ("--max-size 可放宽限度", "--max-size raises the limit"),
            ),
            Why::Source(error) => return error.said(),
        };
        (Message::new(zh, en), Message::new(help.0, help.1))
    }
}

/// That a report does not say whose it is.
pub(super) fn named_by_folder(name: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        Code::BodyGuessed,
        Span::default(),
        Message::new(
            format!("报告没有写明机关，按所在文件夹归入{name}"),
            format!("the report does not say whose it is; by its folder it is {name}"),
        ),
    )
    .help(Message::new("若有误，请用 --body 指明", "if it is another's, name the body with --body"))
}

/// That a report is called after another year than its day says, as the others of its body are.
pub(super) fn called_after(year: i32) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        Code::YearGuessed,
        Span::default(),
        Message::new(
            format!("按同一机关其他报告的叫法，以所回顾的年份记为 {year} 年的报告"),
            format!("as the body's other reports are, it is called after the year that it looks back at: {year}"),
        ),
    )
}

/// That no year can be told of a report, nor of the one that was taken.
pub(super) fn no_year(taken: &Path) -> Diagnostic {
    let name = shown_path(taken);
    without_year(Message::new(
        format!("看不出是哪一年的报告（{name} 也是如此）；此文件未采用"),
        format!("no year can be told, nor of {name}; this file was left out"),
    ))
}

/// That no year can be told of a report beside others that have one.
pub(super) fn undated() -> Diagnostic {
    without_year(Message::new(
        "看不出是哪一年的报告，无法与其他各年比较；此文件未采用",
        "no year can be told, so it can't be compared with the others; this file was left out",
    ))
}

fn without_year(message: Message) -> Diagnostic {
    Diagnostic::new(Severity::Warning, Code::YearMissing, Span::default(), message)
        .help(Message::new("请把年份写入文件名，如 2017.txt", "put the year into the file's name, as in 2017.txt"))
}

/// How the report that was taken and the one that was left out stand to each other.
pub(super) enum Twice {
    /// They say the same, to the letter.
    Same,
    /// They have the same figures, and a few other words.
    SameFigures,
    /// They are one report, and some figures stand in one of them only; `more` are not named.
    Differ { only_taken: Vec<String>, only_left: Vec<String>, more: usize },
    /// Two texts; the one taken is longer.
    Longer,
    /// Two texts; the one taken is whole, or sure of its year.
    Whole,
    /// The one taken is the report, the other an abstract of it.
    Abridged,
}

/// That there is another report of the body for the year.
pub(super) fn duplicate(year: i32, taken: &Path, twice: &Twice) -> Diagnostic {
    let name = shown_path(taken);
    let (zh, en) = match twice {
        Twice::Same => ("内容相同".to_owned(), "their texts are the same".to_owned()),
        Twice::SameFigures => {
            ("数字相同，文字略有不同".to_owned(), "their figures are the same, their texts differ a little".to_owned())
        }
        Twice::Differ { only_taken, only_left, more } => differences(only_taken, only_left, *more),
        Twice::Longer => ("采用较长的一份".to_owned(), "the longer one was taken".to_owned()),
        Twice::Abridged => ("采用全文，此文件是摘要".to_owned(), "it is the full text, this is an abstract".to_owned()),
        Twice::Whole => ("采用完整的一份".to_owned(), "the one without doubts was taken".to_owned()),
    };
    let help = match twice {
        Twice::Differ { .. } => {
            Message::new("请核对这些数字，再移走其中一份", "look these figures up, then move one of the files away")
        }
        _ => Message::new("请移走其中一份", "move one of them away"),
    };
    Diagnostic::new(
        Severity::Warning,
        Code::DuplicateBody,
        Span::default(),
        Message::new(
            format!("{year} 年已有 {name}，{zh}；此文件未采用"),
            format!("{name} is for {year} too; {en}, this file was left out"),
        ),
    )
    .help(help)
}

/// Figures that only one of two files has.
fn differences(only_taken: &[String], only_left: &[String], more: usize) -> (String, String) {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    if !only_taken.is_empty() {
        zh.push(format!("只在所采用的一份中有 {}", only_taken.join("、")));
        en.push(format!("only the one taken has {}", only_taken.join(", ")));
    }
    if !only_left.is_empty() {
        zh.push(format!("只在此文件中有 {}", only_left.join("、")));
        en.push(format!("only this one has {}", only_left.join(", ")));
    }
    if more > 0 {
        zh.push(format!("另有 {more} 处"));
        en.push(format!("and {more} more"));
    }
    (
        format!("同一报告的两份文件，数字有不同（{}）", zh.join("；")),
        format!("they are one report, and figures differ ({})", en.join("; ")),
    )
}
