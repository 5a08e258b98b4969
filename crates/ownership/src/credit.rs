//! How sure it is whose something is.

use crate::card_of;
use crate::report::Certainty;
use canvas::canvas::Canvas;
use canvas::entry::PersonNo;
use canvas::letters::{EntryNo, TextNo};

/// How sure it is that an entry is a person's, where it was made in a text: what a scribe writes
/// is attributed until the person accepts what was written for them on that card.
pub fn certainty(canvas: &Canvas, entry: EntryNo, text: TextNo, person: PersonNo) -> Certainty {
    if canvas.hands(entry) == Some(person) || is_accepted(canvas, entry, text, person) {
        Certainty::Confirmed
    } else {
        Certainty::Attributed
    }
}

/// Whether a person has accepted what an entry wrote for them in a text.
pub fn is_accepted(canvas: &Canvas, entry: EntryNo, text: TextNo, person: PersonNo) -> bool {
    let accepted = card_of(canvas, text).and_then(|card| canvas.confirmed(card, person));
    accepted.is_some_and(|accepted| accepted > entry)
}
