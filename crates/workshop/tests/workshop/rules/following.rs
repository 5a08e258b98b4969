//! Where letters stand whose text went elsewhere, and came back, and went again.

use super::{add, after, by, edit, late, letters, text};
use crate::plays::Table;
use serde_json::{Value, json};

fn merge(by: &str, card: &str, into: &str) -> Value {
    json!({"by": by, "do": "merge", "card": card, "into": into})
}

fn split(by: &str, card: &str, at: usize, rest: &str) -> Value {
    json!({"by": by, "do": "split", "card": card, "at": at, "as": rest})
}

/// Moves letters; the three numbers are `at`, `length` and `to_at`.
fn transfer(by: &str, from: &str, at: usize, length: usize, to: &str, to_at: usize) -> Value {
    json!({"by": by, "do": "transfer", "from": from, "at": at, "length": length, "to": to,
        "to_at": to_at, "keep": false})
}

fn texts<const N: usize>(table: &Table, cards: [&str; N]) -> [String; N] {
    cards.map(|card| text(table, card))
}

/// After a merge of `d` into `c` by Tom that he took back, what Ben does, and Tom's redo.
fn merged_again(of: &str, meanwhile: &[Value]) -> Table {
    let mut table = after(&[
        add("kim", "c", "one"),
        add("kim", "d", of),
        add("kim", "e", "<>"),
        merge("tom", "d", "c"),
        by("tom", "undo"),
    ]);
    for step in meanwhile.iter().chain([&by("tom", "redo")]) {
        table.step(step.clone()).unwrap();
    }
    assert_eq!(text(&table, "d"), "");
    table
}

#[test]
fn what_was_typed_while_a_merge_was_undone_goes_along_when_it_is_redone() {
    for (at, reads) in [(0, "one Xtwo"), (1, "one tXwo"), (3, "one twoX")] {
        let mut table = merged_again("two", &[edit("ben", "d", at, 0, "X")]);
        assert_eq!(text(&table, "c"), reads);
        assert_eq!(letters(&table, "ben"), "1");
        // And back.
        table.step(by("ben", "undo")).unwrap();
        table.step(by("tom", "undo")).unwrap();
        table.step(by("ben", "redo")).unwrap();
        assert_eq!(text(&table, "d"), reads[4..]);
    }
}

#[test]
fn what_was_typed_into_an_empty_card_goes_along_when_its_merge_is_redone() {
    let table = merged_again(
        "",
        &[edit("ben", "d", 0, 0, "two"), edit("ben", "d", 0, 0, "-")],
    );
    assert_eq!(text(&table, "c"), "one -two");
}

#[test]
fn what_was_moved_or_copied_in_goes_along_and_what_was_moved_in_comes_back() {
    let moved = transfer("ben", "e", 0, 2, "d", 0);
    let mut table = merged_again("two", std::slice::from_ref(&moved));
    assert_eq!(texts(&table, ["c", "e"]), ["one <>two", ""]);
    table.step(by("ben", "undo")).unwrap();
    assert_eq!(texts(&table, ["c", "e"]), ["one two", "<>"]);

    let mut copied = moved;
    copied["keep"] = json!(true);
    let table = merged_again("two", &[copied]);
    assert_eq!(texts(&table, ["c", "e"]), ["one <>two", "<>"]);
}

#[test]
fn what_another_card_brought_goes_along_too() {
    let table = merged_again("two", &[merge("ben", "e", "d")]);
    assert_eq!(texts(&table, ["c", "e"]), ["one two <>", ""]);
}

#[test]
fn letters_of_a_merged_card_that_were_elsewhere_come_back_to_where_it_went() {
    let mut table = after(&[
        add("kim", "c", "one"),
        add("kim", "d", "two"),
        add("kim", "e", "<>"),
        transfer("ben", "d", 1, 1, "e", 1),
        merge("tom", "d", "c"),
    ]);
    assert_eq!(texts(&table, ["c", "d", "e"]), ["one to", "", "<w>"]);
    table.step(by("ben", "undo")).unwrap();
    assert_eq!(texts(&table, ["c", "d", "e"]), ["one two", "", "<>"]);
}

