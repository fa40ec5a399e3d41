//! Whose report it is (发文主体): the public body, from the title, the lines around it, and what the speaker says.
//!
//! ```text
//! 滨海市东湖区人民政府2024年法治政府建设年度报告     territories 滨海市, 东湖区; office 人民政府
//! 人民法院工作报告 ——在云岭县第十八届人民代表大会…    office from the title, territory from the assembly
//! ```

use crate::config::{Names, Office};
use crate::text::signs::DAY;
use crate::text::{is_han, squeeze};

use super::territory::{same_territory, territories};
use super::titled::{as_called, without_lead};

/// A body's name in its parts; either may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BodyName {
    /// The territories, the largest first: 滨海市, 东湖区.
    territories: Vec<String>,
    /// The office in full, or the whole name of a body that has its own: 人民政府, 东湖职业技术学院.
    office: String,
}

/// How surely a body was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    /// By its title, or the lines under it.
    Said,
    /// By a signature, a field of the page, or the file's name.
    Guessed,
}

/// The longest name of an office.
const LONGEST_OFFICE: usize = 30;

impl BodyName {
    /// The name in full.
    pub fn full(&self) -> String {
        self.territories.concat() + &self.office
    }

    /// Reads a name that stands alone, as a title's or a signature's.
    pub fn of(name: &str, names: &Names) -> BodyName {
        let chars: Vec<char> = name.chars().map(crate::text::fold).filter(|c| !c.is_whitespace()).collect();
        // 国家税务总局│云溪市税务局: an office of its own, whoever it reports to.
        let under = names.above.at_start(&chars).map_or(0, |(len, ())| len);
        let own = |from: usize| (territories(&chars[from..], names), from);
        let ((territories, len), from) = match own(under) {
            ((found, len), from) if !found.is_empty() && from + len < chars.len() => ((found, len), from),
            _ => own(0),
        };
        BodyName { territories, office: in_full(&chars[from + len..], names) }
    }

    /// Whether two names are of one body: the same office, and one's territories are the end of the other's; of a firm,
    /// whether one name is the other without what firms are often called without.
    pub fn is_same(&self, other: &BodyName, names: &Names) -> bool {
        let under = |name: &BodyName| {
            let plain = name.territories.is_empty().then(|| BodyName::of(&name.office, names))?;
            (!plain.territories.is_empty()).then_some(plain)
        };
        if let Some(plain) = under(self) {
            return plain.is_same(other, names);
        }
        if let Some(plain) = under(other) {
            return self.is_same(&plain, names);
        }
        let (short, long) =
            if self.territories.len() <= other.territories.len() { (self, other) } else { (other, self) };
        let tail = &long.territories[long.territories.len() - short.territories.len()..];
        let near = short.territories.iter().zip(tail).all(|(a, b)| same_territory(a, b, names));
        if self.office == other.office {
            return near && (!short.territories.is_empty() || long.territories.is_empty());
        }
        near && short.territories.len() == long.territories.len()
            && is_firm_in_short(&self.office, &other.office, names)
    }

    /// Whether the name says of the other's body only where it is: 滨海市 beside 滨海市统计局.
    pub fn is_place_of(&self, other: &BodyName, names: &Names) -> bool {
        self.office.is_empty()
            && !other.office.is_empty()
            && BodyName { office: String::new(), ..other.clone() }.is_same(self, names)
    }

    fn is_empty(&self) -> bool {
        self.territories.is_empty() && self.office.is_empty()
    }
}

fn is_firm_in_short(a: &str, b: &str, names: &Names) -> bool {
    let bare = |name: &str| {
        let chars: Vec<char> = name.chars().collect();
        let cut = names.firm_ends.at_end(&chars).map_or(0, |(len, ())| len);
        chars[..chars.len() - cut].iter().collect::<String>()
    };
    let (a, b) = (bare(a), bare(b));
    a == b && a.chars().count() >= 2
}

/// An office's name in full: 政府 is 人民政府; of which term it is (第十五届人民政府) is no part of its name.
fn in_full(office: &[char], names: &Names) -> String {
    let office = office.iter().take(6).position(|c| *c == '届').map_or(office, |at| &office[at + 1..]);
    match names.short.at_end(office) {
        Some((len, at)) => office[..office.len() - len].iter().collect::<String>() + &names.long[at],
        None => office.iter().collect(),
    }
}

