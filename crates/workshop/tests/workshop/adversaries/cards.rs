//! Tricks with whole cards: deleting, restoring, copying and deciding them.

use super::{Trick, add, cards, each, edit, moved, opening_and, over, tricks};
use crate::adversaries::Limit::{Structure, Texts};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

fn on(by: &str, what: &str, card: &str) -> Value {
    json!({"by": by, "do": what, "card": card})
}

fn state(by: &str, card: &str, state: &str) -> Value {
    json!({"by": by, "do": "state", "card": card, "state": state})
}

fn copy(by: &str, card: &str, copy: &str) -> Value {
    json!({"by": by, "do": "copy", "card": card, "as": copy})
}

fn bytes(number: u8) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".as_slice(), &[number]].concat()
}

/// One of many pictures on a card.
fn picture(by: &str, card: &str, number: u8) -> Value {
    json!({
        "by": by, "do": "attach", "card": card, "name": "photo.png", "mime": "image/png",
        "data": STANDARD.encode(bytes(number)),
    })
}

fn sha256(number: u8) -> String {
    let facts = canvas::picture::facts_of("image/png", &STANDARD.encode(bytes(number)));
    canvas::chain::hex(&facts.expect("a picture").sha256)
}

tricks! {
    deleting_anothers_card => Trick {
        thief: vec![on("mallory", "delete", "c1")],
        others: &[("anna", "-27")],
        ..Trick::of("Deletes Anna's card")
    };
    deleting_anothers_text => Trick {
        thief: vec![edit("mallory", "c1", 0, 32, "")],
        others: &[("anna", "-27")],
        ..Trick::of("Deletes Anna's text")
    };
    a_delete_war => Trick {
        thief: over(20, &[on("mallory", "delete", "c1"), on("anna", "restore", "c1")]),
        ..Trick::of("Deletes Anna's card as often as Anna brings it back")
    };
    restoring_as_the_author => Trick {
        given: opening_and(vec![on("ben", "delete", "c1")]),
        honest: vec![on("anna", "restore", "c1")],
        thief: vec![on("mallory", "restore", "c1")],
        ..Trick::of("Brings back Anna's card that Ben had deleted, to be its maker")
    };
    deleting_and_undoing => Trick {
        thief: over(20, &[edit("mallory", "c1", 0, 32, ""), json!({"by": "mallory", "do": "undo"})]),
        ..Trick::of("Deletes Anna's text and brings it back by undo, over and over")
    };
    deleting_twice => Trick {
        thief: vec![
            edit("anna", "c1", 12, 20, ""),
            json!({"by": "mallory", "base": 2, "do": "edit", "card": "c1", "at": 12, "delete": 20}),
            json!({"by": "anna", "do": "undo"}),
            json!({"by": "mallory", "do": "undo"}),
        ],
        ..Trick::of("Deletes what Anna is deleting at the same time, and undoes it after Anna")
    };
    dismissing => Trick {
        thief: vec![state("mallory", "c1", "dismissed")],
        others: &[("anna", "-27")],
        ..Trick::of("Dismisses Anna's card")
    };
    deciding_ones_own => Trick {
        thief: vec![state("mallory", "m1", "decided")],
        ..Trick::of("Decides her own card")
    };
    to_and_fro_between_states => Trick {
        thief: over(20, &[state("mallory", "c1", "parked"), state("mallory", "c1", "decided")]),
        ..Trick::of("Parks and decides Anna's card, over and over")
    };
    copies_of_ones_own => Trick {
        thief: (0..20).map(|n| copy("mallory", "m1", &format!("x{n}"))).collect(),
        ..Trick::of("Copies her own card twenty times")
    };
    diluting_by_copies => Trick {
        thief: (0..20).map(|n| copy("mallory", "c1", &format!("x{n}"))).collect(),
        ..Trick::of("Copies Anna's card twenty times")
    };
    copies_to_move => Trick {
        thief: [
            (1..=20).map(|n| copy("mallory", "c1", &format!("x{n}"))).collect(),
            each("x", 20, |card| moved("mallory", card, "Use")),
        ]
        .concat(),
        gains: "40",
        limits: &[Structure],
        ..Trick::of("Copies Anna's card twenty times and moves every copy to another place")
    };
    copies_of_what_was_built_on => Trick {
        given: opening_and(vec![json!({"by": "anna", "do": "link", "from": "c1", "to": "m1", "kind": "builds_on"})]),
        thief: (0..20).map(|n| copy("mallory", "c1", &format!("x{n}"))).collect(),
        ..Trick::of("Copies Anna's card that builds on hers twenty times: copies take no links along")
    };
    pieces_to_move => Trick {
        thief: (1..=5)
            .flat_map(|n| {
                let piece = format!("x{n}");
                [
                    json!({"by": "mallory", "do": "split", "card": "c1", "at": 27 - 5 * n, "as": piece}),
                    moved("mallory", &piece, "Use"),
                ]
            })
            .collect(),
        gains: "22",
        limits: &[Structure],
        ..Trick::of("Splits Anna's card into six and moves every piece to another place")
    };
    taking_annas_stage_away => Trick {
        thief: vec![json!({"by": "mallory", "do": "remove_stage", "stage": "Choose", "refused": "not-empty"})],
        ..Trick::of("Takes away the stage in which Anna's card stands, so that it would stand elsewhere")
    };
    keeping_the_copy => Trick {
        thief: vec![copy("mallory", "c1", "m2"), on("mallory", "delete", "c1")],
        ..Trick::of("Copies Anna's card and deletes the first")
    };
    undoing_under_others => Trick {
        given: opening_and(vec![
            add("mallory", "m2", ""),
            edit("anna", "m2", 0, 0, "Ring twice"),
        ]),
        thief: vec![json!({"by": "mallory", "do": "undo", "refused": "built-on"})],
        ..Trick::of("Undoes the making of her card after Anna has written on it")
    };
    empty_cards => Trick {
        thief: cards("mallory", "x", 50, ""),
        ..Trick::of("Makes fifty empty cards")
    };
    laundering_the_maker => Trick {
        thief: vec![
            add("mallory", "m2", ""),
            json!({"by": "mallory", "do": "merge", "card": "c1", "into": "m2"}),
            moved("mallory", "m2", "Use"),
        ],
        ..Trick::of("Merges Anna's card into an empty one of her own, to be the maker of where Anna's text stands")
    };
    a_picture_on_many_cards => Trick {
        given: opening_and(cards("mallory", "x", 12, "Call")),
        thief: each("x", 12, |card| picture("mallory", card, 1)),
        gains: "5",
        limits: &[Texts(1)],
        ..Trick::of("Puts the same picture on a dozen cards")
    };
    annas_picture_again => Trick {
        given: opening_and(vec![picture("anna", "c1", 1)]),
        thief: vec![picture("mallory", "m1", 1), picture("mallory", "c1", 1)],
        ..Trick::of("Brings Anna's picture again, on her own card and on Anna's")
    };
    annas_picture_taken_off => Trick {
        given: opening_and(vec![picture("anna", "c1", 1)]),
        thief: vec![
            json!({"by": "mallory", "do": "detach", "card": "c1", "sha256": sha256(1)}),
            picture("mallory", "m1", 1),
        ],
        ..Trick::of("Takes Anna's picture off and brings it again on her own card")
    };
    twenty_pictures_on_a_card => Trick {
        thief: (1..=20).map(|n| picture("mallory", "m1", n)).collect(),
        gains: "32",
        limits: &[Texts(1)],
        ..Trick::of("Puts twenty pictures on her card of 8 letters: the cap is one")
    };
    one_pixel_changed => Trick {
        given: opening_and(vec![picture("anna", "c1", 1)]),
        thief: vec![picture("mallory", "m1", 2)],
        gains: "5",
        limits: &[Texts(1)],
        ..Trick::of("Brings Anna's picture with one byte changed: other bytes are another picture")
    };
}
