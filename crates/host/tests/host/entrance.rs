//! Coming in: waiting at the door, being let in, sent away, and coming back.

use crate::screen::{Place, Screen};
use canvas::command::{Command, Step, Voices};
use canvas::people::Side;
use host::Host;
use host::protocol::{Ask, Desk, DoorState, FromScreen, ToScreen};
use host::role::Role;
use ownership::report::Scope;
use std::time::Duration;
use workshop::view::{Problem, Signal};

fn at_the_door(host: &Host) -> Screen {
    Screen::of(host, Role::Participant, None)
}

fn lead(person: &str, name: &str, facilitator: bool) -> Step {
    Step {
        by: None,
        voices: Voices::default(),
        tidy: false,
        command: Command::ChangePerson {
            id: person.to_owned(),
            name: name.to_owned(),
            side: Side::Customer,
            facilitator,
        },
    }
}

fn notice(screen: &mut Screen) -> Problem {
    screen.until(|screen| !screen.notices().is_empty());
    let notices = screen.notices();
    screen.others.clear();
    notices[0].clone()
}

fn sent_away(screen: &mut Screen) -> Problem {
    let away = |message: &ToScreen| match message {
        ToScreen::SentAway { problem } => Some(problem.clone()),
        _ => None,
    };
    screen.until(|screen| screen.others.iter().any(|other| away(other).is_some()));
    screen.others.iter().find_map(away).unwrap()
}

#[test]
fn whoever_comes_waits_until_a_facilitator_lets_them_in() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let mut ben = at_the_door(&host);
    assert!(ben.is_at_the_door(DoorState::New));
    assert_eq!(ben.door.as_ref().unwrap().title, "Renewal");
    assert!(ben.board.is_none());

    ben.join("  Ben \n Okri ");
    ben.until(|ben| ben.is_at_the_door(DoorState::Waiting));
    let guest = ada.who_waits("Ben Okri");
    ada.desk(Desk::Admit { guest, seat: None }).unwrap();
    ben.until(|ben| ben.board.is_some());
    let own = ben.you.person.clone().unwrap();
    assert_eq!(ben.you.role, Role::Participant);
    ada.until(|ada| ada.waiting.is_empty() && !ada.board.as_ref().unwrap().people.is_empty());
    let seat = &ada.board.as_ref().unwrap().people[0];
    assert_eq!((&seat.id, seat.name.as_deref()), (&own, Some("Ben Okri")));
    assert!(!seat.facilitator);
    ben.act_and_wait(ben.add(&own, "c1", "A welcome call"));
    ada.until(|ada| ada.text("c1").is_some());
    let gone = ada.desk(Desk::Admit { guest, seat: None }).unwrap_err();
    insta::assert_snapshot!(place.redacted(&gone), @"
    [nobody-waits] This person does not wait any more.
    Look who waits now.
    ");
}

#[test]
fn at_the_door_nothing_is_seen_and_nothing_is_done() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let mut ben = at_the_door(&host);
    ben.send(1, 0, Screen::step("ada", Command::OpenFeelings));
    let refused = ben.ask(Ask::Experience).unwrap_err();
    insta::assert_snapshot!(place.redacted(&refused), @"
    [not-in] You have not been let in yet.
    Wait until the facilitator lets you in.
    ");
    ada.act_and_wait(ada.add("ada", "c1", "Not for the door"));
    ben.hear_for(Duration::from_millis(200));
    let heard = format!("{:?}", ben.others);
    assert!(!heard.contains("Not for the door"));
    assert!(ben.board.is_none());
    assert_eq!(host.counts().not_theirs, 2);
}

