//! The disk: canvas files and everything that keeps them from being lost.
//!
//! This crate owns the lock beside an open canvas, the atomic save, the last good version, the
//! journal of what was done since the last save, the copies of broken files, and the list of recent
//! canvases. It takes and gives bytes: what a canvas or an entry is, it does not know. It reads no
//! clock; times are arguments, in milliseconds since 1970. Every call blocks until it is done.
//!
//! # What stands where
//!
//! ```text
//! beside the canvas
//!   Journey.atelier              the canvas
//!   .Journey.atelier.lock        who has it open; goes away when it is closed
//!   .Journey.atelier.xY3aB9      a save under way; what a kill left goes at the next open
//! in the data folder
//!   journals/<hash>.journal      what was done since the save, per canvas id and head
//!   backups/Journey-<hash>.…     the version before the last save, per canvas, the newest 50
//!   set-aside/Journey-<hash>.…   broken files and overwritten versions, named by content
//!   recent.json, recent.lock     the recent canvases
//! ```
//!
//! Backups stand in the data folder, not beside the canvas: the folder of a workshop is often
//! shared or sent on, and an earlier version may hold what somebody has had erased since
//! ([`Store::forget_backup`]).
//!
//! # The life of an open canvas
//!
//! 1. [`Store::open`] gives the bytes, and the [`Lock`] or the reason why there is none.
//! 2. [`Store::open_journal`] with the canvas's id and head gives the [`Journal`] and what a killed
//!    app left in it.
//! 3. [`Journal::append`] each entry; [`JournalSync::sync`] from another thread makes all of them
//!    durable at once.
//! 4. [`Lock::save`], then [`Journal::rotate`] to the new head.
//!
//! # After a kill
//!
//! [`Store::journals`] lists what was left. A canvas without a file lives in its journal alone. For
//! a canvas with a file whose head is *h*:
//!
//! - A journal with base *h* has everything that the file lacks: [`Journal::rotate`] makes it whole
//!   or not at all. Another journal of the same id with an older base is then a leftover that the
//!   kill kept from being deleted; all its records are in the file or in the journal with base *h*:
//!   [`Store::discard_journal`].
//! - No journal with base *h*, but one with an older base: the kill came between the save and the
//!   rotation. Its first records are in the file already, the others not. Records carry numbers, so
//!   the caller tells them apart, opens that journal and calls [`Journal::rotate`] with *h* and the
//!   number of the first one missing.

mod aside;
mod backup;
mod claim;
mod disk;
mod error;
mod frame;
mod journal;
mod lock;
mod recent;
mod recovery;
mod save;

use std::path::PathBuf;

pub use error::{Error, Result};
pub use journal::{Journal, JournalSync};
pub use lock::{Access, Holder, Lock, Opened};
pub use recent::Recent;
pub use recovery::{JournalInfo, Journals, Record, Recovered};
pub use save::Saved;

/// The largest file that is opened or saved unless [`Store::with_limit`] says otherwise: 512 MiB.
pub const LARGEST_FILE: u64 = 512 * 1024 * 1024;

/// The app's data folder, and the way to every canvas file.
///
/// Cheap to clone. Any number of stores, in any number of processes, may use one folder at once.
#[derive(Clone, Debug)]
pub struct Store {
    data: PathBuf,
    limit: u64,
}

impl Store {
    /// A store that keeps its own files in `data_dir`, which is made when it is first needed.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data: data_dir.into(),
            limit: LARGEST_FILE,
        }
    }

    /// The same store with another limit, in bytes, for the files that it opens and saves.
    pub fn with_limit(self, limit: u64) -> Self {
        Self { limit, ..self }
    }
}
