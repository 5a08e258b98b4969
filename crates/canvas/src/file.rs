//! A canvas as a file: the readable present, the log that is the truth, and the hashes.

use crate::canvas::{Canvas, Changes, Hands};
use crate::chain::{Chain, Hash, Secrets, from_hex, hex};
use crate::entry::Entry;
use crate::grapheme;
use crate::letters::EntryNo;
use crate::notation::{Notation, compact};
use crate::refusal::Damage;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

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
    chance: Hash,
    /// What other versions of the app wrote, by key; kept as it is.
    unknown: Map<String, Value>,
    /// The readable parts as they were read, for what other versions wrote into them.
    readable: Map<String, Value>,
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
    #[error(
        "The log was changed after it was written: its hash after entry {0} is not the one the file names. What can be read of it can be recovered."
    )]
    Changed(u32),
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
        }
    }
}

/// A file that was opened, and where its readable parts or hashes say something else than its log.
#[derive(Clone, Debug)]
pub struct Opened {
    pub document: Document,
    pub differences: Vec<String>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    format: Value,
    #[serde(default)]
    version: Value,
    #[serde(default)]
    id: Value,
    #[serde(default)]
    title: Value,
    #[serde(default)]
    params: Value,
    #[serde(default)]
    unicode: Value,
    #[serde(default)]
    canvas: Value,
    #[serde(default)]
    ownership: Value,
    #[serde(default)]
    experience: Value,
    #[serde(default)]
    secrets: Value,
    #[serde(default)]
    log: Value,
    #[serde(default)]
    head: Value,
    #[serde(default)]
    seal: Value,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

impl Document {
    /// An empty canvas. `chance` is 32 random bytes.
    pub fn new(id: impl Into<String>, chance: Hash) -> Self {
        let id = id.into();
        Document {
            canvas: Canvas::new(),
            chain: Chain::new(&id),
            secrets: Secrets::default(),
            chance,
            unknown: Map::new(),
            readable: Map::new(),
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
        let entry = &self.canvas.log()[number as usize];
        let words = entry.op.words().map_or(Value::Null, Value::from);
        compact(&Notation::default().write(&self.canvas, number, entry, words))
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
        let array = serde_json::from_str(line).map_err(|_| damage("it is not an array"))?;
        let entry = Notation::default()
            .read(&self.canvas, array)
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
        mut follow: impl FnMut(&Canvas, EntryNo, &Changes),
    ) -> Canvas {
        let mut canvas = Canvas::new();
        canvas.watch();
        for entry in &self.canvas.log()[..entries.min(self.canvas.next()) as usize] {
            let number = canvas
                .apply(entry.clone(), None)
                .expect("it was applied before");
            canvas.show_changes(number, &mut follow);
        }
        canvas.unwatch();
        canvas
    }

    // ── writing ──────────────────────────────────────────────────────────────────────────────

    /// The file's bytes. `params` and `ownership` are computed elsewhere.
    pub fn to_bytes(&self, params: Value, ownership: Value) -> Vec<u8> {
        let canvas = json!(self.canvas.board());
        let experience = json!(self.canvas.experience());
        let title = json!(self.canvas.text(crate::canvas::TITLE));
        let mut out = String::new();
        let mut key = |key: &str, value: &str| {
            out.push_str(if out.is_empty() { "{\n" } else { ",\n" });
            out.push_str(&compact(&key));
            out.push_str(": ");
            out.push_str(value);
        };
        let mut secrets = json!(self.secrets.to_file());
        let heads: Vec<_> = self
            .chain
            .checkpoints()
            .iter()
            .map(|hash| hex(hash))
            .collect();
        let head = json!({
            "entries": self.canvas.next(), "hash": hex(&self.chain.head()), "checkpoints": heads,
        });
        key("format", "\"atelier\"");
        key("version", &VERSION.to_string());
        key("id", &compact(&self.id));
        key("title", &compact(&title));
        key("params", &compact(&self.overlaid("params", params)));
        key("unicode", &compact(&grapheme::unicode_version()));
        key("canvas", &spread(&self.overlaid("canvas", canvas)));
        key("ownership", &spread(&self.overlaid("ownership", ownership)));
        key(
            "experience",
            &spread(&self.overlaid("experience", experience)),
        );
        for (unknown, value) in &self.unknown {
            key(unknown, &compact(value));
        }
        key("secrets", &compact(&secrets.take()));
        key("log", &self.log_lines());
        key("head", &compact(&head));
        out.push_str(",\n");
        let seal = hex(&Sha256::digest(out.as_bytes()));
        out.push_str("\"seal\": \"");
        out.push_str(&seal);
        out.push_str("\"\n}\n");
        out.into_bytes()
    }

    fn log_lines(&self) -> String {
        let mut notation = Notation::default();
        let mut lines = String::from("[");
        for (number, entry) in self.canvas.log().iter().enumerate() {
            let words = entry.op.words().map_or(Value::Null, Value::from);
            lines.push_str(if number == 0 { "\n" } else { ",\n" });
            let array = notation.write(&self.canvas, number as EntryNo, entry, words);
            lines.push_str(&compact(&array));
        }
        lines.push_str("\n]");
        lines
    }

    /// A readable part, with the keys that another version had written into it.
    fn overlaid(&self, key: &str, new: Value) -> Value {
        match (self.readable.get(key), new) {
            (Some(Value::Object(old)), Value::Object(mut new)) => {
                for (key, value) in old {
                    if !new.contains_key(key) {
                        new.insert(key.clone(), value.clone());
                    }
                }
                Value::Object(new)
            }
            (_, new) => new,
        }
    }

    // ── reading ──────────────────────────────────────────────────────────────────────────────

    /// Reads a file. `chance` is 32 random bytes, for who joins later.
    ///
    /// # Errors
    /// A file that is broken, foreign, newer than this app, or whose log does not hold.
    pub fn from_bytes(bytes: &[u8], chance: Hash) -> Result<Opened, FileError> {
        Document::read(bytes, chance, |_, _, _| ())
    }

    /// The same, with somebody following: `follow` is shown the canvas after each entry of the
    /// log, and what that entry changed.
    ///
    /// # Errors
    /// A file that is broken, foreign, newer than this app, or whose log does not hold; `follow`
    /// may have seen a part of it.
    pub fn read(
        bytes: &[u8],
        chance: Hash,
        follow: impl FnMut(&Canvas, EntryNo, &Changes),
    ) -> Result<Opened, FileError> {
        let raw: Raw = serde_json::from_slice(bytes).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => FileError::Foreign,
            _ => FileError::Broken(format!("it ends or breaks at line {}", error.line())),
        })?;
        if raw.format != json!("atelier") {
            return Err(FileError::Foreign);
        }
        match raw.version.as_u64() {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(FileError::Newer(newer)),
            _ => return Err(FileError::Foreign),
        }
        let Value::Array(lines) = raw.log else {
            return Err(FileError::Foreign);
        };
        let (Some(id), Ok(head)) = (raw.id.as_str(), serde_json::from_value::<Head>(raw.head))
        else {
            return Err(FileError::Foreign);
        };
        let mut document = Document::new(id, chance);
        document.secrets = serde_json::from_value::<BTreeMap<String, String>>(raw.secrets)
            .ok()
            .and_then(|secrets| Secrets::from_file(&secrets))
            .ok_or(FileError::Foreign)?;
        document.read_log(lines, &head, follow)?;
        document.unknown = raw.unknown;

