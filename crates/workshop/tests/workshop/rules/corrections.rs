//! Corrections agreed in the room: whose letters are, said anew.

use super::{add, after, by, code, edit, is_consistent, letters_of, words};
use crate::plays::{Table, number, row};
use num_rational::BigRational;
use ownership::report::{Certainty, Report, Scope};
use serde_json::{Value, json};

fn reassign(card: &str, at: usize, length: usize, to: &[&str]) -> Value {
    json!({
        "by": "tom", "do": "reassign", "card": card, "at": at, "length": length, "to": to,
        "reason": "Ben had said it first", "agreed": ["anna"],
    })
}

fn points(report: &Report, person: &str) -> BigRational {
    number(&row(report, person).unwrap().points)
}

#[test]
fn letters_become_somebody_elses() {
    let mut table = after(&[add("anna", "c", "The price first")]);
    table.step(reassign("c", 4, 5, &["ben"])).unwrap();
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("8".into(), "5".into())
    );
    let why = table.explanation("ben", Scope::Board);
    let run = &why.words[0].runs[0];
    assert_eq!(why.words[0].origin, "card c");
    assert_eq!(
        (run.from, run.to, run.certainty),
        (4, 9, Certainty::Confirmed)
    );
    // Who wrote it and what made it his.
    let last = table.canvas().next();
    assert_eq!((run.entry, run.corrected), (last - 1, Some(last)));
    let card = table.canvas().card_view(table.card("c"));
    let letters: Vec<_> = card
        .letters
        .iter()
        .map(|of| (&*of.person, of.letters))
        .collect();
    assert_eq!(letters, [("anna", 8), ("ben", 5)]);
    is_consistent(&table);
}

#[test]
fn it_is_about_the_letters_wherever_they_go() {
    let mut table = after(&[
        add("anna", "c", "The price"),
        json!({"by": "kim", "do": "copy", "card": "c", "as": "copied"}),
        add("kim", "d", ""),
        reassign("c", 0, 9, &["ben"]),
        json!({"by": "kim", "do": "transfer", "from": "c", "at": 0, "length": 9, "to": "d", "to_at": 0}),
    ]);
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("0".into(), "8".into())
    );
    // The copy is the same letters.
    let card = table.canvas().card_view(table.card("copied"));
    assert_eq!(card.letters[0].person, "ben");
    table
        .step(json!({"by": "kim", "do": "delete", "card": "d"}))
        .unwrap();
    assert_eq!(words(&table, "ben"), "8");
    is_consistent(&table);
}

#[test]
fn several_people_share_them() {
    let mut table = after(&[add("anna", "c", "abc")]);
    table.step(reassign("c", 0, 3, &["ben", "kim"])).unwrap();
    assert_eq!(
        (words(&table, "ben"), words(&table, "kim")),
        ("3/2".into(), "3/2".into())
    );
    assert_eq!(table.report().total, "3");
    is_consistent(&table);
}

#[test]
fn it_is_undone_and_redone() {
    let mut table = after(&[add("anna", "c", "abc"), reassign("c", 0, 3, &["ben"])]);
    table.step(by("tom", "undo")).unwrap();
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("3".into(), "0".into())
    );
    is_consistent(&table);
    table.step(by("tom", "redo")).unwrap();
    assert_eq!(words(&table, "ben"), "3");
    is_consistent(&table);
}

#[test]
fn a_later_correction_counts_and_stands_in_the_way_of_undo() {
    let mut scenario = super::head();
    scenario["people"][3]["facilitator"] = json!(true);
    let mut again = reassign("c", 0, 2, &["kim"]);
    again["by"] = json!("sue");
    let steps = [
        add("anna", "c", "abc"),
        reassign("c", 0, 3, &["ben"]),
        again,
    ];
    let mut table = Table::replayed(&scenario, &steps).unwrap();
    assert_eq!(
        (words(&table, "ben"), words(&table, "kim")),
        ("1".into(), "2".into())
    );
    assert_eq!(code(table.step(by("tom", "undo"))), "built-on");
    table.step(by("sue", "undo")).unwrap();
    assert_eq!(words(&table, "ben"), "3");
    table.step(by("tom", "undo")).unwrap();
    assert_eq!(words(&table, "anna"), "3");
    is_consistent(&table);
}

