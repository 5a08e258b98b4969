//! Entries of the log: who, for whom, when and what, in identities.

use crate::agenda::Agenda;
use crate::chain::Hash;
use crate::command::{LinkKind, State};
use crate::feelings::Told;
use crate::letters::{EntryNo, PlaceNo, SlotNo, TextNo};
use crate::people::Side;
use crate::picture::Mime;
use crate::rounds::{Asks, Tally};
use smol_str::SmolStr;

/// A seat, in the order of joining.
pub type PersonNo = u32;
/// A card, in the order of adding.
pub type CardNo = u32;
/// A group, in the order of making.
pub type GroupNo = u32;
/// A stage or lane, in the order of making.
pub type LineNo = u32;
/// A picture, in the order of being brought.
pub type PictureNo = u32;

/// One thing that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Who did it; nobody where it came with a template or the head of a scenario.
    pub by: Option<PersonNo>,
    /// Whose voice it is, if not `by`'s.
    pub voices: Box<[PersonNo]>,
    /// Done in tidy-up mode.
    pub tidy: bool,
    /// Milliseconds since the canvas began.
    pub at_ms: i64,
    /// The window or device; 0 where none is told.
    pub client: u32,
    /// The first entry of the gesture or typing burst that this one belongs to.
    pub gesture: EntryNo,
    /// What was done.
    pub op: Op,
    /// What few entries have.
    pub more: Option<Box<More>>,
}

/// What few entries have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct More {
    /// How many scalars each grapheme of the words has, unless one each.
    pub cuts: Option<Box<[u16]>>,
    /// What another version of the app wrote here.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What a redaction wrote beside it.
    pub beside: Option<Beside>,
}

impl More {
    /// Nothing, where there is nothing more.
    pub(crate) fn boxed(self) -> Option<Box<More>> {
        (self != More::default()).then(|| Box::new(self))
    }
}

/// A log is long: what an entry takes up is what a canvas takes up.
const _: () = assert!(size_of::<Entry>() <= 128);

impl Entry {
    /// How many scalars each grapheme of the words has, unless one each.
    pub fn cuts(&self) -> Option<&[u16]> {
        self.more.as_ref()?.cuts.as_deref()
    }

    /// What a redaction wrote beside it.
    pub fn beside(&self) -> Option<&Beside> {
        self.more.as_ref()?.beside.as_ref()
    }

    /// What became of its words, if a redaction took them out.
    pub fn removed(&self) -> Option<&Removed> {
        self.beside()?.removed.as_ref()
    }
}

/// What a redaction writes beside an entry. The hash chain leaves it out; the redaction's own entry
/// covers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    pub removed: Option<Removed>,
    /// The salt of its words, where the secret that it followed from is gone.
    pub salt: Option<Hash>,
    /// What was found after this entry: letters that repeat earlier ones.
    pub inferred: Vec<Inference>,
}

/// That an entry's words are gone; placeholders stand in for them, one scalar for each grapheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The salted hash that stands for the words in the chain.
    pub hash: Hash,
    /// The entry that took them out.
    pub by: EntryNo,
    /// It changed nothing but the case of letters.
    pub recases: bool,
}

/// Neighbouring letters that repeat neighbouring letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inference {
    pub letters: PlaceName,
    pub source: PlaceName,
    pub count: u32,
    /// How many letters were equal, of which these are some.
    pub length: u32,
    /// Since when the source had stood, by the matcher's clock.
    pub since: u32,
}

/// How a place is called in a log: the entry that made it, and which of its places it is.
pub type PlaceName = (EntryNo, u32);

/// Where letters go in: right of a letter, in the slot where the author saw it, or at the
/// beginning.
pub type Anchor = Option<SlotNo>;

/// Neighbouring places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub first: PlaceNo,
    pub count: u32,
}

impl Span {
    /// The places of some spans.
    pub fn places(spans: &[Span]) -> impl Iterator<Item = PlaceNo> + '_ {
        spans
            .iter()
            .flat_map(|span| span.first..span.first + span.count)
    }

    /// As few spans as hold the places in their order.
    pub fn of(places: impl IntoIterator<Item = PlaceNo>) -> Box<[Span]> {
        let mut spans: Vec<Span> = Vec::with_capacity(1);
        for place in places {
            match spans.last_mut() {
                Some(last) if last.first + last.count == place => last.count += 1,
                _ => spans.push(Span {
                    first: place,
                    count: 1,
                }),
            }
        }
        spans.into()
    }
}

/// A letter that was copied in the case in which its author saw it, where it is in another now:
/// which of the copied letters, and the entry that had put it in that case.
pub type Cased = (u32, EntryNo);

/// Letters deleted and written at one spot of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edit {
    pub after: Anchor,
    pub delete: Box<[Span]>,
    /// Mostly a letter, which takes no memory of its own.
    pub insert: SmolStr,
    /// Tidying up: the letter to the right.
    pub right: Option<PlaceNo>,
}