#[test]
fn names_are_asked_for_unless_the_facilitator_lets_them_be() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let mut ben = at_the_door(&host);
    ben.join(" ");
    insta::assert_snapshot!(place.redacted(&notice(&mut ben)), @"
    [name-needed] In this workshop everybody has a name.
    Write your name, or what you want to be called.
    ");
    ben.join(&"n".repeat(81));
    insta::assert_snapshot!(place.redacted(&notice(&mut ben)), @"
    [too-long] A name has at most 80 letters.
    Take a shorter one.
    ");
    ada.desk(Desk::NamesOptional { on: true }).unwrap();
    ada.desk(Desk::LetAllIn { on: true }).unwrap();
    ben.until(|ben| ben.door.as_ref().unwrap().names_optional);
    let mut cem = at_the_door(&host);
    for guest in [&mut ben, &mut cem] {
        guest.join("");
        guest.until(|guest| guest.board.is_some());
    }
    let people = &cem.board.as_ref().unwrap().people;
    let names: Vec<_> = people
        .iter()
        .filter_map(|seat| seat.name.as_deref())
        .collect();
    assert_eq!(names, ["Guest 1", "Guest 2"]);
    ada.until(|ada| ada.sharing.let_all_in && ada.sharing.names_optional);
}

#[test]
fn letting_all_in_lets_in_who_waits() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let mut waiting: Vec<Screen> = (0..3).map(|_| at_the_door(&host)).collect();
    for (number, guest) in waiting.iter().enumerate() {
        guest.join(&format!("Guest {number}"));
    }
    ada.until(|ada| ada.waiting.len() == 3);
    ada.desk(Desk::LetAllIn { on: true }).unwrap();
    for guest in &mut waiting {
        guest.until(|guest| guest.board.is_some());
    }
}

#[test]
fn a_prepared_seat_is_taken_once() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    ada.seat("zoe");
    ada.desk(Desk::LetAllIn { on: true }).unwrap();
    let (mut zoe, mut other) = (at_the_door(&host), at_the_door(&host));
    let seats = &zoe.door.as_ref().unwrap().seats;
    assert_eq!(seats.len(), 1);
    assert_eq!(seats[0].id, "zoe");
    let take = |screen: &Screen| {
        screen.say(FromScreen::Join {
            name: String::new(),
            side: Side::Staff,
            seat: Some("zoe".to_owned()),
        });
    };
    take(&zoe);
    zoe.until(|zoe| zoe.board.is_some());
    assert_eq!(zoe.you.person.as_deref(), Some("zoe"));
    assert_eq!(zoe.board.as_ref().unwrap().people.len(), 1);
    other.until(|other| other.door.as_ref().unwrap().seats.is_empty());
    take(&other);
    insta::assert_snapshot!(place.redacted(&notice(&mut other)), @"
    [seat-taken] Somebody has this seat already.
    Choose another, or join with your name.
    ");
    // A facilitator knows when it is the same person with another device.
    ada.desk(Desk::LetAllIn { on: false }).unwrap();
    other.join("Zoe's laptop");
    let guest = ada.who_waits("Zoe's laptop");
    let seat = Some("zoe".to_owned());
    ada.desk(Desk::Admit { guest, seat }).unwrap();
    other.until(|other| other.board.is_some());
    assert_eq!(other.you.person.as_deref(), Some("zoe"));
}

#[test]
fn whoever_is_turned_away_is_told_and_may_ask_again() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let mut ben = at_the_door(&host);
    ben.join("Ben");
    let guest = ada.who_waits("Ben");
    ada.desk(Desk::TurnAway { guest }).unwrap();
    ben.until(|ben| ben.is_at_the_door(DoorState::TurnedAway));
    ada.desk(Desk::LetAllIn { on: true }).unwrap();
    ben.join("Ben");
    ben.until(|ben| ben.is_at_the_door(DoorState::Waiting));
    let guest = ada.who_waits("Ben");
    ada.desk(Desk::Admit { guest, seat: None }).unwrap();
    ben.until(|ben| ben.board.is_some());
}

#[test]
fn a_phone_that_sleeps_while_it_waits_has_its_seat_when_it_wakes() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let mut ben = at_the_door(&host);
    ben.join("Ben");
    ben.until(|ben| ben.is_at_the_door(DoorState::Waiting));
    let again = Screen::of(&host, Role::Participant, Some(ben.client.clone()));
    assert!(again.is_at_the_door(DoorState::Waiting));
    drop(ben);
    let client = again.client.clone();
    drop(again);
    let guest = ada.who_waits("Ben");
    ada.desk(Desk::Admit { guest, seat: None }).unwrap();
    let back = Screen::of(&host, Role::Participant, Some(client));
    assert!(back.board.is_some());
}

