//! Rounds of voting and rating: what is asked, and what of all ballots may be told.
//!
//! Ballots are each person's own and never in the log. When a round is closed, one entry tells
//! sums.

use crate::entry::{CardNo, PersonNo};
use crate::feelings::ENOUGH;
use crate::letters::EntryNo;
use crate::people::Side;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What a round asks of everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Asks {
    Votes {
        /// How many votes a person has.
        budget: u32,
        /// How many of them one card may get.
        per_card: u32,
        /// Whether one's own cards may get any.
        own_cards: bool,
    },
    /// What was expected, how it worked, how it felt.
    Ratings,
}

/// A round as the canvas knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundLog {
    pub id: String,
    pub asks: Asks,
    pub cards: Vec<CardNo>,
    pub opened: EntryNo,
    pub closed: Option<EntryNo>,
}

/// What one person gave in a round: to each card its votes, or its three ratings.
pub type Ballot = BTreeMap<CardNo, [u32; 3]>;

/// What of a round's ballots everybody may know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many ballots were given by somebody else for the person.
    pub proxies: u32,
    /// Who took part, and how many cards they gave something to; of votes only that they did.
    pub given: Vec<(PersonNo, u32)>,
    pub sums: Vec<Sum>,
}

/// What some people gave one card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    pub card: CardNo,
    /// None: all who gave it something.
    pub side: Option<Side>,
    /// How many people that were.
    pub n: u32,
    /// Votes; or what was expected, how it worked, how it felt.
    pub values: [u32; 3],
}

impl Tally {
    /// What may be told of ballots.
    ///
    /// Votes: the sum of all; and those of the sides with three voters or more, unless one or two
    /// voters would be left when these are taken away from all. Ratings: for each card those of
    /// the sides of which three people or more have rated it.
    pub fn of(asks: Asks, ballots: &[(PersonNo, Side, &Ballot)], proxies: u32) -> Self {
        let gave: Vec<_> = ballots
            .iter()
            .filter(|(_, _, ballot)| !ballot.is_empty())
            .collect();
        let mut sums: BTreeMap<(CardNo, Option<Side>), Sum> = BTreeMap::new();
        for (_, side, ballot) in &gave {
            for (&card, values) in *ballot {
                for side in [None, Some(*side)] {
                    let sum = sums.entry((card, side)).or_insert(Sum {
                        card,
                        side,
                        n: 0,
                        values: [0; 3],
                    });
                    sum.n += 1;
                    for (sum, value) in sum.values.iter_mut().zip(values) {
                        *sum += value;
                    }
                }
            }
        }
        let voters = |side: Side| gave.iter().filter(|(_, own, _)| *own == side).count();
        let sides = [Side::Customer, Side::Staff, Side::Other];
        let told: Vec<Side> = sides.into_iter().filter(|s| voters(*s) >= ENOUGH).collect();
        let left = gave.len() - told.iter().map(|side| voters(*side)).sum::<usize>();
        let apart = left == 0 || left >= ENOUGH;
        let may_be_told = |sum: &Sum| match (asks, sum.side) {
            (Asks::Votes { .. }, None) => true,
            (Asks::Votes { .. }, Some(side)) => apart && told.contains(&side),
            (Asks::Ratings, side) => side.is_some() && sum.n as usize >= ENOUGH,
        };
        Tally {
            proxies,
            given: gave
                .iter()
                .map(|(person, _, ballot)| match asks {
                    Asks::Votes { .. } => (*person, 1),
                    Asks::Ratings => (*person, ballot.len() as u32),
                })
                .collect(),
            sums: sums.into_values().filter(may_be_told).collect(),
        }
    }

