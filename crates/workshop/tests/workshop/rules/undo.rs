//! What undo takes back, what redo brings again, and when undo is refused.

use super::{add, after, by, edit, letters, text};
use serde_json::{Value, json};

#[test]
fn undo_takes_back_the_last_own_step_that_is_not_undone() {
    let mut table = after(&[
        add("anna", "c", ""),
        edit("anna", "c", 0, 0, "one"),
        edit("ben", "c", 3, 0, " two"),
    ]);
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(text(&table, "c"), " two");
    // Her next one is the card, on which Ben has written.
    assert!(
        table
            .step(by("anna", "undo"))
            .unwrap_err()
            .contains("[built-on]")
    );
    table.step(by("anna", "redo")).unwrap();
    assert_eq!(text(&table, "c"), "one two");
}

#[test]
fn another_own_step_empties_redo() {
    let mut table = after(&[
        add("anna", "c", "ab"),
        edit("anna", "c", 2, 0, "c"),
        by("anna", "undo"),
    ]);
    table
        .step(json!({"by": "anna", "do": "vote", "card": "c", "votes": 1}))
        .unwrap();
    assert!(
        table
            .step(by("anna", "redo"))
            .unwrap_err()
            .contains("[nothing-to-redo]")
    );
    assert_eq!(text(&table, "c"), "ab");
}

#[test]
fn somebody_elses_step_does_not_empty_redo() {
    let mut table = after(&[
        add("anna", "c", "ab"),
        edit("anna", "c", 2, 0, "c"),
        by("anna", "undo"),
    ]);
    table.step(edit("ben", "c", 2, 0, "!")).unwrap();
    table.step(by("anna", "redo")).unwrap();
    assert_eq!(text(&table, "c").len(), 4);
}

#[test]
fn redo_brings_back_several_steps_in_turn() {
    let mut table = after(&[
        add("anna", "c", "a"),
        edit("anna", "c", 1, 0, "b"),
        edit("anna", "c", 2, 0, "c"),
    ]);
    for (what, reads) in [
        ("undo", "ab"),
        ("undo", "a"),
        ("redo", "ab"),
        ("redo", "abc"),
    ] {
        table.step(by("anna", what)).unwrap();
        assert_eq!(text(&table, "c"), reads);
    }
}

#[test]
fn undoing_an_insertion_removes_only_its_letters_that_still_stand() {
    let mut table = after(&[
        add("anna", "c", "[]"),
        edit("anna", "c", 1, 0, "abcd"),
        edit("ben", "c", 2, 2, "X"),
    ]);
    assert_eq!(text(&table, "c"), "[aXd]");
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(text(&table, "c"), "[X]");
    table.step(by("anna", "redo")).unwrap();
    assert_eq!(text(&table, "c"), "[aXd]");
}

#[test]
fn undoing_a_deletion_returns_only_what_that_step_removed_to_its_place() {
    let mut table = after(&[
        add("anna", "c", "abcdef"),
        edit("ben", "c", 1, 1, ""),
        edit("anna", "c", 1, 2, ""),
        edit("ben", "c", 1, 0, "-"),
    ]);
    assert_eq!(text(&table, "c"), "a-ef");
    table.step(by("anna", "undo")).unwrap();
    // `b` is Ben's to bring back.
    assert_eq!(text(&table, "c").replace('-', ""), "acdef");
    assert_eq!(
        (letters(&table, "anna"), letters(&table, "ben")),
        ("5".into(), "0".into())
    );
}

#[test]
fn letters_come_back_as_whose_they_were() {
    let mut table = after(&[add("anna", "c", "hello"), edit("ben", "c", 0, 5, "")]);
    assert_eq!(letters(&table, "anna"), "0");
    table.step(by("ben", "undo")).unwrap();
    assert_eq!(
        (letters(&table, "anna"), letters(&table, "ben")),
        ("5".into(), "0".into())
    );
}

/// A value that somebody sets, and that somebody else sets after.
fn values() -> Vec<(Value, Value)> {
    let on = |what: &str, more: Value| {
        let mut step = json!({"do": what, "card": "c"});
        step.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        step
    };
    vec![
        (
            on("move", json!({"stage": "Use", "lane": "Steps"})),
            on("move", json!({"stage": "Use", "lane": "Ideas"})),
        ),
        (
            on("state", json!({"state": "decided"})),
            on("state", json!({"state": "parked"})),
        ),
        (
            on("state", json!({"state": "decided"})),
            on("state", json!({"state": "decided"})),
        ),
        (
            json!({"do": "group", "group": "g", "cards": ["c", "d"]}),
            json!({"do": "ungroup", "cards": ["d"]}),
        ),
        (
            json!({"do": "ungroup", "cards": ["c"]}),
            json!({"do": "group", "group": "g", "cards": ["c"]}),
        ),
        (
            json!({"do": "link", "from": "c", "to": "d", "kind": "builds_on"}),
            json!({"do": "unlink", "from": "c", "to": "d", "kind": "builds_on"}),
        ),
        (
            json!({"do": "feeling", "percent": 20}),
            json!({"do": "feeling", "percent": 30}),
        ),
    ]
}

#[test]
fn a_value_goes_back_if_it_still_stands() {
    for (set, _) in values() {
        let mut table = after(&[add("kim", "c", "a"), add("kim", "d", "b")]);
        let (before, report) = (table.standing()["cards"].clone(), table.report());
        let mut step = set.clone();
        step["by"] = json!("anna");
        table.step(step).unwrap();
        table.step(by("anna", "undo")).unwrap();
        assert_eq!(before, table.standing()["cards"], "{set}");
        assert_eq!(report, table.report(), "{set}");
    }
}

