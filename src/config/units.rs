//! Units and counters: what a figure counts or measures, and what it can be compared with.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{ConfigError, Phrases};

/// What sort of figure it is (指标类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A number of things (件、人次).
    Count,
    /// A share of a whole, in percent (办结率).
    Rate,
    /// A change in percent (增长率).
    Growth,
    /// A change in the thing's own unit, or in 百分点 (增减量).
    Delta,
    /// Money (金额).
    Money,
    /// Area (面积).
    Area,
    /// Length (长度).
    Length,
    /// Time (时长、年限).
    Duration,
    /// Mass, volume, power, energy, points and other measures.
    Quantity,
    /// A place in an order (位次).
    Rank,
    /// A fraction or a multiple (几分之几、倍数).
    Ratio,
}

impl Kind {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Count => "count",
            Kind::Rate => "rate",
            Kind::Growth => "growth",
            Kind::Delta => "delta",
            Kind::Money => "money",
            Kind::Area => "area",
            Kind::Length => "length",
            Kind::Duration => "duration",
            Kind::Quantity => "quantity",
            Kind::Rank => "rank",
            Kind::Ratio => "ratio",
        }
    }
}

/// A unit or counter of the lexicon, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(u16);

/// A unit: its name, its dimension, and its size there.
#[derive(Debug, Clone)]
pub struct Unit {
    /// As reports write it (件, 平方公里).
    pub name: String,
    /// The dimension's name (count, area).
    pub dimension: String,
    /// The kind of figure that it makes by itself.
    pub kind: Kind,
    /// Size in the dimension's base unit; `None` for counters and for 百分点.
    pub scale: Option<Decimal>,
}

/// All units and counters.
#[derive(Debug, Clone, Default)]
pub struct Units {
    list: Vec<Unit>,
    phrases: Phrases<UnitId>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DimensionTable {
    name: String,
    kind: Kind,
    #[serde(default)]
    units: BTreeMap<String, String>,
    #[serde(default)]
    counters: Vec<String>,
    /// Other ways to write a unit of the table.
    #[serde(default)]
    aliases: BTreeMap<String, String>,
}

impl Units {
    pub(super) fn new(tables: Vec<DimensionTable>) -> Result<Self, ConfigError> {
        let mut list: Vec<Unit> = Vec::new();
        let mut aliases: Vec<(String, String)> = Vec::new();
        for table in tables {
            aliases.extend(table.aliases);
            for (name, size) in table.units {
                let scale = match size.as_str() {
                    "points" => None,
                    size => Some(
                        Decimal::from_str_exact(size)
                            .map_err(|_| ConfigError::Scale { unit: name.clone(), scale: size.to_owned() })?,
                    ),
                };
                list.push(Unit { name, dimension: table.name.clone(), kind: table.kind, scale });
            }
            for name in table.counters {
                list.push(Unit { name, dimension: table.name.clone(), kind: table.kind, scale: None });
            }
        }
        let id_of = |name: &str| list.iter().position(|unit| unit.name == name).map(|at| UnitId(at as u16));
        let mut names: Vec<(&str, UnitId)> =
            list.iter().enumerate().map(|(at, unit)| (unit.name.as_str(), UnitId(at as u16))).collect();
        for (alias, name) in &aliases {
            let id = id_of(name).ok_or_else(|| ConfigError::Alias { alias: alias.clone(), unit: name.clone() })?;
            names.push((alias, id));
        }
        let phrases = Phrases::new(names);
        Ok(Units { list, phrases })
    }

    /// The unit of an id.
    pub fn get(&self, id: UnitId) -> &Unit {
        &self.list[id.0 as usize]
    }

    /// The unit of that name.
    pub fn named(&self, name: &str) -> Option<UnitId> {
        let chars: Vec<char> = name.chars().collect();
        self.phrases.at_start(&chars).filter(|(len, _)| *len == chars.len()).map(|(_, id)| id)
    }

    /// The longest unit that `chars` begins with, where it is not the head of a longer word (家庭 is no 家).
    pub fn at_start(&self, chars: &[char]) -> Option<(usize, UnitId)> {
        let (len, id) = self.phrases.at_start(chars)?;
        // 5G is no 5 of anything, nor is MW the unit of MWh.
        let letter = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphabetic);
        if letter(len - 1) && letter(len) {
            return None;
        }
        // 900万个体工商户, but 9个体育馆.
        if matches!(chars, ['个', '体', '工' | '户' | '私' | '经' | '劳', ..]) {
            return None;
        }
        // 1亿人居住, but 人居环境.
        let lives = matches!(chars, ['人', '居', '住', ..]);
        if len == 1 && !lives && heads_a_word(chars[0], chars.get(1).copied().unwrap_or('\0')) {
            return None;
        }
        Some((len, id))
    }
}

