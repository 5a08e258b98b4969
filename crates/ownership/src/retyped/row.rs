//! Letters that stand side by side, with the hash of any part of them.

use super::index::LENGTH;
use canvas::letters::SlotNo;
use std::ops::Range;

/// A hash of neighbouring letters. What is found by it is compared letter by letter.
pub type Key = u32;

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Letters from left to right.
#[derive(Clone, Debug)]
pub struct Row {
    slots: Vec<SlotNo>,
    /// What the letters are, so that alike ones have one number.
    letters: Vec<u32>,
    /// Hashes of the row's beginnings.
    sums: Vec<u64>,
}

/// Most rows are no longer than a letter with all that can be in a stretch with it.
impl Default for Row {
    fn default() -> Self {
        Row {
            slots: Vec::with_capacity(2 * LENGTH),
            letters: Vec::with_capacity(2 * LENGTH),
            sums: Vec::with_capacity(2 * LENGTH),
        }
    }
}

impl Row {
    /// Keeps the letters left of a position.
    pub fn truncate(&mut self, length: usize) {
        self.slots.truncate(length);
        self.letters.truncate(length);
        self.sums.truncate(length);
    }

    /// Puts a letter at the right end.
    pub fn push(&mut self, slot: SlotNo, letter: u32) {
        let sum = self.sums.last().copied().unwrap_or_default();
        let sum = sum.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1);
        self.slots.push(slot);
        self.letters.push(letter);
        self.sums.push(sum);
    }

    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn slot(&self, at: usize) -> SlotNo {
        self.slots[at]
    }

    /// The slots of some letters.
    pub fn slots(&self, from: usize, count: usize) -> &[SlotNo] {
        &self.slots[from..from + count]
    }

    /// What some letters are.
    pub fn letters(&self, from: usize, count: usize) -> &[u32] {
        &self.letters[from..from + count]
    }

    /// Where all parts of some length begin.
    pub fn all_of(&self, length: usize) -> Range<usize> {
        0..(self.len() + 1).saturating_sub(length)
    }

    /// The hash of `COUNT` letters.
    pub fn key<const COUNT: usize>(&self, from: usize) -> Key {
        let power = const { power(COUNT) };
        let before = from.checked_sub(1).map_or(0, |last| self.sums[last]);
        let sum = self.sums[from + COUNT - 1].wrapping_sub(before.wrapping_mul(power));
        ((sum ^ (sum >> 32)).wrapping_mul(BASE) >> 32) as Key
    }
}

const fn power(exponent: usize) -> u64 {
    let mut power = 1_u64;
    let mut at = 0;
    while at < exponent {
        power = power.wrapping_mul(BASE);
        at += 1;
    }
    power
}
