//! What is accepted and what is refused.

use super::{add, after, by, edit, head};
use crate::plays::Table;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A living card `c` with a text, a second one `d`, a deleted `gone` and a merged `merged`.
fn set() -> Vec<Value> {
    vec![
        add("anna", "c", "Hello"),
        add("ben", "d", "World"),
        add("ben", "gone", "away"),
        json!({"by": "ben", "do": "delete", "card": "gone"}),
        add("ben", "merged", "into"),
        json!({"by": "ben", "do": "merge", "card": "merged", "into": "d"}),
        json!({"by": "sue", "do": "group", "group": "g", "name": "Greetings", "cards": ["d"]}),
    ]
}

#[test]
fn accepted_is_what_changes_nothing_or_is_out_of_the_result() {
    let accepted = [
        add("anna", "empty", ""),
        json!({"by": "anna", "do": "add", "card": "bare", "stage": "Use", "lane": "Ideas"}),
        json!({"by": "anna", "do": "group", "group": "nameless", "name": "", "cards": ["c"]}),
        json!({"by": "anna", "do": "group", "group": "bare", "cards": []}),
        json!({"by": "anna", "do": "move", "card": "c", "stage": "Choose", "lane": "Steps"}),
        json!({"by": "anna", "do": "state", "card": "c", "state": "open"}),
        edit("anna", "c", 0, 0, ""),
        edit("anna", "c", 5, 0, ""),
        json!({"by": "anna", "do": "set_text", "card": "c", "text": "Hello"}),
        json!({"by": "anna", "do": "link", "from": "c", "to": "d", "kind": "leads_to"}),
        json!({"by": "ben", "do": "link", "from": "c", "to": "d", "kind": "leads_to"}),
        json!({"by": "anna", "do": "unlink", "from": "d", "to": "c", "kind": "leads_to"}),
        json!({"by": "anna", "do": "ungroup", "cards": ["c"]}),
        json!({"by": "anna", "do": "vote", "card": "c", "votes": 0}),
        json!({"by": "anna", "do": "vote", "card": "c", "votes": 1000}),
        json!({"by": "anna", "do": "state", "card": "c", "state": "parked"}),
        edit("ben", "c", 5, 0, "!"),
        json!({"by": "anna", "do": "state", "card": "c", "state": "dismissed"}),
        json!({"by": "ben", "do": "move", "card": "c", "stage": "Use", "lane": "Ideas"}),
        json!({"by": "ben", "do": "transfer", "from": "c", "at": 0, "length": 2, "to": "c", "to_at": 1, "keep": false}),
        json!({"by": "ben", "do": "transfer", "from": "c", "at": 0, "length": 0, "to": "d", "to_at": 0}),
        json!({"by": "anna", "do": "edit", "card": "c", "at": 0, "for": "anna"}),
        json!({"by": "anna", "do": "edit", "card": "c", "at": 0, "insert": "x", "for": ["anna", "ben"]}),
        json!({"by": "tom", "do": "edit", "card": "c", "at": 0, "insert": "x", "for": ["anna", "sue", "kim"]}),
        json!({"by": "anna", "do": "confirm", "card": "c"}),
    ];
    let mut table = after(&set());
    for step in accepted {
        assert_eq!(table.step(step.clone()), Ok(()), "{step}");
    }
}

