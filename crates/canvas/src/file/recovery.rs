//! What can be read of a broken file.

use super::Document;
use crate::canvas::{Canvas, Changes};
use crate::chain::{Hash, Secrets};
use crate::letters::EntryNo;
use crate::notation::Notation;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

impl Document {
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
        let mut document = Document::new(key::<String>(&text, "id")?, chance);
        if let Some(secrets) = key(&text, "secrets").as_ref().and_then(Secrets::from_file) {
            document.secrets = secrets;
        }
        let mut notation = Notation::default();
        document.canvas.watch();
        for line in text[from..].lines().skip(1) {
            let line = line.strip_suffix(',').unwrap_or(line);
            let Ok(entry) = notation.read(&document.canvas, line) else {
                break;
            };
            let Ok(number) = document.append(entry, None) else {
                break;
            };
            document.canvas.show_changes(number, &mut follow);
        }
        document.recover_pictures(&text[from..]);
        let entries = document.canvas.next();
        if document.canvas.first_unvouched().is_some() {
            document.redact_once_more();
            document.canvas.show_changes(entries, &mut follow);
        }
        document.canvas.unwatch();
        (entries > 0).then_some((document, entries))
    }
}

impl Document {
    /// Takes up the pictures that came whole, each on a line of its own.
    fn recover_pictures(&mut self, text: &str) {
        let Some((_, pictures)) = text.split_once("\n\"attachments\": {") else {
            return;
        };
        for line in pictures.lines() {
            let line = line.trim().trim_end_matches(',');
            let picture = serde_json::from_str(&format!("{{{line}}}"));
            let picture: BTreeMap<String, String> = picture.unwrap_or_default();
            for (sha256, base64) in picture {
                self.gallery.recover(&self.canvas, &sha256, &base64);
            }
        }
    }
}

/// What a line of the file says by itself.
fn key<T: DeserializeOwned>(text: &str, key: &str) -> Option<T> {
    let begin = format!("\"{key}\": ");
    let mut lines = text.lines();
    let value = lines.find_map(|line| line.strip_prefix(&begin)?.strip_suffix(','))?;
    serde_json::from_str(value).ok()
}
