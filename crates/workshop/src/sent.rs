//! What everybody has been sent, so that what somebody types goes out as what was typed and not as
//! the whole card, and who joins not as everybody.

use crate::view::{ListChange, Patch, TextChange};
use canvas::board::{Card, LettersOf, Person};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::mem::replace;

/// Cards and people as they last went out.
#[derive(Default)]
pub struct Sent {
    cards: FxHashMap<String, Card>,
    people: Vec<Person>,
}

impl Sent {
    /// Puts a card into a patch: the change of its text if nothing else of it is new to those who
    /// got everything so far.
    pub fn send(&mut self, now: Card, patch: &mut Patch) {
        let before = match self.cards.entry(now.id.clone()) {
            Entry::Vacant(place) => {
                place.insert(now.clone());
                return patch.cards.push(now);
            }
            Entry::Occupied(before) => before.into_mut(),
        };
        let text = replace(&mut before.text, now.text.clone());
        let letters = replace(&mut before.letters, now.letters.clone());
        if *before == now {
            patch.texts.extend(change(now, &text, &letters));
        } else {
            before.clone_from(&now);
            patch.cards.push(now);
        }
    }

    /// What became of the list of people.
    pub fn send_people(&mut self, now: Vec<Person>) -> ListChange<Person> {
        let change = list_change(&self.people, &now);
        self.people = now;
        change
    }

    /// Somebody was sent the whole list, and nobody has an older one.
    pub fn shows(&mut self, people: &[Person]) {
        self.people.clear();
        self.people.extend_from_slice(people);
    }

    /// Something of the cards may have changed that nobody was sent.
    pub fn forget(&mut self) {
        self.cards.clear();
    }
}

/// What became of a card's text; nothing if it is as it was.
fn change(now: Card, text: &str, letters: &[LettersOf]) -> Option<TextChange> {
    if now.text == text && now.letters == letters {
        return None;
    }
    let size = char::len_utf8;
    let start = same(text.chars().zip(now.text.chars())).map(size).sum();
    let (old, new) = (&text[start..], &now.text[start..]);
    let end: usize = same(old.chars().rev().zip(new.chars().rev()))
        .map(size)
        .sum();
    let utf16 = |text: &str| text.encode_utf16().count();

    Some(TextChange {
        at: utf16(&text[..start]),
        delete: utf16(&old[..old.len() - end]),
        insert: new[..new.len() - end].to_owned(),
        letters: list_change(letters, &now.letters),
        card: now.id,
    })
}

fn list_change<T: PartialEq + Clone>(before: &[T], now: &[T]) -> ListChange<T> {
    let first = same(before.iter().zip(now)).count();
    let (gone, come) = (&before[first..], &now[first..]);
    let last = same(gone.iter().rev().zip(come.iter().rev())).count();
    ListChange {
        at: first,
        delete: gone.len() - last,
        insert: come[..come.len() - last].to_vec(),
    }
}

/// What two sequences begin with alike.
fn same<T: PartialEq>(pairs: impl Iterator<Item = (T, T)>) -> impl Iterator<Item = T> {
    pairs
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn card(text: &str, letters: &[(usize, usize)]) -> Card {
        let letters = letters.iter().map(|&(person, letters)| LettersOf {
            person: person.to_string(),
            letters,
        });
        Card {
            id: "wait".to_owned(),
            text: text.to_owned(),
            letters: letters.collect(),
            ..Card::default()
        }
    }

    fn with(card: &Card, change: &TextChange) -> Card {
        let mut text: Vec<u16> = card.text.encode_utf16().collect();
        let end = change.at + change.delete;
        text.splice(change.at..end, change.insert.encode_utf16());
        let mut letters = card.letters.clone();
        let ListChange { at, delete, insert } = change.letters.clone();
        letters.splice(at..at + delete, insert);
        Card {
            text: String::from_utf16(&text).expect("no character is cut"),
            letters,
            ..card.clone()
        }
    }

    #[test]
    fn a_typed_letter_goes_out_as_a_letter() {
        let mut sent = Sent::default();
        sent.send(
            card("Nobody called 😀 back", &[(1, 16)]),
            &mut Patch::default(),
        );
        let mut patch = Patch::default();
        sent.send(
            card("Nobody called me 😀 back", &[(1, 16), (2, 2)]),
            &mut patch,
        );
        let change = &patch.texts[0];
        assert_eq!((change.at, change.delete, &*change.insert), (14, 0, "me "));
        assert_eq!(patch.cards, []);
    }

    #[test]
    fn what_was_moved_too_goes_out_whole() {
        let mut sent = Sent::default();
        let before = card("Nobody called", &[(1, 12)]);
        sent.send(before.clone(), &mut Patch::default());
        let after = Card {
            stage: "later".to_owned(),
            text: "Nobody called back".to_owned(),
            ..before
        };
        let mut patch = Patch::default();
        sent.send(after.clone(), &mut patch);
        assert_eq!((patch.cards, patch.texts.len()), (vec![after], 0));
    }

    proptest! {
        #[test]
        fn what_is_sent_of_a_text_makes_the_new_of_the_old(
            texts in prop::collection::vec("[ab😀é]{0,8}", 1..8),
            letters in prop::collection::vec(
                prop::collection::vec((0_usize..3, 1_usize..3), 0..5), 8),
        ) {
            let mut sent = Sent::default();
            let mut there: Option<Card> = None;
            for (text, letters) in texts.iter().zip(&letters) {
                let now = card(text, letters);
                let mut patch = Patch::default();
                sent.send(now.clone(), &mut patch);
                let card = patch.cards.pop().or_else(|| {
                    let card = there.take()?;
                    Some(patch.texts.first().map_or(card.clone(), |change| with(&card, change)))
                });
                prop_assert_eq!(card.as_ref(), Some(&now));
                there = card;
            }
        }
    }
}
