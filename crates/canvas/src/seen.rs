//! A text as its author saw it.
//!
//! What an author saw is what the entries make of it that the author had seen: those below a base,
//! and all of the own device's. For every letter with which anybody did anything since, it is
//! asked where it stood by those entries alone; all others stand where they stood. Only the slots
//! that differ from the present are held, so the cost follows what happened meanwhile and not the
//! length of the text.

use crate::canvas::Canvas;
use crate::entry::{Anchor, Cased, Edit, Op, Span};
use crate::letters::{EntryNo, PlaceNo, SlotNo, TextNo};
use rustc_hash::FxHashMap;

/// Up to where somebody had seen the log: its first `base` entries, and all of the own device's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    pub base: EntryNo,
    pub client: u32,
}

impl View {
    /// Whether an entry had been seen.
    pub(crate) fn holds(self, canvas: &Canvas, entry: EntryNo) -> bool {
        entry < self.base || canvas.client(entry) == self.client
    }

    /// Whether an entry was in force as far as had been seen.
    pub(crate) fn in_force(self, canvas: &Canvas, entry: EntryNo) -> bool {
        self.holds(canvas, entry)
            && canvas
                .toggles(entry)
                .iter()
                .rev()
                .find(|(by, _)| self.holds(canvas, *by))
                .is_none_or(|(_, in_force)| *in_force)
    }
}

/// A text as it was seen.
pub(crate) struct Seen<'a> {
    canvas: &'a Canvas,
    text: TextNo,
    view: View,
    /// Slots that were filled then and are not now (true), or the reverse, from left to right,
    /// each with how many letters stand left of it now.
    differing: Vec<(SlotNo, bool, usize)>,
}

impl<'a> Seen<'a> {
    pub fn new(canvas: &'a Canvas, text: TextNo, view: View) -> Self {
        Seen {
            canvas,
            text,
            view,
            differing: differing(canvas, text, view),
        }
    }

    /// How many graphemes it had.
    pub fn len(&self) -> usize {
        let more = self.differing.iter().filter(|(_, then, _)| *then).count();
        let less = self.differing.len() - more;
        self.canvas.letters().len(self.text) + more - less
    }

    /// The slot of the letter at a position.
    pub fn at(&self, position: usize) -> Option<SlotNo> {
        // How many more letters there were left of here than there are now.
        let mut more = 0_isize;
        for &(slot, then, now_before) in &self.differing {
            let before = now_before
                .checked_add_signed(more)
                .expect("counts of letters");
            if position < before {
                break;
            }
            if then && position == before {
                return Some(slot);
            }
            more += if then { 1 } else { -1 };
        }
        self.canvas
            .letters()
            .at(self.text, position.checked_add_signed(-more)?)
    }

    /// Letters deleted and written at a position.
    pub fn edit(&self, at: usize, delete: usize, insert: &str, tidy: bool) -> Edit {
        let letters = self.canvas.letters();
        let right = (tidy && !insert.is_empty()).then(|| self.at(at + delete));
        let right = right.flatten().map(|slot| letters.slot(slot).place);
        Edit {
            after: self.anchor(at),
            delete: Span::of(self.letters(at, delete)),
            insert: insert.into(),
            right: right.filter(|&place| letters.place(place).grapheme.is_letter()),
        }
    }

    /// Where something inserted at a position goes: right of the letter to its left.
    pub fn anchor(&self, position: usize) -> Anchor {
        self.at(position.checked_sub(1)?)
    }

