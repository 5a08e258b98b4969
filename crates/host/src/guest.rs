//! A connected screen, as the host has it.

use crate::limits;
use crate::line::Line;
use crate::problem;
use crate::protocol::{FileState, Saved};
use crate::role::Role;
use crate::room::{Doing, Room};
use canvas::agenda::Writing;
use canvas::command::Step;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use workshop::Client;
use workshop::view::{Presence, You};

/// How long commands wait for one before them that is missing.
pub const HOLD: Duration = Duration::from_millis(500);
/// How many commands wait for one before them.
pub const MOST_HELD: usize = 1000;

/// A connected screen.
pub struct Guest {
    /// By which key it came.
    pub came: Role,
    /// Who it is at the table.
    pub you: You,
    pub line: Line,
    /// What it said it is.
    pub secret: Option<String>,
    pub greeted: bool,
    /// Its number in the room.
    pub client: Option<Client>,
    /// It reads too slowly; it gets a new snapshot when it has caught up.
    pub behind: bool,
    pub here: Option<Presence>,
    /// It wants to see where others point.
    pub shows_pointers: bool,
    /// Others may have been told that it points somewhere.
    pub points: bool,
    /// When it last gave a sign.
    pub reacted: Option<Instant>,
    /// It writes on something that others do not see.
    pub writes_hidden: bool,
    /// Commands that came before one that must be done first.
    pub held: BTreeMap<u32, Held>,
    pub held_since: Option<Instant>,
    pub told: Told,
}

/// How much of what only those who lead are told a guest has been told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub waiting: u32,
    pub sharing: u32,
}

pub struct Held {
    pub seen: u32,
    pub gesture: u32,
    pub writing: Writing,
    pub step: Step,
}

impl Guest {
    pub fn new(came: Role, line: Line) -> Self {
        Guest {
            came,
            you: You {
                role: came,
                person: None,
            },
            line,
            secret: None,
            greeted: false,
            client: None,
            behind: false,
            here: None,
            shows_pointers: false,
            points: false,
            reacted: None,
            writes_hidden: false,
            held: BTreeMap::new(),
            held_since: None,
            told: Told::default(),
        }
    }

    /// It is at no table.
    pub fn is_nobody(&mut self) {
        self.client = None;
        self.you = You {
            role: self.came,
            person: None,
        };
        self.behind = false;
        self.here = None;
        self.writes_hidden = false;
        self.held.clear();
        self.held_since = None;
    }

    /// How the canvas stands on disk, as this guest may know it: where files are, and how they
    /// fare, is for whoever has the facilitator's key.
    pub fn file(&self, file: FileState) -> FileState {
        if self.came == Role::Facilitator {
            return file;
        }
        FileState {
            path: None,
            saved: Saved::Saved,
            read_only: file.read_only.map(|_| problem::only_to_look_at()),
        }
    }

    pub fn perform(&self, room: &mut Room, client: Client, count: u32, held: &Held) {
        if count == room.workshop.accepted(client) + 1
            && let Err(problem) = limits::holds(room, &held.step)
        {
            room.refuse(client, count, problem);
            return;
        }
        let doing = Doing {
            count,
            seen: held.seen,
            gesture: held.gesture,
            writing: held.writing,
            step: &held.step,
        };
        if let Some(says) = room.take(client, &doing) {
            self.line.send(says);
        }
    }

    /// Does what was waiting and is next by now.
    pub fn perform_held(&mut self, room: &mut Room, client: Client) {
        while let Some(first) = self.held.first_entry() {
            if *first.key() > room.workshop.accepted(client) + 1 {
                return;
            }
            let (count, held) = first.remove_entry();
            self.perform(room, client, count, &held);
        }
        self.held_since = None;
    }

    /// What is missing does not come any more: its screen has given it up.
    pub fn give_up_waiting(&mut self, room: &mut Room, client: Client) {
        while let Some((&first, _)) = self.held.first_key_value() {
            room.workshop.set_accepted(client, first - 1);
            self.perform_held(room, client);
        }
        self.held_since = None;
    }
}
