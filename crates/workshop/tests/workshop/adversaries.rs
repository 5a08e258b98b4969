//! Ways to steal or to inflate a share, each played through the real commands, with what it gains
//! to the last fraction. `docs/tricks.md` tells the same list; a test keeps the two in step.
//!
//! A trick is measured against what somebody honest would have done instead, mostly nothing:
//! everybody's points are compared, and who is not named gains and loses nothing. What a trick
//! gains stays within the limits that `OWNERSHIP.md` sets.

mod cards;
mod facts;
mod seats;
mod texts;
mod typing;

use crate::plays::{Table, number, points, row};
use canvas::command::{Step, Voices};
use canvas::door::Occasion;
use canvas::refusal::Refusal;
use canvas::seen::View;
use num_rational::BigRational;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// One way to get more than one's ideas are worth.
struct Trick {
    /// The trick, in a sentence or two.
    says: &'static str,
    /// What happened honestly before.
    given: Vec<Value>,
    /// What somebody honest would do next.
    honest: Vec<Value>,
    /// What the thief does instead. A step with `refused` is refused with that code.
    thief: Vec<Value>,
    /// The seats whose points are the thief's.
    seats: &'static [&'static str],
    /// What the thief has more than somebody honest.
    gains: &'static str,
    /// What others have more or less.
    others: &'static [(&'static str, &'static str)],
    /// What the rules let anybody have in this way.
    limits: &'static [Limit],
    /// What is gained is not beyond doubt: it is outside the thief's range of what is sure.
    attributed: bool,
}

/// What `OWNERSHIP.md` allows at most, section 3.
#[derive(Clone, Copy)]
enum Limit {
    /// Words: the cap for each text in which the thief's letters were first written.
    Texts(usize),
    Structure,
    Lineage,
    /// Structure and lineage of seats that somebody has beyond the first.
    Seats(usize),
}

impl Limit {
    fn points(self) -> usize {
        match self {
            Limit::Texts(texts) => 40 * texts,
            Limit::Structure | Limit::Lineage => 40,
            // Law 24 as it holds: each of the seats is newly below its limits, the first as well.
            Limit::Seats(more) => 80 * (more + 1),
        }
    }

    fn told(self) -> String {
        match self {
            Limit::Texts(1) => "40 for one text".to_owned(),
            Limit::Texts(texts) => format!("40 for each of {texts} texts"),
            Limit::Structure => "40 for all shaping of cards".to_owned(),
            Limit::Lineage => "40 for all being built on".to_owned(),
            Limit::Seats(more) => format!("80 for each of {} seats", more + 1),
        }
    }
}

impl Trick {
    /// A trick of Mallory's, which gains nothing unless it says otherwise.
    fn of(says: &'static str) -> Self {
        Trick {
            says,
            given: opening(),
            honest: Vec::new(),
            thief: Vec::new(),
            seats: &["mallory"],
            gains: "0",
            others: &[],
            limits: &[],
            attributed: false,
        }
    }

    /// Plays it, and compares everybody's points.
    fn play(&self) {
        let honest = played(&[&self.given, &self.honest]).report();
        let tricked = played(&[&self.given, &self.thief]).report();
        let everybody: BTreeSet<&str> = honest
            .people
            .iter()
            .chain(&tricked.people)
            .map(|row| &*row.id)
            .collect();
        let more = |person: &str| points(&tricked, person) - points(&honest, person);
        let gained: BigRational = self.seats.iter().map(|seat| more(seat)).sum();
        let others: Vec<(&str, String)> = everybody
            .into_iter()
            .filter(|person| !self.seats.contains(person))
            .map(|person| (person, more(person).to_string()))
            .filter(|(_, more)| more != "0")
            .collect();
        let told: Vec<(&str, String)> = self
            .others
            .iter()
            .map(|(person, more)| (*person, (*more).to_owned()))
            .collect();
        assert_eq!(
            (gained.to_string(), others),
            (self.gains.to_owned(), told),
            "{}",
            self.says
        );
        if self.attributed {
            let sure = |report| {
                let seats = self
                    .seats
                    .iter()
                    .filter_map(|seat| row(report, seat)?.share);
                seats.map(|share| share.low_of_1000).sum::<u32>()
            };
            assert!(sure(&tricked) <= sure(&honest), "{}", self.says);
        }
        let most = self
            .limits
            .iter()
            .map(|limit| limit.points())
            .sum::<usize>();
        assert!(gained <= number(&most.to_string()), "{}", self.says);
    }

