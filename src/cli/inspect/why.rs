//! `inspect --why`: for a figure, each of its fields with the rule that decided it.

use nianlun::render::view::one_line;
use nianlun::{DirectionRule, Entry, Indicator, LabelRule, Message, PeriodRule, Role, RoleRule, ScopeRule};

use crate::cli::Session;

/// A line a field: its name, its value, and by which rule it was decided.
pub(super) fn why(session: &Session, entry: &Entry, indicator: &Indicator) -> Vec<String> {
    let told = |name: (&str, &str), value: &str, rule: Message| {
        let name = session.say(name.0, name.1);
        format!("{name}: {}  ← {}", one_line(value), rule.get(session.language))
    };
    let surface = entry.report.text.str(indicator.span);
    let mut lines = vec![told(("指标", "label"), &indicator.label, label(indicator.why.label))];
    if let Some(unit) = &indicator.unit {
        let behind = Message::new(format!("原文“{}”", one_line(surface)), format!("“{}”", one_line(surface)));
        lines.push(told(("单位", "unit"), unit, behind));
    }
    if let Some(named) = &indicator.scope {
        lines.push(told(("口径", "scope"), named, scope(indicator.why.scope)));
    }
    if let Some(year) = indicator.period {
        let span = match indicator.years {
            1 => year.to_string(),
            years => format!("{}–{year}", year - i32::from(years) + 1),
        };
        lines.push(told(("时期", "period"), &span, period(indicator.why.period)));
    }
    let name = match indicator.role {
        Role::Actual => session.say("实际", "actual"),
        Role::Target => session.say("目标", "target"),
        Role::Previous => session.say("此前", "before"),
    };
    lines.push(told(("性质", "role"), &name, role(indicator.why.role)));
    if let Some(way) = indicator.direction {
        lines.push(told(("升降", "direction"), way.name(), direction(indicator.why.direction)));
    }
    lines
}

fn label(rule: LabelRule) -> Message {
    match rule {
        LabelRule::Own => Message::new("数字前的词语", "the words before the number"),
        LabelRule::Counted => {
            Message::new("数字前的词语和数字后的名词", "the words before the number, and the noun behind it")
        }
        LabelRule::Told => Message::new("前文的主语和本处的词语", "a subject told before, and its own words"),
        LabelRule::Purpose => Message::new("后文所说的用途和本处的词语", "what the money is for, and its own words"),
        LabelRule::Before => Message::new("前文的主语", "a subject told before"),
        LabelRule::Dealt => Message::new("“分别”所对应的一项", "a name of a row that 分别 deals out"),
        LabelRule::Sum => Message::new("前面各项的合计", "the row before it, which it sums up"),
        LabelRule::Beyond => Message::new("前一个数的指标，本数超过了它", "what the figure before it is of"),
        LabelRule::Headings => Message::new("表头和表题", "the table's headings and caption"),
    }
}

fn scope(rule: ScopeRule) -> Message {
    match rule {
        ScopeRule::Unsaid => Message::new("没有说明", "nothing names one"),
        ScopeRule::Topic => {
            Message::new("本句的话题，直到另有所指", "what the sentence is about, until it names another")
        }
        ScopeRule::Clause => Message::new("本小句中所说", "named in its clause"),
        ScopeRule::Rank => Message::new("位次所在的范围", "among whom the place is"),
        ScopeRule::Headings => Message::new("表头", "the table's headings"),
    }
}

fn period(rule: PeriodRule) -> Message {
    match rule {
        PeriodRule::Covered => Message::new("报告所述的年份", "the year that the report looks back at"),
        PeriodRule::Planned => {
            Message::new("部署部分，所述年份的下一年", "a part that plans: the year after the one looked back at")
        }
        PeriodRule::Several => {
            Message::new("句、段或标题所说的多年", "several years named in its sentence, its paragraph or a heading")
        }
        PeriodRule::Named => Message::new("前面写明的年份", "a calendar year named before it"),
        PeriodRule::Near => Message::new("去年、今年一类的词", "words like 去年"),
        PeriodRule::Now => Message::new("目前、已达一类的词", "words like 目前"),
        PeriodRule::YearBefore => Message::new("旁边数值的上一年", "the year before that of the value beside it"),
        PeriodRule::Headings => Message::new("表头", "the table's headings"),
    }
}

fn role(rule: RoleRule) -> Message {
    match rule {
        RoleRule::Reached => Message::new("没有说是目标或此前", "nothing says that it is aimed at or of before"),
        RoleRule::Part => Message::new("在部署的部分", "it stands in a part that plans"),
        RoleRule::Year => Message::new("属于将来的年份", "it is of a year to come"),
        RoleRule::Aim => Message::new("前后有目标一类的词", "words around it say that it is aimed at"),
        RoleRule::Before => Message::new("由、上年为一类的词", "words like 由 or 上年为"),
    }
}

fn direction(rule: DirectionRule) -> Message {
    match rule {
        DirectionRule::None => Message::new("不是增减", "it is no change"),
        DirectionRule::Verb => Message::new("数字前的动词", "the verb before the number"),
        DirectionRule::Noun => Message::new("指标末尾的名词", "the noun that ends its label"),
    }
}
