//! Random workshops: what people might do, and what came of it.
//!
//! An [`Intent`] is a handful of small numbers; what it means depends on what stands on the table
//! when its turn comes, so that most of what is tried can be done and every list of intents can
//! be cut shorter. What is refused is left out. What was done is a scenario, and a law that does
//! not hold leaves the shortest one found as a file.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use canvas::canvas::{Canvas, Life, Voice};
use canvas::chain::sha256_of;
use canvas::entry::{Axis, Op};
use num_rational::BigRational;
use ownership::report::{Explanation, PersonShare, Report, Scope};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use serde_json::{Value, json};
use std::path::PathBuf;
use workshop::Workshop;
use workshop::scenario::{Play, Scenario};

/// Who never does anything unless a law has a use for somebody like that; a facilitator.
pub const STEWARD: &str = "steward";

/// What a law's workshops are made of.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    pub steps: usize,
    pub cards: usize,
    pub tidy: bool,
    pub undo: bool,
    /// Some steps come from people who had not seen the last ones.
    pub late: bool,
    /// Some steps are done for somebody else.
    pub voices: bool,
    pub anonymous: bool,
    /// Texts long enough for the cap.
    pub long: bool,
    /// Drawing, moving and grouping above all.
    pub structure: bool,
    /// Splitting, merging and moving text above all, and taking it back.
    pub carrying: bool,
    /// Pictures, claims, comments, phases, rounds and the closing questions.
    pub deeds: bool,
    /// Corrections of whose letters are.
    pub corrections: bool,
    /// Two seats turn out to be one person's, or two people's after all.
    pub seats: bool,
}

/// Everything that can happen.
pub const ANY: Profile = Profile {
    steps: 32,
    cards: 6,
    tidy: true,
    undo: true,
    late: true,
    voices: true,
    anonymous: true,
    long: false,
    structure: false,
    carrying: false,
    deeds: true,
    corrections: true,
    seats: true,
};

/// Where a law follows people seat by seat.
pub const APART: Profile = Profile {
    seats: false,
    ..ANY
};

/// Who sits at the table, and the journey's size.
#[derive(Clone, Debug)]
pub struct Cast {
    pub sides: Vec<u8>,
    pub facilitators: Vec<u8>,
    pub stages: usize,
    pub lanes: usize,
}

/// Something that somebody would like to do.
#[derive(Clone, Debug)]
pub struct Intent {
    pub kind: &'static str,
    pub by: u16,
    pub pick: [u16; 5],
    pub text: String,
    pub voices: Vec<u16>,
    pub tidy: bool,
    pub anonymous: bool,
    /// How many of the last steps they had not seen.
    pub late: u16,
}

/// A random workshop before it is played, with numbers for what a law does to it.
#[derive(Clone, Debug)]
pub struct Sketch {
    pub cast: Cast,
    pub intents: Vec<Intent>,
    pub twist: Vec<Intent>,
}

pub fn casts() -> impl Strategy<Value = Cast> {
    (
        vec(0_u8..3, 2..=5),
        vec(0_u8..3, 1..=2),
        1_usize..4,
        1_usize..3,
    )
        .prop_map(|(sides, facilitators, stages, lanes)| Cast {
            sides,
            facilitators,
            stages,
            lanes,
        })
}

fn phase(id: &str, words: &str) -> Value {
    json!({
        "id": id, "name": words, "instruction": words,
        "plan": {"minutes": 5, "rights": {"add": true}, "writing": "open", "typing": false,
            "shares": false, "end": "nothing"},
    })
}

