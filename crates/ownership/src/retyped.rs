//! Text that was typed again by hand: which earlier letters it repeats (`OWNERSHIP.md`, section 4).
//!
//! Every stretch of 20 letters that ever stood in any text can be found by its letters, with when
//! it came about. A letter that is typed makes at most 20 new stretches; each is looked up, and
//! what is found is followed to both sides as far as the letters are equal. Whoever goes on typing
//! what was found needs no more looking up ([`going_on`]). So typing costs the same in the middle
//! of a long text as in a short one.

mod folding;
mod going_on;
mod index;
mod past;
mod row;
mod search;

use crate::identity::{Identities, Inferred, Renamed, RunNo};
use canvas::canvas::{Canvas, Changes};
use canvas::entry::{Op, Span};
use canvas::letters::{EntryNo, PlaceNo, SlotNo, TextNo};
use going_on::GoingOn;
use index::{Index, LENGTH};
use past::{Past, Tick};
use row::Row;
use rustc_hash::FxHashMap;
use search::{
    Match, PATIENCE, PATIENCE_WITH_REPEATS, PATIENCE_WITH_TIES, Patience, Search, is_typed_by,
    same, voice,
};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Follows a canvas entry by entry.
#[derive(Clone, Debug, Default)]
pub struct Retyped {
    past: Past,
    index: Index,
    /// The entries by which a letter's own voice deleted it.
    withdrawn: FxHashMap<PlaceNo, Vec<EntryNo>>,
    /// Where somebody is typing something again, by text.
    going_on: FxHashMap<TextNo, GoingOn>,
}

