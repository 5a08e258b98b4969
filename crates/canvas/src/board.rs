//! The readable present state of a canvas: what the file shows to other programs, what the
//! screens draw and what patches are made of.

use crate::command::{LinkKind, State};
use crate::people::Side;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything that stands on a canvas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Board {
    pub title: String,
    pub purpose: String,
    /// How many percent of an experience are feeling.
    pub feeling: u8,
    /// In the order of joining; unnamed writers last.
    pub people: Vec<Person>,
    /// In the order of the journey.
    pub stages: Vec<Line>,
    /// From top to bottom.
    pub lanes: Vec<Line>,
    pub groups: Vec<Group>,
    /// Every card that ever was, in the order of adding.
    pub cards: Vec<Card>,
}

/// A seat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Person {
    pub id: String,
    /// Unnamed writers have none.
    pub name: Option<String>,
    /// Unnamed writers have one only where it gives nobody away.
    pub side: Option<Side>,
    pub facilitator: bool,
}

/// A stage or a lane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Line {
    pub id: String,
    pub name: String,
}

/// Cards that belong together, under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Group {
    pub id: String,
    pub name: String,
}

/// A card with everything that hangs on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Card {
    pub id: String,
    pub text: String,
    pub kind: Option<String>,
    pub stage: String,
    pub lane: String,
    /// Cards of one cell stand in the order of their ranks.
    pub rank: String,
    pub state: State,
    pub deleted: bool,
    /// The card this one's text went to.
    pub merged_into: Option<String>,
    pub group: Option<String>,
    /// Whose idea the card was: ids of people, or `template` or `tidy`.
    pub creators: Vec<String>,
    /// How many letters of each person stand on the card, in the order of joining.
    pub letters: Vec<LettersOf>,
    pub links: Vec<Link>,
    pub votes: Vec<Vote>,
    pub ratings: Vec<Rating>,
    pub promises: Vec<Promise>,
}

/// Letters of one voice on a card; a letter of several people counts for each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct LettersOf {
    pub person: String,
    pub letters: usize,
}

/// A living link to an earlier card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Link {
    pub to: String,
    pub kind: LinkKind,
}

/// Votes of one person on a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Vote {
    pub person: String,
    pub votes: u32,
}

/// One person's rating of a moment, 1 to 7 each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Rating {
    pub person: String,
    pub expected: u8,
    pub worked: u8,
    pub felt: u8,
}

/// What somebody present will do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Promise {
    pub text: String,
    pub owner: String,
    /// A date, `2027-01-31`.
    pub due: String,
}