/// Letters, blanks, punctuation, and what is hard about Unicode.
fn bits() -> impl Strategy<Value = &'static str> {
    const LETTERS: [&str; 30] = [
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r",
        "s", "t", "u", "v", "w", "x", "y", "z", "A", "K", "7", "é",
    ];
    const OTHERS: [&str; 26] = [
        ".",
        ",",
        "!",
        "-",
        "\n",
        "\r\n",
        "\r",
        "\u{301}",
        "e\u{301}",
        "E\u{301}",
        "ß",
        "İ",
        "ı",
        "ſ",
        "Σ",
        "ς",
        "👩‍👩‍👧",
        "👍🏽",
        "🇫🇷",
        "🇩",
        "漢",
        "각",
        "\u{1100}",
        "ก็",
        "\u{200d}",
        "\u{a0}",
    ];
    prop_oneof![14 => select(&LETTERS[..]), 4 => Just(" "), 2 => select(&OTHERS[..])]
}

fn texts(long: bool) -> BoxedStrategy<String> {
    let some = |most| vec(bits(), 0..most).prop_map(|bits| bits.concat());
    if long {
        prop_oneof![2 => some(14), 1 => some(90)].boxed()
    } else {
        prop_oneof![3 => some(8), 2 => some(24)].boxed()
    }
}

fn kinds(profile: Profile) -> BoxedStrategy<&'static str> {
    let (carry, undo) = if profile.carrying { (14, 24) } else { (2, 6) };
    let undo = if profile.undo { undo } else { 0 };
    let deeds = if profile.deeds { 3 } else { 0 };
    let (text, structure) = if profile.structure { (2, 12) } else { (6, 4) };
    let weighted: Vec<(u32, &'static str)> = [
        (6, "add"),
        (2 * text, "edit"),
        (text, "set_text"),
        (text.max(carry / 2), "transfer"),
        (2, "copy"),
        (carry, "split"),
        (carry, "merge"),
        (structure + 1, "move"),
        (4, "state"),
        (2, "delete"),
        (2, "restore"),
        (structure, "group"),
        (2, "ungroup"),
        (structure + 2, "link"),
        (2, "unlink"),
        (3, "rate"),
        (3, "vote"),
        (2, "promise"),
        (if profile.long { 5 } else { 2 }, "retype"),
        (2, "confirm"),
        (1, "rename"),
        (1, "line"),
        (1, "feeling"),
        (deeds, "attach"),
        (deeds / 2, "detach"),
        (if profile.corrections { 3 } else { 0 }, "reassign"),
        (deeds, "claim"),
        (deeds / 2, "feelings"),
        (deeds, "comment"),
        (deeds, "round"),
        (deeds / 2, "phase"),
        (if profile.seats { 2 } else { 0 }, "same_person"),
        (undo, "undo"),
        (undo / 2, "redo"),
    ]
    .into_iter()
    .filter(|(weight, _)| *weight > 0)
    .collect();
    let strategies = weighted
        .into_iter()
        .map(|(weight, kind)| (weight, Just(kind)));
    proptest::strategy::Union::new_weighted(strategies.collect()).boxed()
}

pub fn intents(profile: Profile) -> BoxedStrategy<Intent> {
    let maybe = |some: bool, percent: u8| (0_u8..100).prop_map(move |p| some && p >= 100 - percent);
    let voices = if profile.voices {
        prop_oneof![8 => Just(Vec::new()), 2 => vec(any::<u16>(), 1..=3)].boxed()
    } else {
        Just(Vec::new()).boxed()
    };
    let late = if profile.late {
        prop_oneof![5 => Just(0_u16), 5 => 1_u16..10].boxed()
    } else {
        Just(0).boxed()
    };
    (
        kinds(profile),
        any::<u16>(),
        any::<[u16; 5]>(),
        texts(profile.long),
        voices,
        maybe(profile.tidy, 12),
        maybe(profile.anonymous, 15),
        late,
    )
        .prop_map(
            |(kind, by, pick, text, voices, tidy, anonymous, late)| Intent {
                kind,
                by,
                pick,
                text,
                voices,
                tidy,
                anonymous,
                late,
            },
        )
        .boxed()
}

pub fn sketches(profile: Profile) -> impl Strategy<Value = Sketch> {
    (
        casts(),
        vec(intents(profile), 1..=profile.steps),
        vec(intents(profile), 8),
    )
        .prop_map(|(cast, intents, twist)| Sketch {
            cast,
            intents,
            twist,
        })
}

