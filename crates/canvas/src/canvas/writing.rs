//! Letters written, deleted, copied, moved and put back.

use super::{Canvas, TextOf, Turn};
use crate::entry::{Anchor, Edit, Span};
use crate::grapheme::{self, Grapheme};
use crate::letters::{EntryNo, Place, PlaceNo, SlotNo, TextNo};

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

    pub(super) fn edit(&mut self, number: EntryNo, text: TextNo, edit: &Edit) {
        if self.recase(number, edit) {
            return;
        }
        for place in Span::places(&edit.delete) {
            self.letters.place_mut(place).deletions += 1;
            self.settle(place);
        }
        let after = edit.after.and_then(|place| self.slot_in(place, text));
        self.write(number, text, after, &edit.insert, &edit.delete);
        let (written, _) = self.made_by(number);
        self.accompany(number, text, edit.after, written);
    }

    /// Where letters are replaced by as many that differ in case alone, they stay the letters
    /// they are.
    pub(super) fn recase(&mut self, number: EntryNo, edit: &Edit) -> bool {
        let replaced: Vec<PlaceNo> = Span::places(&edit.delete).collect();
        if replaced.is_empty() || edit.insert.is_empty() {
            return false;
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
                old == new || grapheme::same_letter(&written_out(old), &written_out(new))
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
                self.settle_case(place);
            }
        }
        alike
    }

    pub(super) fn settle_case(&mut self, place: PlaceNo) {
        let cases = &self.recased[&place];
        let case = cases[1..]
            .iter()
            .rev()
            .find(|(entry, _)| self.in_force(*entry));
        self.letters.place_mut(place).grapheme = case.unwrap_or(&cases[0]).1;
    }

    /// An entry's words, cut as they were when they were written.
    pub(super) fn cut(&mut self, number: EntryNo, words: &str) -> Vec<Grapheme> {
        match &self.log[number as usize].cuts {
            Some(cuts) => grapheme::cut_as(words, cuts)
                .map(|g| self.graphemes.keep(g))
                .collect(),
            None => {
                let mut scalar = [0; 4];
                words
                    .chars()
                    .map(|c| self.graphemes.keep(c.encode_utf8(&mut scalar)))
                    .collect()
            }
        }
    }

    /// Writes letters right of a slot; gives back the last one's slot.
    pub(super) fn write(
        &mut self,
        number: EntryNo,
        text: TextNo,
        after: Option<SlotNo>,
        insert: &str,
        replaced: &[Span],
    ) -> Option<SlotNo> {
        if insert.is_empty() {
            return after;
        }
        let tidy = self.log[number as usize].tidy;
        let graphemes = self.cut(number, insert);
        let mut replaced: Vec<PlaceNo> = if tidy {
            Span::places(replaced).collect()
        } else {
            Vec::new()
        };
        replaced.retain(|&place| self.letters.place(place).grapheme.is_letter());
        // In a new text nothing stands beside, and all of it is new.
        let beside = tidy && !self.touched[text as usize].is_empty();
        let right = beside.then(|| self.letter_right_of(text, after)).flatten();
        let mut left = beside.then(|| self.letter_left_of(after)).flatten();
        let mut replaced = replaced.into_iter();
        let mut last = after;
        for grapheme in graphemes {
            let mut origin = None;
            if tidy && grapheme.is_letter() {
                origin = replaced.next().or(left).or(right);
            }
            let origin = origin.map(|place| self.letters.place(place).origin);
            let place = self.letters.new_place(grapheme, origin, number);
            let slot = self.letters.new_slot(text, last, place, number);
            let written = self.letters.place_mut(place);
            (written.slot, written.home) = (slot, slot);
            self.settle(place);
            left = (beside && grapheme.is_letter()).then_some(place);
            last = Some(slot);
        }
        last
    }

    pub(super) fn letter_left_of(&self, after: Option<SlotNo>) -> Option<PlaceNo> {
        let after = after?;
        let slot = if self.letters.is_filled(after) {
            after
        } else {
            self.letters
                .slots_before(after)
                .find(|(_, filled)| *filled)?
                .0
        };
        let place = self.letters.slot(slot).place;
        self.letters
            .place(place)
            .grapheme
            .is_letter()
            .then_some(place)
    }

    pub(super) fn letter_right_of(&self, text: TextNo, after: Option<SlotNo>) -> Option<PlaceNo> {
        let (slot, _) = self
            .letters
            .slots_from(text, after)
            .skip(usize::from(after.is_some()))
            .find(|(_, filled)| *filled)?;
        let place = self.letters.slot(slot).place;
        self.letters
            .place(place)
            .grapheme
            .is_letter()
            .then_some(place)
    }

    /// The places whose slot is the given one or right of it, standing or not.
    pub(super) fn places_from(&self, text: TextNo, from: Option<SlotNo>) -> Vec<PlaceNo> {
        self.letters
            .slots_from(text, from)
            .map(|(slot, _)| (slot, self.letters.slot(slot).place))
            .filter(|&(slot, place)| self.letters.place(place).slot == slot)
            .map(|(_, place)| place)
            .collect()
    }

    pub(super) fn copy_letters(
        &mut self,
        number: EntryNo,
        places: &[PlaceNo],
        to: TextNo,
        after: Option<SlotNo>,
    ) {
        let mut last = after;
        for &place in places {
            let Place {
                grapheme, origin, ..
            } = *self.letters.place(place);
            let copy = self.letters.new_place(grapheme, Some(origin), number);
            let slot = self.letters.new_slot(to, last, copy, number);
            let written = self.letters.place_mut(copy);
            (written.slot, written.home) = (slot, slot);
            self.settle(copy);
            last = Some(slot);
        }
    }

    pub(super) fn move_letters(
        &mut self,
        number: EntryNo,
        places: &[PlaceNo],
        to: TextNo,
        after: Option<SlotNo>,
    ) {
        self.stand(number, places.iter().copied(), to, after);
    }

    /// Gives letters slots in a text, on the word of an entry.
    fn stand(
        &mut self,
        entry: EntryNo,
        places: impl Iterator<Item = PlaceNo>,
        to: TextNo,
        after: Option<SlotNo>,
    ) {
        let mut last = after;
        for place in places {
            let slot = self.letters.new_slot(to, last, place, entry);
            let home = self.letters.place(place).home;
            self.moved
                .entry(place)
                .or_insert_with(|| vec![home])
                .push(slot);
            self.settle(place);
            last = Some(slot);
        }
    }

    /// Lets letters that came late go where the letters beside them have gone since: they get a
    /// slot beside every later slot of their neighbour, made by the entry that moved that one.
    pub(super) fn accompany(
        &mut self,
        number: EntryNo,
        text: TextNo,
        after: Anchor,
        letters: impl Iterator<Item = PlaceNo> + Clone,
    ) {
        let steps = match after {
            Some(left) => self
                .steps_since(left, text)
                .map(|slot| {
                    (
                        self.letters.slot(slot).entry,
                        self.letters.text_of(slot),
                        Some(slot),
                    )
                })
                .collect(),
            None => self.steps_of_merged(text),
        };
        for (entry, to, after) in steps {
            self.stand(entry, letters.clone(), to, after);
            self.touch(to, number);
        }
    }

    /// The slots that a letter was moved to, by entries in force, since it stood in a text.
    fn steps_since(&self, place: PlaceNo, text: TextNo) -> impl Iterator<Item = SlotNo> {
        let there = self.slot_in(place, text);
        let slots = self.slots_of(place).iter().copied();
        slots
            .skip_while(move |slot| Some(*slot) != there)
            .skip(1)
            .filter(|&slot| self.in_force(self.letters.slot(slot).entry))
    }

    /// Where the beginning of a card's text is to be found once the card was merged: left of its
    /// first letter, or at the end of the card it was merged into.
    fn steps_of_merged(&self, text: TextNo) -> Vec<(EntryNo, TextNo, Option<SlotNo>)> {
        let mut steps = Vec::new();
        let (mut text, mut first) = (text, None);
        while let TextOf::Card(card) = self.texts[text as usize]
            && let Some((entry, into)) = self.merged(card)
        {
            first = first.or_else(|| {
                let slots = self.letters.slots_from(text, None);
                let mut places = slots.map(|(slot, _)| self.letters.slot(slot).place);
                places.find(|&place| {
                    self.slots_of(place)
                        .iter()
                        .any(|&s| self.letters.slot(s).entry == entry)
                })
            });
            let to = self.card(into).text;
            let after = match first.and_then(|first| self.slot_in(first, to)) {
                Some(first) => self
                    .letters
                    .slots_before(first)
                    .next()
                    .map(|(slot, _)| slot),
                None => self
                    .letters
                    .len(to)
                    .checked_sub(1)
                    .and_then(|last| self.letters.at(to, last)),
            };
            steps.push((entry, to, after));
            text = to;
        }
        steps
    }

    /// Lets a letter stand where the entries in force have it, if they have it at all.
    pub(super) fn settle(&mut self, place: PlaceNo) {
        let Place {
            slot: old,
            home,
            entry,
            deletions,
            ..
        } = *self.letters.place(place);
        let current = match self.moved.get(&place) {
            None => home,
            Some(slots) => slots[1..]
                .iter()
                .rev()
                .copied()
                .find(|&slot| self.in_force(self.letters.slot(slot).entry))
                .unwrap_or(home),
        };
        if current != old {
            self.fill(old, false);
            self.letters.place_mut(place).slot = current;
        }
        self.fill(current, deletions == 0 && self.in_force(entry));
    }

    pub(super) fn fill(&mut self, slot: SlotNo, filled: bool) {
        if self.letters.fill(slot, filled) && self.watched {
            self.changes.letters.push(Turn {
                place: self.letters.slot(slot).place,
                slot,
                text: self.letters.text_of(slot),
                stands: filled,
            });
        }
    }
}
