//! What is gone after names and texts were taken out, what stands in for it, and what is left.

use super::{add, after, by, edit, head, text};
use crate::plays::Table;
use canvas::chain::{from_hex, hex};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use workshop::Workshop;
use workshop::verdict::Verdict;

const LONG: &str = "Nobody knows whom to phone about invoices";

/// A workshop in which everything is said in words of its own.
fn talk() -> Table {
    let mut head = head();
    head["title"] = json!("Harbour Renewal");
    head["purpose"] = json!("Fewer complaints");
    head["stages"] = json!(["Choosing", "Using"]);
    head["lanes"] = json!(["Doings", "Thinking"]);
    for (at, name) in [
        "Anneliese Vogel",
        "Bartholomew",
        "Thomasina",
        "Susanne",
        "Kimberly",
    ]
    .into_iter()
    .enumerate()
    {
        head["people"][at]["name"] = json!(name);
    }
    let at = |mut step: Value| {
        (step["stage"], step["lane"]) = (json!("Choosing"), json!("Doings"));
        step
    };
    let steps = [
        at(add("anna", "c1", LONG)),
        at(add("ben", "c2", "Whoever answers first")),
        edit("sue", "c1", 0, 6, "NOBODY"),
        json!({"by": "tom", "do": "set_text", "card": "c1", "tidy": true,
            "text": "NOBODY knows whom to telephone about invoices"}),
        at(add(
            "sue",
            "c3",
            &format!("Sue thinks: {}", LONG.to_lowercase()),
        )),
        json!({"by": "ben", "do": "copy", "card": "c1", "as": "c4"}),
        json!({"by": "ben", "do": "group", "group": "g", "name": "Money worries", "cards": ["c1", "c2"]}),
        json!({"by": "anna", "do": "promise", "card": "c2", "text": "Calling tomorrow", "owner": "anna", "due": "2027-01-31"}),
        json!({"by": "kim", "do": "state", "card": "c2", "state": "parked", "reason": "Expensive wishes"}),
        json!({"by": "anna", "do": "rename", "what": "stage", "id": "Using", "text": "Living with it"}),
        json!({"by": "tom", "do": "change_person", "id": "anna", "name": "Anneliese Falk", "side": "customer", "facilitator": false}),
        json!({"by": "ben", "do": "edit", "card": "c2", "at": 21, "delete": 0, "insert": ", naturally", "for": ["ben", "anna"]}),
    ];
    Table::replayed(&head, &steps).unwrap_or_else(|why| panic!("{why}"))
}

fn redacted(table: &Table, person: Option<&str>) -> Workshop {
    let mut workshop = reopened(&table.workshop().to_bytes());
    let last = workshop.canvas().log().last().map_or(0, |last| last.at_ms);
    let done = workshop.redact(person, None, last);
    assert!(done.is_ok_and(|done| done.is_some()));
    workshop
}

