//! A big workshop and what people go on doing in it, the same at every run.

use crate::typing::Chance;
use canvas::command::{Command, LinkKind, Named, State, Step, Voices};
use canvas::door::Occasion;
use canvas::entry::Axis;
use canvas::seen::View;
use workshop::Workshop;
use workshop::scenario::Scenario;

/// How large a workshop is.
#[derive(Clone, Copy)]
pub struct Size {
    pub people: usize,
    pub cards: usize,
    pub entries: u32,
}

/// The size that decides.
pub const BIG: Size = Size {
    people: 30,
    cards: 5_000,
    entries: 100_000,
};

const SYLLABLES: [&str; 32] = [
    "an", "be", "cor", "da", "en", "fi", "gor", "hu", "in", "ka", "lor", "me", "nu", "or", "pe",
    "qui", "ra", "sen", "ti", "un", "va", "wi", "ya", "zo", "ch", "st", "ing", "er", "ly", "tion",
    "ment", "s",
];
/// How many groups a workshop has at most.
const GROUPS: usize = 300;

pub struct Room {
    pub workshop: Workshop,
    pub chance: Chance,
    pub at_ms: i64,
    size: Size,
    cards: usize,
    groups: usize,
    stages: Vec<String>,
    lanes: Vec<String>,
}

impl Room {
    /// A workshop of a size.
    pub fn filled(size: Size) -> Self {
        let mut room = Room::new(size);
        while room.workshop.canvas().next() < size.entries {
            let step = room.step();
            room.at_ms += 300;
            let base = room.workshop.canvas().next();
            let occasion = Occasion {
                at_ms: room.at_ms,
                view: View { base, client: 1 },
                gesture: None,
            };
            // An undo may be refused.
            let _ = room.workshop.perform(&step, occasion);
        }
        room
    }

    fn new(size: Size) -> Self {
        let people: Vec<_> = (0..size.people)
            .map(|n| {
                let side = if n % 2 == 0 { "customer" } else { "staff" };
                serde_json::json!({
                    "id": format!("p{n}"), "name": format!("Person {n}"), "side": side, "facilitator": n == 1
                })
            })
            .collect();
        let scenario =
            serde_json::json!({"scenario": 1, "title": "Big", "people": people, "steps": []});
        let scenario = Scenario::parse(scenario.to_string().as_bytes()).expect("a scenario");
        let workshop = scenario.play("big", [1; 32], None).expect("played");
        let ids = |axis| {
            let lines = workshop.canvas().line_names(axis);
            lines.into_iter().map(|line| line.id).collect()
        };
        Room {
            stages: ids(Axis::Stage),
            lanes: ids(Axis::Lane),
            workshop,
            chance: Chance(1),
            at_ms: 0,
            size,
            cards: 0,
            groups: 0,
        }
    }

    /// What somebody does next: most of it typing, and cards until there are enough.
    pub fn step(&mut self) -> Step {
        let adds = 2 * 100 * self.size.cards / self.size.entries as usize;
        let kind = self.chance.below(100);
        if self.cards < 100 || (self.cards < self.size.cards && kind < adds) {
            return self.add();
        }
        match self.chance.below(100) {
            0..70 => self.edit(),
            70..78 => self.move_to_end(),
            78..80 => self.move_before(),
            80..84 => self.vote(),
            84..87 => self.rate(),
            87..91 => self.link(),
            91..95 => self.group(),
            95..97 => self.decide(),
            97..99 => self.undo(),
            _ => self.reword(),
        }
    }

    fn does(&mut self, command: Command) -> Step {
        Step {
            by: Some(format!("p{}", self.chance.below(self.size.people))),
            voices: Voices::default(),
            tidy: false,
            command,
        }
    }

    fn card(&mut self) -> String {
        format!("c{}", self.chance.below(self.cards))
    }

