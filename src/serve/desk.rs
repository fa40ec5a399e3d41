//! What the server knows: the reports, the file of decisions as it stands, reports that were dropped on the page, and the
//! comparison that is shown, which is made again in the background when any of them changes.

mod decisions;
mod shown;
mod preview;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::file::{self, Versioned, WriteError};
use super::state::{DroppedReport, Listed, Said, State, Step};
use crate::comparison::{self, Entry, KINDS, Options, Read};
use crate::diagnostic::{Language, Message};
use crate::render::html;
use crate::render::terminal::steers;
use crate::render::view::difference::difference;
use crate::render::view::reading::Words;
use crate::review::{EditError, Remark, Review, ReviewError};
use decisions::{own, parsed, read_file, read_others};
use shown::{Shown, compared};

/// The most reports that are held beside the folder's, and their bytes in all.
const MOST_REPORTS: usize = 40;
const MOST_BYTES: usize = 200 << 20;
/// How many comparisons back the page can learn what changed.
const STEPS: usize = 16;

/// Which files are meant.
#[derive(Debug, Clone)]
pub struct Where {
    /// The file of decisions that is written.
    pub decisions: PathBuf,
    /// Files of decisions that are only read; what changes in them is compared again, too.
    pub others: Vec<PathBuf>,
    /// The folder that dropped reports are kept in.
    pub folder: PathBuf,
}

/// All that requests share.
pub struct Desk<'a> {
    options: &'a Options,
    /// The language that the page is read in first.
    language: Option<Language>,
    place: Where,
    read: Vec<Read>,
    now: Mutex<Now>,
    wake: Condvar,
    /// Dropped reports are read one after the other.
    reading: Mutex<()>,
}

/// What changes.
struct Now {
    /// The file of decisions when it was last looked at.
    file: Versioned,
    /// The same of the files that are only read.
    others: Vec<Versioned>,
    /// Why it can't be used as it is; the decisions before are used until then.
    trouble: Option<Message>,
    review: Review,
    dropped: Vec<Dropped>,
    /// The comparison that is wanted; the one that is shown where they have the same number.
    wanted: u64,
    shown: Arc<Shown>,
    steps: Vec<Step>,
    /// How often the page was told what there is to know: what it was told later is newer.
    told: u64,
    /// Nobody listens any more.
    stopped: bool,
}

struct Dropped {
    bytes: Vec<u8>,
    entry: Entry,
    kept: bool,
}

/// Why something that was asked for was not done. Nothing was changed.
#[derive(Debug)]
pub enum Trouble {
    /// The file of decisions is not the one that the reader saw.
    Conflict,
    /// It can't be done, and why.
    Refused(Message),
    /// The system does not let it be done, and why.
    Failed(Message),
}

impl From<EditError> for Trouble {
    fn from(error: EditError) -> Self {
        Trouble::Refused(error.said())
    }
}

impl<'a> Desk<'a> {
    /// Makes the first comparison. A file of decisions that can't be understood is an error here.
    pub fn new(
        options: &'a Options,
        language: Option<Language>,
        place: Where,
        read: Vec<Read>,
    ) -> Result<Self, ReviewError> {
        let (file, others) = (read_file(&place.decisions)?, read_others(&place)?);
        let review = parsed(&place, &file, &others)?;
        let shown = Arc::new(compared(0, read.clone(), review.clone(), options, language));
        let now = Now {
            file,
            others,
            trouble: None,
            review,
            dropped: Vec::new(),
            wanted: 0,
            shown,
            steps: Vec::new(),
            told: 0,
            stopped: false,
        };
        Ok(Desk { options, language, place, read, now: Mutex::new(now), wake: Condvar::new(), reading: Mutex::new(()) })
    }

    /// What there is to say of decisions at first.
    pub fn remarks(&self) -> Vec<Remark> {
        self.now().shown.remarks.clone()
    }

    /// The page as it stands.
    pub fn page(&self) -> String {
        let shown = Arc::clone(&self.now().shown);
        shown.html.clone()
    }

    /// Ends [`Desk::keep_comparing`].
    pub fn stop(&self) {
        self.now().stopped = true;
        self.wake.notify_all();
    }

