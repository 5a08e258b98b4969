//! What people can do to a canvas: the one list of commands.
//!
//! A click, a phone's tap, a step of a scenario and an import all become a [`Step`]. Names in a
//! command (`card`, `stage`, `group`, a person's `id`) are chosen by whoever makes the thing and
//! stay with it for ever. Positions and lengths count graphemes of the text that the author saw.

use crate::agenda::Phase;
use crate::feelings::Answer;
use crate::people::Side;
use crate::rounds::Asks;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing somebody does, with who does it and for whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export, optional_fields)]
pub struct Step {
    /// The person who does it. Whoever makes the canvas may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whose voice it is, where that is not `by`.
    #[serde(default, skip_serializing_if = "Voices::is_empty", rename = "for")]
    #[ts(as = "Option<Voices>", optional)]
    pub voices: Voices,
    /// Tidying up: adds nothing to anybody's share.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub tidy: bool,
    /// What is done.
    #[serde(flatten)]
    pub command: Command,
}

/// The people whose idea something is: one name or a list of names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(from = "OneOrMany", into = "OneOrMany")]
#[ts(type = "string | string[]")]
pub struct Voices(pub Vec<String>);

impl Voices {
    /// Nobody named: the voice is whoever does it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Voices {
    fn from(names: OneOrMany) -> Self {
        Voices(match names {
            OneOrMany::One(name) => vec![name],
            OneOrMany::Many(names) => names,
        })
    }
}

impl From<Voices> for OneOrMany {
    fn from(mut voices: Voices) -> Self {
        match voices.0.len() {
            1 => OneOrMany::One(voices.0.remove(0)),
            _ => OneOrMany::Many(voices.0),
        }
    }
}

/// Everything that can be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
#[ts(export, optional_fields)]
pub enum Command {
    /// A new card in a cell of the journey.
    Add {
        card: String,
        stage: String,
        lane: String,
        #[serde(default)]
        text: String,
        /// What sort of touchpoint or idea it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        /// Written by nobody in particular: a new unnamed person is the voice.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(as = "Option<bool>", optional)]
        anonymous: bool,
        /// With `anonymous`: the SHA-256 (hexadecimal) of a secret that stays on the writer's
        /// device and can claim the card later. Another secret for each card, drawn at random.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<String>,
    },
    /// Deletes, then inserts, at one place of a card's text.
    Edit {
        card: String,
        at: usize,
        #[serde(default)]
        delete: usize,
        #[serde(default)]
        insert: String,
    },
    /// The whole new text; what it has in common with the old at both ends stays as it is.
    SetText {
        card: String,
        text: String,
    },
    /// Moves or copies part of a text. `to_at` counts after the removal.
    Transfer {
        from: String,
        at: usize,
        length: usize,
        to: String,
        to_at: usize,
        #[serde(default)]
        keep: bool,
    },
    /// A new card with the same text in the same cell.
    Copy {
        card: String,
        #[serde(rename = "as")]
        copy: String,
    },
    /// The text from `at` on becomes a new card.
    Split {
        card: String,
        at: usize,
        #[serde(rename = "as")]
        rest: String,
    },
    /// One blank and the card's text go to the end of `into`; the card is gone.
    Merge {
        card: String,
        into: String,
    },
    /// Puts a card into a cell, before another card of that cell or at its end.
    Move {
        card: String,
        stage: String,
        lane: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<String>,
    },
    /// Open, decided, parked or dismissed, perhaps with a word on why.
    State {
        card: String,
        state: State,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Delete {
        card: String,
    },
    Restore {
        card: String,
    },
    /// Puts cards into a group, a new one or one there is. A `name` replaces the name.
    Group {
        group: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default)]
        cards: Vec<String>,
    },
    Ungroup {
        cards: Vec<String>,
    },
    /// From the later idea to the earlier one.
    Link {
        from: String,
        to: String,
        kind: LinkKind,
    },
    Unlink {
        from: String,
        to: String,
        kind: LinkKind,
    },
    /// What was expected, how it worked, how it felt: 1 to 7 each.
    Rate {
        card: String,
        expected: u8,
        worked: u8,
        felt: u8,
    },
    /// This person's votes on the card, in place of those given before.
    Vote {
        card: String,
        votes: u32,
    },
    /// What somebody present will do, until when (`2027-01-31`).
    Promise {
        card: String,
        text: String,
        owner: String,
        due: String,
    },
    /// Accepts what was written for the person on this card. A facilitator says it for somebody
    /// (`for`) after it was read aloud and agreed.
    Confirm {
        card: String,
    },
    /// The person's own is what was written without a name on this card: the secret of which
    /// `claim` was the SHA-256 proves it.
    Claim {
        card: String,
        secret: String,
    },
    /// A correction agreed in the room: the letters there are the ideas of `to`. A facilitator's;
    /// at least one other person has agreed.
    Reassign {
        card: String,
        at: usize,
        length: usize,
        to: Vec<String>,
        reason: String,
        agreed: Vec<String>,
    },
    /// A picture on a card: PNG, JPEG, WebP or GIF, in base64.
    Attach {
        card: String,
        /// What the file was called.
        #[serde(default)]
        name: String,
        mime: String,
        data: String,
    },
    /// Takes a picture off a card.
    Detach {
        card: String,
        sha256: String,
    },
    /// Where an import says whose ideas the text of a card is: declared, not recorded. In nobody's
    /// name.
    Declare {
        card: String,
        people: Vec<String>,
    },
    /// Takes back this person's last gesture; with `within_ms`, all that began in the time before,
    /// up to what others have built on.
    Undo {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        within_ms: Option<u32>,
    },
    /// Takes back this person's last undo.
    Redo,
    /// A person takes a seat.
    Person {
        id: String,
        name: String,
        side: Side,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(as = "Option<bool>", optional)]
        facilitator: bool,
    },
    /// Another name, side or role for a seat.
    ChangePerson {
        id: String,
        name: String,
        side: Side,
        #[serde(default)]
        facilitator: bool,
    },
    /// A new stage, before another or at the end.
    /// Two seats are one person's, who has two devices or came again under a second name: from now
    /// on `id` counts as `as`. Without `as` it is somebody of their own again. A facilitator's.
    SamePerson {
        id: String,
        #[serde(default, skip_serializing_if = "Option::is_none", rename = "as")]
        of: Option<String>,
    },
    AddStage {
        stage: String,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<String>,
    },
    /// A new lane, before another or at the end.
    AddLane {
        lane: String,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<String>,
    },
    /// Takes an empty stage away.
    RemoveStage {
        stage: String,
    },
    /// Takes an empty lane away.
    RemoveLane {
        lane: String,
    },
    ReorderStage {
        stage: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<String>,
    },
    ReorderLane {
        lane: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<String>,
    },
    /// New wording of a stage, lane or group name, the title or the purpose. `id` names the
    /// stage, lane or group.
    Rename {
        what: Named,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        text: String,
    },
    /// How many percent of an experience are feeling.
    Feeling {
        percent: u8,
    },
    /// Asks everybody the closing questions. A facilitator's.
    OpenFeelings,
    /// A person's own answers to them, which may be given anew until they are closed. Only that
    /// somebody answered is in the log.
    Feel {
        #[serde(flatten)]
        answer: Answer,
    },
    /// Closes the closing questions, and tells what may be told.
    CloseFeelings,
    /// The phases of the workshop, in place of those before. A facilitator's.
    Agenda {
        phases: Vec<Phase>,
    },
    /// A phase of the agenda begins. A facilitator's; in nobody's name when the one before had its
    /// time.
    EnterPhase {
        phase: String,
    },
    /// The phase that is on takes so many minutes more, or fewer. A facilitator's.
    ExtendPhase {
        minutes: i32,
    },
    /// Asks everybody to vote on cards or to rate them, hidden until it is closed. Without cards:
    /// all that are open or decided. A facilitator's.
    OpenRound {
        round: String,
        asks: Asks,
        #[serde(default)]
        cards: Vec<String>,
    },
    /// Closes the round that is open, and tells what may be told. A facilitator's.
    CloseRound {
        round: String,
    },
    /// Puts cards that only their writers see on the canvas: everybody's, those of some people, or,
    /// for whoever is no facilitator, one's own.
    Reveal {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        people: Option<Vec<String>>,
    },
    /// Says something about a card.
    Comment {
        card: String,
        text: String,
    },
}

