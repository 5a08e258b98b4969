//! The cards of a summary: which there are, and what hangs on them.

use super::people::{Person, find};
use canvas::board::{self, Board};
use canvas::command::{LinkKind, State};
use std::cmp::Ordering;
use std::collections::HashMap;

/// How many cards there ever were, and what became of them. A card whose making was undone never
/// was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub open: usize,
    pub decided: usize,
    pub parked: usize,
    pub dismissed: usize,
    /// Deleted, or merged into another card.
    pub removed: usize,
    /// How many of the removed were merged.
    pub merged: usize,
}

impl Counts {
    pub fn all(&self) -> usize {
        self.open + self.decided + self.parked + self.dismissed + self.removed
    }

    /// The cards of the journey.
    pub fn standing(&self) -> usize {
        self.open + self.decided
    }
}

pub(super) fn counts(board: &Board) -> Counts {
    let mut counts = Counts::default();
    for card in board.cards.iter().filter(|card| !card.undone) {
        let count = match card.state {
            _ if is_removed(card) => &mut counts.removed,
            State::Open => &mut counts.open,
            State::Decided => &mut counts.decided,
            State::Parked => &mut counts.parked,
            State::Dismissed => &mut counts.dismissed,
        };
        *count += 1;
        counts.merged += usize::from(card.merged_into.is_some());
    }
    counts
}

/// Whether a card is no longer there.
pub(super) fn is_removed(card: &board::Card) -> bool {
    card.deleted || card.undone || card.merged_into.is_some()
}

/// A living card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The number on the page, from 1.
    pub number: usize,
    pub text: String,
    pub kind: Option<String>,
    /// Into `journey.stages`.
    pub stage: Option<usize>,
    /// Into `journey.lanes`.
    pub lane: Option<usize>,
    pub state: State,
    /// Into `journey.groups`.
    pub group: Option<usize>,
    pub creators: Vec<Who>,
    pub links: Vec<CardLink>,
    pub votes: u32,
    pub promised: bool,
}

/// Whose idea something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Into `people`.
    Person(usize),
    Template,
    Tidy,
    Ai,
    /// Somebody without a seat.
    Unknown(String),
}

impl Who {
    pub(super) fn of(id: &str, people: &[Person]) -> Self {
        match (find(people, id), id) {
            (Some(person), _) => Who::Person(person),
            (None, "template") => Who::Template,
            (None, "tidy") => Who::Tidy,
            (None, "ai") => Who::Ai,
            (None, id) => Who::Unknown(id.to_owned()),
        }
    }
}

/// From a card to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardLink {
    pub kind: LinkKind,
    /// Into `cards`; a removed card has no place there.
    pub to: Option<usize>,
}

/// What somebody will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub text: String,
    pub owner: Who,
    /// A date, `2027-01-31`, or what was written instead.
    pub due: String,
    /// Into `cards`.
    pub card: usize,
}

/// The order in which the living cards are numbered.
pub(super) struct Numbers<'a> {
    /// Into `board.cards`.
    pub order: Vec<usize>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Numbers<'a> {
    pub fn of(board: &'a Board) -> Self {
        let mut order: Vec<usize> = (0..board.cards.len())
            .filter(|&i| !is_removed(&board.cards[i]))
            .collect();
        let last = usize::MAX;
        order.sort_by(|&a, &b| {
            let key = |i: usize| {
                let card = &board.cards[i];
                let part = match card.state {
                    State::Open | State::Decided => 0,
                    State::Parked => 1,
                    State::Dismissed => 2,
                };
                let stage = line(&board.stages, &card.stage).unwrap_or(last);
                let lane = line(&board.lanes, &card.lane).unwrap_or(last);
                (part, stage, lane, &card.rank, i)
            };
            key(a).cmp(&key(b))
        });
        let places = order
            .iter()
            .enumerate()
            .map(|(place, &i)| (board.cards[i].id.as_str(), place))
            .collect();
        Numbers { order, places }
    }

    /// The place in `Summary::cards`; removed and unknown cards have none.
    pub fn get(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }
}

/// A stage or lane by its id or, failing that, its name.
pub(super) fn line(lines: &[board::Line], id: &str) -> Option<usize> {
    let by_id = lines.iter().position(|line| line.id == id);
    by_id.or_else(|| lines.iter().position(|line| line.name == id))
}

pub(super) fn living(board: &Board, people: &[Person], numbers: &Numbers) -> Vec<Card> {
    let cards = numbers.order.iter().map(|&i| &board.cards[i]);
    cards
        .enumerate()
        .map(|(place, card)| Card {
            number: place + 1,
            text: card.text.trim().to_owned(),
            kind: card.kind.clone(),
            stage: line(&board.stages, &card.stage),
            lane: line(&board.lanes, &card.lane),
            state: card.state,
            group: card
                .group
                .as_ref()
                .and_then(|group| board.groups.iter().position(|g| g.id == *group)),
            creators: card.creators.iter().map(|id| Who::of(id, people)).collect(),
            links: card
                .links
                .iter()
                .map(|link| CardLink {
                    kind: link.kind,
                    to: numbers.get(&link.to),
                })
                .collect(),
            votes: board.votes(card),
            promised: !card.promises.is_empty(),
        })
        .collect()
}

pub(super) fn promises(board: &Board, people: &[Person], numbers: &Numbers) -> Vec<Promise> {
    let cards = numbers.order.iter().map(|&i| &board.cards[i]).enumerate();
    let mut promises: Vec<Promise> = cards
        .flat_map(|(place, card)| {
            card.promises.iter().map(move |promise| Promise {
                text: promise.text.trim().to_owned(),
                owner: Who::of(&promise.owner, people),
                due: promise.due.trim().to_owned(),
                card: place,
            })
        })
        .collect();
    promises.sort_by(|a, b| by_date(&a.due, &b.due));
    promises
}

/// Dates of the form `2027-01-31` sort as text; anything else goes to the end.
fn by_date(a: &str, b: &str) -> Ordering {
    let is_date = |due: &str| {
        let shape: Vec<bool> = due.chars().map(|c| c.is_ascii_digit()).collect();
        due.len() == 10
            && shape
                .iter()
                .enumerate()
                .all(|(i, &digit)| digit != (i == 4 || i == 7))
    };
    (!is_date(a)).cmp(&!is_date(b)).then_with(|| {
        if is_date(a) && is_date(b) {
            a.cmp(b)
        } else {
            Ordering::Equal
        }
    })
}
