//! By which year the clauses of a sentence say that something is to be done, beyond the plan's own.

use super::act::{lead, verb};
use super::due::{DIGITS, Due, opening};
use crate::config::Config;
use crate::indicator::few;
use crate::text::signs::OF;

/// By when, beyond the plan's own year, what a clause promises is to be done: as it says itself, or as a clause of its sentence says that
/// says nothing else (到2027年，建成大桥).
#[derive(Default)]
pub(super) struct Later {
    own: Option<Due>,
    told: Option<Due>,
}

impl Later {
    /// Reads the next clause of a sentence of a plan of `year`. `now` is the year from which it counts: 明年 is the one behind.
    pub(super) fn enter(&mut self, clause: &[char], year: Option<i32>, now: Option<i32>, config: &Config) {
        self.own = year.and_then(|year| due(clause, (year, now.unwrap_or(year)), config));
        let all = opening(clause, config).is_some_and(|(len, _)| len == clause.len());
        let this_year = config.promises.this_year.any(clause);
        self.told = if all { self.own } else { self.told.filter(|_| !this_year) };
    }

    fn due(&self) -> Option<Due> {
        self.own.or(self.told)
    }

    /// Whether it is for a term of office.
    pub(super) fn is_of_term(&self) -> bool {
        self.due() == Some(Due::Term)
    }

    /// The calendar year, for a plan of `year`.
    pub(super) fn year(&self, year: Option<i32>) -> Option<i32> {
        self.due()?.year(year?)
    }
}

/// The words for that in a clause, from where they begin: the first that name a year beyond the plan's own.
fn due(clause: &[char], (year, now): (i32, i32), config: &Config) -> Option<Due> {
    let opens = lead(clause, config);
    (0..clause.len()).find_map(|at| {
        let (len, named) = opening(&clause[at..], config)?;
        let due = named;
        let due = if let Due::Later(years) = due { Due::Year(now + years) } else { due };
        let inside = at > 0 && (clause[at - 1].is_ascii_digit() || few(clause[at - 1]).is_some());
        // 2030年议程, 十五五规划: a year in a name is no deadline.
        let bare = matches!(due, Due::Year(_)) && len == DIGITS + 1;
        let beyond = due.year(year).is_none_or(|due| due > year);
        // 谋划未来五年的蓝图: what is thought of, and not by when.
        let thought = matches!(named, Due::Within(_) | Due::Later(_));
        let object = thought && config.promises.foresees.at_end(&clause[..at]).is_some()
            || at > 0 && is_of_object(clause, (opens, at), config);
        let act = || {
            let behind = &clause[at + len..];
            let behind = &behind[lead(behind, config)..];
            verb(behind, config).is_some() || config.promises.stages.at_start(behind).is_some()
        };
        let names = at > opens && (bare || !act());
        (beyond && !inside && !object && !names).then_some(due)
    })
}

/// Whether the years that a clause names at a place are those of what an act is done to (检查三年内投用的电梯, 制定今后三年改造计划) or of what
/// it is for (为明年开工做好准备), and not by when it is to be done.
fn is_of_object(clause: &[char], (opens, at): (usize, usize), config: &Config) -> bool {
    let words = &config.promises;
    let (before, behind) = (&clause[opens.min(at)..at], &clause[at..]);
    if words.as_light.at_start(before).is_some() || words.as_light.at_end(&clause[..opens.min(at)]).is_some() {
        return true;
    }
    // 推动三年内建成…… brings about that it is done.
    let acts = verb(before, config).is_some_and(|len| len <= before.len()) && words.brings.at_end(before).is_none();
    let drawn_up = words.papers.at_end(clause).is_some() || words.drawn_up.at_end(clause).is_some();
    acts && (drawn_up || behind.contains(&OF))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_names_the_year_by_which_something_is_to_be_done() {
        let config = Config::builtin().unwrap();
        for (clause, expected) in [
            ("到2026年建成滨湖大道", Some(Due::Year(2026))),
            ("2026年底前建成滨湖大道", Some(Due::Year(2026))),
            ("力争2026年建成滨湖大道", Some(Due::Year(2026))),
            ("确保明年6月建成通车", Some(Due::Year(2024))),
            ("力争三年内实现全覆盖", Some(Due::Within(3))),
            ("用五年时间改造管网", Some(Due::Within(5))),
            ("未来五年改造管网", Some(Due::Within(5))),
            ("任期内实现全覆盖", Some(Due::Term)),
            ("“十四五”期间完成改造", Some(Due::Year(2025))),
            ("2023年底前建成滨湖大道", None),
            ("编制“十五五”规划", None),
            ("落实2030年可持续发展议程", None),
            ("制定2030年前节水行动方案", None),
            ("确保大桥2026年底前建成", Some(Due::Year(2026))),
            ("实施三年行动计划", None),
            ("谋划未来五年发展蓝图", None),
            ("描绘今后五年实施路径", None),
            ("起草今后三年扩建方案", None),
            ("抽查三年内交付的管道", None),
            ("为明年开工建设客运站打好基础", None),
            ("推进客运站三年内建成", Some(Due::Within(3))),
            ("实施国企改革三年行动", None),
            ("改造2000年以前的小区", None),
        ] {
            assert_eq!(due(&clause.chars().collect::<Vec<_>>(), (2023, 2023), &config), expected, "{clause}");
        }
    }
}
