//! Pictures on cards: whose they are, where they go, and what is none.

use super::{add, after, by, code, is_consistent, words};
use crate::plays::{Table, row};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use canvas::file::Document;
use canvas::picture::LARGEST;
use ownership::report::{FactKind, Scope};
use serde_json::{Value, json};
use workshop::Workshop;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

fn base64(beginning: &[u8], rest: &str) -> String {
    STANDARD.encode([beginning, rest.as_bytes()].concat())
}

/// Somebody puts the picture with that content on a card.
fn attach(by: &str, card: &str, content: &str) -> Value {
    json!({
        "by": by, "do": "attach", "card": card, "name": format!("{content}.png"),
        "mime": "image/png", "data": base64(PNG, content),
    })
}

fn sha256(table: &Table, card: &str) -> String {
    table.canvas().card_view(table.card(card)).attachments[0]
        .sha256
        .clone()
}

fn detach(table: &Table, by: &str, card: &str) -> Value {
    json!({"by": by, "do": "detach", "card": card, "sha256": sha256(table, card)})
}

/// The names of the pictures on a card, and who brought them.
fn on(table: &Table, card: &str) -> Vec<(String, Vec<String>)> {
    let card = table.canvas().card_view(table.card(card));
    let pictures = card.attachments.into_iter();
    pictures.map(|picture| (picture.name, picture.by)).collect()
}

#[test]
fn a_picture_counts_as_five_letters_of_whoever_brought_it() {
    let table = after(&[add("anna", "c", "abc"), attach("ben", "c", "photo")]);
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("3".into(), "5".into())
    );
    let why = table.explanation("ben", Scope::Board);
    assert_eq!(
        (&*why.words[0].origin, &*why.words[0].points),
        ("card c", "5")
    );
    let picture = &why.words[0].pictures[0];
    assert_eq!((picture.letters, &*picture.name), (5, "photo.png"));
    assert_eq!(picture.card.as_deref(), Some("c"));
    assert_eq!(picture.entry, table.canvas().next());
    is_consistent(&table);
}

#[test]
fn it_counts_within_the_cap_of_the_card_where_it_was_first_put() {
    let mut table = after(&[
        add("anna", "c", &"x".repeat(38)),
        attach("anna", "c", "photo"),
    ]);
    assert_eq!(words(&table, "anna"), "40");
    assert_eq!(row(&table.report(), "anna").unwrap().letters, "43");
    // Elsewhere it is still from there.
    table.step(add("kim", "d", "y")).unwrap();
    table.step(attach("kim", "d", "photo")).unwrap();
    table.step(detach(&table, "kim", "c")).unwrap();
    assert_eq!(
        (words(&table, "anna"), words(&table, "kim")),
        ("40".into(), "1".into())
    );
    is_consistent(&table);
}

#[test]
fn the_same_bytes_count_once_for_whoever_was_first() {
    let mut table = after(&[
        add("anna", "c", "abc"),
        add("ben", "d", "abc"),
        attach("anna", "c", "photo"),
        attach("ben", "d", "photo"),
        attach("ben", "c", "photo"),
        json!({"by": "ben", "do": "copy", "card": "c", "as": "copied"}),
    ]);
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("8".into(), "3".into())
    );
    assert_eq!(on(&table, "copied"), on(&table, "c"));
    assert_eq!(on(&table, "d"), [("photo.png".into(), vec!["anna".into()])]);
    is_consistent(&table);
    // An undone bringing counts as never made.
    table.step(by("anna", "undo")).unwrap_err();
    let mut table = after(&[
        add("anna", "c", "abc"),
        add("ben", "d", "abc"),
        attach("anna", "c", "photo"),
        attach("ben", "d", "photo"),
        by("anna", "undo"),
    ]);
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("3".into(), "8".into())
    );
    is_consistent(&table);
    table.step(by("anna", "redo")).unwrap();
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("8".into(), "3".into())
    );
    is_consistent(&table);
}

#[test]
fn what_is_taken_off_and_brought_again_by_anyone_is_whose_it_was() {
    let mut table = after(&[add("anna", "c", "abc"), attach("anna", "c", "photo")]);
    table.step(detach(&table, "ben", "c")).unwrap();
    assert_eq!(words(&table, "anna"), "3");
    assert_eq!(on(&table, "c"), []);
    table.step(attach("ben", "c", "photo")).unwrap();
    assert_eq!(
        (words(&table, "anna"), words(&table, "ben")),
        ("8".into(), "0".into())
    );
    is_consistent(&table);
}

