//! How the experience is, from the ratings of its moments.

use crate::canvas::{Canvas, Rated};
use crate::entry::{Axis, CardNo, LineNo};
use crate::people::Side;
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

fn means(ratings: &[Rated], feeling: u8) -> Option<Means> {
    let expected: Vec<_> = ratings.iter().map(|rated| whole(rated.expected)).collect();
    let perceived: Vec<_> = ratings
        .iter()
        .map(|rated| {
            let (worked, felt) = (u32::from(rated.worked), u32::from(rated.felt));
            let feeling = u32::from(feeling);
            whole((100 - feeling) * worked + feeling * felt) / whole(100)
        })
        .collect();
    Some(Means {
        n: ratings.len(),
        expected: mean(&expected)?,
        perceived: mean(&perceived)?,
    })
}

impl Canvas {
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
            let of = |side: Side| {
                let ratings: Vec<_> = self
                    .ratings(card)
                    .filter(|(person, _)| self.side(*person) == Some(side))
                    .map(|(_, rated)| rated)
                    .collect();
                means(&ratings, feeling)
            };
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