/// A name found in a text, and what kind of office it is of; `None` for a territory alone.
struct Found {
    name: BodyName,
    office: Option<Office>,
    len: usize,
}

/// The body's name that a text begins with: territories, then the longest office.
fn at_start(chars: &[char], names: &Names) -> Option<Found> {
    let (territories, skip) = territories(chars, names);
    let level = if skip == 0 { names.levels.at_start(chars).map_or(0, |(len, ())| len) } else { 0 };
    let rest = &chars[skip + level..];
    let han = rest.iter().take_while(|c| is_han(**c)).count().min(LONGEST_OFFICE);
    let ends = |len: usize| {
        let (end, kind) = names.offices.at_end(&rest[..len])?;
        let behind = &rest[len..];
        let stops = behind.first().is_none_or(|c| !is_han(*c))
            || names.subjects.at_start(behind).is_some()
            || names.acts.at_start(behind).is_some();
        match kind {
            Office::None => None,
            Office::Loose => stops.then_some((len, kind)),
            // 村民委员会 alone says not whose it is.
            Office::Own => {
                let named = end < len || skip + level > 0 || names.nation.is(&rest[..len]);
                named.then_some((len, kind))
            }
            Office::Public => Some((len, kind)),
        }
    };
    // 司法局政府信息公开年度报告 is no 司法局政府's; in 人大常委会工作报告 the kind is told by the office itself.
    let kind =
        |at: usize| names.kinds.at_start(&rest[at..]).is_some() && names.speeches.at_start(&rest[at..]).is_none();
    // Behind an office that does something its name is over: 某省人民政府向大会作……; and 国务院 gives the report, 政府 is no part.
    let over = |at: usize| {
        let behind = &rest[at..];
        let acts = names.acts.at_start(behind).is_some()
            || names.nation.is(&rest[..at]) && names.speeches.at_start(behind).is_some();
        acts && ends(at).is_some()
    };
    let cut = (1..han).find(|&at| kind(at) || over(at)).unwrap_or(han);
    let office = (1..=cut).rev().find_map(ends).filter(|(len, _)| *len > 1 || skip + level > 0);
    match office {
        Some((len, kind)) => Some(Found {
            name: BodyName { territories, office: in_full(&rest[..len], names) },
            office: Some(kind),
            len: skip + level + len,
        }),
        None if skip > 0 => {
            let office = String::new();
            Some(Found { name: BodyName { territories, office }, office: None, len: skip })
        }
        None => None,
    }
}

/// What a title says: its body, as far as it names one. `title` is folded and without white space.
pub(super) fn of_title(title: &[char], names: &Names) -> BodyName {
    let is_body = |words: &[char]| at_start(words, names).is_some();
    let chars = as_called(without_lead(title, names, &is_body), names);
    let chars = chars.as_slice();
    let found = at_start(chars, names);
    let kind = names.kinds.find(title).map(|(_, _, at)| names.kind_offices[at].clone());
    match found {
        Some(Found { name, office: Some(_), .. }) => name,
        Some(Found { name, office: None, .. }) => {
            let office = kind.map(|kind| office_there(kind, &name.territories, names));
            BodyName { office: office.unwrap_or_default(), ..name }
        }
        None => {
            let own = own_name(chars, names).map(|name| BodyName { territories: Vec::new(), office: name });
            own.unwrap_or_else(|| BodyName { territories: Vec::new(), office: kind.unwrap_or_default() })
        }
    }
}

/// The office that stands in the place of another in the innermost of the territories: a 街道 has a 办事处, and no government.
fn office_there(office: String, territories: &[String], names: &Names) -> String {
    let stands = |[end, of, _]: &&[String; 3]| {
        *of == office && territories.last().is_some_and(|name| name.ends_with(end.as_str()))
    };
    names.territory.governed.iter().find(stands).map_or(office.clone(), |[.., own]| own.clone())
}

