//! Reports that nobody wrote: many years, many figures, the same text for the same numbers.
//!
//! Labels are made as reports make them: a thing and what is told of it. So many share a thing (茶叶产量, 茶叶出口额), many
//! share what is told (茶叶产量, 竹笋产量), four in five come again the next year, some of them in other words, and the
//! rest are of one year only.

/// What figures are about.
const THINGS: [&str; 64] = [
    "茶叶", "竹笋", "陶瓷", "丝绸", "木雕", "灯具", "雨伞", "毛笔", "砚台", "折扇", "漆器", "蜡染", "刺绣", "剪纸",
    "风筝", "皮影", "黄酒", "米醋", "豆腐", "糕点", "果脯", "蜂蜜", "菌菇", "莲藕", "菱角", "柑橘", "杨梅", "枇杷",
    "核桃", "板栗", "山药", "百合", "书店", "剧院", "茶馆", "客栈", "集市", "渡口", "邮局", "粮店", "药铺", "浴室",
    "球场", "泳池", "绿道", "花圃", "苗圃", "渔港", "古桥", "古井", "城墙", "牌坊", "祠堂", "书院", "碑刻", "古树",
    "湿地", "溪流", "水库", "堤坝", "磨坊", "窑址", "码头", "灯塔",
];

/// What is told of them, with its unit and the least value.
const TOLD: [(&str, &str, u64); 24] = [
    ("产量", "吨", 1200),
    ("销售额", "万元", 300),
    ("出口额", "万元", 90),
    ("从业人员", "人", 400),
    ("种植面积", "亩", 2000),
    ("示范基地", "个", 12),
    ("合作社", "家", 30),
    ("加工作坊", "家", 20),
    ("传承人", "名", 8),
    ("接待游客", "万人次", 3),
    ("修缮工程", "项", 5),
    ("管护人员", "人", 60),
    ("巡查次数", "次", 200),
    ("投诉处理量", "件", 40),
    ("标准制定数", "项", 3),
    ("培训班", "期", 6),
    ("捐赠款", "万元", 15),
    ("检测批次", "批次", 70),
    ("展览场次", "场", 9),
    ("参与志愿者", "人", 150),
    ("配送车辆", "辆", 25),
    ("仓储面积", "平方米", 900),
    ("网上订单", "单", 5000),
    ("优良率", "%", 61),
];

/// What stands between a label and its number.
const SAID: [&str; 4] = ["达到", "为", "共", "达"];

/// Small numbers that look drawn at random and are the same in every run (splitmix64).
struct Draw(u64);

impl Draw {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below as u64) as usize
    }
}

/// The years of the reports begin here.
const FIRST: usize = 2001;

/// So many reports of so many figures each, as `(file name, text)`, earliest first.
pub(crate) fn reports(years: usize, figures: usize) -> Vec<(String, String)> {
    let mut draw = Draw((years * 10_007 + figures) as u64);
    let labels = THINGS.len() * TOLD.len();
    // Three in four figures are a level, each third of which tells its growth.
    let wanted = figures.saturating_sub(figures / 4);
    let mut kept: Vec<usize> = (0..wanted).map(|_| draw.next(labels)).collect();
    (0..years)
        .map(|year| {
            for label in &mut kept {
                if draw.next(5) == 0 {
                    *label = draw.next(labels);
                }
            }
            (format!("{}.txt", FIRST + year), report(FIRST + year, &kept, figures, &mut draw))
        })
        .collect()
}

fn report(year: usize, labels: &[usize], figures: usize, draw: &mut Draw) -> String {
    const PARTS: [&str; 5] = ["一、产业情况", "二、市场情况", "三、文化情况", "四、管护情况", "五、其他情况"];
    let mut text = format!("东丘市人民政府{year}年工作情况报告\n\n");
    let mut growths = figures - labels.len().min(figures);
    let part = labels.len().div_ceil(PARTS.len()).max(1);
    for (at, &label) in labels.iter().enumerate() {
        if at % part == 0 {
            text.push_str(&format!("{}\n\n", PARTS[at / part]));
        }
        let (told, unit, least) = TOLD[label / THINGS.len()];
        let thing = THINGS[label % THINGS.len()];
        let value = least + draw.next(least as usize / 2 + 1) as u64;
        let of = if draw.next(8) == 0 { "的" } else { "" };
        let all = if draw.next(6) == 0 { "全市" } else { "" };
        text.push_str(&format!("{all}{thing}{of}{told}{}{value}{unit}", SAID[draw.next(SAID.len())]));
        if growths > 0 && unit != "%" && draw.next(2) == 0 {
            growths -= 1;
            text.push_str(&format!("，比上年增长{}.{}%", 1 + draw.next(20), draw.next(10)));
        }
        text.push_str(if at % 4 == 3 { "。\n\n" } else { "。" });
    }
    text.push('\n');
    text
}
