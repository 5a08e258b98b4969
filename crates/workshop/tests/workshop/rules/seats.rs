//! Two seats that are one person's.

use super::{add, after, by, code, edit, is_consistent, letters, text, words};
use crate::plays::row;
use ownership::report::{Certainty, Scope};
use serde_json::{Value, json};
use workshop::Workshop;

fn same(person: &str, of: &str) -> Value {
    json!({"by": "tom", "do": "same_person", "id": person, "as": of})
}

fn apart(person: &str) -> Value {
    json!({"by": "tom", "do": "same_person", "id": person})
}

#[test]
fn what_was_done_from_both_counts_for_the_one_that_is_kept() {
    let mut table = after(&[
        add("anna", "c1", "Five letters"),
        add("ben", "c2", "Nine"),
        json!({"by": "ben", "do": "move", "card": "c1", "stage": "Use", "lane": "Ideas"}),
    ]);
    let before = table.report();
    assert_eq!(row(&before, "ben").unwrap().structure, "5");
    table.step(same("ben", "anna")).unwrap();
    let report = table.report();
    assert!(row(&report, "ben").is_none());
    let anna = row(&report, "anna").unwrap();
    // Nobody earns structure on a card of their own.
    assert_eq!((&*anna.words, &*anna.structure), ("15", "0"));
    let card = table.canvas().card_view(table.card("c2"));
    assert_eq!(card.creators, ["anna"]);
    assert_eq!(card.letters[0].person, "anna");
    let seats = table.canvas().seats();
    assert_eq!(seats[1].same_as.as_deref(), Some("anna"));
    let customers = &report.sides[0];
    assert_eq!(customers.heads, 1);
    is_consistent(&table);
    table.step(apart("ben")).unwrap();
    assert_eq!(table.report(), before);
    is_consistent(&table);
}

#[test]
fn it_is_taken_back_like_anything_else() {
    let mut table = after(&[add("anna", "c1", "Five"), add("ben", "c2", "Nine")]);
    let before = table.report();
    table.step(same("ben", "anna")).unwrap();
    table.step(by("tom", "undo")).unwrap();
    assert_eq!(table.report(), before);
    table.step(by("tom", "redo")).unwrap();
    assert_eq!(letters(&table, "anna"), "8");
    is_consistent(&table);
}

#[test]
fn what_another_seat_took_back_of_the_joining_can_be_done_again_by_who_said_it() {
    let mut table = after(&[add("anna", "c1", "Five"), add("tom", "c2", "Nine")]);
    table.step(same("tom", "anna")).unwrap();
    let joined = table.report();
    // As one person, anna takes back what tom said; by that, they are two again.
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(letters(&table, "anna"), "4");
    assert_eq!(code(table.step(by("anna", "redo"))), "nothing-to-redo");
    table.step(by("tom", "redo")).unwrap();
    assert_eq!(table.report(), joined);
    is_consistent(&table);
}

#[test]
fn the_cap_of_one_text_is_one_persons() {
    let long = super::letters_of(30, 3);
    let more = super::letters_of(30, 4);
    let mut table = after(&[add("anna", "c1", &long), edit("ben", "c1", 30, 0, &more)]);
    table.step(same("ben", "anna")).unwrap();
    assert_eq!(letters(&table, "anna"), "60");
    assert_eq!(words(&table, "anna"), "40");
}

#[test]
fn a_letter_of_both_is_a_whole_letter() {
    let mut step = add("tom", "c1", "Both");
    step["for"] = json!(["anna", "ben", "sue"]);
    let mut table = after(&[step, same("ben", "anna")]);
    assert_eq!(letters(&table, "anna"), "2");
    assert_eq!(letters(&table, "sue"), "2");
    table.step(same("sue", "anna")).unwrap();
    assert_eq!(letters(&table, "anna"), "4");
    is_consistent(&table);
}

#[test]
fn what_one_device_wrote_for_the_other_is_sure() {
    let mut step = add("ben", "c1", "For Anna");
    step["for"] = json!("anna");
    let mut table = after(&[step]);
    let certainty = |table: &crate::plays::Table| {
        table.explanation("anna", Scope::Board).words[0].runs[0].certainty
    };
    assert_eq!(certainty(&table), Certainty::Attributed);
    table.step(same("ben", "anna")).unwrap();
    assert_eq!(certainty(&table), Certainty::Confirmed);
    is_consistent(&table);
}

