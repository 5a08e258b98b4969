//! The last good version of each canvas: what its file held before the last save.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::Store;
use crate::disk;
use crate::error::{Error, Result};

/// For so many canvases a backup is kept; then the oldest goes.
const KEPT: usize = 50;

impl Store {
    /// The version that stood at `path` before the last save; `None` if there is none.
    ///
    /// # Errors
    /// Those of reading a file.
    pub fn backup(&self, path: impl AsRef<Path>) -> Result<Option<Vec<u8>>> {
        disk::read_if_there(
            &self.backup_path(&disk::real_path(path.as_ref())?),
            self.limit,
        )
    }

    /// Removes the backup of `path`, durably, for when it holds what has been erased from the
    /// canvas since.
    ///
    /// # Errors
    /// Those of writing into the data folder. That there is no backup is no error.
    pub fn forget_backup(&self, path: impl AsRef<Path>) -> Result<()> {
        let backup = self.backup_path(&disk::real_path(path.as_ref())?);
        match fs::remove_file(&backup) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed
                .and_then(|()| disk::sync_folder(disk::folder_of(&backup)))
                .map_err(|error| Error::writing(&backup, error)),
        }
    }

    /// Makes `bytes`, which stand at `path`, its backup.
    pub(crate) fn keep_backup(&self, path: &Path, bytes: &[u8]) -> Result<PathBuf> {
        let backup = self.backup_path(path);
        let folder = disk::folder_of(&backup);
        disk::make_folder(folder)?;
        disk::replace(&backup, bytes)?;
        remove_oldest(folder);
        Ok(backup)
    }

    fn backup_path(&self, path: &Path) -> PathBuf {
        let tag = disk::short_digest(path.as_os_str().as_encoded_bytes());
        self.data
            .join("backups")
            .join(disk::tagged_name(path, &tag))
    }
}

fn remove_oldest(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let age = |entry: fs::DirEntry| {
        let changed = entry.metadata().ok()?.modified().ok()?;
        (!entry.file_name().as_encoded_bytes().starts_with(b".")).then(|| (changed, entry.path()))
    };
    let mut backups: Vec<(SystemTime, PathBuf)> = entries.flatten().filter_map(age).collect();
    backups.sort();
    for (_, path) in backups.iter().rev().skip(KEPT) {
        // One too many does no harm, and the next save tries again.
        let _ = fs::remove_file(path);
    }
}
