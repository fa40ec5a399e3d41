//! Whether two figures of one report are of one thing (同一指标): their names without what only tells how and when, and whose
//! they are.

use super::clause::own_clause;
use crate::config::{Config, Qualifier};
use crate::indicator::Indicator;
use crate::text::Text;
use crate::text::signs::WHOLE;
use crate::timeline::counted::averaged;

/// What a figure is called, by the names that are put in place of others (经济总量 → 地区生产总值), without what only tells that it
/// was reached and over what time: 五年累计使用外资 and 实际使用外资, 粮食年产量 and 粮食产量.
pub(super) fn name(one: &Indicator, config: &Config) -> Vec<char> {
    let mut name = config.aliases.apply(&label(one));
    // What stands before a noun of a year's amount is the amount's: 年产量.
    let yearly = config.ties.yearly.find(&name).filter(|(at, ..)| *at > 1 && !config.ties.told.any(&name[..at + 1]));
    if let Some((at, ..)) = yearly {
        name.remove(at);
    }
    // 城镇新增就业人数 is 城镇新增就业.
    let mut name = config.aliases.apply(bare(&name, config));
    // 货物进出口总额 is what is meant where nothing else is said: 进出口总额.
    let goods =
        config.ties.goods.at_start(&name).filter(|(len, ())| config.ties.trade.at_start(&name[*len..]).is_some());
    name.drain(..goods.map_or(0, |(len, ())| len));
    while let Some((len, ())) = config.ties.told_ends.at_end(&name).filter(|(len, ())| *len + NAMED <= name.len()) {
        name.truncate(name.len() - len);
    }
    name
}

/// What two names of one thing have in common in whatever order they are told: 关停小火电机组, and 小火电机组 that are 关停.
/// Short names are told apart by their order as well.
pub(super) fn signs(name: &[char]) -> Vec<char> {
    let mut signs = name.to_vec();
    if name.len() >= LONG {
        signs.sort_unstable();
        signs.dedup();
    }
    signs
}

/// Whether two names have a run of characters in common that names something: “三农”, but not 中央财政.
pub(super) fn share_a_name(a: &[char], b: &[char], config: &Config) -> bool {
    let starts = (0..a.len()).flat_map(|at| (0..b.len()).map(move |of| (at, of)));
    let run = |(at, of): (usize, usize)| &a[at..at + a[at..].iter().zip(&b[of..]).take_while(|(x, y)| x == y).count()];
    starts.map(run).any(|run| run.len() >= SHARED && !config.counting.is_bare(run))
}

/// So many characters in a row that two names share name one thing.
const SHARED: usize = 3;

/// How long a name is at least of which the same value is no luck, and whose signs name it in any order.
pub(super) const LONG: usize = 6;

/// A figure's label without the sign between its parts.
pub(super) fn label(one: &Indicator) -> Vec<char> {
    one.label.chars().filter(|c| *c != '·').collect()
}

/// Whether a figure's name names one fact wherever it stands: as it is told it is long enough, and what is left of it without
/// what says nothing (进出口总额) is more than a word like 投资.
pub(super) fn names(one: &Indicator, name: &[char], config: &Config) -> bool {
    one.label.chars().count() >= NAMED && name.len() + 1 >= NAMED && !config.counting.is_bare(name)
}

/// How long a name is at least that names one fact wherever it stands.
pub(super) const NAMED: usize = 4;

/// A name without what only tells at its start that it was reached and over what time.
pub(super) fn bare<'a>(name: &'a [char], config: &Config) -> &'a [char] {
    let mut rest = name;
    while let Some((len, ())) = config.ties.told.at_start(rest).filter(|(len, ())| *len < rest.len()) {
        rest = &rest[len..];
    }
    rest
}

/// Whether a figure is a mean of several years, by its own words or those of its clause: 年均, 每年.
pub(super) fn is_mean(text: &Text, one: &Indicator, config: &Config) -> bool {
    one.qualifier == Some(Qualifier::Average)
        || averaged(text, one, &config.counting)
        || config.ties.each_year.any(own_clause(text, one))
}

/// Whether two figures of one report are of one scope: where nothing is said, the whole territory is meant.
pub(super) fn one_scope(a: &Indicator, b: &Indicator) -> bool {
    a.scope == b.scope || whole(a) && whole(b) && (a.scope.is_none() || b.scope.is_none())
}

/// Whether a figure is of the whole territory that the report is on, as far as its scope tells.
pub(super) fn whole(one: &Indicator) -> bool {
    one.scope.as_ref().is_none_or(|scope| scope.starts_with(WHOLE))
}
