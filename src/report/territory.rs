//! Territories (行政区划) at the start of a name: 滨海市 and 东湖区 of 滨海市东湖区人民政府.

use crate::config::Names;
use crate::text::is_han;

/// The longest name of a territory (延边朝鲜族自治州, 黔东南苗族侗族自治州).
const LONGEST: usize = 14;
/// The longest one in one word, without an end of its own kind (自治州, 开发区).
const LONGEST_PLAIN: usize = 7;

/// Whether two names are of one territory, the one in short.
pub(super) fn same_territory(a: &str, b: &str, names: &Names) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b
        || long.strip_prefix(short).is_some_and(|end| names.territories.is(&end.chars().collect::<Vec<_>>()))
        || is_autonomous_in_short(short, long, names)
        || is_zone_in_short(short, long, names)
}

/// 云岭经开区 for 云岭经济技术开发区.
fn is_zone_in_short(short: &str, long: &str, names: &Names) -> bool {
    names.territory.zones.iter().any(|[end, full]| {
        let stem = short.strip_suffix(end.as_str());
        stem.is_some_and(|stem| !stem.is_empty() && long.strip_suffix(full.as_str()) == Some(stem))
    })
}

/// 青禾州 for 青禾藏族自治州: called without the people that it is autonomous for.
fn is_autonomous_in_short(short: &str, long: &str, names: &Names) -> bool {
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    let Some((len, ())) = names.territory.autonomous.at_end(&long) else { return false };
    let Some((last, stem)) = short.split_last() else { return false };
    long.last() == Some(last) && stem.len() >= 2 && stem.len() + len < long.len() && long.starts_with(stem)
}

/// The territories that a text begins with, and how many characters they take.
pub(super) fn territories(chars: &[char], names: &Names) -> (Vec<String>, usize) {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some((name, len)) = territory(&chars[at..], !out.is_empty(), names) {
        out.push(name);
        at += len;
        // 岱湖区人民政府│云栖街道: the government over a part of its territory.
        let over = names.governments.at_start(&chars[at..]).map_or(0, |(len, ())| len);
        let within = territory(&chars[at + over..], true, names).filter(|_| over > 0);
        if within.is_some_and(|(name, _)| names.territory.townships.at_end(&name.chars().collect::<Vec<_>>()).is_some())
        {
            at += over;
        }
    }
    (out, at)
}

/// One territory at the start of a text: its name and length. Inside another a district may begin as a level does: 市中区.
fn territory(chars: &[char], inside: bool, names: &Names) -> Option<(String, usize)> {
    if let Some((len, at)) = names.places.at_start(chars) {
        let full = &names.place_names[at];
        // 吉林市 is not 吉林.
        let other = len < full.chars().count()
            && (1..=3).any(|more| {
                chars
                    .get(len..len + more)
                    .is_some_and(|end| names.territories.at_end(end).is_some_and(|(cut, is)| is && cut == more))
            });
        if !other {
            return Some((full.clone(), len));
        }
    }
    let level = names.levels.at_start(chars).is_some();
    if level && !inside {
        return None;
    }
    let most = chars.len().min(LONGEST);
    let is = |end: usize| {
        let name = &chars[..end];
        let kind = names.territories.at_end(name);
        let plain = kind.is_some_and(|(len, territory)| {
            territory && (end > len || len > 1 && inside) && (end <= LONGEST_PLAIN || len > 1)
        });
        (plain || named_so(name, names)) && name.iter().all(|c| is_han(*c)) && !names.joins.any(name)
    };
    let mut end = (2..=most).find(|&end| is(end))?;
    // 广州市 is not 广州, and 津市市 not 津市; but behind 滨海市 or 东湖区, 市 begins the next word (市场, 市中区).
    let next = |end: usize| end == 2 || names.territory.goes_on.has(chars[end - 1]) && chars[end] != chars[end - 1];
    while end < most && next(end) && is(end + 1) {
        end += 1;
    }
    (!level || end == 3).then(|| (chars[..end].iter().collect(), end))
}

/// 盐│城市, 房│山区: whether one character before a word that is no territory makes it the name of one.
fn named_so(name: &[char], names: &Names) -> bool {
    let [first, word @ ..] = name else { return false };
    names.territory.named_so.is(word) && !names.territory.not_named.has(*first)
}