    /// The slots from a position on, empty ones included, each with whether it was filled then.
    fn slots_at(&self, position: usize) -> impl Iterator<Item = (SlotNo, bool)> + '_ {
        let from = self.at(position);
        let differs: FxHashMap<SlotNo, bool> = self
            .differing
            .iter()
            .map(|&(slot, then, _)| (slot, then))
            .collect();
        from.into_iter()
            .flat_map(|from| self.canvas.letters().slots_from(self.text, Some(from)))
            .map(move |(slot, now)| (slot, differs.get(&slot).copied().unwrap_or(now)))
    }

    /// The letters that stood at positions `at..at + count`.
    pub fn letters(&self, at: usize, count: usize) -> Vec<PlaceNo> {
        let place = |slot| self.canvas.letters().slot(slot).place;
        if count == 1 {
            return self.at(at).map(place).into_iter().collect();
        }
        let filled = self.slots_at(at).filter(|(_, then)| *then);
        filled.take(count).map(|(slot, _)| place(slot)).collect()
    }

    /// Those letters, and the deleted ones between them, which go where they go.
    pub fn stretch(&self, at: usize, count: usize) -> Box<[Span]> {
        if count == 0 {
            return Box::default();
        }
        let letters = self.canvas.letters();
        let mut left = count;
        let mut places = Vec::new();
        for (slot, then) in self.slots_at(at) {
            let place = letters.slot(slot).place;
            if then || (!letters.is_filled(letters.place(place).slot) && self.lies_in(slot)) {
                places.push(place);
            }
            left -= usize::from(then);
            if left == 0 {
                break;
            }
        }
        Span::of(places)
    }

    /// Whether a letter that did not stand would have stood in a slot.
    fn lies_in(&self, slot: SlotNo) -> bool {
        let place = self.canvas.letters().slot(slot).place;
        let in_force = |entry| self.view.in_force(self.canvas, entry);
        stood(self.canvas, place, self.view).is_none()
            && self.canvas.slot_by(place, in_force) == slot
    }

    /// All letters, where they are not those that stand now, and their case.
    pub fn other_letters(&self) -> (Option<Box<[Span]>>, Vec<Cased>) {
        let letters = self.letters(0, self.len());
        let cased = self.cased(&letters);
        let others = !self.differing.is_empty() || !cased.is_empty();
        (others.then(|| Span::of(letters)), cased)
    }

    /// Which of some letters have another case now.
    pub fn cased(&self, letters: &[PlaceNo]) -> Vec<Cased> {
        let in_force = |entry| self.view.in_force(self.canvas, entry);
        let case_seen = |(at, &place): (usize, &PlaceNo)| {
            let entry = self.canvas.case_by(place, in_force)?;
            let now = self.canvas.case_by(place, |e| self.canvas.in_force(e))?;
            (entry != now).then_some((at as u32, entry))
        };
        letters.iter().enumerate().filter_map(case_seen).collect()
    }

    /// The graphemes, written out.
    pub fn graphemes(&self) -> Vec<String> {
        self.letters(0, self.len())
            .into_iter()
            .map(|place| {
                let held = |entry| self.view.in_force(self.canvas, entry);
                self.canvas.grapheme_by(place, held)
            })
            .collect()
    }
}

impl Canvas {
    /// A text as somebody saw it.
    pub fn text_seen(&self, text: TextNo, view: View) -> String {
        Seen::new(self, text, view).graphemes().concat()
    }
}

fn differing(canvas: &Canvas, text: TextNo, view: View) -> Vec<(SlotNo, bool, usize)> {
    // Every entry that is about a letter is kept with every text in which that letter has a slot
    // (see `Canvas::concern`). A letter that got its slot here later is found by what gave it.
    let mut places: Vec<PlaceNo> = Vec::new();
    let since = canvas.touched(text).iter().rev();
    for &entry in since.take_while(|entry| **entry >= view.base) {
        let own = canvas.client(entry) == view.client;
        match &canvas.log()[entry as usize].op {
            // What the author wrote is there for them. It may have gone along with something
            // that they had not seen go.
            Op::Edit { .. } | Op::Add { .. } if own => {
                if canvas.any_moved() {
                    let (written, _) = canvas.made_by(entry);
                    places.extend(written.filter(|&place| canvas.slots_of(place).len() > 1));
                }
            }
            Op::Undo { gesture } | Op::Redo { gesture } => {
                for &entry in canvas.gesture(*gesture) {
                    places.extend(concerned(canvas, entry));
                }
                // It may have brought letters back, or taken more along.
                places.extend(canvas.moved_by(entry));
            }
            _ => places.extend(concerned(canvas, entry)),
        }
    }
    places.sort_unstable();
    places.dedup();

    let letters = canvas.letters();
    let mut whereabouts = letters.whereabouts();
    let mut slots = Vec::new();
    for place in places {
        let stood = stood(canvas, place, view);
        for &slot in canvas.slots_of(place) {
            if letters.text_of(slot) == text {
                let then = stood == Some(slot);
                let (order, now) = whereabouts(slot);
                slots.extend((then != now).then_some((order, slot, then)));
            }
        }
    }
    slots.sort_unstable();
    let before = letters.filled_before(text, slots.iter().map(|&(order, ..)| order));
    let slots = slots.iter().zip(before);
    slots
        .map(|(&(_, slot, then), before)| (slot, then, before))
        .collect()
}

/// The letters that an entry is about.
fn concerned(canvas: &Canvas, entry: EntryNo) -> impl Iterator<Item = PlaceNo> {
    Span::places(canvas.deleted_by(entry)).chain(canvas.moved_by(entry))
}

/// The slot in which a letter stood for somebody, if it did.
fn stood(canvas: &Canvas, place: PlaceNo, view: View) -> Option<SlotNo> {
    let in_force = |entry| view.in_force(canvas, entry);
    let stands =
        in_force(canvas.letters().place(place).entry) && !canvas.deleters(place).any(in_force);
    stands.then(|| canvas.slot_by(place, in_force))
}
