//! What must hold of the board at any time: no word ever leaves it.

use crate::plays::{ANY, Profile, Table, hold};
use canvas::canvas::{Life, TextOf};
use canvas::entry::Op;
use proptest::prelude::*;

const CARRYING: Profile = Profile {
    steps: 48,
    carrying: true,
    ..ANY
};

#[test]
fn nothing_stands_on_a_merged_card_and_nothing_written_is_lost() {
    hold("board", 192, CARRYING, |table, _| {
        let mut again = Table::set(table.head.clone());
        for step in &table.steps {
            again.step(step.clone()).map_err(TestCaseError::fail)?;
            everything_is_there(&again)?;
        }
        Ok(())
    });
}

/// Every letter that was written and not deleted stands in a text that is there: on no merged
/// card, nor on one whose split was undone. With a card that is deleted, or whose adding or
/// copying was undone, its letters come back.
fn everything_is_there(table: &Table) -> Result<(), TestCaseError> {
    let canvas = table.canvas();
    let letters = canvas.letters();
    for card in 0..canvas.cards().len() as u32 {
        if let Some(Life::Merged(_)) = canvas.life(card) {
            prop_assert_eq!(letters.len(canvas.card(card).text), 0);
        }
    }
    let mut standing = vec![false; letters.places() as usize];
    for text in 0..letters.texts() {
        if letters.len(text) == 0 {
            continue;
        }
        if let TextOf::Card(card) = canvas.text_of(text) {
            let made = &canvas.log()[canvas.card(card).made as usize].op;
            let is_there = canvas.life(card).is_some() || !matches!(made, Op::Split { .. });
            prop_assert!(is_there, "{}", canvas.text(text));
        }
        for place in letters.standing(text) {
            prop_assert!(!std::mem::replace(&mut standing[place as usize], true));
        }
    }
    for place in 0..letters.places() {
        let letter = letters.place(place);
        let stands = canvas.in_force(letter.entry) && letter.deletions == 0;
        prop_assert_eq!(
            stands,
            standing[place as usize],
            "{}",
            canvas.grapheme(place)
        );
    }
    Ok(())
}
