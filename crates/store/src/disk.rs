//! Reading whole files, replacing them atomically, and making folders: the few steps on which all
//! else rests.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// The SHA-256 of `bytes`.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The first 16 characters of the SHA-256 of `bytes` in hexadecimal, for file names.
pub(crate) fn short_digest(bytes: &[u8]) -> String {
    digest(bytes)[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// `name-tag.ext` for a file called `name.ext`, short enough for every file system.
pub(crate) fn tagged_name(path: &Path, tag: &str) -> String {
    let part = |text: Option<&std::ffi::OsStr>| {
        text.unwrap_or_default()
            .to_string_lossy()
            .chars()
            .take(40)
            .collect::<String>()
    };
    let (stem, extension) = (part(path.file_stem()), part(path.extension()));
    if extension.is_empty() {
        format!("{stem}-{tag}")
    } else {
        format!("{stem}-{tag}.{extension}")
    }
}

/// The one absolute path of the file that `path` means, which need not exist. A symbolic link is
/// followed, because a rename onto the link would replace the link and leave its file behind.
pub(crate) fn real_path(path: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(path).map_err(|error| Error::reading(path, error))?;
    let Some(name) = absolute.file_name() else {
        return Err(Error::NotAFile { path: absolute });
    };
    // On Windows `absolute` has removed every `..`, and `canonicalize` gives paths that no person
    // reads.
    let canonical = |path: &Path| path.canonicalize().ok();
    let found = if cfg!(windows) && !absolute.is_symlink() {
        None
    } else {
        canonical(&absolute).or_else(|| Some(canonical(folder_of(&absolute))?.join(name)))
    };
    Ok(found.unwrap_or(absolute))
}

/// The folder of an absolute file path.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// All bytes of the file, if it is one and has at most `limit` of them.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let failed = |error| Error::reading(path, error);
    // Asked before opening, because to open a pipe is to wait for its writer.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Error::NotAFile {
            path: path.to_owned(),
        });
    }
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let too_large = |bytes| Error::TooLarge {
        path: path.to_owned(),
        bytes,
        limit,
    };
    if size > limit {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).map_err(|_| too_large(size))?);
    let size = file
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(failed)? as u64;
    if size > limit {
        Err(too_large(size))
    } else {
        Ok(bytes)
    }
}

/// Like [`read`], but a missing file is `None`.
pub(crate) fn read_if_there(path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
    match read(path, limit) {
        Err(Error::NoSuchFile { .. }) => Ok(None),
        other => other.map(Some),
    }
}

/// Whether this user may change the file in place. A rename would get round a file's own
/// protection, which is somebody's wish; so it is asked.
pub(crate) fn check_writable(path: &Path) -> Result<()> {
    let protected =
        |path: &Path| fs::metadata(path).is_ok_and(|found| found.permissions().readonly());
    match File::options().write(true).open(path) {
        Ok(_) if protected(path) => Err(Error::ReadOnly {
            path: path.to_owned(),
        }),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::writing(path, error)),
        _ => Ok(()),
    }
}

/// Whether the folder of `path` takes the temporary file that a save begins with. That the lock
/// could be taken does not say so: its file may have been left by a kill, before the folder became
/// read-only.
pub(crate) fn check_folder(path: &Path) -> Result<()> {
    AtomicWriteFile::open(path)
        .and_then(AtomicWriteFile::discard)
        .map_err(|error| Error::writing(folder_of(path), error))
}

/// Replaces the file with `bytes`, durably, or leaves it as it was.
///
/// `atomic-write-file` makes a temporary file in the same folder with the mode and owner of the old
/// one, and on commit does fsync, rename, and on Unix fsync of the folder.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let write = || {
        let mut file = AtomicWriteFile::open(path)?;
        file.write_all(bytes)?;
        file.commit()
    };
    write().map_err(|error| Error::writing(path, error))
}

/// Makes the folder and those above it where they are missing, for this user alone, durably.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let above = folder_of(path);
    if above != path {
        make_folder(above)?;
    }
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(Error::writing(path, error)),
        _ => sync_folder(above).map_err(|error| Error::writing(above, error)),
    }
}

/// Makes what was created, renamed or removed in the folder durable. Windows offers nothing of the
/// kind.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()
    } else {
        Ok(())
    }
}

/// Removes the temporary files that killed calls of [`replace`] left beside `path`. Only for
/// whoever holds the right to replace `path`: anybody else would take the file from under a save.
///
/// Such a file is called like `path` with a dot before and, after another dot, six letters and
/// digits. Those without both a capital and a small letter are left alone, so that no `.backup` or
/// `.202611` of a person is taken.
pub(crate) fn sweep(path: &Path) {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return;
    };
    let Ok(entries) = fs::read_dir(folder_of(path)) else {
        return;
    };
    for entry in entries.flatten() {
        let found = entry.file_name();
        let suffix = found.to_str().and_then(|found| {
            found
                .strip_prefix('.')?
                .strip_prefix(name)?
                .strip_prefix('.')
        });
        let left_over = suffix.is_some_and(|suffix| {
            suffix.len() == 6
                && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && suffix.bytes().any(|byte| byte.is_ascii_uppercase())
                && suffix.bytes().any(|byte| byte.is_ascii_lowercase())
        });
        if left_over {
            // What cannot be removed now is tried again at the next open.
            let _ = fs::remove_file(entry.path());
        }
    }
}