impl Cast {
    pub fn head(&self) -> Value {
        let side = |side: &u8| ["customer", "staff", "other"][usize::from(*side)];
        let mut people: Vec<Value> = Vec::new();
        for (n, s) in self.sides.iter().enumerate() {
            people.push(
                json!({"id": format!("p{n}"), "name": format!("Person {n}"), "side": side(s)}),
            );
        }
        for (n, s) in self.facilitators.iter().enumerate() {
            people.push(json!({
                "id": format!("f{n}"), "name": format!("Guide {n}"), "side": side(s), "facilitator": true
            }));
        }
        people
            .push(json!({"id": STEWARD, "name": "Steward", "side": "other", "facilitator": true}));
        json!({
            "scenario": 1, "title": "Trial run", "people": people,
            "stages": (0..self.stages).map(|n| format!("S{n}")).collect::<Vec<_>>(),
            "lanes": (0..self.lanes).map(|n| format!("L{n}")).collect::<Vec<_>>(),
            "steps": [],
        })
    }
}

/// A workshop that is being played, with the steps that were done.
pub struct Table {
    pub play: Play,
    pub head: Value,
    pub steps: Vec<Value>,
    /// What is put before the names of new cards.
    pub prefix: &'static str,
    most_cards: usize,
}

/// What to choose from, by a number.
fn pick<T: Clone>(of: &[T], number: u16) -> Option<T> {
    (!of.is_empty()).then(|| of[usize::from(number) % of.len()].clone())
}

/// One of some pictures, in base64.
fn picture(prefix: &str, number: u16) -> String {
    STANDARD.encode(
        [
            b"\x89PNG\r\n\x1a\n",
            prefix.as_bytes(),
            &number.to_le_bytes(),
        ]
        .concat(),
    )
}

/// What the writer of a card without a name can claim it with.
fn secret(card: &str) -> String {
    format!("drawn by chance for {card}")
}

impl Table {
    pub fn set(head: Value) -> Self {
        let play = scenario(&head)
            .begin("trial", [7; 32])
            .expect("the head is right");
        Table {
            play,
            head,
            steps: Vec::new(),
            prefix: "c",
            most_cards: usize::MAX,
        }
    }

    /// Plays what can be done of a sketch.
    pub fn played(sketch: &Sketch, profile: Profile) -> Self {
        let mut table = Table::set(sketch.cast.head());
        table.most_cards = profile.cards;
        for intent in &sketch.intents {
            table.attempt(intent);
        }
        table
    }

    /// The steps of another table, done here.
    pub fn replayed(head: &Value, steps: &[Value]) -> Result<Self, String> {
        let mut table = Table::set(head.clone());
        for (n, step) in steps.iter().enumerate() {
            table
                .step(step.clone())
                .map_err(|why| format!("step {}: {why}", n + 1))?;
        }
        Ok(table)
    }

    pub fn workshop(&self) -> &Workshop {
        &self.play.workshop
    }

    pub fn canvas(&self) -> &Canvas {
        self.workshop().canvas()
    }

    /// The scenario of what was done.
    pub fn scenario(&self) -> Value {
        let mut scenario = self.head.clone();
        scenario["steps"] = json!(self.steps);
        scenario
    }

    /// Does a step and keeps it, or says why not.
    pub fn step(&mut self, step: Value) -> Result<(), String> {
        self.play
            .step(&step)
            .map_err(|refusal| refusal.to_string())?;
        self.steps.push(step);
        Ok(())
    }

    /// Tries what somebody would like to do; whether it was done.
    pub fn attempt(&mut self, intent: &Intent) -> bool {
        self.proposed(intent)
            .is_some_and(|step| self.step(step).is_ok())
    }

    /// Who takes part, the facilitators last; not the steward.
    pub fn people(&self) -> Vec<String> {
        let people = self.canvas().people().iter();
        let named = people.filter(|seat| !seat.anonymous && seat.id != STEWARD);
        named.map(|seat| seat.id.clone()).collect()
    }

