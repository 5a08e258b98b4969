//! Copies of files that must not be lost though they are about to be replaced: broken ones, and
//! versions of other programs that a person chose to overwrite.

use std::path::{Path, PathBuf};

use crate::Store;
use crate::disk;
use crate::error::Result;

impl Store {
    /// Copies a broken file, durably, into the data folder and gives back the path of the copy. The
    /// original stays as it is until a good version is saved over it, and what was set aside never
    /// becomes a backup.
    ///
    /// The copy is named by its content: setting the same file aside twice makes one copy.
    ///
    /// # Errors
    /// Those of reading the file and of writing into the data folder.
    pub fn set_aside(&self, path: impl AsRef<Path>) -> Result<PathBuf> {
        let path = disk::real_path(path.as_ref())?;
        let bytes = disk::read(&path, self.limit)?;
        self.keep_aside(&path, &bytes)
    }

    /// Keeps `bytes`, which stood at `path`, among the files set aside.
    pub(crate) fn keep_aside(&self, path: &Path, bytes: &[u8]) -> Result<PathBuf> {
        let copy = self.aside_path(path, bytes);
        disk::make_folder(disk::folder_of(&copy))?;
        disk::replace(&copy, bytes)?;
        Ok(copy)
    }

    /// Whether these bytes of `path` have been set aside.
    pub(crate) fn is_aside(&self, path: &Path, bytes: &[u8]) -> bool {
        self.aside_path(path, bytes).exists()
    }

    fn aside_path(&self, path: &Path, bytes: &[u8]) -> PathBuf {
        let name = disk::tagged_name(path, &disk::short_digest(bytes));
        self.data.join("set-aside").join(name)
    }
}
