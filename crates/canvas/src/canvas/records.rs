//! What a canvas keeps of people, cards, groups, links and promises.

use crate::command::{LinkKind, State};
use crate::entry::{CardNo, GroupNo, LineNo, PersonNo, PictureNo};
use crate::history::History;
use crate::letters::{EntryNo, TextNo};
use crate::people::Side;

/// What a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextOf {
    Title,
    Purpose,
    Stage(LineNo),
    Lane(LineNo),
    Card(CardNo),
    Group(GroupNo),
    Promise(u32),
}

/// Whose idea an entry's letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice<'a> {
    /// One person, or several who share.
    People(&'a [PersonNo]),
    /// What came with a template, an import or the head of a scenario.
    Template,
    /// What tidying up added.
    Tidy,
}

/// A seat.
#[derive(Clone, Debug)]
pub struct Seat {
    pub id: String,
    /// An unnamed writer.
    pub anonymous: bool,
    /// An unnamed writer's side; told only where it gives nobody away.
    pub(crate) side: Option<Side>,
    pub(crate) profile: History<Profile>,
    /// Who has claimed what this unnamed writer wrote.
    pub(crate) claims: History<PersonNo>,
    /// Whose second seat it is, as facilitators said.
    pub(crate) same: History<Option<PersonNo>>,
    /// Whom it counts as, which follows from both.
    pub(crate) one: PersonNo,
}

/// How a person is called and what part they take.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    pub name: String,
    pub side: Side,
    pub facilitator: bool,
}

/// A stage or a lane.
#[derive(Clone, Debug)]
pub struct Band {
    pub id: String,
    pub text: TextNo,
    /// Where it stands among its kind; `None` while it is taken away.
    pub(crate) rank: History<Option<String>>,
}

/// Where a card stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub stage: LineNo,
    pub lane: LineNo,
    /// Its standing within the cell.
    pub rank: String,
}

/// Whether a card is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    Alive,
    Deleted,
    Merged(CardNo),
}

/// What was decided about a card, and the entry that says why, where one does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    pub state: State,
    pub reason: Option<EntryNo>,
}

/// One person's answers about a moment, 1 to 7 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    pub expected: u8,
    pub worked: u8,
    pub felt: u8,
}

impl Rated {
    /// What was expected, how it worked, how it felt.
    pub fn values(self) -> [u32; 3] {
        [self.expected, self.worked, self.felt].map(u32::from)
    }
}

/// A card and everything that was ever done with it.
#[derive(Clone, Debug)]
pub struct CardLog {
    pub id: String,
    pub kind: Option<String>,
    pub text: TextNo,
    /// The `add` whose voice is the card's creator: its own, or its source's.
    pub creation: EntryNo,
    /// The entry that made this card.
    pub made: EntryNo,
    pub(crate) life: History<Life>,
    pub(crate) cell: History<Cell>,
    pub(crate) state: History<Standing>,
    pub(crate) group: History<Option<GroupNo>>,
    pub(crate) votes: Vec<(PersonNo, History<u32>)>,
    pub(crate) ratings: Vec<(PersonNo, History<Rated>)>,
    pub(crate) confirmed: History<PersonNo>,
    /// Links from this card, in the order of first drawing.
    pub links: Vec<usize>,
    /// Links to this card.
    pub linked: Vec<usize>,
    pub promises: Vec<u32>,
    /// Pictures that ever stood here, each with the entry that named it, or none once it was taken
    /// off.
    pub(crate) pictures: Vec<(PictureNo, History<Option<EntryNo>>)>,
    pub(crate) declared: History<Vec<PersonNo>>,
    /// The entries that comment on it.
    pub(crate) comments: Vec<EntryNo>,
    /// The cards that were copied or split from it.
    pub(crate) copies: Vec<CardNo>,
}

/// A link between two cards, drawn at least once.
#[derive(Clone, Debug)]
pub struct LinkLog {
    pub from: CardNo,
    pub to: CardNo,
    pub kind: LinkKind,
    pub(crate) living: History<bool>,
}

/// A named group of cards.
#[derive(Clone, Debug)]
pub struct GroupLog {
    pub id: String,
    pub text: TextNo,
    pub made: EntryNo,
}

/// A promise made on a card.
#[derive(Clone, Debug)]
pub struct PromiseLog {
    pub card: CardNo,
    pub text: TextNo,
    pub owner: PersonNo,
    pub due: String,
    pub made: EntryNo,
}