    /// Compares whenever something changed, until [`Desk::stop`]. Where comparing fails, what was shown stays, and that is
    /// said.
    pub fn keep_comparing(&self) {
        loop {
            let mut now = self.now();
            while now.wanted == now.shown.number && !now.stopped {
                now = self.wake.wait(now).unwrap_or_else(PoisonError::into_inner);
            }
            if now.stopped {
                return;
            }
            let (number, review) = (now.wanted, now.review.clone());
            let read = self.all_read(&now);
            let before = Arc::clone(&now.shown);
            drop(now);
            let made = catch_unwind(AssertUnwindSafe(|| compared(number, read, review, self.options, self.language)));
            let Ok(next) = made else {
                let Shown { page, remarks, .. } = (*before).clone();
                let html = html::served(&page, number);
                let mut now = self.now();
                now.shown = Arc::new(Shown { number, page, html, remarks });
                now.trouble = Some(Message::new(
                    "比较时程序出错，仍显示此前的结果",
                    "comparing failed; what was compared before is still shown",
                ));
                continue;
            };
            let changes = difference(&before.page, &next.page);
            let mut now = self.now();
            now.steps.push(Step { number, changes });
            let old = now.steps.len().saturating_sub(STEPS);
            now.steps.drain(..old);
            now.shown = Arc::new(next);
        }
    }

    /// What the page has to know, as JSON; looks at the files of decisions first.
    pub fn state(&self) -> String {
        self.spelled(&mut self.look(), false)
    }

    /// The same with what the file of decisions says.
    pub fn state_with_text(&self) -> String {
        self.spelled(&mut self.look(), true)
    }

    /// Makes an edit of the file that the reader saw, and saves it.
    pub fn edit(
        &self,
        seen: &str,
        edit: impl FnOnce(&std::path::Path, &str) -> Result<String, EditError>,
    ) -> Result<(), Trouble> {
        let mut now = self.look();
        if now.file.version != seen {
            return Err(Trouble::Conflict);
        }
        let path = &self.place.decisions;
        let text = edit(path, &now.file.text)?;
        match file::replace(path, seen, text) {
            Ok(file) => {
                let others = now.others.clone();
                self.take(&mut now, file, others);
                Ok(())
            }
            Err(WriteError::Changed(file)) => {
                let others = now.others.clone();
                self.take(&mut now, file, others);
                Err(Trouble::Conflict)
            }
            Err(WriteError::Io(error)) => {
                let path = path.display();
                let (zh, en) = (format!("无法写入 {path}：{error}"), format!("can't write {path}: {error}"));
                Err(Trouble::Failed(Message::new(zh, en)))
            }
        }
    }

    /// The reports that are compared: the folder's, and those that were dropped.
    fn all_read(&self, now: &Now) -> Vec<Read> {
        let dropped = now.dropped.iter().map(|dropped| Ok(dropped.entry.clone()));
        self.read.iter().cloned().chain(dropped).collect()
    }

    /// Adds a report to the comparison, in memory only.
    pub fn add(&self, name: &str, bytes: Vec<u8>) -> Result<(), Trouble> {
        if !is_plain_name(name) {
            return Err(refused(
                &format!("这不是可读取的报告文件名（{KINDS}）"),
                &format!("this is not a report's file name ({KINDS})"),
            ));
        }
        let _one = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        self.room_for(name, bytes.len())?;
        let path = self.place.folder.join(name);
        let entry = comparison::read_bytes(&path, &bytes, self.options)
            .map_err(|left_out| Trouble::Refused(left_out.reason.message.clone()))?;
        let mut now = self.now();
        now.dropped.push(Dropped { bytes, entry, kept: false });
        self.want(&mut now);
        Ok(())
    }

    fn room_for(&self, name: &str, bytes: usize) -> Result<(), Trouble> {
        let now = self.now();
        let read = self.read.iter().map(|read| match read {
            Ok(entry) => &entry.path,
            Err(left_out) => &left_out.path,
        });
        let known = |path: &PathBuf| path.file_name().is_some_and(|known| known.to_string_lossy() == name);
        if read.chain(now.dropped.iter().map(|dropped| &dropped.entry.path)).any(known) {
            let (zh, en) = (format!("已有名为 {name} 的报告"), format!("there is a report {name} already"));
            return Err(Trouble::Refused(Message::new(zh, en)));
        }
        let held: usize = now.dropped.iter().map(|dropped| dropped.bytes.len()).sum();
        if now.dropped.len() >= MOST_REPORTS || held + bytes > MOST_BYTES {
            return Err(refused(
                "拖入的报告太多，请先放进文件夹再运行",
                "too many reports were dropped; put them into the folder and start again",
            ));
        }
        Ok(())
    }

