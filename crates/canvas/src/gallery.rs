//! The bytes of the pictures on a canvas, each once, in base64 as files and screens want them.

use crate::canvas::Canvas;
use crate::chain::{Hash, from_hex, hex};
use crate::notation::compact;
use crate::picture;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pictures by the SHA-256 of their bytes.
#[derive(Clone, Debug, Default)]
pub struct Gallery {
    pictures: FxHashMap<Hash, Arc<str>>,
}

impl Gallery {
    /// Keeps a picture. The base64 must be of the bytes that have that hash.
    pub fn keep(&mut self, sha256: Hash, base64: &str) {
        self.pictures.entry(sha256).or_insert_with(|| base64.into());
    }

    /// Keeps a picture from somewhere that may be damaged; false if it is another one.
    pub fn keep_if_right(&mut self, sha256: Hash, base64: &str) -> bool {
        let right = picture::holds(base64, &sha256);
        if right {
            self.keep(sha256, base64);
        }
        right
    }

    /// Lets a picture go.
    pub(crate) fn forget(&mut self, sha256: &Hash) {
        self.pictures.remove(sha256);
    }

    /// A picture in base64, if its bytes are here.
    pub fn base64(&self, sha256: &Hash) -> Option<&str> {
        self.pictures.get(sha256).map(|base64| &**base64)
    }

    /// The section of a file, a picture on each line; nothing if there never was a picture.
    pub(crate) fn section(&self, canvas: &Canvas) -> Option<String> {
        let mut section = String::from("{");
        for picture in canvas.pictures() {
            let sha256 = &picture.facts.sha256;
            section.push_str(if section.len() == 1 { "\n  " } else { ",\n  " });
            section.push_str(&compact(&hex(sha256)));
            section.push_str(": ");
            section.push_str(&compact(&self.base64(sha256)));
        }
        section.push_str("\n}");
        (!canvas.pictures().is_empty()).then_some(section)
    }

    /// Takes up the section of a file, as far as the canvas has such pictures.
    ///
    /// # Errors
    /// The SHA-256 of the first picture whose bytes are others, or that is not there at all.
    pub(crate) fn take_up(
        &mut self,
        canvas: &Canvas,
        section: &BTreeMap<String, Option<String>>,
    ) -> Result<(), String> {
        for picture in canvas.pictures() {
            let sha256 = picture.facts.sha256;
            let name = hex(&sha256);
            match section.get(&name) {
                Some(Some(base64)) if self.keep_if_right(sha256, base64) => {}
                // It was taken out, or lost and that is known.
                Some(None) => {}
                _ => return Err(name),
            }
        }
        Ok(())
    }

    /// Takes up what is right of a broken file's section.
    pub(crate) fn recover(&mut self, canvas: &Canvas, name: &str, base64: &str) {
        if let Some(sha256) = from_hex(name)
            && canvas.picture_named(&sha256).is_some()
        {
            self.keep_if_right(sha256, base64);
        }
    }
}
