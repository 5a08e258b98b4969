//! What somebody may do, by the key they came with and the part they take.

use crate::problem;
use crate::protocol::{Ask, Desk, FromScreen};
use workshop::view::{Problem, You};

pub use workshop::view::Role;

/// The one door: whether somebody who came as `came` and is `you` by now may say this.
///
/// A participant who was made a facilitator leads the workshop and lets people in, but has nothing
/// to do with the files of the machine.
///
/// # Errors
/// What is not theirs.
pub fn may(came: Role, you: &You, message: &FromScreen) -> Result<(), Problem> {
    match (came, message) {
        (_, FromScreen::Hello { .. } | FromScreen::Here { .. }) | (Role::Facilitator, _) => Ok(()),
        // What stands on the board it shows whole.
        (
            Role::Projector,
            FromScreen::Ask {
                ask: Ask::Attachment { .. },
                ..
            },
        ) => Ok(()),
        (Role::Projector, _) => Err(problem::projector_only_shows()),
        (Role::Participant, FromScreen::Desk { desk, .. }) => match (you.role, desk) {
            (
                Role::Facilitator,
                Desk::Admit { .. }
                | Desk::TurnAway { .. }
                | Desk::Remove { .. }
                | Desk::LetAllIn { .. }
                | Desk::NamesOptional { .. },
            ) => Ok(()),
            _ => Err(problem::not_yours()),
        },
        (Role::Participant, _) => Ok(()),
    }
}

/// Whether somebody may have this answered about the canvas.
///
/// # Errors
/// What is not theirs, or not theirs in this phase.
pub fn may_ask(you: &You, shows_shares: bool, ask: &Ask) -> Result<(), Problem> {
    match (you.role, ask) {
        (Role::Facilitator, _) | (Role::Projector, Ask::Attachment { .. }) => Ok(()),
        (Role::Projector, _) => Err(problem::projector_only_shows()),
        // Not yet at the table.
        (Role::Participant, _) if you.person.is_none() => Err(problem::not_in()),
        (Role::Participant, Ask::Experience | Ask::Attachment { .. }) => Ok(()),
        (Role::Participant, Ask::Ideas { person }) if you.person.as_ref() == Some(person) => Ok(()),
        (Role::Participant, Ask::Ownership { .. } | Ask::Explain { .. }) => match shows_shares {
            true => Ok(()),
            false => Err(problem::not_shown()),
        },
        (Role::Participant, _) => Err(problem::only_leading()),
    }
}

/// The longest message of somebody who came with this key, in bytes.
pub fn longest_message(role: Role) -> usize {
    match role {
        // A facilitator's browser sends whole canvas files.
        Role::Facilitator => 64 * 1024 * 1024,
        // A picture has at most 4 MB, and a third more in base64.
        Role::Participant => 6 * 1024 * 1024,
        Role::Projector => 4096,
    }
}