#[test]
fn of_two_ballots_the_later_stands() {
    let vote = |by: &str, votes: u32| json!({"by": by, "do": "vote", "card": "c1", "votes": votes});
    let table = after(&[
        add("sue", "c1", "Choose me"),
        vote("ben", 3),
        vote("anna", 1),
        vote("sue", 2),
        same("ben", "anna"),
    ]);
    let votes = |table: &crate::plays::Table| {
        let card = table.canvas().card_view(table.card("c1"));
        let votes = card.votes.into_iter();
        votes
            .map(|vote| (vote.person, vote.votes))
            .collect::<Vec<_>>()
    };
    let two = vec![("anna".to_owned(), 1), ("sue".to_owned(), 2)];
    assert_eq!(votes(&table), two);
    let say = row(&table.report(), "anna").unwrap().had_a_say;
    assert_eq!((say.given, say.offered), (1, 1));
    is_consistent(&table);
}

#[test]
fn in_a_round_one_person_has_one_ballot() {
    let round = json!({"by": "tom", "do": "open_round", "round": "r", "asks":
        {"is": "votes", "budget": 3, "per_card": 3, "own_cards": true}, "cards": ["c1"]});
    let vote = |by: &str, votes: u32| json!({"by": by, "do": "vote", "card": "c1", "votes": votes});
    let table = after(&[
        add("sue", "c1", "Choose me"),
        round,
        vote("anna", 1),
        vote("ben", 3),
        same("ben", "anna"),
        json!({"by": "tom", "do": "close_round", "round": "r"}),
    ]);
    let rounds = table.canvas().round_views();
    let result = rounds[0].result.as_ref().unwrap();
    assert_eq!((result.voters, result.votes("c1", None)), (1, 3));
    is_consistent(&table);
}

#[test]
fn a_person_takes_back_what_they_did_from_either_seat() {
    let mut table = after(&[
        add("ben", "c1", "First"),
        edit("anna", "c1", 5, 0, " and last"),
        same("ben", "anna"),
    ]);
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(text(&table, "c1"), "First");
    table.step(by("anna", "undo")).unwrap();
    assert!(!table.canvas().is_alive(table.card("c1")));
    table.step(by("anna", "redo")).unwrap();
    table.step(by("anna", "redo")).unwrap();
    assert_eq!(text(&table, "c1"), "First and last");
    is_consistent(&table);
}

#[test]
fn what_does_not_make_sense_is_refused() {
    let mut table = after(&[same("ben", "anna")]);
    assert_eq!(code(table.step(same("anna", "ben"))), "same-already");
    assert_eq!(code(table.step(same("sue", "sue"))), "same-already");
    assert_eq!(code(table.step(apart("sue"))), "one-seat");
    assert_eq!(code(table.step(same("sue", "nobody"))), "unknown-name");
    // A third seat comes along, and the second one's with it.
    table.step(same("anna", "sue")).unwrap();
    let seats = table.canvas().seats();
    let kept = seats.iter().map(|seat| seat.same_as.as_deref());
    assert_eq!(
        kept.collect::<Vec<_>>(),
        [Some("sue"), Some("sue"), None, None, None]
    );
    is_consistent(&table);
}

#[test]
fn what_is_taken_out_of_one_person_is_taken_out_of_both_seats() {
    let table = after(&[
        add("ben", "c1", "My secret"),
        add("sue", "c2", "Stays"),
        same("ben", "anna"),
    ]);
    let opened = Workshop::open(&table.workshop().to_bytes(), [2; 32]).unwrap();
    let mut workshop = opened.workshop;
    workshop.redact(Some("anna"), Some("tom"), 9).unwrap();
    let saved = String::from_utf8(workshop.to_bytes()).unwrap();
    for gone in ["My secret", "Anna", "Ben"] {
        assert!(!saved.contains(gone), "{gone}");
    }
    assert!(saved.contains("Stays") && saved.contains("Tom"));
    let mut after = workshop.report();
    for (row, before) in after.people.iter_mut().zip(table.report().people) {
        row.name = before.name;
    }
    assert_eq!(after, table.report());
}

#[test]
fn a_correction_of_what_was_typed_again_follows_whom_it_gave_the_letters_to() {
    let words = "Nobody tells me when it arrives";
    let mut table = after(&[
        add("anna", "c1", words),
        add("anna", "c2", words),
        json!({
            "by": "tom", "do": "reassign", "card": "c2", "at": 0, "length": words.len(),
            "to": ["ben"], "reason": "Ben said it", "agreed": ["anna"],
        }),
        json!({"by": "tom", "do": "undo"}),
        json!({"by": "tom", "do": "redo"}),
        json!({"by": "anna", "do": "undo"}),
    ]);
    let shares = |table: &crate::plays::Table, person: &str| {
        let report = table.report();
        row(&report, person).map(|row| row.letters.clone())
    };
    assert_eq!(shares(&table, "ben").as_deref(), Some("26"));
    table.step(same("ben", "anna")).unwrap();
    assert_eq!(shares(&table, "anna").as_deref(), Some("26"));
    is_consistent(&table);
}