/// What is refused after [`set`], with the code of the refusal.
fn refused() -> Vec<(&'static str, Value)> {
    let on_deleted = |step: Value| ("deleted", step);
    let mut refused: Vec<(&str, Value)> = ["gone", "merged"]
        .into_iter()
        .flat_map(|card| {
            [
                on_deleted(edit("anna", card, 0, 0, "x")),
                on_deleted(json!({"by": "anna", "do": "set_text", "card": card, "text": ""})),
                on_deleted(json!({"by": "anna", "do": "copy", "card": card, "as": "new"})),
                on_deleted(json!({"by": "anna", "do": "split", "card": card, "at": 0, "as": "new"})),
                on_deleted(json!({"by": "anna", "do": "merge", "card": card, "into": "c"})),
                on_deleted(json!({"by": "anna", "do": "merge", "card": "c", "into": card})),
                on_deleted(json!({"by": "anna", "do": "move", "card": card, "stage": "Use", "lane": "Ideas"})),
                on_deleted(json!({"by": "anna", "do": "state", "card": card, "state": "decided"})),
                on_deleted(json!({"by": "anna", "do": "delete", "card": card})),
                on_deleted(json!({"by": "anna", "do": "group", "group": "g", "cards": [card]})),
                on_deleted(json!({"by": "anna", "do": "ungroup", "cards": ["c", card]})),
                on_deleted(json!({"by": "anna", "do": "link", "from": card, "to": "c", "kind": "builds_on"})),
                on_deleted(json!({"by": "anna", "do": "link", "from": "c", "to": card, "kind": "builds_on"})),
                on_deleted(json!({"by": "anna", "do": "unlink", "from": "c", "to": card, "kind": "builds_on"})),
                on_deleted(json!({"by": "anna", "do": "rate", "card": card, "expected": 1, "worked": 1, "felt": 1})),
                on_deleted(json!({"by": "anna", "do": "vote", "card": card, "votes": 1})),
                on_deleted(json!({"by": "anna", "do": "promise", "card": card, "text": "", "owner": "anna", "due": "2027-01-31"})),
                on_deleted(json!({"by": "anna", "do": "confirm", "card": card})),
                on_deleted(json!({"by": "anna", "do": "transfer", "from": card, "at": 0, "length": 0, "to": "c", "to_at": 0})),
                on_deleted(json!({"by": "anna", "do": "transfer", "from": "c", "at": 0, "length": 0, "to": card, "to_at": 0})),
            ]
        })
        .collect();
    refused.extend([
        ("not-deleted", json!({"by": "anna", "do": "restore", "card": "c"})),
        ("merged", json!({"by": "anna", "do": "restore", "card": "merged"})),
        ("itself", json!({"by": "anna", "do": "link", "from": "c", "to": "c", "kind": "builds_on"})),
        ("itself", json!({"by": "anna", "do": "unlink", "from": "c", "to": "c", "kind": "builds_on"})),
        ("itself", json!({"by": "anna", "do": "merge", "card": "c", "into": "c"})),
        ("name-taken", json!({"by": "anna", "do": "copy", "card": "c", "as": "c"})),
        ("name-taken", add("anna", "gone", "")),
        ("name-taken", json!({"by": "anna", "do": "split", "card": "c", "at": 0, "as": "d"})),
        ("other-side", json!({"by": "anna", "do": "edit", "card": "c", "at": 0, "insert": "x", "for": "sue"})),
        ("other-side", json!({"by": "anna", "do": "move", "card": "c", "stage": "Use", "lane": "Ideas", "for": ["ben", "kim"]})),
        ("other-side", json!({"by": "kim", "do": "vote", "card": "c", "votes": 1, "for": "anna"})),
        ("facilitators-only", json!({"by": "anna", "do": "confirm", "card": "c", "for": "ben"})),
        ("facilitators-only", json!({"by": "sue", "do": "confirm", "card": "c", "for": ["sue", "anna"]})),
        ("facilitators-only", json!({"by": "sue", "do": "move", "card": "c", "stage": "Use", "lane": "Ideas", "tidy": true})),
        ("one-person", json!({"by": "tom", "do": "vote", "card": "c", "votes": 1, "for": ["anna", "ben"]})),
        ("one-person", json!({"by": "tom", "do": "rate", "card": "c", "expected": 1, "worked": 1, "felt": 1, "for": ["anna", "ben"]})),
        ("unknown-name", edit("anna", "nocard", 0, 0, "")),
        ("unknown-name", json!({"by": "nobody", "do": "undo"})),
        ("unknown-name", json!({"by": "anna", "do": "edit", "card": "c", "at": 0, "for": "nobody"})),
        ("unknown-name", json!({"by": "anna", "do": "move", "card": "c", "stage": "Nowhere", "lane": "Steps"})),
        ("unknown-name", json!({"by": "anna", "do": "move", "card": "c", "stage": "Choose", "lane": "Nowhere"})),
        ("unknown-name", json!({"by": "anna", "do": "move", "card": "c", "stage": "Steps", "lane": "Choose"})),
        ("unknown-name", json!({"by": "anna", "do": "add", "card": "new", "stage": "Nowhere", "lane": "Steps", "text": ""})),
        ("unknown-name", json!({"by": "anna", "do": "promise", "card": "c", "text": "", "owner": "nobody", "due": "2027-01-31"})),
        ("unknown-name", json!({"by": "anna", "do": "link", "from": "c", "to": "nocard", "kind": "builds_on"})),
        ("unknown-name", json!({"by": "anna", "do": "restore", "card": "nocard"})),
        ("unknown-name", json!({"by": "anna", "do": "rename", "what": "group", "id": "nogroup", "text": ""})),
        ("past-the-end", edit("anna", "c", 6, 0, "x")),
        ("past-the-end", edit("anna", "c", 0, 6, "")),
        ("past-the-end", edit("anna", "c", usize::MAX, 1, "")),
        ("past-the-end", json!({"by": "anna", "do": "split", "card": "c", "at": 6, "as": "new"})),
        ("past-the-end", json!({"by": "anna", "do": "transfer", "from": "c", "at": 0, "length": 6, "to": "d", "to_at": 0})),
        ("past-the-end", json!({"by": "anna", "do": "transfer", "from": "c", "at": 0, "length": 5, "to": "c", "to_at": 1, "keep": false})),
        ("past-the-end", json!({"by": "anna", "do": "transfer", "from": "c", "at": 0, "length": 5, "to": "c", "to_at": 6, "keep": true})),
        ("out-of-range", json!({"by": "anna", "do": "rate", "card": "c", "expected": 0, "worked": 1, "felt": 1})),
        ("out-of-range", json!({"by": "anna", "do": "rate", "card": "c", "expected": 1, "worked": 8, "felt": 1})),
        ("out-of-range", json!({"by": "anna", "do": "feeling", "percent": 101})),
        ("not-a-date", json!({"by": "anna", "do": "promise", "card": "c", "text": "", "owner": "anna", "due": "2027-02-29"})),
        ("not-a-date", json!({"by": "anna", "do": "promise", "card": "c", "text": "", "owner": "anna", "due": "soon"})),
        ("not-empty", json!({"by": "anna", "do": "remove_stage", "stage": "Choose"})),
        ("nothing-to-undo", by("kim", "undo")),
        ("nothing-to-take-back", json!({"by": "kim", "do": "undo", "within_ms": 60_000})),
        ("nothing-to-redo", by("anna", "redo")),
        ("not-yet", json!({"by": "anna", "do": "state", "card": "c", "state": "open", "base": 99})),
        ("nobody", json!({"do": "state", "card": "c", "state": "open"})),
        ("not-a-step", json!({"by": "anna", "do": "frobnicate", "card": "c"})),
        ("not-a-step", json!({"by": "anna", "do": "edit", "card": "c", "at": "0"})),
        ("not-a-step", json!({"by": "anna", "do": "edit", "card": "c", "at": -1})),
        ("not-a-step", json!({"by": "anna", "do": "edit", "card": "c", "at": 0.5})),
        ("not-a-step", json!({"by": "anna", "do": "edit", "card": "c"})),
        ("not-a-step", json!({"by": "anna", "do": "edit", "card": "c", "at": 0, "insert": 5})),
        ("not-a-step", json!({"by": "anna", "do": "state", "card": "c", "state": "done"})),
        ("not-a-step", json!({"by": "anna", "do": "link", "from": "c", "to": "d", "kind": "likes"})),
        ("not-a-step", json!({"by": "anna", "do": "vote", "card": "c", "votes": -1})),
        ("not-a-step", json!({"by": "anna", "do": "vote", "card": "c", "votes": 1, "base": -1})),
        ("not-a-step", json!({"by": "anna", "do": "vote", "card": "c", "votes": 1, "tidy": "yes"})),
        ("not-a-step", json!({"by": 7, "do": "undo"})),
        ("not-a-step", json!("undo")),
        ("not-a-step", Value::Null),
    ]);
    refused
}

