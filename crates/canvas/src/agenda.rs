//! The agenda: the phases of a workshop, and what people may do in each.

use crate::grapheme;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How many phases an agenda has at most.
pub const MOST_PHASES: usize = 100;
/// How many graphemes the name and the instruction of a phase have at most.
pub const LONGEST_PHASE: usize = 2000;

/// A part of a workshop, with a name and what to do in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Phase {
    /// Chosen by whoever makes it; it stays with it.
    pub id: String,
    pub name: String,
    /// What to do, in a sentence or two.
    pub instruction: String,
    pub plan: Plan,
}

/// How a phase works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct Plan {
    pub minutes: u16,
    pub rights: Rights,
    pub writing: Writing,
    /// In private phases: whether others see that somebody is writing, though not who or what.
    pub typing: bool,
    /// Whether participants see shares.
    pub shares: bool,
    /// What happens when the time is over.
    pub end: End,
}

/// What participants may do; facilitators may do everything always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(export)]
pub struct Rights {
    pub add: bool,
    pub edit_own: bool,
    pub edit_all: bool,
    /// Placing, grouping and linking.
    #[serde(rename = "move")]
    pub arrange: bool,
    pub vote: bool,
    pub rate: bool,
    pub comment: bool,
}

/// Who sees new cards, and with which name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Writing {
    /// Everybody, at once, with the writer's name.
    #[default]
    Open,
    /// Only the writer, until they are revealed.
    Private,
    /// Only the writer, until they are revealed; then everybody, without a name.
    Anonymous,
}

impl Writing {
    /// Whether everybody sees at once what is written.
    pub fn is_open(&self) -> bool {
        *self == Writing::Open
    }
}

/// What happens at the end of a phase's time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum End {
    #[default]
    Nothing,
    /// Nothing new is taken from participants.
    CloseWriting,
    /// The next phase begins.
    GoOn,
}

/// The phase that is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(export)]
pub struct PhaseNow {
    pub phase: String,
    /// When it began, in milliseconds since the canvas did.
    #[ts(type = "number")]
    pub began_ms: i64,
    /// How long it takes, with what was added to it.
    pub minutes: i32,
}

impl PhaseNow {
    /// When its time is over, in milliseconds since the canvas began.
    pub fn ends_ms(&self) -> i64 {
        self.began_ms
            .saturating_add(i64::from(self.minutes) * 60_000)
    }
}

/// An agenda as the log has it: the words of all its phases in one text, which a redaction takes
/// out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    pub phases: Vec<Outline>,
    pub words: String,
}

/// A phase without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    pub id: String,
    /// How many graphemes of the words are its name, and how many after them its instruction.
    pub letters: [usize; 2],
    pub plan: Plan,
}

impl Agenda {
    pub fn of(phases: &[Phase]) -> Self {
        let mut agenda = Agenda::default();
        for phase in phases {
            let name = grapheme::normalise(phase.name.trim()).into_owned();
            let instruction = grapheme::normalise(phase.instruction.trim()).into_owned();
            // Cut one by one: at the seam of two texts graphemes could join.
            let mut add = |text: &str| {
                let before = grapheme::cut(&agenda.words).len();
                agenda.words.push_str(text);
                grapheme::cut(&agenda.words).len() - before
            };
            let letters = [add(&name), add(&instruction)];
            agenda.phases.push(Outline {
                id: phase.id.clone(),
                letters,
                plan: phase.plan,
            });
        }
        agenda
    }

    /// The phases with their words.
    pub fn phases(&self) -> Vec<Phase> {
        let mut letters = grapheme::cut(&self.words).into_iter();
        let phase = |outline: &Outline| Phase {
            id: outline.id.clone(),
            name: letters.by_ref().take(outline.letters[0]).collect(),
            instruction: letters.by_ref().take(outline.letters[1]).collect(),
            plan: outline.plan,
        };
        self.phases.iter().map(phase).collect()
    }

    /// Whether it could be somebody's agenda.
    pub(crate) fn is_sound(&self) -> bool {
        let mut ids: Vec<&str> = self.phases.iter().map(|phase| &*phase.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len() == self.phases.len() && ids.len() <= MOST_PHASES
    }
}