/// Stages run across, lanes down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    Stage,
    Lane,
}

/// A group that there is, or a new one with its name in commands.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupRef {
    Known(GroupNo),
    New(String),
}

/// Somebody who writes a card without a name, perhaps with a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    pub side: Option<Side>,
    /// The SHA-256 of the secret that claims the card.
    pub claim: Option<Box<Hash>>,
}

/// Letters that are somebody else's ideas than the log had it.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    pub letters: Box<[Span]>,
    pub to: Vec<PersonNo>,
    pub reason: String,
    pub agreed: Vec<PersonNo>,
}

/// A picture's bytes, as far as the log tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureFacts {
    pub sha256: Hash,
    pub mime: Mime,
    /// How many bytes.
    pub size: u32,
}

/// What an entry does.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    Person {
        id: String,
        name: String,
        side: Side,
        facilitator: bool,
    },
    ChangePerson {
        person: PersonNo,
        name: String,
        side: Side,
        facilitator: bool,
    },
    /// A seat is the same person's as another one; without one, nobody else's.
    SamePerson {
        person: PersonNo,
        of: Option<PersonNo>,
    },
    AddLine {
        axis: Axis,
        id: String,
        name: String,
        before: Option<LineNo>,
    },
    RemoveLine {
        axis: Axis,
        line: LineNo,
    },
    ReorderLine {
        axis: Axis,
        line: LineNo,
        before: Option<LineNo>,
    },
    Add {
        card: Box<str>,
        stage: LineNo,
        lane: LineNo,
        text: Box<str>,
        kind: Option<Box<str>>,
        unnamed: Option<Box<Unnamed>>,
    },
    Edit {
        text: TextNo,
        edit: Edit,
    },
    Transfer {
        from: TextNo,
        spans: Box<[Span]>,
        to: TextNo,
        after: Anchor,
        keep: bool,
        cased: Box<[Cased]>,
    },
    Copy {
        card: CardNo,
        copy: Box<str>,
        /// The letters that the author saw, where others stand now.
        letters: Option<Box<[Span]>>,
        cased: Box<[Cased]>,
    },
    /// From a letter on, in the slot where the author saw it; without one, nothing goes.
    Split {
        card: CardNo,
        from: Option<SlotNo>,
        rest: Box<str>,
    },
    Merge {
        card: CardNo,
        into: CardNo,
        after: Anchor,
    },
    Move {
        card: CardNo,
        stage: LineNo,
        lane: LineNo,
        rank: Option<String>,
    },
    State {
        card: CardNo,
        state: State,
        reason: Option<String>,
    },
    Delete {
        card: CardNo,
    },
    Restore {
        card: CardNo,
    },
    Group {
        group: GroupRef,
        cards: Vec<CardNo>,
        name: Option<Box<Edit>>,
    },
    Ungroup {
        cards: Vec<CardNo>,
    },
    Link {
        from: CardNo,
        to: CardNo,
        kind: LinkKind,
    },
    Unlink {
        from: CardNo,
        to: CardNo,
        kind: LinkKind,
    },
    Rate {
        card: CardNo,
        expected: u8,
        worked: u8,
        felt: u8,
    },
    Vote {
        card: CardNo,
        votes: u32,
    },
    Promise {
        card: CardNo,
        text: String,
        owner: PersonNo,
        due: String,
    },
    Confirm {
        card: CardNo,
    },
    Claim {
        card: CardNo,
        secret: String,
    },
    Reassign {
        card: CardNo,
        correction: Box<Correction>,
    },
    Attach {
        card: CardNo,
        picture: Box<PictureFacts>,
        name: String,
    },
    Detach {
        card: CardNo,
        picture: PictureNo,
    },
    Declare {
        card: CardNo,
        people: Vec<PersonNo>,
    },
    Undo {
        gesture: EntryNo,
    },
    Redo {
        gesture: EntryNo,
    },
    Feeling {
        percent: u8,
    },
    /// Words were taken out of earlier entries: one person's, or all.
    Redact {
        person: Option<PersonNo>,
        /// SHA-256 of what it wrote beside them.
        beside: Box<Hash>,
    },
    OpenFeelings,
    /// Somebody answered; who and what is not told.
    Feel,
    CloseFeelings {
        told: Box<Told>,
    },
    Agenda {
        agenda: Box<Agenda>,
    },
    EnterPhase {
        phase: String,
    },
    ExtendPhase {
        minutes: i32,
    },
    OpenRound {
        round: String,
        asks: Asks,
        cards: Vec<CardNo>,
    },
    /// Somebody gave something in the round that is open; who and what is not told.
    Cast,
    CloseRound {
        tally: Box<Tally>,
    },
    Comment {
        card: CardNo,
        text: String,
    },
}