#[test]
fn a_device_has_its_seat_after_a_kill_without_asking() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let (mut ben, mut cem) = (at_the_door(&host), at_the_door(&host));
    let own = ada.let_in(&mut ben, "Ben");
    let cems = ada.let_in(&mut cem, "Cem");
    ben.act_and_wait(ben.add(&own, "c1", "Before"));
    ada.desk(Desk::Remove { person: cems }).unwrap();
    ben.act_and_wait(ben.add(&own, "c2", "And after"));

    let after = place.as_a_kill_would_leave_it();
    let host = after.host();
    let mut ada = Screen::new(&host);
    let left = ada.recovered()[0].id.clone();
    ada.open(format!("recovered:{left}")).unwrap();
    let mut back = Screen::of(&host, Role::Participant, Some(ben.client.clone()));
    assert_eq!(back.client, ben.client);
    assert_eq!(back.you.person.as_deref(), Some(&*own));
    assert_eq!(back.accepted, 2);
    back.act_and_wait(back.add(&own, "c3", "Goes on"));
    let gone = Screen::of(&host, Role::Participant, Some(cem.client.clone()));
    assert!(gone.is_at_the_door(DoorState::New));
}

#[test]
fn whoever_is_removed_is_told_and_does_not_come_back_by_themselves() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    ada.desk(Desk::LetAllIn { on: true }).unwrap();
    let mut ben = at_the_door(&host);
    ben.join("Ben");
    ben.until(|ben| ben.board.is_some());
    let own = ben.you.person.clone().unwrap();
    ben.act_and_wait(ben.add(&own, "c1", "Stays"));
    ada.desk(Desk::Remove {
        person: own.clone(),
    })
    .unwrap();
    insta::assert_snapshot!(place.redacted(&sent_away(&mut ben)), @"
    [sent-away] The facilitator has removed you from the workshop. What you wrote stays.
    Talk to the facilitator; you can ask to be let in again.
    ");
    // Nothing it does counts any more.
    ben.act(ben.add(&own, "c2", "Too late"));
    let mut back = Screen::of(&host, Role::Participant, Some(ben.client.clone()));
    assert_ne!(back.client, ben.client);
    assert!(back.is_at_the_door(DoorState::New));
    assert_eq!(back.door.as_ref().unwrap().seats, []);
    back.join("Ben");
    back.until(|back| back.is_at_the_door(DoorState::Waiting));
    let guest = ada.who_waits("Ben");
    let seat = Some(own);
    ada.desk(Desk::Admit { guest, seat }).unwrap();
    back.until(|back| back.board.is_some());
    assert_eq!(back.text("c1").as_deref(), Some("Stays"));
    assert_eq!(back.text("c2"), None);
}

#[test]
fn without_a_canvas_the_door_is_closed_until_one_opens() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    let mut ben = at_the_door(&host);
    assert!(ben.is_at_the_door(DoorState::Closed));
    ada.new_canvas();
    ben.until(|ben| ben.is_at_the_door(DoorState::New));
    ada.let_in(&mut ben, "Ben");
    ada.desk(Desk::Close { discard: true }).unwrap();
    ben.until(|ben| ben.is_at_the_door(DoorState::Closed));
}

#[test]
fn whoever_is_made_a_facilitator_leads_at_once_and_touches_no_files() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let mut ben = at_the_door(&host);
    let own = ada.let_in(&mut ben, "Ben");
    let refused = |screen: &mut Screen, desk| screen.desk(desk).unwrap_err().code;
    assert_eq!(refused(&mut ben, Desk::LetAllIn { on: true }), "not-yours");

    ada.act_and_wait(lead(&own, "Ben", true));
    ben.until(|ben| ben.you.role == Role::Facilitator);
    let mut cem = at_the_door(&host);
    ben.let_in(&mut cem, "Cem");
    for desk in [
        Desk::Home,
        Desk::Save,
        Desk::Download,
        Desk::Share { on: false },
        Desk::Open {
            path: Some("/etc/passwd".to_owned()),
        },
    ] {
        assert_eq!(refused(&mut ben, desk), "not-yours");
    }
    ada.act_and_wait(lead(&own, "Ben", false));
    ben.until(|ben| ben.you.role == Role::Participant);
    assert_eq!(refused(&mut ben, Desk::LetAllIn { on: true }), "not-yours");
}

