//! Why a card was parked, dismissed or decided.

use super::{add, after, by};
use crate::plays::Table;
use serde_json::{Value, json};
use workshop::Workshop;

fn state(by: &str, state: &str, reason: &str) -> Value {
    json!({"by": by, "do": "state", "card": "c", "state": state, "reason": reason})
}

fn reason(table: &Table, card: &str) -> Option<String> {
    let card = table.canvas().card_view(table.card(card));
    card.reason
}

#[test]
fn a_card_tells_why_it_is_parked() {
    let mut table = after(&[
        add("anna", "c", "Text me the price"),
        state("tom", "parked", "  Too dear\r\nthis year "),
    ]);
    assert_eq!(reason(&table, "c").as_deref(), Some("Too dear\nthis year"));
    table
        .step(json!({"by": "tom", "do": "state", "card": "c", "state": "open"}))
        .unwrap();
    assert_eq!(reason(&table, "c"), None);
    table.step(by("tom", "undo")).unwrap();
    assert_eq!(reason(&table, "c").as_deref(), Some("Too dear\nthis year"));
    table.step(by("tom", "undo")).unwrap();
    assert_eq!(reason(&table, "c"), None);
}

#[test]
fn an_empty_reason_is_none() {
    let table = after(&[add("anna", "c", "x"), state("tom", "dismissed", " \n")]);
    assert_eq!(reason(&table, "c"), None);
}

#[test]
fn a_reason_counts_for_nobody() {
    let without = after(&[
        add("anna", "c", "x"),
        json!({"by": "ben", "do": "state", "card": "c", "state": "decided"}),
    ]);
    let with = after(&[
        add("anna", "c", "x"),
        state("ben", "decided", "All of us want it"),
    ]);
    assert_eq!(without.reports(), with.reports());
}

#[test]
fn a_copy_of_a_card_takes_the_reason_along() {
    let mut table = after(&[
        add("anna", "c", "one two"),
        state("tom", "parked", "Later"),
        json!({"by": "ben", "do": "copy", "card": "c", "as": "copied"}),
        json!({"by": "ben", "do": "split", "card": "c", "at": 4, "as": "rest"}),
    ]);
    for card in ["copied", "rest"] {
        assert_eq!(reason(&table, card).as_deref(), Some("Later"));
    }
    // They stand by themselves now.
    table.step(by("tom", "undo")).unwrap();
    assert_eq!(reason(&table, "c"), None);
    assert_eq!(reason(&table, "copied").as_deref(), Some("Later"));
}

#[test]
fn a_reason_is_in_the_file_and_covered_by_the_chain() {
    let table = after(&[add("anna", "c", "x"), state("tom", "parked", "Later")]);
    let saved = table.workshop().to_bytes();
    let opened = Workshop::open(&saved, [1; 32]).expect("it opens");
    assert_eq!(opened.differences, Vec::<String>::new());
    assert_eq!(opened.workshop.to_bytes(), saved);
    let text = String::from_utf8(saved).unwrap();
    let entry = text.replace(
        "\"S\",0,\"parked\",\"Later\"",
        "\"S\",0,\"parked\",\"Never\"",
    );
    assert_ne!(entry, text);
    let code = Workshop::open(entry.as_bytes(), [1; 32])
        .err()
        .map(|error| error.code());
    assert_eq!(code, Some("changed-log"));
}
