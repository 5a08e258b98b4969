//! Files that are broken, foreign, newer, huge, changed or held by somebody else: each gives a
//! code, a sentence and a way out, and nothing is lost.

use crate::screen::{Place, Screen};
use host::protocol::{Answer, Desk, Saved};
use host::{Host, Settings};
use std::path::Path;

/// A saved canvas with one card for each text.
fn canvas(place: &Place, name: &str, texts: &[&str]) -> Vec<u8> {
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    for (at, text) in texts.iter().enumerate() {
        ada.act_and_wait(ada.add("ada", &format!("c{at}"), text));
    }
    ada.save_as(place.name(name)).unwrap();
    host.stop().unwrap();
    std::fs::read(place.path(name)).unwrap()
}

fn texts(screen: &Screen) -> Vec<&str> {
    let board = screen.board.as_ref().expect("a canvas is open");
    board.cards.iter().map(|card| card.text.as_str()).collect()
}

fn aside(place: &Place) -> Vec<Vec<u8>> {
    let Ok(folder) = std::fs::read_dir(place.data().join("set-aside")) else {
        return Vec::new();
    };
    folder
        .flatten()
        .map(|entry| std::fs::read(entry.path()).unwrap())
        .collect()
}

#[test]
fn a_second_opener_reads_and_may_save_a_copy() {
    let place = Place::new();
    canvas(&place, "a.atelier", &["Shared"]);
    let (first, second) = (place.host(), Place::new());
    let second = Host::start(Settings::new(second.store()));
    let mut ada = Screen::new(&first);
    ada.open(place.name("a.atelier")).unwrap();
    let mut ben = Screen::new(&second);
    ben.open(place.name("a.atelier")).unwrap();
    assert_eq!(texts(&ben), ["Shared"]);
    let why = ben.file.as_ref().unwrap().read_only.clone().unwrap();
    insta::assert_snapshot!(place.redacted(&why), @"
    [read-only] /a.atelier is open for changes elsewhere, by USER on HOST. Nothing was changed.
    Look at it here, or save a copy somewhere else and work in that.
    ");
    ben.act(ben.add("ada", "c9", "Refused"));
    ben.until(|ben| !ben.refused().is_empty());
    assert_eq!(ben.refused()[0].1, why);
    assert_eq!(ben.desk(Desk::Save).unwrap_err(), why);
    assert_eq!(
        ben.save_as(place.name("a.atelier")).unwrap_err().code,
        "locked"
    );

    ben.save_as(place.name("b.atelier")).unwrap();
    ben.until(|ben| ben.file.as_ref().unwrap().read_only.is_none());
    ben.act_and_wait(ben.add("ada", "c9", "In the copy"));
    assert_eq!(texts(&ben), ["Shared", "In the copy"]);
    ada.act_and_wait(ada.add("ada", "c8", "In the original"));
}

#[test]
fn a_truncated_file_gives_what_can_be_read_and_stays_as_it_is() {
    let place = Place::new();
    let whole = canvas(&place, "a.atelier", &["One", "Two", "Three"]);
    let end = whole.windows(5).rposition(|w| w == b"Three").unwrap();
    std::fs::write(place.path("a.atelier"), &whole[..end]).unwrap();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.open(place.name("a.atelier")).unwrap();
    assert_eq!(texts(&ada), ["One", "Two"]);
    insta::assert_snapshot!(place.redacted(&ada.notices()[0]));
    assert_eq!(ada.file.as_ref().unwrap().path, None);
    assert_eq!(aside(&place), [whole[..end].to_vec()]);
    assert_eq!(
        std::fs::read(place.path("a.atelier")).unwrap(),
        whole[..end]
    );
    // It is work that has no file: leaving it needs a word.
    assert_eq!(ada.close().unwrap_err().code, "unsaved");
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.close().unwrap();
    ada.open(place.name("a.atelier")).unwrap();
    assert_eq!(texts(&ada), ["One", "Two"]);
}

#[test]
fn a_file_broken_at_its_beginning_gives_the_version_before_its_last_save() {
    let place = Place::new();
    let before = canvas(&place, "a.atelier", &["One"]);
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.open(place.name("a.atelier")).unwrap();
    ada.act_and_wait(ada.add("ada", "c9", "Two"));
    ada.desk(Desk::Save).unwrap();
    ada.close().unwrap();
    let head = before.windows(5).position(|w| w == b"\"log\"").unwrap();
    std::fs::write(place.path("a.atelier"), &before[..head]).unwrap();
    ada.open(place.name("a.atelier")).unwrap();
    assert_eq!(texts(&ada), ["One"]);
    insta::assert_snapshot!(place.redacted(ada.notices().last().unwrap()));
}

#[test]
fn a_flipped_bit_never_passes_unseen_and_never_loses_the_rest() {
    let place = Place::new();
    let whole = canvas(&place, "a.atelier", &["One", "Two", "Three"]);
    let host = place.host();
    let mut ada = Screen::new(&host);
    let mut outcomes = std::collections::BTreeMap::new();
    for at in (3..whole.len()).step_by(whole.len() / 150) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 7);
        let path = place.path("flipped.atelier");
        std::fs::write(&path, &flipped).unwrap();
        ada.others.clear();
        let opened = ada.open(place.name("flipped.atelier"));
        let outcome = match &opened {
            Ok(_) => {
                let notices = ada.notices();
                assert!(!notices.is_empty(), "byte {at} passed unseen");
                notices[0].clone()
            }
            Err(problem) => problem.clone(),
        };
        assert!(!outcome.says.is_empty() && !outcome.way_out.is_empty());
        *outcomes.entry(outcome.code).or_insert(0) += 1;
        assert_eq!(std::fs::read(&path).unwrap(), flipped, "byte {at}");
        ada.desk(Desk::Close { discard: true }).unwrap();
    }
    assert!(outcomes.len() > 2, "{outcomes:?}");
}

