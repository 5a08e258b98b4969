//! What a screen says and what it hears.

use crate::screen::{Place, Screen};
use canvas::agenda::Writing;
use canvas::command::Command;
use host::protocol::{Answer, Ask, Desk, FromScreen, SummaryFormat, ToScreen};
use host::role::Role;
use host::{Line, Outgoing};
use ownership::report::Scope;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

#[test]
fn what_one_does_everybody_sees_and_its_author_hears_that_it_is_on_disk() {
    let place = Place::new();
    let host = place.host();
    let (mut ada, mut ben) = (Screen::new(&host), Screen::new(&host));
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "A welcome call"));
    ben.until(|ben| ben.text("c1").is_some());
    assert_eq!(ben.board, ada.board);
    assert_eq!(ben.acked, 0);
}

#[test]
fn a_command_that_comes_twice_is_done_once() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let step = ada.add("ada", "c1", "Once");
    let count = ada.act(step.clone());
    ada.send(count, ada.n, step);
    ada.act_and_wait(ada.add("ada", "c2", "Next"));
    assert_eq!(ada.refused(), []);
    assert_eq!(ada.board.unwrap().cards.len(), 2);
}

#[test]
fn a_screen_that_comes_back_goes_on_where_it_was() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "Before"));
    ada.leave();
    let mut back = Screen::back(&host, &ada.client);
    back.until(|back| back.board.is_some());
    assert_eq!((&back.client, back.accepted), (&ada.client, 2));
    back.act_and_wait(back.add("ada", "c2", "After"));
    assert_eq!(back.board.unwrap().cards.len(), 2);
}

#[test]
fn whoever_comes_back_takes_the_place_of_the_line_that_broke() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let mut back = Screen::back(&host, &ada.client);
    back.act_and_wait(back.add("ada", "c1", "Here again"));
    // The first one is not heard any more.
    ada.act(ada.add("ada", "c2", "Nobody hears this"));
    back.act_and_wait(back.add("ada", "c3", "But this"));
    assert_eq!(back.text("c2"), None);
}

#[test]
fn a_secret_that_nobody_was_given_makes_a_new_client() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let stranger = Screen::back(&host, "0123456789abcdef0123456789abcdef");
    assert_ne!(stranger.client, "0123456789abcdef0123456789abcdef");
    assert_eq!(stranger.accepted, 0);
}

#[test]
fn a_refused_command_says_why_and_uses_its_count_up() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let nowhere = Command::Delete {
        card: "nowhere".to_owned(),
    };
    let count = ada.act(Screen::step("ada", nowhere));
    ada.act_and_wait(ada.add("ada", "c1", "Goes on"));
    let refused = ada.refused();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].0, count);
    insta::assert_snapshot!(place.redacted(&refused[0].1));
}

#[test]
fn commands_that_overtake_each_other_are_done_in_order() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let base = ada.count;
    for offset in [3, 1, 2, 5, 4] {
        let count = base + offset;
        ada.send(count, ada.n, ada.add("ada", &format!("c{offset}"), "x"));
    }
    ada.until(|ada| ada.acked == base + 5);
    let cards = ada.board.unwrap().cards;
    let order: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(order, ["c1", "c2", "c3", "c4", "c5"]);
}

#[test]
fn a_command_that_never_comes_holds_the_others_up_for_a_moment_only() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let base = ada.count;
    for offset in [2, 3, 5] {
        let count = base + offset;
        ada.send(count, ada.n, ada.add("ada", &format!("c{offset}"), "x"));
    }
    ada.until(|ada| ada.acked == base + 5);
    assert_eq!(ada.board.unwrap().cards.len(), 3);
}

#[test]
fn undo_tells_its_author_what_it_took_back() {
    let place = Place::new();
    let host = place.host();
    let (mut ada, mut ben) = (Screen::new(&host), Screen::new(&host));
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "Take me back"));
    let count = ada.act(Screen::step("ada", Command::Undo { within_ms: None }));
    ada.until(|ada| ada.acked == count);
    let told = ada.others.iter().find_map(|message| match message {
        ToScreen::Undone {
            count,
            redo,
            times,
            done,
        } => Some((*count, *redo, *times, done.what.clone())),
        _ => None,
    });
    assert_eq!(told, Some((count, false, 1, "add".to_owned())));
    ben.hear_for(Duration::from_millis(100));
    assert!(
        !ben.others
            .iter()
            .any(|m| matches!(m, ToScreen::Undone { .. }))
    );
}

