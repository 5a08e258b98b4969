//! The votes: cards are ranked by them, people never.

use super::cards::{Numbers, is_removed};
use super::people::{Person, Side, find};
use canvas::board::{Board, Vote};

/// All votes on living cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// The most votes first; of equal ones, in the order of the journey.
    pub ranked: Vec<Voted>,
    pub total: u32,
    /// Whether it is told which side they came from.
    pub apart: bool,
    /// Votes on cards that were removed since; in no other figure.
    pub on_removed: u32,
}

/// A card with votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voted {
    /// Into `Summary::cards`.
    pub card: usize,
    /// From 1; cards with equal votes share a rank.
    pub rank: usize,
    pub votes: u32,
    pub customers: u32,
    pub staff: u32,
    /// Of anybody else.
    pub others: u32,
}

pub(super) fn votes(board: &Board, people: &[Person], numbers: &Numbers) -> Votes {
    let by = |votes: &[Vote], sides: &[Side]| -> u32 {
        let of_side = votes.iter().filter(|vote| {
            let side = find(people, &vote.person).and_then(|person| people[person].side);
            side.is_some_and(|side| sides.contains(&side))
        });
        of_side.map(|vote| vote.votes).sum()
    };
    let round = board.last_vote();
    let mut ranked: Vec<Voted> = Vec::new();
    for (card, &i) in numbers.order.iter().enumerate() {
        let voted = &board.cards[i];
        let votes = board.votes(voted);
        let of = |side: Side| match round {
            Some(result) => result.votes(&voted.id, Some(side)),
            None => by(&voted.votes, &[side]),
        };
        let (customers, staff) = (of(Side::Customer), of(Side::Staff));
        let others = votes - customers - staff;
        if votes > 0 {
            ranked.push(Voted {
                card,
                rank: 0,
                votes,
                customers,
                staff,
                others,
            });
        }
    }
    ranked.sort_by_key(|voted| std::cmp::Reverse(voted.votes));
    for i in 0..ranked.len() {
        let tied = i > 0 && ranked[i - 1].votes == ranked[i].votes;
        ranked[i].rank = if tied { ranked[i - 1].rank } else { i + 1 };
    }
    Votes {
        total: ranked.iter().map(|voted| voted.votes).sum(),
        on_removed: board
            .cards
            .iter()
            .filter(|card| is_removed(card) && !card.undone)
            .map(|card| board.votes(card))
            .sum(),
        apart: round.is_none_or(|result| result.sums.iter().any(|sum| sum.side.is_some())),
        ranked,
    }
}
