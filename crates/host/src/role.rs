//! What somebody may do, by the token they came with.

use crate::problem;
use crate::protocol::FromScreen;
use workshop::view::Problem;

/// Who somebody is to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Whoever runs the workshop, at the host's own screen: everything.
    Facilitator,
    /// Whoever takes part: the canvas, but no files.
    Participant,
}

impl Role {
    /// The one door: whether somebody in this role may say this.
    ///
    /// # Errors
    /// What is not theirs.
    pub fn may(self, message: &FromScreen) -> Result<(), Problem> {
        match (self, message) {
            (Role::Participant, FromScreen::Desk { .. }) => Err(problem::not_yours()),
            _ => Ok(()),
        }
    }

    /// The longest message, in bytes. A facilitator's browser sends whole canvas files.
    pub fn longest_message(self) -> usize {
        match self {
            Role::Facilitator => 64 * 1024 * 1024,
            // A picture has at most 4 MB, and a third more in base64.
            Role::Participant => 6 * 1024 * 1024,
        }
    }
}
