use super::*;
use crate::source::Source;

fn page(html: &str) -> Source {
    read(html.as_bytes()).unwrap().value
}

fn text(html: &str) -> String {
    page(html).text.original().to_owned()
}

fn marked(source: &Source) -> Vec<&str> {
    source.furniture.iter().map(|&span| source.text.str(span)).collect()
}

#[test]
fn white_space_is_collapsed_and_blocks_end_lines() {
    let html = "<p>　　全年\n办结 <b>59</b>\n  件&nbsp;。<br>其&#x4e2d;&lt;3&gt;<p> &nbsp; <div>A4\nlab</div>尾";
    assert_eq!(text(html), "　　全年办结 59 件\u{a0}。\n其中<3>\nA4 lab\n尾\n");
    assert_eq!(text("<pre>甲 \n  乙</pre>"), "甲 \n  乙\n");
}

#[test]
fn what_nobody_sees_is_left_out() {
    let html = "<head><title>题</title><style>p{}</style></head><body><!-- 注 --><script>var a</script><p hidden>甲</p>\
        <p style='DISPLAY : none'>乙</p><i aria-hidden=true>丙</i><noscript>丁</noscript><p>1\u{200b}2件</p>";
    assert_eq!(text(html), "12件\n");
    assert!(matches!(read(b"<html><script>1</script></html>"), Err(SourceError::NoText { pictures: false, .. })));
    assert!(matches!(read(b"<html><img src=a.png></html>"), Err(SourceError::NoText { pictures: true, .. })));
}

#[test]
fn raised_digits_do_not_run_into_numbers() {
    assert_eq!(text("<p>96<sup>2</sup>个，10m<sup><a href='#a'> 2 </a></sup>，5<sup>[1]</sup>"), "96²个，10m²，5[1]\n");
}

#[test]
fn lists_count_as_the_browser_does() {
    let html = "<ol start=3><li>甲<li value=7>乙<li>丙</ol><ol type=a><li>甲</ol><ul><li>丁</ul><ol><li>1.戊</ol>\
        <ol style='list-style-type: none'><li>己</ol><ol style='list-style-type:cjk-ideographic'><li>庚</ol>";
    assert_eq!(text(html), "3. 甲\n7. 乙\n8. 丙\na. 甲\n丁\n1.戊\n己\n一、庚\n");
}

#[test]
fn headings_keep_their_level() {
    let source = page("<h1> 云溪市<br>报告 </h1><p>正文。</p><h3>一、总体</h3><h2> </h2>");
    let found: Vec<_> = source.headings.iter().map(|h| (h.level, source.text.str(h.span))).collect();
    assert_eq!(found, [(1, "云溪市\n报告"), (3, "一、总体")]);
}

#[test]
fn data_tables_become_tables() {
    let source = page(
        "<p>见下表：</p><table><caption>表1 经费</caption><thead><tr><td rowspan=2>项目</td><td colspan=2>金额<br>（万元）</td></tr>\
         <tr><td>2015</td><td>2016</td></tr></thead><tr><th>普法</th><td><p>186</p></td><td>&nbsp;</td></tr></table><p>完。</p>",
    );
    assert_eq!(source.text.original(), "见下表：\n表1 经费\n项目\t金额 （万元）\n\t2015\t2016\n普法\t186\t\n完。\n");
    let table = &source.tables[0];
    assert_eq!(table.caption.map(|c| source.text.str(c)), Some("表1 经费"));
    let cells: Vec<_> =
        table.cells.iter().map(|c| (source.text.str(c.span), c.row, c.column, c.rows, c.columns, c.header)).collect();
    assert_eq!(
        cells,
        [
            ("项目", 0, 0, 2, 1, true),
            ("金额 （万元）", 0, 1, 1, 2, true),
            ("2015", 1, 1, 1, 1, true),
            ("2016", 1, 2, 1, 1, true),
            ("普法", 2, 0, 1, 1, true),
            ("186", 2, 1, 1, 1, false),
            ("", 2, 2, 1, 1, false),
        ]
    );
}

