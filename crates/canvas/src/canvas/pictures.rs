//! Pictures that stand on cards, and who brought each first.

use super::Canvas;
use crate::entry::{CardNo, PictureFacts, PictureNo};
use crate::history::History;
use crate::letters::EntryNo;

/// A picture that was brought at least once. The same bytes are the same picture.
#[derive(Clone, Debug)]
pub struct PictureLog {
    pub facts: PictureFacts,
    /// The entries that brought it, each with its card.
    pub(crate) brought: Vec<(EntryNo, CardNo)>,
    /// The cards that ever had it.
    pub(crate) cards: Vec<CardNo>,
}

impl PictureLog {
    /// The entry that brought its bytes, in force or not.
    pub fn first(&self) -> EntryNo {
        self.brought[0].0
    }

    /// The entries that brought it.
    pub fn brought_by(&self) -> impl Iterator<Item = EntryNo> + '_ {
        self.brought.iter().map(|&(entry, _)| entry)
    }
}

impl Canvas {
    /// Every picture that was ever brought, in the order of first bringing.
    pub fn pictures(&self) -> &[PictureLog] {
        &self.pictures
    }

    /// The picture with that SHA-256.
    pub fn picture_named(&self, sha256: &[u8; 32]) -> Option<PictureNo> {
        self.names.pictures.get(sha256).copied()
    }

    /// The entry in force that brought a picture first, and the card it put it on: whose the
    /// picture is, and where it is from, wherever it stands by now. Where only a copy is left of
    /// what was undone, it is the first entry all the same.
    pub fn brought_first(&self, picture: PictureNo) -> (EntryNo, CardNo) {
        let brought = &self.pictures[picture as usize].brought;
        let mut in_force = brought.iter().filter(|(entry, _)| self.in_force(*entry));
        *in_force.next().unwrap_or(&brought[0])
    }

    /// The pictures that stand on a card, each with the entry that named it there.
    pub fn pictures_on(&self, card: CardNo) -> impl Iterator<Item = (PictureNo, EntryNo)> + '_ {
        let pictures = self.card(card).pictures.iter();
        pictures.filter_map(|(picture, named)| {
            let named = *named.last(|e| self.in_force(e))?;
            Some((*picture, named?))
        })
    }

    pub(super) fn attach(&mut self, number: EntryNo, card: CardNo, facts: &PictureFacts) {
        let next = self.pictures.len() as PictureNo;
        let picture = *self.names.pictures.entry(facts.sha256).or_insert(next);
        if picture == next {
            self.pictures.push(PictureLog {
                facts: *facts,
                brought: Vec::new(),
                cards: Vec::new(),
            });
        }
        self.pictures[picture as usize].brought.push((number, card));
        self.show(number, card, picture, Some(number));
    }

    /// Puts a picture on a card, named by an entry, or takes it off.
    pub(super) fn show(
        &mut self,
        number: EntryNo,
        card: CardNo,
        picture: PictureNo,
        named: Option<EntryNo>,
    ) {
        let own = &mut self.cards[card as usize].pictures;
        match own.iter_mut().find(|(other, _)| *other == picture) {
            Some((_, names)) => names.write(number, named),
            None => {
                own.push((picture, History::starting(number, named)));
                self.pictures[picture as usize].cards.push(card);
            }
        }
    }

    /// A card gets the pictures of another. They are the same ones, whoever copies.
    pub(super) fn copy_pictures(&mut self, number: EntryNo, from: CardNo, to: CardNo) {
        for (picture, named) in self.pictures_on(from).collect::<Vec<_>>() {
            self.show(number, to, picture, Some(named));
        }
    }

    /// Whether a card has a picture that somebody else put there later.
    pub(super) fn holds_later_pictures(&self, entry: EntryNo, card: CardNo) -> bool {
        let by = self.log[entry as usize].by;
        let pictures = self.card(card).pictures.iter();
        pictures.into_iter().any(|(_, named)| {
            let written = named.written(|e| self.in_force(e)).last();
            written.is_some_and(|(later, named)| {
                named.is_some() && later > entry && self.log[later as usize].by != by
            })
        })
    }

    /// Whether somebody else has put a picture on a card or taken it off since.
    pub(super) fn is_picture_set_since(
        &self,
        entry: EntryNo,
        card: CardNo,
        picture: Option<PictureNo>,
    ) -> bool {
        let pictures = self.card(card).pictures.iter();
        pictures
            .filter(|(own, _)| Some(*own) == picture)
            .any(|(_, named)| named.set_since_by_another(entry, &self.log, |e| self.in_force(e)))
    }

    /// Keeps in mind the cards that show a picture: who brought it first may be somebody else now.
    pub(super) fn note_picture(&mut self, card: CardNo, picture: Option<PictureNo>) {
        self.changes.cards.push(card);
        if let Some(picture) = picture {
            let cards = &self.pictures[picture as usize].cards;
            self.changes.cards.extend(cards);
        }
    }
}
