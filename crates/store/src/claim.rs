//! A file that one holder at a time has for itself, and that a kill sets free.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// A file held for writing by this claim alone, among all processes and within this one. Others may
/// read it.
///
/// Unix: an advisory lock on the open file, which the system frees when the process ends. Because a
/// file may be removed between being opened and locked, the claim stands only if the path still
/// leads to the locked file. Windows: the file is opened so that nobody else can open it for
/// writing (a lock on its bytes would keep others from reading who holds it).
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) file: File,
    path: PathBuf,
}

/// A claim that fails is tried again: somebody may have been asking [`Claim::is_taken`], or
/// releasing.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(10);

impl Claim {
    /// Claims the file, which is made if it is missing; `None` if somebody else holds it.
    pub(crate) fn take(path: &Path) -> io::Result<Option<Self>> {
        for left in (0..TRIES).rev() {
            if let Some(file) = platform::take(path)? {
                return Ok(Some(Self {
                    file,
                    path: path.to_owned(),
                }));
            }
            if left > 0 {
                thread::sleep(PAUSE);
            }
        }
        Ok(None)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether somebody holds the file at this moment.
    pub(crate) fn is_taken(path: &Path) -> bool {
        platform::is_taken(path)
    }

    /// Removes the file and gives true, if nobody holds it. For a lock file that a killed process
    /// of another user left, which this user may remove but not write.
    pub(crate) fn remove_abandoned(path: &Path) -> io::Result<bool> {
        platform::remove_abandoned(path)
    }

    /// Whether the path still leads to the claimed file; it does not when somebody removed or
    /// replaced it.
    pub(crate) fn stands(&self) -> bool {
        platform::leads_to(&self.path, &self.file)
    }

    /// Removes the file. It is free for others at once; what is written here afterwards is lost.
    pub(crate) fn remove(&self) -> io::Result<()> {
        if self.stands() {
            fs::remove_file(&self.path)
        } else {
            Ok(())
        }
    }
}

#[cfg(unix)]
mod platform {
    use std::fs::{self, File, TryLockError};
    use std::io;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;

    pub(super) fn take(path: &Path) -> io::Result<Option<File>> {
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(leads_to(path, &file).then_some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    pub(super) fn is_taken(path: &Path) -> bool {
        File::open(path)
            .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }

    pub(super) fn remove_abandoned(path: &Path) -> io::Result<bool> {
        let file = File::open(path)?;
        // Held while it is removed: who opened it before finds afterwards that the path leads
        // elsewhere.
        match file.try_lock() {
            Ok(()) if leads_to(path, &file) => fs::remove_file(path).map(|()| true),
            _ => Ok(false),
        }
    }

    /// A symbolic link never leads to it: somebody else may have laid it to have its target
    /// overwritten.
    pub(super) fn leads_to(path: &Path, file: &File) -> bool {
        match (fs::symlink_metadata(path), file.metadata()) {
            (Ok(there), Ok(here)) => there.dev() == here.dev() && there.ino() == here.ino(),
            _ => false,
        }
    }
}

#[cfg(windows)]
mod platform {
    use std::fs::File;
    use std::io;
    use std::os::windows::fs::OpenOptionsExt;
    use std::path::Path;

    const SHARE_READ: u32 = 1;
    const SHARE_WRITE: u32 = 2;
    const SHARE_DELETE: u32 = 4;
    const SHARING_VIOLATION: i32 = 32;

    fn open(path: &Path, create: bool, share: u32) -> io::Result<Option<File>> {
        let mut options = File::options();
        options
            .read(true)
            .write(true)
            .create(create)
            .truncate(false)
            .share_mode(share);
        match options.open(path) {
            Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
            other => other.map(Some),
        }
    }

    pub(super) fn take(path: &Path) -> io::Result<Option<File>> {
        open(path, true, SHARE_READ | SHARE_DELETE)
    }

    pub(super) fn is_taken(path: &Path) -> bool {
        matches!(
            open(path, false, SHARE_READ | SHARE_WRITE | SHARE_DELETE),
            Ok(None)
        )
    }

    pub(super) fn remove_abandoned(path: &Path) -> io::Result<bool> {
        if is_taken(path) {
            Ok(())
        } else {
            std::fs::remove_file(path)
        }
    }

    pub(super) fn leads_to(path: &Path, _: &File) -> bool {
        path.exists()
    }
}