        let mut differences = Vec::new();
        let mut check = |what: &str, found: &Value, right: Value| {
            if let Some(where_) = difference(what, found, &right) {
                differences.push(where_);
            }
        };
        check(
            "title",
            &raw.title,
            json!(document.canvas.text(crate::canvas::TITLE)),
        );
        check("canvas", &raw.canvas, json!(document.canvas.board()));
        check(
            "experience",
            &raw.experience,
            json!(document.canvas.experience()),
        );
        check("unicode", &raw.unicode, json!(grapheme::unicode_version()));
        let sealed = seal_of(bytes);
        if sealed.is_none() || sealed != raw.seal.as_str().map(str::to_owned) {
            differences.push("seal: the file was edited outside Atelier".to_owned());
        }
        for (key, value) in [
            ("params", raw.params),
            ("canvas", raw.canvas),
            ("ownership", raw.ownership),
            ("experience", raw.experience),
        ] {
            document.readable.insert(key.to_owned(), value);
        }
        Ok(Opened {
            document,
            differences,
        })
    }

    /// A readable part as the file had it.
    pub fn as_read(&self, key: &str) -> &Value {
        self.readable.get(key).unwrap_or(&Value::Null)
    }

    fn read_log(
        &mut self,
        lines: Vec<Value>,
        head: &Head,
        mut follow: impl FnMut(&Canvas, EntryNo, &Changes),
    ) -> Result<(), FileError> {
        let mut notation = Notation::default();
        self.canvas.watch();
        for line in lines {
            let number = self.canvas.next();
            let damage = |why| {
                FileError::Damaged(Damage {
                    entry: number + 1,
                    why,
                })
            };
            let Value::Array(array) = line else {
                return Err(damage("it is not an array"));
            };
            let entry = notation.read(&self.canvas, array).map_err(damage)?;
            self.append(entry, None)?;
            self.canvas.show_changes(number, &mut follow);
            let done = self.canvas.next();
            if done.is_multiple_of(crate::chain::CHECKPOINT) {
                let at = (done / crate::chain::CHECKPOINT - 1) as usize;
                let named = head.checkpoints.get(at).and_then(|hash| from_hex(hash));
                if named != Some(self.chain.head()) {
                    return Err(FileError::Changed(done));
                }
            }
        }
        self.canvas.unwatch();
        if from_hex(&head.hash) != Some(self.chain.head())
            || head.entries != self.canvas.next()
            || head.checkpoints.len() != self.chain.checkpoints().len()
        {
            return Err(FileError::Changed(self.canvas.next()));
        }
        Ok(())
    }

