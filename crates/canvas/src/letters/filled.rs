//! Which slots of a chunk are filled: a bit for each.

use super::CHUNK;

const WORD: usize = u64::BITS as usize;

/// A bit for each slot of a chunk, from left to right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filled([u64; 2 * CHUNK / WORD]);

impl Filled {
    pub fn get(&self, at: usize) -> bool {
        self.0[at / WORD] >> (at % WORD) & 1 == 1
    }

    pub fn flip(&mut self, at: usize) {
        self.0[at / WORD] ^= 1 << (at % WORD);
    }

    /// Makes room for an empty slot; those from there on stand one further right.
    pub fn insert(&mut self, at: usize) {
        let (first, bit) = (at / WORD, at % WORD);
        let left = (1 << bit) - 1;
        let mut carried = self.0[first] >> (WORD - 1);
        self.0[first] = (self.0[first] & left) | ((self.0[first] & !left) << 1);
        for word in &mut self.0[first + 1..] {
            let last = *word >> (WORD - 1);
            *word = *word << 1 | carried;
            carried = last;
        }
    }

    /// Takes the right half off.
    pub fn split_off(&mut self) -> Filled {
        let half = self.0.len() / 2;
        let mut right = Filled::default();
        right.0[..half].copy_from_slice(&self.0[half..]);
        self.0[half..].fill(0);
        right
    }

    /// How many are filled.
    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// How many are filled left of a slot.
    pub fn before(&self, at: usize) -> u32 {
        let (last, bit) = (at / WORD, at % WORD);
        let whole = self.0[..last].iter().map(|word| word.count_ones());
        // All of the last word may lie left of it.
        let part = self.0.get(last).map_or(0, |word| word & ((1 << bit) - 1));
        whole.sum::<u32>() + part.count_ones()
    }

    /// Where the filled ones from a slot on are, from left to right.
    pub fn from(self, at: usize) -> impl Iterator<Item = usize> {
        (at / WORD..self.0.len()).flat_map(move |word| {
            let left = if word == at / WORD { at % WORD } else { 0 };
            let mut bits = self.0[word] & (u64::MAX << left);
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some(word * WORD + bit)
            })
        })
    }

    /// Where the filled ones left of a slot are, the nearest first.
    pub fn left_of(self, at: usize) -> impl Iterator<Item = usize> {
        (0..at.div_ceil(WORD)).rev().flat_map(move |word| {
            let right = (at - word * WORD).min(WORD);
            let mut bits = self.0[word] & (u64::MAX >> (WORD - right));
            std::iter::from_fn(move || {
                let bit = bits.checked_ilog2()? as usize;
                bits ^= 1 << bit;
                Some(word * WORD + bit)
            })
        })
    }

    /// The filled one with so many filled ones left of it.
    pub fn nth(&self, mut position: u32) -> Option<usize> {
        for (at, &word) in self.0.iter().enumerate() {
            if position < word.count_ones() {
                let left = (0..position).fold(word, |left, _| left & (left - 1));
                return Some(at * WORD + left.trailing_zeros() as usize);
            }
            position -= word.count_ones();
        }
        None
    }
}
