//! What journals there are and what stands in them, for the app that starts after another was
//! killed.

use std::cmp::Reverse;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::Store;
use crate::claim::Claim;
use crate::disk;
use crate::error::{Error, Result};
use crate::frame::{self, Intact, Key};

/// One record of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number; each is one more than the one before.
    pub number: u64,
    /// What the caller appended, notes and all.
    pub bytes: Vec<u8>,
}

/// What stands in a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The number of the first record, present or to come.
    pub first: u64,
    /// The records up to the last intact one.
    pub records: Vec<Record>,
    /// How many bytes after that cannot be read: a record being written when the power went, or
    /// damage.
    pub torn_bytes: u64,
}

/// A journal that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalInfo {
    /// The canvas id.
    pub id: String,
    /// The head that the journal begins at.
    pub base: String,
    /// The number of the first record, present or to come.
    pub first: u64,
    /// How many intact records it has.
    pub records: u64,
    /// How many bytes after those cannot be read.
    pub torn_bytes: u64,
    /// When it was last written, in milliseconds since 1970, by the file system's clock.
    pub modified_ms: u64,
    /// Whether somebody is writing it now. Otherwise whoever did has ended without discarding it.
    pub in_use: bool,
}

/// All journals in the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journals {
    /// Those that can be read, the last written first.
    pub readable: Vec<JournalInfo>,
    /// Files whose beginning is damaged, so that they cannot be told apart. Nothing removes them.
    pub unreadable: Vec<PathBuf>,
}

impl Store {
    /// All journals, those in use included.
    ///
    /// # Errors
    /// `no-permission`, `io`: the folder cannot be read. No folder is no journals.
    pub fn journals(&self) -> Result<Journals> {
        let folder = self.journal_folder();
        let mut journals = Journals {
            readable: Vec::new(),
            unreadable: Vec::new(),
        };
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(journals),
            entries => entries.map_err(|error| Error::reading(&folder, error))?,
        };
        for entry in entries {
            let path = entry
                .map_err(|error| Error::reading(&folder, error))?
                .path();
            if path.extension() != Some(OsStr::new("journal")) {
                continue;
            }
            let in_use = Claim::is_taken(&path);
            match fs::read(&path).map(|file| (frame::read(&file), file.len())) {
                // It has just been rotated or discarded, or was killed before it had a head.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Ok((None, 0)) => {}
                Ok((Some(intact), length)) => {
                    journals.readable.push(info(&path, intact, length, in_use));
                }
                _ => journals.unreadable.push(path),
            }
        }
        journals
            .readable
            .sort_by_key(|journal| Reverse(journal.modified_ms));
        journals.unreadable.sort();
        Ok(journals)
    }

    /// Reads the journal of canvas `id` with base `base`, changing nothing, whoever may be writing
    /// it.
    ///
    /// # Errors
    /// `no-such-journal`: there is none, or its beginning is damaged; `no-permission`, `io`.
    pub fn recover(&self, id: &str, base: &str) -> Result<Recovered> {
        let key = Key {
            id: id.to_owned(),
            base: base.to_owned(),
        };
        let path = self.journal_path(&key);
        let file = disk::read_if_there(&path, u64::MAX)?.unwrap_or_default();
        match frame::read(&file) {
            Some(intact) => Ok(recovered(&file, &intact)),
            None => Err(Error::NoSuchJournal {
                id: key.id,
                base: key.base,
            }),
        }
    }

    /// Removes a journal for good. That there is none is no error.
    ///
    /// # Errors
    /// `journal-in-use`, and those of writing into the data folder.
    pub fn discard_journal(&self, id: &str, base: &str) -> Result<()> {
        let path = self.journal_path(&Key {
            id: id.to_owned(),
            base: base.to_owned(),
        });
        if !path.exists() {
            return Ok(());
        }
        claim(&path, id)?
            .remove()
            .and_then(|()| disk::sync_folder(disk::folder_of(&path)))
            .map_err(|error| Error::writing(&path, error))
    }

    fn journal_folder(&self) -> PathBuf {
        self.data.join("journals")
    }

    pub(crate) fn journal_path(&self, key: &Key) -> PathBuf {
        let name = disk::short_digest(&frame::head(key, 0));
        self.journal_folder().join(name).with_extension("journal")
    }
}

/// Claims a journal file, which is made if it is missing.
pub(crate) fn claim(path: &Path, id: &str) -> Result<Claim> {
    Claim::take(path)
        .map_err(|error| Error::writing(path, error))?
        .ok_or_else(|| Error::JournalInUse { id: id.to_owned() })
}

pub(crate) fn recovered(file: &[u8], intact: &Intact) -> Recovered {
    let record = |(number, bytes): (u64, &Range<usize>)| Record {
        number,
        bytes: file[bytes.clone()].to_vec(),
    };
    Recovered {
        first: intact.first,
        records: (intact.first..).zip(&intact.records).map(record).collect(),
        torn_bytes: (file.len() - intact.end) as u64,
    }
}

fn info(path: &Path, intact: Intact, length: usize, in_use: bool) -> JournalInfo {
    let modified = fs::metadata(path).and_then(|found| found.modified()).ok();
    let since_1970 = modified
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .unwrap_or_default();
    JournalInfo {
        id: intact.key.id,
        base: intact.key.base,
        first: intact.first,
        records: intact.records.len() as u64,
        torn_bytes: (length - intact.end) as u64,
        modified_ms: since_1970.as_millis() as u64,
        in_use,
    }
}
