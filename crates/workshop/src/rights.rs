//! Who may do what: by the part that a screen takes, the phase that is on, and what is locked.

use crate::view::Role;
use crate::{Client, Workshop};
use canvas::agenda::{End, Plan, Rights, Writing};
use canvas::canvas::Voice;
use canvas::command::{Command, Named, Step};
use canvas::entry::Axis;
use canvas::refusal::Refusal;

/// What a participant needs for a command.
enum Needs {
    Nothing,
    Add,
    /// The right to change these cards.
    Edit,
    EditAll,
    Arrange,
    Vote,
    Rate,
    Comment,
    ToLead,
}

/// What participants may do where there is no agenda: work together in the open.
const EVERYTHING: Rights = Rights {
    add: true,
    edit_own: true,
    edit_all: true,
    arrange: true,
    vote: true,
    rate: true,
    comment: true,
};

impl Workshop {
    /// How the phase that is on works.
    pub fn plan(&self) -> Option<Plan> {
        self.canvas().plan()
    }

    /// Whether participants see shares.
    pub fn shows_shares(&self) -> bool {
        self.plan().is_some_and(|plan| plan.shares)
    }

    /// Whether others may be told where somebody points: not where cards or votes are hidden, nor
    /// in the phase after one with hidden cards, before the end of which they are shown.
    pub fn shows_pointers(&self) -> bool {
        let canvas = self.canvas();
        let open = |plan: Option<Plan>| plan.is_none_or(|plan| plan.writing == Writing::Open);
        canvas.round_open().is_none()
            && open(self.plan())
            && open(canvas.plan_of_the_phase_before())
    }

    /// Whether signs may be given to a card, or to the room: to what all see, and to no card while
    /// a round is open, whose result they would sway.
    pub fn takes_reactions(&self, card: Option<&str>) -> bool {
        card.is_none_or(|card| self.shows(card) && self.canvas().round_open().is_none())
    }

    /// Whether a client may do a step now.
    ///
    /// # Errors
    /// Why not.
    pub(crate) fn may(&self, client: Client, step: &Step, at_ms: i64) -> Result<(), Refusal> {
        let you = self.you(client);
        match you.role {
            Role::Facilitator => return Ok(()),
            Role::Projector => {
                return Err(Refusal::new(
                    "projector-only-shows",
                    "This screen only shows the board.",
                    "Join with a device of your own.",
                ));
            }
            Role::Participant => {}
        }
        if you.person.is_none() || step.by != you.person {
            return Err(Refusal::new(
                "not-your-seat",
                "This device does not act for that person.",
                "Do it from that person's own device, or let a facilitator do it.",
            ));
        }
        self.is_in_phase(step, at_ms)?;
        self.is_unlocked(step)
    }

    fn is_in_phase(&self, step: &Step, at_ms: i64) -> Result<(), Refusal> {
        let by = step.by.as_deref().unwrap_or_default();
        let plan = self.plan();
        let rights = plan.map_or(EVERYTHING, |plan| plan.rights);
        let round = self.canvas().round_open().is_some();
        let (allowed, writes) = match needs(&step.command, by) {
            Needs::Nothing => return Ok(()),
            Needs::ToLead => return Err(Refusal::not_leading()),
            Needs::Add => (rights.add, true),
            Needs::Edit if self.are_own(&step.command, by) => {
                (rights.edit_own || rights.edit_all, true)
            }
            Needs::Edit | Needs::EditAll => (rights.edit_all, true),
            Needs::Arrange if self.are_drafts(&step.command) => (true, false),
            Needs::Arrange => (rights.arrange, true),
            Needs::Vote => (rights.vote || round, false),
            Needs::Rate => (rights.rate || round, false),
            Needs::Comment => (rights.comment, true),
        };
        if !allowed {
            return Err(Refusal::new(
                "not-in-phase",
                "This is not part of the phase that is on.",
                "Wait for the phase in which it is, or ask the facilitator.",
            ));
        }
        let closes = plan.is_some_and(|plan| plan.end == End::CloseWriting);
        let now = self.canvas().phase().filter(|_| closes && writes);
        if now.is_some_and(|now| at_ms > now.ends_ms()) {
            return Err(Refusal::new(
                "time-is-up",
                "The time of this phase is over.",
                "Ask the facilitator for another minute; what you wrote is still on your device.",
            ));
        }
        Ok(())
    }

