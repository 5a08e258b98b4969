//! The search for letters that repeat others: a stretch is looked up, and what is found is followed
//! to both sides.

use super::folding::Folding;
use super::index::{Index, LENGTH, Stood};
use super::past::{Past, Tick};
use crate::identity::Identities;
use canvas::canvas::{Canvas, TextOf, Voice};
use canvas::letters::{EntryNo, PlaceNo, SlotNo};
use rustc_hash::FxHashMap;

/// How many places of different origin, and how many letters there, are compared for one new
/// letter; what was found by then counts. Only a text that repeats itself over and over comes near.
pub const PATIENCE: Patience = Patience {
    places: 1_000,
    letters: 10_000,
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
    repeats: false,
};

#[derive(Clone, Copy, Debug)]
pub struct Patience {
    places: usize,
    letters: usize,
    /// Whether what was itself typed again is looked at, beside what it repeats.
    repeats: bool,
}

/// As many letters as are compared, that came to stand side by side.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    pub key: u64,
    pub first: SlotNo,
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
    pub folding: &'a mut Folding,
    pub withdrawn: &'a FxHashMap<PlaceNo, Vec<EntryNo>>,
    pub identities: &'a Identities,
    pub patience: Patience,
}

impl Search<'_> {
    /// Looks a new stretch up.
    pub fn find(&mut self, new: Stretch, matches: &mut Vec<Match>) {
        let letters = self.canvas.letters();
        let mut is_own = false;
        for stood in self.index.find(new.key) {
            // What stands in the index stands there in the order of time.
            if !self.can_repeat(letters.place_in(new.first), stood.at) {
                return;
            }
            if !self.is_source(letters.place_in(stood.first))
                || (!self.patience.repeats && self.is_found_earlier(stood))
            {
                continue;
            }
            is_own = is_own || self.is_typed_by_the_writer(new);
            if !is_own || self.patience.places == 0 {
                return;
            }
            self.patience.places -= 1;
            matches.extend(self.follow(new, stood));
        }
    }

    /// Whether nothing in a new stretch is another's.
    fn is_typed_by_the_writer(&self, new: Stretch) -> bool {
        let letters = self.canvas.letters();
        let right = letters.filled_right_of(new.first);
        let stretch = std::iter::once(new.first)
            .chain(right.filter(|&slot| self.past.stands(slot)))
            .take(LENGTH);
        stretch
            .map(|slot| letters.place_in(slot))
            .all(|place| is_typed_by(self.canvas, place, self.number))
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
    fn follow(&mut self, new: Stretch, stood: Stood) -> Option<Match> {
        let letters = self.canvas.letters();
        let past = self.past;
        let stands = |slot: &SlotNo| past.stands(*slot);
        let text = letters.text_of(stood.first);
        let right =
            std::iter::once(new.first).chain(letters.filled_right_of(new.first).filter(stands));
        let sources = letters.slots_from(text, Some(stood.first));
        let mut found = self.equal(right, sources, stood.at);
        if found.pairs.len() < LENGTH {
            return None;
        }
        let left = letters.filled_left_of(new.first).filter(stands);
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
            let new = letters.place_in(new);
            if self.patience.letters == 0 || !self.can_repeat(new, at) {
                break;
            }
            let stood = |(slot, _)| Some((slot, self.past.stood(slot, at)?));
            let Some((slot, stay)) = sources.find_map(stood) else {
                break;
            };
            self.patience.letters -= 1;
            let source = letters.place_in(slot);
            if !self.are_alike(new, source) || !self.is_source(source) {
                break;
            }
            found.since = found.since.max(stay.from);
            found.pairs.push((new, source));
            found.sources.push(slot);
        }
        found
    }

    /// Whether two letters are equal.
    pub fn are_alike(&mut self, new: PlaceNo, source: PlaceNo) -> bool {
        self.folding.number(self.canvas, new) == self.folding.number(self.canvas, source)
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
