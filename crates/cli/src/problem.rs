//! Problems as the command line says them: what happened, what to do, and a code.

use anyhow::{Context, Result, anyhow};
use canvas::file::FileError;
use std::io::Write;
use std::path::Path;
use workshop::{OpenedWorkshop, Workshop};

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

/// A canvas file, opened to be looked at. Where the file says something else than its log, that
/// is said on standard error and the log counts.
pub fn open(path: &Path) -> Result<Workshop> {
    // Nobody joins while a file is only looked at, so no chance is needed.
    let opened = Workshop::open(&read(path)?, [0; 32]);
    let OpenedWorkshop {
        workshop,
        differences,
    } = opened.map_err(|error| of_file(path, &error))?;
    for difference in differences {
        eprintln!("{}: {difference}", path.display());
    }
    Ok(workshop)
}

/// Why a file is no canvas, or none that holds.
pub fn of_file(path: &Path, error: &FileError) -> anyhow::Error {
    anyhow!("{}: {error} [{}]", path.display(), error.code())
}

/// The disk, for writing.
pub fn store() -> store::Store {
    store::Store::new(host::data_dir())
}

/// Writes a file durably, all or nothing.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    store()
        .save_new(path, &host::holder(), bytes)
        .map(|_| ())
        .map_err(|error| anyhow!("{error} {} [{}]", error.way_out(), error.code()))
}

/// Prints text; a reader who has seen enough is no problem.
pub fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints JSON, readable.
pub fn print_json(value: &impl serde::Serialize) -> Result<()> {
    print(&(serde_json::to_string_pretty(value)? + "\n"))
}
