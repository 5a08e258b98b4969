//! Text that was typed again by hand: which earlier letters it repeats (`OWNERSHIP.md`, section 4).
//!
//! Every stretch of 20 letters that ever stood in any text is kept by a hash, with when it came
//! about. A letter that is typed makes at most 20 new stretches; each is looked up, and what is
//! found is followed to both sides as far as the letters are equal. Whoever goes on typing what
//! was found needs no more looking up. So typing costs the same in the middle of a long text as in
//! a short one.

mod folding;
mod index;
mod past;
mod search;

use crate::identity::{Identities, Inferred, Renamed, RunNo};
use canvas::canvas::{Canvas, Changes};
use canvas::entry::{Op, Span};
use canvas::letters::{EntryNo, PlaceNo, SlotNo, TextNo};
use folding::Folding;
use index::{Hash, Index, LENGTH};
use past::{Past, Tick};
use rustc_hash::FxHashMap;
use search::{
    Match, PATIENCE, PATIENCE_WITH_REPEATS, PATIENCE_WITH_TIES, Patience, Search, Stretch,
    is_typed_by, same, voice,
};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Follows a canvas entry by entry.
#[derive(Clone, Debug, Default)]
pub struct Retyped {
    past: Past,
    index: Index,
    folding: Folding,
    /// The entries by which a letter's own voice deleted it.
    withdrawn: FxHashMap<PlaceNo, Vec<EntryNo>>,
    /// Where somebody is typing something again, by text.
    going_on: FxHashMap<TextNo, GoingOn>,
}

/// A run that the next letter may go on with.
#[derive(Clone, Copy, Debug)]
struct GoingOn {
    run: RunNo,
    last: SlotNo,
    /// The last letter of the source, and a time when all of it stood.
    source: SlotNo,
    at: Tick,
}

impl Retyped {
    /// Takes up what an entry changed; gives back the letters that are others since. What came
    /// before a redaction is not compared: the redaction has kept what was found.
    pub fn follow(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        changes: &Changes,
        identities: &mut Identities,
    ) -> Vec<Renamed> {
        let mut renamed = self.take_up(canvas, number, changes, identities);
        if number < canvas.settled() {
            let kept: Vec<_> = canvas
                .repeated_by(number)
                .map(Inferred::kept(number))
                .collect();
            renamed.extend(identities.impose(canvas, &kept));
        }
        renamed
    }