    /// Its row in the list for people.
    fn row(&self, name: &str) -> String {
        let others = match self.others {
            [] => "nothing".to_owned(),
            others => others
                .iter()
                .map(|(person, more)| {
                    let (first, rest) = person.split_at(1);
                    format!("{}{rest} {}", first.to_uppercase(), signed(more))
                })
                .collect::<Vec<_>>()
                .join(", "),
        };
        let most = match self.limits {
            [] => "nothing".to_owned(),
            limits => limits
                .iter()
                .map(|limit| limit.told())
                .collect::<Vec<_>>()
                .join(" + "),
        };
        let sure = if self.attributed { ", not sure" } else { "" };
        format!(
            "| {} | {}{sure} | {others} | {most} | `{name}` |",
            self.says,
            signed(self.gains)
        )
    }
}

fn signed(points: &str) -> String {
    match points {
        "0" => "**0**".to_owned(),
        less if less.starts_with('-') => less.replace('-', "−"),
        more => format!("+{more}"),
    }
}

/// A table after some steps. What should be refused has to be.
fn played(parts: &[&[Value]]) -> Table {
    let mut table = Table::set(head());
    for mut step in parts.concat() {
        let refused = step.as_object_mut().expect("a step").remove("refused");
        let told = step.to_string();
        let done = match step.get("by") {
            Some(_) => table.play.step(&step),
            None => imported(&mut table, step),
        };
        match (done, refused) {
            (Ok(()), None) => {}
            (Err(refusal), Some(code)) => assert_eq!(json!(refusal.code), code, "{told}"),
            (Ok(()), Some(_)) => panic!("not refused: {told}"),
            (Err(refusal), None) => panic!("{refusal} {told}"),
        }
    }
    table
}

/// A step in nobody's name, as an import takes it.
fn imported(table: &mut Table, step: Value) -> Result<(), Refusal> {
    let base = table.canvas().next();
    let step = Step {
        by: None,
        voices: Voices::default(),
        tidy: false,
        command: serde_json::from_value(step).expect("a command"),
    };
    let occasion = Occasion {
        at_ms: 0,
        view: View { base, client: 0 },
        gesture: None,
    };
    table.play.workshop.perform(&step, occasion).map(|_| ())
}

/// Customers, one of them with designs, and two of the staff, one of whom leads.
fn head() -> Value {
    json!({
        "scenario": 1, "title": "",
        "people": [
            {"id": "anna", "name": "Anna", "side": "customer"},
            {"id": "ben", "name": "Ben", "side": "customer"},
            {"id": "mallory", "name": "Mallory", "side": "customer"},
            {"id": "oskar", "name": "Oskar", "side": "customer"},
            {"id": "tom", "name": "Tom", "side": "staff", "facilitator": true},
            {"id": "sue", "name": "Sue", "side": "staff"}
        ],
        "stages": ["Choose", "Use", "Leave"], "lanes": ["Steps", "Ideas"], "steps": []
    })
}

/// 27 letters, long enough to be known again.
const SENTENCE: &str = "The customer waits for an answer";

/// Anna has an idea of 27 letters, and Mallory has one of 8.
fn opening() -> Vec<Value> {
    vec![
        add("anna", "c1", SENTENCE),
        add("mallory", "m1", "Call back"),
    ]
}

/// The opening, and more that happened honestly.
fn opening_and(more: Vec<Value>) -> Vec<Value> {
    [opening(), more].concat()
}

