//! Who had a say: ballots and ratings given, of those offered.

use crate::report::Say;
use canvas::canvas::Canvas;
use canvas::entry::{CardNo, PersonNo};
use canvas::rounds::Asks;
use rustc_hash::FxHashMap;

/// Living cards that anybody voted on and those that anybody rated, and by whom.
#[derive(Clone, Debug, Default)]
pub struct Ballots {
    /// For each card, who voted on it and who rated it, as it was counted.
    cards: Vec<Vec<PersonNo>>,
    offers: Vec<usize>,
    offered: usize,
    given: FxHashMap<PersonNo, usize>,
}

impl Ballots {
    /// Counts a card of which something changed.
    pub fn recount(&mut self, canvas: &Canvas, card: CardNo) {
        if self.cards.len() <= card as usize {
            self.cards.resize_with(canvas.cards().len(), Vec::new);
            self.offers.resize(canvas.cards().len(), 0);
        }
        let own = &mut self.cards[card as usize];
        for person in own.drain(..) {
            *self.given.get_mut(&person).expect("counted before") -= 1;
        }
        self.offered -= std::mem::take(&mut self.offers[card as usize]);
        if !canvas.is_alive(card) {
            return;
        }
        own.extend(canvas.votes(card).map(|(person, _)| person));
        let voted = own.len();
        own.extend(canvas.ratings(card).map(|(person, _)| person));
        let offers = usize::from(voted > 0) + usize::from(own.len() > voted);
        for person in own {
            *self.given.entry(*person).or_default() += 1;
        }
        self.offers[card as usize] = offers;
        self.offered += offers;
    }

    /// A person's part in them.
    ///
    /// A round of voting offers everybody one ballot, one of rating as many as it has cards.
    pub fn of(&self, canvas: &Canvas, person: PersonNo) -> Say {
        let mut say = Say {
            given: self.given.get(&person).copied().unwrap_or(0),
            offered: self.offered,
        };
        for round in canvas.rounds() {
            let Some(tally) = canvas.tally(round) else {
                continue;
            };
            say.offered += match round.asks {
                Asks::Votes { .. } => 1,
                Asks::Ratings => round.cards.len(),
            };
            // Of two seats that both gave something, it is not told on which cards: at least the
            // greater number.
            let own = tally.given.iter();
            let own = own.filter(|(giver, _)| canvas.one(*giver) == person);
            say.given += own.map(|(_, given)| *given as usize).max().unwrap_or(0);
        }
        say
    }
}
