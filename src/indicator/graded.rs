//! Grades in a row (国家级、省级; 一等奖、二等奖): the noun that they share is told once, before them or behind the last.

use super::counted::counted;
use super::label;
use super::layout::Mark;
use super::reader::{Draft, Reader};
use super::relation::Relation;
use super::whole::REACH;
use super::word::squeezed;

impl Reader<'_> {
    /// 国家级绿色工厂2家、省级│5家: the same of another grade as what was just told; nothing where that names several grades, or
    /// one of another kind.
    pub(super) fn graded_in_turn(&self, at: usize) -> Option<Draft> {
        let graded = &self.config.grammar.graded;
        let before = squeezed(self.layout.before(at));
        let last = self.row_before_grade(at)?;
        let behind = self.layout.behind(at);
        let subject: Vec<char> = last.subject.chars().collect();
        if !graded.is(&before) || !(behind.is_empty() || subject.ends_with(behind)) {
            return None;
        }
        let regraded = |words: &str| {
            // 非遗项目·传承人国家级│5名、省级3名: the grade of what was told last.
            let (head, own) = words.rsplit_once('·').map_or(("", words), |(head, own)| (head, own));
            let head: Vec<char> = if head.is_empty() { Vec::new() } else { head.chars().chain(['·']).collect() };
            let words: Vec<char> = own.chars().collect();
            let (from, end) = self.grade_in(&words, *before.last()?)?;
            let words: Vec<char> = head.iter().chain(&words).copied().collect();
            let (from, end) = (from + head.len(), end + head.len());
            Some(words[..from].iter().chain(&before).chain(&words[end..]).collect::<String>())
        };
        Some(Draft {
            label: regraded(&last.label)?,
            subject: regraded(&last.subject)?,
            sort: last.sort.as_deref().and_then(regraded),
            topic: regraded(&last.topic).unwrap_or_else(|| last.topic.clone()),
            ..last.clone()
        })
    }

    /// What a grade may be told in turn with: the figure right before it in a row, or behind a comma (国家级项目7项，│省级46项) the one
    /// before in the same unit that stands in no bracket.
    fn row_before_grade(&self, at: usize) -> Option<&Draft> {
        match self.layout.slots[at].opened_by {
            Mark::Item => self.drafts.last(),
            Mark::Comma => {
                let beside = |k: &usize| self.layout.slots[*k].bracket == self.layout.slots[at].bracket;
                let last = (0..at).rev().take(REACH).find(beside)?;
                let behind = self.layout.behind(at).is_empty() && self.layout.whole_clauses_before(at).is_empty();
                let level = matches!(self.drafts[last].relation, Some(Relation::Level));
                (behind && level && self.figures[last].unit == self.figures[at].unit).then(|| &self.drafts[last])
            }
            _ => None,
        }
    }

    /// The one grade in words that ends as another does (级, 奖): the longest at its place.
    fn grade_in(&self, words: &[char], end: char) -> Option<(usize, usize)> {
        let mut found: Option<(usize, usize)> = None;
        for from in 0..words.len() {
            let Some((len, ())) = self.config.grammar.graded.at_start(&words[from..]) else { continue };
            match found {
                _ if words[from + len - 1] != end => {}
                // 区级 of 自治区级
                Some((_, until)) if from < until => {}
                Some(_) => return None,
                None => found = Some((from, from + len)),
            }
        }
        found
    }

    /// 8个国家级、13个省级│医疗中心, 国家级3家、省级12家│企业: the noun that grades in a row share, which stands behind the last.
    pub(super) fn graded_noun(&self, at: usize, core: &[char], behind: &[char]) -> Option<Vec<char>> {
        let graded = &self.config.grammar.graded;
        let row = |at: &usize| self.layout.slots[at - 1].closed_by == Mark::Item;
        let mut next = (at + 1..self.figures.len()).take_while(row);
        if graded.is(behind) {
            let shares = |at: usize| {
                let behind = self.layout.behind(at);
                let (len, ()) = graded.at_start(behind)?;
                (self.layout.before(at).is_empty() && len + 2 <= behind.len()).then(|| &behind[len..])
            };
            let noun = counted(next.find_map(shares)?, false, false, self.config)?;
            return Some([behind, noun].concat());
        }
        if !behind.is_empty() || !graded.is(label::after_verbs(core, &self.config.grammar)) {
            return None;
        }
        let last =
            next.take_while(|at| graded.is(self.layout.before(*at))).find(|at| !self.layout.behind(*at).is_empty())?;
        let noun = counted(self.layout.behind(last), false, false, self.config).filter(|noun| noun.len() >= 2)?;
        let done = self.config.grammar.verbs.at_start(noun).is_some();
        (!done).then(|| noun.to_vec())
    }
}