fn reopened(bytes: &[u8]) -> Workshop {
    let opened = Workshop::open(bytes, [8; 32]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(opened.differences, Vec::<String>::new());
    opened.workshop
}

fn file(workshop: &Workshop) -> String {
    String::from_utf8(workshop.to_bytes()).expect("text")
}

/// Every word of four letters or more that an entry of the log says.
fn words(workshop: &Workshop, entry: usize) -> Vec<String> {
    let words = workshop.canvas().log()[entry]
        .op
        .words()
        .unwrap_or_default();
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_word_is_left_and_no_hash_that_tells_of_one() {
    let table = talk();
    let file = file(&redacted(&table, None));
    for entry in 0..table.canvas().log().len() {
        for word in words(table.workshop(), entry) {
            assert!(!file.contains(&word), "“{word}” is left");
            assert!(
                !file.contains(&hex(&Sha256::digest(&word))),
                "a hash of “{word}” is left"
            );
        }
        let said = table.canvas().log()[entry].op.words().unwrap_or_default();
        assert!(
            !file.contains(&hex(&Sha256::digest(said))),
            "a hash of “{said}” is left"
        );
    }
    assert!(file.contains("\"secrets\": {},"));
}

#[test]
fn of_one_person_goes_what_is_theirs_wherever_it_stands() {
    let table = talk();
    let workshop = redacted(&table, Some("anna"));
    let file = file(&workshop);
    let gone = [
        // The name, as it was and as it is.
        "Anneliese",
        "Vogel",
        "Falk",
        // What she wrote, and what is hers in what others wrote.
        "Nobody",
        "NOBODY",
        "phone",
        "invoices",
        "nobody knows",
        // What another typed again, promises, the name of a stage, what two said.
        "thinks",
        "Calling",
        "Living",
        "naturally",
    ];
    for word in gone {
        assert!(!file.contains(word), "“{word}” is left");
    }
    let left = [
        "Harbour Renewal",
        "Whoever answers",
        "Money worries",
        "Expensive wishes",
        "Bartholomew",
    ];
    for word in left {
        assert!(file.contains(word), "“{word}” is gone");
    }
}

#[test]
fn nobody_can_try_out_what_the_words_were() {
    let table = talk();
    for person in [None, Some("anna"), Some("ben"), Some("sue")] {
        let workshop = redacted(&table, person);
        let file: Value = serde_json::from_slice(&workshop.to_bytes()).expect("JSON");
        let secrets: Vec<[u8; 16]> = file["secrets"]
            .as_object()
            .expect("an object")
            .values()
            .map(|secret| from_hex(secret.as_str().expect("text")).expect("a secret"))
            .collect();
        let mut removed = 0;
        for (number, entry) in (0_u32..).zip(workshop.canvas().log()) {
            let Some(gone) = entry.removed() else {
                continue;
            };
            removed += 1;
            let words = table.canvas().log()[number as usize]
                .op
                .words()
                .expect("words");
            for secret in &secrets {
                let salt = Sha256::new()
                    .chain_update(secret)
                    .chain_update(number.to_le_bytes())
                    .finalize();
                let guess = Sha256::new()
                    .chain_update(salt)
                    .chain_update(words)
                    .finalize();
                assert_ne!(gone.hash[..], guess[..], "“{words}” can be guessed");
            }
        }
        assert!(removed > 0);
    }
}

#[test]
fn placeholders_keep_what_is_a_letter_a_blank_or_neither() {
    let table = after(&[
        add("anna", "c", "Zwei, 3\nÉ e\u{301} 👩‍👩‍👧!"),
        add("ben", "d", "x"),
    ]);
    let workshop = redacted(&table, Some("anna"));
    let canvas = workshop.canvas();
    let card = canvas.card(canvas.card_named("c").expect("a card"));
    assert_eq!(canvas.text(card.text), "ˍˍˍˍ. ˍ ˍ ˍ ˍ.");
    assert_eq!(canvas.board().people[0].name.as_deref(), Some("#1"));
    assert_eq!(canvas.board().people[1].name.as_deref(), Some("Ben"));
}

#[test]
fn what_only_changed_the_case_stays_what_it_was() {
    let table = after(&[
        add("anna", "c", "hello there"),
        edit("ben", "c", 0, 5, "HELLO"),
        by("ben", "undo"),
        by("ben", "redo"),
    ]);
    for person in ["anna", "ben"] {
        let workshop = redacted(&table, Some(person));
        let report = workshop.report();
        assert_eq!(report.people[0].letters, "10");
        assert_eq!(report.people[1].letters, "0");
    }
    // Without the word on the case, the letters have the one that they had before.
    let workshop = redacted(&table, Some("ben"));
    let canvas = workshop.canvas();
    assert_eq!(canvas.text(canvas.card(0).text), "hello there");
}

#[test]
fn with_a_text_goes_what_put_other_letters_of_it_into_another_case() {
    let table = after(&[
        add("anna", "c", LONG),
        add("ben", "d", &format!("{LONG} today")),
        edit("sue", "d", LONG.chars().count() + 1, 5, "TODAY"),
    ]);
    let workshop = redacted(&table, Some("anna"));
    let last = table.canvas().log().len() - 1;
    assert!(workshop.canvas().log()[last].removed().is_some());
    let letters = |workshop: &Workshop| {
        let people = workshop.report().people.into_iter();
        people.map(|person| person.letters).collect::<Vec<_>>()
    };
    assert_eq!(
        letters(&reopened(&workshop.to_bytes())),
        letters(table.workshop())
    );
}

/// A letter typed in tidying up is the one that it replaces, but its looks go with the tidying.
#[test]
fn with_a_tidied_text_goes_what_put_letters_of_it_into_another_case() {
    for (card, copy) in [("c", None), ("d", Some("d"))] {
        let mut tidied = edit("tom", "c", 0, 8, "fine day");
        tidied["tidy"] = json!(true);
        let mut steps = vec![
            add("anna", "c", "good "),
            edit("ben", "c", 5, 0, "job"),
            tidied,
        ];
        steps.extend(copy.map(|copy| json!({"by": "kim", "do": "copy", "card": "c", "as": copy})));
        steps.push(edit("sue", card, 0, 4, "FINE"));
        let table = after(&steps);
        let workshop = redacted(&table, Some("ben"));
        let told = |workshop: &Workshop| {
            let people = workshop.report().people.into_iter();
            people.map(|person| person.letters).collect::<Vec<_>>()
        };
        assert_eq!(told(&workshop), told(table.workshop()));
        assert_eq!(
            told(&reopened(&workshop.to_bytes())),
            told(table.workshop())
        );
    }
}

#[test]
fn letters_come_back_by_undo_as_placeholders() {
    let mut table = after(&[add("anna", "c", "one two"), edit("anna", "c", 3, 4, "")]);
    let last = table.canvas().log().last().map_or(0, |last| last.at_ms);
    let done = table.play.workshop.redact(Some("anna"), Some("tom"), last);
    assert!(done.is_ok());
    assert_eq!(text(&table, "c"), "ˍˍˍ");
    table.step(by("anna", "undo")).expect("she can undo it");
    assert_eq!(text(&table, "c"), "ˍˍˍ ˍˍˍ");
    table
        .step(edit("anna", "c", 7, 0, " three"))
        .expect("she writes on");
    assert_eq!(text(&table, "c"), "ˍˍˍ ˍˍˍ three");
    assert!(
        table.step(by("tom", "undo")).is_err(),
        "nobody takes it back"
    );
    let again = reopened(&table.workshop().to_bytes());
    assert_eq!(again.canvas().board(), table.canvas().board());
    assert!(
        file(&again).contains("\"secrets\": {\"anna\":"),
        "she has a new secret"
    );
}

#[test]
fn what_is_typed_after_a_redaction_repeats_only_what_is_still_there() {
    let again = format!("{LONG}!");
    let mut table = after(&[
        add("anna", "c", LONG),
        add("ben", "d", "Let us answer within two days"),
    ]);
    let last = table.canvas().log().last().map_or(0, |last| last.at_ms);
    assert!(table.play.workshop.redact(Some("anna"), None, last).is_ok());
    table.step(add("tom", "e", &again)).expect("added");
    table
        .step(add("tom", "f", "let us answer within two days"))
        .expect("added");
    table
        .step(add("sue", "g", "ˍˍˍˍˍˍ ˍˍˍˍˍ ˍˍˍˍ ˍˍ ˍˍˍˍˍ ˍˍˍˍˍ ˍˍˍˍˍˍˍˍ"))
        .expect("added");
    let letters = |id: &str| {
        let report = table.report();
        let row = report
            .people
            .iter()
            .find(|row| row.id == id)
            .expect("a row");
        row.letters.parse::<u32>().expect("whole")
    };
    // Nobody knows any more that it was Anna's; what was Ben's is his.
    let of = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count() as u32;
    assert_eq!(letters("anna"), of(LONG));
    assert_eq!(letters("ben"), of("Let us answer within two days"));
    assert_eq!(letters("tom"), of(LONG));
    assert_eq!(letters("sue"), 35);
}

#[test]
fn what_other_versions_wrote_beside_goes_too() {
    let text = String::from_utf8(talk().workshop().to_bytes()).expect("text");
    let text = text.replace(
        "\"secrets\": ",
        "\"notes\": \"Anneliese again\",\n\"secrets\": ",
    );
    let text = text.replace(
        "\n},\n\"ownership\"",
        ",\n  \"quotes\": [\"Vogel\"]\n},\n\"ownership\"",
    );
    let mut workshop = Workshop::open(text.as_bytes(), [8; 32])
        .expect("a file")
        .workshop;
    assert!(file(&workshop).contains("Anneliese again") && file(&workshop).contains("quotes"));
    workshop.redact(Some("anna"), None, 0).expect("redacted");
    assert!(!file(&workshop).contains("notes") && !file(&workshop).contains("quotes"));
}

#[test]
fn only_somebody_who_is_there_can_be_taken_out() {
    let mut workshop = reopened(&talk().workshop().to_bytes());
    let before = workshop.to_bytes();
    let refused = workshop
        .redact(Some("nobody"), None, 0)
        .expect_err("there is none");
    assert_eq!(refused.code, "unknown-name");
    assert_eq!(workshop.to_bytes(), before);
}

#[test]
fn taking_out_twice_is_taking_out_once() {
    let mut workshop = redacted(&talk(), None);
    let once = workshop.to_bytes();
    assert_eq!(workshop.redact(Some("ben"), None, 0), Ok(None));
    assert_eq!(workshop.redact(None, None, 0), Ok(None));
    assert_eq!(workshop.to_bytes(), once);
}

/// A file with something in it replaced, and its seal made anew.
fn tampered(text: &str, from: &str, to: &str) -> Vec<u8> {
    assert!(text.contains(from), "{from} stands there");
    let text = text.replacen(from, to, 1);
    let (told, _) = text.split_once("\"seal\": ").expect("a seal");
    let seal = hex(&Sha256::digest(told));
    format!("{told}\"seal\": \"{seal}\"\n}}\n").into_bytes()
}

#[test]
fn what_stands_in_for_words_cannot_be_changed_unseen() {
    let workshop = redacted(&talk(), Some("anna"));
    let text = file(&workshop);
    let log = text.split_once("\n\"log\": [").expect("a log").1;
    let line = |part: &str| {
        let mut lines = log.lines();
        let line = lines.find(|line| line.contains(part));
        line.unwrap_or_else(|| panic!("{part} stands there"))
            .to_owned()
    };
    let last = workshop.canvas().next() - 1;
    let add = line("\"a\",\"c1\"");
    let recased = line(",1]}");
    let typed_again = line("\"i\":[[");
    let salted = line("\"k\":\"");
    let cases = [
        (add.clone(), add.replacen("ˍ", "ˍˍ", 1)),
        (add.clone(), add.replacen("ˍ", ".", 1)),
        (
            add.clone(),
            add.replace(&format!(",{last}]"), &format!(",{}]", last - 1)),
        ),
        (
            add.clone(),
            add.replace(&format!(",{last}]"), &format!(",{}]", last + 1)),
        ),
        (recased.clone(), recased.replace(",1]}", "]}")),
        (
            typed_again.clone(),
            typed_again.replacen("\"i\":[[", "\"i\":[[1", 1),
        ),
        (salted.clone(), salted.replacen("\"k\":\"", "\"K\":\"", 1)),
    ];
    for (from, to) in cases {
        assert_ne!(from, to);
        assert!(
            Verdict::of(&tampered(&text, &from, &to)).is_err(),
            "{from} became {to}"
        );
    }
}

#[test]
fn a_redacted_file_that_broke_off_is_recovered_without_the_words() {
    let table = talk();
    let whole = file(&redacted(&table, Some("anna")));
    let report = table.report();
    // The end is gone, and with it the entry that says what was taken out.
    let end = whole.find(",\"x\",0,\"").expect("the redaction's entry");
    let start = whole[..end].rfind('\n').expect("a line");
    let (mut workshop, entries) =
        Workshop::recover(&whole.as_bytes()[..start], [8; 32]).expect("it can be read");
    assert_eq!(entries, table.canvas().next());
    let letters = |workshop: &Workshop| -> Vec<String> {
        let people = workshop.report().people.into_iter();
        people.map(|row| row.letters).collect()
    };
    let before: Vec<String> = report
        .people
        .iter()
        .map(|row| row.letters.clone())
        .collect();
    assert_eq!(letters(&workshop), before);
    workshop = reopened(&workshop.to_bytes());
    assert_eq!(letters(&workshop), before);
    let verdict = Verdict::of(&workshop.to_bytes()).expect("it holds");
    assert_eq!(verdict.differences, Vec::<String>::new());
}
