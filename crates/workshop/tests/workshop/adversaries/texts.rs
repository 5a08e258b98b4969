//! Tricks with where text stands: carrying letters about, and texts beside the cards.

use super::{SENTENCE, Trick, add, babble, cards, each, edit, opening_and, over, tricks};
use crate::adversaries::Limit::Texts;
use serde_json::{Value, json};

fn transfer(by: &str, from: &str, length: usize, to: &str, keep: bool) -> Value {
    json!({"by": by, "do": "transfer", "from": from, "at": 0, "length": length, "to": to, "to_at": 0, "keep": keep})
}

fn rename(by: &str, what: &str, id: Option<&str>, text: &str) -> Value {
    json!({"by": by, "do": "rename", "what": what, "id": id, "text": text})
}

tricks! {
    copying_into_ones_card => Trick {
        thief: vec![transfer("mallory", "c1", 32, "m1", true); 5],
        ..Trick::of("Copies Anna's text into her own card, five times")
    };
    copying_within_a_card => Trick {
        thief: vec![transfer("mallory", "m1", 9, "m1", true); 5],
        ..Trick::of("Copies her own text within her card, five times")
    };
    moving_text_into_ones_card => Trick {
        thief: vec![transfer("mallory", "c1", 32, "m1", false)],
        ..Trick::of("Moves Anna's text into her own card")
    };
    text_to_and_fro => Trick {
        thief: over(10, &[transfer("mallory", "c1", 32, "m1", false), transfer("mallory", "m1", 32, "c1", false)]),
        ..Trick::of("Moves Anna's text into her own card and back, over and over")
    };
    spreading_ones_letters => Trick {
        given: opening_and(vec![add("mallory", "m2", &babble(120, 1)), add("mallory", "m3", ""), add("mallory", "m4", "")]),
        thief: vec![transfer("mallory", "m2", 40, "m3", false), transfer("mallory", "m2", 40, "m4", false)],
        ..Trick::of("Spreads 120 letters of one card over three cards, to have the cap three times")
    };
    splitting => Trick {
        given: opening_and(vec![add("mallory", "m2", &babble(120, 1))]),
        thief: vec![
            json!({"by": "mallory", "do": "split", "card": "m2", "at": 80, "as": "m3"}),
            json!({"by": "mallory", "do": "split", "card": "m2", "at": 40, "as": "m4"}),
        ],
        ..Trick::of("Splits a card of 120 letters into three")
    };
    splitting_and_padding => Trick {
        thief: vec![
            json!({"by": "mallory", "do": "split", "card": "c1", "at": 12, "as": "m2"}),
            edit("mallory", "m2", 0, 0, &babble(100, 1)),
            edit("mallory", "c1", 0, 0, &babble(100, 2)),
        ],
        gains: "80",
        limits: &[Texts(2)],
        ..Trick::of("Splits Anna's card and types a hundred letters on each half")
    };
    splitting_off_everything => Trick {
        thief: vec![json!({"by": "mallory", "do": "split", "card": "c1", "at": 0, "as": "m2"})],
        ..Trick::of("Splits Anna's card at its very beginning, to be the maker of the card that has the text")
    };
    merging => Trick {
        thief: vec![json!({"by": "mallory", "do": "merge", "card": "c1", "into": "m1"})],
        ..Trick::of("Merges Anna's card into her own")
    };
    merging_for_the_blank => Trick {
        given: opening_and(cards("anna", "x", 10, "")),
        thief: each("x", 10, |card| json!({"by": "mallory", "do": "merge", "card": card, "into": "m1"})),
        ..Trick::of("Merges ten empty cards into her own, for the blank that every merge writes")
    };
    cutting_up_and_putting_together => Trick {
        thief: vec![
            json!({"by": "mallory", "do": "split", "card": "c1", "at": 12, "as": "m2"}),
            json!({"by": "mallory", "do": "merge", "card": "m2", "into": "c1"}),
        ],
        ..Trick::of("Splits Anna's card and merges it again")
    };
    ten_cards_merged_into_one => Trick {
        given: opening_and(cards("mallory", "x", 10, "")),
        honest: vec![edit("mallory", "m1", 0, 0, &babble(400, 1))],
        thief: (1..=10)
            .flat_map(|n| {
                let card = format!("x{n}");
                [
                    edit("mallory", &card, 0, 0, &babble(40, n)),
                    json!({"by": "mallory", "do": "merge", "card": card, "into": "m1"}),
                ]
            })
            .collect(),
        gains: "368",
        limits: &[Texts(10)],
        ..Trick::of("Writes 400 letters on ten cards and merges them, instead of writing them on one")
    };
    merging_the_pieces => Trick {
        thief: vec![
            add("mallory", "m2", "The customer waits"),
            add("mallory", "m3", "for an answer"),
            json!({"by": "mallory", "do": "merge", "card": "m3", "into": "m2"}),
        ],
        gains: "27",
        limits: &[Texts(2)],
        ..Trick::of("Types the halves of Anna's sentence on two cards and merges them: a merge is no typing")
    };
    a_new_name_for_bens_group => Trick {
        given: opening_and(vec![
            json!({"by": "ben", "do": "group", "group": "g1", "name": "Waiting", "cards": ["c1"]}),
        ]),
        thief: vec![rename("mallory", "group", Some("g1"), "Being left alone")],
        gains: "14",
        others: &[("ben", "-7")],
        limits: &[Texts(1)],
        ..Trick::of("Gives Ben's group another name: the name's letters are hers, the grouping stays Ben's")
    };
    promises => Trick {
        thief: (0..5)
            .map(|n| json!({"by": "mallory", "do": "promise", "card": "c1", "text": babble(100, n),
                "owner": "anna", "due": "2027-01-31"}))
            .collect(),
        gains: "200",
        limits: &[Texts(5)],
        ..Trick::of("Writes a hundred letters in each of five promises on Anna's card, for Anna to keep")
    };
    promising_what_stands_there => Trick {
        thief: vec![json!({"by": "mallory", "do": "promise", "card": "m1", "text": SENTENCE,
            "owner": "mallory", "due": "2027-01-31"})],
        ..Trick::of("Types Anna's sentence again as a promise")
    };
    group_names => Trick {
        thief: vec![
            json!({"by": "mallory", "do": "group", "group": "g1", "name": babble(100, 1), "cards": ["m1"]}),
            json!({"by": "mallory", "do": "group", "group": "g2", "name": babble(100, 2), "cards": []}),
            json!({"by": "mallory", "do": "group", "group": "g3", "name": babble(100, 3), "cards": ["m1"]}),
        ],
        gains: "40",
        limits: &[Texts(1)],
        ..Trick::of("Makes three groups with names of a hundred letters: a name counts while a card is in the group")
    };
    stages => Trick {
        thief: (0..3)
            .map(|n| json!({"by": "mallory", "do": "add_stage", "stage": format!("s{n}"), "name": babble(100, n)}))
            .chain([rename("mallory", "stage", Some("Leave"), &babble(100, 9))])
            .collect(),
        gains: "160",
        limits: &[Texts(4)],
        ..Trick::of("Adds three stages with names of a hundred letters, and renames a fourth")
    };
    title_and_purpose => Trick {
        given: opening_and(vec![rename("anna", "title", None, "Less waiting")]),
        thief: vec![
            rename("mallory", "title", None, &babble(100, 1)),
            rename("mallory", "purpose", None, &babble(100, 2)),
        ],
        gains: "80",
        others: &[("anna", "-11")],
        limits: &[Texts(2)],
        ..Trick::of("Writes over Anna's title, and writes a purpose, a hundred letters each")
    };
    the_title_again => Trick {
        given: opening_and(vec![rename("anna", "title", None, "How we stop letting people wait")]),
        thief: vec![
            rename("mallory", "title", None, ""),
            rename("mallory", "title", None, "How we stop letting people wait"),
        ],
        ..Trick::of("Clears Anna's title and types it again")
    };
    what_the_template_says => Trick {
        given: opening_and(vec![
            json!({"by": "tom", "tidy": true, "do": "rename", "what": "purpose", "text": "Find out what customers wait for most"}),
        ]),
        thief: vec![add("mallory", "m2", "Find out what customers wait for most")],
        ..Trick::of("Types again what nobody at the table wrote")
    };
    reasons => Trick {
        thief: vec![json!({"by": "mallory", "do": "state", "card": "m1", "state": "decided", "reason": babble(400, 1)})],
        ..Trick::of("Writes 400 letters as the reason for a decision")
    };
}
