//! Workshops as fixtures: what the engines would say, worked out in a plain way for boards where
//! every letter stands where it was written.

use canvas::board::{Board, Card, Group, LettersOf, Line, Link, Person, Promise, Rating, Vote};
use canvas::command::{LinkKind, State};
use canvas::experience::{Experience, ExperienceParams, Journey, Moment, Score, StageScore};
use canvas::people::Side;
use num_rational::Ratio;
use ownership::report::{
    Balance, Certainty, Explanation, Fact, FactKind, HeldBack, Origin, Outside, Params,
    PersonShare, Report, Run, Say, Scope, Share, SideShare,
};
use publish::summary::{Disagreement, Facts, Summary};

type Number = Ratio<i64>;

/// A board with facts of structure and lineage given by hand.
pub struct Workshop {
    pub board: Board,
    pub scope: Scope,
    facts: Vec<(String, FactKind, String, Number)>,
    pub template_letters: usize,
    /// In per mille of the result.
    pub feels: Vec<(String, u32)>,
}

/// Everything a summary is made of.
pub struct Parts {
    pub board: Board,
    pub report: Report,
    pub explanations: Vec<Explanation>,
    pub experience: Experience,
}

impl Parts {
    pub fn summary(&self, facts: Facts) -> Result<Summary, Disagreement> {
        Summary::new(
            &self.board,
            &self.report,
            &self.explanations,
            &self.experience,
            facts,
        )
    }
}

impl Workshop {
    pub fn new(title: &str, purpose: &str, stages: &[&str], lanes: &[&str]) -> Self {
        let lines = |names: &[&str]| -> Vec<Line> {
            names
                .iter()
                .map(|n| Line {
                    id: (*n).to_owned(),
                    name: (*n).to_owned(),
                })
                .collect()
        };
        Workshop {
            board: Board {
                title: title.to_owned(),
                purpose: purpose.to_owned(),
                feeling: 55,
                people: Vec::new(),
                stages: lines(stages),
                lanes: lines(lanes),
                groups: Vec::new(),
                cards: Vec::new(),
                agenda: Vec::new(),
                phase: None,
                rounds: Vec::new(),
            },
            scope: Scope::Board,
            facts: Vec::new(),
            template_letters: 0,
            feels: Vec::new(),
        }
    }

    pub fn person(&mut self, id: &str, name: &str, side: Side) -> &mut Self {
        let name = (!name.is_empty()).then(|| name.to_owned());
        let (id, side) = (id.to_owned(), name.is_some().then_some(side));
        self.board.people.push(Person {
            id,
            name,
            side,
            facilitator: false,
            claimed_by: None,
            same_as: None,
        });
        self
    }

    pub fn facilitator(&mut self, id: &str) -> &mut Self {
        let person = self
            .board
            .people
            .iter_mut()
            .find(|p| p.id == id)
            .expect("seated");
        person.facilitator = true;
        self
    }

    pub fn group(&mut self, id: &str, name: &str) -> &mut Self {
        self.board.groups.push(Group {
            id: id.to_owned(),
            name: name.to_owned(),
        });
        self
    }

    /// A new card, `c1`, `c2`, … Several creators, `anna+tom`, share its letters equally.
    pub fn card(&mut self, by: &str, stage: &str, lane: &str, text: &str) -> &mut Card {
        let n = self.board.cards.len() + 1;
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let creators: Vec<String> = by.split('+').map(str::to_owned).collect();
        self.board.cards.push(Card {
            id: format!("c{n}"),
            text: text.to_owned(),
            kind: None,
            stage: stage.to_owned(),
            lane: lane.to_owned(),
            rank: format!("{n:04}"),
            state: State::Open,
            reason: None,
            deleted: false,
            deleted_by: None,
            undone: false,
            merged_into: None,
            group: None,
            letters: creators
                .iter()
                .map(|person| LettersOf {
                    person: person.clone(),
                    letters,
                })
                .collect(),
            creators,
            links: Vec::new(),
            votes: Vec::new(),
            ratings: Vec::new(),
            promises: Vec::new(),
            attachments: Vec::new(),
            declared: Vec::new(),
            comments: Vec::new(),
            private: false,
        });
        self.board.cards.last_mut().expect("just added")
    }

