//! Phases: what may be done in which, and what is locked.

use super::{Room, add, code, enter, phase, phase_with};
use serde_json::json;
use workshop::view::Patch;

#[test]
fn a_device_acts_for_its_own_seat_alone() {
    let mut room = Room::with(&[]);
    assert_eq!(
        code(room.says("anna", add("ben", "c1", "abc"))),
        "not-your-seat"
    );
    let nobody = json!({"do": "add", "card": "c1", "stage": "use", "lane": "ideas"});
    assert_eq!(code(room.says("anna", nobody)), "not-your-seat");
    room.says("anna", add("anna", "c1", "abc")).unwrap();
    // Whoever sits at the facilitator's screen says who does it.
    room.says("tom", add("ben", "c2", "abc")).unwrap();
    assert_eq!(
        code(room.says("wall", add("tom", "c3", "abc"))),
        "projector-only-shows"
    );
    assert!(
        room.signals("wall", json!({"signal": "hand", "on": true}))
            .is_err()
    );
}

#[test]
fn without_an_agenda_everybody_works_in_the_open_and_sees_no_shares() {
    let mut room = Room::with(&[]);
    room.says("anna", add("anna", "c1", "What does it cost?"))
        .unwrap();
    let edit = json!({"by": "ben", "do": "edit", "card": "c1", "at": 0, "insert": "x"});
    room.says("ben", edit).unwrap();
    let told = room.comes("kim");
    assert_eq!(told.shares, None);
    assert_eq!(told.board.cards[0].text, "xWhat does it cost?");
    assert!(room.comes("tom").shares.is_some());
    assert_eq!(room.comes("wall").shares, None);
}

#[test]
fn a_phase_says_what_may_be_done() {
    let only = |right: &str| {
        let mut rights = json!({});
        rights[right] = json!(true);
        phase_with(right, "rights", rights)
    };
    let rights = [
        "add", "edit_own", "edit_all", "move", "vote", "rate", "comment",
    ];
    let mut room = Room::with(&rights.map(only));
    room.says("tom", add("anna", "own", "mine")).unwrap();
    room.says("tom", add("ben", "other", "his")).unwrap();
    let steps = [
        ("add", add("anna", "new", "abc")),
        (
            "edit_own",
            json!({"by": "anna", "do": "edit", "card": "own", "at": 0, "insert": "x"}),
        ),
        (
            "edit_all",
            json!({"by": "anna", "do": "edit", "card": "other", "at": 0, "insert": "x"}),
        ),
        (
            "move",
            json!({"by": "anna", "do": "move", "card": "other", "stage": "use",
            "lane": "steps"}),
        ),
        (
            "vote",
            json!({"by": "anna", "do": "vote", "card": "own", "votes": 1}),
        ),
        (
            "rate",
            json!({"by": "anna", "do": "rate", "card": "own", "expected": 1, "worked": 2,
            "felt": 3}),
        ),
        (
            "comment",
            json!({"by": "anna", "do": "comment", "card": "other", "text": "Well."}),
        ),
    ];
    for phase in rights {
        room.says("tom", enter(phase)).unwrap();
        for (needs, step) in &steps {
            let done = room.says("anna", step.clone());
            // Who may change all cards may change one's own.
            let may = *needs == phase || (phase, *needs) == ("edit_all", "edit_own");
            match done {
                Ok(_) => assert!(may, "{needs} in {phase}"),
                Err(refusal) => {
                    assert!(!may, "{needs} in {phase}: {refusal}");
                    assert_eq!(refusal.code, "not-in-phase");
                }
            }
        }
    }
    // Who leads is held to nothing.
    room.says("tom", enter("vote")).unwrap();
    room.says("tom", add("tom", "late", "abc")).unwrap();
}

#[test]
fn participants_lead_nothing() {
    let mut room = Room::with(&[phase("one")]);
    for step in [
        json!({"by": "anna", "do": "agenda", "phases": []}),
        enter("one"),
        json!({"by": "anna", "do": "enter_phase", "phase": "one"}),
        json!({"by": "anna", "do": "open_round", "round": "r", "asks": {"is": "ratings"}}),
        json!({"by": "anna", "do": "feeling", "percent": 10}),
        json!({"by": "anna", "do": "person", "id": "x", "name": "X", "side": "staff"}),
        json!({"by": "anna", "do": "change_person", "id": "anna", "name": "A",
            "side": "customer", "facilitator": true}),
        json!({"by": "anna", "do": "change_person", "id": "ben", "name": "B", "side": "staff"}),
    ] {
        assert!(matches!(
            code(room.says("anna", step)),
            "facilitators-only" | "not-your-seat"
        ));
    }
    let own = json!({"by": "anna", "do": "change_person", "id": "anna", "name": "Anna M.",
        "side": "customer"});
    room.says("anna", own).unwrap();
}

