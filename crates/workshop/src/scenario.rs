//! Scenario files: a workshop written down as steps, played through the same commands as the
//! screens send.

use crate::Workshop;
use crate::template::Template;
use canvas::command::{Command, Named, Step, Voices};
use canvas::door::Occasion;
use canvas::file::Document;
use canvas::letters::EntryNo;
use canvas::people::Side;
use canvas::refusal::Refusal;
use canvas::seen::View;
use serde::Deserialize;
use serde_json::Value;
use std::fmt;

/// A scenario file.
#[derive(Clone, Debug, Deserialize)]
pub struct Scenario {
    /// The version of the format, 1.
    pub scenario: u32,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub purpose: String,
    pub people: Vec<Cast>,
    #[serde(default)]
    pub stages: Option<Vec<String>>,
    #[serde(default)]
    pub lanes: Option<Vec<String>>,
    pub steps: Vec<Value>,
}

/// Somebody in a scenario.
#[derive(Clone, Debug, Deserialize)]
pub struct Cast {
    pub id: String,
    pub name: String,
    pub side: Side,
    #[serde(default)]
    pub facilitator: bool,
}

/// A step with what only scenarios say.
#[derive(Deserialize)]
struct Scripted {
    #[serde(default)]
    at_ms: Option<i64>,
    #[serde(default)]
    base: Option<u32>,
    #[serde(flatten)]
    step: Step,
}

/// Why a scenario was not played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Counted from 1; none if it is about the file or its people, stages and lanes.
    pub step: Option<usize>,
    pub refusal: Refusal,
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Some(step) => write!(f, "Step {step}: {}", self.refusal),
            None => write!(f, "{}", self.refusal),
        }
    }
}

impl std::error::Error for Stopped {}

impl Scenario {
    /// Reads a scenario file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, Stopped> {
        let stop = |code, says: String, way_out: &str| Stopped {
            step: None,
            refusal: Refusal::new(code, says, way_out),
        };
        let scenario: Scenario = serde_json::from_slice(bytes).map_err(|error| {
            stop(
                "not-a-scenario",
                format!("This is not a scenario file: {error}."),
                "A scenario is JSON with `scenario`, `title`, `people` and `steps`.",
            )
        })?;
        if scenario.scenario != 1 {
            return Err(stop(
                "newer-version",
                format!("Scenarios of version {} are not known.", scenario.scenario),
                "Write the scenario for version 1, or update Atelier.",
            ));
        }
        Ok(scenario)
    }

    /// Plays the scenario, up to step `until` if given. `chance` is 32 bytes of the caller's.
    ///
    /// # Errors
    /// The first step that is refused.
    pub fn play(
        &self,
        id: &str,
        chance: [u8; 32],
        until: Option<usize>,
    ) -> Result<Workshop, Stopped> {
        let mut play = self.begin(id, chance)?;
        let until = until.unwrap_or(self.steps.len());
        for (index, step) in self.steps.iter().take(until).enumerate() {
            play.step(step).map_err(|refusal| Stopped {
                step: Some(index + 1),
                refusal,
            })?;
        }
        Ok(play.workshop)
    }

    /// The scenario before its first step.
    ///
    /// # Errors
    /// What is wrong with its people, stages and lanes.
    pub fn begin(&self, id: &str, chance: [u8; 32]) -> Result<Play, Stopped> {
        let mut workshop = Workshop::new(Document::new(id, chance));
        self.set_the_stage(&mut workshop)
            .map_err(|refusal| Stopped {
                step: None,
                refusal,
            })?;
        Ok(Play {
            head: workshop.canvas().next(),
            workshop,
            steps: 0,
            at_ms: 0,
        })
    }

    /// The title, people, stages and lanes: what belongs to nobody at the table.
    fn set_the_stage(&self, workshop: &mut Workshop) -> Result<(), Refusal> {
        let template = Template::journey();
        let stages = self.stages.clone().unwrap_or(template.stages);
        let lanes = self.lanes.clone().unwrap_or(template.lanes);
        let mut commands = vec![Command::Rename {
            what: Named::Title,
            id: None,
            text: self.title.clone(),
        }];
        if !self.purpose.is_empty() {
            let text = self.purpose.clone();
            commands.push(Command::Rename {
                what: Named::Purpose,
                id: None,
                text,
            });
        }
        commands.extend(self.people.iter().map(|cast| Command::Person {
            id: cast.id.clone(),
            name: cast.name.clone(),
            side: cast.side,
            facilitator: cast.facilitator,
        }));
        commands.extend(stages.into_iter().map(|name| Command::AddStage {
            stage: name.clone(),
            name,
            before: None,
        }));
        commands.extend(lanes.into_iter().map(|name| Command::AddLane {
            lane: name.clone(),
            name,
            before: None,
        }));
        for command in commands {
            workshop.set_up(command)?;
        }
        Ok(())
    }
}

/// A scenario that is being played.
pub struct Play {
    pub workshop: Workshop,
    /// How many entries stand before those of the steps.
    head: EntryNo,
    /// How many steps were played.
    steps: usize,
    at_ms: i64,
}

impl Play {
    /// Plays one more step.
    ///
    /// # Errors
    /// A step that is refused changes nothing, and is not counted.
    pub fn step(&mut self, step: &Value) -> Result<(), Refusal> {
        let scripted: Scripted = serde_json::from_value(step.clone()).map_err(|error| {
            Refusal::new(
                "not-a-step",
                format!("This is not a step: {error}."),
                "See the list of steps and their fields.",
            )
        })?;
        let Some(by) = scripted.step.by.as_deref() else {
            return Err(Refusal::new(
                "nobody",
                "It is not said who does it.",
                "Say it in `by`.",
            ));
        };
        let at_ms = scripted.at_ms.unwrap_or(self.at_ms + 1000);
        let index = self.steps;
        let seen = scripted.base.unwrap_or(index as u32);
        if seen as usize > index {
            return Err(Refusal::new(
                "not-yet",
                format!("Its author cannot have seen {seen} steps: there were only {index}."),
                format!("Give a `base` from 0 to {index}."),
            ));
        }
        let person = self.workshop.canvas().person_named(by);
        let occasion = Occasion {
            at_ms,
            view: View {
                base: self.head + seen,
                client: person.map_or(0, |person| person + 1),
            },
            gesture: None,
        };
        self.workshop.perform(&scripted.step, occasion)?;
        self.at_ms = at_ms;
        self.steps += 1;
        Ok(())
    }
}

impl Workshop {
    /// Does something in nobody's name, as templates and heads of scenarios do.
    pub(crate) fn set_up(&mut self, command: Command) -> Result<(), Refusal> {
        let step = Step {
            by: None,
            voices: Voices::default(),
            tidy: false,
            command,
        };
        let view = View {
            base: self.canvas().next(),
            client: 0,
        };
        self.perform(
            &step,
            Occasion {
                at_ms: 0,
                view,
                gesture: None,
            },
        )?;
        Ok(())
    }
}
