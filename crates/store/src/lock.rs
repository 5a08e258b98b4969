//! Opening a canvas file, for changes if nobody else has it, else for reading.

use std::fs;
use std::io::{self, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Store;
use crate::claim::Claim;
use crate::disk;
use crate::error::{Error, Result};

/// Who has a canvas open, as others are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The person.
    pub user: String,
    /// The computer.
    pub host: String,
    /// The number of the process on that computer.
    pub pid: u32,
    /// Since when, in milliseconds since 1970.
    pub since_ms: u64,
}

/// A canvas file as it was found.
#[derive(Debug)]
pub struct Opened {
    /// All bytes of the file.
    pub bytes: Vec<u8>,
    /// Whether it can be saved.
    pub access: Access,
}

/// Whether an opened canvas can be saved under its path.
#[derive(Debug)]
pub enum Access {
    /// It can, through this lock.
    Write(Lock),
    /// It cannot, for this reason: usually [`Error::Locked`] or [`Error::ReadOnly`].
    ReadOnly(Error),
}

/// The right to save one canvas file, held until it is dropped.
///
/// It is a file beside the canvas, `.name.lock`, that says who holds it. While it is held nobody
/// else who asks for it, in any process, gets it. A kill frees it.
#[derive(Debug)]
pub struct Lock {
    pub(crate) store: Store,
    pub(crate) holder: Holder,
    pub(crate) path: PathBuf,
    /// The SHA-256 of the file as it was last read or written here; `None` if there was none.
    pub(crate) known: Option<[u8; 32]>,
    claim: Claim,
}

impl Store {
    /// Reads the canvas file and takes its lock. Where that cannot be had, the file is still read,
    /// and [`Access::ReadOnly`] says why.
    ///
    /// # Errors
    /// `no-such-file`, `not-a-file`, `no-permission`, `too-large`, `io`: the file cannot be read.
    pub fn open(&self, path: impl AsRef<Path>, holder: &Holder) -> Result<Opened> {
        let path = disk::real_path(path.as_ref())?;
        let found = fs::metadata(&path).map_err(|error| Error::reading(&path, error))?;
        if !found.is_file() {
            return Err(Error::NotAFile { path });
        }
        let lock = disk::check_writable(&path).and_then(|()| {
            let lock = Lock::take(self, &path, holder)?;
            disk::check_folder(&path).map(|()| lock)
        });
        // Read after the lock is held, so that nothing can be saved in between.
        let bytes = disk::read(&path, self.limit)?;
        let access = match lock {
            Ok(mut lock) => {
                lock.known = Some(disk::digest(&bytes));
                Access::Write(lock)
            }
            Err(reason) => Access::ReadOnly(reason),
        };
        Ok(Opened { bytes, access })
    }
}

impl Lock {
    /// The canvas file that is locked: absolute, symbolic links followed.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the lock of a canvas file, which need not exist.
    pub(crate) fn take(store: &Store, path: &Path, holder: &Holder) -> Result<Self> {
        let claim = claim(path, holder)?;
        disk::sweep(path);
        Ok(Self {
            store: store.clone(),
            holder: holder.clone(),
            path: path.to_owned(),
            known: None,
            claim,
        })
    }

    /// Takes the lock again if somebody removed its file; fails if somebody else has it by now.
    pub(crate) fn renew(&mut self) -> Result<()> {
        if !self.claim.stands() {
            self.claim = claim(&self.path, &self.holder)?;
        }
        Ok(())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What stays behind is a file that nobody holds; the next to open the canvas takes it over.
        let _ = self.claim.remove();
    }
}

/// Claims the lock file of the canvas and says in it who holds it.
fn claim(canvas: &Path, holder: &Holder) -> Result<Claim> {
    let path = lock_path(canvas);
    let taken = Claim::take(&path).or_else(|error| {
        if error.kind() != ErrorKind::PermissionDenied {
            return Err(error);
        }
        let removed = Claim::remove_abandoned(&path).map_err(|_| error)?;
        if removed {
            Claim::take(&path)
        } else {
            Ok(None)
        }
    });
    let claim = match taken {
        Ok(Some(claim)) => claim,
        Ok(None) => {
            return Err(Error::Locked {
                path: canvas.to_owned(),
                by: read_holder(&path),
            });
        }
        Err(error) => return Err(cannot_lock(canvas, &path, error)),
    };
    let note = serde_json::to_vec(holder).unwrap_or_default();
    let write = || {
        let mut file = &claim.file;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(&note)
    };
    match write() {
        Ok(()) => Ok(claim),
        Err(error) => {
            let _ = claim.remove();
            Err(cannot_lock(canvas, &path, error))
        }
    }
}

fn cannot_lock(canvas: &Path, lock: &Path, error: io::Error) -> Error {
    match Error::writing(lock, error) {
        // The canvas itself may be writable, but its folder takes no new files, so it cannot be
        // saved.
        Error::ReadOnly { .. } => Error::ReadOnly {
            path: disk::folder_of(canvas).to_owned(),
        },
        Error::Io { path, source, .. } => Error::Io {
            doing: "locked",
            path,
            source,
        },
        other => other,
    }
}

fn lock_path(canvas: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(canvas.file_name().unwrap_or_default());
    name.push(".lock");
    canvas.with_file_name(name)
}

/// Who holds the lock, if its file can be read. The holder may be about to write it: a few tries.
fn read_holder(lock: &Path) -> Option<Holder> {
    (0..4).find_map(|attempt| {
        if attempt > 0 {
            thread::sleep(Duration::from_millis(10));
        }
        serde_json::from_slice(&disk::read(lock, 64 * 1024).ok()?).ok()
    })
}