#[test]
fn letters_moved_into_a_card_merged_since_come_back_when_the_move_is_undone() {
    let mut table = after(&[
        add("kim", "c", "one"),
        add("kim", "d", "two"),
        add("kim", "e", "<x>"),
        merge("tom", "d", "c"),
        late(transfer("ben", "e", 1, 1, "d", 1), 3),
    ]);
    assert_eq!(texts(&table, ["c", "d", "e"]), ["one txwo", "", "<>"]);
    table.step(by("ben", "undo")).unwrap();
    assert_eq!(texts(&table, ["c", "d", "e"]), ["one two", "", "<x>"]);
}

#[test]
fn what_was_typed_while_a_chain_of_merges_was_undone_goes_all_the_way() {
    let mut table = after(&[
        add("kim", "a", "a"),
        add("kim", "c", "c"),
        add("kim", "d", "d"),
        merge("tom", "d", "c"),
        merge("tom", "c", "a"),
        by("tom", "undo"),
        by("tom", "undo"),
        edit("ben", "d", 0, 0, "x"),
        edit("ben", "d", 2, 0, "y"),
        by("tom", "redo"),
        edit("ben", "c", 0, 0, "z"),
    ]);
    assert_eq!(texts(&table, ["a", "c", "d"]), ["a", "zc xdy", ""]);
    table.step(by("tom", "redo")).unwrap();
    assert_eq!(texts(&table, ["a", "c", "d"]), ["a zc xdy", "", ""]);
}

#[test]
fn two_cards_are_never_merged_into_each_other() {
    let mut table = after(&[
        add("kim", "c", "one"),
        add("kim", "d", "two"),
        merge("tom", "d", "c"),
        by("tom", "undo"),
        merge("ben", "c", "d"),
    ]);
    let refusal = table.step(by("tom", "redo")).unwrap_err();
    assert!(refusal.contains("[built-on]"), "{refusal}");
    assert_eq!(table.living(), ["d"]);
    table.step(by("ben", "undo")).unwrap();
    table.step(by("tom", "redo")).unwrap();
    assert_eq!(texts(&table, ["c", "d"]), ["one two", ""]);
}

#[test]
fn a_merge_is_not_redone_after_the_card_was_deleted_restored_or_merged() {
    let (deleted, restored) = (
        json!({"by": "ben", "do": "delete", "card": "d"}),
        json!({"by": "ben", "do": "restore", "card": "d"}),
    );
    for gone in [
        vec![merge("ben", "d", "a")],
        vec![deleted.clone()],
        vec![deleted, restored],
    ] {
        let mut table = after(&[
            add("kim", "a", "a"),
            add("kim", "c", "c"),
            add("kim", "d", "d"),
            merge("tom", "d", "c"),
            by("tom", "undo"),
            edit("ben", "d", 0, 0, "x"),
        ]);
        for step in &gone {
            table.step(step.clone()).unwrap();
        }
        let refusal = table.step(by("tom", "redo")).unwrap_err();
        assert!(refusal.contains("[built-on]"), "{refusal}");
        for _ in &gone {
            table.step(by("ben", "undo")).unwrap();
        }
        table.step(by("tom", "redo")).unwrap();
        assert_eq!(texts(&table, ["a", "c", "d"]), ["a", "c xd", ""]);
    }
}

#[test]
fn a_split_redone_takes_its_text_back_from_where_it_was_merged_to() {
    let table = after(&[
        add("kim", "c", "onetwo"),
        add("kim", "e", "e"),
        split("tom", "c", 3, "d"),
        by("tom", "undo"),
        merge("ben", "c", "e"),
        by("tom", "redo"),
    ]);
    assert_eq!(texts(&table, ["c", "d", "e"]), ["", "two", "e one"]);
}

