//! Two people typing at once: 26,078 keystrokes of a public trace, against the text it ends with
//! and against Loro and Automerge, letter by letter.

mod agreement;
mod peers;

use canvas::canvas::Voice;
use flate2::read::GzDecoder;
use peers::{Keystroke, in_automerge, in_loro};
use std::io::Read;
use std::sync::LazyLock;
use workshop::Workshop;
use workshop::scenario::Scenario;

const SCENARIO: &[u8] = include_bytes!("../data/friendsforever.scenario.json.gz");
const END: &str = include_str!("../data/friendsforever.end.txt");

static PLAYED: LazyLock<(Scenario, Workshop)> = LazyLock::new(|| {
    let mut json = Vec::new();
    GzDecoder::new(SCENARIO)
        .read_to_end(&mut json)
        .expect("the trace is whole");
    let scenario = Scenario::parse(&json).expect("the trace is a scenario");
    let workshop = scenario
        .play("trace", [3; 32], None)
        .expect("the trace can be played");
    (scenario, workshop)
});

/// For each letter of the end text, who wrote it: 0 for `a0`, 1 for `a1`.
fn owners(workshop: &Workshop) -> Vec<usize> {
    let canvas = workshop.canvas();
    let text = canvas.card(canvas.card_named("c").expect("the card")).text;
    let places = canvas.letters().standing(text);
    places
        .map(|place| {
            canvas
                .letters()
                .place(canvas.letters().place(place).origin)
                .entry
        })
        .map(|entry| match canvas.voice(entry) {
            Voice::People(people) => people[0] as usize,
            _ => unreachable!("two people wrote it"),
        })
        .collect()
}

#[test]
fn the_text_is_the_one_that_the_trace_ends_with() {
    let canvas = PLAYED.1.canvas();
    assert_eq!(canvas.text(canvas.card(0).text), END);
}

#[test]
fn each_has_the_letters_that_are_theirs() {
    let canvas = PLAYED.1.canvas();
    let text = canvas.card(0).text;
    let standing: Vec<u32> = canvas.letters().standing(text).collect();
    let count = |whose: usize| {
        let owned = owners(&PLAYED.1).into_iter().zip(&standing);
        let is_letter = |place: u32| canvas.letters().place(place).grapheme.is_letter();
        owned
            .filter(|(owner, place)| *owner == whose && is_letter(**place))
            .count()
    };
    assert_eq!((count(0), count(1)), (8281, 8318));
}

/// Four stretches that somebody typed a second time.
#[test]
fn what_they_typed_twice_counts_once() {
    let report = PLAYED.1.report();
    let letters: Vec<_> = report
        .people
        .iter()
        .map(|row| (&*row.id, &*row.letters))
        .collect();
    assert_eq!(letters, [("a0", "8235"), ("a1", "8277")]);
}

#[test]
fn loro_says_the_same_of_every_letter() {
    let (scenario, workshop) = &*PLAYED;
    let docs = in_loro::write(&Keystroke::all(&scenario.steps), |_| ());
    let (text, owners_in_loro) = in_loro::owners(&docs[0]);
    assert_eq!(text, END);
    assert_eq!(owners(workshop), owners_in_loro);
}

#[test]
fn automerge_says_the_same_of_every_letter() {
    let (scenario, workshop) = &*PLAYED;
    let docs = in_automerge::write(&Keystroke::all(&scenario.steps));
    let (text, owners_in_automerge) = in_automerge::owners(&docs[0]);
    assert_eq!(text, END);
    assert_eq!(owners(workshop), owners_in_automerge);
}

#[test]
fn a_keystroke_costs_at_most_40_bytes_beyond_its_text() {
    let saved = PLAYED.1.to_bytes();
    let file = std::str::from_utf8(&saved).expect("UTF-8");
    let log = file
        .split("\n\"log\": [\n")
        .nth(1)
        .and_then(|rest| rest.split("\n]").next());
    let lines: Vec<&str> = log.expect("a log").lines().collect();
    let entries = PLAYED.1.canvas().log();
    assert_eq!(lines.len(), entries.len());
    let mut most = (0, "");
    let (mut bytes, mut keystrokes) = (0, 0);
    for (line, entry) in lines.iter().zip(entries) {
        if let canvas::entry::Op::Edit { .. } = entry.op {
            // The line with its end, less what was typed.
            let beyond = line.len() + 1 - entry.op.words().map_or(0, str::len);
            most = most.max((beyond, line));
            bytes += beyond;
            keystrokes += 1;
        }
    }
    println!(
        "{keystrokes} edits, {} bytes each beyond their text, {most:?} at most",
        bytes / keystrokes
    );
    assert!(most.0 <= 40, "{most:?}");
}