#[test]
fn it_goes_with_its_card() {
    let mut table = after(&[
        add("anna", "c", "abc def"),
        attach("ben", "c", "photo"),
        json!({"by": "anna", "do": "state", "card": "c", "state": "parked"}),
    ]);
    assert_eq!(words(&table, "ben"), "0");
    table.step(by("anna", "undo")).unwrap();
    assert_eq!(words(&table, "ben"), "5");
    // It is not part of the text: what is split off goes without it.
    table
        .step(json!({"by": "anna", "do": "split", "card": "c", "at": 4, "as": "rest"}))
        .unwrap();
    assert_eq!((on(&table, "c").len(), on(&table, "rest").len()), (1, 0));
    table
        .step(json!({"by": "anna", "do": "delete", "card": "c"}))
        .unwrap();
    assert_eq!(words(&table, "ben"), "0");
    is_consistent(&table);
}

#[test]
fn it_goes_where_its_card_is_merged() {
    let mut table = after(&[
        add("anna", "c", "abc"),
        add("anna", "d", "def"),
        attach("ben", "c", "photo"),
        json!({"by": "kim", "do": "merge", "card": "c", "into": "d"}),
    ]);
    assert_eq!((on(&table, "c").len(), on(&table, "d").len()), (0, 1));
    assert_eq!(words(&table, "ben"), "5");
    is_consistent(&table);
    table.step(by("kim", "undo")).unwrap();
    assert_eq!((on(&table, "c").len(), on(&table, "d").len()), (1, 0));
    is_consistent(&table);
}

#[test]
fn somebody_elses_picture_keeps_a_card_from_being_undone() {
    let mut table = after(&[add("anna", "c", ""), attach("ben", "c", "photo")]);
    assert_eq!(code(table.step(by("anna", "undo"))), "built-on");
    table.step(by("ben", "undo")).unwrap();
    table.step(by("anna", "undo")).unwrap();
    is_consistent(&table);
}

#[test]
fn it_makes_a_card_worth_shaping_and_building_on() {
    let table = after(&[
        add("anna", "c", ""),
        attach("ben", "c", "photo"),
        json!({"by": "kim", "do": "move", "card": "c", "stage": "Use", "lane": "Ideas"}),
        add("kim", "d", "Kim's own"),
        json!({"by": "kim", "do": "link", "from": "d", "to": "c", "kind": "builds_on"}),
    ]);
    let report = table.report();
    assert_eq!(row(&report, "kim").unwrap().structure, "5");
    assert_eq!(row(&report, "ben").unwrap().lineage, "5");
    let facts = table.explanation("ben", Scope::Board).facts;
    assert_eq!(facts[0].kind, FactKind::Lineage);
    let views = table.workshop().views(Scope::Board);
    let equal = views.equal_cards.people.iter();
    let equal: Vec<_> = equal.map(|own| (&*own.id, &*own.cards)).collect();
    assert!(equal.contains(&("ben", "1")) && equal.contains(&("kim", "1")));
    is_consistent(&table);
}

#[test]
fn what_a_scribe_or_tidying_up_brings_is_credited_as_words_are() {
    let mut given = attach("tom", "c", "photo");
    given["for"] = json!("anna");
    let mut tidied = attach("tom", "c", "logo");
    tidied["tidy"] = json!(true);
    let mut table = after(&[add("ben", "c", "abc"), given, tidied]);
    let report = table.report();
    let anna = row(&report, "anna").unwrap();
    assert_eq!((&*anna.words, anna.share.unwrap().low_of_1000), ("5", 0));
    let tidy = report.outside.iter().find(|own| own.id == "tidy");
    assert_eq!(tidy.unwrap().letters, 5);
    table
        .step(json!({"by": "tom", "do": "confirm", "card": "c", "for": "anna"}))
        .unwrap();
    let share = row(&table.report(), "anna").unwrap().share.unwrap();
    assert_eq!(share.low_of_1000, share.of_1000);
    // Bringing it once more makes it nobody's.
    table.step(attach("kim", "c", "logo")).unwrap();
    assert_eq!(words(&table, "kim"), "0");
    is_consistent(&table);
}

#[test]
fn a_picture_is_one_by_its_bytes() {
    let mut table = after(&[add("anna", "c", "abc")]);
    let brought = |mime: &str, data: String| json!({"by": "anna", "do": "attach", "card": "c", "name": "x", "mime": mime, "data": data});
    let kinds: [(&str, &[u8]); 5] = [
        ("image/png", PNG),
        ("image/jpeg", b"\xff\xd8\xff"),
        ("image/gif", b"GIF87a"),
        ("image/gif", b"GIF89a"),
        ("image/webp", b"RIFF\x10\0\0\0WEBP"),
    ];
    for (mime, beginning) in kinds {
        table.step(brought(mime, base64(beginning, "…"))).unwrap();
        let other = if mime == "image/png" {
            "image/gif"
        } else {
            "image/png"
        };
        let refused = table.step(brought(other, base64(beginning, "…")));
        assert_eq!(code(refused), "not-a-picture", "{mime}");
    }
    let svg = base64(
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        "<script/></svg>",
    );
    for (mime, data) in [
        ("image/svg+xml", svg.clone()),
        ("image/png", svg),
        ("text/html", base64(PNG, "")),
        ("image/png", "not base64".to_owned()),
        ("image/png", base64(PNG, "xy").replace('=', "")),
        ("image/png", String::new()),
    ] {
        assert_eq!(code(table.step(brought(mime, data))), "not-a-picture");
    }
}