#[test]
fn what_was_typed_while_a_split_or_move_was_undone_goes_with_its_neighbour() {
    for (step, c, d) in [
        (split("tom", "c", 3, "d"), "one", "twXo"),
        (transfer("tom", "c", 3, 3, "e", 1), "one", "<twXo>"),
        // Within the text itself.
        (transfer("tom", "c", 3, 3, "c", 0), "twXoone", ""),
    ] {
        let mut table = after(&[add("kim", "c", "onetwo"), add("kim", "e", "<>")]);
        for step in [
            step.clone(),
            by("tom", "undo"),
            edit("ben", "c", 5, 0, "X"),
            by("tom", "redo"),
        ] {
            table.step(step).unwrap();
        }
        assert_eq!(text(&table, "c"), c);
        let other = if step["do"] == "split" { "d" } else { "e" };
        assert!(d.is_empty() || text(&table, other) == d, "{step}");
        // Tom's step as never made.
        table.step(by("ben", "undo")).unwrap();
        table.step(by("tom", "undo")).unwrap();
        table.step(by("ben", "redo")).unwrap();
        assert_eq!(text(&table, "c"), "onetwXo");
    }
}

#[test]
fn what_a_merge_appended_while_a_split_was_undone_stays() {
    let table = after(&[
        add("kim", "c", "onetwo"),
        add("kim", "e", "end"),
        split("tom", "c", 3, "d"),
        by("tom", "undo"),
        merge("ben", "e", "c"),
        by("tom", "redo"),
    ]);
    assert_eq!(texts(&table, ["c", "d"]), ["one end", "two"]);
}

#[test]
fn late_typing_in_a_card_whose_split_was_undone_goes_back_with_its_text() {
    for (at, reads) in [(0, "oneXtwo"), (2, "onetwXo")] {
        let mut table = after(&[
            add("kim", "c", "onetwo"),
            split("tom", "c", 3, "d"),
            by("tom", "undo"),
            late(edit("ben", "d", at, 0, "X"), 2),
        ]);
        assert_eq!(text(&table, "c"), reads);
        // He goes on where he believes to be.
        table
            .step(late(edit("ben", "d", at + 1, 0, "Y"), 2))
            .unwrap();
        assert_eq!(text(&table, "c"), reads.replace('X', "XY"));
        table.step(by("tom", "redo")).unwrap();
        assert_eq!(
            text(&table, "c") + "|" + &text(&table, "d"),
            format!("one|{}", reads.replace('X', "XY")[3..].to_owned())
        );
    }
}

#[test]
fn late_typing_in_an_empty_card_whose_split_was_undone_is_not_lost() {
    let table = after(&[
        add("kim", "c", "one"),
        split("tom", "c", 3, "d"),
        by("tom", "undo"),
        late(edit("ben", "d", 0, 0, "X"), 2),
    ]);
    assert_eq!(text(&table, "c"), "oneX");
}

#[test]
fn late_typing_beside_letters_that_an_undo_took_back_goes_with_them() {
    let mut table = after(&[
        add("kim", "c", "one"),
        add("kim", "d", "two"),
        merge("tom", "d", "c"),
        by("tom", "undo"),
        late(edit("ben", "c", 5, 0, "X"), 3),
    ]);
    assert_eq!(texts(&table, ["c", "d"]), ["one", "tXwo"]);
    table.step(by("tom", "redo")).unwrap();
    assert_eq!(texts(&table, ["c", "d"]), ["one tXwo", ""]);
}

