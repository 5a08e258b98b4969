//! The search for letters that repeat others: a stretch is looked up, and what is found is followed
//! to both sides.

use super::index::{Chain, Found, HALF, Index, Kept, LENGTH};
use super::past::{Past, Tick};
use super::row::Row;
use crate::identity::{Identities, RunNo};
use canvas::canvas::{Canvas, TextOf, Voice};
use canvas::letters::{EntryNo, PlaceNo, SlotNo};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How many places of different origin, and how many letters there, are compared for one new
/// letter; what was found by then counts. Only a text that repeats itself over and over comes near.
pub const PATIENCE: Patience = Patience {
    places: 1_000,
    letters: 10_000,
    misses: 1_000,
    repeats: false,
};

/// The same where a run has come to its end: what it repeats may stand elsewhere with one letter
/// more, among what was itself typed again.
pub const PATIENCE_WITH_REPEATS: Patience = Patience {
    repeats: true,
    ..PATIENCE
};

/// The same where a run has gone on already, and only another as long may be older: a run beyond
/// that stays what it is.
pub const PATIENCE_WITH_TIES: Patience = Patience {
    places: 20,
    letters: 500,
    misses: 100,
    repeats: false,
};

#[derive(Clone, Copy, Debug)]
pub struct Patience {
    places: usize,
    letters: usize,
    /// How many places that have half of the letters turn out not to have the other half.
    misses: usize,
    /// Whether what was itself typed again is looked at, beside what it repeats.
    repeats: bool,
}

/// A stretch that stood.
#[derive(Clone, Copy, Debug)]
struct Stood {
    /// The slot of its first letter.
    first: SlotNo,
    /// When it came about.
    at: Tick,
    /// The run that all of it was part of when it came about, if it was itself typed again.
    run: Option<RunNo>,
}

/// What is left to look at of the places where a stretch may have stood.
struct Places<'a> {
    row: &'a Row,
    from: usize,
    found: Found,
    /// The first letters of those found at the last moment: each may be found by several halves.
    seen: Vec<SlotNo>,
    at: Tick,
}

/// Equal letters, from left to right.
#[derive(Clone, Debug)]
pub struct Match {
    /// The places of new letters and of those that they repeat.
    pub pairs: Vec<(PlaceNo, PlaceNo)>,
    /// The slots of the source at a time when it stood complete.
    pub sources: Vec<SlotNo>,
    pub at: Tick,
    /// Since when it stood so.
    pub since: Tick,
}

/// What is looked at to compare letters.
pub struct Search<'a> {
    pub canvas: &'a Canvas,
    pub number: EntryNo,
    pub past: &'a Past,
    pub index: &'a Index,
    pub withdrawn: &'a FxHashMap<PlaceNo, Vec<EntryNo>>,
    pub identities: &'a Identities,
    pub patience: Patience,
}

