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

/// How many digits a calendar year has.
pub(super) const DIGITS: usize = 4;
const QUOTES: [char; 2] = ['“', '”'];
