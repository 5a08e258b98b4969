//! What nobody may know leaves the host in no way.
//!
//! Two rooms do the same in the open. Behind it, other things happen in the one than in the other:
//! other words, other people, other gestures, or nothing. Whoever may not know of that is sent the
//! same bytes in both, in the same order, and the files are the same.

use super::{DEVICES, Room, add, enter, phase, phase_with};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use workshop::view::Role;

/// Something that happens.
#[derive(Clone, Debug)]
enum Event {
    /// Everybody sees it.
    Open(u8, u8),
    /// Anna or Ben does something with a hidden card.
    Hidden {
        who: bool,
        what: u8,
        text: String,
    },
    /// A device comes back.
    Back(u8),
    Signal(u8, u8),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        3 => (any::<u8>(), any::<u8>()).prop_map(|(who, what)| Event::Open(who, what)),
        5 => (any::<bool>(), any::<u8>(), "[a-z ]{0,12}")
            .prop_map(|(who, what, text)| Event::Hidden { who, what, text }),
        1 => any::<u8>().prop_map(Event::Back),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(who, what)| Event::Signal(who, what)),
    ];
    vec(event, 1..40)
}

/// Plays what happens in the open; `hidden` says what happens behind it.
fn play(room: &mut Room, events: &[Event], mut hidden: impl FnMut(&mut Room, usize, &Event)) {
    let people = ["tom", "cem", "sue", "kim"];
    for (n, event) in events.iter().enumerate() {
        match event {
            Event::Open(who, what) => {
                let who = people[usize::from(*who) % people.len()];
                let step = match what % 5 {
                    // Whoever writes now writes hidden; Tom moves and comments.
                    0 => json!({"by": who, "do": "edit", "card": "o", "at": 0, "insert": "x"}),
                    1 => json!({"by": who, "do": "comment", "card": "o", "text": "Well."}),
                    2 => json!({"by": who, "do": "move", "card": "o", "stage": "use",
                        "lane": if what % 2 == 0 { "steps" } else { "ideas" }}),
                    3 => json!({"by": who, "do": "undo"}),
                    _ => json!({"by": who, "do": "vote", "card": "o", "votes": 1}),
                };
                // What is refused is refused in both.
                let _ = room.says(who, step);
            }
            Event::Hidden { .. } => {
                let now = room.now_ms;
                hidden(room, n, event);
                // Time goes by alike, whatever was done.
                room.now_ms = now + 5000;
            }
            Event::Back(device) => {
                let (device, _) = DEVICES[usize::from(*device) % DEVICES.len()];
                room.comes(device);
            }
            Event::Signal(who, what) => {
                let who = people[usize::from(*who) % people.len()];
                let what = if what % 2 == 0 { "ready" } else { "hand" };
                let _ = room.signals(who, json!({"signal": what, "on": true}));
            }
        }
    }
}

/// Does something with a hidden card of Anna's or Ben's.
fn hide(room: &mut Room, n: usize, event: &Event, swapped: bool) {
    let Event::Hidden { who, what, text } = event else {
        return;
    };
    let who = if *who != swapped { "anna" } else { "ben" };
    let card = format!("h{}", n.saturating_sub(usize::from(what % 3)));
    let step = match what % 8 {
        0..=3 => add(who, &format!("h{n}"), text),
        4 => json!({"by": who, "do": "edit", "card": card, "at": 0, "insert": text}),
        5 => json!({"by": who, "do": "delete", "card": card}),
        6 => json!({"by": who, "do": "undo"}),
        _ => json!({"by": who, "do": "redo"}),
    };
    let _ = room.says(who, step);
}

fn room(writing: &str) -> Room {
    let mut room = Room::with(&[
        phase_with("hidden", "writing", json!(writing)),
        phase("after"),
    ]);
    room.says("tom", add("tom", "o", "What does it cost?"))
        .unwrap();
    room.says("tom", enter("hidden")).unwrap();
    room
}

/// Those who may not know what Anna and Ben do.
fn others() -> impl Iterator<Item = &'static str> {
    let names = DEVICES.into_iter().map(|(name, _)| name);
    names.filter(|name| !["anna", "ben"].contains(name))
}

