//! Tricks with who one is: more seats than one, speaking for others, leading the room.

use super::{SENTENCE, Trick, add, babble, each, edit, linked, moved, opening_and, tricks};
use crate::adversaries::Limit::{Lineage, Seats, Structure, Texts};
use canvas::chain::sha256_of;
use serde_json::{Value, json};

fn anonymous(by: &str, card: &str, text: &str) -> Value {
    json!({"by": by, "do": "add", "card": card, "stage": "Choose", "lane": "Steps", "text": text, "anonymous": true})
}

fn written_for(by: &str, whom: &str, card: &str, text: &str) -> Value {
    json!({"by": by, "for": whom, "do": "add", "card": card, "stage": "Choose", "lane": "Steps", "text": text})
}

/// An unnamed card that can be claimed.
fn unsigned(by: &str, card: &str, text: &str, secret: &str) -> Value {
    let mut step = anonymous(by, card, text);
    step["claim"] = json!(sha256_of(secret));
    step
}

fn claim(by: &str, card: &str, secret: &str) -> Value {
    json!({"by": by, "do": "claim", "card": card, "secret": secret})
}

/// The first letters of a card become somebody's.
fn correction(by: &str, card: &str, length: usize, to: &str, agreed: &[&str]) -> Value {
    json!({
        "by": by, "do": "reassign", "card": card, "at": 0, "length": length, "to": [to],
        "reason": "It was said aloud", "agreed": agreed,
    })
}

fn refused(code: &str, mut step: Value) -> Value {
    step["refused"] = json!(code);
    step
}

fn tidy(mut step: Value) -> Value {
    step["tidy"] = json!(true);
    step
}

/// Sixteen cards of five letters, each moved and drawn as building on another, by whoever has the seats.
fn crosswise(seats: [&str; 2]) -> Vec<Value> {
    let cards = (0..16).map(|n| add(seats[n % 2], &format!("x{n}"), &babble(5, n as u32)));
    let moves = (0..16).map(|n| moved(seats[(n + 1) % 2], &format!("x{n}"), "Use"));
    let links = (0..16).map(|n| {
        linked(
            seats[n % 2],
            &format!("x{n}"),
            &format!("x{}", (n + 1) % 16),
        )
    });
    cards.chain(moves).chain(links).collect()
}

