//! Cards that only their writers see, until they are revealed.

use super::{Room, add, code, enter, phase, phase_with};
use canvas::agenda::Writing;
use serde_json::{Value, json};

fn private() -> Room {
    let mut room = Room::with(&[
        phase_with("private", "writing", json!("private")),
        phase_with("nameless", "writing", json!("anonymous")),
        phase("open"),
    ]);
    room.says("tom", enter("private")).unwrap();
    room
}

fn edit(card: &str, at: usize, delete: usize, insert: &str) -> Value {
    json!({"by": "anna", "do": "edit", "card": card, "at": at, "delete": delete, "insert": insert})
}

fn by(who: &str, what: &str) -> Value {
    json!({"by": who, "do": what})
}

/// The cards that a device sees that comes in now: their texts.
fn seen_by(room: &mut Room, device: &'static str) -> Vec<String> {
    let cards = room.comes(device).board.cards;
    let there = cards.into_iter().filter(|card| !card.deleted);
    there.map(|card| card.text).collect()
}

#[test]
fn a_private_card_is_its_writers_alone() {
    let mut room = private();
    room.patches("anna");
    room.says("anna", add("anna", "c1", "It takes weeks"))
        .unwrap();
    room.says("anna", edit("c1", 14, 0, "!")).unwrap();
    let patches = room.patches("anna");
    let card = &patches.last().unwrap().cards[0];
    assert_eq!(
        (card.text.as_str(), card.private),
        ("It takes weeks!", true)
    );
    for device in ["tom", "ben", "sue", "wall"] {
        assert!(seen_by(&mut room, device).is_empty(), "{device}");
    }
    assert_eq!(seen_by(&mut room, "anna"), ["It takes weeks!"]);
    assert_eq!(room.workshop.canvas().cards().len(), 0);
    // Nobody else can do anything with it, and it is as if it were not there.
    let other = json!({"by": "ben", "do": "edit", "card": "c1", "at": 0, "insert": "x"});
    assert_eq!(code(room.says("ben", other)), "unknown-name");
    let spotlight = json!({"signal": "spotlight", "card": "c1"});
    room.signals("tom", spotlight).unwrap();
    assert_eq!(room.workshop.floor().spotlight, None);
}

#[test]
fn a_reveal_puts_everybodys_cards_on_the_canvas() {
    let mut room = private();
    room.says("anna", add("anna", "c1", "It takes weeks"))
        .unwrap();
    room.says("ben", add("ben", "c2", "Nobody calls back"))
        .unwrap();
    // What stands in somebody's name at the facilitator's own screen is as hidden.
    room.says("tom", add("cem", "c3", "Too dear")).unwrap();
    assert!(seen_by(&mut room, "cem").contains(&"Too dear".to_owned()));
    room.says("tom", by("tom", "reveal")).unwrap();
    for device in ["wall", "kim", "anna"] {
        assert_eq!(seen_by(&mut room, device).len(), 3, "{device}");
    }
    let log = room.workshop.canvas().log();
    let revealed = &log[log.len() - 3..];
    assert!(
        revealed
            .iter()
            .all(|entry| entry.at_ms == revealed[0].at_ms && entry.client == 0)
    );
    let board = room.workshop.canvas().board();
    for card in &board.cards {
        let writer = match card.id.as_str() {
            "c1" => "anna",
            "c2" => "ben",
            _ => "cem",
        };
        assert_eq!(card.creators, [writer]);
    }
    // Revealing again finds nothing, and says so by doing nothing.
    let entries = room.workshop.canvas().next();
    room.says("tom", by("tom", "reveal")).unwrap();
    assert_eq!(room.workshop.canvas().next(), entries);
}

#[test]
fn some_peoples_cards_can_be_revealed_first_and_ones_own() {
    let mut room = private();
    room.says("anna", add("anna", "c1", "first")).unwrap();
    room.says("ben", add("ben", "c2", "second")).unwrap();
    room.says("cem", add("cem", "c3", "third")).unwrap();
    room.says(
        "tom",
        json!({"by": "tom", "do": "reveal", "people": ["ben"]}),
    )
    .unwrap();
    assert_eq!(seen_by(&mut room, "kim"), ["second"]);
    room.says("anna", by("anna", "reveal")).unwrap();
    assert_eq!(seen_by(&mut room, "kim"), ["second", "first"]);
    assert_eq!(seen_by(&mut room, "cem"), ["second", "first", "third"]);
}

#[test]
fn what_is_written_without_a_name_leads_back_to_nobody() {
    let mut room = private();
    room.says("tom", enter("nameless")).unwrap();
    let claim = "ab".repeat(32);
    let mut card = add("anna", "c1", "The boss is the problem");
    card["claim"] = json!(claim);
    room.says("anna", card).unwrap();
    room.says("sue", add("sue", "c2", "So is mine")).unwrap();
    // One by one they would be found out.
    room.says(
        "tom",
        json!({"by": "tom", "do": "reveal", "people": ["anna"]}),
    )
    .unwrap();
    room.says("anna", by("anna", "reveal")).unwrap();
    assert!(seen_by(&mut room, "kim").is_empty());
    room.says("tom", by("tom", "reveal")).unwrap();
    let board = room.comes("kim").board;
    let sides: Vec<_> = board
        .people
        .iter()
        .filter(|own| own.name.is_none())
        .collect();
    assert_eq!(sides.len(), 2);
    // Three customers sit here, but only two of the staff.
    let of = |card: &str| {
        let own = board.cards.iter().find(|own| own.id == card).unwrap();
        sides
            .iter()
            .find(|seat| seat.id == own.creators[0])
            .unwrap()
            .side
    };
    assert!(of("c1").is_some());
    assert_eq!(of("c2"), None);
    // Not even who could take it back tells.
    let undo = room.comes("tom").undo;
    assert!(undo.iter().all(|own| own.person == "tom"), "{undo:?}");
}

