//! Text that was typed again by hand: which earlier letters it repeats (`OWNERSHIP.md`, section 4).
//!
//! Every stretch of 20 letters that ever stood in any text is kept by a hash, with when it came
//! about. A letter that is typed makes at most 20 new stretches; each is looked up, and what is
//! found is followed to both sides as far as the letters are equal. So typing costs the same in
//! the middle of a long text as in a short one.

mod folding;
mod index;
mod past;

use crate::identity::{Identities, Inferred, Renamed};
use canvas::canvas::{Canvas, Changes, TextOf, Voice};
use canvas::entry::{Op, Span};
use canvas::letters::{EntryNo, PlaceNo, SlotNo};
use folding::Folding;
use index::{Hash, Index, LENGTH, Stood};
use past::{Past, Tick};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// How many letters are compared for one new letter; what was found by then counts. Only a text
/// that repeats itself over and over comes near it.
const PATIENCE: usize = 50_000;

/// Follows a canvas entry by entry.
#[derive(Clone, Debug, Default)]
pub struct Retyped {
    past: Past,
    index: Index,
    folding: Folding,
    /// The entries by which a letter's own voice deleted it.
    withdrawn: FxHashMap<PlaceNo, Vec<EntryNo>>,
}

/// As many letters as are compared, that came to stand side by side.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    key: u64,
    first: SlotNo,
}

/// Equal letters, from left to right.
#[derive(Clone, Debug)]
struct Match {
    /// New letters and those that they repeat, by the places where each was first written.
    pairs: Vec<(PlaceNo, PlaceNo)>,
    /// When the source stood complete.
    since: Tick,
}

impl Retyped {
    /// Takes up what an entry changed; gives back the letters that are others since.
    pub fn follow(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        changes: &Changes,
        identities: &mut Identities,
    ) -> Vec<Renamed> {
        let op = &canvas.log()[number as usize].op;
        self.withdraw(canvas, number, identities);
        identities.note_copies(canvas, number);
        let (mut turned, came) = self.turned(canvas, changes);
        if let Op::Undo { gesture } | Op::Redo { gesture } = op {
            self.stand(&turned, &came);
            turned.extend(came);
            for stretch in self.stretches_around(canvas, turned) {
                self.keep(stretch);
            }
            return identities.turn(canvas, canvas.gesture(*gesture));
        }
        let mut renamed = Vec::new();
        let one_by_one = matches!(
            op,
            Op::Add { .. }
                | Op::Edit { .. }
                | Op::Group { .. }
                | Op::Promise { .. }
                | Op::AddLine { .. }
        );
        if one_by_one {
            self.stand(&turned, &[]);
        } else {
            self.stand(&turned, &came);
            turned.extend(&came);
        }
        let stretches = self.stretches_around(canvas, turned);
        self.compare(canvas, number, &stretches, identities, &mut renamed);
        if one_by_one {
            let same_text = |a: &SlotNo, b: &SlotNo| {
                canvas.letters().text_of(*a) == canvas.letters().text_of(*b)
            };
            for run in came.chunk_by(same_text) {
                self.typed(canvas, number, run, identities, &mut renamed);
            }
        }
        renamed
    }

    /// The slots of letters that an entry emptied, and those that it filled, in the order of their
    /// making, which is from left to right where they were typed.
    fn turned(&self, canvas: &Canvas, changes: &Changes) -> (Vec<SlotNo>, Vec<SlotNo>) {
        let letters = canvas.letters();
        let is_letter = |slot: &SlotNo| letters.place(letters.place_in(*slot)).grapheme.is_letter();
        let mut slots: Vec<SlotNo> = changes.letters.iter().map(|turn| turn.slot).collect();
        slots.sort_unstable();
        slots.dedup();
        slots.retain(is_letter);
        slots.retain(|&slot| letters.is_filled(slot) != self.past.stands(slot));
        slots.into_iter().partition(|&slot| self.past.stands(slot))
    }

    fn stand(&mut self, gone: &[SlotNo], came: &[SlotNo]) {
        if gone.is_empty() && came.is_empty() {
            return;
        }
        self.past.tick();
        for &slot in gone {
            self.past.empty(slot);
        }
        for &slot in came {
            self.past.fill(slot);
        }
    }

    /// Keeps in mind what people deleted of their own: it is no source.
    fn withdraw(&mut self, canvas: &Canvas, number: EntryNo, identities: &Identities) {
        for place in Span::places(canvas.deleted_by(number)) {
            if same(
                voice(canvas, identities.of(canvas, place)),
                canvas.voice(number),
            ) {
                self.withdrawn.entry(place).or_default().push(number);
            }
        }
    }

