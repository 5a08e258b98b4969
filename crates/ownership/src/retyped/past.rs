//! Which letters stood where at any time.

use canvas::letters::{Letters, PlaceNo, SlotNo};
use rustc_hash::FxHashMap;

/// The matcher's clock: it goes on with each letter that is typed and each change of an entry.
pub type Tick = u32;

const NEVER: Tick = Tick::MAX;

/// From when on, and until when, a letter stood in a slot.
#[derive(Clone, Copy, Debug)]
pub struct Stay {
    pub from: Tick,
    pub to: Tick,
}

/// For each slot of a letter, when it was filled.
#[derive(Clone, Debug, Default)]
pub struct Past {
    now: Tick,
    last: Vec<Stay>,
    /// Stays before the last one, of slots that were filled more than once.
    earlier: FxHashMap<SlotNo, Vec<Stay>>,
    /// When letters were typed that came late: their text had gone, so they stood elsewhere at once.
    late: FxHashMap<PlaceNo, Tick>,
}

impl Past {
    pub fn now(&self) -> Tick {
        self.now
    }

    /// The next moment.
    pub fn tick(&mut self) -> Tick {
        self.now += 1;
        self.now
    }

    pub fn fill(&mut self, letters: &Letters, slot: SlotNo) {
        let place = letters.place_in(slot);
        if letters.place(place).home != slot && self.typed(letters, place) == NEVER {
            self.late.insert(place, self.now);
        }
        let stay = Stay {
            from: self.now,
            to: NEVER,
        };
        if self.last.len() <= slot as usize {
            let never = Stay {
                from: NEVER,
                to: NEVER,
            };
            self.last.resize(slot as usize + 1, never);
        }
        let last = &mut self.last[slot as usize];
        if last.from != NEVER {
            self.earlier.entry(slot).or_default().push(*last);
        }
        *last = stay;
    }

    pub fn empty(&mut self, slot: SlotNo) {
        self.last[slot as usize].to = self.now;
    }

    /// Whether a letter stands in the slot.
    pub fn stands(&self, slot: SlotNo) -> bool {
        let last = self.last.get(slot as usize);
        last.is_some_and(|stay| stay.from != NEVER && stay.to == NEVER)
    }

    /// How long the letter stood in the slot that stood there at a time.
    pub fn stood(&self, slot: SlotNo, at: Tick) -> Option<Stay> {
        let last = self.last.get(slot as usize)?;
        let there = |stay: &&Stay| stay.from <= at && at < stay.to;
        let earlier = || self.earlier.get(&slot)?.iter().find(there);
        Some(last).filter(there).or_else(earlier).copied()
    }

    /// When a letter was typed.
    pub fn typed(&self, letters: &Letters, place: PlaceNo) -> Tick {
        let home = letters.place(place).home;
        let late = self.late.get(&place).copied();
        late.unwrap_or_else(|| match self.earlier.get(&home) {
            Some(stays) => stays[0].from,
            None => self.last.get(home as usize).map_or(NEVER, |stay| stay.from),
        })
    }
}
