//! Letters written, deleted, copied, moved and put back.

use super::{Canvas, TextOf};
use crate::entry::{Anchor, Cased, Edit, Span};
use crate::grapheme::{self, Grapheme};
use crate::letters::{EntryNo, PlaceNo, SlotNo, TextNo};
use std::ops::Range;

impl Canvas {
    pub(super) fn touch(&mut self, text: TextNo, number: EntryNo) {
        let touched = &mut self.touched[text as usize];
        if touched.last() != Some(&number) {
            touched.push(number);
        }
        match self.texts[text as usize] {
            TextOf::Title => self.changes.title = true,
            TextOf::Purpose => self.changes.purpose = true,
            TextOf::Stage(_) => self.changes.stages = true,
            TextOf::Lane(_) => self.changes.lanes = true,
            TextOf::Card(card) => self.changes.cards.push(card),
            TextOf::Group(group) => self.changes.groups.push(group),
            TextOf::Promise(promise) => {
                self.changes
                    .cards
                    .push(self.promises[promise as usize].card);
            }
        }
    }

    /// Keeps in mind that an entry is about a letter that was moved: whoever had not seen that
    /// may see it in any of its slots.
    pub(super) fn concern(&mut self, number: EntryNo, place: PlaceNo) {
        let slots = self.moved.get(&place).map_or(0, Vec::len);
        for at in 0..slots {
            let slot = self.slots_of(place)[at];
            self.touch(self.letters.text_of(slot), number);
        }
    }

    pub(super) fn edit(&mut self, number: EntryNo, text: TextNo, edit: &Edit) {
        if self.recase(number, edit) {
            return;
        }
        for place in Span::places(&edit.delete) {
            self.concern(number, place);
            self.delete(number, place);
        }
        self.write(number, text, edit);
    }

    /// Where letters are replaced by as many that differ in case alone, they stay the letters
    /// they are.
    pub(super) fn recase(&mut self, number: EntryNo, edit: &Edit) -> bool {
        let replaced: Vec<PlaceNo> = Span::places(&edit.delete).collect();
        if replaced.is_empty() || edit.insert.is_empty() {
            return false;
        }
        if let Some(removed) = self.log[number as usize].removed() {
            // What it was is written down; the letters keep the case that they had before.
            let recases = removed.recases;
            self.made[number as usize].recases = recases;
            return recases;
        }
        let written = self.cut(number, &edit.insert);
        let written_out = |grapheme| {
            let mut string = String::new();
            self.graphemes.push_to(grapheme, &mut string);
            string
        };
        let alike = written.len() == replaced.len()
            && replaced.iter().zip(&written).all(|(&old, &new)| {
                let old = self.letters.place(old).grapheme;
                let same = || grapheme::same_letter(&written_out(old), &written_out(new));
                !old.is_redacted() && old.is_letter() == new.is_letter() && (old == new || same())
            });
        if alike {
            self.made[number as usize].recases = true;
            for (place, grapheme) in replaced.into_iter().zip(written) {
                let first = (
                    self.letters.place(place).entry,
                    self.letters.place(place).grapheme,
                );
                let cases = self.recased.entry(place).or_insert_with(|| vec![first]);
                cases.push((number, grapheme));
                self.concern(number, place);
                self.settle_case(place);
            }
        }
        alike
    }

    pub(super) fn settle_case(&mut self, place: PlaceNo) {
        let Some(cases) = self.recased.get(&place) else {
            return;
        };
        let case = cases[1..]
            .iter()
            .rev()
            .find(|(entry, _)| self.in_force(*entry));
        self.letters.place_mut(place).grapheme = case.unwrap_or(&cases[0]).1;
    }

    /// An entry's words, cut as they were when they were written.
    pub(super) fn cut(&mut self, number: EntryNo, words: &str) -> Vec<Grapheme> {
        let entry = &self.log[number as usize];
        let keep = |g| self.graphemes.keep(g);
        match (entry.removed(), entry.cuts()) {
            (None, cuts) => grapheme::cut_by(words, cuts).map(keep).collect(),
            (Some(_), _) => grapheme::cut_by(words, None)
                .map(keep)
                .map(Grapheme::redacted)
                .collect(),
        }
    }

