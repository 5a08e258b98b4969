//! The end of a file: what its log comes to.

use super::{Document, FileError};
use crate::chain::{CHECKPOINT, TRAIL, hex};
use crate::notation::compact;
use crate::refusal::Damage;
use serde::{Deserialize, Serialize};
use std::iter;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub entries: u32,
    hash: String,
    checkpoints: Vec<String>,
    #[serde(default)]
    trail: String,
}

impl Head {
    pub fn of(document: &Document) -> Self {
        let Document { canvas, chain, .. } = document;
        Head {
            entries: canvas.next(),
            hash: hex(&chain.head()),
            checkpoints: chain.checkpoints().iter().map(|hash| hex(hash)).collect(),
            trail: chain.trail().to_owned(),
        }
    }

    /// Holds the head that a file names against its log: what is said differently while the end is
    /// right.
    pub fn against(&self, document: &Document) -> Result<Vec<String>, FileError> {
        let right = Head::of(document);
        if (&self.hash, self.entries) != (&right.hash, right.entries) {
            return Err(FileError::Changed(right.first_unlike(self)));
        }
        if let Some(entry) = document.canvas.first_unvouched() {
            let why = "its words were taken out, and no entry says so";
            return Err(Damage {
                entry: entry + 1,
                why,
            }
            .into());
        }
        let mut differences = Vec::new();
        if self.checkpoints != right.checkpoints {
            let right = right.checkpoints.iter().map(Some);
            let found = self.checkpoints.iter().map(Some).chain(iter::repeat(None));
            let mut pairs = right.zip(found).enumerate();
            let wrong = pairs.find(|(_, (right, found))| right != found);
            differences.push(wrong.map_or_else(
                || "head.checkpoints: the file names more of them than the log has".to_owned(),
                |(at, (right, found))| {
                    let (found, right) = (compact(&found), compact(&right));
                    format!("head.checkpoints[{at}]: the file says {found}, the log says {right}")
                },
            ));
        }
        if self.trail != right.trail {
            let entry = right.first_unlike(self);
            differences.push(format!(
                "head.trail: it does not fit the log at entry {entry}"
            ));
        }
        Ok(differences)
    }

    /// The first entry, counted from 1, whose hash is another here than there.
    fn first_unlike(&self, other: &Head) -> u32 {
        let last = self.entries.max(1);
        if other.trail.is_empty() {
            // Without a trail the checkpoints tell in which stretch it is.
            let stretches = self.checkpoints.iter().zip(&other.checkpoints);
            let alike = stretches.take_while(|(a, b)| a == b).count() as u32;
            return (alike * CHECKPOINT + 1).min(last);
        }
        let trail = |head: &Head| head.trail.clone().into_bytes();
        let (own, others) = (trail(self), trail(other));
        let steps = own.chunks(TRAIL).zip(others.chunks(TRAIL));
        let alike = steps.take_while(|(a, b)| a == b).count() as u32;
        (alike + 1).min(last)
    }
}
