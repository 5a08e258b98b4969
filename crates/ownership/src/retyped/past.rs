//! Which letters stood where at any time.

use super::folding::Folding;
use canvas::canvas::Canvas;
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

/// For each slot of a letter, when it was filled, and with what.
#[derive(Clone, Debug, Default)]
pub struct Past {
    now: Tick,
    slots: Vec<Slot>,
    folding: Folding,
    /// Stays before the last one, of slots that were filled more than once.
    earlier: FxHashMap<SlotNo, Vec<Stay>>,
    /// When letters were typed that came late: their text had gone, so they stood elsewhere at once.
    late: FxHashMap<PlaceNo, Tick>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    last: Stay,
    letter: u32,
}

impl Slot {
    const NEVER: Slot = Slot {
        last: Stay {
            from: NEVER,
            to: NEVER,
        },
        letter: 0,
    };

    fn is_filled(&self) -> bool {
        self.last.from != NEVER && self.last.to == NEVER
    }
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

    pub fn fill(&mut self, canvas: &Canvas, slot: SlotNo) {
        let letters = canvas.letters();
        let place = letters.place_in(slot);
        if letters.place(place).home != slot && self.typed(letters, place) == NEVER {
            self.late.insert(place, self.now);
        }
        let stay = Stay {
            from: self.now,
            to: NEVER,
        };
        if self.slots.len() <= slot as usize {
            self.slots.resize(slot as usize + 1, Slot::NEVER);
        }
        let filled = &mut self.slots[slot as usize];
        if filled.last.from == NEVER {
            filled.letter = self.folding.number(canvas, place);
        } else {
            self.earlier.entry(slot).or_default().push(filled.last);
        }
        filled.last = stay;
    }

    pub fn empty(&mut self, slot: SlotNo) {
        self.slots[slot as usize].last.to = self.now;
    }

    /// Whether a letter stands in the slot.
    pub fn stands(&self, slot: SlotNo) -> bool {
        self.slots.get(slot as usize).is_some_and(Slot::is_filled)
    }

    /// What stands in a slot, so that alike letters have one number.
    pub fn standing(&self, slot: SlotNo) -> Option<u32> {
        let slot = self.slots.get(slot as usize)?;
        slot.is_filled().then_some(slot.letter)
    }

    /// What stands in a slot or stood there.
    pub fn letter(&self, slot: SlotNo) -> u32 {
        self.slots[slot as usize].letter
    }

    /// How long the letter stood in the slot that stood there at a time.
    pub fn stood(&self, slot: SlotNo, at: Tick) -> Option<Stay> {
        let last = &self.slots.get(slot as usize)?.last;
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
            None => self
                .slots
                .get(home as usize)
                .map_or(NEVER, |slot| slot.last.from),
        })
    }
}
