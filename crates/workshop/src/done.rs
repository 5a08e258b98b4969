//! What an entry did, for saying it.

use crate::view::Done;
use canvas::canvas::{Canvas, TextOf};
use canvas::entry::Op;
use canvas::letters::EntryNo;

impl Done {
    /// What an entry did. Taking something back is about the card of what is taken back.
    pub fn of(canvas: &Canvas, entry: EntryNo) -> Done {
        let op = &canvas.log()[entry as usize].op;
        Done {
            what: op.name().to_owned(),
            card: match op {
                Op::Undo { gesture } | Op::Redo { gesture } => card_of(canvas, *gesture),
                _ => card_of(canvas, entry),
            },
        }
    }
}

/// The card that an entry was about, if it was about one.
fn card_of(canvas: &Canvas, entry: EntryNo) -> Option<String> {
    let card = |card: u32| Some(canvas.card(card).id.clone());
    match &canvas.log()[entry as usize].op {
        Op::Add { card, .. } => Some(card.to_string()),
        Op::Copy { copy, .. } => Some(copy.to_string()),
        Op::Split { card: c, .. }
        | Op::Merge { card: c, .. }
        | Op::Move { card: c, .. }
        | Op::State { card: c, .. }
        | Op::Delete { card: c }
        | Op::Restore { card: c }
        | Op::Rate { card: c, .. }
        | Op::Vote { card: c, .. }
        | Op::Promise { card: c, .. }
        | Op::Confirm { card: c }
        | Op::Claim { card: c, .. }
        | Op::Reassign { card: c, .. }
        | Op::Attach { card: c, .. }
        | Op::Detach { card: c, .. }
        | Op::Declare { card: c, .. }
        | Op::Link { from: c, .. }
        | Op::Unlink { from: c, .. } => card(*c),
        Op::Edit { text, .. } => match canvas.text_of(*text) {
            TextOf::Card(c) => card(c),
            _ => None,
        },
        _ => None,
    }
}
