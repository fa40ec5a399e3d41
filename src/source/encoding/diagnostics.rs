//! What there is to say of how a text was decoded (解码), in both languages.

use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::text::Span;

/// That nothing but the look of the bytes tells the encoding.
pub(super) fn guessed(name: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        Code::EncodingGuessed,
        Span::default(),
        Message::new(format!("编码是推测的：{name}"), format!("the encoding was guessed: {name}")),
    )
    .help(Message::new("若文字有误，请另存为 UTF-8", "save the file as UTF-8 if its text looks wrong"))
}

/// That lines are of two encodings, at the first of the other one.
pub(super) fn mixed(first: Span) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        Code::EncodingGuessed,
        first,
        Message::new("文件混用了 UTF-8 与 gb18030 编码", "the file mixes UTF-8 and gb18030"),
    )
    .help(Message::new(
        "各行已按各自的编码读取；请核对后另存为 UTF-8",
        "each line was read in its own; check, then save it as UTF-8",
    ))
}

/// That the text may be of another encoding, at its first line that is not ASCII.
pub(super) fn unsure(text: &str, encoding: &str) -> Diagnostic {
    let at = text.find(|c: char| !c.is_ascii()).unwrap_or(0);
    let line = &text[at..];
    let start = text[..at].chars().count() as u32;
    let length = line.find('\n').map_or(line, |end| &line[..end]).trim_end().chars().count() as u32;
    Diagnostic::new(
        Severity::Warning,
        Code::EncodingGuessed,
        Span::new(start, start + length),
        Message::new(
            format!("编码可能有误：按 {encoding} 读取，但其中几乎没有常用汉字"),
            format!(
                "the encoding may be another: read as {encoding} it has hardly any of the everyday Chinese characters"
            ),
        ),
    )
    .help(Message::new("请用原来的软件打开，另存为 UTF-8", "open it in the program it comes from and save it as UTF-8"))
}

/// What could not be decoded, at its first place; `stray` is where bytes were left out, in bytes of the text.
pub(super) fn damage(text: &str, stray: &[usize], name: &str) -> Option<Diagnostic> {
    lost(text, stray, |count, lines| {
        Message::new(
            format!("{count} 处字节损坏，不属于 {name} 编码；缺字以“\u{fffd}”代替，多余的字节已略去（{}）", lines.zh),
            format!(
                "{count} places are not {name}; “\u{fffd}” stands for what is lost, what was too much is left out ({})",
                lines.en
            ),
        )
    })
}

/// Characters that were lost before the text was saved.
pub(super) fn lost_before(text: &str) -> Option<Diagnostic> {
    lost(text, &[], |count, lines| {
        Message::new(
            format!("原文有 {count} 处字符在保存之前已丢失，只剩“\u{fffd}”（{}）", lines.zh),
            format!("{count} places were lost before the text was saved; “\u{fffd}” stands for them ({})", lines.en),
        )
    })
}

/// How many lines with damaged places a message names.
const LINES: usize = 6;

fn lost(text: &str, stray: &[usize], said: impl Fn(usize, Message) -> Message) -> Option<Diagnostic> {
    let mut places: Vec<usize> =
        text.match_indices('\u{fffd}').map(|(at, _)| at).chain(stray.iter().copied()).collect();
    places.sort_unstable();
    lost_at(text, places, said)
}

/// Characters lost at some places, in bytes of the text and in order; none where there are no places.
fn lost_at(text: &str, places: Vec<usize>, said: impl Fn(usize, Message) -> Message) -> Option<Diagnostic> {
    let first = text[..*places.first()?].chars().count() as u32;
    let count = places.len();
    let (mut lines, mut line, mut from): (Vec<u32>, u32, usize) = (Vec::new(), 1, 0);
    for at in places {
        line += text[from..at].matches('\n').count() as u32;
        from = at;
        lines.push(line);
    }
    lines.dedup();
    let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
    let named = &lines[..lines.len().min(LINES)];
    let (more, and) = if lines.len() > LINES { ("等", "…") } else { ("", "") };
    let lines = Message::new(format!("第 {}{more} 行", named.join("、")), format!("line {}{and}", named.join(", ")));
    let note =
        Diagnostic::new(Severity::Warning, Code::EncodingDamaged, Span::new(first, first + 1), said(count, lines));
    Some(note.help(Message::new("请对照原文核对这些地方", "check these places with the original")))
}

/// Question marks in the middle of words, at some places in bytes of the text.
pub(super) fn lost_marks(text: &str, places: Vec<usize>) -> Option<Diagnostic> {
    lost_at(text, places, |count, lines| {
        Message::new(
            format!("{count} 处“?”夹在汉字中间，原有的字可能在保存之前已丢失（{}）", lines.zh),
            format!(
                "“?” stands between characters in {count} places: what stood there may have been lost before the text was saved ({})",
                lines.en
            ),
        )
    })
}
