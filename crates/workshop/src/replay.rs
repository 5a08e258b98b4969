//! The canvas and the shares after any entry of the log, as frames that follow each other.
//!
//! A replay plays the log again from its beginning, so that it says at every frame what was said
//! live after that entry. It needs the log and nothing else: whoever has a room to look after can
//! have it made elsewhere.

use crate::card_change::CardChange;
use crate::view::Done;
use canvas::board::{Board, Card, Group, Line, Person};
use canvas::canvas::{Canvas, Changes, PURPOSE, TITLE};
use canvas::entry::{Axis, CardNo, Entry, GroupNo, PersonNo};
use canvas::letters::EntryNo;
use canvas::people::Side;
use ownership::Ownership;
use ownership::report::Scope;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stretch of the log to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which cards make the result that is shared.
    pub scope: Scope,
    /// The last entry before it; 0 for the beginning.
    pub from: u32,
    /// Its last entry.
    pub to: u32,
    /// Into how many frames it is cut: as evenly as whole entries allow, and one for each entry
    /// where there are no more.
    pub frames: u32,
}

/// A stretch of the log as frames.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Replay {
    /// The last entry before the first frame.
    pub first: u32,
    /// The entry of the last frame.
    pub last: u32,
    /// The canvas after `first`.
    pub start: Board,
    pub frames: Vec<Frame>,
}

/// What changed since the frame before, or since the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, optional_fields)]
pub struct Frame {
    /// The last entry that it shows.
    pub entry: u32,
    /// When that was, in milliseconds from the beginning.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Who did it; nobody where it came with a template.
    #[ts(optional = false)]
    pub by: Option<String>,
    /// What it was: the command's `do`.
    pub what: String,
    /// The card it was about.
    #[ts(optional = false)]
    pub card: Option<String>,
    pub cards: Vec<CardChange>,
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
    /// The people whose figure changed; in the first frame everybody.
    pub shares: Vec<Held>,
    /// The sides whose figure changed; in the first frame all.
    pub sides: Vec<HeldBySide>,
}

/// A person's share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Held {
    pub person: String,
    /// None while the result is empty. An unnamed writer who holds nothing any more has 0.
    pub of_1000: Option<u32>,
}

/// A side's share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HeldBySide {
    pub side: Side,
    pub of_1000: Option<u32>,
}

impl Replay {
    /// Plays a log again. `log` must have been a canvas before.
    pub fn of(log: Vec<Entry>, stretch: Stretch) -> Replay {
        let to = stretch.to.min(log.len() as EntryNo);
        let from = stretch.from.min(to);
        let count = stretch.frames.max(1).min(to - from);
        let mut screen = Screen::new(stretch.scope);
        if from == 0 {
            screen.start(&Canvas::new());
        }
        let mut frames = Vec::with_capacity(count as usize);
        let mut log = log;
        log.truncate(to as usize);
        Canvas::replay(log, |canvas, number, changes| {
            screen.follow(canvas, number, changes);
            let done = number + 1;
            if done == from {
                screen.start(canvas);
            }
            let next = frames.len() as u64 + 1;
            let end = from + (u64::from(to - from) * next).div_ceil(u64::from(count.max(1))) as u32;
            if done > from && done == end {
                frames.push(screen.frame(canvas, number));
            }
        });
        Replay {
            first: from,
            last: to,
            start: screen.began.expect("the stretch begins within the log"),
            frames,
        }
    }
}

/// Somebody who watches: what was shown so far, and what has changed since.
struct Screen {
    ownership: Ownership,
    began: Option<Board>,
    unseen: Changes,
    cards: Vec<Option<Card>>,
    shares: FxHashMap<PersonNo, Option<u32>>,
    sides: [Option<Option<u32>>; SIDES.len()],
}

const SIDES: [Side; 3] = [Side::Customer, Side::Staff, Side::Other];

impl Screen {
    fn new(scope: Scope) -> Self {
        Screen {
            ownership: Ownership::of(&Canvas::new(), scope),
            began: None,
            unseen: Changes::default(),
            cards: Vec::new(),
            shares: FxHashMap::default(),
            sides: [None; SIDES.len()],
        }
    }

    fn follow(&mut self, canvas: &Canvas, number: EntryNo, changes: &Changes) {
        self.ownership.follow(canvas, number, changes);
        if self.began.is_some() {
            self.unseen.add(changes);
        }
    }

    fn start(&mut self, canvas: &Canvas) {
        self.began = Some(canvas.board());
        self.cards = (0..canvas.cards().len() as CardNo)
            .map(|card| canvas.life(card).map(|_| canvas.card_view(card)))
            .collect();
    }

    fn frame(&mut self, canvas: &Canvas, number: EntryNo) -> Frame {
        let changes = std::mem::take(&mut self.unseen).each_once();
        let entry = &canvas.log()[number as usize];
        let Done { what, card } = Done::of(canvas, number);
        let lines = |axis| canvas.line_names(axis);
        let (shares, sides) = self.held(canvas);
        Frame {
            entry: number + 1,
            at_ms: entry.at_ms,
            by: entry.by.map(|by| canvas.people()[by as usize].id.clone()),
            what,
            card,
            cards: changes
                .cards
                .iter()
                .filter_map(|&card| self.change(canvas, card))
                .collect(),
            groups: changes
                .groups
                .iter()
                .map(|&group: &GroupNo| canvas.group_name(group))
                .collect(),
            stages: changes.stages.then(|| lines(Axis::Stage)),
            lanes: changes.lanes.then(|| lines(Axis::Lane)),
            people: changes.people.then(|| canvas.seats()),
            title: changes.title.then(|| canvas.text(TITLE)),
            purpose: changes.purpose.then(|| canvas.text(PURPOSE)),
            shares,
            sides,
        }
    }

    /// What of a card is not as it was shown before, if anything.
    fn change(&mut self, canvas: &Canvas, card: CardNo) -> Option<CardChange> {
        self.cards.resize(canvas.cards().len(), None);
        let now = canvas.card_view(card);
        let shown = &mut self.cards[card as usize];
        let change = CardChange::between(shown.as_ref(), &now);
        *shown = Some(now);
        change
    }

    /// The shares that are not as they were told before.
    fn held(&mut self, canvas: &Canvas) -> (Vec<Held>, Vec<HeldBySide>) {
        let mut rows = self.ownership.shares(canvas);
        let nothing = rows.iter().find_map(|(_, share)| share.map(|_| 0));
        let gone = self.shares.keys().copied();
        let mut gone: Vec<PersonNo> = gone
            .filter(|person| rows.iter().all(|(row, _)| row != person))
            .collect();
        gone.sort_unstable();
        let mut sides = Vec::new();
        for (at, side) in SIDES.into_iter().enumerate() {
            let own = rows.iter();
            let own: Vec<Option<u32>> = own
                .filter(|(person, _)| canvas.side(*person) == Some(side))
                .map(|(_, share)| *share)
                .collect();
            let of_1000: Option<u32> = match own.as_slice() {
                [] => nothing,
                own => own.iter().copied().sum(),
            };
            if (!own.is_empty() || self.sides[at].is_some()) && self.sides[at] != Some(of_1000) {
                self.sides[at] = Some(of_1000);
                sides.push(HeldBySide { side, of_1000 });
            }
        }
        rows.extend(gone.into_iter().map(|person| (person, nothing)));
        let shares = rows
            .into_iter()
            .filter(|&(person, share)| self.shares.insert(person, share) != Some(share))
            .map(|(person, of_1000)| Held {
                person: canvas.people()[person as usize].id.clone(),
                of_1000,
            })
            .collect();
        (shares, sides)
    }
}
