//! Figures dealt out to names in a row (分别): 甲、乙产量分别增长3%和5%.

use crate::config::{Grammar, Kind};
use crate::text::signs::{EACH, LISTED, SHARE, TOLD};
use crate::text::{is_han, squeeze};

use super::label::{self, Subject};
use super::layout::Mark;
use super::phrase::{is_plan_base, joined, shortened, split_scope, without_against, without_against_text};
use super::places;
use super::reader::{DEALT, Draft, Reader};
use super::relation::{self, Read, Relation};
use super::row;
use super::scope;
use super::why::{LabelRule, ScopeRule};
use super::word;
use super::years::{behind_years, years_in_row};

/// Figures that 分别 deals out at most; a longer row is a table that lost its lines.
const LONGEST_ROW: usize = 64;

/// So many letters has a noun of quantity that names in a row end with at most: 可支配收入.
const LONGEST_END: usize = 5;

impl Reader<'_> {
    /// What the figures of a row are about, name by name, by the words before them.
    fn row_subjects(&self, at: usize, before: &[char], verb: &[char], count: usize) -> Option<Vec<String>> {
        let grammar = &self.config.grammar;
        let opened = label::open(before, grammar);
        let is_row = |row: &[char]| row::in_a_row(row, grammar).len() == count;
        let row = if self.opens_row(opened.rest) && is_row(opened.rest) {
            opened.rest
        } else {
            self.without_scope(opened.rest)
        };
        let row = without_against(relation::strip_tail(row, grammar), self.config);
        // 小麦、稻谷收购价每50公斤, 平均每斤: what prices are reckoned by is no name of the row.
        let reckoned = row
            .iter()
            .rposition(|c| *c == EACH)
            .filter(|&at| row.len() - at <= 3 || row.get(at + 1).is_some_and(char::is_ascii_digit));
        let row = reckoned.map_or(row.as_slice(), |at| relation::strip_tail(&row[..at], grammar));
        // 中央、省、市、县│四级: so many levels.
        let levels = self.config.scopes.several_levels.at_end(row).map(|(len, ())| &row[..row.len() - len]);
        let levels = levels
            .filter(|levels| levels.last().is_some_and(|c| is_han(*c) && !grammar.joins.has(*c)) && is_row(levels));
        let row = levels.unwrap_or(row).to_vec();
        if let Some(areas) = places::areas(&row, count, self.config) {
            return Some(areas);
        }
        let named = row::names(&row, count, grammar)
            .or_else(|| row::twins(&row, count, grammar))
            .or_else(|| row::single(&row, count, self.config));
        match named.or_else(|| self.counted_row(at, &row, count)) {
            Some(names) => {
                // 投资86亿元，其中公路61亿元；│甲县、乙县分别完成投资: behind a semicolon, of all of it.
                let over = self.layout.mark_behind(at) == Mark::Semicolon;
                let whole = || self.drafts.iter().rfind(|draft| !draft.among_row && !draft.topic.is_empty());
                let topic = if over { whole() } else { self.earlier(at) }.map(|draft| draft.topic.as_str());
                Some(places::scoped(self.of_what_was_told(at, names, opened.among), topic, self.config))
            }
            None if label::subject(&row, grammar) == Subject::Own => {
                let all = || vec![squeeze(&row); count];
                let rates = (at..at + count).any(|at| self.figures[at].kind(self.config) == Kind::Rate);
                let names = self.dealt_before(count).filter(|_| !rates);
                Some(names.map_or_else(all, |names| self.each_of(names, &squeeze(&row))))
            }
            None => self
                .row_before(at, verb, count)
                .or_else(|| self.levels_before(count))
                .or_else(|| self.dealt_before(count).filter(|_| row.is_empty())),
        }
    }

    /// 市本级、区县税收: whether a place is the first name of a row.
    fn opens_row(&self, row: &[char]) -> bool {
        // 全市、全省生产总值: of two wholes each is a scope.
        let scopes = &self.config.scopes;
        let level = |(at, len): &(usize, usize)| {
            *at == 0 && (scopes.levels.at_end(&row[..*len]).is_some() || scopes.areas.is(&row[..*len]))
        };
        let behind = scope::find(row, self.config).filter(level).and_then(|(_, len)| row.get(len));
        behind.is_some_and(|c| *c == LISTED || self.config.grammar.joins.has(*c))
    }

    /// 企业开办、获得信贷两项│指标分别列第2位、第5位: the row that so many were counted of.
    fn counted_row(&self, at: usize, row: &[char], count: usize) -> Option<Vec<String>> {
        let grammar = &self.config.grammar;
        let last =
            at.checked_sub(1).filter(|_| self.layout.touches(at) && label::subject(row, grammar) != Subject::Own)?;
        if self.figures[last].value != rust_decimal::Decimal::from(count) {
            return None;
        }
        let names = row::in_a_row(label::open(self.layout.before(last), grammar).rest, grammar);
        (names.len() == count).then(|| names.into_iter().map(squeeze).collect())
    }

    /// 登记金额18亿元、160笔，│金额、笔数分别增长: names that say no thing by themselves are of what was told.
    /// So are levels of government among it (其中中央、省分别为).
    fn of_what_was_told(&self, at: usize, names: Vec<String>, among: bool) -> Vec<String> {
        let bare = |name: &String| {
            let name: Vec<char> = name.chars().collect();
            let level = || among && (self.config.names.levels.is(&name) || self.config.names.nation.is(&name));
            self.config.counting.is_bare(&name) || self.config.grammar.general.is(&name) || level()
        };
        let told = names.iter().all(bare) || self.are_rates_of_counted(&names);
        let topic = self.earlier(at).map(|draft| &draft.topic).filter(|_| told);
        topic.map_or(names.clone(), |topic| names.iter().map(|name| joined(topic, name)).collect())
    }

    /// The next of the names dealt out, by its place among them.
    fn dealt_next(&mut self, index: usize, before: &[char]) -> Option<Draft> {
        let grammar = &self.config.grammar;
        let (_, subject, year) = self.dealt.remove(index);
        let first = self.drafts.iter().rev().find(|draft| draft.head.as_deref() == Some(DEALT))?.clone();
        let (scope, subject) = split_scope(&subject);
        // 分别增长25%和│下降10%: each has a verb of change of its own.
        let read = relation::read(link_off(before, grammar), grammar);
        let own = matches!(read.relation, Relation::By(_) | Relation::To(_)) && read.subject.is_empty();
        let (verb, relation) = if own {
            let verb: String = read.rest.iter().filter(|c| !c.is_whitespace()).collect();
            (without_against_text(&verb, self.config), Some(read.relation))
        } else {
            (first.verb.clone(), first.relation)
        };
        Some(Draft {
            label: shortened(&format!("{subject}{verb}"), grammar),
            subject: subject.clone(),
            topic: subject,
            scope: scope.or(first.scope.clone()),
            among: false,
            verb,
            relation,
            year,
            ..first
        })
    }

    /// How many figures stand in a row from `at` on, with only a mark or a link between them.
    fn row_length(&self, at: usize) -> usize {
        let kind = |k: usize| self.figures[k].kind(self.config);
        let glued = |k: usize| {
            let slots = &self.layout.slots;
            let between = &self.layout.chars[slots[k - 1].end..slots[k].start];
            // 分别下降5.6%和4%，│74个城市……: another sort of figure begins another clause.
            self.is_glue(between) && (kind(k) == kind(at) || !between.contains(&','))
        };
        1 + (at + 1..self.figures.len().min(at + LONGEST_ROW)).take_while(|&k| glued(k)).count()
    }

    /// The subjects of the last `count` levels, in the order in which they stand; what a bracket adds to one of them is
    /// none of the row.
    fn levels_before(&self, count: usize) -> Option<Vec<String>> {
        let level = |k: &usize| {
            self.layout.slots[*k].inside.is_none() && !matches!(self.drafts[*k].relation, Some(Relation::By(_)))
        };
        let levels: Vec<usize> = (0..self.drafts.len()).filter(level).collect();
        let drafts: Vec<&Draft> = levels[levels.len().checked_sub(count)?..].iter().map(|&k| &self.drafts[k]).collect();
        // 城乡居民收入从4万元和2万元分别提高到……: two in one word, as they are told all along.
        let one = drafts.iter().all(|draft| draft.subject == drafts[0].subject);
        let subject: Vec<char> = drafts[0].subject.chars().collect();
        let twins = row::twins(&subject, count, &self.config.grammar).filter(|_| one);
        Some(twins.unwrap_or_else(|| drafts.into_iter().map(scoped).collect()))
    }

    /// The subjects of the last `count` figures where they were dealt out to as many names, each with its scope.
    fn dealt_before(&self, count: usize) -> Option<Vec<String>> {
        let mut end = self.drafts.len();
        let mut drafts = &self.drafts[end.checked_sub(count)?..end];
        // 小学、初中分别为8所、3所，学生分别为……，│教师分别为……: the names are those that were told first.
        while let Some(from) = (end - count).checked_sub(count)
            && let first = &self.drafts[from..end - count]
            && first
                .iter()
                .zip(drafts)
                .all(|(one, next)| !one.subject.is_empty() && next.subject.starts_with(&one.subject))
            && first.iter().all(|draft| draft.head.as_deref() == Some(DEALT))
        {
            (end, drafts) = (end - count, first);
        }
        let dealt = drafts.iter().all(|draft| draft.head.as_deref() == Some(DEALT));
        let differ = drafts.windows(2).all(|two| two[0].subject != two[1].subject || two[0].scope != two[1].scope);
        (dealt && differ).then(|| drafts.iter().map(scoped).collect())
    }

    /// 小学、初中分别为8所、3所，│学生分别为900人、500人: what is told next of each of the names dealt out before, in place of a
    /// noun that they all end with (甲、乙收入, 支出).
    fn each_of(&self, names: Vec<String>, noun: &str) -> Vec<String> {
        let ends: Vec<Vec<char>> = names.iter().map(|name| name.chars().collect()).collect();
        let shared = |len: usize| {
            let end = |name: &Vec<char>| {
                name.len().checked_sub(len).filter(|from| *from > 0).map(|from| name[from..].to_vec())
            };
            let first = ends.first().and_then(end);
            first.filter(|first| {
                self.config.counting.is_bare(first) && ends.iter().all(|name| end(name).as_ref() == Some(first))
            })
        };
        let cut = (2..=LONGEST_END).rev().find(|len| shared(*len).is_some()).unwrap_or(0);
        ends.iter().map(|name| name[..name.len() - cut].iter().collect::<String>() + noun).collect()
    }

    /// 分别: names dealt out in order, to the figures behind it.
    pub(super) fn dealt_out(&mut self, at: usize, before: &[char]) -> Option<Draft> {
        let grammar = &self.config.grammar;
        if let Some(index) = self.dealt.iter().position(|(figure, ..)| *figure == at) {
            return self.dealt_next(index, before);
        }
        let word = grammar.distributes.rfind(before).map(|(at, _, ())| at);
        let count = self.row_length(at);
        if count < 2 {
            return None;
        }
        let (word, behind) = match word {
            Some(word) => (word, word + 2),
            None if self.deals_again(at, before, count) => (0, turned(before, grammar).unwrap_or(0)),
            None => {
                let at = self.row_alone(at, count, before)?;
                (at, at)
            }
        };
        let read = relation::read(&before[behind..], grammar);
        let subjects = self.row_subjects(at, &before[..word], read.rest, count)?;
        let measures = behind == 0 && shares_dealt(read.subject, grammar) && self.are_rates(at, count);
        let suffix = without_against_text(&squeeze(read.rest), self.config);
        let suffix = if measures { format!("{TOLD}{suffix}") } else { suffix };
        let (suffix, relation) = change_named(&before[..word], grammar).unwrap_or((suffix, read.relation));
        let (subjects, years) = self.dated(&before[..word], subjects);
        // 土地流转面积……其中甲镇、乙镇分别│流转: told before.
        let told = !suffix.is_empty() && !measures && !matches!(relation, Relation::By(_));
        let suffix =
            if told && subjects.iter().all(|subject| subject.contains(&suffix)) { String::new() } else { suffix };
        let among = label::open(&before[..word], grammar).among;
        let done = (told && !suffix.is_empty()).then(|| places::done_in(&subjects, &suffix, self.config)).flatten();
        let (subjects, suffix) = done.map_or((subjects, suffix), |subjects| (subjects, String::new()));
        let rest = subjects.iter().enumerate().skip(1);
        self.dealt = rest.map(|(k, subject)| (at + k, subject.clone(), years.get(k).copied())).collect();
        let (scope, subject) = split_scope(subjects.first()?);
        // 市本级、区县税收: one of the names, and no scope of them all.
        let opened = label::open(before, grammar).rest;
        let here = self.scope_here(self.opens_row(opened) || !self.names_scope(before));
        let scope_rule = if scope.is_some() { ScopeRule::Clause } else { self.scope_rule() };
        Some(Draft {
            label: shortened(&format!("{subject}{suffix}"), grammar),
            topic: subject.clone(),
            subject,
            verb: suffix,
            rules: (LabelRule::Dealt, scope_rule),
            head: Some(DEALT.to_owned()),
            scope: scope.or(here),
            asof: self.asof.clone(),
            relation: Some(relation),
            among,
            among_row: among,
            own: true,
            of_plan: measures,
            year: years.first().copied(),
            // 由上年分别增长5%和13%，减为……
            previous: read.from || matches!(relation::read(&before[..word], grammar), Read { from: true, .. }),
            ..Draft::default()
        })
    }

    /// 甲、乙收入分别达6万元、3万元，│增长4%、5%: whether so many figures are dealt out to the same as those before.
    fn deals_again(&self, at: usize, before: &[char], count: usize) -> bool {
        let last = |told: fn(&Draft) -> bool| {
            self.drafts.len() >= count && self.drafts[self.drafts.len() - count..].iter().all(told)
        };
        let grammar = &self.config.grammar;
        let dealt = last(|draft| draft.head.as_deref() == Some(DEALT))
            || self.just_told(at, count) && self.are_changes(at, count);
        let read = relation::read(before, &self.config.grammar);
        // 分别由2.4万元、0.8万元│提高到3.5万元、1.3万元: what each became.
        let became = || matches!(read.relation, Relation::To(_)) && last(|draft| draft.previous);
        let subject = without_against(label::open(read.subject, &self.config.grammar).rest, self.config);
        // 由上年分别增长5%和13%，│减为增长1%和2%.
        let turned = turned(before, &self.config.grammar).is_some();
        let unnamed = subject.is_empty() || label::is_manner(&subject, &self.config.grammar);
        // 甲、乙投资分别为3亿元、4亿元，│占年度计划的95%、102%
        let measured = || self.are_rates(at, count) && shares_dealt(&subject, grammar);
        dealt && (turned || unnamed && (matches!(read.relation, Relation::By(_)) || became()) || measured())
    }

    /// 2021至2023年│竹笋出口: the years of a row, where there is one for each of its names, and the names without them.
    fn dated(&self, row: &[char], subjects: Vec<String>) -> (Vec<String>, Vec<i32>) {
        let times = &self.config.grammar.times;
        let Some(years) = years_in_row(row, subjects.len(), times) else { return (subjects, Vec::new()) };
        let plain = |subject: &String| {
            let words: Vec<char> = subject.chars().collect();
            behind_years(&words, times).iter().collect()
        };
        (subjects.iter().map(plain).collect(), years)
    }

    /// Whether only a mark or a link stands between two figures of a row, and the verb of the second where it has one.
    fn is_glue(&self, between: &[char]) -> bool {
        let rest = link_off(between, &self.config.grammar);
        if rest.iter().all(|c| c.is_whitespace() || self.config.grammar.row_glue.has(*c)) {
            return true;
        }
        let read = relation::read(rest, &self.config.grammar);
        let changed = without_against(read.rest, self.config);
        rest.len() < between.len()
            && !between.contains(&',')
            && read.subject.is_empty()
            && matches!(read.relation, Relation::By(_))
            && self.config.grammar.changes.is(&changed)
    }

    /// 城镇、农村居民收入增长4%、5%: without 分别 where as many rates follow as there are names; where the names end.
    fn row_alone(&self, at: usize, count: usize, before: &[char]) -> Option<usize> {
        let grammar = &self.config.grammar;
        let rates = self.are_rates(at, count);
        let read = relation::read(before, grammar);
        let row = self.without_scope(label::open(read.subject, grammar).rest);
        let named = row::in_a_row(row, grammar).len() == count && row::twins(row, count, grammar).is_none();
        (rates && named && read.subject.len() < before.len()).then_some(read.subject.len())
    }

    /// Whether figures in a row are rates.
    fn are_rates(&self, at: usize, count: usize) -> bool {
        (at..at + count).all(|at| self.figures[at].kind(self.config) == Kind::Rate)
    }

    /// Whether figures in a row are rates, or tell by how many of each unit as many things changed (增加12件、8人).
    fn are_changes(&self, at: usize, count: usize) -> bool {
        let told = self.drafts.len() - count;
        self.are_rates(at, count)
            || (0..count).all(|k| {
                let changed = self.figures[at + k];
                changed.kind(self.config) == Kind::Delta || changed.unit == self.figures[told + k].unit
            })
    }

    /// 甲收入6万元，乙收入3万元│增长4%和5%: whether so many levels of other things, and no more, were just told; before points, so
    /// many rates.
    fn just_told(&self, at: usize, count: usize) -> bool {
        let points = (at..at + count).all(|at| self.figures[at].kind(self.config) == Kind::Delta);
        let is_level = |k: usize| {
            self.layout.slots[k].inside.is_none()
                && !self.drafts[k].subject.is_empty()
                && !matches!(self.drafts[k].relation, Some(Relation::By(_)))
                && self.figures[k].unit.is_some()
                && (self.figures[k].kind(self.config) == Kind::Rate) == points
        };
        let told = (0..self.drafts.len()).rev().take_while(|&k| is_level(k)).count();
        let subjects = |k: usize| &self.drafts[self.drafts.len() - 1 - k].subject;
        let units = |k: usize| self.figures[self.drafts.len() - 1 - k].unit;
        told == count && (1..count).all(|k| subjects(k) != subjects(k - 1) || units(k) != units(k - 1))
    }

    /// 甲、乙排放量首次下降，分别下降3%和5%: the row that the clause before opens with.
    fn row_before(&self, at: usize, verb: &[char], count: usize) -> Option<Vec<String>> {
        let grammar = &self.config.grammar;
        let (clause, _) = self.layout.whole_clauses_before(at).into_iter().next()?;
        let row = self.without_scope(label::open(clause, grammar).rest);
        row::row_at_start(row, count, grammar).or_else(|| {
            // 完成甲、乙减排任务，分别│减排: up to the verb that is told again.
            let row = label::after_verbs(row, grammar);
            let end = (1..row.len()).find(|&end| verb.len() >= 2 && row[end..].starts_with(verb))?;
            let names = row::in_a_row(&row[..end], grammar);
            (names.len() == count && row[end..].len() <= verb.len() + 4)
                .then(|| names.into_iter().map(squeeze).collect())
        })
    }
}

