//! Whether a file holds, and if not, where.

use crate::{OpenedWorkshop, Workshop};
use canvas::chain::Hash;
use canvas::file::FileError;

/// What recomputing everything from the log says of a file.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub entries: u32,
    /// The hash over the whole log.
    pub head: Hash,
    /// What the file says differently, the first one first; nothing if it holds.
    pub differences: Vec<String>,
}

impl Verdict {
    /// Recomputes everything that a file says from its log.
    ///
    /// # Errors
    /// A file that cannot be opened, and why.
    pub fn of(bytes: &[u8]) -> Result<Self, FileError> {
        // Nobody joins, so no chance is needed.
        let OpenedWorkshop {
            workshop,
            mut differences,
        } = Workshop::open(bytes, [0; 32])?;
        if let [seal] = differences.as_mut_slice()
            && seal.starts_with("seal: ")
        {
            // Everything that was recomputed is right; how it is written may not be.
            seal.push_str(&match first_unlike(bytes, &workshop.to_bytes()) {
                Some(place) => {
                    format!(". It says nothing else than the log, but {place} is written otherwise")
                }
                None => ". What differs is the seal itself, or a part that this version of \
                         Atelier does not know"
                    .to_owned(),
            });
        }
        Ok(Verdict {
            entries: workshop.canvas().next(),
            head: workshop.document().head(),
            differences,
        })
    }
}

/// The first line that is written otherwise than it would be now; the one that holds the seal is
/// none.
fn first_unlike(found: &[u8], right: &[u8]) -> Option<String> {
    let at = found.iter().zip(right).take_while(|(a, b)| a == b).count();
    let before = String::from_utf8_lossy(&found[..at]);
    if before.contains("\n\"seal\": ") {
        return None;
    }
    let line = 1 + before.matches('\n').count();
    Some(match before.split_once("\n\"log\": [") {
        Some((_, log)) if !log.contains("\n\"head\": ") => {
            format!(
                "line {line} (log entry {})",
                log.matches('\n').count().max(1)
            )
        }
        _ => format!("line {line}"),
    })
}
