//! A canvas as a file: the readable present, the log that is the truth, and the hashes.

use crate::canvas::{Canvas, Changes, Hands};
use crate::chain::{Chain, Hash, Secrets};
use crate::entry::Entry;
use crate::gallery::Gallery;
use crate::letters::EntryNo;
use crate::notation::{Notation, Told};
use crate::refusal::Damage;
use parts::Kept;
use std::collections::BTreeMap;

mod comparison;
mod head;
mod parts;
mod reading;
mod recovery;
mod redaction;
mod spread;
mod writing;

pub use comparison::Comparison;
pub use reading::Opened;
pub use redaction::Redaction;

/// The version of the format that this app writes and reads.
pub const VERSION: u64 = 1;

/// A canvas with everything that its file holds.
#[derive(Clone, Debug)]
pub struct Document {
    /// Stays the same through saving and merging.
    pub id: String,
    canvas: Canvas,
    chain: Chain,
    secrets: Secrets,
    /// The pictures on it.
    pub gallery: Gallery,
    chance: Hash,
    /// What other versions of the app wrote, by key; kept as it is.
    unknown: Kept,
    /// What they wrote into the readable parts, by the part.
    overlaid: BTreeMap<&'static str, Kept>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    #[error("The file is not complete: {0}. What can be read of it can be recovered.")]
    Broken(String),
    #[error("This is not a canvas of Atelier.")]
    Foreign,
    #[error(
        "The file was written by a newer version of Atelier (format {0}). Update the app to open it."
    )]
    Newer(u64),
    #[error("{0}. What was done before it can be recovered.")]
    Damaged(#[from] Damage),
    /// From this entry on, counted from 1.
    #[error(
        "The log does not fit its hashes from entry {0} on: it was changed after it was written, or a secret was. What can be read of it can be recovered."
    )]
    Changed(u32),
    #[error(
        "A picture is missing or was changed after it was put on its card ({0}). What can be read of the file can be recovered."
    )]
    Picture(String),
}

impl FileError {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            FileError::Broken(_) => "broken-file",
            FileError::Foreign => "foreign-file",
            FileError::Newer(_) => "newer-version",
            FileError::Damaged(_) => "damaged-log",
            FileError::Changed(_) => "changed-log",
            FileError::Picture(_) => "changed-picture",
        }
    }
}

impl Document {
    /// An empty canvas. `chance` is 32 random bytes.
    pub fn new(id: impl Into<String>, chance: Hash) -> Self {
        let id = id.into();
        Document {
            canvas: Canvas::new(),
            chain: Chain::new(&id),
            secrets: Secrets::default(),
            gallery: Gallery::default(),
            chance,
            unknown: Kept::new(),
            overlaid: BTreeMap::new(),
            id,
        }
    }

    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    /// Lets the canvas keep its changes for whoever follows them.
    pub fn canvas_mut(&mut self) -> &mut Canvas {
        &mut self.canvas
    }

    /// The hash over the whole log.
    pub fn head(&self) -> Hash {
        self.chain.head()
    }

    /// Adds an entry to the log.
    ///
    /// # Errors
    /// An entry that does not fit the canvas; it is not added.
    pub fn append(&mut self, entry: Entry, hands: Option<Hands>) -> Result<EntryNo, Damage> {
        let number = self.canvas.apply(entry, hands)?;
        self.secrets.provide(&self.canvas, number, &self.chance);
        self.chain.extend(&self.canvas, number, &self.secrets);
        Ok(number)
    }

    /// The entry as it stands in the file, for a journal.
    pub fn line(&self, number: EntryNo) -> String {
        // Written by itself, with nothing left to what was told before.
        let mut line = Vec::new();
        Notation::default().write(&self.canvas, number, Told::InFull, &mut line);
        String::from_utf8(line).expect("JSON is text")
    }

    /// Adds an entry from a journal's line.
    ///
    /// # Errors
    /// A line that does not fit the canvas; it is not added.
    pub fn append_line(&mut self, line: &str) -> Result<EntryNo, Damage> {
        let damage = |why| Damage {
            entry: self.canvas.next() + 1,
            why,
        };
        let entry = Notation::default()
            .read(&self.canvas, line)
            .map_err(damage)?;
        self.append(entry, None)
    }

    /// The first entries of the canvas, as a canvas of its own.
    pub fn canvas_at(&self, entries: EntryNo) -> Canvas {
        self.replay(entries, |_, _, _| ())
    }

    /// The same, with somebody following: `follow` is shown the canvas after each entry, and what
    /// that entry changed.
    pub fn replay(
        &self,
        entries: EntryNo,
        follow: impl FnMut(&Canvas, EntryNo, &Changes),
    ) -> Canvas {
        let log = &self.canvas.log()[..entries.min(self.canvas.next()) as usize];
        Canvas::replay(log.iter().cloned(), follow)
    }
}