/// The text of a refusal ends with its code.
fn code(refusal: &str) -> &str {
    refusal.rsplit(['[', ']']).nth(1).expect("a code")
}

#[test]
fn refused_is_said_with_a_code_and_nothing_changes() {
    let mut table = after(&set());
    let saved = table.workshop().to_bytes();
    for (expected, step) in refused() {
        let refusal = table.step(step.clone()).expect_err(&step.to_string());
        assert_eq!(code(&refusal), expected, "{step}: {refusal}");
        assert!(
            saved == table.workshop().to_bytes(),
            "{step} changed something"
        );
    }
}

#[test]
fn every_refusal_says_what_is_wrong_and_what_would_be_right() {
    let mut table = after(&set());
    let mut texts = String::new();
    let mut said: Vec<String> = Vec::new();
    for (_, step) in refused() {
        let refusal = table.step(step.clone()).expect_err("refused");
        if !said.contains(&refusal) {
            writeln!(texts, "{refusal}\n    {step}").unwrap();
            said.push(refusal);
        }
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn two_people_have_two_ids() {
    let mut twice = head();
    twice["people"][1]["id"] = json!("anna");
    let refused = crate::plays::scenario(&twice)
        .play("", [0; 32], None)
        .err()
        .expect("refused");
    assert_eq!((refused.step, refused.refusal.code), (None, "name-taken"));
}

#[test]
fn a_refused_step_does_not_count_for_the_next_ones() {
    let mut table = Table::set(head());
    table.step(add("anna", "c", "ab")).unwrap();
    table.step(edit("anna", "c", 9, 0, "x")).unwrap_err();
    // The first step is the only one that was made.
    table
        .step(super::late(edit("ben", "c", 2, 0, "c"), 2))
        .unwrap_err();
    table
        .step(super::late(edit("ben", "c", 2, 0, "c"), 1))
        .unwrap();
    assert_eq!(super::text(&table, "c"), "abc");
}
