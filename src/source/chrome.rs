//! Page furniture (页面杂项): the lines around a report that belong to the web page it was taken from.

/// Words that a page puts around an article, wherever they stand in a short line.
const MARKS: &[&str] = &[
    "当前位置",
    "您的位置",
    "您所在的位置",
    "所在位置",
    "高级检索",
    "高级搜索",
    "站内搜索",
    "网站首页",
    "设为首页",
    "加入收藏",
    "返回首页",
    "返回顶部",
    "回到顶部",
    "索引号",
    "信息索引号",
    "生成时间",
    "生成日期",
    "发布机构",
    "发文机关",
    "发布时间",
    "发布日期",
    "公开日期",
    "成文日期",
    "公开方式",
    "公开范围",
    "主题分类",
    "信息分类",
    "体裁分类",
    "浏览次数",
    "访问量",
    "阅读次数",
    "点击数",
    "点击量",
    "字体大小",
    "字号",
    "【字体",
    "[字体",
    "字体:[",
    "字体:【",
    "字体:(",
    "字体:大",
    "字体: 大",
    "打印本页",
    "关闭窗口",
    "关闭本页",
    "【打印",
    "【关闭",
    "分享到",
    "扫一扫",
    "微信扫码",
    "附件下载",
    "相关附件",
    "附件：",
    "附件:",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "相关链接",
    "相关阅读",
    "相关文档",
    "相关新闻",
    "延伸阅读",
    "责任编辑",
    "编辑：",
    "编辑:",
    "信息来源",
    "文章来源",
    "稿件来源",
    "来源：",
    "来源:",
    "版权所有",
    "主办单位",
    "承办单位",
    "网站地图",
    "网站标识码",
    "备案号",
    "ICP备",
    "公网安备",
    "联系我们",
    "法律声明",
    "无标题文档",
    "技术支持",
    "无障碍",
    "繁體",
    "English",
    "登录",
    "注册",
    "举报",
    "新浪微博",
    "摄影",
    "记者",
    "www.",
    "http://",
    "https://",
    "有效性",
    "废止日期",
    "名称：",
    "文号：",
    "文 号",
    "公文种类",
    "发文字号",
    "标　　题",
    "时间：",
    "时间:",
];

/// Whether a short line is page furniture. `line` is folded and trimmed.
///
/// Only to be asked of lines above the title and below the signature: inside a report the same words are text.
pub fn is_furniture(line: &[char]) -> bool {
    if line.is_empty() || line.len() > 160 {
        return false;
    }
    let text: String = line.iter().collect();
    // A sentence that names an address or a source is the report's own.
    let prose = line.contains(&'。') && line.iter().filter(|c| **c == ',').count() > 0;
    let lead: String = line.iter().take(8).collect();
    let text = if prose { lead } else { text };
    if MARKS.iter().any(|mark| text.contains(&mark.chars().map(crate::text::fold).collect::<String>())) {
        return true;
    }
    let path = text.matches('>').count() >= 2 || text.matches('|').count() >= 2;
    let buttons = line.len() <= 8
        && matches!(
            text.as_str(),
            "大" | "中"
                | "小"
                | "首页"
                | ">"
                | ">>"
                | "打印"
                | "关闭"
                | "收藏"
                | "分享"
                | "T"
                | "T T"
                | "】"
                | "】 "
                | "【"
                | "字体:"
                | "-"
                | "|"
                | "微博"
                | "微信"
                | "QQ空间"
        );
    let date = line.len() <= 24
        && text.starts_with("20")
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | ' ' | '年' | '月' | '日' | '时' | '分' | '/'));
    path || buttons || date
}
