//! Where people point, and who is told.

use crate::hidden::private_phase;
use crate::screen::{Place, Screen};
use canvas::agenda::{Phase, Plan, Writing};
use canvas::command::Command;
use host::protocol::{FromScreen, ToScreen};
use host::role::Role;
use std::time::Duration;
use workshop::view::Pointed;

fn pointed(screen: &Screen, x: u16) -> Option<Pointed> {
    let board = screen.board.as_ref().unwrap();
    Some(Pointed {
        stage: board.stages[0].id.clone(),
        lane: board.lanes[0].id.clone(),
        x,
        y: 500,
    })
}

fn points(screen: &Screen, at: Option<Pointed>) {
    screen.say(FromScreen::Point {
        person: None,
        at,
        shows: true,
    });
}

/// Where others point, as a screen was told, and in how many messages.
fn told(screen: &Screen) -> (usize, Option<u16>) {
    let pointers = screen.others.iter().filter_map(|message| match message {
        ToScreen::Pointers { people } => people.last().map(|pointer| pointer.at.clone()),
        _ => None,
    });
    let all: Vec<Option<Pointed>> = pointers.collect();
    let last = all.last().cloned().flatten().map(|at| at.x);
    (all.len(), last)
}

#[test]
fn whoever_wants_to_sees_where_others_point_ten_times_a_second() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    ada.seat("ada");
    let mut ben = Screen::of(&host, Role::Participant, None);
    ada.let_in(&mut ben, "Ben");
    let mut cem = Screen::of(&host, Role::Participant, None);
    ada.let_in(&mut cem, "Cem");
    let mut wall = Screen::of(&host, Role::Projector, None);
    points(&ada, None);
    for x in 0..100 {
        points(&ben, pointed(&ben, x));
    }
    ada.until(|ada| told(ada).1 == Some(99));
    assert!(told(&ada).0 <= 2, "what comes at once is told together");
    points(&ben, None);
    ada.until(|ada| told(ada).1.is_none());
    for screen in [&mut ben, &mut cem, &mut wall] {
        screen.hear_for(Duration::from_millis(250));
        assert_eq!(told(screen).0, 0);
    }
}

#[test]
fn nobody_is_told_in_a_private_phase_nor_in_the_one_after() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    ada.lead("ada");
    let open = |id: &str| Phase {
        id: id.to_owned(),
        plan: Plan {
            writing: Writing::Open,
            ..private_phase().plan
        },
        ..private_phase()
    };
    let phases = vec![private_phase(), open("read"), open("build")];
    ada.act_and_wait(Screen::step("ada", Command::Agenda { phases }));
    let mut ben = Screen::of(&host, Role::Participant, None);
    ada.let_in(&mut ben, "Ben");
    points(&ada, None);
    for (phase, seen) in [("alone", false), ("read", false), ("build", true)] {
        let phase = phase.to_owned();
        ada.act_and_wait(Screen::step("ada", Command::EnterPhase { phase }));
        points(&ben, pointed(&ben, 7));
        if seen {
            ada.until(|ada| told(ada).1 == Some(7));
        } else {
            ada.hear_for(Duration::from_millis(250));
            assert_eq!(told(&ada), (0, None));
        }
    }
}