impl Search<'_> {
    /// Looks a new stretch of a row up, given the row's halves that ever stood.
    pub fn find(
        &mut self,
        row: &Row,
        from: usize,
        halves: &[(usize, Chain)],
        matches: &mut Vec<Match>,
    ) {
        let mut places = self.places(row, from, halves);
        let Some(first) = places.found.first(self.index) else {
            return;
        };
        let Some(typed) = self.typed_since(row.slots(from, LENGTH), first) else {
            return;
        };
        while let Some(stood) = self.next_stood(&mut places, typed) {
            if !self.is_source(self.canvas.letters().place_in(stood.first))
                || (!self.patience.repeats && self.is_found_earlier(stood))
            {
                continue;
            }
            if self.patience.places == 0 {
                return;
            }
            self.patience.places -= 1;
            matches.extend(self.follow(row.slot(from), stood));
        }
    }

    /// Whether a stretch of a row stood in two places, or came about twice, by a time.
    pub fn stood_twice(&mut self, row: &Row, from: usize, by: Tick) -> bool {
        let halves = self.index.halves(row, from..from + 1);
        let mut places = self.places(row, from, &halves);
        (0..2).all(|_| self.next_stood(&mut places, by + 1).is_some())
    }

    fn places<'r>(&self, row: &'r Row, from: usize, halves: &[(usize, Chain)]) -> Places<'r> {
        Places {
            row,
            from,
            found: self.index.find(row, from, halves),
            seen: Vec::new(),
            at: 0,
        }
    }

    /// The next place where a stretch stood before a time, in the order of time.
    fn next_stood(&mut self, places: &mut Places, before: Tick) -> Option<Stood> {
        while let Some(kept) = places.found.next(self.index) {
            if kept.at >= before {
                return None;
            }
            if kept.at != places.at {
                places.at = kept.at;
                places.seen.clear();
            }
            let Some(first) = self.first_of(places.row.letters(places.from, LENGTH), kept) else {
                self.patience.misses = self.patience.misses.checked_sub(1)?;
                continue;
            };
            if !places.seen.contains(&first) {
                places.seen.push(first);
                let Kept { at, run, .. } = kept;
                return Some(Stood { first, at, run });
            }
        }
        None
    }

    /// The first letter of a stretch, if it is what stood around a letter at a time.
    fn first_of(&mut self, stretch: &[u32], kept: Kept) -> Option<SlotNo> {
        let letters = self.canvas.letters();
        let stood = |&(slot, _): &(SlotNo, bool)| self.past.stood(slot, kept.at).is_some();
        let (left, right) = stretch.split_at(kept.offset);
        let mut slots = letters
            .slots_from(letters.text_of(kept.slot), Some(kept.slot))
            .filter(stood);
        for &letter in right {
            let (slot, _) = slots.next()?;
            if self.past.letter(slot) != letter {
                return None;
            }
        }
        let mut first = kept.slot;
        let mut slots = letters.slots_before(kept.slot).filter(stood);
        for &letter in left.iter().rev() {
            (first, _) = slots.next()?;
            if self.past.letter(first) != letter {
                return None;
            }
        }
        Some(first)
    }

    /// The halves of new stretches of a row that ever stood before the letters in them were typed.
    pub fn halves(&self, row: &Row, stretches: Range<usize>) -> Vec<(usize, Chain)> {
        let mut halves = self.index.halves(row, stretches);
        halves.retain(|&(from, chain)| {
            let first = self.index.first_half(chain);
            self.typed_since(row.slots(from, HALF), first).is_some()
        });
        halves
    }

    /// When the first of some letters was typed, if the voice that is writing typed them all after
    /// a time: what is another's repeats nothing, nor does what is older.
    fn typed_since(&self, slots: &[SlotNo], after: Tick) -> Option<Tick> {
        let letters = self.canvas.letters();
        let mut since = Tick::MAX;
        // What is right of new letters is most likely older.
        for &slot in slots.iter().rev() {
            let place = letters.place_in(slot);
            let typed = self.past.typed(letters, place);
            if typed <= after || !is_typed_by(self.canvas, place, self.number) {
                return None;
            }
            since = since.min(typed);
        }
        Some(since)
    }

    /// Whether a stretch was itself typed again, so that what it repeats is found in its stead: if
    /// all of that is still a source.
    fn is_found_earlier(&self, stood: Stood) -> bool {
        let Some(run) = stood.run else { return false };
        let letters = self.canvas.letters();
        let text = letters.text_of(stood.first);
        let stretch = letters
            .slots_from(text, Some(stood.first))
            .filter(|&(slot, _)| self.past.stood(slot, stood.at).is_some())
            .take(LENGTH);
        stretch
            .map(|(slot, _)| letters.place(letters.place_in(slot)).origin)
            .map(|origin| self.identities.repeated_in(self.canvas, origin, run))
            .all(|earlier| earlier.is_some_and(|earlier| self.is_source(earlier)))
    }

    /// Follows a new stretch and one that stood earlier to both sides as far as they are equal.
    fn follow(&mut self, new: SlotNo, stood: Stood) -> Option<Match> {
        let letters = self.canvas.letters();
        let past = self.past;
        let stands = |slot: &SlotNo| past.stands(*slot);
        let text = letters.text_of(stood.first);
        let right = std::iter::once(new).chain(letters.filled_right_of(new).filter(stands));
        let sources = letters.slots_from(text, Some(stood.first));
        let mut found = self.equal(right, sources, stood.at);
        if found.pairs.len() < LENGTH {
            return None;
        }
        let left = letters.filled_left_of(new).filter(stands);
        let sources = letters.slots_before(stood.first);
        let mut left = self.equal(left, sources, stood.at);
        left.pairs.reverse();
        left.pairs.append(&mut found.pairs);
        left.sources.reverse();
        left.sources.append(&mut found.sources);
        left.since = left.since.max(found.since);
        Some(left)
    }

    /// New letters and those of a source, one by one as far as they are equal.
    fn equal(
        &mut self,
        new: impl Iterator<Item = SlotNo>,
        sources: impl Iterator<Item = (SlotNo, bool)>,
        at: Tick,
    ) -> Match {
        let letters = self.canvas.letters();
        let mut found = Match {
            pairs: Vec::with_capacity(LENGTH),
            sources: Vec::with_capacity(LENGTH),
            at,
            since: 0,
        };
        let mut sources = sources;
        for new in new {
            // Finding the source's next letter may take a while: only where there is a new one.
            let place = letters.place_in(new);
            if self.patience.letters == 0 || !self.can_repeat(place, at) {
                break;
            }
            let stood = |(slot, _)| Some((slot, self.past.stood(slot, at)?));
            let Some((slot, stay)) = sources.find_map(stood) else {
                break;
            };
            self.patience.letters -= 1;
            let source = letters.place_in(slot);
            if self.past.letter(new) != self.past.letter(slot) || !self.is_source(source) {
                break;
            }
            found.since = found.since.max(stay.from);
            found.pairs.push((place, source));
            found.sources.push(slot);
        }
        found
    }

    /// Whether a letter was typed by the voice that is writing, after a time.
    fn can_repeat(&self, place: PlaceNo, after: Tick) -> bool {
        is_typed_by(self.canvas, place, self.number)
            && self.past.typed(self.canvas.letters(), place) > after
    }

    /// Whether a letter that stood once can be repeated: what was never made cannot, nor what its
    /// own voice took away.
    pub fn is_source(&self, place: PlaceNo) -> bool {
        let letters = self.canvas.letters();
        let own = letters.place(place);
        let in_force = |entry: &EntryNo| self.canvas.in_force(*entry);
        if !in_force(&own.entry) {
            return false;
        }
        let withdrawn = self.withdrawn.get(&place);
        if withdrawn.is_some_and(|entries| entries.iter().any(in_force)) {
            return false;
        }
        let deletion = match self.canvas.text_of(letters.text_of(own.slot)) {
            TextOf::Card(card) => self.canvas.card_deleted_by(card),
            _ => None,
        };
        deletion.is_none_or(|entry| {
            let whose = voice(self.canvas, self.identities.of(self.canvas, place));
            !same(whose, self.canvas.voice(entry))
        })
    }
}

/// Whether a letter was typed, by the voice of an entry.
pub fn is_typed_by(canvas: &Canvas, place: PlaceNo, number: EntryNo) -> bool {
    let own = canvas.letters().place(place);
    own.origin == place
        && (own.entry == number || same(canvas.voice(own.entry), canvas.voice(number)))
}

/// Whose idea a letter is, by the place where it was first written.
pub fn voice(canvas: &Canvas, identity: PlaceNo) -> Voice<'_> {
    canvas.voice(canvas.letters().place(identity).entry)
}

pub fn same(a: Voice<'_>, b: Voice<'_>) -> bool {
    match (a, b) {
        (Voice::People(a), Voice::People(b)) => {
            a.len() == b.len() && a.iter().all(|person| b.contains(person))
        }
        (a, b) => a == b,
    }
}