    pub fn is_facilitator(&self, id: &str) -> bool {
        id.starts_with('f') || id == STEWARD
    }

    /// The cards with a given life.
    pub fn cards(&self, wanted: impl Fn(Life) -> bool) -> Vec<String> {
        let canvas = self.canvas();
        (0..canvas.cards().len() as u32)
            .filter(|&card| canvas.life(card).is_some_and(&wanted))
            .map(|card| canvas.card(card).id.clone())
            .collect()
    }

    pub fn living(&self) -> Vec<String> {
        self.cards(|life| life == Life::Alive)
    }

    /// The living cards that are open or decided.
    pub fn result(&self) -> Vec<String> {
        let canvas = self.canvas();
        let counts = |id: &String| canvas.state(self.card(id)).is_in_result();
        self.living().into_iter().filter(counts).collect()
    }

    pub fn card(&self, id: &str) -> u32 {
        self.canvas().card_named(id).expect("there is the card")
    }

    /// The cards that were written without a name.
    fn unnamed(&self) -> Vec<String> {
        let entries = self.canvas().log().iter();
        entries
            .filter_map(|entry| match &entry.op {
                Op::Add {
                    card,
                    unnamed: Some(_),
                    ..
                } => Some(card.to_string()),
                _ => None,
            })
            .collect()
    }

    /// How many graphemes stand on a card.
    pub fn length(&self, id: &str) -> usize {
        let canvas = self.canvas();
        canvas.letters().len(canvas.card(self.card(id)).text)
    }

    /// The graphemes of a card.
    pub fn graphemes(&self, id: &str) -> Vec<String> {
        let canvas = self.canvas();
        let standing = canvas.letters().standing(canvas.card(self.card(id)).text);
        standing.map(|place| canvas.grapheme(place)).collect()
    }

    pub fn line(&self, axis: Axis, number: u16) -> Option<String> {
        let lines = self.canvas().line_names(axis);
        pick(&lines, number).map(|line| line.id)
    }