    /// Whether it could be what somebody told of such a round.
    pub(crate) fn is_sound(&self, asks: Asks, cards: &[CardNo]) -> bool {
        let sum = |sum: &Sum| {
            let ratings = |value: &u32| (sum.n..=sum.n.saturating_mul(7)).contains(value);
            cards.contains(&sum.card)
                && sum.n > 0
                && sum.n as usize <= self.given.len()
                && match asks {
                    Asks::Votes { per_card, .. } => {
                        sum.values[0] <= sum.n.saturating_mul(per_card) && sum.values[1..] == [0, 0]
                    }
                    Asks::Ratings => sum.values.iter().all(ratings),
                }
        };
        self.sums.iter().all(sum)
    }
}

/// A round as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Round {
    pub id: String,
    pub asks: Asks,
    pub cards: Vec<String>,
    /// What came of it, once it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub result: Option<RoundResult>,
}

/// What came of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct RoundResult {
    /// How many people took part.
    pub voters: usize,
    /// How many of the ballots somebody else gave for the person.
    pub proxies: u32,
    pub sums: Vec<CardSum>,
}

impl RoundResult {
    /// The votes that a side gave a card, or everybody.
    pub fn votes(&self, card: &str, side: Option<Side>) -> u32 {
        let mut sums = self.sums.iter();
        let sum = sums.find(|sum| sum.card == card && sum.side == side);
        sum.map_or(0, |sum| sum.values[0])
    }
}

/// What some people gave one card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct CardSum {
    pub card: String,
    /// None: everybody.
    pub side: Option<Side>,
    /// How many people that were.
    pub n: u32,
    /// Votes; or what was expected, how it worked and how it felt, all people's added up.
    pub values: [u32; 3],
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOTES: Asks = Asks::Votes {
        budget: 3,
        per_card: 2,
        own_cards: true,
    };

    /// Which sides are told apart when people of sides `c`, `s` and `o` each give one card one.
    fn told(asks: Asks, people: &str) -> String {
        let ballot: Ballot = [(0, [1, 1, 1])].into();
        let ballots: Vec<_> = (0..)
            .zip(people.chars())
            .map(|(person, side)| {
                let side = match side {
                    'c' => Side::Customer,
                    's' => Side::Staff,
                    _ => Side::Other,
                };
                (person, side, &ballot)
            })
            .collect();
        let tally = Tally::of(asks, &ballots, 0);
        let sides = tally.sums.iter().map(|sum| match sum.side {
            None => 'a',
            Some(Side::Customer) => 'c',
            Some(Side::Staff) => 's',
            Some(Side::Other) => 'o',
        });
        sides.collect()
    }

    #[test]
    fn votes_of_sides_are_told_apart_where_nobody_is_left_alone() {
        assert_eq!(told(VOTES, ""), "");
        assert_eq!(told(VOTES, "c"), "a");
        assert_eq!(told(VOTES, "cc"), "a");
        assert_eq!(told(VOTES, "ccc"), "ac");
        assert_eq!(told(VOTES, "cccs"), "a");
        assert_eq!(told(VOTES, "cccss"), "a");
        assert_eq!(told(VOTES, "cccsss"), "acs");
        assert_eq!(told(VOTES, "cccsso"), "ac");
    }

    #[test]
    fn ratings_are_told_from_three_of_a_side_on() {
        assert_eq!(told(Asks::Ratings, "ccss"), "");
        assert_eq!(told(Asks::Ratings, "cccs"), "c");
        assert_eq!(told(Asks::Ratings, "cccsss"), "cs");
    }

    #[test]
    fn who_gave_nothing_did_not_take_part() {
        let (some, none): (Ballot, Ballot) = ([(4, [2, 0, 0])].into(), Ballot::new());
        let ballots = [(0, Side::Customer, &some), (1, Side::Staff, &none)];
        let asks = Asks::Votes {
            budget: 3,
            per_card: 2,
            own_cards: false,
        };
        let tally = Tally::of(asks, &ballots, 0);
        assert_eq!(tally.given, [(0, 1)]);
        assert_eq!((tally.sums[0].n, tally.sums[0].values[0]), (1, 2));
        assert!(tally.is_sound(asks, &[4]));
        assert!(!tally.is_sound(asks, &[5]));
    }
}
