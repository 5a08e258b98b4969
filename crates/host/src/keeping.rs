//! How an open canvas is kept on disk: its file, the lock on it, and the journal of what the file
//! does not have yet.

use crate::opening::RECOVERED;
use crate::problem::of_store;
use crate::protocol::{FileState, Saved};
use crate::record::Record;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;
use store::{Holder, Journal, JournalSync, Lock, Store};
use workshop::view::Problem;

/// Journals that were begun.
static EPOCHS: AtomicU32 = AtomicU32::new(1);

/// Where an open canvas is kept.
///
/// Records are numbered as the journal numbers them. A record that the journal did not take waits
/// in `backlog` and keeps its number and its place: nothing goes into the journal before it, so
/// that the journal never has a gap.
pub struct Keeping {
    store: Store,
    holder: Holder,
    /// The canvas id.
    canvas: String,
    /// The file, or the one that could only be read.
    path: Option<PathBuf>,
    lock: Option<Lock>,
    read_only: Option<Problem>,
    journal: Option<Journal>,
    /// Which journal this is, counted; what a sync of an earlier one says does not count.
    pub epoch: u32,
    backlog: VecDeque<Vec<u8>>,
    /// The number of the next record.
    next: u64,
    /// Records before this one are durable.
    durable: u64,
    unsaved_since: Option<Instant>,
    trouble: Option<Problem>,
}

impl Keeping {
    /// Keeps nothing yet.
    pub fn new(store: Store, holder: Holder, canvas: String) -> Self {
        Keeping {
            store,
            holder,
            canvas,
            path: None,
            lock: None,
            read_only: None,
            journal: None,
            epoch: 0,
            backlog: VecDeque::new(),
            next: 0,
            durable: 0,
            unsaved_since: None,
            trouble: None,
        }
    }

    /// Goes on with a file that can be saved.
    pub fn with_lock(mut self, lock: Lock) -> Self {
        self.path = Some(lock.path().to_owned());
        self.lock = Some(lock);
        self
    }

    /// Shows a file that cannot be saved.
    pub fn read_only(mut self, path: PathBuf, why: Problem) -> Self {
        self.forbid(path, why);
        self
    }

    pub fn forbid(&mut self, path: PathBuf, why: Problem) {
        self.path = Some(path);
        self.lock = None;
        self.read_only = Some(why);
    }

    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Why nothing can be changed.
    pub fn is_read_only(&self) -> Option<&Problem> {
        self.read_only.as_ref()
    }

    pub fn state(&self) -> FileState {
        FileState {
            path: self
                .path
                .as_deref()
                .map(|path| path.to_string_lossy().into_owned()),
            saved: match (&self.trouble, self.unsaved_since) {
                (Some(problem), _) => Saved::Failed {
                    problem: problem.clone(),
                },
                (None, Some(_)) => Saved::Journal,
                (None, None) => Saved::Saved,
            },
            read_only: self.read_only.clone(),
        }
    }

    /// Since when the file lacks something.
    pub fn unsaved_since(&self) -> Option<Instant> {
        self.unsaved_since
    }

    pub fn has_changed(&mut self) {
        self.unsaved_since.get_or_insert_with(Instant::now);
    }

    /// Since when, if not already, is when the next try is due.
    pub fn try_later(&mut self) {
        self.unsaved_since = Some(Instant::now());
    }

    // ── the journal ──────────────────────────────────────────────────────────────────────────

    /// The id of the journal of a canvas with a file. Copies of a canvas share its id, so the path
    /// is part of this one.
    pub fn key_of(canvas: &str, path: &Path) -> String {
        format!("{canvas}@{}", path.display())
    }

    /// The id of the journal of a canvas without a file, different each time.
    pub fn new_key_of(canvas: &str) -> String {
        format!("{canvas}~{}", &crate::machine::secret()[..8])
    }

    /// Goes on in this journal.
    pub fn keep_in(&mut self, journal: Journal) {
        self.next = journal.next();
        self.durable = self.next;
        self.journal = Some(journal);
        self.backlog.clear();
        // No other journal of this program has it, whichever canvas it is of.
        self.epoch = EPOCHS.fetch_add(1, Ordering::Relaxed);
    }

    /// The handle to make the journal durable with.
    pub fn syncer(&self) -> Option<JournalSync> {
        self.journal.as_ref().map(Journal::syncer)
    }

    /// Adds a record and gives back its number. What goes wrong shows in the state.
    pub fn write(&mut self, record: &Record) -> u64 {
        let number = self.next;
        self.next += 1;
        self.backlog.push_back(record.to_bytes());
        self.catch_up();
        number
    }

    /// Gives the journal what it did not take before. True if it has everything.
    pub fn catch_up(&mut self) -> bool {
        let Some(journal) = &mut self.journal else {
            // Only the file can have it.
            self.backlog.clear();
            return false;
        };
        while let Some(record) = self.backlog.front() {
            if let Err(error) = journal.append(journal.next(), record) {
                self.trouble = Some(of_store(&error));
                return false;
            }
            self.backlog.pop_front();
        }
        true
    }

    /// The number of the last record.
    pub fn last(&self) -> u64 {
        self.next.saturating_sub(1)
    }

    /// Records before this one are durable.
    pub fn durable(&self) -> u64 {
        self.durable
    }

    /// Whether something waits to be made durable.
    pub fn is_waiting(&self) -> bool {
        self.durable < self.next
    }