#[test]
fn a_picture_has_at_most_four_megabytes() {
    let mut table = after(&[add("anna", "c", "abc")]);
    let largest = "x".repeat(LARGEST - PNG.len());
    table.step(attach("anna", "c", &largest)).unwrap();
    let refused = table
        .step(attach("anna", "c", &format!("{largest}x")))
        .unwrap_err();
    assert!(
        refused.contains("4 MB") && refused.contains("[too-large]"),
        "{refused}"
    );
    let refused = table.step(attach("anna", "c", &largest.repeat(4)));
    assert_eq!(code(refused), "too-large");
}

#[test]
fn only_what_hangs_on_a_card_is_taken_off() {
    let mut table = after(&[
        add("anna", "c", "abc"),
        add("anna", "d", "abc"),
        attach("anna", "c", "photo"),
    ]);
    let mut elsewhere = detach(&table, "anna", "c");
    elsewhere["card"] = json!("d");
    assert_eq!(code(table.step(elsewhere)), "unknown-name");
    let nonsense = json!({"by": "anna", "do": "detach", "card": "c", "sha256": "nonsense"});
    assert_eq!(code(table.step(nonsense)), "unknown-name");
}

// ── the file ─────────────────────────────────────────────────────────────────────────────────────

fn with_picture() -> Table {
    after(&[
        add("anna", "c", "abc"),
        add("anna", "d", "abc"),
        attach("anna", "c", "photo"),
        attach("anna", "d", "photo"),
    ])
}

#[test]
fn the_file_has_the_bytes_once_and_gives_them_back() {
    let table = with_picture();
    let saved = String::from_utf8(table.workshop().to_bytes()).unwrap();
    let data = base64(PNG, "photo");
    assert_eq!(saved.matches(&data).count(), 1);
    let opened = Workshop::open(saved.as_bytes(), [1; 32]).unwrap().workshop;
    let sha256 = sha256(&table, "c");
    assert_eq!(opened.picture(&sha256), Some(("image/png", &*data)));
    assert_eq!(opened.picture(&sha256.to_uppercase()), None);
    assert_eq!(opened.picture("nonsense"), None);
}

#[test]
fn without_pictures_a_file_has_no_place_for_them() {
    let table = after(&[add("anna", "c", "abc")]);
    let saved = String::from_utf8(table.workshop().to_bytes()).unwrap();
    assert!(!saved.contains("attachments"));
}

#[test]
fn a_changed_or_missing_picture_is_found_and_the_rest_recovered() {
    let table = with_picture();
    let saved = String::from_utf8(table.workshop().to_bytes()).unwrap();
    let right = base64(PNG, "photo");
    let sha256 = sha256(&table, "c");
    let other = "0".repeat(64);
    for (from, to) in [
        (&*right, &*base64(PNG, "phony")),
        (&*right, ""),
        (&*format!("  \"{sha256}\""), &*format!("  \"{other}\"")),
        ("\"attachments\": {", "\"attachment\": {"),
    ] {
        let changed = saved.replace(from, to);
        assert_ne!(changed, saved);
        let error = Workshop::open(changed.as_bytes(), [1; 32]).err().unwrap();
        assert_eq!(error.code(), "changed-picture");
        let (document, entries) =
            Document::recover(changed.as_bytes(), [1; 32], |_, _, _| {}).expect("the log is whole");
        assert_eq!(entries, table.canvas().next());
        let recovered = Workshop::new(document);
        assert_eq!(recovered.picture(&sha256), None);
        assert_eq!(recovered.report(), table.report());
        // It is known to be lost, and that is no damage.
        let opened = Workshop::open(&recovered.to_bytes(), [1; 32]).unwrap();
        assert_eq!(opened.differences, Vec::<String>::new());
        assert_eq!(opened.workshop.picture(&sha256), None);
    }
    // A break after the log leaves the pictures before it.
    let cut = &saved[..saved.find("\"seal\"").unwrap()];
    let (document, _) = Document::recover(cut.as_bytes(), [1; 32], |_, _, _| {}).unwrap();
    assert_eq!(
        Workshop::new(document).picture(&sha256),
        Some(("image/png", &*right))
    );
}

#[test]
fn patches_tell_of_a_picture_without_its_bytes() {
    let mut table = after(&[add("anna", "c", "abc")]);
    let client = table.play.workshop.new_client();
    let _ = table.play.workshop.snapshot(client);
    table.step(attach("anna", "c", "photo")).unwrap();
    let patches = table.play.workshop.patches();
    let patch = serde_json::to_string(&patches[0].1).unwrap();
    assert!(
        patch.contains("photo.png") && patch.contains("\"bytes\":13"),
        "{patch}"
    );
    assert!(!patch.contains(&base64(PNG, "photo")));
}
