//! The rules of scenarios, one small workshop each: what is accepted, what is refused and with
//! which words, what undo takes back, and what a late edit means.

mod base;
mod broken;
mod claims;
mod confirming;
mod corrections;
mod declared;
mod feelings;
mod following;
mod ideas;
mod pictures;
mod reasons;
mod redaction;
mod refusals;
mod retyped;
mod seats;
mod undo;

use crate::plays::{Table, figure, number, row};
use num_rational::BigRational;
use ownership::Ownership;
use serde_json::{Value, json};
use workshop::Workshop;

/// Two customers, two of the staff (one of them leads) and a visitor.
pub fn head() -> Value {
    json!({
        "scenario": 1, "title": "",
        "people": [
            {"id": "anna", "name": "Anna", "side": "customer"},
            {"id": "ben", "name": "Ben", "side": "customer"},
            {"id": "tom", "name": "Tom", "side": "staff", "facilitator": true},
            {"id": "sue", "name": "Sue", "side": "staff"},
            {"id": "kim", "name": "Kim", "side": "other"}
        ],
        "stages": ["Choose", "Use"], "lanes": ["Steps", "Ideas"], "steps": []
    })
}

/// A workshop after some steps, each as `who do …`: `json!` objects in short.
pub fn after(steps: &[Value]) -> Table {
    Table::replayed(&head(), steps).unwrap_or_else(|why| panic!("{why}"))
}

pub fn add(by: &str, card: &str, text: &str) -> Value {
    json!({"by": by, "do": "add", "card": card, "stage": "Choose", "lane": "Steps", "text": text})
}

pub fn edit(by: &str, card: &str, at: usize, delete: usize, insert: &str) -> Value {
    json!({"by": by, "do": "edit", "card": card, "at": at, "delete": delete, "insert": insert})
}

/// So many letters, of which no stretch repeats another.
pub fn letters_of(length: usize, seed: u32) -> String {
    let mut number = seed;
    let letter = |_| {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + (number >> 24) as u8 % 26)
    };
    (0..length).map(letter).collect()
}

pub fn by(by: &str, what: &str) -> Value {
    json!({"by": by, "do": what})
}

/// The same, by somebody who had seen only the first steps.
pub fn late(mut step: Value, base: usize) -> Value {
    step["base"] = json!(base);
    step
}

pub fn text(table: &Table, card: &str) -> String {
    table
        .canvas()
        .text(table.canvas().card(table.card(card)).text)
}

/// A person's letters in the result.
pub fn letters(table: &Table, person: &str) -> String {
    figure(&table.report(), person, |row| &row.letters).to_string()
}

pub fn words(table: &Table, person: &str) -> String {
    row(&table.report(), person).unwrap().words.clone()
}

/// The code with which a step was refused.
pub fn code(refusal: Result<(), String>) -> String {
    let refusal = refusal.expect_err("it is refused");
    refusal.rsplit(['[', ']']).nth(1).unwrap().to_owned()
}

/// It stands live as the log says it, every explanation adds up, and the file says the same.
pub fn is_consistent(table: &Table) {
    for report in table.reports() {
        let again = Ownership::of(table.canvas(), report.scope).report(table.canvas());
        assert_eq!(report, again);
        for person in &report.people {
            let why = table.explanation(&person.id, report.scope);
            let words: BigRational = why.words.iter().map(|o| number(&o.points)).sum();
            assert_eq!(words, number(&person.words), "{}", person.id);
        }
    }
    let saved = table.workshop().to_bytes();
    let opened = Workshop::open(&saved, [1; 32]).expect("it opens");
    assert_eq!(opened.differences, Vec::<String>::new());
    assert_eq!(opened.workshop.to_bytes(), saved);
}