fn alike(one: &Room, other: &Room) -> Result<(), TestCaseError> {
    for device in others() {
        let (one, other) = (&one.heard[device], &other.heard[device]);
        for (one, other) in one.iter().zip(other) {
            prop_assert_eq!(one, other, "{}", device);
        }
        prop_assert_eq!(one.len(), other.len(), "{}", device);
    }
    prop_assert_eq!(one.workshop.to_bytes(), other.workshop.to_bytes());
    Ok(())
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("ATELIER_CASES").ok();
    ProptestConfig::with_cases(cases.and_then(|n| n.parse().ok()).unwrap_or(64))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn hidden_work_is_as_if_it_were_not_there(events in events(), nameless: bool) {
        let writing = if nameless { "anonymous" } else { "private" };
        let (mut one, mut other) = (room(writing), room(writing));
        play(&mut one, &events, |room, n, event| hide(room, n, event, false));
        play(&mut other, &events, |_, _, _| {});
        alike(&one, &other)?;
    }

    #[test]
    fn who_wrote_without_a_name_makes_no_difference(events in events()) {
        let (mut one, mut other) = (room("anonymous"), room("anonymous"));
        play(&mut one, &events, |room, n, event| hide(room, n, event, false));
        play(&mut other, &events, |room, n, event| hide(room, n, event, true));
        for room in [&mut one, &mut other] {
            room.says("tom", json!({"by": "tom", "do": "reveal"})).unwrap();
            room.says("tom", enter("after")).unwrap();
            room.comes("kim");
            room.comes("wall");
        }
        alike(&one, &other)?;
    }

    #[test]
    fn when_and_how_a_card_was_written_makes_no_difference(
        cards in vec(("[a-z]{1,20}", any::<bool>()), 1..8),
        order in any::<u64>(),
        nameless: bool,
    ) {
        let writing = if nameless { "anonymous" } else { "private" };
        let (mut one, mut other) = (room(writing), room(writing));
        let writer = |anna: bool| if anna { "anna" } else { "ben" };
        for (n, (text, anna)) in cards.iter().enumerate() {
            one.says(writer(*anna), add(writer(*anna), &format!("h{n}"), text)).unwrap();
        }
        // The same cards in another order, letter by letter, with a change of mind.
        let mut turned: Vec<_> = cards.iter().enumerate().collect();
        turned.rotate_left(order as usize % cards.len());
        turned.reverse();
        for (n, (text, anna)) in turned {
            let (who, card) = (writer(*anna), format!("h{n}"));
            other.says(who, add(who, &card, "no: ")).unwrap();
            let set = json!({"by": who, "do": "set_text", "card": card, "text": ""});
            other.says(who, set).unwrap();
            for (at, letter) in text.chars().enumerate() {
                let edit = json!({"by": who, "do": "edit", "card": card, "at": at,
                    "insert": letter.to_string()});
                other.says(who, edit).unwrap();
            }
        }
        let now = one.now_ms.max(other.now_ms);
        for room in [&mut one, &mut other] {
            room.now_ms = now;
            room.says("tom", json!({"by": "tom", "do": "reveal"})).unwrap();
        }
        alike(&one, &other)?;
    }

    #[test]
    fn what_was_given_in_a_round_makes_no_difference_until_it_is_closed(
        ballots in vec((0_usize..3, 0_u32..3, 0_u32..3), 1..20),
        ratings: bool,
    ) {
        let asks = match ratings {
            true => json!({"is": "ratings"}),
            false => json!({"is": "votes", "budget": 100, "per_card": 9, "own_cards": true}),
        };
        let open = json!({"by": "tom", "do": "open_round", "round": "r", "asks": asks});
        let (mut one, mut other) = (room("private"), room("private"));
        for card in ["p", "q"] {
            for room in [&mut one, &mut other] {
                room.says("tom", enter("after")).unwrap();
                room.says("tom", add("tom", card, card)).unwrap();
            }
        }
        for room in [&mut one, &mut other] {
            room.says("tom", open.clone()).unwrap();
        }
        let give = |who: &str, card: usize, value: u32| {
            let card = ["o", "p", "q"][card];
            match ratings {
                true => json!({"by": who, "do": "rate", "card": card, "expected": 1 + value,
                    "worked": 2, "felt": 3}),
                // Somebody who takes everything back has given nothing, which may be known.
                false => json!({"by": who, "do": "vote", "card": card, "votes": 1 + value}),
            }
        };
        for (n, (card, value, otherwise)) in ballots.iter().enumerate() {
            let who = ["anna", "ben"][n % 2];
            let (a, b) = (give(who, *card, *value), give(who, (card + 1) % 3, *otherwise));
            one.says(who, a).unwrap();
            other.says(who, b).unwrap();
        }
        for room in [&mut one, &mut other] {
            room.comes("kim");
        }
        alike(&one, &other)?;
    }
}

/// The rooms above would not be alike if anything came through: what a writer's own device is sent
/// does differ.
#[test]
fn the_writers_own_device_is_sent_what_is_hidden() {
    let mut room = room("private");
    let before: usize = room.heard.values().map(Vec::len).sum();
    room.says("anna", add("anna", "h", "Zanzibar")).unwrap();
    let after: usize = room.heard.values().map(Vec::len).sum();
    assert_eq!(after, before + 1);
    let told = room.heard["anna"].last().unwrap();
    assert!(told.contains("Zanzibar"));
    let roles = DEVICES.map(|(_, role)| role);
    assert!(roles.contains(&Role::Projector) && roles.contains(&Role::Facilitator));
    let _: Value = serde_json::from_str(told).unwrap();
}
