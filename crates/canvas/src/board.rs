//! The readable present state of a canvas: what the file shows to other programs, what the
//! screens draw and what patches are made of.

use crate::agenda::{Phase, PhaseNow};
use crate::canvas::{Canvas, Life, PURPOSE, TITLE, TextOf, Voice};
use crate::chain::hex;
use crate::command::{LinkKind, State};
use crate::entry::{Axis, CardNo, GroupNo, PersonNo};
use crate::letters::TextNo;
use crate::people::Side;
use crate::rounds::{Asks, CardSum, Round, RoundResult};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything that stands on a canvas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Board {
    pub title: String,
    pub purpose: String,
    /// How many percent of an experience are feeling.
    pub feeling: u8,
    /// In the order of joining; unnamed writers last.
    pub people: Vec<Person>,
    /// In the order of the journey.
    pub stages: Vec<Line>,
    /// From top to bottom.
    pub lanes: Vec<Line>,
    pub groups: Vec<Group>,
    /// Every card that ever was, in the order of adding.
    pub cards: Vec<Card>,
    /// The phases of the workshop, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Phase>>", optional)]
    pub agenda: Vec<Phase>,
    /// The phase that is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub phase: Option<PhaseNow>,
    /// Rounds of voting and rating, the last one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Round>>", optional)]
    pub rounds: Vec<Round>,
}

/// A seat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Person {
    pub id: String,
    /// Unnamed writers have none.
    pub name: Option<String>,
    /// Unnamed writers have one only where it gives nobody away.
    pub side: Option<Side>,
    pub facilitator: bool,
    /// Who has claimed what this unnamed writer wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub claimed_by: Option<String>,
}

/// A stage or a lane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Line {
    pub id: String,
    pub name: String,
}

/// Cards that belong together, under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Group {
    pub id: String,
    pub name: String,
}

/// A card with everything that hangs on it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Card {
    pub id: String,
    pub text: String,
    pub kind: Option<String>,
    pub stage: String,
    pub lane: String,
    /// Cards of one cell stand in the order of their ranks.
    pub rank: String,
    pub state: State,
    /// Why it is in that state, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
    pub deleted: bool,
    /// Its making was undone: it is as if it had never been.
    pub undone: bool,
    /// The card this one's text went to.
    pub merged_into: Option<String>,
    pub group: Option<String>,
    /// Whose idea the card was: ids of people, or `template` or `tidy`.
    pub creators: Vec<String>,
    /// How many letters of each person stand on the card, in the order of joining.
    pub letters: Vec<LettersOf>,
    pub links: Vec<Link>,
    pub votes: Vec<Vote>,
    pub ratings: Vec<Rating>,
    pub promises: Vec<Promise>,
    /// The pictures on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Attachment>>", optional)]
    pub attachments: Vec<Attachment>,
    /// Whose ideas an import says that its text is: declared, not recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub declared: Vec<String>,
    /// What was said about it, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Comment>>", optional)]
    pub comments: Vec<Comment>,
    /// Only its writer sees it, until it is revealed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub private: bool,
}

/// What somebody said about a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Comment {
    /// Who: ids of people.
    pub by: Vec<String>,
    pub text: String,
    /// When, in milliseconds since the canvas began.
    #[ts(type = "number")]
    pub at_ms: i64,
}

/// A picture on a card. Its bytes are had by their SHA-256.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Attachment {
    /// In hexadecimal.
    pub sha256: String,
    /// What the file was called.
    pub name: String,
    pub mime: String,
    /// How many bytes it has.
    pub bytes: u32,
    /// Who brought it first: ids of people, or `template` or `tidy`.
    pub by: Vec<String>,
}

/// Letters of one voice on a card; a letter of several people counts for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct LettersOf {
    pub person: String,
    pub letters: usize,
}

/// A living link to an earlier card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Link {
    pub to: String,
    pub kind: LinkKind,
}

/// Votes of one person on a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Vote {
    pub person: String,
    pub votes: u32,
}

/// One person's rating of a moment, 1 to 7 each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Rating {
    pub person: String,
    pub expected: u8,
    pub worked: u8,
    pub felt: u8,
}

/// What somebody present will do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Promise {
    pub text: String,
    pub owner: String,
    /// A date, `2027-01-31`.
    pub due: String,
}

impl Board {
    /// What came of the last round of voting that is closed.
    pub fn last_vote(&self) -> Option<&RoundResult> {
        let rounds = self.rounds.iter().rev();
        let mut votes = rounds.filter(|round| matches!(round.asks, Asks::Votes { .. }));
        votes.find_map(|round| round.result.as_ref())
    }