#[test]
fn participants_are_told_of_others_what_the_phase_shows() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let mut ben = at_the_door(&host);
    let own = ada.let_in(&mut ben, "Ben");
    ada.save_as(place.name("secret folder.atelier")).unwrap();
    assert_eq!(ben.file.as_ref().unwrap().path, None);
    ben.hear_for(Duration::from_millis(100));
    assert!(!format!("{:?}", ben.others).contains("secret folder"));

    let scope = Scope::Board;
    let shares = ben.ask(Ask::Ownership { scope }).unwrap_err();
    insta::assert_snapshot!(place.redacted(&shares), @"
    [not-shown] Shares are not shown in this phase.
    Wait for the phase in which they are.
    ");
    let person = "ada".to_owned();
    let others = ben.ask(Ask::Ideas { person }).unwrap_err();
    insta::assert_snapshot!(place.redacted(&others), @"
    [not-yours] Only a facilitator is told this.
    Ask the facilitator.
    ");
    let replay = Ask::Replay {
        scope,
        from: 0,
        to: 100,
        frames: 1,
    };
    assert_eq!(ben.ask(replay).unwrap_err().code, "not-yours");
    assert!(ben.ask(Ask::Ideas { person: own }).is_ok());
    assert!(ben.ask(Ask::Experience).is_ok());
}

#[test]
fn a_projector_is_told_how_to_join_and_not_who_waits() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let mut wall = Screen::of(&host, Role::Projector, None);
    assert!(ada.desk(Desk::NamesOptional { on: true }).is_ok());
    wall.until(|wall| wall.sharing.names_optional);

    let ben = at_the_door(&host);
    ben.join("Ben");
    ada.who_waits("Ben");
    ada.act_and_wait(ada.add("ada", "c1", "On the wall"));
    wall.until(|wall| wall.text("c1").is_some());
    assert!(wall.waiting.is_empty());
}

#[test]
fn a_projector_shows_and_says_nothing() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let mut wall = Screen::of(&host, Role::Projector, None);
    assert_eq!(wall.you.role, Role::Projector);
    ada.act_and_wait(ada.add("ada", "c1", "On the wall"));
    wall.until(|wall| wall.text("c1").is_some());

    wall.act(Screen::step(
        "ada",
        Command::Delete {
            card: "c1".to_owned(),
        },
    ));
    wall.until(|wall| !wall.refused().is_empty());
    insta::assert_snapshot!(place.redacted(&wall.refused()[0].1), @"
    [projector-only-shows] This screen only shows the board.
    Join with a device of your own.
    ");
    assert_eq!(
        wall.ask(Ask::Experience).unwrap_err().code,
        "projector-only-shows"
    );
    let removed = wall.desk(Desk::LetAllIn { on: true }).unwrap_err();
    assert_eq!(removed.code, "projector-only-shows");
    wall.join("A wall");
    assert_eq!(notice(&mut wall).code, "projector-only-shows");
    assert_eq!(host.counts().not_theirs, 4);
    assert!(ada.waiting.is_empty());
}

#[test]
fn where_somebody_writes_they_do_in_their_own_name() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let mut ben = at_the_door(&host);
    let own = ada.let_in(&mut ben, "Ben");
    ada.act_and_wait(ada.add("ada", "c1", "A bench at the door"));
    ben.say(FromScreen::Here {
        person: Some("ada".to_owned()),
        card: Some("c1".to_owned()),
        writing: true,
    });
    let here = |screen: &Screen| {
        screen
            .others
            .iter()
            .rev()
            .find_map(|message| match message {
                ToScreen::Presence { people } => people.first()?.person.clone(),
                _ => None,
            })
    };
    ada.until(|ada| here(ada).is_some());
    assert_eq!(here(&ada), Some(own));
}