#[test]
fn undo_is_refused_where_somebody_else_set_the_value_since() {
    for (set, again) in values() {
        let mut table = after(&[add("kim", "c", "a"), add("kim", "d", "b")]);
        let (mut set, mut again) = (set, again);
        (set["by"], again["by"]) = (json!("anna"), json!("ben"));
        table.step(set.clone()).unwrap();
        table.step(again.clone()).unwrap();
        let standing = table.standing();
        let refusal = table.step(by("anna", "undo")).unwrap_err();
        assert!(refusal.contains("[built-on]"), "{set}: {refusal}");
        assert_eq!(standing, table.standing());
        // Once that is undone, it can go back.
        table.step(by("ben", "undo")).unwrap();
        table.step(by("anna", "undo")).unwrap();
    }
}

#[test]
fn ones_own_later_value_does_not_stand_in_the_way() {
    let mut table = after(&[add("kim", "c", "a")]);
    for state in ["decided", "parked"] {
        table
            .step(json!({"by": "anna", "do": "state", "card": "c", "state": state}))
            .unwrap();
    }
    table.step(by("anna", "undo")).unwrap();
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(table.standing()["cards"][0]["state"], "open");
}

#[test]
fn making_a_card_is_not_undone_while_it_holds_somebody_elses_letters() {
    let makings = [
        add("anna", "new", "ab"),
        json!({"by": "anna", "do": "copy", "card": "c", "as": "new"}),
        json!({"by": "anna", "do": "split", "card": "c", "at": 1, "as": "new"}),
    ];
    for making in makings {
        let mut table = after(&[
            add("kim", "c", "xy"),
            making.clone(),
            edit("ben", "new", 0, 0, "z"),
        ]);
        assert!(
            table
                .step(by("anna", "undo"))
                .unwrap_err()
                .contains("[built-on]"),
            "{making}"
        );
        // With Ben's letters gone, nothing stands in the way.
        table.step(edit("ben", "new", 0, 1, "")).unwrap();
        table.step(by("anna", "undo")).unwrap();
        assert_eq!(text(&table, "c"), "xy");
        assert!(!table.living().contains(&"new".to_owned()));
    }
}

#[test]
fn a_merge_is_not_undone_while_the_merged_text_holds_somebody_elses_letters() {
    let mut table = after(&[
        add("kim", "c", "one"),
        add("kim", "d", "two"),
        json!({"by": "anna", "do": "merge", "card": "d", "into": "c"}),
        edit("ben", "c", 5, 0, "x"),
    ]);
    assert_eq!(text(&table, "c"), "one txwo");
    assert!(
        table
            .step(by("anna", "undo"))
            .unwrap_err()
            .contains("[built-on]")
    );
    table.step(by("ben", "undo")).unwrap();
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(
        (text(&table, "c"), text(&table, "d")),
        ("one".into(), "two".into())
    );
}

#[test]
fn only_undo_brings_a_merged_card_back() {
    let mut table = after(&[
        add("kim", "c", "one"),
        add("kim", "d", "two"),
        json!({"by": "anna", "do": "merge", "card": "d", "into": "c"}),
    ]);
    assert!(
        table
            .step(json!({"by": "anna", "do": "restore", "card": "d"}))
            .unwrap_err()
            .contains("[merged]")
    );
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(table.living(), ["c", "d"]);
}

#[test]
fn an_undone_step_was_never_the_first_in_a_cell_a_group_or_a_link() {
    let firsts = [
        json!({"do": "move", "card": "c", "stage": "Use", "lane": "Ideas"}),
        json!({"do": "group", "group": "g", "cards": ["c"]}),
        json!({"do": "link", "from": "c", "to": "d", "kind": "relates_to"}),
    ];
    for first in firsts {
        let mut table = after(&[add("kim", "c", "lovely"), add("kim", "d", "b")]);
        for (person, undone) in [("anna", true), ("ben", false)] {
            let mut step = first.clone();
            step["by"] = json!(person);
            table.step(step).unwrap();
            if undone {
                table.step(by(person, "undo")).unwrap();
            }
        }
        let report = table.report();
        let structure = |id: &str| crate::plays::row(&report, id).unwrap().structure.clone();
        assert_eq!(
            (structure("anna"), structure("ben")),
            ("0".into(), "5".into()),
            "{first}"
        );
    }
}

#[test]
fn with_a_card_whose_making_is_undone_its_links_go_from_the_screens_and_come_back_with_it() {
    let mut table = after(&[
        add("anna", "c", "early"),
        add("ben", "d", "late"),
        json!({"by": "ben", "do": "link", "from": "d", "to": "c", "kind": "relates_to"}),
    ]);
    let workshop = &mut table.play.workshop;
    let client = workshop.new_client();
    workshop.snapshot(client);
    for (what, links) in [("undo", 0), ("redo", 1)] {
        table.step(by("anna", what)).unwrap();
        let patches = table.play.workshop.patches();
        let shown = patches[0].1.cards.iter().find(|card| card.id == "d");
        assert_eq!(shown.expect("it has changed").links.len(), links, "{what}");
    }
}

#[test]
fn who_deleted_a_card_is_told_until_it_is_back() {
    let mut table = after(&[
        add("anna", "c", "Mine"),
        json!({"by": "ben", "do": "delete", "card": "c"}),
    ]);
    let deleted_by = |table: &crate::plays::Table| {
        let card = table.canvas().card_view(table.card("c"));
        card.deleted_by
    };
    assert_eq!(deleted_by(&table).as_deref(), Some("ben"));
    table
        .step(json!({"by": "tom", "do": "restore", "card": "c"}))
        .unwrap();
    assert_eq!(deleted_by(&table), None);
    // Whoever brings it back has nothing by that.
    assert_eq!(letters(&table, "anna"), "4");
    assert_eq!(letters(&table, "tom"), "0");
}
