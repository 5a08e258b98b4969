//! Reading a file: entry by entry, without ever holding the log in another form.

use super::comparison::Comparison;
use super::head::Head;
use super::parts::Parts;
use super::{Document, FileError, VERSION};
use crate::canvas::{Canvas, Changes, TITLE};
use crate::chain::{Hash, Secrets, hex};
use crate::grapheme;
use crate::letters::EntryNo;
use crate::notation::{LineSeed, Notation, compact};
use crate::refusal::Damage;
use serde::de::{self, DeserializeSeed, Deserializer, SeqAccess};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// Bytes of the shortest entries: a file that claims more entries than it can hold gets no room
/// for them.
const SHORTEST_LINE: usize = 16;

/// The keys that this version knows.
const KEYS: [&str; 14] = [
    "format",
    "version",
    "id",
    "title",
    "params",
    "unicode",
    "canvas",
    "ownership",
    "experience",
    "secrets",
    "log",
    "head",
    "attachments",
    "seal",
];

/// A file that was opened. `params` and `ownership` are still to be compared, by those who can
/// compute them.
#[derive(Clone, Debug)]
pub struct Opened<'a> {
    pub document: Document,
    pub comparison: Comparison<'a>,
}

impl Document {
    /// Reads a file. `chance` is 32 random bytes, for who joins later. `follow` is shown the
    /// canvas after each entry of the log, and what that entry changed.
    ///
    /// # Errors
    /// A file that is broken, foreign, newer than this app, or whose log does not hold; `follow`
    /// may have seen a part of it.
    pub fn read(
        bytes: &[u8],
        chance: Hash,
        follow: impl FnMut(&Canvas, EntryNo, &Changes),
    ) -> Result<Opened<'_>, FileError> {
        let parts = parts(bytes)?;
        if parts.read::<String>("format").as_deref() != Some("atelier") {
            return Err(FileError::Foreign);
        }
        match parts.read::<Value>("version").and_then(|v| v.as_u64()) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(FileError::Newer(newer)),
            _ => return Err(FileError::Foreign),
        }
        if let Some(key) = parts.twice(&KEYS) {
            let twice = format!("“{key}” stands in it more than once");
            return Err(FileError::Broken(twice));
        }
        let unreadable = |key| FileError::Broken(format!("“{key}” cannot be read"));
        let id: String = parts.read("id").ok_or_else(|| unreadable("id"))?;
        let head: Head = parts.read("head").ok_or_else(|| unreadable("head"))?;
        let log = parts.get("log").filter(|log| log.starts_with('['));
        let log = log.ok_or_else(|| unreadable("log"))?;
        let mut document = Document::new(id, chance);
        document.secrets = parts
            .read::<BTreeMap<String, String>>("secrets")
            .and_then(|secrets| Secrets::from_file(&secrets))
            .ok_or_else(|| unreadable("secrets"))?;
        let most = log.len() / SHORTEST_LINE;
        document.canvas.expect(most.min(head.entries as usize));
        document.read_log(log, follow)?;
        document.unknown = parts.others(|key| KEYS.contains(&key));

        let differences = head.against(&document)?;
        let pictures = parts.read("attachments").unwrap_or_default();
        let pictures = document.gallery.take_up(&document.canvas, &pictures);
        pictures.map_err(FileError::Picture)?;
        let mut comparison = Comparison {
            is_sealed: is_sealed(bytes, &parts),
            parts,
            differences,
        };
        let title = document.canvas.text(TITLE);
        let board = document.canvas.board();
        let experience = document.canvas.experience();
        comparison.compare(&mut document, "title", &title);
        comparison.compare(&mut document, "canvas", &board);
        comparison.compare(&mut document, "experience", &experience);
        comparison.compare(&mut document, "unicode", &grapheme::unicode_version());
        Ok(Opened {
            document,
            comparison,
        })
    }

    fn read_log(
        &mut self,
        log: &str,
        follow: impl FnMut(&Canvas, EntryNo, &Changes),
    ) -> Result<(), FileError> {
        let mut damage = None;
        self.canvas.watch();
        let seed = LogSeed {
            document: self,
            follow,
            damage: &mut damage,
        };
        let read = seed.deserialize(&mut serde_json::Deserializer::from_str(log));
        self.canvas.unwatch();
        match (damage, read) {
            (Some(damage), _) => Err(damage.into()),
            (None, Err(error)) => Err(FileError::Broken(error.to_string())),
            (None, Ok(())) => Ok(()),
        }
    }
}

/// The keys of a file.
fn parts(bytes: &[u8]) -> Result<Parts<'_>, FileError> {
    let broken = |line| FileError::Broken(format!("it ends or breaks at line {line}"));
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let whole = &bytes[..error.valid_up_to()];
        broken(1 + whole.iter().filter(|&&byte| byte == b'\n').count())
    })?;
    serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => FileError::Foreign,
        _ => broken(error.line()),
    })
}

/// Whether the last key is the hash of everything before it.
fn is_sealed(bytes: &[u8], parts: &Parts<'_>) -> bool {
    let key = b"\"seal\": \"";
    let at = bytes.windows(key.len()).rposition(|window| window == key);
    let (Some(at), Some((last, seal))) = (at, parts.keys.last()) else {
        return false;
    };
    last == "seal" && seal.get() == compact(&hex(&Sha256::digest(&bytes[..at])))
}

/// Takes up the entries of a log as they are read.
struct LogSeed<'a, F> {
    document: &'a mut Document,
    follow: F,
    /// What is wrong with the log, if anything is.
    damage: &'a mut Option<Damage>,
}

impl<'de, F> DeserializeSeed<'de> for LogSeed<'_, F>
where
    F: FnMut(&Canvas, EntryNo, &Changes),
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, log: D) -> Result<(), D::Error> {
        log.deserialize_seq(self)
    }
}

impl<'de, F> de::Visitor<'de> for LogSeed<'_, F>
where
    F: FnMut(&Canvas, EntryNo, &Changes),
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a log")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let document = self.document;
        let mut notation = Notation::default();
        loop {
            let number = document.canvas.next();
            let mut why = "it is not an array";
            let line = LineSeed {
                notation: &mut notation,
                canvas: &document.canvas,
                why: &mut why,
            };
            let entry = match seq.next_element_seed(line) {
                Ok(Some(entry)) => entry,
                Ok(None) => return Ok(()),
                Err(error) => {
                    let entry = number + 1;
                    *self.damage = Some(Damage { entry, why });
                    return Err(error);
                }
            };
            if let Err(damage) = document.append(entry, None) {
                let error = de::Error::custom(&damage);
                *self.damage = Some(damage);
                return Err(error);
            }
            document.canvas.show_changes(number, &mut self.follow);
        }
    }
}