    /// Letters typed one after the other, in one text.
    fn typed(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        run: &[SlotNo],
        identities: &mut Identities,
        renamed: &mut Vec<Renamed>,
    ) {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else {
            return;
        };
        let mut row: Vec<(SlotNo, u32)> = self.left_of(canvas, first);
        // What stands right of the letters, as hashes of its beginnings.
        let right = canvas.letters().filled_right_of(last);
        let right: Vec<SlotNo> = right
            .filter(|&slot| self.past.stands(slot))
            .take(LENGTH - 1)
            .collect();
        let mut beginnings = vec![Hash::default()];
        for &slot in &right {
            let letter = self.letter(canvas, slot);
            beginnings.push(beginnings[beginnings.len() - 1].then(letter));
        }
        let mut stretches = Vec::new();
        for &slot in run {
            self.past.tick();
            self.past.fill(slot);
            row.push((slot, self.letter(canvas, slot)));
            stretches.clear();
            let mut end = Hash::default();
            for (letters, &(first, letter)) in row.iter().rev().take(LENGTH).enumerate() {
                end = Hash::default().then(letter).joined(end);
                if let Some(&beginning) = beginnings.get(LENGTH - 1 - letters) {
                    let key = end.joined(beginning).key();
                    stretches.push(Stretch { key, first });
                }
            }
            self.compare(canvas, number, &stretches, identities, renamed);
        }
    }

    /// The letters left of a slot, as many as can be in a stretch with it.
    fn left_of(&mut self, canvas: &Canvas, slot: SlotNo) -> Vec<(SlotNo, u32)> {
        let left = canvas.letters().filled_left_of(slot);
        let left: Vec<SlotNo> = left
            .filter(|&slot| self.past.stands(slot))
            .take(LENGTH - 1)
            .collect();
        let row = left.into_iter().rev();
        row.map(|slot| (slot, self.letter(canvas, slot))).collect()
    }

    fn letter(&mut self, canvas: &Canvas, slot: SlotNo) -> u32 {
        self.folding.number(canvas, canvas.letters().place_in(slot))
    }

    /// The stretches that came about where slots were filled or emptied.
    fn stretches_around(&mut self, canvas: &Canvas, mut turned: Vec<SlotNo>) -> Vec<Stretch> {
        let letters = canvas.letters();
        let order = |slot: SlotNo| (letters.text_of(slot), letters.order(slot));
        if turned.len() > 1 {
            turned.sort_by_cached_key(|&slot| order(slot));
        }
        let mut stretches = Vec::new();
        let mut rest = turned.as_slice();
        while let Some((&first, later)) = rest.split_first() {
            rest = later;
            let mut row = self.left_of(canvas, first);
            // How many more letters can be in a stretch with the last slot that turned.
            let mut reach = LENGTH - 1;
            let itself = std::iter::once(first).filter(|&slot| letters.is_filled(slot));
            for slot in itself.chain(letters.filled_right_of(first)) {
                if !self.past.stands(slot) {
                    continue;
                }
                let mut turned_itself = slot == first;
                while let Some((&next, later)) = rest.split_first()
                    && order(next) <= order(slot)
                {
                    (rest, reach) = (later, LENGTH - 1);
                    turned_itself |= next == slot;
                }
                if !turned_itself {
                    if reach == 0 {
                        break;
                    }
                    reach -= 1;
                }
                row.push((slot, self.letter(canvas, slot)));
            }
            stretches.extend(row.windows(LENGTH).map(|row| {
                let hash = row
                    .iter()
                    .fold(Hash::default(), |hash, one| hash.then(one.1));
                Stretch {
                    key: hash.key(),
                    first: row[0].0,
                }
            }));
        }
        stretches
    }

    fn keep(&mut self, stretch: Stretch) {
        self.index.keep(stretch.key, stretch.first, self.past.now());
    }

    /// Looks up new stretches, lets their letters repeat what is found, and keeps them as what
    /// can be repeated later.
    fn compare(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        stretches: &[Stretch],
        identities: &mut Identities,
        renamed: &mut Vec<Renamed>,
    ) {
        let mut matches: Vec<Match> = Vec::new();
        let mut search = Search {
            canvas,
            number,
            past: &self.past,
            folding: &mut self.folding,
            withdrawn: &self.withdrawn,
            identities,
            patience: PATIENCE,
        };
        for &stretch in stretches {
            for stood in self.index.find(stretch.key) {
                matches.extend(search.follow(stretch, stood));
            }
        }
        for &stretch in stretches {
            self.keep(stretch);
        }
        matches.sort_by_key(|found| (Reverse(found.pairs.len()), found.since, found.pairs[0].1));
        for found in matches {
            take(
                canvas,
                number,
                &found.pairs,
                found.since,
                identities,
                renamed,
            );
        }
    }
}

