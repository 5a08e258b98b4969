//! Many people at once, each on a line of their own: how long until the last of them sees an edit.

use crate::screen::Place;
use crate::shared::{desk, facilitator, join, share, until};
use crate::wire::{Served, say};
use canvas::agenda::Writing;
use canvas::command::{Command, Step, Voices};
use host::protocol::{Desk, FromScreen, ToScreen};
use std::time::{Duration, Instant};
use tungstenite::Message;

/// Between two edits of one person.
const PAUSE: Duration = Duration::from_millis(500);

fn step(by: String, command: Command) -> Step {
    Step {
        by: Some(by),
        voices: Voices::default(),
        tidy: false,
        command,
    }
}

/// `ATELIER_PEOPLE=200 cargo test --release -p host load -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn the_last_echo_of_an_edit_among_many_people() {
    let people: usize = std::env::var("ATELIER_PEOPLE").map_or(50, |n| n.parse().unwrap());
    let edits: u32 = 20;
    let served = Served::at(Place::new());
    let begun = Instant::now();
    let shared = share(&served.host);
    desk(&mut facilitator(&served), 1, Desk::LetAllIn { on: true });
    let threads: Vec<_> = (0..people)
        .map(|no| {
            let mut socket = shared.line();
            std::thread::spawn(move || {
                say(&mut socket, &FromScreen::Hello { client: None });
                say(&mut socket, &join(&format!("p{no}")));
                let person = until(&mut socket, |message| match message {
                    ToScreen::Canvas { snapshot, .. } => snapshot.you.person,
                    _ => None,
                });
                socket
                    .get_ref()
                    .set_read_timeout(Some(Duration::from_millis(2)))
                    .unwrap();
                let name = format!("c{no}");
                let mut steps = vec![step(
                    person.clone(),
                    Command::Add {
                        card: name.clone(),
                        stage: "Compare".to_owned(),
                        lane: "Ideas".to_owned(),
                        text: String::new(),
                        kind: None,
                        anonymous: false,
                        claim: None,
                    },
                )];
                steps.reverse();
                let mut seen = Vec::new();
                let mut patches = Vec::new();
                let mut sent = 0;
                let mut acked = 0;
                let mut next = begun + Duration::from_secs(3) + PAUSE * no as u32 / people as u32;
                let end = begun + Duration::from_secs(6) + PAUSE * edits;
                while Instant::now() < end {
                    if Instant::now() >= next && sent < edits + 1 {
                        let now = begun.elapsed().as_micros();
                        let edit = step(
                            person.clone(),
                            Command::SetText {
                                card: name.clone(),
                                text: format!("<{no}:{now}>"),
                            },
                        );
                        sent += 1;
                        let message = FromScreen::Do {
                            count: sent,
                            seen: u32::MAX,
                            gesture: sent,
                            writing: Writing::Open,
                            step: steps.pop().unwrap_or(edit),
                        };
                        say(&mut socket, &message);
                        next += PAUSE;
                    }
                    let Ok(Message::Text(text)) = socket.read() else {
                        continue;
                    };
                    let now = begun.elapsed().as_micros() as u64;
                    if text.starts_with(r#"{"type":"patch""#) {
                        patches.push(text.len());
                        for part in text.split("\"text\":\"<").skip(1) {
                            let stamp = part.split('>').next().unwrap();
                            let (who, when) = stamp.split_once(':').unwrap();
                            let (who, when) =
                                (who.parse::<usize>().unwrap(), when.parse::<u64>().unwrap());
                            seen.push(((who, when), now - when));
                        }
                    } else if let Ok(ToScreen::Ack { count }) = serde_json::from_str(&text) {
                        acked = count;
                    }
                }
                assert_eq!(acked, edits + 1, "everything was acknowledged");
                (seen, patches)
            })
        })
        .collect();
    let mut last = std::collections::HashMap::new();
    let mut patches = Vec::new();
    for thread in threads {
        let (seen, sizes) = thread.join().unwrap();
        patches.extend(sizes);
        for (edit, took) in seen {
            let entry: &mut (u64, usize) = last.entry(edit).or_default();
            *entry = (entry.0.max(took), entry.1 + 1);
        }
    }
    let bytes = patches.iter().sum::<usize>() / patches.len();
    println!("{} patches of {bytes} bytes", patches.len());
    // An edit may be overtaken by its author's next within one patch.
    let mut times: Vec<u64> = last.values().map(|(took, _)| *took).collect();
    times.sort_unstable();
    let at = |part: usize| times[times.len() * part / 100] as f64 / 1000.0;
    println!(
        "{people} people, 2 edits a second each, last echo: p50 {} ms, p95 {} ms, p99 {} ms",
        at(50),
        at(95),
        at(99)
    );
}
