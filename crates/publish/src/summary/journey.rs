//! Stages × lanes, and which cards stand in each cell.

use super::cards::{Numbers, line};
use canvas::board::Board;
use canvas::command::State;

/// The journey with the cards of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    pub stages: Vec<String>,
    pub lanes: Vec<String>,
    /// Groups that hold a living card, with their cards (into `Summary::cards`).
    pub groups: Vec<Group>,
    /// `cells[stage][lane]`: cards, into `Summary::cards`.
    pub cells: Vec<Vec<Vec<usize>>>,
    /// Cards whose stage or lane is gone.
    pub elsewhere: Vec<usize>,
}

/// A named group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    pub cards: Vec<usize>,
}

impl Journey {
    /// The lanes that hold a card.
    pub fn lanes_in_use(&self) -> Vec<usize> {
        (0..self.lanes.len())
            .filter(|&lane| self.cells.iter().any(|stage| !stage[lane].is_empty()))
            .collect()
    }
}

pub(super) fn journey(board: &Board, numbers: &Numbers) -> Journey {
    let mut journey = Journey {
        stages: board
            .stages
            .iter()
            .map(|stage| stage.name.trim().to_owned())
            .collect(),
        lanes: board
            .lanes
            .iter()
            .map(|lane| lane.name.trim().to_owned())
            .collect(),
        groups: board
            .groups
            .iter()
            .map(|group| Group {
                name: group.name.trim().to_owned(),
                cards: Vec::new(),
            })
            .collect(),
        cells: vec![vec![Vec::new(); board.lanes.len()]; board.stages.len()],
        elsewhere: Vec::new(),
    };
    for (place, &i) in numbers.order.iter().enumerate() {
        let card = &board.cards[i];
        if let Some(group) = board
            .groups
            .iter()
            .position(|g| Some(&g.id) == card.group.as_ref())
        {
            journey.groups[group].cards.push(place);
        }
        if !matches!(card.state, State::Open | State::Decided) {
            continue;
        }
        match (
            line(&board.stages, &card.stage),
            line(&board.lanes, &card.lane),
        ) {
            (Some(stage), Some(lane)) => journey.cells[stage][lane].push(place),
            _ => journey.elsewhere.push(place),
        }
    }
    journey
}