/// Lets letters repeat others, but for those that repeat more already.
fn take(
    canvas: &Canvas,
    number: EntryNo,
    pairs: &[(PlaceNo, PlaceNo)],
    since: Tick,
    identities: &mut Identities,
    renamed: &mut Vec<Renamed>,
) {
    let length = pairs.len() as u32;
    let is_held = |&(place, source): &(PlaceNo, PlaceNo)| {
        identities.inferred(canvas, place).is_some_and(|one| {
            one.source != source && (Reverse(one.length), one.since) < (Reverse(length), since)
        })
    };
    if pairs.iter().any(is_held) {
        let held: Vec<bool> = pairs.iter().map(is_held).collect();
        for part in parts(pairs, &held).filter(|part| part.len() >= LENGTH) {
            take(canvas, number, part, since, identities, renamed);
        }
        return;
    }
    for &(place, source) in pairs {
        let inferred = Inferred {
            entry: number,
            source,
            length,
            since,
        };
        identities.take(canvas, place, inferred, renamed);
    }
}

/// The stretches of pairs between those that are held.
fn parts<'a>(
    pairs: &'a [(PlaceNo, PlaceNo)],
    held: &'a [bool],
) -> impl Iterator<Item = &'a [(PlaceNo, PlaceNo)]> {
    let mut at = 0;
    held.chunk_by(|a, b| a == b).filter_map(move |chunk| {
        let part = &pairs[at..at + chunk.len()];
        at += chunk.len();
        (!chunk[0]).then_some(part)
    })
}

/// What is looked at to compare letters.
struct Search<'a> {
    canvas: &'a Canvas,
    number: EntryNo,
    past: &'a Past,
    folding: &'a mut Folding,
    withdrawn: &'a FxHashMap<PlaceNo, Vec<EntryNo>>,
    identities: &'a Identities,
    patience: usize,
}

impl Search<'_> {
    /// Follows a new stretch and one that stood earlier to both sides as far as they are equal.
    fn follow(&mut self, new: Stretch, stood: Stood) -> Option<Match> {
        let letters = self.canvas.letters();
        if !self.can_repeat(letters.place_in(new.first), stood.at)
            || !self.is_source(letters.place_in(stood.first))
        {
            return None;
        }
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
        Some(Match {
            since: left.since.max(found.since),
            pairs: left.pairs,
        })
    }

    /// New letters and those of a source, one by one as far as they are equal.
    fn equal(
        &mut self,
        new: impl Iterator<Item = SlotNo>,
        sources: impl Iterator<Item = (SlotNo, bool)>,
        at: Tick,
    ) -> Match {
        let letters = self.canvas.letters();
        let mut pairs = Vec::with_capacity(LENGTH);
        let mut since = 0;
        let mut sources = sources;
        for new in new {
            // Finding the source's next letter may take a while: only where there is a new one.
            let new = letters.place_in(new);
            if self.patience == 0 || !self.can_repeat(new, at) {
                break;
            }
            let stood = |(slot, _)| Some((slot, self.past.stood(slot, at)?));
            let Some((source, from)) = sources.find_map(stood) else {
                break;
            };
            self.patience -= 1;
            let source = letters.place_in(source);
            let alike =
                self.folding.number(self.canvas, new) == self.folding.number(self.canvas, source);
            if !alike || !self.is_source(source) {
                break;
            }
            since = since.max(from);
            pairs.push((new, letters.place(source).origin));
        }
        Match { pairs, since }
    }

    /// Whether a letter was typed by the voice that is writing, after a time.
    fn can_repeat(&self, place: PlaceNo, after: Tick) -> bool {
        let letters = self.canvas.letters();
        let own = letters.place(place);
        own.origin == place
            && (own.entry == self.number
                || same(self.canvas.voice(own.entry), self.canvas.voice(self.number)))
            && self.past.typed(letters, place) > after
    }

    /// Whether a letter that stood once can be repeated: what was never made cannot, nor what its
    /// own voice took away.
    fn is_source(&self, place: PlaceNo) -> bool {
        let letters = self.canvas.letters();
        let (own, origin) = (letters.place(place), letters.place(place).origin);
        let in_force = |entry: &EntryNo| self.canvas.in_force(*entry);
        if !in_force(&own.entry) || !in_force(&letters.place(origin).entry) {
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

/// Whose idea a letter is, by the place where it was first written.
fn voice(canvas: &Canvas, identity: PlaceNo) -> Voice<'_> {
    canvas.voice(canvas.letters().place(identity).entry)
}

fn same(a: Voice<'_>, b: Voice<'_>) -> bool {
    match (a, b) {
        (Voice::People(a), Voice::People(b)) => {
            a.len() == b.len() && a.iter().all(|person| b.contains(person))
        }
        (a, b) => a == b,
    }
}