#[test]
fn layout_tables_become_paragraphs() {
    let long = "长".repeat(500);
    let html = format!(
        "<table><tr><td><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table></td></tr></table>\
         <table><tr><td>左</td><td>{long}</td></tr></table><table><tr><td>独</td></tr></table>"
    );
    let source = page(&html);
    assert_eq!(source.text.original(), format!("甲\t1\n乙\t2\n左\n{long}\n独\n"));
    assert_eq!(source.tables.len(), 1);
}

/// A page of the usual make, around a report with a list of documents that looks like metadata.
const PAGE: &str = "<body><form id=aspnetForm><div class='header'><a href=/>首页</a></div>\
    <ul><li><a>政务动态</a><li><a>信息公开</a><li><a>办事服务</a></ul><div class=dqwz>您现在的位置 首页 正文</div>\
    <table><tr><td>索 引 号：</td><td>002719483</td><td>发文字号</td><td></td></tr><tr><td>发布日期</td><td>2016-12-07</td></tr></table>\
    <div class='wrap position'><h1>云溪市2016年度工作报告</h1><p>发布时间：2016-12-07 来源：办公室 浏览次数：1036</p><div id=zoom>\
    <p>　　2016年，全市共办结行政复议案件59件，比上年增加5件，其中维持40件。</p><div class=menu>目录</div>\
    <p>二、制度建设。全年制定规章2件，审查行政规范性文件31件，清理文件六百余件，详见下表，逐项公布。</p>\
    <table><tr><td>文号</td><td>文件名称</td><td>发布日期</td><td>备注</td></tr>\
    <tr><td>云政〔2016〕1号</td><td>办法</td><td>2016-01-01</td><td>新</td></tr>\
    <tr><td>云政〔2016〕2号</td><td>规定</td><td>2016-02-01</td><td></td></tr></table>\
    <p>附件：<a>统计表.xls</a></p><p>云溪市人民政府</p><p>2016年12月5日</p></div></div>\
    <div class=related><h3>相关链接</h3><p>解读。</p></div><p>主办单位：云溪市人民政府办公室</p></form>";

#[test]
fn furniture_stays_and_is_marked() {
    let source = page(PAGE);
    assert_eq!(
        marked(&source),
        [
            "首页\n政务动态\n信息公开\n办事服务\n您现在的位置 首页 正文\n索引号：002719483\n发文字号：\n发布日期：2016-12-07",
            "发布时间：2016-12-07 来源：办公室 浏览次数：1036",
            "目录",
            "相关链接\n解读。\n主办单位：云溪市人民政府办公室",
        ]
    );
    assert_eq!(source.tables.len(), 1);
    assert_eq!(source.headings.len(), 1);
    assert!(source.text.original().contains("附件：统计表.xls\n云溪市人民政府\n2016年12月5日\n"));
}

#[test]
fn the_encoding_may_be_declared() {
    assert_eq!(
        declared_encoding(b"<META http-equiv=x content='text/html; charset=GB2312'>").as_deref(),
        Some("gb2312")
    );
    assert_eq!(declared_encoding(b"<meta charset = \"utf-8\"/>").as_deref(), Some("utf-8"));
    assert_eq!(declared_encoding(b" <?xml version='1.0' encoding='gbk'?><html>").as_deref(), Some("gbk"));
    assert_eq!(declared_encoding(b"<p>charset=big5</p><meta name=a>"), None);
    let (bytes, _, _) = encoding_rs::GB18030.encode("<meta charset=gb2312><p>办结59件</p>");
    let source = read(&bytes).unwrap().value;
    assert_eq!((source.text.original(), source.encoding), ("办结59件\n", "gb18030"));
}

#[test]
fn deep_nesting_is_walked() {
    let html = format!("{}深{}", "<div>".repeat(3000), "<sup>".repeat(3000));
    assert_eq!(text(&html), "深\n");
}
