//! What nobody may know leaves the host in no way: neither by what it sends nor by when.
//!
//! Two houses where the same happens in the open. Behind it, other things happen in the one than in
//! the other: cards that only their writers see, signs and pointers that are not taken, writing
//! without a name. Whoever may not know of that is sent the same bytes in both, in the same order
//! and in the same turns. `workshop` proves the same of its patches, with the files.

mod hall;

use hall::{CARDS, Hall, OPEN, add};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

/// Who may not know what the others do behind it.
const OTHERS: [&str; 5] = ["tom", "cem", "sue", "kim", "wall"];

/// Something that happens.
#[derive(Clone, Debug)]
enum Event {
    Waits(u64),
    /// Tom enters a phase, or opens or closes a round.
    Leads(u8),
    /// Somebody other than Anna and Ben does something with a card that all see.
    Does(u8, u8),
    /// Somebody writes on a card that all see, or stops.
    Writes(u8, Option<u8>),
    Points(u8, Option<u16>),
    /// Somebody gives a sign to a card that all see, or to the room.
    Reacts(u8, Option<u8>),
    /// A device comes back.
    Back(u8),
    /// Anna or Ben does something that nobody else may know of.
    Behind {
        anna: bool,
        what: u8,
        text: String,
    },
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let card = || prop::option::weighted(0.7, 0_u8..2);
    let event = prop_oneof![
        2 => (0_u64..400).prop_map(Event::Waits),
        1 => any::<u8>().prop_map(Event::Leads),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(who, what)| Event::Does(who, what)),
        2 => (any::<u8>(), card()).prop_map(|(who, card)| Event::Writes(who, card)),
        2 => (any::<u8>(), prop::option::weighted(0.8, 0_u16..=1000))
            .prop_map(|(who, x)| Event::Points(who, x)),
        2 => (any::<u8>(), card()).prop_map(|(who, card)| Event::Reacts(who, card)),
        1 => any::<u8>().prop_map(Event::Back),
        8 => (any::<bool>(), any::<u8>(), select(vec!["", "a", "no", "of all", "zanzibar"]))
            .prop_map(|(anna, what, text)| Event::Behind { anna, what, text: text.to_owned() }),
    ];
    vec(event, 1..50)
}

