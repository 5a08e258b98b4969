//! All stretches of a certain length that ever stood, to be found by their letters.

use super::past::Tick;
use crate::PARAMS;
use crate::identity::RunNo;
use canvas::letters::SlotNo;
use rustc_hash::FxHashMap;

/// How many letters a stretch has.
pub const LENGTH: usize = PARAMS.matching as usize;

/// A stretch that stood.
#[derive(Clone, Copy, Debug)]
pub struct Stood {
    /// The slot of its first letter.
    pub first: SlotNo,
    /// When it came about.
    pub at: Tick,
    /// The run that all of it was part of when it came about, if it was itself typed again.
    pub run: Option<RunNo>,
    next: u32,
}

#[derive(Clone, Copy, Debug)]
struct Chain {
    first: u32,
    last: u32,
}

const NONE: u32 = u32::MAX;

/// Stretches by a hash of their letters, those with the same hash in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Index {
    chains: FxHashMap<u64, Chain>,
    stood: Vec<Stood>,
}

impl Index {
    /// The stretches that may have those letters, the earliest first.
    pub fn find(&self, hash: u64) -> impl Iterator<Item = Stood> + '_ {
        let mut at = self.chains.get(&hash).map_or(NONE, |chain| chain.first);
        std::iter::from_fn(move || {
            let stood = *self.stood.get(at as usize)?;
            at = stood.next;
            Some(stood)
        })
    }

    /// Keeps a stretch.
    pub fn keep(&mut self, hash: u64, first: SlotNo, at: Tick, run: Option<RunNo>) {
        let number = self.stood.len() as u32;
        self.stood.push(Stood {
            first,
            at,
            run,
            next: NONE,
        });
        let chain = self.chains.entry(hash).or_insert(Chain {
            first: number,
            last: number,
        });
        if chain.last != number {
            self.stood[chain.last as usize].next = number;
            chain.last = number;
        }
    }
}

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of some letters; that of a longer row follows from those of its parts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hash {
    sum: u64,
    power: Power,
}

#[derive(Clone, Copy, Debug)]
struct Power(u64);

impl Default for Power {
    fn default() -> Self {
        Power(1)
    }
}

impl Hash {
    /// With one more letter at the right.
    pub fn then(self, letter: u32) -> Self {
        Hash {
            sum: self
                .sum
                .wrapping_mul(BASE)
                .wrapping_add(u64::from(letter) + 1),
            power: Power(self.power.0.wrapping_mul(BASE)),
        }
    }

    /// With more letters at the right.
    pub fn joined(self, right: Self) -> Self {
        Hash {
            sum: self.sum.wrapping_mul(right.power.0).wrapping_add(right.sum),
            power: Power(self.power.0.wrapping_mul(right.power.0)),
        }
    }

    /// A key to look it up by.
    pub fn key(self) -> u64 {
        (self.sum ^ (self.sum >> 32)).wrapping_mul(BASE)
    }
}