#[test]
fn when_the_time_is_over_writing_closes_if_the_phase_says_so() {
    let mut room = Room::with(&[phase_with("one", "end", json!("close_writing"))]);
    room.says("tom", enter("one")).unwrap();
    room.says("anna", add("anna", "c1", "in time")).unwrap();
    room.waits(11 * 60_000);
    assert_eq!(
        code(room.says("anna", add("anna", "c2", "late"))),
        "time-is-up"
    );
    let vote = json!({"by": "anna", "do": "vote", "card": "c1", "votes": 1});
    room.says("anna", vote).unwrap();
    room.says(
        "tom",
        json!({"by": "tom", "do": "extend_phase", "minutes": 5}),
    )
    .unwrap();
    room.says("anna", add("anna", "c3", "again")).unwrap();
}

#[test]
fn the_next_phase_begins_by_itself_if_the_phase_says_so() {
    let mut room = Room::with(&[phase_with("one", "end", json!("go_on")), phase("two")]);
    assert_eq!(room.workshop.goes_on_at(), None);
    room.says("tom", enter("one")).unwrap();
    let began = room.workshop.canvas().phase().unwrap().began_ms;
    assert_eq!(room.workshop.goes_on_at(), Some(began + 600_000));
    assert!(room.workshop.going_on().is_some());
    room.says("tom", enter("two")).unwrap();
    assert_eq!(room.workshop.goes_on_at(), None);
}

#[test]
fn what_is_locked_only_facilitators_change() {
    let mut room = Room::with(&[]);
    room.says("anna", add("anna", "c1", "abc")).unwrap();
    let edit = || json!({"by": "anna", "do": "edit", "card": "c1", "at": 0, "insert": "x"});
    for (lock, name) in [
        ("lock_all", None),
        ("lock_card", Some(("card", "c1"))),
        ("lock_line", Some(("line", "use"))),
        ("lock_line", Some(("line", "ideas"))),
    ] {
        let signal = |on: bool| {
            let mut signal = json!({"signal": lock, "on": on});
            if let Some((key, value)) = name {
                signal[key] = json!(value);
            }
            signal
        };
        assert!(room.signals("anna", signal(true)).is_err());
        room.signals("tom", signal(true)).unwrap();
        assert_eq!(code(room.says("anna", edit())), "locked", "{lock}");
        let comment = json!({"by": "anna", "do": "comment", "card": "c1", "text": "Well."});
        room.says("anna", comment).unwrap();
        room.says(
            "tom",
            json!({"by": "tom", "do": "edit", "card": "c1", "at": 0, "insert": "y"}),
        )
        .unwrap();
        room.signals("tom", signal(false)).unwrap();
        room.says("anna", edit()).unwrap();
    }
}

#[test]
fn shares_come_and_go_with_the_phase() {
    let mut room = Room::with(&[phase("work"), phase_with("end", "shares", json!(true))]);
    room.says("tom", enter("work")).unwrap();
    room.says("anna", add("anna", "c1", "What does it cost?"))
        .unwrap();
    let shares = |patches: Vec<Patch>| patches.iter().any(|patch| patch.shares.is_some());
    assert!(!shares(room.patches("ben")));
    assert!(shares(room.patches("tom")));
    room.says("tom", enter("end")).unwrap();
    assert!(shares(room.patches("ben")));
    assert!(shares(room.patches("wall")));
}

#[test]
fn an_agenda_can_be_edited_and_read_again() {
    let mut room = Room::with(&[phase("one")]);
    room.says("tom", enter("one")).unwrap();
    let later = json!({"by": "tom", "do": "agenda", "phases": [phase("one"), phase("two")]});
    room.says("tom", later).unwrap();
    assert_eq!(room.workshop.canvas().phases().len(), 2);
    // What is hidden depends on it: nobody takes it back in passing.
    assert_eq!(
        code(room.says("tom", json!({"by": "tom", "do": "undo"}))),
        "nothing-to-undo"
    );
    let without = json!({"by": "tom", "do": "agenda", "phases": [phase("two")]});
    assert_eq!(code(room.says("tom", without)), "phase-on");
    let again = room.restarted();
    assert_eq!(again.canvas().phases(), room.workshop.canvas().phases());
    assert_eq!(again.canvas().phase(), room.workshop.canvas().phase());
    assert_eq!(again.to_bytes(), room.workshop.to_bytes());
    let twice = json!({"by": "tom", "do": "agenda", "phases": [phase("one"), phase("one")]});
    assert_eq!(code(room.says("tom", twice)), "name-taken");
    assert_eq!(code(room.says("tom", enter("nine"))), "unknown-name");
}

#[test]
fn a_new_phase_finds_nobody_ready() {
    let mut room = Room::with(&[phase("one"), phase("two")]);
    room.says("tom", enter("one")).unwrap();
    room.signals("anna", json!({"signal": "ready", "on": true}))
        .unwrap();
    room.signals("ben", json!({"signal": "hand", "on": true}))
        .unwrap();
    assert_eq!(room.workshop.floor().ready, ["anna"]);
    let told = room
        .patches("kim")
        .into_iter()
        .filter_map(|patch| patch.floor)
        .next_back();
    assert_eq!(told.unwrap().hands, ["ben"]);
    room.says("tom", enter("two")).unwrap();
    assert!(room.workshop.floor().ready.is_empty());
    assert_eq!(room.workshop.floor().hands, ["ben"]);
    assert_eq!(room.restarted().floor(), room.workshop.floor());
}