    fn take_up(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        changes: &Changes,
        identities: &mut Identities,
    ) -> Vec<Renamed> {
        let op = &canvas.log()[number as usize].op;
        let (mut turned, came) = self.turned(canvas, changes);
        let took_back = self.withdraw(canvas, number, &turned, identities);
        for &slot in &turned {
            self.going_on.remove(&canvas.letters().text_of(slot));
        }
        if let Op::Undo { gesture } | Op::Redo { gesture } = op {
            self.stand(canvas, &turned, &came);
            turned.extend(came);
            let stretches = self.stretches_around(canvas, turned);
            self.keep(&stretches, None);
            return identities.turn(canvas, canvas.gesture(*gesture));
        }
        let mut renamed = Vec::new();
        // Whatever else changes a text, the log knows exactly.
        let typing = matches!(
            op,
            Op::Add { .. }
                | Op::Edit { .. }
                | Op::Group { .. }
                | Op::Promise { .. }
                | Op::AddLine { .. }
        );
        if typing {
            self.stand(canvas, &turned, &[]);
        } else {
            self.stand(canvas, &turned, &came);
            for &slot in &came {
                self.going_on.remove(&canvas.letters().text_of(slot));
            }
            turned.extend(&came);
        }
        let stretches = self.stretches_around(canvas, turned);
        if typing && took_back {
            self.compare(
                canvas,
                number,
                &stretches,
                PATIENCE,
                identities,
                &mut renamed,
            );
        }
        self.keep(&stretches, None);
        if typing {
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

    fn stand(&mut self, canvas: &Canvas, gone: &[SlotNo], came: &[SlotNo]) {
        if gone.is_empty() && came.is_empty() {
            return;
        }
        self.past.tick();
        for &slot in gone {
            self.past.empty(slot);
        }
        for &slot in came {
            self.past.fill(canvas.letters(), slot);
        }
    }

    /// Keeps in mind what people deleted of their own: it is no source. Whether any of it stood.
    fn withdraw(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        gone: &[SlotNo],
        identities: &Identities,
    ) -> bool {
        let is_own = |place: &PlaceNo| {
            let whose = voice(canvas, identities.of(canvas, *place));
            same(whose, canvas.voice(number))
        };
        for place in Span::places(canvas.deleted_by(number)).filter(is_own) {
            self.withdrawn.entry(place).or_default().push(number);
        }
        let mut gone = gone.iter().map(|&slot| canvas.letters().place_in(slot));
        gone.any(|place| is_own(&place))
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
        let text = canvas.letters().text_of(first);
        let mut going_on = self.going_on.remove(&text);
        // What stands there and is the writer's own could be part of what is repeated.
        let is_open = right.first().is_none_or(|&slot| {
            let place = canvas.letters().place_in(slot);
            !is_typed_by(canvas, place, number)
        });
        let is_new = number >= canvas.settled();
        let mut beginnings = vec![Hash::default()];
        for &slot in &right {
            let letter = self.letter(canvas, slot);
            beginnings.push(beginnings[beginnings.len() - 1].then(letter));
        }
        let mut stretches = Vec::new();
        for &slot in run {
            self.past.tick();
            self.past.fill(canvas.letters(), slot);
            let left = row.last().map(|(left, _)| *left);
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
            let went_on = going_on.is_some();
            going_on = going_on
                .filter(|going_on| is_open && is_new && Some(going_on.last) == left)
                .and_then(|going_on| {
                    self.go_on(canvas, number, going_on, slot, identities, renamed)
                });
            let ending = stretches.last().filter(|_| row.len() >= LENGTH);
            let compared = match going_on.zip(ending) {
                None if went_on => Some((stretches.as_slice(), PATIENCE_WITH_REPEATS)),
                None => Some((stretches.as_slice(), PATIENCE)),
                // Right of a run that goes on nothing is the writer's: another ends with it.
                Some((going_on, ending)) => self
                    .may_be_tied(going_on, *ending, identities)
                    .then_some((std::slice::from_ref(ending), PATIENCE_WITH_TIES)),
            };
            if let Some((compared, patience)) = compared {
                let found = self.compare(canvas, number, compared, patience, identities, renamed);
                let place = canvas.letters().place_in(slot);
                going_on = going_on
                    .filter(|one| identities.repeated_in(canvas, place, one.run).is_some())
                    .or_else(|| {
                        found.and_then(|(found, run)| self.going_on(canvas, slot, &found, run))
                    });
            }
            // Of the new stretches, the last one found has nothing right of the letter.
            let run = going_on.map(|going_on| going_on.run);
            let (apart, last) =
                stretches.split_at(stretches.len() - usize::from(row.len() >= LENGTH));
            self.keep(apart, None);
            self.keep(last, run);
        }
        if let Some(going_on) = going_on {
            self.going_on.insert(text, going_on);
        }
    }

    /// Lets a letter go on with what the one left of it repeats, if it is the next one there.
    fn go_on(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        going_on: GoingOn,
        slot: SlotNo,
        identities: &mut Identities,
        renamed: &mut Vec<Renamed>,
    ) -> Option<GoingOn> {
        let letters = canvas.letters();
        let place = letters.place_in(slot);
        let last = letters.place_in(going_on.last);
        let voice = |place| canvas.voice(letters.place(place).entry);
        let typed = letters.place(place).origin == place;
        if !typed || !same(voice(place), voice(last)) {
            return None;
        }
        let text = letters.text_of(going_on.source);
        let stood = |(slot, _)| Some((slot, self.past.stood(slot, going_on.at)?));
        let (source, stay) = letters
            .slots_from(text, Some(going_on.source))
            .skip(1)
            .find_map(stood)?;
        let old = letters.place_in(source);
        let mut search = self.search(canvas, number, identities);
        if !search.are_alike(place, old) || !search.is_source(old) {
            return None;
        }
        identities.go_on(
            canvas,
            number,
            going_on.run,
            (place, old),
            stay.from,
            renamed,
        );
        Some(GoingOn {
            last: slot,
            source,
            ..going_on
        })
    }

    /// Whether something else, as long as a run that has gone on, may have stood earlier: the letters
    /// at its end came to stand side by side more than once by the time when all of its source
    /// stood.
    fn may_be_tied(&self, going_on: GoingOn, ending: Stretch, identities: &Identities) -> bool {
        let since = identities.since(going_on.run);
        let stood = self.index.find(ending.key);
        stood.take_while(|stood| stood.at <= since).nth(1).is_some()
    }

    /// From where a run that ends with a letter can go on: the source as it stood last before the
    /// first of the run was typed.
    fn going_on(
        &self,
        canvas: &Canvas,
        last: SlotNo,
        found: &Match,
        run: RunNo,
    ) -> Option<GoingOn> {
        let letters = canvas.letters();
        if found.pairs.last()?.0 != letters.place_in(last) {
            return None;
        }
        let typed = found
            .pairs
            .iter()
            .map(|(new, _)| self.past.typed(letters, *new));
        let stays = found
            .sources
            .iter()
            .filter_map(|&slot| self.past.stood(slot, found.at));
        let at = typed.chain(stays.map(|stay| stay.to)).min()? - 1;
        let first = found.sources[0];
        let then = letters
            .slots_from(letters.text_of(first), Some(first))
            .map(|(slot, _)| slot)
            .filter(|&slot| self.past.stood(slot, at).is_some());
        let stood = then
            .take(found.sources.len())
            .eq(found.sources.iter().copied());
        Some(GoingOn {
            run,
            last,
            source: *found.sources.last()?,
            at: if stood { at } else { found.at },
        })
    }

    fn search<'a>(
        &'a mut self,
        canvas: &'a Canvas,
        number: EntryNo,
        identities: &'a Identities,
    ) -> Search<'a> {
        Search {
            canvas,
            number,
            past: &self.past,
            index: &self.index,
            folding: &mut self.folding,
            withdrawn: &self.withdrawn,
            identities,
            patience: PATIENCE,
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

    /// Keeps new stretches, to be repeated later.
    fn keep(&mut self, stretches: &[Stretch], run: Option<RunNo>) {
        let now = self.past.now();
        for stretch in stretches {
            self.index.keep(stretch.key, stretch.first, now, run);
        }
    }

    /// Looks up new stretches and lets their letters repeat what is found. Gives back the longest,
    /// if nothing held any part of it.
    fn compare(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        stretches: &[Stretch],
        patience: Patience,
        identities: &mut Identities,
        renamed: &mut Vec<Renamed>,
    ) -> Option<(Match, RunNo)> {
        if number < canvas.settled() {
            return None;
        }
        let mut search = Search {
            patience,
            ..self.search(canvas, number, identities)
        };
        let mut matches: Vec<Match> = Vec::new();
        for &stretch in stretches {
            search.find(stretch, &mut matches);
        }
        // The same letters are found from each of their stretches.
        matches.sort_by_key(|found| {
            let (new, source) = found.pairs[0];
            (Reverse(found.pairs.len()), found.since, source, new)
        });
        matches.dedup_by(|other, found| {
            other.since == found.since
                && other.pairs.first() == found.pairs.first()
                && other.pairs.last() == found.pairs.last()
        });
        let mut run = None;
        let mut waiting: BinaryHeap<Waiting> = matches
            .iter()
            .enumerate()
            .map(|(number, found)| Waiting::of(number, found, 0, found.pairs.len()))
            .collect();
        while let Some(Waiting {
            number: Reverse(at),
            from,
            to,
            ..
        }) = waiting.pop()
        {
            let found = &matches[at];
            let pairs = &found.pairs[from..to];
            let held = held(canvas, pairs, found.since, identities);
            if !held.contains(&true) {
                let new = identities.take_run(canvas, number, pairs, found.since, renamed);
                if at == 0 && pairs.len() == found.pairs.len() {
                    run = Some(new);
                }
                continue;
            }
            // What sticks out beside longer ones waits for its turn.
            let mut from = from;
            for part in held.chunk_by(|a, b| a == b) {
                if !part[0] && part.len() >= LENGTH {
                    waiting.push(Waiting::of(at, found, from, from + part.len()));
                }
                from += part.len();
            }
        }
        let longest = matches.into_iter().next()?;
        Some((longest, run?))
    }
}

/// A part of a match that has not had its turn: longest first, ties to the earliest.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    order: Reverse<(Reverse<usize>, Tick, PlaceNo)>,
    number: Reverse<usize>,
    from: usize,
    to: usize,
}

impl Waiting {
    fn of(number: usize, found: &Match, from: usize, to: usize) -> Self {
        Waiting {
            order: Reverse((Reverse(to - from), found.since, found.pairs[from].1)),
            number: Reverse(number),
            from,
            to,
        }
    }
}

/// Which of some new letters repeat more already.
fn held(
    canvas: &Canvas,
    pairs: &[(PlaceNo, PlaceNo)],
    since: Tick,
    identities: &Identities,
) -> Vec<bool> {
    let length = pairs.len() as u32;
    let origin = |place| canvas.letters().place(place).origin;
    let is_held = |&(place, source): &(PlaceNo, PlaceNo)| {
        identities.inferred(canvas, place).is_some_and(|one| {
            origin(one.source) != origin(source)
                && (Reverse(one.length), one.since) <= (Reverse(length), since)
        })
    };
    pairs.iter().map(is_held).collect()
}
