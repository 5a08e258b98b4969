//! When a gesture can no longer be taken back.

use super::Canvas;
use crate::entry::Op;
use crate::letters::{EntryNo, TextNo};

impl Canvas {
    /// Why a gesture cannot be undone, if so: somebody else has built on one of its entries.
    pub(crate) fn is_built_on(&self, entry: EntryNo) -> bool {
        let counts = |e| self.in_force(e);
        let log = &self.log;
        let by = log[entry as usize].by;
        let holds_later_letters = |text: TextNo| {
            self.letters.slots_from(text, None).any(|(slot, filled)| {
                let slot = self.letters.slot(slot);
                let later = slot.entry.max(self.letters.place(slot.place).entry);
                filled && later > entry && log[later as usize].by != by
            })
        };
        let last_card_made = |id: &str| self.card(self.names.cards[id]);
        match &log[entry as usize].op {
            Op::Add { card: id, .. } | Op::Copy { copy: id, .. } | Op::Split { rest: id, .. } => {
                holds_later_letters(last_card_made(id).text)
            }
            Op::Merge { into, .. } => holds_later_letters(self.card(*into).text),
            Op::Move { card, .. } => self
                .card(*card)
                .cell
                .set_since_by_another(entry, log, counts),
            Op::State { card, .. } => self
                .card(*card)
                .state
                .set_since_by_another(entry, log, counts),
            Op::Delete { card } | Op::Restore { card } => self
                .card(*card)
                .life
                .set_since_by_another(entry, log, counts),
            Op::Group { cards, .. } | Op::Ungroup { cards } => cards.iter().any(|&card| {
                self.card(card)
                    .group
                    .set_since_by_another(entry, log, counts)
            }),
            Op::Link { from, to, kind } | Op::Unlink { from, to, kind } => {
                self.link_between(*from, *to, *kind).is_some_and(|link| {
                    self.links[link]
                        .living
                        .set_since_by_another(entry, log, counts)
                })
            }
            Op::Rate { card, .. } => self
                .card(*card)
                .ratings
                .iter()
                .any(|(_, rated)| rated.set_since_by_another(entry, log, counts)),
            Op::Vote { card, .. } => self
                .card(*card)
                .votes
                .iter()
                .any(|(_, votes)| votes.set_since_by_another(entry, log, counts)),
            Op::ChangePerson { person, .. } => self.people[*person as usize]
                .profile
                .set_since_by_another(entry, log, counts),
            Op::AddLine { axis, id, .. } => {
                let line = self.names.bands[*axis as usize][id.as_str()];
                self.holds_cards(*axis, line)
                    || self.bands[*axis as usize][line as usize]
                        .rank
                        .set_since_by_another(entry, log, counts)
            }
            Op::RemoveLine { axis, line } | Op::ReorderLine { axis, line, .. } => self.bands
                [*axis as usize][*line as usize]
                .rank
                .set_since_by_another(entry, log, counts),
            Op::Feeling { .. } => self.feeling.set_since_by_another(entry, log, counts),
            _ => false,
        }
    }
}
