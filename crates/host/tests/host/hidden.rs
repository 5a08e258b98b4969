//! What is hidden in a phase does not go out by where people are either.

use crate::screen::{Place, Screen};
use canvas::agenda::{End, Phase, Plan, Rights, Writing};
use canvas::command::Command;
use host::protocol::{FromScreen, ToScreen};
use host::role::Role;
use std::time::Duration;

pub fn private_phase() -> Phase {
    Phase {
        id: "alone".to_owned(),
        name: "Everybody alone".to_owned(),
        instruction: "Write what you think of.".to_owned(),
        plan: Plan {
            minutes: 5,
            rights: Rights {
                add: true,
                edit_own: true,
                ..Rights::default()
            },
            writing: Writing::Private,
            typing: true,
            shares: false,
            end: End::Nothing,
        },
    }
}

#[test]
fn where_somebody_writes_a_hidden_card_nobody_is_told() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    ada.lead("ada");
    let phases = vec![private_phase()];
    ada.act_and_wait(Screen::step("ada", Command::Agenda { phases }));
    let phase = "alone".to_owned();
    ada.act_and_wait(Screen::step("ada", Command::EnterPhase { phase }));
    let mut ben = Screen::of(&host, Role::Participant, None);
    let own = ada.let_in(&mut ben, "Ben");
    let mut wall = Screen::of(&host, Role::Projector, None);

    ben.act_and_wait(ben.add(&own, "secret-card", "Between me and me"));
    assert!(ben.text("secret-card").is_some());
    ben.say(FromScreen::Here {
        person: None,
        card: Some("secret-card".to_owned()),
        writing: true,
    });
    // The phase lets it be known that somebody writes, though not who.
    ada.until(|ada| ada.floor.somebody_writes);
    assert_eq!(ada.floor.here, [own]);
    for screen in [&mut ada, &mut wall] {
        screen.hear_for(Duration::from_millis(300));
        let told = |message: &ToScreen| match message {
            ToScreen::Presence { people } => !people.is_empty(),
            _ => false,
        };
        assert!(!screen.others.iter().any(told));
        let heard = format!("{:?} {:?}", screen.others, screen.board);
        assert!(!heard.contains("secret-card") && !heard.contains("Between me"));
    }
    // A card that is to have no name is named to nobody.
    for writing in [false, true] {
        ben.say(FromScreen::Here {
            person: None,
            card: None,
            writing,
        });
        ada.until(|ada| ada.floor.somebody_writes == writing);
    }
    ben.leave();
    ada.until(|ada| !ada.floor.somebody_writes && ada.floor.here.is_empty());
}
