//! By which year an act is to be done, where its clause names one beyond the plan's own: 到2027年, 明年, 三年内, 任期内.

use crate::config::Config;
use crate::indicator::{calendar_year, few};
use crate::text::signs::YEAR;

/// By when something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// By the end of a calendar year.
    Year(i32),
    /// So many years from the plan's own on.
    Within(u8),
    /// So many years behind the plan's own: 明年.
    Later(i32),
    /// While those who promise it are in office, of which no report says when that ends.
    Term,
}

impl Due {
    /// The calendar year that ends it, for a plan of `year`.
    pub(super) const fn year(self, year: i32) -> Option<i32> {
        match self {
            Due::Year(named) => Some(named),
            Due::Within(years) => Some(year + years as i32 - 1),
            Due::Later(years) => Some(year + years),
            Due::Term => None,
        }
    }
}

/// The words by which year something is to be done, where a text opens with them, and how long they are: 到2027年│建成大桥.
pub(super) fn opening(words: &[char], config: &Config) -> Option<(usize, Due)> {
    let (list, times) = (&config.promises, &config.grammar.times);
    let until = words.first().is_some_and(|c| times.year_until.has(*c));
    let from = usize::from(until);
    let rest = &words[from..];
    let quoted = usize::from(rest.first() == Some(&QUOTES[0]));
    let closed = |at: usize| at + usize::from(quoted > 0 && rest.get(at) == Some(&QUOTES[1]));
    let (len, due, closes) = if let Some(year) = rest.get(..DIGITS).and_then(calendar_year) {
        // 2027年底前, 2027年6月
        match list.deadlines.at_start(&rest[DIGITS..]) {
            Some((end, _)) => (DIGITS + end, Due::Year(year), true),
            None => (rest.get(DIGITS).filter(|c| **c == YEAR).map(|_| DIGITS + 1)?, Due::Year(year), until),
        }
    } else if let Some((len, shift)) = times.near.at_start(rest).filter(|(_, shift)| *shift > 0) {
        (len, Due::Later(i32::try_from(shift).ok()?), true)
    } else if let Some((len, ())) = list.terms.at_start(rest) {
        (len, Due::Term, true)
    } else if let Some((len, last)) = times.plans.at_start(&rest[quoted..]) {
        let len = closed(quoted + len);
        let (end, ()) = times.plan_ends.at_start(&rest[len..])?;
        (len + end, Due::Year(i32::try_from(last).ok()?), true)
    } else {
        // 用三年时间, 未来五年, 三年内
        let open = list.years_open.at_start(rest).map_or(0, |(len, ())| len);
        let years = few(*rest.get(open)?).filter(|_| rest.get(open + 1) == Some(&YEAR))?;
        let end = list.years_close.at_start(&rest[open + 2..]).map_or(0, |(len, ())| len);
        (open > 0 || end > 0).then_some((open + 2 + end, Due::Within(years), true))?
    };
    let behind = list.month_behind.at_start(&rest[len..]).filter(|_| closes || until || rest[len - 1] == YEAR);
    let end = behind.map_or(0, |(len, ())| len);
    Some((from + len + end, due))
}

/// The words for that in a clause, from where they begin: the first that name a year beyond the plan's own.
pub(super) fn due(clause: &[char], year: i32, config: &Config) -> Option<Due> {
    let lead = super::act::lead(clause, config);
    (0..clause.len()).find_map(|at| {
        let (len, due) = opening(&clause[at..], config)?;
        let inside = at > 0 && (clause[at - 1].is_ascii_digit() || few(clause[at - 1]).is_some());
        // 2030年议程, 十五五规划: a year in a name is no deadline.
        let bare = matches!(due, Due::Year(_)) && len == DIGITS + 1;
        let beyond = due.year(year).is_none_or(|due| due > year);
        let act = || {
            let behind = &clause[at + len..];
            let behind = &behind[super::act::lead(behind, config)..];
            super::act::verb(behind, config).is_some() || config.promises.stages.at_start(behind).is_some()
        };
        let names = at > lead && (bare || !act());
        (beyond && !inside && !names).then_some(due)
    })
}

const DIGITS: usize = 4;
const QUOTES: [char; 2] = ['“', '”'];

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
            ("确保明年6月建成通车", Some(Due::Later(1))),
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
            ("实施国企改革三年行动", None),
            ("改造2000年以前的小区", None),
        ] {
            assert_eq!(due(&clause.chars().collect::<Vec<_>>(), 2023, &config), expected, "{clause}");
        }
    }
}