    pub fn fact(
        &mut self,
        person: &str,
        kind: FactKind,
        card: &str,
        points: (i64, i64),
    ) -> &mut Self {
        let points = Number::new(points.0, points.1);
        self.facts
            .push((person.to_owned(), kind, card.to_owned(), points));
        self
    }

    fn in_result(&self, card: &Card) -> bool {
        let state = match self.scope {
            Scope::Board => matches!(card.state, State::Open | State::Decided),
            Scope::Decided => card.state == State::Decided,
        };
        state && !card.deleted && !card.undone && card.merged_into.is_none()
    }

    pub fn parts(&self) -> Parts {
        let explanations: Vec<Explanation> = self
            .board
            .people
            .iter()
            .map(|p| self.explain(&p.id))
            .collect();
        Parts {
            report: self.report(&explanations),
            explanations,
            experience: self.experience(),
            board: self.board.clone(),
        }
    }

    fn explain(&self, person: &str) -> Explanation {
        let mut points = Number::default();
        let mut words = Vec::new();
        for card in self.board.cards.iter().filter(|card| self.in_result(card)) {
            let Some(of) = card.letters.iter().find(|of| of.person == person) else {
                continue;
            };
            if of.letters == 0 {
                continue;
            }
            let voices = card.creators.len();
            let letters = Number::new(of.letters as i64, voices as i64);
            let counted = letters.min(40.into());
            points += counted;
            words.push(Origin {
                origin: format!("card {}", card.id),
                letters: letters.to_string(),
                points: counted.to_string(),
                runs: vec![Run {
                    text: format!("card {}", card.id),
                    card: Some(card.id.clone()),
                    from: 0,
                    to: card.text.chars().count(),
                    letters: of.letters,
                    voices,
                    entry: 1,
                    at_ms: 0,
                    certainty: Certainty::Confirmed,
                    corrected: None,
                }],
                pictures: Vec::new(),
            });
        }
        let mut held = [Number::default(); 2];
        let mut facts = Vec::new();
        for (_, kind, card, worth) in self.facts.iter().filter(|fact| fact.0 == person) {
            points += worth;
            held[usize::from(*kind == FactKind::Lineage)] += worth;
            facts.push(Fact {
                kind: *kind,
                card: card.clone(),
                points: worth.to_string(),
                entry: 1,
                at_ms: 0,
                certainty: Certainty::Confirmed,
            });
        }
        let [structure, lineage] = held.map(|sum| sum.min(40.into()) - sum);
        Explanation {
            id: person.to_owned(),
            points: (points + structure + lineage).to_string(),
            words,
            facts,
            held_back: HeldBack {
                structure: structure.to_string(),
                lineage: lineage.to_string(),
            },
        }
    }