    /// Writes letters right of a slot, and wherever what stood in it has gone.
    pub(super) fn write(&mut self, number: EntryNo, text: TextNo, edit: &Edit) {
        let first = self.letters.slots();
        let written = self.write_here(number, text, edit);
        if !written.is_empty() {
            self.accompany(number, text, edit.after, first..self.letters.slots());
            self.settle_new(written);
        }
    }

    /// Writes letters right of a slot and gives them back; they do not stand yet.
    fn write_here(&mut self, number: EntryNo, text: TextNo, edit: &Edit) -> Range<PlaceNo> {
        let first = self.letters.places();
        if edit.insert.is_empty() {
            return first..first;
        }
        let tidy = self.log[number as usize].tidy;
        let graphemes = self.cut(number, &edit.insert);
        let mut replaced: Vec<PlaceNo> = if tidy {
            Span::places(&edit.delete).collect()
        } else {
            Vec::new()
        };
        let is_letter = |&place: &PlaceNo| self.letters.place(place).grapheme.is_letter();
        replaced.retain(is_letter);
        // In a new text nothing stands beside, and all of it is new.
        let beside = tidy && !self.touched[text as usize].is_empty();
        let left = edit.after.map(|after| self.letters.slot(after).place);
        let mut left = left.filter(|left| beside && is_letter(left));
        let mut replaced = replaced.into_iter();
        let mut last = edit.after;
        for grapheme in graphemes {
            let mut origin = None;
            if tidy && grapheme.is_letter() {
                origin = replaced.next().or(left).or(edit.right);
            }
            let origin = origin.map(|place| self.letters.place(place).origin);
            let place = self.letters.new_place(grapheme, origin, number);
            last = Some(self.put(place, text, last));
            left = (beside && grapheme.is_letter()).then_some(place);
        }
        first..self.letters.places()
    }

    /// Gives a new letter its first slot.
    fn put(&mut self, place: PlaceNo, text: TextNo, after: Anchor) -> SlotNo {
        let slot = self.letters.new_slot(text, after, place);
        let letter = self.letters.place_mut(place);
        (letter.slot, letter.home) = (slot, slot);
        slot
    }

    /// Writes the first letters of a new text.
    pub(super) fn begin(&mut self, number: EntryNo, text: TextNo, words: &str) {
        let edit = Edit {
            insert: words.into(),
            ..Edit::default()
        };
        self.write(number, text, &edit);
    }

    fn settle_new(&mut self, places: Range<PlaceNo>) {
        for place in places {
            self.settle(place);
        }
    }

    /// Writes copies of letters right of a slot, and wherever what stood in it has gone.
    pub(super) fn copy_letters(
        &mut self,
        number: EntryNo,
        places: &[PlaceNo],
        cased: &[Cased],
        to: TextNo,
        after: Anchor,
    ) {
        let (first, first_slot) = (self.letters.places(), self.letters.slots());
        let mut last = after;
        let mut cased = cased.iter().peekable();
        for (at, &place) in places.iter().enumerate() {
            let case = cased.next_if(|(which, _)| *which as usize == at);
            let grapheme = self.grapheme_in(place, case.map(|(_, entry)| *entry));
            let origin = self.letters.place(place).origin;
            let copy = self.letters.new_place(grapheme, Some(origin), number);
            last = Some(self.put(copy, to, last));
        }
        self.accompany(number, to, after, first_slot..self.letters.slots());
        self.settle_new(first..self.letters.places());
    }

    /// Appends one blank and everything that stands or stood in a text to another.
    pub(super) fn append(&mut self, number: EntryNo, from: TextNo, to: TextNo, after: Anchor) {
        let slots = self.all_slots(from, None);
        let blank = self.letters.slots();
        let one_blank = Edit {
            after,
            insert: " ".into(),
            ..Edit::default()
        };
        let written = self.write_here(number, to, &one_blank);
        self.settle_new(written);
        self.carry(number, &slots, to, Some(blank));
        self.catch_up(number, to);
    }
}
