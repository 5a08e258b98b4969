//! Where letters go that are put beside others.
//!
//! Who puts letters beside another one means that letter where they saw it. It may have gone
//! elsewhere since, by what they had not seen or by what was undone and may be redone: the new
//! letters get a slot beside each of those, too, and a way there by the same entries.

use super::Canvas;
use super::ways::Way;
use crate::entry::Anchor;
use crate::letters::{EntryNo, PlaceNo, SlotNo, TextNo};
use std::ops::Range;

/// Right of a slot, and what leads letters there.
struct Spot {
    beside: SlotNo,
    cause: EntryNo,
    /// Which of the letters' slots must lead, counted from the one where they were put.
    on: usize,
    carried: bool,
}

impl Canvas {
    /// Lets letters that an entry has put into `own` slots, right of a letter or at the beginning
    /// of a text, go where that letter or text is, or may yet be.
    pub(super) fn accompany(
        &mut self,
        number: EntryNo,
        text: TextNo,
        after: Anchor,
        own: Range<SlotNo>,
    ) {
        match after {
            Some(after) => {
                let spots = self.spots_beside(number, after);
                if !spots.is_empty() {
                    self.stand(number, own, &spots);
                }
            }
            // A beginning has no letter that it could go with.
            None => self.catch_up(number, text),
        }
    }

    /// The spots beside a letter beyond the slot in which its author saw it.
    fn spots_beside(&self, number: EntryNo, seen: SlotNo) -> Vec<Spot> {
        let place = self.letters.slot(seen).place;
        let Some(row) = self.moved.get(&place) else {
            return Vec::new();
        };
        let at = |slot: SlotNo| row.iter().position(|&s| s == slot).expect("its own row");
        let (then, now) = (at(seen), at(self.letters.place(place).slot));
        let mut spots = Vec::new();
        if now < then {
            // It was taken back, unseen.
            spots.push(Spot {
                beside: row[now],
                cause: number,
                on: 0,
                carried: false,
            });
        }
        let base = spots.len();
        let first = then.min(now);
        for &slot in &row[first + 1..] {
            let Way { cause, on, carried } = self.way(slot).expect("not the first of its row");
            let on = on.map(at).filter(|&on| on >= first);
            spots.push(Spot {
                beside: slot,
                cause,
                on: base + on.map_or(0, |on| on - first),
                carried: carried && on.is_some(),
            });
        }
        spots
    }

    fn stand(&mut self, number: EntryNo, own: Range<SlotNo>, spots: &[Spot]) {
        // Where the slots of each spot begin: one for each letter.
        let mut rows = vec![own.start];
        for spot in spots {
            let text = self.letters.text_of(spot.beside);
            let mut last = spot.beside;
            rows.push(self.letters.slots());
            for (at, own) in own.clone().enumerate() {
                let place = self.letters.slot(own).place;
                last = self.letters.new_slot(text, Some(last), place);
                let way = Way {
                    cause: spot.cause,
                    on: Some(rows[spot.on] + at as SlotNo),
                    carried: spot.carried,
                };
                self.lead(last, way, None);
            }
            self.touch(text, number);
        }
    }

    /// Moves letters right of another one or to the beginning of a text.
    pub(super) fn move_letters(
        &mut self,
        number: EntryNo,
        places: &[PlaceNo],
        to: TextNo,
        after: Anchor,
    ) {
        let mut last = after;
        let first = self.letters.slots();
        for &place in places {
            self.concern(number, place);
            let slot = self.letters.new_slot(to, last, place);
            let way = Way {
                cause: number,
                on: None,
                carried: false,
            };
            self.lead(slot, way, None);
            last = Some(slot);
        }
        self.accompany(number, to, after, first..self.letters.slots());
        for &place in places {
            self.settle(place);
        }
    }
}