    /// What an intent means as things stand, if anything.
    pub fn proposed(&self, intent: &Intent) -> Option<Value> {
        let [a, b, c, d, e] = intent.pick;
        let living = self.living();
        let people = self.people();
        let by = pick(&people, intent.by)?;
        let full = self.canvas().cards().len() >= self.most_cards;
        let new_card = || format!("{}{}", self.prefix, self.canvas().cards().len() + 1);
        let kind = match intent.kind {
            "add" | "copy" | "split" if full => "edit",
            "retype" if !full && e % 3 == 0 => "add",
            "retype" => "edit",
            kind if living.is_empty() && !matches!(kind, "undo" | "redo" | "restore") => "add",
            kind => kind,
        };
        let card = || pick(&living, a);
        let other = || pick(&living, d);
        let stretch = |card: &str| {
            let length = self.length(card);
            let at = usize::from(b) % (length + 1);
            (at, usize::from(c) % (length - at + 1))
        };
        let axis = |number: u16| [Axis::Stage, Axis::Lane][usize::from(number % 2)];
        let text = match intent.kind {
            "retype" => self.said_before([c, d, e]),
            _ => intent.text.clone(),
        };
        let mut step = match kind {
            "add" => json!({
                "card": new_card(), "stage": self.line(Axis::Stage, b)?,
                "lane": self.line(Axis::Lane, c)?, "text": text,
            }),
            "edit" => {
                let card = card()?;
                let (at, most) = stretch(&card);
                let delete = if d % 2 == 0 { 0 } else { most.min(6) };
                let old = self.graphemes(&card)[at..at + delete].concat();
                let insert = match d % 8 {
                    1 => old.to_uppercase(),
                    3 => old.to_lowercase(),
                    5 => String::new(),
                    _ => text,
                };
                json!({"card": card, "at": at, "delete": delete, "insert": insert})
            }
            "set_text" => {
                let card = card()?;
                let (at, most) = stretch(&card);
                let mut graphemes = self.graphemes(&card);
                graphemes.splice(at..at + most.min(5), [intent.text.clone()]);
                json!({"card": card, "text": graphemes.concat()})
            }
            "transfer" => {
                let (from, to) = (card()?, other()?);
                let (at, length) = stretch(&from);
                let keep = e % 2 == 0;
                let removed = if from == to && !keep { length } else { 0 };
                let to_at = usize::from(e / 2) % (self.length(&to) - removed + 1);
                json!({"from": from, "at": at, "length": length, "to": to, "to_at": to_at, "keep": keep})
            }
            "copy" => json!({"card": card()?, "as": new_card()}),
            "split" => {
                let card = card()?;
                json!({"at": stretch(&card).0, "card": card, "as": new_card()})
            }
            "merge" => json!({"card": card()?, "into": other()?}),
            "move" => {
                let mut step = json!({
                    "card": card()?, "stage": self.line(Axis::Stage, b)?, "lane": self.line(Axis::Lane, c)?
                });
                if d % 4 == 0 {
                    step["before"] = json!(pick(&living, e)?);
                }
                step
            }
            "state" => {
                let state = ["open", "decided", "decided", "open", "parked", "dismissed"];
                let mut step = json!({"card": card()?, "state": state[usize::from(b) % 6]});
                if c % 3 == 0 {
                    step["reason"] = json!(intent.text);
                }
                step
            }
            "delete" | "confirm" => json!({"card": card()?}),
            "restore" => json!({"card": pick(&self.cards(|life| life == Life::Deleted), a)?}),
            "group" => {
                let group = format!("g{}", b % 3);
                let mut cards = vec![card()?];
                if c % 2 == 0 {
                    cards.push(other()?);
                }
                let mut step = json!({"group": group, "cards": cards});
                if e % 2 == 0 || self.canvas().group_named(&group).is_none() {
                    step["name"] = json!(intent.text);
                }
                step
            }
            "ungroup" => json!({"cards": [card()?]}),
            "link" | "unlink" => {
                let kind = ["builds_on", "leads_to", "builds_on", "relates_to"][usize::from(c) % 4];
                json!({"from": card()?, "to": other()?, "kind": kind})
            }
            "rate" => json!({
                "card": card()?, "expected": b % 7 + 1, "worked": c % 7 + 1, "felt": d % 7 + 1
            }),
            "vote" => json!({"card": card()?, "votes": b % 4}),
            "promise" => json!({
                "card": card()?, "text": intent.text, "owner": pick(&people, b)?,
                "due": format!("2027-0{}-1{}", c % 9 + 1, d % 10),
            }),
            "rename" => match a % 4 {
                0 => json!({"what": "title", "text": intent.text}),
                1 => json!({"what": "purpose", "text": intent.text}),
                2 => {
                    json!({"what": "stage", "id": self.line(Axis::Stage, b)?, "text": intent.text})
                }
                _ => json!({"what": "group", "id": format!("g{}", b % 3), "text": intent.text}),
            },
            "line" => {
                let (axis, what) = (axis(a), ["stage", "lane"][usize::from(a % 2)]);
                let mut step = match b % 3 {
                    0 => json!({"do": format!("add_{what}"), "name": intent.text,
                        what: format!("{}{what}{}", self.prefix, self.canvas().bands(axis).len())}),
                    1 => json!({"do": format!("reorder_{what}"), what: self.line(axis, c)?}),
                    _ => json!({"do": format!("remove_{what}"), what: self.line(axis, c)?}),
                };
                if d % 2 == 0 && b % 3 != 2 {
                    step["before"] = json!(self.line(axis, e)?);
                }
                step
            }
            "feeling" => json!({"percent": a % 101}),
            "attach" => json!({
                "card": card()?, "name": intent.text, "mime": "image/png",
                "data": picture(self.prefix, b % 5),
            }),
            "detach" => {
                let card = card()?;
                let pictures = self.canvas().card_view(self.card(&card)).attachments;
                json!({"sha256": pick(&pictures, b)?.sha256, "card": card})
            }
            "claim" => {
                let unnamed = self.unnamed();
                let card = pick(&unnamed, b)?;
                json!({"secret": secret(&card), "card": card})
            }
            "reassign" => {
                let card = card()?;
                let (at, length) = stretch(&card);
                let mut to = vec![pick(&people, d)?];
                if e % 4 == 0 {
                    to.push(pick(&people, e)?);
                }
                json!({
                    "card": card, "at": at, "length": length, "to": to,
                    "reason": "It was said aloud", "agreed": [STEWARD],
                })
            }
            "feelings" => match a % 6 {
                0 => json!({"do": "open_feelings"}),
                1 => json!({"do": "close_feelings"}),
                _ => json!({
                    "do": "feel", "items": [b % 7 + 1, c % 7 + 1, d % 7 + 1, e % 7 + 1, 4, 4],
                    "estimate": b % 1001, "share": c % 3 == 0,
                }),
            },
            "comment" => json!({"card": card()?, "text": intent.text}),
            "round" => match (self.canvas().round_open(), a % 3) {
                (Some(round), _) => json!({"do": "close_round", "round": round.id}),
                (None, 0) => json!({
                    "do": "open_round", "round": new_card(), "asks": {"is": "ratings"},
                }),
                (None, _) => json!({
                    "do": "open_round", "round": new_card(),
                    "asks": {"is": "votes", "budget": b % 9 + 1, "per_card": c % 3 + 1,
                        "own_cards": d % 2 == 0},
                }),
            },
            "phase" => match a % 3 {
                0 => json!({"do": "agenda", "phases": [phase("one", &intent.text),
                    phase("two", &intent.text)]}),
                1 => json!({
                    "do": "enter_phase", "phase": if b % 2 == 0 { "one" } else { "two" },
                }),
                _ => json!({"do": "extend_phase", "minutes": b % 9}),
            },
            "same_person" if a % 4 == 0 => json!({"id": pick(&people, b)?}),
            "same_person" => json!({"id": pick(&people, b)?, "as": pick(&people, c)?}),
            _ => json!({}),
        };
        if step.get("do").is_none() {
            step["do"] = json!(kind);
        }
        step["by"] = json!(by);
        let agrees = kind == "confirm" && self.is_facilitator(&by);
        let nobody_elses = !agrees
            && matches!(
                kind,
                "undo"
                    | "redo"
                    | "confirm"
                    | "claim"
                    | "reassign"
                    | "feelings"
                    | "round"
                    | "phase"
                    | "same_person"
            );
        if matches!(kind, "round" | "phase" | "same_person") {
            step["by"] = json!(format!("f{}", b % self.facilitators()));
        }
        if matches!(kind, "reassign" | "feelings") && a % 6 < 2 + 6 * u16::from(kind == "reassign")
        {
            step["by"] = json!(format!("f{}", b % self.facilitators()));
        }
        if intent.tidy && !nobody_elses && !matches!(kind, "rate" | "vote" | "confirm" | "comment")
        {
            step["tidy"] = json!(true);
            if !self.is_facilitator(&by) {
                step["by"] = json!(format!("f{}", a % self.facilitators()));
            }
        } else if kind == "add" && intent.anonymous {
            step["anonymous"] = json!(true);
            if c % 4 > 0 {
                step["claim"] = json!(sha256_of(&secret(&new_card())));
            }
        } else if !nobody_elses {
            let voices: Option<Vec<String>> = intent
                .voices
                .iter()
                .map(|&voice| pick(&people, voice))
                .collect();
            match voices?.as_slice() {
                [] => {}
                [voice] => step["for"] = json!(voice),
                voices if matches!(kind, "rate" | "vote") => step["for"] = json!(voices[0]),
                voices => step["for"] = json!(voices),
            }
        }
        if intent.late > 0 && !nobody_elses && !agrees {
            step["base"] = json!(self.steps.len().saturating_sub(usize::from(intent.late)));
        }
        Some(step)
    }