#[test]
fn letters_that_were_only_typed_again_stay_what_they_repeat() {
    let sentence = "Nobody answers the telephone";
    let mut table = after(&[add("anna", "c", sentence), add("kim", "d", sentence)]);
    assert_eq!(
        (words(&table, "anna"), words(&table, "kim")),
        ("25".into(), "0".into())
    );
    // On the card where it was typed again, as on the one where it was first.
    table.step(reassign("d", 0, 28, &["ben"])).unwrap();
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("0".into(), "25".into())
    );
    is_consistent(&table);
    table
        .step(json!({"by": "kim", "do": "delete", "card": "c"}))
        .unwrap();
    assert_eq!(words(&table, "ben"), "25");
    is_consistent(&table);
    table.step(by("tom", "undo")).unwrap();
    assert_eq!(words(&table, "anna"), "25");
    is_consistent(&table);
}

#[test]
fn what_the_cap_held_back_is_not_set_free() {
    let (long, more) = (letters_of(100, 1), letters_of(100, 2));
    let mut table = after(&[add("anna", "c", &long)]);
    assert_eq!(table.report().total, "40");
    table.step(reassign("c", 0, 70, &["ben"])).unwrap();
    assert_eq!(table.report().total, "40");
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("0".into(), "40".into())
    );
    table.step(reassign("c", 0, 60, &["kim"])).unwrap();
    // Ben's ten letters, thirty of Kim's sixty, and nothing of Anna's thirty.
    assert_eq!(table.report().total, "40");
    assert_eq!(
        (words(&table, "ben"), words(&table, "kim")),
        ("10".into(), "30".into())
    );
    is_consistent(&table);
    // Whoever goes on writing takes nothing from them.
    table.step(edit("anna", "c", 100, 0, &more)).unwrap();
    assert_eq!(
        (words(&table, "ben"), words(&table, "kim")),
        ("10".into(), "30".into())
    );
    assert_eq!(table.report().total, "40");
    is_consistent(&table);
}

#[test]
fn nobody_has_more_than_the_cap_from_one_text() {
    let (one, other) = (letters_of(30, 1), letters_of(30, 2));
    let mut table = after(&[add("anna", "c", &one), edit("ben", "c", 30, 0, &other)]);
    table.step(reassign("c", 0, 30, &["ben"])).unwrap();
    assert_eq!(words(&table, "ben"), "40");
    is_consistent(&table);
}

#[test]
fn what_a_creator_may_not_give_to_himself_goes_to_nobody_else() {
    // Ben builds on a card that is half his own.
    let mut table = after(&[
        add("anna", "c", "aaaaa"),
        edit("ben", "c", 5, 0, "bbbbb"),
        add("ben", "d", "ddddd"),
        json!({"by": "ben", "do": "link", "from": "d", "to": "c", "kind": "builds_on"}),
    ]);
    let before = table.report();
    assert_eq!(row(&before, "anna").unwrap().lineage, "5/2");
    table.step(reassign("c", 5, 5, &["kim"])).unwrap();
    let after = table.report();
    assert_eq!(row(&after, "anna").unwrap().lineage, "5/2");
    assert_eq!(row(&after, "kim").unwrap().lineage, "0");
    assert!(number(&after.total) <= number(&before.total));
    is_consistent(&table);
    // And what becomes the creator's own is given no more.
    table.step(reassign("c", 0, 5, &["ben"])).unwrap();
    assert_eq!(row(&table.report(), "anna").unwrap().lineage, "0");
    is_consistent(&table);
}

