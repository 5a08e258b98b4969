//! What a late edit means.

use super::{add, after, by, edit, late, letters, text};
use serde_json::json;

#[test]
fn a_late_edit_means_the_letters_that_its_author_saw() {
    let table = after(&[
        add("anna", "c", "abcdef"),
        edit("anna", "c", 0, 2, "--------"),
        late(edit("ben", "c", 2, 2, "X"), 1),
    ]);
    assert_eq!(text(&table, "c"), "--------Xef");
}

#[test]
fn own_steps_are_seen_however_late_the_rest_is() {
    let table = after(&[
        add("anna", "c", ""),
        edit("anna", "c", 0, 0, "mine"),
        late(edit("ben", "c", 0, 0, "his"), 1),
        late(edit("ben", "c", 3, 0, "!"), 1),
        late(edit("anna", "c", 4, 0, "?"), 1),
    ]);
    assert_eq!(text(&table, "c"), "his!mine?");
}

#[test]
fn of_two_insertions_at_one_spot_the_later_entry_stands_left() {
    let table = after(&[
        add("kim", "c", "[]"),
        late(edit("anna", "c", 1, 0, "first"), 1),
        late(edit("ben", "c", 1, 0, "second"), 1),
    ]);
    assert_eq!(text(&table, "c"), "[secondfirst]");
}

#[test]
fn deleted_letters_keep_their_place() {
    let table = after(&[
        add("kim", "c", "one two three"),
        edit("anna", "c", 4, 4, ""),
        late(edit("ben", "c", 6, 0, "X"), 1),
    ]);
    assert_eq!(text(&table, "c"), "one Xthree");
}

#[test]
fn what_was_deleted_by_two_is_deleted_once() {
    let mut table = after(&[
        add("kim", "c", "abcd"),
        edit("anna", "c", 1, 2, ""),
        late(edit("ben", "c", 1, 2, ""), 1),
    ]);
    assert_eq!(text(&table, "c"), "ad");
    // One who takes it back does not take back what the other did.
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(text(&table, "c"), "ad");
    table.step(by("ben", "undo")).unwrap();
    assert_eq!(text(&table, "c"), "abcd");
}

#[test]
fn cell_state_and_group_take_the_last() {
    let table = after(&[
        add("kim", "c", "a"),
        json!({"by": "anna", "do": "state", "card": "c", "state": "decided"}),
        late(
            json!({"by": "ben", "do": "state", "card": "c", "state": "parked"}),
            1,
        ),
    ]);
    assert_eq!(table.standing()["cards"][0]["state"], "parked");
}

#[test]
fn an_edit_of_a_card_deleted_since_returns_with_the_card() {
    let mut table = after(&[
        add("anna", "c", "ab"),
        json!({"by": "anna", "do": "delete", "card": "c"}),
        late(edit("ben", "c", 2, 0, "cd"), 1),
    ]);
    assert_eq!(letters(&table, "ben"), "0");
    table
        .step(json!({"by": "anna", "do": "restore", "card": "c"}))
        .unwrap();
    assert_eq!(
        (text(&table, "c"), letters(&table, "ben")),
        ("abcd".into(), "2".into())
    );
}

#[test]
fn an_edit_of_a_card_merged_since_goes_to_the_same_letters() {
    let table = after(&[
        add("anna", "c", "one"),
        add("anna", "d", "two"),
        json!({"by": "anna", "do": "merge", "card": "d", "into": "c"}),
        late(edit("ben", "d", 1, 1, "WW"), 2),
    ]);
    assert_eq!(text(&table, "c"), "one tWWo");
}

#[test]
fn an_edit_of_an_empty_card_merged_since_goes_to_the_end() {
    let table = after(&[
        add("anna", "c", "one"),
        add("anna", "d", ""),
        json!({"by": "anna", "do": "merge", "card": "d", "into": "c"}),
        late(edit("ben", "d", 0, 0, "two"), 2),
    ]);
    assert_eq!(text(&table, "c"), "one two");
}

#[test]
fn an_edit_of_text_split_off_since_stands_beside_its_neighbour() {
    let table = after(&[
        add("anna", "c", "onetwo"),
        json!({"by": "anna", "do": "split", "card": "c", "at": 3, "as": "d"}),
        late(edit("ben", "c", 5, 0, "X"), 1),
        late(edit("ben", "c", 3, 0, "Y"), 1),
    ]);
    assert_eq!(
        (text(&table, "c"), text(&table, "d")),
        ("oneY".into(), "twXo".into())
    );
}

