//! What this program wrote itself (本程序的输出): its pages, briefs, workbooks and marked-up documents bear a mark, and are
//! no reports, wherever they lie and whatever they are called.

use super::Format;
use super::container::Zip;

/// The name by which what was written says who made it: the `generator` of a page, and of the properties of an office file.
pub const MAKER: &str = "nianlun";

/// The same of a document with tracked changes, which is a report again once they are accepted.
pub const CHANGES: &str = "nianlun diff";

/// The property of that name.
pub const PROPERTY: &str = "generator";

/// The line at the end of a text in Markdown, which no reader of Markdown shows.
pub const COMMENT: &str = "<!-- made by nianlun -->";

/// How far into a page its head is looked for, in bytes: browsers write before it what they saved it from.
const HEAD: usize = 8192;

/// Whether a file of that format bears the mark.
pub(super) fn is_own(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Html => {
            let mark = format!("name=\"{PROPERTY}\" content=\"{MAKER}\"");
            holds(&bytes[..bytes.len().min(HEAD)], mark.as_bytes())
        }
        Format::Text => bytes.trim_ascii_end().ends_with(COMMENT.as_bytes()),
        Format::Docx | Format::Xlsx => {
            let Ok(mut zip) = Zip::open(bytes, format) else { return false };
            let Ok(Some(text)) = zip.text("docProps/custom.xml") else { return false };
            let named = |maker: &str| {
                let (name, value) = (format!("name=\"{PROPERTY}\""), format!(">{maker}<"));
                text.find(&name).is_some_and(|at| text[at..].contains(&value))
            };
            let mut tracked = || {
                let text = zip.text("word/document.xml").ok().flatten().unwrap_or_default();
                ["<w:ins ", "<w:del ", "<w:moveTo "].iter().any(|mark| text.contains(mark))
            };
            named(MAKER) || named(CHANGES) && tracked()
        }
        _ => false,
    }
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}