#[test]
fn a_claim_after_it_takes_nothing_back() {
    let secret = "drawn by chance";
    let mut unnamed = add("anna", "c", "abcdef");
    unnamed["anonymous"] = json!(true);
    unnamed["claim"] = json!(canvas::chain::sha256_of(secret));
    let mut table = after(&[unnamed, reassign("c", 0, 3, &["ben"])]);
    table
        .step(json!({"by": "anna", "do": "claim", "card": "c", "secret": secret}))
        .unwrap();
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("3".into(), "3".into())
    );
    is_consistent(&table);
}

#[test]
fn a_share_is_as_sure_as_what_was_agreed() {
    let mut card = add("tom", "c", "abcdef");
    card["for"] = json!("anna");
    let mut table = after(&[card]);
    assert_eq!(
        row(&table.report(), "anna")
            .unwrap()
            .share
            .unwrap()
            .low_of_1000,
        0
    );
    table.step(reassign("c", 0, 3, &["ben"])).unwrap();
    let report = table.report();
    assert_eq!(row(&report, "ben").unwrap().share.unwrap().low_of_1000, 500);
    assert_eq!(row(&report, "anna").unwrap().share.unwrap().low_of_1000, 0);
    assert_eq!(points(&report, "ben"), number("3"));
}

#[test]
fn what_is_missing_is_refused() {
    let mut tidied = edit("tom", "c", 3, 0, " xyz");
    tidied["tidy"] = json!(true);
    let mut table = after(&[add("anna", "c", "abc"), add("anna", "gone", "x"), tidied]);
    table
        .step(json!({"by": "anna", "do": "delete", "card": "gone"}))
        .unwrap();
    let with = |key: &str, value: Value| {
        let mut step = reassign("c", 0, 3, &["ben"]);
        step[key] = value;
        step
    };
    let refused = [
        ("facilitators-only", with("by", json!("anna"))),
        ("own-name", with("for", json!("anna"))),
        ("own-name", with("tidy", json!(true))),
        ("nobody", with("to", json!([]))),
        ("unknown-name", with("to", json!(["nobody"]))),
        ("unknown-name", with("to", json!(["template"]))),
        ("no-reason", with("reason", json!(" \n"))),
        ("not-agreed", with("agreed", json!([]))),
        ("not-agreed", with("agreed", json!(["tom"]))),
        ("unknown-name", with("agreed", json!(["nobody"]))),
        ("past-the-end", with("length", json!(99))),
        ("nobodys-letters", with("length", json!(0))),
        ("deleted", with("card", json!("gone"))),
    ];
    for (expected, step) in refused {
        assert_eq!(code(table.step(step.clone())), expected, "{step}");
    }
    let mut deserted = with("at", json!(4));
    deserted["length"] = json!(1);
    // What tidying up added beside Anna's letters is hers; a word apart is nobody's.
    let nobodys = table.step(deserted);
    assert_eq!(code(nobodys), "nobodys-letters");
}

#[test]
fn nobodys_letters_that_somebody_typed_again_stay_nobodys() {
    let said = "Find out what customers wait for";
    let mut tidy = add("tom", "t", said);
    tidy["tidy"] = json!(true);
    let table = after(&[
        tidy,
        add("anna", "c", &format!("Well. {said}")),
        reassign("c", 0, 38, &["ben"]),
    ]);
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("0".into(), "4".into())
    );
    is_consistent(&table);
}

#[test]
fn an_unnamed_writer_whose_cap_went_along_is_still_told() {
    let mut unnamed = add("anna", "c", &letters_of(80, 1));
    unnamed["anonymous"] = json!(true);
    let table = after(&[unnamed, reassign("c", 0, 40, &["ben"])]);
    let report = table.report();
    let row = row(&report, "anonymous 1").unwrap();
    assert_eq!((&*row.letters, &*row.points), ("40", "0"));
    assert_eq!(words(&table, "ben"), "40");
    is_consistent(&table);
}
