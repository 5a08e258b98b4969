//! Taking back at once what a person did within a time.

use super::{Room, add, code};
use serde_json::{Value, json};

fn edit(by: &str, card: &str, insert: &str) -> Value {
    json!({"by": by, "do": "edit", "card": card, "at": 0, "insert": insert})
}

fn undo(by: &str, seconds: u32) -> Value {
    json!({"by": by, "do": "undo", "within_ms": seconds * 1000})
}

fn texts(room: &mut Room) -> Vec<String> {
    let cards = room.comes("kim").board.cards;
    let standing = cards.into_iter().filter(|card| !card.undone);
    standing.map(|card| card.text).collect()
}

fn room() -> Room {
    let mut room = Room::with(&[]);
    for step in [
        add("anna", "c1", "old"),
        add("ben", "c2", "his"),
        add("anna", "c3", "one"),
        add("anna", "c4", "two"),
        edit("anna", "c2", "x"),
    ] {
        let by = step["by"].as_str().unwrap().to_owned();
        room.says(&by, step).unwrap();
    }
    room
}

#[test]
fn what_a_person_did_within_a_time_is_taken_back_and_comes_back() {
    let mut room = room();
    room.says("tom", undo("anna", 3)).unwrap();
    assert_eq!(texts(&mut room), ["old", "his"]);
    for _ in 0..3 {
        room.says("tom", json!({"by": "anna", "do": "redo"}))
            .unwrap();
    }
    assert_eq!(texts(&mut room), ["old", "xhis", "one", "two"]);
}

#[test]
fn what_others_have_built_on_stays_with_all_before_it() {
    let mut room = room();
    room.says("ben", edit("ben", "c4", "not ")).unwrap();
    room.says("tom", undo("anna", 60)).unwrap();
    assert_eq!(texts(&mut room), ["old", "his", "one", "not two"]);
    assert_eq!(code(room.says("tom", undo("anna", 60))), "built-on");
    assert_eq!(
        code(room.says("tom", undo("cem", 60))),
        "nothing-to-take-back"
    );
    let last = json!({"by": "cem", "do": "undo"});
    assert_eq!(code(room.says("cem", last)), "nothing-to-undo");
    // Others' last minute is not a participant's to take.
    assert_eq!(code(room.says("ben", undo("anna", 60))), "not-your-seat");
}
