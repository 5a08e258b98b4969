//! What one recipient sees of a workshop: the whole once, then what changed.

use canvas::agenda::{Phase, PhaseNow};
use canvas::board::{Board, Card, Group, LettersOf, Line, Person};
use canvas::rounds::Round;
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
    pub you: You,
    pub floor: Floor,
    /// What the recipient has given in the round that is open.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<OwnBallot>>", optional)]
    pub ballots: Vec<OwnBallot>,
}

/// What changed since the snapshot or the patch before. Whole objects, apart from texts and
/// the list of people; those absent are as they were.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, optional_fields)]
pub struct Patch {
    pub n: u32,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<Card>>")]
    pub cards: Vec<Card>,
    /// Cards of which nothing but the text is new.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<TextChange>>")]
    pub texts: Vec<TextChange>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<Group>>")]
    pub groups: Vec<Group>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stages: Option<Vec<Line>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lanes: Option<Vec<Line>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub people: Option<ListChange<Person>>,
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
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agenda: Option<Vec<Phase>>,
    /// The phase that is on; in a list, which is empty while none is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phase: Option<Vec<PhaseNow>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rounds: Option<Vec<Round>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub floor: Option<Floor>,
    /// What the recipient has given in the round that is open, all of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ballots: Option<Vec<OwnBallot>>,
    /// Who the recipient is, when that has changed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub you: Option<You>,
    /// Cards that the recipient sees no longer, by their ids.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<String>>")]
    pub gone: Vec<String>,
}

/// What became of the text of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TextChange {
    pub card: String,
    /// Where, in UTF-16 units of the text before.
    pub at: usize,
    /// How many units are gone from there.
    pub delete: usize,
    /// What stands there instead.
    pub insert: String,
    /// What became of the list of whose letters stand on the card.
    pub letters: ListChange<LettersOf>,
}

/// What became of a list: from `at` on, so many entries are replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListChange<T> {
    pub at: usize,
    pub delete: usize,
    pub insert: Vec<T>,
}

/// Who a recipient is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct You {
    pub role: Role,
    /// The seat of this device, if it is one person's.
    pub person: Option<String>,
}

/// What part a screen takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Role {
    /// Leads the workshop, speaks for whoever sits at this screen: everything.
    #[default]
    Facilitator,
    /// Takes part, in one seat.
    Participant,
    /// Shows the board to the room, and says nothing.
    Projector,
}

/// What somebody gave a card in the round that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnBallot {
    pub person: String,
    pub card: String,
    /// Votes; or what was expected, how it worked, how it felt.
    pub values: [u32; 3],
}

/// What goes on in the room just now, beside what is on the canvas. It is in no file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Floor {
    /// Nobody but facilitators changes anything.
    pub all_locked: bool,
    /// Cards that only facilitators change.
    pub locked_cards: Vec<String>,
    /// Stages and lanes in which only facilitators change anything.
    pub locked_lines: Vec<String>,
    /// Who is done with the phase that is on.
    pub ready: Vec<String>,
    /// Who wants to say something, the first first.
    pub hands: Vec<String>,
    /// The card that everybody is to look at.
    pub spotlight: Option<String>,
    /// Counts the times that everybody was brought to where the facilitator is.
    pub brought: u32,
    /// Where that was.
    pub bring_to: Option<Spot>,
    /// Everybody goes where the facilitator goes.
    pub follow: bool,
    /// In a private phase that lets it be known: somebody is writing.
    pub somebody_writes: bool,
    /// How many people have given something in the round that is open.
    pub cast: usize,
    /// Whose devices are connected.
    pub here: Vec<String>,
    /// Nothing done now counts: the workshop is rehearsed.
    pub rehearsal: bool,
}

/// A part of the board.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Spot {
    /// The middle of what is seen, in the board's own pixels, and how large it is drawn.
    pub x: f64,
    pub y: f64,
    pub zoom: f64,
}

/// Something said to the room that is not about the canvas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "signal", rename_all = "snake_case")]
#[ts(export)]
pub enum Signal {
    /// One is done with the phase, or not yet.
    Ready {
        on: bool,
    },
    /// One wants to say something, or no longer.
    Hand {
        on: bool,
    },
    /// A facilitator takes somebody's hand down.
    LowerHand {
        person: String,
    },
    LockAll {
        on: bool,
    },
    LockCard {
        card: String,
        on: bool,
    },
    LockLine {
        line: String,
        on: bool,
    },
    Spotlight {
        card: Option<String>,
    },
    /// Everybody comes to where the facilitator is.
    Bring {
        to: Spot,
    },
    Follow {
        on: bool,
    },
    Rehearse {
        on: bool,
    },
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

impl UndoState {
    /// Whether there is anything to undo or redo.
    pub(crate) fn says_something(&self) -> bool {
        self.undo.is_some() || self.redo.is_some()
    }
}

/// A thing done, so that a screen can say it: the command's `do` and the card it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Done {
    pub what: String,
    pub card: Option<String>,
}

/// A person elsewhere who is writing on a card just now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Presence {
    /// A number of the device, for this session only.
    pub device: u32,
    pub person: Option<String>,
    pub card: String,
}

/// A point of a cell: boards are not laid alike on all screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Pointed {
    pub stage: String,
    pub lane: String,
    /// Thousandths of the cell's width.
    pub x: u16,
    /// Thousandths of the cell's height.
    pub y: u16,
}

/// Where a person elsewhere points, or that it is nowhere any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Pointer {
    /// A number of the device, for this session only.
    pub device: u32,
    pub person: String,
    pub at: Option<Pointed>,
}

/// What a reaction says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Sign {
    Like,
    Idea,
    Question,
    Cheer,
}

/// How often a sign was just given, to a card or to the room; not by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Reaction {
    pub sign: Sign,
    pub card: Option<String>,
    pub count: u32,
}

/// Something that did not work: a code, what happened and what is safe, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Problem {
    pub code: String,
    pub says: String,
    pub way_out: String,
}
