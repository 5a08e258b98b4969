//! A house with everybody in it, whose time is the test's.

use super::super::tests::new_house;
use super::super::*;
use crate::keeping::Keeping;
use crate::line::Line;
use canvas::file::Document;
use serde_json::{Value, json};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use workshop::Workshop;

/// Who is there, by which key. Tom leads from the host's machine and Kim from a device of her own;
/// Dora stands at the door, and Ida looks on from a second projector.
const DEVICES: [(&str, Role); 9] = [
    ("tom", Role::Facilitator),
    ("anna", Role::Participant),
    ("ben", Role::Participant),
    ("cem", Role::Participant),
    ("sue", Role::Participant),
    ("kim", Role::Participant),
    ("wall", Role::Projector),
    ("dora", Role::Participant),
    ("ida", Role::Projector),
];
/// Those who do something in the open.
pub const OPEN: [&str; 6] = ["tom", "cem", "sue", "kim", "anna", "ben"];
/// Cards that all see.
pub const CARDS: [&str; 2] = ["o", "p"];
/// The agenda. Each phase is open but `hidden`.
const PHASES: [&str; 3] = ["hidden", "read", "build"];

/// The house, and what each was sent in which turn.
pub struct Hall {
    house: House,
    now: Instant,
    pub turn: usize,
    lines: BTreeMap<&'static str, mpsc::Receiver<Outgoing>>,
    pub heard: BTreeMap<&'static str, Vec<(usize, String)>>,
    counts: BTreeMap<&'static str, u32>,
    secrets: BTreeMap<&'static str, String>,
    /// Writing is hidden in the phase that is on; pointers are, and in the one after it, too.
    pub hides: bool,
    pub hides_pointers: bool,
    pub round: bool,
    _folder: tempfile::TempDir,
}

fn phase(id: &str, writing: &str, typing: bool) -> Value {
    json!({
        "id": id, "name": id, "instruction": "",
        "plan": {"minutes": 500, "writing": writing, "typing": typing, "shares": false,
            "end": "nothing", "rights": {"add": true, "edit_own": true, "edit_all": true,
            "arrange": true, "vote": true, "rate": true, "comment": true}},
    })
}

impl Hall {
    /// Everybody is in their place, and nothing is hidden. `typing`: that somebody writes may be
    /// known.
    pub fn with(writing: &str, typing: bool) -> Hall {
        let folder = tempfile::tempdir().unwrap();
        let mut house = new_house(&folder);
        let workshop = Workshop::new(Document::new("hall", [7; 32]));
        let store = house.door.store.clone();
        let keeping = Keeping::new(store.clone(), machine::holder(), "hall".to_owned());
        let mut room = Room::new(workshop, keeping, store, [7; 32]);
        room.begin_journal().unwrap();
        let notices = Vec::new();
        house.enter(Opening { room, notices }).unwrap();
        let mut hall = Hall {
            house,
            now: Instant::now(),
            turn: 0,
            lines: BTreeMap::new(),
            heard: BTreeMap::new(),
            counts: BTreeMap::new(),
            secrets: BTreeMap::new(),
            hides: false,
            hides_pointers: false,
            round: false,
            _folder: folder,
        };
        hall.comes("tom");
        for (id, role) in DEVICES {
            if !["wall", "dora", "ida"].contains(&id) {
                hall.does(
                    "tom",
                    json!({"do": "person", "id": id, "name": id,
                    "side": "customer", "facilitator": role == Role::Facilitator}),
                );
            }
        }
        for (what, id) in [("stage", "use"), ("lane", "ideas")] {
            hall.does(
                "tom",
                json!({"do": format!("add_{what}"), what: id, "name": id}),
            );
        }
        let all_in = json!({"type": "desk", "id": 1, "desk": {"verb": "let_all_in", "on": true}});
        hall.says("tom", &all_in);
        for (id, _) in &DEVICES[1..] {
            hall.comes(id);
            if OPEN.contains(id) {
                hall.says(
                    id,
                    &json!({"type": "join", "name": "", "side": "other", "seat": id}),
                );
            }
        }
        hall.does(
            "tom",
            json!({"do": "change_person", "id": "kim", "name": "kim", "side": "customer", "facilitator": true}),
        );
        let phases = PHASES.map(|id| match id {
            "hidden" => phase(id, writing, typing),
            _ => phase(id, "open", false),
        });
        hall.does(
            "tom",
            json!({"by": "tom", "do": "agenda", "phases": phases}),
        );
        for card in CARDS {
            hall.does("tom", add("tom", card, "What does it cost?"));
        }
        for id in OPEN {
            hall.points(id, None);
        }
        hall.waits(1000);
        hall
    }