tricks! {
    voting_for_oneself => Trick {
        thief: vec![
            json!({"by": "mallory", "do": "vote", "card": "m1", "votes": 100}),
            json!({"by": "mallory", "do": "rate", "card": "m1", "expected": 1, "worked": 7, "felt": 7}),
        ],
        ..Trick::of("Votes for her own card and rates it")
    };
    two_seats => Trick {
        given: Vec::new(),
        honest: crosswise(["mallory", "mallory"]),
        thief: crosswise(["mallory", "oskar"]),
        seats: &["mallory", "oskar"],
        gains: "160",
        limits: &[Seats(1)],
        ..Trick::of("Sits at the table twice, moves the cards of the other seat and builds on them")
    };
    two_seats_for_the_cap => Trick {
        given: Vec::new(),
        honest: vec![add("mallory", "m1", &babble(80, 1))],
        thief: vec![add("mallory", "m1", &babble(80, 1)[..40]), edit("oskar", "m1", 40, 0, &babble(80, 1)[40..])],
        seats: &["mallory", "oskar"],
        gains: "40",
        limits: &[Texts(1)],
        ..Trick::of("Writes 80 letters on one card from two seats: the cap held 40 of them back")
    };
    another_side => Trick {
        thief: vec![json!({"by": "mallory", "do": "change_person", "id": "mallory", "name": "Mallory", "side": "staff"})],
        ..Trick::of("Changes sides")
    };
    another_name => Trick {
        thief: vec![json!({"by": "mallory", "do": "change_person", "id": "mallory", "name": "Anna", "side": "customer"})],
        ..Trick::of("Takes Anna's name")
    };
    anonymous_cards => Trick {
        honest: vec![add("mallory", "m2", "Say who decides"), add("mallory", "m3", "Say it today")],
        thief: vec![anonymous("mallory", "m2", "Say who decides"), anonymous("mallory", "m3", "Say it today")],
        seats: &["mallory", "anonymous 1", "anonymous 2"],
        ..Trick::of("Writes unnamed what she could have written in her name")
    };
    shaping_ones_anonymous_cards => Trick {
        honest: (1..=12).map(|n| add("mallory", &format!("x{n}"), &babble(8, n))).collect(),
        thief: [
            (1..=12).map(|n| anonymous("mallory", &format!("x{n}"), &babble(8, n))).collect(),
            each("x", 12, |card| moved("mallory", card, "Use")),
        ]
        .concat(),
        seats: &["mallory", "anonymous 1", "anonymous 2", "anonymous 3", "anonymous 4", "anonymous 5", "anonymous 6",
            "anonymous 7", "anonymous 8", "anonymous 9", "anonymous 10", "anonymous 11", "anonymous 12"],
        gains: "40",
        limits: &[Structure],
        ..Trick::of("Writes a dozen cards unnamed and moves them as somebody else's")
    };
    building_on_ones_anonymous_card => Trick {
        honest: vec![add("mallory", "m2", "Say who decides"), linked("mallory", "m1", "m2")],
        thief: vec![anonymous("mallory", "m2", "Say who decides"), linked("mallory", "m1", "m2")],
        seats: &["mallory", "anonymous 1"],
        gains: "5",
        limits: &[Lineage],
        ..Trick::of("Writes a card unnamed and lets her own build on it")
    };
    anonymous_theft => Trick {
        thief: vec![anonymous("mallory", "m2", SENTENCE)],
        seats: &["mallory", "anonymous 1"],
        ..Trick::of("Types Anna's sentence again, unnamed")
    };
    writing_for_anna => Trick {
        honest: vec![add("anna", "c2", "Say who decides")],
        thief: vec![written_for("mallory", "anna", "c2", "Say who decides")],
        ..Trick::of("Is Anna's scribe: all credit goes to Anna")
    };
    ten_scribes => Trick {
        honest: vec![edit("anna", "c1", 32, 0, &babble(100, 1))],
        thief: (0..100)
            .map(|n| json!({"by": (["mallory", "ben", "oskar", "tom"][n % 4]), "for": "anna", "do": "edit", "card": "c1",
                "at": 32 + n, "insert": babble(100, 1)[n..=n]}))
            .collect(),
        ..Trick::of("Lets four people in turn write for Anna: her cap is one")
    };
    speaking_for_the_other_side => Trick {
        thief: vec![json!({"by": "mallory", "for": "sue", "do": "edit", "card": "m1", "at": 0, "insert": "x", "refused": "other-side"})],
        ..Trick::of("Writes for somebody of the other side without leading the room")
    };
    a_voice_shared_with_anna => Trick {
        thief: vec![json!({"by": "mallory", "for": ["mallory", "anna"], "do": "edit", "card": "c1", "at": 0, "delete": 32, "insert": SENTENCE})],
        ..Trick::of("Writes Anna's text over in the name of both")
    };
    every_second_word_for_a_friend => Trick {
        thief: [
            vec![add("mallory", "m2", "")],
            SENTENCE
                .split(' ')
                .enumerate()
                .map(|(n, word)| {
                    let at = SENTENCE.split(' ').take(n).map(|word| word.len() + 1).sum::<usize>();
                    json!({"by": "mallory", "for": (["mallory", "oskar"][n % 2]), "do": "edit", "card": "m2", "at": at, "insert": format!("{word} ")})
                })
                .collect(),
        ]
        .concat(),
        gains: "10",
        others: &[("oskar", "17")],
        limits: &[Texts(1)],
        ..Trick::of("Types Anna's sentence again alone, every second word as Oskar's scribe, so that no 20 letters in a row have one voice")
    };
    deleting_in_annas_name => Trick {
        thief: vec![
            json!({"by": "mallory", "for": "anna", "do": "edit", "card": "c1", "at": 0, "delete": 32}),
            edit("mallory", "c1", 0, 0, SENTENCE),
        ],
        gains: "27",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Deletes Anna's text as Anna's scribe and types it again as her own: what its own voice deleted is no source")
    };
    taking_it_out_in_a_friends_name => Trick {
        thief: vec![
            edit("mallory", "c1", 0, 32, ""),
            edit("mallory", "c1", 0, 0, "The customer waits xx for an answer"),
            json!({"by": "mallory", "for": "oskar", "do": "edit", "card": "c1", "at": 19, "delete": 3}),
        ],
        gains: "27",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Types Anna's text again with two letters in the middle, and takes them out as Oskar's scribe")
    };
    many_voices_for_one_text => Trick {
        given: Vec::new(),
        honest: vec![add("mallory", "m1", &babble(120, 1))],
        thief: vec![json!({"by": "mallory", "for": ["mallory", "ben", "oskar"], "do": "add", "card": "m1",
            "stage": "Choose", "lane": "Steps", "text": babble(120, 1)})],
        seats: &["mallory", "ben", "oskar"],
        gains: "80",
        limits: &[Texts(3)],
        ..Trick::of("Says that 120 letters are of three people: each has a third, and a cap for it")
    };
    unnamed_for_the_cap => Trick {
        honest: vec![add("mallory", "x1", &babble(80, 1))],
        thief: vec![anonymous("mallory", "x1", &babble(40, 1)), edit("mallory", "x1", 40, 0, &babble(40, 2))],
        seats: &["mallory", "anonymous 1"],
        gains: "40",
        limits: &[Texts(1)],
        ..Trick::of("Writes 40 letters unnamed and 40 under her name on the same card")
    };
    tidying_junk_into_annas_text => Trick {
        given: opening_and(vec![add("mallory", "m2", &babble(27, 1))]),
        thief: vec![tidy(edit("tom", "m2", 0, 27, SENTENCE))],
        ..Trick::of("Writes 27 letters without meaning and has them tidied up into Anna's sentence: they count as before, and as nothing more")
    };
    what_anna_said_aloud => Trick {
        honest: vec![written_for("mallory", "anna", "c2", "Say who decides")],
        thief: vec![add("mallory", "c2", "Say who decides")],
        gains: "13",
        others: &[("anna", "-13")],
        limits: &[Texts(1)],
        ..Trick::of("Writes in her own name what Anna says aloud")
    };
    tidying_up_by_anybody => Trick {
        thief: vec![json!({"by": "mallory", "tidy": true, "do": "edit", "card": "c1", "at": 0, "delete": 3, "insert": "Our", "refused": "facilitators-only"})],
        ..Trick::of("Tidies up without leading the room")
    };
    tidying_up_to_own => Trick {
        thief: vec![
            tidy(edit("tom", "c1", 0, 32, "A customer is left waiting for some sort of answer")),
            tidy(edit("tom", "c1", 0, 0, "Nowadays ")),
            tidy(moved("tom", "c1", "Use")),
            tidy(linked("tom", "c1", "m1")),
        ],
        seats: &["tom"],
        ..Trick::of("Leads the room and tidies up: writes Anna's card anew, moves and links it")
    };
    tidying_up_to_take_places => Trick {
        given: opening_and(vec![moved("ben", "c1", "Use")]),
        thief: vec![tidy(moved("tom", "c1", "Leave"))],
        seats: &["tom"],
        ..Trick::of("Leads the room and moves a card that Ben had placed, as tidying up: the fact stays Ben's")
    };
    tidying_up_the_cap => Trick {
        given: opening_and(vec![add("mallory", "m2", &babble(80, 1))]),
        thief: vec![tidy(edit("tom", "m2", 40, 40, ""))],
        ..Trick::of("Has her card of 80 letters cut down to 40 by who leads the room: 40 counted before, 40 count now")
    };
    confirming_for_oneself => Trick {
        given: opening_and(vec![written_for("mallory", "anna", "c2", "Say who decides")]),
        thief: vec![json!({"by": "mallory", "for": "anna", "do": "confirm", "card": "c2", "refused": "facilitators-only"})],
        ..Trick::of("Confirms in Anna's name what she wrote for Anna")
    };
    claiming_annas_card => Trick {
        given: vec![unsigned("anna", "c1", SENTENCE, "annas secret")],
        thief: vec![
            refused("wrong-secret", claim("mallory", "c1", "mallorys guess")),
            refused("wrong-secret", claim("mallory", "c1", &sha256_of("annas secret"))),
        ],
        ..Trick::of("Claims what Anna wrote unnamed, with a guess or with the hash that the file shows")
    };
    claiming_what_anna_gave_up => Trick {
        given: vec![
            unsigned("anna", "c1", SENTENCE, "annas secret"),
            claim("anna", "c1", "annas secret"),
            json!({"by": "anna", "do": "undo"}),
        ],
        thief: vec![refused("claimed", claim("mallory", "c1", "annas secret"))],
        ..Trick::of("Claims, with the secret that the log shows, what Anna had claimed and given up again")
    };
    claiming_for_the_cap => Trick {
        given: Vec::new(),
        honest: vec![add("mallory", "m1", &babble(80, 1))],
        thief: vec![
            unsigned("mallory", "m1", &babble(80, 1)[..40], "mallorys secret"),
            edit("mallory", "m1", 40, 0, &babble(80, 1)[40..]),
            claim("mallory", "m1", "mallorys secret"),
        ],
        ..Trick::of("Writes 40 letters unnamed and 40 under her name on the same card, and claims the first: one cap for both")
    };
    claiming_what_she_has_shaped => Trick {
        given: Vec::new(),
        honest: vec![add("mallory", "m1", "Call back"), moved("mallory", "m1", "Use")],
        thief: vec![
            unsigned("mallory", "m1", "Call back", "mallorys secret"),
            moved("mallory", "m1", "Use"),
            claim("mallory", "m1", "mallorys secret"),
        ],
        ..Trick::of("Moves her unnamed card as somebody else's, and claims it afterwards")
    };
    correcting_without_leading => Trick {
        thief: vec![refused("facilitators-only", correction("mallory", "c1", 32, "mallory", &["oskar"]))],
        ..Trick::of("Corrects Anna's sentence into her own without leading the room")
    };
    correcting_alone => Trick {
        thief: vec![
            refused("not-agreed", correction("tom", "c1", 32, "tom", &[])),
            refused("not-agreed", correction("tom", "c1", 32, "tom", &["tom"])),
        ],
        seats: &["tom"],
        ..Trick::of("Leads the room and corrects Anna's sentence into his own, and nobody else agrees")
    };
    correcting_with_a_friend => Trick {
        thief: vec![correction("tom", "c1", 32, "mallory", &["oskar"])],
        gains: "27",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Has who leads the room correct Anna's sentence into hers, and a friend agrees: it is in the log with the reason and who agreed")
    };
    correcting_for_the_cap => Trick {
        given: vec![add("mallory", "m1", &babble(80, 1))],
        thief: vec![correction("tom", "m1", 40, "oskar", &["mallory"])],
        seats: &["mallory", "oskar"],
        ..Trick::of("Has half of her 80 letters corrected into a friend's: the cap goes along")
    };
    correcting_what_is_nobodys => Trick {
        given: vec![tidy(add("tom", "t1", "Call back soon"))],
        thief: vec![refused("nobodys-letters", correction("tom", "t1", 14, "mallory", &["mallory"]))],
        ..Trick::of("Has a tidied-up card, which is nobody's, corrected into hers")
    };
    deleting_what_was_corrected => Trick {
        given: vec![add("mallory", "m1", &babble(80, 1)), correction("tom", "m1", 40, "anna", &["ben"])],
        thief: vec![edit("mallory", "m1", 0, 40, "")],
        others: &[("anna", "-40")],
        ..Trick::of("Deletes what was corrected from hers into Anna's, to have the cap for the rest of her own")
    };
    declaring_oneself_the_author => Trick {
        thief: vec![refused(
            "imports-only",
            json!({"by": "mallory", "do": "declare", "card": "c1", "people": ["mallory"]}),
        )],
        ..Trick::of("Declares herself the author of Anna's card, as an import would")
    };
    importing_in_her_own_name => Trick {
        thief: vec![
            json!({"do": "add", "card": "i1", "stage": "Choose", "lane": "Steps", "text": babble(40, 1)}),
            json!({"do": "declare", "card": "i1", "people": ["mallory"]}),
        ],
        ..Trick::of("Imports a text that names her as its author: declared, not recorded, and outside the sum")
    };
    typing_the_import_again => Trick {
        given: opening_and(vec![
            json!({"do": "add", "card": "i1", "stage": "Choose", "lane": "Steps", "text": "Find out what customers wait for"}),
        ]),
        thief: vec![add("mallory", "m2", "Find out what customers wait for")],
        ..Trick::of("Types an imported text again: it stays nobody's")
    };
    being_built_on_by_an_import => Trick {
        given: opening_and(vec![
            json!({"do": "add", "card": "i1", "stage": "Choose", "lane": "Steps", "text": "Find out what customers wait for"}),
        ]),
        thief: vec![linked("mallory", "i1", "m1"), moved("mallory", "i1", "Use")],
        gains: "10",
        limits: &[Structure],
        ..Trick::of("Says that an imported card builds on hers, and moves it: shaping counts, being built on does not")
    };
}