#[test]
fn letters_that_come_back_after_their_card_was_unsplit_stand_where_its_text_is() {
    let mut table = after(&[
        add("kim", "c", "onetwo"),
        split("tom", "c", 3, "d"),
        edit("ben", "d", 1, 0, "X"),
        edit("sue", "d", 1, 1, ""),
        by("tom", "undo"),
    ]);
    assert_eq!(text(&table, "c"), "onetwo");
    table.step(by("sue", "undo")).unwrap();
    assert_eq!(text(&table, "c"), "onetXwo");
    table.step(by("tom", "redo")).unwrap();
    assert_eq!(texts(&table, ["c", "d"]), ["one", "tXwo"]);
}

#[test]
fn typing_beside_a_letter_moved_within_its_text_means_where_the_author_saw_it() {
    let moved = transfer("anna", "c", 0, 1, "c", 5);
    // Ben did not see that `a` was moved to the end: what he types beside it goes along.
    let mut table = after(&[
        add("kim", "c", "abcdef"),
        moved.clone(),
        late(edit("ben", "c", 1, 0, "X"), 1),
    ]);
    assert_eq!(text(&table, "c"), "bcdefaX");
    // For him it still stands at the beginning, and what he typed is the second letter.
    table.step(late(edit("ben", "c", 1, 2, "-"), 1)).unwrap();
    assert_eq!(text(&table, "c"), "cdefa-");
    // Kim saw it at the end.
    table.step(late(edit("kim", "c", 6, 0, "!"), 2)).unwrap();
    assert_eq!(text(&table, "c").replace('-', ""), "cdefa!");
}

#[test]
fn two_moves_of_the_same_letters_leave_each_author_what_they_saw() {
    let mut table = after(&[
        add("kim", "c", "abcdef"),
        add("kim", "d", "<>"),
        late(transfer("anna", "c", 1, 3, "d", 1), 2),
        late(transfer("ben", "c", 2, 3, "c", 0), 2),
    ]);
    // `c` and `d` went with the later move, `b` with the earlier.
    assert_eq!(texts(&table, ["c", "d"]), ["cdeaf", "<b>"]);
    // Anna sees `aef` and `<bcd>`; Ben `cdeabf` and `<>`.
    table
        .step(late(
            json!({"by": "anna", "do": "set_text", "card": "d", "text": "<bd>"}),
            2,
        ))
        .unwrap();
    table
        .step(late(
            json!({"by": "ben", "do": "set_text", "card": "c", "text": "cdeabf!"}),
            2,
        ))
        .unwrap();
    table
        .step(late(
            json!({"by": "anna", "do": "set_text", "card": "c", "text": "aef"}),
            2,
        ))
        .unwrap();
    assert_eq!(texts(&table, ["c", "d"]), ["deaf!", "<b>"]);
}

#[test]
fn what_comes_back_to_a_card_that_was_unsplit_goes_on_to_where_that_was_split_from() {
    let table = after(&[
        add("tom", "c", "one"),
        split("tom", "c", 3, "d"),
        json!({"by": "ben", "do": "copy", "card": "d", "as": "e"}),
        edit("sue", "d", 0, 0, "X"),
        merge("ben", "d", "e"),
        by("tom", "undo"),
        by("ben", "undo"),
    ]);
    assert_eq!(texts(&table, ["c", "d"]), ["oneX", ""]);
}

#[test]
fn a_move_takes_along_no_letter_that_its_author_sees_elsewhere() {
    // Anna moves `a` between `c` and `d`, and Kim deletes it. Ben sees neither, and moves `cd`.
    let mut table = after(&[
        add("kim", "c", "abcd"),
        late(transfer("anna", "c", 0, 1, "c", 2), 1),
        late(edit("kim", "c", 0, 1, ""), 1),
        late(transfer("ben", "c", 2, 2, "c", 0), 1),
    ]);
    assert_eq!(text(&table, "c"), "cdb");
    // For Ben it reads `cdab`.
    table
        .step(late(
            json!({"by": "ben", "do": "set_text", "card": "c", "text": "cdab!"}),
            1,
        ))
        .unwrap();
    assert_eq!(text(&table, "c"), "cdb!");
}
