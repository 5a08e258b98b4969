//! How the experience is, from the ratings of its moments.

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