#[test]
fn asking_for_no_name_in_an_open_phase_hides_the_card_as_well() {
    let mut room = private();
    room.says("tom", enter("open")).unwrap();
    let mut card = add("anna", "c1", "The boss is the problem");
    card["anonymous"] = json!(true);
    room.says("anna", card).unwrap();
    assert!(seen_by(&mut room, "kim").is_empty());
    room.says("tom", by("tom", "reveal")).unwrap();
    assert_eq!(seen_by(&mut room, "kim").len(), 1);
}

#[test]
fn private_cards_can_be_moved_deleted_and_taken_back() {
    let mut room = private();
    room.says("anna", add("anna", "c1", "one")).unwrap();
    room.does("anna", 5, edit("c1", 3, 0, "!")).unwrap();
    room.does("anna", 5, edit("c1", 4, 0, "!")).unwrap();
    assert_eq!(seen_by(&mut room, "anna"), ["one!!"]);
    room.says("anna", by("anna", "undo")).unwrap();
    assert_eq!(seen_by(&mut room, "anna"), ["one"]);
    room.says("anna", by("anna", "redo")).unwrap();
    assert_eq!(seen_by(&mut room, "anna"), ["one!!"]);
    let to = json!({"by": "anna", "do": "move", "card": "c1", "stage": "use", "lane": "steps"});
    room.says("anna", to).unwrap();
    assert_eq!(room.comes("anna").board.cards[0].lane, "steps");
    room.says("anna", json!({"by": "anna", "do": "delete", "card": "c1"}))
        .unwrap();
    assert!(seen_by(&mut room, "anna").is_empty());
    room.says("anna", by("anna", "undo")).unwrap();
    assert_eq!(seen_by(&mut room, "anna"), ["one!!"]);
    for _ in 0..3 {
        room.says("anna", by("anna", "undo")).unwrap();
    }
    assert!(room.comes("anna").board.cards.is_empty());
    assert_eq!(
        code(room.says("anna", by("anna", "undo"))),
        "nothing-to-undo"
    );
    let state = json!({"by": "anna", "do": "copy", "card": "c1", "as": "c9"});
    room.says("anna", by("anna", "redo")).unwrap();
    assert_eq!(code(room.says("anna", state)), "private-card");
}

#[test]
fn undo_takes_back_what_was_done_last_on_or_beside_the_canvas() {
    let mut room = private();
    room.says("tom", enter("open")).unwrap();
    room.says("anna", add("anna", "c0", "open")).unwrap();
    room.says("tom", enter("private")).unwrap();
    room.says("anna", add("anna", "c1", "private")).unwrap();
    room.says("tom", enter("open")).unwrap();
    room.says("anna", edit("c0", 0, 0, "x")).unwrap();
    assert_eq!(seen_by(&mut room, "anna"), ["xopen", "private"]);
    room.says("anna", by("anna", "undo")).unwrap();
    assert_eq!(seen_by(&mut room, "anna"), ["open", "private"]);
    room.says("anna", by("anna", "undo")).unwrap();
    assert_eq!(seen_by(&mut room, "anna"), ["open"]);
    let undo = room.comes("anna").undo;
    assert_eq!(undo[0].undo.as_ref().unwrap().card.as_deref(), Some("c0"));
}

#[test]
fn private_cards_survive_the_machine_and_are_in_no_file() {
    let mut room = private();
    room.says("anna", add("anna", "hidden-card", "Zanzibar"))
        .unwrap();
    let bytes = String::from_utf8(room.workshop.to_bytes()).unwrap();
    assert!(!bytes.contains("Zanzibar") && !bytes.contains("hidden-card"));
    let again = room.restarted();
    assert_eq!(again.all_kept(), room.workshop.all_kept());
    // Those that were revealed just before are not hidden any more.
    let kept = room.workshop.all_kept();
    room.says("tom", by("tom", "reveal")).unwrap();
    let mut again = room.restarted();
    for own in &kept {
        again.recall(own);
    }
    let drafts = |own: &workshop::kept::Kept| matches!(own, workshop::kept::Kept::Draft { .. });
    assert_eq!(again.all_kept().iter().filter(|own| drafts(own)).count(), 0);
}

#[test]
fn what_was_written_out_of_reach_in_a_private_phase_is_private_still() {
    let mut room = private();
    room.says("tom", enter("open")).unwrap();
    let own = add("anna", "c1", "Between me and me");
    room.says_late("anna", Writing::Private, own).unwrap();
    assert!(seen_by(&mut room, "kim").is_empty());
    assert_eq!(seen_by(&mut room, "anna"), ["Between me and me"]);
    room.says("anna", by("anna", "reveal")).unwrap();
    assert_eq!(seen_by(&mut room, "kim"), ["Between me and me"]);
}
