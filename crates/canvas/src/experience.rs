//! How the experience is, from the ratings of its moments.

use crate::canvas::Canvas;
use crate::entry::{Axis, CardNo, LineNo};
use crate::people::Side;
use crate::rounds::Asks;
use num_rational::BigRational;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The experience of a journey. Numbers are reduced fractions as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Experience {
    pub params: ExperienceParams,
    /// In the order of stage, lane, adding.
    pub moments: Vec<Moment>,
    pub stages: Vec<StageScore>,
    pub journey: Journey,
}

/// What the scores depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct ExperienceParams {
    pub feeling: u8,
}

/// A rated card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Moment {
    pub card: String,
    pub stage: String,
    pub customers: Option<Score>,
    /// A guess at the customers' figures.
    pub staff: Option<Score>,
    /// Staff's perceived less the customers'.
    pub blind_spot: Option<String>,
    pub wow: bool,
    pub pain: bool,
}

/// Means over the people of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Score {
    pub n: usize,
    pub expected: String,
    pub perceived: String,
    pub gap: String,
}

/// The mean of a stage's moments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct StageScore {
    pub stage: String,
    pub perceived: Option<String>,
    pub gap: Option<String>,
}

/// The moment farthest from the middle, the last one, and their mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Journey {
    pub peak: Option<String>,
    pub end: Option<String>,
    pub peak_end: Option<String>,
}

/// The middle of the scale from 1 to 7.
const MIDDLE: i32 = 4;

type Number = BigRational;

fn whole(number: impl Into<num_bigint::BigInt>) -> Number {
    Number::from_integer(number.into())
}

/// Means over the people of one side on one moment.
struct Means {
    n: usize,
    expected: Number,
    perceived: Number,
}

impl Means {
    fn gap(&self) -> Number {
        &self.perceived - &self.expected
    }

    fn score(&self) -> Score {
        Score {
            n: self.n,
            expected: self.expected.to_string(),
            perceived: self.perceived.to_string(),
            gap: self.gap().to_string(),
        }
    }
}

fn mean(numbers: &[Number]) -> Option<Number> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<Number>() / whole(numbers.len()))
}

/// Ratings added up.
#[derive(Clone, Copy, Default)]
struct Sums {
    n: u64,
    /// What was expected, how it worked, how it felt.
    values: [u64; 3],
}

impl Sums {
    fn add(&mut self, n: u32, values: [u32; 3]) {
        self.n += u64::from(n);
        for (sum, value) in self.values.iter_mut().zip(values) {
            *sum += u64::from(value);
        }
    }

    fn means(self, feeling: u8) -> Option<Means> {
        let [expected, worked, felt] = self.values;
        let feeling = u64::from(feeling);
        (self.n > 0).then(|| Means {
            n: self.n as usize,
            expected: whole(expected) / whole(self.n),
            perceived: whole((100 - feeling) * worked + feeling * felt) / whole(100 * self.n),
        })
    }
}

impl Canvas {
    /// What people of a side gave a card: each by name, and in rounds that are closed.
    fn rated_by(&self, card: CardNo, side: Side) -> Sums {
        let mut sums = Sums::default();
        for (person, rated) in self.ratings(card) {
            if self.side(person) == Some(side) {
                sums.add(1, rated.values());
            }
        }
        let ratings = self.rounds().iter();
        let ratings = ratings.filter(|round| round.asks == Asks::Ratings);
        for sum in ratings
            .filter_map(|round| self.tally(round))
            .flat_map(|tally| &tally.sums)
        {
            if sum.card == card && sum.side == Some(side) {
                sums.add(sum.n, sum.values);
            }
        }
        sums
    }

    /// The experience as its customers rated it, with the guesses of staff beside.
    pub fn experience(&self) -> Experience {
        let feeling = self.feeling();
        let stages = self.lines(Axis::Stage);
        let lanes = self.lines(Axis::Lane);
        let standing = |lines: &[LineNo], line| lines.iter().position(|l| *l == line);

        let mut rated: Vec<(Option<usize>, Option<usize>, CardNo)> = (0..self.cards().len()
            as CardNo)
            .filter(|&card| self.is_alive(card))
            .map(|card| {
                let cell = self.cell(card);
                (
                    standing(&stages, cell.stage),
                    standing(&lanes, cell.lane),
                    card,
                )
            })
            .collect();
        rated.sort_unstable();

        let mut moments = Vec::new();
        let mut by_stage: Vec<Vec<(Number, Number)>> = vec![Vec::new(); stages.len()];
        // The customers' figures in the order of the journey.
        let mut journey: Vec<Number> = Vec::new();
        for (stage, _, card) in rated {
            let of = |side: Side| self.rated_by(card, side).means(feeling);
            let (customers, staff) = (of(Side::Customer), of(Side::Staff));
            if customers.is_none() && staff.is_none() {
                continue;
            }
            if let Some(means) = &customers {
                journey.push(means.perceived.clone());
                if let Some(stage) = stage {
                    by_stage[stage].push((means.perceived.clone(), means.gap()));
                }
            }
            let marked = |good: fn(&Number) -> bool| {
                customers
                    .as_ref()
                    .is_some_and(|means| means.n >= 2 && good(&means.gap()))
            };
            moments.push(Moment {
                card: self.card(card).id.clone(),
                stage: stage.map_or_else(String::new, |stage| {
                    self.text(self.bands(Axis::Stage)[stages[stage] as usize].text)
                }),
                blind_spot: customers
                    .as_ref()
                    .zip(staff.as_ref())
                    .map(|(customers, staff)| {
                        (&staff.perceived - &customers.perceived).to_string()
                    }),
                wow: marked(|gap| *gap >= whole(1)),
                pain: marked(|gap| *gap <= whole(-1)),
                customers: customers.as_ref().map(Means::score),
                staff: staff.as_ref().map(Means::score),
            });
        }
        let stages = stages
            .iter()
            .zip(by_stage)
            .map(|(&stage, figures)| {
                let (perceived, gaps): (Vec<_>, Vec<_>) = figures.into_iter().unzip();
                StageScore {
                    stage: self.text(self.bands(Axis::Stage)[stage as usize].text),
                    perceived: mean(&perceived).map(|n| n.to_string()),
                    gap: mean(&gaps).map(|n| n.to_string()),
                }
            })
            .collect();
        let from_middle = |number: &Number| {
            let distance = number - whole(MIDDLE);
            if distance < whole(0) {
                -distance
            } else {
                distance
            }
        };
        // Of moments equally far from the middle, the later one.
        let peak = journey.iter().max_by_key(|number| from_middle(number));
        let end = journey.last();
        Experience {
            params: ExperienceParams { feeling },
            moments,
            stages,
            journey: Journey {
                peak: peak.map(ToString::to_string),
                end: end.map(ToString::to_string),
                peak_end: peak
                    .zip(end)
                    .map(|(peak, end)| ((peak + end) / whole(2)).to_string()),
            },
        }
    }
}