    fn word(&mut self) -> String {
        let syllables = 1 + self.chance.below(4);
        (0..syllables)
            .map(|_| SYLLABLES[self.chance.below(SYLLABLES.len())])
            .collect()
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    fn cell(&mut self) -> (String, String) {
        let stage = self.chance.below(self.stages.len());
        let lane = self.chance.below(self.lanes.len());
        (self.stages[stage].clone(), self.lanes[lane].clone())
    }

    pub fn add(&mut self) -> Step {
        let (stage, lane) = self.cell();
        let words = 4 + self.chance.below(6);
        let text = self.words(words);
        self.cards += 1;
        self.does(Command::Add {
            card: format!("c{}", self.cards - 1),
            stage,
            lane,
            text,
            kind: None,
            anonymous: false,
            claim: None,
        })
    }

    pub fn edit(&mut self) -> Step {
        let card = self.card();
        let canvas = self.workshop.canvas();
        let text = canvas.card(canvas.card_named(&card).expect("a card")).text;
        let length = canvas.letters().len(text);
        let at = self.chance.below(length + 1);
        let delete = usize::from(at < length && self.chance.below(5) == 0);
        let typed = 1 + usize::from(self.chance.below(7) == 0);
        let mut insert = self.word();
        insert.truncate(if delete > 0 { 0 } else { typed });
        self.does(Command::Edit {
            card,
            at,
            delete,
            insert,
        })
    }

    /// The whole text of a card written anew.
    fn reword(&mut self) -> Step {
        let (card, text) = (self.card(), self.words(7));
        self.does(Command::SetText { card, text })
    }

    pub fn move_to_end(&mut self) -> Step {
        let (card, (stage, lane)) = (self.card(), self.cell());
        self.does(Command::Move {
            card,
            stage,
            lane,
            before: None,
        })
    }

    /// To where another card is, before it.
    pub fn move_before(&mut self) -> Step {
        let (card, before) = (self.card(), self.card());
        let canvas = self.workshop.canvas();
        let cell = canvas.cell(canvas.card_named(&before).expect("a card"));
        let stage = canvas.bands(Axis::Stage)[cell.stage as usize].id.clone();
        let lane = canvas.bands(Axis::Lane)[cell.lane as usize].id.clone();
        self.does(Command::Move {
            card,
            stage,
            lane,
            before: Some(before),
        })
    }

    pub fn vote(&mut self) -> Step {
        let (card, votes) = (self.card(), self.chance.below(3) as u32);
        self.does(Command::Vote { card, votes })
    }

    fn rate(&mut self) -> Step {
        let card = self.card();
        let [expected, worked, felt] = [7; 3].map(|most| 1 + self.chance.below(most) as u8);
        self.does(Command::Rate {
            card,
            expected,
            worked,
            felt,
        })
    }

    pub fn link(&mut self) -> Step {
        let (from, to) = (self.card(), self.card());
        self.does(Command::Link {
            from,
            to,
            kind: LinkKind::BuildsOn,
        })
    }

    pub fn group(&mut self) -> Step {
        self.groups = (self.groups + 1).min(GROUPS);
        let group = format!("g{}", self.chance.below(self.groups));
        let (name, cards) = (Some(self.word()), vec![self.card()]);
        self.does(Command::Group { group, name, cards })
    }

    fn decide(&mut self) -> Step {
        let card = self.card();
        self.does(Command::State {
            card,
            state: State::Decided,
            reason: None,
        })
    }

    pub fn confirm(&mut self) -> Step {
        let card = self.card();
        self.does(Command::Confirm { card })
    }

    pub fn rename_stage(&mut self) -> Step {
        let (stage, lane) = self.cell();
        let text = format!("{lane} {}", self.word());
        self.does(Command::Rename {
            what: Named::Stage,
            id: Some(stage),
            text,
        })
    }

    pub fn undo(&mut self) -> Step {
        self.does(Command::Undo { within_ms: None })
    }
}
