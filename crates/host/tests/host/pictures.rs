//! Pictures between screens, the journal and the file.

use crate::screen::{Place, Screen};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use canvas::command::Command;
use host::protocol::{Answer, Ask, Desk};
use host::role::Role;

fn photo() -> String {
    STANDARD.encode(b"\x89PNG\r\n\x1a\nphoto")
}

fn attach(card: &str) -> canvas::command::Step {
    let command = Command::Attach {
        card: card.to_owned(),
        name: "photo.png".to_owned(),
        mime: "image/png".to_owned(),
        data: photo(),
    };
    Screen::step("ada", command)
}

fn sha256(screen: &Screen, card: usize) -> String {
    screen.board.as_ref().unwrap().cards[card].attachments[0]
        .sha256
        .clone()
}

fn ask(screen: &mut Screen, sha256: String) -> Answer {
    screen.ask(Ask::Attachment { sha256 }).unwrap()
}

fn shown() -> Answer {
    Answer::Attachment {
        mime: "image/png".to_owned(),
        data: photo(),
    }
}

#[test]
fn a_picture_is_shown_to_whoever_asks_for_it() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "Look"));
    ada.act_and_wait(attach("c1"));
    let mut bob = Screen::of(&host, Role::Participant, None);
    ada.let_in(&mut bob, "Bob");
    let sha256 = sha256(&bob, 0);
    assert_eq!(ask(&mut bob, sha256), shown());
    for nothing in ["nonsense".to_owned(), "0".repeat(64)] {
        let problem = bob.ask(Ask::Attachment { sha256: nothing }).unwrap_err();
        assert_eq!(problem.code, "no-picture");
    }
}

#[test]
fn a_picture_survives_a_kill_and_is_in_the_journal_once() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    for card in ["c1", "c2"] {
        ada.act_and_wait(ada.add("ada", card, "Look"));
        ada.act_and_wait(attach(card));
    }
    let after = place.as_a_kill_would_leave_it();
    let journals = std::fs::read_dir(after.data().join("journals")).unwrap();
    let written: String = journals
        .map(|journal| {
            String::from_utf8_lossy(&std::fs::read(journal.unwrap().path()).unwrap()).into_owned()
        })
        .collect();
    assert_eq!(written.matches(&photo()).count(), 1);

    let host = after.host();
    let mut back = Screen::back(&host, &ada.client);
    let left = back.recovered();
    back.open(format!("recovered:{}", left[0].id)).unwrap();
    assert_eq!(back.board, ada.board);
    let sha256 = sha256(&back, 1);
    assert_eq!(ask(&mut back, sha256), shown());
}

#[test]
fn a_saved_picture_is_in_the_file_and_after_the_save_no_longer_in_the_journal() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "Look"));
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.act_and_wait(attach("c1"));
    ada.desk(Desk::Save).unwrap();
    let saved = std::fs::read_to_string(place.path("a.atelier")).unwrap();
    assert_eq!(saved.matches(&photo()).count(), 1);
    // Another card may show what is in the file alone.
    ada.act_and_wait(ada.add("ada", "c2", "Again"));
    ada.act_and_wait(attach("c2"));
    for journal in std::fs::read_dir(place.data().join("journals")).unwrap() {
        let written = std::fs::read(journal.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&written).contains(&photo()));
    }
    host.stop().unwrap();
    let host = place.host();
    let mut back = Screen::new(&host);
    back.open(place.name("a.atelier")).unwrap();
    let sha256 = sha256(&back, 1);
    assert_eq!(ask(&mut back, sha256), shown());
    assert_eq!(back.notices(), []);
}