#[test]
fn the_real_workshop_begins_with_what_was_prepared_and_who_has_a_seat() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let (mut ben, mut asleep) = (at_the_door(&host), at_the_door(&host));
    let own = ada.let_in(&mut ben, "Ben");
    let sleeper = ada.let_in(&mut asleep, "Cem");
    asleep.leave();
    ben.act_and_wait(ben.add(&own, "c1", "Only a rehearsal"));
    assert_eq!(ada.desk(Desk::NewFromThis).unwrap_err().code, "unsaved");
    ada.save_as(place.name("rehearsal.atelier")).unwrap();
    let (rehearsed, secret) = (ada.board.clone().unwrap(), ben.client.clone());
    ada.desk(Desk::NewFromThis).unwrap();
    ben.until(|ben| ben.client != secret);
    ben.until(|ben| {
        ben.board
            .as_ref()
            .is_some_and(|board| board.cards.is_empty())
    });
    assert_eq!(ben.you.person.as_deref(), Some(&*own));
    let real = ada.board.as_ref().unwrap();
    assert_eq!(
        (&real.title, &real.stages, &real.lanes, &real.people),
        (
            &rehearsed.title,
            &rehearsed.stages,
            &rehearsed.lanes,
            &rehearsed.people
        )
    );
    assert_eq!(ada.file.as_ref().unwrap().path, None);
    ben.count = 0;
    ben.acked = 0;
    ben.act_and_wait(ben.add(&own, "c1", "In earnest"));
    let woken = Screen::of(&host, Role::Participant, Some(asleep.client.clone()));
    assert_eq!(woken.you.person, Some(sleeper));
    assert_ne!(woken.client, asleep.client);
}

#[test]
fn a_rehearsal_leaves_nothing_behind() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let signal = Signal::Rehearse { on: true };
    ada.say(FromScreen::Signal { signal });
    ada.act_and_wait(ada.add("ada", "c1", "Only to try it"));
    ada.desk(Desk::NewFromThis).unwrap();
    ada.until(|ada| {
        ada.board
            .as_ref()
            .is_some_and(|board| board.cards.is_empty())
    });
    assert_eq!(ada.board.as_ref().unwrap().people.len(), 1);
    assert!(!ada.floor.rehearsal);
    let journals = place.store().journals().unwrap().readable;
    assert_eq!(journals.len(), 1);
}

#[test]
fn both_pages_in_one_browser_are_two_devices() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let mut ben = at_the_door(&host);
    let own = ada.let_in(&mut ben, "Ben");
    let lead = Screen::back(&host, &ben.client);
    assert_ne!(lead.client, ben.client);
    assert_eq!(lead.you.role, Role::Facilitator);
    let other = Screen::of(&host, Role::Participant, Some(lead.client.clone()));
    assert!(other.is_at_the_door(DoorState::New));
    ben.act_and_wait(ben.add(&own, "c1", "Still here"));
}

#[test]
fn a_workshop_has_room_for_a_thousand_people() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let seat = |number: u32| Step {
        by: None,
        voices: Voices::default(),
        tidy: false,
        command: Command::Person {
            id: format!("p{number}"),
            name: format!("Person {number}"),
            side: Side::Staff,
            facilitator: false,
        },
    };
    for number in 0..999 {
        ada.act(seat(number));
    }
    ada.act_and_wait(seat(999));
    let count = ada.act(seat(1000));
    ada.until(|ada| !ada.refused().is_empty());
    let (refused, problem) = ada.refused().remove(0);
    assert_eq!(refused, count);
    insta::assert_snapshot!(place.redacted(&problem), @"
    [full] There are 1000 people in this workshop, and there is no room for more.
    Share a device with somebody who is in.
    ");
    let mut ben = at_the_door(&host);
    ben.join("Ben");
    assert_eq!(notice(&mut ben).code, "full");
}

