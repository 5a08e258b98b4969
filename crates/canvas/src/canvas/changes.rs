//! What the last entries changed.

use crate::entry::{CardNo, GroupNo};
use crate::letters::{PlaceNo, SlotNo, TextNo};

/// A letter that came to stand somewhere, or stands there no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    pub place: PlaceNo,
    pub slot: SlotNo,
    pub text: TextNo,
    pub stands: bool,
}

/// What the last entries changed, for whoever keeps figures or screens up to date.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Letters that came to stand or stand no longer, in the order in which it came about.
    pub letters: Vec<Turn>,
    /// Cards of which anything changed.
    pub cards: Vec<CardNo>,
    pub groups: Vec<GroupNo>,
    /// Cards on which somebody accepted what was written for them: nothing to see, but what
    /// first stood there is surer now, wherever it went.
    pub confirmed: Vec<CardNo>,
    /// Letters that are somebody else's now, or were nearly, by the places where they were first
    /// written.
    pub voices: Vec<PlaceNo>,
    pub people: bool,
    pub stages: bool,
    pub lanes: bool,
    pub title: bool,
    pub purpose: bool,
    pub feeling: bool,
    /// The closing questions were opened, answered or closed.
    pub feelings: bool,
    /// The agenda, or the phase that is on.
    pub agenda: bool,
    pub rounds: bool,
}

impl Changes {
    /// Takes up what changed later, but for single letters: of many changes only what looks
    /// different now matters.
    pub fn add(&mut self, later: &Changes) {
        self.cards.extend(&later.cards);
        self.groups.extend(&later.groups);
        self.confirmed.extend(&later.confirmed);
        self.people |= later.people;
        self.stages |= later.stages;
        self.lanes |= later.lanes;
        self.title |= later.title;
        self.purpose |= later.purpose;
        self.feeling |= later.feeling;
        self.feelings |= later.feelings;
        self.agenda |= later.agenda;
        self.rounds |= later.rounds;
    }

    /// The same with each card and group once.
    pub fn each_once(mut self) -> Self {
        self.cards.sort_unstable();
        self.cards.dedup();
        self.groups.sort_unstable();
        self.groups.dedup();
        self
    }

    pub(super) fn clear(&mut self) {
        self.letters.clear();
        self.cards.clear();
        self.groups.clear();
        self.confirmed.clear();
        self.voices.clear();
        let (letters, cards, groups, confirmed, voices) = (
            std::mem::take(&mut self.letters),
            std::mem::take(&mut self.cards),
            std::mem::take(&mut self.groups),
            std::mem::take(&mut self.confirmed),
            std::mem::take(&mut self.voices),
        );
        *self = Changes {
            letters,
            cards,
            groups,
            confirmed,
            voices,
            ..Changes::default()
        };
    }
}
