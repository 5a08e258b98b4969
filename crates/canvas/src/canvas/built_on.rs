//! When a gesture can no longer be taken back, or brought again.

use super::Canvas;
use crate::entry::Op;
use crate::letters::{EntryNo, TextNo};

impl Canvas {
    /// Whether a merge of the gesture cannot be brought again: its card has been deleted, restored
    /// or merged since, or what it was merged into has been merged into it.
    pub(crate) fn is_overtaken(&self, gesture: EntryNo) -> bool {
        let gone_since = |&entry: &EntryNo| match self.log[entry as usize].op {
            Op::Merge { card, .. } => {
                let mut lives = self.card(card).life.written(|e| self.in_force(e));
                lives.any(|(later, _)| later > entry)
            }
            _ => false,
        };
        self.gesture(gesture).iter().any(gone_since)
            || self.closes_a_circle(&self.merges_in(gesture))
    }

    /// Why a gesture cannot be undone, if so: somebody else has built on one of its entries.
    pub(crate) fn is_built_on(&self, entry: EntryNo) -> bool {
        let counts = |e| self.in_force(e);
        let log = &self.log;
        let by = log[entry as usize].by;
        let holds_later_letters = |text: TextNo| {
            let is_later = |e: EntryNo| e > entry && log[e as usize].by != by;
            // A card merged into it has nowhere else to be, even if not a letter of it is left.
            let merges = |e: EntryNo| matches!(log[e as usize].op, Op::Merge { .. }) && counts(e);
            self.letters.slots_from(text, None).any(|(slot, filled)| {
                let written = self.letters.place(self.letters.slot(slot).place).entry;
                (filled && (is_later(written) || self.causes(slot).any(is_later)))
                    || (is_later(written) && merges(written))
            })
        };
        let last_card_made = |id: &str| self.card(self.names.cards[id]);
        match &log[entry as usize].op {
            Op::Add { card: id, .. } | Op::Copy { copy: id, .. } | Op::Split { rest: id, .. } => {
                holds_later_letters(last_card_made(id).text)
                    || self.holds_later_pictures(entry, self.names.cards[&**id])
            }
            Op::Reassign { correction, .. } => self.is_corrected_since(entry, correction),
            Op::Attach { card, picture, .. } => {
                let picture = self.picture_named(&picture.sha256);
                self.is_picture_set_since(entry, *card, picture)
            }
            Op::Detach { card, picture } => self.is_picture_set_since(entry, *card, Some(*picture)),
            Op::Merge { into, .. } => {
                holds_later_letters(self.card(*into).text)
                    || self.holds_later_pictures(entry, *into)
            }
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
            Op::SamePerson { person, .. } => self.people[*person as usize]
                .same
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