impl Op {
    /// Whether nobody takes it back: who sits at the table, what was asked and answered, what is gone,
    /// and the agenda, on which it depends what is hidden.
    pub fn is_for_good(&self) -> bool {
        matches!(
            self,
            Op::Person { .. }
                | Op::Redact { .. }
                | Op::OpenFeelings
                | Op::Feel
                | Op::CloseFeelings { .. }
                | Op::Agenda { .. }
                | Op::EnterPhase { .. }
                | Op::ExtendPhase { .. }
                | Op::OpenRound { .. }
                | Op::Cast
                | Op::CloseRound { .. }
        )
    }

    /// The command's name, as scenarios write it.
    pub fn name(&self) -> &'static str {
        match self {
            Op::Person { .. } => "person",
            Op::ChangePerson { .. } => "change_person",
            Op::SamePerson { .. } => "same_person",
            Op::AddLine {
                axis: Axis::Stage, ..
            } => "add_stage",
            Op::AddLine {
                axis: Axis::Lane, ..
            } => "add_lane",
            Op::RemoveLine {
                axis: Axis::Stage, ..
            } => "remove_stage",
            Op::RemoveLine {
                axis: Axis::Lane, ..
            } => "remove_lane",
            Op::ReorderLine {
                axis: Axis::Stage, ..
            } => "reorder_stage",
            Op::ReorderLine {
                axis: Axis::Lane, ..
            } => "reorder_lane",
            Op::Add { .. } => "add",
            Op::Edit { .. } => "edit",
            Op::Transfer { .. } => "transfer",
            Op::Copy { .. } => "copy",
            Op::Split { .. } => "split",
            Op::Merge { .. } => "merge",
            Op::Move { .. } => "move",
            Op::State { .. } => "state",
            Op::Delete { .. } => "delete",
            Op::Restore { .. } => "restore",
            Op::Group { .. } => "group",
            Op::Ungroup { .. } => "ungroup",
            Op::Link { .. } => "link",
            Op::Unlink { .. } => "unlink",
            Op::Rate { .. } => "rate",
            Op::Vote { .. } => "vote",
            Op::Promise { .. } => "promise",
            Op::Confirm { .. } => "confirm",
            Op::Claim { .. } => "claim",
            Op::Reassign { .. } => "reassign",
            Op::Attach { .. } => "attach",
            Op::Detach { .. } => "detach",
            Op::Declare { .. } => "declare",
            Op::Undo { .. } => "undo",
            Op::Redo { .. } => "redo",
            Op::Feeling { .. } => "feeling",
            Op::Redact { .. } => "redact",
            Op::OpenFeelings => "open_feelings",
            Op::Feel => "feel",
            Op::CloseFeelings { .. } => "close_feelings",
            Op::Agenda { .. } => "agenda",
            Op::EnterPhase { .. } => "enter_phase",
            Op::ExtendPhase { .. } => "extend_phase",
            Op::OpenRound { .. } => "open_round",
            Op::Cast => "cast",
            Op::CloseRound { .. } => "close_round",
            Op::Comment { .. } => "comment",
        }
    }

    /// The words in it: what the hash chain covers by a salted hash and a redaction takes out.
    pub fn words(&self) -> Option<&str> {
        match self {
            Op::Person { name, .. } | Op::ChangePerson { name, .. } | Op::AddLine { name, .. } => {
                Some(name)
            }
            Op::Add { text, .. } => Some(text),
            Op::Promise { text, .. } | Op::Comment { text, .. } => Some(text),
            Op::Agenda { agenda } => Some(&agenda.words),
            Op::State { reason, .. } => reason.as_deref(),
            Op::Reassign { correction, .. } => Some(&correction.reason),
            Op::Attach { name, .. } => Some(name),
            Op::Edit { edit, .. } => Some(&edit.insert),
            Op::Group {
                name: Some(edit), ..
            } => Some(&edit.insert),
            _ => None,
        }
    }

    /// Puts other words in the place of these.
    pub(crate) fn reword(&mut self, other: String) {
        match self {
            Op::Person { name, .. } | Op::ChangePerson { name, .. } | Op::AddLine { name, .. } => {
                *name = other;
            }
            Op::Add { text, .. } => *text = other.into(),
            Op::Promise { text, .. } | Op::Comment { text, .. } => *text = other,
            Op::Agenda { agenda } => agenda.words = other,
            Op::State {
                reason: Some(reason),
                ..
            } => *reason = other,
            Op::Reassign { correction, .. } => correction.reason = other,
            Op::Attach { name, .. } => *name = other,
            Op::Edit { edit, .. } => edit.insert = other.into(),
            Op::Group {
                name: Some(edit), ..
            } => edit.insert = other.into(),
            _ => {}
        }
    }
}
