//! What must hold whatever is read: surfaces stand where they are said to stand, a value that is written out reads as
//! itself, and no input makes a stage panic.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod pipeline;

use nianlun::config::Config;
use nianlun::quantity;
use nianlun::similarity::Weights;
use nianlun::text::Span;
use pipeline::read;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A number below 10¹² in Chinese numerals, by the usual grammar.
fn in_words(number: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    fn section(number: u64) -> String {
        let mut words = String::new();
        let mut gap = false;
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / unit % 10;
            if digit == 0 {
                gap = !words.is_empty();
                continue;
            }
            if gap {
                words.push('零');
                gap = false;
            }
            words.push(DIGITS[digit as usize]);
            words.push_str(name);
        }
        words
    }
    let mut words = String::new();
    for (unit, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = number / unit % 10_000;
        if part == 0 {
            continue;
        }
        if !words.is_empty() && part < 1000 {
            words.push('零');
        }
        words.push_str(&section(part));
        words.push_str(name);
    }
    match words.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => words,
    }
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let lead = (digits.len() - 1) % 3;
    digits.chars().enumerate().fold(String::new(), |mut out, (at, digit)| {
        if at > 0 && (at + 2 - lead).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
        out
    })
}

fn full_width(digits: &str) -> String {
    digits.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }).collect()
}

/// The one figure of a sentence.
fn value_in(sentence: &str, config: &Config) -> Option<Decimal> {
    match &read(sentence.as_bytes(), "a.txt", config)?.indicators[..] {
        [one] => Some(one.value),
        _ => None,
    }
}

#[test]
fn numbers_in_words_are_what_people_write() {
    for (number, words) in [
        (10, "十"),
        (105, "一百零五"),
        (10_012, "一万零一十二"),
        (456_420_015, "四亿五千六百四十二万零一十五"),
        (4_504_040_000, "四十五亿零四百零四万"),
    ] {
        assert_eq!(in_words(number), words);
    }
    assert_eq!(grouped(1_234_567), "1,234,567");
    assert_eq!(grouped(123), "123");
}

/// Pieces that reports are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "全市",
        "办结",
        "案件",
        "同比增长",
        "其中",
        "分别",
        "为",
        "达到",
        "占",
        "比上年",
        "下降",
        "共",
        "，",
        "。",
        "、",
        "；",
        "：",
        "\n",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "一、",
        "（二）",
        "1.",
        "一是",
        "第",
        "年",
        "月",
        "日",
        "件",
        "万件",
        "亿元",
        "%",
        "％",
        "个百分点",
        "倍",
        "成",
        "半",
        "至",
        "—",
        "-",
        "~",
        "分之",
        "点",
        "约",
        "近",
        "超过",
        "余",
        "多",
        "以上",
        "左右",
        "2017",
        "5",
        "12",
        "3.5",
        "1,204",
        "０",
        "８",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "零",
        "两",
        "三",
        "五",
        "数",
        "几",
        "上",
        "翻",
        "番",
        "减",
        "〔",
        "〕",
        "号",
        "\t",
        " ",
        "　",
        "上年末",
        "截至11月底",
        "五年来",
        "2018年，",
        "年均",
        "累计",
        "∶1",
        "兩",
        "萬",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_stand_where_they_are_said_to_stand(text in pieces()) {
        let config = Config::builtin().unwrap();
        read(text.as_bytes(), "a.txt", &config);
    }

    #[test]
    fn no_bytes_make_a_stage_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "a\\.(txt|html|docx|pdf)") {
        let config = Config::builtin().unwrap();
        read(&bytes, &name, &config);
    }

    #[test]
    fn no_text_makes_a_stage_panic(text in any::<String>(), other in pieces()) {
        let config = Config::builtin().unwrap();
        let text = format!("{text}{other}{text}");
        read(text.as_bytes(), "a.txt", &config);
    }

    #[test]
    fn no_two_texts_make_a_later_stage_panic(shared in pieces(), before in pieces(), after in pieces(), odd in any::<String>()) {
        let config = Config::builtin().unwrap();
        let before = format!("{shared}\n{before}\n{odd}\n{shared}");
        let after = format!("{odd}{shared}{after}\n{before}");
        let years = (read(before.as_bytes(), "2016.txt", &config), read(after.as_bytes(), "2017.txt", &config));
        if let (Some(before), Some(after)) = years {
            pipeline::compare(before, after, &config, &Weights::builtin());
        }
    }

    #[test]
    fn a_number_in_words_reads_as_itself(number in prop_oneof![10_u64..10_000, 10_000_u64..100_000_000, 100_000_000_u64..1_000_000_000_000]) {
        let words: Vec<char> = in_words(number).chars().collect();
        let read = quantity::numeral(&words).unwrap();
        prop_assert_eq!((read.len, read.value), (words.len(), Decimal::from(number)));
    }

    #[test]
    fn a_value_that_is_written_out_reads_as_itself(number in 3_u64..1_000_000_000, decimals in 1_u64..100) {
        let config = Config::builtin().unwrap();
        let whole = Decimal::from(number);
        let fine = Decimal::new((number % 10_000 * 100 + decimals) as i64, 2);
        let ten_thousand = Decimal::from(10_000);
        for (written, value) in [
            (number.to_string(), whole),
            (grouped(number), whole),
            (full_width(&number.to_string()), whole),
            (format!("{fine}万"), fine * ten_thousand),
            (format!("{fine}亿"), fine * ten_thousand * ten_thousand),
            (format!("{fine}"), fine),
        ] {
            let sentence = format!("全市办结行政复议案件{written}件。");
            prop_assert_eq!(value_in(&sentence, &config), Some(value), "{}", sentence);
        }
        for (written, value) in [(format!("{fine}%"), fine), (format!("{}％", full_width(&fine.to_string())), fine)] {
            let sentence = format!("案件按期办结率为{written}。");
            prop_assert_eq!(value_in(&sentence, &config), Some(value), "{}", sentence);
        }
    }
}

#[test]
fn a_span_is_half_open() {
    let config = Config::builtin().unwrap();
    let entry = read("全市办结案件59件。".as_bytes(), "a.txt", &config).unwrap();
    assert_eq!(entry.indicators[0].span, Span::new(6, 9));
    assert_eq!(entry.report.text.str(entry.indicators[0].span), "59件");
}