/// A name without a known end, right before the year or the kind of paper: 华远控股2023年社会责任报告.
fn own_name(chars: &[char], names: &Names) -> Option<String> {
    let end = (0..chars.len()).find(|&at| !is_han(chars[at]) || names.subjects.at_start(&chars[at..]).is_some())?;
    let name = &chars[..end];
    let year = chars[end..].iter().take_while(|c| c.is_ascii_digit()).count() == 4;
    let general = names.levels.at_start(name).is_some() || names.joins.any(name) || names.offices.is(name);
    ((2..=20).contains(&end) && year && !general).then(|| name.iter().collect())
}

/// The lines that may say whose report it is, folded, as they stand.
pub(super) struct Around<'a> {
    /// The title, without white space.
    pub(super) title: &'a [char],
    /// Lines under the title, and the first sentences.
    pub(super) under: Vec<&'a [char]>,
    /// 落款, 发布机构 and the like, the surest first.
    pub(super) signed: Vec<Vec<char>>,
    /// The file's name.
    pub(super) name: Vec<char>,
}

/// The body of a report, and how surely it was told.
pub(super) fn body(around: &Around<'_>, names: &Names) -> Option<(BodyName, Basis)> {
    let mut name = of_title(around.title, names);
    let spoken = around.under.iter().find_map(|line| spoken_for(line, names));
    // The line may be broken: 在某省第十四届 / 人民代表大会第五次会议上.
    let broken = around.under.windows(2).map(|pair| pair.concat());
    let assembly =
        around.under.iter().map(|line| line.to_vec()).chain(broken).find_map(|line| of_assembly(&line, names));
    let under: Vec<Found> =
        around.under.iter().filter(|line| line.len() <= 40).filter_map(|line| alone(line, names)).collect();
    let signed: Vec<Found> = around.signed.iter().filter_map(|line| alone(line, names)).collect();
    let mut basis = Basis::Said;
    if name.office.is_empty() {
        let near = |found: &&Found| {
            name.territories.is_empty() || found.name.territories.is_empty() || {
                BodyName { office: String::new(), ..name.clone() }.is_place_of(&found.name, names)
            }
        };
        let office = spoken.iter().chain(&under).chain(&signed).filter(|found| found.office.is_some()).find(near);
        if let Some(found) = office {
            if name.territories.len() < found.name.territories.len() {
                name.territories.clone_from(&found.name.territories);
            }
            name.office.clone_from(&found.name.office);
            basis = if signed.iter().any(|one| one.name == found.name) { Basis::Guessed } else { basis };
        }
    } else if let Some(found) = &spoken
        && found.office.is_some()
        && let Some(more) = found.name.office.strip_suffix(&name.office)
        && (more.is_empty() || !name.territories.last().is_some_and(|own| own.ends_with(more)))
    {
        // 人民法院 of a title is the 中级人民法院 that the speaker stands for; 我代表开发区管委会 only says the zone again.
        name.office.clone_from(&found.name.office);
    }
    if name.territories.is_empty() && wants_territory(&name.office, names) {
        let said = spoken.iter().chain(&under).map(|found| &found.name).find(|name| !name.territories.is_empty());
        let guessed = || {
            let file = at_start(&around.name, names).map(|found| found.name);
            signed.iter().map(|found| found.name.clone()).chain(file).find(|name| !name.territories.is_empty())
        };
        match (spoken.as_ref().filter(|found| is_national(&found.name.office, names)), assembly) {
            (Some(found), _) => name = found.name.clone(),
            (None, Some(Assembly::Nation)) => name.office = of_nation(&name.office, names),
            (None, Some(Assembly::Of(territories))) => name.territories = territories,
            (None, None) => match said.cloned() {
                Some(found) => name.territories = found.territories,
                None => {
                    if let Some(found) = guessed() {
                        name.territories = found.territories;
                        basis = Basis::Guessed;
                        if name.office.is_empty() {
                            name.office = found.office;
                        }
                    }
                }
            },
        }
    }
    // An office without its territory does not say whose it is.
    let told = !(name.is_empty() || name.territories.is_empty() && wants_territory(&name.office, names));
    told.then_some((name, basis))
}

