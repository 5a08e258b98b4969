//! A text as its author saw it.
//!
//! What an author saw is the present less what the author had not seen: of the entries since then
//! by other devices, each that touched this text is taken back in thought, and each that they had
//! undone is done. Only the slots that differ from the present are held, so the cost follows what
//! happened meanwhile and not the length of the text.

use crate::canvas::Canvas;
use crate::entry::{Anchor, Op, Span};
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
    fn at(&self, position: usize) -> Option<SlotNo> {
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

    /// Where something inserted at a position goes: right of the letter to its left.
    pub fn anchor(&self, position: usize) -> Anchor {
        let left = self.at(position.checked_sub(1)?)?;
        Some(self.canvas.letters().slot(left).place)
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
        if count == 1 && self.differing.is_empty() {
            return self.at(at).map(place).into_iter().collect();
        }
        let filled = self.slots_at(at).filter(|(_, then)| *then);
        filled.take(count).map(|(slot, _)| place(slot)).collect()
    }

    /// Those letters, and the deleted ones between them, which go where they go.
    pub fn stretch(&self, at: usize, count: usize) -> Vec<Span> {
        if count == 0 {
            return Vec::new();
        }
        let letters = self.canvas.letters();
        let mut left = count;
        let mut places = Vec::new();
        for (slot, then) in self.slots_at(at) {
            let place = letters.slot(slot).place;
            let deleted_since_long = !then && !letters.is_filled(slot);
            if then || (deleted_since_long && letters.place(place).slot == slot) {
                places.push(place);
            }
            left -= usize::from(then);
            if left == 0 {
                break;
            }
        }
        Span::of(places)
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

fn differing(canvas: &Canvas, text: TextNo, view: View) -> Vec<(SlotNo, bool, usize)> {
    // Entries that count now and did not then, or the reverse.
    let mut turned = Vec::new();
    // What the author wrote meanwhile may have gone along with what was moved unseen.
    let mut own = Vec::new();
    // Letters that went elsewhere may have met with something there.
    let mut texts = vec![text];
    let mut at = 0;
    while let Some(&text) = texts.get(at) {
        at += 1;
        let since = canvas.touched(text).iter().rev();
        for &entry in since.take_while(|entry| **entry >= view.base) {
            let turning = match &canvas.log()[entry as usize].op {
                Op::Undo { gesture } | Op::Redo { gesture } => canvas.gesture(*gesture),
                _ => &[entry],
            };
            if canvas.client(entry) != view.client {
                turned.extend_from_slice(turning);
            } else {
                own.push(entry);
            }
            for text in turning
                .iter()
                .flat_map(|&entry| moved_between(canvas, entry))
            {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
        }
    }
    if turned.is_empty() {
        return Vec::new();
    }
    turned.sort_unstable();
    turned.dedup();
    turned.retain(|&entry| canvas.in_force(entry) != view.in_force(canvas, entry));

    let letters = canvas.letters();
    let mut deletions: FxHashMap<PlaceNo, i64> = FxHashMap::default();
    let mut slots: Vec<SlotNo> = Vec::new();
    for &entry in &turned {
        let change = if canvas.in_force(entry) { -1 } else { 1 };
        for place in Span::places(canvas.deleted_by(entry)) {
            *deletions.entry(place).or_default() += change;
            slots.extend(canvas.slots_of(place));
        }
        let (places, made) = canvas.made_by(entry);
        for place in places {
            slots.extend(canvas.slots_of(place));
        }
        for slot in made {
            slots.extend(canvas.slots_of(letters.slot(slot).place));
        }
    }
    for place in own.iter().flat_map(|&entry| canvas.made_by(entry).0) {
        slots.extend(canvas.slots_of(place));
    }
    slots.retain(|&slot| letters.text_of(slot) == text);
    slots.sort_unstable();
    slots.dedup();
    let was_filled = |slot: SlotNo| {
        let number = letters.slot(slot).place;
        let place = letters.place(number);
        let stood = canvas
            .slots_of(number)
            .iter()
            .rev()
            .copied()
            .find(|&s| s == place.home || view.in_force(canvas, letters.slot(s).entry));
        let change = deletions.get(&number).copied().unwrap_or(0);
        view.in_force(canvas, place.entry)
            && i64::from(place.deletions) + change == 0
            && stood == Some(slot)
    };
    slots.retain(|&slot| was_filled(slot) != letters.is_filled(slot));
    slots.sort_by_cached_key(|&slot| letters.order(slot));
    let before = letters.filled_before(text, &slots);
    slots
        .into_iter()
        .zip(before)
        .map(|(slot, before)| (slot, was_filled(slot), before))
        .collect()
}

/// The texts between which an entry moves letters.
fn moved_between(canvas: &Canvas, entry: EntryNo) -> Vec<TextNo> {
    let text = |card| canvas.card(card).text;
    match &canvas.log()[entry as usize].op {
        Op::Transfer {
            from,
            to,
            keep: false,
            ..
        } => vec![*from, *to],
        Op::Split { card, rest, .. } => {
            let rest = canvas.card_named(rest).map(text);
            rest.into_iter().chain([text(*card)]).collect()
        }
        Op::Merge { card, into, .. } => vec![text(*card), text(*into)],
        _ => Vec::new(),
    }
}
