//! Cards written without a name, and claimed by their writer's device.

use super::{add, after, by, code, edit, head, is_consistent, letters_of, text};
use crate::plays::{Table, row};
use canvas::chain::sha256_of;
use ownership::report::{Certainty, FactKind, Scope};
use serde_json::{Value, json};
use workshop::Workshop;

const SECRET: &str = "5f1d3a0b8c7e4d2f9a6b1c0d8e7f6a5b";

/// Anna writes `c` without a name, and keeps a secret for it.
fn unnamed(card: &str, words: &str, secret: &str) -> Value {
    let mut step = add("anna", card, words);
    step["anonymous"] = json!(true);
    step["claim"] = json!(sha256_of(secret));
    step
}

fn claim(by: &str, card: &str, secret: &str) -> Value {
    json!({"by": by, "do": "claim", "card": card, "secret": secret})
}

fn points(table: &Table, person: &str) -> Option<String> {
    row(&table.report(), person).map(|row| row.points.clone())
}

#[test]
fn a_claim_makes_the_letters_their_writers() {
    let mut table = after(&[unnamed("c", "Too dear", SECRET)]);
    assert_eq!(points(&table, "anonymous 1").as_deref(), Some("7"));
    table.step(claim("anna", "c", SECRET)).unwrap();
    assert_eq!(points(&table, "anna").as_deref(), Some("7"));
    assert_eq!(points(&table, "anonymous 1"), None);
    let why = table.explanation("anna", Scope::Board);
    assert_eq!(why.words[0].runs[0].certainty, Certainty::Confirmed);
    let card = table.canvas().card_view(table.card("c"));
    assert_eq!(card.creators, ["anna"]);
    assert_eq!(card.letters[0].person, "anna");
    let seats = table.canvas().seats();
    assert_eq!(seats.last().unwrap().claimed_by.as_deref(), Some("anna"));
    is_consistent(&table);
}

#[test]
fn the_letters_count_together_with_what_the_writer_wrote_on_the_card_since() {
    let (long, more) = (letters_of(30, 1), letters_of(30, 2));
    let mut table = after(&[unnamed("c", &long, SECRET), edit("anna", "c", 30, 0, &more)]);
    assert_eq!(points(&table, "anna").as_deref(), Some("30"));
    table.step(claim("anna", "c", SECRET)).unwrap();
    assert_eq!(points(&table, "anna").as_deref(), Some("40"));
    is_consistent(&table);
}

#[test]
fn nobody_earns_structure_on_a_card_that_turns_out_to_be_ones_own() {
    let mut table = after(&[
        unnamed("c", "Too dear", SECRET),
        json!({"by": "anna", "do": "move", "card": "c", "stage": "Use", "lane": "Ideas"}),
        json!({"by": "ben", "do": "copy", "card": "c", "as": "copied"}),
        json!({"by": "anna", "do": "move", "card": "copied", "stage": "Choose", "lane": "Ideas"}),
    ]);
    assert_eq!(points(&table, "anna").as_deref(), Some("10"));
    table.step(claim("anna", "c", SECRET)).unwrap();
    assert_eq!(points(&table, "anna").as_deref(), Some("7"));
    is_consistent(&table);
}

#[test]
fn what_was_built_on_the_card_is_the_writers() {
    let mut table = after(&[
        unnamed("c", "Too dear", SECRET),
        add("ben", "d", "Rebates"),
        json!({"by": "ben", "do": "link", "from": "d", "to": "c", "kind": "builds_on"}),
        claim("anna", "c", SECRET),
    ]);
    let facts = table.explanation("anna", Scope::Board).facts;
    assert_eq!(facts.len(), 1);
    assert_eq!((facts[0].kind, &*facts[0].points), (FactKind::Lineage, "5"));
    // And what the writer built on others' cards is as if it had been said at once.
    table
        .step(json!({"by": "anna", "do": "link", "from": "c", "to": "d", "kind": "builds_on"}))
        .unwrap();
    assert_eq!(row(&table.report(), "ben").unwrap().lineage, "5");
    is_consistent(&table);
}

#[test]
fn a_wrong_secret_is_refused() {
    let mut table = after(&[unnamed("c", "Too dear", SECRET)]);
    assert_eq!(code(table.step(claim("ben", "c", "guess"))), "wrong-secret");
    let hash = sha256_of(SECRET);
    assert_eq!(code(table.step(claim("ben", "c", &hash))), "wrong-secret");
    let long = "x".repeat(1_000_000);
    assert_eq!(code(table.step(claim("ben", "c", &long))), "wrong-secret");
}

