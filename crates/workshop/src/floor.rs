//! What goes on in the room beside the canvas: who is ready, who wants to speak, what is locked,
//! and where everybody is to look.

use crate::kept::Kept;
use crate::view::{Floor, Role, Signal};
use crate::{Client, Workshop};
use canvas::agenda::{End, Writing};
use canvas::command::{Command, Step, Voices};
use canvas::refusal::Refusal;

impl Workshop {
    /// What goes on in the room.
    pub fn floor(&self) -> &Floor {
        &self.floor
    }

    /// Takes something said to the room.
    ///
    /// # Errors
    /// What is not this client's to say.
    pub fn signal(&mut self, client: Client, signal: &Signal) -> Result<(), Refusal> {
        let you = self.you(client);
        let leads = match you.role {
            Role::Facilitator => true,
            Role::Participant => false,
            Role::Projector => return Err(Refusal::not_leading()),
        };
        let mut floor = self.floor.clone();
        match (signal, you.person) {
            (Signal::Ready { on }, Some(person)) => set(&mut floor.ready, &person, *on),
            (Signal::Hand { on }, Some(person)) => set(&mut floor.hands, &person, *on),
            _ if !leads => return Err(Refusal::not_leading()),
            (Signal::Ready { .. } | Signal::Hand { .. }, None) => {
                return Err(Refusal::not_leading());
            }
            (Signal::LowerHand { person }, _) => set(&mut floor.hands, person, false),
            (Signal::LockAll { on }, _) => floor.all_locked = *on,
            (Signal::LockCard { card, on }, _) => set(&mut floor.locked_cards, card, *on),
            (Signal::LockLine { line, on }, _) => set(&mut floor.locked_lines, line, *on),
            (Signal::Spotlight { card }, _) => {
                floor.spotlight = card.clone().filter(|card| self.shows(card));
            }
            (Signal::Bring { to }, _) => {
                floor.brought += 1;
                floor.bring_to = Some(*to);
            }
            (Signal::Follow { on }, _) => floor.follow = *on,
            (Signal::Rehearse { on }, _) => floor.rehearsal = *on,
        }
        self.set_floor(floor);
        Ok(())
    }

    /// Whose devices are connected, and whether somebody is at work on what others do not see.
    pub fn here(&mut self, people: Vec<String>, writes_hidden: bool) {
        let lets_know = self
            .plan()
            .is_some_and(|plan| plan.typing && plan.writing != Writing::Open);
        let floor = Floor {
            here: people,
            somebody_writes: writes_hidden && lets_know,
            ..self.floor.clone()
        };
        if floor != self.floor {
            self.floor = floor;
            self.unsent.floor = true;
        }
    }

    pub(crate) fn set_floor(&mut self, floor: Floor) {
        if floor == self.floor {
            return;
        }
        self.floor = floor;
        self.unsent.floor = true;
        self.kept.push(Kept::Floor {
            floor: Box::new(self.floor.clone()),
        });
    }

    /// A new phase: nobody is ready yet.
    pub(crate) fn phase_began(&mut self) {
        self.unsent.figures = true;
        self.set_floor(Floor {
            ready: Vec::new(),
            somebody_writes: false,
            ..self.floor.clone()
        });
    }

    /// When the phase that is on gives way to the next by itself, in milliseconds since the canvas
    /// began.
    pub fn goes_on_at(&self) -> Option<i64> {
        let plan = self.plan()?;
        (plan.end == End::GoOn && self.next_phase().is_some())
            .then(|| self.canvas().phase().map(|now| now.ends_ms()))?
    }

    /// The step with which the next phase begins when the time is over.
    pub fn going_on(&self) -> Option<Step> {
        Some(Step {
            by: None,
            voices: Voices::default(),
            tidy: false,
            command: Command::EnterPhase {
                phase: self.next_phase()?,
            },
        })
    }

    fn next_phase(&self) -> Option<String> {
        let now = self.canvas().phase()?.phase;
        let mut phases = self.canvas().agenda()?.phases.iter();
        phases.find(|phase| phase.id == now)?;
        phases.next().map(|phase| phase.id.clone())
    }
}

fn set(list: &mut Vec<String>, name: &str, on: bool) {
    let there = list.iter().any(|own| own == name);
    match (on, there) {
        (true, false) => list.push(name.to_owned()),
        (false, true) => list.retain(|own| own != name),
        _ => {}
    }
}