    /// Part of what stands on a card, or of a phrase that everybody knows; perhaps in capitals.
    fn said_before(&self, [a, b, c]: [u16; 3]) -> String {
        const PHRASES: [&str; 3] = [
            "The caller waits for an answer and nobody calls",
            "waits for an answer and nobody calls back, ever",
            "Nobody calls, and the caller waits for an answer",
        ];
        let cards = self.cards(|life| !matches!(life, Life::Merged(_)));
        let old = pick(&cards, a).map_or(Vec::new(), |card| self.graphemes(&card));
        let said = if old.len() < 20 || b % 2 == 0 {
            let phrase = PHRASES[usize::from(a) % PHRASES.len()];
            phrase.chars().map(String::from).collect()
        } else {
            old
        };
        let from = usize::from(b / 2) % (said.len() - 19);
        let length = 20 + usize::from(c) % (said.len() - from - 19);
        let text = said[from..from + length.min(said.len() - from)].concat();
        if c % 5 == 0 {
            text.to_uppercase()
        } else {
            text
        }
    }

    fn facilitators(&self) -> u16 {
        self.people()
            .iter()
            .filter(|id| self.is_facilitator(id))
            .count() as u16
    }

    /// Which letter stands at a place.
    pub fn identity(&self, place: u32) -> u32 {
        self.workshop().ownership().identity(self.canvas(), place)
    }