    /// Whether all cards of a command are the person's own.
    fn are_own(&self, command: &Command, person: &str) -> bool {
        let canvas = self.canvas();
        let Some(own) = canvas.person_named(person) else {
            return false;
        };
        let own = canvas.one(own);
        let mut cards = command.cards().into_iter();
        cards.all(|card| match canvas.card_named(card) {
            Some(no) => {
                let creator = canvas.voice(canvas.card(no).creation);
                matches!(creator, Voice::People(people) if people.contains(&own))
            }
            // Only its writer can name it.
            None => true,
        })
    }

    fn are_drafts(&self, command: &Command) -> bool {
        let cards = command.cards();
        !cards.is_empty() && cards.iter().all(|card| !self.shows(card))
    }

    fn is_unlocked(&self, step: &Step) -> Result<(), Refusal> {
        // What is said or chosen changes no card.
        if let Needs::Nothing | Needs::Vote | Needs::Rate | Needs::Comment =
            needs(&step.command, step.by.as_deref().unwrap_or_default())
        {
            return Ok(());
        }
        let locked = |what: &str| {
            Refusal::new(
                "locked",
                format!("{what} is locked."),
                "Ask the facilitator to unlock it.",
            )
        };
        if self.floor.all_locked {
            return Err(locked("The canvas"));
        }
        let canvas = self.canvas();
        let line_is_locked = |line: &str| self.floor.locked_lines.iter().any(|own| own == line);
        for card in step.command.cards() {
            if self.floor.locked_cards.iter().any(|own| own == card) {
                return Err(locked("This card"));
            }
            if let Some(no) = canvas.card_named(card) {
                let cell = canvas.cell(no);
                let lines = [(Axis::Stage, cell.stage), (Axis::Lane, cell.lane)];
                if lines
                    .iter()
                    .any(|(axis, line)| line_is_locked(&canvas.bands(*axis)[*line as usize].id))
                {
                    return Err(locked("This part of the journey"));
                }
            }
        }
        if step.command.lines().into_iter().any(line_is_locked) {
            return Err(locked("This part of the journey"));
        }
        Ok(())
    }
}

fn needs(command: &Command, by: &str) -> Needs {
    match command {
        Command::Add { .. } | Command::Copy { .. } => Needs::Add,
        Command::Edit { .. }
        | Command::SetText { .. }
        | Command::Transfer { .. }
        | Command::Split { .. }
        | Command::Merge { .. }
        | Command::Delete { .. }
        | Command::Restore { .. }
        | Command::Attach { .. }
        | Command::Detach { .. } => Needs::Edit,
        Command::State { .. } => Needs::EditAll,
        Command::Move { .. }
        | Command::Group { .. }
        | Command::Ungroup { .. }
        | Command::Link { .. }
        | Command::Unlink { .. } => Needs::Arrange,
        Command::Rename { what, .. } => match what {
            Named::Group => Needs::Arrange,
            Named::Title | Named::Purpose | Named::Stage | Named::Lane => Needs::EditAll,
        },
        Command::AddStage { .. }
        | Command::AddLane { .. }
        | Command::RemoveStage { .. }
        | Command::RemoveLane { .. }
        | Command::ReorderStage { .. }
        | Command::ReorderLane { .. } => Needs::EditAll,
        Command::Vote { .. } => Needs::Vote,
        Command::Rate { .. } => Needs::Rate,
        Command::Comment { .. } | Command::Promise { .. } => Needs::Comment,
        Command::Confirm { .. }
        | Command::Claim { .. }
        | Command::Feel { .. }
        | Command::Undo { .. }
        | Command::Redo
        | Command::Reveal { .. } => Needs::Nothing,
        // One may call oneself otherwise.
        Command::ChangePerson {
            id,
            facilitator: false,
            ..
        } if id == by => Needs::Nothing,
        Command::Person { .. }
        | Command::ChangePerson { .. }
        | Command::SamePerson { .. }
        | Command::Reassign { .. }
        | Command::Declare { .. }
        | Command::Feeling { .. }
        | Command::OpenFeelings
        | Command::CloseFeelings
        | Command::Agenda { .. }
        | Command::EnterPhase { .. }
        | Command::ExtendPhase { .. }
        | Command::OpenRound { .. }
        | Command::CloseRound { .. } => Needs::ToLead,
    }
}