#[test]
fn questions_are_answered_or_refused_with_a_way_out() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    insta::assert_snapshot!(place.redacted(&ada.ask(Ask::Experience).unwrap_err()), @"
    [no-canvas] No canvas is open.
    Open one, or begin a new one.
    ");
    ada.desk(Desk::Sample).unwrap();
    let scope = Scope::Board;
    let person = "nobody".to_owned();
    let nobody = ada.ask(Ask::Explain { person, scope }).unwrap_err();
    insta::assert_snapshot!(place.redacted(&nobody), @"
    [unknown-name] There is no person “nobody”.
    Name somebody who is at the table.
    ");
    let person = ada.board.as_ref().unwrap().people[1].id.clone();
    assert!(ada.ask(Ask::Explain { person, scope }).is_ok());
    assert!(ada.ask(Ask::Ownership { scope }).is_ok());
    assert!(ada.ask(Ask::Experience).is_ok());
    for (format, name) in [
        (SummaryFormat::Html, ".html"),
        (SummaryFormat::Markdown, ".md"),
    ] {
        match ada.ask(Ask::Summary { format }).unwrap() {
            Answer::Text { name: given, text } => {
                assert!(given.ends_with(name), "{given}");
                assert!(text.len() > 1000);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn others_see_where_somebody_is_until_they_leave() {
    let place = Place::new();
    let host = place.host();
    let (mut ada, mut ben) = (Screen::new(&host), Screen::new(&host));
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "Somebody is at it"));
    ada.say(FromScreen::Here {
        person: Some("ada".to_owned()),
        card: Some("c1".to_owned()),
        writing: true,
    });
    let here = |screen: &Screen| {
        let last = screen
            .others
            .iter()
            .rev()
            .find_map(|message| match message {
                ToScreen::Presence { people } => Some(people.clone()),
                _ => None,
            });
        last.unwrap_or_default()
    };
    ben.until(|ben| here(ben).iter().any(|person| person.card == "c1"));
    ada.hear_for(Duration::from_millis(250));
    assert_eq!(here(&ada), []);
    ada.leave();
    ben.until(|ben| here(ben).is_empty());
}

#[test]
fn participants_do_not_touch_files() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let mut guest = Screen::of(&host, Role::Participant, None);
    let own = ada.let_in(&mut guest, "Ben");
    for desk in [
        Desk::Home,
        Desk::Save,
        Desk::Download,
        Desk::Close { discard: true },
        Desk::Open {
            path: Some("/etc/passwd".to_owned()),
        },
    ] {
        let problem = guest.desk(desk).unwrap_err();
        assert_eq!(problem.code, "not-yours");
    }
    guest.act_and_wait(guest.add(&own, "c1", "But take part"));
}

#[test]
fn everybody_moves_on_when_another_canvas_is_opened() {
    let place = Place::new();
    let host = place.host();
    let (mut ada, mut ben) = (Screen::new(&host), Screen::new(&host));
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "First canvas"));
    let (before, bens) = (ada.client.clone(), ben.client.clone());
    ada.save_as(place.name("first.atelier")).unwrap();
    ada.desk(Desk::Sample).unwrap();
    ben.until(|ben| {
        ben.board
            .as_ref()
            .is_some_and(|board| board.cards.len() > 5)
    });
    assert_ne!(ada.client, before);
    assert_ne!(ben.client, bens);
    assert_eq!(ada.board, ben.board);
    ada.open(place.name("first.atelier")).unwrap();
    ben.until(|ben| ben.text("c1").is_some());
}

#[test]
fn a_screen_that_does_not_read_slows_nobody_and_catches_up() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let waiting = Arc::new(AtomicUsize::new(0));
    let (send, heard) = mpsc::channel();
    let send = move |outgoing| drop(send.send(outgoing));
    let slow = host.connect(Role::Facilitator, Line::to_browser(send, waiting.clone()));
    slow.say(FromScreen::Hello { client: None });
    // How many cards a snapshot had, and then what else came.
    let heard_in = |patience| {
        let (mut cards, mut then) = (None, Vec::new());
        while let Ok(outgoing) = heard.recv_timeout(patience) {
            match Outgoing::into_message(outgoing) {
                Some(ToScreen::Canvas { snapshot, .. }) => cards = Some(snapshot.board.cards.len()),
                Some(ToScreen::Patch { .. }) => then.push("patch"),
                Some(ToScreen::Ack { .. }) => then.push("ack"),
                _ => {}
            }
        }
        (cards, then)
    };
    let moment = Duration::from_millis(100);
    assert_eq!(heard_in(2 * moment).0, Some(0));
    waiting.store(1000, Ordering::Relaxed);
    for card in 0..50 {
        ada.act_and_wait(ada.add("ada", &format!("c{card}"), "x"));
    }
    assert_eq!(heard_in(moment), (None, vec![]));
    // What it does itself is acknowledged once it can see it.
    slow.say(FromScreen::Do {
        count: 1,
        seen: 0,
        gesture: 1,
        writing: Writing::Open,
        step: ada.add("ada", "own", "x"),
    });
    ada.until(|ada| ada.text("own").is_some());
    assert_eq!(heard_in(moment), (None, vec![]));
    waiting.store(0, Ordering::Relaxed);
    slow.drained();
    assert_eq!(heard_in(moment), (Some(51), vec!["ack"]));
}
