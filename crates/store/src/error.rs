//! What can go wrong, each with a code, a sentence and a way out.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::lock::Holder;

/// What a call of this crate gives back.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong. `Display` is the sentence: what happened, and what is safe.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error("There is no file {}.", path.display())]
    NoSuchFile {
        /// The file asked for.
        path: PathBuf,
    },
    /// The folder to write into does not exist.
    #[error("There is no folder {}. Nothing was written.", path.display())]
    NoSuchFolder {
        /// The folder asked for.
        path: PathBuf,
    },
    /// The path names a folder, a device or something else that is no file.
    #[error("{} is not a file.", path.display())]
    NotAFile {
        /// What was asked for.
        path: PathBuf,
    },
    /// The file or folder may not be read.
    #[error("You have no permission to read {}.", path.display())]
    NoPermission {
        /// What was to be read.
        path: PathBuf,
    },
    /// The file or folder may not be written.
    #[error("{} is read-only. It is as it was.", path.display())]
    ReadOnly {
        /// What was to be written, or the folder that takes no new files.
        path: PathBuf,
    },
    /// The file would not fit into memory, or could not be opened again.
    #[error(
        "{} would be {bytes} bytes, more than the {limit} that Atelier opens and saves. \
         Nothing was changed.",
        path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        bytes: u64,
        /// The largest size in bytes.
        limit: u64,
    },
    /// The disk, or this user's part of it, is full.
    #[error("There is no room on the disk for {}. What stood there is as it was.", path.display())]
    DiskFull {
        /// The file that was to be written.
        path: PathBuf,
    },
    /// Somebody else has the canvas open for changes.
    #[error(
        "{} is open for changes elsewhere{}. Nothing was changed.",
        path.display(),
        held(by.as_ref())
    )]
    Locked {
        /// The canvas.
        path: PathBuf,
        /// Who holds it, where the lock says so.
        by: Option<Holder>,
    },
    /// Another program wrote the file since it was opened or saved here.
    #[error(
        "Another program has changed {} since it was last opened or saved here. \
         Both versions are safe: the other in the file, yours in this window.",
        path.display()
    )]
    ChangedOnDisk {
        /// The canvas.
        path: PathBuf,
    },
    /// The journal is at another number than the writer thinks.
    #[error("The journal goes on with number {next}, not {given}. Nothing was written.")]
    JournalConflict {
        /// The number that the caller gave.
        given: u64,
        /// The number that the journal takes next.
        next: u64,
    },
    /// Another window or process writes this journal.
    #[error("The journal of this canvas is in use by another window. Nothing was changed.")]
    JournalInUse {
        /// The canvas id.
        id: String,
    },
    /// A write or sync failed earlier, or the journal is closed.
    #[error("The journal of this canvas has stopped. Everything acknowledged before is on disk.")]
    JournalStopped {
        /// The canvas id.
        id: String,
    },
    /// There is no such journal.
    #[error("There is no journal of this canvas.")]
    NoSuchJournal {
        /// The canvas id.
        id: String,
        /// The head that the journal was to begin at.
        base: String,
    },
    /// Anything else that the operating system reports.
    #[error("{} could not be {doing}: {source}.", path.display())]
    Io {
        /// What was tried: `read`, `written` or `locked`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

fn held(by: Option<&Holder>) -> String {
    by.map_or_else(String::new, |by| format!(", by {} on {}", by.user, by.host))
}

impl Error {
    /// The name of the error, the same for ever, for the locale files and other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchFile { .. } => "no-such-file",
            Self::NoSuchFolder { .. } => "no-such-folder",
            Self::NotAFile { .. } => "not-a-file",
            Self::NoPermission { .. } => "no-permission",
            Self::ReadOnly { .. } => "read-only",
            Self::TooLarge { .. } => "too-large",
            Self::DiskFull { .. } => "disk-full",
            Self::Locked { .. } => "locked",
            Self::ChangedOnDisk { .. } => "changed-on-disk",
            Self::JournalConflict { .. } => "journal-conflict",
            Self::JournalInUse { .. } => "journal-in-use",
            Self::JournalStopped { .. } => "journal-stopped",
            Self::NoSuchJournal { .. } => "no-such-journal",
            Self::Io { .. } => "io",
        }
    }

    /// What the person can do now.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::NoSuchFile { .. } => "Choose another file; it may have been moved or renamed.",
            Self::NoSuchFolder { .. } => "Save in another folder.",
            Self::NotAFile { .. } => "Choose a canvas file.",
            Self::NoPermission { .. } => "Ask its owner for permission or for a copy.",
            Self::ReadOnly { .. } => "Save somewhere else.",
            Self::TooLarge { .. } => "Go on in a new canvas made from this one.",
            Self::DiskFull { .. } => "Make room on the disk, or save on another one.",
            Self::Locked { .. } => "Look at it read-only, or save a copy somewhere else.",
            Self::ChangedOnDisk { .. } => {
                "Save somewhere else, or overwrite the file: the other version is then set aside."
            }
            Self::JournalConflict { .. } => "Open the canvas again.",
            Self::JournalInUse { .. } => "Go on in the other window, or close it first.",
            Self::JournalStopped { .. } => "Save the canvas; a new journal begins with the save.",
            Self::NoSuchJournal { .. } => "Open the canvas from its file.",
            Self::Io { .. } => "Try again, or save somewhere else.",
        }
    }

    /// What a failed read of `path` means.
    pub(crate) fn reading(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoSuchFile { path },
            ErrorKind::IsADirectory => Self::NotAFile { path },
            ErrorKind::PermissionDenied => Self::NoPermission { path },
            _ => Self::Io {
                doing: "read",
                path,
                source,
            },
        }
    }

    /// What a failed write, lock or removal of `path` means.
    pub(crate) fn writing(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => {
                let folder = path.parent().map(Path::to_owned);
                Self::NoSuchFolder {
                    path: folder.unwrap_or(path),
                }
            }
            ErrorKind::IsADirectory => Self::NotAFile { path },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::DiskFull { path }
            }
            _ => Self::Io {
                doing: "written",
                path,
                source,
            },
        }
    }
}