    /// A device comes, or comes back.
    pub fn comes(&mut self, who: &'static str) {
        let id = number(who);
        let (send, line) = mpsc::channel();
        let line_out = Line::to_browser(move |outgoing| drop(send.send(outgoing)), Arc::default());
        self.house.left(id);
        self.house
            .guests
            .insert(id, Guest::new(DEVICES[id as usize].1, line_out));
        self.lines.insert(who, line);
        let mut hello = json!({"type": "hello"});
        if let Some(secret) = self.secrets.get(who) {
            hello["client"] = json!(secret);
        }
        self.says(who, &hello);
        let secret = self.house.guests[&id].secret.clone();
        self.secrets.insert(who, secret.unwrap());
    }

    pub fn does(&mut self, who: &'static str, step: Value) {
        let count = self.counts.entry(who).or_default();
        *count += 1;
        let message = json!({"type": "do", "count": *count, "seen": u32::MAX, "gesture": *count,
            "step": step});
        self.says(who, &message);
    }

    fn says(&mut self, who: &'static str, message: &Value) {
        let message = serde_json::from_value(message.clone()).expect("a message");
        // Figures go by the machine's clock; all that are due come at once here.
        self.house.figures_told = None;
        self.house.said(number(who), message, self.now);
    }

    pub fn writes(&mut self, who: &'static str, card: Option<&str>, writing: bool) {
        self.says(
            who,
            &json!({"type": "here", "person": who, "card": card, "writing": writing}),
        );
    }

    /// Neither Anna nor Ben: nothing is hidden of who it was that stopped.
    pub fn nobody_writes(&mut self) {
        for who in ["anna", "ben"] {
            self.writes(who, None, false);
        }
    }

    pub fn points(&mut self, who: &'static str, x: Option<u16>) {
        let at = x.map(|x| json!({"stage": "use", "lane": "ideas", "x": x, "y": 0}));
        self.says(
            who,
            &json!({"type": "point", "person": who, "at": at, "shows": true}),
        );
    }

    pub fn reacts(&mut self, who: &'static str, card: Option<&str>) {
        self.says(who, &json!({"type": "react", "sign": "like", "card": card}));
    }

    /// Time goes by, and the turn ends: what is due goes out.
    pub fn waits(&mut self, ms: u64) {
        self.now += Duration::from_millis(ms);
        self.house.figures_told = None;
        let keeping = &mut self.house.room.as_mut().unwrap().keeping;
        keeping.synced(keeping.epoch, Ok(u64::MAX));
        self.house.end_turn(self.now);
        self.turn += 1;
        for (who, line) in &self.lines {
            let sent = line.try_iter().map(|sent| told(&sent));
            let turn = self.turn;
            let heard = self.heard.entry(who).or_default();
            heard.extend(sent.map(|sent| (turn, sent)));
        }
    }

    /// Tom leads the workshop on: into a phase, or into a round or out of it.
    pub fn leads(&mut self, what: u8) {
        match what % 5 {
            0 => {
                self.round = true;
                let votes = json!({"is": "votes", "budget": 9, "per_card": 9, "own_cards": true});
                let round = format!("r{}", self.turn);
                let opens = json!({"by": "tom", "do": "open_round", "round": round, "asks": votes});
                self.does("tom", opens);
            }
            1 => {
                self.round = false;
                let room = self.house.room.as_ref().unwrap();
                let open = room.workshop.canvas().round_open();
                if let Some(round) = open.map(|open| open.id.clone()) {
                    self.does(
                        "tom",
                        json!({"by": "tom", "do": "close_round", "round": round}),
                    );
                }
            }
            phase => self.enters(PHASES[usize::from(phase) - 2]),
        }
    }

    pub fn enters(&mut self, phase: &str) {
        self.hides_pointers = phase == "hidden" || self.hides;
        self.hides = phase == "hidden";
        self.does(
            "tom",
            json!({"by": "tom", "do": "enter_phase", "phase": phase}),
        );
    }
}

fn number(who: &str) -> u32 {
    let at = DEVICES.iter().position(|(name, _)| *name == who);
    at.expect("it is there") as u32
}

pub fn add(by: &str, card: &str, text: &str) -> Value {
    json!({"by": by, "do": "add", "card": card, "stage": "use", "lane": "ideas", "text": text})
}

/// What was sent, without what time it was and with what a device proves who it is.
fn told(sent: &Outgoing) -> String {
    fn timeless(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    match name.ends_with("_ms") {
                        true => *value = json!(0),
                        false => timeless(value),
                    }
                }
            }
            Value::Array(values) => values.iter_mut().for_each(timeless),
            _ => {}
        }
    }
    let Some(json) = sent.to_json() else {
        return "closed".to_owned();
    };
    let mut value = serde_json::from_str(&json).unwrap();
    timeless(&mut value);
    if value["type"] == "welcome" {
        value["client"] = json!("");
    }
    value.to_string()
}