#[test]
fn what_cannot_be_opened_is_said_and_left_alone() {
    let place = Place::new();
    let whole = canvas(&place, "a.atelier", &["One"]);
    let text = String::from_utf8(whole).unwrap();
    let newer = text.replacen("\"version\": 1", "\"version\": 7", 1);
    std::fs::create_dir(place.path("folder.atelier")).unwrap();
    let host = place.host();
    let mut ada = Screen::new(&host);
    let mut said = String::new();
    for (name, bytes) in [
        ("newer.atelier", Some(newer.as_str())),
        ("foreign.atelier", Some("{\"format\": \"drawing\"}")),
        ("picture.atelier", Some("\u{1}PNG\u{2}")),
        ("list.atelier", Some("[1, 2]")),
        ("empty.atelier", Some("")),
        ("beginning.atelier", Some(&text[..40])),
        ("no.scenario.json", Some("{\"scenario\": 9}")),
        ("missing.atelier", None),
        ("folder.atelier", None),
    ] {
        if let Some(bytes) = bytes {
            std::fs::write(place.path(name), bytes).unwrap();
        }
        let problem = ada.open(place.name(name)).unwrap_err();
        assert!(ada.board.is_none());
        said += &format!("{name}: {}\n\n", place.redacted(&problem));
        if let Some(bytes) = bytes {
            assert_eq!(std::fs::read_to_string(place.path(name)).unwrap(), bytes);
            let text = bytes.to_owned();
            let name = name.to_owned();
            ada.desk(Desk::OpenText { name, text }).unwrap_err();
        }
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_huge_file_is_refused() {
    let place = Place::new();
    canvas(&place, "a.atelier", &["One"]);
    let host = Host::start(Settings::new(place.store().with_limit(1000)));
    let mut ada = Screen::new(&host);
    let problem = ada.open(place.name("a.atelier")).unwrap_err();
    assert_eq!(problem.code, "too-large");
}

#[test]
fn a_file_that_another_program_changed_is_not_overwritten_by_chance() {
    let place = Place::new();
    canvas(&place, "a.atelier", &["One"]);
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.open(place.name("a.atelier")).unwrap();
    ada.act_and_wait(ada.add("ada", "c9", "Mine"));
    std::fs::write(place.path("a.atelier"), "theirs").unwrap();
    let problem = ada.desk(Desk::Save).unwrap_err();
    insta::assert_snapshot!(place.redacted(&problem));
    ada.until(|ada| matches!(ada.file.as_ref().unwrap().saved, Saved::Failed { .. }));
    assert_eq!(ada.close().unwrap_err().code, "changed-on-disk");
    assert_eq!(
        std::fs::read_to_string(place.path("a.atelier")).unwrap(),
        "theirs"
    );
    // Saying it again by name means it.
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.until(Screen::is_saved);
    assert_eq!(aside(&place), [b"theirs".to_vec()]);
    ada.close().unwrap();
    ada.open(place.name("a.atelier")).unwrap();
    assert_eq!(texts(&ada), ["One", "Mine"]);
}

#[test]
fn a_failed_save_keeps_everything_in_the_journal() {
    let place = Place::new();
    canvas(&place, "a.atelier", &["One"]);
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.open(place.name("a.atelier")).unwrap();
    std::fs::write(place.path("a.atelier"), "theirs").unwrap();
    ada.act_and_wait(ada.add("ada", "c9", "Kept"));
    ada.desk(Desk::Save).unwrap_err();
    ada.act_and_wait(ada.add("ada", "c10", "Acknowledged all the same"));
    host.stop().unwrap_err();
    assert_eq!(
        std::fs::read_to_string(place.path("a.atelier")).unwrap(),
        "theirs"
    );
}

#[test]
fn what_was_edited_elsewhere_is_named_and_the_log_counts() {
    let place = Place::new();
    let whole = canvas(&place, "a.atelier", &["One"]);
    let text = String::from_utf8(whole).unwrap();
    let edited = text.replacen("\"text\":\"One\"", "\"text\":\"Another\"", 1);
    assert_ne!(edited, text);
    std::fs::write(place.path("a.atelier"), edited).unwrap();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.open(place.name("a.atelier")).unwrap();
    assert_eq!(texts(&ada), ["One"]);
    insta::assert_snapshot!(place.redacted(&ada.notices()[0]));
}

#[test]
fn a_scenario_is_played_into_a_new_canvas() {
    let place = Place::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../assets/samples/b2b-onboarding.scenario.json");
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.open(sample.to_str().unwrap().to_owned()).unwrap();
    assert!(texts(&ada).len() > 5);
    assert_eq!(ada.file.as_ref().unwrap().path, None);
    let text = std::fs::read_to_string(&sample).unwrap();
    let name = "b2b.scenario.json".to_owned();
    let done = ada.desk(Desk::OpenText { name, text }).unwrap();
    assert_eq!(done, Answer::Done);
}

#[test]
fn opening_what_is_open_changes_nothing() {
    let place = Place::new();
    canvas(&place, "a.atelier", &["One"]);
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.open(place.name("a.atelier")).unwrap();
    let client = ada.client.clone();
    ada.act_and_wait(ada.add("ada", "c9", "Two"));
    ada.open(place.name("a.atelier")).unwrap();
    assert_eq!(ada.client, client);
    assert_eq!(texts(&ada), ["One", "Two"]);
}
