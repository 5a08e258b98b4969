//! What people give in the round that is open. It never leaves the host, but to who gave it.

use crate::given::Given;
use crate::kept::{Kept, Owner};
use crate::view::OwnBallot;
use crate::{Client, Workshop};
use canvas::canvas::{Canvas, Voice};
use canvas::command::{Command, Step};
use canvas::entry::{CardNo, PersonNo};
use canvas::people::Side;
use canvas::refusal::Refusal;
use canvas::rounds::{Asks, Ballot, Tally};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A person's ballot, and where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    #[serde(serialize_with = "write_pairs", deserialize_with = "read_pairs")]
    pub ballot: Ballot,
    /// Somebody else gave it for the person.
    pub proxy: bool,
    /// The device that gave it last.
    pub client: Client,
}

/// Keys of a map in JSON are text, which a number is not read from within a tagged record.
fn write_pairs<S: Serializer>(ballot: &Ballot, to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(ballot)
}

fn read_pairs<'de, D: Deserializer<'de>>(from: D) -> Result<Ballot, D::Error> {
    Ok(Vec::deserialize(from)?.into_iter().collect())
}

pub type Ballots = Given<Cast>;

impl Ballots {
    /// How many people have given something.
    pub fn len(&self, canvas: &Canvas) -> usize {
        let standing = self.standing(canvas);
        let casts = standing.values();
        casts.filter(|cast| !cast.ballot.is_empty()).count()
    }

    /// What of them may be told.
    pub fn tally(&self, canvas: &Canvas, asks: Asks) -> Tally {
        let standing = self.standing(canvas);
        let given: Vec<(PersonNo, Side, &Ballot)> = standing
            .iter()
            .filter_map(|(&person, cast)| Some((person, canvas.side(person)?, &cast.ballot)))
            .collect();
        let proxies = standing
            .values()
            .filter(|cast| cast.proxy && !cast.ballot.is_empty());
        Tally::of(asks, &given, proxies.count() as u32)
    }

    fn of(&self, canvas: &Canvas, person: PersonNo) -> Cast {
        let standing = self.standing(canvas);
        let own = standing.get(&person).copied();
        own.cloned().unwrap_or_default()
    }
}

impl Workshop {
    /// The ballot that a person has after a step of the round that is open.
    ///
    /// # Errors
    /// More than the round gives.
    pub(crate) fn ballot_after(
        &self,
        step: &Step,
        client: Client,
    ) -> Result<(PersonNo, Cast), Refusal> {
        let canvas = self.canvas();
        let round = canvas.round_open().expect("a ballot is asked for");
        let person = |name: &String| canvas.one(canvas.person_named(name).expect("resolved"));
        let by = step.by.as_ref().map(person).expect("resolved");
        let voice = step.voices.0.first().map_or(by, person);
        let card_named = |name: &String| canvas.card_named(name).expect("resolved");
        let mut cast = self.ballots.of(canvas, voice);
        (cast.proxy, cast.client) = (voice != by, client);
        match (&step.command, round.asks) {
            (
                Command::Vote { card, votes },
                Asks::Votes {
                    budget,
                    per_card,
                    own_cards,
                },
            ) => {
                let card = card_named(card);
                cast.ballot.remove(&card);
                if *votes == 0 {
                    return Ok((voice, cast));
                }
                if !own_cards && is_creator(canvas, card, voice) {
                    return Err(Refusal::new(
                        "own-card",
                        "In this round nobody votes on a card of their own.",
                        "Choose another card.",
                    ));
                }
                if *votes > per_card {
                    return Err(Refusal::new(
                        "no-budget",
                        format!("A card gets at most {per_card} of your votes."),
                        "Give it fewer.",
                    ));
                }
                let spent: u32 = cast.ballot.values().map(|values| values[0]).sum();
                if spent + votes > budget {
                    return Err(Refusal::new(
                        "no-budget",
                        format!("You have {budget} votes, and {spent} of them are on other cards."),
                        "Take some of those back first.",
                    ));
                }
                cast.ballot.insert(card, [*votes, 0, 0]);
            }
            (
                Command::Rate {
                    card,
                    expected,
                    worked,
                    felt,
                },
                Asks::Ratings,
            ) => {
                let values = [*expected, *worked, *felt].map(u32::from);
                cast.ballot.insert(card_named(card), values);
            }
            _ => unreachable!("other steps give no ballot"),
        }
        Ok((voice, cast))
    }

    /// Takes a ballot in place of the one before.
    pub(crate) fn cast(&mut self, person: PersonNo, cast: Cast) {
        let round = self.canvas().round_open().expect("a ballot is asked for");
        self.kept.push(Kept::Ballot {
            opened: round.opened,
            person: self.canvas().people()[person as usize].id.clone(),
            cast: cast.clone(),
        });
        self.ballots.take(person, cast);
        self.unsent.own = true;
        self.floor.cast = self.ballots.len(self.canvas());
        self.unsent.floor = true;
    }

    /// What a device, or its person, has given in the round that is open.
    pub(crate) fn own_ballots(&self, owner: &Owner) -> Vec<OwnBallot> {
        let canvas = self.canvas();
        let standing = self.ballots.standing(canvas).into_iter();
        let own = standing.filter(|(person, cast)| {
            let id = &canvas.people()[*person as usize].id;
            cast.client == owner.client || owner.person.as_ref() == Some(id)
        });
        own.flat_map(|(person, cast)| {
            cast.ballot.iter().map(move |(&card, &values)| OwnBallot {
                person: canvas.people()[person as usize].id.clone(),
                card: canvas.card(card).id.clone(),
                values,
            })
        })
        .collect()
    }
}

fn is_creator(canvas: &Canvas, card: CardNo, person: PersonNo) -> bool {
    let creator = canvas.voice(canvas.card(card).creation);
    matches!(creator, Voice::People(people) if people.contains(&person))
}
