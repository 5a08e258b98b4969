//! The canvases opened last, for the start screen.

use std::cmp::Reverse;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Store;
use crate::disk;
use crate::error::{Error, Result};

/// So many canvases are remembered.
const KEPT: usize = 50;

/// The largest list that is read; previews are meant to be small.
const LARGEST_LIST: u64 = 64 * 1024 * 1024;

/// A canvas that was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recent {
    /// Its file. A path that is not Unicode is not remembered.
    pub path: PathBuf,
    /// Its title then.
    pub title: String,
    /// When it was last opened, in milliseconds since 1970.
    pub opened_ms: u64,
    /// Whatever the caller wants to draw a small picture from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<Value>,
    /// Whether the file is not there at this moment. Not saved.
    #[serde(skip)]
    pub missing: bool,
}

impl Store {
    /// The canvases opened last, the latest first, at most 50. A broken list is set aside and
    /// counts as empty.
    ///
    /// # Errors
    /// Those of reading the list and of setting it aside.
    pub fn recent(&self) -> Result<Vec<Recent>> {
        let mut list = self.read_recent()?;
        for canvas in &mut list {
            canvas.missing = !canvas.path.exists();
        }
        Ok(list)
    }

    /// Puts the canvas at the top of the list, with the title and preview of now.
    ///
    /// # Errors
    /// Those of writing into the data folder.
    pub fn remember(
        &self,
        path: impl AsRef<Path>,
        title: &str,
        opened_ms: u64,
        preview: Option<Value>,
    ) -> Result<()> {
        let path = disk::real_path(path.as_ref())?;
        if path.to_str().is_none() {
            return Ok(());
        }
        self.change_recent(|list| {
            list.retain(|canvas| canvas.path != path);
            list.push(Recent {
                path,
                title: title.to_owned(),
                opened_ms,
                preview,
                missing: false,
            });
            list.sort_by_key(|canvas| Reverse(canvas.opened_ms));
            list.truncate(KEPT);
        })
    }

    /// Takes the canvas off the list. Its file stays.
    ///
    /// # Errors
    /// Those of writing into the data folder.
    pub fn forget(&self, path: impl AsRef<Path>) -> Result<()> {
        let given = path.as_ref();
        let path = disk::real_path(given)?;
        self.change_recent(|list| list.retain(|canvas| canvas.path != path && canvas.path != given))
    }

    fn recent_path(&self) -> PathBuf {
        self.data.join("recent.json")
    }

    fn read_recent(&self) -> Result<Vec<Recent>> {
        let path = self.recent_path();
        let Some(bytes) = disk::read_if_there(&path, LARGEST_LIST)? else {
            return Ok(Vec::new());
        };
        match serde_json::from_slice(&bytes) {
            Ok(list) => Ok(list),
            Err(_) => {
                self.keep_aside(&path, &bytes)?;
                Ok(Vec::new())
            }
        }
    }

    /// Changes the list while every other process waits, so that no change is lost.
    fn change_recent(&self, change: impl FnOnce(&mut Vec<Recent>)) -> Result<()> {
        disk::make_folder(&self.data)?;
        let path = self.recent_path();
        let lock = self.data.join("recent.lock");
        // Never removed, so that everybody waits at the same file; free when it is closed.
        let _turn = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&lock)
            .and_then(|file| match file.lock() {
                // Without locks two changes at once may lose one of them, but never break the list.
                Err(error) if error.kind() != ErrorKind::Unsupported => Err(error),
                _ => Ok(file),
            })
            .map_err(|error| Error::writing(&lock, error))?;
        disk::sweep(&path);
        let mut list = self.read_recent()?;
        change(&mut list);
        let bytes = serde_json::to_vec_pretty(&list).map_err(|error| Error::Io {
            doing: "written",
            path: path.clone(),
            source: error.into(),
        })?;
        disk::replace(&path, &bytes)
    }
}
