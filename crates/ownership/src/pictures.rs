//! Pictures of the result: each counts as some letters of whoever brought it first.

use crate::words::Words;
use canvas::canvas::{Canvas, Voice};
use canvas::entry::{CardNo, PersonNo, PictureNo};
use canvas::letters::{EntryNo, TextNo};

/// Who brought a picture, and the text of the card where it was first put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    pub entry: EntryNo,
    pub text: TextNo,
    /// None: nobody at the table.
    pub by: Option<Box<[PersonNo]>>,
    /// Whose hands did.
    pub hands: Option<PersonNo>,
}

impl Brought {
    pub fn of(canvas: &Canvas, picture: PictureNo) -> Self {
        let (entry, card) = canvas.brought_first(picture);
        Brought {
            entry,
            text: canvas.card(card).text,
            by: match canvas.voice(entry) {
                Voice::People(people) => Some(people.into()),
                Voice::Template | Voice::Tidy => None,
            },
            hands: canvas.hands(entry),
        }
    }
}

/// The pictures that stand in the result.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// For each card, the pictures that were counted on it.
    cards: Vec<Vec<PictureNo>>,
    pictures: Vec<Counted>,
}

/// One picture as it was counted.
#[derive(Clone, Debug, Default)]
struct Counted {
    /// On how many cards of the result it stands.
    cards: u32,
    brought: Option<Brought>,
}

impl Pictures {
    /// Counts the pictures of some cards anew; `counts` says which of them are part of the result.
    pub fn recount(
        &mut self,
        canvas: &Canvas,
        cards: &[CardNo],
        counts: impl Fn(CardNo) -> bool,
        words: &mut Words,
    ) {
        if canvas.pictures().is_empty() {
            return;
        }
        self.cards.resize_with(canvas.cards().len(), Vec::new);
        let pictures = canvas.pictures().len();
        self.pictures.resize_with(pictures, Counted::default);
        let mut changed = Vec::new();
        for &card in cards {
            let own = &mut self.cards[card as usize];
            changed.extend_from_slice(own);
            for picture in own.drain(..) {
                self.pictures[picture as usize].cards -= 1;
            }
            if counts(card) {
                own.extend(canvas.pictures_on(card).map(|(picture, _)| picture));
            }
            for &picture in &*own {
                self.pictures[picture as usize].cards += 1;
            }
            changed.extend_from_slice(own);
        }
        changed.sort_unstable();
        changed.dedup();
        for picture in changed {
            let counted = &mut self.pictures[picture as usize];
            let now = (counted.cards > 0).then(|| Brought::of(canvas, picture));
            if counted.brought == now {
                continue;
            }
            for (brought, stands) in [(&counted.brought, false), (&now, true)] {
                if let Some(brought) = brought {
                    words.count_picture(canvas, brought, stands);
                }
            }
            counted.brought = now;
        }
    }

    /// The pictures that count, and who brought each.
    pub fn counted(&self) -> impl Iterator<Item = (PictureNo, &Brought)> {
        let pictures = self.pictures.iter().enumerate();
        pictures.filter_map(|(no, counted)| Some((no as PictureNo, counted.brought.as_ref()?)))
    }

    /// The first card of the result on which a picture stands.
    pub fn card_with(&self, picture: PictureNo) -> Option<CardNo> {
        let mut cards = self.cards.iter();
        let card = cards.position(|pictures| pictures.contains(&picture))?;
        Some(card as CardNo)
    }
}
