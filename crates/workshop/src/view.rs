//! What one recipient sees of a workshop: the whole once, then what changed.

use canvas::board::{Board, Card, Group, Line, Person};
use ownership::report::Report;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything a recipient sees when joining or coming back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Snapshot {
    /// The recipient's own count of what it was sent; goes back with each command as `seen`.
    pub n: u32,
    pub board: Board,
    pub shares: Option<Report>,
    pub undo: Vec<UndoState>,
    /// The closing questions, once they were asked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional)]
    pub feelings: Option<Asking>,
}

/// What changed since the snapshot or the patch before. Whole objects; those absent are as they
/// were.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, optional_fields)]
pub struct Patch {
    pub n: u32,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<Card>>")]
    pub cards: Vec<Card>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<Group>>")]
    pub groups: Vec<Group>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stages: Option<Vec<Line>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lanes: Option<Vec<Line>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub people: Option<Vec<Person>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub purpose: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub feeling: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub shares: Option<Report>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub undo: Option<Vec<UndoState>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub feelings: Option<Asking>,
}

/// How it stands with the closing questions: how many have answered, not who.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Asking {
    pub open: bool,
    pub answered: usize,
    /// How many people sit at the table.
    pub of: usize,
}

/// What a person could undo and redo now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UndoState {
    pub person: String,
    pub undo: Option<Done>,
    pub redo: Option<Done>,
}

/// A thing done, so that a screen can say it: the command's `do` and the card it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Done {
    pub what: String,
    pub card: Option<String>,
}

/// A person elsewhere who is looking at or writing on a card just now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Presence {
    /// A number of the device, for this session only.
    pub device: u32,
    pub person: Option<String>,
    pub card: Option<String>,
    pub writing: bool,
}

/// Something that did not work: a code, what happened and what is safe, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Problem {
    pub code: String,
    pub says: String,
    pub way_out: String,
}
