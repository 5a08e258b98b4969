//! Reactions, and who is told.

use crate::hidden::private_phase;
use crate::screen::{Place, Screen};
use canvas::command::Command;
use host::protocol::{Desk, FromScreen, ToScreen};
use host::role::Role;
use std::time::Duration;
use workshop::view::{Reaction, Sign};

const MOMENT: Duration = Duration::from_millis(400);

fn reacts(screen: &Screen, sign: Sign, card: Option<&str>) {
    screen.say(FromScreen::React {
        sign,
        card: card.map(str::to_owned),
    });
}

fn told(screen: &Screen) -> Vec<Reaction> {
    let reactions = screen.others.iter().filter_map(|message| match message {
        ToScreen::Reactions { given } => Some(given.clone()),
        _ => None,
    });
    reactions.flatten().collect()
}

#[test]
fn everybody_is_told_how_many_signs_were_given_and_not_by_whom() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "A bench at the door"));
    let mut ben = Screen::of(&host, Role::Participant, None);
    ada.let_in(&mut ben, "Ben");
    let mut wall = Screen::of(&host, Role::Projector, None);
    // Somebody taps wildly, somebody who only shows the board taps too, and one card is not there.
    for _ in 0..50 {
        reacts(&ben, Sign::Like, Some("c1"));
    }
    reacts(&wall, Sign::Like, Some("c1"));
    reacts(&ada, Sign::Cheer, Some("nowhere"));
    let once = vec![Reaction {
        sign: Sign::Like,
        card: Some("c1".to_owned()),
        count: 1,
    }];
    for screen in [&mut ada, &mut ben, &mut wall] {
        screen.hear_for(MOMENT);
        assert_eq!(told(screen), once);
    }
    reacts(&ben, Sign::Cheer, None);
    reacts(&ada, Sign::Cheer, None);
    wall.until(|wall| told(wall).iter().map(|one| one.count).sum::<u32>() == 3);
    let log = ada.board.as_ref().unwrap().cards.len();
    assert_eq!(log, 1, "a reaction changes nothing");
}

#[test]
fn what_was_given_on_one_canvas_is_not_told_on_the_next() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let mut ben = Screen::of(&host, Role::Participant, None);
    ada.let_in(&mut ben, "Ben");
    reacts(&ada, Sign::Cheer, None);
    ada.until(|ada| told(ada).len() == 1);
    reacts(&ben, Sign::Question, None);
    ada.desk(Desk::Close { discard: true }).unwrap();
    ada.begin();
    ada.hear_for(MOMENT);
    assert_eq!(told(&ada).len(), 1);
}

#[test]
fn what_is_hidden_gets_no_signs_that_others_see() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    ada.lead("ada");
    let phases = vec![private_phase()];
    ada.act_and_wait(Screen::step("ada", Command::Agenda { phases }));
    let mut ben = Screen::of(&host, Role::Participant, None);
    ada.let_in(&mut ben, "Ben");
    let phase = "alone".to_owned();
    ada.act_and_wait(Screen::step("ada", Command::EnterPhase { phase }));
    let own = ben.you.person.clone().unwrap();
    ben.act_and_wait(ben.add(&own, "secret", "Only mine"));
    reacts(&ben, Sign::Like, Some("secret"));
    for screen in [&mut ada, &mut ben] {
        screen.hear_for(MOMENT);
        assert_eq!(told(screen), vec![]);
    }
}