    /// Whose idea the letter at a place is.
    pub fn voice(&self, place: u32) -> Voice<'_> {
        let ownership = self.workshop().ownership();
        ownership.voice(self.canvas(), self.identity(place))
    }

    /// The pictures on a card, each with whose it is.
    pub fn pictures(&self, card: u32) -> Vec<(u32, Voice<'_>)> {
        let canvas = self.canvas();
        let pictures = canvas.pictures_on(card);
        pictures
            .map(|(picture, _)| (picture, canvas.voice(canvas.brought_first(picture).0)))
            .collect()
    }

    // ── figures ──────────────────────────────────────────────────────────────────────────────

    pub fn report(&self) -> Report {
        self.workshop().report()
    }

    /// Both scopes.
    pub fn reports(&self) -> [Report; 2] {
        [Scope::Board, Scope::Decided].map(|scope| self.workshop().report_in(scope))
    }

    pub fn explanation(&self, person: &str, scope: Scope) -> Explanation {
        self.workshop()
            .explain(person, scope)
            .expect("there is the person")
    }

    /// What stands on the canvas, without the ranks that say in which order: they tell entry
    /// numbers. The order of each cell stands instead.
    pub fn standing(&self) -> Value {
        let mut board = json!(self.canvas().board());
        let cards = board["cards"].as_array_mut().expect("a list");
        // What has gone stands between no cards: only of the living is it said in which order.
        cards.sort_by_key(|card| {
            let gone =
                card["deleted"] == true || card["undone"] == true || !card["merged_into"].is_null();
            let parts = if gone {
                ["id"; 3]
            } else {
                ["stage", "lane", "rank"]
            };
            (gone, parts.map(|part| card[part].to_string()))
        });
        for card in cards {
            card.as_object_mut().expect("an object").remove("rank");
            for comment in card["comments"].as_array_mut().into_iter().flatten() {
                comment["at_ms"] = Value::Null;
            }
        }
        if let Some(phase) = board.get_mut("phase") {
            phase["began_ms"] = Value::Null;
        }
        board
    }
}

pub fn scenario(json: &Value) -> Scenario {
    Scenario::parse(json.to_string().as_bytes()).expect("a scenario")
}

pub fn number(text: &str) -> BigRational {
    text.parse().expect("a fraction")
}

pub fn row<'a>(report: &'a Report, person: &str) -> Option<&'a PersonShare> {
    report.people.iter().find(|row| row.id == person)
}

