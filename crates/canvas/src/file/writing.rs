//! Writing a canvas down as a file.

use super::head::Head;
use super::parts::Kept;
use super::spread::spread;
use super::{Document, VERSION};
use crate::canvas::TITLE;
use crate::chain::hex;
use crate::grapheme;
use crate::letters::EntryNo;
use crate::notation::{Notation, Told, compact};
use serde::Serialize;
use sha2::{Digest, Sha256};

impl Document {
    /// The file's bytes. `params` and `ownership` are computed elsewhere.
    pub fn to_bytes(&self, params: &impl Serialize, ownership: &impl Serialize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut key = |key: &str, value: &[u8]| {
            let separator: &[u8] = if out.is_empty() { b"{\n" } else { b",\n" };
            out.extend_from_slice(separator);
            out.extend_from_slice(compact(key).as_bytes());
            out.extend_from_slice(b": ");
            out.extend_from_slice(value);
        };
        key("format", b"\"atelier\"");
        key("version", VERSION.to_string().as_bytes());
        key("id", compact(&self.id).as_bytes());
        key("title", compact(&self.canvas.text(TITLE)).as_bytes());
        key("params", self.part("params", params).as_bytes());
        key("unicode", compact(&grapheme::unicode_version()).as_bytes());
        key(
            "canvas",
            self.part("canvas", &self.canvas.board()).as_bytes(),
        );
        key("ownership", self.part("ownership", ownership).as_bytes());
        let experience = self.canvas.experience();
        key(
            "experience",
            self.part("experience", &experience).as_bytes(),
        );
        for (unknown, value) in &self.unknown {
            key(unknown, value.get().as_bytes());
        }
        key("secrets", compact(&self.secrets.to_file()).as_bytes());
        key("log", &self.log_lines());
        key("head", compact(&Head::of(self)).as_bytes());
        if let Some(pictures) = self.gallery.section(&self.canvas) {
            key("attachments", pictures.as_bytes());
        }
        out.extend_from_slice(b",\n");
        let seal = hex(&Sha256::digest(&out));
        out.extend_from_slice(format!("\"seal\": \"{seal}\"\n}}\n").as_bytes());
        out
    }

    fn log_lines(&self) -> Vec<u8> {
        let mut notation = Notation::default();
        let mut lines = vec![b'['];
        for number in 0..self.canvas.next() as EntryNo {
            lines.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
            notation.write(&self.canvas, number, Told::InFull, &mut lines);
        }
        lines.extend_from_slice(b"\n]");
        lines
    }

    /// A readable part as the file has it, with the keys that another version had written into it.
    pub(super) fn part(&self, key: &str, value: &impl Serialize) -> String {
        let text = match key {
            "canvas" | "ownership" | "experience" => spread(&compact(value)),
            _ => compact(value),
        };
        match self.overlaid.get(key) {
            Some(kept) => overlay(text, kept),
            None => text,
        }
    }
}

/// An object's text with further keys at its end.
fn overlay(mut text: String, kept: &Kept) -> String {
    let own_lines = text.ends_with("\n}");
    let end = if own_lines { "\n}" } else { "}" };
    if let Some(open) = text.strip_suffix(end) {
        text.truncate(open.len());
        for (key, value) in kept {
            text.push_str(if own_lines { ",\n  " } else { "," });
            text.push_str(&compact(key));
            text.push_str(if own_lines { ": " } else { ":" });
            text.push_str(value.get());
        }
        text.push_str(end);
    }
    text
}
