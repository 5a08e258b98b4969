//! How an entry is written in a file: a short JSON array.
//!
//! `[by, milliseconds since the entry before, letter of the deed, …what it needs, {the rest}]`.
//! People, cards, texts, stages, lanes, groups and gestures are numbers in the order of their
//! making. A letter is named by the entry that put it there, `[entry, offset]`, or `entry` alone
//! for its first; stretches of letters are `[entry, offset, count]`. The rest holds `f` (voices),
//! `t` (tidying up), `c` (device), `g` (gesture), `n` (scalars of each grapheme, unless one each).

use crate::entry::{Entry, PersonNo};
use serde::Serialize;

mod reading;
mod writing;

pub(crate) use reading::LineSeed;
pub(crate) use writing::Told;

/// Writes and reads the entries of one log, one after the other: some things are told only where
/// they differ from before.
#[derive(Clone, Debug, Default)]
pub struct Notation {
    at_ms: i64,
    /// The device each person used last.
    clients: Vec<u32>,
}

impl Notation {
    fn usual_client(&self, by: Option<PersonNo>) -> u32 {
        by.map_or(0, |by| {
            self.clients.get(by as usize).copied().unwrap_or(by + 1)
        })
    }

    fn remember(&mut self, entry: &Entry) {
        self.at_ms = entry.at_ms;
        if let Some(by) = entry.by {
            for next in self.clients.len() as u32..=by {
                self.clients.push(next + 1);
            }
            self.clients[by as usize] = entry.client;
        }
    }
}

/// Compact JSON of anything.
pub(crate) fn compact(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).expect("values of our own are JSON")
}
