//! Typing into one card, keystroke by keystroke: a public trace of two people, and traces of any
//! length made here. Ours with an owner for every letter, the libraries without.

use crate::measure::{Contender, race};
use crate::peers::{Keystroke, authors, in_automerge, in_loro};
use crate::table::{Table, count, millis};
use canvas::canvas::Canvas;
use canvas::command::{Command, Step, Voices};
use canvas::door::Occasion;
use canvas::seen::View;
use flate2::read::GzDecoder;
use loro::LoroDoc;
use ownership::report::Scope;
use ownership::{Ownership, Reading};
use std::hint::black_box;
use std::io::Read;
use workshop::Workshop;
use workshop::scenario::Scenario;

const TRACE: &[u8] = include_bytes!("../../tests/data/friendsforever.scenario.json.gz");
const LONG: usize = 260_000;

/// A trace, by name.
type Trace = (&'static str, fn() -> Vec<Keystroke>);
pub const TRACES: [Trace; 4] = [
    ("two people, public trace", public),
    ("one writer, generated", || generated(1, LONG)),
    ("two writers, generated, a tenth", || {
        generated(2, LONG / 10)
    }),
    ("two writers, generated", || generated(2, LONG)),
];

/// What can write a trace, by name.
type Writer = (&'static str, fn(&Played));

/// With two writers, Automerge's time grows with the square of the keystrokes: 260,000 of them
/// would take it four minutes each time.
const AUTOMERGE: usize = 6;
const ITS_MOST: usize = 100_000;

pub const WRITERS: [Writer; 7] = [
    ("ours: letters with owners", |played| {
        black_box(played.canvas());
    }),
    ("ours: and shares live, matcher off", |played| {
        black_box(played.shares(Reading::default()));
    }),
    ("ours: and shares live, matcher on", |played| {
        black_box(played.shares(Reading::new()));
    }),
    ("ours: all that and the hash chain", |played| {
        black_box(played.workshop());
    }),
    ("Loro, no owners", |played| {
        black_box(in_loro::write(&played.keys, |_| ()));
    }),
    ("Loro, each keystroke committed", |played| {
        black_box(in_loro::write(&played.keys, LoroDoc::commit));
    }),
    ("Automerge, no owners", |played| {
        black_box(in_automerge::write(&played.keys));
    }),
];

/// Every writer on every trace, in turns.
pub fn run(runs: usize) {
    println!("\nTyping into one card, from positions to letters: median of {runs} runs in turns.");
    for (name, trace) in TRACES {
        let played = Played::of(trace());
        let length = played.canvas().letters().len(played.text());
        println!(
            "\n{name}: {} keystrokes, {} letters at the end",
            count(played.keys.len()),
            count(length)
        );
        let takes_too_long =
            |writer| writer == AUTOMERGE && played.authors() > 1 && played.keys.len() > ITS_MOST;
        let mut contenders: Vec<Contender> = WRITERS
            .iter()
            .enumerate()
            .filter(|&(writer, _)| !takes_too_long(writer))
            .map(|(_, writer)| writer)
            .map(|(name, write)| Contender::new(name, || write(&played)))
            .collect();
        race(&mut contenders, runs);
        let loro = contenders[4].median();
        let mut table = Table::new(&["", "time", "a keystroke", "of Loro's time"]);
        for contender in &contenders {
            let time = contender.median();
            table.row(&[
                contender.name,
                &millis(time),
                &format!(
                    "{:.2} µs",
                    time.as_secs_f64() * 1e6 / played.keys.len() as f64
                ),
                &format!("{:.2}", time.as_secs_f64() / loro.as_secs_f64()),
            ]);
        }
        table.print();
        if takes_too_long(AUTOMERGE) {
            println!(
                "Automerge is left out here: with two writers its time grows with the square."
            );
        }
    }
}

/// A trace as commands to one card of a workshop.
pub struct Played {
    keys: Vec<Keystroke>,
    scenario: Scenario,
    steps: Vec<(Step, Occasion)>,
}

impl Played {
    pub fn of(keys: Vec<Keystroke>) -> Self {
        let people: Vec<_> = (0..authors(&keys))
            .map(|n| serde_json::json!({"id": format!("a{n}"), "name": format!("Author {n}"), "side": "customer"}))
            .collect();
        let scenario = serde_json::json!({
            "scenario": 1, "title": "Typing", "people": people,
            "steps": [{"by": "a0", "do": "add", "card": "c", "stage": "Use", "lane": "Ideas"}],
            "stages": ["Use"], "lanes": ["Ideas"],
        });
        let scenario = Scenario::parse(scenario.to_string().as_bytes()).expect("a scenario");
        let mut played = Played {
            keys,
            scenario,
            steps: Vec::new(),
        };
        let head = played.begun().canvas().next();
        played.steps = played
            .keys
            .iter()
            .enumerate()
            .map(|(n, key)| {
                let step = Step {
                    by: Some(format!("a{}", key.by)),
                    voices: Voices::default(),
                    tidy: false,
                    command: Command::Edit {
                        card: "c".to_owned(),
                        at: key.at,
                        delete: key.delete,
                        insert: key.insert.clone(),
                    },
                };
                let view = View {
                    base: head + key.base as u32,
                    client: key.by as u32 + 1,
                };
                (
                    step,
                    Occasion {
                        at_ms: n as i64 * 100,
                        view,
                        gesture: None,
                    },
                )
            })
            .collect();
        played
    }

    fn authors(&self) -> usize {
        authors(&self.keys)
    }

    fn begun(&self) -> Workshop {
        self.scenario.play("typing", [3; 32], None).expect("played")
    }

    fn text(&self) -> u32 {
        let canvas = self.begun();
        canvas.canvas().card(0).text
    }

    pub fn canvas(&self) -> Canvas {
        let mut canvas = self.begun().canvas().clone();
        for (step, occasion) in &self.steps {
            let (entry, hands) = canvas.resolve(step, *occasion).expect("resolved");
            canvas.apply(entry, Some(hands)).expect("applied");
        }
        canvas
    }

    fn shares(&self, reading: Reading) -> (Canvas, Ownership) {
        let begun = self.begun();
        let mut canvas = begun.canvas().clone();
        let mut ownership = Ownership::read(&canvas, reading, Scope::Board);
        canvas.watch();
        for (step, occasion) in &self.steps {
            let (entry, hands) = canvas.resolve(step, *occasion).expect("resolved");
            let number = canvas.apply(entry, Some(hands)).expect("applied");
            let changes = canvas.take_changes();
            ownership.follow(&canvas, number, &changes);
        }
        (canvas, ownership)
    }

    fn workshop(&self) -> Workshop {
        let mut workshop = self.begun();
        for (step, occasion) in &self.steps {
            workshop.perform(step, *occasion).expect("done");
        }
        workshop
    }
}

/// The public trace of two people typing at once.
fn public() -> Vec<Keystroke> {
    let mut json = Vec::new();
    GzDecoder::new(TRACE)
        .read_to_end(&mut json)
        .expect("the trace is whole");
    let scenario = Scenario::parse(&json).expect("a scenario");
    Keystroke::all(&scenario.steps)
}

/// People who type, mistype, jump about and cut things out; the same at every run. In a round all
/// type without seeing the others' letters of that round. What stands there longer is cut out in
/// rounds of one person alone, so that nobody deletes what another deletes at the same time.
fn generated(writers: usize, keystrokes: usize) -> Vec<Keystroke> {
    let mut chance = Chance(7);
    let mut keys: Vec<Keystroke> = Vec::with_capacity(keystrokes);
    let mut length = 0;
    let mut cursors = vec![0; writers];
    while keys.len() < keystrokes {
        let base = keys.len();
        for cursor in &mut cursors {
            if chance.below(4) == 0 {
                *cursor = chance.below(length + 1);
            }
        }
        if chance.below(3) == 0 && length > 200 {
            // Somebody goes back over something, letter by letter or all of it at once.
            let by = chance.below(writers);
            let at = cursors[by].min(length - 60);
            let gone = 1 + chance.below(40);
            let delete = if chance.below(4) == 0 { gone } else { 1 };
            for _ in 0..gone / delete {
                keys.push(Keystroke {
                    by,
                    at,
                    delete,
                    insert: String::new(),
                    base,
                });
            }
            length -= gone;
            for cursor in &mut cursors {
                if *cursor > at {
                    *cursor = (*cursor).saturating_sub(gone).max(at);
                }
            }
            continue;
        }
        let mut typing: Vec<(usize, usize)> =
            (0..writers).map(|by| (by, 8 + chance.below(40))).collect();
        let began = cursors.clone();
        while !typing.is_empty() {
            let who = chance.below(typing.len());
            let (by, left) = &mut typing[who];
            let (by, cursor) = (*by, &mut cursors[*by]);
            if *cursor > began[by] && chance.below(10) == 0 {
                *cursor -= 1;
                keys.push(Keystroke {
                    by,
                    at: *cursor,
                    delete: 1,
                    insert: String::new(),
                    base,
                });
            } else {
                keys.push(Keystroke {
                    by,
                    at: *cursor,
                    delete: 0,
                    insert: chance.letter(),
                    base,
                });
                *cursor += 1;
            }
            *left -= 1;
            if *left == 0 {
                typing.swap_remove(who);
            }
        }
        let typed: Vec<usize> = (0..writers).map(|by| cursors[by] - began[by]).collect();
        length += typed.iter().sum::<usize>();
        for by in 0..writers {
            for other in 0..writers {
                if began[other] < began[by] {
                    cursors[by] += typed[other];
                }
            }
        }
    }
    keys.truncate(keystrokes);
    keys
}

/// Chance that is the same at every run.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `below`.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % below
    }

    fn letter(&mut self) -> String {
        let letters = b"eeeeettttaaaoooiinnsshhrrddlluucmfwygpbvk       ,.";
        (letters[self.below(letters.len())] as char).to_string()
    }
}
