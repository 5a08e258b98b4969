//! Questions about shares beyond the shares themselves.

use crate::screen::{Place, Screen};
use host::Host;
use host::protocol::{Answer, Ask, Desk, FromScreen, ToScreen};
use ownership::report::{Scope, Views};
use std::collections::BTreeMap;

fn sample(host: &Host) -> Screen {
    let mut ada = Screen::new(host);
    ada.desk(Desk::Sample).unwrap();
    ada
}

fn views(ada: &mut Screen, scope: Scope) -> Views {
    match ada.ask(Ask::Views { scope }).unwrap() {
        Answer::Views { views } => views,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_other_views_are_of_the_people_and_sides_of_the_report() {
    let place = Place::new();
    let host = place.host();
    let mut ada = sample(&host);
    for scope in [Scope::Board, Scope::Decided] {
        let views = views(&mut ada, scope);
        let Answer::Ownership { report } = ada.ask(Ask::Ownership { scope }).unwrap() else {
            panic!("no report");
        };
        let ids: Vec<&str> = report.people.iter().map(|row| row.id.as_str()).collect();
        let robust: Vec<&str> = views.robust.iter().map(|row| row.id.as_str()).collect();
        let equal = views.equal_cards.people.iter();
        let equal: Vec<&str> = equal.map(|row| row.id.as_str()).collect();
        assert_eq!((&robust, &equal), (&ids, &ids));
        let sides = views.equal_cards.sides.iter().map(|side| side.side);
        assert!(sides.eq(report.sides.iter().map(|side| side.side)));
    }
}

#[test]
fn a_replay_ends_with_the_canvas_and_the_shares_as_they_are() {
    let place = Place::new();
    let host = place.host();
    let mut ada = sample(&host);
    let scope = Scope::Board;
    let ask = Ask::Replay {
        scope,
        from: 0,
        to: u32::MAX,
        frames: 50,
    };
    let Answer::Replay { replay } = ada.ask(ask).unwrap() else {
        panic!("no replay");
    };
    let Answer::Ownership { report } = ada.ask(Ask::Ownership { scope }).unwrap() else {
        panic!("no report");
    };
    assert_eq!(replay.frames.len(), 50);
    assert_eq!(replay.frames.last().unwrap().entry, replay.last);
    let mut texts = BTreeMap::new();
    let mut shares = BTreeMap::new();
    for frame in replay.frames {
        for card in frame.cards {
            texts.extend(card.text.map(|text| (card.id, text)));
        }
        shares.extend(
            frame
                .shares
                .into_iter()
                .map(|held| (held.person, held.of_1000)),
        );
    }
    let cards = ada.board.as_ref().unwrap().cards.iter();
    assert!(cards.clone().count() > 100);
    for card in cards {
        assert_eq!(texts[&card.id], card.text);
    }
    for person in report.people {
        assert_eq!(shares[&person.id], person.share.map(|share| share.of_1000));
    }
}

#[test]
fn people_go_on_working_while_a_replay_is_made() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    for n in 0..200 {
        ada.act(ada.add("ada", &format!("c{n}"), "Something to say about waiting"));
    }
    ada.until(|ada| ada.acked == ada.count);
    let before = ada.board.as_ref().unwrap().cards.len();
    let ask = Ask::Replay {
        scope: Scope::Board,
        from: 0,
        to: u32::MAX,
        frames: 1000,
    };
    let id = 9000;
    ada.say(FromScreen::Ask { id, ask });
    ada.act_and_wait(ada.add("ada", "more", "Said meanwhile"));
    let answered =
        |message: &ToScreen| matches!(message, ToScreen::Answer { id: of, .. } if *of == id);
    ada.until(|ada| ada.others.iter().any(answered));
    let replay = ada.others.iter().find_map(|message| match message {
        ToScreen::Answer {
            answer: Answer::Replay { replay },
            ..
        } => Some(replay),
        _ => None,
    });
    // It is of what stood when the question was asked.
    let last = replay.unwrap().frames.last().unwrap();
    assert_eq!(last.card.as_deref(), Some("c199"));
    assert_eq!(ada.board.unwrap().cards.len(), before + 1);
}
