//! Saving through a lock: all or nothing, and never over what nobody here has seen.

use std::path::{Path, PathBuf};

use crate::Store;
use crate::disk;
use crate::error::{Error, Result};
use crate::lock::{Holder, Lock};

/// A save that has happened: the new bytes are on disk and survive a power cut.
#[derive(Debug)]
pub struct Saved {
    /// Where the version before is now: a backup, or set aside by [`Lock::save_over`]. `None` if
    /// there was none, or none worth keeping: empty, the same, or set aside already. An error if
    /// the backup could not be made; the save did not wait for it, since the new version matters
    /// more than the old.
    pub before: Result<Option<PathBuf>>,
}

impl Store {
    /// Saves a canvas that has no file yet under `path`, and gives the lock. A file that stands
    /// there becomes the backup: the person has agreed to replace it.
    ///
    /// # Errors
    /// `locked`, and those of [`Lock::save`]. What stood at `path` still stands there.
    pub fn save_new(
        &self,
        path: impl AsRef<Path>,
        holder: &Holder,
        bytes: &[u8],
    ) -> Result<(Lock, Saved)> {
        let path = disk::real_path(path.as_ref())?;
        let mut lock = Lock::take(self, &path, holder)?;
        lock.known = disk::read_if_there(&path, self.limit)?.map(|old| disk::digest(&old));
        let saved = lock.save(bytes)?;
        Ok((lock, saved))
    }
}

impl Lock {
    /// Replaces the canvas file with `bytes`, atomically and durably, after making the version
    /// before its backup.
    ///
    /// The file on disk is read and compared by SHA-256 with what was last read or saved here. Its
    /// time and size would be quicker to ask, but shared folders set times back, some file systems
    /// count in two-second steps, and an edit can keep the size; and the bytes are needed for the
    /// backup anyway. A file that has disappeared is written anew.
    ///
    /// # Errors
    /// `changed-on-disk`, `read-only`, `disk-full`, `no-such-folder`, `too-large`, `io`; `locked`
    /// if the lock file was removed and somebody else has taken it since. After any of them the
    /// file is as it was before, except that after `io` the new version may already stand there
    /// whole, when only the last sync failed.
    pub fn save(&mut self, bytes: &[u8]) -> Result<Saved> {
        self.write(bytes, false)
    }

    /// Like [`Lock::save`], but where another program has changed the file, its version is set
    /// aside, durably, and then replaced. Only a person can decide this.
    ///
    /// # Errors
    /// Those of [`Lock::save`] without `changed-on-disk`, and those of [`Store::set_aside`].
    pub fn save_over(&mut self, bytes: &[u8]) -> Result<Saved> {
        self.write(bytes, true)
    }

    /// Saves under another path and goes on there: the new path's lock is taken, the file written,
    /// then the old lock released. Under its own path it is [`Lock::save_over`].
    ///
    /// # Errors
    /// Those of [`Store::save_new`]; the lock is then still that of the old path.
    pub fn save_as(&mut self, path: impl AsRef<Path>, bytes: &[u8]) -> Result<Saved> {
        let path = disk::real_path(path.as_ref())?;
        if path == self.path {
            return self.save_over(bytes);
        }
        let (lock, saved) = self.store.save_new(&path, &self.holder, bytes)?;
        *self = lock;
        Ok(saved)
    }

    fn write(&mut self, bytes: &[u8], over: bool) -> Result<Saved> {
        let limit = self.store.limit;
        if bytes.len() as u64 > limit {
            return Err(Error::TooLarge {
                path: self.path.clone(),
                bytes: bytes.len() as u64,
                limit,
            });
        }
        self.renew()?;
        let before = match disk::read_if_there(&self.path, limit)? {
            None => Ok(None),
            // Not written again: the backup would become the same version, and the one before be
            // lost.
            Some(old) if old == bytes => {
                self.known = Some(disk::digest(bytes));
                let folder = disk::folder_of(&self.path);
                disk::sync_folder(folder).map_err(|error| Error::writing(&self.path, error))?;
                return Ok(Saved { before: Ok(None) });
            }
            Some(old) => {
                disk::check_writable(&self.path)?;
                self.keep(&old, over)?
            }
        };
        let replaced = disk::replace(&self.path, bytes);
        let new = disk::digest(bytes);
        match &replaced {
            Ok(()) => self.known = Some(new),
            // The rename may have happened and only the sync after it failed.
            Err(_) => {
                if disk::read(&self.path, limit).is_ok_and(|there| there == bytes) {
                    self.known = Some(new);
                }
            }
        }
        replaced.map(|()| Saved { before })
    }

    /// Keeps the version that is about to be replaced. The outer error stops the save, the inner
    /// does not.
    fn keep(&self, old: &[u8], over: bool) -> Result<Result<Option<PathBuf>>> {
        if self.known != Some(disk::digest(old)) {
            if !over {
                return Err(Error::ChangedOnDisk {
                    path: self.path.clone(),
                });
            }
            return self
                .store
                .keep_aside(&self.path, old)
                .map(|copy| Ok(Some(copy)));
        }
        if old.is_empty() || self.store.is_aside(&self.path, old) {
            return Ok(Ok(None));
        }
        Ok(self.store.keep_backup(&self.path, old).map(Some))
    }
}
