//! Steps of voting and rating rounds.

use crate::canvas::Canvas;
use crate::command::Step;
use crate::entry::{CardNo, Op, PersonNo};
use crate::refusal::Refusal;
use crate::rounds::{Asks, Tally};

/// The most votes that anybody has.
const MOST_VOTES: u32 = 1000;

impl Canvas {
    pub(super) fn round_opened(
        &self,
        step: &Step,
        by: Option<PersonNo>,
        round: &str,
        asks: Asks,
        cards: &[String],
    ) -> Result<Op, Refusal> {
        self.leads(step, by)?;
        if self.round_open().is_some() {
            return Err(Refusal::new(
                "round-open",
                "Another round is open.",
                "Close it first.",
            ));
        }
        let taken = self.rounds().iter().any(|own| own.id == round);
        let round = self.fresh("round", round, taken)?;
        if let Asks::Votes {
            budget, per_card, ..
        } = asks
            && ![budget, per_card]
                .iter()
                .all(|n| (1..=MOST_VOTES).contains(n))
        {
            return Err(Refusal::new(
                "out-of-range",
                "Everybody needs at least one vote, and one for a card.",
                format!("Give a number from 1 to {MOST_VOTES}."),
            ));
        }
        let mut cards = match cards {
            [] => (0..self.cards().len() as CardNo)
                .filter(|&card| self.is_alive(card) && self.state(card).is_in_result())
                .collect(),
            named => self.find_cards(named)?,
        };
        cards.sort_unstable();
        cards.dedup();
        if cards.is_empty() {
            return Err(Refusal::new(
                "no-cards",
                "There is nothing to choose from.",
                "Write some cards first.",
            ));
        }
        Ok(Op::OpenRound { round, asks, cards })
    }

    /// What is told is filled in by whoever has the ballots.
    pub(super) fn round_closed(
        &self,
        step: &Step,
        by: Option<PersonNo>,
        round: &str,
    ) -> Result<Op, Refusal> {
        self.leads(step, by)?;
        if self.round_open().is_none_or(|open| open.id != round) {
            return Err(Refusal::new(
                "round-closed",
                format!("The round “{round}” is not open."),
                "A facilitator opens a round.",
            ));
        }
        Ok(Op::CloseRound {
            tally: Box::new(Tally::default()),
        })
    }

    /// Whether what is given to a card is a ballot of the round that is open.
    pub(super) fn ballot_asked(&self, card: CardNo, votes: bool) -> Result<bool, Refusal> {
        let asks_votes = |asks: &Asks| matches!(asks, Asks::Votes { .. });
        match self.round_open() {
            Some(round) if asks_votes(&round.asks) == votes => {
                if round.cards.contains(&card) {
                    return Ok(true);
                }
                Err(Refusal::new(
                    "not-in-round",
                    "This card is not among those to choose from.",
                    "Choose one that is, or wait for the next round.",
                ))
            }
            // Without rounds everybody votes openly; once there was one, votes are hidden.
            _ if votes && self.rounds().iter().any(|round| asks_votes(&round.asks)) => {
                Err(Refusal::new(
                    "round-closed",
                    "The vote is closed.",
                    "Wait for the next round.",
                ))
            }
            _ => Ok(false),
        }
    }
}