/// 占年度计划的│95%、102%: whether words only say what shares in a row are measured against.
fn shares_dealt(subject: &[char], grammar: &Grammar) -> bool {
    let subject = relation::strip_tail(label::open(subject, grammar).rest, grammar);
    is_plan_base(subject, grammar) || subject.first() == Some(&SHARE) && !word::heads(subject, grammar)
}

/// What a figure is of, with its scope, as [`split_scope`] reads it.
fn scoped(draft: &Draft) -> String {
    format!("{}\u{1}{}", draft.scope.clone().unwrap_or_default(), draft.subject)
}

/// 增幅│分别为10%、12%: the noun of a change stands where names would, and is what each of them did.
fn change_named(words: &[char], grammar: &Grammar) -> Option<(String, Relation)> {
    let noun = relation::strip_tail(label::open(words, grammar).rest, grammar);
    let (len, direction) = grammar.change_nouns.at_end(noun)?;
    (len == noun.len()).then(|| (squeeze(noun), Relation::By(direction)))
}

/// 减为│增长: where a change begins that another one turned into, if nothing but that is told.
fn turned(words: &[char], grammar: &Grammar) -> Option<usize> {
    let link = words.len() - link_off(words, grammar).len();
    let (_, ()) = grammar.became.at_start(&words[link..])?;
    let verb = (link + 1..words.len()).find(|&at| grammar.changes.at_start(&words[at..]).is_some())?;
    let (len, _) = grammar.changes.at_start(&words[verb..])?;
    words[verb + len..].iter().all(|c| c.is_whitespace()).then_some(verb)
}

/// Words without the marks and links that join them to what stands before.
fn link_off<'a>(words: &'a [char], grammar: &Grammar) -> &'a [char] {
    let link = words.iter().take_while(|c| c.is_whitespace() || **c == ',' || grammar.and_words.has(**c)).count();
    &words[link..]
}