    fn report(&self, explanations: &[Explanation]) -> Report {
        let number = |text: &str| text.parse::<Number>().expect("a number");
        let points: Vec<Number> = explanations.iter().map(|e| number(&e.points)).collect();
        let total: Number = points.iter().sum();
        let shares = largest_remainder(&points, total);
        let rated =
            |card: &&Card| !card.undone && (!card.votes.is_empty() || !card.ratings.is_empty());
        let offered = self.board.cards.iter().filter(rated).count();
        let people: Vec<PersonShare> = self
            .board
            .people
            .iter()
            .zip(explanations)
            .zip(&shares)
            .map(|((person, explanation), share)| {
                let sum =
                    |texts: Vec<&String>| texts.into_iter().map(|t| number(t)).sum::<Number>();
                let facts = |lineage: bool| {
                    let of_kind = explanation
                        .facts
                        .iter()
                        .filter(move |fact| (fact.kind == FactKind::Lineage) == lineage);
                    sum(of_kind.map(|fact| &fact.points).collect())
                };
                let by = |id: &String| *id == person.id;
                let given = self.board.cards.iter().filter(rated).filter(|card| {
                    card.votes.iter().any(|v| by(&v.person))
                        || card.ratings.iter().any(|r| by(&r.person))
                });
                PersonShare {
                    id: person.id.clone(),
                    name: person.name.clone(),
                    side: person.side,
                    letters: sum(explanation.words.iter().map(|o| &o.letters).collect())
                        .to_string(),
                    points: explanation.points.clone(),
                    words: sum(explanation.words.iter().map(|o| &o.points).collect()).to_string(),
                    structure: (facts(false) + number(&explanation.held_back.structure))
                        .to_string(),
                    lineage: (facts(true) + number(&explanation.held_back.lineage)).to_string(),
                    share: share.map(|of_1000| Share {
                        of_1000,
                        low_of_1000: of_1000,
                        high_of_1000: of_1000,
                    }),
                    had_a_say: Say {
                        given: given.count(),
                        offered,
                    },
                    feels_mine: self.feels.iter().find(|f| f.0 == person.id).map(|f| f.1),
                }
            })
            .collect();
        let order = [Side::Customer, Side::Staff, Side::Other];
        let heads = order.map(|side| {
            let of_side = people.iter().filter(|person| person.side == Some(side));
            of_side.filter(|person| person.name.is_some()).count()
        });
        let all = heads.iter().sum::<usize>() as i64;
        let heads_of_1000 =
            largest_remainder(&heads.map(|heads| Number::from(heads as i64)), all.into());
        let sides = order.into_iter().enumerate().filter_map(|(at, side)| {
            let members: Vec<usize> = (0..people.len())
                .filter(|&i| people[i].side == Some(side))
                .collect();
            (!members.is_empty()).then(|| SideShare {
                side,
                points: members
                    .iter()
                    .map(|&i| points[i])
                    .sum::<Number>()
                    .to_string(),
                of_1000: shares
                    .first()
                    .copied()
                    .flatten()
                    .map(|_| members.iter().filter_map(|&i| shares[i]).sum()),
                heads: heads[at],
                heads_of_1000: heads_of_1000[at].unwrap_or(0),
            })
        });
        let parts: Vec<f64> = points
            .iter()
            .filter(|p| **p > Number::default())
            .map(|p| *(p / total).numer() as f64 / *(p / total).denom() as f64)
            .collect();
        let entropy: f64 = parts.iter().map(|p| -p * p.ln()).sum();
        let even = 1.0 / people.len().max(1) as f64;
        let nothing = people.len() - parts.len();
        let hoover = parts.iter().map(|p| (p - even).abs()).sum::<f64>() + nothing as f64 * even;
        Report {
            scope: self.scope,
            params: Params {
                cap: 40,
                fact: 5,
                matching: 20,
            },
            total: total.to_string(),
            sides: sides.collect(),
            people,
            outside: match self.template_letters {
                0 => Vec::new(),
                letters => vec![Outside {
                    id: "template".to_owned(),
                    letters,
                }],
            },
            balance: Balance {
                effective_owners: entropy.exp(),
                hoover: hoover / 2.0,
            },
            declared: Vec::new(),
            feelings: None,
        }
    }

    fn experience(&self) -> Experience {
        let mut moments = Vec::new();
        for stage in &self.board.stages {
            for lane in &self.board.lanes {
                for card in &self.board.cards {
                    let here = card.stage == stage.id && card.lane == lane.id && !card.deleted;
                    if here && !card.ratings.is_empty() {
                        moments.push(self.moment(card));
                    }
                }
            }
        }
        let perceived = |moment: &Moment| -> Option<Number> {
            moment
                .customers
                .as_ref()
                .map(|score| score.perceived.parse().expect("a number"))
        };
        let gap = |moment: &Moment| -> Option<Number> {
            moment
                .customers
                .as_ref()
                .map(|score| score.gap.parse().expect("a number"))
        };
        let stages = self.board.stages.iter().map(|stage| {
            let here = || moments.iter().filter(|moment| moment.stage == stage.id);
            StageScore {
                stage: stage.id.clone(),
                perceived: mean(here().filter_map(perceived)).map(|n| n.to_string()),
                gap: mean(here().filter_map(gap)).map(|n| n.to_string()),
            }
        });
        let rated: Vec<Number> = moments.iter().filter_map(perceived).collect();
        let four = Number::from(4);
        let distance = |n: Number| if n < four { four - n } else { n - four };
        let peak = rated.iter().copied().max_by_key(|n| distance(*n));
        let end = rated.last().copied();
        let both = peak.zip(end).map(|(peak, end)| (peak + end) / 2);
        Experience {
            params: ExperienceParams {
                feeling: self.board.feeling,
            },
            stages: stages.collect(),
            journey: Journey {
                peak: peak.map(|n| n.to_string()),
                end: end.map(|n| n.to_string()),
                peak_end: both.map(|n| n.to_string()),
            },
            moments,
        }
    }