/// Whether an office's name alone does not say whose it is.
fn wants_territory(office: &str, names: &Names) -> bool {
    let chars: Vec<char> = office.chars().collect();
    // 屿门海关 is told apart by itself.
    if names.territory.placed.at_end(&chars).is_some_and(|(len, ())| len < chars.len()) {
        return false;
    }
    let public = names.offices.at_end(&chars).is_some_and(|(_, kind)| kind == Office::Public);
    chars.is_empty() || public && names.nation.at_start(&chars).is_none() && !is_national(office, names)
}

fn is_national(office: &str, names: &Names) -> bool {
    names.national.iter().any(|[_, national]| national == office)
}

fn of_nation(office: &str, names: &Names) -> String {
    names.national.iter().find(|[local, _]| local == office).map_or_else(|| office.to_owned(), |[_, own]| own.clone())
}

/// A line that is a body's name and hardly more: 滨海市统计局, 国务院总理 李某.
fn alone(line: &[char], names: &Names) -> Option<Found> {
    let line: Vec<char> = line.iter().copied().filter(|c| !c.is_whitespace()).collect();
    let found = at_start(&line, names)?;
    let rest = line.len() - found.len;
    (found.office.is_some() && rest <= 8 && !line.contains(&'。')).then_some(found)
}

/// Who is spoken for in the first sentences: 我代表市人民政府; 受县人民政府委托.
fn spoken_for(line: &[char], names: &Names) -> Option<Found> {
    (0..line.len()).find_map(|at| {
        let (len, ()) = names.speaks_for.at_start(&line[at..])?;
        at_start(&line[at + len..], names).filter(|found| found.office.is_some())
    })
}

enum Assembly {
    Nation,
    Of(Vec<String>),
}