    /// The votes of a card: those of the last round, or without rounds those given openly.
    pub fn votes(&self, card: &Card) -> u32 {
        match self.last_vote() {
            Some(result) => result.votes(&card.id, None),
            None => card.votes.iter().map(|vote| vote.votes).sum(),
        }
    }
}

impl Canvas {
    /// The present state, readable.
    pub fn board(&self) -> Board {
        Board {
            title: self.text(TITLE),
            purpose: self.text(PURPOSE),
            feeling: self.feeling(),
            people: self.seats(),
            stages: self.line_names(Axis::Stage),
            lanes: self.line_names(Axis::Lane),
            groups: (0..self.groups().len() as GroupNo)
                .map(|g| self.group_name(g))
                .collect(),
            cards: (0..self.cards().len() as CardNo)
                .filter(|&card| self.life(card).is_some())
                .map(|card| self.card_view(card))
                .collect(),
            agenda: self.phases(),
            phase: self.phase(),
            rounds: self.round_views(),
        }
    }

    /// The phases of the workshop.
    pub fn phases(&self) -> Vec<Phase> {
        self.agenda()
            .map_or_else(Vec::new, |agenda| agenda.phases())
    }

    /// Every round, with what came of it.
    pub fn round_views(&self) -> Vec<Round> {
        let id = |card: CardNo| self.card(card).id.clone();
        let rounds = self.rounds().iter().map(|round| Round {
            id: round.id.clone(),
            asks: round.asks,
            cards: round.cards.iter().map(|&card| id(card)).collect(),
            result: self.tally(round).map(|tally| RoundResult {
                voters: tally.given.len(),
                proxies: tally.proxies,
                sums: tally
                    .sums
                    .iter()
                    .map(|sum| CardSum {
                        card: id(sum.card),
                        side: sum.side,
                        n: sum.n,
                        values: sum.values,
                    })
                    .collect(),
            }),
        });
        rounds.collect()
    }

    /// Everybody, unnamed writers last.
    pub fn seats(&self) -> Vec<Person> {
        let (unnamed, named): (Vec<PersonNo>, Vec<PersonNo>) = (0..self.people().len() as PersonNo)
            .partition(|&person| self.people()[person as usize].anonymous);
        named
            .into_iter()
            .chain(unnamed)
            .map(|person| self.seat_view(person))
            .collect()
    }

    /// One seat.
    pub fn seat_view(&self, person: PersonNo) -> Person {
        let profile = self.profile(person);
        Person {
            id: self.people()[person as usize].id.clone(),
            name: profile.map(|p| p.name.clone()),
            side: self.side(person),
            facilitator: profile.is_some_and(|p| p.facilitator),
            claimed_by: self
                .claimed_by(person)
                .map(|writer| self.people()[writer as usize].id.clone()),
        }
    }

    /// A person's side; an unnamed writer's where enough others of that side sit here.
    pub fn side(&self, person: PersonNo) -> Option<Side> {
        match self.profile(person) {
            Some(profile) => Some(profile.side),
            None => self.people()[person as usize].side,
        }
    }

    /// The stages or lanes that are there.
    pub fn line_names(&self, axis: Axis) -> Vec<Line> {
        self.lines(axis)
            .into_iter()
            .map(|line| {
                let band = &self.bands(axis)[line as usize];
                Line {
                    id: band.id.clone(),
                    name: self.text(band.text),
                }
            })
            .collect()
    }

    /// One group.
    pub fn group_name(&self, group: GroupNo) -> Group {
        let group = &self.groups()[group as usize];
        Group {
            id: group.id.clone(),
            name: self.text(group.text),
        }
    }