/// A person's figure; nothing for unnamed people who have no row.
pub fn figure(report: &Report, person: &str, of: fn(&PersonShare) -> &String) -> BigRational {
    row(report, person).map_or_else(|| number("0"), |row| number(of(row)))
}

pub fn words(report: &Report, person: &str) -> BigRational {
    figure(report, person, |row| &row.words)
}

pub fn points(report: &Report, person: &str) -> BigRational {
    figure(report, person, |row| &row.points)
}

/// Everybody's letters and words, and what is outside.
pub fn all_words(report: &Report) -> Value {
    let rows = report.people.iter().filter(|row| row.letters != "0");
    json!([
        rows.map(|row| json!([row.id, row.letters, row.words]))
            .collect::<Vec<_>>(),
        report.outside,
    ])
}

/// Everybody's points and where they come from, without how sure they are.
pub fn all_points(report: &Report) -> Value {
    let rows = report.people.iter();
    let row =
        |row: &PersonShare| json!([row.id, row.points, row.words, row.structure, row.lineage]);
    json!([report.total, rows.map(row).collect::<Vec<_>>()])
}

// ── laws ─────────────────────────────────────────────────────────────────────────────────────────

/// How many cases a law is tried with: `ATELIER_CASES` or `PROPTEST_CASES`, or its own number.
fn cases(usual: u32) -> u32 {
    let told = |name| std::env::var(name).ok()?.parse().ok();
    told("ATELIER_CASES")
        .or_else(|| told("PROPTEST_CASES"))
        .unwrap_or(usual)
}

/// The same cases every time, unless `PROPTEST_RNG_SEED` says otherwise.
fn config(usual: u32) -> Config {
    let told = Config::default();
    Config {
        cases: cases(usual),
        failure_persistence: None,
        max_shrink_iters: 3000,
        rng_seed: match told.rng_seed {
            RngSeed::Random => RngSeed::Fixed(8),
            seed => seed,
        },
        ..told
    }
}

/// Tries a law on random workshops.
pub fn hold(
    law: &str,
    cases: u32,
    profile: Profile,
    check: impl Fn(&mut Table, &Sketch) -> Result<(), TestCaseError>,
) {
    hold_for(law, cases, sketches(profile), |sketch, failing| {
        let mut table = Table::played(&sketch, profile);
        failing.scenario = table.scenario();
        let done = check(&mut table, &sketch);
        failing.scenario = table.scenario();
        done
    });
}

/// Tries a law on anything.
pub fn hold_for<S: Strategy>(
    law: &str,
    cases: u32,
    strategy: S,
    check: impl Fn(S::Value, &mut Failing) -> Result<(), TestCaseError>,
) {
    let result = TestRunner::new(config(cases)).run(&strategy, |value| {
        let mut failing = Failing {
            law: law.to_owned(),
            scenario: Value::Null,
            holds: false,
        };
        check(value, &mut failing)?;
        failing.holds = true;
        Ok(())
    });
    if let Err(error) = result {
        panic!(
            "{law} does not hold; see {}\n{error}",
            Failing::path(law).display()
        );
    }
}

/// Writes the scenario down unless the law held for it. The last one written is the shortest.
pub struct Failing {
    law: String,
    pub scenario: Value,
    pub holds: bool,
}

impl Failing {
    /// `ATELIER_FAILURES`, or a folder of the build.
    fn path(law: &str) -> PathBuf {
        let folder = std::env::var_os("ATELIER_FAILURES").map_or_else(
            || PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("failures"),
            PathBuf::from,
        );
        folder.join(format!("{law}.scenario.json"))
    }
}

impl Drop for Failing {
    fn drop(&mut self) {
        if self.holds {
            return;
        }
        let path = Failing::path(&self.law);
        let _ = std::fs::create_dir_all(path.parent().expect("a folder"));
        let _ = std::fs::write(path, format!("{:#}\n", self.scenario));
    }
}
