//! Somebody whom patches are made for, and what was sent to them.

use crate::view::{OwnBallot, UndoState, You};
use canvas::letters::EntryNo;
use std::collections::VecDeque;

/// How many sent patches a command may be behind.
const REMEMBERED: usize = 10_000;

/// A client as the workshop knows it.
#[derive(Default)]
pub struct Recipient {
    /// The last command accepted from it.
    pub accepted: u32,
    pub is_here: bool,
    pub you: You,
    /// What it was last told that it could undo, and that it has given.
    pub undo: Vec<UndoState>,
    pub ballots: Vec<OwnBallot>,
    /// How many snapshots and patches it was sent.
    sent: u32,
    /// For each of the last of them: how many entries of the log it covered.
    covered: VecDeque<EntryNo>,
}

impl Recipient {
    /// Counts something sent that covers the log up to `next`; gives back its number. The numbers
    /// are the recipient's own, so that gaps say nothing.
    pub fn send(&mut self, next: EntryNo) -> u32 {
        self.is_here = true;
        self.sent += 1;
        self.covered.push_back(next);
        if self.covered.len() > REMEMBERED {
            self.covered.pop_front();
        }
        self.sent
    }

    /// How much of the log somebody had seen who had seen the snapshot or patch of that number.
    pub fn entry_seen(&self, n: u32) -> EntryNo {
        let oldest = self.sent - self.covered.len() as u32 + 1;
        let at = n.clamp(oldest, self.sent.max(oldest)) - oldest;
        self.covered.get(at as usize).copied().unwrap_or(0)
    }
}