    /// What can be read of a broken file: everything up to the break, and how many entries that
    /// are. Nothing if not even a beginning is there. `follow` is shown the canvas after each
    /// entry, and what that entry changed.
    pub fn recover(
        bytes: &[u8],
        chance: Hash,
        mut follow: impl FnMut(&Canvas, EntryNo, &Changes),
    ) -> Option<(Self, u32)> {
        let text = String::from_utf8_lossy(bytes);
        let from = text.find("\n\"log\": [")? + "\n\"log\": [".len();
        let id = text
            .lines()
            .find_map(|line| line.strip_prefix("\"id\": ")?.strip_suffix(','))
            .and_then(|id| serde_json::from_str::<String>(id).ok())?;
        let mut document = Document::new(id, chance);
        let secrets = text
            .lines()
            .find_map(|line| line.strip_prefix("\"secrets\": ")?.strip_suffix(','))
            .and_then(|secrets| serde_json::from_str::<BTreeMap<String, String>>(secrets).ok());
        if let Some(secrets) = secrets.as_ref().and_then(Secrets::from_file) {
            document.secrets = secrets;
        }
        let mut notation = Notation::default();
        document.canvas.watch();
        for line in text[from..].lines().skip(1) {
            let Ok(array) = serde_json::from_str(line.strip_suffix(',').unwrap_or(line)) else {
                break;
            };
            let Ok(entry) = notation.read(&document.canvas, array) else {
                break;
            };
            let Ok(number) = document.append(entry, None) else {
                break;
            };
            document.canvas.show_changes(number, &mut follow);
        }
        document.canvas.unwatch();
        let entries = document.canvas.next();
        (entries > 0).then_some((document, entries))
    }
}

#[derive(Deserialize)]
struct Head {
    entries: u32,
    hash: String,
    checkpoints: Vec<String>,
}

/// The hash of everything before the last key.
fn seal_of(bytes: &[u8]) -> Option<String> {
    let key = b"\"seal\": \"";
    let at = bytes.windows(key.len()).rposition(|window| window == key)?;
    Some(hex(&Sha256::digest(&bytes[..at])))
}

/// An object with each key, and each element of its lists, on a line of its own.
fn spread(value: &Value) -> String {
    let Value::Object(object) = value else {
        return compact(value);
    };
    let mut out = String::from("{");
    for (at, (key, value)) in object.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str("  ");
        out.push_str(&compact(key));
        out.push_str(": ");
        match value {
            Value::Array(list) if !list.is_empty() => {
                out.push('[');
                for (at, element) in list.iter().enumerate() {
                    out.push_str(if at == 0 { "\n    " } else { ",\n    " });
                    out.push_str(&compact(element));
                }
                out.push_str("\n  ]");
            }
            value => out.push_str(&compact(value)),
        }
    }
    out.push_str("\n}");
    out
}

/// Where what was found first says something else than what is right. Keys that are not known
/// are no difference.
pub fn difference(at: &str, found: &Value, right: &Value) -> Option<String> {
    match (found, right) {
        (Value::Object(found), Value::Object(right)) => right.iter().find_map(|(key, right)| {
            let found = found.get(key).unwrap_or(&Value::Null);
            difference(&format!("{at}.{key}"), found, right)
        }),
        (Value::Array(found), Value::Array(right)) if found.len() == right.len() => found
            .iter()
            .zip(right)
            .enumerate()
            .find_map(|(index, (found, right))| {
                difference(&format!("{at}[{index}]"), found, right)
            }),
        (found, right) if found == right => None,
        (found, right) => Some(format!("{at}: the file says {found}, the log says {right}")),
    }
}