#[test]
fn whoever_types_on_where_the_text_went_is_not_refused() {
    let mut table = after(&[
        add("anna", "c", "ab"),
        json!({"by": "anna", "do": "split", "card": "c", "at": 0, "as": "d"}),
    ]);
    // Ben still sees `ab` on `c`, and what he types himself.
    for (at, typed) in [(2, "x"), (3, "y"), (4, "z")] {
        table.step(late(edit("ben", "c", at, 0, typed), 1)).unwrap();
    }
    assert_eq!(
        (text(&table, "c"), text(&table, "d")),
        (String::new(), "abxyz".into())
    );
}

#[test]
fn an_edit_beside_text_moved_since_goes_with_its_neighbour() {
    let table = after(&[
        add("anna", "c", "one two"),
        add("anna", "d", "<>"),
        json!({"by": "anna", "do": "transfer", "from": "c", "at": 4, "length": 3, "to": "d", "to_at": 1, "keep": false}),
        late(edit("ben", "c", 7, 0, "!"), 2),
    ]);
    assert_eq!(
        (text(&table, "c"), text(&table, "d")),
        ("one ".into(), "<two!>".into())
    );
}

#[test]
fn whose_the_letters_are_does_not_depend_on_who_was_late() {
    let (one, two) = (edit("ben", "c", 1, 1, "BEN"), edit("sue", "c", 2, 1, "SUE"));
    let owners = |steps: [&serde_json::Value; 2]| {
        let table = after(&[
            add("kim", "c", "abcd"),
            late(steps[0].clone(), 1),
            late(steps[1].clone(), 1),
        ]);
        ["kim", "ben", "sue"].map(|person| letters(&table, person))
    };
    assert_eq!(owners([&one, &two]), owners([&two, &one]));
    assert_eq!(owners([&one, &two]), ["2", "3", "3"]);
}

#[test]
fn a_copy_is_of_what_its_author_saw() {
    let copies = [
        json!({"by": "ben", "do": "copy", "card": "c", "as": "d"}),
        json!({"by": "ben", "do": "transfer", "from": "c", "at": 0, "length": 4, "to": "e", "to_at": 0, "keep": true}),
    ];
    for (copy, card) in copies.into_iter().zip(["d", "e"]) {
        let table = after(&[
            add("kim", "c", "abcd"),
            add("kim", "e", ""),
            edit("anna", "c", 1, 1, ""),
            edit("anna", "c", 2, 1, "D"),
            edit("anna", "c", 0, 0, "new "),
            late(copy, 2),
        ]);
        assert_eq!(
            (text(&table, "c"), text(&table, card)),
            ("new acD".into(), "abcd".into())
        );
        // It goes on being what its author sees.
        let mut table = table;
        table
            .step(late(
                json!({"by": "ben", "do": "set_text", "card": card, "text": "abcde"}),
                2,
            ))
            .unwrap();
        assert_eq!(
            (letters(&table, "ben"), letters(&table, "kim")),
            ("1".into(), "4".into())
        );
    }
}

#[test]
fn who_tidies_late_takes_the_letter_beside_which_they_saw_it() {
    let table = after(&[
        add("kim", "c", "x . y"),
        edit("anna", "c", 1, 0, "A"),
        edit("anna", "c", 5, 0, "B"),
        late(
            json!({"by": "tom", "do": "edit", "card": "c", "at": 1, "insert": "k", "tidy": true}),
            1,
        ),
        late(
            json!({"by": "tom", "do": "edit", "card": "c", "at": 5, "insert": "k", "tidy": true}),
            1,
        ),
    ]);
    assert_eq!(text(&table, "c"), "xkA . kBy");
    // Both are Kim's.
    assert_eq!(
        (letters(&table, "kim"), letters(&table, "anna")),
        ("2".into(), "2".into())
    );
    assert!(table.report().outside.iter().all(|row| row.id != "tidy"));
}

#[test]
fn a_split_is_where_its_author_saw_it() {
    // `d` was moved to the beginning, unseen.
    let table = after(&[
        add("kim", "c", "abcdef"),
        json!({"by": "anna", "do": "transfer", "from": "c", "at": 3, "length": 1, "to": "c", "to_at": 0, "keep": false}),
        late(
            json!({"by": "ben", "do": "split", "card": "c", "at": 3, "as": "e"}),
            1,
        ),
    ]);
    assert_eq!(
        (text(&table, "c"), text(&table, "e")),
        ("dabc".into(), "ef".into())
    );
}

#[test]
fn a_merge_goes_behind_deleted_letters_too() {
    let mut table = after(&[
        add("kim", "c", "abc"),
        add("kim", "d", "de"),
        edit("anna", "c", 2, 1, ""),
        json!({"by": "ben", "do": "merge", "card": "d", "into": "c"}),
    ]);
    assert_eq!(text(&table, "c"), "ab de");
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(text(&table, "c"), "abc de");
}