#[test]
fn what_is_too_much_at_once_is_refused() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let mut ben = at_the_door(&host);
    let own = ada.let_in(&mut ben, "Ben");
    let family = "👩‍👩‍👧‍👦";
    ben.act_and_wait(ben.add(&own, "c1", &family.repeat(10_000)));
    ben.act(ben.add(&own, "c2", &family.repeat(10_001)));
    ben.act(ben.add(&own, &"c".repeat(1000), "A name without end"));
    ben.until(|ben| ben.refused().len() == 2);
    insta::assert_snapshot!(place.redacted(&ben.refused()[0].1), @"
    [too-long] At most 10000 letters can be written at once.
    Write it in parts.
    ");
    // Their numbers are used up, and those after them go on.
    ben.act_and_wait(ben.add(&own, "c3", "Short"));
    assert_eq!(ben.board.as_ref().unwrap().cards.len(), 2);
}

fn same(person: &str, of: Option<&str>) -> Step {
    Step {
        by: None,
        voices: Voices::default(),
        tidy: false,
        command: Command::SamePerson {
            id: person.to_owned(),
            of: of.map(str::to_owned),
        },
    }
}

#[test]
fn a_persons_second_device_gets_the_seat_that_is_kept() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let (mut phone, mut laptop) = (at_the_door(&host), at_the_door(&host));
    let second = ada.let_in(&mut phone, "Ben's phone");
    let kept = ada.let_in(&mut laptop, "Ben");
    phone.act_and_wait(phone.add(&second, "c1", "Written before"));
    ada.act_and_wait(same(&second, Some(&kept)));
    phone.until(|phone| phone.you.person.as_deref() == Some(&*kept));
    // What it sends in the old seat's name is the person's too.
    phone.act_and_wait(phone.add(&second, "c2", "Sent late"));
    laptop.until(|laptop| laptop.text("c2").is_some());
    let cards = &laptop.board.as_ref().unwrap().cards;
    let creators = ["c1", "c2"].map(|id| {
        let card = cards.iter().find(|card| card.id == id).unwrap();
        card.creators.clone()
    });
    assert_eq!(creators, [[kept.clone()], [kept.clone()]]);
    // Nobody takes the seat that is none any more.
    let door = at_the_door(&host);
    assert!(door.door.as_ref().unwrap().seats.is_empty());

    let after = place.as_a_kill_would_leave_it();
    let again = after.host();
    let mut lead = Screen::new(&again);
    let left = lead.recovered()[0].id.clone();
    lead.open(format!("recovered:{left}")).unwrap();
    let back = Screen::of(&again, Role::Participant, Some(phone.client.clone()));
    assert_eq!(back.you.person.as_deref(), Some(&*kept));

    ada.act_and_wait(same(&second, None));
    phone.until(|phone| phone.you.person.as_deref() == Some(&*second));
    let mut own = same(&second, Some(&kept));
    own.by = Some(second);
    phone.act(own);
    phone.until(|phone| !phone.refused().is_empty());
    assert_eq!(phone.refused()[0].1.code, "facilitators-only");
}

#[test]
fn how_people_come_in_and_who_does_not_any_more_survives_a_kill() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    let mut cem = at_the_door(&host);
    let cems = ada.let_in(&mut cem, "Cem");
    ada.desk(Desk::NamesOptional { on: true }).unwrap();
    ada.desk(Desk::LetAllIn { on: true }).unwrap();
    ada.desk(Desk::Remove {
        person: cems.clone(),
    })
    .unwrap();
    sent_away(&mut cem);
    // What is acknowledged is on disk, and so is what came before.
    ada.act_and_wait(lead(&cems, "Cem T.", false));

    let after = place.as_a_kill_would_leave_it();
    let host = after.host();
    let mut ada = Screen::new(&host);
    let left = ada.recovered()[0].id.clone();
    ada.open(format!("recovered:{left}")).unwrap();
    let mut ben = at_the_door(&host);
    let door = ben.door.clone().unwrap();
    assert!(door.names_optional);
    // Nobody else takes the seat of whoever was removed.
    assert!(door.seats.is_empty());
    ben.join("");
    ben.until(|ben| ben.board.is_some());
    // Whoever was sent away waits, although everybody else is let in.
    let mut back = Screen::of(&host, Role::Participant, Some(cem.client.clone()));
    back.join("Cem");
    back.until(|back| back.is_at_the_door(DoorState::Waiting));
    ada.who_waits("Cem");
}
