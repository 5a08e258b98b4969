//! Steps of the agenda.

use super::whose::in_ones_own_name;
use crate::agenda::{Agenda, LONGEST_PHASE, MOST_PHASES, Phase};
use crate::canvas::Canvas;
use crate::command::Step;
use crate::entry::{Op, PersonNo};
use crate::grapheme;
use crate::refusal::Refusal;

/// The most minutes that a phase is made longer or shorter by at once.
const MOST_MINUTES: i32 = 24 * 60;

impl Canvas {
    pub(super) fn agenda_of(
        &self,
        step: &Step,
        by: Option<PersonNo>,
        phases: &[Phase],
    ) -> Result<Op, Refusal> {
        self.leads(step, by)?;
        if phases.len() > MOST_PHASES {
            return Err(Refusal::new(
                "too-many-phases",
                format!("An agenda has at most {MOST_PHASES} phases."),
                "Put some of them together.",
            ));
        }
        for phase in phases {
            if phases.iter().filter(|other| other.id == phase.id).count() > 1 {
                return Err(Refusal::new(
                    "name-taken",
                    format!("Two phases have the id “{}”.", phase.id),
                    "Give each phase an id of its own.",
                ));
            }
            let letters = [&phase.name, &phase.instruction].map(|text| grapheme::cut(text).len());
            if letters.iter().sum::<usize>() > LONGEST_PHASE {
                return Err(Refusal::new(
                    "too-long",
                    format!(
                        "The name and instruction of a phase have at most {LONGEST_PHASE} \
                         characters."
                    ),
                    "Say it shorter.",
                ));
            }
        }
        if let Some(now) = self.phase()
            && phases.iter().all(|phase| phase.id != now.phase)
        {
            return Err(Refusal::new(
                "phase-on",
                "The phase that is on cannot be taken off the agenda.",
                "Begin another one first.",
            ));
        }
        Ok(Op::Agenda {
            agenda: Box::new(Agenda::of(phases)),
        })
    }

    pub(super) fn phase_entered(
        &self,
        step: &Step,
        by: Option<PersonNo>,
        phase: &str,
    ) -> Result<Op, Refusal> {
        self.leads(step, by)?;
        let known = self
            .agenda()
            .is_some_and(|agenda| agenda.phases.iter().any(|own| own.id == phase));
        if !known {
            return Err(Refusal::unknown("phase", phase));
        }
        Ok(Op::EnterPhase {
            phase: phase.to_owned(),
        })
    }

    pub(super) fn phase_extended(
        &self,
        step: &Step,
        by: Option<PersonNo>,
        minutes: i32,
    ) -> Result<Op, Refusal> {
        self.leads(step, by)?;
        if self.phase().is_none() {
            return Err(Refusal::new(
                "no-phase",
                "No phase is on.",
                "Begin one of the agenda first.",
            ));
        }
        if !(-MOST_MINUTES..=MOST_MINUTES).contains(&minutes) {
            return Err(Refusal::new(
                "out-of-range",
                "A phase is made at most a day longer.",
                "Give fewer minutes.",
            ));
        }
        Ok(Op::ExtendPhase { minutes })
    }

    /// What only facilitators do, or nobody: a template, or a clock.
    pub(super) fn leads(&self, step: &Step, by: Option<PersonNo>) -> Result<(), Refusal> {
        in_ones_own_name(step)?;
        if by.is_none_or(|by| self.is_facilitator(by)) {
            return Ok(());
        }
        Err(Refusal::not_leading())
    }
}
