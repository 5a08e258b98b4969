//! The closing questionnaire: answers are kept on this machine and told nobody.

use crate::screen::{Place, Screen};
use canvas::command::{Command, Step};
use canvas::feelings::Answer as Feelings;
use host::Host;
use host::protocol::{Answer, Ask, Desk};
use ownership::report::{Report, Scope};

/// Somebody's answers, and how they would be written down.
const SECRET: [u8; 6] = [7, 1, 7, 2, 7, 3];
const WRITTEN: &str = "7,1,7,2,7,3";

fn feel(by: &str, estimate: u32, share: bool) -> Step {
    let answer = Feelings {
        items: if by == "bob" { SECRET } else { [4; 6] },
        estimate,
        share,
    };
    Screen::step(by, Command::Feel { answer })
}

fn report(screen: &mut Screen) -> Report {
    let scope = Scope::Board;
    match screen.ask(Ask::Ownership { scope }).unwrap() {
        Answer::Ownership { report } => report,
        other => panic!("{other:?}"),
    }
}

/// Ada, who leads, has been asked with three others and has answered.
fn asked(host: &Host) -> Screen {
    let mut ada = Screen::new(host);
    ada.begin();
    for id in ["lea", "bob", "cem", "dan"] {
        let person = Command::Person {
            id: id.to_owned(),
            name: id.to_owned(),
            side: canvas::people::Side::Customer,
            facilitator: id == "lea",
        };
        ada.act_and_wait(Screen::step("ada", person));
    }
    ada.act_and_wait(Screen::step("lea", Command::OpenFeelings));
    ada.act_and_wait(feel("ada", 1, false));
    ada.act_and_wait(feel("bob", 987, false));
    ada.act_and_wait(feel("cem", 7, true));
    ada
}

/// Three more agree with nobody; then it is told.
fn closed(screen: &mut Screen) -> Report {
    screen.act_and_wait(feel("dan", 2, false));
    screen.act_and_wait(Screen::step("lea", Command::CloseFeelings));
    report(screen)
}

#[test]
fn an_answer_that_was_acknowledged_survives_a_kill() {
    let place = Place::new();
    let host = place.host();
    let ada = asked(&host);
    let after = place.as_a_kill_would_leave_it();
    let host = after.host();
    let mut back = Screen::back(&host, &ada.client);
    let left = back.recovered();
    back.open(format!("recovered:{}", left[0].id)).unwrap();
    assert_eq!((back.accepted, &back.board), (ada.count, &ada.board));
    let report = closed(&mut back);
    let told = report.feelings.unwrap();
    assert_eq!(told.answered, 4);
    assert_eq!(told.all.unwrap().estimates_of_1000, 1 + 987 + 7 + 2);
    let cem = report.people.iter().find(|row| row.id == "cem").unwrap();
    assert_eq!(cem.feels_mine, Some(7));
}

#[test]
fn answers_are_kept_beside_a_file_and_never_in_it() {
    let place = Place::new();
    let host = place.host();
    let mut ada = asked(&host);
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.act_and_wait(ada.add("ada", "c9", "Later"));
    ada.desk(Desk::Save).unwrap();
    let saved = std::fs::read_to_string(place.path("a.atelier")).unwrap();
    assert!(!saved.contains(WRITTEN));
    ada.close().unwrap();
    host.stop().unwrap();

    let host = place.host();
    let mut back = Screen::new(&host);
    back.open(place.name("a.atelier")).unwrap();
    let told = closed(&mut back).feelings.unwrap();
    assert_eq!((told.answered, told.all.unwrap().n), (4, 4));
    // Told is the sum, and by the next save nothing else is left anywhere.
    back.desk(Desk::Save).unwrap();
    let saved = std::fs::read_to_string(place.path("a.atelier")).unwrap();
    assert!(!saved.contains(WRITTEN));
    for journal in std::fs::read_dir(place.data().join("journals")).unwrap() {
        let written = std::fs::read(journal.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&written).contains(WRITTEN));
    }
}

#[test]
fn other_screens_hear_how_many_have_answered_and_nothing_else() {
    let place = Place::new();
    let host = place.host();
    let mut ada = asked(&host);
    let mut bob = Screen::new(&host);
    ada.act_and_wait(feel("bob", 987, true));
    bob.act_and_wait(bob.add("bob", "c2", "Ready"));
    let heard = serde_json::to_string(&bob.others).unwrap();
    assert!(!heard.contains(WRITTEN), "{heard}");
    assert_eq!(report(&mut bob).feelings, None);
}
