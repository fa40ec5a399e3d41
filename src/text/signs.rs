//! Characters that dates, numbers and labels are written with (字符): signs rather than words, named once.

/// Behind a year: 2017年.
pub(crate) const YEAR: char = '年';
/// Behind a month: 11月.
pub(crate) const MONTH: char = '月';
/// Behind a day: 4日.
pub(crate) const DAY: char = '日';
/// Behind the number of a quarter: 一季度.
pub(crate) const QUARTER: char = '季';
/// Behind a number that names something: 49号.
pub(crate) const NUMBERED: char = '号';
/// Before a number that is a place in an order: 第3位.
pub(crate) const ORDINAL: char = '第';
/// In a label, between a subject that was told before and the rest; and between texts that are read as one.
pub(crate) const TOLD: char = '·';
/// Between an attribute and its noun.
pub(crate) const OF: char = '的';
/// The general counter.
pub(crate) const PIECES: char = '个';
/// Before what a value is reckoned by: 每立方米.
pub(crate) const EACH: char = '每';
/// Ten.
pub(crate) const TEN: char = '十';
/// A hundred.
pub(crate) const HUNDRED: char = '百';
/// A thousand.
pub(crate) const THOUSAND: char = '千';
/// Ten thousand.
pub(crate) const MYRIAD: char = '万';
/// A hundred million.
pub(crate) const YI: char = '亿';
/// Between digits (三点五), and of a percentage (百分点).
pub(crate) const POINT: char = '点';
/// Half of a unit: 两年半.
pub(crate) const HALF: char = '半';
/// A part, in fractions: 三分之二.
pub(crate) const PART: char = '分';
/// Behind it: 三分之二.
pub(crate) const PART_OF: char = '之';
/// A tenth: 三成.
pub(crate) const TENTH: char = '成';
/// What the number of an item or a row is written with in Chinese.
pub(crate) const HAN_NUMBERS: &str = "一二三四五六七八九十";
/// Before the bound of an age: 6岁及以下.
pub(crate) const AND: char = '及';
/// And more, behind a round number: 20多.
pub(crate) const MORE: char = '多';
/// The same: 十余.
pub(crate) const AND_MORE: char = '余';
/// Some, in a number: 几百.
pub(crate) const SOME: char = '几';
/// At the end of a rate's name: 办结率.
pub(crate) const RATE: char = '率';
/// All of a territory, before its level: 全市.
pub(crate) const WHOLE: char = '全';
/// Half a kilometre, in distances and in the names of places: 十里铺.
pub(crate) const MILE: char = '里';
/// Before the number of a note: [注2].
pub(crate) const NOTE: char = '注';
/// Whether a sign is the mark of a footnote: ①, ❶.
pub(crate) const fn is_note_mark(c: char) -> bool {
    matches!(c, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' | '❶'..='❿' | '⓫'..='⓴' | '➀'..='➓')
}

/// In the number of a page: 第1页.
pub(crate) const PAGE: char = '页';
/// A unit whose powers are written with a raised digit: 平方米 as 米².
pub(crate) const METRE: char = '米';
/// Behind the level of a government: 省级.
pub(crate) const LEVEL: char = '级';
/// Behind examples.
pub(crate) const AND_SO_ON: char = '等';
/// Before a share of a whole: 占三成.
pub(crate) const SHARE: char = '占';
/// Behind a number of years: 五年来.
pub(crate) const COMING: char = '来';
/// Behind a province's name.
pub(crate) const PROVINCE: char = '省';
/// The full stop of a sentence.
pub(crate) const STOP: char = '。';
/// Between the items of a list.
pub(crate) const LISTED: char = '、';
/// Behind what something is among: 在12个乡镇中.
pub(crate) const AMONG: char = '中';
/// Behind 年: the year as a period (2017年度).
pub(crate) const YEAR_PERIOD: char = '度';
/// Before 年: a year of a school (2023—2024学年).
pub(crate) const SCHOOL: char = '学';

/// Behind numbers that tell sorts of a thing apart: 三、四级, 一、二审, 一、三产.
pub(crate) const CLASSES: &str = "级类等线档产审手";

/// What leads from an entry of a list of contents to the number of its page.
pub(crate) const LEADERS: [char; 9] = ['…', '.', '·', '・', '—', '-', '_', '⋯', '('];

/// A dot at half height, which may stand for a decimal point: 4·3.
pub(crate) const fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '‧' | '∙' | '・' | '⋅')
}
/// What may stand behind 年 where all of the year is meant: 2020年度.
pub(crate) const YEAR_ENDS: &str = "末底度数";
