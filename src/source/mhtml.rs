//! Web pages that a browser saved with all their parts in one file (MHTML, 单个文件网页): the page is read, and what else
//! is in the file is not.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::diagnostic::Noted;

use super::{Format, HEAD, Source, SourceError, html};

/// Whether bytes begin with the fields of a mail that holds a page.
pub(super) fn is_mhtml(bytes: &[u8]) -> bool {
    let head: String = bytes.iter().take(HEAD).map(|b| b.to_ascii_lowercase() as char).collect();
    // Behind a byte order mark or blank lines.
    let head = head.strip_prefix("\u{ef}\u{bb}\u{bf}").unwrap_or(&head).trim_start();
    let first = head.lines().next().unwrap_or_default();
    let named =
        first.split_once(':').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'));
    let field = |name: &str| head.starts_with(name) || head.contains(&format!("\n{name}"));
    let page = ["multipart/related", "multipart/alternative", "text/html"].iter().any(|kind| head.contains(kind));
    named && field("mime-version:") && field("content-type:") && page
}

/// Reads the page: of several, as frames make them, the one with the most text.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    let none = || SourceError::NoText { format: Format::Mhtml, pictures: false };
    // The first blank line ends a mail's fields.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let message = MessageParser::default().parse(bytes).ok_or_else(none)?;
    let pages = message.parts.iter().filter(|part| matches!(part.body, PartType::Html(_)));
    let read = pages.filter_map(|part| html::read_declared(&content(bytes, part), charset(part)).ok());
    // Of pages with as much text the first.
    let longest = read.reduce(|a, b| if b.value.text.len() > a.value.text.len() { b } else { a });
    let mut noted = longest.ok_or_else(none)?;
    noted.value.format = Format::Mhtml;
    Ok(noted)
}

/// The bytes of a part as they were before it was put into a mail.
fn content<'a>(bytes: &'a [u8], part: &MessagePart<'_>) -> Cow<'a, [u8]> {
    let (from, to) = (part.offset_body as usize, part.offset_end as usize);
    let raw = bytes.get(from..to).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
        Encoding::None => None,
    };
    decoded.map_or(Cow::Borrowed(raw), Cow::Owned)
}

fn charset<'a>(part: &'a MessagePart<'_>) -> Option<&'a str> {
    part.content_type()?.attribute("charset")
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;

    use super::*;

    fn mail(parts: &[(&str, &str, String)]) -> Vec<u8> {
        let mut out =
            "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"b\"\r\n\r\n"
                .to_owned();
        for (kind, coded, body) in parts {
            out += &format!("--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coded}\r\n\r\n{body}\r\n");
        }
        (out + "--b--\r\n").into_bytes()
    }

    fn text(mail: &[u8]) -> (String, &'static str) {
        let source = read(mail).unwrap().value;
        (source.text.original().to_owned(), source.encoding)
    }

    #[test]
    fn a_saved_page_is_read_without_its_pictures() {
        let page =
            ("text/html; charset=utf-8", "quoted-printable", "<p>=E5=85=A8=E5=B9=\r\n=B459=E4=BB=B6</p>".to_owned());
        let mail = mail(&[page, ("image/png", "base64", "iVBORw==".to_owned())]);
        assert!(is_mhtml(&mail));
        assert_eq!(text(&mail), ("全年59件\n".to_owned(), "UTF-8"));
        assert!(!is_mhtml("本报告的 MIME-Version: 1.0\nContent-Type: text/html 不是邮件".as_bytes()));
    }

    #[test]
    fn of_several_pages_the_longest_is_read_in_its_encoding() {
        let (gb, _, _) = encoding_rs::GB18030.encode("<p>全年共审查行政规范性文件59件，提出意见若干条。</p>");
        let page = ("text/html; charset=gb2312", "base64", BASE64_STANDARD.encode(gb));
        let frame = ("text/html; charset=utf-8", "8bit", "<p>广告</p>".to_owned());
        assert_eq!(
            text(&mail(&[frame, page])),
            ("全年共审查行政规范性文件59件，提出意见若干条。\n".to_owned(), "gb18030")
        );
    }
}