    /// One card.
    pub fn card_view(&self, no: CardNo) -> Card {
        let card = self.card(no);
        let cell = self.cell(no);
        let id_of = |card: CardNo| self.card(card).id.clone();
        let person = |person: PersonNo| self.people()[person as usize].id.clone();
        Card {
            id: card.id.clone(),
            text: self.text(card.text),
            kind: card.kind.clone(),
            stage: self.bands(Axis::Stage)[cell.stage as usize].id.clone(),
            lane: self.bands(Axis::Lane)[cell.lane as usize].id.clone(),
            rank: cell.rank.clone(),
            state: self.state(no),
            reason: self.reason(no).map(str::to_owned),
            deleted: !self.is_alive(no),
            undone: self.life(no).is_none(),
            merged_into: match self.life(no) {
                Some(Life::Merged(into)) => Some(id_of(into)),
                _ => None,
            },
            group: self
                .group_of(no)
                .map(|group| self.groups()[group as usize].id.clone()),
            creators: self.voice_names(self.voice(card.creation)),
            letters: self.letters_of(card.text),
            links: card
                .links
                .iter()
                .filter(|&&link| self.is_linked(link))
                .map(|&link| &self.links()[link])
                .map(|link| Link {
                    to: id_of(link.to),
                    kind: link.kind,
                })
                .collect(),
            votes: self
                .votes(no)
                .map(|(by, votes)| Vote {
                    person: person(by),
                    votes,
                })
                .collect(),
            ratings: self
                .ratings(no)
                .map(|(by, rated)| Rating {
                    person: person(by),
                    expected: rated.expected,
                    worked: rated.worked,
                    felt: rated.felt,
                })
                .collect(),
            promises: self
                .promises_on(no)
                .map(|promise| &self.promises()[promise as usize])
                .map(|promise| Promise {
                    text: self.text(promise.text),
                    owner: person(promise.owner),
                    due: promise.due.clone(),
                })
                .collect(),
            attachments: self.attachments_on(no),
            declared: self.declared(no).iter().map(|&who| person(who)).collect(),
            comments: self.comments_on(no),
            private: false,
        }
    }

    fn comments_on(&self, card: CardNo) -> Vec<Comment> {
        let comments = self.card(card).comments.iter();
        let comments = comments.filter(|&&entry| self.in_force(entry));
        comments
            .map(|&number| {
                let entry = &self.log()[number as usize];
                Comment {
                    by: self.voice_names(self.voice_told(number)),
                    text: entry.op.words().unwrap_or_default().to_owned(),
                    at_ms: entry.at_ms,
                }
            })
            .collect()
    }

    fn attachments_on(&self, card: CardNo) -> Vec<Attachment> {
        let pictures = self.pictures_on(card);
        pictures
            .map(|(picture, named)| {
                let facts = &self.pictures()[picture as usize].facts;
                let (brought, _) = self.brought_first(picture);
                Attachment {
                    sha256: hex(&facts.sha256),
                    name: self.log()[named as usize]
                        .op
                        .words()
                        .unwrap_or_default()
                        .to_owned(),
                    mime: facts.mime.name().to_owned(),
                    bytes: facts.size,
                    by: self.voice_names(self.voice(brought)),
                }
            })
            .collect()
    }

    /// The promises on a card that were not undone.
    pub fn promises_on(&self, card: CardNo) -> impl Iterator<Item = u32> {
        let promises = self.card(card).promises.iter().copied();
        promises.filter(|&promise| self.in_force(self.promises()[promise as usize].made))
    }

    /// How a voice is called.
    pub fn voice_names(&self, voice: Voice<'_>) -> Vec<String> {
        match voice {
            Voice::Template => vec!["template".to_owned()],
            Voice::Tidy => vec!["tidy".to_owned()],
            Voice::People(people) => people
                .iter()
                .map(|&person| self.people()[person as usize].id.clone())
                .collect(),
        }
    }

    fn letters_of(&self, text: TextNo) -> Vec<LettersOf> {
        let mut counts: Vec<(PersonNo, usize)> = Vec::new();
        for place in self.letters().standing(text) {
            let place = self.letters().place(place);
            if !place.grapheme.is_letter() {
                continue;
            }
            let Voice::People(people) = self.voice_of(place.origin) else {
                continue;
            };
            for &person in people {
                match counts.iter_mut().find(|(by, _)| *by == person) {
                    Some((_, letters)) => *letters += 1,
                    None => counts.push((person, 1)),
                }
            }
        }
        counts.sort_unstable();
        counts
            .into_iter()
            .map(|(person, letters)| LettersOf {
                person: self.people()[person as usize].id.clone(),
                letters,
            })
            .collect()
    }

    /// A text's name, as explanations and reports use it: `card c1`, `stage Use`, `title`.
    pub fn text_name(&self, text: TextNo) -> String {
        match self.text_of(text) {
            TextOf::Title => "title".to_owned(),
            TextOf::Purpose => "purpose".to_owned(),
            TextOf::Stage(line) => format!("stage {}", self.bands(Axis::Stage)[line as usize].id),
            TextOf::Lane(line) => format!("lane {}", self.bands(Axis::Lane)[line as usize].id),
            TextOf::Card(card) => format!("card {}", self.card(card).id),
            TextOf::Group(group) => format!("group {}", self.groups()[group as usize].id),
            TextOf::Promise(promise) => {
                format!(
                    "promise on {}",
                    self.card(self.promises()[promise as usize].card).id
                )
            }
        }
    }
}
