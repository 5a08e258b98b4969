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
mod undo;

use crate::plays::{Table, figure};
use serde_json::{Value, json};

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
