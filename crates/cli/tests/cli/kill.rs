//! `kill -9` at random moments while commands arrive: what was acknowledged is there, nothing is
//! there twice, and the file holds.

use crate::served::Served;
use canvas::command::Command as Deed;
use canvas::people::Side;
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;
use workshop::Workshop;

const KILLS: u32 = 100;

/// A moment in microseconds, different each time and the same in each run.
fn moment(kill: u32) -> u64 {
    // Knuth's multiplicative hash; the longest lets a few saves happen.
    u64::from(kill.wrapping_mul(2_654_435_761) >> 12) % 120_000
}

fn add(number: u32) -> Deed {
    Deed::Add {
        card: format!("card-{number}"),
        stage: "Become aware".to_owned(),
        lane: "Ideas".to_owned(),
        text: format!("Idea {number}"),
        kind: None,
        anonymous: false,
        claim: None,
    }
}

fn workshop_in(path: &Path) -> Workshop {
    let bytes = std::fs::read(path).expect("the file is there");
    let opened = Workshop::open(&bytes, [0; 32]).expect("the file holds");
    assert_eq!(opened.differences, Vec::<String>::new());
    opened.workshop
}

#[test]
fn a_killed_server_keeps_what_it_acknowledged_and_does_nothing_twice() {
    let place = tempfile::tempdir().unwrap();
    let (data, file) = (place.path().join("data"), place.path().join("w.atelier"));
    let name = file.to_str().unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_atelier"))
        .args(["new", "journey", "--title", "Kills", "-o", name])
        .env("ATELIER_DATA", &data)
        .status()
        .unwrap();
    assert!(made.success());

    // It saves all the time, so that kills come during saves too.
    let args = [name, "--autosave", "0.01"];
    let (mut client, mut sent, mut acked) = (None, 0, 0);
    let (mut resent, mut while_busy) = (0, 0);
    for kill in 0..KILLS {
        let served = Served::start(&data, &args);
        let (mut line, given, accepted) = served.connect(client.as_deref());
        assert!(
            accepted >= acked,
            "kill {kill}: {acked} were acknowledged, {accepted} are there"
        );
        assert!(client.is_none_or(|client| client == given), "kill {kill}");
        client = Some(given);
        resent += sent - accepted;

        let killer = thread::spawn(move || {
            thread::sleep(Duration::from_micros(moment(kill)));
            served.kill();
        });
        // First again what was not acknowledged, then more, as a screen does.
        let mut next = acked + 1;
        while !killer.is_finished() {
            if next == 1 {
                let ada = Deed::Person {
                    id: "ada".to_owned(),
                    name: "Ada".to_owned(),
                    side: Side::Customer,
                    facilitator: false,
                };
                line.act(1, None, ada);
            } else {
                line.act(next, Some("ada"), add(next));
            }
            sent = sent.max(next);
            next += 1;
            if next.is_multiple_of(20) {
                acked = acked.max(line.acked(next - 10));
            }
        }
        killer.join().unwrap();
        // What had been said before the end still counts.
        acked = acked.max(line.acked(u32::MAX));
        while_busy += u32::from(acked < sent);
    }

    let served = Served::start(&data, &args);
    let (mut line, _, accepted) = served.connect(client.as_deref());
    assert!(accepted >= acked);
    for count in acked + 1..=sent {
        line.act(count, Some("ada"), add(count));
    }
    if sent > acked {
        assert_eq!(line.acked(sent), sent);
    }
    assert!(served.interrupt(), "the last end is a quiet one");

    let verified = Command::new(env!("CARGO_BIN_EXE_atelier"))
        .args(["verify", name])
        .status()
        .unwrap();
    assert!(verified.success());
    let mut cards: HashMap<String, u32> = HashMap::new();
    for card in workshop_in(&file).canvas().board().cards {
        *cards.entry(card.id).or_default() += 1;
    }
    for number in 2..=sent {
        let card = format!("card-{number}");
        assert_eq!(cards.remove(&card), Some(1), "{card}");
    }
    assert_eq!(cards, HashMap::new());
    eprintln!(
        "{KILLS} kills, {while_busy} with commands on the way, {resent} sent again: \
         all of {sent} are there, once"
    );
}

#[test]
fn a_killed_server_without_a_file_offers_its_canvas_again() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let served = Served::start(&data, &["--open", "sample"]);
    let (mut line, client, _) = served.connect(None);
    let ada = Deed::Person {
        id: "ada".to_owned(),
        name: "Ada".to_owned(),
        side: Side::Customer,
        facilitator: false,
    };
    line.act(1, None, ada);
    assert_eq!(line.acked(1), 1);
    served.kill();

    let journals = store::Store::new(&data).journals().unwrap();
    let left = format!("recovered:{}", journals.readable[0].id);
    let served = Served::start(&data, &[]);
    let (mut line, again, accepted) = served.connect(Some(&client));
    // Which canvas it will be is not known yet.
    assert_eq!((&again, accepted), (&client, 0));
    line.say(&host::protocol::FromScreen::Desk {
        id: 1,
        desk: host::protocol::Desk::Open { path: Some(left) },
    });
    let welcomed = loop {
        match line.hear().expect("the host is there") {
            host::protocol::ToScreen::Welcome {
                client, accepted, ..
            } => break (client, accepted),
            host::protocol::ToScreen::Failed { problem, .. } => panic!("{problem:?}"),
            _ => {}
        }
    };
    assert_eq!(welcomed, (client, 1));
}