    /// A sync of the journal has ended.
    pub fn synced(&mut self, epoch: u32, synced: Result<u64, Problem>) {
        if epoch != self.epoch {
            return;
        }
        match synced {
            Ok(next) => {
                self.durable = self.durable.max(next);
                if self.backlog.is_empty() && self.lock.is_none() {
                    self.trouble = None;
                }
            }
            Err(problem) => self.trouble = Some(problem),
        }
    }

    /// Makes everything durable now.
    pub fn sync(&mut self) -> Result<(), Problem> {
        let whole = self.catch_up();
        if let Some(journal) = &self.journal {
            let next = journal.sync().map_err(|error| of_store(&error))?;
            self.durable = self.durable.max(next);
        }
        match &self.trouble {
            Some(problem) if !whole => Err(problem.clone()),
            _ => Ok(()),
        }
    }

    // ── the file ─────────────────────────────────────────────────────────────────────────────

    /// Saves the canvas under its path. `open` is the record that its journal goes on with, from
    /// base `head`.
    ///
    /// # Errors
    /// Those of the store; the journal then still has everything.
    pub fn save(&mut self, bytes: &[u8], head: &str, open: &Record) -> Result<(), Problem> {
        let number = self.write(open);
        let Some(lock) = &mut self.lock else {
            return Err(crate::problem::needs_a_path());
        };
        if let Err(error) = lock.save(bytes) {
            return Err(self.failed(&error));
        }
        self.is_saved();
        self.rotate(head, number, open);
        Ok(())
    }

    /// Saves the canvas under another path and goes on there, in a journal of its own. Under its
    /// own path it replaces whatever stands there by now.
    ///
    /// # Errors
    /// Those of the store; everything is then as it was.
    pub fn save_as(
        &mut self,
        path: &Path,
        bytes: &[u8],
        head: &str,
        open: impl Fn(&Path) -> Record,
    ) -> Result<(), Problem> {
        let before = self.lock.as_ref().map(|lock| lock.path().to_owned());
        let saved = match &mut self.lock {
            Some(lock) => lock.save_as(path, bytes).map(|_| ()),
            None => self
                .store
                .save_new(path, &self.holder, bytes)
                .map(|(lock, _)| self.lock = Some(lock)),
        };
        saved.map_err(|error| of_store(&error))?;
        let path = self.lock.as_ref().expect("it was just saved").path();
        let open = open(path);
        self.path = Some(path.to_owned());
        self.read_only = None;
        self.is_saved();
        if before == self.path {
            let number = self.write(&open);
            self.rotate(head, number, &open);
            return Ok(());
        }
        let left = self.journal.take();
        self.begin_beside_file(head, &open);
        if let Some(left) = left {
            self.discard(left);
        }
        Ok(())
    }

    /// The file has everything: a journal beside it begins with `open` alone.
    fn begin_beside_file(&mut self, head: &str, open: &Record) {
        let key = Self::key_of(&self.canvas, self.path.as_deref().unwrap_or(Path::new("")));
        // What an earlier canvas in this place left: it has just been replaced.
        let begun = self
            .store
            .discard_journal(&key, head)
            .and_then(|()| self.store.open_journal(&key, head, 0));
        match begun {
            Ok((journal, _)) => {
                self.keep_in(journal);
                self.write(open);
                if let Err(problem) = self.sync() {
                    self.trouble = Some(problem);
                }
            }
            Err(error) => self.trouble = Some(of_store(&error)),
        }
    }

    fn is_saved(&mut self) {
        self.unsaved_since = None;
        self.trouble = None;
        self.durable = self.next;
    }

    fn failed(&mut self, error: &store::Error) -> Problem {
        let problem = of_store(error);
        self.trouble = Some(problem.clone());
        problem
    }

    /// After a save the journal needs only what comes from the record `number` on, which is `open`.
    fn rotate(&mut self, head: &str, number: u64, open: &Record) {
        let Some(journal) = &mut self.journal else {
            return self.begin_beside_file(head, open);
        };
        let rotated = if self.backlog.is_empty() {
            journal.rotate(head, number)
        } else {
            // It stopped, or the disk was full: the file has everything that did not go in.
            let rotated = journal.rotate(head, journal.next());
            self.backlog.clear();
            self.next = journal.next();
            if rotated.is_ok() {
                self.write(open);
            }
            rotated
        };
        match rotated {
            Ok(()) => self.durable = self.next,
            Err(error) => {
                // The file has everything that was in it.
                tracing::warn!("the journal begins anew: {error}");
                self.journal = None;
                self.begin_beside_file(head, open);
            }
        }
    }

    /// What to open to have the same canvas again.
    pub fn to_open_again(&self) -> Option<String> {
        match (&self.path, &self.journal) {
            (Some(path), _) => Some(path.to_str()?.to_owned()),
            (None, Some(journal)) => Some(format!("{RECOVERED}{}", journal.id())),
            (None, None) => None,
        }
    }

    // ── the end ──────────────────────────────────────────────────────────────────────────────

    /// Throws away what is only in the journal.
    pub fn throw_away(&mut self) {
        if let Some(journal) = self.journal.take() {
            self.discard(journal);
        }
    }

    fn discard(&self, journal: Journal) {
        let (id, base) = (journal.id().to_owned(), journal.base());
        drop(journal);
        if let Err(error) = self.store.discard_journal(&id, &base) {
            tracing::warn!("a journal stays behind: {error}");
        }
    }
}
