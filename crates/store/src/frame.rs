//! How a journal stands in its file: a mark, a head frame, and a frame per record.
//!
//! ```text
//! file   = "ATJRNL01" head record*
//! frame  = length: u32  number: u64  check: 8 bytes  length bytes      (numbers little-endian)
//! head   = a frame whose number is that of the first record to come, and whose bytes are {"id":…,"base":…}
//! check  = the first 8 bytes of the SHA-256 of length, number and bytes
//! ```
//!
//! A frame is intact if all its bytes are there, its check holds, and its number is the next. The
//! intact part ends at the first frame that is not: what was being written when the power went, or
//! has been damaged since.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const MARK: &[u8; 8] = b"ATJRNL01";
const BEFORE_BYTES: usize = 4 + 8 + 8;

/// What the journal belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Key {
    pub(crate) id: String,
    pub(crate) base: String,
}

/// The intact part of a journal file.
pub(crate) struct Intact {
    pub(crate) key: Key,
    /// The number of the first record, present or to come.
    pub(crate) first: u64,
    /// Where the bytes of each record stand in the file, in order of their numbers.
    pub(crate) records: Vec<Range<usize>>,
    /// Where the intact part ends.
    pub(crate) end: usize,
}

impl Intact {
    /// The number of the record that comes next.
    pub(crate) fn next(&self) -> u64 {
        self.first + self.records.len() as u64
    }
}

/// The beginning of a journal file: mark and head.
pub(crate) fn head(key: &Key, first: u64) -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    write(
        &mut bytes,
        first,
        &serde_json::to_vec(key).unwrap_or_default(),
    );
    bytes
}

/// Appends one frame. `bytes` must be shorter than 4 GiB.
pub(crate) fn write(to: &mut Vec<u8>, number: u64, bytes: &[u8]) {
    let length = bytes.len() as u32;
    to.reserve(BEFORE_BYTES + bytes.len());
    to.extend_from_slice(&length.to_le_bytes());
    to.extend_from_slice(&number.to_le_bytes());
    to.extend_from_slice(&check(length, number, bytes));
    to.extend_from_slice(bytes);
}

/// Finds the intact part of a journal file; `None` if not even its head is intact.
pub(crate) fn read(file: &[u8]) -> Option<Intact> {
    if !file.starts_with(MARK) {
        return None;
    }
    let (first, head) = frame(file, MARK.len())?;
    let key = serde_json::from_slice(&file[head.clone()]).ok()?;
    let mut intact = Intact {
        key,
        first,
        end: head.end,
        records: Vec::new(),
    };
    while let Some((number, bytes)) = frame(file, intact.end) {
        if number != intact.next() {
            break;
        }
        intact.end = bytes.end;
        intact.records.push(bytes);
    }
    Some(intact)
}

/// The number of the frame at `start` and where its bytes stand, if its check holds.
fn frame(file: &[u8], start: usize) -> Option<(u64, Range<usize>)> {
    let (length, rest) = file.get(start..)?.split_first_chunk::<4>()?;
    let (number, rest) = rest.split_first_chunk::<8>()?;
    let (expected, rest) = rest.split_first_chunk::<8>()?;
    let (length, number) = (u32::from_le_bytes(*length), u64::from_le_bytes(*number));
    let bytes = rest.get(..length as usize)?;
    let start = start + BEFORE_BYTES;
    (check(length, number, bytes) == *expected).then_some((number, start..start + bytes.len()))
}

fn check(length: u32, number: u64, bytes: &[u8]) -> [u8; 8] {
    let hash = Sha256::new()
        .chain_update(length.to_le_bytes())
        .chain_update(number.to_le_bytes())
        .chain_update(bytes)
        .finalize();
    let mut check = [0; 8];
    check.copy_from_slice(&hash[..8]);
    check
}