fn add(by: &str, card: &str, text: &str) -> Value {
    json!({"by": by, "do": "add", "card": card, "stage": "Choose", "lane": "Steps", "text": text})
}

fn edit(by: &str, card: &str, at: usize, delete: usize, insert: &str) -> Value {
    json!({"by": by, "do": "edit", "card": card, "at": at, "delete": delete, "insert": insert})
}

/// A text typed letter by letter into a card.
fn typed(by: &str, card: &str, at: usize, text: &str) -> Vec<Value> {
    let graphemes = canvas::grapheme::cut(text).into_iter().enumerate();
    graphemes
        .map(|(n, grapheme)| edit(by, card, at + n, 0, grapheme))
        .collect()
}

/// Some steps over and over.
fn over(times: usize, steps: &[Value]) -> Vec<Value> {
    std::iter::repeat_n(steps, times)
        .flatten()
        .cloned()
        .collect()
}

/// Letters without meaning, and without a stretch that comes twice.
fn babble(letters: usize, seed: u32) -> String {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + (state >> 24) as u8 % 26)
    };
    (0..letters).map(|_| next()).collect()
}

/// Some cards of one person, with a text each.
fn cards(by: &str, prefix: &str, count: usize, text: &str) -> Vec<Value> {
    (1..=count)
        .map(|n| add(by, &format!("{prefix}{n}"), text))
        .collect()
}

/// The same step for some cards.
fn each(prefix: &str, count: usize, step: impl Fn(&str) -> Value) -> Vec<Value> {
    (1..=count).map(|n| step(&format!("{prefix}{n}"))).collect()
}

fn moved(by: &str, card: &str, stage: &str) -> Value {
    json!({"by": by, "do": "move", "card": card, "stage": stage, "lane": "Steps"})
}

fn linked(by: &str, from: &str, to: &str) -> Value {
    json!({"by": by, "do": "link", "from": from, "to": to, "kind": "builds_on"})
}

/// Each trick is a test of its name, and all of them are a list.
macro_rules! tricks {
    ($($name:ident => $trick:expr;)+) => {
        pub fn all() -> Vec<(&'static str, super::Trick)> {
            vec![$((stringify!($name), $trick)),+]
        }
        $(
            #[test]
            fn $name() {
                super::Trick::play(&$trick);
            }
        )+
    };
}
use tricks;

/// `UPDATE_TRICKS=1 cargo test -p workshop adversaries` writes the list in the page anew.
#[test]
fn the_list_in_docs_is_that_of_the_tests() {
    let chapters = [
        ("Typing", typing::all()),
        ("Where text stands", texts::all()),
        ("Cards", cards::all()),
        ("Shaping and being built on", facts::all()),
        ("Seats, scribes and agreements", seats::all()),
    ];
    let tricks = || chapters.iter().flat_map(|(_, all)| all);
    let of_no_use = tricks().filter(|(_, trick)| trick.gains == "0").count();
    let harmless = tricks().filter(|(_, trick)| trick.gains == "0" && trick.others.is_empty());
    let mut list = format!(
        "{} tricks; {of_no_use} of them gain nothing, and {} of these change nobody's points.\n",
        tricks().count(),
        harmless.count()
    );
    for (chapter, all) in chapters {
        write!(
            list,
            "\n## {chapter}\n\n| trick | the thief | others | at most | test |\n|---|---|---|---|---|\n"
        )
        .expect("text takes it");
        for (name, trick) in all {
            list += &trick.row(name);
            list.push('\n');
        }
    }
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/tricks.md"));
    let page = std::fs::read_to_string(path).expect("the page is there");
    let mark = "<!-- the list: from the tests -->\n";
    let (before, told) = page
        .split_once(mark)
        .expect("the page says where the list is");
    if std::env::var_os("UPDATE_TRICKS").is_some() {
        std::fs::write(path, format!("{before}{mark}{list}")).expect("docs can be written");
    } else {
        assert_eq!(told, list, "UPDATE_TRICKS=1 writes the page anew");
    }
}
