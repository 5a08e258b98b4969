//! A room of devices: what each may do, and what each is sent.

mod agenda;
mod drafts;
mod last_minute;
mod leaks;
mod rounds;

use canvas::agenda::Writing;
use canvas::command::Step;
use canvas::file::Document;
use canvas::refusal::Refusal;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use workshop::view::{Patch, Role, Signal, Snapshot, You};
use workshop::{Arrival, Client, Outcome, Workshop};

/// The devices in the room.
pub const DEVICES: [(&str, Role); 7] = [
    ("wall", Role::Projector),
    ("tom", Role::Facilitator),
    ("anna", Role::Participant),
    ("ben", Role::Participant),
    ("cem", Role::Participant),
    ("sue", Role::Participant),
    ("kim", Role::Participant),
];

/// A workshop with a device for everybody. Tom leads it from the machine that hosts it; Anna, Ben
/// and Cem are customers, Sue is of the staff, Kim a visitor.
pub struct Room {
    pub workshop: Workshop,
    clients: BTreeMap<&'static str, Client>,
    counts: BTreeMap<Client, u32>,
    now_ms: i64,
    /// All that was sent to each device, as it goes over the wire.
    pub heard: BTreeMap<&'static str, Vec<String>>,
}

impl Room {
    /// Everybody is there, and these phases are on the agenda.
    pub fn with(phases: &[Value]) -> Room {
        let mut workshop = Workshop::new(Document::new("room", [7; 32]));
        let clients = DEVICES.map(|(name, _)| (name, workshop.new_client()));
        let mut room = Room {
            workshop,
            clients: clients.into(),
            counts: BTreeMap::new(),
            now_ms: 0,
            heard: BTreeMap::new(),
        };
        for (id, side) in [
            ("tom", "staff"),
            ("anna", "customer"),
            ("ben", "customer"),
            ("cem", "customer"),
            ("sue", "staff"),
            ("kim", "other"),
        ] {
            let step = json!({"do": "person", "id": id, "name": id, "side": side,
                "facilitator": id == "tom"});
            room.says("tom", step).unwrap();
        }
        for (what, id) in [("stage", "use"), ("lane", "ideas"), ("lane", "steps")] {
            room.says(
                "tom",
                json!({"do": format!("add_{what}"), what: id, "name": id}),
            )
            .unwrap();
        }
        for (name, role) in DEVICES {
            let person = (role == Role::Participant).then(|| name.to_owned());
            room.workshop.seat(room.clients[name], You { role, person });
        }
        if !phases.is_empty() {
            let step = json!({"by": "tom", "do": "agenda", "phases": phases});
            room.says("tom", step).unwrap();
        }
        for (name, _) in DEVICES {
            room.comes(name);
        }
        room
    }

    /// A device gets the whole canvas.
    pub fn comes(&mut self, device: &'static str) -> Snapshot {
        let snapshot = self.workshop.snapshot(self.clients[device]);
        let told = serde_json::to_string(&snapshot).unwrap();
        self.heard.entry(device).or_default().push(told);
        snapshot
    }

    /// A device sends a step. What it leads to goes out at once.
    pub fn says(&mut self, device: &str, step: Value) -> Result<Outcome, Refusal> {
        self.does(device, 0, step)
    }

    /// The same, as part of a gesture.
    pub fn does(&mut self, device: &str, gesture: u32, step: Value) -> Result<Outcome, Refusal> {
        self.arrives(device, Writing::Open, gesture, step)
    }

    /// The same, by a device that was told that cards are written like this.
    pub fn says_late(
        &mut self,
        device: &str,
        writing: Writing,
        step: Value,
    ) -> Result<Outcome, Refusal> {
        self.arrives(device, writing, 0, step)
    }

    fn arrives(
        &mut self,
        device: &str,
        writing: Writing,
        gesture: u32,
        step: Value,
    ) -> Result<Outcome, Refusal> {
        let client = self.clients[device];
        let step: Step = serde_json::from_value(step).expect("a step");
        let count = self.counts.entry(client).or_default();
        *count += 1;
        self.now_ms += 1000;
        let outcome = self.workshop.accept(&Arrival {
            client,
            count: *count,
            seen: u32::MAX,
            writing,
            gesture: if gesture == 0 {
                1_000_000 + *count
            } else {
                gesture
            },
            at_ms: self.now_ms,
            step: &step,
        });
        self.sends();
        outcome
    }

    pub fn signals(&mut self, device: &str, signal: Value) -> Result<(), Refusal> {
        let signal: Signal = serde_json::from_value(signal).expect("a signal");
        let told = self.workshop.signal(self.clients[device], &signal);
        self.sends();
        told
    }

    pub fn waits(&mut self, ms: i64) {
        self.now_ms += ms;
    }

    fn sends(&mut self) {
        for (client, patch) in self.workshop.patches() {
            let device = self.device(client);
            let told = serde_json::to_string(&patch).unwrap();
            self.heard.entry(device).or_default().push(told);
        }
    }

    fn device(&self, client: Client) -> &'static str {
        let named = self.clients.iter().find(|(_, own)| **own == client);
        named.expect("it is here").0
    }

    /// The patches that a device has been sent, and forgets them.
    pub fn patches(&mut self, device: &'static str) -> Vec<Patch> {
        let heard = std::mem::take(self.heard.entry(device).or_default());
        let read = |told: &String| serde_json::from_str(told).ok();
        heard.iter().filter_map(read).collect()
    }

    /// The same workshop after the machine was switched off and on again.
    pub fn restarted(&self) -> Workshop {
        let bytes = self.workshop.to_bytes();
        let mut again = Workshop::open(&bytes, [7; 32]).unwrap().workshop;
        for kept in self.workshop.all_kept() {
            let told = serde_json::to_string(&kept).unwrap();
            again.recall(&serde_json::from_str(&told).unwrap());
        }
        again
    }
}

/// A phase in which everything is allowed and nothing is hidden.
pub fn phase(id: &str) -> Value {
    json!({
        "id": id, "name": format!("Phase {id}"), "instruction": "Do something.",
        "plan": {
            "minutes": 10,
            "rights": {"add": true, "edit_own": true, "edit_all": true, "move": true,
                "vote": true, "rate": true, "comment": true},
            "writing": "open", "typing": false, "shares": false, "end": "nothing",
        },
    })
}

/// The same with something else in its plan.
pub fn phase_with(id: &str, key: &str, value: Value) -> Value {
    let mut phase = phase(id);
    phase["plan"][key] = value;
    phase
}

pub fn enter(phase: &str) -> Value {
    json!({"by": "tom", "do": "enter_phase", "phase": phase})
}

pub fn add(by: &str, card: &str, text: &str) -> Value {
    json!({"by": by, "do": "add", "card": card, "stage": "use", "lane": "ideas", "text": text})
}

pub fn code(refused: Result<Outcome, Refusal>) -> &'static str {
    refused.expect_err("it is refused").code
}