    /// Writes a report that was dropped into the folder; never over a file that is there.
    pub fn keep(&self, name: &str) -> Result<(), Trouble> {
        let mut now = self.now();
        let dropped = now.dropped.iter_mut().find(|dropped| dropped.entry.report.name == name).ok_or_else(absent)?;
        if dropped.kept {
            return Ok(());
        }
        let path = self.place.folder.join(name);
        match file::create(&path, &dropped.bytes) {
            Ok(()) => {
                dropped.kept = true;
                Ok(())
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                let path = path.display();
                let (zh, en) =
                    (format!("{path} 已存在，未覆盖"), format!("{path} is there already; it was left as it is"));
                Err(Trouble::Refused(Message::new(zh, en)))
            }
            Err(error) => {
                let path = path.display();
                let (zh, en) = (format!("无法写入 {path}：{error}"), format!("can't write {path}: {error}"));
                Err(Trouble::Failed(Message::new(zh, en)))
            }
        }
    }

    /// Takes a report out of the comparison that was dropped and not kept.
    pub fn take_out(&self, name: &str) -> Result<(), Trouble> {
        let mut now = self.now();
        let at = now.dropped.iter().position(|dropped| dropped.entry.report.name == name && !dropped.kept);
        now.dropped.remove(at.ok_or_else(absent)?);
        self.want(&mut now);
        Ok(())
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn want(&self, now: &mut Now) {
        now.wanted += 1;
        self.wake.notify_all();
    }

    /// Looks at the files of decisions, which an editor may have changed.
    fn look(&self) -> MutexGuard<'_, Now> {
        let mut now = self.now();
        let file = match read_file(&self.place.decisions) {
            Ok(file) => file,
            Err(error) => {
                now.trouble = Some(error.said());
                // Whatever it says once it can be read again is looked at anew.
                now.file = Versioned { text: String::new(), version: String::new() };
                return now;
            }
        };
        // A file that is only read keeps nobody from saving: what it said last holds.
        let (others, trouble) = match read_others(&self.place) {
            Ok(others) => (others, None),
            Err(error) => (now.others.clone(), Some(error.said())),
        };
        if (&file, &others) != (&now.file, &now.others) {
            self.take(&mut now, file, others);
        }
        if trouble.is_some() {
            now.trouble = trouble;
        }
        now
    }

    /// Takes what the files of decisions say now.
    fn take(&self, now: &mut Now, file: Versioned, others: Vec<Versioned>) {
        match parsed(&self.place, &file, &others) {
            Ok(review) => {
                now.review = review;
                now.trouble = None;
                self.want(now);
            }
            Err(error) => now.trouble = Some(error.said()),
        }
        now.file = file;
        now.others = others;
    }

    fn spelled(&self, now: &mut Now, with_text: bool) -> String {
        now.told += 1;
        let left_out = |name: &str| now.shown.page.left_out.iter().find(|left| left.name == name);
        let state = State {
            told: now.told,
            number: now.shown.number,
            computing: now.wanted != now.shown.number,
            version: &now.file.version,
            path: self.place.decisions.display().to_string(),
            folder: self.place.folder.display().to_string(),
            text: with_text.then_some(&now.file.text),
            trouble: now.trouble.as_ref().map(Words::from),
            decisions: own(&now.review).map(|decision| Listed::new(decision, &now.review)).collect(),
            remarks: now.shown.remarks.iter().map(Said::new).collect(),
            steps: &now.steps,
            reports: now
                .dropped
                .iter()
                .map(|dropped| DroppedReport {
                    name: &dropped.entry.report.name,
                    year: dropped.entry.report.metadata.year,
                    kept: dropped.kept,
                    left_out: left_out(&dropped.entry.report.name).map(|left| &left.why),
                })
                .collect(),
        };
        serde_json::to_string(&state).unwrap_or_default()
    }
}

fn refused(zh: &str, en: &str) -> Trouble {
    Trouble::Refused(Message::new(zh, en))
}

fn absent() -> Trouble {
    refused("没有这份拖入的报告", "no such report was dropped")
}

/// Whether a name is that of a file in a folder, anywhere, and of one that is read as a report.
fn is_plain_name(name: &str) -> bool {
    let odd = |c: char| steers(c) || matches!(c, '\n' | '\t' | '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    name.len() <= 200 && !name.contains(odd) && name.trim() == name && comparison::is_report(name)
}
