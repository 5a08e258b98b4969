//! Which of its slots a letter fills.
//!
//! The slots of a letter stand in a row, the one it was written into first. A *way* leads to each
//! of the others while the entries that made it are in force, and a letter stands in the last slot
//! of its row to which its way leads. So it has its place whatever is undone and redone, in
//! whichever order, and whoever had not seen a move finds it where they saw it.

use super::{Canvas, Turn};
use crate::letters::{EntryNo, Place, PlaceNo, SlotNo};

/// What leads a letter to a slot that it was not written into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    /// The entry that moved it or its neighbour, split its text off or merged it.
    pub cause: EntryNo,
    /// The way to this slot of the same letter must lead there as well.
    pub on: Option<SlotNo>,
    /// The slot stands for that one, whose text was carried elsewhere.
    pub carried: bool,
}

impl Canvas {
    /// All slots that a place has or had, each before those that count more.
    pub(crate) fn slots_of(&self, place: PlaceNo) -> &[SlotNo] {
        match self.moved.get(&place) {
            Some(slots) => slots,
            None => std::slice::from_ref(&self.letters.place(place).home),
        }
    }

    /// Whether any letter has several slots.
    pub(crate) fn any_moved(&self) -> bool {
        !self.moved.is_empty()
    }

    pub(super) fn way(&self, slot: SlotNo) -> Option<Way> {
        self.ways.get(&slot).copied()
    }

    /// The entries that must be in force for a letter to stand in a slot, the last one first.
    pub(super) fn causes(&self, slot: SlotNo) -> impl Iterator<Item = EntryNo> {
        let mut way = self.way(slot);
        std::iter::from_fn(move || {
            let Way { cause, on, .. } = way?;
            way = on.and_then(|on| self.way(on));
            Some(cause)
        })
    }

    /// Where a letter stands, or would stand, by the entries that `counts` accepts.
    pub(crate) fn slot_by(&self, place: PlaceNo, counts: impl Fn(EntryNo) -> bool) -> SlotNo {
        let Some(slots) = self.moved.get(&place) else {
            return self.letters.place(place).home;
        };
        let leads = |slot: &SlotNo| self.causes(*slot).all(&counts);
        let last = slots.iter().rev().copied().find(leads);
        last.unwrap_or(self.letters.place(place).home)
    }

    /// Adds a slot to a letter's row, before the one at `at`, or as the last.
    pub(super) fn lead(&mut self, slot: SlotNo, way: Way, at: Option<usize>) {
        let place = self.letters.slot(slot).place;
        let home = self.letters.place(place).home;
        let row = self.moved.entry(place).or_insert_with(|| vec![home]);
        row.insert(at.unwrap_or(row.len()), slot);
        self.ways.insert(slot, way);
        if way.cause + 1 != self.next() {
            self.led.entry(way.cause).or_default().push(slot);
        }
    }

    /// Where in its letter's row a slot goes that stands for `slot` on the word of `cause`: what
    /// was carried away first is no longer there for a later entry, so the first counts most.
    pub(super) fn behind(&self, slot: SlotNo, cause: EntryNo) -> usize {
        let row = self.slots_of(self.letters.slot(slot).place);
        let own = row.iter().position(|&s| s == slot).expect("its own row");
        let later = |&other: &SlotNo| {
            self.carried_from(slot, other)
                .is_some_and(|way| way.cause > cause)
        };
        own + 1 + row[own + 1..].iter().take_while(|s| later(s)).count()
    }

    /// The first way by which `slot` was carried to `other`, if it was.
    fn carried_from(&self, slot: SlotNo, mut other: SlotNo) -> Option<Way> {
        loop {
            let way = self.way(other).filter(|way| way.carried)?;
            other = way.on?;
            if other == slot {
                return Some(way);
            }
        }
    }

    /// The slot that stands for one on the word of an entry.
    pub(super) fn carried_by(&self, cause: EntryNo, slot: SlotNo) -> Option<SlotNo> {
        let place = self.letters.slot(slot).place;
        let stands_for = |way: Way| way.carried && (way.cause, way.on) == (cause, Some(slot));
        let mut row = self.moved.get(&place)?.iter().copied();
        row.find(|&other| self.way(other).is_some_and(stands_for))
    }

    /// The letters that are elsewhere, or not there at all, as an entry is in force or not.
    pub(crate) fn moved_by(&self, entry: EntryNo) -> impl Iterator<Item = PlaceNo> {
        let (places, slots) = self.made_by(entry);
        let led = self.led.get(&entry).into_iter().flatten().copied();
        let in_slots = slots.chain(led).map(|slot| self.letters.slot(slot).place);
        places.chain(in_slots)
    }

    /// The entries that delete a letter, in force or not.
    pub(crate) fn deleters(&self, place: PlaceNo) -> impl Iterator<Item = EntryNo> {
        let first = self.letters.place(place).deleter;
        let again = self.deleted_again.get(&place).into_iter().flatten();
        (first != EntryNo::MAX)
            .then_some(first)
            .into_iter()
            .chain(again.copied())
    }

    pub(super) fn delete(&mut self, number: EntryNo, place: PlaceNo) {
        let letter = self.letters.place_mut(place);
        letter.deletions += 1;
        if letter.deleter == EntryNo::MAX {
            letter.deleter = number;
        } else {
            self.deleted_again.entry(place).or_default().push(number);
        }
        self.settle(place);
    }

    /// Lets a letter stand where the entries in force have it, if they have it at all.
    pub(super) fn settle(&mut self, place: PlaceNo) {
        let Place {
            slot: old,
            entry,
            deletions,
            ..
        } = *self.letters.place(place);
        let current = self.slot_by(place, |e| self.in_force(e));
        if current != old {
            self.fill(old, false);
            self.letters.place_mut(place).slot = current;
        }
        self.fill(current, deletions == 0 && self.in_force(entry));
    }

    fn fill(&mut self, slot: SlotNo, filled: bool) {
        if self.letters.fill(slot, filled) && self.watched {
            let place = self.letters.slot(slot).place;
            self.changes.letters.push(Turn {
                place,
                slot,
                text: self.letters.text_of(slot),
                stands: filled,
            });
        }
    }
}