    fn moment(&self, card: &Card) -> Moment {
        let side = |person: &str| {
            self.board
                .people
                .iter()
                .find(|p| p.id == person)
                .and_then(|p| p.side)
        };
        let score = |of: Side| {
            let ratings = || {
                card.ratings
                    .iter()
                    .filter(move |r| side(&r.person) == Some(of))
            };
            let felt = i64::from(self.board.feeling);
            let perceived = mean(ratings().map(|r| {
                Number::new(
                    (100 - felt) * i64::from(r.worked) + felt * i64::from(r.felt),
                    100,
                )
            }))?;
            let expected = mean(ratings().map(|r| Number::from(i64::from(r.expected))))?;
            Some((ratings().count(), expected, perceived))
        };
        let (customers, staff) = (score(Side::Customer), score(Side::Staff));
        let shown = |score: (usize, Number, Number)| Score {
            n: score.0,
            expected: score.1.to_string(),
            perceived: score.2.to_string(),
            gap: (score.2 - score.1).to_string(),
        };
        let gap = customers.filter(|c| c.0 >= 2).map(|c| c.2 - c.1);
        Moment {
            card: card.id.clone(),
            stage: card.stage.clone(),
            customers: customers.map(shown),
            staff: staff.map(shown),
            blind_spot: customers.zip(staff).map(|(c, s)| (s.2 - c.2).to_string()),
            wow: gap.is_some_and(|gap| gap >= 1.into()),
            pain: gap.is_some_and(|gap| gap <= (-1).into()),
        }
    }
}

fn mean(numbers: impl Iterator<Item = Number>) -> Option<Number> {
    let numbers: Vec<Number> = numbers.collect();
    let n = numbers.len() as i64;
    (n > 0).then(|| numbers.iter().sum::<Number>() / n)
}

fn largest_remainder(points: &[Number], total: Number) -> Vec<Option<u32>> {
    if total == Number::default() {
        return vec![None; points.len()];
    }
    let exact: Vec<Number> = points.iter().map(|p| p * 1000 / total).collect();
    let mut whole: Vec<u32> = exact.iter().map(|e| e.to_integer() as u32).collect();
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(exact[i].fract()));
    let rest = 1000 - whole.iter().sum::<u32>();
    for &i in order.iter().take(rest as usize) {
        whole[i] += 1;
    }
    whole.into_iter().map(Some).collect()
}

/// What is added to a card after it was made.
pub trait CardExt {
    fn decided(&mut self) -> &mut Self;
    fn votes(&mut self, votes: &[(&str, u32)]) -> &mut Self;
    /// Each: person, expected, worked, felt.
    fn rated(&mut self, ratings: &[(&str, u8, u8, u8)]) -> &mut Self;
    fn promise(&mut self, text: &str, owner: &str, due: &str) -> &mut Self;
    fn link(&mut self, to: &str, kind: LinkKind) -> &mut Self;
    fn grouped(&mut self, group: &str) -> &mut Self;
}

impl CardExt for Card {
    fn decided(&mut self) -> &mut Self {
        self.state = State::Decided;
        self
    }

    fn votes(&mut self, votes: &[(&str, u32)]) -> &mut Self {
        let votes = votes.iter().map(|&(person, votes)| Vote {
            person: person.to_owned(),
            votes,
        });
        self.votes.extend(votes);
        self
    }

    fn rated(&mut self, ratings: &[(&str, u8, u8, u8)]) -> &mut Self {
        let ratings = ratings
            .iter()
            .map(|&(person, expected, worked, felt)| Rating {
                person: person.to_owned(),
                expected,
                worked,
                felt,
            });
        self.ratings.extend(ratings);
        self
    }

    fn promise(&mut self, text: &str, owner: &str, due: &str) -> &mut Self {
        let (text, owner, due) = (text.to_owned(), owner.to_owned(), due.to_owned());
        self.promises.push(Promise { text, owner, due });
        self
    }

    fn link(&mut self, to: &str, kind: LinkKind) -> &mut Self {
        self.links.push(Link {
            to: to.to_owned(),
            kind,
        });
        self
    }

    fn grouped(&mut self, group: &str) -> &mut Self {
        self.group = Some(group.to_owned());
        self
    }
}
