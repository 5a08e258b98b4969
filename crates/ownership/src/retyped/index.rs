//! All stretches of a certain length that ever stood, to be found by their letters.
//!
//! A letter that comes to stand between others makes as many new stretches as a stretch has
//! letters. They are not kept one by one: each of them holds either the letters that end with the
//! new one or those that begin with it, so many as are more than half a stretch, and those two
//! *halves* are kept. The stretch that a typed letter ends is kept as a whole, since most letters
//! are typed where nothing stands to their right.

use super::past::Tick;
use super::row::{Key, Row};
use crate::PARAMS;
use crate::identity::RunNo;
use canvas::letters::SlotNo;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How many letters a stretch has.
pub const LENGTH: usize = PARAMS.matching as usize;
/// How many letters a half has: one more than half of them, so that a stretch holds one of two
/// halves that share a letter.
pub const HALF: usize = LENGTH / 2 + 1;
/// How many halves a stretch holds.
const HALVES: usize = LENGTH - HALF + 1;

/// Stretches by their letters.
#[derive(Clone, Debug, Default)]
pub struct Index {
    endings: Chains,
    halves: Chains,
    /// The runs that endings were part of when they came about, if they were themselves typed
    /// again.
    runs: FxHashMap<RecordNo, RunNo>,
}

/// Something kept that a stretch may be found by.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// A slot in the stretch.
    pub slot: SlotNo,
    /// How many of the stretch's letters are left of it.
    pub offset: usize,
    /// When it came about.
    pub at: Tick,
    /// The run that all of it was part of then, if it was itself typed again.
    pub run: Option<RunNo>,
}

impl Index {
    /// Keeps a stretch of a row that a typed letter ended.
    pub fn keep_ending(&mut self, row: &Row, from: usize, at: Tick, run: Option<RunNo>) {
        let slot = row.slot(from);
        let number = self.endings.keep(row.key::<LENGTH>(from), slot, at);
        if let Some(run) = run {
            self.runs.insert(number, run);
        }
    }

    /// Keeps all stretches of a row in which a letter stands as the right one of two that did not
    /// stand side by side before, if more than half of the letters are left of it.
    pub fn keep_left_half(&mut self, row: &Row, last: usize, at: Tick) {
        if let Some(from) = (last + 1).checked_sub(HALF) {
            self.keep_half(row, from, at);
        }
    }

    /// The same where a letter is the left one of the two, and more than half are right of it.
    pub fn keep_right_half(&mut self, row: &Row, first: usize, at: Tick) {
        if first + HALF <= row.len() {
            self.keep_half(row, first, at);
        }
    }

    fn keep_half(&mut self, row: &Row, from: usize, at: Tick) {
        if row.len() < LENGTH {
            return;
        }
        let slot = row.slot(from);
        self.halves.keep(row.key::<HALF>(from), slot, at);
    }

    /// The halves of stretches of a row that ever stood, each with where it begins.
    pub fn halves(&self, row: &Row, stretches: Range<usize>) -> Vec<(usize, Chain)> {
        if stretches.is_empty() || self.halves.records.is_empty() {
            return Vec::new();
        }
        let halves = stretches.start..stretches.end - 1 + HALVES;
        let known = |from| Some((from, self.halves.find(row.key::<HALF>(from))?));
        halves.filter_map(known).collect()
    }

    /// When the first of some alike halves came about.
    pub fn first_half(&self, halves: Chain) -> Tick {
        self.halves.at(halves).at
    }

    /// What a stretch of a row may be found by, given the row's halves that ever stood.
    pub fn find(&self, row: &Row, from: usize, halves: &[(usize, Chain)]) -> Found {
        let mut found = Found {
            ending: self.endings.find(row.key::<LENGTH>(from)),
            halves: Vec::new(),
        };
        let own = halves
            .iter()
            .filter(|(at, _)| (from..from + HALVES).contains(at));
        found
            .halves
            .extend(own.map(|&(at, chain)| (at - from, chain)));
        found
    }
}

/// What a stretch may be found by.
#[derive(Debug)]
pub struct Found {
    ending: Option<Chain>,
    /// With how many of the stretch's letters are left of each.
    halves: Vec<(usize, Chain)>,
}

impl Found {
    /// When the first of them came about.
    pub fn first(&self, index: &Index) -> Option<Tick> {
        let ending = self.ending.map(|chain| index.endings.at(chain).at);
        let halves = self
            .halves
            .iter()
            .map(|(_, chain)| index.first_half(*chain));
        ending.into_iter().chain(halves).min()
    }

    /// The next in the order of time; of those from one moment, an ending first.
    pub fn next(&mut self, index: &Index) -> Option<Kept> {
        let ending = self.ending.map(|chain| index.endings.at(chain));
        let halves = self.halves.iter().enumerate();
        let half = halves.min_by_key(|(_, (_, chain))| index.halves.at(*chain).at);
        let half = half.map(|(which, &(offset, chain))| (which, offset, index.halves.at(chain)));
        if let Some(record) = ending
            && half.is_none_or(|(_, _, half)| record.at <= half.at)
        {
            let chain = self.ending?;
            self.ending = index.endings.after(chain);
            return Some(Kept {
                slot: record.slot,
                offset: 0,
                at: record.at,
                run: index.runs.get(&chain.next).copied(),
            });
        }
        let (which, offset, record) = half?;
        match index.halves.after(self.halves[which].1) {
            Some(chain) => self.halves[which].1 = chain,
            None => _ = self.halves.swap_remove(which),
        }
        Some(Kept {
            slot: record.slot,
            offset,
            at: record.at,
            run: None,
        })
    }
}

type RecordNo = u32;

#[derive(Clone, Copy, Debug)]
struct Record {
    slot: SlotNo,
    at: Tick,
    /// The next one with the same key, or the first one after the last.
    next: RecordNo,
}

/// The rest of a chain of records.
#[derive(Clone, Copy, Debug)]
pub struct Chain {
    next: RecordNo,
    last: RecordNo,
}

/// Records by key, those with one key in the order of time.
#[derive(Clone, Debug, Default)]
struct Chains {
    last: FxHashMap<Key, RecordNo>,
    records: Vec<Record>,
}

impl Chains {
    fn keep(&mut self, key: Key, slot: SlotNo, at: Tick) -> RecordNo {
        let number = self.records.len() as RecordNo;
        let before = self.last.insert(key, number);
        let next = before.map_or(number, |before| {
            std::mem::replace(&mut self.records[before as usize].next, number)
        });
        self.records.push(Record { slot, at, next });
        number
    }

    fn find(&self, key: Key) -> Option<Chain> {
        let last = *self.last.get(&key)?;
        let next = self.records[last as usize].next;
        Some(Chain { next, last })
    }

    fn at(&self, chain: Chain) -> Record {
        self.records[chain.next as usize]
    }

    fn after(&self, chain: Chain) -> Option<Chain> {
        let next = self.at(chain).next;
        (chain.next != chain.last).then_some(Chain { next, ..chain })
    }
}