/// Letters that stand side by side, among them some that did not before.
#[derive(Default)]
struct Around {
    row: Row,
    /// Those that have a new neighbour on their left, from left to right.
    right: Vec<usize>,
    /// Those that have a new neighbour on their right.
    left: Vec<usize>,
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
            let around = self.around(canvas, turned);
            self.keep(&around);
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
        let around = self.around(canvas, turned);
        if typing && took_back {
            let rows: Vec<_> = around
                .iter()
                .map(|Around { row, .. }| (row, row.all_of(LENGTH)))
                .collect();
            self.compare(canvas, number, &rows, PATIENCE, identities, &mut renamed);
        }
        self.keep(&around);
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
            self.past.fill(canvas, slot);
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
        let mut row = self.left_of(canvas, first);
        let right = self.standing(canvas.letters().filled_right_of(last));
        let text = canvas.letters().text_of(first);
        let mut going_on = self.going_on.remove(&text);
        // What stands there and is the writer's own could be part of what is repeated.
        let is_open = right.first().is_none_or(|&(slot, _)| {
            let place = canvas.letters().place_in(slot);
            !is_typed_by(canvas, place, number)
        });
        let is_new = number >= canvas.settled();
        for (at, &slot) in (row.len()..).zip(run) {
            self.past.tick();
            self.past.fill(canvas, slot);
            row.truncate(at);
            row.push(slot, self.past.letter(slot));
            for &(slot, letter) in &right {
                row.push(slot, letter);
            }
            let neighbour = at.checked_sub(1).map(|left| row.slot(left));
            // The stretch that the letter ends, and all those with it that can repeat something.
            let ending = (at + 1).checked_sub(LENGTH);
            let stretches = match ending {
                _ if !is_open => ending.unwrap_or(0)..row.all_of(LENGTH).end,
                Some(ending) => ending..ending + 1,
                None => 0..0,
            };

            let went_on = going_on.is_some();
            going_on = going_on
                .filter(|going_on| is_open && is_new && Some(going_on.last) == neighbour)
                .and_then(|going_on| {
                    self.go_on(canvas, number, going_on, slot, identities, renamed)
                });
            let compared = match going_on.zip(ending) {
                None if went_on => Some((stretches, PATIENCE_WITH_REPEATS)),
                None => Some((stretches, PATIENCE)),
                // Right of a run that goes on nothing is the writer's: another ends with it.
                Some((going_on, ending)) => self
                    .may_be_tied(canvas, number, going_on, (&row, ending), identities)
                    .then_some((ending..ending + 1, PATIENCE_WITH_TIES)),
            };
            if let Some((compared, patience)) = compared {
                let rows = [(&row, compared)];
                let found = self.compare(canvas, number, &rows, patience, identities, renamed);
                let place = canvas.letters().place_in(slot);
                going_on = going_on
                    .filter(|one| identities.repeated_in(canvas, place, one.run).is_some())
                    .or_else(|| {
                        found.and_then(|(found, run)| self.going_on(canvas, slot, &found, run))
                    });
            }
            let now = self.past.now();
            if !right.is_empty() {
                self.index.keep_left_half(&row, at, now);
                self.index.keep_right_half(&row, at, now);
            }
            if let Some(ending) = ending {
                let run = going_on.map(|going_on| going_on.run);
                self.index.keep_ending(&row, ending, now, run);
            }
        }
        if let Some(going_on) = going_on {
            self.going_on.insert(text, going_on);
        }
    }

    fn search<'a>(
        &'a self,
        canvas: &'a Canvas,
        number: EntryNo,
        identities: &'a Identities,
    ) -> Search<'a> {
        Search {
            canvas,
            number,
            past: &self.past,
            index: &self.index,
            withdrawn: &self.withdrawn,
            identities,
            patience: PATIENCE,
        }
    }

    /// The letters left of a slot, as many as can be in a stretch with it.
    fn left_of(&self, canvas: &Canvas, slot: SlotNo) -> Row {
        let left = self.standing(canvas.letters().filled_left_of(slot));
        let mut row = Row::default();
        for (slot, letter) in left.into_iter().rev() {
            row.push(slot, letter);
        }
        row
    }

    /// The first of some slots that are filled, as many as can be in a stretch with one beside
    /// them, and what stands there.
    fn standing(&self, slots: impl Iterator<Item = SlotNo>) -> Vec<(SlotNo, u32)> {
        let mut standing = Vec::with_capacity(LENGTH - 1);
        let letters = slots.filter_map(|slot| Some((slot, self.past.standing(slot)?)));
        standing.extend(letters.take(LENGTH - 1));
        standing
    }

    /// What stands where slots were filled or emptied: as many letters to both sides as can be in a
    /// stretch with them.
    fn around(&self, canvas: &Canvas, mut turned: Vec<SlotNo>) -> Vec<Around> {
        let letters = canvas.letters();
        let order = |slot: SlotNo| (letters.text_of(slot), letters.order(slot));
        if turned.len() > 1 {
            turned.sort_by_cached_key(|&slot| order(slot));
        }
        let mut all = Vec::new();
        let mut rest = turned.as_slice();
        while let Some((&first, later)) = rest.split_first() {
            rest = later;
            let mut around = Around {
                row: self.left_of(canvas, first),
                ..Around::default()
            };
            // How many more letters can be in a stretch with the last slot that turned.
            let mut reach = LENGTH - 1;
            let itself = std::iter::once(first).filter(|&slot| letters.is_filled(slot));
            let mut left_turned = false;
            let mut some_went = !letters.is_filled(first);
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
                    some_went |= next != slot;
                }
                if !turned_itself {
                    if reach == 0 {
                        break;
                    }
                    reach -= 1;
                }
                let at = around.row.len();
                if turned_itself || some_went {
                    around.right.push(at);
                }
                if !turned_itself && (left_turned || some_went) {
                    around.left.extend(at.checked_sub(1));
                }
                (left_turned, some_went) = (turned_itself, false);
                around.row.push(slot, self.past.letter(slot));
            }
            all.push(around);
        }
        all
    }

    /// Keeps new stretches, to be repeated later.
    fn keep(&mut self, around: &[Around]) {
        let now = self.past.now();
        for Around { row, right, left } in around {
            for &at in right {
                self.index.keep_left_half(row, at, now);
            }
            for &at in left {
                self.index.keep_right_half(row, at, now);
            }
        }
    }

    /// Looks up new stretches of some rows and lets their letters repeat what is found. Gives back
    /// the longest, if nothing held any part of it.
    fn compare(
        &mut self,
        canvas: &Canvas,
        number: EntryNo,
        rows: &[(&Row, Range<usize>)],
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
        for (row, stretches) in rows {
            let halves = search.halves(row, stretches.clone());
            for stretch in stretches.clone() {
                search.find(row, stretch, &halves, &mut matches);
            }
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