/// Whether a counter of one character is the first character of a longer word: 家庭, 人员, 项目, 部门, 名单.
///
/// This is word formation, not subject matter: the words are those in which the counter is not a counter.
fn heads_a_word(counter: char, next: char) -> bool {
    let tails = match counter {
        '家' => "庭长属访园政",
        '人' => "民均才大类员工居际格文事行物口",
        '户' => "籍口型外主",
        '项' => "目",
        '部' => "门委署级长队位",
        '名' => "单额录称誉义城牌师",
        '位' => "于居列",
        '件' => "均",
        '起' => "诉草到点源步重来",
        '批' => "准复示发评判",
        '组' => "织成建合",
        '期' => "间货限末中权满",
        '类' => "别型似",
        '版' => "权本图",
        '课' => "题程本",
        '集' => "体中成团聚约群装资",
        '节' => "能约水日点余",
        '首' => "次都创先要府席批届家例",
        '团' => "体队员结伙",
        '队' => "伍员",
        '院' => "校士长所落",
        '校' => "园长舍",
        '厂' => "房区商家矿",
        '站' => "点位址",
        '点' => "位对击多",
        '本' => "科级省市县年地级土届轮次区国人院行",
        '道' => "路德",
        '支' => "部付持撑行线出",
        '对' => "口比外接应于全此象",
        '双' => "方边重向",
        '面' => "积向对临",
        '层' => "级次面",
        '季' => "度节",
        '分' => "别类级析配成布局支店公散段",
        '单' => "位元个独项一",
        '条' => "例约款件目",
        '所' => "有在属以",
        '处' => "罚置理室分于长所级",
        '段' => "落",
        '村' => "民庄落居委寨容镇",
        '镇' => "区街村域",
        '县' => "域城级区处委政府直市长乡",
        '店' => "铺",
        '社' => "会区保团",
        '班' => "子级次",
        '口' => "径岸",
        '员' => "工额",
        '把' => "握手",
        '块' => "状",
        '片' => "区",
        '根' => "据本治",
        '只' => "要有能",
        '头' => "部",
        '列' => "入为车",
        '轮' => "训换岗",
        '次' => "数年会要日",
        '场' => "所景地馆",
        '台' => "账阶湾风",
        '套' => "路期",
        '种' => "子业植粮养",
        '株' => "洲",
        '里' => "程面",
        '周' => "期边围末",
        '天' => "津然气下",
        '日' => "期常报益均前本",
        '年' => "级均代度终底初末报",
        '方' => "面式案向法便可",
        '度' => "假",
        '升' => "级至到",
        '克' => "服",
        '星' => "级",
        '字' => "样号",
        '题' => "目材",
        '讲' => "话究",
        '票' => "据",
        '页' => "面",
        '群' => "众体",
        '回' => "访复应头收升落望顾首归馈暖信流国",
        '眼' => "下",
        '孔' => "子",
        '席' => "位",
        '包' => "括容含保",
        '袋' => "装",
        '箱' => "包",
        '元' => "素器件",
        '米' => "粮",
        '尾' => "矿气水",
        '羽' => "毛",
        _ => return false,
    };
    tails.contains(next)
}

#[cfg(test)]
mod tests {
    use super::super::Config;

    #[test]
    fn counters_are_not_found_inside_words() {
        let config = Config::builtin().unwrap();
        let unit = |s: &str| {
            let chars: Vec<char> = s.chars().collect();
            config.units.at_start(&chars).map(|(_, id)| config.units.get(id).name.clone())
        };
        assert_eq!(unit("家企业").as_deref(), Some("家"));
        assert_eq!(unit("家庭医生"), None);
        assert_eq!(unit("个体工商户"), None);
        assert_eq!(unit("个体育馆").as_deref(), Some("个"));
        assert_eq!(unit("个百分点").as_deref(), Some("百分点"));
        assert_eq!(unit("人次").as_deref(), Some("人次"));
        assert_eq!(unit("人员"), None);
        assert_eq!(unit("千瓦时").as_deref(), Some("千瓦时"));
        assert_eq!(unit("平方公里").as_deref(), Some("平方公里"));
    }
}
