//! Rounds of voting and rating: hidden until they are closed.

use super::{Room, add, code};
use serde_json::{Value, json};

fn vote(by: &str, card: &str, votes: u32) -> Value {
    json!({"by": by, "do": "vote", "card": card, "votes": votes})
}

fn rate(by: &str, card: &str, worked: u8) -> Value {
    json!({"by": by, "do": "rate", "card": card, "expected": 4, "worked": worked, "felt": worked})
}

fn voting() -> Room {
    let mut room = Room::with(&[]);
    for (by, card) in [("anna", "c1"), ("ben", "c2"), ("sue", "c3")] {
        room.says("tom", add(by, card, card)).unwrap();
    }
    let asks = json!({"is": "votes", "budget": 3, "per_card": 2, "own_cards": false});
    let open = json!({"by": "tom", "do": "open_round", "round": "r", "asks": asks});
    room.says("tom", open).unwrap();
    room
}

fn close() -> Value {
    json!({"by": "tom", "do": "close_round", "round": "r"})
}

#[test]
fn everybody_has_so_many_votes() {
    let mut room = voting();
    assert_eq!(code(room.says("anna", vote("anna", "c1", 1))), "own-card");
    assert_eq!(code(room.says("anna", vote("anna", "c2", 3))), "no-budget");
    room.says("anna", vote("anna", "c2", 2)).unwrap();
    assert_eq!(code(room.says("anna", vote("anna", "c3", 2))), "no-budget");
    room.says("anna", vote("anna", "c3", 1)).unwrap();
    // One may change one's mind until it is closed.
    room.says("anna", vote("anna", "c2", 0)).unwrap();
    room.says("anna", vote("anna", "c3", 2)).unwrap();
    let own = room.comes("anna").ballots;
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].card.as_str(), own[0].values[0]), ("c3", 2));
    room.says("anna", add("anna", "c4", "late")).unwrap();
    assert_eq!(
        code(room.says("anna", vote("anna", "c4", 1))),
        "not-in-round"
    );
}

#[test]
fn ballots_are_hidden_until_the_round_is_closed() {
    let mut room = voting();
    room.says("anna", vote("anna", "c2", 2)).unwrap();
    room.says("ben", vote("ben", "c3", 1)).unwrap();
    for device in ["kim", "ben", "wall"] {
        let told = room.comes(device);
        assert_eq!(told.floor.cast, 2);
        assert!(told.board.rounds[0].result.is_none());
        assert!(told.ballots.iter().all(|own| own.person == device));
        assert!(told.board.cards.iter().all(|card| card.votes.is_empty()));
    }
    room.says("tom", close()).unwrap();
    let told = room.comes("kim");
    let result = told.board.rounds[0].result.clone().unwrap();
    assert_eq!(result.voters, 2);
    let sums: Vec<_> = result
        .sums
        .iter()
        .map(|sum| (sum.card.as_str(), sum.values[0]))
        .collect();
    assert_eq!(sums, [("c2", 2), ("c3", 1)]);
    assert!(
        result.sums.iter().all(|sum| sum.side.is_none()),
        "two would know each other's"
    );
    assert_eq!(
        code(room.says("anna", vote("anna", "c2", 1))),
        "round-closed"
    );
    let say = |id: &str| {
        let report = room.workshop.report();
        let row = report.people.iter().find(|row| row.id == id).unwrap();
        (row.had_a_say.given, row.had_a_say.offered)
    };
    assert_eq!(say("anna"), (1, 1));
    assert_eq!(say("kim"), (0, 1));
}

#[test]
fn who_votes_for_somebody_else_is_marked() {
    let mut room = voting();
    let mut proxy = vote("anna", "c2", 1);
    proxy["for"] = json!("cem");
    room.says("anna", proxy).unwrap();
    room.says("tom", vote("kim", "c2", 1)).unwrap();
    let own = room.comes("tom").ballots;
    assert_eq!(own.len(), 1, "those given at this screen, to change them");
    room.says("tom", close()).unwrap();
    let board = room.comes("kim").board;
    let result = board.rounds[0].result.as_ref().unwrap();
    assert_eq!((result.voters, result.proxies), (2, 1));
}

#[test]
fn customers_and_staff_are_told_apart_where_that_gives_nobody_away() {
    let mut room = voting();
    for who in ["anna", "cem", "kim", "sue", "tom"] {
        room.says("tom", vote(who, "c2", 1)).unwrap();
    }
    room.says("tom", vote("ben", "c3", 1)).unwrap();
    room.says("tom", close()).unwrap();
    let board = room.comes("kim").board;
    let result = board.rounds[0].result.as_ref().unwrap();
    let sums: Vec<_> = result
        .sums
        .iter()
        .map(|sum| (sum.card.as_str(), sum.side.is_some(), sum.n))
        .collect();
    // Three of the others are left, whom nobody can tell apart.
    assert_eq!(
        sums,
        [
            ("c2", false, 5),
            ("c2", true, 2),
            ("c3", false, 1),
            ("c3", true, 1)
        ]
    );
}

#[test]
fn ratings_of_a_round_are_the_experience_when_it_is_closed() {
    let mut room = Room::with(&[]);
    room.says("tom", add("anna", "c1", "The first bill"))
        .unwrap();
    let open = json!({"by": "tom", "do": "open_round", "round": "r", "asks": {"is": "ratings"},
        "cards": ["c1"]});
    room.says("tom", open).unwrap();
    for (who, worked) in [("anna", 2), ("ben", 3), ("cem", 1), ("sue", 6)] {
        room.says(who, rate(who, "c1", worked)).unwrap();
    }
    assert!(room.workshop.canvas().experience().moments.is_empty());
    room.says("tom", close()).unwrap();
    let experience = room.workshop.canvas().experience();
    let moment = &experience.moments[0];
    let customers = moment.customers.as_ref().unwrap();
    assert_eq!(
        (
            customers.n,
            customers.perceived.as_str(),
            customers.gap.as_str()
        ),
        (3, "2", "-2")
    );
    assert!(moment.pain);
    assert_eq!(moment.staff, None, "one of the staff alone is not told");
}

#[test]
fn a_round_survives_the_machine() {
    let mut room = voting();
    room.says("anna", vote("anna", "c2", 2)).unwrap();
    let again = room.restarted();
    assert_eq!(again.all_kept(), room.workshop.all_kept());
    let opened = room.workshop.to_bytes();
    assert!(
        workshop::Workshop::open(&opened, [1; 32])
            .unwrap()
            .differences
            .is_empty()
    );
    room.says("tom", close()).unwrap();
    assert_eq!(
        room.restarted().canvas().board(),
        room.workshop.canvas().board()
    );
}

#[test]
fn what_cannot_be_is_refused() {
    let mut room = voting();
    let open = |asks: Value, cards: Value| json!({"by": "tom", "do": "open_round", "round": "s", "asks": asks, "cards": cards});
    let ratings = json!({"is": "ratings"});
    assert_eq!(
        code(room.says("tom", open(ratings.clone(), json!([])))),
        "round-open"
    );
    room.says("tom", close()).unwrap();
    assert_eq!(code(room.says("tom", close())), "round-closed");
    let none = json!({"is": "votes", "budget": 0, "per_card": 1, "own_cards": true});
    assert_eq!(
        code(room.says("tom", open(none, json!([])))),
        "out-of-range"
    );
    assert_eq!(
        code(room.says("tom", open(ratings, json!(["x"])))),
        "unknown-name"
    );
    let again = json!({"by": "tom", "do": "open_round", "round": "r", "asks": {"is": "ratings"}});
    assert_eq!(code(room.says("tom", again)), "name-taken");
}