impl Command {
    /// The cards that it is about, by their names.
    pub fn cards(&self) -> Vec<&str> {
        match self {
            Command::Add { card, .. }
            | Command::Edit { card, .. }
            | Command::SetText { card, .. }
            | Command::Copy { card, .. }
            | Command::Split { card, .. }
            | Command::Move { card, .. }
            | Command::State { card, .. }
            | Command::Delete { card }
            | Command::Restore { card }
            | Command::Rate { card, .. }
            | Command::Vote { card, .. }
            | Command::Promise { card, .. }
            | Command::Confirm { card }
            | Command::Claim { card, .. }
            | Command::Reassign { card, .. }
            | Command::Attach { card, .. }
            | Command::Detach { card, .. }
            | Command::Declare { card, .. }
            | Command::Comment { card, .. } => vec![card],
            Command::Merge { card, into } => vec![card, into],
            Command::Transfer { from, to, .. }
            | Command::Link { from, to, .. }
            | Command::Unlink { from, to, .. } => vec![from, to],
            Command::Group { cards, .. }
            | Command::Ungroup { cards }
            | Command::OpenRound { cards, .. } => cards.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The stages and lanes into which it puts something, or which it changes.
    pub fn lines(&self) -> Vec<&str> {
        match self {
            Command::Add { stage, lane, .. } | Command::Move { stage, lane, .. } => {
                vec![stage, lane]
            }
            Command::RemoveStage { stage } | Command::ReorderStage { stage, .. } => vec![stage],
            Command::RemoveLane { lane } | Command::ReorderLane { lane, .. } => vec![lane],
            Command::Rename { id: Some(id), .. } => vec![id],
            _ => Vec::new(),
        }
    }
}

/// What [`Command::Rename`] gives another wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Named {
    Title,
    Purpose,
    Stage,
    Lane,
    Group,
}

/// What the group has decided about a card.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum State {
    #[default]
    Open,
    Decided,
    Parked,
    Dismissed,
}

/// How a later idea relates to an earlier one.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LinkKind {
    BuildsOn,
    LeadsTo,
    RelatesTo,
}

impl State {
    /// Whether a card in this state is part of the result.
    pub fn is_in_result(self) -> bool {
        matches!(self, State::Open | State::Decided)
    }
}
