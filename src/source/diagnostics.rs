//! Why a file could not be read (读取失败), in both languages.

use thiserror::Error;

use crate::diagnostic::Message;

use super::Format;

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SourceError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// What this program wrote itself: no report.
    #[error("it was written by this program and is no report")]
    Own,
    /// Text that was read in a wrong encoding and saved so.
    #[error("this is not text that anybody wrote: it was once read in a wrong encoding and saved so")]
    Mojibake,
    /// Neither text nor a format that can be read.
    #[error("this is not text, nor a format that can be read ({what})")]
    Binary {
        /// What it looks like.
        what: &'static str,
    },
    /// A format that can be read, but this file is broken.
    #[error("the {format} file is damaged: {reason}")]
    Damaged {
        /// The format.
        format: Format,
        /// What the reader met.
        reason: Message,
    },
    /// A file that is whole and shows no text: scanned pages, an empty page.
    #[error("the {format} file has no text in it{}", if *pictures { ", only pictures" } else { "" })]
    NoText {
        /// The format.
        format: Format,
        /// Whether it has pictures, which text recognition could read.
        pictures: bool,
    },
    /// A file that opens with a password only.
    #[error("the {format} file is encrypted")]
    Locked {
        /// The format.
        format: Format,
    },
    /// A text with more characters than are read.
    #[error("the {format} file is beyond a limit: it has more than {most} characters")]
    TooLong {
        /// The format.
        format: Format,
        /// How many characters are read.
        most: u32,
    },
    /// A file beyond what is read, in size or in time.
    #[error("the {format} file is beyond a limit: {limit}")]
    TooMuch {
        /// The format.
        format: Format,
        /// The limit.
        limit: Message,
    },
}

impl SourceError {
    /// The same in both languages, with what to do.
    pub fn said(&self) -> (Message, Message) {
        let save_again =
            || Message::new("请用 Word 或 WPS 另存为 .docx，或存为文本文件", "save it as .docx or as a text file");
        match self {
            SourceError::Empty => (
                Message::new("文件是空的", self.to_string()),
                Message::new("请换上有正文的文件", "put a file with the report in its place"),
            ),
            SourceError::Own => (
                Message::new("是本程序写出的文件（简报、对照等），不是报告，未读取", format!("{self}; not read")),
                Message::new("请把它放在报告文件夹之外", "keep it outside the folder of the reports"),
            ),
            SourceError::Mojibake => (
                Message::new("文件是乱码：文字曾按错误的编码读取并保存", self.to_string()),
                Message::new("请从原处重新保存", "save it again from where it came from"),
            ),
            SourceError::Binary { what } => {
                (Message::new(format!("不是文本，也不是可读取的格式（{what}）"), self.to_string()), save_again())
            }
            SourceError::Damaged { format, reason } => {
                (Message::new(format!("{format} 文件已损坏：{}", reason.zh), self.to_string()), save_again())
            }
            SourceError::NoText { format, pictures: true } => (
                Message::new(format!("{format} 文件只有图片，没有文字"), self.to_string()),
                Message::new("请先做文字识别（OCR），再另存为文本文件", "run text recognition (OCR) on it first"),
            ),
            SourceError::NoText { format, pictures: false } => {
                (Message::new(format!("{format} 文件没有文字"), self.to_string()), save_again())
            }
            SourceError::Locked { format } => (
                Message::new(format!("{format} 文件已加密"), self.to_string()),
                Message::new("请去除密码后另存", "save it without its password"),
            ),
            SourceError::TooLong { format, most } => (
                Message::new(format!("{format} 文件超出限度：文字超过 {} 万字", most / 10_000), self.to_string()),
                Message::new(
                    "请只留报告正文，或用 --max-size 放宽限度",
                    "keep nothing but the report, or raise the limit with --max-size",
                ),
            ),
            SourceError::TooMuch { format, limit } => {
                let help =
                    Message::new("请只留报告正文，或把文件拆开", "keep nothing but the report, or split the file");
                (Message::new(format!("{format} 文件超出限度：{}", limit.zh), self.to_string()), help)
            }
        }
    }
}