/// Plays what happens in the open; `behind` does what happens behind it.
fn play(
    hall: &mut Hall,
    events: &[Event],
    swapped: bool,
    mut behind: impl FnMut(&mut Hall, usize, &'static str, u8, &str),
) {
    let card = |card: &Option<u8>| card.map(|card| CARDS[usize::from(card)]);
    let one = |who: u8| OPEN[usize::from(who) % OPEN.len()];
    for (n, event) in events.iter().enumerate() {
        match event {
            Event::Waits(_) => {}
            Event::Leads(what) => hall.leads(*what),
            Event::Does(who, what) => {
                let who = OPEN[usize::from(*who) % 4];
                let text = format!("{n} ");
                hall.does(
                    who,
                    match what % 4 {
                        0 => json!({"by": who, "do": "edit", "card": "o", "at": 0, "insert": text}),
                        1 => json!({"by": who, "do": "comment", "card": "p", "text": text}),
                        2 => json!({"by": who, "do": "undo"}),
                        _ => json!({"by": who, "do": "vote", "card": "o", "votes": 1}),
                    },
                );
            }
            Event::Writes(who, at) => {
                let who = one(*who);
                if ["anna", "ben"].contains(&who) {
                    hall.nobody_writes();
                }
                hall.writes(who, card(at), true);
            }
            // Where that is not shown it is nobody's business.
            Event::Points(..) if hall.hides_pointers || hall.round => {}
            Event::Points(who, x) => hall.points(one(*who), *x),
            Event::Reacts(_, Some(_)) if hall.round => {}
            Event::Reacts(who, at) => hall.reacts(swap(one(*who), swapped), card(at)),
            Event::Back(who) => hall.comes(OTHERS[usize::from(*who) % OTHERS.len()]),
            Event::Behind { anna, what, text } => {
                let who = if *anna { "anna" } else { "ben" };
                behind(hall, n, swap(who, swapped), *what, text);
            }
        }
        let ms = if let Event::Waits(ms) = event { *ms } else { 0 };
        hall.waits(ms);
    }
    hall.waits(1000);
}

fn swap(who: &'static str, swapped: bool) -> &'static str {
    match who {
        "anna" if swapped => "ben",
        "ben" if swapped => "anna",
        who => who,
    }
}

/// Does something that only whoever does it may know of.
fn hide(hall: &mut Hall, n: usize, who: &'static str, what: u8, text: &str) {
    let new = format!("h{n}");
    let card = format!("h{}", n.saturating_sub(usize::from(what / 16)));
    match what % 16 {
        0..=3 => {
            let mut step = add(who, &new, text);
            // In the open it is hidden if it is to have no name.
            step["anonymous"] = json!(!hall.hides);
            hall.does(who, step);
            hall.writes(who, Some(&new), true);
        }
        4 => hall.does(
            who,
            json!({"by": who, "do": "edit", "card": card, "at": 0, "insert": text}),
        ),
        5 => hall.does(who, json!({"by": who, "do": "delete", "card": card})),
        6 => hall.does(who, json!({"by": who, "do": "undo"})),
        7 => hall.writes(who, Some(&card), true),
        8 => hall.writes(who, Some(&card), false),
        // A new card that is to have no name is named to nobody.
        9 => hall.writes(who, None, true),
        10 => hall.writes(who, None, false),
        11 => hall.reacts(who, Some(&card)),
        12 if hall.round => hall.reacts(who, Some(CARDS[n % 2])),
        13 if hall.hides_pointers || hall.round => hall.points(who, Some(n as u16)),
        14 if hall.hides_pointers || hall.round => hall.points(who, None),
        // Who only looks on, and who is not in yet, is not heard.
        _ => {
            for outside in ["dora", "ida"] {
                hall.reacts(outside, None);
                hall.reacts(outside, Some("o"));
                hall.points(outside, Some(7));
                hall.writes(outside, Some("o"), true);
            }
        }
    }
}

fn alike(one: &Hall, other: &Hall) -> Result<(), TestCaseError> {
    for device in OTHERS {
        let (one, other) = (&one.heard[device], &other.heard[device]);
        for (one, other) in one.iter().zip(other) {
            prop_assert_eq!(one, other, "{}", device);
        }
        prop_assert_eq!(one.len(), other.len(), "{}", device);
    }
    Ok(())
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("ATELIER_CASES").ok();
    ProptestConfig {
        cases: cases.and_then(|n| n.parse().ok()).unwrap_or(64),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_done_behind_is_as_if_it_were_not(events in events(), nameless: bool) {
        let writing = if nameless { "anonymous" } else { "private" };
        let (mut one, mut other) = (Hall::with(writing, false), Hall::with(writing, false));
        // Whoever turns to something hidden writes on nothing else any more.
        play(&mut one, &events, false, |hall, n, who, what, text| {
            hall.writes(who, None, false);
            hide(hall, n, who, what, text);
        });
        play(&mut other, &events, false, |hall, _, who, _, _| hall.writes(who, None, false));
        alike(&one, &other)?;
    }

    #[test]
    fn who_wrote_without_a_name_and_who_gave_a_sign_makes_no_difference(events in events()) {
        let (mut one, mut other) = (Hall::with("anonymous", true), Hall::with("anonymous", true));
        for (hall, swapped) in [(&mut one, false), (&mut other, true)] {
            play(hall, &events, swapped, |hall, n, who, what, text| {
                hall.nobody_writes();
                hide(hall, n, who, what, text);
            });
            hall.does("tom", json!({"by": "tom", "do": "reveal"}));
            hall.waits(1000);
            hall.comes("cem");
            hall.comes("wall");
            hall.waits(1000);
        }
        alike(&one, &other)?;
    }
}

/// The houses above would be alike if nobody were told anything: what may be known is.
#[test]
fn what_is_done_in_the_open_is_told() {
    let mut hall = Hall::with("private", false);
    hall.writes("anna", Some("o"), true);
    hall.points("anna", Some(7));
    hall.reacts("anna", Some("o"));
    hall.waits(1000);
    for device in OTHERS {
        let hears = |kind: &str| {
            let begins = format!("\"type\":\"{kind}\"");
            let mut heard = hall.heard[device].iter();
            heard.any(|(turn, told)| *turn == hall.turn && told.contains(&begins))
        };
        assert!(hears("presence") && hears("reactions"), "{device}");
        assert_eq!(hears("pointers"), device != "wall", "{device}");
    }
}

/// And there is something to be hidden: its writer is sent it.
#[test]
fn what_is_hidden_is_sent_to_whoever_wrote_it() {
    for is_private in [true, false] {
        let mut hall = Hall::with("private", false);
        if is_private {
            hall.enters("hidden");
        }
        hide(&mut hall, 1, "anna", 0, "zanzibar");
        hall.waits(1000);
        let hears = |device: &str| {
            let mut heard = hall.heard[device].iter();
            heard.any(|(_, told)| told.contains("zanzibar"))
        };
        assert!(hears("anna") && !OTHERS.into_iter().any(hears));
    }
}
