//! Pages whose elements nest without end (层次): what is deeper than any page is flattened before it is parsed, because the
//! standard's way of parsing looks through all open elements at each tag.

use std::borrow::Cow;

use super::element;

/// Elements nest so deep at most. Browsers stop at some 500, too.
const DEEPEST: usize = 500;

/// Elements that have no end, or end by themselves where the next one begins.
const UNCLOSED: &[&str] = &[
    "a", "area", "base", "body", "br", "button", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img",
    "input", "li", "link", "meta", "nobr", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th",
    "thead", "tr", "track", "wbr",
];

/// A tag: its bytes in the page, its name, and whether it closes an element.
struct Tag {
    start: usize,
    end: usize,
    name: String,
    closes: bool,
}

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// Elements of drawings that close themselves where `/>` says so; elsewhere that sign says nothing.
const DRAWN: &[&str] = &[
    "animate", "circle", "ellipse", "g", "image", "line", "path", "polygon", "polyline", "rect", "stop", "text",
    "tspan", "use",
];

/// The tags of elements that have to be closed; what stands in comments and scripts is none.
fn tags(page: &str) -> impl Iterator<Item = Tag> {
    let (mut at, mut drawing) = (0, false);
    std::iter::from_fn(move || {
        loop {
            at += page.get(at..)?.find('<')?;
            let rest = &page[at..];
            if rest.starts_with("<!--") {
                at += rest.find("-->").map_or(rest.len(), |end| end + 3);
                continue;
            }
            let Some(tag) = tag(page, at) else {
                at += 1;
                continue;
            };
            at = tag.end;
            if RAW.contains(&tag.name.as_str()) && !tag.closes {
                at = behind_raw(page, at, &tag.name);
                continue;
            }
            let drawn = DRAWN.contains(&tag.name.as_str());
            let closed = drawing && drawn && page[..tag.end].ends_with("/>");
            drawing = !tag.closes && tag.name == "svg" || drawing && drawn;
            if !closed && !UNCLOSED.contains(&tag.name.as_str()) && !RAW.contains(&tag.name.as_str()) {
                return Some(tag);
            }
        }
    })
}

/// The tag that begins at a `<`.
fn tag(page: &str, start: usize) -> Option<Tag> {
    let rest = &page[start + 1..];
    let closes = rest.starts_with('/');
    let name = &rest[usize::from(closes)..];
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).take(16).count();
    let name = name[..length].to_ascii_lowercase();
    if length == 0 {
        return None;
    }
    let end = rest.bytes().position(|byte| byte == b'>' || byte == b'<').map_or(page.len(), |end| start + end + 1);
    let end = if page[end..].starts_with('>') { end + 1 } else { end };
    Some(Tag { start, end, name, closes })
}

/// Where the content of a script or the like ends; the page's end where nothing closes it.
fn behind_raw(page: &str, from: usize, name: &str) -> usize {
    let closes = |at: &usize| {
        page.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
    };
    page[from..].match_indices("</").map(|(at, _)| from + at).find(closes).unwrap_or(page.len())
}

/// The page with the tags of elements that are too deep taken out; a block's leaves an end of line.
pub(super) fn flattened(page: &str) -> Cow<'_, str> {
    let mut depth = 0_usize;
    let step = |depth: usize, tag: &Tag| if tag.closes { depth.saturating_sub(1) } else { depth + 1 };
    let depths = tags(page).map(|tag| {
        depth = step(depth, &tag);
        depth
    });
    if depths.max().unwrap_or(0) <= DEEPEST {
        return Cow::Borrowed(page);
    }
    let (mut out, mut done, mut depth) = (String::with_capacity(page.len()), 0, 0);
    for tag in tags(page) {
        let before = depth;
        depth = step(before, &tag);
        if before.max(depth) > DEEPEST && tag.start >= done {
            out.push_str(&page[done..tag.start]);
            out.push_str(if element::is_block(&tag.name) { "<br>" } else { "" });
            done = tag.end;
        }
    }
    out.push_str(&page[done..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stay_as_they_are() {
        let page = "<p>甲<p>乙<br><a <b>丙</b><script>if (a<b) '<div>'</script>".repeat(100);
        assert_eq!(flattened(&page), page);
    }

    #[test]
    fn what_opens_nothing_is_not_counted() {
        for part in ["<path d='M0'/>", "<a name=x>", "<!-- <div> -->", "<button>"] {
            let page = format!("<svg>{}</svg><table><tr><td>甲</table>", part.repeat(600));
            assert_eq!(flattened(&page), page, "{part}");
        }
        let script = format!("<script>{}</script><table><tr><td>甲</table>", "for(i=0;i<n;i++)x<y;".repeat(600));
        assert_eq!(flattened(&script), script);
        // In a page itself the sign closes nothing.
        assert!(flattened(&"<div/>".repeat(600)).len() < 600 * 6);
    }

    #[test]
    fn what_is_too_deep_loses_its_tags_and_no_text() {
        let page = format!("{}甲{}<p>乙", "<div><b class='x'>".repeat(300), "</b></div>".repeat(300));
        let flat = flattened(&page);
        assert_eq!(flat.matches("<div>").count(), 250);
        assert!(flat.contains("<br><br>甲<br>") && flat.ends_with("</b></div><p>乙"), "{flat}");
        assert!(flattened(&"<".repeat(10_000)).len() == 10_000);
    }
}
