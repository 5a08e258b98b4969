//! Shares as people, programs and the file read them.

use canvas::people::Side;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who owns how much of the result. Points are reduced fractions as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Report {
    pub scope: Scope,
    pub params: Params,
    pub total: String,
    pub people: Vec<PersonShare>,
    pub outside: Vec<Outside>,
    pub sides: Vec<SideShare>,
    pub balance: Balance,
    /// Of the template's letters: those that an import says are somebody's. Declared, not
    /// recorded, and outside the sum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Declared>>", optional)]
    pub declared: Vec<Declared>,
    /// What people answered to the closing questions, as far as is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub feelings: Option<Feelings>,
}

/// Letters that an import says are some people's ideas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Declared {
    pub people: Vec<String>,
    pub letters: usize,
}

/// The answers to the closing questions: sums of at least three people, and those that are shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Feelings {
    /// The log entry that tells them.
    pub entry: u32,
    /// How many people answered.
    pub answered: u32,
    /// The sums of everybody's, where they give nobody away.
    pub all: Option<FeelingsSum>,
    /// The sums of each side's, where they give nobody away.
    pub sides: Vec<FeelingsSum>,
    pub shared: Vec<SharedFeelings>,
}

/// Sums of some people's answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct FeelingsSum {
    /// Nothing: everybody.
    pub side: Option<Side>,
    pub n: u32,
    /// The sum for each of the six sentences, each answer 1 to 7.
    pub items: Vec<u32>,
    /// The sum of what each feels is theirs; 1000 is the whole result.
    pub estimates_of_1000: u32,
}

/// One person's answers, who shares them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct SharedFeelings {
    pub id: String,
    pub items: Vec<u8>,
    pub estimate_of_1000: u32,
}

/// Which cards make the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Scope {
    /// Every living card that is open or decided.
    #[default]
    Board,
    /// The decided ones alone.
    Decided,
}

/// The three numbers of the computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Params {
    pub cap: u32,
    pub fact: u32,
    #[serde(rename = "match")]
    pub matching: u32,
}

/// One person's part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct PersonShare {
    pub id: String,
    pub name: Option<String>,
    pub side: Option<Side>,
    /// Letters in the result, without the cap.
    pub letters: String,
    pub points: String,
    pub words: String,
    pub structure: String,
    pub lineage: String,
    /// Nobody has a share of an empty result.
    pub share: Option<Share>,
    pub had_a_say: Say,
    /// What part of the result the person feels is theirs, in per mille, if shared.
    pub feels_mine: Option<u32>,
}

/// A share in whole per mille, with the range of what is certain to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Share {
    pub of_1000: u32,
    pub low_of_1000: u32,
    pub high_of_1000: u32,
}

/// Ballots and ratings given, of those offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Say {
    pub given: usize,
    pub offered: usize,
}

/// Letters that belong to nobody at the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Outside {
    pub id: String,
    pub letters: usize,
}

/// The sum of a side's people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct SideShare {
    pub side: Side,
    pub points: String,
    pub of_1000: Option<u32>,
    pub heads: usize,
    /// Its part of all heads, by the largest remainders.
    pub heads_of_1000: u32,
}

/// How evenly the result is owned; three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Balance {
    pub effective_owners: f64,
    pub hoover: f64,
}

/// The same result seen in other ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Views {
    /// For each person of the report, in its order; nobody where the result is empty.
    pub robust: Vec<Robust>,
    pub equal_cards: EqualCards,
}

/// The least and the greatest that a share is, however points are counted: over the caps 20, 40,
/// 80 and none, and facts for 0, 5 and 10 points. Rounded down and up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Robust {
    pub id: String,
    pub low_of_1000: u32,
    pub high_of_1000: u32,
}

/// The view in which every card of the result counts 1, split by the letters standing on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct EqualCards {
    /// How many cards of the result hold letters of people: what there is to split.
    pub cards: usize,
    /// For each person of the report, in its order.
    pub people: Vec<Equal>,
    /// For each side of the report, in its order.
    pub sides: Vec<EqualSide>,
    /// Somebody's or some side's figure is more than 50 of 1000 away from the share.
    pub differs: bool,
}

/// One person's part of the cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Equal {
    pub id: String,
    /// How many cards that makes: a reduced fraction.
    pub cards: String,
    /// By the largest remainders; `None` where no card holds letters of people.
    pub of_1000: Option<u32>,
}

/// The sum of a side's people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct EqualSide {
    pub side: Side,
    pub cards: String,
    pub of_1000: Option<u32>,
}

/// Why a person has the points they have: the parts add up to the points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Explanation {
    pub id: String,
    pub points: String,
    pub words: Vec<Origin>,
    pub facts: Vec<Fact>,
    /// What the limits on structure and lineage hold back, as negative points.
    pub held_back: HeldBack,
}

/// The letters of a person that were first written in one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Origin {
    /// The text: `card c1`, `title`, `stage Use`, …
    pub origin: String,
    /// All letters there, without the cap.
    pub letters: String,
    /// What they count, at most the cap.
    pub points: String,
    pub runs: Vec<Run>,
    /// Pictures that were first put there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<PictureRun>>", optional)]
    pub pictures: Vec<PictureRun>,
}

/// A picture, which counts as some letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct PictureRun {
    /// In hexadecimal.
    pub sha256: String,
    pub name: String,
    /// A card on which it stands.
    pub card: Option<String>,
    /// How many letters it counts as.
    pub letters: u32,
    /// How many people share them.
    pub voices: usize,
    /// The log entry that brought it.
    pub entry: u32,
    #[ts(type = "number")]
    pub at_ms: i64,
    pub certainty: Certainty,
}

/// Neighbouring letters of one log entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Run {
    /// The text where they stand: `card c1`, `group g`, …
    pub text: String,
    /// The card, where that text is a card's.
    pub card: Option<String>,
    /// First and last-plus-one grapheme in the text as it stands.
    pub from: usize,
    pub to: usize,
    /// Letters counted here.
    pub letters: usize,
    /// How many people share them.
    pub voices: usize,
    /// The log entry that wrote them.
    pub entry: u32,
    /// When, in milliseconds from the beginning.
    #[ts(type = "number")]
    pub at_ms: i64,
    pub certainty: Certainty,
    /// The log entry of the agreed correction that made them the person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub corrected: Option<u32>,
}

/// One part of structure or lineage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Fact {
    pub kind: FactKind,
    pub card: String,
    pub points: String,
    /// The log entry it goes back to.
    pub entry: u32,
    #[ts(type = "number")]
    pub at_ms: i64,
    pub certainty: Certainty,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FactKind {
    Place,
    Group,
    Links,
    Lineage,
}

/// How sure it is whose a point is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Certainty {
    Confirmed,
    Attributed,
    Inferred,
}

/// Points beyond the limits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct HeldBack {
    pub structure: String,
    pub lineage: String,
}