#[test]
fn what_has_a_name_or_no_secret_is_not_claimed() {
    let mut nobodys = add("anna", "c", "Too dear");
    nobodys["anonymous"] = json!(true);
    let mut table = after(&[nobodys, add("anna", "d", "x")]);
    assert_eq!(code(table.step(claim("anna", "c", SECRET))), "no-claim");
    assert_eq!(
        code(table.step(claim("anna", "d", SECRET))),
        "not-anonymous"
    );
    assert_eq!(code(table.step(claim("anna", "e", SECRET))), "unknown-name");
}

#[test]
fn a_claim_is_undone_by_the_claimer_only() {
    let mut table = after(&[unnamed("c", "Too dear", SECRET), claim("anna", "c", SECRET)]);
    assert_eq!(code(table.step(by("ben", "undo"))), "nothing-to-undo");
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(points(&table, "anonymous 1").as_deref(), Some("7"));
    // The log has told the secret: it proves nothing of anybody else.
    assert_eq!(code(table.step(claim("ben", "c", SECRET))), "claimed");
    table.step(by("anna", "redo")).unwrap();
    assert_eq!(points(&table, "anna").as_deref(), Some("7"));
    assert_eq!(code(table.step(claim("ben", "c", SECRET))), "claimed");
    is_consistent(&table);
}

#[test]
fn nobody_claims_for_somebody() {
    let mut table = after(&[unnamed("c", "Too dear", SECRET)]);
    for (key, value) in [("for", json!("anna")), ("tidy", json!(true))] {
        let mut step = claim("tom", "c", SECRET);
        step[key] = value;
        assert_eq!(code(table.step(step)), "own-name");
    }
    assert_eq!(
        code(table.step(claim("anonymous 1", "c", SECRET))),
        "unknown-name"
    );
}

#[test]
fn several_cards_of_one_writer_are_several_people() {
    let other = "another secret, drawn by chance";
    let table = after(&[unnamed("c", "one", SECRET), unnamed("d", "two", other)]);
    assert_eq!(points(&table, "anonymous 1").as_deref(), Some("3"));
    assert_eq!(points(&table, "anonymous 2").as_deref(), Some("3"));
    // The same secret would show that they are one.
    let mut table = after(&[unnamed("c", "one", SECRET)]);
    assert_eq!(code(table.step(unnamed("d", "two", SECRET))), "claim-taken");
}

#[test]
fn a_hash_is_one_and_belongs_to_a_card_without_a_name() {
    let mut table = Table::set(head());
    let mut named = unnamed("c", "x", SECRET);
    named["anonymous"] = json!(false);
    assert_eq!(code(table.step(named)), "not-anonymous");
    for hash in ["", "abc", &sha256_of("x").to_uppercase(), &"g".repeat(64)] {
        let mut step = unnamed("c", "x", SECRET);
        step["claim"] = json!(hash);
        assert_eq!(code(table.step(step)), "not-a-hash");
    }
}

#[test]
fn a_card_that_was_merged_or_deleted_can_be_claimed() {
    let mut table = after(&[
        unnamed("c", "Too dear", SECRET),
        add("ben", "d", "x"),
        json!({"by": "ben", "do": "merge", "card": "c", "into": "d"}),
        claim("anna", "c", SECRET),
    ]);
    assert_eq!(text(&table, "d"), "x Too dear");
    assert_eq!(points(&table, "anna").as_deref(), Some("7"));
    let card = table.canvas().card_view(table.card("d"));
    assert_eq!(card.letters[0].person, "anna");
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(points(&table, "anna").as_deref(), Some("0"));
    is_consistent(&table);
}

#[test]
fn the_file_has_no_way_back_before_the_claim_and_tells_after() {
    let mut table = after(&[unnamed("c", "Too dear", SECRET)]);
    let saved = String::from_utf8(table.workshop().to_bytes()).unwrap();
    assert!(!saved.contains(SECRET));
    let written = table.canvas().log().last().unwrap();
    assert_eq!((written.client, &*written.voices), (0, &[][..]));
    table.step(claim("anna", "c", SECRET)).unwrap();
    let saved = String::from_utf8(table.workshop().to_bytes()).unwrap();
    assert!(saved.contains(SECRET));
    // A claim with another secret is no log of ours.
    let forged = saved.replace(SECRET, "00000000000000000000000000000000");
    let code = Workshop::open(forged.as_bytes(), [1; 32])
        .err()
        .unwrap()
        .code();
    assert_eq!(code, "damaged-log");
}
