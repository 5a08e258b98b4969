//! Tricks with shaping other people's cards, and with being built on.

use super::{Trick, add, babble, cards, each, edit, linked, moved, opening_and, over, tricks};
use crate::adversaries::Limit::{Lineage, Structure, Texts};
use serde_json::{Value, json};

fn grouped(by: &str, group: &str, cards: &[&str]) -> Value {
    json!({"by": by, "do": "group", "group": group, "name": "", "cards": cards})
}

fn related(by: &str, from: &str, to: &str) -> Value {
    json!({"by": by, "do": "link", "from": from, "to": to, "kind": "relates_to"})
}

fn unlinked(by: &str, from: &str, to: &str) -> Value {
    json!({"by": by, "do": "unlink", "from": from, "to": to, "kind": "relates_to"})
}

/// The opening and a dozen cards of Anna's, of 8 letters each.
fn a_dozen() -> Vec<Value> {
    opening_and(cards("anna", "a", 12, "Ask first"))
}

tricks! {
    to_and_fro => Trick {
        thief: over(20, &[moved("mallory", "c1", "Use"), moved("mallory", "c1", "Choose")]),
        ..Trick::of("Moves Anna's card to another place and back, over and over")
    };
    moving_about => Trick {
        thief: over(20, &[moved("mallory", "c1", "Use"), moved("mallory", "c1", "Leave")]),
        gains: "5",
        limits: &[Structure],
        ..Trick::of("Moves Anna's card from place to place forty times: where it is now counts, once")
    };
    moving_ones_own => Trick {
        thief: vec![moved("mallory", "m1", "Use"), grouped("mallory", "g1", &["m1"]), related("mallory", "m1", "c1")],
        ..Trick::of("Moves, groups and links her own card")
    };
    moving_everything => Trick {
        given: a_dozen(),
        thief: each("a", 12, |card| moved("mallory", card, "Use")),
        gains: "40",
        limits: &[Structure],
        ..Trick::of("Moves a dozen cards of Anna's to another place")
    };
    moving_what_ben_placed => Trick {
        given: opening_and(vec![moved("ben", "c1", "Use")]),
        thief: vec![moved("mallory", "c1", "Choose"), moved("mallory", "c1", "Use")],
        ..Trick::of("Moves a card that Ben had placed away and back: Ben was first there")
    };
    moving_it_elsewhere => Trick {
        given: opening_and(vec![moved("ben", "c1", "Use")]),
        thief: vec![moved("mallory", "c1", "Leave")],
        gains: "5",
        others: &[("ben", "-5")],
        limits: &[Structure],
        ..Trick::of("Moves a card that Ben had placed to a third place")
    };
    moving_an_empty_card => Trick {
        given: opening_and(vec![add("anna", "c2", "")]),
        thief: vec![moved("mallory", "c2", "Use"), grouped("mallory", "g1", &["c2"]), related("mallory", "c2", "m1")],
        ..Trick::of("Moves, groups and links a card without letters")
    };
    mass_grouping => Trick {
        given: a_dozen(),
        thief: vec![grouped("mallory", "g1",
            &["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12"])],
        gains: "40",
        limits: &[Structure],
        ..Trick::of("Puts a dozen cards of Anna's into one group")
    };
    grouping_again => Trick {
        given: opening_and(vec![grouped("ben", "g1", &["c1"])]),
        thief: over(5, &[json!({"by": "mallory", "do": "ungroup", "cards": ["c1"]}), grouped("mallory", "g1", &["c1"])]),
        ..Trick::of("Takes Anna's card out of Ben's group and puts it there again")
    };
    a_group_of_the_same_name => Trick {
        given: opening_and(vec![
            json!({"by": "ben", "do": "group", "group": "g1", "name": "Waiting and being left alone", "cards": ["c1"]}),
        ]),
        thief: vec![
            json!({"by": "mallory", "do": "group", "group": "g2", "name": "Waiting and being left alone", "cards": ["c1"]}),
        ],
        gains: "5",
        others: &[("ben", "-5")],
        limits: &[Structure],
        ..Trick::of("Puts the card of Ben's group into a group of her own with the same name: the name stays Ben's, the grouping is hers")
    };
    linking_everything => Trick {
        given: opening_and(cards("anna", "a", 6, "Ask first")),
        thief: (1..=6)
            .flat_map(|from| (1..=6).map(move |to| (from, to)))
            .filter(|(from, to)| from != to)
            .flat_map(|(from, to)| {
                ["builds_on", "leads_to", "relates_to"].map(|kind| {
                    json!({"by": "mallory", "do": "link", "from": format!("a{from}"), "to": format!("a{to}"), "kind": kind})
                })
            })
            .collect(),
        gains: "30",
        limits: &[Structure],
        ..Trick::of("Links six cards of Anna's with each other in every way: all links of a card count 5 together")
    };
    linking_again => Trick {
        given: opening_and(vec![related("ben", "c1", "m1")]),
        thief: over(5, &[unlinked("mallory", "c1", "m1"), related("mallory", "c1", "m1")]),
        ..Trick::of("Takes a link of Ben's away and draws it again")
    };
    linking_beside => Trick {
        given: opening_and(vec![related("ben", "c1", "m1"), add("ben", "b1", "Ring")]),
        thief: vec![related("mallory", "c1", "b1")],
        gains: "5/2",
        others: &[("ben", "-5/2")],
        limits: &[Structure],
        ..Trick::of("Draws one more link from a card that Ben had linked: they share its 5")
    };
    all_three_on_every_card => Trick {
        given: a_dozen(),
        thief: [
            each("a", 12, |card| moved("mallory", card, "Use")),
            each("a", 12, |card| grouped("mallory", "g1", &[card])),
            each("a", 12, |card| related("mallory", card, "m1")),
        ]
        .concat(),
        gains: "40",
        limits: &[Structure],
        ..Trick::of("Moves, groups and links a dozen cards of Anna's")
    };
    building_on_oneself => Trick {
        given: opening_and(vec![add("mallory", "m2", "Call back at once")]),
        thief: vec![linked("mallory", "m2", "m1"), linked("mallory", "m1", "m2")],
        ..Trick::of("Lets her own cards build on each other")
    };
    claiming_to_be_built_on => Trick {
        given: a_dozen(),
        thief: each("a", 12, |card| linked("mallory", card, "m1")),
        gains: "40",
        limits: &[Structure],
        ..Trick::of("Says herself that a dozen cards of Anna's build on hers: that counts as linking alone")
    };
    claiming_it_as_a_scribe => Trick {
        given: a_dozen(),
        thief: each("a", 12, |card| {
            let mut step = linked("mallory", card, "m1");
            step["for"] = json!("anna");
            step
        }),
        gains: "40",
        limits: &[Lineage],
        attributed: true,
        ..Trick::of("Says it as Anna's scribe, without asking Anna: attributed until Anna confirms it")
    };
    through_a_friend => Trick {
        given: opening_and(cards("oskar", "o", 12, "Ask first")),
        thief: each("o", 12, |card| linked("oskar", card, "m1")),
        gains: "40",
        limits: &[Lineage],
        ..Trick::of("Lets Oskar say that each of his dozen cards builds on hers")
    };
    praising_each_other => Trick {
        given: opening_and([cards("oskar", "o", 12, "Ask first"), cards("mallory", "x", 12, "Go first")].concat()),
        thief: [
            each("o", 12, |card| linked("oskar", card, "m1")),
            each("x", 12, |card| linked("mallory", card, "o1")),
        ]
        .concat(),
        seats: &["mallory", "oskar"],
        gains: "80",
        limits: &[Lineage, Lineage],
        ..Trick::of("Builds on Oskar as Oskar builds on her, a dozen cards each")
    };
    a_chain_through_a_friend => Trick {
        given: opening_and(vec![add("oskar", "o1", "Ask first"), add("mallory", "m2", "Then call")]),
        thief: vec![linked("mallory", "m2", "o1"), linked("oskar", "o1", "m1")],
        seats: &["mallory"],
        gains: "5",
        others: &[("oskar", "5")],
        limits: &[Lineage],
        ..Trick::of("Builds on Oskar's card, which builds on hers: one step counts, and nothing comes back along the chain")
    };
    one_letter_to_build_on => Trick {
        given: opening_and([vec![add("mallory", "m2", "x")], cards("oskar", "o", 12, "Ask first")].concat()),
        thief: each("o", 12, |card| linked("oskar", card, "m2")),
        gains: "40",
        limits: &[Lineage],
        ..Trick::of("Lets Oskar's dozen cards build on a card of hers with one letter")
    };
    cards_of_one_letter => Trick {
        given: opening_and(cards("oskar", "o", 12, "x")),
        thief: each("o", 12, |card| linked("oskar", card, "m1")),
        gains: "12",
        limits: &[Lineage],
        ..Trick::of("Lets Oskar make a dozen cards of one letter that build on hers: each counts as much as it has letters")
    };
    a_second_parent => Trick {
        given: opening_and(vec![add("ben", "b1", "Ring at once"), linked("ben", "b1", "c1")]),
        thief: vec![json!({"by": "mallory", "for": "ben", "do": "link", "from": "b1", "to": "m1", "kind": "builds_on"})],
        gains: "5/2",
        others: &[("anna", "-5/2")],
        limits: &[Lineage],
        attributed: true,
        ..Trick::of("Draws as Ben's scribe, without asking Ben, a link that says his card builds on hers too: attributed until Ben confirms it")
    };
    a_wordy_parent => Trick {
        given: opening_and(vec![add("ben", "b1", "Ring at once"), linked("ben", "b1", "c1")]),
        thief: vec![edit("mallory", "c1", 32, 0, &babble(108, 1))],
        gains: "44",
        others: &[("anna", "-4")],
        limits: &[Texts(1), Lineage],
        ..Trick::of("Types 108 letters on Anna's card of 27 on which Ben builds: being built on goes by the letters that stand there")
    };
    a_circle_of_cards => Trick {
        given: opening_and(vec![add("ben", "b1", "Ring at once"), linked("ben", "b1", "c1")]),
        thief: vec![json!({"by": "mallory", "do": "copy", "card": "m1", "as": "m2"}), linked("mallory", "m2", "b1"), linked("mallory", "b1", "m1")],
        gains: "5/2",
        others: &[("ben", "5")],
        limits: &[Structure],
        ..Trick::of("Closes a circle of cards that build on each other")
    };
}
