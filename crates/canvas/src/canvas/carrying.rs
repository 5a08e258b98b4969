//! Texts that go elsewhere as a whole or in part: split off, merged, and back.
//!
//! Every slot from where a text is split, and every slot of a merged one, gets a slot that stands
//! for it where the text goes, whether a letter fills it or not. So letters that were elsewhere
//! at that time come back to where the text is.

use super::ways::Way;
use super::{Canvas, CardLog, TextOf};
use crate::entry::{CardNo, Op};
use crate::letters::{EntryNo, SlotNo, TextNo};

impl Canvas {
    /// Carries slots to another text, right of `after` or to its beginning.
    pub(super) fn carry(
        &mut self,
        cause: EntryNo,
        slots: &[SlotNo],
        to: TextNo,
        after: Option<SlotNo>,
    ) {
        let mut last = after;
        for &slot in slots {
            last = Some(self.carry_one(cause, slot, to, last));
        }
        for &slot in slots {
            self.settle(self.letters.slot(slot).place);
        }
    }

    fn carry_one(
        &mut self,
        cause: EntryNo,
        slot: SlotNo,
        to: TextNo,
        after: Option<SlotNo>,
    ) -> SlotNo {
        let place = self.letters.slot(slot).place;
        let there = self.letters.new_slot(to, after, place);
        let way = Way {
            cause,
            on: Some(slot),
            carried: true,
        };
        self.lead(there, way, Some(self.behind(slot, cause)));
        there
    }

    /// The slots of a text from one on, filled or empty.
    pub(super) fn all_slots(&self, text: TextNo, from: Option<SlotNo>) -> Vec<SlotNo> {
        let slots = self.letters.slots_from(text, from);
        slots.map(|(slot, _)| slot).collect()
    }

    /// Carries what came to a merged text after it was carried: late, or while the merge was
    /// undone. Where nothing of the text was carried, it goes to the end.
    fn carry_what_came(&mut self, number: EntryNo, merge: EntryNo, text: TextNo, to: TextNo) {
        let slots = self.all_slots(text, None);
        let there: Vec<_> = slots.iter().map(|&s| self.carried_by(merge, s)).collect();
        let mut last = match there.iter().flatten().next() {
            Some(&first) => self.letters.slots_before(first).next().map(|(s, _)| s),
            None => {
                let end = self.letters.len(to).checked_sub(1);
                let blank = self.made_by(merge).1.start;
                Some(end.and_then(|e| self.letters.at(to, e)).unwrap_or(blank))
            }
        };
        for (&slot, there) in slots.iter().zip(there) {
            last = Some(there.unwrap_or_else(|| self.carry_one(merge, slot, to, last)));
        }
        self.touch(text, number);
        self.touch(to, number);
        for slot in slots {
            self.settle(self.letters.slot(slot).place);
        }
    }

    /// What came to a text that is gone goes after it: into the card it was merged into, or back
    /// to the one that it was split from, and on if that one is gone as well.
    pub(super) fn catch_up(&mut self, number: EntryNo, mut text: TextNo) {
        let mut been: Vec<TextNo> = Vec::new();
        while let TextOf::Card(card) = self.texts[text as usize] {
            let CardLog { made, .. } = *self.card(card);
            let to = match (self.merged(card), &self.log[made as usize].op) {
                (Some((merge, into)), _) => {
                    let to = self.card(into).text;
                    self.carry_what_came(number, merge, text, to);
                    to
                }
                (None, &Op::Split { card: source, .. }) if !self.in_force(made) => {
                    let to = self.card(source).text;
                    self.bring_back(number, made, text, to);
                    to
                }
                _ => return,
            };
            been.push(text);
            if been.contains(&to) {
                return;
            }
            text = to;
        }
    }

    /// After a split was taken back: what came to its card since stands in the text it was split
    /// from, beside what it stood beside, and is split off with it when the split is redone.
    fn bring_back(&mut self, number: EntryNo, split: EntryNo, text: TextNo, to: TextNo) {
        let slots = self.all_slots(text, None);
        let from: Vec<_> = slots.iter().map(|&s| self.split_from(split, s)).collect();
        let mut last = match from.iter().flatten().next() {
            Some(&first) => self.letters.slots_before(first).next().map(|(s, _)| s),
            None => self.letters.last_slot(to),
        };
        for (&slot, from) in slots.iter().zip(from) {
            last = Some(match from {
                Some(from) => from,
                None if self.was_brought_back(slot, to) => continue,
                None => {
                    let place = self.letters.slot(slot).place;
                    let back = self.letters.new_slot(to, last, place);
                    let way = Way {
                        cause: number,
                        on: Some(slot),
                        carried: false,
                    };
                    self.lead(back, way, Some(self.behind(slot, EntryNo::MAX)));
                    self.carry_one(split, back, text, Some(slot));
                    self.settle(place);
                    back
                }
            });
        }
        self.touch(text, number);
        self.touch(to, number);
    }

    /// The slot for which one stands since the split, or in which its letter stands beside it.
    fn split_from(&self, split: EntryNo, slot: SlotNo) -> Option<SlotNo> {
        let way = self.way(slot)?;
        (way.carried && way.cause == split).then_some(way.on)?
    }

    fn was_brought_back(&self, slot: SlotNo, to: TextNo) -> bool {
        let row = self.slots_of(self.letters.slot(slot).place);
        row.iter().any(|&other| {
            let from = self
                .way(other)
                .filter(|way| !way.carried)
                .and_then(|way| way.on);
            from == Some(slot) && self.letters.text_of(other) == to
        })
    }

    /// The merges that an entry's gesture makes: which card into which.
    pub(crate) fn merges_in(&self, gesture: EntryNo) -> Vec<(CardNo, CardNo)> {
        let entries = self.gesture(gesture).iter();
        entries
            .filter_map(|&entry| match self.log[entry as usize].op {
                Op::Merge { card, into, .. } => Some((card, into)),
                _ => None,
            })
            .collect()
    }

    /// Whether further merges, with those there are, would merge a card into itself.
    pub(crate) fn closes_a_circle(&self, further: &[(CardNo, CardNo)]) -> bool {
        further.iter().any(|&(card, into)| {
            let mut at = into;
            // No chain of merges is longer than there are cards.
            for _ in 0..=self.cards.len() {
                if at == card {
                    return true;
                }
                let next = further.iter().find(|(card, _)| *card == at);
                let next = next.map(|(_, into)| *into);
                match next.or_else(|| self.merged(at).map(|(_, into)| into)) {
                    Some(into) => at = into,
                    None => return false,
                }
            }
            true
        })
    }
}
