//! What a workshop knows that is not in its log: answers, ballots, cards that only their writers
//! see, and what goes on in the room. Whoever holds the workshop keeps it safe, for nobody's eyes.

use crate::ballots::Cast;
use crate::drafts::Draft;
use crate::view::Floor;
use crate::{Client, Workshop};
use canvas::feelings::Answer;
use canvas::letters::EntryNo;
use serde::{Deserialize, Serialize};

/// One thing that is to survive the machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kept", rename_all = "snake_case")]
pub enum Kept {
    /// A person's answer to the closing questions that an entry asked.
    Answer {
        asked: EntryNo,
        person: String,
        answer: Answer,
    },
    /// What a person gave in the round that an entry opened.
    Ballot {
        opened: EntryNo,
        person: String,
        cast: Cast,
    },
    /// A card that only its writer sees.
    Draft {
        draft: Draft,
    },
    /// It is one no longer.
    Gone {
        card: String,
    },
    Floor {
        floor: Box<Floor>,
    },
}

impl Workshop {
    /// What is to be kept since this was last asked, in the order in which it came about.
    pub fn take_kept(&mut self) -> Vec<Kept> {
        std::mem::take(&mut self.kept)
    }

    /// Everything that is to be kept.
    pub fn all_kept(&self) -> Vec<Kept> {
        let people = self.canvas().people();
        let id = |person: u32| people[person as usize].id.clone();
        let mut kept = Vec::new();
        if let Some(asked) = self.canvas().feelings_open() {
            let answers = self.answers.all();
            kept.extend(answers.map(|(person, answer)| Kept::Answer {
                asked,
                person: id(person),
                answer: *answer,
            }));
        }
        if let Some(round) = self.canvas().round_open() {
            let casts = self.ballots.all();
            kept.extend(casts.map(|(person, cast)| Kept::Ballot {
                opened: round.opened,
                person: id(person),
                cast: cast.clone(),
            }));
        }
        let drafts = self.drafts.all().cloned();
        kept.extend(drafts.map(|draft| Kept::Draft { draft }));
        kept.push(Kept::Floor {
            floor: Box::new(self.floor.clone()),
        });
        kept
    }

    /// Takes up what was kept, in its order, after all entries. What does not fit what is open now
    /// is passed over.
    pub fn recall(&mut self, kept: &Kept) {
        match kept {
            Kept::Answer {
                asked,
                person,
                answer,
            } => {
                if self.canvas().feelings_open() == Some(*asked)
                    && let Some(person) = self.canvas().person_named(person)
                {
                    self.answers.take(person, *answer);
                }
            }
            Kept::Ballot {
                opened,
                person,
                cast,
            } => {
                let open = self.canvas().round_open();
                if open.is_some_and(|round| round.opened == *opened)
                    && let Some(person) = self.canvas().person_named(person)
                {
                    self.ballots.take(person, cast.clone());
                }
            }
            Kept::Draft { draft } => {
                // It was revealed just before the machine stopped.
                if self.canvas().card_named(&draft.card).is_none() {
                    self.drafts.recall(draft.clone());
                }
            }
            Kept::Gone { card } => self.drafts.forget(card),
            Kept::Floor { floor } => {
                self.floor = Floor {
                    here: Vec::new(),
                    somebody_writes: false,
                    ..(**floor).clone()
                };
            }
        }
    }

    /// Whether a card is there for everybody: what is said of others is said by nobody.
    pub fn shows(&self, card: &str) -> bool {
        self.canvas().card_named(card).is_some()
    }

    pub(crate) fn owner(&self, client: Client) -> Owner {
        let person = self.you(client).person;
        let canvas = self.canvas();
        let own = person.as_ref().and_then(|id| canvas.person_named(id));
        let seats = own.into_iter().flat_map(|own| canvas.second_seats(own));
        let seats = seats.map(|seat| canvas.people()[seat as usize].id.clone());
        Owner {
            client,
            seats: seats.collect(),
            person,
        }
    }
}

/// Whose something hidden is: a device's, and its person's other devices'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    pub client: Client,
    pub person: Option<String>,
    /// The person's second seats.
    pub seats: Vec<String>,
}