/// The territory of the assembly that a line names: 在湖北省第十四届人民代表大会第四次会议上.
fn of_assembly(line: &[char], names: &Names) -> Option<Assembly> {
    let line: Vec<char> = squeeze(line).chars().collect();
    let (at, _, ()) = names.congress.find(&line)?;
    (0..at).find_map(|start| {
        let rest = &line[start..at];
        if names.nation.at_start(rest).is_some() {
            return Some(Assembly::Nation);
        }
        let opens = start == 0 || matches!(line[start - 1], '在' | DAY | '届' | '—' | '(');
        let (territories, _) = if opens { territories(rest, names) } else { (Vec::new(), 0) };
        (!territories.is_empty()).then_some(Assembly::Of(territories))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn names() -> Names {
        Config::builtin().unwrap().names
    }

    fn titled(title: &str) -> String {
        of_title(&title.chars().map(crate::text::fold).collect::<Vec<_>>(), &names()).full()
    }

    #[test]
    fn titles_name_bodies_of_every_kind() {
        for (title, body) in [
            ("青石区2023年政府信息公开工作年度报告", "青石区人民政府"),
            ("云水街道2023年政务公开工作年度报告", "云水街道办事处"),
            ("宁江市青石区人民政府2024年法治政府建设年度报告", "宁江市青石区人民政府"),
            ("2024年宁江市政府工作报告", "宁江市人民政府"),
            ("2024年宁江市人民政府工作报告", "宁江市人民政府"),
            ("2025年西藏政府工作报告", "西藏自治区人民政府"),
            ("宁江县水利局发布2024年法治政府建设情况报告", "宁江县水利局"),
            ("宁江市城市管理局2024年工作总结", "宁江市城市管理局"),
            ("关于宁江市市场监管局2024年度部门决算的说明", "宁江市市场监督管理局"),
            ("宁江县住房和城乡建设局2023年工作总结", "宁江县住房和城乡建设局"),
            ("2020年宁江市国民经济和社会发展统计公报", "宁江市统计局"),
            ("宁江县人民法院工作报告", "宁江县人民法院"),
            ("陶城市人民法院工作报告", "陶城市人民法院"),
            ("宁江市鹿山区人民法院2024年工作报告", "宁江市鹿山区人民法院"),
            ("宁江市中级法院2024年工作报告", "宁江市中级人民法院"),
            ("宁江县人大常委会工作报告", "宁江县人民代表大会常务委员会"),
            ("2021—2022学年宁江职业技术学院信息公开工作年度报告", "宁江职业技术学院"),
            ("宁江区市场监管局2022年法治政府建设工作总结", "宁江区市场监督管理局"),
            ("白塔镇市2023年政府工作报告", "白塔镇市人民政府"),
            ("宁江大学2023-2024学年本科教学质量报告", "宁江大学"),
            ("华远新能源股份有限公司2023年度社会责任报告", "华远新能源股份有限公司"),
            ("华远控股2023年环境报告", "华远控股"),
            ("东湖市2023年社会保障工作情况报告", "东湖市"),
            ("国务院政府工作报告", "国务院"),
            ("宁江海关2020年法治建设年度报告", "宁江海关"),
            ("中华人民共和国宁江海关2021年法治建设年度报告", "宁江海关"),
            ("权威发布｜宁江市体育局2023年全民健身工作报告（全文）", "宁江市体育局"),
            ("青石区人民政府云水街道办事处2022年度工作报告", "青石区云水街道办事处"),
            ("中国人民政治协商会议宁江县第九届委员会常务委员会工作报告", "政协宁江县委员会常务委员会"),
            ("延河朝鲜族自治州人民政府2022年法治政府建设年度报告", "延河朝鲜族自治州人民政府"),
            ("济江市市中区2023年政府信息公开工作年度报告", "济江市市中区人民政府"),
            ("云州市云河区教育局2023年度工作报告", "云州市云河区教育局"),
            ("宁江县第十五届人民政府工作报告", "宁江县人民政府"),
            ("宁江市十届人大常委会工作报告", "宁江市人民代表大会常务委员会"),
            ("柳坪村村民委员会2022年工作报告", "柳坪村村民委员会"),
            ("柳坪村委会2022年度工作总结", "柳坪村村民委员会"),
            ("宁江市青石区云水街道桃源社区居委会2023年工作总结", "宁江市青石区云水街道桃源社区居民委员会"),
            ("村民委员会2022年工作报告", ""),
            ("2024年度工作报告", ""),
        ] {
            assert_eq!(titled(title), body, "{title}");
        }
    }

    #[test]
    fn one_body_has_several_spellings() {
        let (names, of) = (names(), |name: &str| BodyName::of(name, &names()));
        assert!(of("青石区人民政府").is_same(&of("宁江市青石区人民政府"), &names));
        assert!(of("青石区政府").is_same(&of("青石区人民政府"), &names));
        assert!(of("宁江县发改委").is_same(&of("宁江县发展和改革委员会"), &names));
        assert!(of("华远新能源股份有限公司").is_same(&of("华远新能源"), &names));
        assert!(!of("青石区人民政府").is_same(&of("白水区人民政府"), &names));
        assert!(!of("甲州市青石区人民政府").is_same(&of("乙州市青石区人民政府"), &names));
        assert!(!of("宁江县人民法院").is_same(&of("宁江县人民检察院"), &names));
        assert!(!of("人民政府").is_same(&of("青石区人民政府"), &names));
        assert!(of("滨海市").is_place_of(&of("滨海市统计局"), &names));
        assert!(of("云岭经开区管委会").is_same(&of("云岭经济技术开发区管理委员会"), &names));
        assert!(of("云岭高新区管委会").is_same(&of("云岭高新技术产业开发区管委会"), &names));
        assert!(!of("云岭高新区管委会").is_same(&of("云岭经开区管委会"), &names));
    }

    #[test]
    fn a_speaker_says_a_title_s_office_more_fully_or_its_zone_again() {
        let told = |title: &str, line: &str| {
            let folded = |line: &str| line.chars().map(crate::text::fold).collect::<Vec<_>>();
            let (title, line) = (folded(title), folded(line));
            let around = Around { title: &title, under: vec![&line], signed: Vec::new(), name: Vec::new() };
            body(&around, &names()).unwrap().0.full()
        };
        let zone = "云岭经济技术开发区管理委员会";
        assert_eq!(told("云岭经济技术开发区管委会工作报告", "现在，我代表开发区管委会报告工作。"), zone);
        assert_eq!(told("宁江市人民法院工作报告", "我代表市中级人民法院报告工作。"), "宁江市中级人民法院");
    }
}
